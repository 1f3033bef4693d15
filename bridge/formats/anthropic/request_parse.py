"""A Messages request body into the IR. ``count_tokens`` bodies are the same without ``max_tokens`` and ``stream``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bridge import ir
from bridge.errors import InvalidRequestError
from bridge.formats import read
from bridge.formats.anthropic.content_parse import native, read_content

_TOP = frozenset(
    {
        "model", "messages", "system", "max_tokens", "stream", "tools", "tool_choice", "thinking", "output_config",
        "output_format", "metadata", "temperature", "top_p", "top_k", "stop_sequences", "service_tier",
    }
)  # fmt: skip
_MESSAGE = frozenset({"role", "content"})
_TOOL = frozenset({"name", "description", "input_schema", "strict", "cache_control", "defer_loading"})
_CHOICE = frozenset({"type", "name", "disable_parallel_tool_use"})
_THINKING = frozenset({"type", "budget_tokens", "display"})
_FORMAT = frozenset({"type", "schema"})
_EFFORTS = frozenset({"low", "medium", "high", "xhigh", "max"})
#: Tools by the beginning of their dated type; the rest keep the vendor's own word.
_CANONICAL = (
    "web_search",
    "web_fetch",
    "code_execution",
    "computer",
    "bash",
    "text_editor",
    "memory",
    "tool_search_tool",
)
_PATHS = {"max_output_tokens": "max_tokens", "stop": "stop_sequences", "user": "metadata.user_id"}


def parse_request(body: Mapping[str, Any], model: str | None, stream: bool | None) -> ir.Request:
    """``model`` and ``stream`` replace the body's own when given. Raises InvalidRequestError with the path."""
    streaming = read.maybe_bool(body, "stream", "")
    request = ir.Request(
        origin="anthropic",
        model=model if model is not None else read.needed_text(body, "model", ""),
        messages=[*_system(body), *_messages(body)],
        stream=stream if stream is not None else streaming is True,
        max_output_tokens=read.maybe_int(body, "max_tokens", ""),
        temperature=read.maybe_number(body, "temperature", ""),
        top_p=read.maybe_number(body, "top_p", ""),
        top_k=read.maybe_int(body, "top_k", ""),
        service_tier=read.maybe_text(body, "service_tier", ""),
        paths=dict(_PATHS),
        extra=read.extra_of(body, _TOP),
    )
    if streaming is False:
        _keep(request, "stream", False)
    _read_metadata(body, request)
    _read_stop(body, request)
    _read_tools(body, request)
    _read_reasoning(body, request)
    return request


def _keep(request: ir.Request, key: str, value: Any) -> None:
    """Remember a known field whose form says more than the IR can hold (empty, explicitly false, leftovers)."""
    request.extra = {**(request.extra or {}), key: value}


# --------------------------------------------------------------------------- messages


def _system(body: Mapping[str, Any]) -> list[ir.Message]:
    value = body.get("system")
    if value is None:
        return []
    parts = read_content(value, "system")
    return [ir.Message(role="system", parts=parts, path="system")]


def _messages(body: Mapping[str, Any]) -> list[ir.Message]:
    if body.get("messages") is None:
        raise InvalidRequestError("is required", "messages")
    messages: list[ir.Message] = []
    for index, item in enumerate(read.array(body["messages"], "messages")):
        path = f"messages[{index}]"
        messages.extend(_message(read.obj(item, path), path))
    return messages


def _message(item: dict[str, Any], path: str) -> list[ir.Message]:
    """One message; a user turn with tool results becomes a ``tool`` message and a ``user`` message with the rest."""
    role = read.needed_text(item, "role", path)
    extra = read.extra_of(item, _MESSAGE)
    if item.get("content") is None and role != "system":  # a system message may hold nothing but ``output_config``
        raise InvalidRequestError("is required", f"{path}.content")
    parts = read_content(item["content"], f"{path}.content") if item.get("content") is not None else []
    match role:
        case "assistant" | "system":
            _refuse(parts, ir.ToolResultPart, "tool_result", "user")
            return [ir.Message(role=role, parts=parts, extra=extra, path=path)]
        case "user":
            _refuse(parts, ir.ToolCallPart, "tool_use", "assistant")
            return _user(parts, extra, path)
        case _:
            raise InvalidRequestError("must be user, assistant or system", f"{path}.role")


def _refuse(parts: list[ir.Part], kind: type, word: str, role: str) -> None:
    for part in parts:
        if part.__class__ is kind:
            raise InvalidRequestError(f"{word} belongs in a message of role '{role}'", part.path)


def _user(parts: list[ir.Part], extra: dict[str, Any] | None, path: str) -> list[ir.Message]:
    results: list[ir.Part] = [part for part in parts if isinstance(part, ir.ToolResultPart)]
    rest: list[ir.Part] = [part for part in parts if not isinstance(part, ir.ToolResultPart)]
    messages: list[ir.Message] = []
    if results:
        messages.append(ir.Message(role="tool", parts=results, extra=None if rest else extra, path=path))
    if rest or not results:
        messages.append(ir.Message(role="user", parts=rest, extra=extra, path=path))
    return messages


# --------------------------------------------------------------------------- tools


