"""Chat Completions stream → IR events, one machine per choice (see ``stream_choice``).

Choice 0 is forwarded as it comes. Events of further choices are held until the end, because the IR tells candidates one after the
other.
"""

from __future__ import annotations

from typing import Any, cast

from bridge import codec, ir, sse
from bridge.errors import InvalidResponseError
from bridge.formats import read
from bridge.formats.base import Context, Dialect
from bridge.formats.openai_chat import answer
from bridge.formats.openai_chat.dialect import ChatDialect
from bridge.formats.openai_chat.errors import error_of
from bridge.formats.openai_chat.stream_choice import Choice

_CUT = "The upstream closed the stream before the answer was complete."


class ChatStreamParser:
    __slots__ = ("_choices", "_context", "_dialect", "_done", "_ended", "_main", "_started", "_usage")

    def __init__(self, dialect: Dialect, context: Context) -> None:
        self._dialect = cast("ChatDialect", dialect)
        self._context = context
        self._main = Choice(self._dialect, context, 0)
        self._choices: dict[int, Choice] = {0: self._main}
        self._usage: Any = None
        self._started = False
        self._done = False
        self._ended = False

    def feed(self, event: sse.Event) -> list[ir.StreamEvent]:
        if self._ended:
            return []
        data = event.data
        if data.startswith(b"[DONE]"):
            self._done = True
            return self.flush()
        try:
            chunk = codec.loads(data)
        except codec.JSONDecodeError as error:
            raise InvalidResponseError(f"an event is not JSON: {error}") from None
        if not isinstance(chunk, dict):
            raise InvalidResponseError("an event is not a JSON object")
        return self._chunk(cast("dict[str, Any]", chunk))

    def flush(self) -> list[ir.StreamEvent]:
        """The end of the bytes, or of the answer. Without finish reason and end mark the upstream has broken off."""
        if self._ended:
            return []
        if not self._done and not any(choice.raw_finish for choice in self._choices.values()):
            self._ended = True
            return [ir.StreamError(error=ir.Error(status=502, message=_CUT, kind="server", origin="openai-chat"))]
        self._ended = True
        out: list[ir.StreamEvent] = [] if self._started else [self._start({})]
        reasons: list[tuple[ir.FinishReason, str | None]] = []
        offset = 0
        for _, choice in sorted(self._choices.items()):
            choice.end()
            out.extend(choice.take(offset))
            reasons.append(choice.reason())
            offset += choice.count
        first, raw = reasons[0]
        out.append(
            ir.Finish(
                reason=first,
                raw_reason=raw,
                usage=answer.usage_of(self._usage, self._dialect),
                reasons=tuple(reasons[1:]),
            )
        )
        return out

    def _chunk(self, chunk: dict[str, Any]) -> list[ir.StreamEvent]:
        if ("error" in chunk or "base_resp" in chunk) and (error := error_of(chunk, self._dialect)) is not None:
            self._ended = True
            return [*self._main.take(0), ir.StreamError(error=error)]
        usage = chunk.get("usage") or (read.as_dict(chunk["x_groq"]).get("usage") if "x_groq" in chunk else None)
        if usage:
            self._usage = usage
        choices = chunk.get("choices")
        if not choices or not isinstance(choices, list):
            return []  # Azure's filter results come first without a choice, the usage chunk last
        out: list[ir.StreamEvent] = []
        if not self._started:
            out.append(self._start(chunk))
        for item in read.as_list(choices):
            if not isinstance(item, dict):
                continue
            entry = cast("dict[str, Any]", item)
            index = entry.get("index")
            choice = self._main if not index else self._choice(index)
            choice.feed(entry)
            if usage := entry.get("usage"):  # Moonshot
                self._usage = usage
        main = self._main
        if main.events:
            out.extend(main.events)
            main.events = []
        return out

    def _choice(self, index: Any) -> Choice:
        if not isinstance(index, int):
            return self._main
        choice = self._choices.get(index)
        if choice is None:
            choice = self._choices[index] = Choice(self._dialect, self._context, index)
        return choice

    def _start(self, chunk: dict[str, Any]) -> ir.ResponseStart:
        self._started = True
        fingerprint = chunk.get("system_fingerprint")
        tier = chunk.get("service_tier")
        return ir.ResponseStart(
            id=read.as_text(chunk.get("id")), model=read.as_text(chunk.get("model")), created=read.as_count(chunk.get("created")),
            service_tier=tier if isinstance(tier, str) else None,
            extra={"system_fingerprint": fingerprint} if fingerprint is not None else None,
        )  # fmt: skip
