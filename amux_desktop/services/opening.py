"""Opens a data folder as `AppServices`, for callers that do not see storage."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

from amux_desktop.core.events import EventBus
from amux_desktop.core.paths import AppPaths
from amux_desktop.core.peers import Worker
from amux_desktop.core.redaction import Redactor
from amux_desktop.services.app_services import AppServices
from amux_desktop.storage.opening import open_storage


@contextlib.asynccontextmanager
async def open_services(
    paths: AppPaths,
    *,
    version: str,
    redactor: Redactor | None = None,
    on_listening: Callable[[str, int], None] | None = None,
    worker: Worker | None = None,
) -> AsyncIterator[AppServices]:
    """Everything is closed in the right order at the end. Raises what opening the database and the vault raise."""
    bus = EventBus()
    opened = await asyncio.to_thread(open_storage, paths, events=bus)
    services = AppServices(
        opened,
        bus,
        version=version,
        redactor=redactor,
        on_listening=on_listening or (lambda _host, _port: None),
        worker=worker,
    )
    try:
        yield await services.open()
    finally:
        await services.aclose()