def _read_tools(body: Mapping[str, Any], request: ir.Request) -> None:
    if body.get("tools") is not None:
        for index, item in enumerate(read.array(body["tools"], "tools")):
            path = f"tools[{index}]"
            request.tools.append(_tool(read.obj(item, path), path))
        if not request.tools:
            _keep(request, "tools", [])
    choice = read.maybe_obj(body, "tool_choice", "")
    if choice is not None:
        request.tool_choice = _choice(choice)
        single = read.maybe_bool(choice, "disable_parallel_tool_use", "tool_choice")
        request.parallel_tool_calls = None if single is None else not single
        request.paths["parallel_tool_calls"] = "tool_choice.disable_parallel_tool_use"


def _tool(item: dict[str, Any], path: str) -> ir.Tool:
    kind = read.maybe_text(item, "type", path)
    cache_control = read.maybe_obj(item, "cache_control", path)
    if kind not in (None, "custom"):
        return ir.Tool(
            name=_canonical(kind), kind="server", native=native(item), cache_control=cache_control, path=path
        )
    deferred = read.maybe_bool(item, "defer_loading", path)
    extra = read.extra_of(item, _TOOL)
    if deferred is False:
        extra = {**(extra or {}), "defer_loading": False}
    return ir.Tool(
        name=read.needed_text(item, "name", path),
        description=read.maybe_text(item, "description", path),
        parameters=read.maybe_obj(item, "input_schema", path),
        strict=read.maybe_bool(item, "strict", path),
        deferred=deferred is True,
        cache_control=cache_control,
        extra=extra,
        path=path,
    )


def _canonical(kind: str) -> str:
    if kind.startswith("mcp_"):
        return "mcp"
    return next((word for word in _CANONICAL if kind.startswith(word)), kind)


def _choice(choice: dict[str, Any]) -> ir.ToolChoice:
    path = "tool_choice"
    extra = read.extra_of(choice, _CHOICE)
    match read.needed_text(choice, "type", path):
        case "auto":
            return ir.ToolChoice(mode="auto", extra=extra, path=path)
        case "none":
            return ir.ToolChoice(mode="none", extra=extra, path=path)
        case "any":
            return ir.ToolChoice(mode="required", required=True, extra=extra, path=path)
        case "tool":
            name = read.needed_text(choice, "name", path)
            return ir.ToolChoice(mode="tool", names=(name,), required=True, extra=extra, path=path)
        case _:
            raise InvalidRequestError("must be auto, any, tool or none", f"{path}.type")


# --------------------------------------------------------------------------- everything else


def _read_metadata(body: Mapping[str, Any], request: ir.Request) -> None:
    metadata = read.maybe_obj(body, "metadata", "")
    if metadata is None:
        return
    request.user = read.maybe_text(metadata, "user_id", "metadata")
    rest = {key: value for key, value in metadata.items() if key != "user_id" or value is None}
    if rest:
        request.metadata = rest
    elif not metadata:
        _keep(request, "metadata", {})


def _read_stop(body: Mapping[str, Any], request: ir.Request) -> None:
    if body.get("stop_sequences") is None:
        return
    for index, item in enumerate(read.array(body["stop_sequences"], "stop_sequences")):
        if not isinstance(item, str):
            raise read.wrong(item, "a string", f"stop_sequences[{index}]")
        request.stop.append(item)
    if not request.stop:
        _keep(request, "stop_sequences", [])


def _read_reasoning(body: Mapping[str, Any], request: ir.Request) -> None:
    """``thinking`` and ``output_config``, which holds the effort and the output format."""
    thinking = read.maybe_obj(body, "thinking", "")
    if thinking is not None:
        request.reasoning = _thinking(thinking)
    config = read.maybe_obj(body, "output_config", "") or {}
    rest = dict(config)
    effort = read.maybe_text(config, "effort", "output_config")
    if effort in _EFFORTS:
        reasoning = request.reasoning = request.reasoning or ir.Reasoning(path="output_config.effort")
        reasoning.effort = effort  # type: ignore[assignment]  # checked above
        request.paths["reasoning.effort"] = "output_config.effort"
        del rest["effort"]
    wanted = read.maybe_obj(config, "format", "output_config")
    if wanted is not None:
        request.output_format = _output_format(wanted, "output_config.format")
        del rest["format"]
    if rest or body.get("output_config") == {}:
        _keep(request, "output_config", rest)
    older = read.maybe_obj(body, "output_format", "")
    if older is not None:
        if request.output_format is not None:
            raise InvalidRequestError("cannot be given together with output_config.format", "output_format")
        request.output_format = _output_format(older, "output_format")


def _thinking(thinking: dict[str, Any]) -> ir.Reasoning:
    path = "thinking"
    kind = read.needed_text(thinking, "type", path)
    display = read.maybe_text(thinking, "display", path)
    extra = read.extra_of(thinking, _THINKING) or {}
    if kind not in ("enabled", "adaptive", "disabled"):
        extra["type"] = kind
    if display not in (None, "omitted", "summarized"):
        extra["display"] = display
    return ir.Reasoning(
        enabled=kind != "disabled",
        adaptive=kind not in ("enabled", "disabled"),
        budget_tokens=read.maybe_int(thinking, "budget_tokens", path),
        show=None if display is None else display != "omitted",
        extra=extra or None,
        path=path,
    )


def _output_format(value: dict[str, Any], path: str) -> ir.OutputFormat:
    if read.needed_text(value, "type", path) != "json_schema":
        raise InvalidRequestError("must be json_schema", f"{path}.type")
    return ir.OutputFormat(
        kind="json_schema",
        schema=read.maybe_obj(value, "schema", path),
        extra=read.extra_of(value, _FORMAT),
        path=path,
    )
