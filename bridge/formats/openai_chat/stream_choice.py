"""One choice of a Chat Completions stream as a machine.

Parts never interleave: while a call whose arguments are not whole yet is open, what belongs to other parts waits (vendors that
interleave parallel calls are rare; whole calls one after the other never wait).
"""

from __future__ import annotations

from typing import Any, cast

from bridge import codec, ir, media, toolbox
from bridge.formats import read
from bridge.formats.base import Context
from bridge.formats.openai_chat import answer
from bridge.formats.openai_chat.dialect import ChatDialect
from bridge.formats.openai_chat.messages_parse import STATE_FIELDS
from bridge.formats.openai_chat.response_parse import audio_of, citation_of, detail_text
from bridge.formats.openai_chat.stream_state import merge_state
from bridge.formats.openai_chat.think_tags import ThinkSplitter


class _Call:
    """A tool call as known so far. ``held`` are argument pieces that could not be forwarded yet."""

    __slots__ = ("ended", "freeform", "given", "held", "id", "name", "pieces", "unwrapper")

    def __init__(self, given: str) -> None:
        self.given = given
        self.id = given
        self.name = ""
        self.freeform = False
        self.pieces: list[str] = []
        self.held: list[str] = []
        self.ended = False
        self.unwrapper: toolbox.Unwrapper | None = None

    def is_whole(self) -> bool:
        if self.freeform:
            return True
        text = "".join(self.pieces)
        return text.rstrip().endswith("}") and not answer.is_cut(text)


