"""Rows of the settings' section list: icon and name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from amux_desktop.gui.icons import draw_icon
from amux_desktop.gui.paint import draw_box, draw_text
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.tokens import Radius

_ROW = 36


class SectionDelegate(QStyledItemDelegate):
    def __init__(self, parent: QObject, icons: Sequence[str]) -> None:
        super().__init__(parent)
        self._icons = icons

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, theme().px(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        c = colors()
        box = QRectF(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            focused = option.state & QStyle.StateFlag.State_HasFocus
            draw_box(painter, box, c.accent_soft, c.accent_text if focused else None, Radius.CONTROL)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, box, c.hover, None, Radius.CONTROL)
        side = theme().px(16)
        place = QRectF(box.x() + 11, round(box.center().y() - side / 2), side, side)
        draw_icon(painter, self._icons[index.row()], place, c.accent_text if chosen else c.text2)
        painter.setFont(theme().font("body_m"))
        area = QRectF(place.right() + 11, box.y(), box.right() - place.right() - 16, box.height())
        draw_text(painter, area, str(index.data()), c.text if chosen else c.text2)
        painter.restore()
