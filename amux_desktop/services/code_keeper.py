"""Keeps coding tools pointed at the proxy that runs: sets right what drifted, at the start and when the address changes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import EventBus, ProxyStateChanged
from amux_desktop.services.store import Store

if TYPE_CHECKING:
    from amux_desktop.services.code_switch import CodeSwitchService

log = logging.getLogger(__name__)


async def keep_tools(code_switch: Callable[[], CodeSwitchService], store: Store, bus: EventBus) -> None:
    """Runs until cancelled. Where no tool was ever switched, the service is not even asked for: it need not be loaded."""
    loop = asyncio.get_running_loop()
    wake = asyncio.Event()
    wake.set()

    def on_state(event: ProxyStateChanged) -> None:
        if event.state == "running":
            loop.call_soon_threadsafe(wake.set)

    unsubscribe = bus.subscribe(ProxyStateChanged, on_state)
    try:
        while True:
            await wake.wait()
            wake.clear()
            try:
                if not await store.read(lambda stored: stored.code_tools.is_untouched()):
                    await code_switch().repair()
            except AmuxError as error:
                log.warning("The coding tools could not be looked after: %s", error)
    finally:
        unsubscribe()
