"""Cells of the log table and of the dashboard's latest requests: status badge, and the pair of model names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from amux_desktop.core.events import RequestSummary
from amux_desktop.gui.icons import draw_icon, draw_logo
from amux_desktop.gui.models.logs import MARKS, MODEL, RIGHT, STATUS, TIME, LogTableModel, marks_of, status_of
from amux_desktop.gui.paint import draw_line, line_width
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.tokens import Role
from amux_desktop.gui.widgets.badge import badge_height, badge_width, draw_badge
from amux_desktop.gui.widgets.table_view import Cell

_LEFT_SHARE = 0.42
_BOTH_FROM = 170


class LogRows:
    """Paints the rows of the log table, whole rows at a time (see `TableView.set_row_painter`). `logos` is kept by the page:
    provider id to logo name."""

    def __init__(self, model: LogTableModel, logos: Mapping[str, str]) -> None:
        self._model = model
        self._logos = logos

    def __call__(self, painter: QPainter, place: int, cells: Sequence[Cell]) -> None:
        row = self._model.at(place)
        if row is None:
            return
        colour = colors().text2
        for column, box in cells:
            if column == STATUS:
                draw_status(painter, box, row)
            elif column == MODEL:
                draw_models(painter, box, row, self._logos.get(row.provider_id, ""))
            elif column == MARKS:
                draw_marks(painter, box, row)
            elif text := str(self._model.text(row, column)):
                role: Role = "figures" if column == TIME or column in RIGHT else "small"
                draw_line(painter, box, text, role, colour, right=column in RIGHT)


def draw_status(painter: QPainter, box: QRectF, row: RequestSummary) -> None:
    text, tone, dot = status_of(row)
    shown = str(text)
    painter.setFont(theme().font("cap_m"))
    width = badge_width(round(line_width(shown, "cap_m")), dot=dot)
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
    source, target = row.source_model, row.target_model or row.source_model
    side = px(14)
    x, room = box.x(), box.width()
    if source and source != target and room >= px(_BOTH_FROM):
        wanted = line_width(source, "mono")
        rest = line_width(target, "mono") + side + px(30)
        width = min(wanted, max(room * _LEFT_SHARE, room - rest))
        draw_line(painter, QRectF(x, box.y(), width + 1, box.height()), source, "mono", c.text2)
        x += width + px(7)
        arrow = px(12)
        draw_icon(painter, "arrow-right", QRectF(x, round(box.center().y() - arrow / 2), arrow, arrow), c.text3)
        x += arrow + px(6)
    if row.provider_id:
        place = QRectF(x, round(box.center().y() - side / 2), side, side)
        draw_logo(painter, logo, row.provider_name or "?", place, tile=False)
        x += side + px(6)
    draw_line(painter, QRectF(x, box.y(), box.right() - x, box.height()), target or "–", "mono", c.text)
