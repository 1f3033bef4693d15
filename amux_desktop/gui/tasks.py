"""Work for the backend, asked for by a widget: a coroutine runs on the backend's loop, its result comes back as a call
on the Qt thread. Neither thread ever waits for the other."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from amux_desktop.core.errors import AmuxError, MachineError

log = logging.getLogger(__name__)
T = TypeVar("T")


class Submit(Protocol):
    """Schedules a coroutine on the backend's loop (`BackendThread.submit`)."""

    def __call__(self, work: Coroutine[Any, Any, T], /) -> Future[T]: ...


@dataclass(frozen=True, slots=True)
class _Outcome:
    owner: QObject
    on_done: Callable[[Any], object] | None
    on_error: Callable[[AmuxError], object] | None
    value: object = None
    error: AmuxError | None = None


class TaskRunner(QObject):
    """`failed` carries errors that nobody handles; the window shows them as toasts."""

    failed = Signal(object)
    _finished = Signal(object)

    def __init__(self, submit: Submit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._submit = submit
        self._pending = 0
        self._closed = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def pending(self) -> int:
        """Calls whose result has not been delivered yet."""
        return self._pending

    def run(
        self,
        work: Coroutine[Any, Any, T],
        *,
        owner: QObject,
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[AmuxError], object] | None = None,
    ) -> None:
        """Runs `work`; the callbacks are dropped when `owner` is gone by then."""
        if self._closed:
            work.close()
            return
        future = self._submit(work)
        self._pending += 1

        def finished(done: Future[T]) -> None:
            self._finished.emit(_outcome(done, owner, on_done, on_error))

        future.add_done_callback(finished)

    def close(self) -> None:
        """The services are about to end: what timers of hidden pages still ask for is dropped from now on."""
        self._closed = True

    def _deliver(self, outcome: _Outcome) -> None:
        self._pending -= 1
        if not shiboken6.isValid(outcome.owner):
            return
        if outcome.error is None:
            if outcome.on_done is not None:
                outcome.on_done(outcome.value)
        elif outcome.on_error is not None:
            outcome.on_error(outcome.error)
        else:
            self.failed.emit(outcome.error)


def _outcome(
    done: Future[Any],
    owner: QObject,
    on_done: Callable[[Any], object] | None,
    on_error: Callable[[AmuxError], object] | None,
) -> _Outcome:
    """Called in the backend's thread. A cancelled call has no callback; an unexpected error is logged and wrapped."""
    try:
        return _Outcome(owner, on_done, on_error, value=done.result())
    except (CancelledError, asyncio.CancelledError):
        return _Outcome(owner, None, None)
    except AmuxError as error:
        return _Outcome(owner, on_done, on_error, error=error)
    except Exception as error:  # the boundary of the threads: everything becomes a message
        log.exception("A call of the window failed")
        return _Outcome(owner, on_done, on_error, error=MachineError("internal", detail=type(error).__name__))
