"""The scalar fields of a request: as they were, or out of another format's words."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from bridge import effort, ir, schema_rules
from bridge.formats.openai_responses.content import NAME
from bridge.formats.openai_responses.dialect import ResponsesDialect
from bridge.formats.openai_responses.request_parse import LOGPROBS
from bridge.formats.openai_responses.tools import NAME_LIMIT
from bridge.json_types import is_object
from bridge.report import Report, Severity

ENCRYPTED = "reasoning.encrypted_content"
#: Fields of Chat Completions outside the IR that mean the same here.
_SHARED = ("safety_identifier", "prompt_cache_retention", "prompt_cache_options", "moderation")
_TIERS = frozenset({"auto", "default", "flex", "scale", "priority", "fast"})
_IDENTIFIER_LIMIT = 64


# --------------------------------------------------------------------------- fields of this format


def own_fields(body: dict[str, Any], request: ir.Request) -> None:
    if request.stream or "stream" in request.paths:
        body["stream"] = request.stream
    for key in (
        "parallel_tool_calls", "max_output_tokens", "temperature", "top_p", "top_logprobs", "user", "metadata",
        "service_tier", "store", "previous_response_id", "prompt_cache_key", "truncation",
    ):  # fmt: skip
        value = getattr(request, key)
        if value is not None:
            body[key] = value
    if request.reasoning is not None:
        _own_reasoning(body, request, request.reasoning)
    text: dict[str, Any] = {}
    if request.output_format is not None:
        text["format"] = _own_format(request.output_format)
    if request.verbosity is not None:
        text["verbosity"] = request.verbosity
    extra = dict(request.extra or {})
    more = extra.get("text")
    if is_object(more):
        text.update(more)
        extra.pop("text")
    if text or (more is not None and "text" not in extra):
        body["text"] = text
    body.update(extra)


def _own_reasoning(body: dict[str, Any], request: ir.Request, reasoning: ir.Reasoning) -> None:
    out: dict[str, Any] = {}
    updated = "reasoning.effort" in request.paths  # an item of the conversation says so, not the field
    if reasoning.effort is not None and not updated:
        out["effort"] = reasoning.effort
    if reasoning.summary is not None:
        out["summary"] = reasoning.summary
    out.update(reasoning.extra or {})
    if out or not updated or "reasoning" in request.paths:
        body["reasoning"] = out


def _own_format(chosen: ir.OutputFormat) -> dict[str, Any]:
    fields = {"name": chosen.name, "schema": chosen.schema, "strict": chosen.strict, "description": chosen.description}
    given = {key: value for key, value in fields.items() if value is not None}
    return {"type": chosen.kind, **given, **(chosen.extra or {})}


# --------------------------------------------------------------------------- fields of other formats


def foreign_fields(
    body: dict[str, Any], request: ir.Request, dialect: ResponsesDialect, report: Report, model: str
) -> None:
    if request.stream:
        body["stream"] = True
    body["store"] = request.store is True
    for key in ("max_output_tokens", "temperature", "top_p", "previous_response_id", "truncation"):
        value = getattr(request, key)
        if value is not None:
            body[key] = value
    _identifiers(body, request, report)
    _tier(body, request, report)
    _metadata(body, request, report)
    include: list[str] = []
    _reasoning(body, request, dialect, report, model, include)
    if request.logprobs:
        include.append(LOGPROBS)
        report.mapped(request.paths.get("logprobs", "logprobs"))
        if request.top_logprobs is not None:
            body["top_logprobs"] = request.top_logprobs
    if include:
        body["include"] = include
    _text(body, request, report)
    losses: tuple[tuple[str, Any, Severity], ...] = (
        ("stop", request.stop or None, "warning"), ("top_k", request.top_k, "info"), ("seed", request.seed, "info"),
        ("presence_penalty", request.presence_penalty, "info"), ("frequency_penalty", request.frequency_penalty, "info"),
        ("candidate_count", None if request.candidate_count == 1 else request.candidate_count, "warning"),
    )  # fmt: skip
    for key, value, severity in losses:
        if value is not None:
            report.add(request.paths.get(key, key), "dropped", f"{NAME} has no such field", severity)
    extra = dict(request.extra or {})
    if request.origin == "openai-chat":
        body.update({key: extra.pop(key) for key in _SHARED if extra.get(key) is not None})
    report.dropped_extra("", extra, NAME)


def _identifiers(body: dict[str, Any], request: ir.Request, report: Report) -> None:
    """Longer identifiers than the API takes (Claude Code's ``user_id``) go out as a digest: as telling and more private."""
    for key in ("user", "prompt_cache_key"):
        value = getattr(request, key)
        if value is None:
            continue
        if len(value) > _IDENTIFIER_LIMIT:
            value = hashlib.blake2s(value.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
            report.approximated(
                request.paths.get(key, key), f"longer than {_IDENTIFIER_LIMIT} characters, sent as a digest"
            )
        body[key] = value


def _tier(body: dict[str, Any], request: ir.Request, report: Report) -> None:
    tier = request.service_tier
    if tier is None:
        return
    path = request.paths.get("service_tier", "service_tier")
    if tier in _TIERS:
        body["service_tier"] = tier
    elif tier == "standard_only":
        body["service_tier"] = "default"
        report.mapped(path)
    else:
        report.dropped(path, f"there is no service tier {tier}", "info")


def _metadata(body: dict[str, Any], request: ir.Request, report: Report) -> None:
    if request.metadata is None:
        return
    if request.origin == "openai-chat":
        body["metadata"] = request.metadata
    else:
        report.dropped(request.paths.get("metadata", "metadata"), "metadata of another vendor", "info")


def _reasoning(
    body: dict[str, Any], request: ir.Request, dialect: ResponsesDialect, report: Report, model: str, include: list[str]
) -> None:
    reasoning, limits = request.reasoning, dialect.limits(model)
    wished = effort.wished_effort(reasoning)
    thinks = limits.reasoning or (not limits.known and wished not in (None, "none"))
    if thinks and dialect.encrypted_reasoning:
        include.append(ENCRYPTED)
    if reasoning is None:
        return
    report.dropped_extra(reasoning.path, reasoning.extra, NAME)
    out: dict[str, Any] = {}
    if wished is not None:
        out["effort"] = wished
        if reasoning.budget_tokens is not None:
            report.approximated(reasoning.path, f"a thinking budget became the effort {wished}")
        else:
            report.mapped(reasoning.path)
    if reasoning.show and thinks and wished != "none":
        out["summary"] = reasoning.summary if reasoning.summary in ("auto", "concise", "detailed") else "auto"
    if out:
        body["reasoning"] = out


def _text(body: dict[str, Any], request: ir.Request, report: Report) -> None:
    text: dict[str, Any] = {}
    chosen = request.output_format
    if chosen is not None:
        report.dropped_extra(chosen.path, chosen.extra, NAME)
        if wants_prompt(chosen):
            report.approximated(chosen.path, "output schemas are objects here; it went into the prompt", "warning")
        else:
            text["format"] = _format(chosen, report)
    if request.verbosity is not None:
        text["verbosity"] = request.verbosity
    if text:
        body["text"] = text


def wants_prompt(chosen: ir.OutputFormat | None) -> bool:
    """Whether a schema can only be told in words: "schema must be a JSON Schema of 'type: \"object\"', got 'type: \"array\"'"."""
    return chosen is not None and chosen.schema is not None and schema_rules.object_root(chosen.schema) is None


def _format(chosen: ir.OutputFormat, report: Report) -> dict[str, Any]:
    schema = schema_rules.object_root(chosen.schema) if chosen.schema is not None else None
    if chosen.kind != "json_schema" or schema is None:
        return {"type": "text" if chosen.kind == "text" else "json_object"}
    name = re.sub(r"[^a-zA-Z0-9_-]", "_", chosen.name or "response")[:NAME_LIMIT] or "response"
    if chosen.name is not None and name != chosen.name:
        report.approximated(f"{chosen.path}.name", "names hold letters, digits, _ and - only")
    out: dict[str, Any] = {"type": "json_schema", "name": name, "schema": schema}
    if chosen.description is not None:
        out["description"] = chosen.description
    if chosen.strict is not None:
        out["strict"] = chosen.strict
        if chosen.strict and not schema_rules.OPENAI_STRICT.takes(schema):
            out["strict"] = False
            report.approximated(
                f"{chosen.path}.strict", "the schema is not closed, so strict mode would refuse it", "warning"
            )
    return out
