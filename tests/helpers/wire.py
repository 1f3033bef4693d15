"""A provider on a raw loopback socket that plays a script: answers, pauses, resets, garbage, half events; and a running proxy."""

from __future__ import annotations

import asyncio
import io
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Self

import aiohttp

from amux_desktop.core.events import EventBus
from amux_desktop.core.redaction import Redactor
from amux_desktop.proxy.recorder import Pricer, Recorder
from amux_desktop.proxy.runtime import Runtime
from amux_desktop.proxy.server import ProxyServer
from amux_desktop.proxy.snapshot import Snapshot
from amux_desktop.storage.records import RequestLog
from tests.helpers.routing import TOKEN

USAGE = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
WORDS = ("It is ", "sunny ", "in Paris.")
TEXT = "".join(WORDS)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    raw: bytes

    @property
    def body(self) -> Any:
        return json.loads(self.raw)


Play = Callable[["Wire", asyncio.StreamWriter], Awaitable[None]]


@dataclass(slots=True)
class Wire:
    """``script`` is played request by request, then ``default`` for all others."""

    default: Play = field(default_factory=lambda: whole(chat()))
    script: deque[Play] = field(default_factory=deque)
    asked: list[Asked] = field(default_factory=list)
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    release: asyncio.Event = field(default_factory=asyncio.Event)
    port: int = 0
    connections: int = 0
    """How many there have been."""
    _server: asyncio.Server | None = None
    _leaving: dict[asyncio.StreamWriter, asyncio.Future[bytes]] = field(default_factory=dict)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=2**26)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self.release.set()
        assert self._server is not None
        self._server.close()

    def leaving(self, writer: asyncio.StreamWriter) -> asyncio.Future[bytes]:
        """Done when the other side of a connection has gone."""
        return self._leaving[writer]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while (request := await _read(reader)) is not None:
                self.asked.append(request)
                play = self.script.popleft() if self.script else self.default
                leaving = self._leaving[writer] = asyncio.ensure_future(reader.read(1))
                await play(self, writer)
                if leaving.done() and not leaving.result():
                    self.gone.set()
                if writer.is_closing() or leaving.done():
                    return
                leaving.cancel()
                await asyncio.wait({leaving})
        except (ConnectionError, asyncio.IncompleteReadError):
            self.gone.set()
        finally:
            writer.close()


async def _read(reader: asyncio.StreamReader) -> Asked | None:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    lines = head.decode("latin-1").split("\r\n")
    method, path, _ = lines[0].split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:] if line)}
    size = int(headers.get("content-length", "0"))
    return Asked(method, path, headers, await reader.readexactly(size) if size else b"")


# ------------------------------------------------------------------ what a provider does


def whole(
    body: Any, status: int = 200, headers: dict[str, str] | None = None, content_type: str = "application/json"
) -> Play:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()

    async def play(wire: Wire, writer: asyncio.StreamWriter) -> None:
        lines = {"content-type": content_type, "content-length": str(len(data)), **(headers or {})}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        writer.write(f"HTTP/1.1 {status} Said\r\n{head}\r\n".encode() + data)
        await writer.drain()

    return play


def stream(*pieces: bytes, end: str = "close", headers: dict[str, str] | None = None) -> Play:
    """A chunked event stream. ``end``: close (properly), reset, hang (until released or gone), or release (go on after it)."""

    async def play(wire: Wire, writer: asyncio.StreamWriter) -> None:
        lines = {"content-type": "text/event-stream", "transfer-encoding": "chunked", **(headers or {})}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        writer.write(f"HTTP/1.1 200 OK\r\n{head}\r\n".encode())
        for number, piece in enumerate(pieces):
            if end == "release" and number == len(pieces) - 1:
                await wire.release.wait()
            writer.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            await writer.drain()
        if end == "reset":
            writer.transport.abort()
            return
        if end == "hang":
            await hang(wire, writer)
            return
        writer.write(b"0\r\n\r\n")
        await writer.drain()

    return play


async def hang(wire: Wire, writer: asyncio.StreamWriter) -> None:
    """Neither answers nor closes until the other side goes or the test releases it."""
    released = asyncio.ensure_future(wire.release.wait())
    await asyncio.wait({wire.leaving(writer), released}, return_when=asyncio.FIRST_COMPLETED)
    released.cancel()
    writer.close()


