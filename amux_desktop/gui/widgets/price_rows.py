"""Cells of the table of prices."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from amux_desktop.gui.i18n import tr
from amux_desktop.gui.models.prices import AMOUNTS, MODEL, SOURCE, PriceRow
from amux_desktop.gui.models.table import RECORD
from amux_desktop.gui.paint import draw_text
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.widgets.badge import badge_height, badge_width, draw_badge


class PriceDelegate(QStyledItemDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row, column = index.data(RECORD), index.column()
        if not isinstance(row, PriceRow):
            return
        c = colors()
        box = QRectF(option.rect).adjusted(16 if column == MODEL else 12, 0, -12, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if column == SOURCE and (row.own is not None or row.price.estimated):
            text = str(row.source_text() if row.own is not None else tr("Estimate"))
            painter.setFont(theme().font("cap_m"))
            width, height = badge_width(painter.fontMetrics().horizontalAdvance(text)), badge_height()
            place = QRectF(box.x(), round(box.center().y() - height / 2), width, height)
            draw_badge(painter, place, text, "accent" if row.own is not None else "neutral")
        else:
            painter.setFont(theme().font("mono" if column == MODEL else "figures"))
            align = Qt.AlignmentFlag.AlignRight if column in AMOUNTS else Qt.AlignmentFlag.AlignLeft
            colour = c.text if column == MODEL or column in AMOUNTS else c.text2
            draw_text(painter, box, str(index.data()), colour, align | Qt.AlignmentFlag.AlignVCenter)
        painter.restore()
