"""The tunnel as a service: real listener, real database, stand-ins for cloudflared and for Cloudflare's API."""

from __future__ import annotations

import asyncio
import errno
import json
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import Event, EventBus, TunnelStateChanged
from amux_desktop.core.instance import InstanceLock
from amux_desktop.core.paths import AppPaths
from amux_desktop.services import tunnel_wishes
from amux_desktop.services.app_services import AppServices
from amux_desktop.services.records import ApiTokenDraft, TokenScope
from amux_desktop.services.tunnel import TunnelParts
from amux_desktop.storage.opening import open_storage
from amux_desktop.tunnel.command import free_port
from amux_desktop.tunnel.manifest import Manifest
from amux_desktop.tunnel.supervisor import Timing
from tests.helpers.cloudflare_api import TOKEN as API_TOKEN
from tests.helpers.cloudflare_api import CloudflareApiStandIn, token_of
from tests.helpers.cloudflared import HOSTNAME, Cloudflared, is_alive
from tests.helpers.profile import lay_database
from tests.helpers.upstream import Upstream
from tests.helpers.wire import until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script with a first line for POSIX")
Add = Callable[..., Any]
BODY = {"model": "big-model", "messages": [{"role": "user", "content": "hi"}]}
MANIFEST = Manifest("2026.9.1", "http://127.0.0.1:9/{version}/{asset}", {})
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


def make(home: Path, cloudflare: CloudflareApiStandIn | None = None) -> AppServices:
    if not (home / "amux.db").exists():
        lay_database(home)
    bus = EventBus()
    parts = TunnelParts(MANIFEST, cloudflare.base if cloudflare else "http://127.0.0.1:9", (), FAST)
    return AppServices(open_storage(AppPaths.at(home), events=bus), bus, version="0.1.0", tunnel=parts)


@pytest.fixture
async def services(
    amux_home: Path, program: Cloudflared, cloudflare: CloudflareApiStandIn
) -> AsyncIterator[AppServices]:
    """In the place of the shared fixture: with stand-ins."""
    opened = await make(amux_home, cloudflare).open()
    await opened.settings.update(
        {
            "proxy.port": 0,
            "tunnel.port": 0,
            "tunnel.cloudflared_path": str(program.path),
            "proxy.outbound_proxy": "none",
        }
    )
    yield opened
    await opened.aclose()


async def tunnel_token(services: AppServices, **more: Any) -> str:
    draft = ApiTokenDraft(name=more.pop("name", "guest"), permissions=("proxy", "tunnel"), **more)
    return (await services.tokens.create(draft)).text


async def reach(services: AppServices, *states: str) -> None:
    await until(lambda: services.tunnel.status.state in states, 8)


async def through(
    services: AppServices, path: str, token: str = "", method: str = "POST", **headers: str
) -> httpx.Response:
    """As cloudflared hands a request over."""
    port = services.tunnel._listener.port
    sent = {"host": HOSTNAME, "cf-connecting-ip": "203.0.113.24", "cf-ipcountry": "SG", **headers}
    if token:
        sent["authorization"] = f"Bearer {token}"
    async with httpx.AsyncClient(timeout=10, trust_env=False, verify=False) as client:
        return await client.request(method, f"http://127.0.0.1:{port}{path}", json=BODY, headers=sent)


# ------------------------------------------------------------------ what has to hold before it starts


async def test_it_does_not_start_without_a_token_that_may_use_it(services: AppServices, program: Cloudflared) -> None:
    await services.tokens.create(ApiTokenDraft(name="local only"))
    await services.tokens.create(ApiTokenDraft(name="old", permissions=("tunnel",), expires_ms=1))
    await services.tokens.create(ApiTokenDraft(name="off", permissions=("tunnel",), enabled=False))
    with pytest.raises(AmuxError) as refused:
        await services.tunnel.start()
    assert refused.value.code == "tunnel_no_token"
    assert program.starts == 0
    assert services.tunnel._listener.port == 0
    view = await services.tunnel.view()
    assert view.problem is not None
    assert not view.tokens


