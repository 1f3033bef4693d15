"""The window and `amux` commands share accounts: two real processes renew one account without ending its sign-in."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from amux_desktop.services.app_services import AppServices
from tests.helpers.serving import ROOT, environment
from tests.helpers.vendors import VendorServer
from tests.oauth.conftest import sign_in

CHILD = """
import asyncio, sys
from pathlib import Path
from amux_desktop.core.events import EventBus
from amux_desktop.core.paths import AppPaths
from amux_desktop.oauth.vendors import Vendors
from amux_desktop.services.app_services import AppServices
from amux_desktop.storage.opening import open_storage
from tests.helpers.vendors import VendorServer

async def main() -> None:
    home, account, vendor = sys.argv[1:]
    server = VendorServer("codex")
    server.base = vendor
    bus = EventBus()
    storage = open_storage(AppPaths.at(Path(home)), events=bus)
    services = AppServices(storage, bus, version="0", vendors=Vendors((server.vendor(1),)))
    await services.open()
    await services.accounts.get(account)
    print("ready", flush=True)
    while sys.stdin.readline().strip() == "renew":
        print((await services.accounts.refresh(account)).state, flush=True)
    await services.aclose()

asyncio.run(main())
"""


def start(home: Path, account: str, vendor: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(home), account, vendor],
        env=environment(home), cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip


def tell(child: subprocess.Popen[str], line: str) -> None:
    assert child.stdin is not None
    child.stdin.write(f"{line}\n")
    child.stdin.flush()


def answer(child: subprocess.Popen[str]) -> str:
    assert child.stdout is not None
    return child.stdout.readline().strip()


def homes(amux_home: Path, database_url: str) -> tuple[Path, Path]:
    """Two processes of one machine; with a database server two machines, each with its copy of the vault."""
    if not database_url:
        return amux_home, amux_home
    machines = amux_home / "first", amux_home / "second"
    for machine in machines:
        machine.mkdir(mode=0o700)
        for file in amux_home.glob("vault.*"):
            shutil.copy(file, machine)
    return machines


@pytest.mark.slow
@pytest.mark.both_stores
async def test_two_processes_renew_one_account(
    services: AppServices, codex: VendorServer, amux_home: Path, database_url: str
) -> None:
    account = await sign_in(services, codex)
    children = [start(home, account.id, codex.base) for home in homes(amux_home, database_url)]
    assert [answer(child) for child in children] == ["ready", "ready"]
    codex.slow_s = 0.2
    before = codex.calls.count("/token")
    for _ in range(3):
        for child in children:
            tell(child, "renew")
        assert [answer(child) for child in children] == ["active", "active"]
    for child in children:
        child.communicate(timeout=10)
    assert codex.calls.count("/token") - before == 3
    assert (await services.accounts.refresh(account.id)).state == "active"
