"""Check box and radio button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QWidget

from amux_desktop.gui.i18n import TextLike, bind
from amux_desktop.gui.paint import draw_box, painting
from amux_desktop.gui.theme import colors, theme, use_role
from amux_desktop.gui.tokens import Height

if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    # A class may have one base of Qt's, and each button brings its own.
    _Button = object

_BOX, _GAP = 16, 8


class _Marked(_Button):
    """What is common to both: a mark, its text beside it, and all of it takes the click.

    `name` names one that has no text of its own, for example in a table row.
    """

    def __init__(self, text: TextLike = "", name: TextLike = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        use_role(self, "body")
        bind(self.setText, text)
        if str(name):
            bind(self.setAccessibleName, name)

    def sizeHint(self) -> QSize:
        px = theme().px
        text = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(px(_BOX) + (px(_GAP) + text + 2 if text else 0), px(Height.XS))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)


class CheckBox(_Marked, QCheckBox):
    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        with painting(self) as painter:
            box = _mark_box(self)
            on = self.checkState() != Qt.CheckState.Unchecked
            accent = c.accent if self.isEnabled() else c.disabled
            draw_box(painter, box, accent if on else c.raised, accent if on else c.control, 4)
            if on:
                points = [QPointF(box.x() + box.width() * x, box.y() + box.height() * y) for x, y in _TICK]
                painter.setPen(QPen(c.on_accent, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPolyline(QPolygonF(points))
            _draw_text(self, painter, c.text if self.isEnabled() else c.disabled)


class Radio(_Marked, QRadioButton):
    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        with painting(self) as painter:
            box = _mark_box(self)
            accent = c.accent if self.isEnabled() else c.disabled
            on = self.isChecked()
            draw_box(painter, box, accent if on else c.raised, accent if on else c.control, box.width() / 2)
            if on:
                inset = box.width() * 0.31
                draw_box(painter, box.adjusted(inset, inset, -inset, -inset), c.on_accent, None, box.width() / 2)
            _draw_text(self, painter, c.text if self.isEnabled() else c.disabled)


_TICK = ((0.27, 0.53), (0.43, 0.69), (0.74, 0.34))


def _mark_box(widget: QAbstractButton) -> QRectF:
    side = theme().px(_BOX)
    return QRectF(0, round((widget.height() - side) / 2), side, side)


def _draw_text(widget: QAbstractButton, painter: QPainter, colour: QColor) -> None:
    if widget.text():
        x = theme().px(_BOX) + theme().px(_GAP)
        painter.setFont(widget.font())
        painter.setPen(colour)
        painter.drawText(
            QRectF(x, 0, widget.width() - x, widget.height()), int(Qt.AlignmentFlag.AlignVCenter), widget.text()
        )
