"""Weights and rules of targets from the command line."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Amux

RULES = "two=large;weight=3;when=tools,prompt<=50000,model:claude-*;on=rate,quota"


@pytest.fixture
def providers(amux: Amux) -> Amux:
    plan = [
        {
            "preset": "openai",
            "path": name,
            "base_url": "http://127.0.0.1:9/v1",
            "api_key": "key-0123456789",
            "models": ["large"],
        }
        for name in ("one", "two", "three")
    ]
    amux("apply", "-", text=json.dumps({"providers": plan}))
    return amux


def test_targets_carry_weights_and_rules(providers: Amux) -> None:
    amux = providers
    amux("proxies", "add", "--path", "p", "--weighted", "--no-sticky", "--target", "one", "--target", RULES)
    shown = amux("proxies", "show", "p", "--json").json
    assert (shown["balance"], shown["sticky"]) == ("weighted", False)
    assert [target["text"] for target in shown["targets"]] == ["one", RULES]
    assert shown["targets"][1]["weight"] == 3
    assert shown["targets"][1]["conditions"] == {
        "tools": True, "max_prompt_tokens": 50000, "models": ["claude-*"], "on": ["rate", "quota"],
    }  # fmt: skip
    assert shown["chain"]["destinations"][1]["conditions"]["tools"] is True
    text = amux("proxies", "show", "p").out
    assert RULES in text
    assert "tools,prompt<=50000,model:claude-*" in text
    amux("proxies", "edit", "p", "--ordered", "--sticky", "--fallback", "three;when=images")
    shown = amux("proxies", "show", "p", "--json").json
    assert (shown["balance"], shown["sticky"]) == ("ordered", True)
    assert [target["text"] for target in shown["targets"]] == ["one", "three;when=images"]
    amux("proxies", "edit", "p", "--target", "three;off", "--target", "two")
    assert [target["text"] for target in amux("proxies", "list", "--json").json[0]["targets"]] == ["three;off", "two"]
    amux("proxies", "add", "--path", "outer", "--target", "proxy:p;weight=2")
    assert amux("proxies", "show", "outer", "--json").json["targets"][0]["text"] == "proxy:p;weight=2"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--target", "one;weight=0"), "weight=0"),
        (("--target", "one;when=tier:gold"), "gold"),
        (("--target", "nobody"), "nobody"),
        (("--provider", "one", "--fallback", "two;on=request"), "--fallback"),
    ],
)
def test_a_wrong_target_is_refused_and_nothing_is_saved(providers: Amux, arguments: tuple[str, ...], said: str) -> None:
    assert said in providers("proxies", "add", "--path", "p", *arguments, code=1).err
    assert providers("proxies", "list", "--json").json == []


def test_one_way_to_name_targets(providers: Amux) -> None:
    assert "--target" in providers("proxies", "add", "--path", "p", "--provider", "one", "--target", "two", code=2).err
    assert "--target" in providers("proxies", "add", "--path", "p", code=2).err


def test_explain_says_who_is_asked_and_why_not(providers: Amux) -> None:
    amux = providers
    amux(
        "proxies", "add", "--path", "inner", "--map", "*=large", "--target", "two;when=no-images", "--target", "three;on=rate"
    )  # fmt: skip
    amux("proxies", "add", "--path", "p", "--target", "one;when=prompt>=10k", "--target", "proxy:inner;when=tools")
    found = amux("proxies", "explain", "p", "--model", "claude-x", "--tools", "--json").json
    assert [(step["provider_path"], step["model"], step["unmet"], step["share"]) for step in found["steps"]] == [
        ("one", "claude-x", ["prompt>=10000"], 0.0),
        ("two", "large", [], 1.0),
        ("three", "large", [], 0.0),
    ]
    assert found["steps"][2]["after"] == ["rate"]
    text = amux("proxies", "explain", "p", "--model", "claude-x", "--images", "--tokens", "20000").out
    assert "left out: not tools, not no-images" in text
    amux("proxies", "edit", "p", "--weighted", "--target", "one;weight=3", "--target", "two")
    shares = [step["share"] for step in amux("proxies", "explain", "p", "--model", "m", "--json").json["steps"]]
    assert shares == [0.75, 0.25]


def test_a_plan_takes_the_same_texts(providers: Amux) -> None:
    plan = {"path": "p", "inbound": "any", "targets": ["one;weight=2", RULES], "balance": "weighted"}
    providers("apply", "-", text=json.dumps({"proxies": [plan]}))
    shown = providers("proxies", "show", "p", "--json").json
    assert [target["text"] for target in shown["targets"]] == ["one;weight=2", RULES]
    assert shown["balance"] == "weighted"
    for wrong, said, code in (
        ({"targets": ["one;weight=x"]}, "proxies[0].targets[0]", 1),
        ({"targets": ["one"], "provider": "two"}, "proxies[0] has both", 2),
        ({"targets": ["one"], "balance": "fair"}, "proxies[0].balance", 2),
    ):
        refused = providers("apply", "-", text=json.dumps({"proxies": [{"path": "q", **wrong}]}), code=code)
        assert said in refused.err
