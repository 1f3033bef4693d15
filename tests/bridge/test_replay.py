"""Thinking that survives the trip: whatever format the client speaks, the vendor gets its own signed state back unchanged.

Each vendor's answer (whole and streamed) is converted for each client, echoed the way real clients echo (SDK users of Chat keep only
content and calls; Gemini CLI leaves thought parts out), and converted back together with the tool's result.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest

from bridge import sse
from bridge.adapter import Adapter
from bridge.convert import FORMAT_NAMES, StreamConverter, convert_request, convert_response
from bridge.registry import Registry

SIGNATURE = base64.b64encode(b"opaque vendor state \xff\x00" * 9).decode()
SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
JSON = dict[str, Any]
CALL = {"city": "Paris"}

# --------------------------------------------------------------------------- what the clients send first


def _first_request(client: str, stream: bool) -> JSON:
    if client == "anthropic":
        return {
            "model": "m", "max_tokens": 9000, "stream": stream, "thinking": {"type": "enabled", "budget_tokens": 2000},
            "messages": [{"role": "user", "content": "Weather?"}],
            "tools": [{"name": "get_weather", "input_schema": SCHEMA}],
        }  # fmt: skip
    if client == "gemini":
        return {
            "contents": [{"role": "user", "parts": [{"text": "Weather?"}]}],
            "tools": [{"functionDeclarations": [{"name": "get_weather", "parametersJsonSchema": SCHEMA}]}],
            "generationConfig": {"thinkingConfig": {"includeThoughts": True, "thinkingBudget": 2000}},
        }
    function = {"name": "get_weather", "parameters": SCHEMA, "strict": False}
    if client == "openai-responses":
        return {
            "model": "m", "stream": stream, "store": False, "input": [{"role": "user", "content": "Weather?"}],
            "include": ["reasoning.encrypted_content"], "reasoning": {"effort": "medium"}, "tools": [{"type": "function", **function}],
        }  # fmt: skip
    return {
        "model": "m", "stream": stream, "reasoning_effort": "medium", "messages": [{"role": "user", "content": "Weather?"}],
        "tools": [{"type": "function", "function": function}],
    }  # fmt: skip


# --------------------------------------------------------------------------- what the vendors answer

_THINKING = {"type": "thinking", "thinking": "The user wants the weather.", "signature": SIGNATURE}
_REASONING = {
    "type": "reasoning", "id": "rs_1", "summary": [{"type": "summary_text", "text": "Looking at the weather."}],
    "encrypted_content": SIGNATURE,
}  # fmt: skip
_THOUGHT_CALL = {"functionCall": {"name": "get_weather", "args": CALL}, "thoughtSignature": SIGNATURE}


def _anthropic_answer() -> JSON:
    call = {"type": "tool_use", "id": "toolu_1", "name": "get_weather", "input": CALL}
    return {
        "id": "msg_1", "type": "message", "role": "assistant", "model": "claude-sonnet-4-5", "content": [_THINKING, call],
        "stop_reason": "tool_use", "stop_sequence": None, "usage": {"input_tokens": 9, "output_tokens": 9},
    }  # fmt: skip


def _anthropic_events() -> list[JSON]:
    answer = _anthropic_answer()
    return [
        {"type": "message_start", "message": {**answer, "content": [], "stop_reason": None}},
        {
            "type": "content_block_start",
            "index": 0,
            "content_block": {"type": "thinking", "thinking": "", "signature": ""},
        },
        {"type": "content_block_delta", "index": 0, "delta": {"type": "thinking_delta", "thinking": "The user wants "}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "thinking_delta", "thinking": "the weather."}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "signature_delta", "signature": SIGNATURE}},
        {"type": "content_block_stop", "index": 0},
        {"type": "content_block_start", "index": 1, "content_block": {**answer["content"][1], "input": {}}},
        {
            "type": "content_block_delta",
            "index": 1,
            "delta": {"type": "input_json_delta", "partial_json": json.dumps(CALL)},
        },
        {"type": "content_block_stop", "index": 1},
        {
            "type": "message_delta",
            "delta": {"stop_reason": "tool_use", "stop_sequence": None},
            "usage": {"output_tokens": 9},
        },
        {"type": "message_stop"},
    ]


def _responses_answer() -> JSON:
    call = {
        "type": "function_call",
        "id": "fc_1",
        "call_id": "call_1",
        "name": "get_weather",
        "arguments": json.dumps(CALL),
        "status": "completed",
    }
    return {
        "id": "resp_1", "object": "response", "created_at": 1, "status": "completed", "model": "gpt-5.1", "output": [_REASONING, call],
        "error": None, "incomplete_details": None, "instructions": None, "metadata": {}, "parallel_tool_calls": True, "temperature": 1,
        "tool_choice": "auto", "tools": [], "top_p": 1,
        "usage": {"input_tokens": 9, "output_tokens": 9, "total_tokens": 18, "input_tokens_details": {"cached_tokens": 0}, "output_tokens_details": {"reasoning_tokens": 4}},
    }  # fmt: skip


def _responses_events() -> list[JSON]:
    answer = _responses_answer()
    reasoning, call = answer["output"]
    opened = {**answer, "status": "in_progress", "output": [], "usage": None}
    summary = reasoning["summary"][0]["text"]
    place = {"item_id": "rs_1", "output_index": 0, "summary_index": 0}
    events: list[JSON] = [
        {"type": "response.created", "response": opened},
        {"type": "response.in_progress", "response": opened},
        {
            "type": "response.output_item.added",
            "output_index": 0,
            "item": {**reasoning, "summary": [], "encrypted_content": ""},
        },
        {"type": "response.reasoning_summary_part.added", **place, "part": {"type": "summary_text", "text": ""}},
        {"type": "response.reasoning_summary_text.delta", **place, "delta": summary},
        {"type": "response.reasoning_summary_text.done", **place, "text": summary},
        {"type": "response.reasoning_summary_part.done", **place, "part": reasoning["summary"][0]},
        {"type": "response.output_item.done", "output_index": 0, "item": reasoning},
        {
            "type": "response.output_item.added",
            "output_index": 1,
            "item": {**call, "arguments": "", "status": "in_progress"},
        },
        {
            "type": "response.function_call_arguments.delta",
            "item_id": "fc_1",
            "output_index": 1,
            "delta": call["arguments"],
        },
        {
            "type": "response.function_call_arguments.done",
            "item_id": "fc_1",
            "output_index": 1,
            "arguments": call["arguments"],
            "name": "get_weather",
        },
        {"type": "response.output_item.done", "output_index": 1, "item": call},
        {"type": "response.completed", "response": answer},
    ]
    return [{**event, "sequence_number": number} for number, event in enumerate(events)]


def _gemini_answer() -> JSON:
    parts = [{"text": "The user wants the weather.", "thought": True}, _THOUGHT_CALL]
    return {
        "candidates": [{"content": {"role": "model", "parts": parts}, "finishReason": "STOP", "index": 0}], "modelVersion": "gemini-3-pro",
        "responseId": "r1", "usageMetadata": {"promptTokenCount": 9, "candidatesTokenCount": 5, "thoughtsTokenCount": 4, "totalTokenCount": 18},
    }  # fmt: skip


def _gemini_events() -> list[JSON]:
    whole = _gemini_answer()
    thought, call = whole["candidates"][0]["content"]["parts"]

    def chunk(part: JSON, **more: Any) -> JSON:
        return {**whole, "candidates": [{"content": {"role": "model", "parts": [part]}, "index": 0, **more}]}

    return [chunk(thought), chunk(call, finishReason="STOP")]


def _deepseek_answer() -> JSON:
    call = {"id": "call_1", "type": "function", "function": {"name": "get_weather", "arguments": json.dumps(CALL)}}
    message = {
        "role": "assistant",
        "content": "",
        "reasoning_content": "The user wants the weather.",
        "tool_calls": [call],
    }
    return {
        "id": "c1", "object": "chat.completion", "created": 1, "model": "deepseek-chat",
        "choices": [{"index": 0, "message": message, "finish_reason": "tool_calls", "logprobs": None}],
        "usage": {"prompt_tokens": 9, "completion_tokens": 9, "total_tokens": 18},
    }  # fmt: skip


def _deepseek_events() -> list[JSON]:
    answer = _deepseek_answer()
    message = answer["choices"][0]["message"]

    def chunk(delta: JSON, finish: str | None = None) -> JSON:
        return {
            **answer,
            "object": "chat.completion.chunk",
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        }

    call = {**message["tool_calls"][0], "index": 0}
    return [
        chunk({"role": "assistant", "content": None, "reasoning_content": "The user wants "}),
        chunk({"reasoning_content": "the weather."}),
        chunk({"tool_calls": [call]}),
        chunk({}, "tool_calls"),
    ]


VENDORS: dict[str, tuple[str, Callable[[], JSON], Callable[[], list[JSON]]]] = {
    "anthropic": ("claude-sonnet-4-5", _anthropic_answer, _anthropic_events),
    "openai-responses": ("gpt-5.1", _responses_answer, _responses_events),
    "gemini": ("gemini-3-pro-preview", _gemini_answer, _gemini_events),
    "deepseek": ("deepseek-reasoner", _deepseek_answer, _deepseek_events),
}


def _state_in(vendor: str, body: JSON) -> Any:
    """The vendor's own state in a request to it."""
    if vendor == "anthropic":
        return next(
            block for message in body["messages"] if message["role"] == "assistant" for block in message["content"]
        )
    if vendor == "openai-responses":
        return next(item for item in body["input"] if item.get("type") == "reasoning")
    if vendor == "gemini":
        return next(
            part
            for turn in body["contents"]
            if turn["role"] == "model"
            for part in turn["parts"]
            if "functionCall" in part
        )
    return next(message["reasoning_content"] for message in body["messages"] if message["role"] == "assistant")


