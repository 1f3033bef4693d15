"""Days of use on a clock that is told to move."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amux_desktop.oauth.pool import AccountPool, Rules
from amux_desktop.oauth.quotas import Window
from amux_desktop.services.pool_memory import PoolMemory
from amux_desktop.storage.records import Account
from tests.oauth.conftest import FakeClock

HOUR = 3_600_000


def members(*weights: int, **changes: object) -> list[Account]:
    return [
        Account(id=f"a{index}", vendor="codex", subject=f"s{index}", weight=weight, created_ms=index, **changes)  # type: ignore[arg-type]
        for index, weight in enumerate(weights)
    ]


def pool_of(clock: FakeClock, accounts: list[Account], **rules: object) -> AccountPool:
    pool = AccountPool(clock, Rules(**rules))  # type: ignore[arg-type]
    pool.set_accounts(accounts)
    return pool


def serve(pool: AccountPool, session: str = "", model: str = "m") -> str:
    chosen = pool.take(model, session)[0]
    pool.succeeded(chosen, model, session)
    return chosen


@pytest.mark.parametrize("strategy", ["round_robin", "least_used"])
def test_the_load_follows_the_weights(clock: FakeClock, strategy: str) -> None:
    pool = pool_of(clock, members(1, 2, 5), strategy=strategy)
    served = Counter(serve(pool) for _ in range(8000))
    assert [served[f"a{index}"] for index in range(3)] == [
        pytest.approx(share, rel=0.01) for share in (1000, 2000, 5000)
    ]


def test_round_robin_takes_turns_instead_of_bursts(clock: FakeClock) -> None:
    pool = pool_of(clock, members(1, 1, 1), strategy="round_robin")
    order = [serve(pool) for _ in range(9)]
    assert all(len(set(order[at : at + 3])) == 3 for at in range(0, 9, 3))


def test_fill_first_uses_one_up_before_the_next(clock: FakeClock) -> None:
    pool = pool_of(clock, members(1, 1, 1), strategy="fill_first")
    assert {serve(pool) for _ in range(50)} == {"a0"}
    pool.learn_quota("a0", {"5h": Window(used=0.97, resets_ms=clock.now_ms() + HOUR)})
    assert {serve(pool) for _ in range(50)} == {"a1"}, "what is left under the threshold is spared"
    clock.forward(3601)
    assert serve(pool) == "a0"


def test_the_window_with_the_least_left_decides(clock: FakeClock) -> None:
    pool = pool_of(clock, members(1, 1), strategy="quota_aware")
    later = clock.now_ms() + 100 * HOUR
    pool.learn_quota("a0", {"5h": Window(used=0.0, resets_ms=later), "week": Window(used=0.8, resets_ms=later)})
    pool.learn_quota("a1", {"5h": Window(used=0.5, resets_ms=later), "week": Window(used=0.1, resets_ms=later)})
    assert serve(pool) == "a1"


@pytest.mark.parametrize("strategy", ["round_robin", "least_used", "quota_aware", "fill_first"])
def test_a_week_of_use(clock: FakeClock, strategy: str) -> None:
    """Three accounts with 5-hour windows, 40 requests an hour in 30 conversations: nobody who rests is asked, conversations stay
    where they are while their account is healthy, and who comes back is used at once."""
    chance = random.Random(7)
    accounts = members(1, 1, 2)
    pool = pool_of(clock, accounts, strategy=strategy, affinity_ms=2 * HOUR)
    budget = {account.id: 120 for account in accounts}
    used = dict.fromkeys(budget, 0)
    ends = {account.id: clock.now_ms() + 5 * HOUR for account in accounts}
    home: dict[str, str] = {}
    seen: dict[str, int] = {}
    kept = moved = refused = 0
    total: Counter[str] = Counter()
    for _ in range(7 * 24 * 40):
        clock.forward(90)
        for account_id, end in ends.items():
            if clock.now_ms() >= end:
                used[account_id], ends[account_id] = 0, end + 5 * HOUR
                choice = next(item for item in pool.ranking("m") if item.account_id == account_id)
                assert choice.ready, "recovery right after the reset"
        session = f"s{chance.randrange(30)}"
        resting = {item.account_id for item in pool.ranking("m") if not item.ready}
        chosen = pool.take("m", session)
        if not chosen:
            refused += 1
            assert resting == set(budget)
            continue
        first = chosen[0]
        assert not resting & set(chosen)
        at_home = home.get(session)
        if at_home is not None and at_home not in resting and clock.now_ms() - seen[session] < 2 * HOUR:
            healthy = used[at_home] / budget[at_home] < 0.95
            kept += healthy and first == at_home
            moved += healthy and first != at_home
        if used[first] >= budget[first]:
            pool.limited(first, "m", ends[first], "used up")
            assert first not in pool.take("m", session)
            continue
        used[first] += 1
        total[first] += 1
        home[session], seen[session] = first, clock.now_ms()
        pool.learn_quota(first, {"5h": Window(used=used[first] / budget[first], resets_ms=ends[first])})
        pool.succeeded(first, "m", session)
    assert kept / (kept + moved) >= 0.99
    assert sum(total.values()) > 5000
    assert refused < 7 * 24 * 40 * 0.1


def test_a_limit_of_one_model_leaves_the_others_alone(clock: FakeClock) -> None:
    pool = pool_of(clock, members(1, 1), scope="model", strategy="round_robin")
    pool.limited("a0", "claude", clock.now_ms() + HOUR, "used up")
    assert {serve(pool, model="claude") for _ in range(6)} == {"a1"}
    assert {serve(pool, model="gemini") for _ in range(6)} == {"a0", "a1"}


def test_limits_without_a_time_rest_longer_each_time(clock: FakeClock) -> None:
    pool = pool_of(clock, members(1), strategy="round_robin")
    rests = []
    for _ in range(8):
        pool.limited("a0", "m", None, "slow down")
        until = pool.next_try_ms("m")
        assert until is not None
        rests.append((until - clock.now_ms()) // 1000)
        clock.forward(rests[-1])
        assert pool.take("m", "") == ["a0"]
    assert rests[:4] == [60, 120, 240, 480]
    assert max(rests) == 3600


def test_the_breaker_lets_one_request_try(clock: FakeClock) -> None:
    pool = pool_of(clock, members(1, 1), strategy="fill_first", breaker_failures=3, breaker_ms=60_000)
    for _ in range(3):
        pool.failed("a0", "no answer")
    assert {serve(pool) for _ in range(5)} == {"a1"}
    clock.forward(60)
    assert pool.take("m", "")[0] == "a0"
    assert pool.take("m", "")[0] == "a1", "one probe at a time"
    pool.failed("a0", "no answer")
    assert pool.take("m", "")[0] == "a1"
    clock.forward(60)
    assert serve(pool) == "a0"
    assert serve(pool) == "a0", "healthy again"


def test_a_clock_that_is_set_back_holds_nobody_back_for_hours(clock: FakeClock) -> None:
    pool = pool_of(clock, members(1), strategy="fill_first", breaker_failures=1, breaker_ms=60_000)
    pool.failed("a0", "server error")
    assert pool.take("m", "") == []
    clock.ms -= 5 * 3_600_000
    assert pool.take("m", "") == ["a0"]


def test_who_is_signed_out_waits_for_the_user_and_who_is_forbidden_for_the_time(clock: FakeClock) -> None:
    pool = pool_of(clock, members(1, 1, 1))
    pool.set_aside("a0", "expired", "revoked", None)
    pool.set_aside("a1", "forbidden", "no", HOUR)
    assert pool.take("m", "") == ["a2"]
    clock.forward(3600)
    assert set(pool.take("m", "")) == {"a1", "a2"}
    renewed = [Account(id="a0", vendor="codex", subject="s0", last_refresh_ms=5), *pool.accounts()[1:]]
    pool.set_accounts(renewed)
    assert "a0" in pool.take("m", "")


def test_a_newcomer_does_not_catch_up(clock: FakeClock) -> None:
    pool = pool_of(clock, members(1, 1), strategy="least_used")
    for _ in range(100):
        serve(pool)
    pool.set_accounts([*pool.accounts(), Account(id="new", vendor="codex", subject="n", created_ms=9)])
    served = Counter(serve(pool) for _ in range(30))
    assert served["new"] == pytest.approx(10, abs=1)


@given(
    strategy=st.sampled_from(["round_robin", "least_used", "quota_aware", "fill_first"]),
    steps=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 3), st.integers(0, 5000)), max_size=60),
)
def test_nobody_is_asked_who_may_not_be(strategy: str, steps: list[tuple[int, int, int]]) -> None:
    clock = FakeClock()
    pool = pool_of(clock, members(1, 2, 3, 4), strategy=strategy)
    for action, which, seconds in steps:
        account_id = f"a{which}"
        match action:
            case 0:
                pool.limited(account_id, "m", clock.now_ms() + seconds * 1000 + 1, "limit")
            case 1:
                pool.failed(account_id, "no answer")
            case 2:
                pool.set_aside(account_id, "forbidden", "no", seconds * 1000)
            case 3:
                clock.forward(seconds)
            case 4:
                pool.succeeded(account_id, "m", f"s{seconds % 5}")
            case _:
                ready = {choice.account_id for choice in pool.ranking("m") if choice.ready}
                chosen = pool.take("m", f"s{seconds % 5}")
                assert set(chosen) <= ready
                assert bool(chosen) == bool(ready)
                assert len(set(chosen)) == len(chosen)


@pytest.mark.parametrize(
    ("strategy", "why"), [("round_robin", "turn"), ("least_used", "least_used"), ("fill_first", "order")]
)
def test_the_ranking_says_why_the_first_is_the_first(clock: FakeClock, strategy: str, why: str) -> None:
    pool = pool_of(clock, members(1, 1), strategy=strategy)
    first, second = pool.ranking()
    assert (first.why, second.why) == (why, "")
    chosen = pool.take("m", "conversation")[0]
    assert chosen == first.account_id, "the picture is the choice"
    pool.succeeded(chosen, "m", "conversation")
    assert pool.ranking("m", "conversation")[0].why == "affinity"
    pool.set_aside(second.account_id, "expired", "revoked", None)
    assert pool.ranking()[0].why == "only"
    pool.set_aside(first.account_id, "expired", "revoked", None)
    assert [choice.why for choice in pool.ranking()] == ["", ""]


def test_quota_decides_until_the_quotas_are_alike(clock: FakeClock) -> None:
    pool = pool_of(clock, members(1, 1), strategy="quota_aware")
    pool.learn_quota("a0", {"5h": Window(used=0.5)})
    pool.learn_quota("a1", {"5h": Window(used=0.4)})
    assert (pool.ranking()[0].account_id, pool.ranking()[0].why) == ("a1", "most_left")
    pool.learn_quota("a1", {"5h": Window(used=0.501)})
    assert pool.ranking()[0].why == "least_used"


def test_a_failure_is_shown_until_the_next_success(clock: FakeClock) -> None:
    pool = pool_of(clock, members(1))
    pool.failed("a0", "the vendor is down")
    shown = pool.ranking()[0]
    assert (shown.error, shown.error_ms) == ("the vendor is down", clock.now_ms())
    assert serve(pool) == "a0"
    assert (pool.ranking()[0].error, pool.ranking()[0].error_ms) == ("", None)


def test_a_memory_gives_the_same_picture_elsewhere(clock: FakeClock) -> None:
    pool = pool_of(clock, members(1, 2, 3), strategy="round_robin")
    for _ in range(7):
        serve(pool)
    pool.limited("a1", "m", clock.now_ms() + HOUR, "slow down")
    for _ in range(3):
        pool.failed("a2", "no answer")
    other = pool_of(clock, members(1, 2, 3), strategy="round_robin")
    other.recall(json.loads(json.dumps(pool.memory())))
    for model in ("", "m"):
        assert [(c.account_id, c.served, c.error) for c in other.ranking(model)] == [
            (c.account_id, c.served, c.error) for c in pool.ranking(model)
        ]
        assert [c.until_ms for c in other.ranking(model)][1:] == [c.until_ms for c in pool.ranking(model)][1:]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"codex": 3}', '{"codex": {"a0": {"served": 1}}}'])
def test_a_damaged_memory_is_none(clock: FakeClock, tmp_path: Path, text: str) -> None:
    path = tmp_path / "pools.json"
    path.write_text(text)
    pools = {"codex": pool_of(clock, members(1))}
    memory = PoolMemory(path)
    memory.recall(pools)
    assert serve(pools["codex"]) == "a0"
    memory.keep(pools)
    fresh = {"codex": pool_of(clock, members(1))}
    PoolMemory(path).recall(fresh)
    assert fresh["codex"].ranking()[0].served == 1


def test_switching_affinity_off_frees_conversations_at_once(clock: FakeClock) -> None:
    pool = pool_of(clock, members(1, 1), strategy="round_robin")
    first = serve(pool, "talk")
    assert serve(pool, "talk") == first
    pool.rules = replace(pool.rules, affinity_ms=0)
    assert {serve(pool, "talk") for _ in range(4)} == {"a0", "a1"}
    assert pool.ranking("m", "talk")[0].why == "turn"
