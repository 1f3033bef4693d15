"""How a request asks for thinking, in the words of the vendors that speak this format.

``Request.paths`` notes which word carried which attribute (``reasoning.enabled`` → ``thinking.type``), so that the same words go
out again where the client used a vendor's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from bridge import effort, ir
from bridge.capabilities.gpt import ModelLimits
from bridge.formats import read
from bridge.formats.openai_chat.dialect import ChatDialect
from bridge.report import Report

REASONING_FIELDS = frozenset({"reasoning_effort", "thinking", "enable_thinking", "thinking_budget", "reasoning"})
_EFFORTS = frozenset(get_args(ir.Effort))
_THINKING = {"enabled": True, "disabled": False, "adaptive": True}


# --------------------------------------------------------------------------- parse


def reasoning_of(body: Mapping[str, Any], request: ir.Request) -> None:
    if body.keys().isdisjoint(REASONING_FIELDS):
        return
    found = ir.Reasoning()
    left: dict[str, Any] = {}
    paths = request.paths
    _thinking(body.get("thinking"), found, paths, left)
    _object(body.get("reasoning"), found, paths, left)
    _set(found, paths, "effort", "reasoning_effort", read.maybe_text(body, "reasoning_effort", ""), left)
    _set(found, paths, "enabled", "enable_thinking", read.maybe_bool(body, "enable_thinking", ""), left)
    _set(found, paths, "budget_tokens", "thinking_budget", read.maybe_int(body, "thinking_budget", ""), left)
    if left:
        found.extra = left
    used = [path for name, path in paths.items() if name.startswith("reasoning.")]
    if used or left:
        found.path = used[0].partition(".")[0] if used else next(iter(left))
        request.reasoning = found


def _set(found: ir.Reasoning, paths: dict[str, str], name: str, path: str, value: Any, left: dict[str, Any]) -> None:
    """Take ``value`` as the attribute ``name``, or leave it in ``left`` when it is said twice or in an unknown word."""
    if value is None:
        return
    if f"reasoning.{name}" in paths or (name == "effort" and value not in _EFFORTS):
        outer, _, inner = path.partition(".")
        if inner:
            left.setdefault(outer, {})[inner] = value
        else:
            left[outer] = value
        return
    setattr(found, name, value)
    paths[f"reasoning.{name}"] = path


def _thinking(value: Any, found: ir.Reasoning, paths: dict[str, str], left: dict[str, Any]) -> None:
    """DeepSeek, Kimi, GLM, Ark: {type: enabled|disabled, …}."""
    if value is None:
        return
    for key, item in read.obj(value, "thinking").items():
        if key == "type" and item in _THINKING:
            found.enabled = _THINKING[item]
            found.adaptive = item == "adaptive"
            paths["reasoning.enabled"] = "thinking.type"
        elif key == "budget_tokens" and isinstance(item, int):
            _set(found, paths, "budget_tokens", "thinking.budget_tokens", item, left)
        else:
            left.setdefault("thinking", {})[key] = item


def _object(value: Any, found: ir.Reasoning, paths: dict[str, str], left: dict[str, Any]) -> None:
    """OpenRouter and its like: {effort, max_tokens, enabled, exclude}."""
    if value is None:
        return
    for key, item in read.obj(value, "reasoning").items():
        if key == "effort" and isinstance(item, str):
            _set(found, paths, "effort", "reasoning.effort", item, left)
        elif key == "max_tokens" and isinstance(item, int):
            _set(found, paths, "budget_tokens", "reasoning.max_tokens", item, left)
        elif key == "enabled" and isinstance(item, bool):
            _set(found, paths, "enabled", "reasoning.enabled", item, left)
        elif key == "exclude" and isinstance(item, bool):
            found.show = not item
            paths["reasoning.show"] = "reasoning.exclude"
        else:
            left.setdefault("reasoning", {})[key] = item


# --------------------------------------------------------------------------- build


def add_thinking(
    body: dict[str, Any], request: ir.Request, dialect: ChatDialect, limits: ModelLimits, report: Report, *, keep: bool
) -> None:
    """``keep``: the client spoke this format, so a vendor's own words go out as they came."""
    reasoning = request.reasoning
    if keep and reasoning is not None and any(
        path != "reasoning_effort" for name, path in request.paths.items() if name.startswith("reasoning.")
    ):  # fmt: skip
        _as_came(body, request, reasoning)
        return
    wished = effort.wished_effort(reasoning)
    if dialect.reasoning == "effort" and not limits.chat_tools_with_reasoning and _offers_functions(body):
        # https://developers.openai.com/api/docs/guides/reasoning: from gpt-5.4 on, tools with reasoning need /v1/responses.
        body["reasoning_effort"] = "none"
        if wished != "none":
            report.approximated(
                reasoning.path if reasoning is not None else "tools",
                "this model takes function tools on Chat Completions only with reasoning off; use its Responses endpoint", "warning",
            )  # fmt: skip
        return
    if reasoning is None:
        return
    if keep and reasoning.extra:
        body.update(reasoning.extra)
    else:
        report.dropped_extra(reasoning.path, reasoning.extra, "Chat Completions")
    if wished is not None:
        _ask(body, request, reasoning, wished, dialect, limits, report)
    if reasoning.show is not None and dialect.reasoning != "object":
        report.dropped(_path(request, "show"), "thoughts come or do not come as the vendor likes", "info")
    if reasoning.summary is not None:
        report.dropped(_path(request, "summary"), "Chat Completions gives no reasoning summaries", "info")


