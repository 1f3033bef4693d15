"""The running cloudflared: in a process group of its own, and never left behind, however Amux ends."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from amux_desktop.core.processes import end_group, start_process
from amux_desktop.core.tasks import TaskSet
from amux_desktop.tunnel.binary import unusable
from amux_desktop.tunnel.windows_job import job_around

_LONGEST_LINE = 16 * 1024
_SHELL = "/bin/sh"
#: Its standard input is a pipe that nobody writes to: when Amux ends, even by kill -9, the pipe ends too, and the watcher
#: ends the program. A parent-death signal would exist on Linux only, and needs code between fork and exec of a process with
#: threads. TERM for the whole group is left to the program; the shell stays until it has the exit code.
_GUARD = """
exec 3<&0 </dev/null
"$@" 3<&- &
child=$!
exec 2>/dev/null
trap : TERM INT HUP
(
  trap '' TERM INT HUP
  while read -r _ <&3; do :; done
  kill -TERM "$child"
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    kill -0 "$child" || exit
    sleep "$AMUX_GUARD_STEP"
  done
  kill -KILL "$child"
) >/dev/null 2>&1 &
watcher=$!
exec 3<&-
while :; do
  wait "$child"
  code=$?
  kill -0 "$child" 2>/dev/null || break
done
kill -KILL "$watcher" 2>/dev/null
exit "$code"
"""
CANNOT_EXECUTE = (126, 127)
"""Exit codes of the shell for a program that cannot be started."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """How to start cloudflared once. Secrets travel in the environment, which other users cannot read, never in arguments."""

    program: Path
    arguments: Sequence[str]
    environment: Mapping[str, str] = field(repr=False)
    metrics_port: int
    quick: bool = False
    """Its address is made up by Cloudflare and told when it is up."""
    address: str = ""
    """The public address of a named tunnel, where it is known."""


class TunnelProcess:
    """Made by `start`; its output goes line by line to `on_line`. Belongs to one loop."""

    def __init__(self, process: asyncio.subprocess.Process, on_line: Callable[[str], None]) -> None:
        self._process = process
        self._job = job_around(process.pid)
        self._tasks = TaskSet()
        self._reading = self._tasks.spawn(self._read(on_line), name="cloudflared output")

    @classmethod
    async def start(cls, launch: Launch, on_line: Callable[[str], None], grace_s: float) -> TunnelProcess:
        """Raises `cloudflared_unusable`."""
        try:
            process = await _spawn(launch, grace_s)
        except OSError as error:
            raise unusable(launch.program, error) from error
        return cls(process, on_line)

    @property
    def pid(self) -> int:
        return self._process.pid

    async def wait(self) -> int:
        """The exit code, after the last line of output."""
        code = await self._process.wait()
        await asyncio.wait({self._reading}, timeout=1.0)
        return code

    async def end(self, grace_s: float) -> None:
        """Asks the program to end, makes it end after `grace_s`; nothing of its group is left afterwards."""
        if self._process.returncode is None:
            end_group(self._process, force=False)
            try:
                async with asyncio.timeout(grace_s):
                    await self._process.wait()
            except TimeoutError:
                end_group(self._process)
                await self._process.wait()
        else:
            end_group(self._process)
        await self._tasks.cancel_all(1.0)
        if self._job is not None:
            self._job()

    async def _read(self, on_line: Callable[[str], None]) -> None:
        """A line without end is cut, so that a mad program cannot fill the memory."""
        stream = self._process.stdout
        assert stream is not None
        rest = b""
        while piece := await stream.read(_LONGEST_LINE):
            *lines, rest = (rest + piece).split(b"\n")
            if len(rest) > _LONGEST_LINE:
                lines, rest = [*lines, rest], b""
            for line in lines:
                on_line(line.decode("utf-8", "replace").rstrip("\r"))
        if rest:
            on_line(rest.decode("utf-8", "replace"))


async def _spawn(launch: Launch, grace_s: float) -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    command = [str(launch.program), *launch.arguments]
    if sys.platform == "win32":
        from subprocess import CREATE_NEW_PROCESS_GROUP, CREATE_NO_WINDOW

        return await start_process(
            *command, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.STDOUT, env=dict(launch.environment),
            creationflags=CREATE_NEW_PROCESS_GROUP | CREATE_NO_WINDOW,
        )  # fmt: skip
    return await start_process(
        _SHELL, "-c", _GUARD, "amux-tunnel", *command, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.STDOUT,
        env={**launch.environment, "AMUX_GUARD_STEP": f"{grace_s / 10:g}"},
    )  # fmt: skip
