"""Tools of other formats, and of this one towards endpoints that know less, as declarations."""

from __future__ import annotations

from typing import Any

from bridge import ir, schema_rules, toolbox
from bridge.formats.base import Context
from bridge.formats.openai_responses.content import NAME
from bridge.formats.openai_responses.dialect import ResponsesDialect
from bridge.formats.openai_responses.tools import TOOL_SEARCH, canonical
from bridge.json_types import is_array, is_object
from bridge.report import Report


def needs_flat(request: ir.Request, dialect: ResponsesDialect) -> bool:
    """Whether tools of this format must be rewritten for an endpoint that does not know their kind."""
    if dialect.custom_tools and dialect.namespaces and dialect.tool_search:
        return False
    return any(
        (tool.kind == "custom" and not dialect.custom_tools)
        or (tool.namespace is not None and not dialect.namespaces)
        or (tool.name == TOOL_SEARCH and tool.native is not None and not dialect.tool_search)
        or tool.path.startswith("input")
        for tool in request.tools
    )


def build(
    body: dict[str, Any],
    request: ir.Request,
    dialect: ResponsesDialect,
    report: Report,
    context: Context,
    names: toolbox.ToolNames,
) -> None:
    """Fills ``tools``, ``tool_choice`` and ``parallel_tool_calls``."""
    tools = toolbox.offered(request, report)
    names.declare([tool for tool in tools if tool.kind != "server"])
    declared: list[dict[str, Any]] = []
    for tool in tools:
        if tool.cache_control is not None:
            report.dropped(f"{tool.path}.cache_control", "prompts are cached by prefix, without marks", "info")
        if request.origin != NAME:
            report.dropped_extra(tool.path, tool.extra, NAME)
        declaration = _declare(tool, dialect, report, context, names)
        if declaration is not None:
            declared.append(declaration)
    if declared:
        body["tools"] = declared
        if request.parallel_tool_calls is not None:
            body["parallel_tool_calls"] = request.parallel_tool_calls
        if request.tool_choice is not None:
            _choice(body, request.tool_choice, tools, declared, report, names)
        return
    for key in ("parallel_tool_calls", "tool_choice"):
        if getattr(request, key) is not None:
            report.dropped(request.paths.get(key, key), "there are no tools to choose from", "info")


def _declare(
    tool: ir.Tool, dialect: ResponsesDialect, report: Report, context: Context, names: toolbox.ToolNames
) -> dict[str, Any] | None:
    if tool.kind == "server":
        return _hosted(tool, dialect, report)
    sent = names.send(tool.name, tool.namespace)
    if sent != tool.name:
        report.approximated(f"{tool.path}.name", f"sent as {sent}")
    if tool.kind == "custom":
        if dialect.custom_tools:
            out: dict[str, Any] = {"type": "custom", "name": sent}
            if tool.description is not None:
                out["description"] = tool.description
            if tool.custom_format is not None:
                out["format"] = tool.custom_format
            return out
        context.custom_tools.add(sent)
        report.approximated(tool.path, "a freeform tool became a function with one text argument")
        tool = toolbox.as_function(tool)
    out = {"type": "function", "name": sent}
    if tool.description is not None:
        out["description"] = tool.description
    schema = schema_rules.function_schema(tool.parameters, tool.path, report, strict=tool.strict is True)
    out["parameters"] = schema
    out["strict"] = tool.strict is True
    if tool.strict and not schema_rules.OPENAI_STRICT.takes(schema):
        out["strict"] = False
        report.approximated(
            f"{tool.path}.strict", "the schema is not closed, so strict mode would refuse it", "warning"
        )
    return out


def _hosted(tool: ir.Tool, dialect: ResponsesDialect, report: Report) -> dict[str, Any] | None:
    if tool.native is not None and tool.native.format == NAME:
        return tool.native.block
    declaration = dialect.hosted.get(tool.name)
    if declaration is None:
        report.dropped(tool.path, f"{dialect.vendor} does not run the tool {tool.name}", "error")
        return None
    out = dict(declaration)
    block = tool.native.block if tool.native is not None else {}
    if tool.name == "web_search":
        out.update(_search_options(block))
    report.approximated(
        tool.path,
        f"the tool {tool.name} of {tool.native.vendor if tool.native else 'another vendor'} became {out['type']}",
    )
    return out


def _search_options(block: dict[str, Any]) -> dict[str, Any]:
    """Options of other vendors' web searches that mean the same here."""
    out: dict[str, Any] = {}
    domains = block.get("allowed_domains")
    if is_array(domains) and domains:
        out["filters"] = {"allowed_domains": domains}
    size = block.get("search_context_size")
    if size in ("low", "medium", "high"):
        out["search_context_size"] = size
    place = block.get("user_location")
    if is_object(place):
        nested = place.get("approximate")
        inner: dict[str, Any] = nested if is_object(nested) else place
        kept = {key: inner[key] for key in ("city", "country", "region", "timezone") if isinstance(inner.get(key), str)}
        out["user_location"] = {"type": "approximate", **kept}
    return out


def _choice(
    body: dict[str, Any],
    choice: ir.ToolChoice,
    tools: list[ir.Tool],
    declared: list[dict[str, Any]],
    report: Report,
    names: toolbox.ToolNames,
) -> None:
    report.dropped_extra(choice.path, choice.extra, NAME)
    if choice.mode in ("auto", "none", "required"):
        body["tool_choice"] = choice.mode
        report.mapped(choice.path)
        return
    by_name = {entry.get("name", entry["type"]): entry for entry in declared}
    chosen: list[dict[str, Any]] = []
    for name in choice.names:
        tool = next((tool for tool in tools if tool.name == name), None)
        sent = name if tool is None or tool.kind == "server" else names.send(name, tool.namespace)
        entry = by_name.get(sent)
        if entry is None and tool is not None and tool.kind == "server":
            entry = next((one for one in declared if canonical(one["type"]) == name), None)
        if entry is None:
            report.dropped(choice.path, f"there is no tool {name}", "warning")
        elif "name" in entry:
            chosen.append({"type": entry["type"], "name": entry["name"]})
        else:
            chosen.append({"type": entry["type"]})
    if not chosen:
        return
    report.mapped(choice.path)
    if choice.mode == "tool":
        body["tool_choice"] = chosen[0]
    else:
        mode = "required" if choice.required else "auto"
        body["tool_choice"] = {"type": "allowed_tools", "mode": mode, "tools": chosen}
