"""The answer of the demonstration data as the stream of each format."""

from __future__ import annotations

import json
from typing import Any

_THOUGHTS = ("The diff only touches the retry ", "logic; the callers stay as they are.")
_TEXT = (
    "The change does **two things**:\n\n",
    "- Moves the retry logic into the router, so every route gets it\n",
    "- Adds a cool-down per account after a `429`\n\n",
    "```python\nif answer.status == 429:\n    account.rest(seconds=answer.retry_after)\n```\n\n",
    "Nothing changes for callers that pass their own policy.",
)
_ARGUMENTS = '{"path": "router.py", "lines": "40-80"}'


def demo_stream(inbound: str, model: str, first_ms: int, duration_ms: int) -> tuple[bytes, tuple[int, ...]]:
    """The bytes of the stream, and when each of its events came, evenly spread."""
    events = {"anthropic": _anthropic, "openai-responses": _responses}.get(inbound, _chat)(model)
    lines = [f"event: {name}\ndata: {data}\n\n" if name else f"data: {data}\n\n" for name, data in events]
    step = (duration_ms - first_ms) / max(1, len(lines) - 1)
    return "".join(lines).encode(), tuple(round(first_ms + step * place) for place in range(len(lines)))


def _chat(model: str) -> list[tuple[str, str]]:
    call = {"index": 0, "id": "call_1", "type": "function", "function": {"name": "read_file", "arguments": _ARGUMENTS}}
    deltas: list[dict[str, Any]] = [
        *({"reasoning_content": piece} for piece in _THOUGHTS),
        *({"content": piece} for piece in _TEXT),
        {"tool_calls": [call]},
    ]
    head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": model}
    chunks: list[dict[str, Any]] = [{**head, "choices": [{"index": 0, "delta": delta}]} for delta in deltas]
    chunks.append({**head, "choices": [{"index": 0, "delta": {}, "finish_reason": "tool_calls"}]})
    return [*(("", json.dumps(chunk)) for chunk in chunks), ("", "[DONE]")]


def _anthropic(model: str) -> list[tuple[str, str]]:
    message: dict[str, Any] = {
        "id": "msg_1", "type": "message", "role": "assistant", "model": model, "content": [], "stop_reason": None,
        "stop_sequence": None, "usage": {"input_tokens": 9034, "output_tokens": 1},
    }  # fmt: skip
    events: list[dict[str, Any]] = [{"type": "message_start", "message": message}]
    tool = {"type": "tool_use", "id": "toolu_1", "name": "read_file", "input": {}}
    blocks: tuple[tuple[dict[str, Any], str, str, tuple[str, ...]], ...] = (
        ({"type": "thinking", "thinking": "", "signature": ""}, "thinking_delta", "thinking", _THOUGHTS),
        ({"type": "text", "text": ""}, "text_delta", "text", _TEXT),
        (tool, "input_json_delta", "partial_json", (_ARGUMENTS,)),
    )
    for index, (block, kind, field, pieces) in enumerate(blocks):
        events.append({"type": "content_block_start", "index": index, "content_block": block})
        events += [
            {"type": "content_block_delta", "index": index, "delta": {"type": kind, field: piece}} for piece in pieces
        ]
        events.append({"type": "content_block_stop", "index": index})
    events.append({"type": "message_delta", "delta": {"stop_reason": "tool_use"}, "usage": {"output_tokens": 1377}})
    events.append({"type": "message_stop"})
    return [(event["type"], json.dumps(event)) for event in events]


def _responses(model: str) -> list[tuple[str, str]]:
    response: dict[str, Any] = {
        "id": "resp_1",
        "object": "response",
        "model": model,
        "status": "in_progress",
        "output": [],
    }
    message: dict[str, Any] = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "status": "in_progress",
        "content": [],
    }
    at = {"item_id": "msg_1", "output_index": 0, "content_index": 0}
    part = {"type": "output_text", "text": "", "annotations": []}
    whole = {**part, "text": "".join(_TEXT)}
    done = {**message, "status": "completed", "content": [whole]}
    usage = {"input_tokens": 9034, "output_tokens": 1377, "total_tokens": 10_411}
    events: list[dict[str, Any]] = [
        {"type": "response.created", "response": response},
        {"type": "response.output_item.added", "output_index": 0, "item": message},
        {"type": "response.content_part.added", **at, "part": part},
        *({"type": "response.output_text.delta", **at, "delta": piece} for piece in _TEXT),
        {"type": "response.output_text.done", **at, "text": whole["text"]},
        {"type": "response.content_part.done", **at, "part": whole},
        {"type": "response.output_item.done", "output_index": 0, "item": done},
        {
            "type": "response.completed",
            "response": {**response, "status": "completed", "output": [done], "usage": usage},
        },
    ]
    return [(event["type"], json.dumps({**event, "sequence_number": place})) for place, event in enumerate(events)]
