"""Reading only usage and finish reason gives what reading the whole answer gives."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.convert import FORMAT_NAMES, answer_context, format_of
from bridge.errors import InvalidResponseError, UpstreamError
from bridge.formats.base import Format

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
_COUNTS = st.none() | st.integers(-1, 3000) | _JSON


def _some(fields: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


_CHAT_USAGE = _some(
    {
        "prompt_tokens": _COUNTS,
        "completion_tokens": _COUNTS,
        "total_tokens": _COUNTS,
        "prompt_cache_hit_tokens": _COUNTS,
        "prompt_tokens_details": _some({"cached_tokens": _COUNTS}) | _JSON,
        "completion_tokens_details": _some({"reasoning_tokens": _COUNTS}) | _JSON,
    }
)
_CALL = _some(
    {
        "id": st.sampled_from(["a", ""]),
        "type": st.just("function"),
        "function": _some({"name": st.sampled_from(["f", ""]), "arguments": st.sampled_from(["{}", '{"a', ""])}),
    }
)
_CHAT = _some(
    {
        "id": st.just("x"),
        "choices": st.lists(
            _some(
                {
                    "message": _some(
                        {
                            "content": st.none() | st.text(max_size=5) | _JSON,
                            "refusal": st.none() | st.sampled_from(["", "no"]),
                            "tool_calls": st.none() | st.lists(_CALL, max_size=2),
                            "function_call": st.none() | _some({"name": st.just("f"), "arguments": st.just("{}")}),
                        }
                    ),
                    "finish_reason": st.sampled_from(
                        ["stop", "length", "tool_calls", "content_filter", "odd", None, 3]
                    ),
                    "usage": _CHAT_USAGE,
                }
            ),
            max_size=2,
        )
        | _JSON,
        "usage": st.none() | _CHAT_USAGE,
        "x_groq": _some({"usage": _CHAT_USAGE}),
        "error": st.none() | _some({"message": st.just("bad"), "code": st.just(429)}),
    }
)
_BLOCK = _some(
    {
        "type": st.sampled_from(["text", "thinking", "tool_use", "server_tool_use", "odd"]),
        "text": st.text(max_size=3),
        "id": st.just("t"),
        "name": st.just("f"),
        "input": _some({"a": st.just(1)}),
    }
)
_ANTHROPIC = _some(
    {
        "type": st.sampled_from(["message", "error"]),
        "content": st.lists(_BLOCK, max_size=2) | st.text(max_size=3) | _JSON,
        "stop_reason": st.sampled_from(["end_turn", "max_tokens", "tool_use", "refusal", "odd", None, 3]),
        "usage": st.none()
        | _some({"input_tokens": _COUNTS, "output_tokens": _COUNTS, "cache_read_input_tokens": _COUNTS}),
        "error": st.none() | _some({"type": st.just("overloaded_error"), "message": st.just("m")}),
    }
)


@pytest.mark.parametrize(("name", "bodies"), [("openai-chat", _CHAT), ("anthropic", _ANTHROPIC)])
@given(data=st.data())
def test_facts_agree_with_the_whole_answer(name: str, bodies: st.SearchStrategy[dict[str, Any]], data: Any) -> None:
    body = data.draw(bodies)
    assert _outcome(format_of(name), body, whole=False) == _outcome(format_of(name), body, whole=True)


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_every_format_refuses_what_is_no_answer(name: str) -> None:
    wire = format_of(name)
    with pytest.raises((InvalidResponseError, UpstreamError)):
        wire.facts_of({"object": "list"}, wire.default_dialect, answer_context(name, name))


def _outcome(wire: Format, body: dict[str, Any], *, whole: bool) -> Any:
    context = answer_context(wire.name, wire.name)
    try:
        if not whole:
            return wire.facts_of(body, wire.default_dialect, context)
        parsed = wire.parse_response(body, wire.default_dialect, context)
    except (InvalidResponseError, UpstreamError) as error:
        return type(error), str(error)
    return parsed.usage, parsed.candidates[0].finish_reason
