"""Reads usage and finish reason out of a passing stream without decoding it.

What matters stands at the opening of a stream (Anthropic's input tokens) and at its end. So chunks are only kept, not searched: those
until the first content, and the last few. They are taken apart once, when the stream is over.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable

from bridge import codec, ir, sse
from bridge.errors import InvalidResponseError
from bridge.formats.base import Context, Dialect, Format

_SEQUENCE = re.compile(rb'"sequence_number"\s*:\s*(\d+)')
_MAX_EVENT = 4 * 1024 * 1024
_MAX_OPENING = 256 * 1024
#: How much of the end is kept at least. A chunk with the end of one choice may be followed by chunks of others.
_TAIL_BYTES = 8 * 1024
_TAIL_CHUNKS = 4
_USAGE = (b'"usage',)
_FINISH = (b'"finish_reason":"', b'"finish_reason": "', b'"stop_reason":"', b'"stop_reason": "', b'"finishReason"')
_ERROR = (b"event: error", b'"error":{', b'"error": {')
_ENDS = (b"[DONE]", b"message_stop", b"response.completed", b"response.incomplete", b"response.failed")


class StreamTap:
    """``feed`` every chunk; ``finish`` afterwards tells how the stream ended."""

    __slots__ = (
        "_context",
        "_dialect",
        "_format",
        "_opening",
        "_opening_size",
        "_rest",
        "_tail",
        "_tail_size",
        "has_content",
    )

    def __init__(self, wire: Format, dialect: Dialect, context: Context) -> None:
        self._format = wire
        self._dialect = dialect
        self._context = context
        self._rest = b""
        self._opening: list[bytes] = []
        self._opening_size = 0
        self._tail: deque[bytes] = deque()
        self._tail_size = 0
        self.has_content = False

    def feed(self, chunk: bytes) -> bytes:
        """The bytes that may go to the client: whole events only, so that a stream which breaks off inside an event can still be
        ended properly and a keep-alive never lands inside one."""
        data = self._rest + chunk if self._rest else chunk
        if data.endswith((b"\n\n", b"\r\n\r\n")):
            self._rest = b""
            block = data
        else:
            cut = max(data.rfind(b"\n\n") + 2, data.rfind(b"\r\n\r\n") + 4)
            if cut < 4:
                if len(data) <= _MAX_EVENT:
                    self._rest = data
                    return b""
                # No event is that long: let it go rather than hold it for ever.
                cut = len(data)
            block, self._rest = data[:cut], data[cut:]
        self._keep(block)
        return block

    def rest(self) -> bytes:
        """What is left at the end when it is an event that only lacks its empty line; bytes of half an event are dropped."""
        rest, self._rest = self._rest, b""
        data = rest.rstrip(b"\r\n").rpartition(b"data:")[2].strip()
        if not data:
            return b""
        if data != b"[DONE]":
            try:
                codec.loads(data)
            except codec.JSONDecodeError:
                return b""
        self._keep(rest.rstrip(b"\r\n") + b"\n\n")
        return rest.rstrip(b"\r\n") + b"\n\n"

    def _keep(self, block: bytes) -> None:
        if not self.has_content:
            self.has_content = b"delta" in block or b'"parts"' in block
            if self._opening_size < _MAX_OPENING:
                self._opening.append(block)
                self._opening_size += len(block)
        tail = self._tail
        tail.append(block)
        self._tail_size += len(block)
        while self._tail_size - len(tail[0]) >= _TAIL_BYTES and len(tail) > _TAIL_CHUNKS:
            self._tail_size -= len(tail.popleft())

    def _events(self) -> list[bytes]:
        """The single events that matter, in the order in which the parser understands them."""
        opening, tail = (_with_line_feeds(blocks) for blocks in (self._opening, self._tail))
        found = (
            _event(opening, _USAGE, last=False), _event(tail, _FINISH), _event(tail, _USAGE), _event(tail, _ERROR),
            _event(tail, _ENDS),
        )  # fmt: skip
        return [event for event in dict.fromkeys(found) if event]

    @property
    def next_sequence(self) -> int:
        """What the next event of a numbered stream (Responses) counts as."""
        numbers = _SEQUENCE.findall(self._tail[-1]) if self._tail else ()
        return int(numbers[-1]) + 1 if numbers else 0

    @property
    def saw_error(self) -> bool:
        """Whether the stream itself carried an error event."""
        return bool(_event(_with_line_feeds(self._tail), _ERROR))

    def finish(self) -> ir.Finish | ir.StreamError | None:
        """What the parser of the format makes of the kept events; None when it cannot tell."""
        parser = self._format.stream_parser(self._dialect, self._context)
        try:
            events: list[ir.StreamEvent] = []
            for raw in self._events():
                for event in sse.Decoder().feed(raw + b"\n\n"):
                    events.extend(parser.feed(event))
            events.extend(parser.flush())
        except InvalidResponseError:
            return None
        return next((item for item in reversed(events) if isinstance(item, ir.Finish | ir.StreamError)), None)


def _with_line_feeds(blocks: Iterable[bytes]) -> bytes:
    return b"".join(blocks).replace(b"\r\n", b"\n")


def _event(data: bytes, marks: tuple[bytes, ...], *, last: bool = True) -> bytes:
    """The last event (or the first) that holds one of the marks, without its empty line; empty when there is none."""
    places = [place for mark in marks if (place := data.rfind(mark) if last else data.find(mark)) >= 0]
    if not places:
        return b""
    place = max(places) if last else min(places)
    before, end = data.rfind(b"\n\n", 0, place), data.find(b"\n\n", place)
    return data[before + 2 if before >= 0 else 0 : end if end >= 0 else len(data)]
