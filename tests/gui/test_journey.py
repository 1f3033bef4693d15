"""The way of a user through the window: add a provider, make a proxy, send a request, see it, look into it, send it again."""

from __future__ import annotations

import json
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
from amux_desktop.gui.widgets.button import Button
from amux_desktop.services.records import BridgeProxyDraft, NewProviderKey, ProxyTarget
from tests.helpers.upstream import Upstream
from tests.helpers.window import WAIT_MS, ask, dialog, open_page

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.services import AppServices


async def add_proxy(services: AppServices, upstream: Upstream) -> str:
    """A provider on loopback behind a proxy that speaks Anthropic."""
    draft = services.providers.draft_of_preset(
        services.presets.get("custom-openai"), name="Loop", slug="loop", base_url=upstream.base, models=["big-model"]
    )
    provider = await services.providers.add(draft, [NewProviderKey(secret="upstream-key")])
    target = ProxyTarget(kind="provider", target_id=provider.id, model="big-model")
    proxy = await services.proxies.add(
        BridgeProxyDraft(name="Claude here", slug="claude-here", inbound="anthropic", targets=(target,))
    )
    return proxy.id


def test_provider_is_added_tested_and_edited_by_hand(
    window: MainWindow, qtbot: QtBot, services: AppServices, call: Any
) -> None:
    with Upstream("openai-chat") as upstream:
        page = open_page(window, "providers")
        page.new()
        form = dialog(window, AddProviderDialog)
        form.tiles[""].click()
        form.more.choose("custom-openai")
        form.add_confirm.click()
        assert form.url_block.error() == "Enter the address of the service"
        qtbot.keyClicks(form.name, "")
        form.name.clear()
        qtbot.keyClicks(form.name, "Loop")
        qtbot.keyClicks(form.url, upstream.base)
        qtbot.keyClicks(form.key, "upstream-key")
        qtbot.keyClick(form.key, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: page.detail.provider_id() != "", timeout=WAIT_MS)
        assert [provider.name for provider in call(services.providers.list())] == ["Loop"]

        page.detail.models.fetch()
        qtbot.waitUntil(lambda: len(page.detail.models.rows()) == 2, timeout=WAIT_MS)
        page.detail.models.rows()[0].box.click()
        assert page.detail.is_changed()
        page.save()
        qtbot.waitUntil(lambda: not page.detail.is_changed(), timeout=WAIT_MS)
        assert [model.id for model in call(services.providers.get("loop")).models if model.enabled] == ["big-model"]

        page.detail.keys.test_button.click()
        qtbot.waitUntil(lambda: page.detail.banner.isVisible(), timeout=WAIT_MS)
        assert page.detail.banner.accessibleName().startswith("Connected in")

        upstream.behaviour.key = "another-key"
        page.detail.keys.test_button.click()
        qtbot.waitUntil(lambda: "Loop rejected the key (401)" in page.detail.banner.accessibleName(), timeout=WAIT_MS)
        steps = {button.text(): button for button in page.detail.banner.findChildren(Button)}
        steps["Replace key"].click()
        assert window.focusWidget() is page.detail.keys.field
        steps["Details"].click()
        logs = open_page(window, "logs")
        qtbot.waitUntil(lambda: logs.inspector.isVisible(), timeout=WAIT_MS)


def test_deleting_a_provider_can_be_undone(window: MainWindow, qtbot: QtBot, services: AppServices, call: Any) -> None:
    draft = services.providers.draft_of_preset(services.presets.get("deepseek"))
    call(services.providers.add(draft, [NewProviderKey(secret="a-key-of-mine")]))
    page = open_page(window, "providers")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.model.rowCount() == 0, timeout=WAIT_MS)
    # The row goes with the event, the toast comes with the answer: either may be first.
    qtbot.waitUntil(lambda: any(toast.action is not None for toast in window.toasts.toasts()), timeout=WAIT_MS)
    next(toast.action for toast in window.toasts.toasts() if toast.action is not None).click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=WAIT_MS)
    restored = call(services.providers.list())[0]
    assert call(services.providers.reveal_key(restored.id, restored.keys[0].id)) == "a-key-of-mine"


