"""Small pieces of HTTP for raw ASGI handlers: header lists, filters, bodies with a limit, whole answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any, TypeAlias

from bridge import codec

Scope: TypeAlias = MutableMapping[str, Any]
ASGIMessage: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[ASGIMessage]]
Send: TypeAlias = Callable[[ASGIMessage], Awaitable[None]]
Headers: TypeAlias = list[tuple[bytes, bytes]]

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
JSON_TYPE = (b"content-type", b"application/json")


class BodyTooLargeError(Exception):
    """The request body is larger than the limit."""


class ClientGoneError(Exception):
    """The client closed its connection."""


async def read_body(receive: Receive, declared: int | None, limit: int) -> bytes:
    """The whole body. Raises BodyTooLargeError as soon as it is known to be too large, ClientGoneError on a disconnect."""
    if declared is not None and declared > limit:
        raise BodyTooLargeError
    message = await receive()
    if message["type"] == "http.disconnect":
        raise ClientGoneError
    body: bytes = message.get("body", b"")
    if not message.get("more_body", False):
        if len(body) > limit:
            raise BodyTooLargeError
        return body
    pieces = [body]
    size = len(body)
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
            return b"".join(pieces)


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
