"""The command palette finds every action by the words a user would type, and what it runs happens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtGui import QGuiApplication

from amux_desktop.core.settings import SETTINGS
from amux_desktop.gui.commands import record_commands, tool_commands, window_commands
from amux_desktop.gui.dialogs.base import ConfirmDialog
from amux_desktop.gui.dialogs.export_data import ExportDataDialog
from amux_desktop.gui.main_window import MainWindow
from amux_desktop.gui.palette import find
from amux_desktop.gui.widgets.menu import Menu
from amux_desktop.services.records import BridgeProxyDraft, ProviderDraft, ProxyTarget

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.services import AppServices


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("start proxy", "proxy:toggle"),
        ("base url", "copy:base"),
        ("tunnel", "tunnel:toggle"),
        ("add provider", "new:providers"),
        ("new proxy", "new:proxies"),
        ("new token", "new:tokens"),
        ("new chat", "new:chat"),
        ("add account", "new:accounts"),
        ("dark", "theme"),
        ("english", "language"),
        ("export logs", "logs:export"),
        ("clear", "logs:clear"),
        ("export the conf", "data:export"),
        ("back up", "data:backup"),
        ("port", "setting:proxy.port"),
        ("retention", "setting:logs.retention_days"),
        ("prices", "settings:prices"),
        ("logs", "page:logs"),
    ],
)
def test_words_find_it(window: MainWindow, words: str, command: str) -> None:
    found = [item.id for _group, items in find(window_commands(window), words) for item in items]
    assert command in found


def test_every_setting_is_found_and_reached(window: MainWindow, qtbot: QtBot) -> None:
    commands = {item.id: item for item in window_commands(window)}
    assert {f"setting:{key}" for key in SETTINGS} - set(commands) == {"setting:appearance.theme"}
    commands["setting:proxy.max_concurrency"].run()
    page: Any = window.panel.page("settings")
    row = page.controls["proxy.max_concurrency"]
    qtbot.waitUntil(lambda: window.focusWidget() is row.field and not row.visibleRegion().isEmpty())


def test_what_they_run_happens(window: MainWindow, qtbot: QtBot) -> None:
    commands = {item.id: item for item in window_commands(window)}
    commands["data:export"].run()
    (dialog,) = window.findChildren(ExportDataDialog)
    assert dialog.isVisible()
    dialog.reject()
    commands["logs:export"].run()
    page = window.panel.page("logs")
    qtbot.waitUntil(lambda: any(menu.isVisible() for menu in page.findChildren(Menu)))
    next(menu for menu in page.findChildren(Menu) if menu.isVisible()).close()
    commands["logs:clear"].run()
    qtbot.waitUntil(lambda: any(shown.isVisible() for shown in window.findChildren(ConfirmDialog)))
    next(shown for shown in window.findChildren(ConfirmDialog) if shown.isVisible()).reject()
    commands["settings:prices"].run()
    assert window.panel.current() is window.panel.page("settings")


def test_a_tool_is_switched_from_anywhere_and_back(
    window: MainWindow,
    qtbot: QtBot,
    services: AppServices,
    call: Callable[[Any], Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "user" / ".claude").mkdir(parents=True)
    for name, value in {"HOME": str(tmp_path / "user"), "USERPROFILE": str(tmp_path / "user"), "PATH": ""}.items():
        monkeypatch.setenv(name, value)
    drafts = [ProviderDraft(name=name, slug=name, adapter="openai", base_url="http://h.example") for name in ("a", "b")]
    first, second = (call(services.providers.add(draft)) for draft in drafts)
    target = ProxyTarget(kind="provider", target_id=first.id)
    proxy = call(services.proxies.add(BridgeProxyDraft(name="P", slug="p", inbound="any", targets=(target,))))
    call(services.code_switch.enable("claude", provider=first.id))
    found = call(services.code_switch.list()), call(services.providers.list()), call(services.proxies.list())
    offered = {item.id: item for item in tool_commands(window, *found)}
    assert f"tool:claude-code:{first.id}" not in offered, "it is used already"
    assert f"tool:claude-code:{proxy.id}" in offered
    offered[f"tool:claude-code:{second.id}"].run()
    qtbot.waitUntil(lambda: bool(window.toasts.toasts()))
    assert call(services.code_switch.show("claude")).provider_id == second.id
    undo = window.toasts.toasts()[-1].action
    assert undo is not None
    undo.click()
    qtbot.waitUntil(lambda: call(services.code_switch.show("claude")).provider_id == first.id)
    copied = next(item for item in record_commands(window, found[1], found[2]) if item.id == f"copy:{proxy.id}")
    copied.run()
    assert QGuiApplication.clipboard().text().endswith("/proxies/p")
    qtbot.waitUntil(lambda: window._runner.pending == 0)
