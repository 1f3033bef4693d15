"""Chunks of ``streamGenerateContent`` → IR events.

Every chunk is a whole GenerateContentResponse with the new parts. ``finishReason`` ends nothing: with code execution several chunks
say STOP and the stream goes on. Text without a signature joins the open part; a signature ends the part it stands on.
"""

from __future__ import annotations

from typing import Any

from bridge import codec, ir, sse, toolbox
from bridge.errors import InvalidResponseError
from bridge.formats.base import Context, Dialect
from bridge.formats.gemini import citations
from bridge.formats.gemini.answer import finish_of, id_stem, parse_logprobs, parse_usage
from bridge.formats.gemini.dialect import unwrapped
from bridge.formats.gemini.errors import parse_error
from bridge.formats.gemini.partial_args import ArgumentWriter
from bridge.formats.gemini.parts import PartReader
from bridge.formats.gemini.response import created_at
from bridge.formats.gemini.wire import rest
from bridge.formats.read import as_dict, as_list
from bridge.json_types import is_object

_TOP = frozenset({"candidates", "usageMetadata", "responseId", "modelVersion"})
_TEXT = frozenset({"text", "thought", "thoughtSignature"})
_CANDIDATE = frozenset({"content", "finishReason", "index", "logprobsResult"})


class StreamParser:
    """States: before the first chunk, running, ended (an error came). Candidates after the first wait until the end, because
    parts of different candidates may not mix."""

    __slots__ = (
        "_ascii",
        "_candidate",
        "_context",
        "_dialect",
        "_ended",
        "_extra",
        "_finish",
        "_has_calls",
        "_index",
        "_open",
        "_others",
        "_reader",
        "_said",
        "_started",
        "_top",
        "_unwrapper",
        "_usage",
        "_writer",
    )  # fmt: skip

    def __init__(self, dialect: Dialect, context: Context) -> None:
        self._dialect = dialect
        self._context = context
        self._reader = PartReader(context, dialect.vendor)
        self._started = False
        self._ended = False
        #: "text", "thought" or "call" while a part is open, else "".
        self._open = ""
        self._index = -1
        self._candidate = 0
        self._writer = ArgumentWriter()
        self._unwrapper: toolbox.Unwrapper | None = None
        self._has_calls = False
        self._said = False
        #: Whether the open text is all ASCII so far, so that byte offsets are character offsets.
        self._ascii = True
        self._finish: str | None = None
        self._usage: dict[str, Any] | None = None
        self._extra: dict[str, Any] = {}
        self._top: dict[str, Any] = {}
        self._others: dict[int, dict[str, Any]] = {}

    # ------------------------------------------------------------------ feeding

    def feed(self, event: sse.Event) -> list[ir.StreamEvent]:
        if event.data == b"[DONE]" or self._ended:
            return []
        try:
            chunk = codec.loads(event.data)
        except codec.JSONDecodeError as error:
            raise InvalidResponseError(f"a stream event is not JSON: {error}") from None
        if not is_object(chunk):
            raise InvalidResponseError("a stream event must be a JSON object")
        return self._chunk(as_dict(unwrapped(chunk, self._dialect)))

    def _chunk(self, chunk: dict[str, Any]) -> list[ir.StreamEvent]:
        out: list[ir.StreamEvent] = []
        if chunk.get("error") is not None:
            return self._fail(chunk, out)
        if not self._started:
            self._begin(chunk, out)
        usage = chunk.get("usageMetadata")
        if usage is not None:
            self._usage = as_dict(usage) or self._usage
        if not chunk.keys() <= _TOP:
            self._top.update(rest(chunk, _TOP))
        for candidate in as_list(chunk.get("candidates")):
            node = as_dict(candidate)
            index = node.get("index")
            if index and isinstance(index, int):
                self._keep(index, node)
            else:
                self._take(node, out)
        return out

    def _begin(self, chunk: dict[str, Any], out: list[ir.StreamEvent]) -> None:
        self._started = True
        response_id = str(chunk.get("responseId") or "")
        self._reader.begin(id_stem(response_id, self._context))
        usage = chunk.get("usageMetadata")
        told = parse_usage(as_dict(usage)) if usage is not None else ir.Usage()
        out.append(
            ir.ResponseStart(
                id=response_id,
                model=str(chunk.get("modelVersion") or ""),
                created=created_at(chunk.get("createTime")),
                # Of the first chunk only the input is final: the count of output may even shrink later.
                usage=ir.Usage(input_tokens=told.input_tokens, cache_read_tokens=told.cache_read_tokens),
            )
        )

    def _fail(self, chunk: dict[str, Any], out: list[ir.StreamEvent]) -> list[ir.StreamEvent]:
        self._close(out)
        self._ended = True
        error = parse_error(200, chunk, self._dialect)
        out.append(ir.StreamError(error=error))
        return out

    def _take(self, candidate: dict[str, Any], out: list[ir.StreamEvent]) -> None:
        content = candidate.get("content")
        if content is not None:
            result = candidate.get("logprobsResult")
            tokens = parse_logprobs(result) if result is not None else None
            for part in as_list(as_dict(content).get("parts")):
                node = as_dict(part)
                text = node.get("text")
                if self._open == "text" and len(node) == 1 and isinstance(text, str) and text and tokens is None:
                    # Nearly every event of a stream: more text for the open part.
                    if self._ascii and not text.isascii():
                        self._ascii = False
                    out.append(ir.PartDelta(index=self._index, text=text))
                else:
                    self._part(node, out, tokens)
                    tokens = None
        finish = candidate.get("finishReason")
        if finish is not None:
            self._finish = str(finish)
        if not candidate.keys() <= _CANDIDATE:
            self._metadata(candidate, out)

    def _metadata(self, candidate: dict[str, Any], out: list[ir.StreamEvent]) -> None:
        fields = rest(candidate, _CANDIDATE)
        for name in ("citations", "citationSources"):
            # Each chunk brings the citations of its own text.
            earlier = as_list(as_dict(self._extra.get("citationMetadata")).get(name))
            entries = as_list(as_dict(fields.get("citationMetadata")).get(name))
            if earlier and entries:
                fields["citationMetadata"] = {**fields["citationMetadata"], name: [*earlier, *entries]}
        self._extra.update(fields)
        if self._context.inbound == "gemini" or self._index < 0:
            return
        found = [citation for _, citation in citations.grounding(candidate)] + citations.sources(candidate)
        if self._open == "text":
            for citation in found:
                if not self._ascii:
                    citation.start = citation.end = None
                out.append(ir.CitationDelta(index=self._index, citation=citation))

    # ------------------------------------------------------------------ parts

    def _part(self, part: dict[str, Any], out: list[ir.StreamEvent], tokens: list[dict[str, Any]] | None) -> None:
        text = part.get("text")
        if isinstance(text, str):
            kind = "thought" if part.get("thought") is True else "text"
            if len(part) > (1 if kind == "text" else 2):
                self._rich_text(part, kind, text, out, tokens)
            elif text:
                self._text(kind, text, out, tokens)
            return
        call = part.get("functionCall")
        if isinstance(call, dict):
            self._function_call(as_dict(call), part, out)
            return
        self._close(out)
        self._whole(self._reader.part(part, "candidates[0].content.parts"), out)

    def _text(self, kind: str, text: str, out: list[ir.StreamEvent], tokens: list[dict[str, Any]] | None) -> None:
        if self._open != kind:
            self._close(out)
            self._start(kind, self._reader.text("", None, None, thought=kind == "thought"), out)
            self._ascii = True
        if self._ascii and not text.isascii():
            self._ascii = False
        self._said = True
        out.append(ir.PartDelta(index=self._index, text=text, logprobs=tokens))

    def _rich_text(
        self, part: dict[str, Any], kind: str, text: str, out: list[ir.StreamEvent], tokens: list[dict[str, Any]] | None
    ) -> None:
        """Text with a signature or fields of its own; an empty one stays a part by itself, as Google wants it back."""
        native = self._reader.native(part.get("thoughtSignature"))
        if self._reader.same and not part.keys() <= _TEXT:
            self._close(out)
            self._whole(self._reader.part(part, ""), out)
        elif text:
            self._text(kind, text, out, tokens)
            if native is not None:
                if kind == "thought":
                    native = ir.Native(vendor=native.vendor, format="gemini", block={"thought": True, **native.block})
                out.append(ir.NativeDelta(index=self._index, native=native))
                self._close(out)
        elif native is not None:
            self._close(out)
            self._whole(self._reader.text("", native, None, thought=kind == "thought"), out)

    def _whole(self, part: ir.Part, out: list[ir.StreamEvent]) -> None:
        """A part that comes at once. Only what nobody streams is ``whole``; readable text goes as a delta like any other."""
        if isinstance(part, ir.ReasoningPart) and part.text:
            text, part.text = part.text, ""
            self._start("", part, out)
            out.append(ir.PartDelta(index=self._index, text=text))
        else:
            self._start("", part, out, whole=True)
        if not isinstance(part, ir.ReasoningPart | ir.TextPart):
            self._said = True
        out.append(ir.PartEnd(index=self._index))

    def _function_call(self, call: dict[str, Any], part: dict[str, Any], out: list[ir.StreamEvent]) -> None:
        partial = call.get("partialArgs")
        more = call.get("willContinue") is True
        if self._open == "call" and not call.get("name"):
            self._more_arguments(partial, out)
            if not more:
                self._close(out)
            return
        self._close(out)
        found = self._reader.part(part, "candidates[0].content.parts")
        assert isinstance(found, ir.ToolCallPart)
        self._has_calls = self._said = True
        whole, found.arguments = found.arguments, ""
        self._start("call", found, out)
        if partial is None and not more:
            out.append(ir.PartDelta(index=self._index, text=whole))
            self._open = ""
            out.append(ir.PartEnd(index=self._index))
            return
        self._writer = ArgumentWriter()
        self._unwrapper = toolbox.Unwrapper() if found.kind == "custom" else None
        self._more_arguments(partial, out)
        if not more:
            self._close(out)

    def _more_arguments(self, partial: Any, out: list[ir.StreamEvent]) -> None:
        self._arguments(self._writer.feed(partial), out)

    def _arguments(self, text: str, out: list[ir.StreamEvent]) -> None:
        if self._unwrapper is not None:
            text = self._unwrapper.feed(text)
        if text:
            out.append(ir.PartDelta(index=self._index, text=text))

    # ------------------------------------------------------------------ open and close

    def _start(self, kind: str, part: ir.Part, out: list[ir.StreamEvent], *, whole: bool = False) -> None:
        self._index += 1
        self._open = kind
        out.append(ir.PartStart(index=self._index, part=part, whole=whole, candidate=self._candidate))

    def _close(self, out: list[ir.StreamEvent]) -> None:
        if not self._open:
            return
        if self._open == "call":
            self._arguments(self._writer.close(), out)
        self._open = ""
        out.append(ir.PartEnd(index=self._index))

    # ------------------------------------------------------------------ the end

    def _keep(self, index: int, candidate: dict[str, Any]) -> None:
        kept = self._others.setdefault(index, {"parts": []})
        kept["parts"].extend(as_list(as_dict(candidate.get("content")).get("parts")))
        if candidate.get("finishReason") is not None:
            kept["finish"] = str(candidate["finishReason"])

    def flush(self) -> list[ir.StreamEvent]:
        if self._ended:
            return []
        self._ended = True
        out: list[ir.StreamEvent] = []
        blocked = as_dict(self._top.get("promptFeedback")).get("blockReason")
        if self._finish is None and not blocked:
            self._close(out)
            message = "The upstream closed the stream early." if self._started else "The upstream sent an empty stream."
            out.append(ir.StreamError(error=ir.Error(status=502, message=message, kind="server", origin="gemini")))
            return out
        reason = self._reason(bool(blocked), out)
        self._close(out)
        has_calls = self._has_calls
        reasons = tuple(self._other(index, out) for index in sorted(self._others))
        self._has_calls = has_calls
        extra = {**self._top, "candidate": self._extra} if self._extra else dict(self._top)
        out.append(
            ir.Finish(
                reason=reason,
                raw_reason=self._finish,
                usage=parse_usage(self._usage) if self._usage is not None else ir.Usage(),
                reasons=reasons,
                extra=extra or None,
            )
        )
        return out

    def _reason(self, blocked: bool, out: list[ir.StreamEvent]) -> ir.FinishReason:
        if self._finish is None and blocked:
            return "content_filter"
        reason = finish_of(self._finish, has_calls=self._has_calls)
        message = self._extra.get("finishMessage")
        if reason == "error" and not self._said and isinstance(message, str) and self._context.inbound != "gemini":
            self._text("text", message, out, None)  # nothing usable came; the user should at least read why
        return reason

    def _other(self, index: int, out: list[ir.StreamEvent]) -> tuple[ir.FinishReason, str | None]:
        """The parts of a further candidate, kept until now, and how it ended."""
        kept = self._others[index]
        self._candidate = index
        self._has_calls = False
        for part in kept["parts"]:
            self._part(as_dict(part), out, None)
        self._close(out)
        raw = kept.get("finish")
        return finish_of(raw, has_calls=self._has_calls), raw
