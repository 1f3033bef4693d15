"""Compressed answers."""

from __future__ import annotations

import zlib

import pytest

from amux_desktop.proxy.upstream import NetworkPath, UpstreamClient, UpstreamUnreachableError
from tests.helpers.wire import Wire, whole


async def sizes(packed: bytes) -> list[int]:
    """Of the pieces that a provider's answer comes in."""
    async with Wire() as provider:
        provider.default = whole(packed, headers={"content-encoding": "gzip"}, content_type="text/plain")
        client = UpstreamClient()
        times = {"connect_timeout_s": 5, "first_byte_timeout_s": 5, "idle_timeout_s": 5}
        answer = await client.open("GET", provider.base + "/x", [], None, network=NetworkPath("none"), **times)
        try:
            return [len(piece) async for piece in answer.plain_chunks()]
        finally:
            answer.close()
            await client.aclose()


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
