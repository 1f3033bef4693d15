"""Tool declarations and tool choice of a request, the legacy ``functions`` included."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bridge import ir
from bridge.errors import InvalidRequestError
from bridge.formats import read

_FUNCTION = frozenset({"name", "description", "parameters", "strict"})
_CUSTOM = frozenset({"name", "description", "format"})
_TOOL = frozenset({"type", "function", "custom", "cache_control"})
_MODES: dict[str, ir.ToolChoice] = {
    "auto": ir.ToolChoice(mode="auto"),
    "none": ir.ToolChoice(mode="none"),
    "required": ir.ToolChoice(mode="required", required=True),
    "any": ir.ToolChoice(mode="required", required=True),  # Mistral's word
}


def tools_of(body: Mapping[str, Any]) -> list[ir.Tool]:
    tools: list[ir.Tool] = []
    if body.get("tools") is not None:
        for index, item in enumerate(read.array(body["tools"], "tools")):
            tools.append(_tool(read.obj(item, f"tools[{index}]"), f"tools[{index}]"))
    if body.get("functions") is not None:
        for index, item in enumerate(read.array(body["functions"], "functions")):
            path = f"functions[{index}]"
            tools.append(_function(read.obj(item, path), path, path, {}))
    if body.get("web_search_options") is not None:
        options = read.obj(body["web_search_options"], "web_search_options")
        tools.append(_server("web_search", {"web_search_options": options}, "web_search_options"))
    return tools


def _tool(item: dict[str, Any], path: str) -> ir.Tool:
    kind = read.maybe_text(item, "type", path)
    if kind == "function" or (kind is None and "function" in item):  # Mistral's clients leave the type out
        return _function(read.obj(item.get("function"), f"{path}.function"), f"{path}.function", path, item)
    if kind == "custom":
        return _custom(read.obj(item.get("custom"), f"{path}.custom"), path, item)
    if kind is None:
        raise InvalidRequestError("is required", f"{path}.type")
    return _server("web_search" if "web_search" in _words(item) else kind, item, path)


def _words(item: dict[str, Any]) -> str:
    """Type and function name, where vendors hide what the tool is (Kimi: builtin_function $web_search)."""
    return f"{item.get('type')} {read.as_dict(item.get('function')).get('name')}"


def _server(name: str, block: dict[str, Any], path: str) -> ir.Tool:
    return ir.Tool(
        name=name, kind="server", native=ir.Native(vendor="openai", format="openai-chat", block=block), path=path
    )


def _function(function: dict[str, Any], where: str, path: str, item: dict[str, Any]) -> ir.Tool:
    extra = read.extra_of(item, _TOOL)
    if inner := read.extra_of(function, _FUNCTION):
        extra = {**(extra or {}), "function": inner}
    return ir.Tool(
        name=_name(function, where),
        description=read.maybe_text(function, "description", where),
        parameters=read.maybe_obj(function, "parameters", where),
        strict=read.maybe_bool(function, "strict", where),
        cache_control=read.maybe_obj(item, "cache_control", path),
        extra=extra,
        path=path,
    )


def _custom(custom: dict[str, Any], path: str, item: dict[str, Any]) -> ir.Tool:
    where = f"{path}.custom"
    extra = read.extra_of(item, _TOOL)
    if inner := read.extra_of(custom, _CUSTOM):
        extra = {**(extra or {}), "custom": inner}
    return ir.Tool(
        name=_name(custom, where),
        kind="custom",
        description=read.maybe_text(custom, "description", where),
        custom_format=_flat_format(read.maybe_obj(custom, "format", where)),
        extra=extra,
        path=path,
    )


def _flat_format(custom_format: dict[str, Any] | None) -> dict[str, Any] | None:
    """The IR keeps the flat form of Responses: {type, syntax, definition} instead of {type, grammar: {syntax, definition}}."""
    if custom_format is None or not isinstance(custom_format.get("grammar"), dict):
        return custom_format
    rest = {key: value for key, value in custom_format.items() if key != "grammar"}
    return {**rest, **read.as_dict(custom_format["grammar"])}


def _name(source: dict[str, Any], path: str) -> str:
    name = read.maybe_text(source, "name", path)
    if not name:
        raise InvalidRequestError("is required" if name is None else "must not be empty", f"{path}.name")
    return name


# --------------------------------------------------------------------------- choice


def choice_of(body: Mapping[str, Any]) -> ir.ToolChoice | None:
    if body.get("tool_choice") is not None:
        return _choice(body["tool_choice"], "tool_choice")
    legacy = body.get("function_call")
    if legacy is None:
        return None
    if isinstance(legacy, dict):
        name = _name(read.obj(legacy, "function_call"), "function_call")
        return ir.ToolChoice(mode="tool", names=(name,), required=True, path="function_call")
    return _choice(legacy, "function_call")


def _choice(value: Any, path: str) -> ir.ToolChoice:
    if isinstance(value, str):
        return _mode(value, path)
    choice = read.obj(value, path)
    kind = read.maybe_text(choice, "type", path)
    match kind:
        case "function" | "custom":
            named = read.obj(choice.get(kind), f"{path}.{kind}")
            return ir.ToolChoice(mode="tool", names=(_name(named, f"{path}.{kind}"),), required=True, path=path)
        case "allowed_tools":
            return _allowed(read.obj(choice.get("allowed_tools"), f"{path}.allowed_tools"), path)
        case "auto" | "none" | "required" | "any":
            return _mode(kind, path)
        case None:
            raise InvalidRequestError("is required", f"{path}.type")
        case _:
            # A vendor's own way to force a server tool.
            return ir.ToolChoice(mode="auto", extra=choice, path=path)


def _mode(word: str, path: str) -> ir.ToolChoice:
    known = _MODES.get(word)
    if known is None:
        raise InvalidRequestError(f"must be auto, none, required or an object, is {word!r}", path)
    return ir.ToolChoice(mode=known.mode, required=known.required, path=path)


def _allowed(allowed: dict[str, Any], path: str) -> ir.ToolChoice:
    where = f"{path}.allowed_tools"
    names: list[str] = []
    for index, item in enumerate(read.array(allowed.get("tools"), f"{where}.tools")):
        entry = read.obj(item, f"{where}.tools[{index}]")
        kind = "custom" if "custom" in entry else "function"
        names.append(
            _name(read.obj(entry.get(kind), f"{where}.tools[{index}].{kind}"), f"{where}.tools[{index}].{kind}")
        )
    return ir.ToolChoice(mode="allowed", names=tuple(names), required=allowed.get("mode") == "required", path=path)
