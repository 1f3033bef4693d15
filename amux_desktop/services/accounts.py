"""Accounts that people sign in to: who there is, signing in, files, and what is left of each."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from amux_desktop.core.errors import AmuxError, ConflictError, NotFoundError
from amux_desktop.core.events import AccountChanged, EventBus
from amux_desktop.oauth import exchange_files, quotas
from amux_desktop.oauth.accounts_api import token_ends_ms
from amux_desktop.oauth.exchange_files import FoundAccount
from amux_desktop.oauth.tokens import Grant
from amux_desktop.oauth.vendors import Vendor
from amux_desktop.security.archive import is_archive as is_archive
from amux_desktop.services.account_logins import AccountLogins, LoginTicket
from amux_desktop.services.account_runtime import AccountRuntime
from amux_desktop.services.store import Repositories, Store
from amux_desktop.storage.records import Account, AccountDraft, AccountTokens, QuotaSample, UsageTotals

Range = Literal["today", "week", "month", "all"]
"""Whole days of the local calendar up to now: the current one, seven, thirty, or everything that is kept."""
_DAYS: Mapping[Range, int] = {"today": 1, "week": 7, "month": 30}
_WEEK_MS = 7 * 86_400_000
_EVERY_ACCOUNT = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaView:
    """One window of an account; `used` is a fraction. `runs_out_ms` is a forecast, None when it will last."""

    name: str
    used: float
    resets_ms: int | None
    runs_out_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """`skipped` holds one error per account that could not be taken over."""

    accounts: tuple[Account, ...]
    skipped: tuple[AmuxError, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaCourse:
    """Used shares by window, one for each slot; `starts` are the slots' first milliseconds."""

    starts: tuple[int, ...]
    step_ms: int
    used: Mapping[str, tuple[float, ...]]


