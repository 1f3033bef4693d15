"""What a recorded answer says: its parts as a reader wants them, and the events in which a stream came."""

from __future__ import annotations

import base64
import binascii
import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from amux_desktop.storage.records import RequestBody, RequestLog
from bridge import ir, sse
from bridge.convert import answer_context, format_of
from bridge.errors import BridgeError
from bridge.formats.base import Context, Format

PartKind = Literal["text", "reasoning", "refusal", "tool_call", "image", "other"]
_STREAM_STARTS = (b"data:", b"event:", b"id:", b"retry:", b":")
_MAX_IMAGE = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPart:
    """One piece of an answer. `text` is Markdown, thoughts, a refusal, the arguments of a call, or what else can be read."""

    kind: PartKind
    text: str = ""
    name: str = ""
    """Of the tool, the file, or the vendor's kind of block."""
    data: bytes = field(default=b"", repr=False)
    """Of an image."""
    url: str = ""
    """Of an image that the answer only points at; never fetched."""
    sources: tuple[tuple[str, str], ...] = ()
    """Title and address of what the text cites."""
    choice: int = 0
    """Which of several answers it belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerEvent:
    """One event of a stream. `name` is the event's own, else what it brings (`content`, `finish_reason`, `functionCall`, ...);
    `at_ms` counts from the beginning of the request, None when it was not recorded."""

    name: str
    data: str
    at_ms: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedAnswer:
    """`error` is what the answer reports instead of, or after, its parts; `problem` says why it could not be read."""

    parts: tuple[AnswerPart, ...] = ()
    events: tuple[AnswerEvent, ...] = ()
    error: str = ""
    problem: str = ""


def read_answer(log: RequestLog, body: RequestBody) -> RecordedAnswer:
    """Reads `client_response` in the client's format and `upstream_response` in the provider's. Takes time for a long one: not
    for an event loop. Never raises for what was recorded."""
    upstream = body.part == "upstream_response"
    name = (log.outbound if upstream else log.inbound) or log.inbound or log.outbound
    try:
        wire = format_of(name)
    except (BridgeError, KeyError, ValueError):
        return RecordedAnswer(problem=f"no wire format called {name!r}")
    status = log.status
    if upstream and body.attempt < len(log.attempts):
        status = log.attempts[body.attempt].status or status
    answer = _read_stream(body, wire) if _is_stream(body.data, wire) else _read_whole(body, wire, status)
    return dataclasses.replace(answer, parts=_joined(answer.parts)) if wire.name == "gemini" else answer


def _is_stream(data: bytes, wire: Format) -> bool:
    start = data[:64].lstrip()
    return start.startswith(_STREAM_STARTS) or (wire.name == "gemini" and start.startswith(b"["))


def _joined(parts: Sequence[AnswerPart]) -> tuple[AnswerPart, ...]:
    """Gemini cuts a text wherever a signature stands; its own SDK reads neighbours as one text."""
    joined: list[AnswerPart] = []
    for part in parts:
        last = joined[-1] if joined else None
        if last and part.kind in ("text", "reasoning") and (last.kind, last.choice) == (part.kind, part.choice):
            joined[-1] = dataclasses.replace(last, text=last.text + part.text, sources=(*last.sources, *part.sources))
        else:
            joined.append(part)
    return tuple(joined)


def _context(wire: Format) -> Context:
    return answer_context(wire.name, wire.name)


# --------------------------------------------------------------------------- whole answers


def _read_whole(body: RequestBody, wire: Format, status: int) -> RecordedAnswer:
    try:
        value: Any = json.loads(body.data)
    except ValueError as error:
        text = body.data.decode("utf-8", "replace")
        if status >= 400:
            return RecordedAnswer(error=wire.parse_error(status, text[:2000], wire.default_dialect).message)
        return RecordedAnswer(problem=f"not JSON: {error}")
    if status >= 400:
        return RecordedAnswer(error=wire.parse_error(status, value, wire.default_dialect).message)
    if not isinstance(value, dict):
        return RecordedAnswer(problem=f"not an object but {type(value).__name__}")
    try:
        response = wire.parse_response(value, wire.default_dialect, _context(wire))
    except BridgeError as error:
        return RecordedAnswer(problem=str(error))
    parts = tuple(
        _part(part, choice) for choice, candidate in enumerate(response.candidates) for part in candidate.parts
    )
    return RecordedAnswer(parts=parts, error=response.error.message if response.error else "")


# --------------------------------------------------------------------------- streams


def _read_stream(body: RequestBody, wire: Format) -> RecordedAnswer:
    decoder = wire.decoder()
    try:
        events = [*decoder.feed(body.data), *decoder.flush()]
    except (BridgeError, sse.EventTooLargeError) as error:
        return RecordedAnswer(problem=str(error))
    shown = tuple(
        AnswerEvent(
            name=event.event or _name(event.data),
            data=event.data.decode("utf-8", "replace"),
            at_ms=_time(body.timings_ms, place),
        )
        for place, event in enumerate(events)
    )
    reader = _StreamReader()
    parser = wire.stream_parser(wire.default_dialect, _context(wire))
    problem = ""
    try:
        for event in events:
            reader.take(parser.feed(event))
        if not body.truncated:  # the end of a cut recording is not the end of the stream
            reader.take(parser.flush())
    except BridgeError as error:
        problem = "" if body.truncated else str(error)
    return RecordedAnswer(parts=reader.parts(), events=shown, error=reader.error, problem=problem)


def _name(data: bytes) -> str:
    """What an event without a name brings: formats without names say it by the fields that are there."""
    try:
        value = json.loads(data)
    except ValueError:
        return data.decode("utf-8", "replace") if data == b"[DONE]" else ""
    match value:
        case {"type": str(kind)}:
            return kind
        case {"error": _}:
            return "error"
        case {"choices": [{"finish_reason": str()}, *_]}:
            return "finish_reason"
        case {"choices": [{"delta": dict(delta)}, *_]}:
            return next((name for name, held in delta.items() if held and name != "role"), "role")
        case {"candidates": [{"content": {"parts": [dict(part), *_]}}, *_]}:
            return "thought" if part.get("thought") else next(iter(part), "")
        case {"usage": dict()} | {"usageMetadata": dict()}:
            return "usage"
        case _:
            return ""


def _time(times: Sequence[int], place: int) -> int | None:
    return times[place] if place < len(times) else None


class _StreamReader:
    """Puts the deltas of each part together again."""

    def __init__(self) -> None:
        self._parts: dict[int, tuple[ir.Part, int]] = {}
        self._texts: dict[int, list[str]] = {}
        self._citations: dict[int, list[ir.Citation]] = {}
        self.error = ""

    def take(self, events: Sequence[ir.StreamEvent]) -> None:
        for event in events:
            match event:
                case ir.PartStart():
                    self._parts[event.index] = (event.part, event.candidate)
                case ir.PartDelta():
                    self._texts.setdefault(event.index, []).append(event.text)
                case ir.CitationDelta():
                    self._citations.setdefault(event.index, []).append(event.citation)
                case ir.StreamError():
                    self.error = event.error.message
                case _:
                    pass

    def parts(self) -> tuple[AnswerPart, ...]:
        return tuple(
            _part(part, choice, "".join(self._texts.get(index, ())), self._citations.get(index, ()))
            for index, (part, choice) in self._parts.items()
        )


# --------------------------------------------------------------------------- parts


def _part(part: ir.Part, choice: int, more: str = "", citations: Sequence[ir.Citation] = ()) -> AnswerPart:
    """`more` and `citations` came after the part began."""
    match part:
        case ir.TextPart():
            sources = _sources([*part.citations, *citations])
            return AnswerPart(kind="text", text=part.text + more, sources=sources, choice=choice)
        case ir.ReasoningPart():
            return AnswerPart(kind="reasoning", text=part.text + more, choice=choice)
        case ir.RefusalPart():
            return AnswerPart(kind="refusal", text=part.text + more, choice=choice)
        case ir.ToolCallPart():
            return AnswerPart(kind="tool_call", text=part.arguments + more, name=part.name, choice=choice)
        case ir.ImagePart():
            return _image(part.source, choice)
        case ir.AudioPart():
            return AnswerPart(kind="other", text=part.transcript or "", name="audio", choice=choice)
        case ir.FilePart():
            media = part.source
            return AnswerPart(kind="other", text=media.text or "", name=part.filename or "file", choice=choice)
        case ir.ToolResultPart():
            text = "\n".join(item.text for item in part.content if isinstance(item, ir.TextPart))
            return AnswerPart(kind="other", text=text, name=part.name or "tool result", choice=choice)
        case _:
            return _opaque(part, choice)


def _opaque(part: ir.OpaquePart, choice: int) -> AnswerPart:
    """A block that only its vendor understands: named and shown as it is."""
    block = json.dumps(part.native.block, indent=2, ensure_ascii=False)
    return AnswerPart(kind="other", text=part.text or block, name=str(part.native.block.get("type", "")), choice=choice)


def _image(source: ir.Media, choice: int) -> AnswerPart:
    data = b""
    if source.data and len(source.data) < _MAX_IMAGE:
        try:
            data = base64.b64decode(source.data)
        except (binascii.Error, ValueError):
            data = b""
    return AnswerPart(kind="image", data=data, url=source.url or "", name=source.media_type or "", choice=choice)


def _sources(citations: Sequence[ir.Citation]) -> tuple[tuple[str, str], ...]:
    """Each address once, in the order of the text."""
    found = {citation.url: citation.title or citation.url for citation in citations if citation.url}
    return tuple((title, url) for url, title in found.items())
