from __future__ import annotations

import dataclasses
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from amux_desktop.gui.dialogs.add_account import AddAccountDialog, ClientSecretDialog
from amux_desktop.gui.dialogs.pool_settings import PoolSettingsDialog
from amux_desktop.gui.dialogs.quota_history import QuotaHistoryDialog
from amux_desktop.gui.pages.accounts import AccountsPage
from amux_desktop.gui.sidebar_marks import accounts_mark
from amux_desktop.oauth.vendors import Vendors
from amux_desktop.storage.records import Account, AccountTokens, QuotaSample
from tests.gui.test_clipping import cut_texts
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
    assert "ana@example.com" in page.pool.next.text()
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
    qtbot.waitUntil(lambda: "Nobody can serve" in page.pool.next.text(), timeout=5000)


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


HOUR = 3_600_000


def picture(window: MainWindow, name: str) -> None:
    """For a look with the eye: ACCOUNT_PICTURES names a folder."""
    folder = os.environ.get("ACCOUNT_PICTURES")
    if folder:
        for width, height in ((960, 640), (1280, 800)):
            window.resize(width, height)
            QApplication.processEvents()
            window.grab().save(str(Path(folder) / f"{width}-{name}"))


@pytest.fixture
def team(services: AppServices, call: Callable[[Any], Any], codex: VendorServer) -> dict[str, str]:
    """Ids by name of four accounts in different states, with a history of quotas."""
    now = int(time.time() * 1000)
    people = (
        ("lin.wei@example.com", "active", 0.31, 0.46),
        ("dev-team@example.com", "active", 0.12, 0.86),
        ("m.okafor@example.org", "limited", 1.0, 0.72),
        ("old.account@example.net", "expired", 0.0, 0.0),
    )

    def work(store: Any) -> dict[str, str]:
        ids = {}
        for email, state, five, week in people:
            quota = {
                "5h": {"used": five, "resets_ms": now + 2 * HOUR, "minutes": 300},
                "week": {"used": week, "resets_ms": now + 60 * HOUR, "minutes": 10_080},
            }
            account = Account(
                id="", vendor="codex", subject=email, email=email, plan="ChatGPT Plus", verified=True, quota=quota
            )
            saved = store.accounts.save(account, AccountTokens(access_token="t", refresh_token="r"))
            reason = {"limited": "The usage limit has been reached", "expired": "The refresh token was revoked"}
            until = now + HOUR // 2 if state == "limited" else None
            store.accounts.set_state(
                dataclasses.replace(saved, state=state, state_reason=reason.get(state, ""), next_try_ms=until)
            )
            for step in range(12):
                used = five * step / 11
                at = now - (11 - step) * HOUR // 6
                sample = QuotaSample(account_id=saved.id, at_ms=at, window="5h", used=used, resets_ms=now + 2 * HOUR)
                store.accounts.add_quota_sample(sample)
            ids[email.split("@")[0]] = saved.id
        return ids

    ids: dict[str, str] = call(services.store.write(work))
    call(services._account_runtime.fit_provider("codex"))
    return ids


def shown(window: MainWindow, qtbot: QtBot, count: int) -> AccountsPage:
    page = page_of(window)
    qtbot.waitUntil(lambda: len(page.cards) == count and page.context.runner.pending == 0, timeout=5000)
    return page


def test_the_picture_says_who_is_next_and_why(
    window: MainWindow, qtbot: QtBot, team: dict[str, str], services: AppServices, call: Callable[[Any], Any]
) -> None:
    page = shown(window, qtbot, 4)
    assert page.pool.next.text() == "The next new conversation goes to lin.wei@example.com: it has most quota left."
    picture(window, "pool.png")
    cards = {account: page.cards[account] for account in team.values()}
    assert list(cards) == list(page.cards), "in the order in which they were added"
    assert cards[team["m.okafor"]].health.text() == "Rate limited"
    qtbot.waitUntil(lambda: cards[team["old.account"]].sign_in.isVisible())
    # A failure is said with its time, and the same widgets show the new state.
    services._account_runtime.pools["codex"].failed(team["lin.wei"], "the vendor is overloaded")
    page.refresh()
    qtbot.waitUntil(lambda: page.context.runner.pending == 0)
    assert page.cards[team["lin.wei"]] is cards[team["lin.wei"]]
    picture(window, "error.png")
    token, words = accounts_mark(call(services.accounts.list()))
    assert token == "warn"
    assert str(words).startswith("2 account")
    for span in ("week", "month", "all"):
        page.period.set_key(span)
        page.refresh()
        qtbot.waitUntil(lambda: page.context.runner.pending == 0)
        assert "0 requests" in page.cards[team["lin.wei"]].usage.text()