# --------------------------------------------------------------------------- how the clients echo


def _echo_chat(answer: JSON) -> list[JSON]:
    message = answer["choices"][0]["message"]
    kept = {"role": "assistant", "content": message.get("content") or None, "tool_calls": message["tool_calls"]}
    if message.get("reasoning_content"):
        kept["reasoning_content"] = message["reasoning_content"]
    return [kept, {"role": "tool", "tool_call_id": message["tool_calls"][0]["id"], "content": "sunny"}]


def _second_request(client: str, first: JSON, answer: JSON) -> JSON:
    if client == "anthropic":
        call = next(block for block in answer["content"] if block["type"] == "tool_use")
        result = {"type": "tool_result", "tool_use_id": call["id"], "content": "sunny"}
        turns = [{"role": "assistant", "content": answer["content"]}, {"role": "user", "content": [result]}]
        return {**first, "messages": [*first["messages"], *turns]}
    if client == "openai-responses":
        call = next(item for item in answer["output"] if item["type"] == "function_call")
        result = {"type": "function_call_output", "call_id": call["call_id"], "output": "sunny"}
        return {**first, "input": [*first["input"], *answer["output"], result]}
    if client == "gemini":
        parts = [part for part in answer["candidates"][0]["content"]["parts"] if not part.get("thought")]
        called = next(part["functionCall"] for part in parts if "functionCall" in part)
        response = {
            key: value
            for key, value in (("name", "get_weather"), ("id", called.get("id")), ("response", {"output": "sunny"}))
            if value
        }
        turns = [{"role": "model", "parts": parts}, {"role": "user", "parts": [{"functionResponse": response}]}]
        return {**first, "contents": [*first["contents"], *turns]}
    return {**first, "messages": [*first["messages"], *_echo_chat(answer)]}


