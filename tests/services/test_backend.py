from __future__ import annotations

import asyncio
import threading

import pytest

from amux_desktop.services.backend import BackendThread


def test_work_runs_on_the_thread_and_comes_back() -> None:
    backend = BackendThread().start()

    async def where() -> str:
        await asyncio.sleep(0)
        return threading.current_thread().name

    async def fail() -> None:
        raise ValueError("no")

    assert backend.submit(where()).result(5) == "amux-backend"
    with pytest.raises(ValueError, match="no"):
        backend.submit(fail()).result(5)
    called = threading.Event()
    backend.call_soon(called.set)
    assert called.wait(5)
    backend.stop()
    with pytest.raises(RuntimeError):
        _ = backend.loop


def test_stopping_cancels_what_still_runs() -> None:
    backend = BackendThread().start()
    cancelled = threading.Event()
    begun = threading.Event()

    async def forever() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.set()
            raise

    future = backend.submit(forever())
    assert begun.wait(5)
    backend.stop()
    assert cancelled.is_set()
    assert future.cancelled()
