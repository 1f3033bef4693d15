"""Responses over a WebSocket: real sockets, a real client, the SDK of the vendor."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from amux_desktop.core.settings import Settings
from amux_desktop.proxy import responses_socket
from amux_desktop.proxy.socket_connection import SocketConnection
from tests.helpers import routing
from tests.helpers.routing import TOKEN
from tests.helpers.wire import TEXT, Running, Wire, chat_events, failed, hang, running, stream, until

OTHER = "sk-amux." + "o" * 43
ASK = {"type": "response.create", "model": "m", "store": False}


@pytest.fixture
async def provider() -> AsyncIterator[Wire]:
    async with Wire(default=stream(*chat_events())) as up:
        yield up


@pytest.fixture
async def proxy(provider: Wire) -> AsyncIterator[Running]:
    async with running(_snapshot(provider)) as started:
        yield started


def _snapshot(provider: Wire, tokens: dict[str, Any] | None = None, **settings: Any) -> Any:
    return routing.snapshot(
        [
            routing.provider("chat", "custom-openai", provider.base, models=["m"], passthrough=True),
            routing.provider("own", "openai-responses", provider.base, models=["r"], passthrough=True),
        ],
        [
            routing.proxy("p", "any", "chat"),
            routing.proxy("r", "openai-responses", "own"),
            routing.proxy("only-chat", "openai-chat", "chat"),
        ],
        settings=Settings(**settings),
        tokens=tokens,
    )


@contextlib.asynccontextmanager
async def opened(
    proxy: Running, path: str = "/proxies/p/v1/responses", token: str = TOKEN, **headers: str
) -> AsyncIterator[ClientConnection]:
    sent = {"authorization": f"Bearer {token}", "openai-beta": "responses_websockets=2026-02-06", **headers}
    sent = {name.replace("_", "-"): value for name, value in sent.items() if value}
    address = proxy.base.replace("http", "ws") + path
    async with connect(address, additional_headers=sent, proxy=None, max_size=None) as socket:
        yield socket


async def said(socket: ClientConnection, message: Any = None) -> list[dict[str, Any]]:
    """Send something; the events until one of them ends the turn."""
    if message is not None:
        await socket.send(json.dumps(message))
    events: list[dict[str, Any]] = []
    ends = ("response.completed", "response.incomplete", "response.failed", "error", "response.steer.failed")
    while not events or events[-1]["type"] not in ends:
        async with asyncio.timeout(5):
            events.append(json.loads(await socket.recv()))
    return events


def user(text: str) -> list[dict[str, Any]]:
    return [{"type": "message", "role": "user", "content": [{"type": "input_text", "text": text}]}]


def own_events(identifier: str, text: str = TEXT, *, final_output: bool = True) -> list[bytes]:
    """A stream of OpenAI's; the ChatGPT backend leaves ``output`` out of its last event."""
    message = {
        "type": "message", "id": f"msg_{identifier}", "role": "assistant", "status": "completed",
        "content": [{"type": "output_text", "text": text, "annotations": []}],
    }  # fmt: skip
    reasoning = {"type": "reasoning", "id": f"rs_{identifier}", "summary": [], "encrypted_content": None}
    frame = {
        "id": identifier,
        "object": "response",
        "created_at": 1,
        "model": "r",
        "status": "in_progress",
        "output": [],
    }
    usage = {"input_tokens": 11, "output_tokens": 7, "total_tokens": 18}
    output = [reasoning, message] if final_output else []
    events = [
        {"type": "response.created", "response": frame},
        {"type": "response.output_item.done", "output_index": 0, "item": reasoning},
        {"type": "response.output_item.done", "output_index": 1, "item": message},
        {"type": "response.completed", "response": {**frame, "status": "completed", "output": output, "usage": usage}},
    ]
    return [f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode() for event in events]


# ------------------------------------------------------------------ talking


async def test_a_response_comes_as_one_event_a_frame(proxy: Running, provider: Wire) -> None:
    async with opened(proxy) as socket:
        events = await said(socket, {**ASK, "input": "Weather?"})
    assert [event["type"] for event in events][:2] == ["response.created", "response.in_progress"]
    assert [event["sequence_number"] for event in events] == list(range(len(events)))
    assert "".join(event["delta"] for event in events if event["type"] == "response.output_text.delta") == TEXT
    assert events[-1]["response"]["usage"]["total_tokens"] == 18
    sent = provider.asked[0].body
    assert sent["stream"] is True
    assert not {"type", "store", "input"} & set(sent)
    row = proxy.rows[0]
    assert (row.method, row.path, row.status, row.inbound, row.outbound) == (
        "WS", "/proxies/p/v1/responses", 200, "openai-responses", "openai-chat",
    )  # fmt: skip
    assert (row.input_tokens, row.stream, row.token_name, row.outcome) == (11, True, "Test", "ok")
    assert len(proxy.rows) == 1


