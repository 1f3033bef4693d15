"""The bytes of a Responses event stream: numbered events, item announcements, and deltas with a prepared head."""

from __future__ import annotations

from typing import Any

from bridge import codec
from bridge.formats.openai_responses import hosted_events, output


class Wire:
    """``items`` are the finished ones; the open item always has the number ``len(items)``."""

    __slots__ = ("items", "response_id", "sequence")

    def __init__(self, first: int = 0) -> None:
        self.sequence = first
        self.items: list[dict[str, Any]] = []
        self.response_id = ""

    def event(self, kind: str, payload: dict[str, Any]) -> bytes:
        data = codec.dumps({"type": kind, **payload, "sequence_number": self.sequence})
        self.sequence += 1
        return b"event: " + kind.encode() + b"\ndata: " + data + b"\n\n"

    @staticmethod
    def head(kind: str, place: dict[str, Any]) -> bytes:
        """What all deltas of one part share, up to the value of ``sequence_number``."""
        shared = codec.dumps({"type": kind, **place})
        return b"event: " + kind.encode() + b"\ndata: " + shared[:-1] + b',"sequence_number":'

    def delta(self, head: bytes, text: str) -> bytes:
        number = self.sequence
        self.sequence = number + 1
        return b'%b%d,"delta":%b}\n\n' % (head, number, codec.dumps(text))

    def new_id(self, prefix: str) -> str:
        return output.item_id(prefix, self.response_id, len(self.items))

    def added(self, item: dict[str, Any]) -> bytes:
        return self.event("response.output_item.added", {"output_index": len(self.items), "item": item})

    def done(self, item: dict[str, Any]) -> bytes:
        number = len(self.items)
        self.items.append(item)
        return self.event("response.output_item.done", {"output_index": number, "item": item})

    def whole(self, item: dict[str, Any]) -> bytes:
        """An item that comes at once; hosted tools show their progress in events of their own."""
        if not item.get("id"):
            item = {**item, "id": self.new_id("item")}
        place = {"item_id": item["id"], "output_index": len(self.items)}
        out = self.added(hosted_events.opening(item))
        for kind, payload in hosted_events.progress(item):
            out += self.event(kind, {**place, **payload})
        return out + self.done(item)
