"""Reads usage and finish reason out of a passing stream without decoding it.

Per chunk only a few substring searches run; the handful of events that matter are kept as bytes and parsed once, at the end.
"""

from __future__ import annotations

import re

from bridge import codec, ir, sse
from bridge.errors import InvalidResponseError
from bridge.formats.base import Context, Dialect, Format

_SEQUENCE = re.compile(rb'"sequence_number"\s*:\s*(\d+)')
_MAX_EVENT = 4 * 1024 * 1024
_FINISH = (b'"finish_reason":"', b'"finish_reason": "', b'"stop_reason":"', b'"stop_reason": "', b'"finishReason"')
_ENDS = (b"[DONE]", b"message_stop", b"response.completed", b"response.incomplete", b"response.failed")


class StreamTap:
    """``feed`` every chunk; ``finish`` afterwards tells how the stream ended."""

    __slots__ = (
        "_context",
        "_dialect",
        "_end",
        "_error",
        "_finish",
        "_first",
        "_format",
        "_last",
        "_latest",
        "_rest",
        "has_content",
    )

    def __init__(self, wire: Format, dialect: Dialect, context: Context) -> None:
        self._format = wire
        self._dialect = dialect
        self._context = context
        self._rest = b""
        self._first: bytes | None = None
        self._last: bytes | None = None
        self._finish: bytes | None = None
        self._error: bytes | None = None
        self._end: bytes | None = None
        self._latest = b""
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
        self._latest = block
        if not self.has_content and (b"delta" in block or b'"parts"' in block):
            self.has_content = True
        if (
            b"sage" in block
            or b"inish" in block
            or b"stop_reason" in block
            or b'"error"' in block
            or b"message_stop" in block
            or b"[DONE]" in block
        ):
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
        self._keep(rest)
        return rest.rstrip(b"\r\n") + b"\n\n"

    def _keep(self, block: bytes) -> None:
        for event in block.replace(b"\r\n", b"\n").split(b"\n\n"):
            if b'sage"' in event or b"usageMetadata" in event:
                if self._first is None:
                    self._first = event
                self._last = event
            if any(mark in event for mark in _FINISH):
                self._finish = event
            if b'"error"' in event and (b"event: error" in event or b'"error":{' in event or b'"error": {' in event):
                self._error = event
            if any(mark in event for mark in _ENDS):
                self._end = event

    @property
    def next_sequence(self) -> int:
        """What the next event of a numbered stream (Responses) counts as."""
        numbers = _SEQUENCE.findall(self._latest)
        return int(numbers[-1]) + 1 if numbers else 0

    @property
    def saw_error(self) -> bool:
        """Whether the stream itself carried an error event."""
        return self._error is not None

    def finish(self) -> ir.Finish | ir.StreamError | None:
        """What the parser of the format makes of the kept events; None when it cannot tell."""
        parser = self._format.stream_parser(self._dialect, self._context)
        seen: list[bytes] = []
        for raw in (self._first, self._finish, self._last, self._error, self._end):
            if raw is not None and raw not in seen:
                seen.append(raw)
        try:
            events: list[ir.StreamEvent] = []
            for raw in seen:
                for event in sse.Decoder().feed(raw + b"\n\n"):
                    events.extend(parser.feed(event))
            events.extend(parser.flush())
        except InvalidResponseError:
            return None
        return next((item for item in reversed(events) if isinstance(item, ir.Finish | ir.StreamError)), None)
