"""Requests of other formats as Responses requests the strict vendor takes, every loss in the report."""

from __future__ import annotations

from typing import Any

from bridge import ir
from bridge.formats.base import Context
from bridge.formats.openai_responses import FORMAT, ResponsesDialect
from bridge.report import Report


def build(
    request: ir.Request, model: str = "gpt-5.2", dialect: ResponsesDialect | None = None
) -> tuple[dict[str, Any], Report, Context]:
    report = Report()
    context = Context(
        inbound=request.origin, outbound="openai-responses", vendor="openai", model=request.model, target_model=model
    )
    return FORMAT.build_request(request, dialect or FORMAT.default_dialect, report, context), report, context


def request(*messages: ir.Message, **fields: Any) -> ir.Request:
    return ir.Request(origin=fields.pop("origin", "anthropic"), model="claude", messages=list(messages), **fields)


def user(*parts: ir.Part) -> ir.Message:
    return ir.Message(role="user", parts=list(parts) or [ir.TextPart(text="hi")], path="messages[0]")


def paths(report: Report) -> set[str]:
    return {line.path for line in report.explicit}


def test_the_least_request_is_stateless() -> None:
    built, report, _ = build(request(user()))
    assert built == {
        "model": "gpt-5.2",
        "store": False,
        "include": ["reasoning.encrypted_content"],
        "input": [{"type": "message", "role": "user", "content": "hi"}],
    }
    assert not report.explicit


def test_system_text_in_front_is_the_instructions_and_later_text_stays() -> None:
    billing = ir.TextPart(text="x-anthropic-billing-header: cc_version=1; cch=ab", path="system[0]")
    mark = {"type": "ephemeral"}
    system = ir.Message(
        role="system",
        parts=[billing, ir.TextPart(text="A", cache_control=mark, path="system[1]"), ir.TextPart(text="", path="s")],
        path="system",
    )
    picture = ir.ImagePart(source=ir.Media(url="https://example.com/p.png"), path="system[3]")
    second = ir.Message(role="developer", parts=[ir.TextPart(text="B"), picture], path="messages[0]")
    later = ir.Message(role="system", parts=[ir.TextPart(text="C", path="m.content")], path="messages[2]")
    built, report, _ = build(request(system, second, user(), later))
    assert built["instructions"] == "A\n\nB"
    assert built["input"][1] == {"type": "message", "role": "developer", "content": "C"}
    assert paths(report) == {"system[0]", "system[1].cache_control", "system[3]"}


def test_only_system_text_is_input_then() -> None:
    only = ir.Message(role="system", parts=[ir.TextPart(text="Say hi.")], path="system")
    built, _, _ = build(request(only), dialect=ResponsesDialect(developer=False))
    assert built["input"] == [{"type": "message", "role": "system", "content": "Say hi."}]
    header = ir.Message(role="system", parts=[ir.TextPart(text="x-anthropic-billing-header: x")], path="system")
    assert "instructions" not in build(request(header, user()))[0]


def test_json_mode_has_the_word_json_in_the_input() -> None:
    mode = ir.OutputFormat(kind="json_object")
    built, report, _ = build(request(user(), output_format=mode))
    assert built["input"][-1] == {"type": "message", "role": "developer", "content": "Answer with a JSON object."}
    assert [(line.path, line.action) for line in report.explicit] == [("input", "added")]
    system = ir.Message(role="system", parts=[ir.TextPart(text="Give JSON.")], path="system")
    built, report, _ = build(request(system, user(), output_format=mode))
    assert built["input"][0]["content"] == "Give JSON."
    assert not report.explicit


