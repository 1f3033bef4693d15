"""A whole answer as the stream that the client asked for: some providers ignore ``stream`` or cannot stream with tools."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bridge import ir
from bridge.convert import format_of
from bridge.formats.base import Context
from bridge.report import Report


def stream_of(response: ir.Response, report: Report, context: Context) -> bytes:
    """The bytes of the client's stream from its first event to its end."""
    builder = format_of(context.inbound).stream_builder(report, context)
    pieces = [builder.feed(event) for event in events_of(response)]
    pieces.append(builder.flush())
    return b"".join(pieces)


def events_of(response: ir.Response) -> Iterator[ir.StreamEvent]:
    yield ir.ResponseStart(
        id=response.id,
        model=response.model,
        created=response.created,
        usage=response.usage,
        service_tier=response.service_tier,
    )
    if response.error is not None:
        yield ir.StreamError(error=response.error)
        return
    index = 0
    for number, candidate in enumerate(response.candidates):
        for part in candidate.parts:
            yield from _part(part, index, number)
            index += 1
    first, *others = response.candidates
    yield ir.Finish(
        reason=first.finish_reason,
        raw_reason=first.raw_finish_reason,
        stop_sequence=first.stop_sequence,
        usage=response.usage,
        reasons=tuple((item.finish_reason, item.raw_finish_reason) for item in others),
    )


def _part(part: ir.Part, index: int, candidate: int) -> Iterator[ir.StreamEvent]:
    match part:
        case ir.TextPart():
            yield ir.PartStart(index=index, part=replace(part, text="", citations=[], native=None), candidate=candidate)
            yield ir.PartDelta(index=index, text=part.text)
            for citation in part.citations:
                yield ir.CitationDelta(index=index, citation=citation)
            yield from _native(part.native, index)
        case ir.RefusalPart():
            yield ir.PartStart(index=index, part=replace(part, text=""), candidate=candidate)
            yield ir.PartDelta(index=index, text=part.text)
        case ir.ReasoningPart() if not part.redacted:
            yield ir.PartStart(index=index, part=replace(part, text="", native=None), candidate=candidate)
            if part.text:
                yield ir.PartDelta(index=index, text=part.text)
            yield from _native(part.native, index)
        case ir.ToolCallPart():
            yield ir.PartStart(index=index, part=replace(part, arguments=""), candidate=candidate)
            yield ir.PartDelta(index=index, text=part.arguments)
        case _:
            yield ir.PartStart(index=index, part=part, whole=True, candidate=candidate)
    yield ir.PartEnd(index=index)


def _native(native: ir.Native | None, index: int) -> Iterator[ir.StreamEvent]:
    if native is not None:
        yield ir.NativeDelta(index=index, native=native)
