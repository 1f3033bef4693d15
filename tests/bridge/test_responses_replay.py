"""Thinking survives the trip: a Responses client over other vendors, other clients over Responses, and Codex's own tools."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bridge import convert
from tests.helpers.responses_grammar import check

FIXTURES = Path(__file__).parent.parent / "fixtures" / "openai_responses"
SCHEMA = {"type": "object", "properties": {"path": {"type": "string"}}}
REQUEST: dict[str, Any] = {
    "model": "gpt-5",
    "store": False,
    "reasoning": {"effort": "medium", "summary": "auto"},
    "include": ["reasoning.encrypted_content"],
    "tools": [{"type": "function", "name": "read", "parameters": SCHEMA, "strict": False}],
    "input": [{"role": "user", "content": "Read a.txt"}],
}
ENCRYPTED = {
    "id": "rs_1",
    "type": "reasoning",
    "summary": [{"type": "summary_text", "text": "Read it."}],
    "encrypted_content": "gAAAAABsecret",
}


def target(name: str) -> convert.PlainTarget:
    return convert.PlainTarget(convert.format_of(name).name, convert.format_of(name).default_dialect, verbatim=False)


def events(*data: dict[str, Any], names: bool = False) -> bytes:
    lines = [(f"event: {event['type']}\n" if names else "") + f"data: {json.dumps(event)}\n\n" for event in data]
    return "".join(lines).encode()


ANTHROPIC = {
    "id": "msg_1",
    "type": "message",
    "role": "assistant",
    "model": "claude-sonnet-5",
    "content": [
        {"type": "thinking", "thinking": "Read it.", "signature": "c2lnbmF0dXJl"},
        {"type": "redacted_thinking", "data": "cmVkYWN0ZWQ="},
        {"type": "tool_use", "id": "toolu_1", "name": "read", "input": {"path": "a.txt"}},
    ],
    "stop_reason": "tool_use",
    "stop_sequence": None,
    "usage": {"input_tokens": 5, "output_tokens": 5},
}
ANTHROPIC_STREAM = events(
    {"type": "message_start", "message": {**ANTHROPIC, "content": [], "stop_reason": None}},
    {"type": "content_block_start", "index": 0, "content_block": {"type": "thinking", "thinking": "", "signature": ""}},
    {"type": "content_block_delta", "index": 0, "delta": {"type": "thinking_delta", "thinking": "Read it."}},
    {"type": "content_block_delta", "index": 0, "delta": {"type": "signature_delta", "signature": "c2lnbmF0dXJl"}},
    {"type": "content_block_stop", "index": 0},
    {"type": "content_block_start", "index": 1, "content_block": {"type": "redacted_thinking", "data": "cmVkYWN0ZWQ="}},
    {"type": "content_block_stop", "index": 1},
    {
        "type": "content_block_start",
        "index": 2,
        "content_block": {"type": "tool_use", "id": "toolu_1", "name": "read", "input": {}},
    },
    {
        "type": "content_block_delta",
        "index": 2,
        "delta": {"type": "input_json_delta", "partial_json": '{"path": "a.txt"}'},
    },
    {"type": "content_block_stop", "index": 2},
    {
        "type": "message_delta",
        "delta": {"stop_reason": "tool_use", "stop_sequence": None},
        "usage": {"output_tokens": 5},
    },
    {"type": "message_stop"},
    names=True,
)
GEMINI = {
    "responseId": "r1",
    "modelVersion": "gemini-3-pro",
    "candidates": [
        {
            "index": 0,
            "finishReason": "STOP",
            "content": {
                "role": "model",
                "parts": [
                    {"text": "Read it.", "thought": True},
                    {
                        "functionCall": {"name": "read", "args": {"path": "a.txt"}},
                        "thoughtSignature": "c2lnbmF0dXJl",
                    },
                ],
            },
        }
    ],
    "usageMetadata": {"promptTokenCount": 5, "candidatesTokenCount": 5, "totalTokenCount": 10},
}
UPSTREAMS = {
    "anthropic": ("claude-sonnet-5", ANTHROPIC, ANTHROPIC_STREAM, ["c2lnbmF0dXJl", "cmVkYWN0ZWQ="]),
    "gemini": ("gemini-3-pro", GEMINI, events(GEMINI), ["c2lnbmF0dXJl"]),
}


@pytest.mark.parametrize("streaming", [False, True])
@pytest.mark.parametrize("upstream", UPSTREAMS)
def test_signatures_return_through_a_responses_client(upstream: str, streaming: bool) -> None:
    model, body, stream, signatures = UPSTREAMS[upstream]
    first = convert.convert_request(REQUEST, "openai-responses", target(upstream), target_model=model)
    if streaming:
        converter = convert.StreamConverter(first.context)
        answer = check(converter.feed(stream) + converter.flush())
    else:
        answer = convert.convert_response(body, first.context).body
    thought = answer["output"][0]
    assert thought["summary"] == [{"type": "summary_text", "text": "Read it."}]
    call = answer["output"][-1]
    assert (call["type"], call["name"], json.loads(call["arguments"])) == ("function_call", "read", {"path": "a.txt"})

    output = {"type": "function_call_output", "call_id": call["call_id"], "output": "text of a.txt"}
    again = {**REQUEST, "input": [*REQUEST["input"], *answer["output"], output]}
    second = convert.convert_request(again, "openai-responses", target(upstream), target_model=model)
    sent = json.dumps(second.body)
    for signature in signatures:
        assert sent.count(f'"{signature}"') == 1
    assert "amux" not in sent
    assert "YW11eD" not in sent  # the tag of our tokens

    elsewhere = convert.convert_request(again, "openai-responses", target("openai-chat"), target_model="gpt-4.1")
    assert not any(signature in json.dumps(elsewhere.body) for signature in signatures)


CLIENTS: dict[str, dict[str, Any]] = {
    "anthropic": {
        "model": "claude",
        "max_tokens": 20000,
        "thinking": {"type": "enabled", "budget_tokens": 8000},
        "tools": [{"name": "read", "input_schema": SCHEMA}],
        "messages": [{"role": "user", "content": "Read a.txt"}],
    },
    "openai-chat": {
        "model": "gpt",
        "tools": [{"type": "function", "function": {"name": "read", "parameters": SCHEMA}}],
        "messages": [{"role": "user", "content": "Read a.txt"}],
    },
    "gemini": {
        "tools": [{"functionDeclarations": [{"name": "read", "parameters": SCHEMA}]}],
        "contents": [{"role": "user", "parts": [{"text": "Read a.txt"}]}],
    },
}


def echoed(client: str, request: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    """The next request as clients of that format make it: the answer as it came, and the result of its call."""
    match client:
        case "anthropic":
            use = next(block for block in answer["content"] if block["type"] == "tool_use")
            result = {"type": "tool_result", "tool_use_id": use["id"], "content": "text"}
            turns = [{"role": "assistant", "content": answer["content"]}, {"role": "user", "content": [result]}]
            return {**request, "messages": [*request["messages"], *turns]}
        case "openai-chat":
            message = answer["choices"][0]["message"]
            kept = {key: message[key] for key in ("role", "content", "tool_calls")}  # what an SDK's user sends back
            result = {"role": "tool", "tool_call_id": message["tool_calls"][0]["id"], "content": "text"}
            return {**request, "messages": [*request["messages"], kept, result]}
        case _:
            content = answer["candidates"][0]["content"]
            parts = [part for part in content["parts"] if not part.get("thought")]  # Gemini CLI leaves thoughts out
            call = next(part["functionCall"] for part in parts if "functionCall" in part)
            reply = {"functionResponse": {"name": call["name"], "response": {"output": "text"}}}
            if "id" in call:
                reply["functionResponse"]["id"] = call["id"]
            turns = [{"role": "model", "parts": parts}, {"role": "user", "parts": [reply]}]
            return {**request, "contents": [*request["contents"], *turns]}


@pytest.mark.parametrize("client", CLIENTS)
def test_encrypted_reasoning_returns_through_other_clients(client: str) -> None:
    first = convert.convert_request(
        CLIENTS[client], client, target("openai-responses"), model="m", stream=False, target_model="gpt-5.2"
    )
    call = {
        "id": "fc_1",
        "type": "function_call",
        "status": "completed",
        "call_id": "call_1",
        "name": "read",
        "arguments": '{"path":"a.txt"}',
    }
    body = {"id": "resp_1", "model": "gpt-5.2", "status": "completed", "output": [ENCRYPTED, call]}
    answer = convert.convert_response(body, first.context).body
    second = convert.convert_request(
        echoed(client, CLIENTS[client], answer), client, target("openai-responses"), model="m", stream=False,
        target_model="gpt-5.2",
    )  # fmt: skip
    kinds = [item["type"] for item in second.body["input"]]
    assert kinds == ["message", "reasoning", "function_call", "function_call_output"]
    assert second.body["input"][1] == ENCRYPTED
    assert second.body["input"][2]["call_id"] == second.body["input"][3]["call_id"]


@pytest.mark.parametrize("streaming", [False, True])
def test_codex_keeps_its_freeform_tools_and_namespaces_over_anthropic(streaming: bool) -> None:
    request = json.loads((FIXTURES / "codex_request.json").read_text(encoding="utf-8"))
    exchange = convert.convert_request(request, "openai-responses", target("anthropic"), target_model="claude-sonnet-5")
    names = [tool["name"] for tool in exchange.body["tools"]]
    uses = [
        {"type": "tool_use", "id": "toolu_1", "name": names[0], "input": {"input": "ls('\u2028')\n"}},
        {"type": "tool_use", "id": "toolu_2", "name": names[2], "input": {"seconds": 2}},
    ]
    if streaming:
        stream: list[dict[str, Any]] = [{"type": "message_start", "message": {**ANTHROPIC, "content": []}}]
        for index, use in enumerate(uses):
            text = json.dumps(use["input"])
            stream.append(
                {"type": "content_block_start", "index": index, "content_block": {**use, "input": {}}},
            )
            stream += [
                {
                    "type": "content_block_delta",
                    "index": index,
                    "delta": {"type": "input_json_delta", "partial_json": piece},
                }
                for piece in text
            ]
            stream.append({"type": "content_block_stop", "index": index})
        delta = {"stop_reason": "tool_use", "stop_sequence": None}
        stream += [{"type": "message_delta", "delta": delta, "usage": {"output_tokens": 1}}, {"type": "message_stop"}]
        converter = convert.StreamConverter(exchange.context)
        answer = check(converter.feed(events(*stream, names=True)) + converter.flush())
    else:
        answer = convert.convert_response({**ANTHROPIC, "content": uses}, exchange.context).body
    exec_call, wait_call = answer["output"]
    assert (exec_call["type"], exec_call["name"], exec_call["namespace"], exec_call["input"]) == (
        "custom_tool_call", "exec", "functions", "ls('\u2028')\n",
    )  # fmt: skip
    assert (wait_call["type"], wait_call["name"], wait_call["namespace"]) == ("function_call", "wait", "clock")
    assert json.loads(wait_call["arguments"]) == {"seconds": 2}
