"""Whole answers, both ways."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from typing import Any

from bridge import codec, ir
from bridge.errors import InvalidResponseError, UpstreamError
from bridge.formats.anthropic import answer
from bridge.formats.anthropic.content_parse import citations, opaque, thought
from bridge.formats.anthropic.errors import parse_error
from bridge.formats.anthropic.parts_build import arguments_object
from bridge.formats.base import Context, Dialect, split_extra
from bridge.formats.read import as_dict, as_list, as_text, extra_of
from bridge.report import Report
from bridge.toolbox import restore, unwrap, wrap

_MESSAGE = frozenset({"id", "type", "role", "model", "content", "stop_reason", "stop_sequence", "usage"})
_TEXT = frozenset({"type", "text", "citations"})
_UNSAFE = re.compile(r"[^a-zA-Z0-9_-]")
_CALL = frozenset({"type", "id", "name", "input"})


def parse_response(body: Mapping[str, Any], dialect: Dialect, context: Context) -> ir.Response:
    """Raises UpstreamError for an error hidden in a success, InvalidResponseError for what is no message at all."""
    content = _content(body, dialect)
    reader = AnswerReader(context, dialect.vendor)
    blocks = [{"type": "text", "text": content}] if isinstance(content, str) else as_list(content)
    parts: list[ir.Part] = [part for block in blocks for part in reader.block(as_dict(block))]
    raw = body.get("stop_reason")
    sequence = body.get("stop_sequence")
    usage = as_dict(body.get("usage"))
    tier = usage.get("service_tier")
    return ir.Response(
        origin="anthropic",
        id=as_text(body.get("id")),
        model=as_text(body.get("model")),
        candidates=[
            ir.Candidate(
                parts=parts,
                finish_reason=answer.finish_of(raw, calls=any(isinstance(part, ir.ToolCallPart) for part in parts)),
                raw_finish_reason=raw if isinstance(raw, str) else None,
                stop_sequence=sequence if isinstance(sequence, str) else None,
            )
        ],
        usage=answer.usage_of(usage),
        service_tier=tier if isinstance(tier, str) else None,
        extra=split_extra(body, _MESSAGE),
    )


def facts(body: Mapping[str, Any], dialect: Dialect, context: Context) -> tuple[ir.Usage, ir.FinishReason]:
    """Usage and finish reason. Raises like ``parse_response``."""
    if context.json_tool is not None:  # whether a call counts as one depends on its name
        parsed = parse_response(body, dialect, context)
        return parsed.usage, parsed.candidates[0].finish_reason
    blocks = as_list(_content(body, dialect))
    calls = any(as_dict(block).get("type") == "tool_use" for block in blocks)
    return answer.usage_of(body.get("usage")), answer.finish_of(body.get("stop_reason"), calls=calls)


def _content(body: Mapping[str, Any], dialect: Dialect) -> list[Any] | str:
    if body.get("type") == "error" or (body.get("content") is None and body.keys() & {"error", "base_resp"}):
        raise UpstreamError(parse_error(200, body, dialect))
    if isinstance(content := body.get("content"), str):
        return content
    if not isinstance(content, list):
        raise InvalidResponseError("must be an array", "content")
    return as_list(body["content"])


class AnswerReader:
    """Blocks of an answer into parts: tool names restored, wrapped freeform input and structured output unwrapped."""

    __slots__ = ("_context", "_vendor")

    def __init__(self, context: Context, vendor: str) -> None:
        self._context = context
        self._vendor = vendor

    def block(self, block: dict[str, Any]) -> list[ir.Part]:
        match block.get("type"):
            case "text":
                return [self.text(block)]
            case "thinking" | "redacted_thinking":
                return [thought(block, vendor=self._vendor)]
            case "tool_use":
                return [self._call(block)]
            case str():
                return [opaque(block, vendor=self._vendor)]
            case _:
                return []

    def text(self, block: dict[str, Any]) -> ir.TextPart:
        found = citations(block.get("citations"))
        extra = split_extra(block, _TEXT)
        if "citations" in block and not found:
            extra = {**(extra or {}), "citations": block["citations"]}
        return ir.TextPart(text=as_text(block.get("text")), citations=found, extra=extra)

    def _call(self, block: dict[str, Any]) -> ir.Part:
        arguments = codec.dumps_text(as_dict(block.get("input")))
        part = self.call(block)
        if isinstance(part, ir.TextPart):
            part.text = arguments
        else:
            part.arguments = unwrap(arguments) if part.kind == "custom" else arguments
        return part

    def call(self, block: dict[str, Any]) -> ir.ToolCallPart | ir.TextPart:
        """The call with its arguments still to come; text when the tool only stands for structured output."""
        sent = as_text(block.get("name"))
        if sent == self._context.json_tool:
            return ir.TextPart(text="")
        name, namespace = restore(self._context, sent)
        return ir.ToolCallPart(
            id=as_text(block.get("id")),
            name=name,
            arguments="",
            kind="custom" if sent in self._context.custom_tools else "function",
            namespace=namespace,
            extra=extra_of(block, _CALL),
        )


# --------------------------------------------------------------------------- building


def build_response(response: ir.Response, report: Report, context: Context) -> dict[str, Any]:
    """The first candidate as a message; further ones are reported, as a message holds one answer."""
    same = response.origin == "anthropic"
    candidate = response.candidates[0]
    for index in range(1, len(response.candidates)):
        report.dropped(f"candidates[{index}]", "a message holds one answer", "warning")
    writer = BlockWriter(context, report, same=same)
    content = [block for part in candidate.parts for block in writer.blocks(part)]
    if response.error is not None:
        report.approximated("error", "the answer failed inside a success; the message tells it as text", "error")
        content.append({"type": "text", "text": f"[{response.error.message}]"})
    stop, sequence = answer.stop_reason(
        candidate.finish_reason,
        candidate.raw_finish_reason,
        candidate.stop_sequence,
        calls=any(block["type"] == "tool_use" for block in content),
        refused=any(isinstance(part, ir.RefusalPart) for part in candidate.parts),
        same=same,
    )
    message: dict[str, Any] = {
        "id": response.id if same and response.id else answer.answer_id(response.id),
        "type": "message",
        "role": "assistant",
        "model": answer.answer_model(response.model, context),
        "content": content,
        "stop_reason": stop,
        "stop_sequence": sequence,
        "usage": response.usage.raw if same and response.usage.raw is not None else _usage(response, report),
    }
    if same:
        return {**(response.extra or {}), **message}
    report.dropped_extra("", response.extra, "Anthropic")
    _report_lost(candidate, report)
    return message


def _usage(response: ir.Response, report: Report) -> dict[str, Any]:
    usage = answer.usage_body(response.usage)
    if response.service_tier is not None:
        tier = answer.tier_word(response.service_tier)
        if tier is None:
            report.dropped("service_tier", f"Anthropic has no tier {response.service_tier}", "info")
        else:
            usage["service_tier"] = tier
            report.mapped("service_tier")
    return usage


def _report_lost(candidate: ir.Candidate, report: Report) -> None:
    report.dropped_extra("candidates[0]", candidate.extra, "Anthropic")
    if candidate.logprobs is not None:
        report.dropped("candidates[0].logprobs", "Anthropic has no log probabilities", "warning")


class BlockWriter:
    """Parts of an answer into blocks for an Anthropic client."""

    __slots__ = ("_context", "_ids", "_report", "_same")

    def __init__(self, context: Context, report: Report, *, same: bool) -> None:
        self._ids: set[str] = set()
        self._context = context
        self._report = report
        self._same = same

    def blocks(self, part: ir.Part) -> list[dict[str, Any]]:
        match part:
            case ir.TextPart():
                return [*self._state(part.native), *self._text(part)]
            case ir.ReasoningPart():
                block = answer.thinking_block(part, self._context)
                return [block] if block is not None else []
            case ir.ToolCallPart():
                return [*self._state(part.native), self._call(part)]
            case ir.RefusalPart():
                return [{"type": "text", "text": part.text}] if part.text else []
            case ir.OpaquePart():
                return self.opaque(part)
            case ir.AudioPart() | ir.ImagePart() | ir.FilePart() | ir.ToolResultPart():
                text = self.stand_in(part)
                return [{"type": "text", "text": text}] if text else []

    def _state(self, native: ir.Native | None) -> list[dict[str, Any]]:
        """Vendor state that sits on a text or call (Gemini's thoughtSignature) as a thinking block of its own before it."""
        if native is None:
            return []
        return [{"type": "thinking", "thinking": "", "signature": answer.state_token(native, self._context)}]

    def _text(self, part: ir.TextPart) -> list[dict[str, Any]]:
        if not part.text and not part.citations and not self._same:
            return []
        block: dict[str, Any] = {**(part.extra or {})} if self._same else {}
        block.update(type="text", text=part.text)
        sources = [source for item in part.citations if (source := self.citation(item)) is not None]
        if sources:
            block["citations"] = sources
        return [block]

    def citation(self, item: ir.Citation) -> dict[str, Any] | None:
        """A source as a web search result. ``encrypted_index`` stays empty: it is Anthropic's own, and marks ours (see parsing)."""
        if item.native is not None and item.native.format == "anthropic":
            return item.native.block
        if item.url is None:
            self._report.dropped(
                "citations", "a source without an address has no place in Anthropic's citations", "info"
            )
            return None
        return {
            "type": "web_search_result_location",
            "url": item.url,
            "title": item.title,
            "cited_text": item.cited_text or "",
            "encrypted_index": "",
        }

    def _call(self, part: ir.ToolCallPart) -> dict[str, Any]:
        block: dict[str, Any] = {**(part.extra or {})} if self._same else {}
        arguments = wrap(part.arguments) if part.kind == "custom" else part.arguments
        block.update(type="tool_use", id=self.call_id(part.id), name=part.name, input=arguments_object(arguments))
        return block

    def call_id(self, upstream: str) -> str:
        """An id that Anthropic itself would take back, and that no other call of the answer has."""
        if self._same and upstream:
            return upstream
        base = sent = _UNSAFE.sub("_", upstream) or f"toolu_{uuid.uuid4().hex}"
        number = 1
        while sent in self._ids:
            number += 1
            sent = f"{base}_{number}"
        self._ids.add(sent)
        return sent

    def opaque(self, part: ir.OpaquePart) -> list[dict[str, Any]]:
        if self._same and part.native.format == "anthropic":
            return [part.native.block]
        self._report.dropped(part.path, f"only {part.native.vendor} understands this part of the answer", "info")
        return [{"type": "text", "text": part.text}] if part.text else []

    def stand_in(self, part: ir.AudioPart | ir.ImagePart | ir.FilePart | ir.ToolResultPart) -> str:
        """Answers of this format hold no media; the client reads what was there."""
        if isinstance(part, ir.AudioPart) and part.transcript:
            self._report.approximated(part.path, "audio is answered as its transcript", "warning")
            return part.transcript
        self._report.dropped(part.path, "a message of the model holds no media", "error")
        if isinstance(part, ir.ToolResultPart):
            return ""
        where = part.source.url or part.source.media_type or "media"
        return f"[{where}]"