class AccountsService:
    """`ref` is an account's id, e-mail address or label; it must name one account."""

    def __init__(self, store: Store, bus: EventBus, runtime: AccountRuntime) -> None:
        self._store = store
        self._bus = bus
        self._runtime = runtime
        self._logins = AccountLogins(runtime, self._adopt)

    # ------------------------------------------------------------------ reading

    def vendors(self) -> tuple[Vendor, ...]:
        return self._runtime.vendors.list()

    def needs_secret(self, vendor_id: str) -> bool:
        """Whether the user has to provide a client secret before signing in."""
        vendor = self._runtime.vendor(vendor_id)
        return vendor.needs_secret and not vendor.client_secret

    async def list(self, vendor: str = "") -> tuple[Account, ...]:
        """As stored, with what the pool knows at this moment."""
        await self._runtime.ready()
        stored = await self._store.read(lambda store: store.accounts.list(vendor))
        return tuple(self._current(account) for account in stored)

    async def get(self, ref: str) -> Account:
        """Raises `not_found`; a label or address that several accounts have is `name_taken`."""
        matches = [item for item in await self.list() if ref in (item.id, item.email, item.label) and ref]
        if len(matches) > 1:
            raise ConflictError("name_taken", kind="account", name=ref)
        if not matches:
            raise NotFoundError("not_found", kind="account", ref=ref)
        return matches[0]

    async def quota(self, account_id: str) -> tuple[QuotaView, ...]:
        """The windows of an account, with a forecast from the history."""
        account = await self.get(account_id)
        now = self._runtime.clock.now_ms()
        samples = await self.history(account_id, now - _WEEK_MS)
        views: list[QuotaView] = []
        for name, window in quotas.load(account.quota).items():
            own = [sample for sample in samples if sample.window == name]
            left = window.left_at(now)
            views.append(
                QuotaView(
                    name=name,
                    used=1.0 - left,
                    resets_ms=window.resets_ms if window.resets_ms is not None and window.resets_ms > now else None,
                    runs_out_ms=quotas.runs_out_ms(own, now),
                )
            )
        return tuple(views)

    async def history(self, account_id: str, since_ms: int) -> tuple[QuotaSample, ...]:
        """Points at which a quota moved, by window, oldest first; kept for 45 days."""
        return await self._store.read(lambda store: store.accounts.quota_history(account_id, since_ms))

    async def quota_course(self, account_id: str, span_ms: int, slots: int) -> QuotaCourse:
        """How much of each window was used over the last `span_ms`, in equal slots, the last one now."""
        now = self._runtime.clock.now_ms()
        step = span_ms // slots
        ends = [now - step * left for left in range(slots - 1, -1, -1)]
        by_window: dict[str, list[QuotaSample]] = {}
        # What was last known before the span still holds at its beginning.
        for sample in await self.history(account_id, ends[0] - _WEEK_MS):
            by_window.setdefault(sample.window, []).append(sample)
        used = {window: tuple(quotas.used_at(samples, ends)) for window, samples in by_window.items()}
        return QuotaCourse(starts=tuple(end - step for end in ends), step_ms=step, used=used)

    async def usage(self, span: Range = "today") -> Mapping[str, UsageTotals]:
        """What went through Amux, by account id; accounts without requests are left out."""
        now = self._runtime.clock.now_ms()
        since = _since_ms(now, _DAYS[span]) if span in _DAYS else 0
        ranking = await self._store.read(
            lambda store: store.usage.ranking(
                since, now + 1, "account", resolution="minute" if span == "today" else "hour", limit=_EVERY_ACCOUNT
            )
        )
        return {bucket.key: bucket.totals for bucket in ranking if bucket.key}

    # ------------------------------------------------------------------ signing in

    async def begin_login(self, vendor: str, language: str = "", *, listen: bool = True) -> LoginTicket:
        """The address to open. Raises `client_secret_missing`. A busy port is in the ticket: the address can be pasted."""
        return await self._logins.begin(vendor, language, listen=listen)

    async def begin_device_login(self, vendor: str) -> LoginTicket:
        """A code to type in on another device. Raises `login_no_device`."""
        return await self._logins.begin_device(vendor)

    async def wait_login(self, ticket_id: str) -> Account:
        return await self._logins.wait(ticket_id)

    async def paste_login(self, ticket_id: str, address: str) -> Account:
        return await self._logins.paste(ticket_id, address)

    async def cancel_login(self, ticket_id: str) -> None:
        await self._logins.cancel(ticket_id)

    async def _adopt(self, vendor: Vendor, grant: Grant) -> Account:
        self._runtime.sealed.hide(grant.tokens)
        identity = await self._runtime.api(vendor.id).identify(vendor, grant.tokens)
        account = Account(
            id="",
            vendor=vendor.id,
            subject=identity.subject,
            email=identity.email,
            plan=identity.plan,
            verified=identity.verified,
            expires_ms=grant.expires_ms,
            metadata=identity.metadata,
        )
        return await self._save(account, grant.tokens)

    async def _save(self, account: Account, tokens: AccountTokens) -> Account:
        saved = await self._store.write(lambda store: store.accounts.save(account, tokens))
        self._runtime.keeper.forget(saved.id)
        await self._runtime.fit_provider(saved.vendor)
        self._bus.publish(AccountChanged(saved.id, "created"))
        self._runtime.tasks.spawn(self._first_look(saved), name="first look at an account")
        return saved

    async def _first_look(self, account: Account) -> None:
        try:
            await self._runtime.look(account)
        except AmuxError:
            return  # the account shows what is the matter with it

    # ------------------------------------------------------------------ changing

    async def refresh(self, ref: str) -> Account:
        """New tokens and a look at the quota. Raises `account_offline`, `account_signed_out`, `account_forbidden`."""
        account = await self.get(ref)
        await self._runtime.look(account, force_token=True)
        return await self.get(account.id)

    async def look(self, ref: str) -> Account:
        """The quota as it is now, with the tokens there are."""
        account = await self.get(ref)
        await self._runtime.look(account)
        return await self.get(account.id)

    async def edit(
        self, ref: str, *, label: str | None = None, enabled: bool | None = None, weight: int | None = None
    ) -> Account:
        """Raises `field_invalid`."""
        account = await self.get(ref)
        draft = AccountDraft(
            label=account.label if label is None else label.strip(),
            enabled=account.enabled if enabled is None else enabled,
            weight=account.weight if weight is None else weight,
        )
        await self._store.write(lambda store: store.accounts.update(account.id, draft))
        await self._runtime.load()
        self._bus.publish(AccountChanged(account.id))
        return await self.get(account.id)

    async def remove(self, ref: str) -> bool:
        """Deletes the account here and takes the grant back at the vendor. False when the vendor did not confirm that."""
        account = await self.get(ref)
        try:
            tokens, _ = await self._runtime.sealed.load(account.id)
            vendor = self._runtime.vendor(account.vendor)
            revoked = await self._runtime.endpoint().revoke(vendor, tokens)
        except AmuxError:
            revoked = False
        await self._store.write(lambda store: store.accounts.delete(account.id))
        self._runtime.forget(account.id)
        await self._runtime.fit_provider(account.vendor)
        self._bus.publish(AccountChanged(account.id, "deleted"))
        return revoked

    # ------------------------------------------------------------------ files

    async def export(self, passphrase: str, refs: Sequence[str] = ()) -> bytes:
        """An encrypted archive of these accounts, or of all. Raises `passphrase_too_short`, `vault_locked`."""
        chosen = [await self.get(ref) for ref in refs] if refs else list(await self.list())

        def work(store: Repositories) -> list[tuple[Account, AccountTokens]]:
            return [(account, store.accounts.tokens(account.id)) for account in chosen]

        return exchange_files.pack(await self._store.read(work), passphrase)

    async def import_file(self, data: bytes, passphrase: str = "") -> Imported:
        """An archive of ours or the plain JSON of another tool. Raises `import_unknown`, `archive_*`, `passphrase_wrong`."""
        taken: list[Account] = []
        skipped: list[AmuxError] = []
        for found in exchange_files.unpack(data, passphrase):
            try:
                taken.append(await self._take_over(found))
            except AmuxError as error:
                skipped.append(error)
        if skipped and not taken:
            raise skipped[0]
        return Imported(accounts=tuple(taken), skipped=tuple(skipped))

    async def _take_over(self, found: FoundAccount) -> Account:
        vendor = self._runtime.vendor(found.vendor)
        if found.account is not None:
            return await self._save(found.account, found.tokens)
        now = self._runtime.clock.now_ms()
        ends = token_ends_ms(found.tokens.access_token)
        tokens = found.tokens
        if ends is None or ends <= now or not tokens.id_token:
            grant = await self._runtime.endpoint().refresh(vendor, tokens)
        else:
            grant = Grant(tokens, ends)
        return await self._adopt(vendor, grant)

    def _current(self, account: Account) -> Account:
        known = (
            self._runtime.pools[account.vendor].account(account.id) if account.vendor in self._runtime.pools else None
        )
        if known is None:
            return account
        quota = quotas.dump(self._runtime.pools[account.vendor].quota(account.id))
        return dataclasses.replace(
            account,
            state=known.state,
            state_reason=known.state_reason,
            next_try_ms=known.next_try_ms,
            failures=known.failures,
            quota=quota or account.quota,
        )

    async def aclose(self) -> None:
        await self._logins.aclose()


def _since_ms(now_ms: int, days: int) -> int:
    """Local midnight, `days` calendar days back, the current one counted."""
    today = datetime.fromtimestamp(now_ms / 1000).astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    # Midnight is looked up in the calendar again: a day with a change of the clock has 23 or 25 hours.
    first = (today.replace(tzinfo=None) - timedelta(days=days - 1)).astimezone()
    return int(first.timestamp() * 1000)
