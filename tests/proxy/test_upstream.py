"""Compressed answers."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from amux_desktop.proxy import upstream
from amux_desktop.proxy.upstream import Answer, NetworkPath, UpstreamClient, UpstreamUnreachableError
from tests.helpers.wire import Wire, whole


@asynccontextmanager
async def answered(body: bytes, encoding: str = "gzip") -> AsyncIterator[Answer]:
    async with Wire() as provider:
        provider.default = whole(body, headers={"content-encoding": encoding}, content_type="text/plain")
        client = UpstreamClient()
        times = {"connect_timeout_s": 5, "first_byte_timeout_s": 5, "idle_timeout_s": 5}
        answer = await client.open("GET", provider.base + "/x", [], None, network=NetworkPath("none"), **times)
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
