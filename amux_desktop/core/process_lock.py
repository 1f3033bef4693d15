"""A file lock for asyncio: waits without a thread, and is let go also when the waiting task is cancelled."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from amux_desktop.core.errors import UnavailableError
from amux_desktop.core.files import open_private, try_lock

_RETRY_S = 0.02


@contextlib.asynccontextmanager
async def process_lock(path: Path, timeout_s: float = 30.0) -> AsyncIterator[None]:
    """Hold the exclusive lock on `path` (created if missing) against other processes and other tasks. Raises `lock_timeout`."""
    loop = asyncio.get_running_loop()
    with open_private(path) as file:
        deadline = loop.time() + timeout_s
        while not try_lock(file):
            if loop.time() >= deadline:
                raise UnavailableError("lock_timeout", path=str(path))
            await asyncio.sleep(_RETRY_S)
        yield
