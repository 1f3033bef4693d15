"""Each page of the window knows its page of the documentation."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices

from amux_desktop.gui.help import DOCUMENTATION, PAGES, help_url
from amux_desktop.gui.pages.registry import PAGES as WINDOW_PAGES

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.gui.application import Application
    from amux_desktop.gui.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[2]


def test_every_page_has_one() -> None:
    assert set(PAGES) == {entry.key for entry in WINDOW_PAGES}
    assert len(set(PAGES.values())) == len(PAGES)


def test_the_address_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["urls"]["Documentation"] == DOCUMENTATION
    assert f"site_url: {DOCUMENTATION}\n" in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


def test_it_is_in_the_language_of_the_window(qapp: Application) -> None:
    assert help_url("code_switch") == f"{DOCUMENTATION}guide/code-switch/"
    assert help_url() == DOCUMENTATION
    qapp.language.set_language("zh_CN")
    assert help_url("code_switch") == f"{DOCUMENTATION}zh/guide/code-switch/"


def test_button_and_key_open_it(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def remember(url: QUrl) -> bool:
        opened.append(url.toString())
        return len(opened) < 3

    monkeypatch.setattr(QDesktopServices, "openUrl", remember)
    window.open_page("tokens")
    page = window.panel.current()
    assert page is not None
    page.help.click()
    qtbot.keyClick(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    page.help.click()
    assert opened == [f"{DOCUMENTATION}guide/tokens/"] * 3
    (toast,) = window.toasts.toasts()
    assert DOCUMENTATION in toast.spoken(), "without a browser the address is shown"
    qtbot.waitUntil(lambda: window._runner.pending == 0)


def test_every_page_shows_a_button_for_it(window: MainWindow) -> None:
    for entry in WINDOW_PAGES:
        window.open_page(entry.key)
        page = window.panel.current()
        assert page is not None
        assert page.help.isVisible(), entry.key


def test_the_button_of_the_chat_opens_it(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) is None)
    window.open_page("chat")
    page = window.panel.current()
    assert page is not None
    page.help.click()
    assert opened == [f"{DOCUMENTATION}guide/chat/"]
