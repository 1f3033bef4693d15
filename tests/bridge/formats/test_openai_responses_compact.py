"""``/responses/compact`` over any provider, and the way back of what it gave."""

from __future__ import annotations

from typing import Any

import pytest

from bridge import convert, ir
from bridge.errors import InvalidRequestError, InvalidResponseError
from bridge.formats.openai_responses import FORMAT, compact

ANSWER: dict[str, Any] = {
    "id": "resp_1",
    "created_at": 5,
    "output": [
        {"type": "reasoning", "summary": []},
        {"type": "message", "content": [{"type": "output_text", "text": " The summary. "}, {"type": "refusal", "refusal": "x"}]},
    ],
    "usage": {"input_tokens": 1},
}  # fmt: skip


def test_the_model_is_asked_for_a_summary() -> None:
    tools = [{"type": "function", "name": "f", "parameters": {}}]
    body = {
        "model": "m",
        "input": "Hello",
        "instructions": "Be brief.",
        "tools": tools,
        "reasoning": {"effort": "high"},
    }
    request = compact.summary_request(body)
    assert request["input"][0] == {"type": "message", "role": "user", "content": "Hello"}
    assert "summary" in request["input"][1]["content"]
    assert (request["tool_choice"], request["stream"], request["store"]) == ("none", False, False)
    assert "reasoning" not in request
    assert compact.summary_request({"model": "m"})["input"][0]["role"] == "user"
    with pytest.raises(InvalidRequestError):
        compact.summary_request({"model": "m", "input": 5})


def test_the_compacted_conversation_goes_on_anywhere() -> None:
    items = [
        {"role": "user", "content": "First"},
        {"type": "function_call", "call_id": "c", "name": "f", "arguments": "{}"},
        {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Second"}]},
        {"role": "assistant", "content": "Said"},
    ]
    compacted = compact.compaction({"input": items}, ANSWER)
    assert (compacted["object"], compacted["created_at"], compacted["usage"]) == (
        "response.compaction", 5, {"input_tokens": 1},
    )  # fmt: skip
    assert [item["type"] for item in compacted["output"]] == ["message", "message", "compaction"]
    assert [item["content"][0]["text"] for item in compacted["output"][:2]] == ["First", "Second"]

    follow_up = {"model": "m", "input": [*compacted["output"], {"role": "user", "content": "Go on"}]}
    request = FORMAT.parse_request(follow_up, None, None)
    assert [message.role for message in request.messages] == ["user"] * 4
    summary = request.messages[2].parts[0]
    assert isinstance(summary, ir.TextPart)
    assert summary.text.endswith("The summary.")
    target = convert.PlainTarget("openai-responses", FORMAT.default_dialect, verbatim=True)
    built = convert.convert_request(follow_up, "openai-responses", target).body
    assert all(item.get("type") != "compaction" for item in built["input"])


def test_old_words_of_the_user_make_room() -> None:
    items = [{"role": "user", "content": "old"}, {"role": "user", "content": "x" * 79_999}]
    compacted = compact.compaction({"input": items}, ANSWER)
    assert len(compacted["output"]) == 2


def test_no_summary_is_an_error() -> None:
    with pytest.raises(InvalidResponseError):
        compact.compaction({"input": "x"}, {"output": []})
