"""Demonstration data for pictures and visual tests, written through the real services into a temporary data folder."""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from amux_desktop.gui.demo_answers import demo_stream
from amux_desktop.gui.demo_chats import add_chats
from amux_desktop.services.records import (
    ApiTokenDraft,
    Attempt,
    BridgeProxyDraft,
    Mapping,
    NewProviderKey,
    ProxyTarget,
    RequestBody,
    RequestLog,
    TokenScope,
)

if TYPE_CHECKING:
    from amux_desktop.services import AppServices

_HOUR_MS = 3_600_000
_PROVIDERS = (
    ("anthropic", "Anthropic"),
    ("deepseek", "DeepSeek"),
    ("moonshot", "Moonshot"),
    ("gemini", "Google Gemini"),
    ("openai", "OpenAI"),
    ("qwen", "Qwen"),
    ("zhipu", "Zhipu GLM"),
)
# (app asks for, provider, answers with, proxy, client, share of the traffic)
_TRAFFIC = (
    ("claude-sonnet-4-6", "deepseek", "deepseek-chat", "claude-deepseek", "Claude Code", 38),
    ("claude-haiku-4-5", "deepseek", "deepseek-chat", "claude-deepseek", "Claude Code", 14),
    ("gpt-4o", "moonshot", "kimi-k2-turbo-preview", "kimi-openai", "Cherry Studio", 22),
    ("gpt-5.1", "anthropic", "claude-opus-5-5", "gpt-to-claude", "OpenAI SDK", 18),
    ("gpt-5.1-mini", "gemini", "gemini-3-pro", "gpt-to-claude", "OpenAI SDK", 8),
)
_FORMATS = {"anthropic": "anthropic", "gemini": "gemini"}
_TOKENS = {"Claude Code": "MacBook Claude Code", "Cherry Studio": "Cherry Studio", "OpenAI SDK": "CI runner"}
_PATHS = {"anthropic": "messages", "openai-responses": "responses", "openai-chat": "chat/completions"}
_URLS = {
    "anthropic": "https://api.anthropic.com/v1/messages",
    "deepseek": "https://api.deepseek.com/v1/chat/completions",
    "moonshot": "https://api.moonshot.cn/v1/chat/completions",
    "gemini": "https://generativelanguage.googleapis.com/v1beta/models/gemini-3-pro:streamGenerateContent",
}
_MINUTE_MS = 60_000


async def fill(services: AppServices, *, requests: int = 1200) -> None:
    """Providers, proxies, tokens and a day of traffic."""
    ids = await _add_providers(services)
    proxies = await _add_proxies(services, ids)
    for name, enabled in (
        ("MacBook Claude Code", True),
        ("Cherry Studio", True),
        ("CI runner", True),
        ("Old laptop", False),
    ):
        budget = 8_000_000_000 if name == "MacBook Claude Code" else None
        scope = TokenScope(everything=False, proxy_ids=(proxies["kimi-openai"],)) if name == "Cherry Studio" else None
        draft = ApiTokenDraft(name=name, enabled=enabled, monthly_budget_nanos=budget, scope=scope or TokenScope())
        await services.tokens.create(draft)
    tokens = {token.name: token.id for token in await services.tokens.list()}
    now = int(time.time() * 1000)
    ages = {"MacBook Claude Code": 0, "Cherry Studio": 4, "CI runner": 11, "Old laptop": 97 * 24 * 60}
    used = {tokens[name]: now - age * _MINUTE_MS for name, age in ages.items()}
    await services.store.write(lambda store: store.tokens.touch(used), configuration=False)
    for row in _traffic(requests, ids, proxies, tokens):
        services.health.put(row)
    await add_chats(services)


async def _add_providers(services: AppServices) -> dict[str, str]:
    ids = {}
    for preset_id, name in _PROVIDERS:
        preset = services.presets.get(preset_id)
        draft = services.providers.draft_of_preset(
            preset, name=name, passthrough=preset_id in ("anthropic", "deepseek")
        )
        key = NewProviderKey(secret=f"demo-key-of-{preset_id}-0000")
        ids[preset_id] = (await services.providers.add(draft, [key])).id
    await services.providers.set_enabled(ids["zhipu"], False)
    home = services.providers.draft_of_preset(
        services.presets.get("custom-openai"), name="Home llama.cpp", slug="home", base_url="http://box.example:8080"
    )
    await services.providers.add(home)
    return ids


