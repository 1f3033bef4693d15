"""Notices that the computer slept or went to another network: connections that looked alive before may lead nowhere now.

Nothing tells a socket so. A request over one would wait for its answer until the timeout, and so would the next ones.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import Awaitable, Callable

from amux_desktop.core.clock import Clock

log = logging.getLogger(__name__)
_PERIOD_S = 5.0
_LATE_S = 30.0
#: Addresses for documentation: nothing is sent, the system only says by which of its own addresses it would go there.
_FAR = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))


class MachineWatch:
    """`look` every few seconds; `addresses` tells the own addresses towards the internet."""

    def __init__(self, clock: Clock, addresses: Callable[[], tuple[str, ...]] | None = None) -> None:
        self._clock = clock
        self._addresses = addresses or own_addresses
        self._known = self._addresses()
        self._wall_ms, self._monotonic = clock.now_ms(), clock.monotonic()

    def look(self) -> str:
        """What happened since the last look, for the log; usually nothing."""
        wall_ms, monotonic = self._clock.now_ms(), self._clock.monotonic()
        # A monotonic clock goes on during sleep on some systems only; a clock that was set looks like sleep and does no harm.
        late_s = max((wall_ms - self._wall_ms) / 1000, monotonic - self._monotonic) - _PERIOD_S
        self._wall_ms, self._monotonic = wall_ms, monotonic
        before, self._known = self._known, self._addresses() or self._known
        if late_s > _LATE_S:
            return f"This computer slept, or its clock was set ({late_s:.0f} s)"
        return "This computer has another address in its network" if self._known != before else ""


async def watch_machine(clock: Clock, changed: Callable[[], Awaitable[None]]) -> None:
    """Runs until cancelled. Two system calls every five seconds."""
    watch = MachineWatch(clock)
    while True:
        await asyncio.sleep(_PERIOD_S)
        if what := watch.look():
            log.info("%s: providers get new connections", what)
            await changed()


def own_addresses() -> tuple[str, ...]:
    """One for each protocol that leads out; empty without a network."""
    found = []
    for family, far in _FAR:
        with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((far, 9))
            found.append(str(probe.getsockname()[0]))
    return tuple(found)
