"""Compressed answers, and connections."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from socket import AF_INET

import aiohttp
import pytest

from amux_desktop.proxy import upstream
from amux_desktop.proxy.upstream import Answer, NetworkPath, UpstreamClient, UpstreamUnreachableError
from amux_desktop.tunnel.command import free_port
from tests.helpers.wire import Wire, whole

TIMES = {"connect_timeout_s": 5, "first_byte_timeout_s": 5, "idle_timeout_s": 5}


@asynccontextmanager
async def answered(body: bytes, encoding: str = "gzip") -> AsyncIterator[Answer]:
    async with Wire() as provider:
        provider.default = whole(body, headers={"content-encoding": encoding}, content_type="text/plain")
        client = UpstreamClient()
        answer = await client.open("GET", provider.base + "/x", [], None, network=NetworkPath("none"), **TIMES)
        try:
            yield answer
        finally:
            answer.close()
            await client.aclose()


async def sizes(packed: bytes) -> list[int]:
    """Of the pieces that a provider's answer comes in."""
    async with answered(packed) as answer:
        return [len(piece) async for piece in answer.plain_chunks()]


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
async def test_a_whole_answer_is_held_up_to_a_limit(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upstream, "MOST_WHOLE", 3 * 1024 * 1024)
    for size, fits in ((3 * 1024 * 1024, True), (3 * 1024 * 1024 + 1, False)):
        packer = zlib.compressobj(wbits=31)
        body = packer.compress(bytes(size)) + packer.flush() if encoding == "gzip" else bytes(size)
        async with answered(body, encoding) as answer:
            if fits:
                assert len(await answer.read()) == size
            else:
                with pytest.raises(UpstreamUnreachableError, match="larger than 3 MB"):
                    await answer.read()


async def test_a_packed_answer_that_ends_too_soon_is_an_error() -> None:
    packer = zlib.compressobj(wbits=31)
    packed = packer.compress(bytes(range(256)) * 50) + packer.flush()
    async with answered(packed[:-9]) as answer:
        with pytest.raises(UpstreamUnreachableError, match="gzip encoding is broken"):
            await answer.read()


async def test_a_small_answer_that_unpacks_to_much_comes_in_pieces() -> None:
    packer = zlib.compressobj(wbits=31)
    packed = packer.compress(bytes(20_000_000)) + packer.flush()
    assert len(packed) < 30_000
    found = await sizes(packed)
    assert sum(found) == 20_000_000
    assert max(found) <= 1024 * 1024


async def test_what_is_not_packed_as_it_says_is_an_error() -> None:
    with pytest.raises(UpstreamUnreachableError, match="gzip encoding is broken"):
        await sizes(b"not packed at all")


async def test_nothing_is_lost_at_the_end_of_a_piece() -> None:
    for size in (1024 * 1024 - 1, 1024 * 1024, 1024 * 1024 + 1, 2 * 1024 * 1024 + 100):
        packer = zlib.compressobj(wbits=31)
        assert sum(await sizes(packer.compress(bytes(size)) + packer.flush())) == size


async def test_old_connections_are_left_to_what_is_under_way() -> None:
    async with Wire() as provider:
        client = UpstreamClient()

        async def ask() -> Answer:
            return await client.open("GET", provider.base + "/x", [], None, network=NetworkPath("none"), **TIMES)

        async def used() -> int:
            """How many connections the provider has seen then."""
            answer = await ask()
            await answer.read()
            answer.close()
            return provider.connections

        assert [await used(), await used()] == [1, 1]
        under_way = await ask()
        await client.refresh()
        assert [await used(), await used()] == [2, 2]
        assert await under_way.read()
        under_way.close()
        for _ in range(40):
            await client.refresh()
            await used()
        assert len(client._retired) <= 32
        await client.aclose()


async def test_the_address_of_a_name_is_looked_up_again_after_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """A provider, or a gateway at home, that has moved: the next attempt goes to the new place."""
    looked_up = []
    async with Wire() as provider:
        gone = free_port()

        class Names(aiohttp.abc.AbstractResolver):
            async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[aiohttp.abc.ResolveResult]:
                looked_up.append(host)
                there = gone if len(looked_up) == 1 else provider.port
                return [
                    aiohttp.abc.ResolveResult(
                        hostname=host, host="127.0.0.1", port=there, family=AF_INET, proto=0, flags=0
                    )
                ]

            async def close(self) -> None:
                """Nothing to close."""

        monkeypatch.setattr("aiohttp.connector.DefaultResolver", lambda **_: Names())
        client = UpstreamClient()
        url = "http://gateway.example/x"
        with pytest.raises(UpstreamUnreachableError):
            await client.open("GET", url, [], None, network=NetworkPath("none"), **TIMES)
        for _ in range(2):
            answer = await client.open("GET", url, [], None, network=NetworkPath("none"), **TIMES)
            await answer.read()
            answer.close()
        assert looked_up == ["gateway.example"] * 2
        await client.aclose()
