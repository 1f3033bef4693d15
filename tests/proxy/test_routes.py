"""Every route, over real sockets: who answers, in which format, with which side effects."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from amux_desktop.core.settings import Settings
from amux_desktop.storage.records import TokenScope
from tests.helpers import routing, wire
from tests.helpers.routing import TOKEN
from tests.helpers.wire import TEXT, Running, Wire, chat_events, failed, running, stream, whole

CLAUDE = {
    "id": "msg_1", "type": "message", "role": "assistant", "model": "claude", "content": [{"type": "text", "text": TEXT}],
    "stop_reason": "end_turn", "stop_sequence": None, "usage": {"input_tokens": 11, "output_tokens": 7},
}  # fmt: skip


@pytest.fixture
async def provider() -> AsyncIterator[Wire]:
    async with Wire() as up:
        yield up


@pytest.fixture
async def claude() -> AsyncIterator[Wire]:
    async with Wire(default=whole(CLAUDE)) as up:
        yield up


@pytest.fixture
async def proxy(provider: Wire, claude: Wire) -> AsyncIterator[Running]:
    """`p` goes to Chat Completions, `c` to Anthropic, `r` to OpenAI's own Responses, all at the two scripted providers."""
    providers = [
        routing.provider("chat", "custom-openai", provider.base, models=["m", "n"], passthrough=True),
        routing.provider("claude", "anthropic", claude.base, models=["claude"], passthrough=True),
        routing.provider("gemini", "gemini", provider.base, models=["gem"]),
        routing.provider("responses", "openai-responses", provider.base, models=["r"]),
        routing.provider("closed", "custom-openai", provider.base),
    ]
    proxies = [
        routing.proxy("p", "any", "chat"),
        routing.proxy("c", "any", "claude"),
        routing.proxy("g", "any", "gemini"),
        routing.proxy("r", "any", "responses"),
        routing.proxy("only-chat", "openai-chat", "chat"),
        routing.proxy("empty", "any"),
    ]
    async with running(routing.snapshot(providers, proxies)) as started:
        yield started


# ------------------------------------------------------------------ formats by sub-path


@pytest.mark.parametrize("prefix", ["/v1", ""])
@pytest.mark.parametrize(
    ("path", "fields", "find"),
    [
        ("/chat/completions", {"messages": [{"role": "user", "content": "x"}]}, lambda body: body["choices"][0]["message"]["content"]),
        ("/responses", {"input": "x"}, lambda body: body["output"][0]["content"][0]["text"]),
        ("/messages", {"max_tokens": 9, "messages": [{"role": "user", "content": "x"}]}, lambda body: body["content"][0]["text"]),
    ],
)  # fmt: skip
async def test_every_format_is_answered_in_itself(
    proxy: Running, prefix: str, path: str, fields: Any, find: Any
) -> None:
    for route in ("p", "c"):
        answer = await proxy.post(f"/proxies/{route}{prefix}{path}", {"model": "m", **fields})
        assert answer.status == 200, answer.data
        assert find(answer.json) == TEXT


async def test_gemini_by_its_own_paths(proxy: Running) -> None:
    body = {"contents": [{"role": "user", "parts": [{"text": "x"}]}]}
    answer = await proxy.post("/proxies/p/v1beta/models/m:generateContent", body, headers={"x-goog-api-key": TOKEN})
    assert answer.json["candidates"][0]["content"]["parts"][0]["text"] == TEXT
    streamed = await proxy.post("/proxies/c/v1beta/models/m:streamGenerateContent", body)
    assert isinstance(streamed.json, list)  # without alt=sse a JSON array


async def test_a_route_of_one_format_refuses_the_others_in_its_own_words(proxy: Running) -> None:
    answer = await proxy.post("/proxies/only-chat/v1/messages", {"model": "m"})
    assert answer.status == 404
    assert "chat/completions" in answer.json["error"]["message"]


@pytest.mark.parametrize(
    ("path", "status"),
    [("/proxies/nowhere/v1/messages", 404), ("/proxies/empty/v1/messages", 404), ("/providers/closed/v1/models", 404),
     ("/providers/nobody/v1/models", 404), ("/v1/nothing", 404), ("/proxies/p/v1/nothing", 404), ("/favicon.ico", 404)],
)  # fmt: skip
async def test_unknown_places_say_so(proxy: Running, path: str, status: int) -> None:
    answer = await proxy.post(path, {"model": "m"})
    assert answer.status == status
    assert answer.json["error"]["message"].startswith("Amux: ")


