"""An answer while it is being written: filled on the backend's loop, read from any thread.

Pieces are only ever appended, so a reader that remembers how far it has come never needs a lock and never copies what it
has already seen.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bridge import ir

LiveState = Literal["waiting", "writing", "complete", "stopped", "failed", "interrupted"]
PartKind = Literal["text", "reasoning", "refusal", "tool_call", "tool_result", "opaque"]


@dataclass(slots=True, kw_only=True, eq=False)
class LivePart:
    """`chunks` holds the text of a `text`, `reasoning` or `refusal` part, the arguments of a call, or a tool's result."""

    kind: PartKind
    id: str = ""
    name: str = ""
    native: Mapping[str, Any] | None = None
    is_error: bool = False
    chunks: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)
    took_ms: int | None = None
    """How long it took to be written; None while it is open."""

    @property
    def text(self) -> str:
        return "".join(self.chunks)

    def close(self) -> None:
        if self.took_ms is None:
            self.took_ms = int((time.monotonic() - self.began) * 1000)

    def as_json(self) -> dict[str, Any]:
        """As a message stores it."""
        part: dict[str, Any] = {"type": self.kind}
        if self.kind == "tool_call":
            part |= {"id": self.id, "name": self.name, "arguments": self.text}
        elif self.kind == "tool_result":
            part |= {"id": self.id, "name": self.name, "text": self.text, "is_error": self.is_error}
        else:
            part["text"] = self.text
        if self.kind == "reasoning":
            part["ms"] = self.took_ms or 0
        if self.native is not None:
            part["native"] = dict(self.native)
        return part


class LiveAnswer:
    """`changed` is set, on the loop, whenever something new can be read; whoever waits for it clears it. `stored` is set when
    it is over and the message holds all of it."""

    def __init__(self, conversation_id: str, message_id: str, route: str, model: str) -> None:
        self.conversation_id = conversation_id
        self.message_id = message_id
        self.route = route
        self.model = model
        self.parts: list[LivePart] = []
        self.state: LiveState = "waiting"
        self.changed = asyncio.Event()
        self.stored = asyncio.Event()
        self._open: dict[int, LivePart] = {}

    @property
    def is_running(self) -> bool:
        return self.state in ("waiting", "writing")

    def text(self) -> str:
        """What has been said so far, without thoughts and calls."""
        return "".join(part.text for part in self.parts if part.kind == "text")

    def stored_parts(self) -> tuple[dict[str, Any], ...]:
        """The parts as a message stores them; those without any content are left out."""
        kept = (part for part in self.parts if part.chunks or part.native is not None or part.kind.startswith("tool"))
        return tuple(part.as_json() for part in kept)

    def feed(self, event: ir.StreamEvent) -> None:
        """One event of the provider's answer. Only the first of several candidates is kept."""
        match event:
            case ir.PartStart() if event.candidate == 0:
                self._start(event)
            case ir.PartDelta() if (part := self._open.get(event.index)) is not None:
                self.add(part, event.text)
            case ir.NativeDelta() if (part := self._open.get(event.index)) is not None:
                part.native = _native(event.native)
            case ir.PartEnd() if (part := self._open.pop(event.index, None)) is not None:
                part.close()
            case _:
                pass

    def add(self, part: LivePart, text: str) -> None:
        if text:
            part.chunks.append(text)
            self.changed.set()

    def append(self, part: LivePart) -> None:
        """A part of ours: what a tool gave back."""
        part.close()
        self.parts.append(part)
        self.changed.set()

    def finish(self, state: LiveState) -> None:
        for part in self.parts:
            part.close()
        self._open.clear()
        self.state = state
        self.changed.set()

    def _start(self, event: ir.PartStart) -> None:
        part = _part(event.part)
        if part is None:
            return
        self.state = "writing"
        self.parts.append(part)
        if not event.whole:
            self._open[event.index] = part
        else:
            part.close()
        self.changed.set()


def _part(part: ir.Part) -> LivePart | None:
    match part:
        case ir.TextPart():
            made = LivePart(kind="text", native=_native(part.native))
            text = part.text
        case ir.ReasoningPart():
            made, text = LivePart(kind="reasoning", native=_native(part.native)), part.text
        case ir.RefusalPart():
            made, text = LivePart(kind="refusal"), part.text
        case ir.ToolCallPart():
            made = LivePart(kind="tool_call", id=part.id, name=part.name, native=_native(part.native))
            text = part.arguments
        case ir.OpaquePart():
            made, text = LivePart(kind="opaque", native=_native(part.native)), part.text
        case _:
            return None
    if text:
        made.chunks.append(text)
    return made


def _native(native: ir.Native | None) -> Mapping[str, Any] | None:
    if native is None:
        return None
    return {"vendor": native.vendor, "format": native.format, "block": native.block}
