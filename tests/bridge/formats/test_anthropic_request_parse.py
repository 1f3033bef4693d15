"""Reading Messages requests."""

from __future__ import annotations

from typing import Any

import pytest

from bridge import carrier, ir
from bridge.errors import InvalidRequestError
from bridge.formats.anthropic import FORMAT
from tests.helpers.anthropic import fixture, rebuild


def parse(**fields: Any) -> ir.Request:
    return FORMAT.parse_request(
        {"model": "claude-sonnet-4-5", "messages": [{"role": "user", "content": "hi"}], **fields}, None, None
    )


def part_of(block: dict[str, Any]) -> Any:
    request = parse(messages=[{"role": "user", "content": [block]}])
    return request.messages[0].parts[0]


def test_a_full_request_comes_back_as_it_was() -> None:
    body = fixture("request.json")
    assert rebuild(body) == body


def test_system_and_messages_have_paths_and_roles() -> None:
    request = FORMAT.parse_request(fixture("request.json"), None, None)
    assert [message.role for message in request.messages] == [
        "system", "user", "assistant", "tool", "user", "system", "assistant", "tool", "assistant", "tool", "tool", "user",
    ]  # fmt: skip
    assert request.messages[0].parts[1].path == "system[1]"
    assert request.messages[1].parts[0].path == "messages[0].content"
    assert request.messages[3].parts[0].path == "messages[2].content[0]"
    assert request.messages[5].extra == {"output_config": {"effort": "low"}}


def test_settings() -> None:
    request = FORMAT.parse_request(fixture("request.json"), None, None)
    assert request.reasoning is not None
    assert (request.reasoning.adaptive, request.reasoning.effort, request.reasoning.show) == (True, "xhigh", True)
    assert request.parallel_tool_calls is True
    assert (request.user, request.stop, request.service_tier) == ("user_1", ["###"], "auto")
    assert request.paths["max_output_tokens"] == "max_tokens"
    assert [tool.name for tool in request.tools] == ["Read", "ToolSearch", "Cron", "web_search"]
    assert request.tools[2].deferred
    assert request.tools[3].kind == "server"


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("computer_20251124", "computer"),
        ("mcp_toolset", "mcp"),
        ("code_execution_20250825", "code_execution"),
        ("advisor_20260301", "advisor_20260301"),
    ],
)
def test_server_tools_have_canonical_names(kind: str, word: str) -> None:
    assert parse(tools=[{"type": kind, "name": "x"}]).tools[0].name == word


@pytest.mark.parametrize(
    ("choice", "mode", "required"),
    [
        ({"type": "auto"}, "auto", False),
        ({"type": "none"}, "none", False),
        ({"type": "any"}, "required", True),
        ({"type": "tool", "name": "a"}, "tool", True),
    ],
)
def test_tool_choice(choice: dict[str, Any], mode: str, required: bool) -> None:
    found = parse(tool_choice=choice).tool_choice
    assert found is not None
    assert (found.mode, found.required) == (mode, required)


@pytest.mark.parametrize(
    "fields",
    [
        {"thinking": {"type": "enabled", "budget_tokens": 2048}, "max_tokens": 4096},
        {"thinking": {"type": "disabled"}},
        {"thinking": {"type": "adaptive", "display": "omitted", "block_binding": {"x": 1}}},
        {"thinking": {"type": "between_tools"}},
        {"output_config": {}},
        {"output_config": {"effort": None}},
        {"output_config": {"format": {"type": "json_schema", "schema": {"type": "object"}}}},
        {"output_format": {"type": "json_schema", "schema": {"type": "object"}}},
        {"metadata": {}},
        {"metadata": {"user_id": None}},
        {"metadata": {"user_id": "u", "other": 1}},
        {"stop_sequences": []},
        {"stop_sequences": ["a", "b"]},
        {"tools": [], "stream": False},
        {"tools": [{"name": "a", "input_schema": {"type": "object"}}], "tool_choice": {"type": "auto", "disable_parallel_tool_use": True}},
        {"tools": [{"name": "a", "input_schema": {"type": "object"}}], "tool_choice": {"type": "none"}},
        {"tools": [{"name": "a", "input_schema": {"type": "object"}}], "tool_choice": {"type": "tool", "name": "a"}},
        {"system": "plain"},
        {"system": []},
        {"system": [{"type": "text", "text": "a", "citations": None}]},
        {"temperature": 0.5, "top_k": 3},
        {"cache_control": {"type": "ephemeral"}, "container": None, "temperature": None},
    ],
)  # fmt: skip
def test_every_setting_comes_back_as_it_was(fields: dict[str, Any]) -> None:
    body = {"model": "relay-model", "messages": [{"role": "user", "content": "hi"}], **fields}
    assert rebuild(body) == body


def test_other_sources_than_the_ir_knows_stay_whole() -> None:
    assert isinstance(part_of({"type": "image", "source": {"type": "s3", "bucket": "b"}}), ir.OpaquePart)
    assert isinstance(part_of({"type": "image", "source": {"type": "url", "url": "u", "auth": "x"}}), ir.OpaquePart)
    switched = {"type": "document", "source": {"type": "url", "url": "u"}, "citations": {"enabled": True, "style": "x"}}
    assert isinstance(part_of(switched), ir.OpaquePart)


