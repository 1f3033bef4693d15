"""JSON5: everything that JSON is, what it adds, and where it is wrong."""

from __future__ import annotations

import contextlib
import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amux_desktop.services.importing.json5 import Json5Error, loads

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(value=VALUES, indent=st.none() | st.integers(0, 3), ascii_only=st.booleans())
def test_json_is_json5(value: Any, indent: int | None, ascii_only: bool) -> None:
    assert loads(json.dumps(value, indent=indent, ensure_ascii=ascii_only)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{a: 1, $b_2: 'x', 'c': \"y\",}", {"a": 1, "$b_2": "x", "c": "y"}),
        ("// one\n[1, /* two */ 2, // three\n]", [1, 2]),
        ("[+1, -2, .5, 5., 0xFf, -0x1, 1e3, -Infinity]", [1, -2, 0.5, 5.0, 255, -1, 1000.0, -math.inf]),
        (r"'it\'s \x41\u00e9\v\0 \q'", "it's Aé\v\0 q"),
        (r'"\ud83d\ude00"', "😀"),
        ("'a\\\nb\\\r\nc'", "abc"),
        ("'\"' ", '"'),
        ("{ключ: true, 'a': null, a: false}", {"ключ": True, "a": False}),
        ("\ufeff {}", {}),
        ("{\u2028}", {}),
    ],
)
def test_what_it_adds(text: str, value: Any) -> None:
    assert loads(text) == value


def test_nan() -> None:
    assert math.isnan(loads("NaN"))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "a value is missing (line 1, column 1)"),
        ("{a 1}", "a colon is missing (line 1, column 4)"),
        ("{a: 1 b: 2}", "a comma or } is missing (line 1, column 7)"),
        ("[1 2]", "a comma or ] is missing (line 1, column 4)"),
        ("{,}", "a key is missing (line 1, column 2)"),
        ("[1,\n 'open", "a text does not end (line 2, column 2)"),
        ("'a\nb'", "a text does not end (line 1, column 1)"),
        ("'\\", "a text does not end (line 1, column 2)"),
        (r"'\u12'", "an escape is not valid (line 1, column 2)"),
        (r"'\ud800'", "an escape is not valid (line 1, column 8)"),
        ("/* open", "a comment does not end (line 1, column 1)"),
        ("1 2", "nothing may follow the document (line 1, column 3)"),
        ("[" * 100, "nested too deeply (line 1, column 62)"),
        ("1" * 500, "a number is too long (line 1, column 501)"),
        ("undefined", "a value is missing (line 1, column 1)"),
    ],
)
def test_what_is_wrong(text: str, problem: str) -> None:
    with pytest.raises(Json5Error) as caught:
        loads(text)
    assert str(caught.value) == problem


@given(text=st.text(st.sampled_from("{}[]:,'\"\\/*abu019.-+ \n\ud83dx"), max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(Json5Error):
        loads(text)
