"""``streamGenerateContent`` without ``alt=sse`` answers one JSON array, chunk by chunk.

``Decoder`` has the interface of ``sse.Decoder`` and takes either: the first byte tells (an SSE line never begins with a bracket).
"""

from __future__ import annotations

import re

from bridge import sse

#: What changes the depth or opens a string, outside strings.
_MARK = re.compile(rb'["{}\[\]]')
#: What ends a string or escapes its next character.
_STRING = re.compile(rb'["\\]')


class ArrayDecoder:
    """Cuts the elements of one JSON array out of bytes in any chunking. It counts brackets and skips strings; whether an element
    is JSON is for its reader to say. ``limit``: largest element in bytes; beyond it ``sse.EventTooLargeError``."""

    __slots__ = ("_buffer", "_depth", "_in_string", "_position", "_start", "limit")

    def __init__(self, limit: int = 64 * 1024 * 1024) -> None:
        self._buffer = bytearray()
        #: 0 before the array, 1 between elements, more inside one.
        self._depth = 0
        self._in_string = False
        self._position: int = 0
        #: Where the element being read begins, −1 between elements.
        self._start: int = -1
        self.limit = limit

    def feed(self, chunk: bytes) -> list[sse.Event]:
        self._buffer += chunk
        buffer = self._buffer
        events: list[sse.Event] = []
        while True:
            match = (_STRING if self._in_string else _MARK).search(buffer, self._position)
            if match is None:
                self._position = len(buffer)
                break
            mark = match[0]
            if mark == b"\\":
                if match.end() == len(buffer):
                    self._position = match.start()  # the escaped character is still to come
                    break
                self._position = match.end() + 1
                continue
            self._position = match.end()
            if mark == b'"':
                self._in_string = not self._in_string
            elif mark in b"{[":
                self._depth += 1
                if self._depth == 2:
                    self._start = match.start()
            else:
                self._depth -= 1
                if self._depth == 1:
                    events.append(sse.Event(bytes(buffer[self._start : match.end()])))
                    self._start = -1
        self._forget()
        return events

    def _forget(self) -> None:
        """Drops what has been read."""
        done = self._start if self._start >= 0 else self._position
        if done:
            del self._buffer[:done]
            self._position -= done
            if self._start >= 0:
                self._start = 0
        if len(self._buffer) > self.limit:
            raise sse.EventTooLargeError(f"an element is larger than {self.limit} bytes")

    def flush(self) -> list[sse.Event]:
        """An element that was cut off goes out as it is: its reader refuses it, so the cut is seen."""
        rest = bytes(self._buffer[self._start :]) if self._start >= 0 else b""
        self._buffer.clear()
        self._start = -1
        self._position = self._depth = 0
        self._in_string = False
        return [sse.Event(rest)] if rest.strip() else []


class Decoder:
    """SSE or a JSON array, whichever the upstream sends."""

    __slots__ = ("_inner", "limit")

    def __init__(self, limit: int = 64 * 1024 * 1024) -> None:
        self._inner: sse.Decoder | ArrayDecoder | None = None
        self.limit = limit

    def feed(self, chunk: bytes) -> list[sse.Event]:
        if self._inner is None:
            start = chunk.lstrip(b" \t\r\n\xef\xbb\xbf")
            if not start:
                return []
            self._inner = ArrayDecoder(self.limit) if start[:1] == b"[" else sse.Decoder(self.limit)
        return self._inner.feed(chunk)

    def flush(self) -> list[sse.Event]:
        return self._inner.flush() if self._inner is not None else []
