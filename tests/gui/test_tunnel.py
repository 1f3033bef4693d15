"""The tunnel's page, over stand-ins for cloudflared and for Cloudflare's API."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtWidgets import QWidget

from amux_desktop.core.events import EventBus
from amux_desktop.core.paths import AppPaths
from amux_desktop.gui.commands import window_commands
from amux_desktop.gui.dialogs.base import ConfirmDialog
from amux_desktop.gui.dialogs.qr_code import QrCodeDialog
from amux_desktop.gui.dialogs.token_form import TokenDialog
from amux_desktop.gui.dialogs.token_once import TokenOnceDialog
from amux_desktop.gui.dialogs.tunnel_setup import AccountTunnelDialog, RoutesDialog, TokenTunnelDialog
from amux_desktop.gui.main_window import MainWindow
from amux_desktop.gui.models.tunnel_access import APP, FROM, REQUEST, STATUS
from amux_desktop.gui.pages.tunnel import TunnelPage
from amux_desktop.gui.pages.tunnel_card import uptime
from amux_desktop.gui.sidebar_marks import SidebarMarks
from amux_desktop.gui.tray import Tray
from amux_desktop.gui.tray_tunnel import TrayTunnel
from amux_desktop.gui.widgets.button import Button
from amux_desktop.services import AppServices
from amux_desktop.services.backend import BackendThread
from amux_desktop.services.records import ApiTokenDraft
from amux_desktop.services.tunnel import TunnelParts
from amux_desktop.storage.opening import open_storage
from amux_desktop.tunnel.manifest import Manifest, Pin
from amux_desktop.tunnel.platforms import this_platform
from amux_desktop.tunnel.supervisor import Timing
from tests.helpers.cloudflare_api import TOKEN, CloudflareApiStandIn, token_of
from tests.helpers.cloudflared import HOSTNAME, Cloudflared
from tests.helpers.profile import lay_database

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.gui.event_relay import EventRelay
    from amux_desktop.gui.tasks import TaskRunner

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script with a first line for POSIX")
Call = Callable[[Any], Any]
FAST = Timing(
    starting_poll_s=0.02, steady_poll_s=0.05, connect_s=5, grace_s=0.4, first_pause_s=0.05, longest_pause_s=0.2
)


@pytest.fixture
def program(tmp_path: Path) -> Cloudflared:
    return Cloudflared(tmp_path / "bin")


@pytest.fixture
def cloudflare() -> Iterator[CloudflareApiStandIn]:
    with CloudflareApiStandIn() as running:
        yield running


@pytest.fixture
def services(
    backend: BackendThread, amux_home: Path, program: Cloudflared, cloudflare: CloudflareApiStandIn
) -> Iterator[AppServices]:
    """In the place of the shared fixture: with stand-ins."""
    lay_database(amux_home)
    bus = EventBus()
    pins = {this_platform(): Pin("cloudflared", "0" * 64, None)}
    parts = TunnelParts(Manifest("2026.9.1", "http://127.0.0.1:9/{version}/{asset}", pins), cloudflare.base, (), FAST)

    async def build() -> AppServices:
        opened = open_storage(AppPaths.at(amux_home), events=bus)
        made = await AppServices(opened, bus, version="0.1.0", tunnel=parts).open()
        await made.settings.update(
            {
                "proxy.port": 0, "tunnel.port": 0, "tunnel.cloudflared_path": str(program.path),
                "proxy.outbound_proxy": "none", "appearance.language": "en", "appearance.theme": "light",
                "appearance.reduce_motion": "on",
            }
        )  # fmt: skip
        return made

    made = backend.submit(build()).result(20)
    yield made
    backend.submit(made.aclose()).result(20)


@pytest.fixture
def token(services: AppServices, call: Call) -> str:
    return str(call(services.tokens.create(ApiTokenDraft(name="Lobe", permissions=("proxy", "tunnel")))).text)


@pytest.fixture
def page(window: MainWindow, services: AppServices, runner: TaskRunner, relay: EventRelay, qtbot: QtBot) -> TunnelPage:
    SidebarMarks(window, services, runner, relay)
    window.open_page("tunnel")
    found = window.panel.current()
    assert isinstance(found, TunnelPage)
    qtbot.waitUntil(lambda: found._view is not None)
    return found


def opened(window: MainWindow, kind: type[QWidget], qtbot: QtBot) -> Any:
    qtbot.waitUntil(lambda: any(item.isVisible() for item in window.findChildren(kind)))
    return next(item for item in window.findChildren(kind) if item.isVisible())


def banner_button(page: TunnelPage, qtbot: QtBot, text: str) -> Button:
    def find() -> Button | None:
        buttons = page.banner.findChildren(Button)
        return next((item for item in buttons if item.text() == text and not item.isHidden()), None)

    qtbot.waitUntil(lambda: page.banner.isVisible() and find() is not None)
    found = find()
    assert found is not None
    return found


def state_is(page: TunnelPage, *states: str) -> Callable[[], bool]:
    return lambda: page.services.tunnel.status.state in states


def test_from_start_to_stop(page: TunnelPage, token: str, qtbot: QtBot, window: MainWindow, call: Call) -> None:
    qtbot.waitUntil(lambda: page._view is not None and bool(page._view.tokens))
    assert page.setup.isVisible()
    page.card.start.click()
    qtbot.waitUntil(lambda: page.card.stop.isVisible(), timeout=8000)
    assert page.card._field.accessibleName() == f"https://{HOSTNAME}"
    assert page.card._values["edge"].text() == "HKG, NRT"
    qtbot.waitUntil(lambda: "on" in window.sidebar.items["tunnel"].accessibleName().split(", "))
    base = f"http://127.0.0.1:{page.services.tunnel._listener.port}"
    sent = {"cf-connecting-ip": "203.0.113.24", "cf-ipcountry": "SG", "authorization": f"Bearer {token}"}
    with httpx.Client(trust_env=False, verify=False) as client:
        client.get(f"{base}/wp-login.php", headers=sent)
        client.get(f"{base}/proxies/none/v1/models", headers={**sent, "user-agent": "LobeChat/1.0"})
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    shown = [page.model.data(page.model.index(1, column)) for column in (STATUS, REQUEST, FROM, APP)]
    assert shown == ["404", "GET /wp-login.php", "203.0.113.24 SG", "no token"]
    assert page.model.data(page.model.index(0, APP)) == "LobeChat"
    assert page.card._values["refused"].text() == "1"
    page.card.qr.click()
    code = opened(window, QrCodeDialog, qtbot)
    assert HOSTNAME in code.code.accessibleName()
    code.accept()
    page.clear.click()
    assert page.model.rowCount() == 0
    page._show_tab("log")
    qtbot.waitUntil(lambda: "Registered tunnel connection" in page.log.text())
    page.card.stop.click()
    qtbot.waitUntil(lambda: page.card.start.isVisible() and page.setup.isVisible(), timeout=8000)


def test_without_tokens_required_it_asks_first(
    page: TunnelPage, token: str, qtbot: QtBot, window: MainWindow, call: Call
) -> None:
    call(page.services.settings.update({"proxy.auth_required": False}))
    banner_button(page, qtbot, "Require tokens")
    page.card.start.click()
    opened(window, ConfirmDialog, qtbot).confirm.click()
    qtbot.waitUntil(state_is(page, "running"), timeout=8000)
    assert page.services.settings.current.proxy_auth_required
    assert page._required.isVisible()


def test_without_a_token_for_it_one_is_made(page: TunnelPage, qtbot: QtBot, window: MainWindow, call: Call) -> None:
    banner_button(page, qtbot, "New token")
    page.card.start.click()
    dialog = opened(window, TokenDialog, qtbot)
    assert dialog.tunnel.isChecked()
    dialog.name.setText("guest")
    dialog.confirm.click()
    opened(window, TokenOnceDialog, qtbot).accept()
    (made,) = call(page.services.tokens.list())
    assert made.permissions == ("proxy", "tunnel")
    qtbot.waitUntil(lambda: not page.banner.isVisible())


def test_a_failure_says_why_and_can_be_tried_again(
    page: TunnelPage, token: str, qtbot: QtBot, program: Cloudflared, window: MainWindow
) -> None:
    program.behave("rate_limited")
    page.card.start.click()
    qtbot.waitUntil(lambda: page.card.show_log.isVisible(), timeout=8000)
    assert "Try again in 5 minutes" in page.card.accessibleName()
    assert "429 Too Many Requests" in page.log.text()
    qtbot.waitUntil(lambda: "failed" in window.sidebar.items["tunnel"].accessibleName())
    program.behave()
    page.card.start.click()
    qtbot.waitUntil(lambda: page.card.stop.isVisible(), timeout=8000)


def test_a_start_can_be_cancelled(page: TunnelPage, token: str, qtbot: QtBot, program: Cloudflared) -> None:
    program.behave(ready=0)
    page.card.start.click()
    qtbot.waitUntil(lambda: page.card.cancel.isVisible() and " · " in page.card._line.text(), timeout=8000)
    page.card.cancel.click()
    qtbot.waitUntil(state_is(page, "off"), timeout=8000)


def test_without_cloudflared_it_offers_to_fetch_it(
    page: TunnelPage, token: str, qtbot: QtBot, tmp_path: Path, call: Call, window: MainWindow
) -> None:
    call(page.services.settings.update({"tunnel.cloudflared_path": str(tmp_path / "nothing")}))
    fetch = banner_button(page, qtbot, "Fetch cloudflared")
    assert not page.card.start.isEnabled()
    fetch.click()
    assert page._download.isVisible()
    # Nobody listens on port 9: the download fails, and the page says so and offers it again.
    qtbot.waitUntil(lambda: not page._download.isVisible(), timeout=8000)
    banner_button(page, qtbot, "Fetch cloudflared")


def test_the_account_tunnel_is_set_up_and_deleted(
    page: TunnelPage, token: str, qtbot: QtBot, window: MainWindow, call: Call, cloudflare: CloudflareApiStandIn
) -> None:
    cloudflare.add_record("amux.example.com", "A", "192.0.2.7")
    call(page.services.tunnel.configure(mode="account"))
    qtbot.waitUntil(lambda: page.setup.change.text() == "Set up…")
    page.setup.change.click()
    dialog = opened(window, AccountTunnelDialog, qtbot)
    dialog.token.setText("wrong")
    dialog.name.setText("amux.example.com")
    dialog.confirm.click()
    qtbot.waitUntil(lambda: "does not know this API token" in dialog.token_block.error())
    dialog.token.setText(TOKEN)
    dialog.confirm.click()
    qtbot.waitUntil(lambda: "192.0.2.7" in dialog.name_block.error())
    dialog.replace.setChecked(True)
    dialog.confirm.click()
    qtbot.waitUntil(lambda: page.setup._detail_text.text() == "https://amux.example.com")
    page.setup.delete.click()
    opened(window, ConfirmDialog, qtbot).confirm.click()
    qtbot.waitUntil(lambda: page.setup.mode.key() == "quick")
    assert not cloudflare.records


def test_a_token_of_a_tunnel_is_taken(page: TunnelPage, qtbot: QtBot, window: MainWindow, call: Call) -> None:
    call(page.services.tunnel.configure(mode="token"))
    qtbot.waitUntil(lambda: page.setup.change.text() == "Enter token…")
    page.setup.change.click()
    dialog = opened(window, TokenTunnelDialog, qtbot)
    dialog.token.setText("nonsense")
    dialog.confirm.click()
    qtbot.waitUntil(lambda: "not the token" in dialog.token_block.error())
    dialog.token.setText(f"cloudflared service install {token_of('t')}")
    dialog.confirm.click()
    qtbot.waitUntil(lambda: page.setup.change.text() == "Change…")


def test_what_it_leads_to_is_chosen(page: TunnelPage, qtbot: QtBot, window: MainWindow, call: Call) -> None:
    page.setup.routes.click()
    dialog = opened(window, RoutesDialog, qtbot)
    dialog.boxes["proxies/*"].setChecked(False)
    dialog.boxes["v1"].setChecked(True)
    dialog.confirm.click()
    qtbot.waitUntil(lambda: page.setup._routes_text.text() == "every model (/v1)")
    assert call(page.services.tunnel.view()).config.routes == ("v1",)


def test_the_tray_starts_it_and_copies_the_address(
    services: AppServices, token: str, runner: TaskRunner, relay: EventRelay, qtbot: QtBot, qapp: Any
) -> None:
    opened: list[str] = []
    tray = TrayTunnel(Tray(), services, runner, relay, lambda: opened.append("tunnel"))
    switch, copy, show = tray.menu().actions()
    assert not copy.isEnabled()
    switch.trigger()
    qtbot.waitUntil(copy.isEnabled, timeout=8000)
    copy.trigger()
    assert qapp.clipboard().text() == f"https://{HOSTNAME}"
    show.trigger()
    assert opened == ["tunnel"]
    assert switch.text() == "Stop tunnel"
    switch.trigger()
    qtbot.waitUntil(lambda: switch.text() == "Start tunnel", timeout=8000)


def test_the_palette_and_the_dashboard_know_it(page: TunnelPage, token: str, qtbot: QtBot, window: MainWindow) -> None:
    command = next(item for item in window_commands(window) if item.id == "tunnel:toggle")
    command.run()
    qtbot.waitUntil(state_is(page, "running"), timeout=8000)
    assert str(next(item for item in window_commands(window) if item.id == "tunnel:toggle").title) == "Stop tunnel"
    window.open_page("dashboard")
    qtbot.waitUntil(
        lambda: any(HOSTNAME in item.accessibleName() for item in window.panel.page("dashboard").findChildren(QWidget))
    )


def test_times_are_told_in_words(qapp: object) -> None:
    told = [str(uptime(seconds)) for seconds in (5, 65, 2 * 3600 + 41 * 60, 90_000)]
    assert told == ["5 s", "1 min", "2 h 41 min", "1 d 1 h"]
