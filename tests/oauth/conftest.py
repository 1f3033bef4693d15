"""Real services over a database of their own, and both vendors on loopback."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from amux_desktop.core.events import EventBus
from amux_desktop.core.paths import AppPaths
from amux_desktop.oauth.vendors import Vendors
from amux_desktop.services.app_services import AppServices
from amux_desktop.storage.opening import open_storage
from amux_desktop.storage.records import Account
from tests.helpers.profile import lay_database
from tests.helpers.vendors import User, VendorServer


class FakeClock:
    """Time that moves when told."""

    def __init__(self, now_ms: int = 1_800_000_000_000) -> None:
        self.ms = now_ms

    def now_ms(self) -> int:
        return self.ms

    def monotonic(self) -> float:
        return self.ms / 1000

    def forward(self, seconds: float) -> None:
        self.ms += int(seconds * 1000)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def codex() -> Iterator[VendorServer]:
    with VendorServer("codex") as server:
        yield server


@pytest.fixture
def antigravity() -> Iterator[VendorServer]:
    with VendorServer("antigravity") as server:
        yield server


@pytest.fixture
async def services(
    amux_home: Path,
    codex: VendorServer,
    antigravity: VendorServer,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[AppServices]:
    lay_database(amux_home)
    if database_url:
        monkeypatch.setenv("AMUX_DATABASE_URL", database_url)
    bus = EventBus()
    vendors = Vendors((codex.vendor(free_port()), antigravity.vendor(free_port())))
    opened = AppServices(open_storage(AppPaths.at(amux_home), events=bus), bus, version="0.1.0", vendors=vendors)
    await opened.open()
    await opened.settings.update({"proxy.port": 0, "proxy.auth_required": False})
    yield opened
    await opened.aclose()


async def sign_in(services: AppServices, server: VendorServer, user: User | None = None) -> Account:
    """The whole flow, with a client that follows redirects as a browser does."""
    if user is not None:
        server.user = user
    ticket = await services.accounts.begin_login(server.kind)
    async with httpx.AsyncClient(follow_redirects=True) as browser:
        page = await browser.get(ticket.url)
    assert page.status_code == 200, page.text
    return await services.accounts.wait_login(ticket.id)
