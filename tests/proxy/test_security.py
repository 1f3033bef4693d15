"""What must not get in and what must not get out, over raw sockets where a client library would be too polite."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from amux_desktop.core.events import EventBus
from amux_desktop.core.paths import AppPaths
from amux_desktop.core.redaction import Redactor
from amux_desktop.core.settings import Settings
from amux_desktop.proxy.connection import Connection
from amux_desktop.proxy.recorder import Recorder
from amux_desktop.services.log_export import write_export
from amux_desktop.storage.opening import open_storage
from tests.helpers import routing, wire
from tests.helpers.profile import lay_database
from tests.helpers.routing import TOKEN
from tests.helpers.wire import Running, Wire, chat_events, failed, running, stream, whole

SECRET = "up-secret-0123456789abcdef"


@pytest.fixture
async def provider() -> AsyncIterator[Wire]:
    async with Wire() as up:
        yield up


@pytest.fixture
async def proxy(provider: Wire) -> AsyncIterator[Running]:
    async with running(_snapshot(provider), body_timeout_s=0.3) as started:
        yield started


def _snapshot(provider: Wire, **settings: Any) -> Any:
    return routing.snapshot(
        [routing.provider("chat", "custom-openai", provider.base, models=["m"], passthrough=True)],
        [routing.proxy("p", "any", "chat")],
        settings=Settings(**settings),
        secrets={"chat": (SECRET,)},
    )


async def raw(proxy: Running, data: bytes, *, wait_s: float = 3.0) -> bytes:
    """Send bytes as they are; what comes back until the other side closes or is silent for too long."""
    assert proxy.server.address is not None
    reader, writer = await asyncio.open_connection(*proxy.server.address)
    try:
        writer.write(data)
        await writer.drain()
        async with asyncio.timeout(wait_s):
            return await reader.read()
    except (TimeoutError, ConnectionError):
        return b""
    finally:
        writer.close()


def request(path: str, *headers: str, body: bytes = b"", method: str = "POST", token: str = TOKEN) -> bytes:
    lines = [
        f"{method} {path} HTTP/1.1",
        "host: 127.0.0.1",
        "connection: close",
        f"content-length: {len(body)}",
        *headers,
    ]
    if token:
        lines.append(f"authorization: Bearer {token}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


# ------------------------------------------------------------------ getting in

ROUTES = [
    ("POST", "/v1/chat/completions"), ("POST", "/v1/responses"), ("POST", "/v1/messages"), ("GET", "/v1/models"),
    ("POST", "/v1/messages/count_tokens"), ("POST", "/v1/responses/compact"), ("GET", "/v1/responses/resp_1"),
    ("DELETE", "/v1/responses/resp_1"), ("POST", "/v1beta/models/m:generateContent"), ("GET", "/v1beta/models"),
    ("POST", "/proxies/p/v1/chat/completions"), ("GET", "/proxies/p/v1/models"), ("GET", "/proxies/p/api/hello"),
    ("GET", "/providers/chat/v1/models"), ("POST", "/providers/chat/v1/embeddings"), ("GET", "/metrics"), ("GET", "/ready"),
    ("GET", "/nothing"), ("OPTIONS", "/v1/models"), ("POST", "/health"), ("POST", "/"), ("GET", "/docs"), ("GET", "/openapi.json"),
]  # fmt: skip


@pytest.mark.parametrize("token", ["", "wrong", "sk-amux." + "x" * 43, SECRET])
async def test_no_route_answers_without_a_token(proxy: Running, provider: Wire, token: str) -> None:
    for method, path in ROUTES:
        answer = await raw(proxy, request(path, method=method, body=b"{}", token=token))
        allowed = (b"401", b"404", b"405") if path in ("/", "/health") else (b"401",)
        if path in ("/docs", "/openapi.json"):
            allowed = (b"401", b"404")
        assert answer[9:12] in allowed, (method, path, answer)
    assert not provider.asked


@pytest.mark.parametrize(
    "header", ["host: evil.example", "host: 127.0.0.1.evil.example", "origin: https://evil.example", "origin: null", "sec-fetch-site: cross-site"]
)  # fmt: skip
async def test_other_origins_and_rebound_names_are_403(proxy: Running, provider: Wire, header: str) -> None:
    for path in (
        "/health",
        "/",
        "/v1/models",
        "/metrics",
        "/proxies/p/v1/chat/completions",
        "/providers/chat/v1/models",
    ):
        answer = await raw(proxy, request(path, header, body=b"{}"))
        assert answer.startswith(b"HTTP/1.1 403"), (path, answer)
        assert b"access-control-allow-origin" not in answer
    assert not provider.asked


async def test_an_allowed_page_gets_cors_and_nobody_else(provider: Wire) -> None:
    async with running(_snapshot(provider, proxy_allowed_origins=("https://app.example",))) as proxy:
        preflight = await raw(
            proxy,
            request("/v1/models", "origin: https://app.example", "access-control-request-method: POST", "access-control-request-headers: authorization", method="OPTIONS", token=""),
        )  # fmt: skip
        assert preflight.startswith(b"HTTP/1.1 204")
        assert b"access-control-allow-headers: authorization" in preflight
        answer = await proxy.ask(headers={"origin": "https://app.example"})
        assert answer.headers["access-control-allow-origin"] == "https://app.example"
        assert "access-control-allow-credentials" not in answer.headers


async def test_through_the_tunnel_only_tokens_with_that_permission_come_in(provider: Wire) -> None:
    allowed = "sk-amux." + "a" * 43
    snapshot = routing.snapshot(
        [routing.provider("chat", "custom-openai", provider.base)],
        [routing.proxy("p", "any", "chat")],
        settings=Settings(proxy_auth_required=False),
        tokens={TOKEN: routing.token(), allowed: routing.token(id="t2", name="T2", permissions=("proxy", "tunnel"))},
    )
    async with running(snapshot, source="tunnel") as proxy:
        assert (await proxy.ask()).status == 403
        assert (await proxy.ask(headers={"authorization": ""})).status == 401
        internal = {"authorization": "", "x-amux-internal": proxy.runtime.internal_secret}
        assert (await proxy.ask(headers=internal)).status == 401
        assert (await proxy.get("/metrics")).status in (403, 404)
        proxy.token = allowed
        answer = await proxy.ask(headers={"host": "name.trycloudflare.com"})
        assert answer.status == 200
        assert proxy.rows[-1].source == "tunnel"


async def test_the_internal_secret_lets_the_app_in_without_a_token(proxy: Running) -> None:
    headers = {"authorization": "", "x-amux-internal": proxy.runtime.internal_secret}
    assert (await proxy.ask(headers=headers)).status == 200
    assert proxy.rows[-1].source == "internal"
    assert (await proxy.ask(headers={"x-amux-internal": "guess"})).status == 401


# ------------------------------------------------------------------ mad requests


async def test_too_large_bodies_are_refused_before_they_are_read(provider: Wire) -> None:
    async with running(_snapshot(provider, proxy_max_body_mb=1)) as proxy:
        declared = request("/v1/messages", "expect: 100-continue").replace(
            b"content-length: 0", b"content-length: 1048577"
        )
        assert (await raw(proxy, declared)).startswith(b"HTTP/1.1 413")
        head = request("/proxies/p/v1/chat/completions").replace(b"content-length: 0", b"transfer-encoding: chunked")
        chunks = b"".join(b"10000\r\n" + b"x" * 65536 + b"\r\n" for _ in range(20))
        answer = await raw(proxy, head + chunks)
        assert answer == b"" or answer.startswith(b"HTTP/1.1 413")
        assert (await proxy.ask()).status == 200


@pytest.mark.parametrize("depth", [2_000, 100_000])
async def test_deeply_nested_bodies_are_refused(proxy: Running, depth: int) -> None:
    nested = b"[" * depth + b"]" * depth
    body = b'{"model":"m","max_tokens":5,"input":' + nested + b',"messages":' + nested + b"}"
    schema = b'{"a":' * depth + b"1" + b"}" * depth
    tool = b'{"type":"function","name":"f","function":{"name":"f","parameters":' + schema + b"}}"
    tools = b'{"model":"m","max_tokens":5,"input":"x","messages":[],"tools":[' + tool + b"]}"
    for path in (
        "/proxies/p/v1/chat/completions",
        "/proxies/p/v1/messages",
        "/v1/responses",
        "/proxies/p/v1/messages/count_tokens",
    ):
        for data in (body, tools):
            answer = await proxy.post(path, data)
            assert answer.status < 500, (path, answer.data[:300])
    assert (await proxy.ask()).status == 200


MAD = (
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x00" * 3000,
    b"POST /v1/messages HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: -5\r\n\r\n",
    b"POST / HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n",
    b"GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nbad header\r\n\r\n",
    b"POST /v1/messages HTTP/1.1\r\nhost: 127.0.0.1\r\ntransfer-encoding: chunked\r\n\r\nZZZ\r\n",
)  # fmt: skip


async def test_bytes_that_are_no_request_do_no_harm(proxy: Running, provider: Wire) -> None:
    for data in MAD:
        answer = await raw(proxy, data, wait_s=0.5)
        assert not answer.startswith(b"HTTP/1.1 2"), (data, answer)
    assert (await proxy.ask()).status == 200
    assert len(provider.asked) == 1


async def test_a_slow_head_is_cut_off(proxy: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Connection, "head_timeout_s", 0.2)
    assert (await raw(proxy, b"GET /health HTTP/1.1\r\nhost: 127")).startswith(b"HTTP/1.1 408")
    assert (await raw(proxy, b"")).startswith(b"HTTP/1.1 408")
    assert (await proxy.ask()).status == 200


async def test_an_endless_head_is_cut_off(proxy: Running) -> None:
    head = b"GET /health HTTP/1.1\r\nhost: 127.0.0.1\r\n"
    answer = await raw(proxy, head + b"x-filler: " + b"y" * 400_000)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 431")
    assert (await proxy.ask()).status == 200


async def test_a_slow_body_is_cut_off(proxy: Running, provider: Wire) -> None:
    head = request("/proxies/p/v1/chat/completions").replace(b"content-length: 0", b"content-length: 50")
    assert (await raw(proxy, head.replace(b"connection: close\r\n", b"") + b'{"mod')).startswith(b"HTTP/1.1 408")
    assert not provider.asked


async def test_a_hundred_idle_connections_hold_nobody_up(proxy: Running) -> None:
    assert proxy.server.address is not None
    idle = [await asyncio.open_connection(*proxy.server.address) for _ in range(100)]
    for _, writer in idle:
        writer.write(b"POST /v1/messages HTTP/1.1\r\n")
    assert (await proxy.ask()).status == 200
    for _, writer in idle:
        writer.close()


# ------------------------------------------------------------------ getting out


async def test_credentials_stay_on_their_side(proxy: Running, provider: Wire) -> None:
    sent = {"x-api-key": TOKEN, "cookie": "session=abc", "x-forwarded-for": "1.2.3.4", "origin": proxy.base}
    for path in ("/proxies/p/v1/chat/completions", "/providers/chat/v1/chat/completions?key=" + TOKEN):
        await proxy.ask(path, headers=sent)
        seen = provider.asked[-1]
        everything = json.dumps(seen.headers) + seen.path + seen.raw.decode()
        assert seen.headers["authorization"] == f"Bearer {SECRET}"
        assert TOKEN not in everything
        assert not {"cookie", "x-forwarded-for", "origin", "x-api-key", "x-amux-internal"} & set(seen.headers)


async def test_what_the_client_says_of_its_own_connection_stays_there(proxy: Running, provider: Wire) -> None:
    """RFC 9110, section 7.6.1: header fields that are named in Connection are not passed on."""
    sent = {"x-api-key": TOKEN, "connection": "keep-alive, X-Mine", "x-mine": "1", "x-other": "2"}
    for path in ("/proxies/p/v1/chat/completions", "/providers/chat/v1/chat/completions"):
        await proxy.ask(path, headers=sent)
        assert "x-mine" not in provider.asked[-1].headers
    assert provider.asked[-1].headers["x-other"] == "2"


async def test_redirects_do_not_carry_keys_away(proxy: Running, provider: Wire) -> None:
    async with Wire() as thief:
        provider.default = failed(307, headers={"location": thief.base + "/v1/chat/completions"})
        assert (await proxy.ask()).status == 502
        assert not thief.asked


async def test_no_secret_is_written_anywhere(provider: Wire, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Bodies recorded, errors that quote keys, prompts that hold them: nothing of it is in logs, rows, exports or files."""
    caplog.set_level(logging.DEBUG)
    paths = AppPaths.resolve()
    lay_database(paths.home)
    opened = open_storage(paths)
    redactor = Redactor()
    redactor.register(SECRET, TOKEN)
    opened.log_writer.start()
    async with running(_snapshot(provider, logs_bodies=True)) as proxy:
        proxy.runtime.recorder = Recorder(opened.log_writer, EventBus(), redactor, lambda _exchange: None)
        provider.script.extend(
            [
                failed(401, f"Incorrect API key provided: {SECRET}"),
                stream(*chat_events((f"your key is {SECRET}", " and yours ", TOKEN))),
                whole(wire.chat(f"echo {SECRET}"), headers={"x-echo": SECRET}),
            ]
        )
        prompt = {"messages": [{"role": "user", "content": f"my key is {TOKEN} and sk-ant-api03-abcdefghijklmnop"}]}
        refused = await proxy.ask(body=prompt)
        assert refused.status == 401
        assert SECRET not in refused.data.decode()
        assert "Incorrect API key provided: ***" in refused.data.decode()
        await proxy.ask(body=prompt, stream=True)
        await proxy.ask("/providers/chat/v1/chat/completions?key=" + TOKEN, body=prompt)
        assert opened.log_writer.flush()
    with opened.storage.read() as repositories:
        page = repositories.request_logs.page()
        assert len(page.rows) == 3
        assert len(repositories.request_logs.bodies(page.rows[0].id)) >= 3
        logs = [
            dataclasses.replace(log, bodies=repositories.request_logs.bodies(log.id))
            for log in repositories.request_logs.iterate()
        ]
        for kind in ("json", "jsonl", "csv", "har"):
            write_export(tmp_path / f"out.{kind}", kind, logs)  # type: ignore[arg-type]  # its literals
    opened.close()
    written = [path for folder in (tmp_path, paths.home) for path in folder.rglob("*") if path.is_file()]
    assert any(path.suffix == ".db" for path in written)
    for secret in (SECRET, TOKEN, "sk-ant-api03-abcdefghijklmnop"):
        assert secret not in caplog.text
        for path in written:
            assert secret.encode() not in path.read_bytes(), path
