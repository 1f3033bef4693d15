"""Whole answers, both ways."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bridge import ir
from bridge.errors import InvalidResponseError
from bridge.formats.base import Context, Dialect
from bridge.formats.gemini.answer import (
    answer_model,
    build_logprobs,
    build_usage,
    finish_of,
    id_stem,
    parse_logprobs,
    parse_usage,
    raw_finish,
)
from bridge.formats.gemini.citations import build_grounding, parse_citations
from bridge.formats.gemini.dialect import unwrapped
from bridge.formats.gemini.errors import parse_error
from bridge.formats.gemini.parts import PartReader, Signer, build_part
from bridge.formats.gemini.wire import rest
from bridge.formats.read import as_dict, as_list
from bridge.report import Report

_TOP = frozenset({"candidates", "usageMetadata", "responseId", "modelVersion", "error"})
_CANDIDATE = frozenset({"content", "finishReason"})


def parse_response(body: Mapping[str, Any], dialect: Dialect, context: Context) -> ir.Response:
    """Raises InvalidResponseError for a body that is no answer. A blocked prompt gives one candidate without parts."""
    body = unwrapped(body, dialect)
    for name, wanted in (("candidates", list), ("usageMetadata", dict), ("promptFeedback", dict)):
        if body.get(name) is not None and not isinstance(body[name], wanted):
            raise InvalidResponseError("must be an array" if wanted is list else "must be an object", name)
    error = parse_error(200, dict(body), dialect) if body.get("error") is not None else None
    if error is None and not (body.keys() & {"candidates", "promptFeedback", "usageMetadata"}):
        raise InvalidResponseError("holds neither candidates nor promptFeedback")
    response_id = str(body.get("responseId") or "")
    reader = PartReader(context, dialect.vendor)
    reader.begin(id_stem(response_id, context))
    candidates = [
        _candidate(as_dict(item), index, reader, context) for index, item in enumerate(as_list(body.get("candidates")))
    ]
    return ir.Response(
        origin="gemini",
        id=response_id,
        model=str(body.get("modelVersion") or ""),
        candidates=candidates or [_without_candidates(body)],
        usage=parse_usage(as_dict(body.get("usageMetadata"))) if body.get("usageMetadata") is not None else ir.Usage(),
        created=created_at(body.get("createTime")),
        service_tier=as_dict(body.get("usageMetadata")).get("serviceTier"),
        error=error,
        extra=rest(body, _TOP) or None,
    )


def created_at(stamp: Any) -> int | None:
    """Seconds since 1970 of an RFC 3339 time."""
    if not isinstance(stamp, str):
        return None
    try:
        return int(datetime.fromisoformat(stamp).timestamp())
    except (ValueError, OverflowError):
        return None


def _without_candidates(body: Mapping[str, Any]) -> ir.Candidate:
    blocked = as_dict(body.get("promptFeedback")).get("blockReason")
    return ir.Candidate(parts=[], finish_reason="content_filter" if blocked else "other")


def _candidate(node: dict[str, Any], index: int, reader: PartReader, context: Context) -> ir.Candidate:
    where = f"candidates[{index}].content.parts"
    content = as_dict(node.get("content"))
    parts = [reader.part(as_dict(item), f"{where}[{at}]") for at, item in enumerate(as_list(content.get("parts")))]
    extra = rest(node, _CANDIDATE)
    if not parts and node.get("content") is not None:
        extra["content"] = node["content"]
    raw = node.get("finishReason")
    reason = finish_of(raw, has_calls=any(isinstance(part, ir.ToolCallPart) for part in parts))
    if context.inbound != "gemini":
        parse_citations(node, parts)
        if reason == "error" and not parts and isinstance(node.get("finishMessage"), str):
            # Nothing usable came; the user should at least read why.
            parts.append(ir.TextPart(text=node["finishMessage"]))
    tokens = parse_logprobs(node.get("logprobsResult"))
    return ir.Candidate(
        parts=parts,
        finish_reason=reason,
        raw_finish_reason=raw if isinstance(raw, str) else None,
        logprobs={"content": tokens, "refusal": None} if tokens else None,
        extra=extra or None,
    )


# --------------------------------------------------------------------------- building


def build_response(response: ir.Response, report: Report, context: Context) -> dict[str, Any]:
    same = response.origin == "gemini"
    body: dict[str, Any] = {}
    candidates = [
        _build_candidate(candidate, index, response, report, context)
        for index, candidate in enumerate(response.candidates)
    ]
    # A blocked prompt has no candidates at Google; ours only stands in for them.
    if not (same and candidates == [{}]):
        body["candidates"] = candidates
    if response.usage.raw is not None or not same:
        body["usageMetadata"] = build_usage(response.usage, context)
    model = answer_model(context, response.model)
    if model:
        body["modelVersion"] = model
    if response.id:
        body["responseId"] = response.id
    if same:
        body.update(response.extra or {})
    else:
        report.dropped_extra("", response.extra, "Gemini")
        if response.service_tier is not None:
            report.dropped("service_tier", "Gemini's answers name no service tier", "info")
    return body


def _build_candidate(
    candidate: ir.Candidate, index: int, response: ir.Response, report: Report, context: Context
) -> dict[str, Any]:
    same = response.origin == "gemini"
    signer = Signer(context)
    built: dict[str, Any] = {}
    parts: list[dict[str, Any]] = []
    cited: list[tuple[ir.Citation, int, str | None]] = []
    for part in candidate.parts:
        item = build_part(part, signer, report)
        if item is None:
            continue
        if isinstance(part, ir.TextPart):
            cited.extend((citation, len(parts), part.text) for citation in part.citations)
        parts.append(item)
    token = signer.rest()
    if token is not None:
        parts.append({"text": "", "thoughtSignature": token})
    if parts or not same:
        built["content"] = {"parts": parts, "role": "model"}
    if same:
        if candidate.raw_finish_reason is not None:
            built["finishReason"] = candidate.raw_finish_reason
        built.update(candidate.extra or {})
        return built
    refused = any(isinstance(part, ir.RefusalPart) for part in candidate.parts)
    built["finishReason"] = raw_finish(candidate.finish_reason, candidate.raw_finish_reason, context, refused=refused)
    built["index"] = index
    if response.error is not None:
        built.update(finishReason="OTHER", finishMessage=response.error.message)
    if cited:
        built["groundingMetadata"] = build_grounding(cited)
    tokens = as_list((candidate.logprobs or {}).get("content"))
    if tokens:
        built["logprobsResult"] = build_logprobs([as_dict(token) for token in tokens])
    report.dropped_extra(f"candidates[{index}]", candidate.extra, "Gemini")
    return built
