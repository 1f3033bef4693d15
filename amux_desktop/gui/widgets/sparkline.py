"""A small trend line without axes. Decoration: the number beside it carries the meaning."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from amux_desktop.gui.paint import painting
from amux_desktop.gui.theme import colors, theme


class Sparkline(QWidget):
    def __init__(self, token: str = "accent", width: int = 76, height: int = 30) -> None:
        super().__init__()
        self._token = token
        self._size = (width, height)
        self._values: tuple[float, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_values(self, values: Sequence[float]) -> None:
        self._values = tuple(values)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(self._size[0]), theme().px(self._size[1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        with painting(self) as painter:
            if len(self._values) < 2 or max(self._values) <= 0:
                painter.setPen(QPen(c.control, 1.5))
                y = self.height() - 3.5
                painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
                return
            colour = c.named(self._token)
            line = self._line()
            area = QPainterPath(line)
            area.lineTo(self.width() - 1, self.height())
            area.lineTo(1, self.height())
            gradient = QLinearGradient(0, 0, 0, self.height())
            for stop, alpha in ((0.0, 0.22), (1.0, 0.0)):
                shade = QColor(colour)
                shade.setAlphaF(alpha)
                gradient.setColorAt(stop, shade)
            painter.fillPath(area, gradient)
            painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
            painter.drawPath(line)

    def _line(self) -> QPainterPath:
        low, high = min(self._values), max(self._values)
        spread = (high - low) or 1
        step = (self.width() - 2) / (len(self._values) - 1)
        path = QPainterPath()
        for index, value in enumerate(self._values):
            y = self.height() - 3 - (value - low) / spread * (self.height() - 6)
            point = QPointF(1 + index * step, y)
            if index:
                path.lineTo(point)
            else:
                path.moveTo(point)
        return path
