"""The export container."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amux_desktop.core.errors import AmuxError, InvalidInputError
from amux_desktop.security import archive
from amux_desktop.security.archive import MAGIC, decrypt_archive, encrypt_archive

PASSPHRASE = "correct horse battery"
CONTENT = json.dumps({"providers": ["a"] * 100}).encode()


REAL_ITERATIONS = archive.ITERATIONS


@pytest.fixture(scope="module", autouse=True)
def _fast_derivation() -> Iterator[None]:
    """The many attempts would take minutes with the real count."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archive, "ITERATIONS", 10)
        yield


@pytest.fixture(scope="module")
def sample(_fast_derivation: None) -> bytes:
    return encrypt_archive(CONTENT, PASSPHRASE)


def test_the_shipped_iteration_count_is_high_and_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    assert REAL_ITERATIONS >= 600_000
    monkeypatch.setattr(archive, "ITERATIONS", REAL_ITERATIONS)
    assert f'"iterations":{REAL_ITERATIONS}'.encode() in encrypt_archive(b"", PASSPHRASE)


def test_round_trip(sample: bytes) -> None:
    assert decrypt_archive(sample, PASSPHRASE) == CONTENT
    assert b"providers" not in sample
    assert encrypt_archive(CONTENT, PASSPHRASE) != sample


def test_a_wrong_passphrase_is_told_apart_from_damage(sample: bytes) -> None:
    with pytest.raises(InvalidInputError) as caught:
        decrypt_archive(sample, PASSPHRASE + "x")
    assert caught.value.code == "passphrase_wrong"
    with pytest.raises(InvalidInputError) as caught:
        decrypt_archive(sample[:-1] + bytes([sample[-1] ^ 1]), PASSPHRASE)
    assert caught.value.code == "archive_invalid"


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="8 characters"):
        encrypt_archive(b"", "seven77")


@given(st.data())
def test_cut_or_altered_archives_never_open_and_never_crash(sample: bytes, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(sample) - 1))
    if data.draw(st.booleans()):
        broken = sample[:position]
    else:
        broken = sample[:position] + bytes([sample[position] ^ data.draw(st.integers(1, 255))]) + sample[position + 1 :]
    with pytest.raises(AmuxError) as caught:
        decrypt_archive(broken, PASSPHRASE)
    assert caught.value.code in {"archive_invalid", "passphrase_wrong", "archive_newer"}


@given(st.binary(max_size=200))
def test_garbage_never_crashes(garbage: bytes) -> None:
    for data in (garbage, MAGIC + garbage, MAGIC + struct.pack(">I", 2) + b"{}" + garbage):
        with pytest.raises(AmuxError):
            decrypt_archive(data, PASSPHRASE)


def test_much_is_neither_packed_nor_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    large = encrypt_archive(bytes(2 << 20), PASSPHRASE)
    monkeypatch.setattr(archive, "MAX_CONTENT", (2 << 20) - 1)
    with pytest.raises(AmuxError, match="unpacks to more than 1 MB"):
        decrypt_archive(large, PASSPHRASE)
    with pytest.raises(AmuxError) as caught:
        encrypt_archive(bytes(2 << 20), PASSPHRASE)
    assert caught.value.code == "archive_too_large"


def test_a_newer_format_and_a_costly_header_are_refused() -> None:
    def with_header(header: dict[str, object]) -> bytes:
        encoded = json.dumps(header).encode()
        return MAGIC + struct.pack(">I", len(encoded)) + encoded

    with pytest.raises(AmuxError) as caught:
        decrypt_archive(with_header({"format": 2}), PASSPHRASE)
    assert caught.value.code == "archive_newer"
    costly = {"format": 1, "iterations": 10**12, "salt": "AAAA", "nonce": "AAAAAAAAAAAAAAAA", "check": ""}
    with pytest.raises(AmuxError, match="header is damaged"):
        decrypt_archive(with_header(costly), PASSPHRASE)