async def test_each_thing_that_lacks_is_named(services: AppServices, tmp_path: Path) -> None:
    async def problem() -> str:
        with pytest.raises(AmuxError) as refused:
            await services.tunnel.start()
        return refused.value.code

    await services.settings.update({"proxy.auth_required": False})
    assert await problem() == "tunnel_auth_off"
    await services.settings.update({"proxy.auth_required": True})
    await tunnel_token(services)
    await services.tunnel.expose(())
    assert await problem() == "tunnel_no_routes"
    await services.tunnel.expose(("proxies/*",))
    await services.tunnel.configure(mode="token")
    assert await problem() == "tunnel_needs_token"
    await services.tunnel.configure(mode="account")
    assert await problem() == "cloudflare_signed_out"
    await services.tunnel.account.login(API_TOKEN)
    assert await problem() == "tunnel_needs_hostname"
    await services.tunnel.configure(mode="quick")
    await services.settings.update({"tunnel.cloudflared_path": str(tmp_path / "nothing")})
    assert await problem() == "cloudflared_unusable"


async def test_auth_cannot_be_switched_off_while_it_is_on(services: AppServices) -> None:
    await tunnel_token(services)
    await services.tunnel.start()
    with pytest.raises(AmuxError) as refused:
        await services.settings.update({"proxy.auth_required": False})
    assert refused.value.code == "tunnel_needs_auth"
    for change in (services.tunnel.configure(mode="token"), services.tunnel.use_token(token_of("t"))):
        with pytest.raises(AmuxError) as refused:
            await change
        assert refused.value.code == "tunnel_running"


async def test_what_can_be_exposed_must_exist(services: AppServices, add_provider: Add, add_proxy: Add) -> None:
    provider = await add_provider("up", passthrough=True)
    await add_proxy("team", provider.id)
    assert {"proxies/*", "proxies/team", "providers/up", "v1"} <= set(await services.tunnel.routes())
    with pytest.raises(AmuxError) as refused:
        await services.tunnel.expose(("proxies/nobody",))
    assert refused.value.code == "tunnel_route_unknown"
    assert "Known are: proxies/*, proxies/" in refused.value.message


# ------------------------------------------------------------------ on, and what comes through


async def test_a_request_reaches_what_is_exposed_and_nothing_else(
    services: AppServices, add_provider: Add, add_proxy: Add, upstream: Upstream
) -> None:
    provider = await add_provider("up", passthrough=True)
    await add_proxy("team", provider.id, inbound="openai-chat")
    await add_proxy("private", provider.id, inbound="openai-chat")
    token = await tunnel_token(services)
    local = (await services.tokens.create(ApiTokenDraft(name="local"))).text
    await services.tunnel.expose(("proxies/team",))
    await services.tunnel.start()
    await reach(services, "running")
    assert services.tunnel.status.url == f"https://{HOSTNAME}"
    team = "/proxies/team/v1/chat/completions"
    assert (await through(services, team, token)).status_code == 200
    assert (await through(services, team)).status_code == 401
    assert (await through(services, team, local)).status_code == 403
    closed = (
        "/proxies/private/v1/chat/completions", "/providers/up/v1/chat/completions", "/v1/chat/completions", "/", "/health",
        "/metrics", "/ready", "/code/codex/v1/responses", "/wp-login.php", "/proxies/team/../private/v1/chat/completions",
        "/proxies//team", "/proxies/team%2f..%2fprivate/v1/chat/completions", "/%70roxies/private/v1/chat/completions",
    )  # fmt: skip
    before = len(upstream.asked)
    for path in closed:
        for given in (token, ""):
            answer = await through(services, path, given)
            assert answer.status_code in (404, 429), path
            assert "amux" not in answer.text.lower()
    assert len(upstream.asked) == before
    assert services.tunnel.traffic.refused >= 2 + 2 * len(closed)


async def test_who_came_is_noted_by_cloudflares_word(
    services: AppServices, add_provider: Add, add_proxy: Add, upstream: Upstream
) -> None:
    provider = await add_provider("up")
    await add_proxy("team", provider.id, inbound="openai-chat")
    token = await tunnel_token(services, name="Lobe")
    await services.tunnel.start()
    agent = {"user-agent": "LobeChat/1.2", "x-forwarded-for": "192.0.2.1"}
    await through(services, "/proxies/team/v1/chat/completions?key=hidden", token, **agent)
    await through(services, "/wp-login.php", method="GET", **{"cf-connecting-ip": "no address", "cf-ipcountry": "<x>"})
    refused, served = services.tunnel.access()
    assert (served.status, served.address, served.country, served.token, served.client) == (
        200, "203.0.113.24", "SG", "Lobe", "LobeChat",
    )  # fmt: skip
    assert served.path == "/proxies/team/v1/chat/completions"
    assert served.bytes_in > 0
    assert served.bytes_out > 0
    assert (refused.status, refused.address, refused.country, refused.token) == (404, "", "", "")
    assert not any(name.startswith(("cf-", "x-forwarded")) for name in upstream.last.headers)
    assert (services.tunnel.traffic.requests, services.tunnel.traffic.refused) == (2, 1)


