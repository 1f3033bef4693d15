"""Several workers, and several machines, behave like one: limits, money, rests, breakers, sessions and figures are exchanged in
the background.

Each counts by itself and tells the others every ``TICK_S`` what happened, and what it learnt about a provider at once. A request
waits for nothing, so a limit may be passed by what the others let in within a tick; see docs/adr. There may be two ways to others:
to the workers on this machine, and to other machines. What is heard on one is not told on the other, since everybody is on both.
Times in messages are those of the way's own clock.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from amux_desktop.core.peers import Link
from amux_desktop.proxy.balancing import MAX_SESSIONS, Balancer, Place
from amux_desktop.proxy.limits import WINDOW_S, Journal, Limits
from amux_desktop.proxy.metrics import Counters
from amux_desktop.proxy.stored import Conversations

TICK_S = 0.1
_EVERY_SECOND = 10
_URGENT_S = 0.005
"""So that a storm of failures is one message."""
_STALE_S = 5.0
"""What ran then may have ended, and what was spent then stands in the database."""
_MACHINE = ""
"""What the limit of the proxy itself counts under. It guards a machine, so other machines do not count."""


class _Changed(set[Any]):
    """Wakes somebody when something is added."""

    def __init__(self, wake: Callable[[], None]) -> None:
        super().__init__()
        self._wake = wake

    def add(self, item: Any) -> None:
        super().add(item)
        self._wake()

    def take(self) -> set[Any]:
        taken = set(self)
        self.clear()
        return taken


@dataclass(slots=True)
class _Side:
    """One way to others, and what they have not been told yet."""

    link: Link
    running: dict[str, int] = field(default_factory=dict)
    """As it was told."""
    journal: Journal = field(default_factory=Journal)
    places: set[Place] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    sessions: set[tuple[str, str]] = field(default_factory=set)
    forgotten: list[str] = field(default_factory=list)


class Sharing:
    """Belongs to the loop of the runtime whose parts it is given."""

    def __init__(
        self,
        links: Sequence[Link],
        limits: Limits,
        balancer: Balancer,
        counters: Counters,
        conversations: Conversations,
        figures: Callable[[], tuple[int, int]],
    ) -> None:
        """``figures``: exchanges under way, and log rows lost."""
        self._sides = [_Side(link) for link in links]
        self._limits = limits
        self._balancer = balancer
        self._counters = counters
        self._conversations = conversations
        self._figures = figures
        self._sent_figures: dict[str, Any] = {}
        self._journal = limits.journal = Journal()
        self._minute = Journal()
        """What was let in on this machine within a minute, which a new worker cannot hear from other machines."""
        self._urgent: asyncio.TimerHandle | None = None
        self._places, self._keys = _Changed(self._hurry), _Changed(self._hurry)
        self._sessions: set[tuple[str, str]] = set()
        self._told: dict[tuple[str, str], tuple[Place, float]] = {}
        balancer.changed, balancer.changed_keys, balancer.changed_sessions = self._places, self._keys, self._sessions
        self._forgotten: list[str] = []
        conversations.on_removed = self._forgotten.append
        for side in self._sides:
            self._listen(side)

    def _listen(self, side: _Side) -> None:
        link = side.link
        link.receive("limits", lambda sender, data: self._on_limits(side, sender, data))
        link.receive("health", lambda _sender, data: self._on_health(side, data))
        link.receive("forgotten", self._on_forgotten)
        if link.is_near:
            link.receive("figures", self._on_figures)
        link.on_newcomer = lambda name, everything: self._on_newcomer(side, name, everything)
        link.on_gone = self._gone

    async def run(self) -> None:
        """Until cancelled."""
        turn = 0
        try:
            while True:
                await asyncio.sleep(TICK_S)
                turn += 1
                self.tell(whole=turn % _EVERY_SECOND == 0)
                if turn % _EVERY_SECOND == 0:
                    self._tell_figures()
        finally:
            if self._urgent is not None:
                self._urgent.cancel()

    def tell(self, *, whole: bool = False) -> None:
        """What happened since the last time. ``whole``, once a second: also what has not changed, as a sign of life."""
        entered, spent = self._journal.take()
        self._minute.add(entered, {})
        if whole:
            self._minute.drop_before(self._limits.clock() - WINDOW_S)
        for side in self._sides:
            side.journal.add(entered, spent)
            side.forgotten += self._forgotten
            if side.link.is_open:
                self._tell_limits(side, whole=whole and not side.link.is_near)
            else:
                # The database tells the others what was spent, within a minute.
                side.journal.spent.clear()
                if whole:
                    side.journal.drop_before(self._limits.clock() - WINDOW_S)
        self._forgotten.clear()
        self._tell_health()

    # ------------------------------------------------------------------ telling

    def _hurry(self) -> None:
        """A provider that rests here should not be tried there."""
        if self._urgent is None:
            self._urgent = asyncio.get_running_loop().call_later(_URGENT_S, self._tell_health)

    def _tell_limits(self, side: _Side, *, whole: bool) -> None:
        link, running = side.link, self._limits.running()
        if not link.is_near:
            running.pop(_MACHINE, None)
        changed = {key: running.get(key, 0) for key in running.keys() | side.running.keys()}
        changed = {key: count for key, count in changed.items() if count != side.running.get(key, 0)}
        entered, spent = side.journal.take()
        if not link.is_near:
            entered.pop(_MACHINE, None)
        if whole or changed or entered or spent:
            side.running = running
            link.send("limits", self._limits_of(side, running if whole else changed, entered, spent, whole=whole))
        if side.forgotten:
            link.send("forgotten", list(side.forgotten))
            side.forgotten.clear()

    def _limits_of(
        self,
        side: _Side,
        running: dict[str, int],
        entered: dict[str, list[float]],
        spent: dict[str, int],
        *,
        whole: bool,
    ) -> dict[str, Any]:
        now = side.link.now()
        ahead = now - self._limits.clock()
        moved = {key: [round(moment + ahead, 3) for moment in moments] for key, moments in entered.items()}
        return {"at": now, "whole": whole, "running": running, "entered": moved, "spent": spent}

    def _tell_health(self) -> None:
        if self._urgent is not None:
            self._urgent.cancel()
            self._urgent = None
        places, keys = self._places.take(), self._keys.take()
        sessions = {session for session in self._sessions if self._is_news(session)}
        self._sessions.clear()
        for side in self._sides:
            side.places |= places
            side.keys |= keys
            side.sessions |= sessions
            if side.link.is_open and (side.places or side.keys or side.sessions):
                said = self._health_of(side, side.places, side.keys, side.sessions)
                side.link.send("health", said)
                if not side.link.is_near:
                    self._keep(side.link, said)
                side.places, side.keys, side.sessions = set(), set(), set()
            elif not side.link.is_open:
                # Everything is told when it opens.
                side.places, side.keys, side.sessions = set(), set(), set()

    def _is_news(self, session: tuple[str, str]) -> bool:
        """Whether the target is another one, or a quarter of its time has passed since that was told."""
        state = self._balancer.session_state(session)
        if state is None:
            return False
        target, until = (state[0], state[1]), float(state[2])
        told = self._told.get(session)
        if told is not None and told[0] == target and until - told[1] < (until - self._balancer.clock()) / 4:
            return False
        if len(self._told) > 2 * MAX_SESSIONS:
            self._told.clear()
        self._told[session] = target, until
        return True

    def _keep(self, link: Link, said: dict[str, Any]) -> None:
        """For whoever comes later: each by itself, since each ends at its own time."""
        for entry in said["targets"]:
            provider, model, state = entry
            until = 0.0 if state is None else max(state[1], state[2])
            link.keep(f"target {provider} {model}", "health", _only("targets", entry, state), until)
        for entry in said["keys"]:
            key, state = entry
            link.keep(f"key {key}", "health", _only("keys", entry, state), 0.0 if state is None else state[1])
        for entry in said["sessions"]:
            route, session, state = entry
            link.keep(
                f"session {route} {session}", "health", _only("sessions", entry, state), state[2] if state else 0.0
            )

    def _tell_figures(self) -> None:
        running, dropped = self._figures()
        figures = self._counters.dump() | {"running": running, "dropped": dropped}
        if figures != self._sent_figures:
            self._sent_figures = figures
            for side in self._sides:
                if side.link.is_near:
                    side.link.send("figures", {side.link.name: figures})

    def _on_newcomer(self, side: _Side, name: str, everything: bool) -> None:
        """A worker that comes later counts on from where the others are; also what those did that have gone is in it."""
        link = side.link
        if not name:
            places, keys, sessions = self._balancer.known()
            side.places.update(places)
            side.keys.update(keys)
            now = self._balancer.clock()
            side.sessions.update(
                session for session in sessions if (state := self._balancer.session_state(session)) and state[2] > now
            )
            self.tell(whole=True)
            return
        recent = dict(self._minute.entered) if everything else {}
        link.send("limits", self._limits_of(side, self._limits.running(), recent, {}, whole=True), to=name)
        if everything:
            link.send("health", self._health_of(side, *self._balancer.known()), to=name)
            others = {other: counters.dump() for other, counters in self._counters.others.items()}
            link.send("figures", others, to=name)
        self._sent_figures = {}

    def _health_of(
        self, side: _Side, places: Iterable[Place], keys: Iterable[str], sessions: Iterable[tuple[str, str]]
    ) -> dict[str, Any]:
        balancer = self._balancer
        ahead = side.link.now() - balancer.clock()
        return {
            "targets": [[*place, _rest_moved(balancer.target_state(place), ahead)] for place in places],
            "keys": [[key, _rest_moved(balancer.key_state(key), ahead)] for key in keys],
            "sessions": [[*session, _session_moved(balancer.session_state(session), ahead)] for session in sessions],
        }

    # ------------------------------------------------------------------ being told

    def _on_limits(self, side: _Side, sender: str, data: Any) -> None:
        now, clock = side.link.now(), self._limits.clock()
        behind = clock - now
        entered = {key: [moment + behind for moment in moments] for key, moments in data["entered"].items()}
        if side.link.is_near:
            self._minute.add(entered, {})
        if now - data["at"] > _STALE_S:
            self._limits.learn(sender, {}, entered, {})
            return
        if data["whole"]:
            self._limits.forget(sender)
        self._limits.learn(sender, data["running"], entered, data["spent"])

    def _on_health(self, side: _Side, data: Any) -> None:
        behind = self._balancer.clock() - side.link.now()
        for provider, model, state in data["targets"]:
            self._balancer.learn_target((provider, model), _rest_moved(state, behind))
        for key, state in data["keys"]:
            self._balancer.learn_key(key, _rest_moved(state, behind))
        for route, session, state in data["sessions"]:
            self._balancer.learn_session((route, session), _session_moved(state, behind))

    def _on_figures(self, _sender: str, data: Any) -> None:
        for name, figures in data.items():
            self._counters.others[name] = Counters.load(figures)

    def _on_forgotten(self, _sender: str, data: Any) -> None:
        for response_id in data:
            self._conversations.forget(response_id)

    def _gone(self, name: str) -> None:
        """What it counted has happened; what it ran has ended."""
        self._limits.forget(name)
        if (figures := self._counters.others.get(name)) is not None:
            figures.running = 0


def _only(kind: str, entry: list[Any], state: list[Any] | None) -> dict[str, Any] | None:
    """A message about one thing; None when all is well with it."""
    if state is None:
        return None
    return {"targets": [], "keys": [], "sessions": []} | {kind: [entry]}


def _rest_moved(state: list[Any] | None, by: float) -> list[Any] | None:
    """A state of ``Balancer.target_state``; times of 0 mean that there is nothing to wait for."""
    if state is None:
        return None
    failures, cool_until, open_until, reason = state
    return [failures, cool_until and cool_until + by, open_until and open_until + by, reason]


def _session_moved(state: list[Any] | None, by: float) -> list[Any] | None:
    return None if state is None else [*state[:2], state[2] + by]
