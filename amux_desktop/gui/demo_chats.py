"""Demonstration chats: written as messages of the past, so that nothing is asked of anybody."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from amux_desktop.services.chat_library import RemovedConversation
from amux_desktop.services.records import Conversation, Message

if TYPE_CHECKING:
    from amux_desktop.services import AppServices

_DAY_MS = 86_400_000
_ANSWER = """Use one `AsyncClient` and `asyncio.gather`. It returns results in the order you passed the awaitables, whatever \
order they finish in:

```python
async def fetch_all(urls: list[str]) -> list[bytes]:
    async with httpx.AsyncClient(timeout=20) as client:
        replies = await asyncio.gather(*(client.get(u) for u in urls))
    return [r.content for r in replies]
```

Two things to watch:

- **Limit the pool** for hundreds of URLs, with `httpx.Limits(max_connections=20)`.
- **One failure cancels nothing**: pass `return_exceptions=True` to keep the rest.
"""
_TABLE = """| Format | Streaming | Tool calls |
|---|---|---|
| Chat Completions | data lines | by index |
| Messages | named events | by block |
"""
# (title, route, model, age in days, pinned)
_OTHERS = (
    ("Explain SSE back-pressure", "proxies/kimi-openai", "kimi-k2-turbo-preview", 0, False),
    ("Rewrite the release notes", "providers/anthropic", "claude-sonnet-4-5", 0, False),
    ("SQL for weekly totals", "providers/gemini", "gemini-3-pro-preview", 4, False),
    ("Regex for log lines", "proxies/claude-deepseek", "deepseek-chat", 6, False),
)


async def add_chats(services: AppServices) -> None:
    """Two with content (one of them a comparison and one with a failure at its end), and a list around them."""
    now = int(time.time() * 1000)
    await _add(services, "Parallel downloads with httpx", "proxies/claude-deepseek", "deepseek-chat", now, _talk())
    await _add(
        services, "Which format for tool calls?", "providers/deepseek", "deepseek-chat", now - 60_000, _compared()
    )
    for place, (title, route, model, days, pinned) in enumerate(_OTHERS):
        moment = now - days * _DAY_MS - (place + 2) * 60_000
        await _add(services, title, route, model, moment, [_user(f"{place:032x}", None, title)], pinned)


async def _add(
    services: AppServices,
    title: str,
    route: str,
    model: str,
    moment: int,
    messages: list[dict[str, Any]],
    pinned: bool = False,
) -> None:
    own = f"{moment:032x}"
    ids = {message["id"]: f"{moment:016x}{message['id'][-16:]}" for message in messages}
    stored = [
        Message(
            conversation_id=own,
            created_ms=moment + place,
            **{**message, "id": ids[message["id"]], "parent_id": ids.get(message["parent_id"])},
        )
        for place, message in enumerate(messages)
    ]
    conversation = Conversation(
        id=own,
        title=title,
        route=route,
        model=model,
        pinned=pinned,
        head_id=stored[-1].id,
        created_ms=moment,
        updated_ms=moment,
    )
    await services.chat.restore(RemovedConversation(conversation=conversation, messages=tuple(stored), attachments=()))


def _talk() -> list[dict[str, Any]]:
    question = "How do I download many URLs in parallel with httpx, keeping the order of results?"
    thought = {"type": "reasoning", "text": "Order matters, so gather instead of as_completed.", "ms": 2200}
    return [
        _user("a1", None, question),
        _assistant("a2", "a1", [thought, {"type": "text", "text": _ANSWER}]),
        _user("a3", "a2", "Now limit it to 20 connections."),
        _assistant(
            "a4", "a3", [], state="failed", error="Rate limit reached for deepseek-chat", error_code="rate_limit"
        ),
    ]


def _compared() -> list[dict[str, Any]]:
    both = {"comparison": "c" * 32}
    text = {
        "type": "text",
        "text": "Both carry them. " + "The difference is in how a stream names the call.\n\n" + _TABLE,
    }
    other = {
        "type": "text",
        "text": "**Messages** is easier to follow: each call is a block with a beginning and an end.",
    }
    call = {"type": "tool_call", "id": "t1", "name": "current_time", "arguments": '{"timezone": "UTC"}'}
    return [
        _user("b1", None, "Which format is better for streaming tool calls?"),
        _assistant("b2", "b1", [other, call], model="claude-sonnet-4-5", route="providers/anthropic", **both),
        _assistant("b3", "b1", [text], **both),
    ]


def _user(key: str, parent: str | None, text: str) -> dict[str, Any]:
    return {
        "id": key.rjust(32, "0"),
        "parent_id": parent.rjust(32, "0") if parent else None,
        "role": "user",
        "parts": ({"type": "text", "text": text},),
    }


def _assistant(key: str, parent: str, parts: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "model": "deepseek-chat",
        "provider_name": "DeepSeek",
        "route": "proxies/claude-deepseek",
        "usage": {"input_tokens": 218, "output_tokens": 733} if parts else {},
        "cost_nanos": 866_000 if parts else None,
        "first_token_ms": 460 if parts else None,
        "duration_ms": 2900,
        "request_id": "0" * 32,
    }
    return _user(key, parent, "") | {"role": "assistant", "parts": tuple(parts)} | fields | more
