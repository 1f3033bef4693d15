"""How processes that serve together reach each other, and the way among the workers of one `amux serve`: lines of JSON over a
socket to the supervisor, which passes them on. The way among machines is `storage.machine_link`.

A message goes to every other worker, or to the one it names. Whoever comes later is told by the others (`on_newcomer`). Nobody
waits for an answer, and a message may be lost with the worker that sent it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import secrets
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

log = logging.getLogger(__name__)
LINE_LIMIT = 64 * 1024 * 1024
_MOST_WAITING = 32 * 1024 * 1024
Receiver = Callable[[str, Any], None]


class Link(Protocol):
    """One way to others. Everything belongs to one event loop and returns at once."""

    on_newcomer: Callable[[str, bool], None]
    """There is somebody new, by name, who wants to know about this process, or about everything it knows. Without a name:
    this process is the newcomer, or comes back after it was out of reach, and should tell everybody everything."""
    on_gone: Callable[[str], None]

    @property
    def name(self) -> str: ...

    @property
    def is_near(self) -> bool:
        """The others are workers on the same port, which add up their figures and guard one machine."""
        ...

    @property
    def is_open(self) -> bool:
        """Whether it makes sense to send; who is not connected keeps what matters until it is."""
        ...

    def now(self) -> float:
        """Seconds of a clock that everybody on this way shares. Times in messages are this clock's."""
        ...

    def receive(self, topic: str, receiver: Receiver) -> None:
        """`receiver` gets the sender's name and the data."""
        ...

    def send(self, topic: str, data: Any, to: str = "") -> None: ...

    def keep(self, name: str, topic: str, data: Any, until: float) -> None:
        """Whoever comes later shall receive `data`, until that moment of `now`; None takes it back. A way whose newcomers
        are told by the others need not keep anything."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """`sender` and `to` are names of workers; an empty `to` is everybody. the topics newcomer and gone come from the supervisor, which keeps ready for itself."""

    topic: str
    sender: str = ""
    to: str = ""
    data: Any = None

    def line(self) -> bytes:
        return json.dumps([self.topic, self.sender, self.to, self.data], separators=(",", ":")).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes) -> Message:
        """Raises ValueError for anything else than a line of `line`."""
        topic, sender, to, data = json.loads(line)
        return cls(topic=str(topic), sender=str(sender), to=str(to), data=data)


class Machines(Protocol):
    """What can be told about the machines that share with this one."""

    @property
    def is_open(self) -> bool:
        """False while what they share cannot be reached."""
        ...

    @property
    def machines(self) -> int:
        """How many serve now, this one among them."""
        ...


class PeerLink:
    """A worker's end; a `Link`. Receivers are called on its event loop, one for each topic."""

    is_near = True

    def __init__(self, name: str, end: socket.socket) -> None:
        self._name = name
        self.lost = asyncio.Event()
        """The supervisor has gone."""
        self._end = end
        self._receivers: dict[str, Receiver] = {}
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None
        self.on_newcomer: Callable[[str, bool], None] = lambda _name, _everything: None
        self.on_gone: Callable[[str], None] = lambda _name: None

    @property
    def name(self) -> str:
        return self._name

    @property
    def is_open(self) -> bool:
        return self._writer is not None

    def now(self) -> float:
        """The monotonic clock is one for all processes of a machine."""
        return time.monotonic()

    def receive(self, topic: str, receiver: Receiver) -> None:
        self._receivers[topic] = receiver

    def keep(self, name: str, topic: str, data: Any, until: float) -> None:
        """The other workers tell a newcomer."""

    def send(self, topic: str, data: Any, to: str = "") -> None:
        """Returns at once. While the supervisor is stuck, what would pile up is left out."""
        if self._writer is None or self._writer.transport.get_write_buffer_size() > _MOST_WAITING:
            return
        self._writer.write(Message(topic=topic, sender=self.name, to=to, data=data).line())

    async def open(self) -> None:
        """Once, before anything is sent."""
        self._reader, self._writer = await asyncio.open_connection(sock=self._end, limit=LINE_LIMIT)

    async def run(self) -> None:
        """Until the supervisor goes or the task is cancelled."""
        if self._reader is None:
            raise RuntimeError("the link was not opened")
        try:
            while line := await self._reader.readline():
                self._take(Message.read(line))
        except (OSError, ValueError) as error:
            log.error("The supervisor cannot be understood: %s", error)
        finally:
            self.lost.set()
            await self.aclose()

    async def aclose(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    def _take(self, message: Message) -> None:
        match message.topic:
            case "newcomer":
                self.on_newcomer(message.sender, bool(message.data))
            case "gone":
                self.on_gone(message.sender)
            case topic:
                if (receiver := self._receivers.get(topic)) is not None:
                    receiver(message.sender, message.data)


def new_machine() -> str:
    """A name for one `amux serve` with all its workers, new at every start."""
    return secrets.token_hex(6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """One of several processes on one port. The first does what must be done once: housekeeping, tunnel, coding tools."""

    number: int
    link: PeerLink
    listener: int | None
    """An inherited listening socket; None where each worker binds its own (SO_REUSEPORT)."""
    machine: str = field(default_factory=new_machine)

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @property
    def is_original(self) -> bool:
        """The very first process, not one that took its place."""
        return self.link.name == "1.1"
