"""Opens a data folder as `AppServices`, for callers that do not see storage."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from amux_desktop.core.events import EventBus
from amux_desktop.core.paths import AppPaths
from amux_desktop.services.app_services import AppServices
from amux_desktop.storage.opening import open_storage


@contextlib.asynccontextmanager
async def open_services(paths: AppPaths, *, version: str) -> AsyncIterator[AppServices]:
    """Everything is closed in the right order at the end. Raises what opening the database and the vault raise."""
    bus = EventBus()
    opened = await asyncio.to_thread(open_storage, paths, events=bus)
    services = AppServices(opened, bus, version=version)
    try:
        yield await services.open()
    finally:
        await services.aclose()
