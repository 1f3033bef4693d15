"""IR events into the event stream of the Responses API: strict order, numbered, every ``done`` with the sum of its deltas."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from bridge import ir, sse
from bridge.formats.base import Context
from bridge.formats.openai_responses import output
from bridge.formats.openai_responses.content import NAME
from bridge.formats.openai_responses.errors import response_error
from bridge.formats.openai_responses.response_build import image_item
from bridge.formats.openai_responses.stream_items import Call, Thought
from bridge.formats.openai_responses.stream_speech import Speech
from bridge.formats.openai_responses.stream_wire import Wire
from bridge.report import Report


class StreamBuilder:
    """See ``base.StreamBuilder``."""

    def __init__(self, report: Report, context: Context) -> None:
        self._report = report
        self._context = context
        self._own = output.is_own(context)
        self._offered = output.Offered(context)
        self._wire = Wire(context.sequence)
        self._frame: dict[str, Any] | None = None
        self._speech = Speech(self._wire, report, own=self._own)
        #: What writes the open part; None between parts and for parts that came whole or are not shown.
        self._writer: Speech | Thought | Call | None = None
        #: State of a text that became known behind it.
        self._states: list[ir.Native] = []
        self._on: dict[type, Callable[[Any], bytes]] = {
            ir.PartDelta: self._delta,
            ir.PartStart: self._part_start,
            ir.PartEnd: self._part_end,
            ir.NativeDelta: self._native,
            ir.CitationDelta: self._citation,
            ir.ResponseStart: self._start,
            ir.Ping: lambda _: sse.comment("keep-alive"),
            ir.Finish: self._finish,
            ir.StreamError: self._fail,
        }

    def feed(self, event: ir.StreamEvent) -> bytes:
        return self._on[type(event)](event)

    def flush(self) -> bytes:
        """Nothing is owed: the terminal event is the end."""
        return b""

    # ------------------------------------------------------------- the response

    def _start(self, event: ir.ResponseStart) -> bytes:
        if self._frame is not None:
            return b""
        identifier = event.id if self._own and event.id else output.response_id(self._context.answer_id or event.id)
        self._wire.response_id = identifier
        model = output.answer_model(event.model, self._context)
        if self._own:
            self._frame = output.own_frame(event.extra, identifier, model, event.created)
            if event.service_tier is not None:
                self._frame["service_tier"] = event.service_tier
        else:
            self._frame = output.frame(self._context, identifier, model, event.created, event.service_tier)
        opening = {**self._frame, "status": "in_progress", "output": list[Any](), "usage": None}
        return self._wire.event("response.created", {"response": opening}) + self._wire.event(
            "response.in_progress", {"response": opening}
        )

    def _ready(self) -> bytes:
        """The opening events, should the upstream have spoken without them."""
        return b"" if self._frame is not None else self._start(ir.ResponseStart(id="", model=""))

    def _finish(self, event: ir.Finish) -> bytes:
        out = self._ready()
        status, details = output.status_of(event.reason, refused=self._speech.refused)
        if event.reasons:
            self._report.dropped("choices[1]", f"{NAME} gives one answer only", "warning")
        out += self._speech.close("incomplete" if status == "incomplete" else "completed")
        body = {**(self._frame or {}), **((event.extra or {}) if self._own else {})}
        if self._own and event.reason == "other":
            # A stream can end in three ways only; the upstream's own word is the reason.
            status, details = "incomplete", {"reason": event.raw_reason}
        if not self._own and status == "completed":
            body["completed_at"] = int(time.time())
        body.update(status=status, output=self._wire.items, usage=output.usage(event.usage, own=self._own))
        if "incomplete_details" in body or details is not None:
            body["incomplete_details"] = details
        if status == "failed":
            body["error"] = output.stopped(event.raw_reason)
        return out + self._wire.event(f"response.{status}", {"response": body})

    def _fail(self, event: ir.StreamError) -> bytes:
        out = self._ready()
        body = {**(self._frame or {}), "status": "failed", "error": response_error(event.error), "usage": None}
        body["output"] = self._wire.items
        return out + self._wire.event("response.failed", {"response": body})

    # ------------------------------------------------------------- parts

    def _part_start(self, event: ir.PartStart) -> bytes:
        out = self._ready()
        self._writer = None
        if event.candidate > 0:
            return out
        match event.part:
            case ir.TextPart() | ir.RefusalPart() as part:
                if isinstance(part, ir.TextPart) and part.native is not None and not self._own:
                    out += self._state(part.native)
                self._writer = self._speech
                return out + self._speech.start(part)
            case ir.AudioPart() as part:
                self._report.approximated(part.path, "audio was replaced by its transcript", "warning")
                self._writer = self._speech
                return out + self._speech.start(ir.TextPart(text=part.transcript or ""))
            case ir.OpaquePart() as part if not (self._own and part.native.format == NAME):
                return out + self._opaque(part)
            case part:
                out += self._speech.close()
                return out + self._item(part)

    def _item(self, part: ir.Part) -> bytes:
        match part:
            case ir.ReasoningPart():
                self._writer = thought = Thought(self._wire, part, self._context)
                return thought.start()
            case ir.ToolCallPart():
                out = self._state(part.native) if part.native is not None and not self._own else b""
                self._writer = call = Call(self._wire, part, output.CallShape(part, self._offered), own=self._own)
                return out + call.start()
            case ir.OpaquePart():
                return self._wire.whole(part.native.block)
            case ir.ImagePart() if part.source.data is not None:
                return self._wire.whole(image_item(part.source.data, self._wire.new_id("ig")))
            case _:
                output.report_lost(part, self._report)
                return b""

    def _opaque(self, part: ir.OpaquePart) -> bytes:
        """Another vendor's block: its readable stand-in, if any. What follows it is a new message, as around OpenAI's tools."""
        out = self._speech.close()
        if not part.text:
            output.report_lost(part, self._report)
            return out
        self._report.approximated(part.path, f"a block of {part.native.vendor} is given as text")
        self._writer = self._speech
        return out + self._speech.start(ir.TextPart(text=part.text))

    def _state(self, native: ir.Native) -> bytes:
        return self._speech.close() + self._wire.whole(output.state_item(native, self._wire.new_id("rs")))

    def _delta(self, event: ir.PartDelta) -> bytes:
        return self._writer.say(event.text, event.logprobs) if self._writer is not None else b""

    def _native(self, event: ir.NativeDelta) -> bytes:
        writer = self._writer
        if isinstance(writer, Thought):
            writer.native(event.native)
        elif writer is not None and not self._own:
            self._states.append(event.native)
        return b""

    def _citation(self, event: ir.CitationDelta) -> bytes:
        return self._speech.cite(event.citation) if self._writer is self._speech else b""

    def _part_end(self, _: ir.PartEnd) -> bytes:
        writer, self._writer = self._writer, None
        if writer is None:
            return b""
        out = writer.end()
        states, self._states = self._states, []
        for state in states:
            out += self._state(state)
        return out
