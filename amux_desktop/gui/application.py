"""The QApplication: owner of theme and language, which every widget looks up."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import QFileOpenEvent, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QStyle

from amux_desktop.core.links import is_link
from amux_desktop.core.settings import Settings
from amux_desktop.gui.i18n import Language
from amux_desktop.gui.icons import draw_mark
from amux_desktop.gui.theme import Theme

APP_ID = "amux"


class Application(QApplication):
    """Created before any widget. `apply` brings the appearance settings into force at any time. `link_opened` carries an
    amux:// link that macOS hands to the running application."""

    link_opened = Signal(str)

    def __init__(self, argv: Sequence[str] = ("amux",)) -> None:
        QGuiApplication.setDesktopFileName(APP_ID)
        super().__init__(list(argv))
        self.setStyle("fusion")
        self.setApplicationName("Amux")
        self.setApplicationDisplayName("Amux Desktop")
        self.setQuitOnLastWindowClosed(False)
        self.language = Language(self)
        self.theme = Theme(self)
        self.setWindowIcon(app_icon())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and is_link(event.url().toString()):
            self.link_opened.emit(event.url().toString(QUrl.ComponentFormattingOption.FullyEncoded))
            return True
        return super().event(event)

    def apply(self, settings: Settings) -> None:
        """Theme, language, text size and motion; only what differs costs anything."""
        self.language.set_language(settings.appearance_language)
        self.theme.set_chinese(self.language.code == "zh_CN")
        self.theme.set_preference(settings.appearance_theme)
        self.theme.set_scale(settings.appearance_text_size / 100)
        self.theme.reduce_motion = _reduced(settings.appearance_reduce_motion)


def app_icon() -> QIcon:
    icon = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        icon.addPixmap(draw_app_icon(side))
    return icon


def draw_app_icon(side: int) -> QPixmap:
    """The mark on nothing, `side` pixels square; packages are built with the same picture."""
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_mark(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


def _reduced(choice: str) -> bool:
    """Qt tells no motion preference; an animation length of 0 in the style is the closest the system gives."""
    if choice != "system":
        return choice == "on"
    style = QApplication.style()
    length = style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
    return length == 0 or os.environ.get("GTK_ENABLE_ANIMATIONS") == "0"
