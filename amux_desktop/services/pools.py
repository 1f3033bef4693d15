"""How the accounts of a vendor share the load, and the live picture of who is next."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from amux_desktop.core.errors import InvalidInputError
from amux_desktop.core.events import AccountChanged, EventBus
from amux_desktop.oauth.pool import Choice
from amux_desktop.oauth.vendors import Vendor
from amux_desktop.services.account_runtime import AccountRuntime
from amux_desktop.services.store import Repositories, Store
from amux_desktop.storage.records import Account, Pool, Provider, Strategy


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An account and its chance for the next request; see `Choice` for the words of `choice.reason`."""

    account: Account
    choice: Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolView:
    """`candidates` in the order in which they would be asked. `provider` is None while there is no account."""

    vendor: Vendor
    pool: Pool
    affinity_minutes: int
    protect_percent: int
    candidates: tuple[Candidate, ...]
    provider: Provider | None

    @property
    def ready(self) -> int:
        return sum(candidate.choice.ready for candidate in self.candidates)


class PoolsService:
    def __init__(self, store: Store, bus: EventBus, runtime: AccountRuntime) -> None:
        self._store = store
        self._bus = bus
        self._runtime = runtime

    async def show(self, vendor_id: str, model: str = "") -> PoolView:
        """The pool as it would choose now for `model`. Raises `not_found`."""
        vendor = self._runtime.vendors.get(vendor_id)
        await self._runtime.ready()
        pool, providers = await self._store.read(lambda store: (store.accounts.pool(vendor_id), store.providers.list()))
        members = self._runtime.pools[vendor_id]
        candidates = [
            Candidate(account=account, choice=choice)
            for choice in members.ranking(model)
            if (account := members.account(choice.account_id)) is not None
        ]
        return PoolView(
            vendor=vendor,
            pool=pool,
            affinity_minutes=members.rules.affinity_ms // 60_000,
            protect_percent=round(members.rules.protect * 100),
            candidates=tuple(candidates),
            provider=next((item for item in providers if item.pool == vendor_id), None),
        )

    async def set(
        self,
        vendor_id: str,
        *,
        strategy: Strategy | None = None,
        affinity_minutes: int | None = None,
        protect_percent: int | None = None,
    ) -> PoolView:
        """What is None stays. Raises `not_found`, `field_invalid`."""
        self._runtime.vendors.get(vendor_id)
        if affinity_minutes is not None and not 0 <= affinity_minutes <= 10_080:
            raise InvalidInputError(
                "field_invalid", field="affinity", value=affinity_minutes, reason="Use 0 to 10080 minutes"
            )
        if protect_percent is not None and not 0 <= protect_percent <= 100:
            raise InvalidInputError("field_invalid", field="protect", value=protect_percent, reason="Use 0 to 100")

        def work(store: Repositories) -> None:
            old = store.accounts.pool(vendor_id)
            store.accounts.save_pool(
                dataclasses.replace(
                    old,
                    strategy=strategy or old.strategy,
                    affinity_minutes=old.affinity_minutes if affinity_minutes is None else affinity_minutes,
                    protect_percent=old.protect_percent if protect_percent is None else protect_percent,
                )
            )

        await self._store.write(work)
        await self._runtime.load()
        self._bus.publish(AccountChanged(""))
        return await self.show(vendor_id)
