"""Tasks that cannot get lost."""

from __future__ import annotations

import asyncio
import logging

import pytest

from amux_desktop.core.tasks import TaskSet


async def test_a_task_is_kept_until_it_ends_and_a_failure_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    tasks, gate = TaskSet(), asyncio.Event()

    async def fail() -> None:
        await gate.wait()
        raise ValueError("task went wrong")

    task = tasks.spawn(fail(), name="failing")
    assert len(tasks) == 1
    gate.set()
    with caplog.at_level(logging.ERROR):
        await asyncio.wait([task])
        await asyncio.sleep(0)
    assert len(tasks) == 0
    assert "Task failing failed" in caplog.text
    assert "task went wrong" in caplog.text


async def test_cancel_all_ends_everything_without_noise(caplog: pytest.LogCaptureFixture) -> None:
    tasks = TaskSet()
    running = [tasks.spawn(asyncio.Event().wait(), name=f"waiting {number}") for number in range(3)]
    await asyncio.sleep(0)
    await tasks.cancel_all()
    assert all(task.cancelled() for task in running)
    assert caplog.text == ""


async def test_a_task_that_ignores_its_cancellation_is_reported(caplog: pytest.LogCaptureFixture) -> None:
    tasks, gate = TaskSet(), asyncio.Event()

    async def stubborn() -> None:
        while not gate.is_set():
            try:
                await gate.wait()
            except asyncio.CancelledError:
                continue

    task = tasks.spawn(stubborn(), name="stubborn")
    await asyncio.sleep(0)
    with caplog.at_level(logging.WARNING):
        await tasks.cancel_all(timeout_s=0.02)
    assert "stubborn did not end" in caplog.text
    gate.set()
    await task
