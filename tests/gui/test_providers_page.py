"""The Providers page: order by mouse, copies, several keys, what is left of the money."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import QPoint, Qt

from amux_desktop.gui.dialogs.add_key import AddKeyDialog
from amux_desktop.gui.dialogs.base import ConfirmDialog
from amux_desktop.gui.main_window import MainWindow
from amux_desktop.services.balance import Balance
from amux_desktop.services.records import NewProviderKey

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.services import AppServices

WAIT_MS = 10_000


def providers_page(window: MainWindow, qtbot: QtBot, services: AppServices, call: Any, *presets: str) -> Any:
    for preset in presets:
        draft = services.providers.draft_of_preset(services.presets.get(preset))
        call(services.providers.add(draft, [NewProviderKey(secret=f"key-of-{preset}-1234")]))
    window.open_page("providers")
    page: Any = window.panel.page("providers")
    qtbot.waitUntil(lambda: page.model.rowCount() == len(presets) and bool(page.detail.provider_id()), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window._runner.pending == 0, timeout=WAIT_MS)
    return page


@pytest.fixture(autouse=True)
def _no_requests(services: AppServices, monkeypatch: pytest.MonkeyPatch) -> None:
    """No balance is asked for at a real vendor."""
    monkeypatch.setattr(services.providers, "has_balance", lambda _provider: False)


def visible(window: MainWindow, kind: type) -> Any:
    return next(item for item in window.findChildren(kind) if item.isVisible())


def test_a_provider_is_dragged_to_another_place(
    window: MainWindow, qtbot: QtBot, services: AppServices, call: Any
) -> None:
    page = providers_page(window, qtbot, services, call, "deepseek", "moonshot", "qwen")
    view = page.list.viewport()
    first, last = (page.list.visualRect(page.model.index(row, 0)) for row in (0, 2))
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=first.center())
    qtbot.mouseMove(view, first.center() + QPoint(0, 20))
    qtbot.mouseMove(view, last.center() + QPoint(0, last.height() // 2 - 2))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=last.center() + QPoint(0, last.height() // 2 - 2))
    wanted = ["moonshot", "qwen", "deepseek"]
    qtbot.waitUntil(lambda: [p.slug for p in call(services.providers.list())] == wanted, timeout=WAIT_MS)


def test_a_copy_has_its_own_name_and_path(window: MainWindow, qtbot: QtBot, services: AppServices, call: Any) -> None:
    page = providers_page(window, qtbot, services, call, "deepseek")
    page.duplicate_current()
    qtbot.waitUntil(lambda: page.model.rowCount() == 2, timeout=WAIT_MS)
    first, copy = call(services.providers.list())
    assert first.name != copy.name
    assert first.slug != copy.slug
    assert first.base_url == copy.base_url


def test_keys_are_added_shown_and_deleted(window: MainWindow, qtbot: QtBot, services: AppServices, call: Any) -> None:
    page = providers_page(window, qtbot, services, call, "deepseek")
    keys = page.detail.keys
    keys.field.actions()[0].trigger()
    qtbot.waitUntil(lambda: keys.field.placeholderText() == "key-of-deepseek-1234", timeout=WAIT_MS)
    keys._add.click()
    form = visible(window, AddKeyDialog)
    qtbot.keyClicks(form.secret, "another-key-5678")
    qtbot.keyClicks(form.label, "work")
    qtbot.keyClick(form.label, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(call(services.providers.get("deepseek")).keys) == 2, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: keys._list.isVisible(), timeout=WAIT_MS)
    stored = call(services.providers.get("deepseek"))
    keys._ask_remove(stored, stored.keys[1])
    dialog = visible(window, ConfirmDialog)
    assert len(call(services.providers.get("deepseek")).keys) == 2
    dialog.confirm.click()
    qtbot.waitUntil(lambda: len(call(services.providers.get("deepseek")).keys) == 1, timeout=WAIT_MS)


def test_what_is_left_is_shown_and_little_of_it_in_amber(
    window: MainWindow, qtbot: QtBot, services: AppServices, call: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def balance(_ref: str) -> Balance:
        return Balance(amount=Decimal("1.5"), currency="CNY", low=True)

    monkeypatch.setattr(services.providers, "has_balance", lambda _provider: True)
    monkeypatch.setattr(services.providers, "balance", balance)
    page = providers_page(window, qtbot, services, call, "deepseek")
    qtbot.waitUntil(lambda: page.detail._balance.isVisible(), timeout=WAIT_MS)
    assert page.detail._balance.text() == "1.50 CNY left"
    assert page.detail._balance._tone == "warn"
