"""Reading untrusted JSON: in requests a wrong type is one clear error with its path, in answers it is passed over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeGuard, cast

from bridge.errors import InvalidRequestError


def join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def extra_of(source: Mapping[str, Any], known: frozenset[str]) -> dict[str, Any] | None:
    """Unknown fields, and known ones that are null: the IR cannot tell null from absent, the way back must."""
    if source.keys() <= known and None not in source.values():
        return None
    return {key: value for key, value in source.items() if key not in known or value is None} or None


def put_back(built: dict[str, Any], extra: Mapping[str, Any] | None) -> None:
    """Write an ``extra`` of ``extra_of`` back into its object; objects inside are filled up, nothing that is there is replaced."""
    for key, value in (extra or {}).items():
        there = built.get(key)
        if isinstance(value, dict) and isinstance(there, dict):
            built[key] = {**cast("dict[str, Any]", value), **cast("dict[str, Any]", there)}
        else:
            built.setdefault(key, value)


def is_list(value: Any) -> TypeGuard[list[Any]]:
    """``isinstance`` for lists of anything, which leaves no unknown element type behind."""
    return isinstance(value, list)


# --------------------------------------------------------------------------- requests: InvalidRequestError with the place

_KINDS: dict[type, str] = {
    bool: "a boolean", dict: "an object", float: "a number", int: "a number", list: "an array", str: "a string", type(None): "null",
}  # fmt: skip


def kind_of(value: object) -> str:
    """The JSON type of a value, with its article, for messages."""
    return _KINDS.get(value.__class__, "something else")


def wrong(value: object, wanted: str, path: str) -> InvalidRequestError:
    return InvalidRequestError(f"must be {wanted}, is {kind_of(value)}", path)


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


def boolean(value: Any, path: str) -> bool:
    if not isinstance(value, bool):
        raise wrong(value, "a boolean", path)
    return value


def needed_text(source: Mapping[str, Any], key: str, path: str) -> str:
    value = maybe_text(source, key, path)
    if value is None:
        raise InvalidRequestError("is required", join(path, key))
    return value


def maybe_text(source: Mapping[str, Any], key: str, path: str) -> str | None:
    """A string, or None when the key is absent or null; so do the others."""
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


def maybe_array(source: Mapping[str, Any], key: str, path: str) -> list[Any] | None:
    value = source.get(key)
    return None if value is None else array(value, join(path, key))


# --------------------------------------------------------------------------- answers: nothing raises


def as_dict(value: Any) -> dict[str, Any]:
    """``value`` when it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}  # pyright: ignore[reportUnknownVariableType]  # a cast costs time


def as_list(value: Any) -> list[Any]:
    """``value`` when it is a list, else an empty one."""
    return value if isinstance(value, list) else []  # pyright: ignore[reportUnknownVariableType]  # a cast costs time


def as_objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; anything else counts as nothing."""
    return [cast("dict[str, Any]", item) for item in as_list(value) if isinstance(item, dict)]


def as_text(value: Any, default: str = "") -> str:
    return value if isinstance(value, str) else default


def as_count(value: Any) -> int | None:
    """A token count; some vendors write floats, or negative numbers for "unknown"."""
    if type(value) is int:
        return value if value >= 0 else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        return None
    return int(value)
