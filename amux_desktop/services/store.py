"""The database as services use it: short functions over repositories, run off the event loop.

Reads share a few threads. Writes go through one thread, so that two changes of this process never wait for each other's
lock; other processes are kept apart by the database itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Callable
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

    async def shrink(self, kept_bytes: int) -> int:
        """Give back some of the space that deleted rows left, see `Database.shrink`. Returns how many pages went."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, self._storage.database.shrink, kept_bytes)

    @contextlib.asynccontextmanager
    async def among_machines(self, name: str) -> AsyncIterator[None]:
        """Held by one process at a time where a team shares a database server; nothing happens with a file. Raises
        `database_busy`, `database_unavailable`."""
        database = self._storage.database
        if database.path is not None:
            yield
            return
        loop = asyncio.get_running_loop()
        held, release = asyncio.Event(), threading.Event()

        def hold() -> None:
            with database.among_machines(name):
                loop.call_soon_threadsafe(held.set)
                release.wait()

        # One thread takes the lock and lets it go, so that none stays behind when the waiting is given up.
        thread = ThreadPoolExecutor(1, thread_name_prefix="amux-lock")
        holding = loop.run_in_executor(thread, hold)
        waiting = asyncio.ensure_future(held.wait())
        try:
            await asyncio.wait((holding, waiting), return_when=asyncio.FIRST_COMPLETED)
            if holding.done():
                holding.result()
            yield
        finally:
            waiting.cancel()
            release.set()
            holding.add_done_callback(lambda done: done.cancelled() or done.exception())
            thread.shutdown(wait=False)

    def close(self) -> None:
        """Waits for what is under way."""
        self._writer.shutdown()
        self._readers.shutdown(cancel_futures=True)
