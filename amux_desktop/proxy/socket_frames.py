"""HTTP answers as text frames of a WebSocket: one frame for each event of a stream, one error event for a refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from amux_desktop.proxy.http import ASGIMessage, Headers, Send, get
from bridge import codec, sse

#: What of a refusal's headers a client acts on.
_TOLD = (b"retry-after", b"x-should-retry", b"x-request-id", b"x-amux-request-id", b"x-ratelimit-", b"x-codex-")
_ERROR = (b'"type":"error"', b'"type": "error"')


class Frames:
    """The ``send`` of one exchange. ``seen`` gets every event; ``lane`` is the client's ``stream_id``, repeated in each frame."""

    def __init__(self, send: Send, seen: Callable[[sse.Event], None], lane: object = None) -> None:
        self._send = send
        self._seen = seen
        self._prefix = '{"stream_id":' + codec.dumps(lane).decode() + "," if isinstance(lane, str) else ""
        self._decoder = sse.Decoder()
        self._streams = False
        self._headers: Headers = []
        self._body = b""
        self.status = 0

    async def send(self, message: ASGIMessage) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self._headers = message["headers"]
            self._streams = (get(self._headers, b"content-type") or b"").startswith(b"text/event-stream")
            return
        data: bytes = message.get("body", b"")
        is_last = not message.get("more_body", False)
        if self._streams:
            await self._events(self._decoder.feed(data))
            if is_last:
                await self._events(self._decoder.flush())
            return
        self._body += data
        if is_last:
            await self.say(_refusal(self.status, self._headers, self._body))

    async def say(self, event: dict[str, Any]) -> None:
        await self._text(codec.dumps(event))

    async def _events(self, events: list[sse.Event]) -> None:
        for event in events:
            if event.data == b"[DONE]":
                continue
            self._seen(event)
            is_error = event.event == "error" or any(mark in event.data for mark in _ERROR)
            await self._text(_nested(event.data) if is_error else event.data)

    async def _text(self, data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        if self._prefix and text.startswith("{"):
            text = self._prefix + text[1:]
        await self._send({"type": "websocket.send", "text": text})


def error_event(status: int, message: str, code: str, param: str | None = None) -> dict[str, Any]:
    """A refusal of our own that no exchange has made."""
    error = {"type": "invalid_request_error", "code": code, "message": message, "param": param}
    return {"type": "error", "status": status, "error": error}


def _refusal(status: int, headers: Headers, body: bytes) -> dict[str, Any]:
    """Codex reads the headers beside the error, OpenAI's SDKs within it."""
    told = {name.decode("latin-1"): value.decode("latin-1") for name, value in headers if name.startswith(_TOLD)}
    error = _error_in(body)
    return {"type": "error", "status": status, "error": {**error, "headers": told}, "headers": told}


def _error_in(body: bytes) -> dict[str, Any]:
    try:
        data = codec.loads(body)
    except codec.JSONDecodeError:
        data = None
    error = data.get("error") if isinstance(data, dict) else None
    if isinstance(error, dict):
        return error
    message = error if isinstance(error, str) else body[:2000].decode("utf-8", "replace")
    return {"type": "server_error", "code": None, "message": message or "There was no answer.", "param": None}


def _nested(data: bytes) -> bytes:
    """An error event of a stream carries its fields flat; on a socket they are in ``error``."""
    try:
        event = codec.loads(data)
    except codec.JSONDecodeError:
        return data
    if not isinstance(event, dict) or event.get("type") != "error" or isinstance(event.get("error"), dict):
        return data
    error = {"type": "server_error", **{key: event.get(key) for key in ("code", "message", "param")}}
    rest = {key: value for key, value in event.items() if key not in error or key == "type"}
    return codec.dumps({**rest, "error": error})
