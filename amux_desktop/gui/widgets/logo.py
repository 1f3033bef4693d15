"""A provider's logo on its tile, the icon tile of dialogs and empty states, a bare icon, and the app's mark."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from amux_desktop.gui.icons import draw_icon, draw_logo, draw_mark
from amux_desktop.gui.paint import draw_box, painting
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.tokens import Tone


class _Square(QWidget):
    """As large as `size`, a design size, at the user's text size."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = theme().px(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class LogoTile(_Square):
    """Decoration: the name beside it says the same, so it has no accessible role of its own."""

    def __init__(self, logo: str = "", label: str = "", size: int = 32, *, faded: bool = False) -> None:
        super().__init__(size)
        self._logo, self._label, self._faded = logo, label, faded

    def set_logo(self, logo: str, label: str, *, faded: bool = False) -> None:
        self._logo, self._label, self._faded = logo, label, faded
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            draw_logo(painter, self._logo, self._label, QRectF(self.rect()), faded=self._faded)


class IconTile(_Square):
    """An icon on a soft square in a tone."""

    def __init__(self, icon: str, tone: Tone = "accent", size: int = 32) -> None:
        super().__init__(size)
        self._icon, self._tone = icon, tone

    def set_state(self, icon: str, tone: Tone) -> None:
        self._icon, self._tone = icon, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tones = theme().tone(self._tone)
        border = tones.line if self._tone == "neutral" else None
        with painting(self) as painter:
            draw_box(painter, self.rect(), tones.soft, border, self.width() / 4)
            side = round(self.width() * 0.5) if self._size <= 40 else round(self.width() * 0.43)
            start = round((self.width() - side) / 2)
            draw_icon(painter, self._icon, QRectF(start, start, side, side), tones.text)


class Icon(_Square):
    """A bare icon in a colour token."""

    def __init__(self, icon: str, token: str = "text2", size: int = 16) -> None:
        super().__init__(size)
        self._icon, self._token = icon, token

    def set_state(self, icon: str, token: str) -> None:
        self._icon, self._token = icon, token
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            draw_icon(painter, self._icon, QRectF(self.rect()), colors().named(self._token))


class Mark(_Square):
    """The app's mark."""

    def __init__(self, size: int = 24) -> None:
        super().__init__(size)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            draw_mark(painter, QRectF(self.rect()))
