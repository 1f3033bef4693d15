"""The IR into a Messages request body that the strict API takes, whatever format it came from."""

from __future__ import annotations

from typing import Any, Final, cast

from bridge import ir
from bridge.formats.anthropic.dialect import AnthropicDialect
from bridge.formats.anthropic.messages_build import MessagesBuilder
from bridge.formats.anthropic.parts_build import PartsBuilder
from bridge.formats.anthropic.settings_build import SettingsBuilder
from bridge.formats.anthropic.tools_build import ToolsBuilder, tool_names
from bridge.formats.base import Context, Dialect
from bridge.formats.read import as_list
from bridge.report import Report

_CACHE_MARKS: Final = 4
#: IR fields without a counterpart, and how much is lost with them.
_LOST = (
    ("presence_penalty", "warning"), ("frequency_penalty", "warning"), ("seed", "warning"), ("candidate_count", "warning"),
    ("logprobs", "warning"), ("top_logprobs", "warning"), ("verbosity", "info"), ("metadata", "info"), ("store", "info"),
    ("prompt_cache_key", "info"), ("truncation", "info"), ("previous_response_id", "error"),
)  # fmt: skip


def build_request(request: ir.Request, dialect: Dialect, report: Report, context: Context) -> dict[str, Any]:
    """``context.target_model`` is asked. Nothing raises: what cannot be carried is reported."""
    chosen = cast("AnthropicDialect", dialect)
    limits = chosen.limits(context.target_model)
    own = request.origin == "anthropic"
    names = tool_names(request, context)
    body: dict[str, Any] = dict(request.extra or {}) if own else {}
    body["model"] = context.target_model
    tools = ToolsBuilder(request, chosen, limits, names, report, context).build()
    builder = MessagesBuilder(request, limits, PartsBuilder(chosen, own, names, report), report)
    if (system := builder.system()) is not None:
        body["system"] = system
    body["messages"] = builder.messages()
    if tools.tools:
        body["tools"] = tools.tools
    if tools.choice is not None:
        body["tool_choice"] = tools.choice
    if tools.mcp_servers:
        body["mcp_servers"] = tools.mcp_servers
    if request.stream:
        body["stream"] = True
    SettingsBuilder(request, body, chosen, limits, report, context).build()
    if not own:
        _report_lost(request, report)
    return _accepted(body, chosen, report)


def _report_lost(request: ir.Request, report: Report) -> None:
    for name, severity in _LOST:
        value = getattr(request, name)
        if value is None or value is False or (name == "candidate_count" and value == 1):
            continue
        report.dropped(request.paths.get(name, name), "Anthropic has no such field", cast("Any", severity))
    for path in request.declarations:
        report.mapped(path)
    report.dropped_extra("", request.extra, "Anthropic")


def _accepted(body: dict[str, Any], dialect: AnthropicDialect, report: Report) -> dict[str, Any]:
    """Without the fields and cache marks that this endpoint does not take."""
    for name in dialect.refuses & body.keys():
        del body[name]
        report.dropped(name, f"{dialect.vendor} does not know this field", "info")
    marked = _marked(body)
    surplus = len(marked) if not dialect.cache_control else max(0, len(marked) - _CACHE_MARKS)
    for holder, key, block, path in marked[:surplus]:
        holder[key] = {name: value for name, value in block.items() if name != "cache_control"}
        reason = (
            f"at most {_CACHE_MARKS} cache marks are taken" if dialect.cache_control else "cache marks are not taken"
        )
        report.clamped(path, reason)
    return body


def _marked(body: dict[str, Any]) -> list[tuple[Any, Any, dict[str, Any], str]]:
    """Blocks with a cache mark in the order they may lose it: oldest messages first, then tools and system text.

    As (container, key, block, path): blocks may belong to the client's body, so a changed copy takes their place.
    """
    found: list[tuple[Any, Any, dict[str, Any], str]] = []

    def look(blocks: Any, path: str) -> None:
        for index, block in enumerate(as_list(blocks)):
            here = f"{path}[{index}]"
            if block.get("type") == "tool_result":
                look(block.get("content"), f"{here}.content")
            if block.get("cache_control"):
                found.append((blocks, index, block, f"{here}.cache_control"))

    for index, message in enumerate(body["messages"]):
        look(message.get("content"), f"messages[{index}].content")
    look(body.get("tools"), "tools")
    look(body.get("system"), "system")
    return found
