"""Answers to browsers for the web pages that ``proxy.allowed_origins`` lets in; nobody else gets these headers."""

from __future__ import annotations

from amux_desktop.proxy.http import ASGIMessage, Headers, Send

_METHODS = b"GET, HEAD, POST, PUT, PATCH, DELETE"
_MAX_AGE_S = b"600"


def headers_for(origin: bytes, asked: dict[bytes, bytes]) -> Headers:
    """Headers of the answer to a preflight request."""
    return [
        (b"access-control-allow-origin", origin),
        (b"access-control-allow-methods", _METHODS),
        (b"access-control-allow-headers", asked.get(b"access-control-request-headers", b"*")),
        (b"access-control-max-age", _MAX_AGE_S),
        (b"vary", b"origin"),
    ]


def is_preflight(method: str, headers: dict[bytes, bytes]) -> bool:
    return method == "OPTIONS" and b"access-control-request-method" in headers


def opened(send: Send, origin: bytes) -> Send:
    """``send`` that lets the page read the answer."""
    own = [(b"access-control-allow-origin", origin), (b"access-control-expose-headers", b"*"), (b"vary", b"origin")]

    async def wrapped(message: ASGIMessage) -> None:
        if message["type"] == "http.response.start":
            kept = [item for item in message["headers"] if not item[0].startswith(b"access-control-")]
            message = {**message, "headers": [*kept, *own]}
        await send(message)

    return wrapped
