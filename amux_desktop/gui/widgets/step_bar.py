"""The steps of a way with names below them: done, current, still to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from amux_desktop.gui.i18n import TextLike, bind, tr
from amux_desktop.gui.icons import draw_icon
from amux_desktop.gui.paint import draw_text, painting
from amux_desktop.gui.theme import colors, theme

_CIRCLE, _HEIGHT = 26, 54


class StepBar(QWidget):
    def __init__(self, names: Sequence[TextLike]) -> None:
        super().__init__()
        self._names = tuple(names)
        self._step = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_step(self, step: int) -> None:
        self._step = step
        spoken = tr("Step {step} of {count}: {name}", step=step + 1, count=len(self._names), name=self._names[step])
        bind(self.setAccessibleName, spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(560), theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(320), theme().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        c, px = colors(), theme().px
        share = self.width() / len(self._names)
        radius = px(_CIRCLE) / 2
        with painting(self) as painter:
            for index, name in enumerate(self._names):
                middle = QPointF(share * (index + 0.5), radius + 1)
                done, current = index < self._step, index == self._step
                if index:
                    painter.setPen(
                        QPen(c.accent if index <= self._step else c.line_strong, 2 if done or current else 1)
                    )
                    gap = radius + px(6)
                    painter.drawLine(
                        QPointF(middle.x() - share + gap, middle.y()), QPointF(middle.x() - gap, middle.y())
                    )
                painter.setPen(QPen(c.accent if done or current else c.line_strong, 1.5))
                painter.setBrush(c.accent if done else c.accent_soft if current else c.panel)
                painter.drawEllipse(middle, radius, radius)
                circle = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
                painter.setFont(theme().font("small_m"))
                if done:
                    inset = px(6)
                    draw_icon(painter, "check", circle.adjusted(inset, inset, -inset, -inset), c.on_accent)
                else:
                    colour = c.accent_text if current else c.text2
                    draw_text(painter, circle, str(index + 1), colour, Qt.AlignmentFlag.AlignCenter)
                below = QRectF(share * index, 2 * radius + px(6), share, px(20))
                draw_text(painter, below, str(name), c.text if current else c.text2, Qt.AlignmentFlag.AlignCenter)
