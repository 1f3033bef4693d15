"""Puts reasoning state of several parts or chunks together (``reasoning_details`` stream in fragments)."""

from __future__ import annotations

from typing import Any, cast

from bridge.formats import read

_GROWING = ("text", "summary", "data")


def merge_state(state: dict[str, Any], piece: dict[str, Any]) -> None:
    """Add a chunk's state fields to what is known; lists of details merge entry by entry, texts are joined."""
    for field, value in piece.items():
        known = state.get(field)
        if known is None:
            state[field] = _copied(value)
        elif isinstance(known, list) and isinstance(value, list):
            for item in read.as_list(value):
                _merge_detail(read.as_list(known), read.as_dict(item))
        elif isinstance(known, str) and isinstance(value, str):
            state[field] = known + value
        else:
            state[field] = value


def add_state(message: dict[str, Any], state: dict[str, Any]) -> None:
    """Whole state of one more part into a message: lists follow one another, everything else is replaced."""
    for field, value in state.items():
        known = message.get(field)
        message[field] = (
            [*read.as_list(known), *read.as_list(value)] if read.is_list(known) and read.is_list(value) else value
        )


def _copied(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    made: list[Any] = []
    for item in read.as_list(value):
        _merge_detail(made, read.as_dict(item))
    return made


def _merge_detail(known: list[Any], piece: dict[str, Any]) -> None:
    """A fragment continues the last entry when index and type are the same; otherwise it begins a new one."""
    last = cast("dict[str, Any]", known[-1]) if known else None
    if last is None or last.get("type") != piece.get("type") or last.get("index") != piece.get("index"):
        known.append(dict(piece))
        return
    for key, value in piece.items():
        if key in _GROWING and isinstance(value, str) and isinstance(last.get(key), str):
            last[key] += value
        elif value is not None:
            last[key] = value
