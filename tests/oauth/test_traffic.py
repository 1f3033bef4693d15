"""Requests of clients through the pools, by the real proxy over HTTP."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from amux_desktop.core.events import EventBus
from amux_desktop.core.paths import AppPaths
from amux_desktop.services.app_services import AppServices
from amux_desktop.services.records import BridgeProxyDraft, ProxyTarget
from amux_desktop.storage.opening import open_storage
from tests.helpers.vendors import User, VendorServer
from tests.oauth.conftest import sign_in

TOOL = {
    "name": "weather",
    "description": "d",
    "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}},
}


async def _serve(services: AppServices, slug: str, inbound: str = "any") -> str:
    provider = await services.providers.get(slug)
    target = ProxyTarget(kind="provider", target_id=provider.id)
    await services.proxies.add(BridgeProxyDraft(name="pool", slug="pool", inbound=inbound, targets=(target,)))  # type: ignore[arg-type]
    await services.proxy.start()
    return f"{services.base_url()}/proxies/pool"


async def _messages(base: str, body: dict[str, Any], **headers: str) -> httpx.Response:
    async with httpx.AsyncClient(timeout=20) as client:
        return await client.post(f"{base}/v1/messages", json={"max_tokens": 500, **body}, headers=headers)


@pytest.mark.parametrize("kind", ["codex", "antigravity"])
@pytest.mark.parametrize("stream", [True, False])
async def test_a_tool_task_with_reasoning_goes_through(
    services: AppServices, codex: VendorServer, antigravity: VendorServer, kind: str, stream: bool
) -> None:
    server = codex if kind == "codex" else antigravity
    await sign_in(services, server)
    base = await _serve(services, f"{kind}-pool")
    model = "gpt-5.1-codex" if kind == "codex" else "claude-sonnet-4-5-thinking"
    ask: dict[str, Any] = {"role": "user", "content": "Weather in Oslo?"}
    body = {"model": model, "tools": [TOOL], "thinking": {"type": "enabled", "budget_tokens": 200}, "stream": stream}
    first = await _messages(base, {**body, "messages": [ask]})
    assert first.status_code == 200, first.text
    content = _content(first, stream)
    call = next(block for block in content if block["type"] == "tool_use")
    assert call["input"] == {"city": "Oslo"}
    result = {"type": "tool_result", "tool_use_id": call["id"], "content": "sunny"}
    turns = [ask, {"role": "assistant", "content": content}, {"role": "user", "content": [result]}]
    second = await _messages(base, {**body, "messages": turns})
    assert second.status_code == 200, second.text
    assert [block["text"] for block in _content(second, stream) if block["type"] == "text"] == ["It is sunny."]
    one, two = server.chats
    if kind == "codex":
        assert one["headers"]["session_id"] == two["headers"]["session_id"]
        assert one["body"]["prompt_cache_key"] == two["body"]["prompt_cache_key"]
        assert one["headers"]["user-agent"].startswith("amux/")
    else:
        assert one["body"]["requestId"] != two["body"]["requestId"]


def _content(answer: httpx.Response, stream: bool) -> list[dict[str, Any]]:
    """The blocks of an answer, put together from its stream as a client does."""
    if not stream:
        return list(answer.json()["content"])
    blocks: list[dict[str, Any]] = []
    for line in answer.text.split("\n"):
        if not line.startswith("data: "):
            continue
        event = json.loads(line[6:])
        if event["type"] == "content_block_start":
            blocks.append({**event["content_block"]})
        elif event["type"] == "content_block_delta":
            delta, block = event["delta"], blocks[event["index"]]
            match delta["type"]:
                case "text_delta":
                    block["text"] += delta["text"]
                case "thinking_delta":
                    block["thinking"] += delta["thinking"]
                case "signature_delta":
                    block["signature"] = delta["signature"]
                case "input_json_delta":
                    block["partial"] = block.get("partial", "") + delta["partial_json"]
    for block in blocks:
        if "partial" in block:
            block["input"] = json.loads(block.pop("partial"))
    return blocks


async def test_a_used_up_account_hands_over_and_rests_until_its_reset(
    services: AppServices, codex: VendorServer
) -> None:
    await sign_in(services, codex)
    await sign_in(services, codex, User("u2", "bo@example.com"))
    base = await _serve(services, "codex-pool")
    hello = {"model": "gpt-5.1", "messages": [{"role": "user", "content": "Hi"}]}
    assert (await _messages(base, hello)).status_code == 200
    used = codex.chats[-1]["user"]
    codex.users[used].limited_s = 900
    codex.users[used].left = {"5h": 0.0}
    assert (await _messages(base, hello)).status_code == 200
    assert codex.chats[-1]["user"] != used
    count = len(codex.chats)
    for _ in range(5):
        assert (await _messages(base, hello)).status_code == 200
    assert {chat["user"] for chat in codex.chats[count:]} == {codex.chats[-1]["user"]}
    shown = {item.account.email: item.choice for item in (await services.pools.show("codex")).candidates}
    assert shown[codex.users[used].email].error
    assert [choice.why for choice in shown.values() if choice.ready] == ["only"]
    await asyncio.to_thread(services._opened.log_writer.flush)
    ids = {account.email: account.id for account in await services.accounts.list()}
    for span in ("today", "week", "month", "all"):
        usage = await services.accounts.usage(span)  # type: ignore[arg-type]  # each of them is one
        assert sum(totals.requests for totals in usage.values()) == 7
        assert usage[ids[codex.users[used].email]].requests == 1
    view = await services.pools.show("codex")
    resting = next(item for item in view.candidates if not item.choice.ready)
    assert resting.account.state == "limited"
    assert resting.choice.until_ms is not None


async def test_everybody_used_up_is_a_429_with_the_time(services: AppServices, codex: VendorServer) -> None:
    await sign_in(services, codex, User("u1", "ana@example.com", limited_s=600, left={"5h": 0.0}))
    base = await _serve(services, "codex-pool")
    hello = {"model": "gpt-5.1", "messages": [{"role": "user", "content": "Hi"}]}
    first = await _messages(base, hello)
    second = await _messages(base, hello)
    assert (first.status_code, second.status_code) == (429, 429)
    assert int(second.headers["retry-after"]) > 500
    assert "accounts are used up" in second.json()["error"]["message"]


async def test_a_clients_own_error_costs_one_attempt(services: AppServices, codex: VendorServer) -> None:
    await sign_in(services, codex)
    await sign_in(services, codex, User("u2", "bo@example.com"))
    for user in codex.users.values():
        user.status = 400
    base = await _serve(services, "codex-pool")
    answer = await _messages(base, {"model": "gpt-5.1", "messages": [{"role": "user", "content": "Hi"}]})
    assert answer.status_code == 400
    assert len(codex.chats) == 1
    assert (await services.pools.show("codex")).ready == 2


async def test_the_second_address_takes_over_when_the_first_fails(
    services: AppServices, antigravity: VendorServer
) -> None:
    await sign_in(services, antigravity, User("u1", "ana@example.com", status=503))
    base = await _serve(services, "antigravity-pool")
    hello = {"model": "gemini-3-flash", "messages": [{"role": "user", "content": "Hi"}]}
    assert (await _messages(base, hello)).status_code == 200
    assert [chat["path"].split("/")[1] for chat in antigravity.chats] == ["first", "second"]
    assert (await _messages(base, hello)).status_code == 200
    assert [chat["path"].split("/")[1] for chat in antigravity.chats][2:] == ["second"]


async def test_a_revoked_grant_is_shown_as_signed_out(services: AppServices, codex: VendorServer) -> None:
    await sign_in(services, codex)
    codex.end_grants()
    with pytest.raises(Exception, match="Sign in again"):
        await services.accounts.refresh("ana@example.com")
    account = await services.accounts.get("ana@example.com")
    assert (account.state, account.next_try_ms) == ("expired", None)
    base = await _serve(services, "codex-pool")
    answer = await _messages(base, {"model": "gpt-5.1", "messages": [{"role": "user", "content": "Hi"}]})
    assert answer.status_code in (503, 529)
    assert "Sign in" in answer.json()["error"]["message"]


async def test_an_offline_vendor_does_not_sign_anybody_out(services: AppServices, codex: VendorServer) -> None:
    await sign_in(services, codex)
    codex.down = True
    with pytest.raises(Exception, match="cannot be asked now"):
        await services.accounts.refresh("ana@example.com")
    codex.down = False
    assert (await services.accounts.refresh("ana@example.com")).state == "active"


async def test_a_failed_pool_falls_back_to_the_next_target(
    services: AppServices, codex: VendorServer, antigravity: VendorServer
) -> None:
    await sign_in(services, codex, User("u1", "ana@example.com", limited_s=600))
    await sign_in(services, antigravity)
    found = [await services.providers.get(slug) for slug in ("codex-pool", "antigravity-pool")]
    targets = tuple(ProxyTarget(kind="provider", target_id=item.id) for item in found)
    await services.proxies.add(BridgeProxyDraft(name="both", slug="both", inbound="anthropic", targets=targets))
    await services.proxy.start()
    for _ in range(2):
        answer = await _messages(
            f"{services.base_url()}/proxies/both", {"model": "m", "messages": [{"role": "user", "content": "Hi"}]}
        )
        assert answer.status_code == 200, answer.text
    assert len(codex.chats) == 1, "a resting pool is not asked again"


async def test_the_providers_test_uses_an_account(services: AppServices, codex: VendorServer) -> None:
    await sign_in(services, codex)
    result = await services.providers.test("codex-pool")
    assert result.ok, result.message


async def test_a_command_sees_what_the_running_amux_knows(
    services: AppServices, codex: VendorServer, amux_home: Path
) -> None:
    await sign_in(services, codex)
    await sign_in(services, codex, User("u2", "bo@example.com"))
    await services.pools.set("codex", strategy="round_robin")
    base = await _serve(services, "codex-pool")
    hello = {"model": "gpt-5.1", "messages": [{"role": "user", "content": "Hi"}]}
    for _ in range(3):
        assert (await _messages(base, hello)).status_code == 200
    runtime = services._account_runtime
    runtime.pools["codex"].failed((await services.accounts.get("bo@example.com")).id, "no answer")
    runtime._memory.keep(runtime.pools)
    bus = EventBus()
    other = AppServices(open_storage(AppPaths.at(amux_home), events=bus), bus, version="0", vendors=runtime.vendors)
    await other.open()
    here, there = await services.pools.show("codex"), await other.pools.show("codex")
    assert sum(item.choice.served for item in here.candidates) == 3
    shown = [(item.account.email, item.choice.served, item.choice.why, item.choice.error) for item in there.candidates]
    assert shown == [
        (item.account.email, item.choice.served, item.choice.why, item.choice.error) for item in here.candidates
    ]
    assert any(error for _, _, _, error in shown)
    await other.aclose()