async def test_the_root_finds_the_provider_by_model(proxy: Running, provider: Wire, claude: Wire) -> None:
    assert (await proxy.ask("/v1/chat/completions", body={"model": "claude/claude"})).status == 200
    assert json.loads(claude.asked[-1].raw)["model"] == "claude"
    assert (await proxy.ask("/v1/chat/completions", body={"model": "n"})).status == 200
    assert provider.asked[-1].body["model"] == "n"
    unknown = await proxy.ask("/v1/chat/completions", body={"model": "unknown"})
    assert unknown.status == 404
    assert "provider/model" in unknown.json["error"]["message"]


@pytest.mark.parametrize("path", ["/proxies/p/v1/chat/completions", "/proxies/c/v1/messages", "/v1/responses"])
async def test_bad_bodies_are_named_in_the_clients_format(
    proxy: Running, provider: Wire, claude: Wire, path: str
) -> None:
    for body in (b"", b"{", b"[]", b'"x"', b'{"model": 5}', b"{}", b"\xff\xfe"):
        answer = await proxy.post(path, body)
        assert answer.status in (400, 404)
        assert answer.json["error"]["message"]
    assert not provider.asked
    assert not claude.asked


# ------------------------------------------------------------------ lists, hello


async def test_model_lists_in_every_format(proxy: Running) -> None:
    chat = await proxy.get("/proxies/p/v1/models")
    assert [item["id"] for item in chat.json["data"]] == ["m", "n"]
    paged = await proxy.get("/v1/models?limit=2", headers={"x-api-key": TOKEN, "anthropic-version": "2023-06-01"})
    assert paged.json["has_more"] is True
    assert paged.json["last_id"] == "chat/n"
    rest = await proxy.get("/v1/models?after_id=chat/n", headers={"anthropic-version": "2023-06-01"})
    assert [item["id"] for item in rest.json["data"]] == ["claude/claude", "gemini/gem", "responses/r"]
    gemini = await proxy.get("/v1beta/models?pageSize=1", headers={"x-goog-api-key": TOKEN})
    assert gemini.json["models"][0]["name"] == "models/chat/m"
    assert gemini.json["nextPageToken"] == "1"
    assert (await proxy.get("/proxies/p/v1/models/n")).json["id"] == "n"
    assert (await proxy.get("/proxies/p/v1/models/zzz")).status == 404
    assert not proxy.rows  # nobody wants to read about these


async def test_claude_codes_hello(proxy: Running) -> None:
    assert (await proxy.get("/proxies/c/api/hello", "HEAD")).status == 200


# ------------------------------------------------------------------ passthrough


async def test_passthrough_keeps_bytes_and_counts_usage(proxy: Running, provider: Wire) -> None:
    body = b'{"model":  "m", "messages": [], "odd": 1}'
    answer = await proxy.post("/providers/chat/v1/chat/completions?a=b&key=" + TOKEN, body, headers={"x-own": "kept"})
    assert answer.data == json.dumps(wire.chat()).encode()
    asked = provider.asked[-1]
    assert asked.raw == body
    assert asked.path == "/v1/chat/completions?a=b"
    assert asked.headers["authorization"] == "Bearer up-key-chat"
    assert asked.headers["x-own"] == "kept"
    row = proxy.rows[-1]
    assert (row.route, row.input_tokens, row.output_tokens, row.provider_id) == ("providers/chat", 11, 7, "id-chat")


async def test_a_header_in_utf_8_is_not_encoded_twice(proxy: Running, provider: Wire) -> None:
    """Such as the name of an application, which OpenRouter shows."""
    title = "我的应用"
    await proxy.post("/providers/chat/v1/chat/completions", {"model": "m"}, headers={"x-title": title})
    assert provider.asked[-1].headers["x-title"].encode("latin-1").decode() == title


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
async def test_passthrough_takes_every_method_and_path(proxy: Running, provider: Wire, method: str) -> None:
    provider.default = whole(b"\x00\x01binary", 207, content_type="application/octet-stream")
    answer = await proxy.get("/providers/chat/v1/files/a%2Fb/content", method)
    assert (answer.status, answer.data) == (207, b"\x00\x01binary")
    assert (provider.asked[-1].method, provider.asked[-1].path) == (method, "/v1/files/a%2Fb/content")
    assert proxy.rows[-1].method == method


async def test_passthrough_streams_and_reads_usage(proxy: Running, provider: Wire) -> None:
    provider.default = stream(*chat_events())
    answer = await proxy.post("/providers/chat/v1/chat/completions", {"model": "m", "stream": True})
    assert answer.data == b"".join(chat_events())
    assert proxy.rows[-1].output_tokens == 7


