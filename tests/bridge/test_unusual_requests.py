"""Requests that are legal in their own format and have no plain counterpart in another one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bridge.convert import RequestConversion, convert_request, plain_target
from bridge.errors import InvalidRequestError

ASK = {"role": "user", "content": "hi"}


def converted(source: str, target: str, model: str = "gpt-5.2", **fields: Any) -> RequestConversion:
    return convert_request({"model": "m", **fields}, source, plain_target(target), model="m", target_model=model)


def chat_call(call_id: str, name: str = "f") -> dict[str, Any]:
    return {"id": call_id, "type": "function", "function": {"name": name, "arguments": "{}"}}


# ------------------------------------------------------------------ ids


def repeated() -> list[dict[str, Any]]:
    """Some models begin with the same id in every turn, or give it twice in one."""
    return [
        ASK,
        {"role": "assistant", "tool_calls": [chat_call("call_0"), chat_call("call_0", "g")]},
        {"role": "tool", "tool_call_id": "call_0", "content": "one"},
        {"role": "tool", "tool_call_id": "call_0", "content": "two"},
        {"role": "assistant", "tool_calls": [chat_call("call_0")]},
        {"role": "tool", "tool_call_id": "call_0", "content": "three"},
    ]


def test_repeated_call_ids_are_told_apart_for_responses() -> None:
    body = converted("openai-chat", "openai-responses", messages=repeated()).body
    calls = [item["call_id"] for item in body["input"] if item["type"] == "function_call"]
    results = {item["call_id"]: item["output"] for item in body["input"] if item["type"] == "function_call_output"}
    assert calls == ["call_0", "call_0_2", "call_0_3"]
    assert results == {"call_0": "one", "call_0_2": "two", "call_0_3": "three"}


def test_repeated_call_ids_are_told_apart_for_anthropic_and_back() -> None:
    body = converted("openai-chat", "anthropic", "claude-opus-4-6", messages=repeated()).body
    used = [block["id"] for message in body["messages"] for block in message["content"] if isinstance(block, dict) and block["type"] == "tool_use"]  # fmt: skip
    assert len(set(used)) == 3
    again = convert_request({**body, "max_tokens": 9}, "anthropic", plain_target("openai-chat"), target_model="gpt-5.2")
    assert [message["content"] for message in again.body["messages"] if message["role"] == "tool"] == ["one", "two", "three"]  # fmt: skip


def test_results_of_repeated_ids_keep_the_names_of_their_calls_for_gemini() -> None:
    body = converted("openai-chat", "gemini", "gemini-3.1-pro-preview", messages=repeated()).body
    answers = [part["functionResponse"] for content in body["contents"] for part in content["parts"] if "functionResponse" in part]  # fmt: skip
    assert [(answer["name"], answer["id"], answer["response"]["output"]) for answer in answers] == [
        ("f", "call_0", "one"), ("g", "call_0_2", "two"), ("f", "call_0_3", "three"),
    ]  # fmt: skip


# ------------------------------------------------------------------ nothing to say


@pytest.mark.parametrize(
    ("source", "fields"),
    [
        ("openai-chat", {"messages": [{"role": "system", "content": ""}]}),
        ("openai-chat", {"messages": [{"role": "assistant", "refusal": ""}]}),
        ("anthropic", {"max_tokens": 5, "messages": [{"role": "user", "content": [{"type": "web_fetch_tool_result", "tool_use_id": "x", "content": {"type": "web_fetch_tool_result_error", "error_code": "url_not_accessible"}}]}]}),
        ("gemini", {"contents": [{"role": "user", "parts": [{"executableCode": {"language": "PYTHON", "code": "1"}}]}]}),
    ],
)  # fmt: skip
def test_a_responses_request_has_input_and_no_empty_instructions(source: str, fields: dict[str, Any]) -> None:
    body = converted(source, "openai-responses", **fields).body
    assert body["input"]
    assert body.get("instructions") != ""


def test_refusals_of_one_message_are_all_said() -> None:
    content = [{"type": "refusal", "refusal": "I cannot."}, {"type": "refusal", "refusal": "I will not."}]
    items = [{"role": "user", "content": "x"}, {"type": "message", "role": "assistant", "content": content}]
    message = converted("openai-responses", "openai-chat", input=items).body["messages"][1]
    assert message["refusal"] == "I cannot.\n\nI will not."


# ------------------------------------------------------------------ misplaced blocks


@pytest.mark.parametrize(
    ("role", "block", "place"),
    [
        ("user", {"type": "tool_use", "id": "a", "name": "f", "input": {}}, r"messages\[0\]\.content\[0\]: tool_use belongs"),
        ("assistant", {"type": "tool_result", "tool_use_id": "a"}, r"messages\[0\]\.content\[0\]: tool_result belongs"),
    ],
)  # fmt: skip
def test_tool_blocks_in_the_wrong_message_are_named(role: str, block: dict[str, Any], place: str) -> None:
    with pytest.raises(InvalidRequestError, match=place):
        converted("anthropic", "openai-chat", max_tokens=9, messages=[{"role": role, "content": [block]}])


# ------------------------------------------------------------------ what OpenAI's two formats share


def test_fields_of_both_of_openais_formats_are_carried_either_way() -> None:
    shared = {"safety_identifier": "who", "prompt_cache_retention": "24h"}
    chat = converted("openai-responses", "openai-chat", input="hi", **shared)
    assert shared.items() <= chat.body.items()
    assert not [line for line in chat.report if line.path in shared]
    assert shared.items() <= converted("openai-chat", "openai-responses", messages=[ASK], **shared).body.items()
    assert not shared.keys() & converted("openai-responses", "anthropic", "claude-opus-4-6", input="hi", **shared).body.keys()  # fmt: skip


def test_an_uploaded_file_is_known_in_both_of_openais_formats() -> None:
    items = [{"role": "user", "content": [{"type": "input_file", "file_id": "file-1"}]}]
    body = converted("openai-responses", "openai-chat", input=items).body
    assert body["messages"][0]["content"] == [{"type": "file", "file": {"file_id": "file-1"}}]


def test_only_tools_on_offer_are_among_the_allowed_ones() -> None:
    tools = [{"type": "function", "name": "f", "parameters": {}}, {"type": "web_search"}]
    choice = {"type": "allowed_tools", "mode": "required", "tools": [{"type": "function", "name": "f"}, {"type": "web_search"}]}  # fmt: skip
    made = converted("openai-responses", "openai-chat", input="hi", tools=tools, tool_choice=choice)
    assert made.body["tool_choice"]["allowed_tools"]["tools"] == [{"type": "function", "function": {"name": "f"}}]
    assert any("web_search" in line.reason for line in made.report.explicit)


def test_a_block_sent_as_text_is_not_called_dropped() -> None:
    found = {"type": "search_result", "source": "https://e.org", "title": "T", "content": [{"type": "text", "text": "found"}]}  # fmt: skip
    turns = [
        ASK,
        {"role": "assistant", "content": [{"type": "tool_use", "id": "a", "name": "f", "input": {}}]},
        {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "a", "content": [found]}]},
    ]
    made = converted("anthropic", "openai-responses", max_tokens=9, messages=turns)
    assert made.body["input"][-1]["output"] == "T\nhttps://e.org\nfound"
    assert {line.action for line in made.report if line.path.endswith("content[0].content[0]")} == {"approximated"}


def test_a_document_of_text_is_text_where_only_text_may_stand() -> None:
    document = {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "lines"}, "title": "log"}  # fmt: skip
    turns = [
        ASK,
        {"role": "assistant", "content": [document, {"type": "tool_use", "id": "a", "name": "f", "input": {}}]},
        {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "a", "content": [document]}]},
    ]
    body = converted("anthropic", "openai-chat", max_tokens=9, messages=turns).body
    assert [message["content"] for message in body["messages"][1:]] == ["log\n\nlines", "log\n\nlines"]


# ------------------------------------------------------------------ output schemas that are no objects

LIST = {"type": "ARRAY", "items": {"type": "STRING"}}


@pytest.mark.parametrize("target", ["openai-chat", "openai-responses"])
def test_a_list_as_output_is_asked_for_in_words(target: str) -> None:
    """OpenAI refuses it: "schema must be a JSON Schema of 'type: \\"object\\"', got 'type: \\"array\\"'"."""
    config = {"responseMimeType": "application/json", "responseSchema": LIST}
    made = converted("gemini", target, contents=[{"role": "user", "parts": [{"text": "hi"}]}], generationConfig=config)
    assert "response_format" not in made.body
    assert "text" not in made.body
    assert '"items":{"type":"string"}' in json.dumps(made.body, separators=(",", ":")).replace('\\"', '"')
    assert "warning" in {line.severity for line in made.report if line.path.startswith("generationConfig")}


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#/$defs/A", "$defs": {"A": {"type": "object", "properties": {"a": {"type": "string"}}}}},
        {"properties": {"a": {"type": "string"}}},
    ],
)
def test_an_object_told_in_another_way_is_one(schema: dict[str, Any]) -> None:
    config = {"format": {"type": "json_schema", "schema": schema}}
    body = converted("anthropic", "openai-chat", max_tokens=9, messages=[ASK], output_config=config).body
    sent = body["response_format"]["json_schema"]["schema"]
    assert (sent["type"], sent["properties"]) == ("object", {"a": {"type": "string"}})


# ------------------------------------------------------------------ what only Gemini has


def test_one_word_of_a_list_is_no_json() -> None:
    config = {"responseMimeType": "text/x.enum", "responseSchema": {"type": "STRING", "enum": ["a", "b"]}}
    fields = {"contents": [{"role": "user", "parts": [{"text": "hi"}]}], "generationConfig": config}
    made = converted("gemini", "openai-chat", **fields)
    assert "response_format" not in made.body
    assert any(line.path == "generationConfig.responseSchema" for line in made.report)
    own = convert_request({"model": "m", **fields}, "gemini", plain_target("gemini"), model="m", carried=True)
    assert own.body["generationConfig"] == config


@pytest.mark.parametrize("link", ["https://www.youtube.com/watch?v=x", "https://youtu.be/x"])
def test_a_video_page_is_no_document(link: str) -> None:
    contents = [{"role": "user", "parts": [{"fileData": {"fileUri": link}}, {"text": "What happens?"}]}]
    for target, model in (("openai-responses", "gpt-5.2"), ("anthropic", "claude-opus-4-6")):
        made = converted("gemini", target, model, contents=contents)
        assert f'"{link}"' not in json.dumps(made.body)
        assert any(line.path == "contents[0].parts[0]" and line.severity == "error" for line in made.report)


def test_a_file_without_a_name_gets_one_with_its_ending() -> None:
    data = {"inlineData": {"mimeType": "text/csv", "data": "YSxi"}}
    body = converted("gemini", "openai-responses", contents=[{"role": "user", "parts": [data]}]).body
    assert body["input"][0]["content"][0]["filename"] == "document.csv"


# ------------------------------------------------------------------ string formats


def test_formats_no_grammar_knows_are_told_in_words_or_cost_strictness() -> None:
    node = {"type": "string", "format": "uri-reference"}
    schema = {"type": "object", "properties": {"a": node}, "required": ["a"], "additionalProperties": False}
    form = {"type": "json_schema", "json_schema": {"name": "n", "schema": schema, "strict": True}}
    claude = converted("openai-chat", "anthropic", "claude-opus-4-6", messages=[ASK], response_format=form).body
    built = claude["output_config"]["format"]["schema"]["properties"]["a"]
    assert built == {"type": "string", "description": '{format: "uri-reference"}'}
    responses = converted("openai-chat", "openai-responses", messages=[ASK], response_format=form).body
    assert responses["text"]["format"]["strict"] is False
