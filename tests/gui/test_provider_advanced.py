"""The folded part of a provider: it is saved, it is refused where it is wrong, and sealed values are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from amux_desktop.gui.main_window import MainWindow
from amux_desktop.services.records import NewProviderKey

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.services import AppServices


def test_advanced_fields_are_saved_kept_and_removed(
    window: MainWindow, qtbot: QtBot, services: AppServices, call: Any
) -> None:
    draft = services.providers.draft_of_preset(services.presets.get("deepseek"))
    provider = call(services.providers.add(draft, [NewProviderKey(secret="a-key")]))
    window.open_page("providers")
    page: Any = window.panel.page("providers")
    qtbot.waitUntil(lambda: page.detail.provider_id() == provider.id)
    part = page.detail.advanced
    assert not part.path.isVisible()
    part.fold.click()
    assert part.path.isVisible()
    part.add_header.click()
    name, value = part.header_rows[0]
    qtbot.keyClicks(name, "X-Team")
    qtbot.keyClicks(value, "blue")
    qtbot.keyClicks(part.path, "/v9/chat")
    qtbot.keyClicks(part.times["idle_s"], "long")
    qtbot.keyClicks(part.proxy, "http://user:secret@127.0.0.1:8080")
    page.save()
    assert part.time_blocks["idle_s"].error()
    part.times["idle_s"].clear()
    qtbot.keyClicks(part.times["idle_s"], "42.5")
    page.save()
    qtbot.waitUntil(lambda: not page.detail.is_changed(), timeout=10_000)
    saved = call(services.providers.get(provider.id))
    assert (saved.header_names, saved.chat_path, saved.timeouts.idle_s) == (("X-Team",), "/v9/chat", 42.5)
    assert saved.outbound_proxy == "http://***@127.0.0.1:8080"

    qtbot.waitUntil(lambda: part.drop_headers.isVisible(), timeout=10_000)
    assert part.proxy.text() == ""
    part.path.clear()
    qtbot.keyClicks(part.path, "/v10/chat")
    page.save()
    qtbot.waitUntil(lambda: call(services.providers.get(provider.id)).chat_path == "/v10/chat", timeout=10_000)
    assert call(services.providers.get(provider.id)).header_names == ("X-Team",)

    qtbot.waitUntil(lambda: not page.detail.is_changed() and part.drop_headers.isVisible(), timeout=10_000)
    part.drop_headers.click()
    part.drop_proxy.click()
    page.save()
    qtbot.waitUntil(lambda: call(services.providers.get(provider.id)).header_names == (), timeout=10_000)
    assert call(services.providers.get(provider.id)).outbound_proxy == ""
