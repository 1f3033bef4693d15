"""How one process of this computer wakes another that waits for news: a connection to a loopback port.

It carries nothing, and whoever else connects only makes the waiting side look once more for nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import Self

log = logging.getLogger(__name__)
_HOST = "127.0.0.1"
_RING_S = 2.0


class Doorbell:
    """The waiting side; `port` is what the other one needs. Belongs to one loop, and to an `async with`."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self._server: asyncio.Server | None = None

    @property
    def port(self) -> int:
        assert self._server is not None
        return int(self._server.sockets[0].getsockname()[1])

    async def wait(self, timeout_s: float) -> bool:
        """Whether it rang since the last call, or does within `timeout_s`."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await self._rung.wait()
        rung = self._rung.is_set()
        self._rung.clear()
        return rung

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._hear, _HOST, 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()

    def _hear(self, _reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()
        self._rung.set()


async def ring(port: int) -> bool:
    """False when nobody waits any more."""
    try:
        async with asyncio.timeout(_RING_S):
            _, writer = await asyncio.open_connection(_HOST, port)
    except (OSError, TimeoutError) as error:
        log.debug("Nobody waits at port %d: %s", port, error)
        return False
    writer.close()
    return True
