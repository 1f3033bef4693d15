"""Background tasks that cannot get lost: asyncio keeps only weak references to running tasks, a `TaskSet` strong ones."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, TypeVar

log = logging.getLogger(__name__)
T = TypeVar("T")


def spawn(coroutine: Coroutine[Any, Any, T], *, name: str, keep_in: set[asyncio.Task[Any]]) -> asyncio.Task[T]:
    """Start a named task on the running loop, referenced from `keep_in` until it ends; a failure is logged."""
    task = asyncio.get_running_loop().create_task(coroutine, name=name)
    keep_in.add(task)

    def finished(done: asyncio.Task[T]) -> None:
        keep_in.discard(done)
        if not done.cancelled() and (error := done.exception()) is not None:
            log.error("Task %s failed", name, exc_info=error)

    task.add_done_callback(finished)
    return task


class TaskSet:
    """The tasks of one owner, which ends them with `cancel_all`."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def __len__(self) -> int:
        return len(self._tasks)

    def spawn(self, coroutine: Coroutine[Any, Any, T], *, name: str) -> asyncio.Task[T]:
        return spawn(coroutine, name=name, keep_in=self._tasks)

    async def cancel_all(self, timeout_s: float = 5.0) -> None:
        """Cancel and wait; a task that ignores its cancellation for `timeout_s` is reported and left."""
        current = asyncio.current_task()
        tasks = [task for task in self._tasks if task is not current]
        for task in tasks:
            task.cancel()
        if not tasks:
            return
        _done, pending = await asyncio.wait(tasks, timeout=timeout_s)
        for task in pending:
            log.warning("Task %s did not end within %s s", task.get_name(), timeout_s)
