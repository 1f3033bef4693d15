"""Which target and key get the next attempt: rules, sticky sessions, weights, cooldowns and circuit breakers.

All state is in memory and belongs to one event loop. Health puts targets last or out, never the configuration away: a single target
is always tried, since the provider itself is the better judge of its limits.
"""

from __future__ import annotations

import random
import time
import zlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any, TypeVar

from amux_desktop.proxy.snapshot import ApiKey, Route, Target, Upstream

_Name = TypeVar("_Name", str, tuple[str, str])
MAX_SESSIONS = 10_000
_MAX_HEALTH = 10_000
#: Longest rest that an answer of a provider can bring about; a wrong date must not take it away for weeks.
_MAX_REST_S = 86_400.0


#: Provider id and model.
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Hints:
    """What rules may look at. ``prompt_tokens`` is an estimate; ``tier`` the client's wish: economy, standard or premium."""

    model: str
    tools: bool = False
    images: bool = False
    prompt_tokens: int = 0
    tier: str = ""


@dataclass(slots=True)
class _Health:
    failures: int = 0
    cool_until: float = 0.0
    open_until: float = 0.0
    probing: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HealthView:
    """For status pages: ``state`` is ok, cooling, open (set aside) or probing; ``until_s`` seconds from now."""

    state: str
    until_s: float = 0.0
    failures: int = 0
    reason: str = ""