def _collect(client: str, data: bytes) -> JSON:
    """A client's own stream put together as its SDK does it."""
    events = [json.loads(event.data) for event in sse.Decoder().feed(data) if event.data != b"[DONE]"]
    if client == "openai-responses":
        return events[-1]["response"]
    if client == "gemini":
        parts = [part for event in events for part in event["candidates"][0].get("content", {}).get("parts", [])]
        return {"candidates": [{"content": {"role": "model", "parts": parts}}]}
    if client == "anthropic":
        blocks: list[JSON] = []
        for event in events:
            if event["type"] == "content_block_start":
                blocks.append({**event["content_block"], "_json": ""})
            elif event["type"] == "content_block_delta":
                _add_delta(blocks[-1], event["delta"])
        for block in blocks:
            if text := block.pop("_json"):
                block["input"] = json.loads(text)
        return {"content": blocks}
    message: JSON = {"content": "", "tool_calls": [], "reasoning_content": ""}
    for event in events:
        for choice in event["choices"]:
            delta = choice["delta"]
            message["content"] += delta.get("content") or ""
            message["reasoning_content"] += delta.get("reasoning_content") or ""
            for call in delta.get("tool_calls") or []:
                if call.get("id"):
                    message["tool_calls"].append(
                        {**call, "function": {"name": call["function"]["name"], "arguments": ""}}
                    )
                    message["tool_calls"][-1].pop("index")
                message["tool_calls"][-1]["function"]["arguments"] += call["function"].get("arguments") or ""
    return {"choices": [{"message": message}]}


