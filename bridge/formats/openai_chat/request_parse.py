"""A Chat Completions request body → IR."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bridge import ir
from bridge.errors import InvalidRequestError
from bridge.formats import read
from bridge.formats.openai_chat import tools_parse
from bridge.formats.openai_chat.messages_parse import MessagesParser
from bridge.formats.openai_chat.thinking import REASONING_FIELDS, reasoning_of

#: Wire name → IR name of plain fields, by type.
NUMBERS = ("temperature", "top_p", "presence_penalty", "frequency_penalty")
INTEGERS = {"top_k": "top_k", "seed": "seed", "n": "candidate_count", "top_logprobs": "top_logprobs"}
BOOLEANS = ("parallel_tool_calls", "logprobs", "store")
TEXTS = ("user", "service_tier", "prompt_cache_key", "verbosity")
_KNOWN = (
    frozenset({
        "model", "messages", "stream", "tools", "tool_choice", "functions", "function_call", "web_search_options",
        "response_format", "max_tokens", "max_completion_tokens", "stop", "metadata", "stream_options",
    })
    | frozenset(NUMBERS) | frozenset(INTEGERS) | frozenset(BOOLEANS) | frozenset(TEXTS) | REASONING_FIELDS
)  # fmt: skip
_FORMAT = frozenset({"type", "json_schema"})
_SCHEMA = frozenset({"name", "description", "schema", "strict"})


def parse_request(body: Mapping[str, Any], model: str | None, stream: bool | None) -> ir.Request:
    """``model`` and ``stream`` override the body's, for deployments that carry them in the URL.

    Raises InvalidRequestError with the path of the first thing that is not what the format allows.
    """
    messages = read.array(body["messages"], "messages") if "messages" in body else None
    if not messages:
        raise InvalidRequestError("is required" if messages is None else "must hold at least one message", "messages")
    parser = MessagesParser()
    request = ir.Request(
        origin="openai-chat",
        model=model if model is not None else _model(body),
        messages=parser.parse(messages),
        stream=stream if stream is not None else read.maybe_bool(body, "stream", "") or False,
        tools=tools_parse.tools_of(body),
        tool_choice=tools_parse.choice_of(body),
        output_format=_output_format(body),
        metadata=read.maybe_obj(body, "metadata", ""),
        extra=read.extra_of(body, _KNOWN),
        paths=parser.paths,
    )
    for name in NUMBERS:
        if name in body:
            setattr(request, name, read.maybe_number(body, name, ""))
    for name, attribute in INTEGERS.items():
        if name in body:
            setattr(request, attribute, read.maybe_int(body, name, ""))
    for name in BOOLEANS:
        if name in body:
            setattr(request, name, read.maybe_bool(body, name, ""))
    for name in TEXTS:
        if name in body:
            setattr(request, name, read.maybe_text(body, name, ""))
    if request.candidate_count is not None:
        request.paths["candidate_count"] = "n"
    # Usage in streams is what every builder asks for anyway.
    if (options := read.maybe_obj(body, "stream_options", "")) not in (None, {"include_usage": True}):
        request.declarations["stream_options"] = options
    _limit(body, request)
    _stop(body, request)
    reasoning_of(body, request)
    _keep_shape(body, request)
    return request


def _model(body: Mapping[str, Any]) -> str:
    if body.get("model") is None:
        raise InvalidRequestError("is required", "model")
    return read.text(body["model"], "model")


def _limit(body: Mapping[str, Any], request: ir.Request) -> None:
    for name in ("max_completion_tokens", "max_tokens"):
        value = read.maybe_int(body, name, "")
        if value is not None:
            request.max_output_tokens = value
            request.paths["max_output_tokens"] = name
            return


def _stop(body: Mapping[str, Any], request: ir.Request) -> None:
    """The path ``stop`` marks a bare string, which the same format writes again as one."""
    stop = body.get("stop")
    if isinstance(stop, str):
        request.stop = [stop]
        request.paths["stop"] = "stop"
    elif stop is not None:
        request.stop = [read.text(item, f"stop[{index}]") for index, item in enumerate(read.array(stop, "stop"))]


def _output_format(body: Mapping[str, Any]) -> ir.OutputFormat | None:
    given = read.maybe_obj(body, "response_format", "")
    if given is None:
        return None
    kind = read.maybe_text(given, "type", "response_format")
    extra = read.extra_of(given, _FORMAT)
    match kind:
        case "text" | "json_object":
            return ir.OutputFormat(kind=kind, extra=extra, path="response_format")
        case "json_schema":
            where = "response_format.json_schema"
            schema = read.obj(given.get("json_schema"), where)
            if deeper := read.extra_of(schema, _SCHEMA):
                extra = {**(extra or {}), "json_schema": deeper}
            return ir.OutputFormat(
                kind="json_schema",
                schema=read.maybe_obj(schema, "schema", where),
                name=read.maybe_text(schema, "name", where),
                description=read.maybe_text(schema, "description", where),
                strict=read.maybe_bool(schema, "strict", where),
                extra=extra,
                path="response_format",
            )
        case _:
            raise InvalidRequestError(f"must be text, json_object or json_schema, is {kind!r}", "response_format.type")


def _keep_shape(body: Mapping[str, Any], request: ir.Request) -> None:
    """Values that mean nothing but must come out again in the same format."""
    kept = {name: body[name] for name in ("tools", "functions", "stop") if body.get(name) == []}
    if body.get("stream") is False:
        kept["stream"] = False
    if kept:
        request.extra = {**(request.extra or {}), **kept}
