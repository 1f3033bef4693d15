"""Chat Completions requests read into the IR."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bridge import carrier, ir
from bridge.errors import InvalidRequestError
from bridge.formats.openai_chat import FORMAT

FIXTURES = Path(__file__).parents[2] / "fixtures" / "openai_chat"


def everything() -> dict[str, Any]:
    return json.loads((FIXTURES / "everything.json").read_text(encoding="utf-8"))


def parse(**body: Any) -> ir.Request:
    return FORMAT.parse_request({"model": "m", "messages": [{"role": "user", "content": "hi"}], **body}, None, None)


def message(item: dict[str, Any]) -> ir.Message:
    return parse(messages=[item]).messages[0]


def test_every_field_finds_its_place() -> None:
    request = FORMAT.parse_request(everything(), None, None)
    assert request.origin == "openai-chat"
    assert (request.max_output_tokens, request.paths["max_output_tokens"]) == (100, "max_tokens")
    assert (request.temperature, request.top_p, request.seed, request.candidate_count) == (0.5, 0.9, 7, 1)
    assert (request.logprobs, request.top_logprobs, request.user, request.store) == (True, 2, "user-1", True)
    assert (request.service_tier, request.prompt_cache_key, request.verbosity) == ("flex", "key", "low")
    assert request.stream
    assert request.stop == ["END"]
    assert request.metadata == {"a": "b"}
    assert request.tool_choice is not None
    assert (request.tool_choice.mode, request.tool_choice.names) == ("tool", ("weather",))
    assert request.parallel_tool_calls is False
    assert request.output_format is not None
    assert (request.output_format.kind, request.output_format.name) == ("json_schema", "answer")
    assert request.declarations == {}
    assert request.extra == {"logit_bias": {"50256": -100}, "modalities": ["text"], "provider": {"order": ["x"]}}


def test_content_parts() -> None:
    user = FORMAT.parse_request(everything(), None, None).messages[2]
    text, picture, link, audio, file, uploaded, video, unknown = user.parts
    assert user.name == "ann"
    assert isinstance(text, ir.TextPart)
    assert text.cache_control == {"type": "ephemeral"}
    assert isinstance(picture, ir.ImagePart)
    assert (picture.source.media_type, picture.source.data, picture.detail) == ("image/png", "iVBORw0KGgo=", "low")
    assert isinstance(link, ir.ImagePart)
    assert link.source.url == "https://example.com/a.webp"
    assert isinstance(audio, ir.AudioPart)
    assert audio.source.media_type == "audio/wav"
    assert isinstance(file, ir.FilePart)
    assert (file.filename, file.source.media_type) == ("a.pdf", "application/pdf")
    assert isinstance(uploaded, ir.FilePart)
    assert uploaded.source.file_id == "file-1"
    assert isinstance(video, ir.FilePart)
    assert video.source.media_type == "video/mp4"
    assert isinstance(unknown, ir.OpaquePart)
    assert unknown.native.block == {"type": "mystery", "value": 1}
    assert [part.path for part in user.parts] == [f"messages[2].content[{index}]" for index in range(8)]


def test_calls_and_results() -> None:
    messages = FORMAT.parse_request(everything(), None, None).messages
    thought, call, freeform = messages[3].parts
    assert isinstance(thought, ir.ReasoningPart)
    assert (thought.text, thought.native, thought.path) == ("Two calls.", None, "messages[3].reasoning_content")
    assert isinstance(call, ir.ToolCallPart)
    assert (call.id, call.name, call.arguments) == ("call_1", "weather", '{"city":"Oslo"}')
    assert isinstance(freeform, ir.ToolCallPart)
    assert (freeform.kind, freeform.arguments) == ("custom", "*** Begin")
    result = messages[5].parts[0]
    assert isinstance(result, ir.ToolResultPart)
    assert (result.call_id, result.name, result.kind) == ("call_2", "patch", "custom")
    assert messages[5].role == "tool"


def test_tools() -> None:
    weather, ping, patch, search, options = FORMAT.parse_request(everything(), None, None).tools
    assert (weather.strict, weather.cache_control) == (True, {"type": "ephemeral"})
    assert (ping.parameters, ping.extra) == (None, {"function": {"response": {"type": "string"}}})
    assert patch.custom_format == {"type": "grammar", "syntax": "lark", "definition": "start: x"}
    assert (search.kind, search.name) == ("server", "web_search")
    assert (options.kind, options.path) == ("server", "web_search_options")


def test_legacy_functions() -> None:
    request = parse(
        messages=[
            {"role": "user", "content": "hi"},
            {"role": "assistant", "content": None, "function_call": {"name": "f", "arguments": "{}"}},
            {"role": "function", "name": "f", "content": "1"},
        ],
        functions=[{"name": "f", "parameters": {"type": "object"}}],
        function_call={"name": "f"},
    )
    call, result = request.messages[1].parts[0], request.messages[2].parts[0]
    assert isinstance(call, ir.ToolCallPart)
    assert isinstance(result, ir.ToolResultPart)
    assert call.id == result.call_id
    assert request.tools[0].path == "functions[0]"
    assert request.tool_choice is not None
    assert (request.tool_choice.mode, request.tool_choice.path) == ("tool", "function_call")
    assert parse(function_call="none").tool_choice == ir.ToolChoice(mode="none", path="function_call")


def test_a_result_without_an_id_answers_the_next_open_call() -> None:
    calls = [{"id": name, "type": "function", "function": {"name": name, "arguments": "{}"}} for name in ("a", "b")]
    request = parse(
        messages=[
            {"role": "assistant", "tool_calls": calls},
            {"role": "tool", "content": "1"},
            {"role": "tool", "content": "2"},
            {"role": "tool", "content": "3", "name": "nobody"},
        ]
    )
    results = [
        part.call_id for message in request.messages for part in message.parts if isinstance(part, ir.ToolResultPart)
    ]
    assert results == ["a", "b", ""]


def test_calls_without_ids_get_one() -> None:
    part = message({"role": "assistant", "tool_calls": [{"function": {"name": "f", "arguments": None}}]}).parts[0]
    assert isinstance(part, ir.ToolCallPart)
    assert (part.id, part.arguments) == ("call_0_0", "")


def test_reasoning_with_state_keeps_both() -> None:
    details = [{"type": "reasoning.encrypted", "data": "x"}]
    part = message({"role": "assistant", "content": "a", "reasoning": "why", "reasoning_details": details}).parts[0]
    assert isinstance(part, ir.ReasoningPart)
    assert part.text == "why"
    assert part.native == ir.Native(vendor="openrouter", format="openai-chat", block={"reasoning_details": details})
    alone = message({"role": "assistant", "content": "a", "reasoning_details": details}).parts[0]
    assert isinstance(alone, ir.ReasoningPart)
    assert alone.path == "messages[0].reasoning_details"


def test_thinking_parts_of_mistral() -> None:
    block = {"type": "thinking", "thinking": [{"type": "text", "text": "hm"}]}
    part = message({"role": "assistant", "content": [block, {"type": "text", "text": "a"}]}).parts[0]
    assert isinstance(part, ir.ReasoningPart)
    assert (part.text, part.native) == ("hm", ir.Native(vendor="mistral", format="openai-chat", block=block))
    plain = message({"role": "assistant", "content": [{"type": "thinking", "thinking": "hm"}]}).parts[0]
    assert isinstance(plain, ir.ReasoningPart)
    assert plain.text == "hm"


def test_other_forms_of_media() -> None:
    image, link, bare, raw, remote = message(
        {
            "role": "user",
            "content": [
                {"type": "image_url", "image_url": "https://example.com/a.png"},
                {"type": "input_audio", "input_audio": "https://example.com/a.mp3"},
                {"type": "input_audio", "input_audio": "AAAA"},
                {"type": "file", "file": {"file_data": "JVBERi0=", "filename": "a.pdf"}},
                {"type": "file", "file": {"file_data": "https://example.com/a.pdf"}},
            ],
        }
    ).parts
    assert isinstance(image, ir.ImagePart)
    assert image.source.url == "https://example.com/a.png"
    assert isinstance(link, ir.AudioPart)
    assert link.source.url == "https://example.com/a.mp3"
    assert isinstance(bare, ir.AudioPart)
    assert bare.source == ir.Media(data="AAAA", media_type="audio/mpeg")
    assert isinstance(raw, ir.FilePart)
    assert raw.source == ir.Media(data="JVBERi0=", media_type="application/pdf")
    assert isinstance(remote, ir.FilePart)
    assert remote.source.url == "https://example.com/a.pdf"


def test_carried_state_comes_back_in_place_of_the_plain_thoughts() -> None:
    signed = ir.ReasoningPart(
        text="deep",
        native=ir.Native(vendor="anthropic", format="anthropic", block={"type": "thinking", "signature": "s"}),
    )
    signature = ir.ReasoningPart(native=ir.Native(vendor="google", format="gemini", block={"thoughtSignature": "g"}))
    first = carrier.ride_on_id("call_1", carrier.pack([signed]))
    second = carrier.ride_on_id("call_2", carrier.pack([signature]))
    request = parse(
        messages=[
            {
                "role": "assistant",
                "content": "text",
                "reasoning_content": "deep",
                "tool_calls": [
                    {"id": first, "type": "function", "function": {"name": "a", "arguments": "{}"}},
                    {"id": second, "type": "function", "function": {"name": "b", "arguments": "{}"}},
                ],
            },
            {"role": "tool", "tool_call_id": first, "content": "1"},
        ]
    )
    thought, text, call, sign, other = request.messages[0].parts
    assert isinstance(thought, ir.ReasoningPart)
    assert thought.native == signed.native
    assert isinstance(text, ir.TextPart)
    assert isinstance(call, ir.ToolCallPart)
    assert call.id == "call_1"
    assert isinstance(sign, ir.ReasoningPart)
    assert sign.native == signature.native
    assert isinstance(other, ir.ToolCallPart)
    result = request.messages[1].parts[0]
    assert isinstance(result, ir.ToolResultPart)
    assert result.call_id == "call_1"


@pytest.mark.parametrize(
    ("body", "reasoning"),
    [
        ({"reasoning_effort": "low"}, {"effort": "low"}),
        ({"thinking": {"type": "disabled"}}, {"enabled": False}),
        ({"thinking": {"type": "adaptive"}}, {"enabled": True, "adaptive": True}),
        ({"thinking": {"type": "enabled", "budget_tokens": 5}}, {"enabled": True, "budget_tokens": 5}),
        ({"enable_thinking": True, "thinking_budget": 9}, {"enabled": True, "budget_tokens": 9}),
        ({"reasoning": {"effort": "high", "exclude": True}}, {"effort": "high", "show": False}),
        ({"reasoning": {"enabled": True, "max_tokens": 3}}, {"enabled": True, "budget_tokens": 3}),
        ({"thinking": {"type": "auto", "keep": "all"}}, {"extra": {"thinking": {"type": "auto", "keep": "all"}}}),
        ({"reasoning_effort": "default"}, {"extra": {"reasoning_effort": "default"}}),
        ({"reasoning": {"effort": "ultra", "x": 1}}, {"extra": {"reasoning": {"effort": "ultra", "x": 1}}}),
        (
            {"thinking": {"type": "enabled"}, "enable_thinking": False},
            {"enabled": True, "extra": {"enable_thinking": False}},
        ),
    ],
)
def test_ways_to_ask_for_thinking(body: dict[str, Any], reasoning: dict[str, Any]) -> None:
    found = parse(**body).reasoning
    assert found is not None
    found.path = ""
    assert found == ir.Reasoning(**reasoning)


def test_nothing_is_asked_by_null() -> None:
    assert parse(reasoning_effort=None).reasoning is None
    assert parse(reasoning_effort=None).extra == {"reasoning_effort": None}


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("auto", ir.ToolChoice(mode="auto", path="tool_choice")),
        ("any", ir.ToolChoice(mode="required", required=True, path="tool_choice")),
        ({"type": "none"}, ir.ToolChoice(mode="none", path="tool_choice")),
        (
            {"type": "custom", "custom": {"name": "p"}},
            ir.ToolChoice(mode="tool", names=("p",), required=True, path="tool_choice"),
        ),
        (
            {
                "type": "allowed_tools",
                "allowed_tools": {
                    "mode": "required",
                    "tools": [
                        {"type": "function", "function": {"name": "a"}},
                        {"type": "custom", "custom": {"name": "b"}},
                    ],
                },
            },
            ir.ToolChoice(mode="allowed", names=("a", "b"), required=True, path="tool_choice"),
        ),
        ({"type": "web"}, ir.ToolChoice(mode="auto", extra={"type": "web"}, path="tool_choice")),
    ],
)
def test_tool_choices(choice: Any, expected: ir.ToolChoice) -> None:
    assert parse(tool_choice=choice).tool_choice == expected


def test_the_url_may_carry_model_and_stream() -> None:
    request = FORMAT.parse_request(
        {"messages": [{"role": "user", "content": "x"}], "stream": False}, "deployment", True
    )
    assert (request.model, request.stream) == ("deployment", True)


def test_stop_remembers_its_form() -> None:
    assert parse(stop="x").paths["stop"] == "stop"
    assert "stop" not in parse(stop=["x"]).paths


def test_whole_floats_are_whole_numbers() -> None:
    assert parse(max_completion_tokens=5.0).max_output_tokens == 5


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"messages": None}, "messages"),
        ({"messages": []}, "messages"),
        ({"messages": "hi"}, "messages"),
        ({"messages": ["hi"]}, "messages[0]"),
        ({"messages": [{"content": "x"}]}, "messages[0].role"),
        ({"messages": [{"role": 1, "content": "x"}]}, "messages[0].role"),
        ({"messages": [{"role": "critic", "content": "x"}]}, "messages[0].role"),
        ({"messages": [{"role": "user"}]}, "messages[0].content"),
        ({"messages": [{"role": "user", "content": 1}]}, "messages[0].content"),
        ({"messages": [{"role": "user", "content": ["x"]}]}, "messages[0].content[0]"),
        ({"messages": [{"role": "user", "content": [{}]}]}, "messages[0].content[0].type"),
        ({"messages": [{"role": "user", "content": [{"type": "text"}]}]}, "messages[0].content[0].text"),
        ({"messages": [{"role": "user", "content": [{"type": "text", "text": 1}]}]}, "messages[0].content[0].text"),
        ({"messages": [{"role": "user", "content": [{"type": "file", "file": {}}]}]}, "messages[0].content[0].file"),
        ({"messages": [{"role": "user", "content": [{"type": "image_url"}]}]}, "messages[0].content[0].image_url"),
        ({"messages": [{"role": "assistant", "tool_calls": [{"type": "odd"}]}]}, "messages[0].tool_calls[0].type"),
        (
            {"messages": [{"role": "assistant", "tool_calls": [{"function": {}}]}]},
            "messages[0].tool_calls[0].function.name",
        ),
        (
            {"messages": [{"role": "assistant", "tool_calls": [{"function": {"name": "a", "arguments": {}}}]}]},
            "messages[0].tool_calls[0].function.arguments",
        ),
        ({"messages": [{"role": "assistant", "audio": {}}]}, "messages[0].audio.id"),
        ({"model": None}, "model"),
        ({"model": 1}, "model"),
        ({"stream": "yes"}, "stream"),
        ({"temperature": "hot"}, "temperature"),
        ({"seed": 1.5}, "seed"),
        ({"user": 1}, "user"),
        ({"stop": 1}, "stop"),
        ({"stop": [1]}, "stop[0]"),
        ({"metadata": []}, "metadata"),
        ({"tools": {}}, "tools"),
        ({"tools": [{}]}, "tools[0].type"),
        ({"tools": [{"type": "function"}]}, "tools[0].function"),
        ({"tools": [{"type": "function", "function": {}}]}, "tools[0].function.name"),
        ({"tools": [{"type": "custom", "custom": {"name": ""}}]}, "tools[0].custom.name"),
        (
            {"tools": [{"type": "function", "function": {"name": "a", "parameters": "x"}}]},
            "tools[0].function.parameters",
        ),
        ({"tool_choice": "maybe"}, "tool_choice"),
        ({"tool_choice": {}}, "tool_choice.type"),
        ({"tool_choice": 1}, "tool_choice"),
        ({"response_format": {"type": "xml"}}, "response_format.type"),
        ({"response_format": {"type": "json_schema"}}, "response_format.json_schema"),
        ({"reasoning_effort": 1}, "reasoning_effort"),
        ({"thinking": True}, "thinking"),
        ({"reasoning": []}, "reasoning"),
        ({"stream_options": 1}, "stream_options"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(body: dict[str, Any], path: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        parse(**body)
    assert caught.value.path == path
    assert caught.value.message


def test_a_missing_field_is_required() -> None:
    with pytest.raises(InvalidRequestError, match="messages: is required"):
        FORMAT.parse_request({"model": "m"}, None, None)
