"""State that must survive: thinking of every vendor through an Anthropic client, and Anthropic's through every client."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bridge.convert import StreamConverter, convert_request, convert_response, plain_target
from tests.helpers.anthropic import frames, payloads

TOOLS = [{"name": "look", "input_schema": {"type": "object", "properties": {}}}]
ASK = {"model": "claude-opus-4-8", "max_tokens": 9000, "tools": TOOLS, "thinking": {"type": "adaptive"}}
ENCRYPTED = {
    "type": "reasoning",
    "id": "rs_1",
    "summary": [{"type": "summary_text", "text": "why"}],
    "encrypted_content": "ZW5j",
}
UPSTREAMS: dict[str, tuple[str, dict[str, Any]]] = {
    "openai-responses": (
        "gpt-5.5",
        {
            "id": "resp_1", "object": "response", "created_at": 1, "model": "gpt-5.5", "status": "completed",
            "output": [ENCRYPTED, {"type": "function_call", "id": "fc_1", "call_id": "call_1", "name": "look", "arguments": "{}", "status": "completed"}],
        },
    ),
    "gemini": (
        "gemini-3-pro",
        {
            "responseId": "r", "modelVersion": "gemini-3-pro",
            "candidates": [
                {
                    "content": {"role": "model", "parts": [{"text": "why", "thought": True}, {"functionCall": {"name": "look", "args": {}}, "thoughtSignature": "c2lnbmF0dXJl"}]},
                    "finishReason": "STOP",
                }
            ],
        },
    ),
}  # fmt: skip
STATE = {"openai-responses": "ZW5j", "gemini": "c2lnbmF0dXJl"}


def follow_up(content: list[dict[str, Any]]) -> dict[str, Any]:
    """The client's next request: the answer echoed, the calls answered."""
    results = [
        {"type": "tool_result", "tool_use_id": block["id"], "content": "r"}
        for block in content
        if block["type"] == "tool_use"
    ]
    return {
        **ASK,
        "messages": [
            {"role": "user", "content": "go"},
            {"role": "assistant", "content": content},
            {"role": "user", "content": results},
        ],
    }


@pytest.mark.parametrize("upstream", sorted(UPSTREAMS))
def test_state_of_other_vendors_returns_to_them(upstream: str) -> None:
    model, answer = UPSTREAMS[upstream]
    target = plain_target(upstream)
    first = convert_request(
        {**ASK, "messages": [{"role": "user", "content": "go"}]}, "anthropic", target, target_model=model
    )
    content = convert_response(answer, first.context).body["content"]
    assert [block["type"] for block in content if block["type"] != "thinking"] == ["tool_use"]
    assert "why" in [block.get("thinking") for block in content]
    second = convert_request(follow_up(content), "anthropic", target, target_model=model)
    assert STATE[upstream] in json.dumps(second.body)
    assert "YW11eDE6" not in json.dumps(second.body)


@pytest.mark.parametrize("upstream", sorted(UPSTREAMS))
def test_state_of_other_vendors_stays_away_from_anthropic(upstream: str) -> None:
    model, answer = UPSTREAMS[upstream]
    first = convert_request(
        {**ASK, "messages": [{"role": "user", "content": "go"}]},
        "anthropic",
        plain_target(upstream),
        target_model=model,
    )
    content = convert_response(answer, first.context).body["content"]
    switched = convert_request(follow_up(content), "anthropic", plain_target("anthropic"))
    assert not switched.verbatim
    assert [block["type"] for block in switched.body["messages"][1]["content"]] == ["tool_use"]
    assert {line.action for line in switched.report.explicit} == {"dropped"}


THOUGHT = {"type": "thinking", "thinking": "why", "signature": "c2lnbmF0dXJl"}
CLAUDE = {
    "id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-4-8", "stop_reason": "tool_use", "stop_sequence": None,
    "content": [THOUGHT, {"type": "redacted_thinking", "data": "ZW5j"}, {"type": "tool_use", "id": "toolu_1", "name": "look", "input": {}}],
    "usage": {"input_tokens": 1, "output_tokens": 1},
}  # fmt: skip
CHAT_TOOLS = [{"type": "function", "function": {"name": "look", "parameters": {"type": "object", "properties": {}}}}]


def chat_turns(answer: dict[str, Any]) -> list[dict[str, Any]]:
    message = answer["choices"][0]["message"]
    return [
        {"role": "user", "content": "go"},
        {"role": "assistant", "content": message["content"], "tool_calls": message["tool_calls"]},
        {"role": "tool", "tool_call_id": message["tool_calls"][0]["id"], "content": "r"},
    ]


