"""Limits per token and per provider: requests a minute, requests at once, money a day and a month. In memory, one event loop.

Spend is seeded from the database by the service that owns it (``set_spend``) and grows with every finished exchange. With several
workers ``journal`` notes what this one counted, and ``learn`` adds what the others did.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from amux_desktop.core.errors import AmuxError
from amux_desktop.proxy.snapshot import TokenRule, Upstream


class LimitReachedError(AmuxError):
    """429 with the seconds after which it makes sense to try again."""

    status = 429

    def __init__(self, code: str, retry_after_s: float, **params: object) -> None:
        super().__init__(code, **params)
        self.retry_after_s = retry_after_s


@dataclass(slots=True)
class Spent:
    """Nanos of a US dollar within the running day and month, and when those end (seconds since 1970)."""

    day_nanos: int = 0
    month_nanos: int = 0
    day_ends: float = 0.0
    month_ends: float = 0.0


@dataclass(slots=True)
class Journal:
    """What other workers have not been told yet: times of entry by what is limited, nanos spent by token."""

    entered: dict[str, list[float]] = field(default_factory=dict)
    spent: dict[str, int] = field(default_factory=dict)

    def take(self) -> tuple[dict[str, list[float]], dict[str, int]]:
        taken = self.entered, self.spent
        self.entered, self.spent = {}, {}
        return taken

    def add(self, entered: dict[str, list[float]], spent: dict[str, int]) -> None:
        for key, times in entered.items():
            self.entered.setdefault(key, []).extend(times)
        for token_id, nanos in spent.items():
            self.spent[token_id] = self.spent.get(token_id, 0) + nanos

    def drop_before(self, moment: float) -> None:
        """Entries that are too old to count."""
        if not self.entered:
            return
        kept = {key: [time for time in times if time > moment] for key, times in self.entered.items()}
        self.entered = {key: times for key, times in kept.items() if times}


#: What a limit of requests per minute looks back on.
WINDOW_S = 60.0
_CLOCKS_DIFFER_S = 1.0
#: Share of a budget from which on its owner is warned.
WARN_AT = 0.8


@dataclass(slots=True)
class Limits:
    """``warn`` is called once when a token passes 80 % of a budget: with the token, day or month, and the percentage."""

    clock: Callable[[], float] = time.time
    warn: Callable[[TokenRule, str, int], None] = lambda _rule, _period, _percent: None
    journal: Journal | None = None
    _recent: dict[str, deque[float]] = field(default_factory=dict)
    _running: dict[str, int] = field(default_factory=dict)
    _spent: dict[str, Spent] = field(default_factory=dict)
    _of_others: dict[str, dict[str, int]] = field(default_factory=dict)
    _elsewhere: dict[str, int] = field(default_factory=dict)

    def enter_proxy(self, at_once: int) -> None:
        """Count a request of anybody; ``at_once`` 0 is no limit. Followed by one ``leave_proxy``."""
        self._enter("", None, at_once or None, "proxy", "itself")

    def leave_proxy(self) -> None:
        self._leave("")

    def enter(self, rule: TokenRule) -> None:
        """Count a request in, or raise LimitReachedError. Every ``enter`` is followed by one ``leave``."""
        self._check_budget(rule)
        self._enter(rule.id, rule.requests_per_minute, rule.max_concurrency, "token", rule.name)

    def leave(self, rule: TokenRule, cost_nanos: int | None) -> None:
        self._leave(rule.id)
        if cost_nanos and (spent := self._spent.get(rule.id)) is not None:
            self._warn_when_passed(rule, "day", rule.daily_budget_nanos, spent.day_nanos, cost_nanos)
            self._warn_when_passed(rule, "month", rule.monthly_budget_nanos, spent.month_nanos, cost_nanos)
            spent.day_nanos += cost_nanos
            spent.month_nanos += cost_nanos
            if self.journal is not None:
                self.journal.spent[rule.id] = self.journal.spent.get(rule.id, 0) + cost_nanos

    def enter_upstream(self, upstream: Upstream) -> None:
        self._enter(upstream.id, upstream.requests_per_minute, upstream.max_concurrency, "provider", upstream.name)

    def leave_upstream(self, upstream: Upstream) -> None:
        self._leave(upstream.id)

    def set_spend(self, token_id: str, spent: Spent) -> None:
        """What the database knows; costs since then are added by ``leave``."""
        self._spent[token_id] = spent

    # ------------------------------------------------------------------ several workers

    def running(self) -> dict[str, int]:
        """Exchanges under way in this process, by what they count for."""
        return dict(self._running)

    def recent(self) -> dict[str, list[float]]:
        """Times of entry within the last minute, of all workers."""
        return {key: list(times) for key, times in self._recent.items()}

    def learn(
        self, worker: str, running: dict[str, int], entered: dict[str, list[float]], spent: dict[str, int]
    ) -> None:
        """What another worker counted: how many run there now (of those that changed), and what was added since the last time."""
        theirs = self._of_others.setdefault(worker, {})
        for key, count in running.items():
            self._count_elsewhere(key, count - theirs.get(key, 0))
            theirs[key] = count
        now = self.clock()
        for key, times in entered.items():
            self._merge(self._recent.setdefault(key, deque()), times)
            # Where nobody asks here, nobody else takes away what is too old.
            self._drop_old(key, now)
        for token_id, nanos in spent.items():
            spent_here = self._spent_by(token_id, now)
            spent_here.day_nanos += nanos
            spent_here.month_nanos += nanos

    def forget(self, worker: str) -> None:
        """What ran in a worker that is gone has ended."""
        for key, count in self._of_others.pop(worker, {}).items():
            self._count_elsewhere(key, -count)

    @staticmethod
    def _merge(recent: deque[float], times: list[float]) -> None:
        """Nearly all are newer than what is known; only the end has to be sorted."""
        times = sorted(times)
        while recent and times and recent[-1] > times[0]:
            times.append(recent.pop())
        recent.extend(sorted(times))

    def _drop_old(self, key: str, now: float) -> None:
        recent = self._recent[key]
        while recent and recent[0] <= now - WINDOW_S:
            recent.popleft()

    def _count_elsewhere(self, key: str, more: int) -> None:
        count = self._elsewhere.get(key, 0) + more
        if count > 0:
            self._elsewhere[key] = count
        else:
            self._elsewhere.pop(key, None)

    def _warn_when_passed(self, rule: TokenRule, period: str, budget: int | None, before: int, cost: int) -> None:
        if budget and before < budget * WARN_AT <= before + cost:
            self.warn(rule, period, (before + cost) * 100 // budget)

    def _enter(self, key: str, per_minute: int | None, at_once: int | None, kind: str, name: str) -> None:
        if at_once is not None and self._running.get(key, 0) + self._elsewhere.get(key, 0) >= at_once:
            raise LimitReachedError("limit_concurrency", 1, kind=kind, name=name, limit=at_once)
        if per_minute is not None:
            now = self.clock()
            recent = self._recent.setdefault(key, deque())
            if recent and recent[-1] > now + _CLOCKS_DIFFER_S:
                # The clock was set back: what lies ahead is of no use, and would be in the way until the clock is there again.
                recent.clear()
            self._drop_old(key, now)
            if len(recent) >= per_minute:
                raise LimitReachedError(
                    "limit_rate", max(1.0, recent[0] + WINDOW_S - now), kind=kind, name=name, limit=per_minute
                )
            recent.append(now)
            if self.journal is not None:
                self.journal.entered.setdefault(key, []).append(now)
        self._running[key] = self._running.get(key, 0) + 1

    def _leave(self, key: str) -> None:
        left = self._running.get(key, 0) - 1
        if left > 0:
            self._running[key] = left
        else:
            self._running.pop(key, None)

    def _spent_by(self, token_id: str, now: float) -> Spent:
        """A token made a moment ago is counted from nothing until the database has been asked."""
        return self._spent.setdefault(token_id, Spent(day_ends=now + 86_400, month_ends=now + 31 * 86_400))

    def _check_budget(self, rule: TokenRule) -> None:
        if rule.daily_budget_nanos is None and rule.monthly_budget_nanos is None:
            return
        now = self.clock()
        spent = self._spent_by(rule.id, now)
        for budget, used, ends, period in (
            (rule.daily_budget_nanos, spent.day_nanos, spent.day_ends, "day"),
            (rule.monthly_budget_nanos, spent.month_nanos, spent.month_ends, "month"),
        ):
            if budget is not None and used >= budget and now < ends:
                raise LimitReachedError(
                    "limit_budget", ends - now, name=rule.name, period=period, limit=f"{budget / 1e9:.2f} USD"
                )
