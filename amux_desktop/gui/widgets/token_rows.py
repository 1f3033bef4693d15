"""Cells of the token table; switch and menu are real controls placed over their cells by the page."""

from __future__ import annotations

import time

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from amux_desktop.gui.formats import date_time
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.models.table import RECORD
from amux_desktop.gui.models.tokens import ACTIVE, BUDGET, NAME, REQUESTS, TOKEN, Budget, TokenTableModel
from amux_desktop.gui.paint import draw_box, draw_text
from amux_desktop.gui.theme import colors, theme
from amux_desktop.services.records import ApiToken

_WARN_FROM = 0.8


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
            over = token.expires_ms is not None and token.expires_ms <= time.time() * 1000
            if token.expires_ms is not None:
                date = date_time(token.expires_ms)
                text = (
                    tr("{scope}, expired {date}", scope=scope, date=date)
                    if over
                    else tr("{scope}, until {date}", scope=scope, date=date)
                )
                scope = str(text)
            draw_text(
                painter, QRectF(box.x(), box.y() + half, box.width(), half - 8), scope, c.bad_text if over else c.text2
            )
        elif column == BUDGET and (budget := model.budget(token)) is not None:
            draw_budget(painter, box, budget)
        else:
            painter.setFont(theme().font("mono" if column == TOKEN else "small"))
            align = Qt.AlignmentFlag.AlignRight if column == REQUESTS else Qt.AlignmentFlag.AlignLeft
            draw_text(painter, box, str(index.data()), c.text2, align | Qt.AlignmentFlag.AlignVCenter)
        painter.restore()


def draw_budget(painter: QPainter, box: QRectF, budget: Budget) -> None:
    """What was spent over a bar, amber from 80 % and red at the end, when the token is refused."""
    c = colors()
    half = box.height() / 2
    painter.setFont(theme().font("small"))
    draw_text(painter, QRectF(box.x(), box.y() + 8, box.width(), half - 8), str(budget.text()), c.text2)
    bar = QRectF(box.x(), round(box.y() + half + 5), box.width(), 6)
    draw_box(painter, bar, c.pressed, None, 3)
    token = "bad" if budget.share >= 1 else "warn" if budget.share >= _WARN_FROM else "accent"
    if budget.used:
        width = max(6.0, min(1.0, budget.share) * bar.width())
        draw_box(painter, QRectF(bar.x(), bar.y(), width, 6), c.named(token), None, 3)
