"""IR events into an Anthropic stream, in the strict form whatever came in.

One block is open at a time. Blocks open with their first content, so that parts without any leave no trace; arguments that do not
begin like an object are held back until the call ends. Frames are put together from bytes: only the changing text is encoded.
"""

from __future__ import annotations

from typing import Any, Final

from bridge import codec, ir, sse
from bridge.formats.anthropic import answer
from bridge.formats.anthropic.errors import build_error
from bridge.formats.anthropic.parts_build import arguments_object
from bridge.formats.anthropic.response import BlockWriter
from bridge.formats.base import Context
from bridge.report import Report
from bridge.toolbox import INPUT

#: Fields of ``message_delta`` that stand beside its ``delta``.
_BESIDE_DELTA: Final = frozenset({"context_management", "input_transformations"})
_STREAMED_INPUT: Final = frozenset({"server_tool_use", "mcp_tool_use"})
_WRAPPER_HEAD: Final = f'{{"{INPUT}":"'
_WRAPPER_TAIL: Final = '"}'
_STOP_FRAME: Final = b'event: message_stop\ndata: {"type":"message_stop"}\n\n'
_PING_FRAME: Final = b'event: ping\ndata: {"type":"ping"}\n\n'


class StreamBuilder:
    __slots__ = (
        "_arguments", "_block", "_broken", "_context", "_has_calls", "_head", "_held", "_is_open", "_kind", "_native", "_part",
        "_part_index", "_refused", "_report", "_same", "_started", "_writer",
    )  # fmt: skip

    def __init__(self, report: Report, context: Context) -> None:
        self._report = report
        self._context = context
        self._same = answer.is_same(context)
        self._writer = BlockWriter(context, report, same=self._same)
        self._started = False
        #: Index of the block that is open or comes next, and whether it is open.
        self._block = 0
        self._is_open = False
        #: The IR part being written: its index (−1 = none), and what it becomes ("" = nothing).
        self._part_index = -1
        self._part: ir.Part = ir.TextPart(text="")
        self._kind = ""
        #: Begin of every delta frame of the open block.
        self._head = b""
        self._native: ir.Native | None = None
        #: Arguments of the open call, and what is held back of them.
        self._arguments: list[str] = []
        self._held: str | None = None
        self._has_calls = False
        self._refused = False
        #: Whether a call's arguments ended as half an object: the answer was cut, whatever the upstream says.
        self._broken = False

    def feed(self, event: ir.StreamEvent) -> bytes:
        match event:
            case ir.PartDelta():
                return self._delta(event.text) if event.index == self._part_index else b""
            case ir.PartStart():
                return self._begin(event) + self._start(event)
            case ir.PartEnd():
                return self._end() if event.index == self._part_index else b""
            case ir.CitationDelta():
                return self._citation(event) if event.index == self._part_index else b""
            case ir.NativeDelta():
                if event.index == self._part_index:
                    self._native = event.native
                return b""
            case ir.Ping():
                return _PING_FRAME if self._started else sse.comment("keep-alive")
            case ir.ResponseStart():
                return self._begin(event)
            case ir.Finish():
                return self._finish(event)
            case ir.StreamError():
                return self._frame("error", build_error(event.error)[1])

    def flush(self) -> bytes:
        """Nothing is owed: ``message_stop`` ends the stream, and after an error nothing may follow."""
        return b""

    @staticmethod
    def _frame(name: str, body: dict[str, Any]) -> bytes:
        return sse.encode(codec.dumps(body), name)

    # ----------------------------------------------------------------- the message

    def _begin(self, event: ir.StreamEvent) -> bytes:
        """``message_start``, once, also when the upstream began without an opening of its own."""
        if self._started:
            return b""
        self._started = True
        start = event if isinstance(event, ir.ResponseStart) else ir.ResponseStart(id="", model="")
        usage = start.usage or ir.Usage()
        message: dict[str, Any] = {
            "id": start.id if self._same and start.id else answer.answer_id(start.id),
            "type": "message",
            "role": "assistant",
            "model": answer.answer_model(start.model, self._context),
            "content": [],
            "stop_reason": None,
            "stop_sequence": None,
            "usage": usage.raw
            if self._same and usage.raw is not None
            else {**answer.usage_body(usage), "output_tokens": 0},
        }
        if self._same:
            message = {**(start.extra or {}), **message}
        else:
            self._report.dropped_extra("", start.extra, "Anthropic")
            if (tier := answer.tier_word(start.service_tier)) is not None:
                message["usage"]["service_tier"] = tier
        return self._frame("message_start", {"type": "message_start", "message": message})

    def _finish(self, event: ir.Finish) -> bytes:
        out = self._begin(event) + self._end()
        stop, sequence = answer.stop_reason(
            event.reason,
            event.raw_reason,
            event.stop_sequence,
            calls=self._has_calls,
            refused=self._refused,
            same=self._same,
        )
        if stop == "tool_use" and self._broken:
            stop = "max_tokens"
        if event.reasons:
            self._report.dropped("candidates", "a message holds one answer", "warning")
        usage = event.usage
        delta: dict[str, Any] = {"stop_reason": stop, "stop_sequence": sequence}
        body: dict[str, Any] = {
            "type": "message_delta",
            "delta": delta,
            "usage": usage.raw if self._same and usage.raw is not None else answer.usage_body(usage),
        }
        if self._same:
            for key, value in (event.extra or {}).items():
                (body if key in _BESIDE_DELTA else delta)[key] = value
        else:
            self._report.dropped_extra("", event.extra, "Anthropic")
        return out + self._frame("message_delta", body) + _STOP_FRAME

    # ----------------------------------------------------------------- blocks on the wire

    def _open(self, block: dict[str, Any], delta: str = "", field: str = "") -> bytes:
        """``content_block_start``; ``delta`` and ``field`` are what its deltas are called."""
        self._is_open = True
        if delta:
            self._head = (
                f'event: content_block_delta\ndata: {{"type":"content_block_delta","index":{self._block},'
                f'"delta":{{"type":"{delta}","{field}":'
            ).encode()
        return self._frame(
            "content_block_start", {"type": "content_block_start", "index": self._block, "content_block": block}
        )

    def _text_frame(self, text: str) -> bytes:
        return self._head + codec.dumps(text) + b"}}\n\n"

    def _delta_frame(self, delta: dict[str, Any]) -> bytes:
        return self._frame("content_block_delta", {"type": "content_block_delta", "index": self._block, "delta": delta})

    def _close(self) -> bytes:
        if not self._is_open:
            return b""
        self._is_open = False
        data = b'event: content_block_stop\ndata: {"type":"content_block_stop","index":%d}\n\n' % self._block
        self._block += 1
        return data

    def _whole(self, block: dict[str, Any]) -> bytes:
        """A block that is known already, as the vendor would stream it."""
        kind = block["type"]
        if kind == "thinking":
            return (
                self._open({**block, "thinking": "", "signature": ""}, "thinking_delta", "thinking")
                + (self._text_frame(block["thinking"]) if block["thinking"] else b"")
                + self._delta_frame({"type": "signature_delta", "signature": block["signature"]})
                + self._close()
            )
        if kind == "text":
            return (
                self._open({"type": "text", "text": ""}, "text_delta", "text")
                + self._text_frame(block["text"])
                + self._close()
            )
        if kind in _STREAMED_INPUT:
            out = self._open({**block, "input": {}}, "input_json_delta", "partial_json") + self._text_frame("")
            given = block.get("input")
            return out + (self._text_frame(codec.dumps_text(given)) if given else b"") + self._close()
        if kind == "compaction":
            rest = {key: value for key, value in block.items() if key != "type"}
            out = self._open({**block, **dict.fromkeys(rest)})
            return out + self._delta_frame({"type": "compaction_delta", **rest}) + self._close()
        return self._open(block) + self._close()

    # ----------------------------------------------------------------- parts

    def _start(self, event: ir.PartStart) -> bytes:
        out = self._end()
        if event.candidate:
            return out  # further candidates have no place; ``_finish`` reports them
        self._part_index, self._part, self._native = event.index, event.part, None
        match event.part:
            case ir.TextPart() as part:
                self._kind = "text"
                return out + self._state(part.native) + self._start_text(part)
            case ir.RefusalPart() as part:
                self._kind, self._refused = "text", True
                return out + (self._delta(part.text) if part.text else b"")
            case ir.ReasoningPart() as part:
                self._kind, self._native = "thinking", part.native
                if part.redacted and not part.text:
                    self._kind = ""
                    block = answer.thinking_block(part, self._context)
                    return out + (self._whole(block) if block is not None else b"")
                if self._same:
                    out += self._open_thinking()
                return out + (self._delta(part.text) if part.text else b"")
            case ir.ToolCallPart() as part:
                return out + self._state(part.native) + self._start_call(part)
            case ir.OpaquePart() as part:
                self._kind = ""
                return out + b"".join(self._whole(block) for block in self._writer.opaque(part))
            case ir.AudioPart() | ir.ImagePart() | ir.FilePart() | ir.ToolResultPart() as part:
                self._kind = ""
                text = self._writer.stand_in(part)
                return out + (self._whole({"type": "text", "text": text}) if text else b"")

    def _state(self, native: ir.Native | None) -> bytes:
        """Vendor state that sits on a text or call, as a thinking block of its own."""
        if native is None:
            return b""
        token = answer.state_token(native, self._context)
        return self._whole({"type": "thinking", "thinking": "", "signature": token})

    def _start_text(self, part: ir.TextPart) -> bytes:
        out = b""
        if self._same:  # even an empty block of our own format keeps its place
            out = self._open({**(part.extra or {}), "type": "text", "text": ""}, "text_delta", "text")
        return out + (self._delta(part.text) if part.text else b"")

    def _start_call(self, part: ir.ToolCallPart) -> bytes:
        self._kind, self._has_calls = "call", True
        self._arguments, self._held = [], ""
        block: dict[str, Any] = {**(part.extra or {})} if self._same else {}
        block.update(type="tool_use", id=self._writer.call_id(part.id), name=part.name, input={})
        out = self._open(block, "input_json_delta", "partial_json") + self._text_frame("")
        if part.kind == "custom":
            self._kind, self._held = "wrapped", None
            out += self._text_frame(_WRAPPER_HEAD)
        return out + (self._delta(part.arguments) if part.arguments else b"")

    def _delta(self, text: str) -> bytes:
        match self._kind:
            case "text":
                if not self._is_open:
                    if not text:
                        return b""
                    return self._open({"type": "text", "text": ""}, "text_delta", "text") + self._text_frame(text)
                return self._text_frame(text)
            case "call":
                return self._more_arguments(text)
            case "thinking":
                if not self._is_open:
                    return self._open_thinking() + self._text_frame(text) if text else b""
                return self._text_frame(text)
            case "wrapped":
                return self._text_frame(codec.dumps_text(text)[1:-1])
            case _:
                return b""

    def _open_thinking(self) -> bytes:
        return self._open({"type": "thinking", "thinking": "", "signature": ""}, "thinking_delta", "thinking")

    def _more_arguments(self, text: str) -> bytes:
        """Held back until it is clear that an object comes: some vendors write ``null`` or nothing for no arguments."""
        self._arguments.append(text)
        if self._held is None:
            return self._text_frame(text)
        self._held += text
        begun = self._held.strip()
        if not begun.startswith("{") or begun == "{}":
            return b""
        text, self._held = self._held, None
        return self._text_frame(text)

    def _citation(self, event: ir.CitationDelta) -> bytes:
        source = self._writer.citation(event.citation) if self._kind == "text" else None
        if source is None:
            return b""
        out = b"" if self._is_open else self._open({"type": "text", "text": ""}, "text_delta", "text")
        return out + self._delta_frame({"type": "citations_delta", "citation": source})

    def _end(self) -> bytes:
        """Close the part that is open, if any."""
        kind, self._kind, self._part_index = self._kind, "", -1
        match kind:
            case "text":
                return self._close() + self._state(self._native)
            case "thinking":
                return self._end_thinking()
            case "call":
                return self._end_call() + self._state(self._native)
            case "wrapped":
                return self._text_frame(_WRAPPER_TAIL) + self._close() + self._state(self._native)
            case _:
                return b""

    def _end_thinking(self) -> bytes:
        """Every thinking block ends with a signature; one without state of its vendor gets our own token."""
        native = self._native
        if native is None and not self._is_open:
            return b""
        out = b"" if self._is_open else self._open_thinking()
        if native is not None and answer.is_native(native):
            signature = native.block.get("signature")
        elif native is None and self._same and self._context.vendor == "anthropic":
            return out + self._close()  # the upstream was cut before its signature
        else:
            summary = isinstance(self._part, ir.ReasoningPart) and self._part.summary
            signature = answer.state_token(native, self._context, summary=summary)
        return out + self._delta_frame({"type": "signature_delta", "signature": signature}) + self._close()

    def _end_call(self) -> bytes:
        out = b""
        if self._held is not None:
            rest = arguments_object(self._held)
            out = self._text_frame(codec.dumps_text(rest)) if rest else b""
        elif not _is_object("".join(self._arguments)):
            self._broken = True
        return out + self._close()


def _is_object(text: str) -> bool:
    try:
        return isinstance(codec.loads(text), dict)
    except codec.JSONDecodeError:
        return False
