"""Recorded answers of each format, whole and streamed, as a reader wants them."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from amux_desktop.services.answers import AnswerPart, read_answer
from amux_desktop.services.records import Attempt, RequestBody, RequestLog
from bridge.convert import StreamConverter, answer_context

pytestmark = pytest.mark.both_stores

CHAT = [
    {"choices": [{"index": 0, "delta": {"role": "assistant", "reasoning_content": "Look "}}]},
    {"choices": [{"index": 0, "delta": {"reasoning_content": "outside."}}]},
    {"choices": [{"index": 0, "delta": {"content": "It is **sun"}}]},
    {"choices": [{"index": 0, "delta": {"content": "ny**."}}]},
    {"choices": [{"index": 0, "delta": {"tool_calls": [{"index": 0, "id": "c1", "type": "function", "function": {"name": "weather", "arguments": '{"city"'}}]}}]},
    {"choices": [{"index": 0, "delta": {"tool_calls": [{"index": 0, "function": {"arguments": ': "Paris"}'}}]}}]},
    {"choices": [{"index": 0, "delta": {}, "finish_reason": "tool_calls"}]},
]  # fmt: skip


def log(inbound: str, *, status: int = 200, outbound: str = "") -> RequestLog:
    return RequestLog(
        id="1", started_ms=0, duration_ms=1, status=status, outcome="ok", inbound=inbound, outbound=outbound,
        attempts=(Attempt(provider_id="p", status=status),),
    )  # fmt: skip


def chat_stream() -> bytes:
    chunks = [{"id": "x", "object": "chat.completion.chunk", "model": "m", **chunk} for chunk in CHAT]
    return b"".join(b"data: " + json.dumps(chunk).encode() + b"\n\n" for chunk in chunks) + b"data: [DONE]\n\n"


def recorded(data: bytes | dict[str, Any], **fields: Any) -> RequestBody:
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return RequestBody(**{"part": "client_response", "data": raw, **fields})


@pytest.mark.parametrize("format", ["openai-chat", "openai-responses", "anthropic", "gemini"])
def test_a_stream_says_the_same_in_every_format(format: str) -> None:
    converter = StreamConverter(answer_context("openai-chat", format, model="m"))
    data = converter.feed(chat_stream()) + converter.flush()
    answer = read_answer(log(format), recorded(data))
    told = [(part.kind, part.text if part.kind != "tool_call" else json.loads(part.text)) for part in answer.parts]
    assert told == [("reasoning", "Look outside."), ("text", "It is **sunny**."), ("tool_call", {"city": "Paris"})]
    assert answer.parts[-1].name == "weather"
    assert (answer.error, answer.problem) == ("", "")
    assert len(answer.events) > 3


def test_events_carry_their_times() -> None:
    data = chat_stream()
    count = len(CHAT) + 1
    answer = read_answer(log("openai-chat"), recorded(data, timings_ms=tuple(range(100, 100 + count - 1))))
    assert [event.at_ms for event in answer.events] == [*range(100, 100 + count - 1), None]
    assert answer.events[-1].data == "[DONE]"
    names = [
        "reasoning_content",
        "reasoning_content",
        "content",
        "content",
        "tool_calls",
        "tool_calls",
        "finish_reason",
    ]
    assert [event.name for event in answer.events] == [*names, "[DONE]"]


def test_the_providers_side_is_read_in_its_own_format() -> None:
    entry = log("anthropic", outbound="openai-chat")
    assert read_answer(entry, recorded(chat_stream(), part="upstream_response")).parts[0].text == "Look outside."
    assert read_answer(entry, recorded(chat_stream())).parts == ()


def test_a_whole_answer() -> None:
    pixel = base64.b64encode(b"\x89PNG").decode()
    body = {
        "candidates": [
            {
                "content": {"parts": [{"text": "Here"}, {"inlineData": {"mimeType": "image/png", "data": pixel}}]},
                "finishReason": "STOP",
            }
        ]
    }
    answer = read_answer(log("gemini"), recorded(body))
    assert answer.parts[0] == AnswerPart(kind="text", text="Here")
    assert (answer.parts[1].kind, answer.parts[1].data) == ("image", b"\x89PNG")


def test_citations_are_listed_once() -> None:
    cited = {"type": "web_search_result_location", "url": "https://a.example/", "title": "A", "cited_text": "x"}
    body = {
        "id": "m", "type": "message", "role": "assistant", "model": "m", "stop_reason": "end_turn", "stop_sequence": None,
        "content": [{"type": "text", "text": "Yes", "citations": [cited, cited]}], "usage": {"input_tokens": 1, "output_tokens": 1},
    }  # fmt: skip
    assert read_answer(log("anthropic"), recorded(body)).parts[0].sources == (("A", "https://a.example/"),)


def test_what_went_wrong_is_told_in_the_providers_words() -> None:
    refused = {"error": {"message": "the key is not valid", "type": "authentication_error"}}
    assert read_answer(log("openai-chat", status=401), recorded(refused)).error == "the key is not valid"
    assert "upstream is down" in read_answer(log("openai-chat", status=502), recorded(b"upstream is down")).error
    broken = (
        b'event: error\ndata: {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}\n\n'
    )
    assert read_answer(log("anthropic"), recorded(broken)).error == "Overloaded"


def test_what_cannot_be_read_says_why_and_keeps_its_events() -> None:
    assert "JSON" in read_answer(log("openai-chat"), recorded(b"<html>")).problem
    assert "list" in read_answer(log("openai-chat"), recorded(b"[1]")).problem
    assert read_answer(log("carrier-pigeon"), recorded({})).problem
    answer = read_answer(log("openai-chat"), recorded(b"data: {broken\n\n"))
    assert answer.problem
    assert [event.data for event in answer.events] == ["{broken"]


def test_a_cut_recording_shows_what_there_is() -> None:
    data = chat_stream()
    answer = read_answer(log("openai-chat"), recorded(data[: data.index(b"ny**")], truncated=True))
    assert [part.text for part in answer.parts] == ["Look outside.", "It is **sun"]
    assert (answer.error, answer.problem) == ("", "")
