"""Whole answers into the IR. Answers are read leniently: an odd field of a known item never fails."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bridge import envelope, ir, toolbox
from bridge.errors import InvalidRequestError, InvalidResponseError
from bridge.formats import read
from bridge.formats.base import Context, Dialect, split_extra
from bridge.formats.openai_responses.content import NAME, json_text, native, read_content
from bridge.formats.openai_responses.items_parse import call_part, reasoning_parts
from bridge.json_types import is_array

_KNOWN = frozenset({"id", "model", "created_at", "output", "usage", "service_tier"})


def parse_response(body: Mapping[str, Any], dialect: Dialect, context: Context) -> ir.Response:
    """A failed response is no exception: ``error`` is set. Raises InvalidResponseError when there is no ``output`` to read."""
    output, error = body.get("output"), body.get("error")
    if not is_array(output):
        if error:
            return _failure(body, envelope.read(200, dict(body), NAME))
        raise InvalidResponseError("must be an array", "output")
    try:
        parts = read_output(output, dialect.vendor, context)
    except InvalidRequestError as problem:
        raise InvalidResponseError(problem.message, problem.path) from None
    status = read.as_text(body.get("status"), "completed")
    reason, raw = finish_of(status, body.get("incomplete_details"), has_calls=any_call(parts))
    response = ir.Response(
        origin=NAME,
        id=read.as_text(body.get("id")),
        model=read.as_text(body.get("model")),
        candidates=[ir.Candidate(parts=parts, finish_reason=reason, raw_finish_reason=raw, logprobs=_logprobs(parts))],
        usage=usage_of(body.get("usage")),
        created=read.as_count(body.get("created_at")),
        service_tier=body.get("service_tier") if isinstance(body.get("service_tier"), str) else None,
        extra=_extra(body),
    )
    if error:
        response.error = envelope.read(200, {"error": error}, NAME)
    return response


def _extra(body: Mapping[str, Any]) -> dict[str, Any] | None:
    extra = split_extra(body, _KNOWN)
    for key in ("usage", "service_tier"):  # which are null at times; the others never are
        if key in body and body[key] is None:
            extra = {**(extra or {}), key: None}
    return extra


def _failure(body: Mapping[str, Any], error: ir.Error) -> ir.Response:
    return ir.Response(
        origin=NAME,
        id=read.as_text(body.get("id")),
        model=read.as_text(body.get("model")),
        candidates=[ir.Candidate(parts=[], finish_reason="error")],
        error=error,
    )


def any_call(parts: list[ir.Part]) -> bool:
    return any(isinstance(part, ir.ToolCallPart) for part in parts)


def finish_of(status: str, details: Any, *, has_calls: bool) -> tuple[ir.FinishReason, str | None]:
    """(unified, the vendor's word) of a response's ``status`` and ``incomplete_details``."""
    if status == "completed":
        return ("tool_calls" if has_calls else "stop"), status
    if status == "incomplete":
        reason = read.as_text(read.as_dict(details).get("reason"), "max_output_tokens")
        unified: ir.FinishReason = "content_filter" if reason == "content_filter" else "other"
        return ("length" if reason == "max_output_tokens" else unified), reason
    return ("error" if status == "failed" else "other"), status


def usage_of(value: Any) -> ir.Usage:
    raw = read.as_dict(value)
    if not raw:
        return ir.Usage()
    inputs = read.as_dict(raw.get("input_tokens_details"))
    outputs = read.as_dict(raw.get("output_tokens_details"))
    return ir.Usage(
        input_tokens=read.as_count(raw.get("input_tokens")),
        output_tokens=read.as_count(raw.get("output_tokens")),
        cache_read_tokens=read.as_count(inputs.get("cached_tokens")),
        cache_write_tokens=read.as_count(inputs.get("cache_write_tokens")),
        reasoning_tokens=read.as_count(outputs.get("reasoning_tokens")),
        raw=raw,
    )


def read_output(output: list[Any], vendor: str, context: Context) -> list[ir.Part]:
    """Output items as parts. The first part of a message item holds the item's own fields in ``extra["item"]``."""
    parts: list[ir.Part] = []
    for index, value in enumerate(output):
        path = f"output[{index}]"
        parts += read_item(read.obj(value, path), path, vendor, context)
    return parts


def read_item(item: dict[str, Any], path: str, vendor: str, context: Context) -> list[ir.Part]:
    match item.get("type"):
        case "message":
            content = item.get("content")
            parts = read_content(content, f"{path}.content", assistant=True) if content else []
            if not parts or isinstance(content, str):
                return [ir.OpaquePart(native=native(item, vendor), text=read.as_text(content), path=path)]
            attach_item(parts[0], item)
            return parts
        case "function_call" | "custom_tool_call":
            return [read_call(item, path, context)]
        case "reasoning":
            return list(reasoning_parts(item, path, vendor))
        case _:
            return [ir.OpaquePart(native=native(item, vendor), path=path)]


def attach_item(part: ir.Part, item: dict[str, Any]) -> None:
    shell = {key: value for key, value in item.items() if key != "content"}
    if isinstance(part, ir.TextPart | ir.RefusalPart | ir.ImagePart | ir.FilePart | ir.AudioPart):
        part.extra = {**(part.extra or {}), "item": shell}


def read_call(item: dict[str, Any], path: str, context: Context) -> ir.ToolCallPart:
    field = "input" if item.get("type") == "custom_tool_call" else "arguments"
    value = item.get(field)
    if not isinstance(value, str):
        item = {**item, field: json_text(value) if value is not None else ""}
    part = call_part(item, path)
    restore_call(part, context)
    return part


def restore_call(part: ir.ToolCallPart, context: Context) -> None:
    """The client's own name and namespace; a wrapped freeform tool gets its raw text back (as far as it is there)."""
    if part.kind == "function" and part.name in context.custom_tools:
        part.kind = "custom"
        part.arguments = toolbox.unwrap(part.arguments) if part.arguments else ""
    name, namespace = toolbox.restore(context, part.name)
    part.name = name
    part.namespace = part.namespace or namespace


def _logprobs(parts: list[ir.Part]) -> ir.JSONObject | None:
    found = [
        entry
        for part in parts
        if isinstance(part, ir.TextPart) and part.extra
        for entry in read.as_objects(part.extra.get("logprobs"))
    ]
    return {"content": found, "refusal": None} if found else None