@dataclass(slots=True)
class Balancer:
    """``clock`` gives monotonic seconds; ``chance`` a number in [0, 1). With several workers ``changed`` and its like collect what
    the others should hear of, and the ``learn_`` methods take what they say."""

    clock: Callable[[], float] = time.monotonic
    chance: Callable[[], float] = random.random
    _targets: dict[tuple[str, str], _Health] = field(default_factory=dict)
    _keys: dict[str, _Health] = field(default_factory=dict)
    _sessions: OrderedDict[tuple[str, str], tuple[Place, float]] = field(default_factory=OrderedDict)
    changed: set[Place] | None = None
    changed_keys: set[str] | None = None
    changed_sessions: set[tuple[str, str]] | None = None

    # ------------------------------------------------------------------ choosing

    def order(self, route: Route, hints: Hints, session: str, sticky_s: float) -> list[Target]:
        """Targets in the order to try. Empty only when no target's rules hold, or several exist and all are resting."""
        fitting = [target for target in route.targets if holds(target.conditions, hints)]
        if route.balance == "weighted" and len(fitting) > 1:
            fitting = self._weighted(fitting)
        if len(fitting) < 2:
            return fitting
        asked = hints.model
        now = self.clock()
        ready = [target for target in fitting if self._ready(target, asked, now)]
        if route.sticky and session and (kept := self._session_target(route, session, now)) is not None:
            ready.sort(key=lambda target: _key(target, asked) != kept)
        if session and sticky_s > 0 and route.sticky and ready:
            self._remember(route, session, _key(ready[0], asked), now + sticky_s)
        return ready

    def fits(self, route: Route, hints: Hints) -> bool:
        """Whether the rules of any target hold."""
        return any(holds(target.conditions, hints) for target in route.targets)

    def is_ready(self, target: Target, asked: str) -> bool:
        """Whether the target may be tried now; other requests may have learned something since ``order``."""
        return self._ready(target, asked, self.clock())

    def resting_s(self, route: Route, asked: str) -> float:
        """Seconds until the first resting target of a route may be tried again."""
        now = self.clock()
        times = [
            max(h.cool_until, h.open_until) - now
            for t in route.targets
            if (h := self._targets.get(_key(t, asked))) is not None
        ]
        return max(1.0, min(times, default=1.0))

    def settle(self, route: Route, session: str, target: Target, asked: str, sticky_s: float) -> None:
        """The target answered: the conversation stays there, so that the vendor's prompt cache keeps hitting."""
        if route.sticky and session and sticky_s > 0 and len(route.targets) > 1:
            self._remember(route, session, _key(target, asked), self.clock() + sticky_s)

    def keys(self, upstream: Upstream, session: str) -> list[ApiKey]:
        """Keys to try, healthy ones first; a session starts with the same key each time."""
        keys = list(upstream.keys)
        if len(keys) < 2:
            return keys
        start = (
            zlib.crc32(session.encode("utf-8", "replace")) % len(keys) if session else int(self.chance() * len(keys))
        )
        keys = keys[start:] + keys[:start]
        now = self.clock()
        keys.sort(key=lambda key: (h.cool_until > now) if (h := self._keys.get(key.id)) is not None else False)
        return keys

    def begin(self, target: Target, asked: str) -> None:
        """An attempt starts; after a rest it is the single probe of a half-open breaker."""
        health = self._targets.get(_key(target, asked))
        if health is not None and health.open_until:
            health.probing = True

    # ------------------------------------------------------------------ learning

    def succeeded(self, target: Target, asked: str, key: ApiKey | None) -> None:
        self.succeeded_at(_key(target, asked), key)

    def succeeded_at(self, place: Place, key: ApiKey | None) -> None:
        if self._targets.pop(place, None) is not None and self.changed is not None:
            self.changed.add(place)
        if key is not None and self._keys.pop(key.id, None) is not None and self.changed_keys is not None:
            self.changed_keys.add(key.id)

    def failed(self, target: Target, asked: str, *, failures: int, reset_s: float, reason: str) -> None:
        """A failure of the target itself; ``failures`` in a row set it aside for ``reset_s``."""
        health = self._note(target, asked)
        health.failures += 1
        health.reason = reason
        if health.probing or health.failures >= failures:
            health.open_until = self.clock() + reset_s
        health.probing = False

    def released(self, target: Target, asked: str) -> None:
        """An attempt ended without telling anything about the target's health (client gone, client's own error)."""
        health = self._targets.get(_key(target, asked))
        if health is not None:
            health.probing = False

    def cool(self, target: Target, asked: str, key: ApiKey | None, seconds: float, reason: str) -> None:
        """The key rests; a provider with no other key rests as a whole for this model."""
        until = self.clock() + min(seconds, _MAX_REST_S)
        if key is not None:
            health = self._keys.setdefault(key.id, _Health())
            health.cool_until, health.reason = until, reason
            if self.changed_keys is not None:
                self.changed_keys.add(key.id)
        others = [k for k in target.upstream.keys if key is None or k.id != key.id]
        if all((h := self._keys.get(k.id)) is not None and h.cool_until > self.clock() for k in others):
            health = self._note(target, asked)
            health.cool_until, health.reason = until, reason
        self.released(target, asked)

    def health(self, provider_id: str) -> HealthView:
        """The worst state over the models of a provider."""
        now = self.clock()
        worst = HealthView("ok")
        for (owner, _), health in self._targets.items():
            until = max(health.cool_until, health.open_until) - now
            if owner == provider_id and until > worst.until_s:
                worst = HealthView(
                    "open" if health.open_until > now else "cooling", until, health.failures, health.reason
                )
        return worst

    def states(self) -> dict[tuple[str, str], HealthView]:
        """(provider id, model) of every target with something to tell."""
        now = self.clock()
        return {
            place: HealthView(
                "open" if health.open_until > now else "cooling" if health.cool_until > now else "ok",
                max(0.0, health.cool_until - now, health.open_until - now),
                health.failures,
                health.reason,
            )
            for place, health in self._targets.items()
        }

    # ------------------------------------------------------------------ several workers

    def known(self) -> tuple[list[Place], list[str], list[tuple[str, str]]]:
        """Every target, key and session with something to tell."""
        return list(self._targets), list(self._keys), list(self._sessions)

    def target_state(self, place: Place) -> list[Any] | None:
        """For ``learn_target`` of another worker; None when all is well."""
        return _state(self._targets.get(place))

    def key_state(self, key_id: str) -> list[Any] | None:
        return _state(self._keys.get(key_id))

    def session_state(self, name: tuple[str, str]) -> list[Any] | None:
        kept = self._sessions.get(name)
        return None if kept is None else [*kept[0], kept[1]]

    def learn_target(self, place: Place, state: list[Any] | None) -> None:
        _learn(self._targets, place, state)

    def learn_key(self, key_id: str, state: list[Any] | None) -> None:
        _learn(self._keys, key_id, state)

    def learn_session(self, name: tuple[str, str], state: list[Any] | None) -> None:
        """Who was out of reach for a while tells old news: the later one counts."""
        if state is None:
            return
        provider, model, until = state
        if (kept := self._sessions.get(name)) is None or kept[1] <= until:
            self._keep(name, ((provider, model), until))

    # ------------------------------------------------------------------ inside

    def _note(self, target: Target, asked: str) -> _Health:
        """Model names come from clients, so what is known about them is bounded."""
        if len(self._targets) >= _MAX_HEALTH:
            now = self.clock()
            self._targets = {
                place: health
                for place, health in self._targets.items()
                if max(health.cool_until, health.open_until) > now or health.probing
            }
        place = _key(target, asked)
        if self.changed is not None:
            self.changed.add(place)
        return self._targets.setdefault(place, _Health())

    def _ready(self, target: Target, asked: str, now: float) -> bool:
        health = self._targets.get(_key(target, asked))
        if health is None:
            return True
        return health.cool_until <= now and health.open_until <= now and not health.probing

    def _weighted(self, targets: list[Target]) -> list[Target]:
        """A random order in which a target's chance to come first follows its weight (Efraimidis and Spirakis)."""
        return sorted(targets, key=lambda target: -(self.chance() ** (1 / target.weight)))

    def _session_target(self, route: Route, session: str, now: float) -> tuple[str, str] | None:
        kept = self._sessions.get((route.id, session))
        return kept[0] if kept is not None and kept[1] > now else None

    def _remember(self, route: Route, session: str, key: tuple[str, str], until: float) -> None:
        name = (route.id, session)
        self._keep(name, (key, until))
        if self.changed_sessions is not None:
            self.changed_sessions.add(name)

    def _keep(self, name: tuple[str, str], kept: tuple[Place, float]) -> None:
        self._sessions[name] = kept
        self._sessions.move_to_end(name)
        while len(self._sessions) > MAX_SESSIONS:
            self._sessions.popitem(last=False)


