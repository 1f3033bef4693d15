"""One user from an empty window to a request sent again, by mouse and keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from amux_desktop.gui.dialogs.add_provider import AddProviderDialog
from amux_desktop.gui.dialogs.proxy_editor import ProxyEditor
from amux_desktop.gui.dialogs.replay import ReplayDialog
from amux_desktop.gui.dialogs.token_form import TokenDialog
from amux_desktop.gui.dialogs.token_once import TokenOnceDialog
from amux_desktop.gui.main_window import MainWindow
from amux_desktop.gui.widgets.markdown_view import MarkdownView
from tests.helpers.upstream import Upstream
from tests.helpers.window import WAIT_MS, ask, dialog, open_page

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.services import AppServices


def press(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    """Ctrl and a key, which reach a window only while it is in front."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)


def test_the_whole_way_by_mouse_and_keyboard(
    window: MainWindow, qtbot: QtBot, services: AppServices, call: Any
) -> None:
    """From an empty window to a replayed request, with nothing but what a user can press."""
    with Upstream("openai-chat") as upstream:
        call(services.settings.update({"logs.bodies": True}))
        press(window, qtbot, Qt.Key.Key_3)
        providers: Any = window.panel.page("providers")
        qtbot.waitUntil(providers.isVisible)
        press(window, qtbot, Qt.Key.Key_N)
        qtbot.waitUntil(lambda: bool(window.findChildren(AddProviderDialog)), timeout=WAIT_MS)
        adding = dialog(window, AddProviderDialog)
        qtbot.mouseClick(adding.tiles[""], Qt.MouseButton.LeftButton)
        adding.more.choose("custom-openai")
        adding.name.clear()
        qtbot.keyClicks(adding.name, "Loop")
        qtbot.keyClicks(adding.url, upstream.base)
        qtbot.keyClicks(adding.key, "upstream-key")
        qtbot.keyClick(adding.key, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: providers.detail.provider_id() != "", timeout=WAIT_MS)
        providers.detail.models.fetch()
        qtbot.waitUntil(lambda: len(providers.detail.models.rows()) == 2, timeout=WAIT_MS)
        providers.detail.models.rows()[0].box.click()
        assert providers.detail.is_changed()
        press(window, qtbot, Qt.Key.Key_S)
        qtbot.waitUntil(lambda: not providers.detail.is_changed(), timeout=WAIT_MS)
        qtbot.mouseClick(providers.detail.keys.test_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: providers.detail.banner.accessibleName().startswith("Connected in"), timeout=WAIT_MS)

        press(window, qtbot, Qt.Key.Key_4)
        proxies: Any = window.panel.page("proxies")
        qtbot.waitUntil(lambda: len(proxies._providers) == 1, timeout=WAIT_MS)
        press(window, qtbot, Qt.Key.Key_N)
        qtbot.waitUntil(lambda: bool(window.findChildren(ProxyEditor)), timeout=WAIT_MS)
        editor = dialog(window, ProxyEditor)
        qtbot.waitUntil(lambda: editor.answers.key() != "", timeout=WAIT_MS)
        qtbot.keyClicks(editor.name, "Claude here")
        qtbot.waitUntil(lambda: editor.slug.text() == "claude-here", timeout=WAIT_MS)
        editor.accepts.choose("anthropic")
        editor.mappings.default.choose("big-model")
        qtbot.mouseClick(editor.save_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: len(proxies.rows) == 1, timeout=WAIT_MS)

        tokens = open_page(window, "tokens")
        qtbot.mouseClick(tokens.add, Qt.MouseButton.LeftButton)
        naming = dialog(window, TokenDialog)
        qtbot.keyClicks(naming.name, "App")
        qtbot.keyClick(naming.name, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(window.findChildren(TokenOnceDialog)), timeout=WAIT_MS)
        once = dialog(window, TokenOnceDialog)
        qtbot.mouseClick(once.copy, Qt.MouseButton.LeftButton)
        token = QApplication.clipboard().text()
        once.accept()

        window.card.switch.click()
        qtbot.waitUntil(lambda: services.proxy.status.state == "running", timeout=WAIT_MS)
        dashboard = open_page(window, "dashboard")
        assert ask(services, token) == 200
        qtbot.waitUntil(lambda: [row.row.outcome for row in dashboard.latest.rows][:1] == ["ok"], timeout=WAIT_MS)
        qtbot.mouseClick(dashboard.latest.rows[0], Qt.MouseButton.LeftButton)
        logs: Any = window.panel.page("logs")
        qtbot.waitUntil(lambda: logs.model.rowCount() == 2, timeout=WAIT_MS)
        inspector = logs.inspector
        qtbot.waitUntil(lambda: inspector.isVisible() and bool(inspector._bodies), timeout=WAIT_MS)
        inspector.tabs.setCurrentIndex(3)
        qtbot.waitUntil(
            lambda: any("sunny" in view.toPlainText() for view in inspector.response.answer.findChildren(MarkdownView)),
            timeout=WAIT_MS,
        )
        inspector.replay()
        again = dialog(window, ReplayDialog)
        qtbot.keyClick(again.send, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "sunny" in again.after.text(), timeout=WAIT_MS)
        assert "answered in" in again.result_line.text()
        assert [asked.body["model"] for asked in upstream.asked if asked.method == "POST"][-2:] == ["big-model"] * 2


def test_a_request_that_was_not_written_yet_comes_after_the_page_was_read(
    window: MainWindow, qtbot: QtBot, services: AppServices, call: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Finished, so no longer among the running ones; still with the writer, so not in the database either."""
    from amux_desktop.gui.demo import fill
    from amux_desktop.services.records import LogPage

    read = services.logs.page

    async def nothing_yet(*_args: object, **_more: object) -> LogPage:
        return LogPage(rows=(), next=None)

    monkeypatch.setattr(services.logs, "page", nothing_yet)
    logs = open_page(window, "logs")
    qtbot.waitUntil(lambda: logs._on_the_way > 0, timeout=WAIT_MS)
    assert logs.model.rowCount() == 0
    monkeypatch.setattr(services.logs, "page", read)
    call(fill(services, requests=3))
    qtbot.waitUntil(lambda: logs.model.rowCount() == 3, timeout=WAIT_MS)
