"""AES-256-GCM bound to its place."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amux_desktop.core.errors import AmuxError
from amux_desktop.security.cipher import Cipher, decode64, encode64

KEYS = {"00000001": os.urandom(32), "00000002": os.urandom(32)}
BOX = Cipher(KEYS, "00000002")
PLACE = {"table": "providers", "row": "1", "column": "secret"}
names = st.text(alphabet=st.characters(exclude_characters="|", exclude_categories=["Cs"]), max_size=20)
texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200)


@given(texts, names, texts, names)
def test_round_trip(text: str, table: str, row: str, column: str) -> None:
    sealed = BOX.seal(text, table=table, row=row, column=column)
    assert BOX.open(sealed, table=table, row=row, column=column) == text
    assert sealed.isascii()
    assert sealed.startswith("v1.00000002.")


@given(texts, st.sampled_from(["table", "row", "column"]), names)
def test_a_value_moved_elsewhere_does_not_open(text: str, part: str, other: str) -> None:
    sealed = BOX.seal(text, **PLACE)
    moved = PLACE | {part: PLACE[part] + "x" + other}
    with pytest.raises(AmuxError) as caught:
        BOX.open(sealed, **moved)
    assert caught.value.code == "secret_unreadable"


# Every place of the value, each with a character that is not there: the value differs from run to run, so nothing is drawn.
def test_any_changed_character_is_noticed() -> None:
    sealed = BOX.seal("some secret value", **PLACE)
    for position, char in enumerate(sealed):
        for other in "AZaz09-_.".replace(char, ""):
            with pytest.raises(AmuxError, match="cannot be decrypted"):
                BOX.open(sealed[:position] + other + sealed[position + 1 :], **PLACE)


@given(texts)
def test_garbage_is_one_clear_error_without_the_value(garbage: str) -> None:
    with pytest.raises(AmuxError) as caught:
        BOX.open(garbage, **PLACE)
    assert caught.value.code == "secret_unreadable"


def test_nonces_do_not_repeat_and_old_keys_still_open() -> None:
    assert len({BOX.seal("x", **PLACE).split(".")[2] for _ in range(1000)}) == 1000
    old = Cipher(KEYS, "00000001").seal("old", **PLACE)
    assert BOX.open(old, **PLACE) == "old"
    assert not BOX.is_current(old)
    assert BOX.is_current(BOX.seal("new", **PLACE))


def test_ambiguous_places_and_bad_keys_are_refused() -> None:
    with pytest.raises(ValueError):
        BOX.seal("x", table="a|b", row="c", column="d")
    with pytest.raises(ValueError):
        Cipher({"00000001": b"short"}, "00000001")
    with pytest.raises(KeyError):
        Cipher(KEYS, "00000009")


def test_the_key_is_in_no_repr() -> None:
    assert repr(BOX) == "Cipher(current='00000002')"


@given(st.binary(max_size=64))
def test_base64_is_canonical(data: bytes) -> None:
    assert decode64(encode64(data)) == data


@pytest.mark.parametrize("text", ["A", "AB", "A=", "AA==", "a b", "ä", "AA\n"])
def test_other_base64_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        decode64(text)