async def test_passthrough_errors_are_the_providers_own(proxy: Running, provider: Wire) -> None:
    provider.default = failed(418, "teapot")
    answer = await proxy.post("/providers/chat/v1/images", {})
    assert (answer.status, answer.json["error"]["message"]) == (418, "teapot")
    assert proxy.rows[-1].error_message == "teapot"


async def test_the_providers_model_list_is_recorded_and_a_limited_key_rests(provider: Wire) -> None:
    snapshot = routing.snapshot(
        [routing.provider("chat", "custom-openai", provider.base, keys=["1", "2"], passthrough=True)],
        secrets={"chat": ("key-000000001", "key-000000002")},
    )
    provider.script.append(failed(429, headers={"retry-after": "50"}))
    async with running(snapshot) as proxy:
        for _ in range(5):
            await proxy.get("/providers/chat/v1/models")
        assert len(proxy.rows) == 5
    used = [asked.headers["authorization"] for asked in provider.asked]
    assert used.count(used[0]) == 1


# ------------------------------------------------------------------ counting


async def test_anthropic_counts_itself(proxy: Running, claude: Wire) -> None:
    claude.default = whole({"input_tokens": 42})
    body = {"model": "claude", "messages": [{"role": "user", "content": "x"}]}
    answer = await proxy.post("/proxies/c/v1/messages/count_tokens", body)
    assert answer.json == {"input_tokens": 42}
    assert "x-amux-estimated" not in answer.headers
    assert claude.asked[-1].path == "/v1/messages/count_tokens"
    assert claude.asked[-1].headers["x-api-key"] == "up-key-claude"


async def test_gemini_counts_itself(proxy: Running, provider: Wire) -> None:
    provider.default = whole({"totalTokens": 43})
    body = {"generateContentRequest": {"model": "models/gem", "contents": [{"role": "user", "parts": [{"text": "x"}]}]}}
    answer = await proxy.post("/proxies/g/v1beta/models/gem:countTokens", body)
    assert answer.json == {"totalTokens": 43}
    assert provider.asked[-1].path == "/v1beta/models/gem:countTokens"
    assert provider.asked[-1].body["generateContentRequest"]["model"] == "models/gem"


async def test_counts_of_others_are_estimates_and_say_so(proxy: Running, provider: Wire, claude: Wire) -> None:
    body = {"model": "m", "messages": [{"role": "user", "content": "word " * 400}]}
    answer = await proxy.post("/proxies/p/v1/messages/count_tokens", body)
    assert answer.headers["x-amux-estimated"] == "true"
    assert 400 < answer.json["input_tokens"] < 600
    claude.default = failed(404)
    for _ in range(2):
        missing = await proxy.post("/proxies/c/v1/messages/count_tokens", body)
        assert missing.headers["x-amux-estimated"] == "true"
    assert len(claude.asked) == 1  # not asked again after a no
    assert not provider.asked


# ------------------------------------------------------------------ stateful Responses


async def test_a_conversation_goes_on_with_a_provider_that_keeps_none(proxy: Running, provider: Wire) -> None:
    first = await proxy.post("/proxies/p/v1/responses", {"model": "m", "input": "My name is Ada."})
    provider.default = stream(*chat_events(("Hello ", "Ada")))
    second = await proxy.post(
        "/proxies/p/v1/responses",
        {"model": "m", "input": "Who am I?", "previous_response_id": first.json["id"], "stream": True},
    )
    assert [message["role"] for message in provider.asked[-1].body["messages"]] == ["user", "assistant", "user"]
    done = next(event for event in second.events if event["type"] == "response.completed")["response"]
    provider.default = whole(wire.chat())
    third = await proxy.post(
        "/proxies/p/v1/responses", {"model": "m", "input": [{"role": "user", "content": "Sure?"}], "previous_response_id": done["id"]}
    )  # fmt: skip
    assert third.status == 200
    said = json.dumps(provider.asked[-1].body["messages"])
    assert said.index("Ada.") < said.index("Who am I?") < said.index("Hello Ada") < said.index("Sure?")


async def test_stored_responses_can_be_read_and_removed(proxy: Running) -> None:
    made = (await proxy.post("/proxies/p/v1/responses", {"model": "m", "input": "Hi"})).json
    place = f"/proxies/p/v1/responses/{made['id']}"
    assert (await proxy.get(place)).json == made
    items = (await proxy.get(place + "/input_items")).json
    assert items["data"][0]["content"][0]["text"] == "Hi"
    assert (await proxy.get(place, "DELETE")).json == {"id": made["id"], "object": "response", "deleted": True}
    assert (await proxy.get(place)).status == 404
    gone = await proxy.post("/proxies/p/v1/responses", {"model": "m", "input": "x", "previous_response_id": made["id"]})
    assert gone.status == 400
    assert gone.json["error"]["param"] == "previous_response_id"


