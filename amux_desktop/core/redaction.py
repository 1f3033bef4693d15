"""Masks secrets in text: the shapes of known keys, the values of fields that hold secrets, and values registered at run time.

Recorded bodies come through here as well, many megabytes a minute. So a place where something may begin is found by a search for
fixed bytes, which is a hundred times as quick as a pattern tried at every character, and the patterns are only tried there.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping

MASK = "[redacted]"
_MASK = MASK.encode()
_MIN_SECRET = 6
"""Shorter registered texts would blot out ordinary words."""

# The word that ends a field's name -> what has to stand before it, () for anything. All in lower case.
_FIELDS: Mapping[bytes, tuple[bytes, ...]] = {
    b"authorization": (),
    b"key": (b"api", b"api-", b"api_", b"secret_", b"secret-", b"private_", b"private-"),
    b"token": (b"access", b"access_", b"access-", b"refresh", b"refresh_", b"refresh-", b"id_", b"id-", b"auth_", b"auth-"),
    b"secret": (b"client", b"client_", b"client-"),
    b"verifier": (b"code", b"code_", b"code-"),
    b"password": (),
    b"passphrase": (),
    b"cookie": (),
}  # fmt: skip
# What may follow it: a closing quote, perhaps escaped since JSON stands in JSON; then a colon or an equals sign.
_ASSIGNED = re.compile(rb"\\*[\"']?\s*[:=]\s*")
# Its value: with quotes (Python's may have letters before them), and a word that says what it is.
_OPENING = re.compile(rb"(?:[bBfFrRuU]{1,2}(?=[\"']))?(\\*)([\"'])")
_SCHEME = re.compile(rb"(?:bearer|basic|digest|negotiate|token|apikey)\s+")
_CLOSING = {b'"': re.compile(rb'\\*"|\n'), b"'": re.compile(rb"\\*'|\n")}
# Without quotes. Words that are no value and what opens an object stay, so that JSON remains JSON.
_BARE = re.compile(rb"(?!(?:null|true|false|none|undefined)\b)[^\s\"'`,;&\[\]{}()<>\\]+")
_BARE_COOKIES = re.compile(rb"[^\r\n\"'\\\[{]+")

_QUERY = (b"key=", b"token=", b"code=", b"state=", b"signature=")
_BEFORE_QUERY = tuple(sign + name for sign in (b"?", b"&") for name in (b"", b"access_", b"api_"))
_QUERY_VALUE = re.compile(rb"(?!\[redacted\])[^&\s\"'\\]+")

_BEARER = re.compile(rb"bearer\s+([a-z0-9._~+/=-]{8,})")
_USER_AND_PASSWORD = re.compile(rb"://([^/\s:@\"'\\]*:[^/\s@\"'\\]+)@")

# Runs of these characters hold the keys below; the shortest key has _MIN_RUN of them.
_RUN_CHARACTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-"
_RUNS = bytes(ord("a") if byte in _RUN_CHARACTERS else ord(" ") for byte in range(256))
_MIN_RUN = b"a" * 16
_KEYS = re.compile(
    rb"\b(?:"
    rb"sk-amux\.[A-Za-z0-9_-]{8,}|"
    rb"(?i:sk|rk|pk|ak)-[A-Za-z0-9_-]{16,}|"
    rb"AIza[0-9A-Za-z_-]{30,}|"
    rb"ya29\.[0-9A-Za-z_.-]{16,}|"
    rb"(?i:gsk|xai|pplx|fw|hf|nvapi|tgp|csk|r8)[_-][A-Za-z0-9_-]{16,}|"
    rb"gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|"
    rb"[0-9a-f]{32}\.[A-Za-z0-9]{16}\b|"  # Zhipu: id.secret
    rb"eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*|"  # JSON Web Token
    rb"v1\.[0-9a-f]{8}\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]{16,}"  # our own sealed values
    rb")"
)


class Redactor:
    """Thread-safe. What it returns is stable: masked text is masked no further."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._secrets: frozenset[bytes] = frozenset()
        self._by_beginning: Mapping[bytes, tuple[bytes, ...]] = {}

    def register(self, *values: str) -> None:
        """Mask these values wherever they appear, for as long as the process lives."""
        useful = {value.encode("utf-8", "surrogatepass") for value in values if len(value) >= _MIN_SECRET}
        with self._lock:
            if useful <= self._secrets:
                return
            self._secrets |= useful
            # Keys of one vendor begin alike: they cost one search together.
            groups: dict[bytes, list[bytes]] = {}
            for value in sorted(self._secrets, key=len, reverse=True):
                groups.setdefault(value[:_MIN_SECRET], []).append(value)
            self._by_beginning = {beginning: tuple(group) for beginning, group in groups.items()}

    def redact(self, text: str) -> str:
        if not text:
            return text
        data = text.encode("utf-8", "surrogatepass")
        cleaned = self.redact_bytes(data)
        return text if cleaned is data else cleaned.decode("utf-8", "surrogatepass")

    def redact_bytes(self, data: bytes) -> bytes:
        """The same for UTF-8 or any other encoding that contains ASCII; `data` itself when nothing is to be masked."""
        folded = data.lower()
        spans = [*self._registered(data), *_fields(data, folded), *_queries(folded), *_headers(folded), *_keys(data)]
        return _masked(data, sorted(spans)) if spans else data

    def _registered(self, data: bytes) -> Iterator[tuple[int, int]]:
        for beginning, values in self._by_beginning.items():
            for at in _places(data, beginning):
                found = next((value for value in values if data.startswith(value, at)), None)
                if found is not None:
                    yield at, at + len(found)


