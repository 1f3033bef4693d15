"""Checks a Responses event stream against the rules of the API: order, numbers, places and sums."""

from __future__ import annotations

import json
from typing import Any


def events(data: bytes) -> list[dict[str, Any]]:
    """The events of a stream, whose ``event:`` lines must agree with their data."""
    found: list[dict[str, Any]] = []
    for block in data.decode().split("\n\n"):
        if not block or block.startswith(":"):
            continue
        name, _, rest = block.partition("\n")
        event: dict[str, Any] = json.loads(rest.removeprefix("data: "))
        assert name == f"event: {event['type']}"
        found.append(event)
    return found


class _Item:
    def __init__(self, item: dict[str, Any]) -> None:
        self.item = item
        self.done: dict[str, Any] | None = None
        self.texts: dict[tuple[str, int], str] = {}
        self.finished: dict[tuple[str, int], str] = {}


def check(data: bytes) -> dict[str, Any]:
    """The final response of a stream that keeps every rule."""
    stream = events(data)
    assert [event["sequence_number"] for event in stream] == list(range(len(stream)))
    assert [event["type"] for event in stream[:2]] == ["response.created", "response.in_progress"]
    assert stream[0]["response"]["output"] == []
    items: list[_Item] = []
    for event in stream[2:-1]:
        _step(event, items)
    last = stream[-1]
    kind = last["type"].removeprefix("response.")
    assert kind in ("completed", "incomplete", "failed")
    response: dict[str, Any] = last["response"]
    assert response["status"] == kind
    assert response["id"] == stream[0]["response"]["id"]
    if kind != "failed":
        assert response["output"] == [item.done for item in items]
        assert (response.get("incomplete_details") is None) == (kind == "completed")
    return response


def _step(event: dict[str, Any], items: list[_Item]) -> None:
    kind = event["type"]
    if kind == "response.output_item.added":
        assert event["output_index"] == len(items)
        assert all(item.done is not None for item in items)
        announced = event["item"]
        assert not announced.get({"message": "content", "function_call": "arguments"}.get(announced["type"], ""))
        items.append(_Item(event["item"]))
        return
    assert event["output_index"] == len(items) - 1
    item = items[-1]
    assert item.done is None
    if kind == "response.output_item.done":
        _done(event["item"], item)
        return
    assert event["item_id"] == item.item["id"]
    place = (
        "summary" if "summary_index" in event else "content",
        event.get("summary_index", event.get("content_index", 0)),
    )
    if kind.endswith(("part.added",)):
        assert place not in item.texts
        item.texts[place] = ""
    elif kind.endswith(".delta"):
        if place not in item.texts:
            assert "arguments" in kind or "input" in kind or "code" in kind
        assert place not in item.finished
        item.texts[place] = item.texts.get(place, "") + event["delta"]
    elif kind.endswith(".done") and "part" not in event:
        text = next(event[key] for key in ("text", "refusal", "arguments", "input", "code") if key in event)
        assert text == item.texts.get(place, "")
        item.finished[place] = text
    elif kind.endswith("part.done"):
        assert item.finished[place] == event["part"].get("text", event["part"].get("refusal"))


def _done(done: dict[str, Any], item: _Item) -> None:
    assert (done["id"], done["type"]) == (item.item["id"], item.item["type"])
    if done["type"] == "message":
        texts = [part.get("text", part.get("refusal")) for part in done["content"]]
        assert texts == [item.finished["content", index] for index in range(len(item.finished))]
    elif done["type"] in ("function_call", "custom_tool_call"):
        assert item.finished["content", 0] == done["input" if done["type"] == "custom_tool_call" else "arguments"]
    item.done = done
