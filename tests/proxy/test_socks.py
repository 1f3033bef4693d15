"""Providers behind a SOCKS5 proxy, over real sockets."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from amux_desktop.proxy.upstream import NetworkPath, UpstreamClient, UpstreamUnreachableError
from tests.helpers.wire import Wire


@dataclass
class Socks:
    """A SOCKS5 proxy that sends every name to one port of this machine; ``login`` is what it demands."""

    target: int
    login: tuple[bytes, bytes] | None = None
    status: int = 0
    asked: list[tuple[bytes, int]] = field(default_factory=list)
    port: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            await self._serve(reader, writer)
        writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        _, count = await reader.readexactly(2)
        methods = await reader.readexactly(count)
        wanted = 2 if self.login else 0
        if wanted not in methods:
            writer.write(b"\x05\xff")
            return
        writer.write(bytes((5, wanted)))
        if self.login:
            _, size = await reader.readexactly(2)
            name = await reader.readexactly(size)
            password = await reader.readexactly((await reader.readexactly(1))[0])
            writer.write(bytes((1, (name, password) != self.login)))
        size = (await reader.readexactly(5))[4]
        self.asked.append((await reader.readexactly(size), int.from_bytes(await reader.readexactly(2), "big")))
        writer.write(bytes((5, self.status, 0, 1)) + bytes(6))
        if self.status == 0:
            to_reader, to_writer = await asyncio.open_connection("127.0.0.1", self.target)
            await asyncio.wait(
                {asyncio.ensure_future(_pump(reader, to_writer)), asyncio.ensure_future(_pump(to_reader, writer))}
            )


async def _pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while data := await source.read(65536):
            sink.write(data)
            await sink.drain()
    sink.close()


@contextlib.asynccontextmanager
async def behind(socks: Socks) -> AsyncIterator[Socks]:
    server = await asyncio.start_server(socks.serve, "127.0.0.1", 0)
    socks.port = server.sockets[0].getsockname()[1]
    yield socks
    server.close()


async def fetch(proxy: str, url: str = "http://provider.invalid:81/v1/x") -> tuple[int, bytes]:
    client = UpstreamClient()
    try:
        answer = await client.open(
            "POST", url, [(b"x-a", b"b")], b"{}", network=NetworkPath(proxy), connect_timeout_s=2, first_byte_timeout_s=3, idle_timeout_s=3
        )  # fmt: skip
        data = await answer.read()
        answer.close()
        return answer.status, data
    finally:
        await client.aclose()


@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
@pytest.mark.parametrize("login", [None, (b"us er", b"p@ss")])
async def test_the_proxy_looks_names_up(scheme: str, login: tuple[bytes, bytes] | None) -> None:
    async with Wire() as provider, behind(Socks(provider.port, login)) as socks:
        who = "us%20er:p%40ss@" if login else ""
        status, data = await fetch(f"{scheme}://{who}127.0.0.1:{socks.port}")
        assert (status, b"chatcmpl" in data) == (200, True)
        assert socks.asked == [(b"provider.invalid", 81)]
        assert provider.asked[0].headers["host"] == "provider.invalid:81"


async def test_what_the_proxy_refuses_is_said() -> None:
    async with Wire() as provider, behind(Socks(provider.port, (b"a", b"b"))) as socks:
        for who in ("", "a:wrong@"):
            with pytest.raises(UpstreamUnreachableError) as caught:
                await fetch(f"socks5://{who}127.0.0.1:{socks.port}")
            assert caught.value.kind == "proxy"
    async with Wire() as provider, behind(Socks(provider.port, status=5)) as socks:
        with pytest.raises(UpstreamUnreachableError, match="connection was refused") as caught:
            await fetch(f"socks5://127.0.0.1:{socks.port}")
        assert caught.value.kind == "connect"
    for address in ("socks5://127.0.0.1:1", "socks4://127.0.0.1:1"):
        with pytest.raises(UpstreamUnreachableError) as caught:
            await fetch(address)
        assert caught.value.kind == "proxy"
