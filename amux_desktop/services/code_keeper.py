"""Keeps coding tools pointed at the proxy that runs: sets right what drifted, at the start and when the address changes."""

from __future__ import annotations

import asyncio
import logging

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import EventBus, ProxyStateChanged
from amux_desktop.services.code_switch import CodeSwitchService

log = logging.getLogger(__name__)


async def keep_tools(code_switch: CodeSwitchService, bus: EventBus) -> None:
    """Runs until cancelled."""
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
                await code_switch.repair()
            except AmuxError as error:
                log.warning("The coding tools could not be looked after: %s", error)
    finally:
        unsubscribe()
