"""The first steps, driven like a user against a provider on loopback."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import Qt

from amux_desktop.core.events import RequestFinished, RequestSummary
from amux_desktop.gui.dialogs.file_changes import FileChangesDialog
from amux_desktop.gui.dialogs.import_config import ImportConfigDialog
from amux_desktop.gui.main_window import MainWindow
from amux_desktop.gui.onboarding import CHECK, CONNECT, DONE, KEY, Onboarding
from amux_desktop.gui.widgets.button import Button
from amux_desktop.services.build_data import BuildData
from tests.helpers.upstream import Upstream

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.services import AppServices

WAIT_MS = 10_000


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Neither keys nor settings of whoever runs the tests."""
    for variable in [name for name in os.environ if name.endswith(("_API_KEY", "_AUTH_TOKEN"))]:
        monkeypatch.delenv(variable)
    for variable in ("CLAUDE_CONFIG_DIR", "CODEX_HOME", "XDG_CONFIG_HOME", "CONFIG_FILE_PATH"):
        monkeypatch.delenv(variable, raising=False)
    folder = tmp_path / "user"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    return folder


def begin(window: MainWindow) -> Onboarding:
    window.open_onboarding()
    assert window.onboarding is not None
    return window.onboarding


def test_from_the_key_to_the_first_request(window: MainWindow, qtbot: QtBot, services: AppServices, call: Any) -> None:
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


def test_usage_figures_are_asked_for_only_where_they_could_be_sent(
    window: MainWindow, qtbot: QtBot, services: AppServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = begin(window)
    steps.show_step(DONE)
    assert not steps.done_step.figures.isVisible()
    steps.leave()
    monkeypatch.setattr(services.analytics, "_build", BuildData(analytics_id="G-1", analytics_secret="x"))
    steps = begin(window)
    steps.show_step(DONE)
    figures = steps.done_step.figures
    assert figures.isVisible()
    assert not figures.isChecked(), "off until the user says yes"
    qtbot.mouseClick(figures, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: services.settings.current.privacy_analytics)
    qtbot.mouseClick(figures, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not services.settings.current.privacy_analytics)
    steps.next.click()


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


def test_a_key_in_the_environment_is_named_used_and_never_shown(
    window: MainWindow, qtbot: QtBot, services: AppServices, call: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-environment")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-amux.a-token-of-ours")
    with Upstream("openai-chat", "sk-of-the-environment") as upstream:
        upstream.behaviour.models = tuple(model.id for model in services.presets.get("openai").models)
        steps = begin(window)
        assert list(steps.key.found) == ["OPENAI_API_KEY"]
        steps.key.found["OPENAI_API_KEY"].click()
        assert steps.key.tiles["openai"].isChecked()
        assert steps.key.key.text() == ""
        assert "OPENAI_API_KEY" in steps.key.key.placeholderText()
        steps.key.url.setText(upstream.base)
        steps.next.click()
        qtbot.waitUntil(lambda: not steps.next.is_busy(), timeout=WAIT_MS)
        assert steps.check.passed, steps.check.answer.note.text()
        steps.next.click()
        qtbot.waitUntil(lambda: steps.step() == CONNECT, timeout=WAIT_MS)
        (provider,) = call(services.providers.list())
        assert call(services.providers.reveal_key(provider.id, provider.keys[0].id)) == "sk-of-the-environment"
    steps.key.tiles["deepseek"].click()
    assert steps.key.secret() == ""
    steps.leave()
    qtbot.waitUntil(lambda: window._runner.pending == 0)


def test_a_tool_is_connected_after_its_change_was_shown(
    window: MainWindow, qtbot: QtBot, services: AppServices, home: Path
) -> None:
    settings = home / ".claude" / "settings.json"
    settings.parent.mkdir()
    settings.write_text('{"theme": "dark"}\n')
    with Upstream("anthropic") as upstream:
        steps = begin(window)
        steps.key.choose("custom-openai")
        steps.key.url.setText(upstream.base)
        steps.next.click()
        qtbot.waitUntil(lambda: not steps.next.is_busy(), timeout=WAIT_MS)
        steps.skip.click()
        qtbot.waitUntil(lambda: steps.step() == CONNECT, timeout=WAIT_MS)
        qtbot.waitUntil(lambda: "claude-code" in steps.connect_step.switches)
        steps.connect_step.switches["claude-code"].click()
        qtbot.waitUntil(lambda: bool(window.findChildren(FileChangesDialog)))
        assert json.loads(settings.read_text()) == {"theme": "dark"}, "only shown so far"
        dialog = window.findChildren(FileChangesDialog)[0]
        next(b for b in dialog.findChildren(Button) if b.text() == "Switch on").click()
        qtbot.waitUntil(lambda: bool(steps.connect_step.connected()))
        assert "ANTHROPIC_BASE_URL" in json.loads(settings.read_text())["env"]
        steps.next.click()
        assert "Claude Code" in steps.done_step.note.text()
    steps.leave()
    qtbot.waitUntil(lambda: window._runner.pending == 0)


def test_the_configuration_of_another_tool_is_offered(window: MainWindow, qtbot: QtBot, home: Path) -> None:
    file = home / ".claude-code-router" / "config.json"
    file.parent.mkdir()
    file.write_text(json.dumps({"Providers": [], "Router": {}}))
    steps = begin(window)
    qtbot.waitUntil(lambda: window._runner.pending == 0)
    offer = next(b for b in steps.key.findChildren(Button) if b.text().startswith("Import from"))
    offer.click()
    (dialog,) = window.findChildren(ImportConfigDialog)
    dialog.imported.emit()
    assert window.onboarding is None
    dialog.reject()
    qtbot.waitUntil(lambda: window._runner.pending == 0)


def test_a_list_of_models_that_is_refused_is_a_refused_key(window: MainWindow, qtbot: QtBot) -> None:
    with Upstream("openai-chat") as upstream:
        steps = begin(window)
        steps.key.tiles["custom-openai"].click()
        steps.key.url.setText(upstream.base)
        steps.key.key.setText("another-key")
        steps.next.click()
        qtbot.waitUntil(lambda: not steps.next.is_busy(), timeout=WAIT_MS)
        assert steps.check.title.text() == "OpenAI-compatible did not accept the key"
        assert steps.check.answer.title.text() == "Key rejected (401)"


def test_a_chosen_service_puts_the_cursor_where_it_is_typed_next(window: MainWindow, qtbot: QtBot) -> None:
    steps = begin(window)
    for key, field in (("custom-openai", steps.key.url), ("openai", steps.key.key)):
        steps.key.tiles[key].click()
        assert window.focusWidget() is field, key


def test_a_custom_service_is_called_by_its_host(window: MainWindow) -> None:
    steps = begin(window)
    steps.key.tiles["custom-openai"].click()
    steps.key.key.setText("a-key")
    for url, name in (
        ("https://api.relay.example/v1", "relay.example"),
        ("http://127.0.0.1:9/v1", "OpenAI-compatible"),
    ):
        steps.key.url.setText(url)
        draft = steps.key.draft()
        assert draft is not None
        assert draft.name == name
