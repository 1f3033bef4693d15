"""IR events → chunks for a Gemini client: SSE with CRLF as Google frames it, or a JSON array without ``alt=sse``.

Text goes out as it comes; a function call goes out whole, when its arguments are. Usage and finish reason are in the last chunk.
"""

from __future__ import annotations

from typing import Any

from bridge import codec, ir
from bridge.formats.base import Context
from bridge.formats.gemini.answer import answer_model, build_logprobs, build_usage, raw_finish
from bridge.formats.gemini.citations import build_grounding
from bridge.formats.gemini.errors import build_error
from bridge.formats.gemini.parts import Signer, build_part
from bridge.report import Report


class StreamBuilder:
    __slots__ = (
        "_arguments",
        "_cited",
        "_closed",
        "_context",
        "_count",
        "_index",
        "_part",
        "_position",
        "_refused",
        "_report",
        "_seen",
        "_signer",
        "_suffix",
        "_tail",
        "_texts",
    )  # fmt: skip

    def __init__(self, report: Report, context: Context) -> None:
        self._report = report
        self._context = context
        self._signer = Signer(context)
        self._part: ir.Part | None = None
        #: Number of the candidate the open part belongs to.
        self._index = 0
        self._refused: set[int] = set()
        self._texts: list[str] = []
        self._arguments: list[str] = []
        self._cited: list[tuple[ir.Citation, int, str | None]] = []
        self._position = 0
        self._tail: dict[str, Any] = {}
        self._suffix = b"}],"
        self._count = 0
        self._closed = False

    def feed(self, event: ir.StreamEvent) -> bytes:
        match event:
            case ir.PartDelta():
                return self._delta(event)
            case ir.PartStart():
                return self._start(event)
            case ir.PartEnd():
                return self._end()
            case ir.NativeDelta():
                return self._native(event)
            case ir.CitationDelta():
                self._cited.append((event.citation, self._position, None))
                return b""
            case ir.ResponseStart():
                return self._begin(event)
            case ir.Ping():
                # A blank line dispatches nothing; google-genai takes a comment line for JSON and fails.
                return b"\r\n"
            case ir.Finish():
                return self._finish(event)
            case ir.StreamError():
                _, body = build_error(event.error)
                return self._frame(codec.dumps(body))

    def flush(self) -> bytes:
        if self._closed or not self._context.json_array:
            return b""
        self._closed = True
        return b"]" if self._count else b"[]"

    # ------------------------------------------------------------------ framing

    def _frame(self, data: bytes) -> bytes:
        self._count += 1
        if not self._context.json_array:
            return b"data: " + data + b"\r\n\r\n"
        return (b"[" if self._count == 1 else b",\r\n") + data

    def _begin(self, event: ir.ResponseStart) -> bytes:
        self._tail = {}
        model = answer_model(self._context, event.model)
        if model:
            self._tail["modelVersion"] = model
        if event.id:
            self._tail["responseId"] = event.id
        self._suffix = b"}]" + (b"," + codec.dumps(self._tail)[1:] if self._tail else b"}")
        return b""

    def _chunk(self, part: dict[str, Any], **candidate: Any) -> bytes:
        node = {"content": {"parts": [part], "role": "model"}, "index": self._index, **candidate}
        return self._frame(codec.dumps({"candidates": [node], **self._tail}))

    # ------------------------------------------------------------------ parts

    def _start(self, event: ir.PartStart) -> bytes:
        part = event.part
        if event.candidate != self._index:
            self._index = event.candidate
            self._signer = Signer(self._context)
        self._part = part
        if isinstance(part, ir.RefusalPart):
            self._refused.add(self._index)
        self._texts = []
        self._arguments = []
        if event.whole:
            built = build_part(part, self._signer, self._report)
            self._part = None
            return self._chunk(built) if built is not None else b""
        if isinstance(part, ir.TextPart | ir.RefusalPart | ir.ReasoningPart) and part.text:
            return self._delta(ir.PartDelta(index=event.index, text=part.text))
        if isinstance(part, ir.ToolCallPart) and part.arguments:
            self._arguments.append(part.arguments)
        return b""

    def _delta(self, event: ir.PartDelta) -> bytes:
        part = self._part
        if isinstance(part, ir.ToolCallPart):
            self._arguments.append(event.text)
            return b""
        if not event.text:
            return b""
        text = codec.dumps(event.text)
        if isinstance(part, ir.ReasoningPart):
            if not self._same(part):
                self._texts.append(event.text)
            return self._text(text, b',"thought":true}],"role":"model"},"index":')
        signature = self._signer.part("text", None) if isinstance(part, ir.TextPart | ir.RefusalPart) else None
        if signature is None and event.logprobs is None:
            return self._text(text, b'}],"role":"model"},"index":')
        built: dict[str, Any] = {"text": event.text}
        if signature is not None:
            built["thoughtSignature"] = signature
        if event.logprobs is not None:
            return self._chunk(built, logprobsResult=build_logprobs(event.logprobs))
        return self._chunk(built)

    def _text(self, text: bytes, middle: bytes) -> bytes:
        """The common case, put together without building the chunk as an object."""
        return self._frame(
            b'{"candidates":[{"content":{"parts":[{"text":' + text + middle + str(self._index).encode() + self._suffix
        )

    def _same(self, part: ir.ReasoningPart) -> bool:
        return self._signer.same and part.native is not None

    def _native(self, event: ir.NativeDelta) -> bytes:
        part = self._part
        if isinstance(part, ir.ReasoningPart) and not self._signer.same:
            part.native = event.native
            return b""
        if isinstance(part, ir.ToolCallPart):
            part.native = event.native
            return b""
        signature = event.native.block.get("thoughtSignature") if event.native.format == "gemini" else None
        if signature is None:
            return b""
        built: dict[str, Any] = {"text": "", "thoughtSignature": signature}
        if isinstance(part, ir.ReasoningPart):
            built["thought"] = True
        return self._chunk(built)

    def _end(self) -> bytes:
        part, self._part = self._part, None
        self._position += 1
        if isinstance(part, ir.ToolCallPart):
            part.arguments = "".join(self._arguments)
            built = build_part(part, self._signer, self._report)
            return self._chunk(built) if built is not None else b""
        if isinstance(part, ir.ReasoningPart) and not self._same(part):
            part.text = "".join(self._texts)
            self._signer.reasoning(part)
        return b""

    # ------------------------------------------------------------------ the end

    def _finish(self, event: ir.Finish) -> bytes:
        extra = dict(event.extra or {})
        own = extra.pop("candidate", None)
        if not self._signer.same:
            self._report.dropped_extra("", event.extra, "Gemini")
            extra, own = {}, None
        body: dict[str, Any] = {}
        if not (self._signer.same and event.raw_reason is None):
            part: dict[str, Any] = {"text": ""}
            token = self._signer.rest()
            if token is not None:
                part["thoughtSignature"] = token
            reasons: list[tuple[ir.FinishReason, str | None]] = [(event.reason, event.raw_reason), *event.reasons]
            body["candidates"] = [
                {
                    "content": {"parts": [part if index == self._index else {"text": ""}], "role": "model"},
                    "finishReason": raw_finish(reason, raw, self._context, refused=index in self._refused),
                    "index": index,
                }
                for index, (reason, raw) in enumerate(reasons)
            ]
            if self._cited:
                body["candidates"][0]["groundingMetadata"] = build_grounding(self._cited)
            body["candidates"][0].update(own or {})
        body["usageMetadata"] = build_usage(event.usage, self._context)
        return self._frame(codec.dumps({**body, **self._tail, **extra}))