async def test_turns_are_continued_on_one_connection(proxy: Running, provider: Wire) -> None:
    async with opened(proxy) as socket:
        warm = await said(socket, {**ASK, "generate": False, "instructions": "Be brief.", "input": user("Rules.")})
        assert [event["type"] for event in warm] == ["response.created", "response.in_progress", "response.completed"]
        assert not provider.asked
        name = warm[-1]["response"]["id"]
        for number in (1, 2, 3):
            ask = {
                **ASK,
                "instructions": "Be brief.",
                "input": user(f"Question {number}"),
                "previous_response_id": name,
            }
            events = await said(socket, ask)
            name = events[-1]["response"]["id"]
    roles = [message["role"] for message in provider.asked[-1].body["messages"]]
    assert roles == ["system", "user", "user", "assistant", "user", "assistant", "user"]
    texts = json.dumps(provider.asked[-1].body["messages"])
    assert texts.index("Rules.") < texts.index("Question 1") < texts.index("Question 2") < texts.index("Question 3")
    assert len(proxy.rows) == 3


async def test_state_belongs_to_the_connection(proxy: Running, provider: Wire) -> None:
    async with opened(proxy) as socket:
        events = await said(socket, {**ASK, "input": "Hi"})
    ask = {**ASK, "input": "And?", "previous_response_id": events[-1]["response"]["id"]}
    async with opened(proxy) as socket:
        refused = await said(socket, ask)
        assert refused[0]["status"] == 400
        assert refused[0]["error"]["code"] == "previous_response_not_found"
        assert refused[0]["error"]["param"] == "previous_response_id"
        assert (await said(socket, {**ASK, "input": "Hi"}))[-1]["type"] == "response.completed"
    stored = {**ASK, "store": True, "input": "Hi"}
    async with opened(proxy) as socket:
        kept = (await said(socket, stored))[-1]["response"]["id"]
    async with opened(proxy) as socket:
        await said(socket, {**ASK, "input": "And?", "previous_response_id": kept})
    assert [message["role"] for message in provider.asked[-1].body["messages"]] == ["user", "assistant", "user"]


@pytest.mark.parametrize("final_output", [True, False])
async def test_openai_itself_gets_the_whole_talk_or_its_own_reference(
    proxy: Running, provider: Wire, final_output: bool
) -> None:
    provider.script.extend(
        stream(*own_events(f"resp_{n}", f"Answer {n}", final_output=final_output)) for n in (1, 2, 3)
    )
    ask = {**ASK, "model": "r"}
    async with opened(proxy, "/proxies/r/v1/responses") as socket:
        events = await said(socket, {**ask, "store": True, "input": user("One")})
        assert events[0]["type"] == "response.created"
        await said(socket, {**ask, "input": user("Two"), "previous_response_id": "resp_1"})
        await said(socket, {**ask, "input": user("Three"), "previous_response_id": "resp_2"})
    first, second, third = (asked.body for asked in provider.asked)
    assert "previous_response_id" not in first
    assert (second["previous_response_id"], second["input"]) == ("resp_1", user("Two"))
    # What nobody stored is sent again, without the thought that was only a reference; what OpenAI stored it still finds.
    assert third["previous_response_id"] == "resp_1"
    assert [item.get("role") for item in third["input"]] == ["user", "assistant", "user"]
    assert third["input"][1]["content"][0]["text"] == "Answer 2"
    assert "responses_websockets" not in json.dumps(provider.asked[0].headers)
    assert "upgrade" not in provider.asked[0].headers


async def test_one_response_at_a_time_and_lanes_are_named(proxy: Running, provider: Wire) -> None:
    provider.script.append(stream(*chat_events(), end="release"))
    async with opened(proxy) as socket:
        await socket.send(json.dumps({**ASK, "input": "first", "stream_id": "a"}))
        await until(lambda: len(provider.asked) == 1)
        await socket.send(json.dumps({**ASK, "input": "second", "stream_id": "b"}))
        steer = {"type": "response.steer", "input": "Stop", "previous_response_id": "resp_1", "stream_id": "a"}
        provider.release.set()
        first, second = await said(socket), await said(socket)
        assert {event["stream_id"] for event in first} == {"a"}
        assert {event["stream_id"] for event in second} == {"b"}
        failed_steer = (await said(socket, steer))[0]
        assert failed_steer["error"]["code"] == "steering_not_supported"
        assert failed_steer["steer"]["input"] == "Stop"
    assert len(provider.asked) == 2


