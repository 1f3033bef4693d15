"""The first steps, driven like a user against a provider on loopback."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import Qt

from amux_desktop.core.events import RequestFinished, RequestSummary
from amux_desktop.gui.main_window import MainWindow
from amux_desktop.gui.onboarding import CHECK, CONNECT, DONE, KEY, Onboarding
from tests.helpers.upstream import Upstream

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.services import AppServices

WAIT_MS = 10_000


def begin(window: MainWindow) -> Onboarding:
    window.open_onboarding()
    assert window.onboarding is not None
    return window.onboarding


def test_from_the_key_to_the_first_request(
    window: MainWindow, qtbot: QtBot, services: AppServices, call: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    with Upstream("openai-chat") as upstream:
        steps = begin(window)
        steps.key.tiles["custom-openai"].click()
        steps.next.click()
        assert steps.step() == KEY
        assert steps.key.url_block.error()
        qtbot.keyClicks(steps.key.url, upstream.base)
        qtbot.keyClicks(steps.key.key, "upstream-key")
        qtbot.keyClick(steps.key.key, Qt.Key.Key_Return)
        assert steps.step() == CHECK
        qtbot.waitUntil(lambda: not steps.next.is_busy(), timeout=WAIT_MS)
        assert not call(services.providers.list()), "nothing is stored before the user goes on"
        assert steps.check.passed, steps.check.answer.note.text()
        steps.next.click()
        qtbot.waitUntil(lambda: steps.step() == CONNECT, timeout=WAIT_MS)
        (provider,) = call(services.providers.list())
        (proxy,) = call(services.proxies.list())
        assert (proxy.inbound, proxy.targets[0].target_id) == ("any", provider.id)
        qtbot.waitUntil(lambda: f"/proxies/{proxy.slug}" in steps.connect_step.code.text())
        steps.connect_step.token.click()
        qtbot.waitUntil(lambda: len(call(services.tokens.list())) == 1)
        qtbot.waitUntil(lambda: "YOUR-TOKEN" not in steps.connect_step.code.text())
        steps.next.click()
        assert steps.step() == DONE
        services.bus.publish(
            RequestFinished(RequestSummary(id="r", started_ms=0, target_model="big", outcome="ok", duration_ms=5))
        )
        qtbot.waitUntil(lambda: "answered" in steps.done_step.first.title.text())
        steps.next.click()
        assert window.onboarding is None
        assert window.panel.current().key == "dashboard"  # type: ignore[union-attr]  # a page is shown


def test_refused_key_is_explained_and_nothing_stored(
    window: MainWindow, qtbot: QtBot, services: AppServices, call: Any
) -> None:
    steps = begin(window)
    steps.key.choose("custom-openai")
    steps.key.url.setText("http://127.0.0.1:9")
    steps.next.click()
    qtbot.waitUntil(lambda: not steps.next.is_busy(), timeout=WAIT_MS)
    assert not steps.check.passed
    assert steps.check.answer.note.text()
    steps.back.click()
    assert steps.step() == KEY
    steps.skip.click()
    assert window.onboarding is None
    assert window.sidebar.isEnabled()
    assert not call(services.providers.list())


def test_reachable_from_palette_and_settings(window: MainWindow, qtbot: QtBot) -> None:
    from amux_desktop.gui.commands import window_commands

    next(command for command in window_commands(window) if command.id == "onboarding").run()
    steps = begin(window)
    qtbot.keyClick(steps, Qt.Key.Key_Escape)
    assert window.onboarding is None
    window.open_page("settings", "about")
    qtbot.waitUntil(lambda: window._runner.pending == 0)
    button = next(b for b in window.findChildren(type(steps.next)) if b.isVisible() and b.text() == "Show")
    button.click()
    assert window.onboarding is not None
