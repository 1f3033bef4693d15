"""The SDK against a real HTTP server on loopback, and the examples as a reader would run them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from bridge import (
    ConfigurationError,
    Hooks,
    InvalidRequestError,
    InvalidResponseError,
    Registry,
    RetryPolicy,
    TransportError,
    UpstreamError,
    adapter_from_toml,
    create_bridge,
)
from bridge.http import is_retryable, retry_after_s
from tests.helpers.upstream import Upstream

ROOT = Path(__file__).resolve().parents[2]
CHAT = {"model": "gpt-5.1", "messages": [{"role": "user", "content": "Weather?"}]}
QUICK = RetryPolicy(attempts=3, base_s=0.001, most_s=0.002)


async def test_a_chat_request_is_answered_by_an_anthropic_upstream() -> None:
    with Upstream("anthropic") as upstream:
        async with create_bridge(
            outbound="anthropic", api_key="upstream-key", base_url=upstream.base, model_mapping={"gpt-*": "big-model"}
        ) as bridge:
            answer = await bridge.chat(CHAT)
    assert answer["choices"][0]["message"]["content"] == "It is sunny in Paris."
    assert answer["model"] == "gpt-5.1"
    assert answer.usage.input_tokens
    assert upstream.last.body["model"] == "big-model"
    assert upstream.last.headers["x-api-key"] == "upstream-key"
    assert "authorization" not in upstream.last.headers
    assert "upstream-key" not in repr(bridge)


async def test_a_stream_gives_the_events_of_the_inbound_format() -> None:
    seen: list[dict[str, object]] = []
    with Upstream("openai-chat") as upstream:
        bridge = create_bridge(
            inbound="anthropic", outbound="openai", api_key="upstream-key", base_url=upstream.base + "/v1",
            model_mapping=lambda _name: "big-model", hooks=Hooks(on_stream_event=seen.append),
        )  # fmt: skip
        async with bridge:
            events = [
                event
                async for event in bridge.stream({"model": "claude", "max_tokens": 50, "messages": CHAT["messages"]})
            ]
    assert (events[0]["type"], events[-1]["type"]) == ("message_start", "message_stop")
    assert seen == events
    assert (
        "".join(event["delta"].get("text", "") for event in events if event["type"] == "content_block_delta")
        == "It is sunny in Paris."
    )


def test_the_blocking_twins_do_the_same() -> None:
    with (
        Upstream("anthropic") as upstream,
        create_bridge(
            outbound="anthropic", api_key="upstream-key", base_url=upstream.base, model_mapping={"*": "big-model"}
        ) as bridge,
    ):
        assert bridge.chat_sync(CHAT)["choices"][0]["finish_reason"] == "stop"
        chunks = list(bridge.stream_sync(CHAT))
        assert chunks[0]["choices"][0]["delta"]["role"] == "assistant"
        assert bridge.list_models_sync() == ["big-model", "small-model"]


async def test_models_are_listed() -> None:
    with Upstream("openai-chat") as upstream:
        async with create_bridge(outbound="openai", api_key="upstream-key", base_url=upstream.base) as bridge:
            assert await bridge.list_models() == ["big-model", "small-model"]


async def test_a_refusal_is_raised_with_status_and_told_to_the_hook() -> None:
    told: list[Exception] = []
    with Upstream("anthropic") as upstream:
        bridge = create_bridge(
            outbound="anthropic", api_key="wrong", base_url=upstream.base, hooks=Hooks(on_error=told.append)
        )
        async with bridge:
            with pytest.raises(UpstreamError) as caught:
                await bridge.chat(CHAT)
    assert caught.value.status == 401
    assert not caught.value.retryable
    assert told == [caught.value]
    assert "wrong" not in str(caught.value)
    assert len(upstream.asked) == 1


async def test_overload_is_retried_and_then_raised() -> None:
    with Upstream("anthropic") as upstream:
        upstream.behaviour.status = 529
        async with create_bridge(
            outbound="anthropic", api_key="upstream-key", base_url=upstream.base, retries=QUICK
        ) as bridge:
            with pytest.raises(UpstreamError) as caught:
                await bridge.chat(CHAT)
    assert caught.value.retryable
    assert len(upstream.asked) == 3


async def test_a_long_retry_after_is_not_waited_for() -> None:
    with Upstream("anthropic") as upstream:
        upstream.behaviour.status = 429
        upstream.behaviour.headers = {"retry-after": "900"}
        async with create_bridge(
            outbound="anthropic", api_key="upstream-key", base_url=upstream.base, retries=QUICK
        ) as bridge:
            with pytest.raises(UpstreamError) as caught:
                await bridge.chat(CHAT)
    assert caught.value.error.retry_after_s == 900
    assert len(upstream.asked) == 1


async def test_no_server_is_a_transport_error_that_names_the_address() -> None:
    async with create_bridge(outbound="anthropic", api_key="k", base_url="http://127.0.0.1:9", retries=QUICK) as bridge:
        with pytest.raises(TransportError, match=r"127\.0\.0\.1"):
            await bridge.chat(CHAT)


async def test_hooks_may_change_bodies() -> None:
    hooks = Hooks(
        on_request=lambda body, _report: {**body, "model": "small-model"},
        on_response=lambda body, _report: {**body, "seen": True},
    )
    with Upstream("anthropic") as upstream:
        async with create_bridge(
            outbound="anthropic", api_key="upstream-key", base_url=upstream.base, hooks=hooks
        ) as bridge:
            answer = await bridge.chat(CHAT)
    assert answer["seen"] is True
    assert upstream.last.body["model"] == "small-model"


async def test_clients_passed_in_are_used_and_left_open() -> None:
    with Upstream("anthropic") as upstream:
        async with httpx.AsyncClient(headers={"x-mine": "yes"}) as client:
            async with create_bridge(
                outbound="anthropic",
                api_key="upstream-key",
                base_url=upstream.base,
                model_mapping={"*": "big-model"},
                http_client=client,
            ) as bridge:
                await bridge.chat(CHAT)
            assert not client.is_closed
    assert upstream.last.headers["x-mine"] == "yes"


async def test_a_failure_inside_a_200_is_raised() -> None:
    body = {"id": "r", "object": "response", "status": "failed", "model": "m", "output": [], "error": {"code": "server_error", "message": "fell over"}}  # fmt: skip
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json=body))
    async with httpx.AsyncClient(transport=transport) as client:
        chat = create_bridge(outbound="openai-responses", api_key="k", http_client=client)
        with pytest.raises(UpstreamError, match="fell over"):
            await chat.chat(CHAT)
        own = create_bridge(inbound="openai-responses", outbound="openai-responses", api_key="k", http_client=client)
        assert (await own.chat({"model": "m", "input": "hi"}))["status"] == "failed"


@pytest.mark.parametrize("answer", [[], "text", 5])
async def test_an_answer_that_is_no_object_is_told(answer: Any) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json=answer))
    async with httpx.AsyncClient(transport=transport) as client:
        with pytest.raises(InvalidResponseError, match="not a JSON object"):
            await create_bridge(outbound="openai", api_key="k", http_client=client).chat(CHAT)


async def test_bad_requests_name_the_place() -> None:
    async with create_bridge(outbound="anthropic", api_key="k") as bridge:
        with pytest.raises(InvalidRequestError) as caught:
            await bridge.chat({"model": "m", "messages": [{"role": "user", "content": [{"type": "text", "text": 7}]}]})
    assert caught.value.path == "messages[0].content[0].text"


def test_compatibility_is_told_without_sending() -> None:
    bridge = create_bridge(outbound="anthropic")
    lossy = bridge.check_compatibility({**CHAT, "logit_bias": {"1": 5}})
    assert lossy.possible
    assert not lossy.lossless
    assert any("logit_bias" in line.path for line in lossy.report)
    assert bridge.check_compatibility(CHAT).lossless
    assert not bridge.check_compatibility({"model": "m", "messages": 3}).possible


def test_unknown_names_are_configuration_errors_with_a_hint() -> None:
    with pytest.raises(ConfigurationError, match=r"did you mean .*anthropic"):
        create_bridge(outbound="antropic")
    with pytest.raises(ConfigurationError):
        create_bridge(inbound="smoke-signals", outbound="openai")
    with pytest.raises(ConfigurationError, match="base_url"):
        create_bridge(outbound="custom-openai")


def test_an_adapter_comes_from_a_toml_file(tmp_path: Path) -> None:
    path = tmp_path / "acme.toml"
    path.write_text(
        'name = "acme"\nbase = "openai"\nbase_url = "https://llm.acme.example/v1"\n[headers]\nx-team = "blue"\n'
    )
    adapter = adapter_from_toml(path)
    assert (adapter.name, adapter.base_url, dict(adapter.headers)) == (
        "acme",
        "https://llm.acme.example/v1",
        {"x-team": "blue"},
    )
    assert Registry([adapter], plugins=False).get("acme") is adapter


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("name = ", "acme.toml"),
        ('base = "openai"', "name"),
        ('name = "a"', "base"),
        ('name = "a"\nbase = "nope"', "nope"),
        ('name = "a"\nformat = "openai-chat"', "base_url"),
        ('name = "a"\nbase = "openai"\nsurprise = 1', "surprise"),
        ('name = "a"\nbase = "openai"\n[dialect]\nsurprise = 1', "dialect.surprise"),
        ('name = "a"\nbase = "openai"\nbase_url = 3', "base_url"),
    ],
)
def test_a_bad_adapter_file_names_file_and_key(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "acme.toml"
    path.write_text(text)
    with pytest.raises(ConfigurationError, match=complaint) as caught:
        adapter_from_toml(path)
    assert "acme.toml" in str(caught.value)


def test_names_may_not_be_taken_twice() -> None:
    registry = Registry(plugins=False)
    with pytest.raises(ConfigurationError, match="exists already"):
        registry.add(registry.get("openai"))


def test_retry_rules() -> None:
    assert is_retryable(529, {})
    assert not is_retryable(529, {"x-should-retry": "false"})
    assert is_retryable(400, {"x-should-retry": "true"})
    assert retry_after_s({"retry-after": "2.5"}) == 2.5
    assert retry_after_s({"retry-after-ms": "250"}) == 0.25
    assert retry_after_s({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}) == 0
    assert retry_after_s({"retry-after": "soon"}) is None
    assert retry_after_s({}) is None


@pytest.mark.parametrize("name", ["chat", "stream", "sync_and_hooks", "compatibility", "convert_only", "own_adapter"])
def test_examples_run(name: str) -> None:
    wire = "anthropic" if name == "chat" else "openai-chat"
    with Upstream(wire) as upstream:
        env = {
            **{key: os.environ[key] for key in ("PATH", "SYSTEMROOT") if key in os.environ}, "PYTHONPATH": str(ROOT),
            "ANTHROPIC_API_KEY": "upstream-key", "OPENAI_API_KEY": "upstream-key", "ANTHROPIC_BASE_URL": upstream.base,
            "OPENAI_BASE_URL": upstream.base, "OPENAI_MODEL": "big-model", "ANTHROPIC_MODEL": "big-model",
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, str(ROOT / "examples" / f"{name}.py")],
            env=env,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert "sunny" in done.stdout or "lossless" in done.stdout
