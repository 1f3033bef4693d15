"""Bars for shares and quotas."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from amux_desktop.gui.i18n import TextLike, bind
from amux_desktop.gui.paint import draw_box, painting
from amux_desktop.gui.theme import colors, theme

_WARN_LEFT, _BAD_LEFT = 20, 5


class Bar(QProgressBar):
    """6 px high. A quota (`quota=True`) turns amber when at most 20 % is left and red at 5 %; a share stays in one colour."""

    def __init__(self, name: TextLike, *, quota: bool = False, token: str = "accent") -> None:
        super().__init__()
        bind(self.setAccessibleName, name)
        self._quota = quota
        self._token = token
        self.setRange(0, 1000)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        """From 0 to 1; for a quota, how much is left."""
        self.setValue(round(max(0.0, min(1.0, share)) * 1000))

    def sizeHint(self) -> QSize:
        return QSize(80, theme().px(6))

    def minimumSizeHint(self) -> QSize:
        return QSize(24, theme().px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        percent = self.value() / 10
        token = self._token
        if self._quota:
            token = "bad" if percent <= _BAD_LEFT else "warn" if percent <= _WARN_LEFT else "ok"
        radius = self.height() / 2
        with painting(self) as painter:
            draw_box(painter, self.rect(), c.pressed, None, radius)
            if percent > 0:
                width = max(float(self.height()), self.width() * percent / 100)
                draw_box(painter, QRectF(0, 0, width, self.height()), c.named(token), None, radius)
