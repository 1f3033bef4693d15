"""No text is cut off: every page in both languages, in the normal and the smallest window, and with large text."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from amux_desktop.gui.demo import fill
from amux_desktop.gui.main_window import MainWindow
from amux_desktop.gui.pages.registry import PAGES as WINDOW_PAGES
from amux_desktop.gui.theme import theme
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.label import ElidedLabel, Label

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.services import AppServices

PAGES = tuple(entry.key for entry in WINDOW_PAGES)


def cut_texts(window: MainWindow) -> list[str]:
    """Visible labels and buttons whose text does not fit."""
    found = []
    for label in window.findChildren(Label):
        if not label.isVisible() or not label.text() or isinstance(label, ElidedLabel):
            continue
        box = label.contentsRect()
        if label.wordWrap():
            flags = int(Qt.TextFlag.TextWordWrap)
            needed = label.fontMetrics().boundingRect(QRect(0, 0, max(1, box.width()), 10_000), flags, label.text())
            if needed.height() > box.height() + 2:
                found.append(f"{label.text()} ({needed.height()} > {box.height()} high)")
        elif label.fontMetrics().horizontalAdvance(label.text()) > box.width() + 1:
            found.append(f"{label.text()} ({box.width()} wide)")
    found += [
        f"button {button.text()}"
        for button in window.findChildren(QAbstractButton)
        if isinstance(button, Button) and button.isVisible() and button.width() + 1 < button.sizeHint().width()
    ]
    return found


def remaining_cut_texts(window: MainWindow, qtbot: QtBot) -> list[str]:
    """Once the layouts have settled, which takes a round of events or two, and a moment only where something is cut."""
    QApplication.processEvents()
    QApplication.processEvents()
    with contextlib.suppress(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: not cut_texts(window), timeout=500)
    return cut_texts(window)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_nothing_is_cut(window: MainWindow, qtbot: QtBot, services: AppServices, call: Any, language: str) -> None:
    call(fill(services, requests=40))
    call(services.settings.update({"appearance.language": language}))
    cut: dict[str, list[str]] = {}
    for width, height, size in ((1280, 800, 100), (960, 640, 100), (1280, 800, 125)):
        call(services.settings.update({"appearance.text_size": size}))
        qtbot.waitUntil(lambda size=size: theme().scale == size / 100)
        window.resize(width, height)
        for key in PAGES:
            window.open_page(key)
            qtbot.waitUntil(lambda: window._runner.pending == 0)
            if texts := remaining_cut_texts(window, qtbot):
                cut[f"{key} {width} {size}%"] = texts
    assert cut == {}