def _places(data: bytes, wanted: bytes) -> Iterator[int]:
    at = data.find(wanted)
    while at >= 0:
        yield at
        at = data.find(wanted, at + 1)


def _fields(data: bytes, folded: bytes) -> Iterator[tuple[int, int]]:
    """`"api_key": "…"`, `Authorization: Bearer …`, `password=…`: the name stays, so that a reader sees what was there."""
    for word, before in _FIELDS.items():
        for at in _places(folded, word):
            if before and not folded.endswith(before, 0, at):
                continue
            if assigned := _ASSIGNED.match(folded, at + len(word)):
                yield from _value(data, folded, assigned.end(), _BARE_COOKIES if word == b"cookie" else _BARE)


def _value(data: bytes, folded: bytes, at: int, bare: re.Pattern[bytes]) -> Iterator[tuple[int, int]]:
    opening = _OPENING.match(data, at)
    begin = opening.end() if opening else at
    if scheme := _SCHEME.match(folded, begin):
        begin = scheme.end()
    if opening is None:
        found = bare.match(folded, begin)
        end = found.end() if found else begin
    else:
        end = _end_of_quoted(data, begin, len(opening[1]), opening[2])
    if end > begin and data[begin:end] != _MASK:
        yield begin, end


def _end_of_quoted(data: bytes, begin: int, escapes: int, quote: bytes) -> int:
    """`escapes` backslashes stood before the opening quote, for JSON may stand in a string of JSON. They stand before the
    closing one as well, after those of the value, of which every character that is escaped has twice as many and two.
    The value of a text that was cut ends with the text."""
    for found in _CLOSING[quote].finditer(data, begin):
        if found[0] == b"\n":
            return found.start()
        if (len(found[0]) - 1) % (2 * escapes + 2) == escapes:
            return found.end() - 1 - escapes
    return len(data)


def _queries(folded: bytes) -> Iterator[tuple[int, int]]:
    for name in _QUERY:
        for at in _places(folded, name):
            if folded.endswith(_BEFORE_QUERY, 0, at) and (value := _QUERY_VALUE.match(folded, at + len(name))):
                yield value.span()


def _headers(folded: bytes) -> Iterator[tuple[int, int]]:
    for at in _places(folded, b"bearer"):
        if found := _BEARER.match(folded, at):
            yield found.span(1)
    for at in _places(folded, b"://"):
        if found := _USER_AND_PASSWORD.match(folded, at):
            yield found.span(1)


def _keys(data: bytes) -> Iterator[tuple[int, int]]:
    runs = data.translate(_RUNS)
    begin = runs.find(_MIN_RUN)
    while begin >= 0:
        end = runs.find(b" ", begin)
        end = len(data) if end < 0 else end
        for found in _KEYS.finditer(data, begin, end):
            yield found.span()
        begin = runs.find(_MIN_RUN, end)


def _masked(data: bytes, spans: list[tuple[int, int]]) -> bytes:
    """`spans` in order; those that touch become one mask."""
    pieces: list[bytes] = []
    done = 0
    for begin, end in spans:
        if begin > done or not pieces:
            pieces += (data[done:begin], _MASK)
        done = max(done, end)
    return b"".join((*pieces, data[done:]))
