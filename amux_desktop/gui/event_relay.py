"""The one subscriber of the event bus in the window: events of any thread become Qt signals, at most ten times a second."""

from __future__ import annotations

import threading
import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from amux_desktop.core.events import Event, EventBus, RequestFinished, RequestStarted

PAUSE_MS = 100


class EventRelay(QObject):
    """`arrived` is emitted on the Qt thread in the order of publishing. The first event after a pause comes at once; equal
    events of one pause come once, and of a request that began and ended in one only the end."""

    arrived = Signal(object)
    _woken = Signal()

    def __init__(self, bus: EventBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._waiting: list[Event] = []
        self._scheduled = False
        self._last_flush = 0.0
        self._woken.connect(self._on_woken, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe = bus.subscribe(Event, self._collect)

    def close(self) -> None:
        self._unsubscribe()

    def _collect(self, event: Event) -> None:
        with self._lock:
            self._waiting.append(event)
            if self._scheduled:
                return
            self._scheduled = True
        self._woken.emit()

    def _on_woken(self) -> None:
        passed = (time.monotonic() - self._last_flush) * 1000
        if passed >= PAUSE_MS:
            self._flush()
        else:
            QTimer.singleShot(round(PAUSE_MS - passed), self, self._flush)

    def _flush(self) -> None:
        self._last_flush = time.monotonic()
        with self._lock:
            events, self._waiting = self._waiting, []
            self._scheduled = False
        ended = {event.summary.id for event in events if isinstance(event, RequestFinished)}
        for event in dict.fromkeys(events):
            if not (isinstance(event, RequestStarted) and event.summary.id in ended):
                self.arrived.emit(event)
