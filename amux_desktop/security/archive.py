"""The encrypted export container: a passphrase, PBKDF2-HMAC-SHA256, AES-256-GCM.

Layout: magic `AMUXARC1`, the length of the header (4 bytes, big endian), the header (JSON: format, iterations, salt,
nonce, check), the ciphertext with its tag. The header is authenticated with the content. `check` is a hash of a second
derived key: it tells a wrong passphrase from an altered file without helping to guess either.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import struct
import zlib
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from amux_desktop.core.errors import InvalidInputError
from amux_desktop.security.cipher import KEY_BYTES, NONCE_BYTES, decode64, encode64
from amux_desktop.security.passphrase import MIN_LENGTH

MAGIC = b"AMUXARC1"
FORMAT = 1
ITERATIONS = 600_000
_MAX_ITERATIONS = 10_000_000
_MAX_HEADER = 4096
MAX_CONTENT = 256 << 20
"""More is neither packed nor unpacked: all of it is held in memory, several times while it is read."""


def encrypt_archive(content: bytes, passphrase: str) -> bytes:
    """Raises `passphrase_too_short`, `archive_too_large`."""
    if len(content) > MAX_CONTENT:
        raise InvalidInputError("archive_too_large", size_mb=len(content) >> 20, limit_mb=MAX_CONTENT >> 20)
    if len(passphrase) < MIN_LENGTH:
        raise InvalidInputError("passphrase_too_short", minimum=MIN_LENGTH)
    salt, nonce = os.urandom(16), os.urandom(NONCE_BYTES)
    key, check = _derive(passphrase, salt, ITERATIONS)
    header = {
        "format": FORMAT,
        "iterations": ITERATIONS,
        "salt": encode64(salt),
        "nonce": encode64(nonce),
        "check": check,
    }
    encoded = json.dumps(header, separators=(",", ":")).encode()
    front = MAGIC + struct.pack(">I", len(encoded)) + encoded
    return front + AESGCM(key).encrypt(nonce, zlib.compress(content, 6), front)


def decrypt_archive(data: bytes, passphrase: str) -> bytes:
    """Raises `archive_invalid` (not an archive, cut short, altered), `archive_newer`, `passphrase_wrong`."""
    header, front = _split(data)
    try:
        salt, nonce = decode64(str(header["salt"])), decode64(str(header["nonce"]))
        iterations, expected = header["iterations"], str(header["check"])
    except (KeyError, ValueError):
        raise InvalidInputError("archive_invalid", reason="its header is damaged") from None
    if not isinstance(iterations, int) or not 1 <= iterations <= _MAX_ITERATIONS or len(nonce) != NONCE_BYTES:
        raise InvalidInputError("archive_invalid", reason="its header is damaged")
    key, check = _derive(passphrase, salt, iterations)
    if not hmac.compare_digest(check.encode(), expected.encode("utf-8", "surrogatepass")):
        raise InvalidInputError("passphrase_wrong")
    try:
        return _unpack(AESGCM(key).decrypt(nonce, data[len(front) :], front))
    except (InvalidTag, ValueError):
        raise InvalidInputError("archive_invalid", reason="it was cut short or altered") from None


def is_archive(data: bytes) -> bool:
    return data.startswith(MAGIC)


def _split(data: bytes) -> tuple[dict[str, Any], bytes]:
    """Header, and all bytes before the ciphertext."""
    if not is_archive(data):
        raise InvalidInputError("archive_invalid", reason="it does not begin like one")
    start = len(MAGIC) + 4
    length = int.from_bytes(data[len(MAGIC) : start], "big")
    if length > _MAX_HEADER or len(data) < start + length:
        raise InvalidInputError("archive_invalid", reason="it was cut short or altered")
    try:
        header = json.loads(data[start : start + length])
    except (ValueError, RecursionError):
        header = None
    if not isinstance(header, dict):
        raise InvalidInputError("archive_invalid", reason="its header is damaged")
    version = header.get("format")
    if isinstance(version, int) and version > FORMAT:
        raise InvalidInputError("archive_newer", version=version)
    return header, data[: start + length]


def _derive(passphrase: str, salt: bytes, iterations: int) -> tuple[bytes, str]:
    """Encryption key, and the published check of the passphrase."""
    derived = hashlib.pbkdf2_hmac("sha256", passphrase.encode(), salt, iterations, KEY_BYTES * 2)
    return derived[:KEY_BYTES], hashlib.sha256(derived[KEY_BYTES:]).hexdigest()


def _unpack(packed: bytes) -> bytes:
    """Raises `ValueError`, `archive_invalid`."""
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(packed, MAX_CONTENT)
    except zlib.error as error:
        raise ValueError("not compressed data") from error
    if unpacker.unconsumed_tail:
        reason = f"it unpacks to more than {MAX_CONTENT >> 20} MB"
        raise InvalidInputError("archive_invalid", reason=reason)
    if not unpacker.eof:
        raise ValueError("it is incomplete")
    return content
