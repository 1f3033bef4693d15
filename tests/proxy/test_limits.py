from __future__ import annotations

import pytest

from amux_desktop.proxy.limits import LimitReachedError, Limits, Spent
from amux_desktop.proxy.snapshot import TokenRule
from tests.helpers import routing


class FakeClock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def _rule(**limits: int) -> TokenRule:
    return TokenRule.of(routing.token(**limits))


def test_requests_a_minute() -> None:
    clock = FakeClock()
    limits, rule = Limits(clock=clock), _rule(requests_per_minute=2)
    for _ in range(2):
        limits.enter(rule)
        limits.leave(rule, None)
    with pytest.raises(LimitReachedError) as caught:
        limits.enter(rule)
    assert caught.value.code == "limit_rate"
    assert caught.value.retry_after_s == 60
    clock.now += 60
    limits.enter(rule)


def test_a_clock_that_is_set_back_or_forth_locks_nobody_out() -> None:
    clock = FakeClock()
    limits, rule = Limits(clock=clock), _rule(requests_per_minute=2)
    for step in (-3600, 7200):
        for _ in range(2):
            limits.enter(rule)
        with pytest.raises(LimitReachedError):
            limits.enter(rule)
        clock.now += step
    limits.enter(rule)


def test_requests_at_once() -> None:
    limits, rule = Limits(), _rule(max_concurrency=1)
    limits.enter(rule)
    with pytest.raises(LimitReachedError, match="at once"):
        limits.enter(rule)
    limits.leave(rule, None)
    limits.enter(rule)


def test_budgets_refuse_when_spent_and_open_again_with_the_next_day() -> None:
    clock = FakeClock()
    limits, rule = Limits(clock=clock), _rule(daily_budget_nanos=100)
    limits.set_spend(rule.id, Spent(day_nanos=60, day_ends=clock.now + 500, month_ends=clock.now + 9000))
    limits.enter(rule)
    limits.leave(rule, 40)
    with pytest.raises(LimitReachedError) as caught:
        limits.enter(rule)
    assert (caught.value.code, caught.value.status, caught.value.retry_after_s) == ("limit_budget", 429, 500)
    clock.now += 501
    limits.enter(rule)


def test_a_budget_warns_once_at_80_percent() -> None:
    said: list[tuple[str, int]] = []
    limits = Limits(warn=lambda _rule, period, percent: said.append((period, percent)))
    rule = _rule(daily_budget_nanos=100, monthly_budget_nanos=1000)
    for cost in (50, 29, 3, 3):
        limits.enter(rule)
        limits.leave(rule, cost)
    assert said == [("day", 82)]


def test_a_limit_for_everybody() -> None:
    limits = Limits()
    limits.enter_proxy(0)
    limits.enter_proxy(2)
    with pytest.raises(LimitReachedError, match="at once"):
        limits.enter_proxy(2)
    limits.leave_proxy()
    limits.enter_proxy(2)
