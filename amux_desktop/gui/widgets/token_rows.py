"""Cells of the token table; switch and menu are real controls placed over their cells by the page."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from amux_desktop.gui.formats import date_time
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.models.tokens import ACTIVE, NAME, RECORD, REQUESTS, TOKEN, TokenTableModel
from amux_desktop.gui.paint import draw_text
from amux_desktop.gui.theme import colors, theme
from amux_desktop.services.records import ApiToken


class TokenDelegate(QStyledItemDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        token, model = index.data(RECORD), index.model()
        column = index.column()
        if not isinstance(token, ApiToken) or not isinstance(model, TokenTableModel) or column >= ACTIVE:
            return
        c = colors()
        box = QRectF(option.rect).adjusted(16 if column == NAME else 12, 0, -12, 0)
        painter.save()
        if column == NAME:
            half = box.height() / 2
            painter.setFont(theme().font("body_m"))
            name = QRectF(box.x(), box.y() + 8, box.width(), half - 8)
            draw_text(painter, name, token.name, c.text if token.enabled else c.text2)
            painter.setFont(theme().font("small"))
            scope = str(model.scope(token))
            if token.expires_ms is not None:
                scope = str(tr("{scope}, until {date}", scope=scope, date=date_time(token.expires_ms)))
            draw_text(painter, QRectF(box.x(), box.y() + half, box.width(), half - 8), scope, c.text2)
        else:
            painter.setFont(theme().font("mono" if column == TOKEN else "small"))
            align = Qt.AlignmentFlag.AlignRight if column == REQUESTS else Qt.AlignmentFlag.AlignLeft
            draw_text(painter, box, str(index.data()), c.text2, align | Qt.AlignmentFlag.AlignVCenter)
        painter.restore()
