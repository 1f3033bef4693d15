"""The database as services use it: short functions over repositories, run off the event loop.

Reads share a few threads. Writes go through one thread, so that two changes of this process never wait for each other's
lock; other processes are kept apart by the database itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from amux_desktop.storage.unit import Repositories, Storage

__all__ = ["Repositories", "Store"]

T = TypeVar("T")
_READERS = 3


class Store:
    """`work` gets the repositories of one transaction and must not keep them."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="amux-read")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="amux-write")

    @property
    def storage(self) -> Storage:
        return self._storage

    async def read(self, work: Callable[[Repositories], T]) -> T:
        """A consistent view."""

        def run() -> T:
            with self._storage.read() as repositories:
                return work(repositories)

        return await asyncio.get_running_loop().run_in_executor(self._readers, run)

    async def write(self, work: Callable[[Repositories], T], *, configuration: bool = True) -> T:
        """One transaction. `configuration=False` for what routing does not depend on (health, chats, last use)."""

        def run() -> T:
            with self._storage.write(configuration=configuration) as repositories:
                return work(repositories)

        return await asyncio.get_running_loop().run_in_executor(self._writer, run)

    def close(self) -> None:
        """Waits for what is under way."""
        self._writer.shutdown()
        self._readers.shutdown(cancel_futures=True)
