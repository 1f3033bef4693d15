"""The Code Switch page over real services and a real settings file."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtWidgets import QApplication

from amux_desktop.gui.dialogs.base import Dialog
from amux_desktop.gui.dialogs.quit_tools import QuitToolsDialog
from amux_desktop.gui.pages.code_switch import CodeSwitchPage
from amux_desktop.gui.tray import Tray
from amux_desktop.gui.tray_tools import TrayTools
from amux_desktop.gui.widgets.button import Button
from amux_desktop.services.records import NewProviderKey

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.gui.event_relay import EventRelay
    from amux_desktop.gui.main_window import MainWindow
    from amux_desktop.gui.tasks import TaskRunner
    from amux_desktop.services import AppServices

CLAUDE = '{\n  "env": {\n    "ANTHROPIC_API_KEY": "sk-ant-api03-mine9f2Q",\n    "BASH_DEFAULT_TIMEOUT_MS": "120000"\n  }\n}\n'


@pytest.fixture
def settings_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "user"
    path = home / ".claude" / "settings.json"
    path.parent.mkdir(parents=True)
    path.write_text(CLAUDE)
    (home / ".codex").mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("PATH", "")
    monkeypatch.chdir(tmp_path)
    return path


@pytest.fixture
def page(
    settings_file: Path,
    services: AppServices,
    call: Callable[[Any], Any],
    window: MainWindow,
    runner: TaskRunner,
    qtbot: QtBot,
) -> CodeSwitchPage:
    for preset in ("deepseek", "anthropic", "moonshot"):
        draft = services.providers.draft_of_preset(services.presets.get(preset))
        call(services.providers.add(draft, [NewProviderKey(secret=f"demo-key-{preset}")]))
    window.open_page("code_switch")
    qtbot.waitUntil(lambda: runner.pending == 0)
    made = window.panel.current()
    assert isinstance(made, CodeSwitchPage)
    return made


def settle(page: CodeSwitchPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.context.runner.pending == 0)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: page.context.runner.pending == 0)


def picture(window: MainWindow, name: str) -> None:
    """For a look with the eye: CODE_SWITCH_PICTURES names a folder."""
    folder = os.environ.get("CODE_SWITCH_PICTURES")
    if folder:
        window.grab().save(str(Path(folder) / name))


def test_a_tool_is_pointed_at_a_provider_and_back(
    page: CodeSwitchPage, window: MainWindow, settings_file: Path, qtbot: QtBot
) -> None:
    deepseek, anthropic, _moonshot = page.providers.choices.values()
    assert not page.switch.isEnabled()
    picture(window, "off.png")
    deepseek.click()
    settle(page, qtbot)
    assert settings_file.read_text() == CLAUDE
    assert page.switch.isEnabled()
    assert "ANTHROPIC_BASE_URL" in page.changes.code.text()
    assert "mine9f2Q" not in page.changes.code.text()
    # The very first time the change is shown and confirmed.
    page.switch.click()
    dialog = next(item for item in window.findChildren(Dialog) if item.isVisible())
    picture(window, "confirm.png")
    assert settings_file.read_text() == CLAUDE
    confirm = next(button for button in dialog.findChildren(type(page.mapping.suggested)) if button.isDefault())
    confirm.click()
    settle(page, qtbot)
    env = json.loads(settings_file.read_text())["env"]
    assert "/code/claudecode" in env["ANTHROPIC_BASE_URL"]
    assert page.switch.isChecked()
    assert page.mapping.selects["opus"].key()
    picture(window, "on.png")
    # Another provider at once, and the way back in the toast.
    anthropic.click()
    settle(page, qtbot)
    assert anthropic.isChecked()
    page.switch.click()
    settle(page, qtbot)
    assert settings_file.read_text() == CLAUDE
    assert not page.switch.isChecked()


def test_a_mapping_is_stored_and_a_change_by_others_is_shown(
    page: CodeSwitchPage,
    window: MainWindow,
    settings_file: Path,
    services: AppServices,
    call: Callable[[Any], Any],
    qtbot: QtBot,
) -> None:
    deepseek = next(iter(page.providers.choices.values()))
    deepseek.click()
    settle(page, qtbot)
    call(services.code_switch.enable("claude-code"))
    page.refresh()
    settle(page, qtbot)
    page.mapping.selects["haiku"].choose("another-model")
    settle(page, qtbot)
    assert json.loads(settings_file.read_text())["env"]["ANTHROPIC_DEFAULT_HAIKU_MODEL"] == "another-model"
    settings_file.write_text(settings_file.read_text().replace(services.base_url(), "http://theirs"))
    page.refresh()
    settle(page, qtbot)
    assert page.banner.isVisible()
    assert "ANTHROPIC_BASE_URL" in page.banner.accessibleName()
    picture(window, "changed.png")
    window.resize(900, 700)
    settle(page, qtbot)
    picture(window, "narrow.png")


def test_the_page_follows_the_file_by_itself(page: CodeSwitchPage, settings_file: Path, qtbot: QtBot) -> None:
    next(iter(page.providers.choices.values())).click()
    settle(page, qtbot)
    settings_file.write_text("{ broken")
    qtbot.waitUntil(lambda: page.banner.isVisible() and "cannot be read" in page.banner.accessibleName(), timeout=5000)
    assert settings_file.read_text() == "{ broken"


def test_the_tray_offers_the_providers_of_a_redirected_tool(
    page: CodeSwitchPage,
    services: AppServices,
    call: Callable[[Any], Any],
    runner: TaskRunner,
    relay: EventRelay,
    qtbot: QtBot,
) -> None:
    providers = call(services.providers.list())
    call(services.code_switch.enable("claude-code", provider=providers[0].slug))
    tray = Tray()
    tools = TrayTools(tray, services, runner, relay)
    tools.show_tools(call(services.code_switch.list()), providers)
    (menu,) = [action.menu() for action in tray.menu().actions() if action.menu() is not None]
    assert menu.title() == "Claude Code"
    assert [action.isChecked() for action in menu.actions()] == [True, False, False]
    menu.actions()[2].trigger()
    settle(page, qtbot)
    assert call(services.code_switch.show("claude-code")).provider_id == providers[2].id
    tray.deleteLater()


def test_quitting_asks_while_a_tool_would_be_left_alone(window: MainWindow, qtbot: QtBot) -> None:
    chosen: list[str] = []
    dialog = QuitToolsDialog(["Codex"], lambda: chosen.append("back"), lambda: chosen.append("leave"))
    dialog.open_in(window)
    next(button for button in dialog.findChildren(Button) if button.isDefault()).click()
    assert chosen == ["back"]
    assert not dialog.isVisible()
