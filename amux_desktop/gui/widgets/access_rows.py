"""Cells of the table of requests through the tunnel."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from amux_desktop.gui.models.table import RECORD
from amux_desktop.gui.models.tunnel_access import FROM, REQUEST, STATUS, TAKEN, TIME, tone_of
from amux_desktop.gui.paint import draw_text
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.widgets.badge import badge_height, badge_width, draw_badge
from amux_desktop.services.tunnel import Access

_MONO = (REQUEST, FROM)


class AccessDelegate(QStyledItemDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row, column = index.data(RECORD), index.column()
        if not isinstance(row, Access):
            return
        c = colors()
        box = QRectF(option.rect).adjusted(16 if column == TIME else 12, 0, -12, 0)
        text = str(index.data())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if column == STATUS:
            painter.setFont(theme().font("cap_m"))
            width, height = badge_width(painter.fontMetrics().horizontalAdvance(text)), badge_height()
            place = QRectF(box.x(), round(box.center().y() - height / 2), width, height)
            draw_badge(painter, place, text, tone_of(row))
        else:
            painter.setFont(theme().font("mono" if column in _MONO else "figures"))
            align = Qt.AlignmentFlag.AlignRight if column == TAKEN else Qt.AlignmentFlag.AlignLeft
            colour = c.text if column == REQUEST else c.text2
            draw_text(painter, box, text, colour, align | Qt.AlignmentFlag.AlignVCenter)
        painter.restore()