def test_provider_in_use_says_by_whom(window: MainWindow, qtbot: QtBot, services: AppServices, call: Any) -> None:
    with Upstream("openai-chat") as upstream:
        call(add_proxy(services, upstream))
        page = open_page(window, "providers")
        qtbot.waitUntil(lambda: page.model.rowCount() == 1)
        page.delete_current()
        qtbot.waitUntil(lambda: any("still in use" in label.text() for label in _labels(window)), timeout=WAIT_MS)
        assert any("Claude here" in label.text() for label in _labels(window))


def _labels(window: MainWindow) -> list[Any]:
    from amux_desktop.gui.widgets.label import Label

    return [label for label in window.findChildren(Label) if label.isVisible()]


def test_providers_are_reordered_with_the_keyboard(
    window: MainWindow, qtbot: QtBot, services: AppServices, call: Any
) -> None:
    for preset in ("deepseek", "moonshot"):
        call(services.providers.add(services.providers.draft_of_preset(services.presets.get(preset))))
    page = open_page(window, "providers")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    qtbot.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: [p.slug for p in call(services.providers.list())] == ["moonshot", "deepseek"])


def test_unsaved_edits_are_asked_for(window: MainWindow, qtbot: QtBot, services: AppServices, call: Any) -> None:
    call(services.providers.add(services.providers.draft_of_preset(services.presets.get("deepseek"))))
    page = open_page(window, "providers")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    qtbot.keyClicks(page.detail.url, "/more")
    window.open_page("proxies")
    assert window.panel.current() is page
    from amux_desktop.gui.dialogs.unsaved import UnsavedDialog

    buttons = {button.text(): button for button in dialog(window, UnsavedDialog).findChildren(type(page.test_all))}
    buttons["Discard"].click()
    assert window.panel.current().key == "proxies"  # type: ignore[union-attr]  # a page is shown
    assert call(services.providers.get("deepseek")).base_url == "https://api.deepseek.com"


def test_proxy_is_made_with_a_mapping_and_a_fallback(
    window: MainWindow, qtbot: QtBot, services: AppServices, call: Any
) -> None:
    for preset in ("deepseek", "moonshot"):
        draft = services.providers.draft_of_preset(services.presets.get(preset))
        call(services.providers.add(draft, [NewProviderKey(secret="k")]))
    page = open_page(window, "proxies")
    qtbot.waitUntil(lambda: len(page._providers) == 2)
    page.new()
    form = dialog(window, ProxyEditor)
    qtbot.waitUntil(lambda: form.answers.key() != "")
    qtbot.keyClicks(form.name, "My GPT")
    qtbot.waitUntil(lambda: form.slug.text() == "my-gpt")
    form.mappings._on_add()
    source, target = form.mappings.rows[0]
    qtbot.keyClicks(source, "gpt-*")
    form.save_button.click()
    assert not call(services.proxies.list())  # the half-filled row is refused
    target.choose("deepseek-chat")
    form.fallbacks._on_add()
    form.save_button.click()
    qtbot.waitUntil(lambda: len(page.rows) == 1, timeout=WAIT_MS)
    proxy = call(services.proxies.get("my-gpt"))
    assert (proxy.mappings[0].source, proxy.mappings[0].target, proxy.mappings[0].kind) == (
        "gpt-*",
        "deepseek-chat",
        "glob",
    )
    assert len(proxy.targets) == 2


