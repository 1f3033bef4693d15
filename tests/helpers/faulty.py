"""An upstream that fails when the request asks for it: the words ``soak:FAULT`` anywhere in its body choose what happens."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Literal, get_args

from tests.helpers.upstream import Format, Upstream, _send

Fault = Literal["none", "refuse", "limit", "hangup", "cut", "slow"]
FAULTS: tuple[Fault, ...] = get_args(Fault)
_WANTED = re.compile(rb"soak:(%s)\b" % "|".join(FAULTS).encode())
_STATUS = {"refuse": 500, "limit": 429}
_KEPT = 100
_PAUSE_S = 0.2


class FaultyUpstream(Upstream):
    """Made to run for hours: of what was asked only the newest is kept. Only requests for ``fragile`` models fail."""

    fragile = "small-model"
    _now = threading.local()
    """Each connection has a thread of its own."""

    def __init__(self, format: Format, key: str = "upstream-key") -> None:
        super().__init__(format, key)
        # Connections that break are the point of it.
        self._server.handle_error = lambda _request, _address: None  # type: ignore[method-assign]  # an instance's own

    def _answer(self, handler: BaseHTTPRequestHandler, raw: bytes) -> None:
        if len(self.asked) > _KEPT:
            del self.asked[:-1]
        found = _WANTED.search(raw) if self.fragile.encode() in raw else None
        fault = found[1].decode() if found else "none"
        self._now.fault = fault
        if fault == "slow":
            threading.Event().wait(_PAUSE_S)
        if (status := _STATUS.get(fault)) is not None:
            _send(handler, status, {"type": "error", "error": {"type": "api_error", "message": "injected"}})
        elif fault == "hangup":
            _hang_up(handler)
        else:
            super()._answer(handler, raw)

    def _stream(self, handler: BaseHTTPRequestHandler, events: Iterator[bytes]) -> None:
        super()._stream(handler, _broken_off(handler, events) if self._now.fault == "cut" else events)


def _broken_off(handler: BaseHTTPRequestHandler, events: Iterator[bytes]) -> Iterator[bytes]:
    for number, event in enumerate(events):
        if number == 3:
            _hang_up(handler)
            raise ConnectionResetError
        yield event


def _hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)
