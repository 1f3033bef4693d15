"""Cells of the log table and of the dashboard's latest requests: status badge, and the pair of model names."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from amux_desktop.core.events import RequestSummary
from amux_desktop.gui.icons import draw_icon, draw_logo
from amux_desktop.gui.models.logs import MARKS, MODEL, RIGHT, STATUS, TIME, marks_of, status_of
from amux_desktop.gui.models.table import RECORD
from amux_desktop.gui.paint import draw_text
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.widgets.badge import badge_height, badge_width, draw_badge
from amux_desktop.gui.widgets.table_view import TableView

_LEFT_SHARE = 0.42
_BOTH_FROM = 170
_TO_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_TO_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LogDelegate(QStyledItemDelegate):
    """`logos` is kept by the page: provider id to logo name."""

    def __init__(self, table: TableView, logos: Mapping[str, str]) -> None:
        super().__init__()
        self._header = table.horizontalHeader()
        self._logos = logos

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(RECORD)
        if not isinstance(row, RequestSummary):
            return
        column = index.column()
        c = colors()
        box = QRectF(option.rect).adjusted(16 if self._header.sectionPosition(column) == 0 else 12, 0, -12, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if column == STATUS:
            draw_status(painter, box, row)
        elif column == MODEL:
            draw_models(painter, box, row, self._logos.get(row.provider_id, ""))
        elif column == MARKS:
            draw_marks(painter, box, row)
        else:
            painter.setFont(theme().font("figures" if column == TIME or column in RIGHT else "small"))
            draw_text(painter, box, str(index.data()), c.text2, _TO_RIGHT if column in RIGHT else _TO_LEFT)
        painter.restore()


def draw_status(painter: QPainter, box: QRectF, row: RequestSummary) -> None:
    text, tone, dot = status_of(row)
    shown = str(text)
    painter.setFont(theme().font("cap_m"))
    width = badge_width(painter.fontMetrics().horizontalAdvance(shown), dot=dot)
    height = badge_height()
    draw_badge(painter, QRectF(box.x(), round(box.center().y() - height / 2), width, height), shown, tone, dot=dot)


def draw_marks(painter: QPainter, box: QRectF, row: RequestSummary) -> None:
    """Small icons side by side; their words are the cell's tooltip."""
    side = theme().px(14)
    x = box.x()
    for name in marks_of(row)[0]:
        colour = colors().warn_text if name == "split" else colors().info_text
        draw_icon(painter, name, QRectF(x, round(box.center().y() - side / 2), side, side), colour)
        x += side + 4


def draw_models(painter: QPainter, box: QRectF, row: RequestSummary, logo: str) -> None:
    """Asked model, arrow, logo, answering model; the first is shortened first, and left out where there is hardly room for one.
    Equal names are shown once."""
    c = colors()
    px = theme().px
    font = theme().font("mono")
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    source, target = row.source_model, row.target_model or row.source_model
    side = px(14)
    x, room = box.x(), box.width()
    if source and source != target and room >= px(_BOTH_FROM):
        wanted = metrics.horizontalAdvance(source)
        rest = metrics.horizontalAdvance(target) + side + px(30)
        width = min(wanted, max(room * _LEFT_SHARE, room - rest))
        draw_text(painter, QRectF(x, box.y(), width + 1, box.height()), source, c.text2)
        x += width + px(7)
        arrow = px(12)
        draw_icon(painter, "arrow-right", QRectF(x, round(box.center().y() - arrow / 2), arrow, arrow), c.text3)
        x += arrow + px(6)
    if row.provider_id:
        place = QRectF(x, round(box.center().y() - side / 2), side, side)
        draw_logo(painter, logo, row.provider_name or "?", place, tile=False)
        x += side + px(6)
    draw_text(painter, QRectF(x, box.y(), box.right() - x, box.height()), target or "–", c.text)