def test_request_is_seen_live_inspected_and_sent_again(
    window: MainWindow, qtbot: QtBot, services: AppServices, call: Any
) -> None:
    with Upstream("openai-chat") as upstream:
        call(services.settings.update({"logs.bodies": True}))
        call(add_proxy(services, upstream))
        tokens = open_page(window, "tokens")
        tokens.new()
        form = dialog(window, TokenDialog)
        qtbot.keyClicks(form.name, "Test app")
        qtbot.keyClick(form.name, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(window.findChildren(TokenOnceDialog)), timeout=WAIT_MS)
        once = dialog(window, TokenOnceDialog)
        qtbot.keyClick(once, Qt.Key.Key_Escape)
        assert once.isVisible()  # only "I saved it" closes it
        once.copy.click()
        token = QApplication.clipboard().text()
        assert token.startswith("sk-amux.")
        once.accept()

        dashboard = open_page(window, "dashboard")
        call(services.proxy.start())
        assert ask(services, token) == 200
        qtbot.waitUntil(lambda: bool(dashboard.latest.rows), timeout=WAIT_MS)
        assert dashboard.latest.rows[0].row.target_model == "big-model"
        qtbot.waitUntil(lambda: "1" in dashboard.requests.accessibleName(), timeout=WAIT_MS)

        logs = open_page(window, "logs")
        qtbot.waitUntil(lambda: logs.model.rowCount() == 1, timeout=WAIT_MS)
        assert ask(services, token) == 200
        qtbot.waitUntil(lambda: logs.model.rowCount() == 2, timeout=WAIT_MS)
        logs.table.setCurrentIndex(logs.model.index(1, 0))
        inspector = logs.inspector
        qtbot.waitUntil(lambda: inspector._log is not None and bool(inspector._bodies), timeout=WAIT_MS)
        inspector.tabs.setCurrentIndex(1)
        qtbot.waitUntil(lambda: "claude-x" in inspector.code.text(), timeout=WAIT_MS)
        assert token not in inspector.code.text()
        inspector.tabs.setCurrentIndex(2)
        qtbot.waitUntil(lambda: "big-model" in inspector.code.text(), timeout=WAIT_MS)

        asked = len(upstream.asked)
        inspector.replay()
        again = dialog(window, ReplayDialog)
        again.send.click()
        qtbot.waitUntil(lambda: again.after.text() != "", timeout=WAIT_MS)
        assert len(upstream.asked) == asked + 1
        assert "sunny" in again.after.text()


def test_logs_filter_and_export(
    window: MainWindow, qtbot: QtBot, services: AppServices, call: Any, tmp_path: Any
) -> None:
    from amux_desktop.gui.demo import fill

    call(fill(services, requests=450))
    call(services.logs.count())
    qtbot.waitUntil(lambda: call(services.logs.count()) == 450, timeout=WAIT_MS)
    page = open_page(window, "logs")
    qtbot.waitUntil(lambda: page.model.rowCount() == 200, timeout=WAIT_MS)

    def further_rows() -> bool:
        page.table.scrollToBottom()  # again, when rows that were just written made the page load anew
        return bool(page.model.rowCount() >= 400)

    qtbot.waitUntil(further_rows, timeout=WAIT_MS)
    page.filters.outcome.setCurrentIndex(2)
    qtbot.waitUntil(lambda: 0 < page.model.rowCount() < 100, timeout=WAIT_MS)
    failed = page.model.rowCount()
    page.export_to(tmp_path / "failed.json", "json")
    qtbot.waitUntil(lambda: (tmp_path / "failed.json").exists(), timeout=WAIT_MS)
    assert len(json.loads((tmp_path / "failed.json").read_text())) == failed
    page.filters.search.setText("no such model anywhere")
    qtbot.waitUntil(lambda: page._no_match.isVisible(), timeout=WAIT_MS)


def test_settings_are_saved_at_once_and_refused_with_a_reason(
    window: MainWindow, qtbot: QtBot, services: AppServices, call: Any
) -> None:
    page = open_page(window, "settings")
    page.select("proxy")
    port = page.controls["proxy.port"]
    port.field.setText("99999999")
    port.field.editingFinished.emit()
    assert "65535" in port.description.text()
    port.field.setText("9600")
    port.field.editingFinished.emit()
    qtbot.waitUntil(lambda: services.settings.current.proxy_port == 9600, timeout=WAIT_MS)
    page.select("general")
    page.controls["app.start_minimized"].control.click()
    qtbot.waitUntil(lambda: services.settings.current.app_start_minimized, timeout=WAIT_MS)
