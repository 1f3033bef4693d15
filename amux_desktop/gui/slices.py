"""Work for the Qt thread in slices of a few milliseconds, shared by everybody, so that painting and typing come in between."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

SLICE_S = 0.004


class Slices(QObject):
    """Takes generators that do a small piece at each step. They take turns; what belongs to a widget ends with it."""

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self._waiting: deque[tuple[QObject, Iterator[None]]] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._work)

    def add(self, owner: QObject, work: Iterator[None]) -> None:
        self._waiting.append((owner, work))
        if not self._timer.isActive():
            self._timer.start()

    def _work(self) -> None:
        end = time.perf_counter() + SLICE_S
        while self._waiting and time.perf_counter() < end:
            owner, work = self._waiting.popleft()
            if not shiboken6.isValid(owner):
                continue
            for _ in work:
                if time.perf_counter() >= end:
                    self._waiting.append((owner, work))
                    break
        if not self._waiting:
            self._timer.stop()


def slices() -> Slices:
    """The application's own."""
    app = QApplication.instance()
    if app is None:
        raise RuntimeError("work in slices needs a running application")
    found = app.findChild(Slices)
    return found if isinstance(found, Slices) else Slices(app)
