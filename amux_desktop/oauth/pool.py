"""Who of a vendor's accounts serves the next request, and why. Pure bookkeeping on a clock; no I/O, one thread.

An account is ready unless it is switched off, signed out or forbidden (set aside until its next try), cooling for the
model after a limit, or its breaker is open. A breaker that has waited long enough lets one request through. Among the
ready ones the strategy decides; accounts with less quota left than the protection threshold come after the others.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from amux_desktop.core.clock import Clock
from amux_desktop.oauth import quotas
from amux_desktop.storage.records.accounts import Account, AccountState, Strategy

Reason = Literal[
    "ready", "affinity", "spared", "off", "limited", "expired", "forbidden", "failed", "cooling", "open", "probing"
]
Why = Literal["", "affinity", "only", "turn", "least_used", "most_left", "order"]
"""What decided for the first of a ranking: its conversation, nobody else being ready, or the strategy."""
_MAX_SESSIONS = 20_000
_MAX_MODELS = 200
_FIRST_REST_MS = 60_000
_LONGEST_REST_MS = 3_600_000
_PROBE_MS = 120_000
_SET_ASIDE: tuple[AccountState, ...] = ("expired", "forbidden", "failed", "limited")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a pool works: its own choices, else the settings."""

    strategy: Strategy = "quota_aware"
    affinity_ms: int = 3_600_000
    protect: float = 0.05
    """Fraction of quota left at which an account is spared."""
    breaker_failures: int = 3
    breaker_ms: int = 60_000
    scope: Literal["account", "model"] = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One account's chance for the next request, in the order of the ranking."""

    account_id: str
    ready: bool
    reason: Reason
    until_ms: int | None = None
    left: float | None = None
    """Fraction of the binding window that is left; None when nothing is known."""
    served: int = 0
    weight: int = 1
    why: Why = ""
    error: str = ""
    """The last failure since the last success, in the vendor's words."""
    error_ms: int | None = None


