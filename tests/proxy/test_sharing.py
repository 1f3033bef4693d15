"""Two workers over real sockets, and a supervisor that passes their messages on."""

from __future__ import annotations

import asyncio
import dataclasses
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.peers import Message, PeerLink
from amux_desktop.proxy.balancing import Balancer, Hints
from amux_desktop.proxy.limits import Limits, Spent
from amux_desktop.proxy.metrics import Counters
from amux_desktop.proxy.sharing import Sharing
from amux_desktop.proxy.snapshot import Route, Snapshot, TokenRule
from amux_desktop.proxy.stored import Conversations
from tests.helpers import routing

RULE = TokenRule.of(routing.token(id="t", requests_per_minute=3, daily_budget_nanos=100))


@dataclass(slots=True)
class Mate:
    link: PeerLink
    ours: socket.socket
    limits: Limits = field(default_factory=Limits)
    balancer: Balancer = field(default_factory=Balancer)
    counters: Counters = field(default_factory=Counters)
    conversations: Conversations = field(default_factory=Conversations)
    sharing: Sharing = field(init=False)

    def __post_init__(self) -> None:
        self.sharing = Sharing(
            [self.link], self.limits, self.balancer, self.counters, self.conversations, lambda: (2, 1)
        )


@asynccontextmanager
async def mates() -> AsyncIterator[tuple[Mate, Mate]]:
    pairs = [socket.socketpair() for _ in range(2)]
    both = [Mate(PeerLink(name, theirs), ours) for name, (ours, theirs) in zip(("1.1", "2.1"), pairs, strict=True)]
    for mate in both:
        mate.ours.setblocking(False)
        await mate.link.open()
    try:
        yield both[0], both[1]
    finally:
        for mate in both:
            await mate.link.aclose()
            mate.ours.close()


async def pass_on(sender: Mate, receiver: Mate) -> None:
    """Everything that was said so far."""
    loop = asyncio.get_running_loop()
    sender.link.send("end", None)
    data = b""
    while b'"end"' not in data:
        data += await loop.sock_recv(sender.ours, 65536)
    for line in data.splitlines():
        receiver.link._take(Message.read(line))


def snapshot() -> Snapshot:
    return routing.snapshot(
        [routing.provider(name, "custom-openai", "http://127.0.0.1:9") for name in ("a", "b")],
        [routing.proxy("p", "any", "a", "b", sticky=True)],
    )


def route(of: Snapshot) -> Route:
    return next(iter(of.routes.values()))


async def test_a_rate_holds_for_both_together() -> None:
    async with mates() as (one, two):
        one.limits.enter(RULE)
        two.limits.enter(RULE)
        one.sharing.tell()
        await pass_on(one, two)
        two.limits.enter(RULE)
        with pytest.raises(AmuxError, match="3"):
            two.limits.enter(RULE)


async def test_requests_at_once_are_counted_together_until_a_worker_is_gone() -> None:
    rule = dataclasses.replace(RULE, requests_per_minute=None, max_concurrency=2)
    async with mates() as (one, two):
        one.limits.enter(rule)
        one.limits.enter(rule)
        one.sharing.tell()
        await pass_on(one, two)
        with pytest.raises(AmuxError):
            two.limits.enter(rule)
        one.limits.leave(rule, None)
        one.sharing.tell()
        await pass_on(one, two)
        two.limits.enter(rule)
        with pytest.raises(AmuxError):
            two.limits.enter(rule)
        two.link._take(Message(topic="gone", sender="1.1"))
        two.limits.enter(rule)


async def test_money_spent_there_counts_here() -> None:
    rule = dataclasses.replace(RULE, requests_per_minute=None)
    async with mates() as (one, two):
        for mate in (one, two):
            mate.limits.set_spend("t", Spent(day_nanos=0, day_ends=2e10, month_ends=2e10))
        one.limits.enter(rule)
        one.limits.leave(rule, 100)
        one.sharing.tell()
        await pass_on(one, two)
        with pytest.raises(AmuxError, match="day"):
            two.limits.enter(rule)


async def test_a_rest_learnt_there_is_kept_here_until_all_is_well_again() -> None:
    known = snapshot()
    first = route(known).targets[0]
    key = first.upstream.keys[0]
    hints = Hints(model="m")
    async with mates() as (one, two):
        one.balancer.cool(first, "m", key, 60, "slow down")
        one.sharing.tell()
        await pass_on(one, two)
        assert first not in two.balancer.order(route(known), hints, "", 0)
        assert two.balancer.states()[first.upstream.id, "m"].reason == "slow down"
        one.balancer.succeeded(first, "m", key)
        one.sharing.tell()
        await pass_on(one, two)
        assert two.balancer.order(route(known), hints, "", 0)[0] is first
        assert not two.balancer.known()[1]


async def test_a_conversation_keeps_its_target_in_the_other_worker() -> None:
    known = snapshot()
    second = route(known).targets[1]
    async with mates() as (one, two):
        one.balancer.settle(route(known), "talk", second, "m", 60)
        one.sharing.tell()
        await pass_on(one, two)
        assert two.balancer.order(route(known), Hints(model="m"), "talk", 60)[0] is second


async def test_who_comes_later_is_told_everything() -> None:
    known = snapshot()
    first = route(known).targets[0]
    async with mates() as (one, two):
        one.limits.enter(RULE)
        one.balancer.failed(first, "m", failures=1, reset_s=60, reason="broken")
        one.counters.count_refusal("limit_rate")
        one.counters.others["0.1"] = Counters(fell_back=4)
        one.link._take(Message(topic="newcomer", sender="2.1", data=True))
        one.sharing.tell()
        await pass_on(one, two)
        assert two.balancer.states()[first.upstream.id, "m"].state == "open"
        assert two.counters.total().fell_back == 4
        two.limits.enter(RULE)
        two.limits.enter(RULE)
        with pytest.raises(AmuxError):
            two.limits.enter(RULE)


async def test_figures_come_back_as_they_were() -> None:
    counters = Counters(fell_back=2, unpriced=3)
    counters.requests["p", "200", "ok"] = 5
    counters.bytes["in"] = 7
    counters.durations.add(0.2)
    loaded = Counters.load(counters.dump())
    assert loaded == counters
    counters.others["2.1"] = loaded
    total = counters.total()
    assert (total.requests["p", "200", "ok"], total.bytes["in"], total.fell_back) == (10, 14, 4)
    assert sum(total.durations.counts) == 2
