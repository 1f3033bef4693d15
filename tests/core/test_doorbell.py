"""One side waits without looking, the other one rings."""

from __future__ import annotations

import asyncio

from amux_desktop.core.doorbell import Doorbell, ring


async def test_a_ring_wakes_who_waits_and_is_not_lost_before() -> None:
    async with Doorbell() as bell:
        waiting = asyncio.ensure_future(bell.wait(10))
        assert await ring(bell.port)
        assert await waiting
        assert not await bell.wait(0.01)
        assert await ring(bell.port)
        assert await ring(bell.port)
        assert await bell.wait(10)
        port = bell.port
    assert not await ring(port)
