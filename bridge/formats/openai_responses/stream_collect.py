"""A stream as one body, for endpoints that only stream (the ChatGPT backend)."""

from __future__ import annotations

from typing import Any

from bridge import codec, sse
from bridge.formats import read
from bridge.json_types import is_object


class Collector:
    """Turns a stream into the whole response body, whatever the final event leaves out of it.

    Feed every event; ``body`` is the final response with the ``output`` that was streamed, None while there was no end.
    """

    def __init__(self) -> None:
        self._items: dict[int, dict[str, Any]] = {}
        self.body: dict[str, Any] | None = None

    def feed(self, event: sse.Event) -> None:
        if event.data == b"[DONE]":
            return
        try:
            data = read.as_dict(codec.loads(event.data))
        except codec.JSONDecodeError:
            return
        kind = data.get("type") or event.event
        if kind == "response.output_item.done" and is_object(data.get("item")):
            index = data.get("output_index")
            self._items[index if isinstance(index, int) else max(self._items, default=-1) + 1] = data["item"]
        elif kind in ("response.completed", "response.incomplete", "response.failed"):
            body = dict(read.as_dict(data.get("response")))
            if not body.get("output"):
                body["output"] = [self._items[index] for index in sorted(self._items)]
            self.body = body
        elif kind == "error" and self.body is None:
            self.body = {"error": data.get("error") or {key: data.get(key) for key in ("code", "message", "param")}}
