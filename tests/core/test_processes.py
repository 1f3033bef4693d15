"""Programs whose start is cancelled."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from amux_desktop.core.processes import end_group, start_process

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")
PIPE = asyncio.subprocess.PIPE


@pytest.mark.parametrize("steps", range(8))
async def test_a_start_can_be_cancelled_at_any_moment(steps: int) -> None:
    """asyncio alone waits for ever when the pipes are not connected yet."""
    starting = asyncio.ensure_future(start_process("/bin/sleep", "60", stdin=PIPE, stdout=PIPE, stderr=PIPE))
    for _ in range(steps):
        await asyncio.sleep(0)
    starting.cancel()
    async with asyncio.timeout(10):
        try:
            process = await starting
        except asyncio.CancelledError:
            return
        end_group(process)
        assert await process.wait() == -9


async def test_a_program_that_does_not_exist_is_told_also_to_who_cancels(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        await start_process(str(tmp_path / "nothing"))
    starting = asyncio.ensure_future(start_process(str(tmp_path / "nothing")))
    await asyncio.sleep(0)
    starting.cancel()
    with pytest.raises((asyncio.CancelledError, FileNotFoundError)):
        await starting


async def test_children_of_a_program_end_with_it() -> None:
    """Who waits for its output would otherwise wait for theirs."""
    process = await start_process("/bin/sh", "-c", "/bin/sleep 60 & echo started; wait", stdout=PIPE)
    assert process.stdout is not None
    assert await process.stdout.readline() == b"started\n"
    end_group(process)
    async with asyncio.timeout(10):
        assert await process.communicate() == (b"", None)
