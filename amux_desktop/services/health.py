"""What traffic tells about providers and keys: the health that lists show, and when tokens were last used.

Fed with every log row on its way to the writer; remembers in memory and stores changes every few seconds.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from amux_desktop.core.clock import Clock
from amux_desktop.core.events import EventBus, ProviderHealthChanged
from amux_desktop.services.store import Repositories, Store
from amux_desktop.storage.records import Attempt, KeyState, RequestLog

if TYPE_CHECKING:
    from amux_desktop.proxy.recorder import LogSink

State = Literal["unknown", "ok", "failing"]
_STORE_EVERY_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderHealth:
    """The last call of a provider; `reason` is its own words when it failed."""

    state: State = "unknown"
    at_ms: int = 0
    status: int | None = None
    error_code: str = ""
    reason: str = ""
    request_id: str = ""


@dataclass(slots=True)
class _KeyNote:
    state: KeyState
    reason: str
    used_ms: int


class HealthKeeper:
    """A log sink in front of the writer's."""

    def __init__(self, sink: LogSink, store: Store, bus: EventBus, clock: Clock) -> None:
        self._sink = sink
        self._store = store
        self._bus = bus
        self._clock = clock
        self._providers: dict[str, ProviderHealth] = {}
        self._keys: dict[str, _KeyNote] = {}
        self._tokens: dict[str, int] = {}

    def of(self, provider_id: str) -> ProviderHealth:
        """Safe from any thread."""
        return self._providers.get(provider_id, ProviderHealth())

    def put(self, row: RequestLog) -> None:
        """See `proxy.recorder.LogSink`."""
        self._sink.put(row)
        if row.token_id:
            self._tokens[row.token_id] = row.started_ms
        for attempt in row.attempts:
            self._note(row, attempt)

    async def run(self) -> None:
        """Store what was learned now and then, until cancelled; what is left is stored by `flush`."""
        while True:
            await asyncio.sleep(_STORE_EVERY_S)
            await self.flush()

    async def flush(self) -> None:
        keys, self._keys = self._keys, {}
        tokens, self._tokens = self._tokens, {}
        if keys or tokens:
            await self._store.write(_storing(keys, tokens), configuration=False)

    def _note(self, row: RequestLog, attempt: Attempt) -> None:
        at_ms = row.started_ms + attempt.started_ms
        ok = not attempt.error_code and attempt.status is not None and attempt.status < 400
        if ok or attempt.reason != "request":
            health = ProviderHealth(
                state="ok" if ok else "failing",
                at_ms=at_ms,
                status=attempt.status,
                error_code=attempt.error_code,
                reason=attempt.error_message,
                request_id=row.id,
            )
            before = self._providers.get(attempt.provider_id)
            self._providers[attempt.provider_id] = health
            if before is None or (before.state, before.reason) != (health.state, health.reason):
                self._bus.publish(ProviderHealthChanged(attempt.provider_id))
        if attempt.key_id and attempt.status is not None:
            self._keys[attempt.key_id] = _KeyNote(_key_state(attempt.status), attempt.error_message, at_ms)


def _key_state(status: int) -> KeyState:
    if status in (401, 403):
        return "invalid"
    if status in (402, 429):
        return "limited"
    return "failed" if status >= 500 else "ok"


def _storing(keys: dict[str, _KeyNote], tokens: dict[str, int]) -> Callable[[Repositories], None]:
    def work(store: Repositories) -> None:
        for key_id, note in keys.items():
            reason = "" if note.state == "ok" else note.reason
            store.providers.set_key_state(key_id, note.state, reason=reason, used_ms=note.used_ms)
        store.tokens.touch(tokens)

    return work