async def test_nothing_is_kept_when_the_client_says_so(proxy: Running) -> None:
    made = (await proxy.post("/proxies/p/v1/responses", {"model": "m", "input": "Hi", "store": False})).json
    assert (await proxy.get(f"/proxies/p/v1/responses/{made['id']}")).status == 404


async def test_nobody_reads_anothers_responses(provider: Wire) -> None:
    other = "sk-amux." + "o" * 43
    snapshot = routing.snapshot(
        [routing.provider("chat", "custom-openai", provider.base)],
        [routing.proxy("p", "any", "chat")],
        tokens={TOKEN: routing.token(), other: routing.token(id="token-2", name="Other")},
    )
    async with running(snapshot) as proxy:
        made = (await proxy.post("/proxies/p/v1/responses", {"model": "m", "input": "Hi"})).json
        proxy.token = other
        assert (await proxy.get(f"/proxies/p/v1/responses/{made['id']}")).status == 404
        body = {"model": "m", "input": "x", "previous_response_id": made["id"]}
        assert (await proxy.post("/proxies/p/v1/responses", body)).status == 400


async def test_a_provider_that_keeps_state_is_left_to_it(proxy: Running, provider: Wire) -> None:
    response = {
        "id": "resp_up", "object": "response", "created_at": 1, "status": "completed", "model": "r", "error": None, "output": [],
        "incomplete_details": None, "usage": {"input_tokens": 1, "output_tokens": 1, "total_tokens": 2},
    }  # fmt: skip
    provider.default = whole(response)
    body = {"model": "r", "input": "x", "previous_response_id": "resp_of_theirs"}
    assert (await proxy.post("/proxies/r/v1/responses", body)).json == response
    assert provider.asked[-1].body["previous_response_id"] == "resp_of_theirs"
    assert (await proxy.get("/proxies/r/v1/responses/resp_up")).json == response
    assert provider.asked[-1].path == "/v1/responses/resp_up"


# ------------------------------------------------------------------ compaction


async def test_compaction_works_over_any_provider(proxy: Running, provider: Wire) -> None:
    provider.default = whole(wire.chat("The user wants a boat."))
    talk = [
        {"type": "message", "role": "user", "content": "Build a boat"},
        {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "Yes"}]},
    ]
    compacted = await proxy.post("/proxies/p/v1/responses/compact", {"model": "m", "input": talk})
    assert compacted.status == 200
    assert compacted.json["object"] == "response.compaction"
    assert "summary" in json.dumps(provider.asked[-1].body["messages"][-1])
    provider.default = whole(wire.chat())
    following = [*compacted.json["output"], {"type": "message", "role": "user", "content": "Go on"}]
    await proxy.post("/proxies/p/v1/responses", {"model": "m", "input": following})
    assert "The user wants a boat." in json.dumps(provider.asked[-1].body["messages"])


async def test_openai_compacts_itself(proxy: Running, provider: Wire) -> None:
    theirs = {"id": "resp_c", "object": "response.compaction", "created_at": 1, "output": [{"type": "compaction", "id": "cmp_1", "encrypted_content": "x"}], "usage": None}  # fmt: skip
    provider.default = whole(theirs)
    answer = await proxy.post("/proxies/r/v1/responses/compact", {"model": "r", "input": "x"})
    assert answer.json == theirs
    assert provider.asked[-1].path == "/v1/responses/compact"


# ------------------------------------------------------------------ pages


async def test_pages_and_metrics(proxy: Running) -> None:
    await proxy.ask()
    await proxy.ask("/proxies/nowhere/v1/chat/completions")
    assert (await proxy.get("/health", headers={"authorization": ""})).json["status"] == "ok"
    page = await proxy.get("/", headers={"authorization": ""})
    assert "Amux is running" in page.data.decode()
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert (await proxy.get("/ready")).json == {"ready": True, "routes": 6, "vault": "open"}
    proxy.runtime.recorder.storing_problem = lambda: "The disk is full."
    held_up = await proxy.get("/ready")
    assert (held_up.status, held_up.json["ready"], held_up.json["logs"]) == (200, True, "The disk is full.")
    text = (await proxy.get("/metrics")).data.decode()
    assert 'amux_requests_total{route="proxies/p",status="200",outcome="ok"} 1' in text
    assert 'amux_tokens_total{provider="Chat",kind="input"} 11' in text
    assert 'amux_attempts_total{provider="Chat",outcome="answered"} 1' in text
    assert 'amux_request_seconds_bucket{le="+Inf"} 2' in text
    assert 'amux_info{version="1.2.3"} 1' in text
    for line in text.splitlines():
        assert line.startswith("#") or line.rpartition(" ")[2].replace(".", "", 1).isdigit(), line


