"""Reasoning and call items of an event stream, one object per item."""

from __future__ import annotations

from typing import Any

from bridge import ir, toolbox
from bridge.formats.base import Context
from bridge.formats.openai_responses import output
from bridge.formats.openai_responses.stream_parse import SUMMARY_BREAK
from bridge.formats.openai_responses.stream_wire import Wire


class Thought:
    """A reasoning item. Raw thoughts keep their own events behind a client of the same format; others' are shown as a summary."""

    def __init__(self, wire: Wire, part: ir.ReasoningPart, context: Context) -> None:
        self._wire = wire
        self._context = context
        self._part = part
        self._own = output.is_own(context)
        self._raw = self._own and not part.summary
        self._id: str = (part.extra or {}).get("id") or wire.new_id("rs")
        self._open = False
        self._head = b""
        self._pieces: list[str] = []
        self._all: list[str] = []
        self._summaries = 0

    def start(self) -> bytes:
        out = self._wire.added({"id": self._id, "type": "reasoning", "summary": list[Any]()})
        return out + self.say(self._part.text) if self._part.text else out

    def say(self, text: str, _: object = None) -> bytes:
        if text is SUMMARY_BREAK and self._own:
            self._all.append(text)
            return self._close_text()
        out = b"" if self._open else self._open_text()
        self._pieces.append(text)
        return out + self._wire.delta(self._head, text)

    def native(self, native: ir.Native) -> None:
        self._part.native = native

    def end(self) -> bytes:
        out = self._close_text()
        self._part.text = "".join(self._all)
        item = output.reasoning_item(self._part, self._id, self._context)
        return out + self._wire.done(item if item.get("id") == self._id else {**item, "id": self._id})

    def _place(self) -> dict[str, Any]:
        number = {"content_index": 0} if self._raw else {"summary_index": self._summaries}
        return {"item_id": self._id, "output_index": len(self._wire.items), **number}

    def _open_text(self) -> bytes:
        self._open = True
        place = self._place()
        kind, frame = ("reasoning_text", "content_part") if self._raw else ("summary_text", "reasoning_summary_part")
        self._head = self._wire.head(f"response.{'' if self._raw else 'reasoning_'}{kind}.delta", place)
        return self._wire.event(f"response.{frame}.added", {**place, "part": {"type": kind, "text": ""}})

    def _close_text(self) -> bytes:
        """The next text opens another summary part."""
        if not self._open:
            return b""
        text, place = "".join(self._pieces), self._place()
        kind, frame = ("reasoning_text", "content_part") if self._raw else ("summary_text", "reasoning_summary_part")
        self._all.append(text)
        self._open, self._pieces = False, []
        self._summaries += 1
        return self._wire.event(
            f"response.{'' if self._raw else 'reasoning_'}{kind}.done", {**place, "text": text}
        ) + self._wire.event(f"response.{frame}.done", {**place, "part": {"type": kind, "text": text}})


class Call:
    """A function, freeform or tool-search call.

    Function arguments are held until they look like an object: other vendors write ``null`` for "no arguments".
    """

    def __init__(self, wire: Wire, part: ir.ToolCallPart, shape: output.CallShape, *, own: bool) -> None:
        self._wire = wire
        self._part = part
        self._shape = shape
        self._unwrapper = toolbox.Unwrapper() if shape.unwrap else None
        self._own = own
        self._extra = (part.extra or {}) if own else {}
        self._id: str = self._extra.get("id") or wire.new_id(shape.prefix)
        self._silent = shape.kind == "search"
        self._open = not self._silent and (own or shape.kind == "custom")
        self._pieces: list[str] = []
        self._head = b""

    def start(self) -> bytes:
        out = self._wire.added(self._item("", "in_progress"))
        kind = "custom_tool_call_input" if self._shape.kind == "custom" else "function_call_arguments"
        self._head = self._wire.head(f"response.{kind}.delta", self._place())
        return out + self.say(self._part.arguments) if self._part.arguments else out

    def _item(self, text: str, status: str) -> dict[str, Any]:
        """An upstream of this very format decides itself whether calls have a status."""
        item = {**self._shape.item(self._id, self._part.id, text, status), **self._extra, "id": self._id}
        if self._own and "status" not in self._extra:
            item.pop("status", None)
        elif "status" in item:
            item["status"] = status
        return item

    def _place(self) -> dict[str, Any]:
        return {"item_id": self._id, "output_index": len(self._wire.items)}

    def say(self, text: str, _: object = None) -> bytes:
        if self._unwrapper is not None:
            text = self._unwrapper.feed(text)
        if not text:
            return b""
        self._pieces.append(text)
        if self._open:
            return self._wire.delta(self._head, text)
        if self._silent:
            return b""
        so_far = "".join(self._pieces)
        if not so_far.lstrip().startswith("{"):
            return b""
        self._open = True
        return self._wire.delta(self._head, so_far)

    def end(self) -> bytes:
        out = b""
        rest = self._unwrapper.flush() if self._unwrapper is not None else ""
        if rest:
            self._pieces.append(rest)
            out = self._wire.delta(self._head, rest)
        text = "".join(self._pieces)
        if self._shape.kind == "custom":
            out += self._wire.event("response.custom_tool_call_input.done", {**self._place(), "input": text})
        elif not self._silent:
            if not self._open:
                text = output.clean_arguments(text)
                out += self._wire.delta(self._head, text)
            out += self._wire.event("response.function_call_arguments.done", {**self._place(), "arguments": text})
        return out + self._wire.done(self._item(text, "completed"))