async def _add_proxies(services: AppServices, ids: dict[str, str]) -> dict[str, str]:
    def to(preset: str, model: str = "") -> ProxyTarget:
        return ProxyTarget(kind="provider", target_id=ids[preset], model=model)

    drafts = (
        BridgeProxyDraft(
            name="Kimi for OpenAI apps",
            slug="kimi-openai",
            inbound="openai-chat",
            targets=(to("moonshot"), to("deepseek", "deepseek-chat"), to("qwen")),
            mappings=(
                Mapping(source="gpt-4o", target="kimi-k2-turbo-preview"),
                Mapping(source="gpt-4o-mini", target="kimi-latest"),
                Mapping(source="o3*", target="kimi-k2-thinking", kind="glob"),
            ),
        ),
        BridgeProxyDraft(
            name="GPT names on Claude",
            slug="gpt-to-claude",
            inbound="openai-responses",
            targets=(to("anthropic"), to("gemini")),
            mappings=(Mapping(source="gpt-5.1", target="claude-opus-5-5"),),
        ),
        BridgeProxyDraft(
            name="Claude on DeepSeek", slug="claude-deepseek", inbound="anthropic", targets=(to("deepseek"),)
        ),
    )
    made = {draft.slug: (await services.proxies.add(draft)).id for draft in drafts}
    team = ProxyTarget(kind="proxy", target_id=made["kimi-openai"])
    await services.proxies.add(
        BridgeProxyDraft(name="Team", slug="team", inbound="openai-chat", targets=(team, to("qwen")))
    )
    await services.proxies.add(
        BridgeProxyDraft(
            name="Gemini experiments", slug="gem", inbound="gemini", targets=(to("openai"),), enabled=False
        )
    )
    return made


def _traffic(count: int, ids: dict[str, str], proxies: dict[str, str], tokens: dict[str, str]) -> Iterator[RequestLog]:
    """The same pseudo-random day each time: busy by day, quiet by night, some failures in the morning."""
    chance = random.Random(7)  # noqa: S311 - demonstration data
    now = int(time.time() * 1000)
    names = dict(_PROVIDERS)
    weights = [entry[-1] for entry in _TRAFFIC]
    for index in range(count):
        age = _age(chance) * _HOUR_MS
        source, preset, target, slug, client, _share = chance.choices(_TRAFFIC, weights)[0]
        status = chance.choices((200, 429, 401, 502), (975, 12, 6, 7))[0]
        duration = int(400 + 2200 * chance.expovariate(1.4))
        yield _request(
            f"{index:08x}{chance.getrandbits(96):024x}",
            now - int(age),
            status=status,
            duration=duration,
            source=source,
            target=target,
            provider=(ids[preset], names[preset], preset),
            route=(proxies[slug], slug),
            client=client,
            token=(_TOKENS[client], tokens),
            fell_from=(ids["anthropic"], "Anthropic") if preset == "gemini" and status == 200 else None,
            tunnel=client == "Cherry Studio" and index % 9 == 0,
            usage=(chance.randint(900, 24_000), chance.randint(40, 2400)),
        )


def _age(chance: random.Random) -> float:
    """Hours ago, more often when the curve of a working day is high."""
    while True:
        age = chance.random() * 23.9
        level = 0.12 + 0.88 * (0.5 + 0.5 * math.cos(age / 23.9 * 2 * math.pi)) ** 1.4
        if chance.random() < level:
            return age


