"""Tool declarations and tool_choice, read and written.

``namespace`` groups and ``additional_tools`` items are flattened into ``Request.tools``; what frames them stays in
``Request.declarations`` under its path, so that the way back is exact. A ``tool_search`` run by the client is read as a function
of that name: other vendors' models can call it like any other tool, and what it found comes in as declarations.
"""

from __future__ import annotations

import re
from typing import Any

from bridge import ir
from bridge.errors import InvalidRequestError
from bridge.formats import read
from bridge.formats.openai_responses.content import native
from bridge.json_types import is_object

NAME_LIMIT = 64
NAME_PATTERN = re.compile(r"[a-zA-Z0-9_-]+")
TOOL_SEARCH = "tool_search"
_FUNCTION = frozenset({"type", "name", "description", "parameters", "strict", "defer_loading"})
_CUSTOM = frozenset({"type", "name", "description", "format", "defer_loading"})
#: Hosted tools by type; dated names (``web_search_2025_08_26``) are matched by their beginning.
_CANONICAL = (
    ("web_search", "web_search"), ("file_search", "file_search"), ("code_interpreter", "code_execution"),
    ("computer", "computer"), ("image_generation", "image_generation"), ("mcp", "mcp"),
)  # fmt: skip


def read_tools(value: list[Any], path: str, request: ir.Request, namespace: str | None = None) -> None:
    """Append the tools at ``path`` to ``request.tools``."""
    for index, item in enumerate(value):
        here = f"{path}[{index}]"
        tool = read.obj(item, here)
        kind = read.needed_text(tool, "type", here)
        if kind == "namespace":
            _read_namespace(tool, here, request)
        else:
            request.tools.append(_read_tool(tool, kind, here, namespace))


def _read_namespace(tool: dict[str, Any], path: str, request: ir.Request) -> None:
    name = read.needed_text(tool, "name", path)
    inner = read.maybe_array(tool, "tools", path)
    request.declarations[path] = {key: value for key, value in tool.items() if key != "tools"}
    for entry in inner or ():
        if is_object(entry) and entry.get("type") == "namespace":
            raise InvalidRequestError("a namespace cannot stand inside another one", path)
    read_tools(inner or [], read.join(path, "tools"), request, name)


def _read_tool(tool: dict[str, Any], kind: str, path: str, namespace: str | None) -> ir.Tool:
    if kind == "function":
        return ir.Tool(
            name=read.needed_text(tool, "name", path),
            description=read.maybe_text(tool, "description", path),
            parameters=read.maybe_obj(tool, "parameters", path),
            strict=read.maybe_bool(tool, "strict", path),
            deferred=read.maybe_bool(tool, "defer_loading", path) is True,
            namespace=namespace,
            extra=_keep_false(tool, read.extra_of(tool, _FUNCTION)),
            path=path,
        )
    if kind == "custom":
        return ir.Tool(
            name=read.needed_text(tool, "name", path),
            kind="custom",
            description=read.maybe_text(tool, "description", path),
            custom_format=read.maybe_obj(tool, "format", path),
            deferred=read.maybe_bool(tool, "defer_loading", path) is True,
            namespace=namespace,
            extra=_keep_false(tool, read.extra_of(tool, _CUSTOM)),
            path=path,
        )
    if kind == TOOL_SEARCH and tool.get("execution") == "client":
        parameters = tool.get("parameters")
        return ir.Tool(
            name=TOOL_SEARCH,
            description=read.maybe_text(tool, "description", path),
            parameters=parameters if is_object(parameters) else None,
            native=native(tool),
            path=path,
        )
    return ir.Tool(name=canonical(kind), kind="server", native=native(tool), path=path)


def _keep_false(tool: dict[str, Any], extra: dict[str, Any] | None) -> dict[str, Any] | None:
    if tool.get("defer_loading") is False:
        return {**(extra or {}), "defer_loading": False}
    return extra


def canonical(kind: str) -> str:
    for start, word in _CANONICAL:
        if kind.startswith(start):
            return word
    return kind


