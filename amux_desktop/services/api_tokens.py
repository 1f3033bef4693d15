"""API tokens: the credentials that Amux gives to its clients."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from amux_desktop.core.clock import Clock, SystemClock
from amux_desktop.core.events import TokenChanged
from amux_desktop.security.tokens import new_token
from amux_desktop.services.configuration import Configuration
from amux_desktop.services.store import Repositories, Store
from amux_desktop.storage.records import ApiToken, ApiTokenDraft, Spend


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatedToken:
    """A token with its text, which exists only here: it is stored nowhere and shown once."""

    token: ApiToken
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenSpend:
    """What a token used since local midnight and since the first of the month."""

    day: Spend
    month: Spend
    day_ends_ms: int
    month_ends_ms: int


class TokensService:
    """Methods take a token's id or its name as `ref`; they raise `not_found` when there is none."""

    def __init__(self, store: Store, configuration: Configuration, clock: Clock | None = None) -> None:
        self._store = store
        self._configuration = configuration
        self._clock = clock or SystemClock()

    async def list(self) -> tuple[ApiToken, ...]:
        """All, oldest first."""
        return await self._store.read(lambda store: store.tokens.list())

    async def get(self, ref: str) -> ApiToken:
        return await self._store.read(lambda store: store.tokens.find(ref))

    async def create(self, draft: ApiTokenDraft) -> CreatedToken:
        """Raises `field_required`, `field_invalid`, `name_taken`, `not_found` for a route of its scope."""
        made = new_token()
        token = await self._store.write(lambda store: store.tokens.create(draft, made))
        await self._configuration.changed(TokenChanged(token.id, "created"))
        return CreatedToken(token=token, text=made.text)

    async def edit(self, ref: str, draft: ApiTokenDraft) -> ApiToken:
        def work(store: Repositories) -> ApiToken:
            return store.tokens.update(store.tokens.find(ref).id, draft)

        token = await self._store.write(work)
        await self._configuration.changed(TokenChanged(token.id))
        return token

    async def set_enabled(self, ref: str, enabled: bool) -> ApiToken:
        old = await self.get(ref)
        return await self.edit(old.id, dataclasses.replace(ApiTokenDraft.of(old), enabled=enabled))

    async def rename(self, ref: str, name: str) -> ApiToken:
        old = await self.get(ref)
        return await self.edit(old.id, dataclasses.replace(ApiTokenDraft.of(old), name=name))

    async def regenerate(self, ref: str) -> CreatedToken:
        """A new text with the same name and limits; the old text stops working at once."""
        made = new_token()

        def work(store: Repositories) -> ApiToken:
            return store.tokens.replace_secret(store.tokens.find(ref).id, made)

        token = await self._store.write(work)
        await self._configuration.changed(TokenChanged(token.id))
        return CreatedToken(token=token, text=made.text)

    async def remove(self, ref: str) -> ApiToken:
        """Cannot be undone: the text is not known any more. Raises `in_use` while an enabled tool depends on it."""

        def work(store: Repositories) -> ApiToken:
            token = store.tokens.find(ref)
            store.tokens.delete(token.id)
            return token

        removed = await self._store.write(work)
        await self._configuration.changed(TokenChanged(removed.id, "deleted"))
        return removed

    async def spend(self, ref: str) -> TokenSpend:
        """For budgets: what was used in the running day and month of this machine's time zone."""
        day, day_end, month, month_end = _periods(self._clock.now_ms())

        def work(store: Repositories) -> TokenSpend:
            token = store.tokens.find(ref)
            return TokenSpend(
                day=store.usage.spend(token.id, day, day_end),
                month=store.usage.spend(token.id, month, month_end),
                day_ends_ms=day_end,
                month_ends_ms=month_end,
            )

        return await self._store.read(work)


def _periods(now_ms: int) -> tuple[int, int, int, int]:
    """Start and end of the day and of the month, in milliseconds since 1970, by local time."""
    now = datetime.fromtimestamp(now_ms / 1000, UTC).astimezone()
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    month = day.replace(day=1)
    next_month = (month + timedelta(days=32)).replace(day=1)
    return _ms(day), _ms(day + timedelta(days=1)), _ms(month), _ms(next_month)


def _ms(moment: datetime) -> int:
    """Local wall time to milliseconds; the offset is looked up anew, because it may differ from that of today."""
    return round(moment.replace(tzinfo=None).astimezone().timestamp() * 1000)
