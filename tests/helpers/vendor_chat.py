"""The chat endpoints of the stand-ins: one tool call with reasoning when there are tools, then the answer that uses its result."""

from __future__ import annotations

import json
from typing import Any

#: What is asked of a tool, by its name: those of real clients leave a file behind.
_WORK = "echo sunny > weather.txt"
CALLS: dict[str, dict[str, Any]] = {
    "weather": {"city": "Oslo"},
    "Bash": {"command": _WORK, "description": "Note the weather"},
    "exec_command": {"cmd": _WORK},
    "shell_command": {"command": _WORK},
    "shell": {"command": ["bash", "-c", _WORK]},
}
Reply = tuple[int, dict[str, str], bytes]
_REFUSED = {"max_output_tokens", "temperature", "top_p", "previous_response_id", "metadata", "user", "truncation"}


def _json(status: int, body: dict[str, Any]) -> Reply:
    return status, {"content-type": "application/json"}, json.dumps(body).encode()


def _sse(events: list[dict[str, Any]], headers: dict[str, str], *, named: bool) -> Reply:
    lines = [(f"event: {event['type']}\n" if named else "") + f"data: {json.dumps(event)}\n\n" for event in events]
    return 200, {"content-type": "text/event-stream", **headers}, "".join(lines).encode()


def codex_answer(path: str, target: str, headers: dict[str, str], body: dict[str, Any], user: str) -> Reply:
    """Refuses what the backend refuses; the last event carries no output, as there."""
    if path != "/first/responses" or headers.get("chatgpt-account-id") != f"acc-{user}":
        return _json(404, {"detail": "Not Found"})
    if headers.get("accept") != "text/event-stream" or not headers.get("originator"):
        return _json(400, {"detail": "headers"})
    if body.get("stream") is not True or body.get("store") is not False or not body.get("instructions"):
        return _json(400, {"detail": "stream, store or instructions"})
    if wrong := _REFUSED & body.keys():
        return _json(400, {"detail": f"Unsupported parameter: {sorted(wrong)[0]}"})
    items = body["input"] if isinstance(body["input"], list) else []
    results = [item for item in items if item.get("type") in ("function_call_output", "custom_tool_call_output")]
    tools = [tool for tool in body.get("tools", ()) if tool.get("name") in CALLS]
    base = {
        "id": f"resp_{len(items)}",
        "object": "response",
        "created_at": 1,
        "model": body["model"],
        "status": "in_progress",
        "output": [],
    }
    events: list[dict[str, Any]] = [{"type": "response.created", "response": base}]
    if tools and not results:
        reasoning = {"id": "rs_1", "type": "reasoning", "summary": [], "encrypted_content": "sealed-thought"}
        call = {
            "id": "fc_1",
            "type": "function_call",
            "call_id": "call_1",
            "name": tools[0]["name"],
            "arguments": json.dumps(CALLS[tools[0]["name"]]),
            "status": "completed",
        }
        out: list[dict[str, Any]] = [reasoning, call]
    else:
        if results and not any(item.get("encrypted_content") == "sealed-thought" for item in items):
            return _json(
                400, {"error": {"message": "the reasoning of the call is missing", "type": "invalid_request_error"}}
            )
        text = "It is sunny." if results else "Hello."
        out = [
            {
                "id": "msg_1",
                "type": "message",
                "role": "assistant",
                "status": "completed",
                "content": [{"type": "output_text", "text": text, "annotations": []}],
            }
        ]
    for index, item in enumerate(out):
        shell = {
            **item,
            **({"arguments": ""} if item["type"] == "function_call" else {}),
            **({"content": []} if item["type"] == "message" else {}),
        }
        events.append({"type": "response.output_item.added", "output_index": index, "item": shell})
        if item["type"] == "function_call":
            events.append(
                {
                    "type": "response.function_call_arguments.delta",
                    "item_id": item["id"],
                    "output_index": index,
                    "delta": item["arguments"],
                }
            )
            events.append(
                {
                    "type": "response.function_call_arguments.done",
                    "item_id": item["id"],
                    "output_index": index,
                    "arguments": item["arguments"],
                }
            )
        if item["type"] == "message":
            part = {"type": "output_text", "text": "", "annotations": []}
            events.append(
                {
                    "type": "response.content_part.added",
                    "item_id": item["id"],
                    "output_index": index,
                    "content_index": 0,
                    "part": part,
                }
            )
            events.append(
                {
                    "type": "response.output_text.delta",
                    "item_id": item["id"],
                    "output_index": index,
                    "content_index": 0,
                    "delta": item["content"][0]["text"],
                }
            )
            events.append(
                {
                    "type": "response.output_text.done",
                    "item_id": item["id"],
                    "output_index": index,
                    "content_index": 0,
                    "text": item["content"][0]["text"],
                }
            )
            events.append(
                {
                    "type": "response.content_part.done",
                    "item_id": item["id"],
                    "output_index": index,
                    "content_index": 0,
                    "part": item["content"][0],
                }
            )
        events.append({"type": "response.output_item.done", "output_index": index, "item": item})
    usage = {
        "input_tokens": 10,
        "output_tokens": 5,
        "total_tokens": 15,
        "input_tokens_details": {"cached_tokens": 0},
        "output_tokens_details": {"reasoning_tokens": 0},
    }
    events.append({"type": "response.completed", "response": {**base, "status": "completed", "usage": usage}})
    for number, event in enumerate(events):
        event["sequence_number"] = number
    windows = {
        "x-codex-primary-used-percent": "40", "x-codex-primary-window-minutes": "300", "x-codex-primary-reset-after-seconds": "9000",
        "x-codex-secondary-used-percent": "10", "x-codex-secondary-window-minutes": "10080", "x-codex-secondary-reset-after-seconds": "90000",
    }  # fmt: skip
    return _sse(events, windows, named=True)


