"""Starting other programs from coroutines that may be cancelled at any moment."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import Process
from typing import Any


async def start_process(*command: str, **options: Any) -> Process:
    """`asyncio.create_subprocess_exec` in a session of its own, so that `end_group` reaches all of it. Raises OSError.

    asyncio waits for the end of a process whose start is cancelled, and where the pipes were not connected yet, for ever
    (CPython 3.11 and later). So a start is always finished, and the process ended when nobody wants it any more.
    """
    starting = asyncio.ensure_future(asyncio.create_subprocess_exec(*command, start_new_session=True, **options))
    try:
        return await asyncio.shield(starting)
    except asyncio.CancelledError:
        with contextlib.suppress(OSError):
            process = await starting
            end_group(process)
            await process.wait()
        raise


def end_group(process: Process, *, force: bool = True) -> None:
    """Asks the program and what it started to end, or makes them. On Windows only the program itself."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if sys.platform != "win32":
            os.killpg(process.pid, signal.SIGKILL if force else signal.SIGTERM)
        elif process.returncode is None:
            process.terminate()
