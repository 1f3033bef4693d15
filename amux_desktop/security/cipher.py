"""AES-256-GCM for single values, bound to the place they are stored at.

A sealed value is text: `v1.<key id>.<nonce>.<ciphertext and tag>`, the last two in URL-safe base64 without padding. The
associated data is the table, row and column, so that a value copied to another row does not decrypt.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
from collections.abc import Mapping
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from amux_desktop.core.errors import AmuxError

KEY_BYTES = 32
NONCE_BYTES = 12
_VERSION = "v1"
_KEY_ID = re.compile(r"[0-9a-f]{8}")


class SecretBox(Protocol):
    """What repositories need to store secrets. Both raise `vault_locked` while the keys cannot be used."""

    def seal(self, text: str, *, table: str, row: str, column: str) -> str: ...

    def open(self, sealed: str, *, table: str, row: str, column: str) -> str:
        """Raises `secret_unreadable` when the value is damaged, foreign, or was moved from another place."""
        ...


class Cipher:
    """Seals with the current key, opens with any key it knows."""

    def __init__(self, keys: Mapping[str, bytes], current: str) -> None:
        for key_id, key in keys.items():
            if not _KEY_ID.fullmatch(key_id) or len(key) != KEY_BYTES:
                raise ValueError("a key id is 8 hex digits, a key 32 bytes")
        self._ciphers = {key_id: AESGCM(key) for key_id, key in keys.items()}
        self._current = current
        _ = self._ciphers[current]

    def __repr__(self) -> str:
        return f"Cipher(current={self._current!r})"

    def seal(self, text: str, *, table: str, row: str, column: str) -> str:
        nonce = os.urandom(NONCE_BYTES)
        data = self._ciphers[self._current].encrypt(nonce, text.encode(), _place(table, row, column))
        return f"{_VERSION}.{self._current}.{encode64(nonce)}.{encode64(data)}"

    def open(self, sealed: str, *, table: str, row: str, column: str) -> str:
        try:
            version, key_id, nonce, data = sealed.split(".")
            if version != _VERSION:
                raise ValueError(version)
            clear = self._ciphers[key_id].decrypt(decode64(nonce), decode64(data), _place(table, row, column))
        except (ValueError, KeyError, InvalidTag):
            raise AmuxError("secret_unreadable", table=table, row=row, column=column) from None
        return clear.decode()

    def is_current(self, sealed: str) -> bool:
        """False for a value that a rotation still has to seal again."""
        return sealed.split(".")[1:2] == [self._current]


def _place(table: str, row: str, column: str) -> bytes:
    if "|" in table or "|" in column:
        raise ValueError("table and column names must not contain '|'")
    return f"{table}|{row}|{column}".encode()


def encode64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode64(text: str) -> bytes:
    """Strict: refuses characters outside the alphabet and non-canonical endings. Raises `ValueError`."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    if encode64(data) != text:
        raise ValueError("not canonical base64")
    return data
