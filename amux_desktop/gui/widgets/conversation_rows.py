"""How a conversation looks in the list: title over model, captions between the days."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from amux_desktop.gui.icons import draw_icon
from amux_desktop.gui.models.conversations import DETAIL, RECORD
from amux_desktop.gui.paint import draw_box, draw_text
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.tokens import Radius
from amux_desktop.services.records import Conversation

_ROW, _CAPTION = 48, 26


class ConversationDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        is_row = isinstance(index.data(RECORD), Conversation)
        return QSize(100, theme().px(_ROW) + 2 if is_row else theme().px(_CAPTION))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        c, px = colors(), theme().px
        conversation = index.data(RECORD)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not isinstance(conversation, Conversation):
            painter.setFont(theme().font("cap_m"))
            draw_text(painter, QRectF(option.rect).adjusted(px(12), 2, -8, 0), str(index.data()), c.text2)
            painter.restore()
            return
        box = QRectF(option.rect).adjusted(0, 0, 0, -2)
        if option.state & QStyle.StateFlag.State_Selected:
            focused = option.state & QStyle.StateFlag.State_HasFocus
            draw_box(painter, box, c.accent_soft, c.accent_text if focused else None, Radius.CONTROL)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, box, c.hover, None, Radius.CONTROL)
        right = box.right() - px(12)
        if conversation.pinned:
            side = px(12)
            draw_icon(painter, "pin", QRectF(right - side, box.y() + px(10), side, side), c.text3)
        painter.setFont(theme().font("body_m"))
        title = QRectF(box.x() + px(12), box.y() + px(5), right - box.x() - px(12), px(20))
        if conversation.pinned:
            title.setWidth(title.width() - px(18))
        draw_text(painter, title, str(index.data()), c.text)
        painter.setFont(theme().font("small"))
        lower = QRectF(title.x(), box.y() + px(25), right - title.x(), px(18))
        draw_text(painter, lower, str(index.data(DETAIL)), c.text3)
        painter.restore()
