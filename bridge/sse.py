"""Server-Sent Events, incrementally (https://html.spec.whatwg.org/multipage/server-sent-events.html).

Lines end with LF, CRLF or CR and nothing else: U+2028 and its like are text, so ``str.splitlines`` must never be used here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE_END = re.compile(rb"\r\n|\n|\r")
# A lone CR at the very end of the buffer may be the first half of a CRLF, so it ends nothing yet.
_BLANK = re.compile(rb"(?:\r\n|\n|\r(?!\n))(?:\r\n|\n|\r(?!\n|\Z))")


class Event(NamedTuple):
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
        if not buffer and not self._first and len(chunk) <= self.limit and (end := _whole(chunk)):
            # The usual chunk: whole events, nothing left over from the one before.
            return [event for block in chunk[: -len(end)].split(end) if (event := _parse(block)) is not None]
        buffer += chunk
        if self._first and len(buffer) >= 3:
            self._first = False
            if buffer.startswith(b"\xef\xbb\xbf"):
                del buffer[:3]
        events: list[Event] = []
        start = 0
        position = max(0, self._scanned - 3)
        find = _find_any if b"\r" in buffer else _find_line_feeds
        while (place := find(buffer, position)) is not None:
            event = _parse(bytes(buffer[start : place[0]]))
            if event is not None:
                events.append(event)
            start = position = place[1]
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


def _whole(chunk: bytes) -> bytes:
    """The empty line that ends each of the whole events in ``chunk``; empty when it is anything else, or ends lines in several ways."""
    if chunk[-2:] != b"\n\n" and chunk[-4:] != b"\r\n\r\n":
        return b""
    returns = chunk.count(b"\r")
    if not returns:
        return b"\n\n"
    return b"\r\n\r\n" if returns == chunk.count(b"\n") == chunk.count(b"\r\n") else b""


def _find_any(buffer: bytearray, position: int) -> tuple[int, int] | None:
    """Where the next empty line begins and ends."""
    match = _BLANK.search(buffer, position)
    return match.span() if match is not None else None


def _find_line_feeds(buffer: bytearray, position: int) -> tuple[int, int] | None:
    """The same without CR, as nearly all streams are: much quicker."""
    place = buffer.find(b"\n\n", position)
    return (place, place + 2) if place >= 0 else None


def _parse(block: bytes) -> Event | None:
    if block.startswith(b"data: ") and b"\n" not in block and b"\r" not in block:
        return Event(block[6:]) if len(block) > 6 else None
    if block.startswith(b"event: ") and block.count(b"\n") == 1 and b"\r" not in block:
        head, _, data = block.partition(b"\n")
        if data.startswith(b"data: ") and len(data) > 6:
            return Event(data[6:], head[7:].decode("utf-8", "replace"))
    return _parse_lines(block)


def _parse_lines(block: bytes) -> Event | None:
    """Any lines, as the standard has them."""
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
    joined = b"\n".join(data)
    return Event(joined, name) if joined else None  # the standard dispatches no event without data


def encode(data: bytes, event: str = "") -> bytes:
    """One event as bytes, LF line ends. ``data`` must hold no line break (compact JSON never does)."""
    if event:
        return b"event: " + event.encode() + b"\ndata: " + data + b"\n\n"
    return b"data: " + data + b"\n\n"


def comment(text: str) -> bytes:
    """A comment line, which every client skips: the keep-alive of formats without a ping."""
    return b": " + text.encode() + b"\n\n"
