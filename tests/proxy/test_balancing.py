from __future__ import annotations

from collections import Counter

import pytest

from amux_desktop.proxy.balancing import Balancer, Hints, accepts_failure
from amux_desktop.proxy.snapshot import Route, Snapshot
from tests.helpers import routing

UP = "http://127.0.0.1:1"


class FakeClock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def balancer(clock: FakeClock) -> Balancer:
    return Balancer(clock=clock)


def _snapshot(*slugs: str, keys: int = 1, **more: object) -> Snapshot:
    providers = [routing.provider(slug, "openai", UP, keys=["k"] * keys) for slug in slugs]
    secrets = {slug: tuple(f"{slug}{number}" for number in range(keys)) for slug in slugs}
    return routing.snapshot(providers, [routing.proxy("p", "any", *slugs, **more)], secrets=secrets)


def _order(balancer: Balancer, route: Route, session: str = "", **hints: object) -> list[str]:
    return [target.upstream.slug for target in balancer.order(route, Hints(**{"model": "m", **hints}), session, 60)]  # type: ignore[arg-type]


def test_targets_come_in_order(balancer: Balancer) -> None:
    assert _order(balancer, _snapshot("a", "b", "c").routes["p"]) == ["a", "b", "c"]


def test_a_cooling_target_is_left_out_until_its_time(balancer: Balancer, clock: FakeClock) -> None:
    route = _snapshot("a", "b").routes["p"]
    balancer.cool(route.targets[0], "m", route.targets[0].upstream.keys[0], 30, "rate")
    assert _order(balancer, route) == ["b"]
    clock.now += 31
    assert _order(balancer, route) == ["a", "b"]


def test_a_single_target_is_always_tried(balancer: Balancer) -> None:
    route = _snapshot("a").routes["p"]
    balancer.cool(route.targets[0], "m", None, 30, "rate")
    assert _order(balancer, route) == ["a"]


def test_all_resting_leaves_nothing_and_tells_when(balancer: Balancer) -> None:
    route = _snapshot("a", "b").routes["p"]
    for target, seconds in zip(route.targets, (30, 10), strict=True):
        balancer.cool(target, "m", target.upstream.keys[0], seconds, "rate")
    assert _order(balancer, route) == []
    assert balancer.resting_s(route, "m") == 10


def test_the_breaker_opens_after_failures_in_a_row_and_lets_one_probe_through(
    balancer: Balancer, clock: FakeClock
) -> None:
    route = _snapshot("a", "b").routes["p"]
    first = route.targets[0]
    for _ in range(2):
        balancer.failed(first, "m", failures=3, reset_s=20, reason="overloaded")
    assert _order(balancer, route) == ["a", "b"]
    balancer.failed(first, "m", failures=3, reset_s=20, reason="overloaded")
    assert _order(balancer, route) == ["b"]
    assert balancer.health("id-a").state == "open"
    clock.now += 21
    assert _order(balancer, route) == ["a", "b"]
    balancer.begin(first, "m")
    assert _order(balancer, route) == ["b"]
    balancer.failed(first, "m", failures=3, reset_s=20, reason="overloaded")
    clock.now += 19
    assert _order(balancer, route) == ["b"]
    clock.now += 2
    balancer.begin(first, "m")
    balancer.succeeded(first, "m", None)
    assert _order(balancer, route) == ["a", "b"]
    assert balancer.health("id-a").state == "ok"


def test_a_conversation_stays_where_it_was_answered(balancer: Balancer, clock: FakeClock) -> None:
    route = _snapshot("a", "b").routes["p"]
    balancer.settle(route, "talk", route.targets[1], "m", 60)
    assert _order(balancer, route, "talk") == ["b", "a"]
    assert _order(balancer, route, "other") == ["a", "b"]
    clock.now += 61
    assert _order(balancer, route, "talk") == ["a", "b"]


