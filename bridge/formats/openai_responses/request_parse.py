"""A Responses request body into the IR."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bridge import ir
from bridge.errors import InvalidRequestError
from bridge.formats import read
from bridge.formats.base import split_extra
from bridge.formats.openai_responses.items_parse import EFFORTS, InputReader
from bridge.formats.openai_responses.tools import read_choice, read_tools
from bridge.json_types import is_array

_KNOWN = frozenset(
    {
        "model", "input", "instructions", "stream", "tools", "tool_choice", "parallel_tool_calls", "reasoning", "text",
        "max_output_tokens", "temperature", "top_p", "top_logprobs", "user", "metadata", "service_tier", "store",
        "previous_response_id", "prompt_cache_key", "truncation",
    }
)  # fmt: skip
_LINKS = ("prompt", "previous_response_id", "conversation", "instructions")
_REASONING = frozenset({"effort", "summary"})
_TEXT = frozenset({"format", "verbosity"})
_SCHEMA = frozenset({"type", "name", "schema", "strict", "description"})
LOGPROBS = "message.output_text.logprobs"


def parse_request(body: Mapping[str, Any], model: str | None = None, stream: bool | None = None) -> ir.Request:
    """``model`` and ``stream`` are for formats that keep them in the address; here they only override. See ``Format``."""
    name = model if model is not None else read.maybe_text(body, "model", "")
    if name is None:
        if not body.get("prompt"):
            raise InvalidRequestError("is required", "model")
        name = ""
    request = ir.Request(
        origin="openai-responses",
        model=name,
        messages=[],
        stream=stream if stream is not None else read.maybe_bool(body, "stream", "") is True,
        parallel_tool_calls=read.maybe_bool(body, "parallel_tool_calls", ""),
        max_output_tokens=read.maybe_int(body, "max_output_tokens", ""),
        temperature=read.maybe_number(body, "temperature", ""),
        top_p=read.maybe_number(body, "top_p", ""),
        top_logprobs=read.maybe_int(body, "top_logprobs", ""),
        user=read.maybe_text(body, "user", ""),
        metadata=read.maybe_obj(body, "metadata", ""),
        service_tier=read.maybe_text(body, "service_tier", ""),
        store=read.maybe_bool(body, "store", ""),
        previous_response_id=read.maybe_text(body, "previous_response_id", ""),
        prompt_cache_key=read.maybe_text(body, "prompt_cache_key", ""),
        truncation=read.maybe_text(body, "truncation", ""),
        extra=read.extra_of(body, _KNOWN),
    )
    if body.get("stream") is False:
        request.paths["stream"] = "stream"
    include = body.get("include")
    if is_array(include) and LOGPROBS in include:
        request.logprobs = True
        request.paths["logprobs"] = "include"
    _read_reasoning(body, request)
    _read_text(body, request)
    _read_tools(body, request)
    _read_input(body, request)
    return request


def _read_reasoning(body: Mapping[str, Any], request: ir.Request) -> None:
    value = read.maybe_obj(body, "reasoning", "")
    if value is None:
        return
    if not value:
        request.paths["reasoning"] = "reasoning"
    extra = read.extra_of(value, _REASONING)
    effort = read.maybe_text(value, "effort", "reasoning")
    summary = read.maybe_text(value, "summary", "reasoning")
    if effort is not None and effort not in EFFORTS:
        extra, effort = {**(extra or {}), "effort": effort}, None
    request.reasoning = ir.Reasoning(
        enabled=False if effort == "none" else None,
        effort=effort,  # type: ignore[arg-type]  # one of EFFORTS
        show=True if summary is not None else None,
        summary=summary,
        extra=extra,
        path="reasoning",
    )


def _read_text(body: Mapping[str, Any], request: ir.Request) -> None:
    text = read.maybe_obj(body, "text", "")
    if text is None:
        return
    request.verbosity = read.maybe_text(text, "verbosity", "text")
    if request.verbosity is not None:
        request.paths["verbosity"] = "text.verbosity"
    value = read.maybe_obj(text, "format", "text")
    if value is not None:
        request.output_format = _read_format(value, "text.format")
    extra = read.extra_of(text, _TEXT)
    if extra is not None or not text:
        request.extra = {**(request.extra or {}), "text": extra or {}}


def _read_format(value: dict[str, Any], path: str) -> ir.OutputFormat:
    match read.needed_text(value, "type", path):
        case "json_schema":
            return ir.OutputFormat(
                kind="json_schema",
                schema=read.maybe_obj(value, "schema", path),
                name=read.maybe_text(value, "name", path),
                description=read.maybe_text(value, "description", path),
                strict=read.maybe_bool(value, "strict", path),
                extra=read.extra_of(value, _SCHEMA),
                path=path,
            )
        case "text" | "json_object" as kind:
            return ir.OutputFormat(kind=kind, extra=split_extra(value, frozenset({"type"})), path=path)
        case kind:  # a grammar or the like, which only this format has
            return ir.OutputFormat(kind="text", extra={**value, "type": kind}, path=path)


def _read_tools(body: Mapping[str, Any], request: ir.Request) -> None:
    tools = read.maybe_array(body, "tools", "")
    if tools is not None:
        read_tools(tools, "tools", request)
        if not tools:
            request.paths["tools"] = "tools"
    choice = body.get("tool_choice")
    if choice is not None:
        request.tool_choice = read_choice(choice)


def _read_input(body: Mapping[str, Any], request: ir.Request) -> None:
    instructions = read.maybe_text(body, "instructions", "")
    if instructions is not None:
        part = ir.TextPart(text=instructions, path="instructions")
        request.messages.append(ir.Message(role="system", parts=[part], path="instructions"))
    value = body.get("input")
    if value is None:
        if not any(body.get(key) for key in _LINKS):
            raise InvalidRequestError("is required", "input")
    elif isinstance(value, str):
        request.messages.append(ir.Message(role="user", parts=[ir.TextPart(text=value, path="input")], path="input"))
    elif is_array(value):
        InputReader(request).read(value, "input")
        if not value:
            request.paths["input"] = "input"
    else:
        raise InvalidRequestError(f"must be a string or an array, is {read.kind_of(value)}", "input")
