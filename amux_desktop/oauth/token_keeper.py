"""Access tokens that are good for the next minutes: renewed ahead of their end, by one call per account at a time.

Refresh tokens rotate: the new ones are stored before anybody uses them. Processes of ours that share a data folder renew an
account one after the other; the later one takes over what the first has stored instead of spending a token that is used up.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from amux_desktop.core.clock import Clock
from amux_desktop.core.errors import AccessError, AmuxError
from amux_desktop.core.tasks import TaskSet
from amux_desktop.oauth.tokens import Grant
from amux_desktop.storage.records import Account, AccountTokens

log = logging.getLogger(__name__)
URGENT_MS = 2 * 60_000
"""A token that ends sooner is not used for a request any more, if a new one can be had."""
AHEAD_MS = 15 * 60_000
"""A token that ends sooner is renewed in the background."""

Refresh = Callable[[Account, AccountTokens], Awaitable[Grant]]
Guard = Callable[[str], AbstractAsyncContextManager[None]]
"""By account id: held by one process at a time. Entering raises `lock_timeout`."""


class TokenStore(Protocol):
    """Where tokens are kept, sealed."""

    async def load(self, account_id: str) -> tuple[AccountTokens, int | None]:
        """Tokens and when the access token ends. Raises `vault_locked`, `not_found`."""
        ...

    async def save(self, account_id: str, grant: Grant) -> None: ...


class TokenKeeper:
    """Belongs to one event loop."""

    def __init__(self, store: TokenStore, refresh: Refresh, guard: Guard, clock: Clock, tasks: TaskSet) -> None:
        self._store = store
        self._refresh = refresh
        self._guard = guard
        self._clock = clock
        self._tasks = tasks
        self._known: dict[str, tuple[AccountTokens, int | None]] = {}
        self._running: dict[str, asyncio.Task[AccountTokens | AmuxError]] = {}

    async def access(self, account: Account) -> AccountTokens:
        """Usable tokens. Raises `account_signed_out`; `account_offline` only when the old ones have ended for good."""
        tokens, ends = await self._load(account.id)
        left = self._left(ends)
        if left > URGENT_MS:
            if left < AHEAD_MS and account.id not in self._running:
                self._begin(account)
            return tokens
        try:
            return await self.renew(account)
        except AccessError:
            raise
        except AmuxError:
            if self._left(ends) > 0:
                return tokens
            raise

    async def renew(self, account: Account) -> AccountTokens:
        """New tokens now. Whoever asks at the same time shares the one call, which goes on when a caller gives up."""
        outcome = await asyncio.shield(self._running.get(account.id) or self._begin(account))
        if isinstance(outcome, AmuxError):
            raise outcome
        return outcome

    def forget(self, account_id: str) -> None:
        """Stored tokens may have changed elsewhere: read them again when they are needed."""
        self._known.pop(account_id, None)

    def ends_soon(self, account_id: str, ends: int | None) -> bool:
        known = self._known.get(account_id)
        return self._left(known[1] if known is not None else ends) < AHEAD_MS

    def _left(self, ends: int | None) -> int:
        return AHEAD_MS if ends is None else ends - self._clock.now_ms()

    def _begin(self, account: Account) -> asyncio.Task[AccountTokens | AmuxError]:
        task = self._tasks.spawn(self._outcome(account), name=f"refresh account {account.id}")
        self._running[account.id] = task
        task.add_done_callback(lambda _done: self._running.pop(account.id, None))
        return task

    async def _outcome(self, account: Account) -> AccountTokens | AmuxError:
        """An error is a result here: nobody may be waiting for a renewal ahead of time."""
        try:
            return await self._renew(account)
        except AmuxError as error:
            log.info("Account %s was not renewed: %s", account.id, error)
            return error

    async def _renew(self, account: Account) -> AccountTokens:
        held, _ = self._known.get(account.id) or await self._store.load(account.id)
        async with self._guard(account.id):
            stored, ends = await self._store.load(account.id)
            if held.access_token != stored.access_token and self._left(ends) > URGENT_MS:
                self._known[account.id] = (stored, ends)
                return stored
            return await self._spend(account, stored)

    async def _spend(self, account: Account, stored: AccountTokens) -> AccountTokens:
        """New tokens for the stored ones. A refusal counts only if nobody has put others in their place meanwhile."""
        try:
            grant = await self._refresh(account, stored)
        except AccessError:
            again, ends = await self._store.load(account.id)
            if again.refresh_token == stored.refresh_token:
                raise
            self._known[account.id] = (again, ends)
            return again
        await self._store.save(account.id, grant)
        self._known[account.id] = (grant.tokens, grant.expires_ms)
        return grant.tokens

    async def _load(self, account_id: str) -> tuple[AccountTokens, int | None]:
        known = self._known.get(account_id)
        if known is None:
            known = self._known[account_id] = await self._store.load(account_id)
        return known