def test_weights_share_the_load() -> None:
    built = _snapshot(balance="weighted", sticky=False)
    snapshot = routing.snapshot(
        [routing.provider(slug, "openai", UP) for slug in "ab"],
        [
            routing.proxy(
                "p",
                "any",
                routing.target_row("a", weight=9),
                routing.target_row("b", weight=1),
                balance="weighted",
                sticky=False,
            )
        ],
    )
    assert not built.routes["p"].targets
    balancer = Balancer()
    first = Counter(_order(balancer, snapshot.routes["p"])[0] for _ in range(2000))
    assert 0.84 < first["a"] / 2000 < 0.95


@pytest.mark.parametrize(
    ("conditions", "hints", "fits"),
    [
        ({"models": ["*haiku*"]}, {"model": "claude-haiku-4"}, True),
        ({"models": ["*haiku*"]}, {"model": "claude-opus"}, False),
        ({"tools": True}, {"tools": True}, True),
        ({"tools": True}, {"tools": False}, False),
        ({"images": False}, {"images": True}, False),
        ({"max_prompt_tokens": 10}, {"prompt_tokens": 11}, False),
        ({"min_prompt_tokens": 10}, {"prompt_tokens": 10}, True),
        ({}, {}, True),
    ],
)
def test_rules_choose_targets(
    balancer: Balancer, conditions: dict[str, object], hints: dict[str, object], fits: bool
) -> None:
    snapshot = routing.snapshot(
        [routing.provider("a", "openai", UP)],
        [routing.proxy("p", "any", routing.target_row("a", conditions=conditions))],
    )
    assert bool(_order(balancer, snapshot.routes["p"], **hints)) is fits


def test_a_fallback_may_ask_for_certain_failures() -> None:
    snapshot = routing.snapshot(
        [routing.provider("a", "openai", UP)],
        [routing.proxy("p", "any", routing.target_row("a", conditions={"on": ["rate"]}))],
    )
    target = snapshot.routes["p"].targets[0]
    assert accepts_failure(target, "rate")
    assert not accepts_failure(target, "timeout")


def test_healthy_keys_come_first(balancer: Balancer) -> None:
    route = _snapshot("a", keys=3).routes["p"]
    upstream = route.targets[0].upstream
    start = balancer.keys(upstream, "talk")
    assert [key.id for key in balancer.keys(upstream, "talk")] == [key.id for key in start]
    balancer.cool(route.targets[0], "m", start[0], 60, "rate")
    assert [key.id for key in balancer.keys(upstream, "talk")] == [start[1].id, start[2].id, start[0].id]


def test_rules_and_weights_of_a_chain_count_with_those_behind_it(balancer: Balancer) -> None:
    built = _snapshot_of_a_chain()
    route = built.routes["outer"]
    assert [round(target.weight, 3) for target in route.targets] == [1.0, 3.0, 2.0]
    few = Hints("m", tools=True, prompt_tokens=5)
    assert [target.upstream.slug for target in balancer.order(route, few, "", 0)] == ["a"]
    many = Hints("m", tools=True, prompt_tokens=500)
    assert [target.upstream.slug for target in balancer.order(route, many, "", 0)] == ["a", "b", "c"]
    plain = Hints("m", prompt_tokens=500)
    assert [target.upstream.slug for target in balancer.order(route, plain, "", 0)] == ["a"]
    assert not accepts_failure(route.targets[1], "timeout")
    assert not accepts_failure(route.targets[1], "rate")
    assert accepts_failure(route.targets[1], "quota")
    assert accepts_failure(route.targets[2], "rate")


def _snapshot_of_a_chain() -> Snapshot:
    inner = routing.proxy(
        "inner", "any",
        routing.target_row("b", weight=6, conditions={"min_prompt_tokens": 100, "on": ["quota", "timeout"]}),
        routing.target_row("c", weight=4, conditions={"min_prompt_tokens": 100}),
    )  # fmt: skip
    outer = routing.proxy(
        "outer", "any", "a",
        routing.target_row("proxy:inner", weight=5, conditions={"tools": True, "min_prompt_tokens": 10, "on": ["rate", "quota"]}),
    )  # fmt: skip
    return routing.snapshot(
        [routing.provider(slug, "custom-openai", "http://127.0.0.1:9") for slug in "abc"], [inner, outer]
    )
