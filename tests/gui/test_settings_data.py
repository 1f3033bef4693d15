"""Settings, Data: export, import with a preview, copies, and the dialogs before something irrevocable."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtGui import QGuiApplication

from amux_desktop.gui.dialogs.base import ConfirmDialog
from amux_desktop.gui.dialogs.export_data import ExportDataDialog
from amux_desktop.gui.dialogs.import_data import ImportDataDialog
from amux_desktop.gui.dialogs.passphrase import PassphraseDialog
from amux_desktop.gui.dialogs.reset_data import ResetDataDialog
from amux_desktop.gui.main_window import MainWindow, Reopening
from amux_desktop.gui.pages.settings_about import AboutSection
from amux_desktop.gui.pages.settings_data import DataEnd, DataSection
from amux_desktop.gui.pages.settings_security import SecuritySection
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.toast import Toast
from amux_desktop.services.backups import Restored
from amux_desktop.services.records import ApiTokenDraft

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.services import AppServices

WORDS = "correct horse battery"


def section(window: MainWindow, qtbot: QtBot, key: str, kind: type[Any]) -> Any:
    window.open_page("settings", key)
    qtbot.waitUntil(lambda: window._runner.pending == 0)
    return window.findChild(kind)


def dialog(window: MainWindow, kind: type[Any]) -> Any:
    return next(found for found in window.findChildren(kind) if found.isVisible())


def is_open(window: MainWindow, kind: type[Any]) -> bool:
    return any(found.isVisible() for found in window.findChildren(kind))


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window._runner.pending == 0, timeout=20_000)


def test_export_and_import_with_a_preview(
    window: MainWindow, qtbot: QtBot, services: AppServices, call: Any, tmp_path: Path
) -> None:
    call(services.tokens.create(ApiTokenDraft(name="CI")))
    data = section(window, qtbot, "data", DataSection)
    data.export.click()
    export: ExportDataDialog = dialog(window, ExportDataDialog)
    export.fields.first.setText("short")
    export.confirm.click()
    assert "8" in export.fields.block.error()
    export.fields.first.setText(WORDS)
    export.confirm.click()
    assert export.fields.again_block.error()
    export.fields.again.setText(WORDS)
    export.boxes["accounts"].setChecked(False)
    file = tmp_path / "mine.amux"
    export.export_to(file)
    settle(window, qtbot)
    assert file.stat().st_size > 0
    assert not is_open(window, ExportDataDialog)
    (token,) = call(services.tokens.list())
    call(services.tokens.remove(token.id))

    data.import_from(file)
    take: ImportDataDialog = dialog(window, ImportDataDialog)
    take.passphrase.setText("wrong words")
    take.confirm.click()
    settle(window, qtbot)
    assert "wrong" in take.block.error()
    take.passphrase.clear()
    qtbot.keyClicks(take.passphrase, WORDS)
    take.confirm.click()
    settle(window, qtbot)
    assert take.summary.isVisible()
    assert take.changes.card.isVisible()
    assert call(services.tokens.list()) == (), "only a look"
    take.confirm.click()
    settle(window, qtbot)
    assert [item.name for item in call(services.tokens.list())] == ["CI"]
    assert not is_open(window, ImportDataDialog)


def test_a_file_that_is_none_says_why(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "x.amux"
    file.write_text("hello")
    section(window, qtbot, "data", DataSection).import_from(file)
    take: ImportDataDialog = dialog(window, ImportDataDialog)
    take.passphrase.setText(WORDS)
    take.confirm.click()
    settle(window, qtbot)
    assert "not a usable Amux archive" in take.problem.accessibleName()


def test_a_copy_is_made_and_restoring_asks_and_reopens(
    window: MainWindow, qtbot: QtBot, services: AppServices, call: Any
) -> None:
    data = section(window, qtbot, "data", DataSection)
    data.make.click()
    settle(window, qtbot)
    (info,) = call(services.backups.list())
    button = next(b for b in data.card.findChildren(Button) if b.accessibleName().startswith("Restore the copy of"))
    button.click()
    confirm: ConfirmDialog = dialog(window, ConfirmDialog)
    wanted: list[Reopening] = []
    window.reopen_requested.connect(wanted.append)
    confirm.confirm.click()
    assert [change.fresh for change in wanted] == [False]
    wanted[0].told(window, Restored(name=info.name, previous=None, lost=("DeepSeek",)))
    shown = [label.text() for toast in window.findChildren(Toast) for label in toast.findChildren(Label)]
    assert any("DeepSeek" in text for text in shown)


def test_deleting_everything_needs_the_word(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "user"))
    section(window, qtbot, "data", DataEnd).delete.click()
    ask: ResetDataDialog = dialog(window, ResetDataDialog)
    assert not ask.confirm.isEnabled()
    qtbot.keyClicks(ask.word, "Delete")
    assert ask.confirm.isEnabled()
    with qtbot.waitSignal(window.reopen_requested) as caught:
        ask.confirm.click()
    assert caught.args is not None
    assert caught.args[0].fresh


def test_stored_keys_get_a_passphrase(window: MainWindow, qtbot: QtBot, services: AppServices) -> None:
    part = section(window, qtbot, "security", SecuritySection)
    part.passphrase.click()
    ask: PassphraseDialog = dialog(window, PassphraseDialog)
    ask.fields.first.setText(WORDS)
    ask.fields.again.setText(WORDS)
    ask.confirm.click()
    settle(window, qtbot)
    assert not is_open(window, PassphraseDialog)
    assert services.vault.status.seal == "passphrase"
    assert part.passphrase.text() == "Change…"


def test_the_report_has_no_secret(window: MainWindow, qtbot: QtBot, services: AppServices, call: Any) -> None:
    call(
        services.settings.update(
            {"accounts.antigravity_client_secret": "hush-hush", "proxy.outbound_proxy": "http://me:pw@box.example:1"}
        )
    )
    section(window, qtbot, "about", AboutSection).copy.click()
    settle(window, qtbot)
    text = QGuiApplication.clipboard().text()
    assert "accounts.antigravity_client_secret = (set)" in text
    assert "proxy.outbound_proxy = http://***@box.example:1" in text
    assert "hush-hush" not in text
    assert text.startswith("Amux ")
    assert "Qt 6" in text
