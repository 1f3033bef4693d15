"""The supervisor of `amux serve --workers N`: starts the workers, puts new ones in the place of the dead, passes messages on.

A worker is this program again with `--worker`, in a session of its own: Ctrl-C reaches the supervisor only. The socket over
which workers talk is also the proof that the supervisor lives; a worker whose end is closed stops by itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from amux_desktop.core.peers import LINE_LIMIT, Message, PeerLink, Worker, new_machine
from amux_desktop.core.processes import start_process
from amux_desktop.core.tasks import TaskSet

_FIRST_PAUSE_S = 0.2
_LONGEST_PAUSE_S = 10.0
_SETTLED_S = 30.0
"""A worker that lived so long did not die of how it was started."""
_END_S = 20.0
_MOST_WAITING = 32 * 1024 * 1024
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(slots=True)
class _Running:
    """One process. `name` is the number and how many times it was started."""

    number: int
    name: str
    process: Process
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, line: bytes) -> None:
        """A worker that does not listen is not waited for."""
        if self.writer.transport.get_write_buffer_size() < _MOST_WAITING:
            self.writer.write(line)


class Supervisor:
    """`start` once, then `stop`. `options` are those of `amux serve` that each worker gets."""

    def __init__(self, count: int, options: Sequence[str], listener: int | None, warn: Callable[[str], None]) -> None:
        """`listener`: descriptor of a listening socket for all of them; None when each binds its own."""
        self._count = count
        self._options = options
        self._listener = listener
        self._warn = warn
        self._running: dict[str, _Running] = {}
        self._tasks = TaskSet()
        self._machine = new_machine()
        self._stopping = False
        self.seal = ""
        """How the keys are sealed, as the workers see it."""

    async def start(self, stop: asyncio.Event) -> int:
        """The first worker alone, which prepares the data folder, then the others. Returns 0, or the exit code of one that
        could not start; it has said why."""
        code = await self._first_start([1], stop)
        return code or await self._first_start(range(2, self._count + 1), stop)

    async def stop(self) -> None:
        """Ends all workers, those that take too long by force."""
        self._stopping = True
        processes = [worker.process for worker in self._running.values()]
        for process in processes:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
        if processes:
            ends = [asyncio.ensure_future(process.wait()) for process in processes]
            await asyncio.wait(ends, timeout=_END_S)
        for process in processes:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
        await self._tasks.cancel_all()

    async def _first_start(self, numbers: Sequence[int], stop: asyncio.Event) -> int:
        started = [await self._start(number, 1) for number in numbers]
        stopped = asyncio.ensure_future(stop.wait())
        try:
            for worker in started:
                ready = asyncio.ensure_future(worker.ready.wait())
                ended = asyncio.ensure_future(worker.process.wait())
                await asyncio.wait((ready, ended, stopped), return_when=asyncio.FIRST_COMPLETED)
                ready.cancel()
                ended.cancel()
                if stopped.done():
                    return 0
                if worker.process.returncode is not None:
                    return abs(worker.process.returncode) or 1
        finally:
            stopped.cancel()
        for worker in started:
            self._tasks.spawn(self._keep(worker), name=f"keep worker {worker.number}")
        return 0

    async def _start(self, number: int, generation: int) -> _Running:
        name = f"{number}.{generation}"
        ours, theirs = socket.socketpair()
        inherited = [theirs.fileno(), *([self._listener] if self._listener is not None else [])]
        spec = ":".join(map(str, (number, name, self._machine, *inherited)))
        with theirs:
            process = await start_process(
                *_program(), "serve", *self._options, "--worker", spec,
                stdin=DEVNULL, pass_fds=inherited, env=_environment(),
            )  # fmt: skip
        reader, writer = await asyncio.open_connection(sock=ours, limit=LINE_LIMIT)
        worker = _Running(number, name, process, reader, writer)
        self._running[name] = worker
        self._tasks.spawn(self._listen(worker), name=f"listen to worker {name}")
        return worker

    async def _keep(self, worker: _Running) -> None:
        """Another one whenever a worker ends, at once the first time, then ever later."""
        pause, generation = _FIRST_PAUSE_S, 1
        while True:
            began = time.monotonic()
            code = await worker.process.wait()
            if self._stopping:
                return
            pause = _FIRST_PAUSE_S if time.monotonic() - began > _SETTLED_S else pause
            reason = f"signal {-code}" if code < 0 else f"exit code {code}"
            self._warn(f"amux: worker {worker.number} ended ({reason}); another one starts in {pause:.1f} s")
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_S)
            generation += 1
            worker = await self._start(worker.number, generation)

    async def _listen(self, worker: _Running) -> None:
        try:
            while line := await worker.reader.readline():
                self._pass_on(worker, line)
        except (OSError, ValueError) as error:
            self._warn(f"amux: worker {worker.number} cannot be understood: {error}")
        finally:
            worker.writer.close()
            self._running.pop(worker.name, None)
            for other in self._others(worker):
                other.tell(Message(topic="gone", sender=worker.name).line())

    def _pass_on(self, worker: _Running, line: bytes) -> None:
        message = Message.read(line)
        if message.topic == "ready":
            self._welcome(worker, message)
            return
        for other in self._others(worker):
            if message.to in ("", other.name):
                other.tell(line)

    def _welcome(self, worker: _Running, message: Message) -> None:
        self.seal = str(message.data["seal"])
        worker.ready.set()
        for number, other in enumerate(self._others(worker)):
            other.tell(Message(topic="newcomer", sender=worker.name, data=number == 0).line())

    def _others(self, worker: _Running) -> list[_Running]:
        return [other for other in self._running.values() if other is not worker and other.ready.is_set()]


def read_worker(spec: str) -> Worker:
    """What `--worker` says: number, name, machine, descriptor of the link, and of the listening socket if it is inherited."""
    number, name, machine, link, *listener = spec.split(":")
    return Worker(
        number=int(number),
        link=PeerLink(name, socket.socket(fileno=int(link))),
        listener=int(listener[0]) if listener else None,
        machine=machine,
    )


async def ask(*command: str) -> Any:
    """What a command of this program prints as JSON. Ends this one with its exit code when it fails; it has said why."""
    process = await asyncio.create_subprocess_exec(
        *_program(), *command, "--json", stdin=DEVNULL, stdout=PIPE, env=_environment()
    )
    said, _ = await process.communicate()
    if process.returncode:
        raise SystemExit(process.returncode)
    return json.loads(said)


def _program() -> list[str]:
    """This program, however it was started."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "amux_desktop"]


def _environment() -> dict[str, str]:
    """The module is found from any folder."""
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    return os.environ | ({} if getattr(sys, "frozen", False) else {"PYTHONPATH": path})
