"""Keeps the turns of stateful Responses in the database, so that a conversation survives a restart."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.tasks import TaskSet
from amux_desktop.services.store import Repositories, Store
from amux_desktop.storage.records import StoredResponse

log = logging.getLogger(__name__)
_MOST_WAITING = 256
_PATIENCE_S = 1.0
_LOOK_EVERY_S = 0.05


class ResponseArchive:
    """Satisfies `proxy.stored.Archive`. Belongs to the backend's loop; `aclose` writes what still waits."""

    def __init__(self, store: Store, *, has_company: bool = False) -> None:
        """`has_company`: another worker may be about to store the turn that is asked for."""
        self._store = store
        self._patience_s = _PATIENCE_S if has_company else 0.0
        self._tasks = TaskSet()
        self._waiting: dict[str, StoredResponse] = {}
        self._idle = asyncio.Event()
        self._idle.set()

    def save(self, turn: StoredResponse) -> None:
        """Written soon after, in order. While the database is stuck only the newest turns wait."""
        self._waiting[turn.id] = turn
        while len(self._waiting) > _MOST_WAITING:
            lost = next(iter(self._waiting))
            del self._waiting[lost]
            log.warning("Response %s is kept in memory only: the database is too slow", lost)
        if self._idle.is_set():
            self._idle.clear()
            self._tasks.spawn(self._write(), name="store responses")

    async def chain(self, response_id: str, owner: str) -> tuple[StoredResponse, ...]:
        """The conversation up to and including a turn, oldest first; empty when it is not known to this owner."""
        await self._idle.wait()
        clock = asyncio.get_running_loop().time
        until = clock() + self._patience_s
        while True:
            found = await self._store.read(lambda store: store.responses.chain(response_id, owner))
            if found or clock() >= until:
                return found
            await asyncio.sleep(_LOOK_EVERY_S)

    async def remove(self, response_id: str, owner: str) -> bool:
        await self._idle.wait()
        return await self._store.write(lambda store: store.responses.delete(response_id, owner), configuration=False)

    async def aclose(self) -> None:
        await self._idle.wait()

    async def _write(self) -> None:
        try:
            while self._waiting:
                turns, self._waiting = tuple(self._waiting.values()), {}
                await self._store.write(_saving(turns), configuration=False)
        except AmuxError as error:
            log.warning("Responses are kept in memory only: %s", error)
        finally:
            self._idle.set()


def _saving(turns: tuple[StoredResponse, ...]) -> Callable[[Repositories], None]:
    def work(store: Repositories) -> None:
        for turn in turns:
            store.responses.save(turn)

    return work
