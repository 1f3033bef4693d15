"""The table of OpenAI models against what the API is known to refuse."""

from __future__ import annotations

import pytest

from bridge.capabilities.gpt import UNKNOWN, limits


@pytest.mark.parametrize(
    ("model", "efforts"),
    [
        ("gpt-4o", ()),
        ("gpt-4.1-mini", ()),
        ("gpt-5-chat-latest", ()),
        ("o1", ("low", "medium", "high")),
        ("o4-mini-2025-04-16", ("low", "medium", "high")),
        ("gpt-5-mini", ("minimal", "low", "medium", "high")),
        ("openai/gpt-5", ("minimal", "low", "medium", "high")),
        ("gpt-5.1", ("none", "low", "medium", "high")),
        ("gpt-5.1-codex-max", ("low", "medium", "high", "xhigh")),
        ("gpt-5-codex", ("low", "medium", "high")),
        ("gpt-5-pro", ("high",)),
        ("gpt-5.2-pro", ("medium", "high", "xhigh")),
        ("gpt-5.4", ("none", "low", "medium", "high", "xhigh")),
        ("gpt-6.1-sol", ("none", "low", "medium", "high", "xhigh", "max")),
        ("codex-mini-latest", ("low", "medium", "high")),
        ("o1-mini", ()),
    ],
)
def test_efforts(model: str, efforts: tuple[str, ...]) -> None:
    assert limits(model).efforts == efforts


def test_reasoning_models_refuse_what_others_take() -> None:
    assert limits("gpt-4.1").sampling
    assert limits("gpt-4.1").stop
    assert not limits("gpt-5.1").sampling
    assert not limits("gpt-5.1").stop
    assert not limits("o3").stop
    assert limits("o3-mini").stop
    assert not limits("o3-mini").parallel_switch


def test_tools_with_reasoning_on_chat_end_with_5_4() -> None:
    assert limits("gpt-5.2").chat_tools_with_reasoning
    assert not limits("gpt-5.4-mini").chat_tools_with_reasoning
    assert not limits("gpt-6-luna").chat_tools_with_reasoning


def test_special_models() -> None:
    assert limits("o1-mini").instructions == "user"
    assert limits("gpt-4o-search-preview").search
    assert not limits("chatgpt-4o-latest").tools
    assert not limits("gpt-5.1-codex").chat
    assert not limits("o3-deep-research").chat
    assert limits("ft:gpt-4o-2024-08-06:org::id") == limits("gpt-4o")
    assert not limits("gpt-3.5-turbo").images
    assert not limits("gpt-4").structured_output


def test_an_unknown_name_takes_everything() -> None:
    assert limits("my-deployment") is UNKNOWN
    assert not UNKNOWN.known
    assert UNKNOWN.sampling
    assert "max" in UNKNOWN.efforts
