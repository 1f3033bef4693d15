"""Carries one vendor's opaque reasoning state through a client that speaks another format.

Clients echo certain fields without looking at them: Anthropic ``signature``, Responses ``encrypted_content``, Gemini
``thoughtSignature``, tool-call ids. A foreign vendor's state travels inside those, tagged, so that nothing has to be stored on
our side and it returns byte-identical. A token is standard base64 (Gemini checks that) of ``amux1:`` + zlib of compact JSON
``[{"v": vendor, "f": format, "b": block, "t": text}, …]``.

Tokens are not secrets and not trusted: whoever forges one only fools the vendor's own signature check.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import Any, cast, get_args

from bridge import codec, ir
from bridge.json_types import is_array, is_object

_TAG = b"amux1:"
#: What every token starts with, on the wire (six bytes are eight base64 characters, so this is exact).
PREFIX = base64.b64encode(_TAG).decode()
#: Separates a tool-call id from the token that rides on it; both sides stay within ``[A-Za-z0-9_-]``.
ID_SEPARATOR = "__amux_"
_MAX_UNPACKED = 16 * 1024 * 1024
_FORMATS = frozenset(get_args(ir.FormatName))


def pack(parts: list[ir.ReasoningPart]) -> str:
    """One token for reasoning parts that have ``native`` set, in order."""
    entries = [
        {
            "v": part.native.vendor,
            "f": part.native.format,
            "b": part.native.block,
            "t": part.text,
            "r": part.redacted,
            "s": part.summary,
        }
        for part in parts
        if part.native is not None
    ]
    return base64.b64encode(_TAG + zlib.compress(codec.dumps(entries), 6)).decode()


def is_token(value: object) -> bool:
    return isinstance(value, str) and value.startswith(PREFIX)


def unpack(value: object) -> list[ir.ReasoningPart] | None:
    """The parts in a token; None when ``value`` is not one of ours (or was damaged on the way)."""
    if not isinstance(value, str) or not value.startswith(PREFIX):
        return None
    text = value.replace("-", "+").replace("_", "/")
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
        inflater = zlib.decompressobj()
        payload = inflater.decompress(raw[len(_TAG) :], _MAX_UNPACKED)
        if inflater.unconsumed_tail or not inflater.eof:
            return None
        entries = codec.loads(payload)
    except (binascii.Error, zlib.error, codec.JSONDecodeError):
        return None
    if not is_array(entries):
        return None
    parts = [part for entry in entries if (part := _part(entry)) is not None]
    return parts if len(parts) == len(entries) else None


def _part(entry: Any) -> ir.ReasoningPart | None:
    if not is_object(entry):
        return None
    vendor, name, block, text = (entry.get(key) for key in ("v", "f", "b", "t"))
    if not isinstance(vendor, str) or name not in _FORMATS or not is_object(block) or not isinstance(text, str):
        return None
    native = ir.Native(vendor=vendor, format=cast("ir.FormatName", name), block=block)
    return ir.ReasoningPart(text=text, redacted=entry.get("r") is True, summary=entry.get("s") is True, native=native)


def ride_on_id(call_id: str, token: str) -> str:
    """A tool-call id with a token on it, for clients that echo nothing but ids (Chat Completions)."""
    return call_id + ID_SEPARATOR + token.replace("+", "-").replace("/", "_").rstrip("=")


def split_id(call_id: str) -> tuple[str, str | None]:
    """The original id and the token that rode on it, if any."""
    original, separator, rest = call_id.partition(ID_SEPARATOR)
    if separator and rest.startswith(PREFIX):
        return original, rest
    return call_id, None
