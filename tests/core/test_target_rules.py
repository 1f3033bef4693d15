"""Targets and their rules: what is accepted, what a wrong one is told, and text that reads back as the same."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amux_desktop.core.errors import InvalidInputError
from amux_desktop.core.target_rules import (
    FAILURES,
    TIERS,
    TargetText,
    check_rules,
    check_weight,
    read_target,
    target_text,
)
from amux_desktop.proxy.verdict import FailureClass

WORDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789-._/*", min_size=1, max_size=12)


@st.composite
def rules(draw: st.DrawFn) -> dict[str, Any]:
    low = draw(st.integers(0, 1000))
    offered: dict[str, st.SearchStrategy[Any]] = {
        "tools": st.booleans(),
        "images": st.booleans(),
        "min_prompt_tokens": st.just(low),
        "max_prompt_tokens": st.integers(low, 2000),
        "models": st.lists(WORDS, min_size=1, max_size=3),
        "tiers": st.lists(st.sampled_from(TIERS), min_size=1, max_size=2, unique=True),
        "on": st.lists(st.sampled_from(FAILURES), min_size=1, max_size=3, unique=True),
    }
    return {name: draw(values) for name, values in offered.items() if draw(st.booleans())}


@given(
    target=st.builds(
        TargetText, kind=st.sampled_from(("provider", "proxy")), path=WORDS, model=st.one_of(st.just(""), WORDS),
        weight=st.integers(1, 99), conditions=rules(), enabled=st.booleans(),
    )
)  # fmt: skip
def test_a_target_reads_back_as_it_was_written(target: TargetText) -> None:
    assert read_target(target_text(target), "here") == target


def test_how_people_write() -> None:
    target = read_target(
        " deepseek = deepseek-v4 ; weight=3; when=tools, no-images, prompt>100k, model:claude-* ; on=rate,quota ;off",
        "x",
    )
    assert target == TargetText(
        kind="provider", path="deepseek", model="deepseek-v4", weight=3, enabled=False,
        conditions={"tools": True, "images": False, "min_prompt_tokens": 100_001, "models": ["claude-*"], "on": ["rate", "quota"]},
    )  # fmt: skip
    assert read_target("proxy:cheap", "x") == TargetText(kind="proxy", path="cheap")
    assert read_target("a;when=prompt<2m", "x").conditions == {"max_prompt_tokens": 1_999_999}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "PROVIDER=MODEL"), (";weight=2", "PROVIDER=MODEL"), ("a=", "PROVIDER=MODEL"), ("proxy:", "PROVIDER=MODEL"),
        ("a;weight=0", "weight=0"), ("a;weight=-1", "weight=-1"), ("a;weight=1.5", "weight=1.5"), ("a;weight=", "weight="),
        ("a;heavy", "heavy"), ("a;when=", "when="), ("a;when=tool", "tool."), ("a;when=prompt>ten", "prompt>ten"),
        ("a;when=tier:gold", "gold"), ("a;on=request", "request"), ("a;on=", "on="), ("a;when=model:", "model:"),
        ("a;when=prompt>10,prompt<5", "no request could come here"),
    ],
)  # fmt: skip
def test_a_wrong_target_is_told_where(text: str, wrong: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        read_target(text, "--target")
    assert wrong in refused.value.message
    assert refused.value.message.startswith("--target")


@pytest.mark.parametrize(
    "conditions",
    [
        {"tool": True}, {"tools": "yes"}, {"images": 1}, {"min_prompt_tokens": -1}, {"max_prompt_tokens": True},
        {"max_prompt_tokens": "9"}, {"models": "claude"}, {"models": []}, {"models": [""]}, {"tiers": ["gold"]}, {"on": ["request"]},
        {"min_prompt_tokens": 2, "max_prompt_tokens": 1}, {"also": {}},
    ],
)  # fmt: skip
def test_wrong_rules_are_refused(conditions: dict[str, Any]) -> None:
    with pytest.raises(InvalidInputError, match="target 1"):
        check_rules(conditions, "target 1")


@pytest.mark.parametrize("weight", [0, -1, True, 1.5, "2", None])
def test_wrong_weights_are_refused(weight: object) -> None:
    with pytest.raises(InvalidInputError) as refused:
        check_weight(weight, "target 2")
    assert refused.value.params["field"] == "target 2, weight"


def test_every_failure_but_a_wrong_request_may_be_named() -> None:
    assert {*FAILURES, "request"} == set(get_args(FailureClass))
