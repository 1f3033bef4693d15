from __future__ import annotations

import base64
import re
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge import carrier, ir

_TEXT = st.text(st.characters(blacklist_categories=("Cs",)), max_size=40)
_BLOCK = st.dictionaries(_TEXT, _TEXT | st.integers(-(2**53), 2**53) | st.booleans() | st.none(), max_size=4)
_NATIVE = st.builds(
    ir.Native,
    vendor=_TEXT,
    format=st.sampled_from(["openai-chat", "openai-responses", "anthropic", "gemini"]),
    block=_BLOCK,
)
_PARTS = st.lists(
    st.builds(ir.ReasoningPart, text=_TEXT, redacted=st.booleans(), summary=st.booleans(), native=_NATIVE), max_size=4
)


@given(_PARTS)
def test_parts_survive_the_trip(parts: list[ir.ReasoningPart]) -> None:
    token = carrier.pack(parts)
    assert carrier.is_token(token)
    assert carrier.unpack(token) == parts
    base64.b64decode(token, validate=True)


@given(_PARTS, st.from_regex(r"[a-zA-Z0-9_-]{1,40}", fullmatch=True))
def test_a_token_rides_on_a_call_id(parts: list[ir.ReasoningPart], call_id: str) -> None:
    ridden = carrier.ride_on_id(call_id, carrier.pack(parts))
    assert re.fullmatch(r"[a-zA-Z0-9_-]+", ridden)
    original, token = carrier.split_id(ridden)
    assert original == call_id
    assert carrier.unpack(token) == parts


def test_url_safe_alphabet_and_missing_padding_are_read() -> None:
    part = ir.ReasoningPart(
        text="ÿþ?>" * 9, native=ir.Native(vendor="google", format="gemini", block={"thoughtSignature": "a+/="})
    )
    token = carrier.pack([part]).rstrip("=").replace("+", "-").replace("/", "_")
    assert carrier.unpack(token) == [part]


@pytest.mark.parametrize(
    "value",
    [
        None,
        3,
        "",
        "ErUBCkYIBxgCIkD",
        carrier.PREFIX,
        carrier.PREFIX + "!!",
        base64.b64encode(b"amux1:" + zlib.compress(b"[1]")).decode(),
        base64.b64encode(b"amux1:" + zlib.compress(b'[{"v":"x","f":"smoke","b":{},"t":""}]')).decode(),
        base64.b64encode(b"amux1:" + zlib.compress(b"{}")[:-2]).decode(),
        base64.b64encode(b"amux1:" + zlib.compress(b"not json")).decode(),
    ],
)
def test_what_is_not_ours_or_damaged_is_left_alone(value: object) -> None:
    assert carrier.unpack(value) is None


def test_a_decompression_bomb_is_refused() -> None:
    bomb = base64.b64encode(b"amux1:" + zlib.compress(b" " * (17 * 1024 * 1024))).decode()
    assert carrier.unpack(bomb) is None


def test_an_ordinary_id_has_no_token() -> None:
    assert carrier.split_id("call_1__amux_but_not_a_token") == ("call_1__amux_but_not_a_token", None)
