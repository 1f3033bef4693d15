"""Bodies of the size that real clients send, made here so that benchmarks need no recordings."""

from __future__ import annotations

import json
from typing import Any

_PARAGRAPH = "The quick brown fox jumps over the lazy dog while the build runs and the tests stay green. "


def claude_code_request(messages: int = 120, size: int = 221_000) -> dict[str, Any]:
    """A long turn of a coding agent in the Anthropic format: tools, thinking, calls and results; about ``size`` bytes of JSON."""
    tools = [
        {
            "name": f"Tool{number}",
            "description": _PARAGRAPH * 6,
            "input_schema": {
                "type": "object",
                "properties": {f"field_{index}": {"type": "string", "description": _PARAGRAPH} for index in range(5)},
                "required": ["field_0"],
            },
        }
        for number in range(20)
    ]
    turns: list[dict[str, Any]] = [{"role": "user", "content": [{"type": "text", "text": _PARAGRAPH * 4}]}]
    body: dict[str, Any] = {
        "model": "claude-sonnet-4-5", "max_tokens": 32000, "stream": True, "tools": tools,
        "system": [{"type": "text", "text": _PARAGRAPH * 40, "cache_control": {"type": "ephemeral"}}], "messages": turns,
    }  # fmt: skip
    rounds = (messages - 1) // 2
    room = max(400, (size - len(json.dumps(body))) // rounds - 420)
    for number in range(rounds):
        call = {
            "type": "tool_use",
            "id": f"toolu_{number:08}",
            "name": f"Tool{number % 20}",
            "input": {"field_0": "src/main.py", "field_1": "x" * 40},
        }
        turns.append({"role": "assistant", "content": [{"type": "text", "text": _PARAGRAPH}, call]})
        result = {
            "type": "tool_result",
            "tool_use_id": call["id"],
            "content": [{"type": "text", "text": (_PARAGRAPH * (room // 80))[:room]}],
        }
        turns.append({"role": "user", "content": [result]})
    return body


def chat_stream(chunks: int) -> list[bytes]:
    """Text chunks of a Chat Completions stream, with opening, finish, usage and ``[DONE]``."""
    head = '{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-5","choices":'
    lines = [head + '[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}']
    lines += [
        f'{head}[{{"index":0,"delta":{{"content":" word{number}"}},"finish_reason":null}}]}}'
        for number in range(chunks)
    ]
    lines.append(head + '[{"index":0,"delta":{},"finish_reason":"stop"}]}')
    usage = {"prompt_tokens": 9, "completion_tokens": chunks, "total_tokens": chunks + 9}
    lines.append(f'{head}[],"usage":{json.dumps(usage)}}}')
    lines.append("[DONE]")
    return [f"data: {line}\n\n".encode() for line in lines]


def anthropic_stream(chunks: int) -> list[bytes]:
    """Text deltas of an Anthropic stream, complete."""
    events: list[dict[str, Any]] = [
        {"type": "message_start", "message": {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-sonnet-4-5", "content": [], "stop_reason": None, "stop_sequence": None, "usage": {"input_tokens": 9, "output_tokens": 1}}},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
    ]  # fmt: skip
    events += [
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": f" word{number}"}}
        for number in range(chunks)
    ]
    events += [
        {"type": "content_block_stop", "index": 0},
        {
            "type": "message_delta",
            "delta": {"stop_reason": "end_turn", "stop_sequence": None},
            "usage": {"output_tokens": chunks},
        },
        {"type": "message_stop"},
    ]
    return [
        f"event: {event['type']}\ndata: {json.dumps(event, separators=(',', ':'))}\n\n".encode() for event in events
    ]
