"""The table of what Claude models allow."""

from __future__ import annotations

import pytest

from bridge.capabilities import claude


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("claude-3-haiku-20240307", set()),
        ("claude-3-5-sonnet-20241022", set()),
        ("claude-3-7-sonnet-20250219", {"enabled"}),
        ("claude-opus-4-1", {"enabled"}),
        ("claude-haiku-4-5-20251001", {"enabled"}),
        ("anthropic/claude-haiku-4.5", {"enabled"}),
        ("claude-sonnet-4-6", {"adaptive", "enabled"}),
        ("claude-opus-4-7", {"adaptive"}),
        ("claude-opus-5-5", {"adaptive"}),
        ("claude-mythos-preview", {"adaptive"}),
        ("claude-2.1", {"adaptive", "enabled"}),
        ("glm-5", {"adaptive", "enabled"}),
    ],
)
def test_kinds_of_thinking(name: str, kinds: set[str]) -> None:
    assert claude.limits(name).thinking == kinds


@pytest.mark.parametrize(
    ("name", "efforts"),
    [
        ("claude-sonnet-4-5", ()),
        ("claude-opus-4-5", ("low", "medium", "high")),
        ("claude-sonnet-4-6", ("low", "medium", "high", "max")),
        ("claude-sonnet-5", ("low", "medium", "high", "xhigh", "max")),
    ],
)
def test_efforts(name: str, efforts: tuple[str, ...]) -> None:
    assert claude.limits(name).efforts == efforts


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("claude-3-opus-20240229", 4096),
        ("claude-3-5-haiku-20241022", 8192),
        ("claude-3-7-sonnet", 64_000),
        ("claude-opus-4@20250514", 32_000),
        ("claude-4-opus-20250514", 32_000),
        ("claude-sonnet-4-20250514", 64_000),
        ("anthropic.claude-sonnet-4-5-20250929-v1:0", 64_000),
        ("claude-opus-4-6", 128_000),
        ("my-deployment", None),
    ],
)
def test_largest_output(name: str, tokens: int | None) -> None:
    assert claude.limits(name).max_output == tokens


def test_switches_change_with_the_version() -> None:
    old, middle, new = (claude.limits(f"claude-opus-{version}") for version in ("4-5", "4-8", "5-5"))
    assert (old.sampling, old.prefill, old.system_messages, old.forced_tools) == (True, True, False, True)
    assert (middle.sampling, middle.prefill, middle.system_messages, middle.forced_tools) == (False, False, True, True)
    assert new.thinks_by_default
    assert not new.forced_tools
    assert claude.limits("claude-haiku-5-5").forced_tools
    assert not claude.limits("claude-fable-5-1").forced_tools
    assert not claude.limits("claude-mythos-5").can_disable


def test_unknown_names_lose_nothing() -> None:
    unknown = claude.limits("some-relay-model")
    assert unknown is claude.UNKNOWN
    assert unknown.sampling
    assert unknown.prefill
    assert unknown.forced_tools
    assert unknown.structured_output
