"""A client that reads slowly holds the provider back; nothing piles up in between."""

from __future__ import annotations

import asyncio
import json

import pytest

from tests.helpers import routing
from tests.helpers.routing import TOKEN
from tests.helpers.wire import Wire, chat_events, running

WORD = "x" * 65_536
WORDS = 900
#: Two hops of socket buffers of the system hold some megabytes; the whole answer is more than 58.
HELD_BACK = 48_000_000


@pytest.mark.parametrize("path", ["/providers/chat/v1/chat/completions", "/proxies/p/v1/messages"])
async def test_a_slow_reader_holds_the_provider_back(path: str) -> None:
    first, *words, finish, done = chat_events((WORD,) * WORDS)
    held = asyncio.Event()
    written = 0

    async def play(up: Wire, writer: asyncio.StreamWriter) -> None:
        nonlocal written
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")
        for event in (first, *words, finish, done):
            writer.write(b"%x\r\n%s\r\n" % (len(event), event))
            written += len(event)
            draining = asyncio.ensure_future(writer.drain())
            if not held.is_set() and not (await asyncio.wait({draining}, timeout=0.5))[0]:
                held.set()
            await draining
        writer.write(b"0\r\n\r\n")
        await writer.drain()

    async with Wire(default=play) as provider:
        snapshot = routing.snapshot(
            [routing.provider("chat", "custom-openai", provider.base, passthrough=True)], [routing.proxy("p", "any", "chat")]
        )  # fmt: skip
        async with running(snapshot) as proxy:
            body = json.dumps({"model": "m", "max_tokens": 9, "stream": True, "messages": [{"role": "user", "content": "Hi"}]})  # fmt: skip
            reader, writer = await asyncio.open_connection(*proxy.server.address, limit=2**18)  # type: ignore[misc]  # is listening
            writer.write(
                f"POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\nauthorization: Bearer {TOKEN}\r\n"
                f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n{body}".encode()
            )
            async with asyncio.timeout(10):
                await held.wait()
            assert written < HELD_BACK
            got = 0
            while piece := await reader.read(2**18):
                got += piece.count(b"x")
            writer.close()
    assert got >= WORDS * len(WORD)
