"""Model lists in each client's format, from the configuration: what a route maps and what its providers offer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from amux_desktop.proxy.snapshot import Route, Upstream
from bridge import ir

_CREATED = 1_700_000_000
_CREATED_TEXT = "2023-11-14T22:13:20Z"


def models_of_route(route: Route) -> list[str]:
    """Names a client may ask this route for: exact mapping rows first, then the models of its providers."""
    names = dict.fromkeys(route.mapper.known())
    for target in route.targets:
        names.update(dict.fromkeys(target.upstream.models))
    return list(names)


def models_of_all(upstreams: Iterable[Upstream]) -> list[str]:
    """Every model of every enabled provider as ``provider/model``."""
    return [f"{upstream.slug}/{model}" for upstream in upstreams if upstream.enabled for model in upstream.models]


def build_list(names: list[str], wire: ir.FormatName, query: dict[str, str]) -> dict[str, Any]:
    """The list body. Anthropic pages by ``limit``, ``after_id`` and ``before_id``; Gemini by ``pageSize`` and ``pageToken``."""
    if wire == "anthropic":
        return _anthropic(names, query)
    if wire == "gemini":
        return _gemini(names, query)
    return {"object": "list", "data": [build_model(name, wire) for name in names]}


def build_model(name: str, wire: ir.FormatName) -> dict[str, Any]:
    if wire == "anthropic":
        return {"type": "model", "id": name, "display_name": name, "created_at": _CREATED_TEXT}
    if wire == "gemini":
        return {
            "name": f"models/{name}", "version": "001", "displayName": name, "description": name, "inputTokenLimit": 1_048_576,
            "outputTokenLimit": 65_536, "supportedGenerationMethods": ["generateContent", "countTokens"],
        }  # fmt: skip
    return {"id": name, "object": "model", "created": _CREATED, "owned_by": "amux"}


def _anthropic(names: list[str], query: dict[str, str]) -> dict[str, Any]:
    limit = _number(query.get("limit"), 20, 1000)
    start, end = 0, len(names)
    if (after := query.get("after_id")) in names:
        start = names.index(after) + 1
    if (before := query.get("before_id")) in names:
        end = names.index(before)
    page = names[start:end][:limit] if "before_id" not in query else names[start:end][-limit:]
    more = end - start > len(page)
    return {
        "data": [build_model(name, "anthropic") for name in page], "has_more": more,
        "first_id": page[0] if page else None, "last_id": page[-1] if page else None,
    }  # fmt: skip


def _gemini(names: list[str], query: dict[str, str]) -> dict[str, Any]:
    size = _number(query.get("pageSize"), 50, 1000)
    start = _number(query.get("pageToken"), 0, len(names))
    body: dict[str, Any] = {"models": [build_model(name, "gemini") for name in names[start : start + size]]}
    if start + size < len(names):
        body["nextPageToken"] = str(start + size)
    return body


def _number(text: str | None, default: int, most: int) -> int:
    return min(int(text), most) if text is not None and text.isdecimal() else default
