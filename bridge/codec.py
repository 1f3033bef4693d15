"""The one place where JSON is read and written: msgspec when it is installed, the standard library otherwise.

Both give compact UTF-8 (no ASCII escaping) and refuse NaN and Infinity; integers beyond 64 bits and other values that msgspec
does not take fall through to the standard library, so results do not depend on which one is there.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any


class JSONDecodeError(ValueError):
    """Not JSON. ``position`` is a byte offset when known, else −1."""

    def __init__(self, message: str, position: int = -1) -> None:
        super().__init__(message)
        self.position = position


def _refuse_constant(name: str) -> Any:
    raise JSONDecodeError(f"{name} is not JSON")


def _finite(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise JSONDecodeError(f"the number {text[:40]} is too large")
    return value


def _std_loads(data: bytes | str) -> Any:
    try:
        return json.loads(data, parse_constant=_refuse_constant, parse_float=_finite)
    except json.JSONDecodeError as error:
        raise JSONDecodeError(f"{error.msg} at line {error.lineno} column {error.colno}", error.pos) from None
    except UnicodeDecodeError as error:
        raise JSONDecodeError(f"not UTF-8 at byte {error.start}", error.start) from None
    except RecursionError:
        raise JSONDecodeError("nested too deeply") from None


def _std_dumps(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode(
        "utf-8", "surrogatepass"
    )


def _bind() -> tuple[Callable[[bytes | str], Any], Callable[[Any], bytes]]:
    try:
        import msgspec
    except ImportError:
        return _std_loads, _std_dumps
    decode = msgspec.json.Decoder().decode
    encode = msgspec.json.Encoder().encode

    def loads(data: bytes | str) -> Any:
        try:
            return decode(data)
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            return _std_loads(data)  # the standard library has the better message, and takes big integers

    def dumps(value: Any) -> bytes:
        try:
            return encode(value)
        except (TypeError, ValueError, OverflowError, RecursionError, UnicodeError):
            return _std_dumps(value)

    return loads, dumps


loads, dumps = _bind()


def dumps_text(value: Any) -> str:
    """JSON text for fields that carry JSON as a string (tool arguments)."""
    return dumps(value).decode("utf-8", "surrogatepass")
