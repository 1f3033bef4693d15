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
        await services.tokens.create(ApiTokenDraft(name=name, enabled=enabled, monthly_budget_nanos=budget))
    tokens = {token.name: token.id for token in await services.tokens.list()}
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
            token=("Cherry Studio" if client == "Cherry Studio" else "MacBook Claude Code", tokens),
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
) -> RequestLog:
    provider_id, provider_name, preset = provider
    ok = status == 200
    token_name, tokens = token
    inbound = {"claude-deepseek": "anthropic", "gpt-to-claude": "openai-responses"}.get(route[1], "openai-chat")
    question = {
        "model": source,
        "stream": True,
        "max_tokens": 4096,
        "messages": [{"role": "user", "content": "Explain the change"}],
    }
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
        path=f"/proxies/{route[1]}/v1/messages",
        client=client,
        client_version="2.1",
        token_id=tokens[token_name],
        token_name=token_name,
        route=f"proxies/{route[1]}",
        proxy_id=route[0],
        provider_id=provider_id,
        provider_name=provider_name,
        inbound=inbound,
        outbound=_FORMATS.get(preset, "openai-chat"),
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
        attempts=(
            Attempt(
                provider_id=provider_id,
                provider_name=provider_name,
                model=target,
                url="https://api.example/v1/chat/completions",
                status=status,
                started_ms=3,
                duration_ms=duration - 3,
                first_byte_ms=first,
                error_message=problem.get(status, ""),
            ),
        ),
        bodies=(
            RequestBody(
                part="client_request",
                data=json.dumps(question).encode(),
                headers=(("authorization", "***"), ("content-type", "application/json")),
            ),
            RequestBody(
                part="upstream_request",
                data=json.dumps({**question, "model": target, "stream_options": {"include_usage": True}}).encode(),
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