def antigravity_answer(path: str, target: str, headers: dict[str, str], body: dict[str, Any], user: str) -> Reply:
    """The wrapped Gemini format; a call's signature has to come back with it."""
    if set(body) - {
        "project",
        "model",
        "request",
        "requestId",
        "userAgent",
        "requestType",
    } or "contents" not in body.get("request", {}):
        return _json(
            400, {"error": {"code": 400, "message": f"unknown fields {sorted(body)}", "status": "INVALID_ARGUMENT"}}
        )
    if body.get("project") != f"project-{user}" or not body.get("requestId") or "model" in body["request"]:
        return _json(403, {"error": {"code": 403, "message": "project", "status": "PERMISSION_DENIED"}})
    request = body["request"]
    parts = [part for turn in request["contents"] for part in turn["parts"]]
    answered = any("functionResponse" in part for part in parts)
    calls = [part for part in parts if "functionCall" in part]
    if calls and calls[0].get("thoughtSignature") != "c2lnbmVk":
        return _json(
            400,
            {
                "error": {
                    "code": 400,
                    "message": "Function call is missing a thought_signature",
                    "status": "INVALID_ARGUMENT",
                }
            },
        )
    functions = [
        tool
        for group in request.get("tools", ())
        for tool in group.get("functionDeclarations", ())
        if tool["name"] in CALLS
    ]
    if functions and not answered:
        call = {
            "functionCall": {"name": functions[0]["name"], "args": CALLS[functions[0]["name"]]},
            "thoughtSignature": "c2lnbmVk",
        }
        out: list[dict[str, Any]] = [{"text": "I need the weather.", "thought": True}, call]
    else:
        out = [{"text": "It is sunny." if answered else "Hello."}]
    usage = {"promptTokenCount": 10, "candidatesTokenCount": 5, "totalTokenCount": 15}
    answer = {
        "response": {
            "candidates": [{"content": {"role": "model", "parts": out}, "finishReason": "STOP", "index": 0}],
            "usageMetadata": usage, "modelVersion": body["model"], "responseId": "r1",
        },
        "traceId": "t1",
    }  # fmt: skip
    if path.endswith(":streamGenerateContent"):
        return _sse([answer], {}, named=False) if target.endswith("alt=sse") else _json(200, answer)
    return _json(200, answer)