def _state(health: _Health | None) -> list[Any] | None:
    return None if health is None else [health.failures, health.cool_until, health.open_until, health.reason]


def _learn(known: dict[_Name, _Health], name: _Name, state: list[Any] | None) -> None:
    """A probe of this worker's own goes on whatever the others say."""
    if state is None:
        known.pop(name, None)
        return
    health = known.setdefault(name, _Health())
    health.failures, health.cool_until, health.open_until, health.reason = state


def _key(target: Target, asked: str) -> tuple[str, str]:
    return target.upstream.id, target.model_for(asked)


def holds(conditions: Any, hints: Hints) -> bool:
    """All rules of a target. ``on`` (when to fall back to it) is not looked at here."""
    if not conditions:
        return True
    if (also := conditions.get("also")) is not None and not holds(also, hints):
        return False
    models: Sequence[str] = conditions.get("models") or ()
    if models and not any(fnmatchcase(hints.model, glob) for glob in models):
        return False
    if (tiers := conditions.get("tiers")) and hints.tier not in tiers:
        return False
    for name, actual in (("tools", hints.tools), ("images", hints.images)):
        if name in conditions and conditions[name] is not actual:
            return False
    if "min_prompt_tokens" in conditions and hints.prompt_tokens < conditions["min_prompt_tokens"]:
        return False
    return not ("max_prompt_tokens" in conditions and hints.prompt_tokens > conditions["max_prompt_tokens"])


def accepts_failure(target: Target, failure: str) -> bool:
    """Whether a fallback target takes over after a failure of this class (condition ``on``; none = after any)."""
    conditions: Any = target.conditions
    while conditions:
        if (wanted := conditions.get("on")) and failure not in wanted:
            return False
        conditions = conditions.get("also")
    return True
