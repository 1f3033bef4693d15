"""Where the window was and how large, per arrangement of screens, in `window.ini` of the data folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from amux_desktop.core.settings import SETTINGS, Settings

DEFAULT_SIZE = QSize(1280, 800)
MINIMUM_SIZE = QSize(900, 600)
_FRAME = QSize(16, 48)
"""What a window manager adds around; it is not known before the window stands."""
_NEEDED_AT_ONCE = (
    "appearance.theme",
    "appearance.language",
    "appearance.text_size",
    "appearance.reduce_motion",
    "appearance.start_page",
    "app.start_minimized",
)


class WindowState:
    """Small facts about the window that are no settings: geometry and what was told once."""

    def __init__(self, home: Path) -> None:
        self._file = QSettings(str(home / "window.ini"), QSettings.Format.IniFormat)

    def restore(self, window: QWidget) -> None:
        stored = self._file.value(self._geometry_key())
        if not (isinstance(stored, QByteArray) and window.restoreGeometry(stored)):
            room = window.screen().availableSize() - _FRAME
            window.resize(DEFAULT_SIZE.boundedTo(room).expandedTo(window.minimumSize()))

    def save(self, window: QWidget) -> None:
        self._file.setValue(self._geometry_key(), window.saveGeometry())
        self._file.sync()

    def forget(self) -> None:
        """Everything, as before the first start."""
        self._file.clear()
        self._file.sync()

    def first_time(self, what: str) -> bool:
        """True once per fact, for hints that are told a single time."""
        key = f"told/{what}"
        if self._file.value(key) is not None:
            return False
        self._file.setValue(key, 1)
        self._file.sync()
        return True

    def remember(self, settings: Settings) -> None:
        """Keeps a copy of the settings that the first picture depends on, which is painted before the database is open."""
        for key in _NEEDED_AT_ONCE:
            self._file.setValue(f"settings/{key}", SETTINGS[key].format(settings.get(key)))

    def remembered(self) -> Settings:
        """The copy; defaults where there is none or it is unusable."""
        stored = {key: self._file.value(f"settings/{key}") for key in _NEEDED_AT_ONCE}
        settings, _problems = Settings.from_text({key: str(text) for key, text in stored.items() if text is not None})
        return settings

    def get(self, key: str, default: str = "") -> str:
        value = self._file.value(f"view/{key}", default)
        return str(value)

    def put(self, key: str, value: str) -> None:
        self._file.setValue(f"view/{key}", value)

    @staticmethod
    def _geometry_key() -> str:
        screens = sorted(
            f"{screen.geometry().width()}x{screen.geometry().height()}+{screen.geometry().x()}+{screen.geometry().y()}"
            for screen in QGuiApplication.screens()
        )
        return "geometry/" + "_".join(screens)
