"""An Anthropic stream into IR events.

States of a stream: before ``message_start``, between blocks, inside a block, after ``message_delta``, ended. Blocks that only
Anthropic understands come out whole when they close; everything else is forwarded as it comes.
"""

from __future__ import annotations

from typing import Any, cast

from bridge import codec, ir, sse
from bridge.errors import InvalidResponseError
from bridge.formats.anthropic import answer
from bridge.formats.anthropic.content_parse import citation, native, opaque, thought
from bridge.formats.anthropic.errors import parse_error
from bridge.formats.anthropic.response import AnswerReader
from bridge.formats.base import Context, Dialect, split_extra
from bridge.formats.read import as_dict, as_text
from bridge.toolbox import Unwrapper

_MESSAGE = frozenset({"id", "type", "role", "model", "content", "stop_reason", "stop_sequence", "usage"})
_DELTA = frozenset({"stop_reason", "stop_sequence"})
_EVENT = frozenset({"type", "delta", "usage"})


class StreamParser:
    __slots__ = (
        "_block", "_context", "_delta_usage", "_dialect", "_done", "_fed", "_finish_extra", "_has_calls", "_index", "_kind",
        "_pieces", "_raw_stop", "_reader", "_sequence", "_signature", "_started", "_stopped", "_unwrapper", "_usage",
    )  # fmt: skip

    def __init__(self, dialect: Dialect, context: Context) -> None:
        self._dialect = dialect
        self._context = context
        self._reader = AnswerReader(context, dialect.vendor)
        self._started = False
        self._done = False
        #: Index of the part that is open or comes next.
        self._index = 0
        #: What is open: "" (nothing), text, thinking, call, or opaque (kept until it closes).
        self._kind = ""
        self._block: dict[str, Any] = {}
        self._pieces: list[str] = []
        self._signature = ""
        #: Whether arguments have come for the open call.
        self._fed = False
        self._unwrapper: Unwrapper | None = None
        self._has_calls = False
        self._usage: dict[str, Any] = {}
        self._delta_usage: dict[str, Any] | None = None
        self._raw_stop: str | None = None
        self._sequence: str | None = None
        self._stopped = False
        self._finish_extra: dict[str, Any] = {}

    def feed(self, event: sse.Event) -> list[ir.StreamEvent]:
        """Raises InvalidResponseError for what is no JSON object; unknown events are passed over."""
        if self._done or event.data == b"[DONE]":  # OpenRouter ends this format's streams like its own
            return []
        try:
            data = codec.loads(event.data)
        except codec.JSONDecodeError as error:
            raise InvalidResponseError(f"an event is not JSON: {error}") from None
        if not isinstance(data, dict):
            raise InvalidResponseError("an event is no JSON object")
        event_data = cast("dict[str, Any]", data)
        if event_data.get("type") == "content_block_delta":
            return self._delta(as_dict(event_data.get("delta")))
        return self._other(event_data)

    def _other(self, data: dict[str, Any]) -> list[ir.StreamEvent]:
        match data.get("type"):
            case "content_block_start":
                return self._open(as_dict(data.get("content_block")))
            case "content_block_stop":
                return self._close()
            case "message_start":
                return self._begin(as_dict(data.get("message")))
            case "message_delta":
                self._message_delta(data)
                return []
            case "message_stop":
                return self._end()
            case "ping":
                return [ir.Ping()]
            case _:
                return self._fail(data) if "error" in data else []

    # ----------------------------------------------------------------- the message

    def _begin(self, message: dict[str, Any]) -> list[ir.StreamEvent]:
        if self._started:
            return []
        self._started = True
        self._usage = dict(as_dict(message.get("usage")))
        tier = self._usage.get("service_tier")
        return [
            ir.ResponseStart(
                id=as_text(message.get("id")),
                model=as_text(message.get("model")),
                usage=answer.usage_of(message.get("usage")),
                service_tier=tier if isinstance(tier, str) else None,
                extra=split_extra(message, _MESSAGE),
            )
        ]

    def _message_delta(self, data: dict[str, Any]) -> None:
        """The last value of every count holds: they are cumulative, and compatible vendors send several of these events."""
        delta, usage = as_dict(data.get("delta")), as_dict(data.get("usage"))
        if isinstance(delta.get("stop_reason"), str):
            self._raw_stop = delta["stop_reason"]
            self._stopped = True
        if isinstance(delta.get("stop_sequence"), str):
            self._sequence = delta["stop_sequence"]
        if usage:
            self._usage.update({key: value for key, value in usage.items() if value is not None})
            self._delta_usage = usage
        self._finish_extra.update(split_extra(delta, _DELTA) or {})
        self._finish_extra.update(split_extra(data, _EVENT) or {})

    def _end(self) -> list[ir.StreamEvent]:
        out = self._close()
        self._done = True
        usage = answer.usage_of(self._usage)
        usage.raw = self._delta_usage
        out.append(
            ir.Finish(
                reason=answer.finish_of(self._raw_stop, calls=self._has_calls),
                raw_reason=self._raw_stop,
                stop_sequence=self._sequence,
                usage=usage,
                extra=self._finish_extra or None,
            )
        )
        return out

    def _fail(self, data: dict[str, Any]) -> list[ir.StreamEvent]:
        self._done = True
        return [ir.StreamError(error=parse_error(200, data, self._dialect))]

    def flush(self) -> list[ir.StreamEvent]:
        """The bytes have ended. Without ``message_stop`` the answer is whole only when its stop reason has come."""
        if self._done:
            return []
        if self._stopped:
            return self._end()
        self._done = True
        message = (
            "The upstream closed the stream early."
            if self._started
            else "The upstream closed the stream without an answer."
        )
        return [ir.StreamError(error=ir.Error(status=502, message=message, kind="server", origin="anthropic"))]

    # ----------------------------------------------------------------- blocks

    def _open(self, block: dict[str, Any]) -> list[ir.StreamEvent]:
        out = self._close()
        self._block, self._pieces, self._signature, self._fed = block, [], "", False
        match block.get("type"):
            case "text":
                self._kind = "text"
                part = self._reader.text(block)
                text, part.text = part.text, ""
                found, part.citations = part.citations, []
                out.append(ir.PartStart(index=self._index, part=part))
                if text:
                    out.append(ir.PartDelta(index=self._index, text=text))
                out.extend(ir.CitationDelta(index=self._index, citation=item) for item in found)
            case "thinking":
                self._kind = "thinking"
                out.append(ir.PartStart(index=self._index, part=ir.ReasoningPart()))
                self._signature = as_text(block.get("signature"))
                if text := as_text(block.get("thinking")):
                    out.append(self._thought(text))
            case "tool_use":
                out.append(self._open_call(block))
            case str():
                self._kind = "opaque"
            case _:
                pass
        return out

    def _open_call(self, block: dict[str, Any]) -> ir.StreamEvent:
        part = self._reader.call(block)
        self._kind = "call"
        self._unwrapper = None
        if isinstance(part, ir.ToolCallPart):
            self._has_calls = True
            if part.kind == "custom":
                self._unwrapper = Unwrapper()
        return ir.PartStart(index=self._index, part=part)

    def _delta(self, delta: dict[str, Any]) -> list[ir.StreamEvent]:
        kind = delta.get("type")
        if kind == "text_delta" and self._kind == "text":
            return [ir.PartDelta(index=self._index, text=as_text(delta.get("text")))]
        if kind == "input_json_delta" and self._kind == "call":
            return self._arguments(as_text(delta.get("partial_json")))
        if kind == "thinking_delta" and self._kind == "thinking":
            return [self._thought(as_text(delta.get("thinking")))]
        if self._kind == "opaque":
            self._collect(delta)
        elif kind == "signature_delta":
            self._signature += as_text(delta.get("signature"))
        elif kind == "citations_delta" and self._kind == "text":
            source = citation(as_dict(delta.get("citation")), self._dialect.vendor)
            return [ir.CitationDelta(index=self._index, citation=source)]
        return []

    def _thought(self, text: str) -> ir.StreamEvent:
        self._pieces.append(text)
        return ir.PartDelta(index=self._index, text=text)

    def _arguments(self, text: str) -> list[ir.StreamEvent]:
        if not text:
            return []
        self._fed = True
        if self._unwrapper is not None:
            text = self._unwrapper.feed(text)
        return [ir.PartDelta(index=self._index, text=text)] if text else []

    def _collect(self, delta: dict[str, Any]) -> None:
        """More of a block that is kept: arguments of server tools as text, everything else as fields of the block."""
        if delta.get("type") == "input_json_delta":
            self._pieces.append(as_text(delta.get("partial_json")))
        else:
            self._block = {**self._block, **{key: value for key, value in delta.items() if key != "type"}}

    def _close(self) -> list[ir.StreamEvent]:
        kind, self._kind = self._kind, ""
        index = self._index
        out: list[ir.StreamEvent] = []
        match kind:
            case "":
                return out
            case "text":
                pass
            case "call":
                out.extend(self._rest_of_call())
            case "thinking":
                if self._signature:
                    block = {**self._block, "thinking": "".join(self._pieces), "signature": self._signature}
                    out.append(ir.NativeDelta(index=index, native=native(block, self._dialect.vendor)))
            case _:
                return self._whole()
        out.append(ir.PartEnd(index=index))
        self._index += 1
        return out

    def _rest_of_call(self) -> list[ir.StreamEvent]:
        """Arguments that compatible vendors put into the block itself, and an unwrapped rest."""
        out: list[ir.StreamEvent] = []
        given = as_dict(self._block.get("input"))
        if not self._fed and (given or self._unwrapper is None):
            out.extend(self._arguments(codec.dumps_text(given)))
        if self._unwrapper is not None and (rest := self._unwrapper.flush()):
            out.append(ir.PartDelta(index=self._index, text=rest))
        return out

    def _whole(self) -> list[ir.StreamEvent]:
        """The kept block, complete."""
        block = self._block
        if self._pieces:
            text = "".join(self._pieces)
            try:
                block = {**block, "input": codec.loads(text)} if text else block
            except codec.JSONDecodeError:
                block = {**block, "input": {"_raw": text}}
        vendor = self._dialect.vendor
        redacted = block.get("type") == "redacted_thinking"
        part: ir.Part = thought(block, vendor=vendor) if redacted else opaque(block, vendor=vendor)
        index = self._index
        self._index += 1
        return [ir.PartStart(index=index, part=part, whole=True), ir.PartEnd(index=index)]
