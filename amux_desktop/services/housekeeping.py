"""What Amux does by itself: clear away old request logs, bodies, statistics and stored Responses, and make backups."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from amux_desktop.core.clock import Clock
from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import EventBus, LogsCleared, LogsWritten
from amux_desktop.core.settings import Settings
from amux_desktop.services.backups import BackupsService
from amux_desktop.services.configuration import Configuration
from amux_desktop.services.store import Repositories, Store
from amux_desktop.storage.records.requests import Resolution

log = logging.getLogger(__name__)
_DAY_MS = 86_400_000
_MINUTES_KEPT_MS = 2 * _DAY_MS
_FINE: tuple[Resolution, ...] = ("minute", "half")
_FIRST_S = 30.0
_EVERY_S = 60.0
_MB = 1024 * 1024
_SHARE = 8
_LEAST_BYTES = 4 * _MB
"""With recorded bodies a busy minute brings 100 MB and more: each eighth of `logs.retention_mb` is a reason to look, too."""
_STEP = 1000
"""Rows removed in one transaction, so that the log writer is never held up for long."""


async def keep_house(
    store: Store,
    configuration: Configuration,
    bus: EventBus,
    backups: BackupsService,
    clock: Clock,
    first_s: float = _FIRST_S,
) -> None:
    """Runs until cancelled: soon after the start, then once a minute, or when much was recorded."""
    await asyncio.sleep(first_s)
    with _arrivals(bus) as arrivals:
        while True:
            try:
                removed = await apply_retention(store, configuration.settings, clock)
                if removed:
                    bus.publish(LogsCleared(removed))
            except AmuxError as error:
                log.warning("Old request logs could not be removed: %s", error)
            await _back_up(backups)
            await arrivals.wait(_share(configuration.settings), _EVERY_S)


class _Arrivals:
    """Counts the bytes of recorded bodies, in the log writer's thread."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._much = asyncio.Event()
        self._bytes = 0
        self._enough = 0

    def add(self, event: LogsWritten) -> None:
        self._bytes += event.body_bytes
        if event.body_bytes and self._bytes >= self._enough:
            self._loop.call_soon_threadsafe(self._much.set)

    async def wait(self, enough: int, timeout_s: float) -> None:
        """Until bodies of `enough` bytes came since the last call, or the time is over."""
        self._enough = enough
        if self._bytes < enough:
            self._much.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await self._much.wait()
        self._bytes = 0
        self._much.clear()


@contextmanager
def _arrivals(bus: EventBus) -> Iterator[_Arrivals]:
    arrivals = _Arrivals()
    unsubscribe = bus.subscribe(LogsWritten, arrivals.add)
    try:
        yield arrivals
    finally:
        unsubscribe()


def _share(settings: Settings) -> int:
    return max(_LEAST_BYTES, settings.logs_retention_mb * _MB // _SHARE)


async def _back_up(backups: BackupsService) -> None:
    """A failure is tried again with the next round."""
    try:
        made = await backups.keep_up()
    except (AmuxError, OSError) as error:
        log.warning("No backup could be made: %s", error)
        return
    if made is not None:
        log.info("Made the backup %s", made.name)


async def apply_retention(store: Store, settings: Settings, clock: Clock) -> int:
    """Remove what is too old or too much. Returns how many requests were removed."""
    now = clock.now_ms()
    removed = 0
    if settings.logs_retention_days:
        before = now - settings.logs_retention_days * _DAY_MS
        removed = await _in_steps(store, lambda repositories: repositories.request_logs.delete_before(before, _STEP))
    if settings.logs_body_retention_days:
        bodies_before = now - settings.logs_body_retention_days * _DAY_MS
        await _in_steps(
            store, lambda repositories: repositories.request_logs.delete_bodies_before(bodies_before, _STEP)
        )
    if settings.logs_retention_mb:
        limit = settings.logs_retention_mb * _MB
        await _in_steps(store, lambda repositories: repositories.request_logs.trim_bodies(limit, _STEP))
    await _in_steps(store, lambda repositories: repositories.responses.delete_expired(_STEP))
    for resolution in _FINE:
        await store.write(
            lambda repositories, fine=resolution: repositories.usage.delete_before(now - _MINUTES_KEPT_MS, fine),  # type: ignore[misc]  # bound now
            configuration=False,
        )
    await _give_back(store, 2 * _share(settings))
    return removed


async def _give_back(store: Store, kept_bytes: int) -> None:
    """The file shrinks again after a burst; what the next minutes will need stays."""
    while True:
        if not await store.shrink(kept_bytes):
            return
        await asyncio.sleep(0.05)


async def _in_steps(store: Store, step: Callable[[Repositories], int]) -> int:
    total = 0
    while True:
        count = await store.write(step, configuration=False)
        total += count
        if count < _STEP:
            return total
        await asyncio.sleep(0.05)
