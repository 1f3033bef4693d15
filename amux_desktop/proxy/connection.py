"""One client connection: uvicorn's HTTP protocol with limits on how long and how large a request's head may be.

uvicorn itself waits for ever for the end of a head and keeps as much of it as comes, which one slow or mad client could use
to exhaust memory and file descriptors.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any, cast

from amux_desktop.proxy.http import COMPLETE, CONNECTION, Scope
from amux_desktop.proxy.web_server import HttpToolsProtocol

HEAD_TIMEOUT_S = 30.0
MAX_HEAD = 128 * 1024
#: What the `websockets` library takes of a head; beyond it, it drops the connection without an answer.
_MAX_SOCKET_HEADERS = 120
_MAX_SOCKET_HEADER = 8000
_REFUSAL = (
    b"HTTP/1.1 %s\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: %d\r\nconnection: close\r\n\r\n%s"
)


class Connection(HttpToolsProtocol):
    """``head_timeout_s`` counts from the opening of the connection, then from the first byte of each further request."""

    head_timeout_s = HEAD_TIMEOUT_S

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head_timer: asyncio.TimerHandle | None = None
        self._head_bytes = 0
        self._in_head = True
        self._lost = False
        self._watching: list[Callable[[], None]] = []

    def watch(self, gone: Callable[[], None]) -> Callable[[], None]:
        """``gone`` is called once when the client closes the connection; returns what ends the watch."""
        # An end is noticed only while something reads, and a large body stops the reading.
        self.flow.resume_reading()
        if self._lost:
            self.loop.call_soon(gone)
            return _nothing
        self._watching.append(gone)
        return partial(self._unwatch, gone)

    def _unwatch(self, gone: Callable[[], None]) -> None:
        if gone in self._watching:
            self._watching.remove(gone)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
        super().connection_made(transport)
        self._head_timer = self.loop.call_later(self.head_timeout_s, self._too_slow)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timer()
        self._lost = True
        super().connection_lost(exc)
        cast("Scope", getattr(self, "scope", None) or {}).pop(CONNECTION, None)
        watching, self._watching = self._watching, []
        for gone in watching:
            gone()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        cast("Scope", self.scope)[CONNECTION] = self
        self._in_head = True
        self._head_bytes = 0

    def on_headers_complete(self) -> None:
        self._in_head = False
        self._stop_timer()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        cast("Scope", self.scope)[COMPLETE] = True
        super().on_message_complete()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        # Most heads come in one piece and need no timer.
        if self._in_head and not self._lost:
            if self._head_timer is None:
                self._head_timer = self.loop.call_later(self.head_timeout_s, self._too_slow)
            self._head_bytes += len(data)
            if self._head_bytes > MAX_HEAD:
                self._refuse(b"431 Request Header Fields Too Large", b"The head of the request is too large.")

    def _should_upgrade(self) -> bool:
        """Any other upgrade stays a request over HTTP, which the application answers with 426."""
        return (
            super()._should_upgrade()
            and self.url.partition(b"?")[0].rstrip(b"/").endswith(b"/responses")
            and len(self.url) < _MAX_SOCKET_HEADER
            and len(self.headers) <= _MAX_SOCKET_HEADERS
            and all(len(name) + len(value) < _MAX_SOCKET_HEADER for name, value in self.headers)
        )

    def _unsupported_upgrade_warning(self) -> None:
        """Codex tries a WebSocket first; where there is none it goes on over HTTP, nothing is wrong."""

    def _too_slow(self) -> None:
        self._head_timer = None
        self._refuse(b"408 Request Timeout", b"The head of the request did not come in time.")

    def _refuse(self, status: bytes, text: bytes) -> None:
        self._stop_timer()
        if not self.transport.is_closing():
            self.transport.write(_REFUSAL % (status, len(text), text))
            self.transport.close()

    def _stop_timer(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None


def _nothing() -> None:
    return None
