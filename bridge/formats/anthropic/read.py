"""Reading untrusted JSON: in requests a wrong type is one clear error with its path, in answers it is passed over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeGuard, cast

from bridge.errors import InvalidRequestError


def kind_of(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a boolean"
    if isinstance(value, str):
        return "a string"
    return "an array" if isinstance(value, list) else "an object" if isinstance(value, dict) else "a number"


def is_list(value: Any) -> TypeGuard[list[Any]]:
    """``isinstance`` for lists of anything, which leaves no unknown element type behind."""
    return isinstance(value, list)


def wrong(value: Any, wanted: str, path: str) -> InvalidRequestError:
    return InvalidRequestError(f"must be {wanted}, is {kind_of(value)}", path)


def obj(value: Any, path: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise wrong(value, "an object", path)
    return cast("dict[str, Any]", value)


def array(value: Any, path: str) -> list[Any]:
    if not is_list(value):
        raise wrong(value, "an array", path)
    return value


def text(source: Mapping[str, Any], key: str, path: str) -> str:
    value = maybe_text(source, key, path)
    if value is None:
        raise InvalidRequestError("is required", join(path, key))
    return value


def maybe_text(source: Mapping[str, Any], key: str, path: str) -> str | None:
    value = source.get(key)
    if value is None or isinstance(value, str):
        return value
    raise wrong(value, "a string", join(path, key))


def maybe_bool(source: Mapping[str, Any], key: str, path: str) -> bool | None:
    value = source.get(key)
    if value is None or isinstance(value, bool):
        return value
    raise wrong(value, "a boolean", join(path, key))


def maybe_number(source: Mapping[str, Any], key: str, path: str) -> float | None:
    value = source.get(key)
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    raise wrong(value, "a number", join(path, key))


def maybe_int(source: Mapping[str, Any], key: str, path: str) -> int | None:
    """A whole number; 5.0 counts as one (JavaScript and Go clients write it)."""
    value = source.get(key)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    raise wrong(value, "a whole number", join(path, key))


def maybe_obj(source: Mapping[str, Any], key: str, path: str) -> dict[str, Any] | None:
    value = source.get(key)
    return None if value is None else obj(value, join(path, key))


def join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def extra_of(source: Mapping[str, Any], known: frozenset[str]) -> dict[str, Any] | None:
    """Unknown fields, and known ones that are null: the IR cannot tell null from absent, the way back must."""
    if source.keys() <= known and None not in source.values():
        return None
    return {key: value for key, value in source.items() if key not in known or value is None} or None


# --------------------------------------------------------------------------- answers: nothing raises


def as_dict(value: Any) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    return value if is_list(value) else []


def as_text(value: Any, default: str = "") -> str:
    return value if isinstance(value, str) else default


def as_count(value: Any) -> int | None:
    """A token count; some vendors write floats, or negative numbers for "unknown"."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        return None
    return int(value)
