"""Reading untrusted JSON: every wrong type becomes one clear error with its path (requests) or is passed over (answers)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeGuard, cast

from bridge.errors import InvalidRequestError
from bridge.formats.base import split_extra


def kind(value: Any) -> str:
    """The JSON type of a value, with its article, for messages."""
    match value:
        case None:
            return "null"
        case bool():
            return "a boolean"
        case int() | float():
            return "a number"
        case str():
            return "a string"
        case list():
            return "an array"
        case _:
            return "an object"


def wrong(value: Any, wanted: str, path: str) -> InvalidRequestError:
    return InvalidRequestError(f"must be {wanted}, is {kind(value)}", path)


def is_list(value: Any) -> TypeGuard[list[Any]]:
    """``isinstance`` that does not leave the type of the items open."""
    return isinstance(value, list)


def obj(value: Any, path: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise wrong(value, "an object", path)
    return cast("dict[str, Any]", value)


def array(value: Any, path: str) -> list[Any]:
    if not is_list(value):
        raise wrong(value, "an array", path)
    return value


def text(value: Any, path: str) -> str:
    if not isinstance(value, str):
        raise wrong(value, "a string", path)
    return value


def maybe_text(source: Mapping[str, Any], key: str, path: str) -> str | None:
    """A string, or None when the key is absent or null."""
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
    """Unknown fields, and known ones that are null (the IR cannot tell null from absent, the same format must)."""
    extra = split_extra(source, known)
    if None in source.values():
        nulls = {key: None for key, value in source.items() if value is None}
        return {**nulls, **extra} if extra else nulls
    return extra


def put_back(built: dict[str, Any], extra: Mapping[str, Any] | None) -> None:
    """Write an ``extra`` of ``extra_of`` back into its object; objects inside are filled up, nothing that is there is replaced."""
    for key, value in (extra or {}).items():
        there = built.get(key)
        if isinstance(value, dict) and isinstance(there, dict):
            built[key] = {**cast("dict[str, Any]", value), **cast("dict[str, Any]", there)}
        else:
            built.setdefault(key, value)


# --------------------------------------------------------------------------- answers: nothing raises


def as_dict(value: Any) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    return value if is_list(value) else []


def as_text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def as_count(value: Any) -> int | None:
    """A token count; vendors send floats now and then, and negative numbers for "unknown"."""
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or value != value
        or value < 0
        or value == float("inf")
    ):
        return None
    return int(value)
