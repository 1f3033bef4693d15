"""The Code Switch page over real services and a real settings file."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from amux_desktop.core.errors import UnavailableError
from amux_desktop.core.events import LogsHeldUp
from amux_desktop.gui.dialogs.base import Dialog
from amux_desktop.gui.dialogs.file_history import FileHistoryDialog
from amux_desktop.gui.dialogs.quit_tools import QuitToolsDialog
from amux_desktop.gui.dialogs.stop_proxy import StopProxyDialog
from amux_desktop.gui.pages.code_switch import CodeSwitchPage
from amux_desktop.gui.session import Session
from amux_desktop.gui.sidebar_marks import SidebarMarks
from amux_desktop.gui.theme import colors
from amux_desktop.gui.tray import Tray
from amux_desktop.gui.tray_tools import TrayTools
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.code_box import CodeBox
from amux_desktop.gui.widgets.label import ElidedLabel
from amux_desktop.gui.widgets.toast import Toast
from amux_desktop.services.proxy_control import ProxyControl
from amux_desktop.services.records import BridgeProxyDraft, NewProviderKey, ProxyTarget
from tests.gui.test_clipping import cut_texts

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.gui.application import Application
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
    deepseek, anthropic, _moonshot = page.targets.choices.values()
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
    confirm = next(button for button in dialog.findChildren(Button) if button.isDefault())
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
    deepseek = next(iter(page.targets.choices.values()))
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
    assert any("http://theirs" in label.text() for label in page.conflicts.findChildren(ElidedLabel))
    picture(window, "changed.png")
    window.resize(900, 700)
    settle(page, qtbot)
    picture(window, "narrow.png")


def test_the_page_follows_the_file_by_itself(page: CodeSwitchPage, settings_file: Path, qtbot: QtBot) -> None:
    next(iter(page.targets.choices.values())).click()
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
    target = ProxyTarget(kind="provider", target_id=providers[1].id)
    proxy = call(
        services.proxies.add(BridgeProxyDraft(name="A & B", slug="ab", inbound="anthropic", targets=(target,)))
    )
    tools.show_tools(call(services.code_switch.list()), providers, call(services.proxies.list()))
    (menu,) = [action.menu() for action in tray.menu().actions() if action.menu() is not None]
    assert menu.title() == "Claude Code"
    assert [action.isChecked() for action in menu.actions()] == [True, False, False, False, False]
    menu.actions()[2].trigger()
    settle(page, qtbot)
    assert call(services.code_switch.show("claude-code")).provider_id == providers[2].id
    (menu,) = [action.menu() for action in tray.menu().actions() if action.menu() is not None]
    assert menu.actions()[4].text() == "A && B"
    menu.actions()[4].trigger()
    settle(page, qtbot)
    assert call(services.code_switch.show("claude-code")).proxy_id == proxy.id
    tray.deleteLater()


def test_quitting_asks_while_a_tool_would_be_left_alone(window: MainWindow, qtbot: QtBot) -> None:
    chosen: list[str] = []
    dialog = QuitToolsDialog(["Codex"], lambda: chosen.append("back"), lambda: chosen.append("leave"))
    dialog.open_in(window)
    next(button for button in dialog.findChildren(Button) if button.isDefault()).click()
    assert chosen == ["back"]
    assert not dialog.isVisible()


def test_a_diff_has_the_colours_of_the_theme_in_force(qapp: Application, qtbot: QtBot) -> None:
    box = CodeBox()
    qtbot.addWidget(box)

    def marks() -> list[object]:
        blocks = [box.edit.document().findBlockByNumber(number) for number in (1, 2)]
        return [block.blockFormat().background().color() for block in blocks]

    box.set_diff([(" ", "{"), ("+", '"a": 1'), ("-", '"a": 2'), (" ", ""), (" ", "}")])
    for mode in ("light", "dark"):
        qapp.theme.set_preference(mode)
        QApplication.sendEvent(box, QEvent(QEvent.Type.PaletteChange))
        qtbot.waitUntil(lambda: marks() == [colors().diff_add, colors().diff_del])


def test_rules_and_whole_mappings(
    page: CodeSwitchPage, window: MainWindow, services: AppServices, call: Callable[[Any], Any], qtbot: QtBot
) -> None:
    next(iter(page.targets.choices.values())).click()
    settle(page, qtbot)
    balanced = {name: select.key() for name, select in page.mapping.selects.items()}
    page.mapping.add.click()
    (rule,) = page.mapping.rules
    rule.source.setText("claude-*-4*")
    rule.source.editingFinished.emit()
    settle(page, qtbot)
    assert call(services.code_switch.show("claude-code")).mappings == (), "half a rule is no rule"
    page.refresh()
    settle(page, qtbot)
    assert page.mapping.rules == [rule], "what is being typed survives a reload"
    rule.target.choose("deepseek-flash")
    settle(page, qtbot)
    assert call(services.code_switch.show("claude-code")).mappings == (("claude-*-4*", "deepseek-flash"),)
    picture(window, "rules.png")
    menu = page.mapping.menu()
    assert [action.isChecked() for action in menu.actions()] == [True, False, False, False]
    menu.actions()[-1].trigger()
    settle(page, qtbot)
    status = call(services.code_switch.show("claude-code"))
    assert {tier.target for tier in status.tiers} == {""}
    assert status.mappings == (("claude-*-4*", "deepseek-flash"),)
    page.mapping.menu().actions()[0].trigger()
    settle(page, qtbot)
    assert {name: select.key() for name, select in page.mapping.selects.items()} == balanced
    page.mapping.rules[0].removed.emit()
    settle(page, qtbot)
    assert call(services.code_switch.show("claude-code")).mappings == ()
    assert page.mapping.rules == []


def test_a_proxy_is_a_target_too(
    page: CodeSwitchPage, window: MainWindow, services: AppServices, call: Callable[[Any], Any], qtbot: QtBot
) -> None:
    provider = next(iter(call(services.providers.list())))
    target = ProxyTarget(kind="provider", target_id=provider.id)
    proxy = call(
        services.proxies.add(BridgeProxyDraft(name="Team", slug="team", inbound="anthropic", targets=(target,)))
    )
    page.targets.choices[provider.id].click()
    settle(page, qtbot)
    qtbot.waitUntil(lambda: proxy.id in page.targets.proxies)
    call(services.code_switch.enable("claude-code"))
    page.refresh()
    settle(page, qtbot)
    page.targets.proxies[proxy.id].click()
    settle(page, qtbot)
    status = call(services.code_switch.show("claude-code"))
    assert (status.proxy_id, status.provider_id) == (proxy.id, "")
    assert page.mapping.open_proxy.isVisible()
    assert not page.mapping.presets.isVisible()
    picture(window, "proxy.png")
    toast = next(item for item in window.findChildren(Toast) if item.isVisible())
    next(button for button in toast.findChildren(Button) if button.text() == "Undo").click()
    settle(page, qtbot)
    assert call(services.code_switch.show("claude-code")).provider_id == provider.id


def test_a_version_is_looked_at_and_put_back(
    page: CodeSwitchPage, window: MainWindow, settings_file: Path, services: AppServices, call: Callable[[Any], Any],
    qtbot: QtBot,
) -> None:  # fmt: skip
    next(iter(page.targets.choices.values())).click()
    settle(page, qtbot)
    call(services.code_switch.enable("claude-code"))
    call(services.code_switch.disable("claude-code"))
    settings_file.write_text('{"theme": "dark"}')
    page.refresh()
    settle(page, qtbot)
    page.changes.history.click()
    dialog = next(item for item in window.findChildren(FileHistoryDialog) if item.isVisible())
    settle(page, qtbot)
    assert "BASH_DEFAULT_TIMEOUT_MS" in dialog.code.text()
    assert "sk-amux" not in dialog.code.text()
    assert "mine9f2Q" not in dialog.code.text(), "credentials are masked"
    picture(window, "history.png")
    dialog.restore.click()
    settle(page, qtbot)
    assert not [item for item in window.findChildren(FileHistoryDialog) if item.isVisible()]
    assert settings_file.read_text() == CLAUDE


def test_the_sidebar_shows_a_change_by_others_on_every_page(
    page: CodeSwitchPage,
    window: MainWindow,
    settings_file: Path,
    services: AppServices,
    call: Callable[[Any], Any],
    runner: TaskRunner,
    relay: EventRelay,
    qtbot: QtBot,
) -> None:
    window.open_page("dashboard")
    marks = SidebarMarks(window, services, runner, relay)
    item = window.sidebar.items["code_switch"]
    provider = next(iter(call(services.providers.list())))
    call(services.code_switch.enable("claude-code", provider=provider.slug))
    qtbot.waitUntil(lambda: "the proxy is stopped" in item.accessibleName())
    call(services.proxy.start())
    call(services.code_switch.repair())
    qtbot.waitUntil(lambda: item.accessibleName() == "Code Switch, in use: Claude Code")
    qtbot.waitUntil(lambda: any("another address" in toast.spoken() for toast in window.findChildren(Toast)))
    settings_file.write_text(settings_file.read_text().replace("/code/claudecode", "/elsewhere"))
    qtbot.waitUntil(lambda: "changed by another program" in item.accessibleName(), timeout=5000)
    call(services.code_switch.disable("claude-code"))
    qtbot.waitUntil(lambda: item.accessibleName() == "Code Switch")
    marks.deleteLater()


def test_the_sidebar_says_that_requests_are_not_recorded_for_now(
    window: MainWindow, services: AppServices, runner: TaskRunner, relay: EventRelay, qtbot: QtBot
) -> None:
    marks = SidebarMarks(window, services, runner, relay)
    item = window.sidebar.items["logs"]
    services.bus.publish(LogsHeldUp(UnavailableError("database_busy")))
    qtbot.waitUntil(lambda: item.accessibleName() == "Logs, not written for now")
    qtbot.waitUntil(lambda: any("kept busy" in toast.spoken() for toast in window.findChildren(Toast)))
    services.bus.publish(LogsHeldUp(None))
    qtbot.waitUntil(lambda: item.accessibleName() == "Logs")
    marks.deleteLater()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_nothing_is_cut_with_conflicts_rules_and_proxies(
    page: CodeSwitchPage,
    window: MainWindow,
    settings_file: Path,
    services: AppServices,
    call: Callable[[Any], Any],
    qtbot: QtBot,
    language: str,
) -> None:
    provider = next(iter(call(services.providers.list())))
    target = ProxyTarget(kind="provider", target_id=provider.id)
    call(services.proxies.add(BridgeProxyDraft(name="Team", slug="team", inbound="anthropic", targets=(target,))))
    call(services.code_switch.enable("claude-code", provider=provider.slug))
    call(services.code_switch.map("claude-code", [("opus", "deepseek-v4-pro"), ("claude-*-4*", "deepseek-flash")]))
    settings_file.write_text(settings_file.read_text().replace("/code/claudecode", "/elsewhere"))
    call(services.settings.update({"appearance.language": language}))
    for width, height, size in ((1280, 800, 100), (960, 640, 100), (1280, 800, 125)):
        call(services.settings.update({"appearance.text_size": size}))
        window.resize(width, height)
        page.refresh()
        settle(page, qtbot)
        qtbot.wait(30)
        assert cut_texts(window) == [], (width, size)


@pytest.mark.parametrize("busy", [False, True])
def test_nobody_is_left_with_a_dead_port(
    busy: bool,
    page: CodeSwitchPage,
    window: MainWindow,
    settings_file: Path,
    services: AppServices,
    call: Callable[[Any], Any],
    runner: TaskRunner,
    qapp: Application,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("amux_desktop.gui.session.Application", lambda: qapp)
    session = Session(lambda: nullcontext(services), services.paths.home)  # type: ignore[arg-type, return-value]  # never entered
    session.services, session.window, session.runner = services, window, runner
    ended: list[str] = []
    monkeypatch.setattr(session, "quit", lambda: ended.append(settings_file.read_text()))
    provider = next(iter(call(services.providers.list())))
    call(services.code_switch.enable("claude-code", provider=provider.slug))
    monkeypatch.setattr(ProxyControl, "running_requests", property(lambda _self: int(busy)))
    session.ask_to_quit()
    if busy:
        stop: Any = window.findChild(StopProxyDialog)
        next(button for button in stop.findChildren(Button) if button.variant == "danger_secondary").click()
    qtbot.waitUntil(lambda: window.findChild(QuitToolsDialog) is not None, timeout=5000)
    assert ended == []
    dialog: Any = window.findChild(QuitToolsDialog)
    next(button for button in dialog.findChildren(Button) if button.isDefault()).click()
    qtbot.waitUntil(lambda: ended == [CLAUDE], timeout=5000)
    # The next start brings Amux back, and says so.
    (repaired,) = call(services.code_switch.repair())
    assert repaired.reason == "suspended"
    assert "/code/claudecode" in settings_file.read_text()
    # Without a tool there is nothing to ask.
    call(services.code_switch.disable("claude-code"))
    monkeypatch.setattr(ProxyControl, "running_requests", property(lambda _self: 0))
    session.ask_to_quit()
    qtbot.waitUntil(lambda: len(ended) == 2, timeout=5000)
    session.deleteLater()