async def test_the_rate_counts_per_address_and_refusals_count_more(services: AppServices) -> None:
    await tunnel_token(services)
    await services.settings.update({"tunnel.requests_per_minute": 12})
    await services.tunnel.start()
    codes = [(await through(services, "/wp-login.php", method="GET")).status_code for _ in range(4)]
    assert codes[:2] == [404, 404]
    assert codes[-1] == 429
    answer = await through(services, "/wp-login.php", method="GET")
    assert int(answer.headers["retry-after"]) >= 1
    answers = [
        (
            await through(services, "/wp-login.php", method="GET", **{"cf-connecting-ip": f"2001:db8::{host}"})
        ).status_code
        for host in range(1, 4)
    ]
    assert answers == [404, 404, 429]


async def test_a_stopped_proxy_answers_503_through_the_tunnel(
    services: AppServices, add_provider: Add, add_proxy: Add
) -> None:
    provider = await add_provider("up")
    await add_proxy("team", provider.id, inbound="openai-chat")
    token = await tunnel_token(services)
    await services.tunnel.start()
    assert services.proxy.status.state == "running"
    await services.proxy.stop()
    assert (await through(services, "/proxies/team/v1/chat/completions", token)).status_code == 503
    await services.proxy.start()
    assert (await through(services, "/proxies/team/v1/chat/completions", token)).status_code == 200


async def test_it_stops_with_the_app_and_leaves_nothing(
    amux_home: Path, program: Cloudflared, cloudflare: CloudflareApiStandIn
) -> None:
    services = await make(amux_home, cloudflare).open()
    await services.settings.update({"proxy.port": 0, "tunnel.port": 0, "tunnel.cloudflared_path": str(program.path)})
    await tunnel_token(services)
    seen: list[Event] = []
    services.bus.subscribe(TunnelStateChanged, seen.append)
    services.start_background()
    await services.tunnel.start()
    await reach(services, "running")
    pid = program.pid
    report = amux_home / "tunnel.json"
    await until(lambda: report.exists() and json.loads(report.read_text())["state"] == "running")
    await services.aclose()
    assert not is_alive(pid)
    assert not report.exists()
    assert [event.state for event in seen if isinstance(event, TunnelStateChanged)][-2:] == ["stopping", "off"]


@pytest.mark.slow
@pytest.mark.parametrize("resume", [True, False])
async def test_it_resumes_after_a_restart_if_wanted(
    amux_home: Path, program: Cloudflared, cloudflare: CloudflareApiStandIn, resume: bool
) -> None:
    first = await make(amux_home, cloudflare).open()
    await first.settings.update(
        {"proxy.port": 0, "tunnel.port": 0, "tunnel.cloudflared_path": str(program.path), "tunnel.resume": resume}
    )
    await tunnel_token(first)
    await first.tunnel.start()
    await first.aclose()
    second = await make(amux_home, cloudflare).open()
    try:
        second.start_background()
        if resume:
            await reach(second, "running")
        else:
            report = amux_home / "tunnel.json"
            await until(lambda: report.exists())
            assert second.tunnel.status.state == "off"
            assert not (await second.tunnel.view()).config.was_running
    finally:
        await second.aclose()


async def test_another_process_starts_watches_and_stops_it(
    amux_home: Path, services: AppServices, program: Cloudflared, cloudflare: CloudflareApiStandIn
) -> None:
    await tunnel_token(services)
    command = await make(amux_home, cloudflare).open()
    try:
        with pytest.raises(AmuxError) as refused:
            await command.tunnel.ask("start")
        assert refused.value.code == "tunnel_not_served"
        with InstanceLock(AppPaths.at(amux_home).instance).acquire("headless"):
            services.start_background()
            report = await command.tunnel.ask("start")
            assert (report.state, report.url) == ("running", f"https://{HOSTNAME}")
            assert command.tunnel.report().locations == ("HKG", "NRT")
            with pytest.raises(AmuxError) as refused:
                await command.settings.update({"proxy.auth_required": False})
            assert refused.value.code == "tunnel_needs_auth"
            await until(lambda: bool(services.tunnel.lines()))
            await until_logged(command)
            assert (await command.tunnel.ask("stop")).state == "off"
            assert services.tunnel.status.state == "off"
            program.behave("rate_limited")
            with pytest.raises(AmuxError) as refused:
                await command.tunnel.ask("start")
            assert refused.value.code == "tunnel_rate_limited"
            assert "5 minutes" in refused.value.message
    finally:
        await command.aclose()


