from __future__ import annotations

from dataclasses import replace

import pytest

from bridge.adapter import Adapter
from bridge.adapters import BUILTIN
from bridge.convert import format_of
from bridge.testing import Recording, check_adapter
from tests.benchmarks import bodies


@pytest.mark.parametrize("adapter", BUILTIN, ids=lambda adapter: adapter.name)
def test_every_built_in_adapter_conforms(adapter: Adapter) -> None:
    assert check_adapter(adapter) == []


def test_recordings_are_run_through_every_client_format() -> None:
    adapter = next(item for item in BUILTIN if item.name == "openai")
    stream = b"".join(bodies.chat_stream(5))
    error = {"error": {"message": "slow down", "type": "rate_limit_exceeded", "param": None, "code": None}}
    assert check_adapter(adapter, [Recording(stream=stream), Recording(error=error, status=429)]) == []


def test_a_broken_declaration_is_named() -> None:
    broken = replace(BUILTIN[0], name="", dialect=format_of("gemini").default_dialect, format="openai-chat")
    problems = check_adapter(broken)
    assert "the adapter has no name" in problems
    assert any("dialect" in problem for problem in problems)


def test_an_answer_that_is_none_is_a_problem() -> None:
    adapter = next(item for item in BUILTIN if item.name == "anthropic")
    assert check_adapter(adapter, [Recording(body={"nonsense": True})])
