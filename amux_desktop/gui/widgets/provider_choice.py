"""A provider as a radio card: chosen with the mouse, Space or the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from amux_desktop.gui.i18n import TextLike, bind
from amux_desktop.gui.icons import draw_logo
from amux_desktop.gui.paint import draw_box, draw_dot, draw_text, painting
from amux_desktop.gui.theme import colors, theme, use_role
from amux_desktop.gui.tokens import Radius

_HEIGHT, _TILE, _CIRCLE, _LEFT = 56, 32, 16, 14


class ProviderChoice(QRadioButton):
    """`note` stands at the right: "In use", a latency, or what is wrong (then `is_bad`)."""

    def __init__(self, key: str, name: str, logo: str, detail: TextLike, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._name, self._logo, self._detail = name, logo, detail
        self._note: TextLike = ""
        self._note_token = "text2"
        use_role(self, "body_m")
        bind(self._speak, detail)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_note(self, note: TextLike, token: str = "text2") -> None:
        self._note, self._note_token = note, token
        self._speak("")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(220), theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().px(_HEIGHT))

    def hitButton(self, position: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        c, px = colors(), theme().px
        on = self.isChecked()
        with painting(self) as painter:
            fill = c.accent_soft if on else c.pressed if self.isDown() else c.hover if self.underMouse() else c.raised
            draw_box(painter, self.rect(), fill, c.accent if on else c.line, Radius.CARD)
            middle = self.height() / 2
            circle = QRectF(px(_LEFT), middle - px(_CIRCLE) / 2, px(_CIRCLE), px(_CIRCLE))
            painter.setPen(QPen(c.accent if on else c.control, 1.2))
            painter.setBrush(c.accent if on else c.raised)
            painter.drawEllipse(circle)
            if on:
                draw_dot(painter, circle.center().x(), middle, px(6), c.on_accent)
            tile = QRectF(px(42), middle - px(_TILE) / 2, px(_TILE), px(_TILE))
            draw_logo(painter, self._logo, self._name, tile)
            note = str(self._note)
            painter.setFont(theme().font("small"))
            note_width = painter.fontMetrics().horizontalAdvance(note) + px(4) if note else 0
            if note:
                box = QRectF(self.width() - px(_LEFT) - note_width, 0, note_width, self.height())
                draw_text(
                    painter,
                    box,
                    note,
                    c.named(self._note_token),
                    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                )
            left = tile.right() + px(12)
            width = self.width() - left - px(_LEFT) - note_width - px(8)
            painter.setFont(theme().font("body_m"))
            draw_text(painter, QRectF(left, middle - px(20), width, px(20)), self._name, c.text)
            painter.setFont(theme().font("small"))
            draw_text(painter, QRectF(left, middle, width, px(18)), str(self._detail), c.text2)

    def _speak(self, _text: str) -> None:
        parts = [self._name, str(self._detail), str(self._note)]
        self.setAccessibleName(", ".join(part for part in parts if part))
