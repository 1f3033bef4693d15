"""Whole answers: read from Anthropic and compatible vendors, written for Anthropic clients."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from bridge import carrier, ir
from bridge.convert import answer_context
from bridge.errors import InvalidResponseError, UpstreamError
from bridge.formats.anthropic import FORMAT, AnthropicDialect, compatible
from bridge.formats.base import Context
from bridge.report import Report
from tests.helpers.anthropic import fixture, lines

MESSAGE = {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-x", "stop_sequence": None}
RESPONSES_STATE = ir.Native(
    vendor="openai", format="openai-responses", block={"type": "reasoning", "encrypted_content": "e"}
)


def parse(body: dict[str, Any], context: Context | None = None, dialect: AnthropicDialect | None = None) -> ir.Response:
    return FORMAT.parse_response(
        body, dialect or AnthropicDialect(), context or answer_context("anthropic", "openai-chat")
    )


def build(
    *parts: ir.Part,
    context: Context | None = None,
    finish: ir.FinishReason = "stop",
    origin: ir.FormatName = "openai-chat",
    **fields: Any,
) -> tuple[dict[str, Any], Report]:
    report = Report()
    candidate = ir.Candidate(parts=list(parts), finish_reason=finish, stop_sequence=fields.pop("stop_sequence", None))
    response = ir.Response(**{"origin": origin, "id": "chatcmpl-1", "model": "gpt", **fields}, candidates=[candidate])
    chosen = context or answer_context("openai-chat", "anthropic", model="claude-x")
    return FORMAT.build_response(response, report, chosen), report


# --------------------------------------------------------------------------- the same format


def test_an_answer_comes_back_as_it_was() -> None:
    body = fixture("response.json")
    context = answer_context("anthropic", "anthropic")
    assert FORMAT.build_response(parse(body, context), Report(), context) == body


def test_the_model_is_the_one_the_client_asked_for() -> None:
    context = replace(answer_context("anthropic", "anthropic", model="alias"), target_model="claude-opus-4-8")
    body = FORMAT.build_response(parse(fixture("response.json"), context), Report(), context)
    assert body["model"] == "alias"


def test_state_of_compatible_vendors_travels_tagged() -> None:
    block = {"type": "thinking", "thinking": "t", "signature": "theirs"}
    context = answer_context("anthropic", "anthropic", dialect=compatible("deepseek"))
    response = parse({**MESSAGE, "content": [block], "stop_reason": "end_turn"}, context, compatible("deepseek"))
    sent = FORMAT.build_response(response, Report(), context)["content"][0]
    assert sent["thinking"] == "t"
    carried = carrier.unpack(sent["signature"])
    assert carried is not None
    assert carried[0].native == ir.Native(vendor="deepseek", format="anthropic", block=block)


# --------------------------------------------------------------------------- reading


def test_parts_usage_and_reason() -> None:
    response = parse(fixture("response.json"))
    kinds = [type(part).__name__ for part in response.candidates[0].parts]
    assert kinds == [
        "ReasoningPart",
        "ReasoningPart",
        "OpaquePart",
        "OpaquePart",
        "TextPart",
        "TextPart",
        "ToolCallPart",
        "ToolCallPart",
    ]
    assert response.candidates[0].finish_reason == "tool_calls"
    usage = response.usage
    assert (usage.input_tokens, usage.cache_read_tokens, usage.cache_write_tokens) == (330, 300, 20)
    assert (usage.output_tokens, usage.reasoning_tokens, response.service_tier) == (40, 5, "standard")


def test_tools_are_restored() -> None:
    context = answer_context("anthropic", "openai-responses")
    sent = context.names.send("mcp.tool", limit=64, pattern=re.compile("[a-z_0-9]+"))
    context.custom_tools.add("exec")
    context.namespaces["exec"] = "functions"
    context.json_tool = "json"
    content = [
        {"type": "tool_use", "id": "a", "name": sent, "input": {"x": 1}},
        {"type": "tool_use", "id": "b", "name": "exec", "input": {"input": "ls"}},
        {"type": "tool_use", "id": "c", "name": "json", "input": {"answer": 1}},
    ]
    plain, freeform, text = (
        parse({**MESSAGE, "content": content, "stop_reason": "tool_use"}, context).candidates[0].parts
    )
    assert (plain.name, plain.arguments) == ("mcp.tool", '{"x":1}')  # type: ignore[union-attr]  # a call
    assert (freeform.kind, freeform.arguments, freeform.namespace) == ("custom", "ls", "functions")  # type: ignore[union-attr]  # a call
    assert text == ir.TextPart(text='{"answer":1}')


def test_structured_output_through_a_tool_is_no_call() -> None:
    context = answer_context("anthropic", "openai-chat")
    context.json_tool = "json"
    content = [{"type": "tool_use", "id": "c", "name": "json", "input": {}}]
    assert (
        parse({**MESSAGE, "content": content, "stop_reason": "tool_use"}, context).candidates[0].finish_reason == "stop"
    )


@pytest.mark.parametrize(
    ("raw", "calls", "finish"),
    [
        ("end_turn", False, "stop"),
        ("end_turn", True, "tool_calls"),
        ("max_tokens", True, "length"),
        ("model_context_window_exceeded", False, "length"),
        ("refusal", False, "refusal"),
        ("pause_turn", False, "pause"),
        ("stop_sequence", False, "stop_sequence"),
        ("compaction", False, "other"),
        ("new_reason", False, "stop"),
        (None, True, "tool_calls"),
    ],
)
def test_finish_reasons(raw: str | None, calls: bool, finish: str) -> None:
    content = [{"type": "tool_use", "id": "c", "name": "n", "input": {}}] if calls else []
    assert parse({**MESSAGE, "content": content, "stop_reason": raw}).candidates[0].finish_reason == finish


def test_text_content_and_missing_usage() -> None:
    response = parse({**MESSAGE, "content": "hi", "usage": {"input_tokens": -1, "output_tokens": 2.0}})
    assert response.candidates[0].parts == [ir.TextPart(text="hi")]
    assert (response.usage.input_tokens, response.usage.output_tokens) == (None, 2)


@pytest.mark.parametrize(
    "body",
    [
        {"type": "error", "error": {"type": "overloaded_error", "message": "busy"}},
        {"error": {"message": "bad", "code": 400}},
        {"base_resp": {"status_code": 1004, "status_msg": "login fail"}},
    ],
)
def test_errors_inside_a_success(body: dict[str, Any]) -> None:
    with pytest.raises(UpstreamError):
        parse(body)


def test_what_is_no_message() -> None:
    with pytest.raises(InvalidResponseError, match="content"):
        parse({"id": "x"})


# --------------------------------------------------------------------------- writing


def test_a_foreign_answer_in_strict_form() -> None:
    body, _ = build(
        ir.ReasoningPart(text="hm"),
        ir.TextPart(text="hi"),
        ir.ToolCallPart(id="call.1", name="n", arguments='{"a":1}'),
        ir.ToolCallPart(id="call.1", name="n", arguments="null"),
        ir.ToolCallPart(id="", name="n", arguments="raw", kind="custom"),
        usage=ir.Usage(input_tokens=10, cache_read_tokens=12, output_tokens=3, reasoning_tokens=1),
        service_tier="default",
    )
    thinking, text, *calls = body["content"]
    assert text == {"type": "text", "text": "hi"}
    carried = carrier.unpack(thinking["signature"])
    assert carried is not None
    assert carried[0].native == ir.Native(vendor="openai", format="openai-chat", block={})
    assert [call["input"] for call in calls] == [{"a": 1}, {}, {"input": "raw"}]
    assert [call["id"] for call in calls[:2]] == ["call_1", "call_1_2"]
    assert calls[2]["id"].startswith("toolu_")
    assert (body["id"], body["model"], body["stop_reason"]) == ("msg_chatcmpl-1", "claude-x", "tool_use")
    assert body["usage"] == {
        "input_tokens": 0, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 10, "output_tokens": 3,
        "output_tokens_details": {"thinking_tokens": 1}, "service_tier": "standard",
    }  # fmt: skip


def test_state_on_texts_and_calls_becomes_thinking_before_them() -> None:
    state = ir.Native(vendor="google", format="gemini", block={"thoughtSignature": "s"})
    body, _ = build(ir.TextPart(text="", native=state), ir.ToolCallPart(id="c", name="n", arguments="{}", native=state))
    assert [block["type"] for block in body["content"]] == ["thinking", "thinking", "tool_use"]
    carried = carrier.unpack(body["content"][1]["signature"])
    assert carried is not None
    assert (carried[0].native, body["content"][1]["thinking"]) == (state, "")


def test_reasoning_without_text() -> None:
    body, _ = build(
        ir.ReasoningPart(),
        ir.ReasoningPart(native=RESPONSES_STATE),
        ir.ReasoningPart(native=RESPONSES_STATE, redacted=True),
    )
    assert [block["type"] for block in body["content"]] == ["thinking", "redacted_thinking"]
    assert carrier.is_token(body["content"][1]["data"])


def test_thinking_of_anthropic_goes_out_verbatim_from_any_wire() -> None:
    block = {"type": "thinking", "thinking": "t", "signature": "c2ln"}
    body, _ = build(ir.ReasoningPart(text="t", native=ir.Native(vendor="anthropic", format="anthropic", block=block)))
    assert body["content"] == [block]


def test_citations_become_search_results() -> None:
    own = {"type": "char_location", "cited_text": "c"}
    sources = [
        ir.Citation(url="https://a", title="A"),
        ir.Citation(title="no address"),
        ir.Citation(native=ir.Native(vendor="anthropic", format="anthropic", block=own)),
    ]
    body, report = build(ir.TextPart(text="x", citations=sources))
    expected = {
        "type": "web_search_result_location",
        "url": "https://a",
        "title": "A",
        "cited_text": "",
        "encrypted_index": "",
    }
    assert body["content"][0]["citations"] == [expected, own]
    assert lines(report)["citations"] == "dropped"


@pytest.mark.parametrize(
    ("finish", "sequence", "parts", "stop"),
    [
        ("stop", None, [], "end_turn"),
        ("stop_sequence", "X", [], "stop_sequence"),
        ("stop_sequence", None, [], "end_turn"),
        ("length", None, [ir.ToolCallPart(id="a", name="b", arguments="{}")], "max_tokens"),
        ("content_filter", None, [], "refusal"),
        ("refusal", None, [], "refusal"),
        ("pause", None, [], "pause_turn"),
        ("error", None, [], "end_turn"),
        ("stop", None, [ir.RefusalPart(text="no")], "refusal"),
        ("tool_calls", None, [], "end_turn"),
    ],
)
def test_stop_reasons(finish: ir.FinishReason, sequence: str | None, parts: list[ir.Part], stop: str) -> None:
    body, _ = build(*parts, finish=finish, stop_sequence=sequence)
    assert body["stop_reason"] == stop
    assert (body["stop_sequence"] is not None) is (stop == "stop_sequence")


def test_own_stop_reasons_stay() -> None:
    context = answer_context("anthropic", "anthropic")
    for raw in ("pause_turn", "model_context_window_exceeded", "refusal", "max_tokens"):
        body = {**MESSAGE, "content": [], "stop_reason": raw, "usage": {"input_tokens": 1, "output_tokens": 1}}
        assert FORMAT.build_response(parse(body, context), Report(), context) == body


def test_media_and_foreign_blocks_become_text_or_a_report() -> None:
    body, report = build(
        ir.AudioPart(source=ir.Media(data="AAAA"), transcript="said", path="a"),
        ir.ImagePart(source=ir.Media(data="AAAA", media_type="image/png"), path="b"),
        ir.ToolResultPart(call_id="x", content=[], path="c"),
        ir.OpaquePart(native=RESPONSES_STATE, text="shown", path="d"),
        ir.OpaquePart(native=RESPONSES_STATE, path="e"),
        ir.RefusalPart(text=""),
    )
    assert [block["text"] for block in body["content"]] == ["said", "[image/png]", "shown"]
    assert lines(report) == {"a": "approximated", "b": "dropped", "c": "dropped", "d": "dropped", "e": "dropped"}


def test_what_a_message_cannot_hold_is_reported() -> None:
    report = Report()
    first = ir.Candidate(parts=[], logprobs={"content": []}, extra={"x": 1})
    response = ir.Response(
        origin="openai-chat", id="", model="m", candidates=[first, ir.Candidate(parts=[])], service_tier="flex", extra={"y": 1},
        error=ir.Error(status=500, message="it broke"),
    )  # fmt: skip
    body = FORMAT.build_response(response, report, answer_context("openai-chat", "anthropic"))
    assert body["id"].startswith("msg_")
    assert body["content"] == [{"type": "text", "text": "[it broke]"}]
    assert lines(report).keys() == {
        "candidates[1]",
        "candidates[0].logprobs",
        "candidates[0].x",
        "y",
        "service_tier",
        "error",
    }


def test_ids_that_look_like_ours_stay() -> None:
    assert build(id="msg_abc")[0]["id"] == "msg_abc"