def _add_delta(block: JSON, delta: JSON) -> None:
    match delta["type"]:
        case "thinking_delta":
            block["thinking"] += delta["thinking"]
        case "signature_delta":
            block["signature"] = delta["signature"]
        case "input_json_delta":
            block["_json"] += delta["partial_json"]
        case "text_delta":
            block["text"] += delta["text"]


# --------------------------------------------------------------------------- the trip


def _adapter(vendor: str) -> Adapter:
    return Registry(plugins=False).get({"openai-responses": "openai-responses"}.get(vendor, vendor))


def _sent(vendor: str, client: str, body: JSON, stream: bool) -> Any:
    return convert_request(
        body, client, _adapter(vendor), model="m" if client == "gemini" else None, stream=stream if client == "gemini" else None,
        target_model=VENDORS[vendor][0],
    )  # fmt: skip


def _wire(vendor: str, events: list[JSON]) -> bytes:
    named = vendor in ("anthropic", "openai-responses")
    data = b"".join(sse.encode(json.dumps(event).encode(), event["type"] if named else "") for event in events)
    return data + (b"data: [DONE]\n\n" if vendor == "deepseek" else b"")


@pytest.mark.parametrize("stream", [False, True], ids=["whole", "streamed"])
@pytest.mark.parametrize("client", FORMAT_NAMES)
@pytest.mark.parametrize("vendor", VENDORS)
def test_the_vendor_gets_its_state_back_unchanged(vendor: str, client: str, stream: bool) -> None:
    adapter = _adapter(vendor)
    first = _first_request(client, stream)
    conversion = _sent(vendor, client, first, stream)
    if conversion.verbatim:
        answer = VENDORS[vendor][1]()
    elif stream:
        converter = StreamConverter(conversion.context, adapter.dialect)
        data = converter.feed(_wire(vendor, VENDORS[vendor][2]())) + converter.flush()
        assert converter.error is None
        answer = _collect(client, data)
    else:
        answer = convert_response(VENDORS[vendor][1](), conversion.context, adapter.dialect).body
    state = _state_in(vendor, _sent(vendor, client, _second_request(client, first, answer), stream).body)
    if vendor == "anthropic":
        assert state == _THINKING
    elif vendor == "openai-responses":
        assert {key: state[key] for key in ("type", "summary", "encrypted_content")} == {
            key: _REASONING[key] for key in ("type", "summary", "encrypted_content")
        }
    elif vendor == "gemini":
        assert state["thoughtSignature"] == SIGNATURE
    else:
        assert state == "The user wants the weather."


_SWITCHES = [
    ("gemini", "anthropic"),
    ("anthropic", "gemini"),
    ("openai-responses", "anthropic"),
    ("anthropic", "openai-responses"),
]


@pytest.mark.parametrize(
    ("vendor", "other", "client"),
    [(vendor, other, client) for vendor, other in _SWITCHES for client in FORMAT_NAMES if client != vendor],
)
def test_another_vendor_never_sees_foreign_state(vendor: str, other: str, client: str) -> None:
    """The user switches the provider in the middle of a conversation."""
    adapter = _adapter(vendor)
    first = _first_request(client, False)
    conversion = _sent(vendor, client, first, False)
    answer = convert_response(VENDORS[vendor][1](), conversion.context, adapter.dialect).body
    sent = _sent(other, client, _second_request(client, first, answer), False).body
    text = json.dumps(sent)
    assert SIGNATURE not in text
    assert "YW11eDE6" not in text
    assert '\\"thinking\\"' not in text
