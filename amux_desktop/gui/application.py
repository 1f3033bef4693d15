"""The QApplication: owner of theme and language, which every widget looks up."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QStyle

from amux_desktop.core.settings import Settings
from amux_desktop.gui.i18n import Language
from amux_desktop.gui.icons import draw_mark
from amux_desktop.gui.theme import Theme

APP_ID = "amux"


class Application(QApplication):
    """Created before any widget. `apply` brings the appearance settings into force at any time."""

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
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        draw_mark(painter, QRectF(0, 0, side, side))
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def _reduced(choice: str) -> bool:
    """Qt tells no motion preference; an animation length of 0 in the style is the closest the system gives."""
    if choice != "system":
        return choice == "on"
    style = QApplication.style()
    length = style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
    return length == 0 or os.environ.get("GTK_ENABLE_ANIMATIONS") == "0"
