"""How a provider looks in a list: logo, name, host; dot over latency or reason at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from amux_desktop.gui.icons import draw_logo
from amux_desktop.gui.models.providers import RECORD, ProviderListModel, host_of
from amux_desktop.gui.paint import draw_box, draw_dot, draw_text
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.tokens import Height, Radius
from amux_desktop.services.records import Provider


class ProviderDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, theme().px(Height.ROW_LIST) + 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        provider = index.data(RECORD)
        model = index.model()
        if not isinstance(provider, Provider) or not isinstance(model, ProviderListModel):
            return
        c = colors()
        px = theme().px
        box = QRectF(option.rect).adjusted(0, 0, 0, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            focused = option.state & QStyle.StateFlag.State_HasFocus
            draw_box(painter, box, c.accent_soft, c.accent_text if focused else None, Radius.CONTROL)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, box, c.hover, None, Radius.CONTROL)
        side = px(32)
        tile = QRectF(box.x() + 10, round(box.center().y() - side / 2), side, side)
        draw_logo(painter, provider.logo, provider.name, tile, faded=not provider.enabled)
        state = model.state(provider)
        painter.setFont(theme().font("small"))
        words = str(state.text)
        words_width = painter.fontMetrics().horizontalAdvance(words) if words else 0
        right = box.right() - 12
        left = tile.right() + 11
        upper = QRectF(left, box.y() + px(8), right - left, px(18))
        lower = QRectF(left, box.y() + px(27), right - left, px(17))
        draw_dot(painter, right - 4, upper.center().y() + 1, px(7), c.named(state.token))
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        draw_text(painter, lower, words, c.named(state.text_token), align)
        host = lower.adjusted(0, 0, -(words_width + 8 if words else 0), 0)
        draw_text(painter, host, host_of(provider.base_url), c.text3)
        painter.setFont(theme().font("body_m"))
        draw_text(painter, upper.adjusted(0, 0, -16, 0), provider.name, c.text if provider.enabled else c.text2)
        painter.restore()