def test_anthropics_thinking_returns_through_a_chat_client() -> None:
    ask = {"model": "c", "tools": CHAT_TOOLS, "reasoning_effort": "low"}
    first = convert_request(
        {**ask, "messages": [{"role": "user", "content": "go"}]},
        "openai-chat",
        plain_target("anthropic"),
        target_model="claude-opus-4-8",
    )
    answer = convert_response(CLAUDE, first.context).body
    second = convert_request(
        {**ask, "messages": chat_turns(answer)},
        "openai-chat",
        plain_target("anthropic"),
        target_model="claude-opus-4-8",
    )
    assert second.body["messages"][1]["content"] == CLAUDE["content"]
    assert second.body["messages"][2]["content"][0]["tool_use_id"] == "toolu_1"


def test_anthropics_thinking_returns_through_a_responses_client() -> None:
    ask = {
        "model": "c",
        "tools": [{"type": "function", "name": "look", "parameters": {"type": "object", "properties": {}}}],
        "reasoning": {"effort": "low"},
    }
    first = convert_request(
        {**ask, "input": "go"}, "openai-responses", plain_target("anthropic"), target_model="claude-opus-4-8"
    )
    output = convert_response(CLAUDE, first.context).body["output"]
    call = next(item for item in output if item["type"] == "function_call")
    history = [
        {"role": "user", "content": "go"},
        *output,
        {"type": "function_call_output", "call_id": call["call_id"], "output": "r"},
    ]
    second = convert_request(
        {**ask, "input": history}, "openai-responses", plain_target("anthropic"), target_model="claude-opus-4-8"
    )
    assert second.body["messages"][1]["content"] == CLAUDE["content"]


def test_anthropics_thinking_returns_through_a_gemini_client() -> None:
    ask = {
        "tools": [{"functionDeclarations": [{"name": "look"}]}],
        "generationConfig": {"thinkingConfig": {"thinkingLevel": "LOW"}},
    }
    user = {"role": "user", "parts": [{"text": "go"}]}
    first = convert_request(
        {**ask, "contents": [user]}, "gemini", plain_target("anthropic"), model="g", target_model="claude-opus-4-8"
    )
    parts = convert_response(CLAUDE, first.context).body["candidates"][0]["content"]["parts"]
    echoed = [part for part in parts if not part.get("thought")]  # Gemini CLI does not send thoughts back
    answer = {"role": "user", "parts": [{"functionResponse": {"name": "look", "response": {"output": "r"}}}]}
    history = [user, {"role": "model", "parts": echoed}, answer]
    second = convert_request(
        {**ask, "contents": history}, "gemini", plain_target("anthropic"), model="g", target_model="claude-opus-4-8"
    )
    content = second.body["messages"][1]["content"]
    assert content[:2] == CLAUDE["content"][:2]
    assert content[2]["type"] == "tool_use"


def test_streamed_state_returns_as_well() -> None:
    target = plain_target("openai-responses")
    first = convert_request(
        {**ASK, "stream": True, "messages": [{"role": "user", "content": "go"}]},
        "anthropic",
        target,
        target_model="gpt-5.5",
    )
    output = UPSTREAMS["openai-responses"][1]["output"]
    response = {**UPSTREAMS["openai-responses"][1], "output": output}
    events = [
        {
            "type": "response.created",
            "sequence_number": 0,
            "response": {**response, "status": "in_progress", "output": []},
        }
    ]
    for index, item in enumerate(output):
        events.append(
            {
                "type": "response.output_item.added",
                "sequence_number": 0,
                "output_index": index,
                "item": {**item, "status": "in_progress"},
            }
        )
        events.append({"type": "response.output_item.done", "sequence_number": 0, "output_index": index, "item": item})
    events.append({"type": "response.completed", "sequence_number": 0, "response": response})
    converter = StreamConverter(first.context)
    streamed = payloads(converter.feed(frames(*events)) + converter.flush())
    content: list[dict[str, Any]] = []
    for event in streamed:
        if event["type"] == "content_block_start":
            content.append(dict(event["content_block"]))
        elif event["type"] == "content_block_delta":
            for key in ("thinking", "signature"):
                content[-1][key] = content[-1].get(key, "") + event["delta"].get(key, "")
    echoed = [
        block if block["type"] == "thinking" else {key: block[key] for key in ("type", "id", "name", "input")}
        for block in content
    ]
    second = convert_request(follow_up(echoed), "anthropic", target, target_model="gpt-5.5")
    reasoning = next(item for item in second.body["input"] if item.get("type") == "reasoning")
    assert reasoning["encrypted_content"] == "ZW5j"
