"""The answer to one client: counts, captures and remembers what has been sent."""

from __future__ import annotations

from collections.abc import Iterable

from amux_desktop.proxy.exchange import Exchange
from amux_desktop.proxy.http import JSON_TYPE, Headers, Send
from bridge import codec, ir


class Reply:
    """``started``: status and headers are out, so nothing can be switched any more. ``ended``: the answer is complete."""

    __slots__ = ("_exchange", "_send", "ended", "last_write", "started")

    def __init__(self, send: Send, exchange: Exchange) -> None:
        self._send = send
        self._exchange = exchange
        self.started = False
        self.ended = False
        self.last_write = exchange.started

    async def start(self, status: int, headers: Iterable[tuple[bytes, bytes]]) -> None:
        self.started = True
        self._exchange.status = status
        sent: Headers = [*headers, (b"x-amux-request-id", self._exchange.id.encode())]
        if self._exchange.capture is not None:
            self._exchange.capture.headers["client_response"] = sent
        await self._send({"type": "http.response.start", "status": status, "headers": sent})

    async def write(self, data: bytes, *, last: bool = False) -> None:
        """Waits while the client reads slowly, which holds the upstream back as well. The last piece goes out together with
        the end of the body: clients close at once when they have read ``[DONE]``, and would miss an end that comes later."""
        exchange = self._exchange
        exchange.response_bytes += len(data)
        if exchange.capture is not None:
            exchange.capture.add("client_response", data, exchange.elapsed_ms())
        self.ended = last
        await self._send({"type": "http.response.body", "body": data, "more_body": not last})

    async def end(self) -> None:
        if not self.ended:
            self.ended = True
            await self._send({"type": "http.response.body", "body": b"", "more_body": False})

    async def whole(self, status: int, headers: Iterable[tuple[bytes, bytes]], body: bytes) -> None:
        await self.start(status, [*headers, (b"content-length", b"%d" % len(body))])
        self.ended = True
        exchange = self._exchange
        exchange.response_bytes += len(body)
        if exchange.capture is not None:
            exchange.capture.add("client_response", body)
        await self._send({"type": "http.response.body", "body": body, "more_body": False})

    async def json(self, status: int, value: object, headers: Iterable[tuple[bytes, bytes]] = ()) -> None:
        await self.whole(status, [JSON_TYPE, *headers], codec.dumps(value))


#: What keeps a silent stream open without disturbing the client, by its format. Gemini's SDK takes a comment line for JSON and fails,
#: so it gets a blank line, which dispatches nothing (and is white space in a JSON array).
KEEP_ALIVE: dict[ir.FormatName, bytes] = {
    "anthropic": b'event: ping\ndata: {"type": "ping"}\n\n',
    "openai-chat": b": keep-alive\n\n",
    "openai-responses": b": keep-alive\n\n",
    "gemini": b"\r\n",
}
