"""Each setting of the typed table has a row that shows it, changes it, and refuses what the table refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtWidgets import QLineEdit

from amux_desktop.core.settings import SETTINGS
from amux_desktop.gui.main_window import MainWindow
from amux_desktop.gui.pages.settings_sections import SECTIONS
from amux_desktop.gui.pages.settings_theme import ThemeChoice
from amux_desktop.gui.widgets.segmented import Segmented
from amux_desktop.gui.widgets.select import Select
from amux_desktop.gui.widgets.switch import Switch

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.services import AppServices


def everything(window: MainWindow) -> Any:
    """The page with all sections built."""
    for spec in SECTIONS:
        window.open_page("settings", spec.key)
    return window.panel.page("settings")


def test_every_setting_has_one_row_with_a_fitting_control(window: MainWindow, qtbot: QtBot) -> None:
    page = everything(window)
    listed = [entry.key for spec in SECTIONS for group in spec.groups for entry in group.entries]
    assert len(listed) == len(set(listed))
    assert set(SETTINGS) - set(listed) == {"appearance.theme"}
    assert page.findChildren(ThemeChoice)
    for key in listed:
        control, declared = page.controls[key].control, SETTINGS[key]
        if isinstance(declared.default, bool):
            assert isinstance(control, Switch), key
        elif declared.choices:
            assert isinstance(control, Segmented | Select), key
    qtbot.waitUntil(lambda: window._runner.pending == 0)


def test_every_choice_can_be_stored(window: MainWindow) -> None:
    entries = [entry for spec in SECTIONS for group in spec.groups for entry in group.entries if entry.choices]
    for entry in entries:
        for value in entry.choices:
            SETTINGS[entry.key].parse(value)
        if SETTINGS[entry.key].choices and entry.key != "appearance.start_page":
            assert set(entry.choices) == set(SETTINGS[entry.key].choices), entry.key


def test_a_value_is_stored_or_refused_at_its_row(window: MainWindow, qtbot: QtBot, services: AppServices) -> None:
    row = everything(window).controls["backup.keep"]
    row.field.setText("3")
    row.field.editingFinished.emit()
    qtbot.waitUntil(lambda: services.settings.current.backup_keep == 3)
    row.field.setText("many")
    row.field.editingFinished.emit()
    assert "whole number" in row.description.text()
    assert services.settings.current.backup_keep == 3


def test_a_secret_is_not_shown(window: MainWindow, qtbot: QtBot) -> None:
    row = everything(window).controls["accounts.antigravity_client_secret"]
    assert row.field.echoMode() == QLineEdit.EchoMode.Password
    qtbot.waitUntil(lambda: window._runner.pending == 0)
