"""Responses over a WebSocket, as Codex and OpenAI's SDKs open it: a framing around ordinary exchanges.

Every ``response.create`` goes through the application like ``POST .../responses`` with ``stream``, so that tokens, limits, routes,
conversion, fallbacks and records are those of HTTP. Events come back as text frames. One response at a time: what a client asks
meanwhile waits for its turn, and who goes away takes the running exchange along.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from amux_desktop.core.ids import new_id
from amux_desktop.proxy.endpoints import CREATE_OVER_SOCKET
from amux_desktop.proxy.http import HOP_BY_HOP, ASGIMessage, Headers, Receive, Scope, Send, send_json
from amux_desktop.proxy.replay import stream_of
from amux_desktop.proxy.socket_frames import Frames, error_event
from amux_desktop.proxy.socket_turns import Turns
from bridge import codec, ir, sse
from bridge.convert import format_of
from bridge.formats.base import Context
from bridge.report import Report

IDLE_S = 900.0
_MAX_WAITING = 8
_MAX_WAITING_CHARS = 32 * 1024 * 1024
#: What belongs to the socket and not to the request it stands for.
_OF_THE_SOCKET = frozenset({"type", "generate", "stream_id", "stream", "background"})


class Door:
    """Lets the application answer the opening request as if it came over HTTP: status 101 accepts, any other refuses.
    ``full``: nobody can be let in, whatever the application says."""

    def __init__(self, send: Send, *, full: bool = False) -> None:
        self._send = send
        self._full = full
        self._asked = False
        self.accepted = False

    async def receive(self) -> ASGIMessage:
        if self._asked:
            await asyncio.Event().wait()
        self._asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(self, message: ASGIMessage) -> None:
        if message["type"] == "http.response.start" and message["status"] == 101:
            if self._full:
                await send_json(self.send, 503, error_event(503, "Amux: too many open WebSockets.", "too_many_sockets"))
                return
            self.accepted = True
            await self._send({"type": "websocket.accept", "headers": message["headers"]})
        elif not self.accepted:
            await self._send({**message, "type": f"websocket.{message['type']}"})


class ResponsesSocket:
    """``exchange`` answers one request; ``stopping`` tells that the proxy ends. Runs in the task that ``exchange`` may cancel."""

    def __init__(
        self, scope: Scope, receive: Receive, send: Send, exchange: Callable[[Scope, Receive, Send], Awaitable[None]],
        stopping: Callable[[], bool], idle_s: float = IDLE_S,
    ) -> None:  # fmt: skip
        self._scope = {**scope, "type": "http", "method": CREATE_OVER_SOCKET, "headers": _headers(scope["headers"])}
        self._receive = receive
        self._send = send
        self._exchange = exchange
        self._stopping = stopping
        self._idle_s = idle_s
        self._turns = Turns()
        self._waiting: deque[ASGIMessage] = deque()
        self._gone = False

    async def run(self) -> None:
        """Until the client goes, is silent for too long, breaks the protocol, loses its permission, or the proxy stops."""
        try:
            while (message := await self._next()) is not None:
                code, reason = await self._handle(message)
                if code or self._stopping():
                    await self._close(code or 1001, reason or "Amux is being stopped")
                    return
        except asyncio.CancelledError:
            if not self._gone:
                raise

    # ------------------------------------------------------------------ coming in

    async def _next(self) -> ASGIMessage | None:
        if self._waiting:
            return self._waiting.popleft()
        if self._gone:
            return None
        try:
            async with asyncio.timeout(self._idle_s):
                message = await self._receive()
        except TimeoutError:
            await self._close(1000, "idle")
            return None
        return None if message["type"] == "websocket.disconnect" else message

    async def _listen(self) -> None:
        """While an exchange runs: keep what the client says for later; return when it has gone."""
        while (message := await self._receive())["type"] != "websocket.disconnect":
            if self._has_room_for(message):
                self._waiting.append(message)
            else:
                event = error_event(429, "Amux: too many requests are waiting already.", "too_many_waiting")
                await self._frames().say(event)
        self._gone = True

    def _has_room_for(self, message: ASGIMessage) -> bool:
        """One is kept whatever its size: it is what the next turn is made of."""
        size = sum(map(_size, self._waiting))
        return not self._waiting or (len(self._waiting) < _MAX_WAITING and size + _size(message) <= _MAX_WAITING_CHARS)

    async def _handle(self, message: ASGIMessage) -> tuple[int, str]:
        """One message; a close code and its reason when it was the last."""
        text = message.get("text")
        if text is None:
            return 1003, "send JSON as text"
        try:
            body = codec.loads(text.encode())
        except (codec.JSONDecodeError, RecursionError):
            body = None
        if not isinstance(body, dict):
            await self._frames().say(error_event(400, "Amux: the message is no JSON object.", "invalid_json"))
            return 0, ""
        frames = self._frames(body.get("stream_id"))
        kind = body.get("type")
        if kind == "response.steer":
            await frames.say(_not_steered(body))
        elif kind != "response.create":
            said = f"Amux: unknown type of message {str(kind)[:100]!r}; expected 'response.create'."
            await frames.say(error_event(400, said, "unknown_type", "type"))
        elif body.get("background"):
            await frames.say(
                error_event(400, "Amux: not possible over a WebSocket.", "unsupported_parameter", "background")
            )
        elif body.get("generate") is False:
            await self._warm_up(_request(body), body.get("stream_id"))
        else:
            return await self._create(_request(body), body.get("stream_id"))
        return 0, ""

    # ------------------------------------------------------------------ going out

    async def _create(self, body: dict[str, Any], lane: object) -> tuple[int, str]:
        collect = _collector()
        frames = self._frames(lane, collect.see)
        try:
            data = codec.dumps({**self._turns.continued(body), "stream": True})
        except RecursionError:
            await frames.say(error_event(400, "Amux: the message is nested too deeply.", "invalid_json"))
            return 0, ""
        await self._exchange(self._scope, self._request_of(data), frames.send)
        if body.get("store") is False and collect.answer is not None:
            self._turns.keep(body, collect.answer)
        return (1008, "the token is not valid any more") if frames.status == 401 else (0, "")

    def _request_of(self, data: bytes) -> Receive:
        asked = False

        async def receive() -> ASGIMessage:
            nonlocal asked
            if not asked:
                asked = True
                return {"type": "http.request", "body": data, "more_body": False}
            await self._listen()
            return {"type": "http.disconnect"}

        return receive

    async def _warm_up(self, body: dict[str, Any], lane: object) -> None:
        """``generate: false`` only announces what is to come: no model is asked, the name can be continued from."""
        context = Context(
            inbound="openai-responses",
            outbound="openai-responses",
            vendor="openai",
            model=str(body.get("model") or ""),
            body=body,
        )
        answer = ir.Response(
            origin="openai-responses",
            id=f"resp_{new_id()}",
            model=context.model,
            created=int(time.time()),
            usage=ir.Usage(input_tokens=0, output_tokens=0),
            candidates=[ir.Candidate(parts=[], finish_reason="stop")],
        )
        collect = _collector()
        frames = self._frames(lane, collect.see)
        await frames.send(
            {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]}
        )
        await frames.send({"type": "http.response.body", "body": stream_of(answer, Report(), context)})
        if collect.answer is not None:
            self._turns.keep(body, collect.answer)

    def _frames(self, lane: object = None, seen: Callable[[sse.Event], None] = lambda _event: None) -> Frames:
        return Frames(self._send, seen, lane)

    async def _close(self, code: int, reason: str) -> None:
        if not self._gone:
            await self._send({"type": "websocket.close", "code": code, "reason": reason})


class _Collected:
    """The Responses object at the end of a stream; None when it did not end well."""

    def __init__(self, collector: Any) -> None:
        self._collector = collector
        self.answer: dict[str, Any] | None = None

    def see(self, event: sse.Event) -> None:
        if not any(mark in event.data for mark in (b"output_item.done", b"response.completed", b"response.incomplete")):
            return
        self._collector.feed(event)
        body = self._collector.body
        if body is not None and body.get("status") in ("completed", "incomplete"):
            self.answer = body


def _collector() -> _Collected:
    make = format_of("openai-responses").collector
    if make is None:
        raise RuntimeError("the Responses format has a collector")
    return _Collected(make())


def _request(message: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in message.items() if key not in _OF_THE_SOCKET}


def _headers(opening: Headers) -> Headers:
    """The opening request's headers as those of the requests that follow, without the handshake."""
    kept: Headers = []
    for name, value in opening:
        if name in HOP_BY_HOP or name.startswith(b"sec-websocket-") or name in (b"content-length", b"content-type"):
            continue
        if name == b"openai-beta":
            value = b",".join(part for part in value.split(b",") if b"responses_websockets=" not in part).strip()
        if value:
            kept.append((name, value))
    return [*kept, (b"content-type", b"application/json")]


def _size(message: ASGIMessage) -> int:
    return len(message.get("text") or message.get("bytes") or "")


def _not_steered(message: dict[str, Any]) -> dict[str, Any]:
    error = {
        "type": "invalid_request_error",
        "code": "steering_not_supported",
        "message": "Amux: what is said to a running response cannot be passed on; send it with the next response.create.",
    }
    steer = {"input": message.get("input"), "previous_response_id": message.get("previous_response_id")}
    return {"type": "response.steer.failed", "sequence_number": 0, "error": error, "steer": steer}
