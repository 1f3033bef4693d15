"""API tokens: made here, shown once, stored as a hash.

A token holds 256 random bits, so a plain SHA-256 cannot be searched backwards; a slow hash would only cost latency on
every request.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field

TOKEN_PREFIX = "sk-amux."  # noqa: S105 - the public prefix, not a secret
_SHAPE = re.compile(re.escape(TOKEN_PREFIX) + r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class NewToken:
    """A fresh token: `text` goes to the user once, `hash` and `hint` (last four characters) to the database."""

    text: str = field(repr=False)
    hash: str
    hint: str


def new_token() -> NewToken:
    text = TOKEN_PREFIX + secrets.token_urlsafe(32)
    return NewToken(text=text, hash=hash_token(text), hint=text[-4:])


def hash_token(text: str) -> str:
    """SHA-256 as 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def has_token_shape(text: str) -> bool:
    """Whether `text` looks like one of ours, before any look-up."""
    return _SHAPE.fullmatch(text) is not None


def matches(text: str, stored_hash: str) -> bool:
    """Constant-time comparison of a presented token with a stored hash."""
    return hmac.compare_digest(hash_token(text), stored_hash)
