"""Importing from another tool, by the window: the preview, its problems, and what comes of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from amux_desktop.gui.dialogs.import_config import ImportConfigDialog
from amux_desktop.gui.main_window import MainWindow
from amux_desktop.gui.widgets.label import Label
from amux_desktop.services.importing.findings import REASONS
from tests.helpers.serving import ROOT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.services import AppServices

SAMPLE = ROOT / "tests" / "fixtures" / "importing" / "claude-code-router.json"


@pytest.fixture
def dialog(
    window: MainWindow, services: AppServices, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> ImportConfigDialog:
    """Opened from the Providers page, with one tool at its usual place."""
    (tmp_path / ".claude-code-router").mkdir()
    shutil.copy(SAMPLE, tmp_path / ".claude-code-router" / "config.json")
    monkeypatch.setattr(services.importers, "_home", tmp_path)
    monkeypatch.setattr(services.importers, "_env", {})
    window.open_page("providers")
    window.panel.page("providers").import_config()  # type: ignore[attr-defined]  # the providers page
    qtbot.waitUntil(lambda: bool(window.findChildren(ImportConfigDialog)))
    made = window.findChildren(ImportConfigDialog)[0]
    qtbot.waitUntil(made.confirm.isEnabled)
    return made


def words(dialog: ImportConfigDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(Label) if label.isVisibleTo(dialog))


def test_a_found_tool_is_shown_and_imported(
    dialog: ImportConfigDialog, services: AppServices, qtbot: QtBot, call: Callable[[Any], Any]
) -> None:
    shown = words(dialog)
    assert dialog.tool.key() == "claude-code-router"
    assert "openrouter" in shown
    assert "Amux does not speak Vertex AI." in shown
    assert "0123456789" not in shown
    with qtbot.waitSignal(dialog.imported):
        dialog.confirm.click()
    assert {item.slug for item in call(services.providers.list())} >= {"openrouter", "deepseek"}


def test_a_bad_file_is_refused_with_its_place(dialog: ImportConfigDialog, qtbot: QtBot, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{Providers: [\n}", encoding="utf-8")
    dialog.open_file(bad)
    qtbot.waitUntil(lambda: dialog.problem.isVisibleTo(dialog))
    assert "line 2, column 1" in words(dialog)
    assert not dialog.confirm.isEnabled()
    dialog.tool.set_key("litellm")
    dialog.tool.picked.emit("litellm")
    assert "Not found at its usual place" in words(dialog)


def test_every_reason_has_a_text(dialog: ImportConfigDialog) -> None:
    from amux_desktop.gui.dialogs.change_list import _REASONS

    assert set(_REASONS) == set(REASONS)
