"""Which conversation a request belongs to, and what rules want to know of it, read from the parsed body without converting it."""

from __future__ import annotations

import hashlib
from typing import Any

from amux_desktop.proxy.balancing import Hints
from bridge import codec

#: Headers by which real clients name their conversation (see the clients' own traffic).
_HEADERS = (
    b"x-claude-code-session-id", b"session-id", b"session_id", b"thread-id", b"conversation_id", b"x-session-id", b"x-session-affinity",
    b"x-opencode-session", b"x-amux-session",
)  # fmt: skip
_NAMES = frozenset(_HEADERS)


def session_of(headers: dict[bytes, bytes], body: dict[str, Any]) -> str:
    """A stable name: the client's own session header or cache key, else a digest of how the conversation begins."""
    if not _NAMES.isdisjoint(headers):
        for name in _HEADERS:
            if value := headers.get(name):
                return value.decode("latin-1")[:200]
    if not body:
        return ""
    key = body.get("prompt_cache_key")
    if isinstance(key, str) and key:
        return key[:200]
    return _beginning(body)


def _beginning(body: dict[str, Any]) -> str:
    first: Any = None
    for field in ("messages", "contents", "input"):
        turns = body.get(field)
        if isinstance(turns, str):
            first = turns
        elif isinstance(turns, list):
            first = next((turn for turn in turns if isinstance(turn, dict) and turn.get("role") == "user"), None)
        if first is not None:
            break
    if first is None:
        return ""
    try:
        data = codec.dumps(first)
    except (TypeError, ValueError, RecursionError):
        return ""
    return "h" + hashlib.blake2s(data[:65536], digest_size=12).hexdigest()


#: What clients call a cheaper or dearer way to be served, against the words that rules use.
_TIERS = {
    "flex": "economy",
    "batch": "economy",
    "economy": "economy",
    "priority": "premium",
    "fast": "premium",
    "premium": "premium",
}


def hints_of(body: dict[str, Any], model: str, size: int, tier: bytes = b"") -> Hints:
    """``size`` is the body's length in bytes; four bytes of JSON are about a token. ``tier`` is the header ``x-amux-tier``,
    without which the body's ``service_tier`` counts."""
    wished = tier.decode("latin-1") or body.get("service_tier")
    return Hints(
        model=model,
        tools=bool(body.get("tools")),
        images=_has_image(body),
        prompt_tokens=size // 4,
        tier=_TIERS.get(wished, "standard") if isinstance(wished, str) else "standard",
    )


_IMAGE_TYPES = frozenset({"image", "image_url", "input_image"})


def _has_image(body: dict[str, Any]) -> bool:
    stack: list[Any] = [body.get("messages"), body.get("contents"), body.get("input")]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(node)
        elif isinstance(node, dict):
            if node.get("type") in _IMAGE_TYPES or "inlineData" in node or "inline_data" in node:
                return True
            stack.extend(child for key, child in node.items() if key in ("content", "parts", "output"))
    return False