def test_content_of_every_kind() -> None:
    def media(**fields: Any) -> ir.Media:
        return ir.Media(**fields)

    parts: list[ir.Part] = [
        ir.TextPart(text="See", extra={"odd": 1}, path="p0"),
        ir.TextPart(text="", path="p1"),
        ir.ImagePart(source=media(data="AA==", media_type="image/png"), detail="low", path="p2"),
        ir.ImagePart(source=media(data="AA==", media_type="image/tiff"), path="p3"),
        ir.ImagePart(source=media(file_id="f"), path="p4"),
        ir.FilePart(source=media(data="AA==", media_type="application/pdf"), context="c", citations=True, path="p5"),
        ir.FilePart(source=media(text="ü", media_type="text/plain"), title="T", path="p6"),
        ir.FilePart(source=media(text="x"), path="p7"),
        ir.FilePart(source=media(url="https://example.com/a.pdf"), path="p8"),
        ir.FilePart(source=media(file_id="f"), path="p9"),
        ir.FilePart(source=media(data="AA==", media_type="video/mp4"), path="p10"),
        ir.FilePart(source=media(data="AA==", media_type="image/png"), path="p11"),
        ir.AudioPart(source=media(data="AA==", media_type="audio/wav"), path="p12"),
        ir.AudioPart(source=media(data="AA=="), transcript="said", path="p13"),
        ir.RefusalPart(text="no", path="p14"),
        ir.OpaquePart(native=ir.Native(vendor="anthropic", format="anthropic", block={}), text="shown", path="p15"),
        ir.OpaquePart(native=ir.Native(vendor="anthropic", format="anthropic", block={}), path="p16"),
        ir.ReasoningPart(text="no content", path="p17"),
    ]
    built, report, _ = build(request(user(*parts)))
    content = built["input"][0]["content"]
    assert content[:2] == [
        {"type": "input_text", "text": "See"},
        {"type": "input_image", "image_url": "data:image/png;base64,AA==", "detail": "low"},
    ]
    kinds = [block["type"] for block in content]
    assert kinds.count("input_image") == 2
    files = [block for block in content if block["type"] == "input_file"]
    assert [block.get("filename") for block in files] == ["document.pdf", "T", "document.txt", None]
    assert files[1]["file_data"] == "data:text/plain;base64,w7w="
    assert {"p0.odd", "p3", "p4", "p5.context", "p5.citations", "p9", "p10", "p12", "p13", "p15", "p16"} == paths(
        report
    )
    texts = [block["text"] for block in content if block["type"] == "input_text"]
    assert {"said", "no", "shown"} <= set(texts)


def test_uploaded_files_stay_with_their_vendor() -> None:
    parts = [
        ir.ImagePart(source=ir.Media(file_id="file_1"), path="a"),
        ir.FilePart(source=ir.Media(file_id="file_2"), path="b"),
    ]
    built, report, _ = build(request(user(*parts), origin="openai-chat"))
    assert [block.get("file_id") for block in built["input"][0]["content"]] == ["file_1", "file_2"]
    assert not report.explicit


def test_saying_nothing_is_a_turn() -> None:
    assert build(request(user(ir.TextPart(text=""))))[0]["input"] == [
        {"type": "message", "role": "user", "content": ""}
    ]


def turn(*parts: ir.Part, **fields: Any) -> ir.Message:
    return ir.Message(role="assistant", parts=list(parts), path="messages[1]", **fields)


def test_a_tool_turn_keeps_its_order_and_pairs() -> None:
    own = ir.Native(
        vendor="openai",
        format="openai-responses",
        block={"type": "reasoning", "id": "rs_1", "summary": [], "encrypted_content": "e"},
    )
    messages = [
        user(),
        turn(
            ir.ReasoningPart(text="hm", native=own, path="r"),
            ir.TextPart(text="Doing", path="t", cache_control={"type": "ephemeral"}),
            ir.ToolCallPart(id="toolu.1", name="mcp__" + "x" * 80, arguments="", path="c1"),
            ir.ToolCallPart(id="call_2", name="patch", arguments="*** patch", kind="custom", path="c2"),
            name="helper",
            extra={"odd": 1},
        ),
        ir.Message(
            role="tool",
            parts=[
                ir.ToolResultPart(call_id="call_2", content=[], structured={"a": 1}, path="r2"),
                ir.ToolResultPart(
                    call_id="toolu.1",
                    content=[ir.TextPart(text="boom"), ir.ImagePart(source=ir.Media(url="https://example.com/i.png"))],
                    is_error=True,
                    path="r1",
                ),
            ],
            path="messages[2]",
        ),
    ]
    tools = [
        ir.Tool(name="mcp__" + "x" * 80, path="tools[0]"),
        ir.Tool(name="patch", kind="custom", description="d", custom_format={"type": "text"}, path="tools[1]"),
    ]
    built, report, context = build(request(*messages, tools=tools))
    sent = built["tools"][0]["name"]
    assert len(sent) <= 64
    assert context.names.restore(sent) == "mcp__" + "x" * 80
    assert built["tools"][1] == {"type": "custom", "name": "patch", "description": "d", "format": {"type": "text"}}
    call_id = built["input"][3]["call_id"]
    assert "." not in call_id
    assert built["input"][1:] == [
        own.block,
        {"type": "message", "role": "assistant", "content": "Doing"},
        {"type": "function_call", "call_id": call_id, "name": sent, "arguments": "{}"},
        {"type": "custom_tool_call", "call_id": "call_2", "name": "patch", "input": "*** patch"},
        {
            "type": "function_call_output",
            "call_id": call_id,
            "output": [
                {"type": "input_text", "text": "Error: boom"},
                {"type": "input_image", "image_url": "https://example.com/i.png", "detail": "auto"},
            ],
        },
        {"type": "custom_tool_call_output", "call_id": "call_2", "output": '{"a":1}'},
    ]
    assert paths(report) == {"t.cache_control", "messages[1].name", "messages[1].odd", "tools[0].name", "r1.is_error"}


def result(text: str | None) -> dict[str, Any]:
    content: list[ir.Part] = [] if text is None else [ir.TextPart(text=text)]
    part = ir.ToolResultPart(call_id="c", content=content, is_error=True, path="r")
    call = turn(ir.ToolCallPart(id="c", name="f", arguments="{}"))
    item: dict[str, Any] = build(request(user(), call, ir.Message(role="tool", parts=[part])))[0]["input"][2]
    return item


def test_a_failed_call_says_so() -> None:
    assert result("ENOENT")["output"] == "Error: ENOENT"
    assert result("An error occurred")["output"] == "An error occurred"
    assert result(None)["output"] == "Error"


def test_thoughts_go_home_only_and_only_before_what_they_led_to() -> None:
    signed = ir.ReasoningPart(text="x", native=ir.Native(vendor="anthropic", format="anthropic", block={}), path="a")
    unsigned = ir.ReasoningPart(text="y", path="b")
    block = {"type": "reasoning", "summary": []}
    unstored = ir.ReasoningPart(native=ir.Native(vendor="openai", format="openai-responses", block=block), path="c")
    loose = ir.ReasoningPart(
        native=ir.Native(vendor="openai", format="openai-responses", block={**block, "encrypted_content": "e"}),
        path="d",
    )
    built, report, _ = build(request(user(), turn(signed, unsigned, unstored, loose), user()))
    assert [item["type"] for item in built["input"]] == ["message", "message"]
    assert paths(report) == {"a", "b", "c", "d"}


def test_an_open_models_endpoint_takes_plain_thoughts() -> None:
    dialect = ResponsesDialect(vendor="deepseek", plain_reasoning=True, encrypted_reasoning=False)
    built, _, _ = build(request(user(), turn(ir.ReasoningPart(text="y"), ir.TextPart(text="z"))), dialect=dialect)
    assert built["input"][1] == {
        "type": "reasoning",
        "summary": [],
        "content": [{"type": "reasoning_text", "text": "y"}],
    }
    assert "include" not in built


def test_what_models_gave_besides_text() -> None:
    foreign = ir.OpaquePart(native=ir.Native(vendor="anthropic", format="anthropic", block={}), text="saw", path="o")
    silent = ir.OpaquePart(native=ir.Native(vendor="anthropic", format="anthropic", block={}), path="o2")
    hosted = ir.OpaquePart(native=ir.Native(vendor="openai", format="openai-responses", block={"type": "x"}), path="h")
    picture = ir.ImagePart(source=ir.Media(data="AA==", media_type="image/png"), path="i")
    messages = [user(), turn(ir.RefusalPart(text="no"), foreign, picture, ir.TextPart(text="after"))]
    strange = ir.Message(role="tool", parts=[ir.TextPart(text="odd"), hosted, silent], path="messages[2]")
    built, _, _ = build(request(*messages, strange))
    assert built["input"][1:3] == [
        {
            "type": "message",
            "role": "assistant",
            "content": [
                {"type": "refusal", "refusal": "no"},
                {"type": "output_text", "text": "saw", "annotations": []},
                {"type": "output_text", "text": "after", "annotations": []},
            ],
        },
        {
            "type": "message",
            "role": "user",
            "content": [{"type": "input_image", "image_url": "data:image/png;base64,AA==", "detail": "auto"}],
        },
    ]
    assert built["input"][3]["role"] == "user"


def test_fields_with_and_without_a_counterpart() -> None:
    built, report, _ = build(
        request(
            user(),
            stream=True,
            store=True,
            max_output_tokens=5,
            temperature=0.5,
            top_p=1.0,
            top_k=5,
            stop=["x"],
            seed=1,
            candidate_count=2,
            presence_penalty=0.1,
            frequency_penalty=0.1,
            user="u" * 100,
            prompt_cache_key="k",
            service_tier="standard_only",
            metadata={"a": "b"},
            verbosity="low",
            truncation="auto",
            logprobs=True,
            top_logprobs=3,
            paths={"stop": "stop_sequences", "max_output_tokens": "max_tokens"},
            extra={"container": "c"},
            reasoning=ir.Reasoning(budget_tokens=20000, show=True, path="thinking", extra={"odd": 1}),
        )
    )
    assert built["reasoning"] == {"effort": "high", "summary": "auto"}
    assert built["stream"] is True
    assert built["store"] is True
    assert built["max_output_tokens"] == 16
    assert len(built["user"]) == 32
    assert built["service_tier"] == "default"
    assert built["text"] == {"verbosity": "low"}
    assert "temperature" not in built
    assert paths(report) == {
        "max_tokens", "temperature", "top_k", "stop_sequences", "seed", "candidate_count", "presence_penalty",
        "frequency_penalty", "user", "metadata", "top_logprobs", "logprobs", "container", "thinking", "thinking.odd",
    }  # fmt: skip


def test_chat_fields_that_mean_the_same() -> None:
    built, report, _ = build(
        request(
            user(),
            origin="openai-chat",
            metadata={"a": "b"},
            service_tier="flex",
            logprobs=True,
            top_logprobs=2,
            candidate_count=1,
            extra={"safety_identifier": "s", "logit_bias": {"1": 1}},
            reasoning=ir.Reasoning(effort="minimal", path="reasoning_effort"),
        ),
        "gpt-4.1",
    )
    assert built["metadata"] == {"a": "b"}
    assert built["service_tier"] == "flex"
    assert built["safety_identifier"] == "s"
    assert built["include"] == ["message.output_text.logprobs"]
    assert built["top_logprobs"] == 2
    assert "reasoning" not in built
    assert paths(report) == {"logit_bias", "reasoning_effort"}
    assert "service_tier" not in build(request(user(), service_tier="on_demand"))[0]


def test_thinking_that_is_off_or_adaptive() -> None:
    off = ir.Reasoning(enabled=False, path="thinking")
    assert build(request(user(), reasoning=off))[0]["reasoning"] == {"effort": "none"}
    assert build(request(user(), reasoning=off), "gpt-5")[0]["reasoning"] == {"effort": "minimal"}
    assert "reasoning" not in build(request(user(), reasoning=off), "gpt-4o")[0]
    assert "reasoning" not in build(request(user(), reasoning=ir.Reasoning(path="thinking")))[0]
    adaptive = ir.Reasoning(adaptive=True, show=True, summary="odd", path="thinking")
    assert build(request(user(), reasoning=adaptive), "some-model")[0]["reasoning"] == {
        "effort": "medium", "summary": "auto",
    }  # fmt: skip


def test_structured_output() -> None:
    closed = {
        "type": "object",
        "properties": {"a": {"type": "string"}},
        "required": ["a"],
        "additionalProperties": False,
    }
    chosen = ir.OutputFormat(kind="json_schema", schema=closed, name="my name", description="d", strict=True, path="rf")
    built, report, _ = build(request(user(), output_format=chosen))
    assert built["text"]["format"] == {
        "type": "json_schema", "name": "my_name", "schema": closed, "description": "d", "strict": True,
    }  # fmt: skip
    assert paths(report) == {"rf.name"}
    loose = ir.OutputFormat(kind="json_schema", schema={"type": "object", "properties": {}}, strict=True, path="rf")
    built, report, _ = build(request(user(), output_format=loose))
    assert built["text"]["format"]["strict"] is False
    assert built["text"]["format"]["name"] == "response"
    assert paths(report) == {"rf.strict"}
    plain = ir.OutputFormat(kind="text", path="rf")
    assert build(request(user(), output_format=plain))[0]["text"] == {"format": {"type": "text"}}