def _offers_functions(body: dict[str, Any]) -> bool:
    return any(tool.get("type") == "function" for tool in body.get("tools", ()))


def _path(request: ir.Request, name: str) -> str:
    known = request.paths.get(f"reasoning.{name}")
    where = request.reasoning.path if request.reasoning is not None else "reasoning"
    return known or f"{where}.{name}"


def _as_came(body: dict[str, Any], request: ir.Request, reasoning: ir.Reasoning) -> None:
    for outer, left in (reasoning.extra or {}).items():
        body[outer] = dict(read.as_dict(left)) if isinstance(left, dict) else left
    for name, path in request.paths.items():
        if not name.startswith("reasoning."):
            continue
        value: Any = getattr(reasoning, name[10:])
        if path == "thinking.type":
            value = ("adaptive" if reasoning.adaptive else "enabled") if value else "disabled"
        elif path == "reasoning.exclude":
            value = not value
        outer, _, inner = path.partition(".")
        if inner:
            body.setdefault(outer, {})[inner] = value
        else:
            body[outer] = value


def _ask(
    body: dict[str, Any], request: ir.Request, reasoning: ir.Reasoning, wished: ir.Effort, dialect: ChatDialect,
    limits: ModelLimits, report: Report,
) -> None:  # fmt: skip
    on = wished != "none"
    match dialect.reasoning:
        case "effort":
            _ask_effort(
                body, request, wished, dialect.efforts if dialect.efforts is not None else limits.efforts, report
            )
        case "thinking":
            body["thinking"] = {"type": "enabled" if on else "disabled"}
            # "Just think" leaves the strength to the vendor's default.
            if on and dialect.efforts and (reasoning.effort is not None or reasoning.budget_tokens is not None):
                _ask_effort(body, request, wished, dialect.efforts, report)
        case "enable_thinking":
            body["enable_thinking"] = on
            if on and (reasoning.effort is not None or (reasoning.budget_tokens or 0) > 0):
                budget = reasoning.budget_tokens if (reasoning.budget_tokens or 0) > 0 else effort.budget_of(wished)
                body["thinking_budget"] = budget
        case "object":
            body["reasoning"] = _reasoning_object(reasoning, wished)
        case None:
            report.dropped(_asked_at(request), "this endpoint has no switch for thinking", "info")


def _reasoning_object(reasoning: ir.Reasoning, wished: ir.Effort) -> dict[str, Any]:
    """https://openrouter.ai/docs/use-cases/reasoning-tokens: effort or max_tokens, not both."""
    if wished == "none":
        return {"enabled": False}
    made: dict[str, Any]
    if reasoning.effort is not None:
        made = {"effort": reasoning.effort}
    elif (reasoning.budget_tokens or 0) > 0:
        made = {"max_tokens": reasoning.budget_tokens}
    else:
        made = {"enabled": True}
    if reasoning.show is False:
        made["exclude"] = True
    return made


def _ask_effort(
    body: dict[str, Any], request: ir.Request, wished: ir.Effort, allowed: tuple[ir.Effort, ...], report: Report
) -> None:
    path = _asked_at(request)
    if not allowed:
        if wished != "none":
            report.dropped(path, "this model does not reason", "info")
        return
    sent = effort.nearest(wished, allowed)
    body["reasoning_effort"] = sent
    if sent != wished:
        report.approximated(path, f"{wished} is sent as {sent}, the nearest this model takes")


def _asked_at(request: ir.Request) -> str:
    for name in ("effort", "budget_tokens", "enabled"):
        if f"reasoning.{name}" in request.paths:
            return request.paths[f"reasoning.{name}"]
    return request.reasoning.path if request.reasoning is not None else "reasoning"