# --------------------------------------------------------------------------- tool_choice

_CHOICE = frozenset({"type", "name", "mode", "tools"})


def read_choice(value: Any) -> ir.ToolChoice:
    path = "tool_choice"
    if isinstance(value, str):
        if value not in ("auto", "none", "required"):
            raise InvalidRequestError("must be auto, none, required or an object", path)
        return ir.ToolChoice(mode=value, path=path)  # type: ignore[arg-type]  # checked above
    choice = read.obj(value, path)
    kind = read.needed_text(choice, "type", path)
    extra = read.extra_of(choice, _CHOICE)
    if kind == "allowed_tools":
        tools = read.maybe_array(choice, "tools", path) or []
        names = [_allowed_name(read.obj(tool, f"{path}.tools[{n}]")) for n, tool in enumerate(tools)]
        if any(tool != {"type": "function", "name": name} for tool, name in zip(tools, names, strict=True)):
            extra = {**(extra or {}), "tools": tools}
        mode = read.maybe_text(choice, "mode", path)
        return ir.ToolChoice(mode="allowed", names=tuple(names), required=mode == "required", extra=extra, path=path)
    if kind == "function":
        return ir.ToolChoice(mode="tool", names=(read.needed_text(choice, "name", path),), extra=extra, path=path)
    if kind == "custom":
        name = read.needed_text(choice, "name", path)
        return ir.ToolChoice(mode="tool", names=(name,), extra={**(extra or {}), "type": kind}, path=path)
    return ir.ToolChoice(mode="tool", names=(canonical(kind),), extra=dict(choice), path=path)


def _allowed_name(tool: dict[str, Any]) -> str:
    name = tool.get("name")
    return name if isinstance(name, str) else canonical(read.as_text(tool.get("type")))


def write_own_choice(choice: ir.ToolChoice) -> Any:
    if choice.mode == "allowed":
        tools = [{"type": "function", "name": name} for name in choice.names]
        return {
            "type": "allowed_tools",
            "mode": "required" if choice.required else "auto",
            "tools": tools,
            **(choice.extra or {}),
        }
    if choice.mode != "tool":
        return choice.mode
    extra = choice.extra or {}
    if extra.get("type") not in (None, "custom"):
        return extra
    return {"type": "function", "name": choice.names[0], **extra}


# --------------------------------------------------------------------------- writing what came from here


def write_own_tool(tool: ir.Tool) -> dict[str, Any]:
    if tool.native is not None:
        return tool.native.block
    out: dict[str, Any] = {"type": tool.kind, "name": tool.name}
    if tool.description is not None:
        out["description"] = tool.description
    if tool.kind == "custom":
        if tool.custom_format is not None:
            out["format"] = tool.custom_format
    else:
        if tool.parameters is not None:
            out["parameters"] = tool.parameters
        if tool.strict is not None:
            out["strict"] = tool.strict
    if tool.deferred:
        out["defer_loading"] = True
    if tool.extra:
        out.update(tool.extra)
    return out


class Shelf:
    """The tools of a request of this format, put back where they stood: ``take("tools")``, ``take("input[0].tools")``."""

    def __init__(self, tools: list[ir.Tool], declarations: dict[str, ir.JSONObject]) -> None:
        self._lists: dict[str, list[tuple[int, dict[str, Any]]]] = {}
        for tool in tools:
            self._put(tool.path, write_own_tool(tool))
        for path in sorted(declarations, key=len, reverse=True):  # inner ones first
            if declarations[path].get("type") == "namespace":
                self._put(path, {**declarations[path], "tools": self.take(f"{path}.tools")})

    def _put(self, path: str, tool: dict[str, Any]) -> None:
        container, _, index = path.rpartition("[")
        number = int(index[:-1]) if index[:-1].isdigit() else 1 << 30
        self._lists.setdefault(container or "tools", []).append((number, tool))

    def take(self, path: str) -> list[dict[str, Any]]:
        return [tool for _, tool in sorted(self._lists.pop(path, ()), key=lambda entry: entry[0])]