@pytest.mark.parametrize(
    ("block", "text"),
    [
        ({"type": "tool_reference", "tool_name": "Cron"}, "The tool Cron is available now."),
        ({"type": "search_result", "title": "T", "source": "S", "content": [{"type": "text", "text": "c"}]}, "T\nS\nc"),
        ({"type": "document", "title": "T", "source": {"type": "content", "content": "c"}}, "T\n\nc"),
        ({"type": "mcp_tool_result", "content": [{"type": "text", "text": "r"}]}, "r"),
        ({"type": "compaction", "content": "so far"}, "so far"),
        ({"type": "container_upload", "file_id": "f"}, ""),
    ],
)
def test_readable_stand_ins(block: dict[str, Any], text: str) -> None:
    assert part_of(block).text == text


def test_thinking_is_kept_verbatim_only_when_signed() -> None:
    signed = part_of({"type": "thinking", "thinking": "t", "signature": "c2ln"})
    assert (signed.text, signed.native.vendor) == ("t", "anthropic")
    unsigned = part_of({"type": "thinking", "thinking": "t", "signature": ""})
    assert (unsigned.text, unsigned.native) == ("t", None)
    redacted = part_of({"type": "redacted_thinking", "data": "ZW5j"})
    assert redacted.redacted
    assert redacted.native is not None


def test_carried_state_is_unpacked() -> None:
    native = ir.Native(
        vendor="openai", format="openai-responses", block={"type": "reasoning", "encrypted_content": "x"}
    )
    alone = carrier.pack([ir.ReasoningPart(native=native)])
    part = part_of({"type": "thinking", "thinking": "shown", "signature": alone})
    assert (part.text, part.native, part.path) == ("shown", native, "messages[0].content[0]")
    two = carrier.pack([ir.ReasoningPart(text="a", native=native), ir.ReasoningPart(text="b", native=native)])
    request = parse(messages=[{"role": "assistant", "content": [{"type": "redacted_thinking", "data": two}]}])
    assert [part.text for part in request.messages[0].parts if isinstance(part, ir.ReasoningPart)] == ["a", "b"]


def test_citations_of_other_vendors_are_recognised() -> None:
    ours = {"type": "web_search_result_location", "url": "u", "title": None, "cited_text": "", "encrypted_index": ""}
    part = part_of({"type": "text", "text": "a", "citations": [ours, {**ours, "encrypted_index": "aQ=="}]})
    assert [item.native is None for item in part.citations] == [True, False]
    assert part.citations[0].url == "u"


def test_model_and_stream_from_outside() -> None:
    request = FORMAT.parse_request({"messages": [{"role": "user", "content": "hi"}]}, "m", True)
    assert (request.model, request.stream) == ("m", True)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"model": None}, "model"),
        ({"model": 3}, "model"),
        ({"messages": None}, "messages"),
        ({"messages": {}}, "messages"),
        ({"messages": ["a"]}, "messages[0]"),
        ({"messages": [{"content": "a"}]}, "messages[0].role"),
        ({"messages": [{"role": "bot", "content": "a"}]}, "messages[0].role"),
        ({"messages": [{"role": "user"}]}, "messages[0].content"),
        ({"messages": [{"role": "user", "content": 3}]}, "messages[0].content"),
        ({"messages": [{"role": "user", "content": [3]}]}, "messages[0].content[0]"),
        ({"messages": [{"role": "user", "content": [{"type": "text", "text": True}]}]}, "messages[0].content[0].text"),
        ({"messages": [{"role": "user", "content": [{"type": "image"}]}]}, "messages[0].content[0].source"),
        (
            {"messages": [{"role": "user", "content": [{"type": "tool_use", "id": "a", "name": "b", "input": "c"}]}]},
            "messages[0].content[0].input",
        ),
        (
            {
                "messages": [
                    {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "a", "is_error": "no"}]}
                ]
            },
            "messages[0].content[0].is_error",
        ),
        ({"system": 5}, "system"),
        ({"max_tokens": "many"}, "max_tokens"),
        ({"max_tokens": 1.5}, "max_tokens"),
        ({"temperature": True}, "temperature"),
        ({"stream": "yes"}, "stream"),
        ({"tools": {}}, "tools"),
        ({"tools": [{"input_schema": {}}]}, "tools[0].name"),
        ({"tool_choice": "auto"}, "tool_choice"),
        ({"tool_choice": {"type": "some"}}, "tool_choice.type"),
        ({"stop_sequences": [1]}, "stop_sequences[0]"),
        ({"output_format": {"type": "xml"}}, "output_format.type"),
        (
            {"output_format": {"type": "json_schema"}, "output_config": {"format": {"type": "json_schema"}}},
            "output_format",
        ),
    ],
)
def test_wrong_bodies_name_the_place(change: dict[str, Any], path: str) -> None:
    body = {"model": "m", "messages": [{"role": "user", "content": "hi"}], **change}
    with pytest.raises(InvalidRequestError) as caught:
        FORMAT.parse_request(body, None, None)
    assert caught.value.path == path


def test_whole_numbers_may_be_written_as_floats() -> None:
    assert parse(max_tokens=5.0).max_output_tokens == 5
