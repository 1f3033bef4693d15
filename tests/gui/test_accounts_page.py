from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import httpx
import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtGui import QDesktopServices

from amux_desktop.gui.dialogs.add_account import AddAccountDialog, ClientSecretDialog
from amux_desktop.gui.pages.accounts import AccountsPage
from amux_desktop.oauth.vendors import Vendors
from tests.helpers.vendors import User, VendorServer
from tests.oauth.conftest import free_port

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.gui.main_window import MainWindow
    from amux_desktop.services import AppServices
    from amux_desktop.services.backend import BackendThread


@pytest.fixture
def codex(services: AppServices) -> Iterator[VendorServer]:
    with VendorServer("codex") as server, VendorServer("antigravity") as other:
        services._account_runtime._vendors = Vendors((server.vendor(free_port()), other.vendor(free_port())))
        yield server


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Addresses given to the browser."""
    seen: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(seen.append(url.toString()) or True))
    return seen


def page_of(window: MainWindow) -> AccountsPage:
    window.open_page("accounts")
    found = window.findChild(AccountsPage)
    assert found is not None
    return found


def sign_in(window: MainWindow, qtbot: QtBot, opened: list[str], count: int) -> None:
    page = page_of(window)
    qtbot.waitUntil(lambda: page._view is not None, timeout=5000)
    opened.clear()
    page.add.click()
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=5000)
    page_text = httpx.get(opened[0], follow_redirects=True)
    assert page_text.status_code == 200
    qtbot.waitUntil(lambda: len(page.cards) == count, timeout=5000)


def test_an_account_is_added_and_shown(
    window: MainWindow, qtbot: QtBot, codex: VendorServer, opened: list[str]
) -> None:
    codex.user = User("u1", "ana@example.com", plan="pro", left={"5h": 0.69, "week": 0.14})
    sign_in(window, qtbot, opened, 1)
    page = page_of(window)
    card = next(iter(page.cards.values()))
    assert card.health.text() == "Ready"
    assert "ana@example.com" in page._next.text()
    qtbot.waitUntil(lambda: any(view.used > 0.8 for card in page.cards.values() for view in card._quota), timeout=5000)


def test_the_pool_follows_the_segments_and_the_switch(
    window: MainWindow,
    qtbot: QtBot,
    codex: VendorServer,
    opened: list[str],
    services: AppServices,
    backend: BackendThread,
) -> None:
    sign_in(window, qtbot, opened, 1)
    page = page_of(window)
    page._on_strategy("fill_first")

    def strategy() -> str:
        return str(backend.submit(services.pools.show("codex")).result(5).pool.strategy)

    qtbot.waitUntil(lambda: strategy() == "fill_first", timeout=5000)
    next(iter(page.cards.values())).switch.click()
    qtbot.waitUntil(lambda: not next(iter(page.cards.values())).switch.isChecked(), timeout=5000)
    qtbot.waitUntil(lambda: "Nobody can serve" in page._next.text(), timeout=5000)


def test_a_denied_sign_in_says_so(window: MainWindow, qtbot: QtBot, codex: VendorServer, opened: list[str]) -> None:
    codex.browser = "deny"
    page = page_of(window)
    qtbot.waitUntil(lambda: page._view is not None, timeout=5000)
    page.new()
    dialog: Any = window.findChild(AddAccountDialog)
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=5000)
    httpx.get(opened[0], follow_redirects=True)
    qtbot.waitUntil(lambda: not dialog._problem.isHidden(), timeout=5000)
    assert "did not allow" in dialog._problem.accessibleName()
    dialog.reject()


def test_a_vendor_with_a_secret_asks_for_it_first(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    qtbot.waitUntil(lambda: page._view is not None, timeout=5000)
    page.vendor.set_key("antigravity")
    page.refresh()
    qtbot.waitUntil(lambda: page._view is not None and page._view.vendor.id == "antigravity", timeout=5000)
    page.new()
    dialog = window.findChild(ClientSecretDialog)
    assert dialog is not None
    dialog.reject()
