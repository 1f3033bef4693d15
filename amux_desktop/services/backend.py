"""The backend thread: one asyncio loop that runs everything but the window."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

from amux_desktop.services.interpreter import SWITCH_INTERVAL_S

log = logging.getLogger(__name__)
T = TypeVar("T")


class BackendThread:
    """Runs coroutines for other threads. `start` once, `stop` once."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._main, name="amux-backend", daemon=True)

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The running loop. Raises RuntimeError before `start` and after `stop`."""
        if self._loop is None:
            raise RuntimeError("the backend thread does not run")
        return self._loop

    def start(self) -> BackendThread:
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        self._thread.start()
        self._started.wait()
        return self

    def submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Schedule `work` on the loop from any other thread; the future carries its result or error."""
        return asyncio.run_coroutine_threadsafe(work, self.loop)

    def call_soon(self, function: Callable[[], object]) -> None:
        self.loop.call_soon_threadsafe(function)

    def stop(self, timeout_s: float = 10.0) -> None:
        """Cancel what still runs, close the loop and wait for the thread."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(loop.stop)
        self._thread.join(timeout_s)
        if self._thread.is_alive():
            log.warning("The backend thread did not end within %s s", timeout_s)

    def _main(self) -> None:
        with asyncio.Runner(loop_factory=loop_factory()) as runner:
            loop = runner.get_loop()
            asyncio.set_event_loop(loop)
            self._loop = loop
            loop.call_soon(self._started.set)
            loop.run_forever()
            self._loop = None


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop where it is installed, which halves the cost of a relayed chunk; else the standard loop."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop
