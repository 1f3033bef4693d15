"""Responses requests: read, written back as they were, and refused with the place of what is wrong."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from bridge import carrier, convert, ir
from bridge.errors import InvalidRequestError
from bridge.formats.base import Context
from bridge.formats.openai_responses import FORMAT, ResponsesDialect
from bridge.report import Report

FIXTURES = Path(__file__).parent.parent.parent / "fixtures" / "openai_responses"


def fixture(name: str) -> dict[str, Any]:
    return json.loads((FIXTURES / f"{name}_request.json").read_text(encoding="utf-8"))


def parse(**body: Any) -> ir.Request:
    return FORMAT.parse_request({"model": "gpt-5", "input": "hi", **body}, None, None)


def back(
    body: dict[str, Any], dialect: ResponsesDialect | None = None, target_model: str | None = None
) -> tuple[dict[str, Any], Report, Context]:
    """Parse and build in the same format."""
    request = FORMAT.parse_request(copy.deepcopy(body), None, None)
    report = Report()
    context = Context(
        inbound="openai-responses", outbound="openai-responses", vendor="openai", model=request.model,
        target_model=target_model or request.model, request=request, body=body,
    )  # fmt: skip
    return FORMAT.build_request(request, dialect or FORMAT.default_dialect, report, context), report, context


@pytest.mark.parametrize("name", ["codex", "classic"])
def test_a_request_comes_back_as_it_was(name: str) -> None:
    body = fixture(name)
    built, report, _ = back(body)
    assert built == body
    report.audit_later(body, built)
    assert report.lines == []


@pytest.mark.parametrize(
    "body",
    [
        {"model": "gpt-5", "input": "hi"},
        {"model": "gpt-5", "input": "hi", "tools": [], "stream": False},
        {"model": "gpt-5", "input": [], "previous_response_id": "resp_1"},
        {"model": "gpt-5", "previous_response_id": "resp_1"},
        {"prompt": {"id": "pmpt_1"}},
        {"model": "gpt-5", "input": [{"role": "user", "content": []}]},
        {"model": "gpt-5", "instructions": "Say hi."},
        {"model": "gpt-5", "input": "hi", "text": {}},
        {"model": "gpt-5", "input": "hi", "text": {"verbosity": None, "novelty": 1}},
        {"model": "gpt-5", "input": "hi", "text": {"format": {"type": "text"}}},
        {"model": "gpt-5", "input": "hi", "text": {"format": {"type": "grammar", "definition": "x"}}},
        {"model": "gpt-5", "input": "hi", "reasoning": {}},
        {"model": "gpt-5", "input": "hi", "reasoning": {"effort": "none"}},
        {"model": "gpt-5", "input": "hi", "reasoning": {"effort": None, "summary": None}},
        {"model": "gpt-5", "input": "hi", "reasoning": {"effort": "extreme"}},
        {"model": "gpt-5", "input": [{"type": "configuration_update", "reasoning": {"effort": "high"}}]},
        {"model": "gpt-5", "input": [{"type": "configuration_update", "text": {"format": {"type": "text"}}}]},
        {"model": "gpt-5", "input": "hi", "tool_choice": "required"},
        {"model": "gpt-5", "input": "hi", "tool_choice": {"type": "function", "name": "f"}},
        {"model": "gpt-5", "input": "hi", "tool_choice": {"type": "custom", "name": "f"}},
        {"model": "gpt-5", "input": "hi", "tool_choice": {"type": "web_search_preview"}},
        {"model": "gpt-5", "input": "hi", "tool_choice": {"type": "mcp", "server_label": "s", "name": "t"}},
        {
            "model": "gpt-5",
            "input": "hi",
            "tool_choice": {"type": "allowed_tools", "mode": "required", "tools": [{"type": "function", "name": "f"}]},
        },
    ],
)
def test_small_bodies_come_back_as_they_were(body: dict[str, Any]) -> None:
    assert back(body)[0] == body


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"model": 5}, "model"),
        ({"model": None, "input": "x"}, "model"),
        ({"model": "m"}, "input"),
        ({"model": "m", "input": 7}, "input"),
        ({"model": "m", "input": ["x"]}, "input[0]"),
        ({"model": "m", "input": [None]}, "input[0]"),
        ({"model": "m", "input": [{}]}, "input[0]"),
        ({"model": "m", "input": [{"type": 5}]}, "input[0].type"),
        ({"model": "m", "input": [{"role": "tool", "content": "x"}]}, "input[0].role"),
        ({"model": "m", "input": [{"role": "user", "content": 5}]}, "input[0].content"),
        ({"model": "m", "input": [{"role": "user", "content": [{"text": "x"}]}]}, "input[0].content[0].type"),
        ({"model": "m", "input": [{"role": "user", "content": [{"type": "input_text"}]}]}, "input[0].content[0].text"),
        (
            {"model": "m", "input": [{"role": "user", "content": [{"type": "input_audio"}]}]},
            "input[0].content[0].input_audio.data",
        ),
        ({"model": "m", "input": [{"type": "function_call", "call_id": "c", "name": "f"}]}, "input[0].arguments"),
        (
            {"model": "m", "input": [{"type": "function_call", "call_id": "c", "name": "f", "arguments": {}}]},
            "input[0].arguments",
        ),
        ({"model": "m", "input": [{"type": "function_call_output", "call_id": "c"}]}, "input[0].output"),
        ({"model": "m", "input": [{"type": "function_call_output", "call_id": "c", "output": 0}]}, "input[0].output"),
        ({"model": "m", "input": "x", "stream": "yes"}, "stream"),
        ({"model": "m", "input": "x", "temperature": True}, "temperature"),
        ({"model": "m", "input": "x", "max_output_tokens": 1.5}, "max_output_tokens"),
        ({"model": "m", "input": "x", "metadata": []}, "metadata"),
        ({"model": "m", "input": "x", "tools": {}}, "tools"),
        ({"model": "m", "input": "x", "tools": [{"type": "function"}]}, "tools[0].name"),
        ({"model": "m", "input": "x", "tools": [{"name": "f"}]}, "tools[0].type"),
        (
            {
                "model": "m",
                "input": "x",
                "tools": [{"type": "namespace", "name": "a", "tools": [{"type": "namespace", "name": "b"}]}],
            },
            "tools[0]",
        ),
        ({"model": "m", "input": "x", "tool_choice": "any"}, "tool_choice"),
        ({"model": "m", "input": "x", "tool_choice": {"name": "f"}}, "tool_choice.type"),
        ({"model": "m", "input": "x", "text": {"format": {}}}, "text.format.type"),
        ({"model": "m", "input": "x", "instructions": ["x"]}, "instructions"),
    ],
)
def test_what_is_wrong_is_named(body: dict[str, Any], path: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        FORMAT.parse_request(body, None, None)
    assert caught.value.path == path
    assert caught.value.message


def test_numbers_of_another_json_type_count() -> None:
    assert parse(max_output_tokens=100.0).max_output_tokens == 100


def test_the_model_and_stream_of_the_address_win() -> None:
    request = FORMAT.parse_request({"input": "x"}, "m", True)
    assert (request.model, request.stream) == ("m", True)


def test_a_run_of_assistant_items_is_one_turn() -> None:
    request = FORMAT.parse_request(fixture("codex"), None, None)
    assert [message.role for message in request.messages] == ["developer", "user", "assistant", "tool"]
    turn = request.messages[2]
    assert [type(part).__name__ for part in turn.parts] == ["ReasoningPart", "TextPart", "ToolCallPart", "ToolCallPart"]
    assert turn.extra is not None
    assert turn.extra["phase"] == "commentary"
    call = turn.parts[2]
    assert isinstance(call, ir.ToolCallPart)
    assert (call.kind, call.namespace, call.arguments) == ("custom", "functions", "ls()")
    assert [(tool.namespace, tool.name, tool.kind) for tool in request.tools] == [
        ("functions", "exec", "custom"),
        ("functions", "wait", "function"),
        ("clock", "wait", "function"),
    ]


def test_a_configuration_update_sets_the_effort() -> None:
    request = FORMAT.parse_request(fixture("codex"), None, None)
    assert request.reasoning is not None
    assert request.reasoning.effort == "low"
    request = parse(input=[{"type": "configuration_update", "reasoning": {"effort": "high"}}])
    assert request.reasoning is not None
    assert request.reasoning.effort == "high"


def test_thoughts_before_a_second_message_belong_to_it() -> None:
    request = FORMAT.parse_request(fixture("classic"), None, None)
    second = next(message for message in request.messages if message.path == "input[11]")
    assert [type(part).__name__ for part in second.parts] == ["ReasoningPart", "TextPart"]
    assert isinstance(second.parts[0], ir.ReasoningPart)
    assert (second.parts[0].text, second.parts[0].summary) == ("raw", False)


def test_a_client_side_tool_search_reads_as_a_function() -> None:
    request = FORMAT.parse_request(fixture("classic"), None, None)
    search = next(tool for tool in request.tools if tool.name == "tool_search")
    assert search.kind == "function"
    call = next(
        part for message in request.messages for part in message.parts if getattr(part, "name", "") == "tool_search"
    )
    assert isinstance(call, ir.ToolCallPart)
    assert json.loads(call.arguments) == {"query": "mail"}
    mail = next(tool for tool in request.tools if tool.name == "mail")
    assert not mail.deferred


def test_carried_reasoning_is_itself_again() -> None:
    signed = ir.ReasoningPart(
        text="Hm.",
        native=ir.Native(vendor="anthropic", format="anthropic", block={"type": "thinking", "signature": "s"}),
    )
    item = {"type": "reasoning", "id": "rs_1", "summary": [], "encrypted_content": carrier.pack([signed])}
    request = parse(input=[{"role": "user", "content": "x"}, item, {"role": "assistant", "content": "y"}])
    part = request.messages[1].parts[0]
    assert isinstance(part, ir.ReasoningPart)
    assert (part.text, part.native) == (signed.text, signed.native)
    built, report, _ = back({"model": "m", "input": [item, {"role": "assistant", "content": "y"}]})
    assert built["input"] == [{"role": "assistant", "content": "y"}]
    assert [line.path for line in report.explicit] == ["input[0]"]


def test_stand_ins_tell_what_built_in_tools_gave() -> None:
    request = FORMAT.parse_request(fixture("classic"), None, None)
    texts = {part.path: part.text for m in request.messages for part in m.parts if isinstance(part, ir.OpaquePart)}
    assert texts["input[16]"] == "text"
    assert texts["input[17]"] == "out"
    assert texts["input[13]"] == ""


# --------------------------------------------------------------------------- the same format, a lesser endpoint or another model

PLAIN = ResponsesDialect(
    vendor="deepseek", custom_tools=False, namespaces=False, tool_search=False, developer=False, plain_reasoning=True
)


def test_an_endpoint_without_freeform_tools_and_groups_gets_functions() -> None:
    built, _, context = back(fixture("codex"), PLAIN)
    assert [tool["name"] for tool in built["tools"]] == ["exec", "wait", "clock__wait"]
    assert all(tool["type"] == "function" for tool in built["tools"])
    assert context.custom_tools == {"exec"}
    assert context.namespaces["clock__wait"] == "clock"
    kinds = [item.get("type") for item in built["input"]]
    assert "additional_tools" not in kinds
    assert "custom_tool_call" not in kinds
    calls = [item for item in built["input"] if item.get("type") == "function_call"]
    assert [(call["name"], json.loads(call["arguments"])) for call in calls] == [
        ("exec", {"input": "ls()"}),
        ("clock__wait", {"seconds": 1}),
    ]
    outputs = [item for item in built["input"] if item.get("type") == "function_call_output"]
    assert [(item["call_id"], item["output"]) for item in outputs] == [("call_1", "a.txt"), ("call_2", "done")]
    assert built["input"][0]["role"] == "system"
    reasoning = next(item for item in built["input"] if item.get("type") == "reasoning")
    assert reasoning["content"] == [{"type": "reasoning_text", "text": "Look first."}]


def test_a_tool_search_is_a_function_where_there_is_none() -> None:
    body = fixture("classic")
    built, _, _ = back(body, ResponsesDialect(tool_search=False))
    names = [tool.get("name") for tool in built["tools"] if tool["type"] == "function"]
    assert {"tool_search", "mail", "find", "read"} <= set(names)
    call = next(item for item in built["input"] if item.get("name") == "tool_search")
    assert json.loads(call["arguments"]) == {"query": "mail"}
    output = next(item for item in built["input"] if item.get("call_id") == "ts_1" and "output" in item)
    assert "mail" in output["output"]


def test_a_mapped_model_gets_what_it_takes() -> None:
    body = {
        "model": "gpt-4.1", "input": "x", "temperature": 0.3, "top_p": 1, "top_logprobs": 2, "max_output_tokens": 5,
        "include": ["message.output_text.logprobs"], "reasoning": {"effort": "max", "context": "auto"},
        "text": {"verbosity": "low"},
    }  # fmt: skip
    built, report, _ = back(body, target_model="o3")
    assert built == {
        "model": "o3", "input": "x", "top_p": 1, "max_output_tokens": 16, "reasoning": {"effort": "high", "context": "auto"},
    }  # fmt: skip
    assert {line.path for line in report.explicit} == {
        "temperature", "top_logprobs", "include", "max_output_tokens", "reasoning", "text.verbosity",
    }  # fmt: skip


def test_a_model_that_does_not_think_is_not_asked_to() -> None:
    body = {
        "model": "gpt-5", "input": "x", "include": ["reasoning.encrypted_content", "web_search_call.results"],
        "reasoning": {"effort": "none"}, "temperature": 3, "parallel_tool_calls": False,
    }  # fmt: skip
    built, _, _ = back(body, target_model="gpt-4o")
    assert built == {
        "model": "gpt-4o", "input": "x", "include": ["web_search_call.results"], "temperature": 2, "parallel_tool_calls": False,
    }  # fmt: skip


def test_an_effort_that_cannot_be_set_is_left_out() -> None:
    built, report, _ = back(
        {"model": "gpt-5", "input": "x", "reasoning": {"effort": "low"}, "parallel_tool_calls": True},
        target_model="o1-mini",
    )
    assert built == {"model": "o1-mini", "input": "x"}
    assert {line.path for line in report.explicit} == {"reasoning", "parallel_tool_calls"}


def test_old_models_know_json_mode_only() -> None:
    body = {"model": "gpt-5", "input": "json", "text": {"format": {"type": "json_schema", "name": "n", "schema": {}}}}
    built, _, _ = back(body, target_model="gpt-4-turbo")
    assert built["text"] == {"format": {"type": "json_object"}}


def test_the_codex_backend_gets_only_what_it_takes() -> None:
    from bridge.formats.openai_responses import CODEX_BACKEND

    built, report, _ = back({"model": "gpt-5", "input": "x", "temperature": 1, "max_output_tokens": 99}, CODEX_BACKEND)
    assert built["stream"] is True
    assert built["store"] is False
    assert built["instructions"]
    assert "temperature" not in built
    assert {line.path for line in report.explicit} == {"temperature", "max_output_tokens", "instructions"}


def test_deep_nesting_is_one_clear_error() -> None:
    deep: Any = {"type": "string"}
    for _ in range(5000):
        deep = {"type": "array", "items": deep}
    function = {"name": "f", "parameters": {"type": "object", "properties": {"a": deep}}}
    body = {
        "model": "m",
        "messages": [{"role": "user", "content": "x"}],
        "tools": [{"type": "function", "function": function}],
    }
    with pytest.raises(InvalidRequestError, match="deeply"):
        convert.convert_request(body, "openai-chat", convert.plain_target("openai-responses"))


def test_a_part_that_a_hook_put_in_goes_out_too() -> None:
    request = parse(input=[{"role": "user", "content": "x"}, {"type": "item_reference", "id": "i"}])
    request.messages[1].parts.append(ir.TextPart(text="added"))
    request.messages[1].parts.append(ir.ImagePart(source=ir.Media(file_id="file_1")))
    request.messages[1].parts.append(ir.TextPart(text=""))
    foreign = ir.Native(vendor="anthropic", format="anthropic", block={})
    request.messages[1].parts.append(ir.OpaquePart(native=foreign))
    request.messages.append(
        ir.Message(
            role="tool",
            path="input[9]",
            parts=[
                ir.ToolResultPart(call_id="c", content=[ir.TextPart(text="a"), ir.ReasoningPart()], path="input[9]")
            ],
        )
    )
    request.messages.append(ir.Message(role="user", parts=[ir.TextPart(text="more")]))
    request.tools.append(ir.Tool(name="late"))
    context = Context(inbound="openai-responses", outbound="openai-responses", vendor="openai", target_model="gpt-5")
    built = FORMAT.build_request(request, FORMAT.default_dialect, Report(), context)
    assert built["input"][2:] == [
        {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "added"}]},
        {
            "type": "message",
            "role": "user",
            "content": [{"type": "input_image", "file_id": "file_1", "detail": "auto"}],
        },
        {"type": "function_call_output", "call_id": "c", "output": [{"type": "input_text", "text": "a"}]},
        {"type": "message", "role": "user", "content": "more"},
    ]
    assert built["tools"] == [{"type": "function", "name": "late"}]


def test_conversion_knows_the_format() -> None:
    assert convert.format_of("openai-responses") is FORMAT
    assert FORMAT.endpoint("m", True) == "/v1/responses"
