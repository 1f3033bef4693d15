"""IR events into the event stream of the Responses API: strict order, numbered, every ``done`` with the sum of its deltas.

A message item stays open over neighbouring text parts, which become its content parts, and is finished by whatever comes next.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from bridge import codec, ir, sse, toolbox
from bridge.formats.base import Context
from bridge.formats.openai_responses import hosted_events, output
from bridge.formats.openai_responses.content import NAME, annotation_of
from bridge.formats.openai_responses.errors import response_error
from bridge.formats.openai_responses.response_build import chat_logprob, image_item
from bridge.formats.openai_responses.stream_parse import SUMMARY_BREAK
from bridge.report import Report

_NO_BYTES = b""


class _Message:
    """The open message item."""

    __slots__ = ("content", "identifier", "number", "shell")

    def __init__(self, identifier: str, number: int, shell: dict[str, Any]) -> None:
        self.identifier = identifier
        self.number = number
        self.shell = shell
        self.content: list[dict[str, Any]] = []


class StreamBuilder:
    """See ``base.StreamBuilder``."""

    def __init__(self, report: Report, context: Context) -> None:
        self._report = report
        self._context = context
        self._own = output.is_own(context)
        self._offered = output.Offered(context)
        self._sequence = 0
        self._frame: dict[str, Any] | None = None
        self._id = ""
        self._items: list[dict[str, Any]] = []
        self._message: _Message | None = None
        self._refused = False
        # The open part: what it is, what it said, and what to do with more of it.
        self._part: ir.Part | None = None
        self._pieces: list[str] = []
        self._logprobs: list[Any] = []
        self._annotations: list[dict[str, Any]] = []
        self._late: list[ir.Citation] = []
        self._states: list[ir.Native] = []
        self._head = _NO_BYTES
        self._opened = False
        self._item = ""
        self._shape: output.CallShape | None = None
        self._unwrapper: toolbox.Unwrapper | None = None
        self._summaries = 0
        self._skipped = False
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
        return _NO_BYTES

    # ------------------------------------------------------------- bytes

    def _event(self, kind: str, payload: dict[str, Any]) -> bytes:
        data = codec.dumps({"type": kind, **payload, "sequence_number": self._sequence})
        self._sequence += 1
        return b"event: " + kind.encode() + b"\ndata: " + data + b"\n\n"

    def _prepare(self, kind: str, place: dict[str, Any]) -> None:
        """Encode what all deltas of the open part share, up to the value of ``sequence_number``."""
        shared = codec.dumps({"type": kind, **place})
        self._head = b"event: " + kind.encode() + b"\ndata: " + shared[:-1] + b',"sequence_number":'

    def _delta_bytes(self, text: str) -> bytes:
        number = self._sequence
        self._sequence = number + 1
        self._pieces.append(text)
        return b'%b%d,"delta":%b}\n\n' % (self._head, number, codec.dumps(text))

    # ------------------------------------------------------------- the response

    def _start(self, event: ir.ResponseStart) -> bytes:
        if self._frame is not None:
            return _NO_BYTES
        self._id = event.id if self._own and event.id else output.response_id(event.id)
        model = output.answer_model(event.model, self._context)
        if self._own:
            self._frame = output.own_frame(event.extra, self._id, model, event.created)
            if event.service_tier is not None:
                self._frame["service_tier"] = event.service_tier
        else:
            self._frame = output.frame(self._context, self._id, model, event.created, event.service_tier)
        opening = {**self._frame, "status": "in_progress", "output": [], "usage": None}
        return self._event("response.created", {"response": opening}) + self._event(
            "response.in_progress", {"response": opening}
        )

    def _finish(self, event: ir.Finish) -> bytes:
        out = self._start(ir.ResponseStart(id="", model="")) if self._frame is None else _NO_BYTES
        status, details = output.status_of(event.reason, refused=self._refused)
        if event.reasons:
            self._report.dropped("choices[1]", f"{NAME} gives one answer only", "warning")
        out += self._close_message("incomplete" if status == "incomplete" else "completed")
        body = {**(self._frame or {}), "status": status, "incomplete_details": details}
        if self._own:
            body.update(event.extra or {})
            if event.raw_reason in ("cancelled", "queued"):
                status = "incomplete"  # a stream can end in three ways only
                body["incomplete_details"] = {"reason": "max_output_tokens"}
            elif event.raw_reason is not None and event.reason == "other":
                status, body["incomplete_details"] = "incomplete", {"reason": event.raw_reason}
            body["status"] = status
        elif status == "completed":
            body["completed_at"] = int(time.time())
        body["output"] = self._items
        body["usage"] = output.usage(event.usage, own=self._own)
        if status == "failed":
            body["error"] = {"code": "server_error", "message": f"The model stopped: {event.raw_reason or 'error'}."}
        return out + self._event(f"response.{status}", {"response": body})

    def _fail(self, event: ir.StreamError) -> bytes:
        out = self._start(ir.ResponseStart(id="", model="")) if self._frame is None else _NO_BYTES
        body = {**(self._frame or {}), "status": "failed", "error": response_error(event.error), "usage": None}
        body["output"] = self._items
        return out + self._event("response.failed", {"response": body})

    # ------------------------------------------------------------- parts

    def _part_start(self, event: ir.PartStart) -> bytes:
        out = self._start(ir.ResponseStart(id="", model="")) if self._frame is None else _NO_BYTES
        self._skipped = event.candidate > 0
        if self._skipped:
            return out
        part = self._part = event.part
        self._pieces, self._logprobs, self._annotations, self._late, self._states = [], [], [], [], []
        self._opened = False
        match part:
            case ir.TextPart() | ir.RefusalPart() | ir.AudioPart():
                return out + self._start_speech(part)
            case ir.ReasoningPart():
                return out + self._close_message() + self._start_thought(part)
            case ir.ToolCallPart():
                return out + self._close_message() + self._start_call(part)
            case ir.OpaquePart() if not (self._own and part.native.format == NAME):
                if not part.text:
                    output.report_lost(part, self._report)
                    return out
                self._report.approximated(part.path, f"a block of {part.native.vendor} is given as text")
                self._part = ir.TextPart(text="")
                return out + self._speak(part.text)
            case ir.OpaquePart():
                return out + self._close_message() + self._whole(part.native.block)
            case ir.ImagePart() if part.source.data is not None:
                return out + self._close_message() + self._whole(image_item(part.source.data, self._new_id("ig")))
            case _:
                output.report_lost(part, self._report)
                return out

    def _delta(self, event: ir.PartDelta) -> bytes:
        if self._skipped:
            return _NO_BYTES
        match self._part:
            case ir.TextPart() if event.logprobs is None:
                return self._delta_bytes(event.text) if self._opened else self._speak(event.text)
            case ir.TextPart():
                return self._speak(event.text, event.logprobs)
            case ir.ToolCallPart():
                return self._argue(event.text)
            case ir.ReasoningPart():
                return self._think(event.text)
            case ir.RefusalPart() | ir.AudioPart():
                return self._speak(event.text)
            case _:
                return _NO_BYTES

    def _native(self, event: ir.NativeDelta) -> bytes:
        match self._part:
            case ir.ReasoningPart() as part:
                part.native = event.native
            case ir.TextPart() | ir.ToolCallPart() if not self._own:
                self._states.append(event.native)
            case _:
                pass
        return _NO_BYTES

    def _part_end(self, _: ir.PartEnd) -> bytes:
        part, self._part = self._part, None
        if self._skipped or part is None:
            return _NO_BYTES
        match part:
            case ir.TextPart() | ir.RefusalPart() | ir.AudioPart():
                out = self._end_speech(part)
            case ir.ReasoningPart():
                out = self._end_thought(part)
            case ir.ToolCallPart():
                out = self._end_call(part)
            case _:
                return _NO_BYTES
        for state in self._states:
            out += self._close_message() + self._whole(output.state_item(state, self._new_id("rs")))
        return out

    def _new_id(self, prefix: str) -> str:
        return output.item_id(prefix, self._id, len(self._items))

    def _whole(self, item: dict[str, Any]) -> bytes:
        """An item that comes at once; hosted tools show their progress in events of their own."""
        number = len(self._items)
        if not item.get("id"):
            item = {**item, "id": self._new_id("item")}
        opening = hosted_events.opening(item)
        out = self._event("response.output_item.added", {"output_index": number, "item": opening})
        place = {"item_id": item["id"], "output_index": number}
        for kind, payload in hosted_events.progress(item):
            out += self._event(kind, {**place, **payload})
        return out + self._done_item(item)

    def _done_item(self, item: dict[str, Any]) -> bytes:
        number = len(self._items)
        self._items.append(item)
        return self._event("response.output_item.done", {"output_index": number, "item": item})

    # ------------------------------------------------------------- messages

    def _start_speech(self, part: ir.TextPart | ir.RefusalPart | ir.AudioPart) -> bytes:
        """Other formats' empty text parts must leave no trace, so a content part is opened by its first text."""
        out = _NO_BYTES
        if isinstance(part, ir.AudioPart):
            self._report.approximated(part.path, "audio was replaced by its transcript", "warning")
            return self._speak(part.transcript) if part.transcript else out
        if isinstance(part, ir.TextPart) and part.native is not None and not self._own:
            out = self._close_message() + self._whole(output.state_item(part.native, self._new_id("rs")))
        if self._own:
            out += self._open_content()
        return out + (self._speak(part.text) if part.text else _NO_BYTES)

    def _open_content(self) -> bytes:
        part = self._part
        extra = getattr(part, "extra", None) or {}
        shell = extra.get("item") if self._own else None
        out = _NO_BYTES
        if self._message is None or (shell is not None and shell.get("id") != self._message.identifier):
            out = self._close_message() + self._open_message(shell or {})
        message = self._message
        assert message is not None
        self._opened = True
        refusal = isinstance(part, ir.RefusalPart)
        place = {
            "item_id": message.identifier,
            "output_index": message.number,
            "content_index": len(message.content),
        }
        empty = {"type": "refusal", "refusal": ""} if refusal else _text_block("", [], [])
        out += self._event("response.content_part.added", {**place, "part": empty})
        if refusal:
            self._refused = True
            self._prepare("response.refusal.delta", place)
        else:
            self._prepare("response.output_text.delta", {**place, "logprobs": []})
        return out

    def _open_message(self, shell: dict[str, Any]) -> bytes:
        number = len(self._items)
        identifier = shell.get("id") or self._new_id("msg")
        base = {"type": "message", "role": "assistant", **shell, "id": identifier}
        self._message = _Message(identifier, number, base)
        opening = {**base, "status": "in_progress", "content": []}
        return self._event("response.output_item.added", {"output_index": number, "item": opening})

    def _speak(self, text: str, logprobs: list[ir.JSONObject] | None = None) -> bytes:
        if not text:
            return _NO_BYTES
        out = _NO_BYTES if self._opened else self._open_content()
        if not logprobs:
            return out + self._delta_bytes(text)
        entries = logprobs if self._own else [chat_logprob(entry) for entry in logprobs]
        self._logprobs += entries
        self._pieces.append(text)
        message = self._message
        assert message is not None
        place = {"item_id": message.identifier, "output_index": message.number, "content_index": len(message.content)}
        return out + self._event("response.output_text.delta", {**place, "delta": text, "logprobs": entries})

    def _citation(self, event: ir.CitationDelta) -> bytes:
        """A citation without offsets covers the whole text, so it waits for its end."""
        if self._skipped or not isinstance(self._part, ir.TextPart):
            return _NO_BYTES
        if event.citation.start is None and not (event.citation.native and event.citation.native.format == NAME):
            self._late.append(event.citation)
            return _NO_BYTES
        return self._annotate(event.citation)

    def _annotate(self, citation: ir.Citation) -> bytes:
        annotation = annotation_of(citation, sum(map(len, self._pieces)))
        if annotation is None:
            self._report.dropped("", f"{NAME} cites pages only", "info")
            return _NO_BYTES
        out = _NO_BYTES if self._opened else self._open_content()
        message = self._message
        assert message is not None
        self._annotations.append(annotation)
        return out + self._event(
            "response.output_text.annotation.added",
            {
                "item_id": message.identifier,
                "output_index": message.number,
                "content_index": len(message.content),
                "annotation_index": len(self._annotations) - 1,
                "annotation": annotation,
            },
        )

    def _end_speech(self, part: ir.TextPart | ir.RefusalPart | ir.AudioPart) -> bytes:
        out = _NO_BYTES
        for citation in self._late if self._opened else ():
            out += self._annotate(citation)
        message = self._message
        if not self._opened or message is None:
            return out
        text = "".join(self._pieces)
        place = {
            "item_id": message.identifier,
            "output_index": message.number,
            "content_index": len(message.content),
        }
        if isinstance(part, ir.RefusalPart):
            block: dict[str, Any] = {"type": "refusal", "refusal": text}
            out += self._event("response.refusal.done", {**place, "refusal": text})
        else:
            block = _text_block(text, self._annotations, self._logprobs)
            out += self._event("response.output_text.done", {**place, "text": text, "logprobs": self._logprobs})
        out += self._event("response.content_part.done", {**place, "part": block})
        message.content.append(block)
        return out

    def _close_message(self, status: str = "completed") -> bytes:
        message, self._message = self._message, None
        if message is None:
            return _NO_BYTES
        return self._done_item({**message.shell, "status": status, "content": message.content})

    # ------------------------------------------------------------- reasoning

    def _start_thought(self, part: ir.ReasoningPart) -> bytes:
        self._item = (part.extra or {}).get("id") or self._new_id("rs")
        self._summaries = 0
        item = {"id": self._item, "type": "reasoning", "summary": []}
        out = self._event("response.output_item.added", {"output_index": len(self._items), "item": item})
        return out + (self._think(part.text) if part.text else _NO_BYTES)

    def _raw_thought(self) -> bool:
        """Raw thoughts keep their own events behind a client of the same format; others' are shown as a summary."""
        return self._own and isinstance(self._part, ir.ReasoningPart) and not self._part.summary

    def _think(self, text: str) -> bytes:
        out = _NO_BYTES
        if text is SUMMARY_BREAK and self._own:
            return self._end_summary()
        if not self._opened:
            out = self._open_thought()
        return out + self._delta_bytes(text)

    def _open_thought(self) -> bytes:
        self._opened = True
        place: dict[str, Any] = {"item_id": self._item, "output_index": len(self._items)}
        if self._raw_thought():
            place["content_index"] = 0
            self._prepare("response.reasoning_text.delta", place)
            return self._event("response.content_part.added", {**place, "part": {"type": "reasoning_text", "text": ""}})
        place["summary_index"] = self._summaries
        self._prepare("response.reasoning_summary_text.delta", place)
        return self._event(
            "response.reasoning_summary_part.added", {**place, "part": {"type": "summary_text", "text": ""}}
        )

    def _end_summary(self) -> bytes:
        """Close the open summary part (or raw thought); the next text opens another."""
        if not self._opened:
            return _NO_BYTES
        text = "".join(self._pieces)
        place: dict[str, Any] = {"item_id": self._item, "output_index": len(self._items)}
        self._opened = False
        if self._raw_thought():
            place["content_index"] = 0
            return self._event("response.reasoning_text.done", {**place, "text": text}) + self._event(
                "response.content_part.done", {**place, "part": {"type": "reasoning_text", "text": text}}
            )
        place["summary_index"] = self._summaries
        self._summaries += 1
        if self._own:
            self._pieces = []
        return self._event("response.reasoning_summary_text.done", {**place, "text": text}) + self._event(
            "response.reasoning_summary_part.done", {**place, "part": {"type": "summary_text", "text": text}}
        )

    def _end_thought(self, part: ir.ReasoningPart) -> bytes:
        text = "".join(self._pieces)
        out = self._end_summary()
        part.text = text
        item = output.reasoning_item(part, self._item, self._context)
        if item.get("id") != self._item:
            item = {**item, "id": self._item}
        return out + self._done_item(item)

    # ------------------------------------------------------------- calls

    def _start_call(self, part: ir.ToolCallPart) -> bytes:
        out = _NO_BYTES
        if part.native is not None and not self._own:
            out = self._whole(output.state_item(part.native, self._new_id("rs")))
        shape = self._shape = output.CallShape(part, self._offered)
        self._unwrapper = toolbox.Unwrapper() if shape.unwrap else None
        extra = (part.extra or {}) if self._own else {}
        self._item = extra.get("id") or self._new_id(shape.prefix)
        number = len(self._items)
        item: dict[str, Any] = {**shape.item(self._item, part.id, "", "in_progress"), **extra, "id": self._item}
        out += self._event("response.output_item.added", {"output_index": number, "item": item})
        kind = "custom_tool_call_input" if shape.kind == "custom" else "function_call_arguments"
        self._prepare(f"response.{kind}.delta", {"item_id": self._item, "output_index": number})
        # Text that is no object from its first character may be another vendor's word for "no arguments".
        self._opened = shape.kind == "custom" or self._own
        return out + (self._argue(part.arguments) if part.arguments else _NO_BYTES)

    def _argue(self, text: str) -> bytes:
        if self._unwrapper is not None:
            text = self._unwrapper.feed(text)
        if not text:
            return _NO_BYTES
        shape = self._shape
        if shape is not None and shape.kind == "search":
            self._pieces.append(text)
            return _NO_BYTES
        if self._opened:
            return self._delta_bytes(text)
        self._pieces.append(text)
        so_far = "".join(self._pieces)
        if not so_far.lstrip().startswith("{"):
            return _NO_BYTES
        self._opened = True
        self._pieces = []
        return self._delta_bytes(so_far)

    def _end_call(self, part: ir.ToolCallPart) -> bytes:
        shape = self._shape
        assert shape is not None
        out = _NO_BYTES
        if self._unwrapper is not None:
            rest = self._unwrapper.flush()
            out = self._delta_bytes(rest) if rest else _NO_BYTES
        text = "".join(self._pieces)
        place = {"item_id": self._item, "output_index": len(self._items)}
        if shape.kind == "custom":
            out += self._event("response.custom_tool_call_input.done", {**place, "input": text})
        elif shape.kind != "search":
            if not self._opened:
                text, self._pieces = output.clean_arguments(text), []
                out += self._delta_bytes(text)
            out += self._event("response.function_call_arguments.done", {**place, "arguments": text})
        item = shape.item(self._item, part.id, text, "completed")
        if self._own and part.extra:
            item = {**item, **part.extra, "id": self._item, "status": "completed"}
        return out + self._done_item(item)


def _text_block(text: str, annotations: list[dict[str, Any]], logprobs: list[Any]) -> dict[str, Any]:
    return {"type": "output_text", "text": text, "annotations": annotations, "logprobs": logprobs}
