"""A read-only value with a copy button."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from amux_desktop.gui.i18n import TextLike, bind, tr
from amux_desktop.gui.icons import draw_icon
from amux_desktop.gui.paint import draw_box, painting
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.tokens import Height, Radius
from amux_desktop.gui.widgets.banner import announce
from amux_desktop.gui.widgets.button import IconButton
from amux_desktop.gui.widgets.card import row_layout
from amux_desktop.gui.widgets.label import ElidedLabel

_SHOWN_MS = 1200


class CopyButton(IconButton):
    """Copies a text; the icon is a green tick for a moment and a screen reader hears "Copied"."""

    def __init__(self, text: str = "", name: TextLike | None = None, *, size: int = 14) -> None:
        super().__init__("copy", name if name is not None else tr("Copy"), size="xs")
        self._plain_name: TextLike = name if name is not None else tr("Copy")
        self._copied = False
        self.value = text
        self.clicked.connect(self._copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.value)
        self._copied = True
        self.set_name(tr("Copied"))
        announce(self, str(tr("Copied")))
        self.update()
        QTimer.singleShot(_SHOWN_MS, self, self._restore)

    def _restore(self) -> None:
        self._copied = False
        self.set_name(self._plain_name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._copied:
            super().paintEvent(event)
            return
        side = theme().px(14)
        box = QRectF(round((self.width() - side) / 2), round((self.height() - side) / 2), side, side)
        with painting(self) as painter:
            draw_icon(painter, "check", box, colors().ok_text)


class CopyField(QFrame):
    def __init__(self, value: str = "", *, icon: str = "link", name: TextLike | None = None) -> None:
        super().__init__()
        self._icon = icon
        self._label = ElidedLabel(value, "mono", mode=Qt.TextElideMode.ElideMiddle)
        self._copy = CopyButton(value, name)
        row = row_layout(self, 32 if icon else 12, 0, 4, 0, spacing=6)
        row.addWidget(self._label, 1)
        row.addWidget(self._copy)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_value(self, value: str) -> None:
        self._label.set_text(value)
        self._copy.value = value
        bind(self.setAccessibleName, value)

    def sizeHint(self) -> QSize:
        return QSize(200, theme().px(Height.MD))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, theme().px(Height.MD))

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        with painting(self) as painter:
            draw_box(painter, self.rect(), c.sunken, c.line_strong, Radius.CONTROL)
            if self._icon:
                side = theme().px(14)
                draw_icon(painter, self._icon, QRectF(11, round((self.height() - side) / 2), side, side), c.text3)