async def test_too_many_waiting_are_refused(proxy: Running, provider: Wire) -> None:
    provider.script.append(hang)
    async with opened(proxy) as socket:
        for _ in range(10):
            await socket.send(json.dumps({**ASK, "input": "x"}))
        refused = await said(socket)
        assert (refused[0]["status"], refused[0]["error"]["code"]) == (429, "too_many_waiting")


async def test_large_ones_do_not_pile_up(proxy: Running, provider: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    """The running one, one that waits whatever its size, and no further one."""
    monkeypatch.setattr("amux_desktop.proxy.responses_socket._MAX_WAITING_CHARS", 4000)
    provider.script.append(hang)
    async with opened(proxy) as socket:
        for _ in range(3):
            await socket.send(json.dumps({**ASK, "input": "x" * 5000}))
        refused = await said(socket)
        assert (refused[0]["status"], refused[0]["error"]["code"]) == (429, "too_many_waiting")


async def test_openais_sdk_talks_over_the_socket(proxy: Running, provider: Wire) -> None:
    import openai

    client = openai.AsyncOpenAI(api_key=TOKEN, base_url=proxy.base + "/proxies/p/v1")
    options: Any = {"proxy": None}
    async with client, client.responses.connect(websocket_connection_options=options) as connection:
        await connection.response.create(model="m", input="Weather?", store=False)
        text = ""
        async for event in connection:
            if event.type == "response.output_text.delta":
                text += event.delta
            if event.type == "response.completed":
                break
        assert text == TEXT
        provider.script.append(failed(400, "no such tool"))
        await connection.response.create(model="m", input="Weather?", store=False)
        async for event in connection:
            assert event.type == "error"
            assert event.status == 400
            assert event.error.message == "no such tool"
            break


# ------------------------------------------------------------------ failing


async def test_a_refusal_is_an_error_event_and_the_socket_stays_open(proxy: Running, provider: Wire) -> None:
    provider.script.append(failed(429, "slow down", {"retry-after": "7"}))
    async with opened(proxy) as socket:
        refused = (await said(socket, {**ASK, "input": "x"}))[0]
        assert (refused["status"], refused["error"]["message"]) == (429, "slow down")
        assert refused["headers"]["retry-after"] == refused["error"]["headers"]["retry-after"] == "7"
        assert refused["headers"]["x-amux-request-id"] == proxy.rows[0].id
        for bad, param in (
            ({"input": "x", "model": None}, "model"),
            ({"background": True}, "background"),
            ({"type": "ping"}, "type"),
        ):
            event = (await said(socket, {**ASK, **bad}))[0]
            assert (event["type"], event["status"], event["error"]["param"]) == ("error", 400, param)
        for text in ("{", "[]", "3", '"x"', "[" * 50_000):
            await socket.send(text)
            assert (await said(socket))[0]["error"]["code"] == "invalid_json"
        assert (await said(socket, {**ASK, "input": "x"}))[-1]["type"] == "response.completed"


async def test_a_stream_that_dies_ends_with_a_failed_response(proxy: Running, provider: Wire) -> None:
    provider.script.append(stream(*chat_events(done=False), end="reset"))
    async with opened(proxy) as socket:
        events = await said(socket, {**ASK, "input": "x"})
        assert events[-1]["type"] == "response.failed"
        assert (await said(socket, {**ASK, "input": "x"}))[-1]["type"] == "response.completed"
    assert [row.outcome for row in proxy.rows] == ["error", "ok"]


async def test_a_flat_error_event_gets_the_form_of_the_socket(proxy: Running, provider: Wire) -> None:
    created = own_events("resp_1")[:3]
    flat = b'event: error\ndata: {"type":"error","code":"server_error","message":"broken","param":null,"sequence_number":3}\n\n'
    provider.script.append(stream(*created, flat))
    async with opened(proxy, "/proxies/r/v1/responses") as socket:
        events = await said(socket, {**ASK, "model": "r", "input": "x"})
    assert events[-1]["type"] == "error"
    assert events[-1]["error"]["message"] == "broken"


async def test_a_client_that_goes_takes_the_upstream_request_along(proxy: Running, provider: Wire) -> None:
    provider.script.append(stream(chat_events()[0], chat_events()[1], end="hang"))
    async with opened(proxy) as socket:
        await socket.send(json.dumps({**ASK, "input": "x"}))
        await socket.recv()
        socket.transport.abort()
        await asyncio.wait_for(provider.gone.wait(), 3)
    await until(lambda: len(proxy.rows) == 1)
    assert proxy.rows[0].outcome == "cancelled"
    assert not proxy.runtime.live


async def test_the_proxy_stops_with_a_proper_end(provider: Wire) -> None:
    provider.script.append(stream(chat_events()[0], chat_events()[1], end="hang"))
    async with running(_snapshot(provider)) as proxy, opened(proxy) as busy, opened(proxy) as idle:
        await busy.send(json.dumps({**ASK, "input": "x"}))
        await busy.recv()
        stopping = asyncio.ensure_future(proxy.server.stop(0))
        assert (await said(busy))[-1]["type"] == "response.failed"
        with pytest.raises(ConnectionClosed) as ended:
            await busy.recv()
        assert ended.value.rcvd is not None
        assert ended.value.rcvd.code == 1001
        with pytest.raises(ConnectionClosed) as ended:
            await idle.recv()
        assert ended.value.rcvd is not None
        assert ended.value.rcvd.code == 1012
        await stopping


# ------------------------------------------------------------------ who may


async def refusal(proxy: Running, path: str = "/proxies/p/v1/responses", **more: str) -> InvalidStatus:
    with pytest.raises(InvalidStatus) as refused:
        async with opened(proxy, path, **more):
            pass
    return refused.value


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/proxies/only-chat/v1/responses", 426), ("/providers/own/v1/responses", 426), ("/proxies/p/v1/responses/compact", 426),
        ("/proxies/p/v1/messages", 426), ("/proxies/nothing/v1/responses", 404), ("/code/codex/v1/responses", 404),
    ],
)  # fmt: skip
async def test_where_there_is_no_socket_the_client_is_sent_to_http(proxy: Running, path: str, status: int) -> None:
    refused = await refusal(proxy, path)
    assert refused.response.status_code == status
    if status == 426:
        assert json.loads(refused.response.body)["error"]["code"] == "upgrade_not_supported"


