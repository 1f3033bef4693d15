"""Tools and tool choice → ``tools`` and ``toolConfig``."""

from __future__ import annotations

from typing import Any

from bridge import ir, toolbox
from bridge.capabilities.gemini import GeminiModel
from bridge.formats.base import Context
from bridge.formats.gemini.dialect import GeminiDialect
from bridge.formats.gemini.schema import clean
from bridge.formats.gemini.wire import get
from bridge.report import Report

#: Built-in tools that do the same work as other vendors' ones.
_BUILT_IN = {"web_search": "googleSearch", "web_fetch": "urlContext", "code_execution": "codeExecution"}


def build_tools(
    request: ir.Request,
    dialect: GeminiDialect,
    model: GeminiModel,
    names: toolbox.ToolNames,
    report: Report,
    context: Context,
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """(tools, toolConfig), either empty when there is nothing to say."""
    own = request.origin == "gemini"
    tools = request.tools if own else toolbox.offered(request, report)
    tools = _allowed(tools, request.tool_choice, report) if not own else tools
    groups: dict[str, dict[str, Any]] = {}
    for tool in tools:
        built = (
            _server(tool, dialect, report)
            if tool.kind == "server"
            else _function(tool, names, dialect, own, report, context)
        )
        if built is None:
            continue
        kind = "functionDeclarations" if tool.kind != "server" else "built-in"
        # A Gemini client's own grouping stays; others' functions all go into one object.
        group = groups.setdefault(tool.path.partition(".")[0] if own else kind, {})
        if tool.kind == "server":
            group.update(built)
        else:
            group.setdefault("functionDeclarations", []).append(built)
    if not own and len(groups) > 1 and not model.mixed_tools:
        _drop_built_in(groups, tools, report)
    config = _tool_config(request, tools, names, report, own=own)
    if not own and len(groups) > 1 and dialect.mixed_tools_flag:
        config["includeServerSideToolInvocations"] = True
    return list(groups.values()), config


def _drop_built_in(groups: dict[str, dict[str, Any]], tools: list[ir.Tool], report: Report) -> None:
    del groups["built-in"]
    for tool in tools:
        if tool.kind == "server":
            report.dropped(tool.path, "this Gemini model takes no built-in tools beside functions", "error")


def _allowed(tools: list[ir.Tool], choice: ir.ToolChoice | None, report: Report) -> list[ir.Tool]:
    """Only the allowed tools when the choice is "one of these, or none": Gemini knows such a list for forced calls only."""
    if choice is None or choice.mode != "allowed" or choice.required:
        return tools
    report.approximated(choice.path, "only the allowed tools are offered")
    kept: list[ir.Tool] = []
    for tool in tools:
        if tool.kind == "server" or tool.name in choice.names:
            kept.append(tool)
        else:
            report.dropped(tool.path, "not among the allowed tools", "info")
    return kept


def _server(tool: ir.Tool, dialect: GeminiDialect, report: Report) -> dict[str, Any] | None:
    native = tool.native
    if native is not None and native.format == "gemini" and native.vendor == dialect.vendor:
        return native.block
    name = _BUILT_IN.get(tool.name)
    if name is None:
        report.dropped(tool.path, f"Gemini has no tool like {tool.name}", "error")
        return None
    report.approximated(tool.path, f"sent as Gemini's own {name}, without its settings")
    return {name: {}}


def _function(
    tool: ir.Tool, names: toolbox.ToolNames, dialect: GeminiDialect, own: bool, report: Report, context: Context
) -> dict[str, Any] | None:
    native = tool.native
    sent = names.send(tool.name, tool.namespace)
    if own and native is not None and (dialect.json_schema or get(native.block, "parametersJsonSchema") is None):
        return native.block
    if tool.kind == "custom":
        context.custom_tools.add(sent)
        report.approximated(tool.path, "a freeform tool is sent as a function with one text argument")
        tool = toolbox.as_function(tool)
    report.dropped_extra(tool.path, tool.extra, "Gemini")
    if tool.strict:
        report.dropped(f"{tool.path}.strict", "Gemini has no strict mode for functions", "info")
    if tool.cache_control is not None:
        report.dropped(f"{tool.path}.cache_control", "Gemini caches prefixes by itself", "info")
    if tool.deferred:
        report.dropped(f"{tool.path}.defer_loading", "Gemini is given the whole declaration at once", "info")
    built: dict[str, Any] = {"name": sent}
    if tool.description:
        built["description"] = tool.description
    parameters = tool.parameters
    if parameters and (
        parameters.get("properties") or parameters.get("$ref") or parameters.get("allOf") or parameters.get("anyOf")
    ):
        path = f"{tool.path}.parameters"
        if dialect.json_schema:
            built["parametersJsonSchema"] = (
                parameters if parameters.get("type") == "object" else {**parameters, "type": "object"}
            )
        else:
            built["parameters"] = clean(parameters, report, path)
    return built


def _tool_config(
    request: ir.Request, tools: list[ir.Tool], names: toolbox.ToolNames, report: Report, *, own: bool
) -> dict[str, Any]:
    choice = request.tool_choice
    if request.parallel_tool_calls is not None and not own:
        where = request.paths.get("parallel_tool_calls", "parallel_tool_calls")
        if request.parallel_tool_calls:
            report.mapped(where)
        else:
            report.dropped(where, "Gemini has no switch against parallel calls", "warning")
    if choice is None:
        return {}
    if not own and not tools:
        report.dropped(choice.path, "a tool choice without tools", "info")
        return {}
    report.mapped(choice.path)
    calling: dict[str, Any] = {}
    match choice.mode:
        case "none":
            calling["mode"] = "NONE"
        case "required":
            calling["mode"] = "ANY"
        case "tool" | "allowed" if own or choice.required or choice.mode == "tool":
            calling["mode"] = "ANY"
            calling["allowedFunctionNames"] = _names(choice, tools, names, report)
            if not calling["allowedFunctionNames"]:
                del calling["allowedFunctionNames"]
        case _:
            calling["mode"] = "AUTO"
    if own and choice.extra is not None:
        calling.pop("mode")
        calling.update(choice.extra)
    else:
        report.dropped_extra(choice.path, choice.extra, "Gemini")
    return {"functionCallingConfig": calling} if calling else {}


def _names(choice: ir.ToolChoice, tools: list[ir.Tool], names: toolbox.ToolNames, report: Report) -> list[str]:
    declared = {tool.name: tool.namespace for tool in tools if tool.kind != "server"}
    for name in choice.names:
        if name not in declared:
            report.dropped(choice.path, f"the tool {name} is not among the functions offered", "warning")
    return [names.send(name, declared[name]) for name in choice.names if name in declared]