@dataclass(slots=True)
class _Member:
    account: Account
    quota: dict[str, quotas.Window]
    cooling: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By model ("" is all): when it ends, how often in a row it happened."""
    failures: int = 0
    open_until: int = 0
    probe_until: int = 0
    served: int = 0
    turn: float = 0.0
    error: str = ""
    error_ms: int | None = None

    def learnt_from(self, old: _Member) -> None:
        """Limits and failures, as known of the same account before."""
        self.cooling, self.failures = old.cooling, old.failures
        self.open_until, self.probe_until = old.open_until, old.probe_until
        self.error, self.error_ms = old.error, old.error_ms

    def failed_with(self, error: str, now: int) -> None:
        self.error, self.error_ms = error, now


class AccountPool:
    """All accounts of one vendor."""

    def __init__(self, clock: Clock, rules: Rules) -> None:
        self._clock = clock
        self._members: dict[str, _Member] = {}
        self._sessions: OrderedDict[str, tuple[str, int]] = OrderedDict()
        self.rules = rules

    # ------------------------------------------------------------------ what is known

    def set_accounts(self, accounts: Iterable[Account]) -> None:
        """As stored now. What was learnt about those that stay is kept; a new login clears it."""
        members: dict[str, _Member] = {}
        for account in accounts:
            old = self._members.get(account.id)
            member = _Member(account, quotas.load(account.quota))
            if old is not None:
                member.served, member.turn = old.served, old.turn
                member.quota = {**member.quota, **old.quota}
                if account.last_refresh_ms == old.account.last_refresh_ms or account.state == old.account.state:
                    member.learnt_from(old)
            members[account.id] = member
        if members and (newcomers := [item for key, item in members.items() if key not in self._members]):
            # A newcomer starts level with the others instead of catching up with all they served.
            known = [item.served for key, item in members.items() if key in self._members]
            for item in newcomers:
                item.served = min(known, default=0)
        self._members = members

    def account(self, account_id: str) -> Account | None:
        member = self._members.get(account_id)
        return member.account if member is not None else None

    def accounts(self) -> tuple[Account, ...]:
        return tuple(member.account for member in self._members.values())

    def quota(self, account_id: str) -> dict[str, quotas.Window]:
        return dict(self._members[account_id].quota)

    def learn_quota(self, account_id: str, quota: quotas.Quota) -> None:
        """Newer windows replace older ones of the same name."""
        member = self._members.get(account_id)
        if member is not None:
            member.quota = {**member.quota, **quota}

    # ------------------------------------------------------------------ choosing

    def ranking(self, model: str = "", session: str = "") -> list[Choice]:
        """Every account, best first, without counting anything: this is also the live picture."""
        now = self._clock.now_ms()
        rated = [(member, self._rate(member, model, now)) for member in self._members.values()]
        bound = self._bound(session, now)
        order = self._strategy(rated, model, now)
        choices = [choice for _, choice in order]
        for index, choice in enumerate(choices):
            if choice.account_id == bound and choice.reason == "ready":
                choices.insert(0, replace(choices.pop(index), reason="affinity"))
                break
        if choices and choices[0].ready:
            choices[0] = replace(choices[0], why=self._why(choices))
        return choices

    def take(self, model: str, session: str) -> list[str]:
        """Ids of the ready accounts, best first; the first counts as chosen, the rest stand by."""
        now = self._clock.now_ms()
        ready = [choice.account_id for choice in self.ranking(model, session) if choice.ready]
        if not ready:
            return []
        first = self._members[ready[0]]
        self._advance(first, [self._members[account_id] for account_id in ready])
        first.served += 1
        if first.open_until:
            first.probe_until = now + _PROBE_MS
        if session:
            self._remember(session, ready[0], now)
        # A breaker's one trial is for the first choice; others that wait for theirs do not stand by.
        return [ready[0], *(item for item in ready[1:] if not self._members[item].open_until)]

    def _why(self, choices: list[Choice]) -> Why:
        first = choices[0]
        if first.reason == "affinity":
            return "affinity"
        rivals = [choice for choice in choices[1:] if choice.reason == first.reason]
        if not rivals:
            return "only"
        if self.rules.strategy == "quota_aware":
            known = _whole_left(first) > max(_whole_left(choice) for choice in rivals)
            return "most_left" if known else "least_used"
        return {"round_robin": "turn", "fill_first": "order"}.get(self.rules.strategy, "least_used")  # type: ignore[return-value]  # two of them

    def next_try_ms(self, model: str = "") -> int | None:
        """When an account may be ready again; None when that needs the user."""
        times = [choice.until_ms for choice in self.ranking(model) if not choice.ready and choice.until_ms is not None]
        return min(times, default=None)

    # ------------------------------------------------------------------ learning

    def succeeded(self, account_id: str, model: str, session: str = "") -> Account | None:
        """The account to store when its state has changed."""
        member = self._members.get(account_id)
        if member is None:
            return None
        member.failures = member.open_until = member.probe_until = 0
        member.error, member.error_ms = "", None
        member.cooling.pop(model, None)
        member.cooling.pop("", None)
        if session:
            self._remember(session, account_id, self._clock.now_ms())
        if member.account.state == "active":
            return None
        return self._state(member, "active", "", None)

    def limited(self, account_id: str, model: str, until_ms: int | None, reason: str) -> Account | None:
        """A limit was reached. Without a time the account rests a minute, twice as long each time in a row."""
        member = self._members.get(account_id)
        if member is None:
            return None
        now = self._clock.now_ms()
        whole = self.rules.scope == "account"
        place = "" if whole else model
        if until_ms is None:
            windows = quotas.relevant(member.quota, self.rules.scope, model)
            until_ms = quotas.exhausted_until(windows, now)
        _, times = member.cooling.get(place, (0, 0))
        if until_ms is None or until_ms <= now:
            until_ms = now + min(_LONGEST_REST_MS, _FIRST_REST_MS * 2**times)
        if len(member.cooling) >= _MAX_MODELS:
            member.cooling = {name: entry for name, entry in member.cooling.items() if entry[0] > now}
        member.cooling[place] = (until_ms, min(times + 1, 10))
        member.probe_until = 0
        member.failed_with(reason, now)
        return self._state(member, "limited", reason, until_ms) if whole else None

    def failed(self, account_id: str, reason: str) -> None:
        """The vendor did not answer properly; several times in a row open the breaker."""
        member = self._members.get(account_id)
        if member is None:
            return
        member.failures += 1
        member.probe_until = 0
        member.failed_with(reason, self._clock.now_ms())
        if member.failures >= self.rules.breaker_failures:
            member.open_until = self._clock.now_ms() + self.rules.breaker_ms

    def released(self, account_id: str) -> None:
        """An attempt ended without telling anything about the account (the client's own error)."""
        member = self._members.get(account_id)
        if member is not None:
            member.probe_until = 0

    def set_aside(self, account_id: str, state: AccountState, reason: str, rest_ms: int | None) -> Account | None:
        """The account is out until `rest_ms` from now, or until the user does something when that is None."""
        member = self._members.get(account_id)
        if member is None:
            return None
        now = self._clock.now_ms()
        member.failed_with(reason, now)
        until = None if rest_ms is None else now + rest_ms
        return self._state(member, state, reason, until)

    # ------------------------------------------------------------------ across processes

    def memory(self) -> dict[str, Any]:
        """What is known beyond the stored accounts, as JSON: shares, turns, limits, failures. Conversations are not in it."""
        return {
            key: {
                "served": member.served, "turn": member.turn, "cooling": member.cooling, "failures": member.failures,
                "open_until": member.open_until, "error": member.error, "error_ms": member.error_ms,
            }
            for key, member in self._members.items()
        }  # fmt: skip

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Take over a `memory`, of this process or another. Raises KeyError, TypeError or ValueError for anything else."""
        for key, known in memory.items():
            member = self._members.get(key)
            if member is None:
                continue
            cooling = {str(name): (int(until), int(times)) for name, (until, times) in known["cooling"].items()}
            member.served, member.turn = int(known["served"]), float(known["turn"])
            member.cooling, member.failures = cooling, int(known["failures"])
            member.open_until = int(known["open_until"])
            member.error = str(known["error"])
            member.error_ms = None if known["error_ms"] is None else int(known["error_ms"])

    # ------------------------------------------------------------------ inside

    def _state(self, member: _Member, state: AccountState, reason: str, until: int | None) -> Account:
        failures = 0 if state == "active" else member.account.failures + 1
        member.account = replace(member.account, state=state, state_reason=reason, next_try_ms=until, failures=failures)
        return member.account

    def _rate(self, member: _Member, model: str, now: int) -> Choice:
        account = member.account
        windows = quotas.relevant(member.quota, self.rules.scope, model)
        window = quotas.binding(windows, now)
        left = window.left_at(now) if window is not None else None
        reason, until = self._hindrance(member, model, now)
        if reason == "ready" and left is not None and left <= self.rules.protect:
            reason, until = "spared", quotas.exhausted_until(windows, now)
            if left <= 0.0 and until is not None:
                reason = "cooling"
        ready = reason in ("ready", "spared")
        return Choice(
            account_id=account.id, ready=ready, reason=reason, until_ms=until, left=left, served=member.served,
            weight=account.weight, error=member.error, error_ms=member.error_ms,
        )  # fmt: skip

    def _hindrance(self, member: _Member, model: str, now: int) -> tuple[Reason, int | None]:
        account = member.account
        if not account.enabled:
            return "off", None
        if account.state in _SET_ASIDE and (account.next_try_ms is None or account.next_try_ms > now):
            return account.state, account.next_try_ms  # type: ignore[return-value]  # all of them are reasons
        until = max((member.cooling[name][0] for name in ("", model) if name in member.cooling), default=0)
        if until > now:
            return "cooling", until
        # Both are short: an end that lies further ahead was set before the clock was set back.
        if now < member.open_until <= now + self.rules.breaker_ms:
            return "open", member.open_until
        if now < member.probe_until <= now + _PROBE_MS:
            return "probing", member.probe_until
        return "ready", None

    def _strategy(self, rated: list[tuple[_Member, Choice]], model: str, now: int) -> list[tuple[_Member, Choice]]:
        strategy = self.rules.strategy

        def key(item: tuple[_Member, Choice]) -> tuple[float, ...]:
            member, choice = item
            weight = max(1, member.account.weight)
            place = 0.0 if choice.reason == "ready" else 1.0 if choice.ready else 2.0
            if place == 2.0:
                return (place, float(choice.until_ms or 2**62))
            load = member.served / weight
            if strategy == "round_robin":
                return (place, -(member.turn + weight))
            if strategy == "quota_aware":
                return (place, -_whole_left(choice), load)
            if strategy == "fill_first":
                return (place, -weight, float(member.account.created_ms))
            return (place, load)

        return sorted(rated, key=key)

    def _advance(self, chosen: _Member, ready: list[_Member]) -> None:
        """Smooth weighted round-robin: everybody gains their weight, the chosen pays the sum."""
        if self.rules.strategy != "round_robin":
            return
        for member in ready:
            member.turn += max(1, member.account.weight)
        chosen.turn -= sum(max(1, member.account.weight) for member in ready)

    def _bound(self, session: str, now: int) -> str:
        kept = self._sessions.get(session) if session and self.rules.affinity_ms > 0 else None
        return kept[0] if kept is not None and kept[1] > now else ""

    def _remember(self, session: str, account_id: str, now: int) -> None:
        if self.rules.affinity_ms <= 0:
            return
        self._sessions[session] = (account_id, now + self.rules.affinity_ms)
        self._sessions.move_to_end(session)
        while len(self._sessions) > _MAX_SESSIONS:
            self._sessions.popitem(last=False)


def _whole_left(choice: Choice) -> float:
    """In whole percent: less does not decide between accounts. What is not known counts as full."""
    return 1.0 if choice.left is None else round(choice.left, 2)
