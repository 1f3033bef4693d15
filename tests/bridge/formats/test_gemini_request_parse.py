"""Reading ``generateContent`` bodies."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge import carrier, convert, ir
from bridge.errors import BridgeError, InvalidRequestError
from bridge.formats.base import Context
from bridge.formats.gemini import FORMAT
from bridge.formats.gemini.wire import snake
from bridge.report import Report

FIXTURES = Path(__file__).parents[2] / "fixtures" / "gemini"


@pytest.fixture
def body() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((FIXTURES / "agent_turn.json").read_text())
    return loaded


def parse(body: Any, model: str = "gemini-2.5-flash") -> ir.Request:
    return FORMAT.parse_request(body, model, False)


def rebuild(request: ir.Request, model: str = "gemini-2.5-flash") -> dict[str, Any]:
    context = Context(
        inbound="gemini", outbound="gemini", vendor="google", model=model, target_model=model, request=request
    )
    report = Report()
    built = FORMAT.build_request(request, FORMAT.default_dialect, report, context)
    assert list(report) == []
    return built


def test_the_turns_of_a_conversation(body: dict[str, Any]) -> None:
    request = parse(body)
    assert [message.role for message in request.messages] == [
        "system",
        "user",
        "assistant",
        "tool",
        "user",
        "assistant",
        "user",
    ]
    thought, first, second = request.messages[2].parts
    assert isinstance(thought, ir.ReasoningPart)
    assert (thought.text, thought.native) == (
        "I need two look-ups.", ir.Native(vendor="google", format="gemini", block={"thought": True}),
    )  # fmt: skip
    assert isinstance(first, ir.ToolCallPart)
    assert isinstance(second, ir.ToolCallPart)
    assert first.native == ir.Native(vendor="google", format="gemini", block={"thoughtSignature": "c2lnLW9uZQ=="})
    assert json.loads(second.arguments) == {"city": "Bergen"}
    assert first.id != second.id
    results = request.messages[3].parts
    assert [(part.call_id, part.is_error) for part in results if isinstance(part, ir.ToolResultPart)] == [
        (first.id, False),
        (second.id, True),
    ]
    assert isinstance(results[0], ir.ToolResultPart)
    assert results[0].content == [ir.TextPart(text="3 degrees", path="contents[2].parts[0].functionResponse.response")]
    picture, video = request.messages[6].parts[1:]
    assert isinstance(picture, ir.ImagePart)
    assert picture.source == ir.Media(media_type="image/png", data="iVBORw0KGgo=")
    assert isinstance(video, ir.FilePart)
    assert video.source == ir.Media(media_type="video/mp4", url="https://youtu.be/abc")
    assert video.extra == {"videoMetadata": {"fps": 0.2}}


def test_tools_and_their_choice(body: dict[str, Any]) -> None:
    request = parse(body)
    weather, clock, ping, search, fetch = request.tools
    assert weather.parameters == {
        "type": "object",
        "properties": {"city": {"type": ["string", "null"]}},
        "required": ["city"],
    }
    assert clock.parameters == {"type": "object", "properties": {"zone": {"type": "string"}}}
    assert clock.extra == {"behavior": "NON_BLOCKING"}
    assert ping.parameters is None
    assert [(tool.kind, tool.name) for tool in (search, fetch)] == [("server", "web_search"), ("server", "web_fetch")]
    assert request.tool_choice == ir.ToolChoice(
        mode="allowed", names=("weather", "clock"), required=True, path="toolConfig.functionCallingConfig"
    )


def test_settings(body: dict[str, Any]) -> None:
    request = parse(body)
    assert (request.temperature, request.top_p, request.top_k, request.max_output_tokens) == (1.5, 0.9, 40.0, 512)
    assert (request.stop, request.seed, request.candidate_count) == (["END"], 7, 1)
    assert (request.logprobs, request.top_logprobs) == (True, 2)
    assert request.paths["max_output_tokens"] == "generationConfig.maxOutputTokens"
    assert request.reasoning is not None
    assert (request.reasoning.show, request.reasoning.budget_tokens, request.reasoning.enabled) == (True, 1024, True)
    assert request.output_format is not None
    assert request.output_format.schema == {"type": "object", "properties": {"ok": {"type": "boolean"}}}
    assert (request.service_tier, request.store) == ("flex", False)
    assert request.extra is not None
    assert request.extra["generationConfig.responseModalities"] == ["TEXT"]
    assert request.extra["toolConfig.includeServerSideToolInvocations"] is True


def test_every_field_goes_back_as_it_came(body: dict[str, Any]) -> None:
    before = copy.deepcopy(body)
    assert rebuild(parse(body)) == body == before


def _snake(value: Any, parent: str = "") -> Any:
    free = {"args", "response", "parametersJsonSchema", "labels"}
    if isinstance(value, dict) and parent not in free:
        return {snake(key): _snake(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [_snake(item, parent) for item in value]
    return value


def test_snake_case_means_the_same(body: dict[str, Any]) -> None:
    snaked = _snake(body)
    request = parse(snaked)
    assert request.paths["max_output_tokens"] == "generation_config.max_output_tokens"
    again = rebuild(request)
    declarations = again["tools"][0].pop("functionDeclarations")
    assert declarations == snaked["tools"][0]["function_declarations"]
    assert again["generationConfig"].pop("responseSchema")["property_ordering"] == ["ok"]
    video = again["contents"][4]["parts"][2]
    video["videoMetadata"] = video.pop("video_metadata")  # fields of no meaning to us keep their spelling
    del body["generationConfig"]["responseSchema"], body["tools"][0]["functionDeclarations"]
    assert again == body


def test_lone_objects_null_and_numbers_in_quotes() -> None:
    request = parse({
        "contents": {"parts": {"text": "hi"}},
        "systemInstruction": {"parts": {"text": "be kind"}},
        "tools": {"functionDeclarations": {"name": "f"}, "codeExecution": None},
        "safetySettings": None,
        "generationConfig": {"maxOutputTokens": "100"},
    })  # fmt: skip
    assert [message.role for message in request.messages] == ["system", "user"]
    assert [tool.name for tool in request.tools] == ["f"]
    assert request.max_output_tokens == 100
    assert request.extra is None


def test_empty_containers_stay() -> None:
    body = {
        "contents": [{"role": "user", "parts": []}, {"role": "model", "parts": [{"text": ""}]}],
        "generationConfig": {},
        "toolConfig": {},
    }
    assert rebuild(parse(body)) == body


def test_parts_only_google_knows_come_back_whole() -> None:
    parts = [
        {"executableCode": {"language": "PYTHON", "code": "1"}, "thoughtSignature": "QQ=="},
        {"codeExecutionResult": {"outcome": "OUTCOME_OK", "output": "1"}},
        {"toolCall": {"toolType": "GOOGLE_SEARCH_WEB", "id": "a"}},
        {"newThing": {"x": 1}},
    ]
    body = {
        "contents": [
            {"role": "user", "parts": [{"text": "count"}]},
            {"role": "function", "parts": [{"text": "odd"}]},
            {"role": "model", "parts": parts},
        ],
        "systemInstruction": {"parts": [{"inlineData": {"mimeType": "image/png", "data": "QQ=="}}]},
    }
    request = parse(body)
    assert all(isinstance(part, ir.OpaquePart) for part in request.messages[-1].parts)
    assert rebuild(request) == body


def test_signatures_stay_on_every_kind_of_part() -> None:
    body = {
        "contents": [
            {
                "role": "model",
                "parts": [
                    {"text": "thinking", "thought": True, "thoughtSignature": "QQ=="},
                    {"text": "", "thought": True, "thoughtSignature": "Qg=="},
                    {"text": "", "thoughtSignature": "Qw=="},
                    {"inlineData": {"mimeType": "image/png", "data": "QQ==", "displayName": "a.png"}, "thoughtSignature": "RA=="},
                ],
            },
            {"role": "user", "parts": [{"inlineData": {"mimeType": "audio/wav", "data": "QQ==", "displayName": "b"}}, {"inlineData": {"mimeType": "audio/wav", "data": "QQ=="}}]},
            {"role": "user", "parts": [{"inlineData": {"mimeType": "application/pdf", "data": "QQ==", "displayName": "c"}}]},
            {"role": "user", "parts": [{"fileData": {"fileUri": "gs://bucket/x.pdf"}}, {"fileData": {"fileUri": "https://e.org/a.JPG?x=1"}}]},
        ],
    }  # fmt: skip
    request = parse(body)
    document, picture = request.messages[-1].parts
    assert isinstance(document, ir.FilePart)
    assert document.source.file_id == "gs://bucket/x.pdf"
    assert isinstance(picture, ir.ImagePart)
    assert rebuild(request) == body


def test_a_signature_alone_is_an_empty_text() -> None:
    request = parse({"contents": [{"role": "model", "parts": [{"thoughtSignature": "QQ=="}]}]})
    (part,) = request.messages[0].parts
    assert isinstance(part, ir.TextPart)
    assert part.native is not None


def test_url_safe_base64_becomes_standard() -> None:
    request = parse({"contents": [{"parts": [{"inlineData": {"mimeType": "image/png", "data": "-_8"}}]}]})
    (part,) = request.messages[0].parts
    assert isinstance(part, ir.ImagePart)
    assert part.source.data == "+/8="


def test_carried_reasoning_is_unpacked_once_per_turn() -> None:
    first = ir.ReasoningPart(
        text="a", native=ir.Native(vendor="anthropic", format="anthropic", block={"signature": "s1"})
    )
    second = ir.ReasoningPart(
        text="b", native=ir.Native(vendor="anthropic", format="anthropic", block={"signature": "s2"})
    )
    request = parse({
        "contents": [
            {
                "role": "model",
                "parts": [
                    {"text": "hello", "thoughtSignature": carrier.pack([first])},
                    {"functionCall": {"name": "f", "id": "toolu_1"}, "thoughtSignature": carrier.pack([first, second])},
                    {"text": "", "thoughtSignature": carrier.pack([second])},
                ],
            }
        ]
    })  # fmt: skip
    assert [type(part).__name__ for part in request.messages[0].parts] == [
        "ReasoningPart", "TextPart", "ReasoningPart", "ToolCallPart",
    ]  # fmt: skip
    assert request.messages[0].parts[0] == first
    assert request.messages[0].parts[2] == second


def test_results_find_their_calls() -> None:
    calls = [
        {"functionCall": {"name": name, **({"id": call_id} if call_id else {})}}
        for name, call_id in (("f", "1"), ("g", ""), ("f", "2"), ("h", "3"))
    ]
    answers = [("f", "2"), ("f", "1"), ("g", "made-up"), ("h", ""), ("x", "")]
    results = [{"functionResponse": {"name": name, "id": call_id, "response": {}}} for name, call_id in answers]
    request = parse({"contents": [{"role": "model", "parts": calls}, {"role": "user", "parts": results}]})
    ids = [part.id for part in request.messages[0].parts if isinstance(part, ir.ToolCallPart)]
    found = [part.call_id for part in request.messages[1].parts if isinstance(part, ir.ToolResultPart)]
    assert found[:4] == ["2", "1", ids[1], "3"]
    assert found[4] not in ids


def test_results_with_media_and_odd_shapes() -> None:
    media = [
        {"inlineData": {"mimeType": "image/png", "data": "QQ=="}, "mediaResolution": "x"},
        {"somethingNew": {}},
    ]
    response: dict[str, Any] = {"result": {"rows": [1, 2]}}
    body = {
        "contents": [
            {"role": "model", "parts": [{"functionCall": {"name": "f", "args": {}, "id": "1", "willContinue": False}}]},
            {
                "role": "user",
                "parts": [
                    {
                        "functionResponse": {
                            "name": "f",
                            "id": "1",
                            "response": response,
                            "parts": media,
                            "scheduling": "SILENT",
                        }
                    }
                ],
            },
        ]
    }
    request = parse(body)
    (result,) = request.messages[1].parts
    assert isinstance(result, ir.ToolResultPart)
    text, picture, odd = result.content
    assert isinstance(text, ir.TextPart)
    assert text.text == '{"rows":[1,2]}'
    assert isinstance(picture, ir.ImagePart)
    assert isinstance(odd, ir.OpaquePart)
    assert rebuild(request) == body


@pytest.mark.parametrize(
    ("config", "mode", "names", "required"),
    [
        ({"mode": "AUTO"}, "auto", (), False),
        ({"mode": "any"}, "required", (), False),
        ({"mode": "ANY", "allowedFunctionNames": ["f"]}, "tool", ("f",), True),
        ({"mode": "NONE"}, "none", (), False),
        ({"mode": "VALIDATED"}, "auto", (), False),
        ({"mode": "VALIDATED", "allowedFunctionNames": ["f"]}, "allowed", ("f",), False),
        ({}, "auto", (), False),
    ],
)
def test_modes_of_calling(config: dict[str, Any], mode: str, names: tuple[str, ...], required: bool) -> None:
    body = {
        "contents": [],
        "tools": [{"functionDeclarations": [{"name": "f"}]}],
        "toolConfig": {"functionCallingConfig": config},
    }
    request = parse(body)
    assert request.tool_choice is not None
    assert (request.tool_choice.mode, request.tool_choice.names, request.tool_choice.required) == (
        mode,
        names,
        required,
    )
    again = rebuild(request).get("toolConfig", {}).get("functionCallingConfig", {})
    assert {**again, "mode": again.get("mode", "")} == {**config, "mode": config.get("mode", "").upper()}


@pytest.mark.parametrize(
    "config",
    [
        {"responseMimeType": "application/json"},
        {"responseMimeType": "text/plain"},
        {"responseMimeType": "text/x.enum", "responseSchema": {"type": "STRING", "enum": ["a"]}},
        {"responseMimeType": "application/yaml"},
        {"responseMimeType": "application/json", "responseJsonSchema": {"type": "OBJECT"}},
        {"thinkingConfig": {"thinkingLevel": "LOW", "includeThoughts": False}},
        {"thinkingConfig": {"thinkingBudget": 0}},
        {"thinkingConfig": {"thinkingBudget": -1, "newKnob": True}},
    ],
)
def test_configs_go_back_as_they_came(config: dict[str, Any]) -> None:
    body = {"contents": [{"role": "user", "parts": [{"text": "x"}]}], "generationConfig": config}
    assert rebuild(parse(body, "gemini-3.1-pro-preview"), "gemini-3.1-pro-preview") == body


def test_unspecified_level_says_nothing() -> None:
    request = parse(
        {"contents": [], "generationConfig": {"thinkingConfig": {"thinkingLevel": "THINKING_LEVEL_UNSPECIFIED"}}}
    )
    assert request.reasoning is not None
    assert request.reasoning.effort is None


def test_upper_case_types_of_json_schema_are_lowered() -> None:
    schema = {
        "type": "OBJECT",
        "properties": {"a": {"anyOf": [{"type": "STRING"}, True]}, "type": {"type": "NUMBER"}, "b": True},
        "additionalProperties": {"type": "STRING"},
        "$defs": {"D": {"type": ["string", "null"], "enum": ["A"], "default": {"type": "KEEP"}}},
        "required": ["a"],
    }
    body = {"contents": [], "tools": [{"functionDeclarations": [{"name": "f", "parametersJsonSchema": schema}]}]}
    assert parse(body).tools[0].parameters == {
        "type": "object",
        "properties": {"a": {"anyOf": [{"type": "string"}, True]}, "type": {"type": "number"}, "b": True},
        "additionalProperties": {"type": "string"},
        "$defs": {"D": {"type": ["string", "null"], "enum": ["A"], "default": {"type": "KEEP"}}},
        "required": ["a"],
    }


@pytest.mark.parametrize(
    ("response", "text"),
    [
        ({"output": "x"}, "x"),
        ({"result": 5}, "5"),
        ({"rows": [1]}, '{"rows":[1]}'),
        ({"a": "b", "c": "d"}, '{"a":"b","c":"d"}'),
    ],
)
def test_results_as_text(response: dict[str, Any], text: str) -> None:
    call = {"role": "model", "parts": [{"functionCall": {"name": "f"}}]}
    result = {"role": "user", "parts": [{"functionResponse": {"name": "f", "response": response}}]}
    (part,) = parse({"contents": [call, result]}).messages[1].parts
    assert isinstance(part, ir.ToolResultPart)
    assert [item.text for item in part.content if isinstance(item, ir.TextPart)] == [text]


def test_the_model_comes_from_the_url_else_from_the_body() -> None:
    assert parse({"contents": [], "model": "models/b"}, "models/a").model == "a"
    assert FORMAT.parse_request({"contents": [], "model": "models/b"}, None, None).model == "b"
    with pytest.raises(InvalidRequestError, match="model: is required"):
        FORMAT.parse_request({"contents": []}, None, None)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"contents": 5}, "contents: must be an array, is a number"),
        ({"contents": [None]}, r"contents\[0\]: must be an object, is null"),
        ({"contents": [{"role": "robot"}]}, r"contents\[0\].role: must be 'user' or 'model'"),
        ({"contents": [{"role": []}]}, r"contents\[0\].role: must be"),
        ({"contents": [{"parts": [{"text": 1}]}]}, r"contents\[0\].parts\[0\].text: must be a string, is a number"),
        ({"contents": [{"parts": [{"text": "a", "inline_data": {}}]}]}, r"parts\[0\]: holds text and inline_data"),
        ({"contents": [{"parts": [{"text": "a", "thought": 1}]}]}, "thought: must be a boolean"),
        ({"contents": [{"parts": [{"functionCall": {"name": "f"}}]}]}, "functionCall: belongs in a turn of role 'model'"),
        ({"contents": [{"role": "model", "parts": [{"functionCall": {}}]}]}, "functionCall.name: must be a string"),
        ({"contents": [{"role": "model", "parts": [{"functionCall": {"name": "f", "args": []}}]}]}, "args: must be an object"),
        ({"contents": [{"role": "model", "parts": [{"functionResponse": {"name": "f"}}]}]}, "role 'user'"),
        ({"contents": [], "generationConfig": {"topK": "many"}}, "generationConfig.topK: must be a number, is a string"),
        ({"contents": [], "generationConfig": {"topK": True}}, "must be a number, is a boolean"),
        ({"contents": [], "generation_config": {"stop_sequences": [1]}}, r"generation_config.stop_sequences\[0\]"),
        ({"contents": [], "generationConfig": {"thinkingConfig": {"thinkingLevel": "HUGE"}}}, "must be one of MINIMAL"),
        ({"contents": [], "toolConfig": {"functionCallingConfig": {"mode": "MAYBE"}}}, "mode: must be one of AUTO"),
        ({"contents": [], "tools": [{"functionDeclarations": [{}]}]}, r"functionDeclarations\[0\].name"),
    ],
)  # fmt: skip
def test_errors_name_the_place(body: Any, message: str) -> None:
    with pytest.raises(InvalidRequestError, match=message):
        parse(body)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from([
            "contents", "parts", "role", "text", "functionCall", "functionResponse", "inlineData", "thought", "thoughtSignature",
            "name", "args", "response", "id", "tools", "functionDeclarations", "parameters", "generationConfig", "thinkingConfig",
            "toolConfig", "functionCallingConfig", "mode", "responseSchema", "systemInstruction", "type", "fileData", "mimeType",
        ]),
        inner,
        max_size=4,
    ),
    max_leaves=25,
)  # fmt: skip


@given(JSON)
def test_no_json_breaks_the_reader_but_with_a_named_error(value: Any) -> None:
    body = value if isinstance(value, dict) else {"contents": value}
    try:
        request = parse(body)
    except BridgeError:
        return
    built = rebuild(request)
    assert rebuild(parse(built)) == built


def test_deep_nesting_is_an_error_of_the_request() -> None:
    schema: dict[str, Any] = {}
    for _ in range(5000):
        schema = {"items": schema}
    body = {"contents": [], "tools": [{"functionDeclarations": [{"name": "f", "parameters": schema}]}]}
    with pytest.raises(InvalidRequestError, match="nested too deeply"):
        convert.convert_request(body, "gemini", convert.plain_target("gemini"), model="m", carried=True)