@pytest.mark.parametrize("path", ["/v1/responses", "/responses", "/proxies/p/responses", "/proxies/r/v1/responses"])
async def test_the_usual_sub_paths_are_open(proxy: Running, provider: Wire, path: str) -> None:
    provider.default = stream(*own_events("resp_1")) if "/r/" in path else provider.default
    async with opened(proxy, path) as socket:
        model = "r" if "/r/" in path else "chat/m"
        assert (await said(socket, {**ASK, "model": model, "input": "x"}))[-1]["type"] == "response.completed"


@pytest.mark.parametrize("token", ["", "wrong", "sk-amux." + "x" * 43])
async def test_no_socket_without_a_token(proxy: Running, token: str) -> None:
    assert (await refusal(proxy, token=token)).response.status_code == 401


@pytest.mark.parametrize(
    "header", [{"host": "evil.example"}, {"origin": "https://evil.example"}, {"origin": "null"}, {"sec_fetch_site": "cross-site"}]
)  # fmt: skip
async def test_other_origins_and_rebound_names_are_403(proxy: Running, provider: Wire, header: dict[str, str]) -> None:
    """A browser opens WebSockets across origins without asking first, so this is all that stands before a web page."""
    for path in ("/proxies/p/v1/responses", "/v1/responses"):
        assert (await refusal(proxy, path, **header)).response.status_code == 403
    assert not provider.asked


async def test_every_request_on_a_socket_is_let_in_anew(provider: Wire) -> None:
    rule = routing.token(requests_per_minute=2)
    async with running(_snapshot(provider, {TOKEN: rule})) as proxy, opened(proxy) as socket:
        for _ in range(2):
            assert (await said(socket, {**ASK, "input": "x"}))[-1]["type"] == "response.completed"
        limited = (await said(socket, {**ASK, "input": "x"}))[0]
        assert (limited["status"], limited["error"]["code"]) == (429, "limit_rate")
        assert int(limited["headers"]["retry-after"]) > 0
        proxy.runtime.replace(_snapshot(provider, {TOKEN: replace(rule, enabled=False)}))
        assert (await said(socket, {**ASK, "input": "x"}))[0]["status"] == 403
        proxy.runtime.replace(_snapshot(provider, {}))
        assert (await said(socket, {**ASK, "input": "x"}))[0]["status"] == 401
        with pytest.raises(ConnectionClosed) as ended:
            await socket.recv()
        assert ended.value.rcvd is not None
        assert ended.value.rcvd.code == 1008