async def reset(wire: Wire, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


def garbage(data: bytes) -> Play:
    """Bytes that are no HTTP answer."""

    async def play(wire: Wire, writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()
        writer.close()

    return play


def chat(text: str = TEXT) -> dict[str, Any]:
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [choice],
        "usage": USAGE,
    }


def chat_events(words: tuple[str, ...] = WORDS, *, done: bool = True) -> list[bytes]:
    head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "m"}

    def chunk(delta: dict[str, Any], finish: str | None = None, **more: Any) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
        return b"data: " + json.dumps({**head, "choices": [choice], **more}).encode() + b"\n\n"

    events = [chunk({"role": "assistant", "content": ""}), *(chunk({"content": word}) for word in words)]
    if done:
        events += [chunk({}, "stop", usage=USAGE), b"data: [DONE]\n\n"]
    return events


def failed(status: int, message: str = "scripted", headers: dict[str, str] | None = None, **more: Any) -> Play:
    error = {"message": message, "type": "some_error", "param": None, "code": None, **more}
    return whole({"error": error}, status, headers)


# ------------------------------------------------------------------ the proxy


@dataclass(slots=True)
class Running:
    """A proxy on loopback; ``rows`` are the finished log rows, completed."""

    runtime: Runtime
    server: ProxyServer
    client: aiohttp.ClientSession
    rows: list[RequestLog]
    token: str = TOKEN

    @property
    def base(self) -> str:
        assert self.server.address is not None
        return "http://{}:{}".format(*self.server.address)

    async def post(self, path: str, body: Any, **more: Any) -> Reply:
        headers = {"authorization": f"Bearer {self.token}", **more.pop("headers", {})}
        data = io.BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
        async with self.client.post(self.base + path, data=data, headers=headers, **more) as answer:
            return await Reply.of(answer)

    async def get(self, path: str, method: str = "GET", **more: Any) -> Reply:
        headers = {"authorization": f"Bearer {self.token}", **more.pop("headers", {})}
        async with self.client.request(method, self.base + path, headers=headers, **more) as answer:
            return await Reply.of(answer)

    async def ask(self, path: str = "/proxies/p/v1/chat/completions", *, stream: bool = False, **more: Any) -> Reply:
        """A small question in the Chat Completions format."""
        fields = more.pop("body", {})
        question = {"model": "m", "messages": [{"role": "user", "content": "Weather?"}], "stream": stream, **fields}
        return await self.post(path, question, **more)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; header names in lower case."""

    status: int
    headers: dict[str, str]
    data: bytes

    @classmethod
    async def of(cls, answer: aiohttp.ClientResponse) -> Reply:
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return cls(answer.status, headers, await answer.read())

    @property
    def json(self) -> Any:
        return json.loads(self.data)

    @property
    def events(self) -> list[Any]:
        """The data of every event, parsed; ``[DONE]`` as text."""
        found = [line[6:] for line in self.data.decode().splitlines() if line.startswith("data: ")]
        return [item if item == "[DONE]" else json.loads(item) for item in found]

    @property
    def text(self) -> str:
        """Text of a Chat Completions stream."""
        choices = [choice for event in self.events if isinstance(event, dict) for choice in event.get("choices", ())]
        return "".join(choice["delta"].get("content") or "" for choice in choices)


async def until(holds: Callable[[], bool], patience_s: float = 3.0) -> None:
    """Wait for something that another task brings about."""
    async with asyncio.timeout(patience_s):
        while not holds():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.005)


class Rows:
    """A log sink that keeps finished rows."""

    def __init__(self) -> None:
        self.rows: list[RequestLog] = []

    def put(self, row: RequestLog) -> None:
        self.rows.append(row.completed())


@asynccontextmanager
async def running(
    snapshot: Snapshot, source: str = "local", price: Pricer = lambda _exchange: None, **more: Any
) -> AsyncIterator[Running]:
    """A real listener on a free port around ``snapshot``."""
    sink = Rows()
    recorder = Recorder(sink, EventBus(), Redactor(), price)
    more.setdefault("retry_pause_s", (0.0, 0.01))
    runtime = Runtime(snapshot=snapshot, recorder=recorder, version="1.2.3", **more)
    server = ProxyServer(runtime, source)
    await server.start("127.0.0.1", 0)
    client = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20))
    try:
        yield Running(runtime, server, client, sink.rows)
    finally:
        await client.close()
        await server.stop(0)
        await runtime.aclose()
