"""A card that begins something: icon, title and one sentence."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from amux_desktop.gui.i18n import Text, bind, tr
from amux_desktop.gui.icons import draw_icon
from amux_desktop.gui.paint import draw_box, draw_text, painting
from amux_desktop.gui.theme import colors, theme, use_role
from amux_desktop.gui.tokens import Radius

_HEIGHT = 112


class StarterCard(QPushButton):
    def __init__(self, icon: str, title: Text, detail: Text) -> None:
        super().__init__()
        self._icon, self._title, self._detail = icon, title, detail
        use_role(self, "body_m")
        bind(self.setAccessibleName, tr("{title}. {detail}", title=title, detail=detail))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(140), theme().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        c, px = colors(), theme().px
        with painting(self) as painter:
            fill = c.pressed if self.isDown() else c.hover if self.underMouse() else c.raised
            draw_box(painter, self.rect(), fill, c.line, Radius.CARD)
            draw_icon(painter, self._icon, QRectF(px(14), px(14), px(18), px(18)), c.accent_text)
            width = self.width() - 2 * px(14)
            painter.setFont(theme().font("body_m"))
            draw_text(painter, QRectF(px(14), px(40), width, px(18)), str(self._title), c.text)
            painter.setFont(theme().font("small"))
            painter.setPen(c.text2)
            area = QRect(px(14), px(59), width, self.height() - px(64))
            painter.drawText(area, int(Qt.TextFlag.TextWordWrap), str(self._detail))
