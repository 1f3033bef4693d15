"""IR events → Chat Completions stream in OpenAI's strict form.

Chunks are put together from bytes: everything but the delta is the same in all of them.
"""

from __future__ import annotations

from typing import Any

from bridge import carrier, codec, envelope, ir, sse
from bridge.formats.base import Context
from bridge.formats.openai_chat import answer, media_out
from bridge.formats.openai_chat.messages_parse import STATE_FIELDS
from bridge.formats.openai_chat.response_build import riding
from bridge.report import Report

_DONE = b"data: [DONE]\n\n"
_FIELDS = {"text": b'{"content":', "reasoning": b'{"reasoning_content":', "refusal": b'{"refusal":'}


class ChatStreamBuilder:
    __slots__ = (
        "_arguments", "_calls", "_candidate", "_context", "_extended", "_finished", "_head", "_kind", "_legacy", "_open", "_own",
        "_previous", "_refused", "_report", "_rest", "_started", "_tail", "_texts", "_thought", "_waiting", "_with_usage", "_words",
    )  # fmt: skip

    def __init__(self, report: Report, context: Context) -> None:
        self._report = report
        self._context = context
        self._own = context.outbound == "openai-chat"
        self._legacy = answer.is_legacy(context)
        self._with_usage = _wants_usage(context)
        self._tail = b'}],"usage":null}\n\n' if self._with_usage else b"}]}\n\n"
        self._head = b""
        self._started = False
        self._finished = False
        self._candidate = 0
        self._open = b""
        self._rest = b""
        self._kind = ""
        #: Per candidate: number of calls, whether a refusal was said, whether text was said.
        self._calls: dict[int, int] = {}
        self._refused: set[int] = set()
        self._texts: set[int] = set()
        self._arguments = False
        self._previous = ""
        self._extended = answer.is_extended(context)
        self._thought: ir.ReasoningPart | None = None
        self._words: list[str] = []
        self._waiting: list[ir.ReasoningPart] = []

    def feed(self, event: ir.StreamEvent) -> bytes:
        match event:
            case ir.PartDelta():
                return self._delta(event)
            case ir.PartStart():
                return self._begin() + self._part(event)
            case ir.PartEnd():
                return self._end_part()
            case ir.NativeDelta():
                return self._native(event.native)
            case ir.CitationDelta():
                return self._citation(event.citation)
            case ir.ResponseStart():
                return self._start(event)
            case ir.Finish():
                return self._finish(event)
            case ir.StreamError():
                self._finished = True
                return sse.encode(codec.dumps({"error": envelope.openai_error(event.error)}))
            case ir.Ping():
                return sse.comment("keep-alive")

    def flush(self) -> bytes:
        """``[DONE]``, once, behind an error as well."""
        if not self._finished:
            return b""
        self._finished = False
        return _DONE

    # ------------------------------------------------------------------ opening

    def _begin(self) -> bytes:
        return b"" if self._started else self._start(ir.ResponseStart(id="", model=""))

    def _start(self, event: ir.ResponseStart) -> bytes:
        self._started = True
        head: dict[str, Any] = {
            "id": answer.answer_id(event.id), "object": "chat.completion.chunk", "created": answer.created(event.created),
            "model": answer.answer_model(event.model, self._context, own=self._own),
        }  # fmt: skip
        if self._own:
            head.update(event.extra or {})
            if event.service_tier is not None:
                head["service_tier"] = event.service_tier
        else:
            self._report.dropped_extra("", event.extra, "Chat Completions")
        self._head = b"data: " + codec.dumps(head)[:-1] + b',"choices":['
        self._choose(0)
        return self._chunk(b'{"role":"assistant","content":"","refusal":null}')

    def _choose(self, candidate: int) -> None:
        self._candidate = candidate
        self._open = self._head + b'{"index":' + str(candidate).encode() + b',"delta":'
        self._rest = b',"logprobs":null,"finish_reason":null' + self._tail

    def _chunk(self, delta: bytes) -> bytes:
        return self._open + delta + self._rest

    # ------------------------------------------------------------------ parts

    def _part(self, event: ir.PartStart) -> bytes:
        out = b""
        if event.candidate != self._candidate:
            self._choose(event.candidate)
            self._previous = ""
            out = self._chunk(b'{"role":"assistant","content":"","refusal":null}')
        part = event.part
        match part:
            case ir.TextPart():
                self._kind = "text"
                out += self._gap()
                if part.text:
                    out += self._chunk(_FIELDS["text"] + codec.dumps(part.text) + b"}")
                self._texts.add(self._candidate)
                for citation in part.citations:
                    out += self._citation(citation)
            case ir.RefusalPart():
                self._kind = "refusal"
                self._refused.add(self._candidate)
                if part.text:
                    out += self._chunk(_FIELDS["refusal"] + codec.dumps(part.text) + b"}")
            case ir.ReasoningPart():
                out += self._begin_thought(part)
            case ir.ToolCallPart():
                out += self._begin_call(part)
            case ir.AudioPart():
                self._kind = "other"
                out += self._chunk(codec.dumps({"audio": media_out.audio(part)}))
            case ir.ImagePart() | ir.FilePart():
                out += self._media(part)
            case ir.OpaquePart() | ir.ToolResultPart():
                self._kind = "other"
                self._report.dropped(
                    part.path, "work of the vendor's own tools; Chat Completions has no place for it", "info"
                )
        return out

    def _gap(self) -> bytes:
        """A paragraph between texts that something else stood between."""
        if self._candidate not in self._texts or self._previous in ("text", "") or self._own:
            return b""
        return self._chunk(_FIELDS["text"] + b'"\\n\\n"}')

    def _media(self, part: ir.ImagePart | ir.FilePart) -> bytes:
        self._kind = "other"
        shown = media_out.markdown(part)
        if shown is None:
            self._report.dropped(part.path, "answers of Chat Completions hold no files", "warning")
            return b""
        self._report.approximated(part.path, "shown as Markdown in the text")
        self._previous = "other"  # a paragraph of its own
        out = self._gap() + self._chunk(_FIELDS["text"] + codec.dumps(shown) + b"}")
        self._texts.add(self._candidate)
        return out

    def _begin_thought(self, part: ir.ReasoningPart) -> bytes:
        self._kind = "reasoning"
        self._thought = part
        self._words = [part.text] if part.text else []
        out = b""
        if not self._extended:
            self._report.dropped(part.path, "OpenAI's own answers hold no thoughts", "info")
        elif part.text:
            out = self._chunk(_FIELDS["reasoning"] + codec.dumps(part.text) + b"}")
        return out + (self._native(part.native) if part.native is not None else b"")

    def _begin_call(self, part: ir.ToolCallPart) -> bytes:
        kind, arguments = part.kind, part.arguments
        self._kind = kind
        self._arguments = bool(arguments)
        if kind == "custom" and not self._extended:
            # The types of chunks know only functions.
            kind, self._kind, arguments = "function", "wrapped", '{"input":"' + codec.dumps_text(arguments)[1:-1]
        index = self._calls.get(self._candidate, 0)
        self._calls[self._candidate] = index + 1
        if self._legacy:
            function = {"name": part.name, "arguments": arguments}
            return self._chunk(codec.dumps({"function_call": function})) if index == 0 else b""
        call_id = part.id or answer.call_id()
        token = riding(self._waiting, part.native)
        self._waiting = []
        if token is not None:
            call_id = carrier.ride_on_id(call_id, token)
        body = {"name": part.name, "input" if kind == "custom" else "arguments": arguments}
        return self._chunk(codec.dumps({"tool_calls": [{"index": index, "id": call_id, "type": kind, kind: body}]}))

    def _delta(self, event: ir.PartDelta) -> bytes:
        field = _FIELDS.get(self._kind)
        text = codec.dumps(event.text)
        if field is None:
            return self._argument(text)
        if self._kind == "reasoning" and not self._own:
            self._words.append(event.text)
            if not self._extended:
                return b""
        if event.logprobs is None:
            return self._open + field + text + b"}" + self._rest
        key = "refusal" if self._kind == "refusal" else "content"
        logprobs = {"content": None, "refusal": None, key: event.logprobs}
        return (
            self._open + field + text + b'},"logprobs":' + codec.dumps(logprobs) + b',"finish_reason":null' + self._tail
        )  # fmt: skip

    def _argument(self, text: bytes) -> bytes:
        if self._kind == "wrapped":
            text = codec.dumps(text.decode("utf-8", "surrogatepass")[1:-1])
        elif self._kind not in ("function", "custom"):
            return b""
        self._arguments = True
        index = self._calls[self._candidate] - 1
        if self._legacy:
            return self._chunk(b'{"function_call":{"arguments":' + text + b"}}") if index == 0 else b""
        key = b'"custom":{"input":' if self._kind == "custom" else b'"function":{"arguments":'
        return self._chunk(b'{"tool_calls":[{"index":' + str(index).encode() + b"," + key + text + b"}}]}")

    def _end_part(self) -> bytes:
        out = b""
        if self._kind == "function" and not self._arguments:
            out = self._argument(b'"{}"')
        elif self._kind == "wrapped":
            self._kind = "function"
            out = self._argument(b'"\\"}"')
        elif self._kind == "reasoning" and self._thought is not None:
            thought = self._thought
            if thought.native is not None and not self._own:
                self._waiting.append(
                    ir.ReasoningPart(
                        text="".join(self._words),
                        summary=thought.summary,
                        redacted=thought.redacted,
                        native=thought.native,
                    )
                )
            self._thought = None
        self._previous, self._kind = self._kind, ""
        return out

    def _native(self, native: ir.Native) -> bytes:
        """State of the open thought: in its own field for the same format, else kept for the next call's id."""
        if self._kind != "reasoning" or self._thought is None:
            return b""
        if not self._own:
            self._thought = ir.ReasoningPart(
                summary=self._thought.summary, redacted=self._thought.redacted, native=native
            )  # fmt: skip
            return b""
        state = {key: value for key, value in native.block.items() if key in STATE_FIELDS}
        return self._chunk(codec.dumps(state)) if state else b""

    def _citation(self, citation: ir.Citation) -> bytes:
        if not self._extended:
            self._report.dropped("", "OpenAI's chunks have no key for sources", "info")
            return b""
        built = media_out.annotation(citation, 0, "")
        return self._chunk(codec.dumps({"annotations": [built]})) if built is not None else b""

    # ------------------------------------------------------------------ end

    def _finish(self, event: ir.Finish) -> bytes:
        out = self._begin()
        self._finished = True
        reasons: list[ir.FinishReason] = [event.reason, *(reason for reason, _ in event.reasons)]
        for candidate, reason in enumerate(reasons):
            self._choose(candidate)
            word = answer.finish_word(
                reason, calls=self._calls.get(candidate, 0) > 0, refusal=candidate in self._refused, legacy=self._legacy
            )
            out += self._open + b'{},"logprobs":null,"finish_reason":"' + word.encode() + b'"' + self._tail
        if self._with_usage:
            usage = answer.usage_body(event.usage, own=self._own) or answer.usage_body(
                ir.Usage(input_tokens=0, output_tokens=0), own=False
            )
            out += self._head + b'],"usage":' + codec.dumps(usage) + b"}\n\n"
        return out


def _wants_usage(context: Context) -> bool:
    """Whether the client asked for the usage chunk; yes when its request is not known."""
    if context.body is None:
        return True
    options = context.body.get("stream_options")
    return isinstance(options, dict) and options.get("include_usage") is True  # pyright: ignore[reportUnknownMemberType]