def test_the_rules_of_a_pool_and_its_weights_are_saved_together(
    window: MainWindow, qtbot: QtBot, team: dict[str, str], services: AppServices, call: Callable[[Any], Any]
) -> None:
    page = shown(window, qtbot, 4)
    page.pool.settings.click()
    dialog: Any = window.findChild(PoolSettingsDialog)
    picture(window, "settings.png")
    dialog.radios["round_robin"].click()
    dialog.minutes.setText("soon")
    dialog.confirm.click()
    assert not dialog.isHidden()
    assert call(services.pools.show("codex")).pool.strategy == "quota_aware", (
        "nothing is saved while something is wrong"
    )
    dialog.minutes.setText("15")
    dialog.protect.setText("10")
    dialog.weights[team["dev-team"]].setText("3")
    dialog.confirm.click()
    qtbot.waitUntil(lambda: call(services.pools.show("codex")).protect_percent == 10, timeout=5000)
    view = call(services.pools.show("codex"))
    assert (view.pool.strategy, view.affinity_minutes) == ("round_robin", 15)
    assert call(services.accounts.get(team["dev-team"])).weight == 3
    qtbot.waitUntil(lambda: "dev-team@example.com: it is its turn" in page.pool.next.text(), timeout=5000)


def test_the_history_of_a_quota_has_a_chart_and_a_forecast(
    window: MainWindow, qtbot: QtBot, team: dict[str, str]
) -> None:
    page = shown(window, qtbot, 4)
    page.cards[team["lin.wei"]].action.emit("history")
    dialog: Any = window.findChild(QuotaHistoryDialog)
    qtbot.waitUntil(lambda: "5-hour window" in dialog.chart.summary(), timeout=5000)
    assert "5-hour window: 31% used" in dialog.chart.summary()
    picture(window, "history.png")
    dialog.reject()


def test_a_code_on_another_device_signs_in(
    window: MainWindow, qtbot: QtBot, codex: VendorServer, opened: list[str]
) -> None:
    page = page_of(window)
    qtbot.waitUntil(lambda: page._view is not None, timeout=5000)
    page.new()
    dialog: Any = window.findChild(AddAccountDialog)
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=5000)
    dialog.device.click()
    qtbot.waitUntil(lambda: dialog.code.isVisible() and dialog._ticket is not None, timeout=5000)
    assert dialog._ticket.user_code == "ABCD-1234"
    picture(window, "device.png")
    codex.device_confirmed = True
    qtbot.waitUntil(lambda: len(page.cards) == 1, timeout=5000)


def test_the_picture_is_drawn_for_a_model_where_limits_differ_by_model(
    window: MainWindow, qtbot: QtBot, codex: VendorServer, services: AppServices, call: Callable[[Any], Any]
) -> None:
    now = int(time.time() * 1000)
    models = ("gemini-3-pro-high", "gemini-3-flash", "gemini-2.5-flash", "claude-opus-4-5-thinking", "gpt-oss-120b")

    def work(store: Any) -> None:
        for person, spent in (("ana", 0.0), ("bo", 1.0)):
            quota = {
                name: {"used": spent if name == models[0] else 0.2 * place, "resets_ms": now + 2 * HOUR, "minutes": 0}
                for place, name in enumerate(models)
            }
            account = Account(id="", vendor="antigravity", subject=person, email=f"{person}@example.com", quota=quota)
            store.accounts.save(account, AccountTokens(access_token="t", refresh_token="r"))

    call(services.store.write(work))
    call(services._account_runtime.fit_provider("antigravity"))
    page = page_of(window)
    page.vendor.set_key("antigravity")
    page.refresh()
    qtbot.waitUntil(lambda: len(page.cards) == 2, timeout=5000)
    assert page.pool.model.isVisible()
    page.pool.model.choose(models[0])
    qtbot.waitUntil(lambda: page.pool.next.text().endswith("ana@example.com: nobody else is ready."), timeout=5000)
    picture(window, "antigravity.png")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_nothing_is_cut_with_accounts_in_every_state(
    window: MainWindow,
    qtbot: QtBot,
    team: dict[str, str],
    services: AppServices,
    call: Callable[[Any], Any],
    language: str,
) -> None:
    services._account_runtime.pools["codex"].failed(
        team["lin.wei"], "the vendor is overloaded and asks to come back later"
    )
    call(services.settings.update({"appearance.language": language}))
    page = shown(window, qtbot, 4)
    for width, height, size in ((1280, 800, 100), (960, 640, 100), (1280, 800, 125)):
        call(services.settings.update({"appearance.text_size": size}))
        window.resize(width, height)
        page.refresh()
        qtbot.waitUntil(lambda: page.context.runner.pending == 0)
        qtbot.wait(30)
        assert cut_texts(window) == [], (width, size)
