"""The upstream's event stream into IR events.

Items are told apart by ``output_index`` alone: Copilot changes ``item_id`` with every event. Items normally come one after the
other; should a later one speak while an earlier is open, its events wait, because IR parts never interleave. Whatever a ``done``
event knows and no delta said is given as one more delta, so upstreams that send only ``done`` (or only the final response) work.
The ChatGPT backend ends with an empty ``output``; nothing here relies on it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from bridge import carrier, codec, envelope, ir, sse, toolbox
from bridge.errors import InvalidResponseError
from bridge.formats import read
from bridge.formats.base import Context, Dialect, split_extra
from bridge.formats.openai_responses.content import NAME, json_text, native, read_annotation
from bridge.formats.openai_responses.items_parse import reasoning_text
from bridge.formats.openai_responses.response_parse import attach_item, finish_of, restore_call, usage_of
from bridge.json_types import is_object

#: Stands between two parts of a reasoning summary. The builder of this format knows it by identity.
SUMMARY_BREAK: Final = "".join(("\n", "\n"))
_LATE = "The upstream closed the stream before the response was complete."
_CALL_KNOWN = frozenset({"type", "call_id", "name", "arguments", "namespace"})
_CUSTOM_KNOWN = frozenset({"type", "call_id", "name", "input", "namespace"})
_FINAL_KNOWN = frozenset({"id", "model", "created_at", "output", "usage"})
_FRAME_KNOWN = frozenset({"id", "model", "created_at", "output", "usage", "service_tier"})


class _Item:
    """One output item. ``waiting`` holds its events while an earlier item is open."""

    __slots__ = ("annotations", "content", "kind", "open", "parts", "sent", "shell", "unwrapper", "waiting")

    def __init__(self, shell: dict[str, Any]) -> None:
        self.kind = read.as_text(shell.get("type"))
        self.shell = shell
        #: IR index of the part being written, None between parts.
        self.open: int | None = None
        #: Parts begun so far.
        self.parts = 0
        #: Characters and annotations given so far of the open part.
        self.sent = 0
        self.annotations = 0
        #: Content index of the open part; for reasoning ``summary`` or ``content``.
        self.content: Any = None
        self.unwrapper: toolbox.Unwrapper | None = None
        self.waiting: list[ir.StreamEvent] = []


class StreamParser:
    """See ``base.StreamParser``."""

    def __init__(self, dialect: Dialect, context: Context) -> None:
        self._vendor = dialect.vendor
        self._context = context
        self._started = False
        self._ended = False
        self._items: dict[int, _Item] = {}
        self._order: list[int] = []
        self._closed: set[int] = set()
        self._part = 0
        self._calls = False
        self._out: list[ir.StreamEvent] = []
        self._on: dict[str, Callable[[dict[str, Any]], None]] = {
            "response.output_text.delta": self._text_delta,
            "response.refusal.delta": self._text_delta,
            "response.reasoning_text.delta": self._thought_delta,
            "response.reasoning_summary_text.delta": self._summary_delta,
            "response.function_call_arguments.delta": self._argument_delta,
            "response.custom_tool_call_input.delta": self._argument_delta,
            "response.created": self._frame,
            "response.in_progress": self._frame,
            "response.queued": self._frame,
            "response.output_item.added": self._added,
            "response.output_item.done": self._done,
            "response.content_part.added": self._content_added,
            "response.content_part.done": self._content_done,
            "response.output_text.annotation.added": self._annotation,
            "response.reasoning_summary_part.added": self._summary_part,
            "response.completed": self._end,
            "response.incomplete": self._end,
            "response.failed": self._failed,
            "response.cancelled": self._end,
            "error": self._error,
        }

    def feed(self, event: sse.Event) -> list[ir.StreamEvent]:
        if self._ended or event.data == b"[DONE]":
            return []
        try:
            data = codec.loads(event.data)
        except codec.JSONDecodeError as problem:
            raise InvalidResponseError(f"an event is no JSON: {problem}") from None
        if not is_object(data):
            raise InvalidResponseError("an event must be a JSON object")
        kind = data.get("type") or event.event
        handler = self._on.get(kind) if isinstance(kind, str) else None
        if handler is not None:
            handler(data)
        elif "error" in data and not kind:
            self._error(data)
        out, self._out = self._out, []
        return out

    def flush(self) -> list[ir.StreamEvent]:
        if self._ended:
            return []
        self._start({})
        self._close_all()
        self._ended = True
        self._out.append(ir.StreamError(error=ir.Error(status=502, message=_LATE, kind="server", origin=NAME)))
        out, self._out = self._out, []
        return out

    # ------------------------------------------------------------- the response

    def _frame(self, data: dict[str, Any]) -> None:
        self._start(read.as_dict(data.get("response")))

    def _start(self, response: dict[str, Any]) -> None:
        if self._started:
            return
        self._started = True
        tier = response.get("service_tier")
        self._out.append(
            ir.ResponseStart(
                id=read.as_text(response.get("id")),
                model=read.as_text(response.get("model")),
                created=read.as_count(response.get("created_at")),
                service_tier=tier if isinstance(tier, str) else None,
                extra=split_extra(response, _FRAME_KNOWN),
            )
        )

    def _end(self, data: dict[str, Any]) -> None:
        response = read.as_dict(data.get("response"))
        self._start(response)
        for index, item in enumerate(read.as_objects(response.get("output"))):
            if index not in self._items and not self._order_holds(item):
                self._done({"output_index": index, "item": item})
        self._close_all()
        status = read.as_text(response.get("status"), read.as_text(data.get("type")).rpartition(".")[2])
        reason, raw = finish_of(status, response.get("incomplete_details"), has_calls=self._calls)
        self._ended = True
        self._out.append(
            ir.Finish(
                reason=reason,
                raw_reason=raw,
                usage=usage_of(response.get("usage")),
                extra=split_extra(response, _FINAL_KNOWN),
            )
        )

    def _order_holds(self, item: dict[str, Any]) -> bool:
        """Whether the final output repeats an item that came under another index."""
        identifier = item.get("id")
        return identifier is not None and any(known.shell.get("id") == identifier for known in self._items.values())

    def _failed(self, data: dict[str, Any]) -> None:
        response = read.as_dict(data.get("response"))
        self._start(response)
        self._break(response if response.get("error") else {"message": "The response failed."})

    def _error(self, data: dict[str, Any]) -> None:
        self._start({})
        self._break(data)

    def _break(self, body: dict[str, Any]) -> None:
        """``body`` has ``error``, or the flat form {code, message, param} of error events."""
        self._close_all()
        self._ended = True
        self._out.append(ir.StreamError(error=envelope.read(200, body, NAME)))

    # ------------------------------------------------------------- items

    def _index(self, data: dict[str, Any]) -> int:
        value = data.get("output_index")
        return value if isinstance(value, int) else (self._order[-1] if self._order else len(self._items))

    def _emit(self, index: int, item: _Item, event: ir.StreamEvent) -> None:
        if self._order[0] == index:
            self._out.append(event)
        else:
            item.waiting.append(event)

    def _added(self, data: dict[str, Any]) -> None:
        index = data.get("output_index")
        shell = read.as_dict(data.get("item"))
        self._open(index if isinstance(index, int) else len(self._items), shell)

    def _open(self, index: int, shell: dict[str, Any]) -> _Item:
        self._start({})
        item = self._items.get(index)
        if item is None:
            item = self._items[index] = _Item(shell)
            self._order.append(index)
            self._open_call(index, item)
        return item

    def _open_call(self, index: int, item: _Item) -> None:
        """Calls are shown as soon as they are announced; any other item has nothing to show yet."""
        if item.kind not in ("function_call", "custom_tool_call"):
            return
        shell, custom = item.shell, item.kind == "custom_tool_call"
        namespace = shell.get("namespace")
        part = ir.ToolCallPart(
            id=read.as_text(shell.get("call_id")) or read.as_text(shell.get("id")),
            name=read.as_text(shell.get("name")),
            arguments="",
            kind="custom" if custom else "function",
            namespace=namespace if isinstance(namespace, str) else None,
            extra=split_extra(shell, _CUSTOM_KNOWN if custom else _CALL_KNOWN),
        )
        restore_call(part, self._context)
        if part.kind == "custom" and not custom:
            item.unwrapper = toolbox.Unwrapper()
        self._calls = True
        self._begin(index, item, part)

    def _begin(self, index: int, item: _Item, part: ir.Part, *, whole: bool = False) -> None:
        """Numbers follow the order in which parts are shown, so a waiting part gets its own only then."""
        item.open, item.sent, item.annotations = self._part, 0, 0
        item.parts += 1
        if self._order[0] == index:
            self._part += 1
        self._emit(index, item, ir.PartStart(index=item.open, part=part, whole=whole))

    def _finish_part(self, index: int, item: _Item) -> None:
        if item.open is None:
            return
        rest = item.unwrapper.flush() if item.unwrapper is not None else ""
        if rest:
            self._emit(index, item, ir.PartDelta(index=item.open, text=rest))
        self._emit(index, item, ir.PartEnd(index=item.open))
        item.open = None

    def _say(self, index: int, item: _Item, text: Any, logprobs: Any = None) -> None:
        if item.open is None or not isinstance(text, str):
            return
        item.sent += len(text)
        if item.unwrapper is not None:
            text = item.unwrapper.feed(text)
        if not text:
            return
        event = ir.PartDelta(index=item.open, text=text, logprobs=read.as_objects(logprobs) if logprobs else None)
        if self._order[0] == index:
            self._out.append(event)
        else:
            item.waiting.append(event)

    def _complete(self, index: int, item: _Item, text: Any) -> None:
        """Give what of ``text`` no delta gave."""
        if isinstance(text, str) and len(text) > item.sent:
            self._say(index, item, text[item.sent :])

    def _close(self, index: int, item: _Item) -> None:
        """The item is over: the ones that waited for it may speak."""
        self._finish_part(index, item)
        self._closed.add(index)
        while self._order and self._order[0] in self._closed:
            self._order.pop(0)
            if self._order:
                self._release(self._items[self._order[0]])

    def _release(self, item: _Item) -> None:
        for event in item.waiting:
            if isinstance(event, ir.PartStart):
                self._part += 1
            if isinstance(event, ir.PartStart | ir.PartDelta | ir.CitationDelta | ir.NativeDelta | ir.PartEnd):
                event.index = self._part - 1
            self._out.append(event)
        item.waiting = []
        if item.open is not None:
            item.open = self._part - 1

    def _close_all(self) -> None:
        for index in list(self._order):
            self._close(index, self._items[index])

    def _live(self, data: dict[str, Any], kind: str) -> tuple[int, _Item] | None:
        """The open item an event is about, made up when the upstream did not announce it; None when it is over or another kind.

        A call cannot be made up, because its name comes with the item only; its ``done`` event gives it whole.
        """
        index = self._index(data)
        if index in self._closed:
            return None
        item = self._items.get(index)
        if item is None:
            if kind == "function_call":
                return None
            item = self._open(index, {"type": kind})
        if not item.kind:
            item.kind = kind
        fits = item.kind == kind or (kind == "function_call" and item.kind == "custom_tool_call")
        return (index, item) if fits else None

    # ------------------------------------------------------------- deltas

    def _text_delta(self, data: dict[str, Any]) -> None:
        live = self._live(data, "message")
        if live is None:
            return
        index, item = live
        content = data.get("content_index")
        if item.open is None or item.content != content:
            self._open_content(index, item, content, refusal=data.get("type") == "response.refusal.delta")
        self._say(index, item, data.get("delta"), data.get("logprobs"))

    def _open_content(self, index: int, item: _Item, content: Any, *, refusal: bool) -> None:
        self._finish_part(index, item)
        part: ir.Part = ir.RefusalPart(text="") if refusal else ir.TextPart(text="")
        if item.parts == 0:
            attach_item(part, item.shell)
        self._begin(index, item, part)
        item.content = content

    def _content_added(self, data: dict[str, Any]) -> None:
        kind = read.as_dict(data.get("part")).get("type")
        if kind in ("output_text", "refusal"):
            live = self._live(data, "message")
            if live is not None:
                self._open_content(*live, data.get("content_index"), refusal=kind == "refusal")

    def _content_done(self, data: dict[str, Any]) -> None:
        part = read.as_dict(data.get("part"))
        kind = part.get("type")
        live = self._live(data, "message") if kind in ("output_text", "refusal") else None
        if live is None:
            return
        index, item = live
        if item.open is None:
            self._open_content(index, item, data.get("content_index"), refusal=kind == "refusal")
        self._complete(index, item, part.get("text", part.get("refusal")))
        self._cite(index, item, part.get("annotations"))
        self._finish_part(index, item)

    def _annotation(self, data: dict[str, Any]) -> None:
        live = self._live(data, "message")
        if live is None:
            return
        index, item = live
        if item.open is None:
            self._open_content(index, item, data.get("content_index"), refusal=False)
        self._cite(index, item, [data.get("annotation")], skip=0)

    def _cite(self, index: int, item: _Item, annotations: Any, *, skip: int | None = None) -> None:
        """The annotations that were not given yet; a ``done`` event repeats them all."""
        for annotation in read.as_objects(annotations)[item.annotations if skip is None else skip :]:
            if item.open is not None:
                item.annotations += 1
                self._emit(index, item, ir.CitationDelta(index=item.open, citation=read_annotation(annotation)))

    def _thought(self, data: dict[str, Any], kind: str) -> tuple[int, _Item] | None:
        """The reasoning item, opened for a summary or the raw thought, whichever comes first; the other one is not shown."""
        live = self._live(data, "reasoning")
        if live is None:
            return None
        index, item = live
        if item.open is None:
            item.content = kind
            self._begin(index, item, ir.ReasoningPart(summary=kind == "summary", extra={"id": item.shell.get("id")}))
        return live if item.content == kind else None

    def _summary_delta(self, data: dict[str, Any]) -> None:
        live = self._thought(data, "summary")
        if live is not None:
            self._say(*live, data.get("delta"))

    def _thought_delta(self, data: dict[str, Any]) -> None:
        live = self._thought(data, "content")
        if live is not None:
            self._say(*live, data.get("delta"))

    def _summary_part(self, data: dict[str, Any]) -> None:
        live = self._thought(data, "summary")
        if live is not None and data.get("summary_index"):
            index, item = live
            item.sent += len(SUMMARY_BREAK)
            self._emit(index, item, ir.PartDelta(index=item.open or 0, text=SUMMARY_BREAK))

    def _argument_delta(self, data: dict[str, Any]) -> None:
        live = self._live(data, "function_call")
        if live is not None:
            self._say(*live, data.get("delta"))

    # ------------------------------------------------------------- whole items

    def _done(self, data: dict[str, Any]) -> None:
        shell = read.as_dict(data.get("item"))
        index = self._index(data)
        if index in self._closed:
            return
        item = self._open(index, shell)
        kind = read.as_text(shell.get("type"), item.kind)
        if item.parts == 0 and kind != item.kind:  # announced as something else, or as nothing
            item.kind, item.shell = kind, shell
            self._open_call(index, item)
        shell = {**shell, "type": item.kind}
        match item.kind:
            case "":
                pass
            case "message":
                self._done_message(index, item, shell)
            case "function_call" | "custom_tool_call":
                value = shell.get("input" if item.kind == "custom_tool_call" else "arguments")
                self._complete(index, item, value if value is None else json_text(value))
            case "reasoning":
                self._done_reasoning(index, item, shell)
            case _:
                self._begin(index, item, ir.OpaquePart(native=native(shell, self._vendor)), whole=True)
        self._close(index, item)

    def _done_message(self, index: int, item: _Item, shell: dict[str, Any]) -> None:
        contents = read.as_objects(shell.get("content"))
        if item.open is not None and item.parts <= len(contents):
            last = contents[item.parts - 1]
            self._complete(index, item, last.get("text", last.get("refusal")))
            self._cite(index, item, last.get("annotations"))
        if not contents and item.parts == 0:
            empty = {**shell, "content": list[Any]()}
            self._begin(index, item, ir.OpaquePart(native=native(empty, self._vendor)), whole=True)
        item.shell = shell
        for number, content in enumerate(contents[item.parts :], item.parts):
            text = content.get("text", content.get("refusal"))
            if isinstance(text, str):
                self._open_content(index, item, number, refusal="refusal" in content)
                self._say(index, item, text)
                self._cite(index, item, content.get("annotations"))

    def _done_reasoning(self, index: int, item: _Item, shell: dict[str, Any]) -> None:
        text, summary = reasoning_text(shell)
        if item.open is None:
            self._begin(index, item, ir.ReasoningPart(summary=summary or not text, extra={"id": shell.get("id")}))
        if summary or item.content != "summary":
            self._complete(index, item, text)
        carried = carrier.unpack(shell.get("encrypted_content"))  # from a proxy like ours further up
        state = carried[0].native if carried else native(shell, self._vendor)
        if state is not None and item.open is not None:
            self._emit(index, item, ir.NativeDelta(index=item.open, native=state))
