"""Two pixels that move while something is loaded; what was there stays readable meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from amux_desktop.gui.paint import painting
from amux_desktop.gui.theme import colors, theme

_AFTER_MS, _STEP_MS, _SHARE = 150, 33, 0.25


class LoadingLine(QWidget):
    """Nothing is shown for what takes less than 150 ms. Keeps its two pixels always, so nothing below it moves."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(2)
        self._place = 0.0
        self._shown = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_AFTER_MS)
        self._wait.timeout.connect(self._begin)
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._move)

    def set_loading(self, loading: bool) -> None:
        if not loading:
            self._wait.stop()
            self._timer.stop()
            self._shown = False
            self.update()
        elif not self._shown:
            self._wait.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._shown:
            return
        with painting(self) as painter:
            if theme().reduce_motion:
                painter.fillRect(self.rect(), colors().accent)
                return
            width = self.width() * _SHARE
            x = -width + self._place * (self.width() + width)
            painter.fillRect(QRectF(x, 0, width, self.height()), colors().accent)

    def _begin(self) -> None:
        self._shown = True
        self._place = 0.0
        if not theme().reduce_motion:
            self._timer.start()
        self.update()

    def _move(self) -> None:
        self._place = (self._place + 0.025) % 1.0
        self.update()
