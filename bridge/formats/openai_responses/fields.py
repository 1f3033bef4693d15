"""Typed reading of JSON objects: what is there has the right type, or one clear error names the place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bridge.errors import InvalidRequestError
from bridge.json_types import is_array, is_object


def at(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def rest(obj: Mapping[str, Any], known: frozenset[str]) -> dict[str, Any] | None:
    """The fields the IR has no place for, and those that are there but null (so that the way back is exact)."""
    if obj.keys() <= known and None not in obj.values():
        return None
    return {key: value for key, value in obj.items() if key not in known or value is None} or None


def _fail(path: str, key: str, wanted: str, value: Any) -> InvalidRequestError:
    return InvalidRequestError(f"must be {wanted}, is {kind_of(value)}", at(path, key))


_WORDS: dict[type, str] = {dict: "an object", list: "an array", str: "a string", int: "a number", float: "a number"}


def kind_of(value: object) -> str:
    if value is None:
        return "null"
    return "a boolean" if isinstance(value, bool) else _WORDS.get(value.__class__, "something else")


def text(obj: Mapping[str, Any], key: str, path: str) -> str | None:
    value = obj.get(key)
    if value is not None and not isinstance(value, str):
        raise _fail(path, key, "a string", value)
    return value


def needed_text(obj: Mapping[str, Any], key: str, path: str) -> str:
    value = text(obj, key, path)
    if value is None:
        raise InvalidRequestError("is required", at(path, key))
    return value


def integer(obj: Mapping[str, Any], key: str, path: str) -> int | None:
    value = obj.get(key)
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise _fail(path, key, "a whole number", value)
    return value


def number(obj: Mapping[str, Any], key: str, path: str) -> float | None:
    value = obj.get(key)
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    raise _fail(path, key, "a number", value)


def flag(obj: Mapping[str, Any], key: str, path: str) -> bool | None:
    value = obj.get(key)
    if value is not None and not isinstance(value, bool):
        raise _fail(path, key, "true or false", value)
    return value


def mapping(obj: Mapping[str, Any], key: str, path: str) -> dict[str, Any] | None:
    value = obj.get(key)
    if value is None or is_object(value):
        return value
    raise _fail(path, key, "an object", value)


def array(obj: Mapping[str, Any], key: str, path: str) -> list[Any] | None:
    value = obj.get(key)
    if value is None or is_array(value):
        return value
    raise _fail(path, key, "an array", value)


def as_object(value: Any, path: str) -> dict[str, Any]:
    if is_object(value):
        return value
    raise InvalidRequestError(f"must be an object, is {kind_of(value)}", path)


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; anything else counts as nothing (for answers, which must not fail on oddities)."""
    return [item for item in value if is_object(item)] if is_array(value) else []


def mapping_or_empty(value: Any) -> dict[str, Any]:
    return value if is_object(value) else {}


def string_or(value: Any, default: str = "") -> str:
    return value if isinstance(value, str) else default


def count_or_none(value: Any) -> int | None:
    """A token count; some vendors write them as floats."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return max(0, int(value))
