"""Server-Sent Events, incrementally (https://html.spec.whatwg.org/multipage/server-sent-events.html).

Lines end with LF, CRLF or CR and nothing else: U+2028 and its like are text, so ``str.splitlines`` must never be used here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE_END = re.compile(rb"\r\n|\n|\r")
# A lone CR at the very end of the buffer may be the first half of a CRLF, so it ends nothing yet.
_BLANK = re.compile(rb"(?:\r\n|\n|\r(?!\n))(?:\r\n|\n|\r(?!\n|\Z))")


@dataclass(slots=True, frozen=True)
class Event:
    """One event. ``data`` joins its data lines with LF; ``event`` is "" when the stream named none."""

    data: bytes
    event: str = ""


class EventTooLargeError(ValueError):
    """An event grew past the decoder's limit without ending."""


class Decoder:
    """``feed`` bytes in any chunking, get whole events; ``flush`` gives an unterminated last one (real servers do that).

    ``limit``: largest event in bytes; beyond it ``EventTooLargeError`` protects memory.
    """

    __slots__ = ("_buffer", "_first", "_scanned", "limit")

    def __init__(self, limit: int = 64 * 1024 * 1024) -> None:
        self._buffer = bytearray()
        self._scanned = 0
        self._first = True
        self.limit = limit

    def feed(self, chunk: bytes) -> list[Event]:
        buffer = self._buffer
        buffer += chunk
        if self._first and len(buffer) >= 3:
            self._first = False
            if buffer.startswith(b"\xef\xbb\xbf"):
                del buffer[:3]
        events: list[Event] = []
        start = 0
        position = max(0, self._scanned - 3)
        while match := _BLANK.search(buffer, position):
            event = _parse(bytes(buffer[start : match.start()]))
            if event is not None:
                events.append(event)
            start = position = match.end()
        if start:
            del buffer[:start]
        self._scanned = len(buffer)
        if len(buffer) > self.limit:
            raise EventTooLargeError(f"an event is larger than {self.limit} bytes")
        return events

    def flush(self) -> list[Event]:
        rest = bytes(self._buffer)
        self._buffer.clear()
        self._scanned = 0
        event = _parse(rest)
        return [event] if event is not None else []


def _parse(block: bytes) -> Event | None:
    if block.startswith(b"data: ") and b"\n" not in block and b"\r" not in block:
        return Event(block[6:])
    name = ""
    data: list[bytes] = []
    for line in _LINE_END.split(block):
        if not line or line.startswith(b":"):
            continue
        field, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if field == b"data":
            data.append(value)
        elif field == b"event":
            name = value.decode("utf-8", "replace")
    if not data:
        return None
    return Event(b"\n".join(data), name)


def encode(data: bytes, event: str = "") -> bytes:
    """One event as bytes, LF line ends. ``data`` must hold no line break (compact JSON never does)."""
    if event:
        return b"event: " + event.encode() + b"\ndata: " + data + b"\n\n"
    return b"data: " + data + b"\n\n"


def comment(text: str) -> bytes:
    """A comment line, which every client skips: the keep-alive of formats without a ping."""
    return b": " + text.encode() + b"\n\n"
