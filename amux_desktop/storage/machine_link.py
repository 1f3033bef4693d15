"""The way among machines: a stream on a Valkey server, which every process writes to and reads from.

A stream, not publish and subscribe: who was away for a moment reads on where it stopped, and who is new reads the last minute.
What must last longer, such as the target a conversation stays with, is kept under keys that expire. Everything is sealed with the
key of the vault and bound to its place, so that the server can neither read nor invent anything. It can lose everything: what
matters is told again by those who know it. Needs Valkey, or Redis 6.2 or newer.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import random
import time
from collections.abc import Callable
from typing import Any

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.peers import Receiver
from amux_desktop.security.cipher import SecretBox
from amux_desktop.storage.valkey import ANSWER_S, Address, Valkey

log = logging.getLogger(__name__)
VERSION = 1
"""Of the keys and of what they hold. Another one is another world, so that two versions may run side by side."""
SILENCE_S = 5.0
"""Who says nothing for so long is gone; everybody says something once a second."""
_HISTORY_S = 60.0
_STREAM_LASTS_S = 600
_INDEX_LASTS_S = 172_800
_MOST_KEPT = 20_000
_MEASURE_EVERY_S = 1.0
_TIDY_EVERY_S = 60.0
_FIRST_PAUSE_S = 0.2
_LONGEST_PAUSE_S = 10.0
_BLOCK_MS = 1000
_PAGE = 500
_TABLE = "shared_state"


class MachineLink:
    """A `core.peers.Link`. `run` connects, and again whenever the server was away."""

    is_near = False

    def __init__(
        self, address: Address, box: SecretBox, installation: Callable[[], str], machine: str, worker: str
    ) -> None:
        """`installation`: what all machines with one database have in common; only a digest of it gets to the server. It is
        asked for before each attempt, and may raise an AmuxError."""
        self._address = address
        self._box = box
        self._installation = installation
        self._machine = machine
        self._name = f"{machine}/{worker}"
        self._stream = self._index = self._prefix = ""
        self._receivers: dict[str, Receiver] = {}
        self.on_newcomer: Callable[[str, bool], None] = lambda _name, _everything: None
        self.on_gone: Callable[[str], None] = lambda _name: None
        self._offset: float | None = None
        self._open = False
        self._settled = asyncio.Event()
        self._wake = asyncio.Event()
        self._outbox: list[tuple[str, Any]] = []
        self._keeping: dict[str, tuple[str, Any, float]] = {}
        self._under_way: tuple[int, float, list[tuple[str, Any]]] | None = None
        self._number = 0
        self._measured = self._tidied = 0.0
        self._seen: dict[str, tuple[int, float]] = {}
        self._heard: dict[str, float] = {}
        self._lost_at: float | None = None
        self._told_unreadable = False
        self.problem: AmuxError | None = None
        """Why it is not open; None while it is, and before the first attempt."""

    # ------------------------------------------------------------------ as a link

    @property
    def name(self) -> str:
        return self._name

    @property
    def is_open(self) -> bool:
        return self._open

    @property
    def machines(self) -> int:
        """How many serve now, this one among them."""
        return len({_machine_of(name) for name in self._heard} | {self._machine})

    def now(self) -> float:
        """The server's clock, in seconds since 1970, as well as it is known here."""
        return time.monotonic() + (self._offset or 0.0)

    def receive(self, topic: str, receiver: Receiver) -> None:
        self._receivers[topic] = receiver

    def send(self, topic: str, data: Any, to: str = "") -> None:
        """To everybody: nobody is told anything of his own here. What is sent while the server is away is left out."""
        if self._open:
            self._outbox.append((topic, data))
            self._wake.set()

    def keep(self, name: str, topic: str, data: Any, until: float) -> None:
        if self._open:
            self._keeping[name] = (topic, data, until)
            self._wake.set()

    # ------------------------------------------------------------------ the server comes and goes

    async def run(self) -> None:
        """Until cancelled."""
        pause = _FIRST_PAUSE_S
        while True:
            try:
                await self._session()
            except AmuxError as error:
                pause = _FIRST_PAUSE_S if self._open else pause
                self._lose(error)
            await asyncio.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - spreads machines, protects nothing
            pause = min(pause * 2, _LONGEST_PAUSE_S)

    async def settled(self, within_s: float) -> bool:
        """Waits until the first attempt has succeeded, failed, or taken too long. Whether it is open."""
        try:
            async with asyncio.timeout(within_s):
                await self._settled.wait()
        except TimeoutError:
            return self._open
        return self._open

    async def _session(self) -> None:
        """Until something fails, which is raised."""
        prefix = f"amux:{VERSION}:{{{_digest(self._installation())[:16]}}}"
        self._stream, self._index, self._prefix = f"{prefix}:news", f"{prefix}:kept", f"{prefix}:k:"
        async with Valkey(self._address) as writing, Valkey(self._address) as reading:
            await self._measure(writing)
            await self._recall(writing)
            cursor = await self._catch_up(reading, f"{int((self.now() - _HISTORY_S) * 1000)}-0")
            self._begin()
            ends = [asyncio.ensure_future(self._write(writing)), asyncio.ensure_future(self._read(reading, cursor))]
            try:
                await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for end in ends:
                    end.cancel()
                results = await asyncio.gather(*ends, return_exceptions=True)
        for result in results:
            if isinstance(result, Exception):
                raise result

    def _begin(self) -> None:
        self._open, self.problem = True, None
        if self._lost_at is not None:
            log.info("The shared state is back after %.0f s", time.monotonic() - self._lost_at)
            self._lost_at = None
        self.on_newcomer("", True)
        self._wake.set()
        self._settled.set()

    def _lose(self, error: AmuxError) -> None:
        self._open, self.problem = False, error
        if self._lost_at is None:
            self._lost_at = time.monotonic()
            log.warning("%s This machine goes on by itself until it is back.", error.message)
        for name in list(self._heard):
            self._forget(name)
        self._settled.set()

    # ------------------------------------------------------------------ writing

    async def _write(self, server: Valkey) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._outbox or self._keeping or self._under_way:
                await self._tell(server)

    async def _tell(self, server: Valkey) -> None:
        """What has gathered. If it fails it goes out again under the same number, so that nobody takes it twice."""
        if self._under_way is None and self._outbox:
            self._number += 1
            self._under_way, self._outbox = (self._number, self.now(), self._outbox), []
        kept, self._keeping = self._keeping, {}
        commands: list[tuple[str | bytes | int, ...]] = []
        if self._under_way is not None:
            oldest = int((self.now() - _HISTORY_S - SILENCE_S) * 1000)
            text = self._seal([self._name, *self._under_way], self._stream, "message")
            commands.append(("XADD", self._stream, "MINID", "~", oldest, "*", "o", self._machine, "m", text))
            commands.append(("EXPIRE", self._stream, _STREAM_LASTS_S))
        for name, entry in kept.items():
            commands += self._keep_commands(name, *entry)
        if kept:
            commands.append(("EXPIRE", self._index, _INDEX_LASTS_S))
        try:
            await server.ask(*commands, *self._tidy_commands())
        except AmuxError:
            self._keeping = kept | self._keeping
            raise
        self._under_way = None
        if time.monotonic() - self._measured > _MEASURE_EVERY_S:
            await self._measure(server)

    def _keep_commands(self, name: str, topic: str, data: Any, until: float) -> list[tuple[str | bytes | int, ...]]:
        digest = _digest(name)
        left_ms = int((until - self.now()) * 1000)
        if data is None or left_ms <= 0:
            return [("DEL", self._prefix + digest), ("ZREM", self._index, digest)]
        text = self._seal([topic, data], digest, "kept")
        return [
            ("SET", self._prefix + digest, text, "PX", left_ms),
            ("ZADD", self._index, int(until * 1000), digest),
        ]

    def _tidy_commands(self) -> list[tuple[str | bytes | int, ...]]:
        """The index loses what has expired already."""
        now = time.monotonic()
        if now - self._tidied < _TIDY_EVERY_S:
            return []
        self._tidied = now
        self._seen = {name: seen for name, seen in self._seen.items() if now - seen[1] < 2 * _HISTORY_S}
        return [
            ("ZREMRANGEBYSCORE", self._index, "-inf", int(self.now() * 1000)),
            ("ZREMRANGEBYRANK", self._index, 0, -_MOST_KEPT - 1),
        ]

    # ------------------------------------------------------------------ reading

    async def _read(self, server: Valkey, cursor: str) -> None:
        while True:
            cursor = await self._page(server, cursor, _BLOCK_MS) or cursor
            silent_since = time.monotonic() - SILENCE_S
            for name in [name for name, heard in self._heard.items() if heard < silent_since]:
                self._forget(name)

    async def _catch_up(self, server: Valkey, cursor: str) -> str:
        """The last minute; what was heard already is known by its number."""
        while (further := await self._page(server, cursor, None)) is not None:
            cursor = further
        return cursor

    async def _page(self, server: Valkey, cursor: str, block_ms: int | None) -> str | None:
        """The next messages after `cursor`; the new cursor, or None when there are none."""
        waiting: tuple[str | int, ...] = () if block_ms is None else ("BLOCK", block_ms)
        command = ("XREAD", "COUNT", _PAGE, *waiting, "STREAMS", self._stream, cursor)
        [found] = await server.ask(command, within_s=ANSWER_S + (block_ms or 0) / 1000)
        if not found:
            return None
        entries = found[0][1]
        own = self._machine.encode()
        for _identifier, (_origin, origin, _message, sealed) in entries:
            # The workers of one machine hear of each other another way. What a stranger says of its origin is not believed.
            if origin != own:
                self._take(sealed)
        return str(entries[-1][0], "ascii")

    def _take(self, sealed: bytes) -> None:
        try:
            sender, number, at, messages = json.loads(self._unseal(sealed, self._stream, "message"))
        except AmuxError as error:
            self._note_unreadable(error)
            return
        if _machine_of(sender) == self._machine or number <= self._seen.get(sender, (0, 0.0))[0]:
            return
        self._seen[sender] = number, time.monotonic()
        if self.now() - at < SILENCE_S:
            self._heard[sender] = time.monotonic()
        for topic, data in messages:
            self._give(sender, topic, data)

    async def _recall(self, server: Valkey) -> None:
        """What others left here for whoever comes later."""
        [digests] = await server.ask(("ZREVRANGE", self._index, 0, _MOST_KEPT - 1))
        for start in range(0, len(digests), _PAGE):
            page = [str(digest, "ascii") for digest in digests[start : start + _PAGE]]
            [values] = await server.ask(("MGET", *(self._prefix + digest for digest in page)))
            for digest, sealed in zip(page, values, strict=True):
                if sealed is None:
                    continue
                try:
                    topic, data = json.loads(self._unseal(sealed, digest, "kept"))
                except AmuxError as error:
                    self._note_unreadable(error)
                else:
                    self._give("", topic, data)

    def _give(self, sender: str, topic: str, data: Any) -> None:
        if (receiver := self._receivers.get(topic)) is None:
            return
        try:
            receiver(sender, data)
        except (KeyError, TypeError, ValueError) as error:
            log.warning(
                "A message of another machine is not understood (%s: %r). Do all run the same Amux?", topic, error
            )

    def _forget(self, name: str) -> None:
        self._heard.pop(name, None)
        self.on_gone(name)

    def _note_unreadable(self, error: AmuxError) -> None:
        if error.code != "secret_unreadable":
            raise error
        if not self._told_unreadable:
            self._told_unreadable = True
            log.warning("A message of another machine cannot be opened. All machines need the same vault.json.")

    # ------------------------------------------------------------------ clock and seal

    async def _measure(self, server: Valkey) -> None:
        """Where the server's clock is. What is known stays unless the answer shows that it is wrong."""
        before = time.monotonic()
        [(seconds, micros)] = await server.ask(("TIME",))
        self._measured = time.monotonic()
        offset = int(seconds) + int(micros) / 1e6 - (before + self._measured) / 2
        if self._offset is None or abs(offset - self._offset) > (self._measured - before) / 2:
            self._offset = offset

    def _seal(self, content: Any, row: str, column: str) -> str:
        """Raises `vault_locked`."""
        return self._box.seal(json.dumps(content, separators=(",", ":")), table=_TABLE, row=row, column=column)

    def _unseal(self, sealed: bytes, row: str, column: str) -> str:
        """Raises `vault_locked`, or `secret_unreadable` for what no machine of this installation wrote."""
        return self._box.open(str(sealed, "ascii", "replace"), table=_TABLE, row=row, column=column)


def _machine_of(name: str) -> str:
    return name.partition("/")[0]


def _digest(text: str) -> str:
    return hashlib.blake2s(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