async def test_a_wish_that_comes_as_the_other_begins_is_not_lost(
    amux_home: Path, services: AppServices, cloudflare: CloudflareApiStandIn
) -> None:
    await tunnel_token(services)
    command = await make(amux_home, cloudflare).open()
    try:
        with InstanceLock(AppPaths.at(amux_home).instance).acquire("headless"):
            asking = asyncio.ensure_future(command.tunnel.ask("start"))
            await until_configured(command)
            services.start_background()
            assert (await asking).state == "running"
    finally:
        await command.aclose()


async def test_who_asks_is_told_when_the_serving_one_ends(
    amux_home: Path, services: AppServices, cloudflare: CloudflareApiStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tunnel_wishes, "_LOOK_S", 0.05)
    command = await make(amux_home, cloudflare).open()
    try:
        with InstanceLock(AppPaths.at(amux_home).instance).acquire("headless"):
            asking = asyncio.ensure_future(command.tunnel.ask("start"))
            await until_configured(command)
        with pytest.raises(AmuxError) as refused:
            await asking
        assert refused.value.code == "tunnel_not_served"
    finally:
        await command.aclose()


async def test_words_of_the_tunnel_outlast_a_full_disk(
    amux_home: Path, services: AppServices, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await tunnel_token(services)
    monkeypatch.setattr(tunnel_wishes, "_RETRY_S", 0.05)
    real, refused = tunnel_wishes.write_report, asyncio.Event()
    loop = asyncio.get_running_loop()

    def full(*_: object) -> None:
        loop.call_soon_threadsafe(refused.set)
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(tunnel_wishes, "write_report", full)
        services.start_background()
        await services.tunnel.start()
        await reach(services, "running")
        async with asyncio.timeout(5):
            await refused.wait()
    assert tunnel_wishes.write_report is real
    await until_logged(services)
    report = amux_home / "tunnel.json"
    await until(lambda: report.exists() and json.loads(report.read_text())["state"] == "running")
    assert caplog.text.count("The state of the tunnel cannot be written") == 1


async def until_configured(command: AppServices) -> None:
    async with asyncio.timeout(5):
        while "request" not in (await command.tunnel.view()).config.options:  # noqa: ASYNC110 - a database
            await asyncio.sleep(0.01)


async def until_logged(command: AppServices) -> None:
    async with asyncio.timeout(5):
        while not any("Registered" in line.message for line in await command.tunnel.log()):  # noqa: ASYNC110 - a database
            await asyncio.sleep(0.05)


async def test_a_failed_tunnel_leaves_no_listener(services: AppServices, program: Cloudflared) -> None:
    await tunnel_token(services)
    program.behave("exits")
    await services.tunnel.start()
    await reach(services, "failed")
    await until(lambda: services.tunnel._listener.port == 0)
    program.behave()
    await services.tunnel.start()
    await reach(services, "running")
    assert services.tunnel._listener.port


async def test_a_busy_port_matters_only_where_it_is_fixed(services: AppServices) -> None:
    await tunnel_token(services)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        await services.settings.update({"tunnel.port": port})
        await services.tunnel.start()
        assert services.tunnel._listener.port not in (0, port)
        await services.tunnel.stop()
        await services.tunnel.use_token(token_of("t"))
        with pytest.raises(AmuxError) as refused:
            await services.tunnel.start()
    assert refused.value.code == "port_busy"


# ------------------------------------------------------------------ tunnels of an account


async def test_a_tunnel_by_token_gets_it_sealed_and_in_the_environment(
    services: AppServices, program: Cloudflared, amux_home: Path
) -> None:
    await tunnel_token(services)
    token = token_of("11111111-2222-3333-4444-555555555555")
    pasted = f"sudo cloudflared service install {token}"
    config = await services.tunnel.use_token(pasted, "https://Amux.Example.com/")
    assert (config.mode, config.hostname, config.has_token) == ("token", "amux.example.com", True)
    with pytest.raises(AmuxError) as refused:
        await services.tunnel.start()
    assert refused.value.code == "tunnel_needs_port"
    port = free_port()
    await services.settings.update({"tunnel.port": port})
    await services.tunnel.start()
    assert services.tunnel._listener.port == port
    await reach(services, "running")
    assert services.tunnel.status.url == "https://amux.example.com"
    assert program.run["environment"]["TUNNEL_TOKEN"] == token
    assert token.encode() not in (amux_home / "amux.db").read_bytes()
    with pytest.raises(AmuxError) as refused:
        await services.tunnel.use_token("not a token")
    assert refused.value.code in ("tunnel_running", "tunnel_token_invalid")


async def test_the_account_tunnel_from_sign_in_to_deletion(
    services: AppServices, cloudflare: CloudflareApiStandIn, program: Cloudflared
) -> None:
    await tunnel_token(services)
    account = services.tunnel.account
    assert [zone.name for zone in await account.login(f" {API_TOKEN} ")] == ["example.com"]
    made = await account.set_up("amux.example.com", 9528)
    (record,) = cloudflare.records.values()
    assert (record["type"], record["content"], record["proxied"]) == (
        "CNAME",
        f"{made.tunnel.id}.cfargotunnel.com",
        True,
    )
    assert cloudflare.configurations[made.tunnel.id][0] == {
        "hostname": "amux.example.com", "service": "http://127.0.0.1:9528",
    }  # fmt: skip
    await services.tunnel.start()
    await reach(services, "running")
    assert services.tunnel.status.url == "https://amux.example.com"
    assert program.run["environment"]["TUNNEL_TOKEN"] == token_of(made.tunnel.id)
    port = services.tunnel._listener.port
    assert cloudflare.configurations[made.tunnel.id][0]["service"] == f"http://127.0.0.1:{port}"
    for refused in (account.delete(), account.set_up("b.example.com", 1), account.logout()):
        with pytest.raises(AmuxError) as error:
            await refused
        assert error.value.code == "tunnel_running"
    await services.tunnel.stop()
    cloudflare.tunnels[made.tunnel.id]["connections"] = [{"id": "left over"}]
    _, removal = await account.delete()
    assert (removal.tunnel, removal.records) == (True, 1)
    assert not cloudflare.records
    assert cloudflare.tunnels[made.tunnel.id]["deleted_at"]
    assert (await services.tunnel.view()).config.mode == "quick"


async def test_the_tunnel_is_found_again_and_moves_with_its_name(
    services: AppServices, cloudflare: CloudflareApiStandIn
) -> None:
    account = services.tunnel.account
    await account.login(API_TOKEN)
    first = await account.set_up("a.example.com", 9528)
    again = await account.set_up("a.example.com", 9529)
    moved = await account.set_up("b.example.com", 9529)
    assert first.tunnel.id == again.tunnel.id == moved.tunnel.id
    assert [record["name"] for record in cloudflare.records.values()] == ["b.example.com"]
    assert [tunnel.name for tunnel in await account.list()] == [first.tunnel.name]
    assert (await account.remote()).status == "inactive"
    await account.delete()
    new = await account.set_up("a.example.com", 9528)
    assert new.tunnel.name == first.tunnel.name
    assert new.tunnel.id != first.tunnel.id


async def test_a_foreign_record_is_left_alone_unless_told(
    services: AppServices, cloudflare: CloudflareApiStandIn
) -> None:
    cloudflare.add_record("www.example.com", "A", "192.0.2.7")
    cloudflare.add_record("mail.example.com", "MX", "mx.example.com")
    account = services.tunnel.account
    await account.login(API_TOKEN)
    with pytest.raises(AmuxError) as refused:
        await account.set_up("www.example.com", 9528)
    assert refused.value.code == "cloudflare_dns_foreign"
    assert "192.0.2.7" in refused.value.message
    assert not cloudflare.tunnels
    made = await account.set_up("www.example.com", 9528, replace=True)
    kinds = sorted((record["type"], record["name"]) for record in cloudflare.records.values())
    assert kinds == [("CNAME", "www.example.com"), ("MX", "mail.example.com")]
    assert made.zone.name == "example.com"


@pytest.mark.parametrize(
    ("token", "code"),
    [("short", "cloudflare_token_invalid"), ("x" * 40, "cloudflare_token_invalid")],
)
async def test_a_bad_api_token_is_told_and_not_stored(services: AppServices, token: str, code: str) -> None:
    with pytest.raises(AmuxError) as refused:
        await services.tunnel.account.login(token)
    assert refused.value.code == code
    assert token not in refused.value.message
    assert not (await services.tunnel.view()).config.has_api_token


@pytest.mark.parametrize(("lacks", "named"), [("tunnel", "Cloudflare Tunnel"), ("dns", "DNS")])
async def test_a_permission_that_lacks_is_named(
    services: AppServices, cloudflare: CloudflareApiStandIn, lacks: str, named: str
) -> None:
    cloudflare.permissions.discard(lacks)

    async def all_steps() -> None:
        await services.tunnel.account.login(API_TOKEN)
        await services.tunnel.account.set_up("a.example.com", 9528)

    with pytest.raises(AmuxError) as refused:
        await all_steps()
    assert refused.value.code == "cloudflare_permission"
    assert named in refused.value.message
    assert not cloudflare.tunnels


@pytest.mark.parametrize(
    ("failing", "code"),
    [
        ({"GET /zones": (429, 971, "rate limited")}, "cloudflare_limited"),
        ({"GET /zones": (502, 0, "bad gateway")}, "cloudflare_offline"),
        ({"POST /cfd_tunnel": (400, 1001, "no more tunnels")}, "cloudflare_refused"),
        ({"POST /dns_records": (400, 9999, "this zone is locked")}, "cloudflare_refused"),
    ],
)
async def test_a_failure_half_way_leaves_nothing_behind(
    services: AppServices, cloudflare: CloudflareApiStandIn, failing: dict[str, Any], code: str
) -> None:
    await services.tunnel.account.login(API_TOKEN)
    cloudflare.failing = failing
    with pytest.raises(AmuxError) as refused:
        await services.tunnel.account.set_up("a.example.com", 9528)
    assert refused.value.code == code
    assert all(tunnel["deleted_at"] for tunnel in cloudflare.tunnels.values())
    assert not cloudflare.records
    assert not (await services.tunnel.view()).config.tunnel_id


async def test_a_name_outside_of_every_domain_is_refused(services: AppServices) -> None:
    account = services.tunnel.account
    await account.login(API_TOKEN)
    for name, code in (
        ("a.example.org", "cloudflare_zone_missing"),
        ("localhost", "field_invalid"),
        ("-a.b.c", "field_invalid"),
    ):
        with pytest.raises(AmuxError) as refused:
            await account.set_up(name, 9528)
        assert refused.value.code == code


async def test_tunnels_of_other_devices_can_be_deleted_by_name(
    services: AppServices, cloudflare: CloudflareApiStandIn
) -> None:
    account = services.tunnel.account
    await account.login(API_TOKEN)
    made = await account.set_up("a.example.com", 9528)
    cloudflare.tunnels["other"] = {**cloudflare.tunnels[made.tunnel.id], "id": "other", "name": "amux-old-laptop-1"}
    cloudflare.tunnels["theirs"] = {**cloudflare.tunnels[made.tunnel.id], "id": "theirs", "name": "the-blog"}
    cloudflare.add_record("old.example.com", "CNAME", "other.cfargotunnel.com")
    _, removal = await account.delete("amux-old-laptop-1")
    assert (removal.tunnel, removal.records) == (True, 1)
    with pytest.raises(AmuxError) as refused:
        await account.delete("the-blog")
    assert refused.value.code == "not_found"
    assert not cloudflare.tunnels["theirs"]["deleted_at"]
    assert (await services.tunnel.view()).config.tunnel_id == made.tunnel.id


async def test_a_scope_holds_through_the_tunnel_too(services: AppServices, add_provider: Add, add_proxy: Add) -> None:
    provider = await add_provider("up")
    mine = await add_proxy("mine", provider.id, inbound="openai-chat")
    await add_proxy("other", provider.id, inbound="openai-chat")
    token = await tunnel_token(services, scope=TokenScope(everything=False, proxy_ids=(mine.id,)))
    await services.tunnel.start()
    assert (await through(services, "/proxies/mine/v1/chat/completions", token)).status_code == 200
    assert (await through(services, "/proxies/other/v1/chat/completions", token)).status_code == 403
