"""Several workers behave like one: limits, money, rests, breakers, sessions and figures are exchanged in the background.

Each counts by itself and tells the others what happened, every ``TICK_S``. A request waits for nothing, so a limit may be passed
by what the other workers let in within a tick; see docs/adr. Times need no translation: the workers run on one machine, where
the monotonic clock is one for all processes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

from amux_desktop.core.peers import PeerLink
from amux_desktop.proxy.balancing import Balancer, Place
from amux_desktop.proxy.limits import Journal, Limits
from amux_desktop.proxy.metrics import Counters
from amux_desktop.proxy.stored import Conversations

TICK_S = 0.1
_FIGURES_EVERY = 10


class Sharing:
    """Belongs to the loop of the runtime whose parts it is given."""

    def __init__(
        self,
        link: PeerLink,
        limits: Limits,
        balancer: Balancer,
        counters: Counters,
        conversations: Conversations,
        figures: Callable[[], tuple[int, int]],
    ) -> None:
        """``figures``: exchanges under way, and log rows lost."""
        self._link = link
        self._limits = limits
        self._balancer = balancer
        self._counters = counters
        self._conversations = conversations
        self._figures = figures
        self._sent_running: dict[str, int] = {}
        self._sent_figures: dict[str, Any] = {}
        self._journal = limits.journal = Journal()
        self._places: set[Place] = set()
        self._keys: set[str] = set()
        self._sessions: set[tuple[str, str]] = set()
        balancer.changed, balancer.changed_keys, balancer.changed_sessions = self._places, self._keys, self._sessions
        self._forgotten: list[str] = []
        conversations.on_removed = self._forgotten.append
        link.receive("limits", self._on_limits)
        link.receive("health", self._on_health)
        link.receive("figures", self._on_figures)
        link.receive("forgotten", self._on_forgotten)
        link.on_newcomer = self._tell_newcomer
        link.on_gone = self._gone

    async def run(self) -> None:
        """Until cancelled."""
        turn = 0
        while True:
            await asyncio.sleep(TICK_S)
            self.tell()
            turn += 1
            if turn % _FIGURES_EVERY == 0:
                self._tell_figures()

    def tell(self) -> None:
        """What happened since the last time."""
        self._tell_limits()
        if self._places or self._keys or self._sessions:
            self._link.send("health", self._health_of(self._places, self._keys, self._sessions))
            self._places.clear()
            self._keys.clear()
            self._sessions.clear()
        if self._forgotten:
            self._link.send("forgotten", list(self._forgotten))
            self._forgotten.clear()

    # ------------------------------------------------------------------ telling

    def _tell_limits(self) -> None:
        running = self._limits.running()
        changed = {key: running.get(key, 0) for key in running.keys() | self._sent_running.keys()}
        changed = {key: count for key, count in changed.items() if count != self._sent_running.get(key, 0)}
        entered, spent = self._journal.take()
        if changed or entered or spent:
            self._sent_running = running
            self._link.send("limits", {"running": changed, "entered": entered, "spent": spent})

    def _tell_figures(self) -> None:
        running, dropped = self._figures()
        figures = self._counters.dump() | {"running": running, "dropped": dropped}
        if figures != self._sent_figures:
            self._sent_figures = figures
            self._link.send("figures", {self._link.name: figures})

    def _tell_newcomer(self, name: str, everything: bool) -> None:
        """A worker that comes later counts on from where the others are; also what those did that have gone is in it."""
        recent = self._limits.recent() if everything else {}
        self._link.send("limits", {"running": self._limits.running(), "entered": recent, "spent": {}}, to=name)
        if everything:
            self._link.send("health", self._health_of(*self._balancer.known()), to=name)
            others = {other: counters.dump() for other, counters in self._counters.others.items()}
            self._link.send("figures", others, to=name)
        self._sent_figures = {}

    def _health_of(
        self, places: Iterable[Place], keys: Iterable[str], sessions: Iterable[tuple[str, str]]
    ) -> dict[str, Any]:
        balancer = self._balancer
        return {
            "targets": [[*place, balancer.target_state(place)] for place in places],
            "keys": [[key, balancer.key_state(key)] for key in keys],
            "sessions": [[*session, balancer.session_state(session)] for session in sessions],
        }

    # ------------------------------------------------------------------ being told

    def _on_limits(self, sender: str, data: Any) -> None:
        self._limits.learn(sender, data["running"], data["entered"], data["spent"])

    def _on_health(self, _sender: str, data: Any) -> None:
        for provider, model, state in data["targets"]:
            self._balancer.learn_target((provider, model), state)
        for key, state in data["keys"]:
            self._balancer.learn_key(key, state)
        for route, session, state in data["sessions"]:
            self._balancer.learn_session((route, session), state)

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