async def test_the_tunnel_has_no_sockets(provider: Wire) -> None:
    rule = routing.token(permissions=("proxy", "tunnel"))
    async with running(_snapshot(provider, {TOKEN: rule}), source="tunnel") as proxy:
        assert (await refusal(proxy)).response.status_code == 426


# ------------------------------------------------------------------ mad clients


async def closed_with(socket: ClientConnection) -> int:
    with pytest.raises(ConnectionClosed) as ended:
        async with asyncio.timeout(5):
            await socket.recv()
    assert ended.value.rcvd is not None
    return ended.value.rcvd.code


async def test_large_messages_pass_and_too_large_ones_close(provider: Wire) -> None:
    async with running(_snapshot(provider, proxy_max_body_mb=1)) as proxy:
        async with opened(proxy) as socket:
            assert (await said(socket, {**ASK, "input": "x" * 900_000}))[-1]["type"] == "response.completed"
            await socket.send(json.dumps({**ASK, "input": "x" * 1_100_000}))
            assert await closed_with(socket) == 1009
        async with opened(proxy) as socket:
            await socket.send([json.dumps({**ASK, "input": ""})[:-2], *("x" * 200_000 for _ in range(6)), '"}'])
            assert await closed_with(socket) == 1009
    assert len(provider.asked) == 1


async def test_binary_messages_and_silence_close(proxy: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(proxy) as socket:
        await socket.send(b"\x00\x01")
        assert await closed_with(socket) == 1003
    monkeypatch.setattr(responses_socket.ResponsesSocket.__init__, "__defaults__", (0.05,))
    async with opened(proxy) as socket:
        assert await closed_with(socket) == 1000


async def test_half_a_message_does_not_keep_a_connection(proxy: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(responses_socket.ResponsesSocket.__init__, "__defaults__", (0.05,))
    monkeypatch.setattr(SocketConnection, "closing_s", 0.05)
    async with opened(proxy) as socket:
        socket.transport.write(b"\x81\xfe\x10\x00abcd" + b"x" * 100)  # a text frame of 4096 bytes, most of them missing
        assert await closed_with(socket) == 1000
    assert (await proxy.ask(stream=True)).status == 200


@pytest.mark.parametrize("depth", [500, 2_000, 100_000])
async def test_deeply_nested_messages_are_refused(proxy: Running, depth: int) -> None:
    nested = "[" * depth + "]" * depth
    schema = '{"a":' * depth + "1" + "}" * depth
    tool = '{"type":"function","name":"f","parameters":' + schema + "}"
    async with opened(proxy) as socket:
        for fields in (f'"input":{nested}', f'"input":"x","tools":[{tool}]'):
            await socket.send('{"type":"response.create","model":"m","store":false,' + fields + "}")
            end = (await said(socket))[-1]
            assert end["type"] == "response.completed" or end["status"] < 500, end
        assert (await said(socket, {**ASK, "input": "x"}))[-1]["type"] == "response.completed"


async def test_a_head_that_the_sockets_library_would_not_take_is_sent_to_http(proxy: Running) -> None:
    assert (await refusal(proxy, x_codex_turn_metadata="y" * 20_000)).response.status_code == 426


async def test_nothing_that_was_said_gets_into_the_log(provider: Wire, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "amux_desktop")
    caplog.set_level(logging.DEBUG, "uvicorn")
    async with running(_snapshot(provider)) as proxy, opened(proxy, f"/v1/responses?key={TOKEN}", token="") as socket:
        await said(socket, {**ASK, "model": "chat/m", "input": "a confidential prompt"})
    assert TOKEN not in caplog.text
    assert "confidential" not in caplog.text
    assert proxy.rows[0].status == 200


async def test_a_socket_needs_a_whole_handshake(proxy: Running) -> None:
    assert proxy.server.address is not None
    reader, writer = await asyncio.open_connection(*proxy.server.address)
    head = f"GET /v1/responses HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer {TOKEN}\r\n"
    writer.write((head + "connection: upgrade\r\nupgrade: websocket\r\n\r\n").encode())
    answer = await asyncio.wait_for(reader.read(), 3)
    assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 426"))
    writer.close()
    assert (await proxy.ask(stream=True)).status == 200
