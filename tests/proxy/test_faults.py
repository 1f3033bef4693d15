"""What the proxy does when providers fail, over real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from amux_desktop.core.settings import Settings
from amux_desktop.storage.records import Timeouts
from tests.helpers import routing, wire
from tests.helpers.wire import TEXT, WORDS, Wire, chat_events, failed, running, stream, whole

PATIENT = Timeouts(connect_s=5, first_byte_s=10, idle_s=10)
#: For providers that never go on; others get time enough on a busy machine.
SHORT = Timeouts(connect_s=5, first_byte_s=0.4, idle_s=0.4)


@pytest.fixture
async def first() -> AsyncIterator[Wire]:
    async with Wire() as provider:
        yield provider


@pytest.fixture
async def second() -> AsyncIterator[Wire]:
    async with Wire(default=whole(wire.chat("second"))) as provider:
        yield provider


def routes(
    first: Wire,
    second: Wire | None = None,
    *,
    settings: Settings | None = None,
    timeouts: Timeouts = PATIENT,
    **more: Any,
) -> Any:
    providers = [routing.provider("a", "custom-openai", first.base, timeouts=timeouts)]
    names = ["a"]
    if second is not None:
        providers.append(routing.provider("b", "custom-openai", second.base))
        names.append("b")
    return routing.snapshot(
        providers, [routing.proxy("p", "any", *names, **more)], settings=settings or Settings(proxy_cooldown_s=30)
    )


# ------------------------------------------------------------------ before the first byte


@pytest.mark.parametrize(
    "fault",
    [
        wire.reset,
        wire.hang,
        wire.garbage(b"this is not HTTP\r\n\r\n"),
        failed(500),
        failed(503),
        failed(529),
        failed(429),
        failed(401),
        failed(403),
        whole(b"<html>busy</html>", content_type="text/html"),
        whole(b"[1, 2]"),
        whole(b'{"unexpected": true}'),
        whole({"error": {"message": "upstream is busy", "code": 502}}),
        failed(302, headers={"location": "http://127.0.0.1:1/"}),
        whole(b"\x1f\x8bbroken", headers={"content-encoding": "gzip"}),
    ],
)
@pytest.mark.parametrize("streamed", [False, True])
async def test_the_next_target_answers(first: Wire, second: Wire, fault: Any, streamed: bool) -> None:
    first.default = fault
    if streamed:
        second.default = stream(*chat_events(("second",)))
    async with running(routes(first, second, timeouts=SHORT if fault is wire.hang else PATIENT)) as proxy:
        answer = await proxy.ask(stream=streamed)
        assert answer.status == 200
        assert b"second" in answer.data
        assert answer.data.count(b"second") == 1
        row = proxy.rows[-1]
        assert row.outcome == "ok"
        assert row.attempts[0].provider_name == "A"
        assert row.attempts[0].reason
        assert row.attempts[-1].provider_name == "B"
        assert row.attempts[-1].reason == ""


async def test_an_answer_that_failed_inside_a_200_is_a_failure(first: Wire, second: Wire) -> None:
    """The Responses API tells a failure in the answer itself; a Chat Completions client could not see that it is one."""
    body = {"id": "resp_1", "object": "response", "status": "failed", "model": "m", "output": [], "usage": None}
    first.default = whole({**body, "error": {"code": "server_error", "message": "the model fell over"}})
    providers = [
        routing.provider("a", "custom-openai-responses", first.base, timeouts=PATIENT),
        routing.provider("b", "custom-openai", second.base),
    ]
    async with running(routing.snapshot(providers, [routing.proxy("p", "any", "a", "b")])) as proxy:
        answer = await proxy.ask()
        assert answer.json["choices"][0]["message"]["content"] == "second"
        assert proxy.rows[-1].attempts[0].provider_name == "A"
    async with running(routing.snapshot(providers[:1], [routing.proxy("p", "any", "a")])) as proxy:
        answer = await proxy.ask()
        assert answer.status >= 500
        assert answer.json["error"]["message"] == "the model fell over"
        own = await proxy.post("/proxies/p/v1/responses", {"model": "m", "input": "hi"})
        assert (own.status, own.json["status"]) == (200, "failed")


async def test_nobody_listening_is_a_502_with_the_address(first: Wire) -> None:
    snapshot = routing.snapshot(
        [routing.provider("a", "custom-openai", "http://127.0.0.1:1", timeouts=PATIENT)],
        [routing.proxy("p", "any", "a")],
    )
    async with running(snapshot) as proxy:
        answer = await proxy.ask()
        assert answer.status == 502
        assert "127.0.0.1:1 refused" in answer.json["error"]["message"]
        assert proxy.rows[-1].error_code == "upstream_connect"
        assert len(proxy.rows[-1].attempts) == 2  # once more at once, then given up


async def test_a_provider_that_never_answers_is_a_504(first: Wire) -> None:
    first.default = wire.hang
    async with running(routes(first, timeouts=SHORT)) as proxy:
        answer = await proxy.ask()
        assert answer.status == 504
        assert len(first.asked) == 1


@pytest.mark.parametrize("status", [400, 404, 413, 422])
async def test_a_request_that_is_wrong_is_paid_for_once(first: Wire, second: Wire, status: int) -> None:
    first.default = failed(status, "no good")
    async with running(routes(first, second if status != 404 else None)) as proxy:
        answer = await proxy.ask()
        assert answer.status == status
        assert answer.json["error"]["message"] == "no good"
        assert answer.headers["x-should-retry"] == "false"
        assert len(first.asked) == 1
        assert not second.asked


async def test_an_overloaded_provider_is_tried_once_more_before_the_next(first: Wire, second: Wire) -> None:
    first.script.append(failed(503))
    async with running(routes(first, second)) as proxy:
        assert (await proxy.ask()).json["choices"][0]["message"]["content"] == TEXT
        assert [attempt.status for attempt in proxy.rows[-1].attempts] == [503, 200]
        assert not second.asked


async def test_alone_an_overloaded_provider_is_left_to_the_clients_own_patience(first: Wire) -> None:
    first.script.append(failed(503))
    async with running(routes(first)) as proxy:
        assert (await proxy.ask()).status == 503
        assert len(first.asked) == 1


async def test_a_connection_that_breaks_before_an_answer_is_tried_once_more(first: Wire) -> None:
    first.script.append(wire.reset)
    async with running(routes(first)) as proxy:
        assert (await proxy.ask()).status == 200
        assert [attempt.reason for attempt in proxy.rows[-1].attempts] == ["broken", ""]


async def test_attempts_are_limited(first: Wire) -> None:
    first.default = failed(503)
    async with running(routes(first, settings=Settings(proxy_max_attempts=1))) as proxy:
        assert (await proxy.ask()).status == 503
        assert len(first.asked) == 1


# ------------------------------------------------------------------ after the first byte


@pytest.mark.parametrize("end", ["reset", "hang"])
@pytest.mark.parametrize(
    "path", ["/proxies/p/v1/chat/completions", "/proxies/p/v1/messages", "/proxies/p/v1/responses"]
)
async def test_a_stream_that_dies_ends_with_an_error_event_and_is_not_begun_again(
    first: Wire, second: Wire, end: str, path: str
) -> None:
    first.default = stream(*chat_events(done=False), end=end)
    async with running(routes(first, second, timeouts=SHORT if end == "hang" else PATIENT)) as proxy:
        fields: dict[str, Any] = {"max_tokens": 50}
        if path.endswith("responses"):
            fields = {"input": "Weather?", "messages": None}
        answer = await proxy.ask(path, stream=True, body=fields)
        assert answer.status == 200
        assert answer.data.count(b"sunny ") >= 1
        assert not second.asked
        last = [event for event in answer.events if event != "[DONE]"][-1]
        assert last.get("error") or last.get("type") in ("error", "response.failed")
        row = proxy.rows[-1]
        assert row.outcome == "error"
        assert row.error_code in ("upstream_server", "upstream_timeout")
        assert len(row.attempts) == 1


async def test_half_an_event_is_not_passed_on(first: Wire) -> None:
    first.default = stream(*chat_events(done=False), b'data: {"id": "chatcmpl-1", "choi', end="reset")
    async with running(routes(first)) as proxy:
        answer = await proxy.ask(stream=True)
        assert answer.text == TEXT
        assert "error" in answer.events[-2]  # every event parses, the last one says why it ended


async def test_an_event_cut_into_pieces_arrives_whole(first: Wire) -> None:
    data = b"".join(chat_events())
    first.default = stream(*(data[at : at + 7] for at in range(0, len(data), 7)))
    async with running(routes(first)) as proxy:
        answer = await proxy.ask(stream=True)
        assert answer.data == data


async def test_a_last_event_without_its_empty_line_counts(first: Wire) -> None:
    events = chat_events()
    first.default = stream(*events[:-1], events[-1].rstrip(b"\n"))
    async with running(routes(first)) as proxy:
        answer = await proxy.ask(stream=True)
        assert answer.events[-1] == "[DONE]"
        assert proxy.rows[-1].outcome == "ok"
        assert proxy.rows[-1].output_tokens == 7


async def test_an_error_as_the_first_event_still_falls_back(first: Wire, second: Wire) -> None:
    first.default = stream(b'data: {"error": {"message": "overloaded", "type": "server_error", "code": 503}}\n\n')
    second.default = stream(*chat_events(("second",)))
    async with running(routes(first, second)) as proxy:
        answer = await proxy.ask(stream=True)
        assert answer.text == "second"
        assert proxy.rows[-1].attempts[0].reason


async def test_the_provider_is_cancelled_when_the_client_leaves(first: Wire) -> None:
    first.default = stream(*chat_events(done=False), end="hang")
    async with running(routes(first)) as proxy:
        question = {"model": "m", "messages": [], "stream": True}
        headers = {"authorization": f"Bearer {proxy.token}"}
        async with proxy.client.post(
            f"{proxy.base}/proxies/p/v1/chat/completions", json=question, headers=headers
        ) as answer:
            await answer.content.readany()
        await asyncio.wait_for(first.gone.wait(), 3)
        await wire.until(lambda: bool(proxy.rows))
        assert proxy.rows[-1].outcome == "cancelled"


# ------------------------------------------------------------------ whole answers to streams


@pytest.mark.parametrize(
    ("path", "fields", "mark"),
    [
        ("/proxies/p/v1/chat/completions", {}, b"data: [DONE]"),
        ("/proxies/p/v1/messages", {"max_tokens": 9}, b"event: message_stop"),
        ("/proxies/p/v1/responses", {"input": "x", "messages": None}, b"event: response.completed"),
        ("/proxies/p/v1beta/models/m:streamGenerateContent?alt=sse", {"contents": [{"role": "user", "parts": [{"text": "x"}]}], "messages": None, "model": None, "stream": None}, b'"finishReason":"STOP"'),
    ],
)  # fmt: skip
async def test_a_provider_that_does_not_stream_is_replayed(
    first: Wire, path: str, fields: dict[str, Any], mark: bytes
) -> None:
    async with running(routes(first)) as proxy:
        body = {"model": "m", "messages": [{"role": "user", "content": "x"}], "stream": True, **fields}
        answer = await proxy.post(path, {name: value for name, value in body.items() if value is not None})
        assert answer.status == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert TEXT.encode() in answer.data
        assert mark in answer.data.replace(b'": "', b'":"')
        assert proxy.rows[-1].output_tokens == 7


# ------------------------------------------------------------------ what is learned


async def test_a_limited_target_rests_until_retry_after(first: Wire, second: Wire) -> None:
    first.default = failed(429, headers={"retry-after": "100"})
    async with running(routes(first, second)) as proxy:
        for _ in range(3):
            assert b"second" in (await proxy.ask()).data
        assert len(first.asked) == 1
        view = proxy.runtime.balancer.health("id-a")
        assert view.state == "cooling"
        assert 90 < view.until_s <= 100


async def test_the_vendors_reset_header_counts_as_well(first: Wire, second: Wire) -> None:
    first.default = failed(
        429, headers={"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "6m0s", "x-ratelimit-reset-tokens": "9h"}
    )  # fmt: skip
    async with running(routes(first, second)) as proxy:
        await proxy.ask()
        assert proxy.runtime.balancer.health("id-a").until_s > 3600


async def test_keys_take_turns_when_one_is_refused(first: Wire) -> None:
    snapshot = routing.snapshot(
        [routing.provider("a", "custom-openai", first.base, keys=["1", "2", "3"])],
        [routing.proxy("p", "any", "a")],
        secrets={"a": ("bad-key-0001", "good-key-0002", "good-key-0003")},
    )

    async def by_key(provider: Wire, writer: asyncio.StreamWriter) -> None:
        is_bad = provider.asked[-1].headers["authorization"] == "Bearer bad-key-0001"
        await (failed(401) if is_bad else whole(wire.chat()))(provider, writer)

    first.default = by_key
    async with running(snapshot) as proxy:
        for number in range(12):
            assert (await proxy.ask(headers={"session_id": f"talk {number}"})).status == 200
    tried = [asked.headers["authorization"] for asked in first.asked]
    assert tried.count("Bearer bad-key-0001") <= 1
    assert len(set(tried)) > 1


async def test_a_conversation_keeps_its_key_and_target(first: Wire) -> None:
    snapshot = routing.snapshot(
        [routing.provider("a", "custom-openai", first.base, keys=["1", "2", "3"])],
        [routing.proxy("p", "any", "a")],
        secrets={"a": ("key-00000001", "key-00000002", "key-00000003")},
    )
    async with running(snapshot) as proxy:
        for _ in range(6):
            await proxy.ask(headers={"session_id": "one talk"})
    assert len({asked.headers["authorization"] for asked in first.asked}) == 1


async def test_the_breaker_lets_one_probe_through(first: Wire, second: Wire) -> None:
    first.default = failed(500)
    settings = Settings(proxy_breaker_failures=2, proxy_breaker_reset_s=60)
    async with running(routes(first, second, settings=settings, sticky=False)) as proxy:
        now = 1000.0
        proxy.runtime.balancer.clock = lambda: now
        for _ in range(4):
            assert b"second" in (await proxy.ask()).data
        assert len(first.asked) == 2
        now += 61
        first.default = wire.hang  # until it is released
        probe = asyncio.ensure_future(proxy.ask())
        await wire.until(lambda: len(first.asked) == 3)
        assert b"second" in (await proxy.ask()).data  # others do not wait for the probe
        assert len(first.asked) == 3
        first.release.set()
        await probe
        first.default = whole(wire.chat())
        now += 61
        assert TEXT.encode() in (await proxy.ask()).data
        assert proxy.runtime.balancer.health("id-a").state == "ok"


async def test_a_providers_own_limit_sends_the_rest_elsewhere(first: Wire, second: Wire) -> None:
    snapshot = routing.snapshot(
        [
            routing.provider("a", "custom-openai", first.base, requests_per_minute=2),
            routing.provider("b", "custom-openai", second.base),
        ],
        [routing.proxy("p", "any", "a", "b")],
    )
    async with running(snapshot) as proxy:
        for _ in range(4):
            assert (await proxy.ask()).status == 200
        assert (len(first.asked), len(second.asked)) == (2, 2)
        assert proxy.runtime.balancer.health("id-a").state == "ok"


async def test_rules_that_fit_nothing_are_told(first: Wire) -> None:
    row = routing.target_row("a", conditions={"tools": True})
    snapshot = routing.snapshot([routing.provider("a", "custom-openai", first.base)], [routing.proxy("p", "any", row)])
    async with running(snapshot) as proxy:
        answer = await proxy.ask()
        assert answer.status == 400
        assert "rules" in answer.json["error"]["message"]


async def test_silence_is_filled_with_keep_alives(first: Wire) -> None:
    events = chat_events()
    first.default = stream(*events[:2], b"".join(events[2:]), end="release")
    settings = Settings(proxy_keepalive_s=0.05)
    snapshot = routing.snapshot(
        [routing.provider("a", "custom-openai", first.base)], [routing.proxy("p", "any", "a")], settings=settings
    )
    async with running(snapshot) as proxy:
        question = {"model": "m", "messages": [{"role": "user", "content": "Hi"}], "stream": True}
        headers = {"authorization": f"Bearer {proxy.token}"}
        url = proxy.base + "/proxies/p/v1/chat/completions"
        async with proxy.client.post(url, json=question, headers=headers) as answer:
            data = b""
            async for chunk in answer.content.iter_any():
                data += chunk
                if data.count(b": keep-alive\n\n") >= 2:
                    first.release.set()
        assert data.endswith(b"data: [DONE]\n\n")
        assert all(word.encode() in data for word in WORDS)


async def test_stopping_ends_streams_with_an_error_event(first: Wire) -> None:
    first.default = stream(*chat_events(done=False), end="hang")
    snapshot = routing.snapshot([routing.provider("a", "custom-openai", first.base)], [routing.proxy("p", "any", "a")])
    async with running(snapshot) as proxy:
        asking = asyncio.ensure_future(proxy.ask(stream=True))
        await wire.until(lambda: bool(first.asked) and bool(proxy.runtime.live))
        await asyncio.sleep(0.05)
        await proxy.server.stop(0.05)
        answer = await asking
        assert answer.text == TEXT
        assert "being stopped" in answer.events[-2]["error"]["message"]


async def test_stopping_one_listener_leaves_the_other_alone(first: Wire) -> None:
    first.default = stream(*chat_events(), end="release")
    async with running(routes(first)) as proxy:
        other = type(proxy.server)(proxy.runtime, "tunnel")
        await other.start("127.0.0.1", 0)
        asking = asyncio.ensure_future(proxy.ask(stream=True))
        await wire.until(lambda: bool(first.asked))
        await other.stop(0)
        first.release.set()
        assert (await asking).text == TEXT
