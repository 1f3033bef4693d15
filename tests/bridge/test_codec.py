from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge import codec

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(_JSON)
def test_what_is_written_is_read(value: Any) -> None:
    assert codec.loads(codec.dumps(value)) == value
    assert codec.loads(codec._std_dumps(value)) == codec._std_loads(codec.dumps(value)) == value


@pytest.mark.parametrize(
    "text", ["", "{", "[1,]", "NaN", "Infinity", "-Infinity", "1e999", "-1e999", b"\xff", "{'a':1}", "[" * 200_000]
)
def test_what_is_no_json_is_refused(text: str | bytes) -> None:
    with pytest.raises(codec.JSONDecodeError):
        codec.loads(text)
    with pytest.raises(codec.JSONDecodeError):
        codec._std_loads(text)


def test_the_place_of_a_mistake_is_told() -> None:
    with pytest.raises(codec.JSONDecodeError, match="line 2 column 3"):
        codec.loads('{"a": 1,\n  b}')


def test_big_integers_survive() -> None:
    assert codec.loads(codec.dumps({"n": 10**30})) == {"n": 10**30}


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_numbers_json_cannot_say_are_not_written(value: float) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        codec._std_dumps(value)


def test_text_is_not_escaped_to_ascii() -> None:
    assert codec.dumps_text({"a": "日本\u2028"}) == '{"a":"日本\u2028"}'
