"""IR request → a ``generateContent`` body."""

from __future__ import annotations

from typing import Any, cast

from bridge import ir
from bridge.capabilities import gemini as models
from bridge.formats.base import Context, Dialect
from bridge.formats.gemini.config_build import build_config
from bridge.formats.gemini.content_build import build_contents
from bridge.formats.gemini.dialect import GeminiDialect
from bridge.formats.gemini.tools_build import build_tools
from bridge.formats.gemini.wire import FUNCTION_NAME, FUNCTION_NAME_LIMIT, camel
from bridge.report import Report
from bridge.toolbox import ToolNames

#: IR fields without any counterpart, and what is said about them.
_NOT_CARRIED = {
    "verbosity": ("Gemini has no verbosity", "warning"),
    "user": ("Gemini takes no user ids", "info"),
    "previous_response_id": ("Gemini keeps no conversations; the earlier turns are missing", "error"),
    "prompt_cache_key": ("Gemini caches prefixes by itself", "info"),
    "truncation": ("Gemini cuts no history by itself", "info"),
}
_TIERS = {
    "default": "standard",
    "standard_only": "standard",
    "standard": "standard",
    "flex": "flex",
    "priority": "priority",
}


def build_request(request: ir.Request, dialect: Dialect, report: Report, context: Context) -> dict[str, Any]:
    """The body; the model is in the URL. A Gemini client's own fields go back as they came, spelled in camelCase."""
    own_dialect = dialect if isinstance(dialect, GeminiDialect) else GeminiDialect(vendor=dialect.vendor)
    model = models.of(context.target_model)
    names = ToolNames(context, limit=FUNCTION_NAME_LIMIT, pattern=FUNCTION_NAME)
    names.declare([tool for tool in request.tools if tool.kind != "server"])
    tools, tool_config = build_tools(request, own_dialect, model, names, report, context)
    has_functions = any("functionDeclarations" in group for group in tools)
    config, instruction = build_config(request, own_dialect, model, report, has_functions=has_functions)
    system, contents = build_contents(request, own_dialect, model, names, report)
    if instruction is not None:
        system = {"parts": [*(system or {}).get("parts", ()), {"text": instruction}]}
    fields: dict[str, Any] = {
        "systemInstruction": system,
        "tools": tools,
        "toolConfig": tool_config,
        "generationConfig": config,
    }
    body: dict[str, Any] = {"contents": contents, **{name: value for name, value in fields.items() if value}}
    if request.origin == "gemini":
        _own_fields(request, body)
    else:
        _foreign_fields(request, body, own_dialect, report)
    if own_dialect.wrap is not None:
        return {**own_dialect.wrap, "model": context.target_model, "request": body}
    return body


def _own_fields(request: ir.Request, body: dict[str, Any]) -> None:
    if request.service_tier is not None:
        body["serviceTier"] = request.service_tier
    if request.store is not None:
        body["store"] = request.store
    for key, value in (request.extra or {}).items():
        node = body
        *parents, name = key.split(".")
        for parent in parents:
            node = cast("dict[str, Any]", node.setdefault(camel(parent), {}))
        node.setdefault(camel(name), value)


def _foreign_fields(request: ir.Request, body: dict[str, Any], dialect: GeminiDialect, report: Report) -> None:
    report.dropped_extra("", request.extra, "Gemini")
    for path, declaration in request.declarations.items():
        report.dropped_extra(path, declaration, "Gemini")
    for field, (reason, severity) in _NOT_CARRIED.items():
        if getattr(request, field) is not None:
            report.dropped(request.paths.get(field, field), reason, severity)  # type: ignore[arg-type]  # the table's words
    if request.store is not None:
        report.dropped(request.paths.get("store", "store"), "Gemini keeps no answers for later", "info")
    tier = request.service_tier
    if tier is not None:
        where = request.paths.get("service_tier", "service_tier")
        if tier in _TIERS:
            body["serviceTier"] = _TIERS[tier]
            report.mapped(where)
        elif tier == "auto":
            report.mapped(where)
        else:
            report.dropped(where, "Gemini has no such service tier", "info")
    if request.metadata is not None:
        if dialect.labels and all(isinstance(value, str) for value in request.metadata.values()):
            body["labels"] = request.metadata
        else:
            report.dropped(request.paths.get("metadata", "metadata"), "Gemini takes no metadata", "info")
