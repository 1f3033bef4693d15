"""What accounts, logins and pools share in one process: vendors, clients, tokens in memory, and each vendor's pool."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from amux_desktop.core.clock import Clock
from amux_desktop.core.errors import AccessError, AmuxError, ConflictError, UnavailableError
from amux_desktop.core.events import (
    AccountChanged,
    ConfigurationChangedElsewhere,
    EventBus,
    ProviderChanged,
    SettingsChanged,
)
from amux_desktop.core.network import Network
from amux_desktop.core.process_lock import process_lock
from amux_desktop.core.redaction import Redactor
from amux_desktop.core.tasks import TaskSet
from amux_desktop.oauth import quotas
from amux_desktop.oauth.accounts_api import AccountsApi, AntigravityApi, CodexApi, Reading
from amux_desktop.oauth.control import ControlClient
from amux_desktop.oauth.id_tokens import IdTokens
from amux_desktop.oauth.pool import AccountPool, Rules
from amux_desktop.oauth.token_keeper import TokenKeeper
from amux_desktop.oauth.tokens import Grant, TokenEndpoint
from amux_desktop.oauth.vendors import Vendor, Vendors, with_secret
from amux_desktop.services.addresses import name_from, slug_from
from amux_desktop.services.configuration import Configuration
from amux_desktop.services.pool_memory import PoolMemory
from amux_desktop.services.store import Repositories, Store
from amux_desktop.storage.records import Account, AccountTokens, Pool, ProviderDraft, ProviderModel, QuotaSample

log = logging.getLogger(__name__)
_TICK_S = 30.0
_FORBIDDEN_MS = 3_600_000
_KEEP_SAMPLES_MS = 45 * 86_400_000
_SAMPLE_STEP = 0.005
"""Smaller moves of a quota are not stored as a point of its history of their own."""


class SealedTokens:
    """The tokens in the database, for the keeper."""

    def __init__(self, store: Store, redactor: Redactor) -> None:
        self._store = store
        self._redactor = redactor

    async def load(self, account_id: str) -> tuple[AccountTokens, int | None]:
        tokens, account = await self._store.read(
            lambda store: (store.accounts.tokens(account_id), store.accounts.get(account_id))
        )
        self.hide(tokens)
        return tokens, account.expires_ms

    async def save(self, account_id: str, grant: Grant) -> None:
        self.hide(grant.tokens)
        await self._store.write(
            lambda store: store.accounts.set_tokens(account_id, grant.tokens, grant.expires_ms), configuration=False
        )

    def hide(self, tokens: AccountTokens) -> None:
        """Tokens stay out of log files and recorded bodies."""
        found = (tokens.access_token, tokens.refresh_token, tokens.id_token)
        self._redactor.register(*(token for token in found if token))


class AccountRuntime:
    """Belongs to the backend's loop. `load` before anything else; `run` keeps tokens and quotas fresh."""

    def __init__(
        self, store: Store, configuration: Configuration, bus: EventBus, redactor: Redactor, clock: Clock, version: str,
        cache: Path, vendors: Vendors | None = None,
    ) -> None:  # fmt: skip
        self._store = store
        self._configuration = configuration
        self._bus = bus
        self._vendors = vendors
        self._version = version
        self._locks = cache
        self._client: ControlClient | None = None
        self._loaded = False
        self._lock = asyncio.Lock()
        self._looked: dict[str, int] = {}
        self._stored_quota: dict[str, quotas.Quota] = {}
        self._memory = PoolMemory(cache / "pools.json")
        self._serves = False
        self.clock = clock
        self.tasks = TaskSet()
        self.pools: dict[str, AccountPool] = {}
        self.sealed = SealedTokens(store, redactor)
        self.keeper = TokenKeeper(self.sealed, self._refresh, self._guard, clock, self.tasks)
        self._unsubscribe = (
            bus.subscribe(ConfigurationChangedElsewhere, lambda _event: self._reload_soon()),
            bus.subscribe(SettingsChanged, lambda _event: self._reload_soon()),
        )

    # ------------------------------------------------------------------ collaborators

    @property
    def vendors(self) -> Vendors:
        if self._vendors is None:
            self._vendors = Vendors.load()
        return self._vendors

    def vendor(self, vendor_id: str) -> Vendor:
        """With the client secret of the settings, else of the environment. Raises `not_found`."""
        vendor = self.vendors.get(vendor_id)
        if not vendor.needs_secret or vendor.client_secret:
            return vendor
        known = getattr(self._configuration.settings, f"accounts_{vendor.id}_client_secret", "")
        return with_secret(vendor, known or os.environ.get(vendor.secret_variable, ""))

    def client(self) -> ControlClient:
        if self._client is None:
            self._client = ControlClient(Network.of(self._configuration.settings, self._version))
            self._id_tokens = IdTokens(self._client, self.clock)
        return self._client

    def endpoint(self) -> TokenEndpoint:
        return TokenEndpoint(self.client(), self.clock)

    def api(self, vendor_id: str) -> AccountsApi:
        client = self.client()
        kind = CodexApi if vendor_id == "codex" else AntigravityApi
        return kind(client, self._id_tokens, self.clock)

    # ------------------------------------------------------------------ loading

    async def ready(self) -> None:
        """Loads what is stored, once."""
        if not self._loaded:
            await self.load()

    async def load(self) -> None:
        async with self._lock:
            accounts, pools = await self._store.read(
                lambda store: (
                    store.accounts.list(),
                    {vendor.id: store.accounts.pool(vendor.id) for vendor in self.vendors.list()},
                )
            )
            for vendor in self.vendors.list():
                rules = self._rules(vendor, pools[vendor.id])
                pool = self.pools.setdefault(vendor.id, AccountPool(self.clock, rules))
                pool.rules = rules
                for account in accounts:
                    known = pool.account(account.id)
                    if known is not None and known.last_refresh_ms != account.last_refresh_ms:
                        self.keeper.forget(account.id)
                pool.set_accounts(account for account in accounts if account.vendor == vendor.id)
            if not self._loaded:
                await asyncio.to_thread(self._memory.recall, self.pools)
            self._loaded = True

    def _rules(self, vendor: Vendor, pool: Pool) -> Rules:
        settings = self._configuration.settings
        minutes = settings.accounts_affinity_minutes if pool.affinity_minutes is None else pool.affinity_minutes
        percent = settings.accounts_protect_percent if pool.protect_percent is None else pool.protect_percent
        return Rules(
            strategy=pool.strategy,
            affinity_ms=minutes * 60_000,
            protect=percent / 100,
            breaker_failures=settings.proxy_breaker_failures,
            breaker_ms=int(settings.proxy_breaker_reset_s * 1000),
            scope=vendor.quota_scope,
        )

    def _reload_soon(self) -> None:
        if self._loaded:
            self.tasks.spawn(self.load(), name="reload accounts")

    def memory(self) -> dict[str, Any]:
        """What the pools know beyond what is stored, as JSON, for `hear` of another worker."""
        return {vendor: pool.memory() for vendor, pool in self.pools.items()}

    def hear(self, memory: Mapping[str, Any]) -> None:
        """Another worker learnt something about accounts, and stored what is stored of it."""
        for vendor, known in memory.items():
            if vendor in self.pools:
                self.pools[vendor].recall(known)
        self._reload_soon()

    async def _refresh(self, account: Account, tokens: AccountTokens) -> Grant:
        return await self.endpoint().refresh(self.vendor(account.vendor), tokens)

    @asynccontextmanager
    async def _guard(self, account_id: str) -> AsyncIterator[None]:
        """Two processes with one account: a refresh token that both spend would end the sign-in."""
        name = f"account-{account_id}"
        async with process_lock(self._locks / f"{name}.lock"), self._store.among_machines(name):
            yield

    def forget(self, account_id: str) -> None:
        """The account is gone."""
        self.keeper.forget(account_id)
        (self._locks / f"account-{account_id}.lock").unlink(missing_ok=True)

    # ------------------------------------------------------------------ learning

    async def note(self, account: Account | None) -> None:
        """Store a changed state and tell the others. None is no change."""
        if account is None:
            return
        quota = quotas.dump(self.pools[account.vendor].quota(account.id))
        await self._store.write(
            lambda store: store.accounts.set_state(dataclasses.replace(account, quota=quota)), configuration=False
        )
        self._bus.publish(AccountChanged(account.id))

    async def problem(self, account: Account, error: AmuxError) -> None:
        """What an error of the vendor means for the account; a vendor that cannot be reached means nothing."""
        pool = self.pools[account.vendor]
        if error.code == "account_signed_out":
            await self.note(pool.set_aside(account.id, "expired", str(error.params.get("reason", "")), None))
        elif error.code == "account_forbidden":
            reason = str(error.params.get("reason", ""))
            await self.note(pool.set_aside(account.id, "forbidden", reason, _FORBIDDEN_MS))

    async def look(self, account: Account, *, force_token: bool = False) -> Account:
        """Ask the vendor for the account's quota, and store it. Raises what `AccountsApi.look` raises."""
        vendor = self.vendor(account.vendor)
        pool = self.pools[account.vendor]
        self._looked[account.id] = self.clock.now_ms()
        known = pool.account(account.id)
        try:
            tokens = await (self.keeper.renew(account) if force_token else self.keeper.access(account))
            try:
                reading = await self.api(vendor.id).look(vendor, account, tokens)
            except AccessError as error:
                if error.code != "account_signed_out" or force_token:
                    raise
                # The token may have been taken back before its time; a new one tells whether the sign-in still stands.
                reading = await self.api(vendor.id).look(vendor, account, await self.keeper.renew(account))
        except AmuxError as error:
            await self.problem(account, error)
            raise
        return await self._learn(pool, known or account, reading)

    async def _learn(self, pool: AccountPool, account: Account, reading: Reading) -> Account:
        pool.learn_quota(account.id, reading.quota)
        now = self.clock.now_ms()
        windows = list(reading.quota.values())
        exhausted = pool.rules.scope == "account" and any(window.left_at(now) <= 0 for window in windows)
        now_known = pool.account(account.id)
        # What was learnt while the answer was under way is newer than the answer.
        if not exhausted and (now_known is None or now_known.state == account.state):
            pool.succeeded(account.id, "")
        current = pool.account(account.id) or account
        current = dataclasses.replace(current, plan=reading.plan or current.plan, quota=quotas.dump(reading.quota))

        def work(store: Repositories) -> Account:
            saved = store.accounts.set_state(current)
            self._sample(store, account.id, reading.quota, now)
            return saved

        saved = await self._store.write(work, configuration=False)
        if reading.models:
            await self._offer(account.vendor, reading.models)
        await self.load()
        self._bus.publish(AccountChanged(account.id))
        return saved

    def _sample(self, store: Repositories, account_id: str, quota: quotas.Quota, now: int) -> None:
        before = self._stored_quota.get(account_id, {})
        for name, window in quota.items():
            old = before.get(name)
            if old is not None and abs(old.used - window.used) < _SAMPLE_STEP and old.resets_ms == window.resets_ms:
                continue
            sample = QuotaSample(
                account_id=account_id, at_ms=now, window=name, used=window.used, resets_ms=window.resets_ms
            )
            store.accounts.add_quota_sample(sample)
        self._stored_quota[account_id] = {**before, **quota}

    async def keep_quota(self, account_id: str, vendor_id: str) -> None:
        """Store what the headers of answers told."""
        pool = self.pools[vendor_id]
        account = pool.account(account_id)
        if account is None:
            return
        quota, now = pool.quota(account_id), self.clock.now_ms()
        current = dataclasses.replace(account, quota=quotas.dump(quota), last_used_ms=now)

        def work(store: Repositories) -> None:
            store.accounts.set_state(current)
            self._sample(store, account_id, quota, now)

        await self._store.write(work, configuration=False)
        self._bus.publish(AccountChanged(account_id))

    # ------------------------------------------------------------------ the pool as a provider

    async def fit_provider(self, vendor_id: str) -> None:
        """There is a provider for a vendor as long as it has accounts. One that proxies still use stays, and says so when asked."""
        vendor = self.vendors.get(vendor_id)

        def work(store: Repositories) -> ProviderChanged | None:
            known = store.providers.list()
            own = next((item for item in known if item.pool == vendor_id), None)
            if store.accounts.list(vendor_id):
                if own is not None:
                    return None
                draft = ProviderDraft(
                    name=name_from(vendor.provider_name, {item.name for item in known}),
                    slug=slug_from(vendor.slug, {item.slug for item in known}),
                    adapter=vendor.adapter,
                    base_url=vendor.chat_urls[0],
                    models=tuple(ProviderModel(id=name) for name in vendor.models),
                    logo=vendor.logo,
                    pool=vendor_id,
                )
                return ProviderChanged(store.providers.create(draft, ()).id, "created")
            if own is None:
                return None
            store.providers.delete(own.id)
            return ProviderChanged(own.id, "deleted")

        try:
            event = await self._store.write(work)
        except ConflictError as error:
            log.warning("The provider of the %s accounts stays: %s", vendor.title, error)
            event = None
        await self.load()
        await self._configuration.changed(*([event] if event is not None else ()))

    async def _offer(self, vendor_id: str, models: tuple[str, ...]) -> None:
        """Models that the vendor lists and the provider does not have yet are added."""

        def work(store: Repositories) -> str:
            own = next((item for item in store.providers.list() if item.pool == vendor_id), None)
            missing = [name for name in models if own is not None and own.model(name) is None]
            if own is None or not missing:
                return ""
            added = tuple(ProviderModel(id=name) for name in missing)
            store.providers.update(own.id, dataclasses.replace(ProviderDraft.of(own), models=(*own.models, *added)))
            return own.id

        has_new = await self._store.read(
            lambda store: any(
                item.pool == vendor_id and any(item.model(name) is None for name in models)
                for item in store.providers.list()
            )
        )
        if has_new and (changed := await self._store.write(work)):
            await self._configuration.changed(ProviderChanged(changed))

    # ------------------------------------------------------------------ in the background

    async def run(self) -> None:
        """Renews tokens ahead of their end, looks at quotas, and tries again those whose time has come. Until cancelled."""
        await self.ready()
        self._serves = True
        self.tasks.spawn(self._memory.run(self.pools), name="keep the pools' memory")
        while True:
            for pool in self.pools.values():
                for account in pool.accounts():
                    if account.enabled and self._due(account):
                        await self._care(account)
            await self._store.write(
                lambda store: store.accounts.delete_quota_before(self.clock.now_ms() - _KEEP_SAMPLES_MS),
                configuration=False,
            )
            await asyncio.sleep(_TICK_S)

    def _due(self, account: Account) -> bool:
        now = self.clock.now_ms()
        if account.state in ("expired", "forbidden", "failed"):
            return account.next_try_ms is not None and account.next_try_ms <= now
        every = self._configuration.settings.accounts_refresh_minutes * 60_000
        looked = self._looked.get(account.id, 0)
        windows = self.pools[account.vendor].quota(account.id).values()
        reset = any(window.resets_ms is not None and looked < window.resets_ms <= now for window in windows)
        return now - looked >= every or reset or self.keeper.ends_soon(account.id, account.expires_ms)

    async def _care(self, account: Account) -> None:
        try:
            await self.look(account)
        except (AccessError, UnavailableError) as error:
            log.info("%s account %s: %s", account.vendor, account.id, error)
        except AmuxError as error:
            log.warning("%s account %s: %s", account.vendor, account.id, error)

    async def aclose(self) -> None:
        for end in self._unsubscribe:
            end()
        await self.tasks.cancel_all()
        if self._serves:
            self._memory.keep(self.pools)
        if self._client is not None:
            await self._client.aclose()


def header_map(headers: list[tuple[bytes, bytes]]) -> Mapping[str, str]:
    """Headers as text; the last of a repeated name counts."""
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in headers}
