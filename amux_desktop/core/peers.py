"""What the workers of one `amux serve` tell each other: lines of JSON over a socket to the supervisor, which passes them on.

A message goes to every other worker, or to the one it names. Whoever comes later is told by the others (`on_newcomer`). Nobody
waits for an answer, and a message may be lost with the worker that sent it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

log = logging.getLogger(__name__)
LINE_LIMIT = 64 * 1024 * 1024
_MOST_WAITING = 32 * 1024 * 1024
Receiver = Callable[[str, Any], None]


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


class PeerLink:
    """A worker's end. Belongs to one event loop; receivers are called on it, one for each topic."""

    def __init__(self, name: str, end: socket.socket) -> None:
        self.name = name
        self.lost = asyncio.Event()
        """The supervisor has gone."""
        self._end = end
        self._receivers: dict[str, Receiver] = {}
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None
        self.on_newcomer: Callable[[str, bool], None] = lambda _name, _everything: None
        """There is another worker. It wants to know about this one, and from one of them about everything."""
        self.on_gone: Callable[[str], None] = lambda _name: None

    def receive(self, topic: str, receiver: Receiver) -> None:
        """`receiver` gets the sender's name and the data."""
        self._receivers[topic] = receiver

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """One of several processes on one port. The first does what must be done once: housekeeping, tunnel, coding tools."""

    number: int
    link: PeerLink
    listener: int | None
    """An inherited listening socket; None where each worker binds its own (SO_REUSEPORT)."""

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @property
    def is_original(self) -> bool:
        """The very first process, not one that took its place."""
        return self.link.name == "1.1"
