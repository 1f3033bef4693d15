"""Where the window was and how large, per arrangement of screens, in `window.ini` of the data folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

DEFAULT_SIZE = QSize(1280, 800)
MINIMUM_SIZE = QSize(900, 600)


class WindowState:
    """Small facts about the window that are no settings: geometry and what was told once."""

    def __init__(self, home: Path) -> None:
        self._file = QSettings(str(home / "window.ini"), QSettings.Format.IniFormat)

    def restore(self, window: QWidget) -> None:
        stored = self._file.value(self._geometry_key())
        if not (isinstance(stored, QByteArray) and window.restoreGeometry(stored)):
            window.resize(DEFAULT_SIZE)

    def save(self, window: QWidget) -> None:
        self._file.setValue(self._geometry_key(), window.saveGeometry())
        self._file.sync()

    def first_time(self, what: str) -> bool:
        """True once per fact, for hints that are told a single time."""
        key = f"told/{what}"
        if self._file.value(key) is not None:
            return False
        self._file.setValue(key, 1)
        self._file.sync()
        return True

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
