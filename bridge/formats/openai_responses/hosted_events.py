"""The progress events of hosted tools, made from the finished item: their order is fixed and their content is in the item."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Event = tuple[str, dict[str, Any]]
#: Fields that are not known yet when an item is announced.
_LATER = {
    "web_search_call": ("action",),
    "file_search_call": ("results",),
    "code_interpreter_call": ("outputs",),
    "image_generation_call": ("result", "revised_prompt"),
    "mcp_call": ("output", "error"),
}
_STATUSES = frozenset({"completed", "failed", "incomplete", "searching", "interpreting", "generating"})


def opening(item: dict[str, Any]) -> dict[str, Any]:
    """The item as it is announced."""
    later = _LATER.get(str(item.get("type")))
    if later is None:
        return item
    start = {key: value for key, value in item.items() if key not in later}
    if item.get("type") == "image_generation_call":
        start["result"] = None
    elif item.get("type") == "code_interpreter_call":
        start["outputs"], start["code"] = None, ""
    elif item.get("type") == "mcp_call":
        start["arguments"] = ""
    if start.get("status") in _STATUSES:
        start["status"] = "in_progress"
    return start


def progress(item: dict[str, Any]) -> Iterator[Event]:
    kind = item.get("type")
    if kind in ("web_search_call", "file_search_call"):
        for step in ("in_progress", "searching", "completed"):
            yield f"response.{kind}.{step}", {}
    elif kind == "image_generation_call":
        for step in ("in_progress", "generating", "completed"):
            yield f"response.{kind}.{step}", {}
    elif kind == "code_interpreter_call":
        code = item.get("code") or ""
        yield f"response.{kind}.in_progress", {}
        if code:
            yield f"response.{kind}_code.delta", {"delta": code}
        yield f"response.{kind}_code.done", {"code": code}
        yield f"response.{kind}.interpreting", {}
        yield f"response.{kind}.completed", {}
    elif kind == "mcp_call":
        arguments = item.get("arguments") or ""
        yield f"response.{kind}.in_progress", {}
        if arguments:
            yield f"response.{kind}_arguments.delta", {"delta": arguments}
        yield f"response.{kind}_arguments.done", {"arguments": arguments}
        yield f"response.{kind}.{'failed' if item.get('error') else 'completed'}", {}
    elif kind == "mcp_list_tools":
        yield f"response.{kind}.in_progress", {}
        yield f"response.{kind}.{'failed' if item.get('error') else 'completed'}", {}