class Choice:
    __slots__ = (
        "_call", "_calls", "_citations", "_context", "_cumulative", "_dialect", "_ids", "_kind", "_last", "_refused", "_seen",
        "_splitter", "_state", "_waiting", "_words", "audio", "candidate", "count", "events", "raw_finish",
    )  # fmt: skip

    def __init__(self, dialect: ChatDialect, context: Context, candidate: int) -> None:
        self._dialect = dialect
        self._context = context
        self.candidate = candidate
        #: Events not yet handed out; part numbers count from 0 in each choice.
        self.events: list[ir.StreamEvent] = []
        #: Parts opened so far.
        self.count = 0
        self.raw_finish: str | None = None
        self._kind = ""
        self._call: _Call | None = None
        self._calls: dict[int, _Call] = {}
        self._ids: dict[str, _Call] = {}
        self._last: _Call | None = None
        self._waiting: list[tuple[str, Any]] = []
        self._splitter = ThinkSplitter() if dialect.think_tags else None
        self._state: dict[str, Any] = {}
        self._words = False
        self._citations: list[ir.Citation] = []
        self._refused = False
        self._cumulative = ""
        self._seen: set[str] = set()
        self.audio: dict[str, Any] = {}

    # ------------------------------------------------------------------ in

    def feed(self, choice: dict[str, Any]) -> None:
        if reason := choice.get("finish_reason"):
            self.raw_finish = reason if isinstance(reason, str) else "stop"
        delta = choice.get("delta")
        if not isinstance(delta, dict):
            return
        piece = cast("dict[str, Any]", delta)
        logprobs = choice.get("logprobs")
        content = piece.get("content")
        # The usual chunk first: nothing but text.
        if content and len(piece) == 1 and self._kind == "text" and self._splitter is None and isinstance(content, str):
            self.events.append(ir.PartDelta(index=self.count - 1, text=content, logprobs=_tokens(logprobs, "content")))
            return
        if self._kind == "tool" and len(piece) == 1 and not self._waiting and self._continues(piece.get("tool_calls")):
            return
        self._thoughts(piece)
        if content:
            self._content(content, _tokens(logprobs, "content"))
        if isinstance(refusal := piece.get("refusal"), str) and refusal:
            self._put("refusal", refusal, _tokens(logprobs, "refusal"))
        if calls := piece.get("tool_calls"):
            for item in read.as_list(calls):
                self._tool(read.as_dict(item))
        if legacy := piece.get("function_call"):
            self._tool({"index": 0, "function": legacy})
        for item in read.as_list(piece.get("annotations")):
            if (citation := citation_of(item)) is not None:
                self._cite(citation)
        if audio := read.as_dict(piece.get("audio")):
            self._hear(audio)

    def _content(self, content: Any, logprobs: list[ir.JSONObject] | None) -> None:
        if isinstance(content, str):
            if self._splitter is None:
                self._put("text", content, logprobs)
                return
            for kind, text in self._splitter.feed(content):
                self._put(kind, text, logprobs if kind == "text" else None)
            return
        for item in read.as_list(content):  # Mistral
            piece = read.as_dict(item)
            if piece.get("type") == "thinking":
                self._put(
                    "reasoning",
                    "".join(
                        read.as_text(read.as_dict(inner).get("text")) for inner in read.as_list(piece.get("thinking"))
                    ),
                )
            else:
                self._put("text", read.as_text(piece.get("text")))

    def _thoughts(self, piece: dict[str, Any]) -> None:
        words = piece.get("reasoning_content") or piece.get("reasoning")
        if isinstance(words, str) and words:
            self._words = True
            self._put("reasoning", self._fresh(words))
        for field in STATE_FIELDS:
            if state := piece.get(field):
                if not self._words and field == "reasoning_details":
                    # MiniMax and some hosts give nothing but the details.
                    text = "".join(detail_text(read.as_dict(item)) for item in read.as_list(state))
                    fresh = self._fresh(text)
                    if self._dialect.cumulative and fresh != text:
                        state = _shortened(state, fresh)
                    self._put("reasoning", fresh)
                self._put("state", {field: state})

    def _fresh(self, words: str) -> str:
        """MiniMax repeats in each chunk what it thought before; only what is new counts."""
        if not self._dialect.cumulative:
            return words
        if self._cumulative and words.startswith(self._cumulative):
            fresh = words[len(self._cumulative) :]
            self._cumulative = words
            return fresh
        self._cumulative += words
        return words

    # ------------------------------------------------------------------ parts

    def _put(self, kind: str, value: Any, logprobs: list[ir.JSONObject] | None = None) -> None:
        """Text for a part of ``kind``, or reasoning state; waits while an unfinished call is open."""
        if not value:
            return
        if self._kind == "tool" and self._call is not None and not self._call.is_whole():
            self._waiting.append((kind, (value, logprobs)))
            return
        self._now(kind, value, logprobs)

    def _now(self, kind: str, value: Any, logprobs: list[ir.JSONObject] | None) -> None:
        if kind == "state":
            if self._kind != "reasoning":
                self._open("reasoning", ir.ReasoningPart())
            merge_state(self._state, value)
            return
        if self._kind != kind:
            part: ir.Part
            match kind:
                case "text":
                    part = ir.TextPart(text="")
                case "refusal":
                    self._refused = True
                    part = ir.RefusalPart(text="")
                case _:
                    part = ir.ReasoningPart()
            self._open(kind, part)
        self.events.append(ir.PartDelta(index=self.count - 1, text=value, logprobs=logprobs))

    def _open(self, kind: str, part: ir.Part) -> None:
        self._close()
        self.events.append(ir.PartStart(index=self.count, part=part, candidate=self.candidate))
        self.count += 1
        self._kind = kind
        if kind == "text" and self._citations:
            self.events.extend(
                ir.CitationDelta(index=self.count - 1, citation=citation) for citation in self._citations
            )
            self._citations = []

    def _close(self) -> None:
        if not self._kind:
            return
        index = self.count - 1
        if self._state:
            native = ir.Native(vendor=self._dialect.vendor, format="openai-chat", block=self._state)
            self.events.append(ir.NativeDelta(index=index, native=native))
            self._state = {}
        if self._call is not None:
            self._finish_call(self._call, index)
        self.events.append(ir.PartEnd(index=index))
        self._kind = ""

    def _finish_call(self, call: _Call, index: int) -> None:
        if call.unwrapper is not None and (rest := call.unwrapper.flush()):
            self.events.append(ir.PartDelta(index=index, text=rest))
        call.ended = True
        self._call = None

    def _cite(self, citation: ir.Citation) -> None:
        if self._kind == "text":
            self.events.append(ir.CitationDelta(index=self.count - 1, citation=citation))
        else:
            self._citations.append(citation)

    def _hear(self, audio: dict[str, Any]) -> None:
        """Audio comes in pieces of base64; it is told as a whole at the end."""
        for key, value in audio.items():
            if key in ("data", "transcript"):
                if isinstance(value, str):
                    self.audio.setdefault(key, []).append(value)
            elif value is not None:
                self.audio[key] = value

    # ------------------------------------------------------------------ calls

    def _tool(self, entry: dict[str, Any]) -> None:
        inner = read.as_dict(entry.get("function"))
        freeform = not inner and "custom" in entry
        if freeform:
            inner = read.as_dict(entry.get("custom"))
        call = self._find(entry, read.as_text(inner.get("name")))
        if not call.name and (name := read.as_text(inner.get("name"))):
            call.name = name
            call.freeform = freeform or entry.get("type") == "custom"
        piece = inner.get("input" if call.freeform else "arguments")
        if isinstance(piece, dict):
            piece = codec.dumps_text(piece)
        text = read.as_text(piece)
        if text == "null" and not call.pieces:  # Groq, for a call without arguments
            text = ""
        if text and not call.ended:
            call.pieces.append(text)
            call.held.append(text)
        self._advance(call)

    def _continues(self, calls: Any) -> bool:
        """The usual fragment of a call, which is nothing but more arguments of the open one: forwarded without further ado."""
        call = self._call
        if call is None or call.unwrapper is not None or not call.pieces or not read.is_list(calls) or len(calls) != 1:
            return False
        entry = read.as_dict(calls[0])
        index = entry.get("index")
        if len(entry) != 2 or not isinstance(index, int) or self._calls.get(index) is not call:
            return False
        function = read.as_dict(entry.get("function"))
        text = function.get("arguments")
        if len(function) != 1 or not isinstance(text, str) or not text:
            return False
        call.pieces.append(text)
        self.events.append(ir.PartDelta(index=self.count - 1, text=text))
        return True

    def _find(self, entry: dict[str, Any], name: str) -> _Call:
        """The call a fragment belongs to: by index, else (Mistral: none, GLM: −1) by id, else the last one."""
        index = entry.get("index")
        given = read.as_text(entry.get("id"))
        valid = isinstance(index, int) and not isinstance(index, bool) and index >= 0
        call = self._calls.get(cast("int", index)) if valid else self._ids.get(given) if given else self._last
        if call is not None and given and call.given and given != call.given and name:
            call = self._ids.get(given)  # a vendor that gives every call the index 0
        if call is None or (not valid and not given and name and call.name):
            call = _Call(given)
        if given:
            call.given = given
            if not call.id:
                call.id = given
            self._ids[given] = call
        if valid:
            self._calls[cast("int", index)] = call
        self._last = call
        return call

    def _advance(self, call: _Call) -> None:
        """Forward what can be forwarded of ``call``; then whatever waited for it."""
        if self._call is call:
            self._forward(call)
            if self._waiting and call.is_whole():
                self._drain()
            return
        if call.ended or not call.name or any(item is call for _, item in self._waiting):
            return
        if self._call is not None and not self._call.is_whole():
            self._waiting.append(("tool", call))
            return
        self._open_call(call)

    def _open_call(self, call: _Call) -> None:
        if not call.id or call.id in self._seen:
            call.id = answer.call_id()
        self._seen.add(call.id)
        name, namespace = toolbox.restore(self._context, call.name)
        wrapped = call.name in self._context.custom_tools and not call.freeform
        if wrapped:
            call.unwrapper = toolbox.Unwrapper()
        kind: Any = "custom" if call.freeform or wrapped else "function"
        self._open("tool", ir.ToolCallPart(id=call.id, name=name, arguments="", kind=kind, namespace=namespace))
        self._call = call
        self._forward(call)

    def _forward(self, call: _Call) -> None:
        for piece in call.held:
            text = call.unwrapper.feed(piece) if call.unwrapper is not None else piece
            if text:
                self.events.append(ir.PartDelta(index=self.count - 1, text=text))
        call.held.clear()

    def _drain(self, *, force: bool = False) -> None:
        """Take up what waited; stops at the next call that is not whole, unless ``force``."""
        while self._waiting and (force or self._call is None or self._call.is_whole()):
            kind, item = self._waiting.pop(0)
            if kind == "tool":
                self._open_call(item)
            else:
                self._now(kind, *item)

    # ------------------------------------------------------------------ out

    def end(self) -> None:
        if self._splitter is not None:
            for kind, text in self._splitter.flush():
                self._put(kind, text)
        self._drain(force=True)
        if self._citations and self._kind != "text":
            self._open("text", ir.TextPart(text=""))
        self._close()
        if self.audio:
            whole = {
                "data": media.joined_base64(self.audio.get("data", [])),
                "transcript": "".join(self.audio.get("transcript", [])),
            }
            part = audio_of({**self.audio, **whole})
            self.events.append(ir.PartStart(index=self.count, part=part, whole=True, candidate=self.candidate))
            self.events.append(ir.PartEnd(index=self.count))
            self.count += 1

    def take(self, offset: int) -> list[ir.StreamEvent]:
        """The events, their parts numbered from ``offset``. The first choice has offset 0, and has handed out most already."""
        events, self.events = self.events, []
        if offset:
            for event in events:
                if isinstance(event, ir.PartStart | ir.PartDelta | ir.PartEnd | ir.NativeDelta | ir.CitationDelta):
                    event.index += offset
        return events

    def reason(self) -> tuple[ir.FinishReason, str | None]:
        reason = answer.finish_of(self.raw_finish, self._dialect, calls=bool(self._seen), refusal=self._refused)
        last = self._last
        if reason == "tool_calls" and last is not None and not last.freeform and answer.is_cut("".join(last.pieces)):
            reason = "length"
        return reason, self.raw_finish


def _tokens(logprobs: Any, key: str) -> list[ir.JSONObject] | None:
    if not logprobs:
        return None
    return read.as_list(read.as_dict(logprobs).get(key)) or None


def _shortened(state: Any, fresh: str) -> list[dict[str, Any]]:
    """Cumulative details with only what is new in their last entry."""
    entries = [read.as_dict(item) for item in read.as_list(state)]
    return [{**entries[-1], "text": fresh}] if fresh else []