def tools_of(*tools: ir.Tool, dialect: ResponsesDialect | None = None, **fields: Any) -> tuple[dict[str, Any], Report]:
    built, report, _ = build(request(user(), tools=list(tools), **fields), dialect=dialect)
    return built, report


def test_functions_are_loose_unless_the_client_closed_them() -> None:
    closed = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
    built, report = tools_of(
        ir.Tool(name="a", path="t0"),
        ir.Tool(name="b", parameters=closed, strict=True, path="t1"),
        ir.Tool(name="c", parameters={"anyOf": [{"properties": {"x": {}}}]}, strict=True, path="t2", description="d"),
        ir.Tool(name="d", parameters={}, path="t3", cache_control={"type": "ephemeral"}, extra={"odd": 1}),
    )
    assert [tool["strict"] for tool in built["tools"]] == [False, True, False, False]
    assert built["tools"][0]["parameters"] == {"type": "object", "properties": {}}
    assert built["tools"][2]["parameters"] == {"type": "object", "properties": {"x": {}}}
    assert paths(report) == {"t2.parameters", "t2.strict", "t3.cache_control", "t3.odd"}


def test_tools_the_vendor_runs() -> None:
    location = {"type": "approximate", "city": "Paris"}
    search = ir.Native(
        vendor="anthropic",
        format="anthropic",
        block={"type": "web_search_20250305", "allowed_domains": ["a.com"], "user_location": location},
    )
    chat = ir.Native(
        vendor="openai",
        format="openai-chat",
        block={"search_context_size": "low", "user_location": {"type": "approximate", "approximate": {"city": "Rome"}}},
    )
    own = ir.Native(vendor="openai", format="openai-responses", block={"type": "file_search", "vector_store_ids": []})
    built, report = tools_of(
        ir.Tool(name="web_search", kind="server", native=search, path="t0"),
        ir.Tool(name="web_search", kind="server", native=chat, path="t1"),
        ir.Tool(name="code_execution", kind="server", path="t2"),
        ir.Tool(name="file_search", kind="server", native=own, path="t3"),
        ir.Tool(name="computer", kind="server", path="t4"),
        tool_choice=ir.ToolChoice(mode="tool", names=("code_execution",), path="tool_choice"),
        parallel_tool_calls=True,
    )
    assert built["tools"] == [
        {"type": "web_search", "filters": {"allowed_domains": ["a.com"]}, "user_location": location},
        {"type": "web_search", "search_context_size": "low", "user_location": {"type": "approximate", "city": "Rome"}},
        {"type": "code_interpreter", "container": {"type": "auto"}},
        own.block,
    ]
    assert built["tool_choice"] == {"type": "code_interpreter"}
    assert built["parallel_tool_calls"] is True
    assert paths(report) == {"t0", "t1", "t2", "t4"}


def test_choices() -> None:
    function, custom = ir.Tool(name="f", path="t0"), ir.Tool(name="c", kind="custom", path="t1")

    def chosen(choice: ir.ToolChoice, dialect: ResponsesDialect | None = None) -> Any:
        return tools_of(function, custom, tool_choice=choice, dialect=dialect)[0].get("tool_choice")

    assert chosen(ir.ToolChoice(mode="required")) == "required"
    assert chosen(ir.ToolChoice(mode="tool", names=("f",))) == {"type": "function", "name": "f"}
    assert chosen(ir.ToolChoice(mode="tool", names=("c",))) == {"type": "custom", "name": "c"}
    wrapping = ResponsesDialect(custom_tools=False)
    assert chosen(ir.ToolChoice(mode="tool", names=("c",)), wrapping) == {"type": "function", "name": "c"}
    assert chosen(ir.ToolChoice(mode="allowed", names=("f", "gone"), required=True)) == {
        "type": "allowed_tools",
        "mode": "required",
        "tools": [{"type": "function", "name": "f"}],
    }
    assert chosen(ir.ToolChoice(mode="tool", names=("gone",))) is None


def test_a_choice_without_tools_is_dropped() -> None:
    built, report = tools_of(tool_choice=ir.ToolChoice(mode="auto", path="tool_choice"), parallel_tool_calls=True)
    assert "tool_choice" not in built
    assert "parallel_tool_calls" not in built
    assert paths(report) == {"tool_choice", "parallel_tool_calls"}
