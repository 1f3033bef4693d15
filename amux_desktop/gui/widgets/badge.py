"""Small marks: badges, state dots and key caps. They are labels to assistive technology."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from amux_desktop.gui.i18n import TextLike, bind
from amux_desktop.gui.icons import draw_icon
from amux_desktop.gui.paint import draw_box, draw_dot, painting
from amux_desktop.gui.theme import colors, theme, use_role
from amux_desktop.gui.tokens import Radius, Role, Tone

_HEIGHT, _PADDING, _DOT, _ICON = 20, 7, 6, 12


class Badge(QLabel):
    """A word or number in the colour of its state; `dot` for live states, `icon` for capabilities."""

    def __init__(
        self,
        text: TextLike = "",
        tone: Tone = "neutral",
        *,
        dot: bool = False,
        icon: str = "",
        outline: bool = False,
        role: Role = "cap_m",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._tone: Tone = tone
        self._dot = dot
        self._icon = icon
        self._outline = outline
        use_role(self, role)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: TextLike) -> None:
        bind(self.setText, text)
        self.updateGeometry()

    def set_state(self, text: TextLike, tone: Tone, *, dot: bool | None = None) -> None:
        self._tone = tone
        if dot is not None:
            self._dot = dot
        self.set_text(text)
        self.update()

    def sizeHint(self) -> QSize:
        px = theme().px
        extra = (px(_DOT) + 5 if self._dot else 0) + (px(_ICON) + 4 if self._icon else 0)
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * px(_PADDING) + extra
        return QSize(width + 1, px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setFont(self.font())
            box = QRectF(self.rect())
            draw_badge(painter, box, self.text(), self._tone, dot=self._dot, icon=self._icon, outline=self._outline)


def badge_width(text_advance: int, *, dot: bool = False) -> int:
    """Width that `draw_badge` needs, for delegates."""
    px = theme().px
    return text_advance + 2 * px(_PADDING) + (px(_DOT) + 5 if dot else 0) + 1


def badge_height() -> int:
    return theme().px(_HEIGHT)


def draw_badge(
    painter: QPainter,
    rect: QRectF,
    text: str,
    tone: Tone,
    *,
    dot: bool = False,
    icon: str = "",
    outline: bool = False,
) -> None:
    """Paints a badge with the painter's font, for widgets and table delegates alike."""
    px = theme().px
    tones = theme().tone(tone)
    c = colors()
    border = tones.line if outline or tone == "neutral" else None
    draw_box(painter, rect, c.raised if outline else tones.soft, border, Radius.BADGE)
    x = rect.x() + px(_PADDING)
    if dot:
        size = px(_DOT)
        draw_dot(painter, x + size / 2, rect.center().y(), size, tones.solid)
        x += size + 5
    if icon:
        side = px(_ICON)
        draw_icon(painter, icon, QRectF(x, round(rect.center().y() - side / 2), side, side), tones.text)
        x += side + 4
    painter.setPen(tones.text)
    flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
    painter.drawText(QRectF(x, rect.y(), rect.right() - x, rect.height()), flags, text)


class StatusDot(QLabel):
    """A state in colour; its accessible name says the same in words."""

    def __init__(self, name: TextLike = "", token: str = "ok", *, size: int = 8, halo: bool = False) -> None:
        super().__init__()
        self._token = token
        self._size = size
        self._halo = halo
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(name, token)

    def set_state(self, name: TextLike, token: str, *, halo: bool | None = None) -> None:
        self._token = token
        if halo is not None:
            self._halo = halo
        bind(self.setAccessibleName, name)
        self.update()

    def sizeHint(self) -> QSize:
        side = theme().px(self._size) + 4
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            size = theme().px(self._size)
            colour = colors().named(self._token)
            draw_dot(painter, self.width() / 2, self.height() / 2, size, colour, halo=self._halo)


class KeyCap(QLabel):
    """A key of a shortcut."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        use_role(self, "cap_m")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = theme().px
        return QSize(max(px(20), self.fontMetrics().horizontalAdvance(self.text()) + 2 * 5 + 1), px(20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        with painting(self) as painter:
            painter.setFont(self.font())
            draw_box(painter, self.rect(), c.sunken, c.line_strong, Radius.KEY_CAP)
            painter.setPen(c.text2)
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
