"""Small pieces of HTTP for raw ASGI handlers: header lists, filters, bodies with a limit, whole answers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any, Protocol, TypeAlias

from bridge import codec

Scope: TypeAlias = MutableMapping[str, Any]
ASGIMessage: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[ASGIMessage]]
Send: TypeAlias = Callable[[ASGIMessage], Awaitable[None]]
ASGI: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers: TypeAlias = list[tuple[bytes, bytes]]

#: In a request's scope: what can tell that its client has gone (``Watchable``), and that all of its body is here. Not there for
#: requests that do not come straight from a connection.
CONNECTION = "amux.connection"
COMPLETE = "amux.complete"

#: RFC 9110 §7.6.1, plus what belongs to this hop alone.
HOP_BY_HOP = frozenset(
    {
        b"connection", b"keep-alive", b"proxy-authenticate", b"proxy-authorization", b"proxy-connection", b"te", b"trailer",
        b"transfer-encoding", b"upgrade", b"expect",
    }
)  # fmt: skip
#: What never goes upstream: the client's credentials, its address, and what the connection sets anew.
NOT_UPSTREAM = HOP_BY_HOP | {
    b"host", b"content-length", b"accept-encoding", b"authorization", b"x-api-key", b"x-goog-api-key", b"api-key", b"cookie", b"origin",
    b"referer", b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto", b"x-real-ip", b"forwarded", b"x-amux-internal",
    b"x-amux-provider", b"x-amux-tag", b"cf-connecting-ip", b"cf-ray", b"cf-ipcountry", b"cf-visitor", b"cdn-loop",
}  # fmt: skip
NOT_DOWNSTREAM = HOP_BY_HOP | {b"content-length", b"set-cookie", b"alt-svc", b"strict-transport-security"}
LET_IN_BY = "amux.let_in_by"
"""In the scope, afterwards: the name of the API token that let a request in; not there when it was refused."""
JSON_TYPE = (b"content-type", b"application/json")


class Watchable(Protocol):
    def watch(self, gone: Callable[[], None]) -> Callable[[], None]:
        """``gone`` is called once when the client closes the connection; returns what ends the watch."""
        ...


class BodyTooLargeError(Exception):
    """The request body is larger than the limit."""


class BodyTooSlowError(Exception):
    """The client sends its body slower than any working connection would."""


class ClientGoneError(Exception):
    """The client closed its connection."""


_SLOWEST_BYTES_S = 8 * 1024


async def read_body(
    receive: Receive, declared: int | None, limit: int, patience_s: float, *, complete: bool = False
) -> bytes:
    """The whole body; ``complete`` tells that it need not be waited for. Raises BodyTooLargeError as soon as it is known to be too large, ClientGoneError on a disconnect, and
    BodyTooSlowError after ``patience_s`` plus a second for every 8 KB that came."""
    if declared is not None and declared > limit:
        raise BodyTooLargeError
    if declared == 0:
        return b""
    if complete:
        return await _pieces(receive, limit, None)
    deadline = asyncio.timeout(patience_s)
    try:
        async with deadline:
            return await _pieces(receive, limit, deadline)
    except TimeoutError:
        raise BodyTooSlowError from None


async def _pieces(receive: Receive, limit: int, deadline: asyncio.Timeout | None) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGoneError
        piece: bytes = message.get("body", b"")
        size += len(piece)
        if size > limit:
            raise BodyTooLargeError
        pieces.append(piece)
        if not message.get("more_body", False):
            return pieces[0] if len(pieces) == 1 else b"".join(pieces)
        if deadline is not None and (ends := deadline.when()) is not None:
            deadline.reschedule(ends + len(piece) / _SLOWEST_BYTES_S)


async def send_bytes(send: Send, status: int, headers: Iterable[tuple[bytes, bytes]], body: bytes) -> None:
    await send(
        {"type": "http.response.start", "status": status, "headers": [*headers, (b"content-length", b"%d" % len(body))]}
    )
    await send({"type": "http.response.body", "body": body})


async def send_json(send: Send, status: int, value: Any, headers: Iterable[tuple[bytes, bytes]] = ()) -> None:
    await send_bytes(send, status, [JSON_TYPE, *headers], codec.dumps(value))


def get(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> bytes | None:
    """First value of a header; ASGI gives names in lower case."""
    for key, value in headers:
        if key == name:
            return value
    return None
