"""``POST /responses/compact`` over any provider: ask the model for a summary, hand it back as a compaction item.

The client echoes ``output`` as its next input. The user's own words stay readable in it; the rest of the conversation is in the
``encrypted_content`` of the compaction item, which ``items_parse`` turns back into text for whatever model comes next.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from bridge.errors import InvalidRequestError, InvalidResponseError
from bridge.formats import read
from bridge.formats.openai_responses import compact_token, output
from bridge.json_types import is_array

_PROMPT = (
    "Stop working on the task here. Write a summary of this conversation for a colleague who takes over and sees nothing but "
    "your summary and the user's messages. Say what the user wants and every constraint they gave; what has been done, with "
    "file names, commands, values and decisions that still matter; what was tried and failed; what remains to be done next. "
    "Write the summary only, without calling tools."
)
#: Characters of user messages kept word for word, the newest first (about 20 000 tokens).
_KEPT = 80_000
_PASSED_ON = frozenset({"model", "input", "instructions", "previous_response_id", "prompt_cache_key", "service_tier"})


def summary_request(body: Mapping[str, Any]) -> dict[str, Any]:
    """The ``/responses`` body that makes the model summarise what the ``/responses/compact`` body holds.

    Tools stay declared, because histories with calls are refused without them, but none may be called.
    """
    request = {key: value for key, value in body.items() if key in _PASSED_ON and value is not None}
    request["input"] = [*_items(body.get("input")), {"type": "message", "role": "user", "content": _PROMPT}]
    if body.get("tools"):
        request["tools"], request["tool_choice"] = body["tools"], "none"
    request["stream"], request["store"] = False, False
    return request


def _items(value: Any) -> list[Any]:
    if value is None:
        return []
    if isinstance(value, str):
        return [{"type": "message", "role": "user", "content": value}]
    if is_array(value):
        return list[Any](value)
    raise InvalidRequestError(f"must be a string or an array, is {read.kind_of(value)}", "input")


def compaction(body: Mapping[str, Any], answer: Mapping[str, Any]) -> dict[str, Any]:
    """The compacted conversation. ``answer``: the Responses body given to ``summary_request``.

    Raises InvalidResponseError when the model wrote no summary, because an empty one would lose the conversation.
    """
    summary = _text(answer)
    if not summary:
        raise InvalidResponseError("the model wrote no summary of the conversation", "output")
    identifier = output.response_id(read.as_text(answer.get("id")))
    kept = [
        {**item, "type": "message", "id": output.item_id("msg", identifier, number), "status": "completed"}
        for number, item in enumerate(_user_messages(_items(body.get("input"))))
    ]
    item = {
        "id": output.item_id("cmp", identifier, len(kept)),
        "type": "compaction",
        "encrypted_content": compact_token.seal(summary),
    }
    return {
        "id": identifier,
        "object": "response.compaction",
        "created_at": read.as_count(answer.get("created_at")) or int(time.time()),
        "output": [*kept, item],
        "usage": answer.get("usage"),
    }


def _text(answer: Mapping[str, Any]) -> str:
    blocks = [block for item in read.as_objects(answer.get("output")) for block in read.as_objects(item.get("content"))]
    texts = [read.as_text(block.get("text")) for block in blocks if block.get("type") == "output_text"]
    return "".join(texts).strip()


def _user_messages(items: list[Any]) -> list[dict[str, Any]]:
    """The user's messages within the limit, in order, their plain strings as content parts."""
    kept: list[dict[str, Any]] = []
    room = _KEPT
    for item in reversed(read.as_objects(items)):
        if item.get("role") != "user" or item.get("type") not in (None, "message"):
            continue
        content = item.get("content")
        parts = [{"type": "input_text", "text": content}] if isinstance(content, str) else read.as_objects(content)
        room -= sum(len(read.as_text(part.get("text"))) for part in parts)
        if room < 0:
            break
        kept.append({"role": "user", "content": parts})
    kept.reverse()
    return kept