# ------------------------------------------------------------------ tokens, limits, records


async def test_tokens_are_limited_to_models_and_routes(provider: Wire) -> None:
    limited = routing.token(models=("m*",), scope=TokenScope(everything=False, proxy_ids=("id-p",)))
    snapshot = routing.snapshot(
        [routing.provider("chat", "custom-openai", provider.base, models=["m", "n"], passthrough=True)],
        [routing.proxy("p", "any", "chat"), routing.proxy("q", "any", "chat")],
        tokens={TOKEN: limited},
    )
    async with running(snapshot) as proxy:
        assert (await proxy.ask()).status == 200
        refused = await proxy.ask(body={"model": "n"})
        assert refused.status == 403
        assert "may not use the model n" in refused.json["error"]["message"]
        assert [item["id"] for item in (await proxy.get("/proxies/p/v1/models")).json["data"]] == ["m"]
        for path in ("/proxies/q/v1/chat/completions", "/providers/chat/v1/chat/completions", "/v1/chat/completions"):
            assert (await proxy.ask(path)).status == 403
        assert len(provider.asked) == 1


async def test_rates_concurrency_and_budgets_are_429_in_the_clients_format(provider: Wire) -> None:
    snapshot = routing.snapshot(
        [routing.provider("chat", "custom-openai", provider.base)],
        [routing.proxy("p", "any", "chat")],
        tokens={TOKEN: routing.token(requests_per_minute=2)},
    )
    async with running(snapshot) as proxy:
        body = {"model": "m", "max_tokens": 5, "messages": [{"role": "user", "content": "x"}]}
        codes = [(await proxy.post("/proxies/p/v1/messages", body)) for _ in range(3)]
        assert [answer.status for answer in codes] == [200, 200, 429]
        assert codes[-1].json["error"]["type"] == "rate_limit_error"
        assert 0 < int(codes[-1].headers["retry-after"]) <= 60
        assert proxy.rows[-1].error_code == "limit_rate"


async def test_a_budget_is_counted_from_the_first_request_on(provider: Wire) -> None:
    snapshot = routing.snapshot(
        [routing.provider("chat", "custom-openai", provider.base)],
        [routing.proxy("p", "any", "chat")],
        tokens={TOKEN: routing.token(daily_budget_nanos=1500)},
    )
    async with running(snapshot) as proxy:
        proxy.runtime.recorder._price = lambda _exchange: (1000, {})
        assert [(await proxy.ask()).status for _ in range(3)] == [200, 200, 429]
        assert (await proxy.ask()).headers["x-should-retry"] == "false"


async def test_everybody_together_may_be_limited(provider: Wire) -> None:
    provider.default = wire.hang
    snapshot = routing.snapshot(
        [routing.provider("chat", "custom-openai", provider.base)],
        [routing.proxy("p", "any", "chat")],
        settings=Settings(proxy_max_concurrency=1),
    )
    async with running(snapshot) as proxy:
        waiting = asyncio.ensure_future(proxy.ask())
        await wire.until(lambda: bool(provider.asked))
        assert (await proxy.ask()).status == 429
        provider.release.set()
        await waiting


async def test_a_record_tells_everything(proxy: Running) -> None:
    await proxy.ask(headers={"user-agent": "OpenAI/Python 2.1.0", "x-amux-tag": "nightly, big", "session_id": "talk-1"})
    row = proxy.rows[-1]
    assert (row.client, row.client_version, row.tags, row.session) == (
        "openai-python",
        "2.1.0",
        ("nightly", "big"),
        "talk-1",
    )
    assert (row.inbound, row.outbound, row.source_model, row.target_model) == ("openai-chat", "openai-chat", "m", "m")
    assert (row.status, row.outcome, row.input_tokens, row.output_tokens) == (200, "ok", 11, 7)
    assert row.attempts[0].url.endswith("/v1/chat/completions")
    assert row.first_token_ms is not None
    assert row.token_name == "Test"
    assert row.request_bytes > 50


async def test_the_report_is_in_the_record(proxy: Running) -> None:
    await proxy.ask("/proxies/c/v1/chat/completions", body={"logit_bias": {"5": 1}, "frequency_penalty": 0.5})
    assert any("logit_bias" in line["path"] for line in proxy.rows[-1].report)
