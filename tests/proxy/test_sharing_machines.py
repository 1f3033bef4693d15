"""Machines that share through a real Valkey server: what each learns, what the server sees, and what happens when it goes away."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from itertools import count

import pytest

from amux_desktop.core.errors import AmuxError
from amux_desktop.proxy.balancing import Balancer, Hints
from amux_desktop.proxy.limits import Limits, Spent
from amux_desktop.proxy.metrics import Counters
from amux_desktop.proxy.sharing import TICK_S, Sharing
from amux_desktop.proxy.snapshot import Snapshot, TokenRule
from amux_desktop.proxy.stored import Conversations
from amux_desktop.security.cipher import Cipher
from amux_desktop.storage import machine_link
from amux_desktop.storage.machine_link import MachineLink
from amux_desktop.storage.valkey import Address
from tests.helpers import routing
from tests.helpers.valkey import ValkeyServer
from tests.proxy.test_sharing import route, snapshot

pytestmark = pytest.mark.slow
RULE = TokenRule.of(routing.token(id="t", requests_per_minute=3, daily_budget_nanos=100))
HINTS = Hints(model="m")
BOX = Cipher({"0" * 8: b"k" * 32}, "0" * 8)
_DATABASES = count(10)
_SECRET_NAMES = ("talk-of-ours", "slow down please", "model-x")


@dataclass(slots=True)
class Machine:
    name: str
    address: Address
    worker: str = "1"
    box: Cipher = field(default_factory=lambda: BOX)
    installation: str = "vault-of-ours"
    limits: Limits = field(default_factory=Limits)
    balancer: Balancer = field(default_factory=Balancer)
    conversations: Conversations = field(default_factory=Conversations)
    link: MachineLink = field(init=False)
    sharing: Sharing = field(init=False)
    tasks: list[asyncio.Future[None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.link = MachineLink(self.address, self.box, lambda: self.installation, self.name, self.worker)
        self.sharing = Sharing([self.link], self.limits, self.balancer, Counters(), self.conversations, lambda: (0, 0))

    async def start(self) -> Machine:
        self.tasks += [asyncio.ensure_future(self.link.run()), asyncio.ensure_future(self.sharing.run())]
        await self.link.settled(10)
        return self

    async def stop(self) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        self.tasks.clear()


Start = Callable[..., Machine]


@pytest.fixture
async def start(valkey: ValkeyServer) -> AsyncIterator[Start]:
    made: list[Machine] = []
    database = next(_DATABASES)

    def make(name: str, **more: object) -> Machine:
        made.append(Machine(name, Address.parse(valkey.url(database), {}), **more))  # type: ignore[arg-type]  # its fields
        return made[-1]

    yield make
    for machine in made:
        await machine.stop()
    valkey.ask("FLUSHDB", database=database)


async def until(holds: Callable[[], bool], within_s: float = 10.0) -> float:
    loop = asyncio.get_running_loop()
    begun = loop.time()
    while not holds():
        assert loop.time() - begun < within_s
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.Event().wait(), 0.005)
    return loop.time() - begun


def refuses(machine: Machine, rule: TokenRule) -> bool:
    try:
        machine.limits.enter(rule)
    except AmuxError:
        return True
    machine.limits.leave(rule, None)
    return False


def tries(machine: Machine, known: Snapshot) -> list[str]:
    return [target.upstream.id for target in machine.balancer.order(route(known), HINTS, "", 0)]


async def test_limits_and_money_count_for_both(start: Start) -> None:
    one, two = await start("a").start(), await start("b").start()
    for machine in (one, two):
        machine.limits.set_spend("t", Spent(day_ends=2e10, month_ends=2e10))
    one.limits.enter(RULE)
    two.limits.enter(RULE)
    await until(lambda: len(one.limits.recent()["t"]) == len(two.limits.recent()["t"]) == 2)
    two.limits.enter(RULE)
    await until(lambda: len(one.limits.recent()["t"]) == 3)
    with pytest.raises(AmuxError, match="3"):
        one.limits.enter(RULE)
    assert one.link.machines == two.link.machines == 2
    one.limits.leave(RULE, 100)
    budget = TokenRule.of(routing.token(id="t", daily_budget_nanos=100))
    assert await until(lambda: refuses(two, budget)) < 1.0


async def test_requests_at_once_are_those_of_all_until_a_machine_falls_silent(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine_link, "SILENCE_S", 2.0)
    monkeypatch.setattr(machine_link, "_BLOCK_MS", 100)
    rule = TokenRule.of(routing.token(id="t", max_concurrency=1))
    one, two = await start("a").start(), await start("b").start()
    one.limits.enter_proxy(5)
    one.limits.enter(rule)
    await until(lambda: refuses(two, rule))
    two.limits.enter_proxy(1)  # the limit of the proxy itself guards one machine
    await one.stop()
    await until(lambda: not refuses(two, rule))
    assert two.link.machines == 1


async def test_a_rest_is_known_at_once_and_to_those_who_come_later(start: Start) -> None:
    known = snapshot()
    first, second = route(known).targets
    one, two = await start("a").start(), await start("b").start()
    one.balancer.cool(first, "m", first.upstream.keys[0], 60, "slow down please")
    assert await until(lambda: tries(two, known) == [second.upstream.id]) < TICK_S
    assert 50 < two.balancer.states()[first.upstream.id, "m"].until_s <= 60.1
    one.balancer.settle(route(known), "talk-of-ours", second, "m", 600)
    await until(lambda: two.balancer.session_state(("p", "talk-of-ours")) is not None or bool(two.balancer.known()[2]))
    for machine in (one, two):
        await machine.stop()
    later = await start("c").start()
    assert tries(later, known) == [second.upstream.id]
    assert len(later.balancer.known()[2]) == 1
    later.balancer.succeeded(first, "m", first.upstream.keys[0])
    even_later = start("d")
    await until(lambda: not later.link._keeping and not later.link._outbox and later.link._under_way is None)
    await later.stop()
    await even_later.start()
    assert tries(even_later, known)[0] == first.upstream.id


async def test_the_last_minute_is_known_to_those_who_come_later(start: Start) -> None:
    one = await start("a").start()
    for _ in range(3):
        one.limits.enter(RULE)
    watcher = await start("b").start()
    await until(lambda: len(watcher.limits.recent().get("t", ())) == 3)
    await one.stop()
    later = await start("c").start()
    assert refuses(later, TokenRule.of(routing.token(id="t", requests_per_minute=3)))
    # The workers of one machine hear of each other another way, so that nothing counts twice.
    sibling = await start("a", worker="2").start()
    assert not sibling.limits.recent()


async def test_a_server_that_loses_everything_is_told_again(
    start: Start, valkey: ValkeyServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "amux_desktop.storage.machine_link")
    known = snapshot()
    first, second = route(known).targets
    one, two = await start("a").start(), await start("b").start()
    one.balancer.cool(first, "m", first.upstream.keys[0], 60, "slow down please")
    await until(lambda: tries(two, known) == [second.upstream.id])
    valkey.stop()
    try:
        await until(lambda: not one.link.is_open and not two.link.is_open)
        assert one.link.problem is not None
        assert one.link.machines == 1
        # Alone, each goes on with what it knows, and keeps count.
        one.limits.enter(RULE)
        two.limits.enter(RULE)
        assert tries(two, known) == [second.upstream.id]
        one.sharing.tell()
    finally:
        valkey.start()
    await until(lambda: one.link.is_open and two.link.is_open)
    await until(lambda: len(one.limits.recent()["t"]) == len(two.limits.recent()["t"]) == 2)
    later = await start("c").start()
    await until(lambda: tries(later, known) == [second.upstream.id])
    said = [record.message for record in caplog.records if record.name == "amux_desktop.storage.machine_link"]
    assert len([text for text in said if "goes on by itself" in text]) == 2
    assert len([text for text in said if "is back after" in text]) == 2
    assert not any("password" in text for text in said)


async def test_the_server_sees_nothing_and_keeps_nothing(start: Start, valkey: ValkeyServer) -> None:
    known = snapshot()
    first, second = route(known).targets
    one = await start("a").start()
    one.balancer.cool(first, "m", first.upstream.keys[0], 60, "slow down please")
    one.balancer.settle(route(known), "talk-of-ours", second, "model-x", 600)
    one.limits.enter(RULE)
    two = await start("b").start()
    await until(lambda: len(two.limits.recent().get("t", ())) == 1)
    database = int(str(one.address.options["db"]))
    names = [str(name) for name in valkey.ask("KEYS", "*", database=database)]
    assert len(names) >= 5
    everything = " ".join(names)
    for name in names:
        assert name.startswith("amux:1:{")
        assert 0 < int(valkey.ask("TTL", name, database=database)) <= 172_800
        kind = valkey.ask("TYPE", name, database=database)
        reading = {"stream": ("XRANGE", name, "-", "+"), "zset": ("ZRANGE", name, "0", "-1"), "string": ("GET", name)}
        everything += str(valkey.ask(*reading[kind], database=database))
    for secret in (*_SECRET_NAMES, first.upstream.id, first.upstream.keys[0].id, one.installation, '"t"'):
        assert secret not in names
        assert len(secret) < 4 or secret not in everything


async def test_strangers_are_not_listened_to(
    start: Start, valkey: ValkeyServer, caplog: pytest.LogCaptureFixture
) -> None:
    one = await start("a").start()
    stranger = await start("b", box=Cipher({"0" * 8: b"x" * 32}, "0" * 8)).start()
    other_team = await start("c", installation="another").start()
    for machine in (stranger, other_team):
        for _ in range(3):
            machine.limits.enter(RULE)
    database = int(str(one.address.options["db"]))
    valkey.ask("XADD", one.link._stream, "*", "o", "x", "m", "rubbish", database=database)
    friend = await start("d").start()
    friend.limits.enter(RULE)
    await until(lambda: len(one.limits.recent().get("t", ())) == 1)
    assert "the same vault.json" in caplog.text
    assert one.link.machines == 2


async def test_what_was_under_way_when_the_server_went_counts_once(start: Start) -> None:
    """The answer to a message is lost: it goes out again, and who has it already knows its number."""
    one, two = await start("a").start(), await start("b").start()
    one.limits.enter(RULE)
    await until(lambda: len(two.limits.recent().get("t", ())) == 1)
    told = [
        (
            "limits",
            {"at": one.link.now(), "whole": False, "running": {}, "spent": {}, "entered": {"t": [one.link.now()]}},
        )
    ]
    await until(lambda: one.link._under_way is None)
    one.link._under_way = (one.link._number, one.link.now(), told)
    one.link._wake.set()
    await until(lambda: one.link._under_way is None)
    two.limits.enter(RULE)
    await until(lambda: len(one.limits.recent()["t"]) == 2)
    assert len(two.limits.recent()["t"]) == 2
