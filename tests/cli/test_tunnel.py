"""`amux tunnel` against a process that serves: services in a thread of their own stand for it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from amux_desktop.core.instance import InstanceLock
from amux_desktop.core.paths import AppPaths
from amux_desktop.services import tunnel as tunnel_service
from amux_desktop.services import tunnel_program
from amux_desktop.services.backend import BackendThread
from tests.cli.conftest import Amux
from tests.helpers.cloudflare_api import TOKEN, CloudflareApiStandIn, token_of
from tests.helpers.cloudflared import HOSTNAME, Cloudflared
from tests.services.test_tunnel import FAST, MANIFEST, make

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script with a first line for POSIX")


@pytest.fixture
def program(tmp_path: Path) -> Cloudflared:
    return Cloudflared(tmp_path / "bin")


@pytest.fixture
def cloudflare(monkeypatch: pytest.MonkeyPatch) -> Iterator[CloudflareApiStandIn]:
    """The commands, too, ask the stand-in."""
    with CloudflareApiStandIn() as running:
        parts = tunnel_program.TunnelParts(MANIFEST, running.base, (), FAST)
        monkeypatch.setattr(tunnel_service, "TunnelParts", lambda: parts)
        yield running


@pytest.fixture
def set_up(amux: Amux, program: Cloudflared, cloudflare: CloudflareApiStandIn) -> None:
    for key, value in (
        ("proxy.port", "0"), ("tunnel.port", "9528"), ("tunnel.cloudflared_path", str(program.path)),
        ("proxy.outbound_proxy", "none"),
    ):  # fmt: skip
        amux("settings", "set", key, value)


@pytest.fixture
def serving(amux_home: Path, set_up: None, cloudflare: CloudflareApiStandIn) -> Iterator[None]:
    """An Amux that serves the same data folder."""
    backend = BackendThread().start()

    async def begin() -> Any:
        services = await make(amux_home, cloudflare).open()
        services.start_background()
        return services

    with InstanceLock(AppPaths.at(amux_home).instance).acquire("headless"):
        services = backend.submit(begin()).result(20)
        yield
        backend.submit(services.aclose()).result(20)
    backend.stop()


def test_start_watch_and_stop(amux: Amux, serving: None, program: Cloudflared) -> None:
    refused = amux("tunnel", "start", code=1).err
    assert "amux tokens create --name NAME --tunnel" in refused
    amux("tokens", "create", "--name", "guest", "--tunnel")
    assert amux("tunnel", "start").out == f"https://{HOSTNAME}\n"
    text = amux("tunnel", "status").out
    assert f"https://{HOSTNAME}" in text
    assert "2 (HKG, NRT)" in text
    assert "guest" in text
    told = amux("tunnel", "status", "--json").json
    assert (told["state"], told["setup"]["config"]["mode"], told["error"]) == ("running", "quick", None)
    assert told["setup"]["program"]["version"] == "2026.9.1"
    assert f"https://{HOSTNAME}" in amux("status").out
    assert amux("tunnel", "stop").out == "The tunnel is off.\n"
    assert "Registered tunnel connection" in amux("tunnel", "logs").out
    assert amux("tunnel", "logs", "--json", "-n", "1").json["level"] == "info"
    program.behave("exits")
    assert "cannot do this" in amux("tunnel", "start", code=4).err


def test_without_a_running_amux_the_way_is_told(amux: Amux, set_up: None) -> None:
    assert "amux serve --tunnel" in amux("tunnel", "start", code=4).err
    assert "off" in amux("tunnel", "status").out
    assert "No API token may be used" in amux("tunnel", "status").out


def test_what_is_exposed(amux: Amux, set_up: None) -> None:
    assert amux("tunnel", "expose", "--json").json == {"exposed": ["proxies/*"], "routes": ["proxies/*", "v1"]}
    assert amux("tunnel", "expose", "v1", "--json").json["exposed"] == ["v1"]
    assert amux("tunnel", "expose", "--nothing", "--json").json["exposed"] == []
    assert "proxies" in amux("tunnel", "expose", "proxies/nobody", code=1).err


def test_a_tunnel_by_token_is_read_from_standard_input(amux: Amux, set_up: None) -> None:
    token = token_of("some-tunnel")
    out = amux("tunnel", "use", "token", "--hostname", "amux.example.com", text=token).out
    assert "by its token" in out
    assert token not in out + amux("tunnel", "status", "--json").out
    assert "not the token" in amux("tunnel", "use", "token", text="nonsense\n", code=1).err


def test_a_tunnel_of_the_account(amux: Amux, set_up: None, cloudflare: CloudflareApiStandIn) -> None:
    assert "amux tunnel login" in amux("tunnel", "list", code=4).err
    assert "Domains: example.com" in amux("tunnel", "login", text=TOKEN).out
    cloudflare.add_record("amux.example.com", "CNAME", "elsewhere.example.com")
    refused = amux("tunnel", "use", "account", "--hostname", "amux.example.com", code=1).err
    assert "elsewhere.example.com" in refused
    out = amux("tunnel", "use", "account", "--hostname", "amux.example.com", "--replace-dns").out
    assert out.startswith("https://amux.example.com leads to the tunnel amux-")
    (listed,) = amux("tunnel", "list", "--json").json
    assert listed["this_device"]
    assert "and 1 DNS records" in amux("tunnel", "delete").out
    assert "No tunnels" in amux("tunnel", "list").out
    assert amux("tunnel", "logout").out == "The API token is forgotten.\n"


def test_fetching_says_when_there_is_no_checksum(amux: Amux, set_up: None) -> None:
    assert "knows no checksum" in amux("tunnel", "install", code=3).err


def test_a_tokens_permission_can_be_changed(amux: Amux, set_up: None) -> None:
    amux("tokens", "create", "--name", "guest")
    amux("tokens", "edit", "guest", "--tunnel")
    assert "guest" in amux("tunnel", "status").out
    amux("tokens", "edit", "guest", "--no-tunnel")
    assert "No API token may be used" in amux("tunnel", "status").out