def _request(
    request_id: str,
    started_ms: int,
    *,
    status: int,
    duration: int,
    source: str,
    target: str,
    provider: tuple[str, str, str],
    route: tuple[str, str],
    client: str,
    token: tuple[str, dict[str, str]],
    usage: tuple[int, int],
    fell_from: tuple[str, str] | None = None,
    tunnel: bool = False,
) -> RequestLog:
    provider_id, provider_name, preset = provider
    ok = status == 200
    token_name, tokens = token
    inbound = {"claude-deepseek": "anthropic", "gpt-to-claude": "openai-responses"}.get(route[1], "openai-chat")
    outbound = _FORMATS.get(preset, "openai-chat")
    first = int(duration * 0.3) if ok else None
    problem = {429: "rate limited, retry after 41 s", 401: "the key is not valid", 502: "the provider is unreachable"}
    stream, times = demo_stream(inbound, source, first or 0, duration)
    refusal = json.dumps({"error": {"message": problem.get(status, ""), "type": "upstream_error"}}).encode()
    return RequestLog(
        id=request_id,
        started_ms=started_ms,
        duration_ms=duration,
        status=status,
        outcome="ok" if ok else "error",
        first_token_ms=first,
        source="tunnel" if tunnel else "local",
        path=f"/proxies/{route[1]}/v1/{_PATHS[inbound]}",
        client=client,
        client_version="2.1",
        token_id=tokens[token_name],
        token_name=token_name,
        route=f"proxies/{route[1]}",
        proxy_id=route[0],
        provider_id=provider_id,
        provider_name=provider_name,
        inbound=inbound,
        outbound=outbound,
        source_model=source,
        target_model=target,
        stream=True,
        input_tokens=usage[0],
        output_tokens=usage[1] if ok else 0,
        cache_read_tokens=usage[0] // 3,
        cost_nanos=(usage[0] * 300 + usage[1] * 1200) if ok else None,
        request_bytes=usage[0] * 4,
        response_bytes=usage[1] * 6,
        error_code="" if ok else "upstream_error",
        error_message=problem.get(status, ""),
        attempts=_attempts(provider, target, status, duration, first, problem.get(status, ""), fell_from),
        bodies=(
            RequestBody(
                part="client_request",
                data=json.dumps(_body(inbound, source)).encode(),
                headers=(("authorization", "***"), ("content-type", "application/json")),
            ),
            RequestBody(
                part="upstream_request",
                data=json.dumps(_body(outbound, target, upstream=True)).encode(),
                attempt=1 if fell_from else 0,
                headers=(("authorization", "***"), ("content-type", "application/json")),
            ),
            RequestBody(
                part="client_response",
                data=stream if ok else refusal,
                headers=(("content-type", "text/event-stream" if ok else "application/json"),),
                timings_ms=times if ok else (),
            ),
        ),
    )


def _attempts(
    provider: tuple[str, str, str],
    model: str,
    status: int,
    duration: int,
    first: int | None,
    problem: str,
    fell_from: tuple[str, str] | None,
) -> tuple[Attempt, ...]:
    """The one that answered or failed, after another that was at its limit."""
    start = min(318, duration // 4) if fell_from else 3
    last = Attempt(
        provider_id=provider[0],
        provider_name=provider[1],
        model=model,
        url=_URLS[provider[2]],
        status=status,
        started_ms=start,
        duration_ms=duration - start,
        first_byte_ms=first,
        error_message=problem,
    )
    if fell_from is None:
        return (last,)
    limited = Attempt(
        provider_id=fell_from[0],
        provider_name=fell_from[1],
        model="claude-sonnet-4-6",
        url=_URLS["anthropic"],
        status=429,
        started_ms=3,
        duration_ms=start - 3,
        error_code="upstream_rate_limited",
        error_message="Number of request tokens has exceeded your per-minute rate limit",
        reason="overloaded",
    )
    return (limited, last)


def _body(wire: str, model: str, *, upstream: bool = False) -> dict[str, object]:
    """The same question in each format."""
    system, question = "You review changes to a Python project.", "Explain the change"
    if wire == "anthropic":
        messages = [{"role": "user", "content": question}]
        return {"model": model, "max_tokens": 4096, "system": system, "messages": messages, "stream": True}
    if wire == "openai-responses":
        asked = [{"role": "user", "content": question}]
        return {"model": model, "instructions": system, "input": asked, "max_output_tokens": 4096, "stream": True}
    if wire == "gemini":
        return {
            "systemInstruction": {"parts": [{"text": system}]},
            "contents": [{"role": "user", "parts": [{"text": question}]}],
            "generationConfig": {"maxOutputTokens": 4096},
        }
    talk = [{"role": "system", "content": system}, {"role": "user", "content": question}]
    body: dict[str, object] = {"model": model, "messages": talk, "max_tokens": 4096, "stream": True}
    return {**body, "stream_options": {"include_usage": True}} if upstream else body
