"""One request of the chat through the proxy's own application, in this process and without a socket.

So it takes the way of all traffic (routing, fallback, conversion, log, cost), needs no listener, and is let in by the
secret that is new at every start.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING, Any

from amux_desktop.core.tasks import TaskSet
from amux_desktop.services.chat_wire import WireRequest
from bridge import ir
from bridge.convert import format_of
from bridge.errors import InvalidResponseError
from bridge.sse import EventTooLargeError

if TYPE_CHECKING:
    from amux_desktop.proxy.application import Application

CLIENT = "chat"
"""Under this name the log lists it."""
_CLOSE_S = 5.0
_ERROR_BYTES = 1 << 20


class ChatFailedError(Exception):
    """The proxy or the provider answered with an error, or the answer broke off."""

    def __init__(self, error: ir.Error) -> None:
        super().__init__(error.message)
        self.error = error


class ChatCall:
    """`request_id` is that of the log entry, known once the answer begins."""

    def __init__(self, application: Application, secret: str, version: str, request: WireRequest) -> None:
        self._application = application
        self._secret = secret
        self._version = version
        self._request = request
        self._tasks = TaskSet()
        self._status = 0
        self._type = ""
        self._retry_after: float | None = None
        self.request_id = ""

    async def events(self) -> AsyncGenerator[ir.StreamEvent, None]:
        """The answer. Leaving the iteration early (or cancelling the task) ends the request to the provider at once.

        Raises ChatFailedError; what came before it has been yielded.
        """
        format_ = format_of(self._request.format)
        decoder = format_.decoder()
        parser = format_.stream_parser(format_.default_dialect, self._request.context)
        whole: list[bytes] = []
        ended = False
        async with contextlib.aclosing(self._bytes()) as chunks:
            async for chunk in chunks:
                if self._status >= 400 or self._type != "text/event-stream":
                    whole.append(chunk)
                    continue
                try:
                    found = [event for item in decoder.feed(chunk) for event in parser.feed(item)]
                except (InvalidResponseError, EventTooLargeError) as error:
                    raise ChatFailedError(_broken(f"The answer cannot be read: {error}")) from error
                for event in found:
                    ended = ended or isinstance(event, ir.Finish)
                    yield _checked(event)
        if self._status >= 400 or self._type != "text/event-stream":
            for event in self._read_whole(b"".join(whole)):
                yield event
            return
        rest = [event for item in decoder.flush() for event in parser.feed(item)]
        for event in (*rest, *parser.flush()):
            if not (ended and isinstance(event, ir.Finish)):
                yield _checked(event)

    async def _bytes(self) -> AsyncGenerator[bytes, None]:
        arrived: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        gone = asyncio.Event()
        unread = [self._request.body]

        async def receive() -> dict[str, Any]:
            if unread:
                return {"type": "http.request", "body": unread.pop(), "more_body": False}
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            arrived.put_nowait(message)

        task = self._tasks.spawn(self._application(self._scope(), receive, send), name="chat request")
        task.add_done_callback(lambda _done: arrived.put_nowait(None))
        try:
            while (message := await arrived.get()) is not None:
                if message["type"] == "http.response.start":
                    self._begin(message)
                elif body := message.get("body"):
                    yield body
        finally:
            gone.set()
            # The record of the request is written when the application returns.
            await asyncio.wait({task}, timeout=_CLOSE_S)
            await self._tasks.cancel_all()

    def _scope(self) -> dict[str, Any]:
        path, _, query = self._request.path.partition("?")
        headers = {
            "host": "127.0.0.1",
            "content-type": "application/json",
            "content-length": str(len(self._request.body)),
            "user-agent": f"{CLIENT}/{self._version}",
            "x-amux-internal": self._secret,
        }
        return {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": "POST",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "client": ("127.0.0.1", 0),
            "server": ("127.0.0.1", 0),
        }

    def _begin(self, message: dict[str, Any]) -> None:
        headers = {bytes(name).lower(): bytes(value).decode("latin-1") for name, value in message["headers"]}
        self._status = message["status"]
        self._type = headers.get(b"content-type", "").partition(";")[0].strip()
        self.request_id = headers.get(b"x-amux-request-id", "")
        with contextlib.suppress(ValueError):
            self._retry_after = float(headers.get(b"retry-after", ""))

    def _read_whole(self, data: bytes) -> list[ir.StreamEvent]:
        """An answer that did not stream: an error, or what `stream` off asks for."""
        format_ = format_of(self._request.format)
        try:
            body: Any = json.loads(data)
        except ValueError:
            body = data[:_ERROR_BYTES].decode("utf-8", "replace")
        if self._status >= 400 or not isinstance(body, dict):
            error = format_.parse_error(self._status or 502, body, format_.default_dialect)
            if error.retry_after_s is None:
                error.retry_after_s = self._retry_after
            raise ChatFailedError(error)
        try:
            response = format_.parse_response(body, format_.default_dialect, self._request.context)
        except InvalidResponseError as error:
            raise ChatFailedError(_broken(f"The answer cannot be read: {error}")) from error
        if response.error is not None:
            raise ChatFailedError(response.error)
        first = response.candidates[0]
        parts = [ir.PartStart(index=index, part=part, whole=True) for index, part in enumerate(first.parts)]
        return [*parts, ir.Finish(reason=first.finish_reason, usage=response.usage)]


def _checked(event: ir.StreamEvent) -> ir.StreamEvent:
    """Raises ChatFailedError for an answer that ends with an error."""
    if isinstance(event, ir.StreamError):
        raise ChatFailedError(event.error)
    return event


def _broken(message: str) -> ir.Error:
    return ir.Error(status=502, message=message, kind="server")
