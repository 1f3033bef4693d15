from __future__ import annotations

from amux_desktop.proxy.snapshot import Mapper, find_cycle
from amux_desktop.storage.records import Mapping, ProxyTarget
from tests.helpers import routing

UP = "http://127.0.0.1:1"


def test_exact_rows_win_over_globs_and_the_default_comes_last() -> None:
    mapper = Mapper.of(
        [
            Mapping(source="", target="fallback", kind="default"),
            Mapping(source="claude-*", target="big", kind="glob"),
            Mapping(source="claude-haiku", target="small"),
        ]
    )
    assert [mapper.map(name) for name in ("claude-haiku", "claude-opus", "gpt-5")] == ["small", "big", "fallback"]
    assert Mapper.of([]).map("as-it-is") == "as-it-is"


def test_a_chain_applies_every_hops_mapping_and_keeps_fallback_order() -> None:
    built = routing.snapshot(
        [routing.provider("one", "openai", UP), routing.provider("two", "openai", UP)],
        [
            routing.proxy("outer", "anthropic", "proxy:inner", "two", mappings=[Mapping(source="a", target="b")]),
            routing.proxy("inner", "openai-chat", "one", mappings=[Mapping(source="b", target="c")]),
        ],
    )
    targets = built.routes["outer"].targets
    assert [(target.upstream.slug, target.model_for("a")) for target in targets] == [("one", "c"), ("two", "b")]


def test_a_loop_is_a_problem_of_the_route_and_not_an_endless_one() -> None:
    built = routing.snapshot([], [routing.proxy("a", "any", "proxy:b"), routing.proxy("b", "any", "proxy:a")])
    assert built.routes["a"].problem == "proxy_cycle"
    assert built.routes["a"].targets == ()


def test_disabled_providers_and_targets_take_no_part() -> None:
    off = routing.provider("off", "openai", UP, enabled=False)
    built = routing.snapshot(
        [off, routing.provider("on", "openai", UP)],
        [
            routing.proxy("p", "any", "off", ProxyTarget(kind="provider", target_id="id-on", enabled=False)),
            routing.proxy("q", "any", "off", "on"),
        ],
    )
    assert built.routes["p"].problem == "proxy_no_target"
    assert [target.upstream.slug for target in built.routes["q"].targets] == ["on"]


def test_cycles_are_found_with_their_path() -> None:
    graph = {"a": ["b"], "b": ["c"], "c": ["b"], "d": []}

    def targets_of(name: str) -> list[ProxyTarget]:
        return [ProxyTarget(kind="proxy", target_id=item) for item in graph[name]]

    assert find_cycle("a", targets_of) == ["b", "c", "b"]
    assert find_cycle("d", targets_of) is None


def test_no_secret_shows_in_a_repr() -> None:
    built = routing.snapshot([routing.provider("one", "openai", UP)])
    assert "up-key-one" not in repr(built)
    assert built.upstreams["one"].keys[0].secret == "up-key-one"


def test_a_locked_provider_is_marked() -> None:
    built = routing.snapshot([routing.provider("one", "openai", UP)], secrets={"one": None})
    assert built.upstreams["one"].locked
