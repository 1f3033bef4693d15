"""Chat Completions requests built from the IR, for OpenAI and for other dialects."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge import ir
from bridge.capabilities import gpt
from bridge.errors import InvalidRequestError
from bridge.formats.base import Context
from bridge.formats.openai_chat import FORMAT
from bridge.formats.openai_chat.dialect import ChatDialect, compatible, no_limits
from bridge.report import Report

FIXTURES = Path(__file__).parents[2] / "fixtures" / "openai_chat"
#: Takes everything, so that nothing but the builder itself decides.
OPEN = ChatDialect(
    limits=no_limits,
    parts=frozenset({"image", "audio", "file", "video"}),
    refuses=frozenset(),
    reasoning_field="reasoning_content",
    state_fields=("reasoning_details",),
    tool_limit=None,
)
OPENAI = FORMAT.default_dialect


def build(
    request: ir.Request, dialect: Any = OPENAI, *, model: str = "gpt-4.1", report: Report | None = None
) -> dict[str, Any]:
    return context_and_body(request, dialect, model=model, report=report)[1]


def context_and_body(
    request: ir.Request, dialect: Any = OPENAI, *, model: str = "gpt-4.1", report: Report | None = None
) -> tuple[Context, dict[str, Any]]:
    context = Context(
        inbound=request.origin, outbound="openai-chat", vendor=dialect.vendor, model=request.model, target_model=model,
        request=request,
    )  # fmt: skip
    return context, FORMAT.build_request(request, dialect, report if report is not None else Report(), context)


def again(body: dict[str, Any], dialect: Any = OPEN) -> dict[str, Any]:
    request = FORMAT.parse_request(body, None, None)
    return build(request, dialect, model=request.model)


def foreign(messages: list[ir.Message] | None = None, **fields: Any) -> ir.Request:
    hello = [ir.Message(role="user", parts=[ir.TextPart(text="hi", path="m[0]")])]
    return ir.Request(origin="anthropic", model="x", messages=messages if messages is not None else hello, **fields)


def user(*parts: ir.Part) -> ir.Message:
    return ir.Message(role="user", parts=list(parts))


def losses(report: Report) -> list[tuple[str, str]]:
    return [(line.path, line.action) for line in report]


# --------------------------------------------------------------------------- same format


def test_the_same_format_comes_out_as_it_went_in() -> None:
    body = json.loads((FIXTURES / "everything.json").read_text(encoding="utf-8"))
    assert again(body) == body


@pytest.mark.parametrize(
    "extra",
    [
        {"stop": "x"},
        {"stop": []},
        {"stream": False},
        {"temperature": None, "user": None},
        {"stream": True, "stream_options": {"include_obfuscation": False}},
        {"response_format": {"type": "text"}},
        {"response_format": {"type": "json_object"}, "messages": [{"role": "user", "content": "as JSON"}]},
        {"thinking": {"type": "enabled", "keep": "all"}},
        {"thinking": {"type": "adaptive"}, "reasoning_effort": "high"},
        {"thinking": {"type": "auto"}},
        {"enable_thinking": False, "thinking_budget": 10},
        {"reasoning": {"effort": "high", "exclude": True, "x": {"y": 1}}},
        {"reasoning_effort": "minimal"},
        {"reasoning_effort": "default"},
        {"max_completion_tokens": 10},
        {"logit_bias": {"1": 1}},
        {"thinking": {"type": "enabled"}, "max_tokens": 5},
        {"response_format": {"type": "json_schema", "json_schema": {"name": "a"}, "x": 1}},
        {"tools": [{"type": "custom", "custom": {"name": "p", "format": {"type": "text"}, "x": 1}, "y": 2}]},
        {"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "https://e.example/a", "x": 1}, "y": {}}]}]},
        {"messages": [
            {"role": "assistant", "tool_calls": [
                {"index": 0, "id": "a", "type": "function", "function": {"name": "f", "arguments": "{}", "x": 1}, "y": 1}]},
            {"role": "tool", "tool_call_id": "a", "content": "1", "z": 1},
        ]},
        {"functions": [{"name": "f"}], "function_call": "auto"},
        {"functions": [{"name": "f"}], "function_call": {"name": "f"}},
        {"messages": [{"role": "assistant", "content": ""}, {"role": "user", "content": ""}]},
        {"messages": [{"role": "assistant", "content": None, "function_call": {"name": "f", "arguments": "{}"}}, {"role": "user", "content": "x"}]},
        {"messages": [{"role": "assistant", "content": "x", "reasoning_content": ""}]},
        {"messages": [{"role": "assistant", "content": "x", "reasoning_details": [{"type": "reasoning.text", "text": "t"}]}]},
        {"messages": [{"role": "user", "content": [{"type": "input_audio", "input_audio": "https://e.example/a.mp3"}]}]},
    ],
)  # fmt: skip
def test_odd_forms_survive(extra: dict[str, Any]) -> None:
    body = {"model": "m", "messages": [{"role": "user", "content": "hi"}], **extra}
    made = again(body)
    if "function_call" in str(extra.get("messages")):
        # The call had no result: one is put in, because OpenAI refuses the request otherwise.
        assert made["messages"][0] == extra["messages"][0]
        assert made["messages"][1]["role"] == "tool"
        return
    assert made == body


def test_usage_is_asked_for_in_streams() -> None:
    assert again({"model": "m", "messages": [{"role": "user", "content": "x"}], "stream": True})["stream_options"] == {
        "include_usage": True
    }


def test_openai_refuses_what_only_others_know() -> None:
    body = {
        "model": "gpt-5.1",
        "messages": [{"role": "assistant", "content": "a", "reasoning_content": "why"}],
        "top_k": 5,
        "temperature": 0.2,
        "stop": ["x"],
        "max_tokens": 9,
        "logit_bias": {"1": 1},
        "reasoning_effort": "minimal",
        "tools": [],
    }
    report = Report()
    request = FORMAT.parse_request(body, None, None)
    made = build(request, model="gpt-5.1", report=report)
    assert made == {
        "model": "gpt-5.1",
        "messages": [{"role": "assistant", "content": "a"}],
        "max_completion_tokens": 9,
        "reasoning_effort": "low",
    }
    assert {path for path, _ in losses(report)} == {
        "messages[0].reasoning_content", "top_k", "temperature", "stop", "logit_bias", "reasoning_effort",
    }  # fmt: skip


JSON_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
TEXT = st.text(max_size=6)
TEXT_PARTS = st.lists(st.builds(lambda text: {"type": "text", "text": text}, TEXT), min_size=1, max_size=3)


@st.composite
def messages(draw: st.DrawFn) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 4))):
        match draw(st.sampled_from(["system", "user", "assistant", "calls"])):
            case "system":
                made.append(
                    {"role": draw(st.sampled_from(["system", "developer"])), "content": draw(TEXT | TEXT_PARTS)}
                )
            case "user":
                made.append({"role": "user", "content": draw(TEXT | TEXT_PARTS)})
            case "assistant":
                made.append({"role": "assistant", "content": draw(TEXT | TEXT_PARTS)})
            case _:
                ids = [f"call_{number}_{index}" for index in range(draw(st.integers(1, 2)))]
                calls = [
                    {"id": item, "type": "function", "function": {"name": "f", "arguments": draw(TEXT)}} for item in ids
                ]
                made.append({"role": "assistant", "content": draw(st.none() | TEXT), "tool_calls": calls})
                made.extend({"role": "tool", "tool_call_id": item, "content": draw(TEXT)} for item in ids)
    return made


@given(messages(), st.dictionaries(st.sampled_from(["x", "seed", "temperature", "metadata"]), st.none(), max_size=3))
def test_conversations_survive_the_round_trip(conversation: list[dict[str, Any]], nulls: dict[str, Any]) -> None:
    body = {"model": "m", "messages": conversation, **nulls}
    assert again(body) == body
    first = FORMAT.parse_request(body, None, None)
    assert FORMAT.parse_request(again(body), None, None) == first


@given(JSON_VALUE)
def test_any_json_is_read_or_refused(value: Any) -> None:
    assistant_turn = [{"role": "assistant", "content": value, "tool_calls": value}]
    for body in (value, {"model": "m", "messages": value}, {"model": "m", "messages": assistant_turn, "tools": value}):
        if isinstance(body, dict):
            with contextlib.suppress(InvalidRequestError):
                again(body)


# --------------------------------------------------------------------------- system and content


def test_system_text_becomes_one_string_and_billing_lines_go() -> None:
    report = Report()
    system = ir.Message(
        role="system",
        parts=[
            ir.TextPart(text="x-anthropic-billing-header: cc_version=1;", path="system[0]"),
            ir.TextPart(text="One.", cache_control={"type": "ephemeral"}, path="system[1]"),
            ir.TextPart(text="Two.", path="system[2]"),
        ],
    )
    made = build(foreign([system, user(ir.TextPart(text="hi"))]), report=report)
    assert made["messages"][0] == {"role": "system", "content": "One.\n\nTwo."}
    assert losses(report) == [("system[0]", "dropped"), ("system[1].cache_control", "dropped")]


def test_system_text_stays_in_its_place_unless_the_vendor_wants_it_in_front() -> None:
    request = foreign(
        [
            ir.Message(role="system", parts=[ir.TextPart(text="A")]),
            user(ir.TextPart(text="hi")),
            ir.Message(role="developer", parts=[ir.TextPart(text="B")], path="messages[1]"),
        ]
    )
    assert [item["role"] for item in build(request)["messages"]] == ["system", "user", "developer"]
    report = Report()
    made = build(request, compatible("v", system="front"), report=report)
    assert made["messages"][0] == {"role": "system", "content": "A\n\nB"}
    assert losses(report) == [("messages[1]", "approximated")]
    assert (
        build(foreign([user(ir.TextPart(text="x"))]), compatible("v", system="front"))["messages"][0]["role"] == "user"
    )


def test_developer_is_an_openai_word() -> None:
    request = foreign([ir.Message(role="developer", parts=[ir.TextPart(text="A")])])
    assert build(request)["messages"][0]["role"] == "developer"
    assert build(request, compatible("v"))["messages"][0]["role"] == "system"
    assert build(request, model="o1-mini")["messages"][0]["role"] == "user"


def test_cache_marks_go_to_vendors_that_take_them() -> None:
    request = foreign([user(ir.TextPart(text="hi", cache_control={"type": "ephemeral"}))])
    assert build(request)["messages"][0]["content"] == "hi"
    content = build(request, compatible("v", cache_control=True))["messages"][0]["content"]
    assert content == [{"type": "text", "text": "hi", "cache_control": {"type": "ephemeral"}}]


def test_media_in_and_out_of_bounds() -> None:
    parts: list[ir.Part] = [
        ir.ImagePart(source=ir.Media(data="a-_b", media_type="image/png"), detail="high", path="p[0]"),
        ir.ImagePart(source=ir.Media(data="AAAA", media_type="image/tiff"), path="p[1]"),
        ir.AudioPart(source=ir.Media(data="AAAA", media_type="audio/mpeg"), path="p[2]"),
        ir.AudioPart(source=ir.Media(data="AAAA", media_type="audio/ogg"), path="p[3]"),
        ir.FilePart(source=ir.Media(data="JVBERi0=", media_type="application/pdf"), title="T", path="p[4]"),
        ir.FilePart(source=ir.Media(url="https://e.example/a.pdf"), path="p[5]"),
        ir.FilePart(source=ir.Media(file_id="file_1"), path="p[6]"),
        ir.FilePart(source=ir.Media(text="plain", media_type="text/plain"), filename="a.txt", path="p[7]"),
        ir.FilePart(source=ir.Media(data="aGk=", media_type="text/plain"), path="p[8]"),
        ir.FilePart(source=ir.Media(data="////", media_type="text/plain"), path="p[9]"),
        ir.FilePart(source=ir.Media(url="https://e.example/a.mp4", media_type="video/mp4"), path="p[10]"),
        ir.FilePart(source=ir.Media(data="AAAA", media_type="image/gif"), path="p[11]"),
        ir.ImagePart(source=ir.Media(file_id="file_2"), path="p[12]"),
    ]
    report = Report()
    content = build(foreign([user(*parts)]), report=report)["messages"][0]["content"]
    assert [item["type"] for item in content] == [
        "image_url", "text", "input_audio", "text", "file", "text", "text", "text", "text", "text", "text", "image_url", "text",
    ]  # fmt: skip
    assert content[0] == {"type": "image_url", "image_url": {"url": "data:image/png;base64,a+/b", "detail": "high"}}
    assert content[2] == {"type": "input_audio", "input_audio": {"data": "AAAA", "format": "mp3"}}
    assert content[4] == {
        "type": "file",
        "file": {"filename": "T", "file_data": "data:application/pdf;base64,JVBERi0="},
    }
    assert content[7]["text"] == "a.txt\n\nplain"
    assert content[8]["text"] == "hi"
    assert [path for path, _ in losses(report)] == ["p[1]", "p[3]", "p[5]", "p[6]", "p[9]", "p[10]", "p[12]"]
    assert all(line.severity == "error" for line in report)
    blind = build(foreign([user(parts[4], parts[6])]), compatible("v"))["messages"][0]["content"]
    assert blind.count("left out") == 2
    inside = ir.Message(role="system", parts=[ir.ImagePart(source=ir.Media(url="https://e.example/a.png"), path="s")])
    assert "takes only text here" in build(foreign([inside]))["messages"][0]["content"]
    video = build(foreign([user(parts[10])]), OPEN)["messages"][0]["content"]
    assert video == [{"type": "video_url", "video_url": {"url": "https://e.example/a.mp4"}}]


def test_vendors_without_eyes_get_a_note_in_plain_text() -> None:
    picture = ir.ImagePart(source=ir.Media(data="AAAA", media_type="image/png"), path="p")
    dialect = compatible("v", parts=frozenset())
    content = build(foreign([user(ir.TextPart(text="a"), picture)]), dialect)["messages"][0]["content"]
    assert content == "a\n\n[Image left out: this endpoint takes no image of type image/png]"
    assert "image" not in str(build(foreign([user(picture)]), model="gpt-3.5-turbo")["messages"][0]["content"][:5])


def test_opaque_blocks_become_their_readable_text_or_go() -> None:
    block = ir.Native(vendor="anthropic", format="anthropic", block={"type": "search_result"})
    report = Report()
    content = build(
        foreign([user(ir.OpaquePart(native=block, text="shown", path="a"), ir.OpaquePart(native=block, path="b"))]),
        report=report,
    )["messages"][0]["content"]
    assert content == "shown"
    assert losses(report) == [("a", "approximated"), ("b", "dropped")]


def test_misplaced_parts_and_empty_messages_go() -> None:
    report = Report()
    made = build(
        foreign(
            [user(ir.ReasoningPart(text="x", path="r")), user(ir.TextPart(text="")), user(ir.RefusalPart(text="no"))]
        ),
        report=report,
    )
    assert made["messages"] == [{"role": "user", "content": "no"}]
    assert losses(report) == [("r", "dropped")]


def test_an_empty_conversation_is_sent_as_an_empty_message() -> None:
    report = Report()
    assert build(foreign([]), report=report)["messages"] == [{"role": "user", "content": ""}]
    assert losses(report) == [("messages", "added")]


# --------------------------------------------------------------------------- assistant turns


def assistant(*parts: ir.Part) -> ir.Message:
    return ir.Message(role="assistant", parts=list(parts))


def call(name: str = "f", arguments: str = "{}", **fields: Any) -> ir.ToolCallPart:
    return ir.ToolCallPart(id=fields.pop("id", "c1"), name=name, arguments=arguments, **fields)


def result(*content: ir.Part, call_id: str = "c1", **fields: Any) -> ir.Message:
    part = ir.ToolResultPart(call_id=call_id, content=list(content), path="r", **fields)
    return ir.Message(role="tool", parts=[part])


def test_neighbouring_texts_are_one_text_others_are_paragraphs() -> None:
    opaque = ir.OpaquePart(native=ir.Native(vendor="a", format="anthropic", block={}))
    turn = assistant(ir.TextPart(text="Hel"), ir.TextPart(text="lo."), opaque, ir.TextPart(text="Found."))
    assert build(foreign([turn]))["messages"] == [{"role": "assistant", "content": "Hello.\n\nFound."}]


def test_a_turn_of_thoughts_alone_is_left_out() -> None:
    turn = assistant(ir.ReasoningPart(text="hm", path="t"))
    report = Report()
    made = build(foreign([user(ir.TextPart(text="x")), turn]), report=report)
    assert len(made["messages"]) == 1
    assert losses(report) == [("t", "dropped")]


def test_calls_have_null_content_and_safe_short_ids() -> None:
    long = "toolu." + "x" * 60
    turn = assistant(call(id=long, arguments=" "))
    made = build(foreign([turn, result(ir.TextPart(text="ok"), call_id=long)]))["messages"]
    sent = made[0]["tool_calls"][0]
    assert made[0]["content"] is None
    assert sent["function"] == {"name": "f", "arguments": "{}"}
    assert len(sent["id"]) <= 40
    assert made[1] == {"role": "tool", "tool_call_id": sent["id"], "content": "ok"}


def test_refusals_and_audio_of_the_model() -> None:
    own = ir.AudioPart(source=ir.Media(), id="audio_1")
    made = build(foreign([assistant(ir.RefusalPart(text="No.")), assistant(own, ir.TextPart(text="x"))]))["messages"]
    assert made == [
        {"role": "assistant", "refusal": "No.", "content": None},
        {"role": "assistant", "content": "x"},
    ]


def test_pictures_in_results_follow_as_the_users() -> None:
    picture = ir.ImagePart(source=ir.Media(data="AAAA", media_type="image/png"), path="i")
    turn = assistant(call(id="a"), call(id="b"))
    results = ir.Message(
        role="tool",
        parts=[
            ir.ToolResultPart(call_id="a", content=[ir.TextPart(text="see"), picture]),
            ir.ToolResultPart(call_id="b", content=[picture]),
        ],
    )
    report = Report()
    made = build(foreign([turn, results]), report=report)["messages"]
    assert [item["role"] for item in made] == ["assistant", "tool", "tool", "user"]
    assert made[1]["content"] == "see"
    assert made[2]["content"] == "[The tool returned only media; it follows.]"
    assert [part["type"] for part in made[3]["content"]] == ["text", "image_url", "text", "image_url"]
    assert losses(report) == [("i", "approximated")]


def test_errors_of_tools_are_said_in_words() -> None:
    turn = assistant(call())
    made = build(foreign([turn, result(ir.TextPart(text="no such file"), is_error=True)]))["messages"]
    assert made[1]["content"] == "Error: no such file"
    made = build(foreign([turn, result(ir.TextPart(text="<tool_use_error>x</tool_use_error>"), is_error=True)]))[
        "messages"
    ]
    assert made[1]["content"].startswith("<tool_use_error>")
    assert build(foreign([turn, result()]))["messages"][1]["content"] == ""


def test_extras_of_other_formats_are_reported() -> None:
    report = Report()
    build(
        foreign(
            [
                ir.Message(role="user", parts=[ir.TextPart(text="x", extra={"k": 1}, path="m[0].content[0]")], extra={"z": 1}, path="m[0]"),
                assistant(call(extra={"caller": 1}, path="m[1].content[0]")),
                result(ir.TextPart(text="ok"), extra={"q": 1}),
            ],
            tools=[ir.Tool(name="f", extra={"eager": True}, path="tools[0]")],
            extra={"top": 1},
            output_format=ir.OutputFormat(kind="text", extra={"w": 1}, path="format"),
        ),
        report=report,
    )  # fmt: skip
    assert {path for path, _ in losses(report)} == {
        "m[0].content[0].k", "m[0].z", "m[1].content[0].caller", "r.q", "tools[0].eager", "top", "format.w",
    }  # fmt: skip


# --------------------------------------------------------------------------- thoughts in the history


def signed(vendor: str, wire: Any, block: dict[str, Any] | None = None, text: str = "why") -> ir.ReasoningPart:
    return ir.ReasoningPart(text=text, native=ir.Native(vendor=vendor, format=wire, block=block or {}), path="t")


def test_foreign_thoughts_are_plain_where_the_vendor_takes_them_and_dropped_elsewhere() -> None:
    turn = assistant(signed("anthropic", "anthropic", {"signature": "s"}), call())
    history = [turn, result(ir.TextPart(text="ok"))]
    report = Report()
    assert "reasoning_content" not in build(foreign(history), report=report)["messages"][0]
    assert losses(report) == [("t", "dropped")]
    deepseek = compatible("deepseek", reasoning_replay="tool_turns")
    assert build(foreign(history), deepseek)["messages"][0]["reasoning_content"] == "why"
    assert "signature" not in json.dumps(build(foreign(history), deepseek))


def test_turns_with_calls_get_an_empty_thought_where_one_must_stand() -> None:
    history = [assistant(call()), result(ir.TextPart(text="ok")), assistant(ir.TextPart(text="done"))]
    made = build(foreign(history), compatible("deepseek", reasoning_replay="always"))["messages"]
    assert made[0]["reasoning_content"] == ""
    assert "reasoning_content" not in made[2]


def test_thoughts_of_finished_turns_stay_away_unless_always_wanted() -> None:
    history = [assistant(signed("anthropic", "anthropic"), ir.TextPart(text="done"))]
    tool_turns, always = compatible("v", reasoning_replay="tool_turns"), compatible("v", reasoning_replay="always")
    assert "reasoning_content" not in build(foreign(history), tool_turns)["messages"][0]
    assert build(foreign(history), always)["messages"][0]["reasoning_content"] == "why"


def test_own_state_returns_verbatim() -> None:
    details = [{"type": "reasoning.encrypted", "data": "x"}]
    first = signed("openrouter", "openai-chat", {"reasoning_details": details})
    second = signed(
        "openrouter", "openai-chat", {"reasoning_details": [{"type": "reasoning.text", "text": "y"}]}, text=""
    )
    dialect = compatible("openrouter", reasoning_field="reasoning", state_fields=("reasoning_details",))
    made = build(foreign([assistant(first, second, ir.TextPart(text="a"))]), dialect)["messages"][0]
    assert made["reasoning_details"] == [*details, {"type": "reasoning.text", "text": "y"}]
    assert made["reasoning"] == "why"
    report = Report()
    other = build(foreign([assistant(first, ir.TextPart(text="a"))]), compatible("groq"), report=report)["messages"][0]
    assert "reasoning_details" not in other
    assert losses(report) == [("t", "dropped")]


def test_state_a_dialect_does_not_know_is_reported() -> None:
    part = signed("v", "openai-chat", {"reasoning_encrypted": "x"})
    report = Report()
    made = build(foreign([assistant(part, ir.TextPart(text="a"))]), compatible("v"), report=report)["messages"][0]
    assert made == {"role": "assistant", "content": "a", "reasoning_content": "why"}
    assert losses(report) == [("t", "dropped")]


def test_thoughts_inside_the_content() -> None:
    mistral = compatible("mistral", reasoning_field="content", reasoning_replay="always")
    block = {"type": "thinking", "thinking": [{"type": "text", "text": "why"}], "closed": True}
    own = signed("mistral", "openai-chat", block)
    made = build(foreign([assistant(own, ir.TextPart(text="a"))]), mistral)["messages"][0]
    assert made["content"] == [block, {"type": "text", "text": "a"}]
    plain = build(foreign([assistant(signed("x", "anthropic"), ir.TextPart(text="a"))]), mistral)["messages"][0]
    assert plain["content"][0] == {"type": "thinking", "thinking": [{"type": "text", "text": "why"}]}
    body = {"model": "m", "messages": [{"role": "assistant", "content": [block, {"type": "text", "text": "a"}]}]}
    assert again(body, mistral) == body
    assert again(body, OPEN)["messages"] == [{"role": "assistant", "content": [{"type": "text", "text": "a"}]}]


def test_thoughts_without_text_have_nothing_to_give() -> None:
    report = Report()
    always = compatible("v", reasoning_replay="always")
    build(foreign([assistant(ir.ReasoningPart(path="t"), ir.TextPart(text="a"))]), always, report=report)
    assert losses(report) == [("t", "dropped")]


def test_thoughts_alone_stand_beside_empty_content() -> None:
    always = compatible("v", reasoning_replay="always")
    thought = [user(ir.TextPart(text="x")), assistant(ir.ReasoningPart(text="hm"))]
    assert build(foreign(thought), always)["messages"][1] == {
        "role": "assistant",
        "reasoning_content": "hm",
        "content": "",
    }
    nothing = {"model": "m", "messages": [{"role": "assistant", "content": None}]}
    assert again(nothing)["messages"] == [{"role": "assistant", "content": ""}]


# --------------------------------------------------------------------------- tools


def test_functions_for_openai() -> None:
    tools = [
        ir.Tool(name="plain", path="tools[0]"),
        ir.Tool(name="mcp__server__" + "x" * 80, parameters={"type": "object"}, path="tools[1]"),
        ir.Tool(name="loose", strict=True, parameters={"type": "object", "properties": {"a": {}}}, path="tools[2]"),
        ir.Tool(name="closed", strict=True, parameters={"type": "object", "properties": {}, "additionalProperties": False}, path="tools[3]"),
        ir.Tool(name="free", strict=False, description="d", path="tools[4]"),
    ]  # fmt: skip
    report = Report()
    context, made = context_and_body(foreign(tools=tools), report=report)
    functions = [tool["function"] for tool in made["tools"]]
    assert functions[0] == {"name": "plain", "parameters": {"type": "object", "properties": {}}}
    assert len(functions[1]["name"]) <= 64
    assert context.names.restore(functions[1]["name"]) == tools[1].name
    assert "strict" not in functions[2]
    assert functions[3]["strict"] is True
    assert "strict" not in functions[4]
    assert losses(report) == [("tools[2].strict", "approximated")]
    report = Report()
    made = build(foreign(tools=[tools[3]]), compatible("v", refuses=frozenset({"strict"})), report=report)
    assert "strict" not in made["tools"][0]["function"]
    assert losses(report) == [("tools[3].strict", "dropped")]


def test_freeform_tools_stay_freeform_or_are_wrapped() -> None:
    grammar = {"type": "grammar", "syntax": "lark", "definition": "start: x"}
    tool = ir.Tool(name="patch", kind="custom", custom_format=grammar, description="Edits.", path="tools[0]")
    history = [assistant(call("patch", "*** Begin", kind="custom")), result(ir.TextPart(text="ok"), kind="custom")]
    request = foreign(history, tools=[tool], tool_choice=ir.ToolChoice(mode="tool", names=("patch",), required=True))
    context, made = context_and_body(request, model="gpt-5.1")
    assert made["tools"][0]["custom"]["format"] == {
        "type": "grammar",
        "grammar": {"syntax": "lark", "definition": "start: x"},
    }
    assert made["messages"][0]["tool_calls"][0]["custom"] == {"name": "patch", "input": "*** Begin"}
    assert made["tool_choice"] == {"type": "custom", "custom": {"name": "patch"}}
    assert not context.custom_tools
    context, made = context_and_body(request, compatible("v"))
    assert made["tools"][0]["function"]["parameters"]["required"] == ["input"]
    assert made["messages"][0]["tool_calls"][0]["function"]["arguments"] == '{"input":"*** Begin"}'
    assert made["tool_choice"] == {"type": "function", "function": {"name": "patch"}}
    assert context.custom_tools == {"patch"}
    plain = ir.Tool(name="p", kind="custom", custom_format={"type": "text"})
    assert build(foreign(tools=[plain]), model="gpt-5")["tools"][0] == {
        "type": "custom", "custom": {"name": "p", "format": {"type": "text"}},
    }  # fmt: skip


def test_cache_marks_on_tools() -> None:
    tools = [ir.Tool(name="a", cache_control={"type": "ephemeral"}, path="tools[0]")]
    report = Report()
    assert "cache_control" not in build(foreign(tools=tools), report=report)["tools"][0]
    assert losses(report) == [("tools[0].cache_control", "dropped")]
    marked = build(foreign(tools=tools), compatible("v", cache_control=True))["tools"][0]
    assert marked["cache_control"] == {"type": "ephemeral"}


def test_namespaces_flatten_and_are_remembered() -> None:
    tools = [ir.Tool(name="exec", namespace="functions"), ir.Tool(name="exec", namespace="other")]
    turn = assistant(call("exec", namespace="other"))
    context, made = context_and_body(foreign([turn, result(ir.TextPart(text="ok"))], tools=tools))
    assert [tool["function"]["name"] for tool in made["tools"]] == ["exec", "other__exec"]
    assert made["messages"][0]["tool_calls"][0]["function"]["name"] == "other__exec"
    assert context.namespaces == {"exec": "functions", "other__exec": "other"}


def test_server_tools() -> None:
    search = ir.Tool(name="web_search", kind="server", path="tools[0]")
    code = ir.Tool(name="code_execution", kind="server", path="tools[1]")
    report = Report()
    made = build(foreign(tools=[search, code]), report=report)
    assert "tools" not in made
    assert losses(report) == [("tools[0]", "dropped"), ("tools[1]", "dropped")]
    assert build(foreign(tools=[search]), model="gpt-4o-search-preview")["web_search_options"] == {}
    assert build(foreign(tools=[search]), compatible("q", web_search={"enable_search": True}))["enable_search"] is True
    assert build(foreign(tools=[search]), compatible("o", web_search={"plugins": [{"id": "web"}]}))["plugins"] == [
        {"id": "web"}
    ]
    zhipu = compatible("z", web_search={"tools": [{"type": "web_search"}]})
    assert build(foreign(tools=[search]), zhipu)["tools"] == [{"type": "web_search"}]


def test_models_without_tools_and_vendors_with_a_limit() -> None:
    report = Report()
    made = build(foreign(tools=[ir.Tool(name="a", path="tools[0]")]), model="o1-mini", report=report)
    assert "tools" not in made
    assert losses(report) == [("tools[0]", "dropped")]
    report = Report()
    made = build(foreign(tools=[ir.Tool(name=f"t{index}") for index in range(130)]), report=report)
    assert len(made["tools"]) == 128
    assert losses(report) == [("tools", "dropped")]


CHOICES = frozenset({"none", "required", "tool", "allowed"})


@pytest.mark.parametrize(
    ("choice", "modes", "expected"),
    [
        (ir.ToolChoice(mode="auto"), CHOICES, "auto"),
        (ir.ToolChoice(mode="none"), CHOICES, "none"),
        (ir.ToolChoice(mode="required", required=True), CHOICES, "any"),
        (ir.ToolChoice(mode="required", required=True), frozenset({"none"}), "auto"),
        (ir.ToolChoice(mode="tool", names=("a",)), CHOICES, {"type": "function", "function": {"name": "a"}}),
        (ir.ToolChoice(mode="tool", names=("a",)), frozenset(), "auto"),
        (
            ir.ToolChoice(mode="allowed", names=("a",), required=True),
            CHOICES,
            {
                "type": "allowed_tools",
                "allowed_tools": {"mode": "required", "tools": [{"type": "function", "function": {"name": "a"}}]},
            },
        ),
        (ir.ToolChoice(mode="allowed", names=("a",)), frozenset(), "auto"),
        (ir.ToolChoice(mode="allowed", names=("a",), required=True), frozenset({"required"}), "any"),
        (ir.ToolChoice(mode="allowed", names=("a",), required=True), frozenset({"none"}), "auto"),
    ],
)
def test_choices_in_the_vendors_words(choice: ir.ToolChoice, modes: Any, expected: Any) -> None:
    dialect = compatible("v", tool_choices=modes, required_word="any")
    made = build(foreign(tools=[ir.Tool(name="a"), ir.Tool(name="b")], tool_choice=choice), dialect)
    assert made["tool_choice"] == expected
    if choice.mode == "allowed" and "allowed" not in modes:
        assert [tool["function"]["name"] for tool in made["tools"]] == ["a"]


def test_choices_that_cannot_be_said() -> None:
    one = [ir.Tool(name="a")]
    only = foreign(tools=one, tool_choice=ir.ToolChoice(mode="tool", names=("a",)))
    assert build(only, compatible("v", tool_choices=frozenset({"required"})))["tool_choice"] == "required"
    none = foreign(tools=one, tool_choice=ir.ToolChoice(mode="none"))
    report = Report()
    assert "tools" not in build(none, compatible("v", tool_choices=frozenset()), report=report)
    assert losses(report) == [("tool_choice", "approximated")]
    report = Report()
    made = build(foreign(tool_choice=ir.ToolChoice(mode="required", path="tool_choice")), report=report)
    assert "tool_choice" not in made
    assert losses(report) == [("tool_choice", "dropped")]
    assert "tool_choice" not in build(foreign(tool_choice=ir.ToolChoice(mode="auto")))
    report = Report()
    ghost = foreign(tools=one, tool_choice=ir.ToolChoice(mode="tool", names=("ghost",), path="tool_choice"))
    assert "tool_choice" not in build(ghost, report=report)
    assert losses(report) == [("tool_choice", "dropped")]
    body = {
        "model": "m", "messages": [{"role": "user", "content": "x"}], "tool_choice": {"type": "web"},
        "tools": [{"type": "web"}],
    }  # fmt: skip
    assert again(body)["tool_choice"] == {"type": "web"}


def test_one_candidate_is_the_default_everywhere() -> None:
    report = Report()
    body = {"model": "m", "messages": [{"role": "user", "content": "x"}], "n": 1}
    request = FORMAT.parse_request(body, None, None)
    assert "n" not in build(request, compatible("v", refuses=frozenset({"n"})), report=report)
    assert not losses(report)


def test_parallel_calls() -> None:
    tools = [ir.Tool(name="a")]
    assert build(foreign(tools=tools, parallel_tool_calls=False))["parallel_tool_calls"] is False
    assert "parallel_tool_calls" not in build(foreign(tools=tools, parallel_tool_calls=True))
    assert "parallel_tool_calls" not in build(foreign(parallel_tool_calls=False))
    report = Report()
    assert "parallel_tool_calls" not in build(
        foreign(tools=tools, parallel_tool_calls=False), model="o1", report=report
    )
    assert losses(report) == [("parallel_tool_calls", "dropped")]
    report = Report()
    build(foreign(tools=tools, parallel_tool_calls=True), model="o1", report=report)
    assert not losses(report)


# --------------------------------------------------------------------------- thinking


@pytest.mark.parametrize(
    ("reasoning", "dialect", "model", "expected"),
    [
        ({"effort": "high"}, OPENAI, "gpt-5.1", {"reasoning_effort": "high"}),
        ({"effort": "max"}, OPENAI, "gpt-5.1", {"reasoning_effort": "high"}),
        ({"enabled": True, "budget_tokens": 31999}, OPENAI, "gpt-5.2", {"reasoning_effort": "xhigh"}),
        ({"enabled": True, "adaptive": True}, OPENAI, "gpt-5.1", {"reasoning_effort": "medium"}),
        ({"enabled": False}, OPENAI, "gpt-5.1", {"reasoning_effort": "none"}),
        ({"enabled": False}, OPENAI, "gpt-5", {"reasoning_effort": "minimal"}),
        ({"effort": "high"}, OPENAI, "gpt-4.1", {}),
        ({"enabled": False}, OPENAI, "gpt-4.1", {}),
        ({"effort": "high"}, OPENAI, "unknown", {"reasoning_effort": "high"}),
        ({"effort": "medium"}, compatible("d", reasoning="thinking", efforts=("low", "high", "max")), "m",
         {"thinking": {"type": "enabled"}, "reasoning_effort": "high"}),
        ({"enabled": True}, compatible("d", reasoning="thinking", efforts=("low",)), "m", {"thinking": {"type": "enabled"}}),
        ({"enabled": False}, compatible("d", reasoning="thinking"), "m", {"thinking": {"type": "disabled"}}),
        ({"effort": "low"}, compatible("q", reasoning="enable_thinking"), "m", {"enable_thinking": True, "thinking_budget": 1024}),
        ({"budget_tokens": 99}, compatible("q", reasoning="enable_thinking"), "m", {"enable_thinking": True, "thinking_budget": 99}),
        ({"enabled": True, "budget_tokens": -1}, compatible("q", reasoning="enable_thinking"), "m", {"enable_thinking": True}),
        ({"enabled": False}, compatible("q", reasoning="enable_thinking"), "m", {"enable_thinking": False}),
        ({"effort": "high", "show": False}, compatible("o", reasoning="object"), "m", {"reasoning": {"effort": "high", "exclude": True}}),
        ({"budget_tokens": 99}, compatible("o", reasoning="object"), "m", {"reasoning": {"max_tokens": 99}}),
        ({"enabled": True}, compatible("o", reasoning="object"), "m", {"reasoning": {"enabled": True}}),
        ({"enabled": False}, compatible("o", reasoning="object"), "m", {"reasoning": {"enabled": False}}),
        ({"effort": "high"}, compatible("v"), "m", {}),
    ],
)  # fmt: skip
def test_thinking_is_asked_for_in_the_vendors_words(
    reasoning: dict[str, Any], dialect: Any, model: str, expected: dict[str, Any]
) -> None:
    made = build(foreign(reasoning=ir.Reasoning(path="thinking", **reasoning)), dialect, model=model)
    assert {key: value for key, value in made.items() if key not in ("model", "messages")} == expected


def test_tools_switch_reasoning_off_where_chat_does_not_take_both() -> None:
    report = Report()
    request = foreign(tools=[ir.Tool(name="a")], reasoning=ir.Reasoning(effort="high", path="output_config"))
    assert build(request, model="gpt-5.5", report=report)["reasoning_effort"] == "none"
    assert losses(report) == [("output_config", "approximated")]
    assert build(foreign(tools=[ir.Tool(name="a")]), model="gpt-5.5")["reasoning_effort"] == "none"
    report = Report()
    build(foreign(tools=[ir.Tool(name="a")], reasoning=ir.Reasoning(enabled=False)), model="gpt-5.5", report=report)
    assert not losses(report)
    assert build(foreign(reasoning=ir.Reasoning(effort="high")), model="gpt-5.5")["reasoning_effort"] == "high"


def test_summaries_and_foreign_settings_are_reported() -> None:
    report = Report()
    build(
        foreign(
            reasoning=ir.Reasoning(effort="low", summary="auto", show=True, extra={"context": "all"}, path="reasoning")
        ),
        model="gpt-5.1",
        report=report,
    )
    assert set(losses(report)) == {
        ("reasoning.context", "dropped"), ("reasoning.summary", "dropped"), ("reasoning.show", "dropped"),
    }  # fmt: skip


def test_the_openai_word_is_translated_for_other_vendors() -> None:
    body = {"model": "m", "messages": [{"role": "user", "content": "x"}], "reasoning_effort": "high"}
    qwen = compatible("qwen", reasoning="enable_thinking")
    assert again(body, qwen)["enable_thinking"] is True
    own = {**body, "enable_thinking": True}
    assert again(own, qwen) == own


# --------------------------------------------------------------------------- other fields


def test_the_limit_in_the_vendors_word() -> None:
    request = foreign(max_output_tokens=10)
    assert build(request)["max_completion_tokens"] == 10
    assert build(request, compatible("v"))["max_tokens"] == 10
    assert build(request, compatible("v", limits=gpt.limits), model="gpt-5")["max_completion_tokens"] == 10


def test_clamps_are_reported() -> None:
    report = Report()
    dialect = compatible("v", clamps={"temperature": (0.01, 1.0), "top_p": (0.1, 1.0)})
    made = build(foreign(temperature=2, top_p=0.01), dialect, report=report)
    assert (made["temperature"], made["top_p"]) == (1.0, 0.1)
    assert losses(report) == [("temperature", "clamped"), ("top_p", "clamped")]


def test_sampling_of_reasoning_models() -> None:
    report = Report()
    request = foreign(temperature=1, top_p=0.5, presence_penalty=0, logprobs=False, top_logprobs=1, verbosity="low")
    made = build(request, model="gpt-5", report=report)
    assert (made["temperature"], made["presence_penalty"], made["verbosity"]) == (1, 0, "low")
    assert "top_p" not in made
    assert losses(report) == [("top_p", "dropped"), ("top_logprobs", "dropped")]
    report = Report()
    assert "verbosity" not in build(foreign(verbosity="low"), report=report)
    assert losses(report) == [("verbosity", "dropped")]


def test_stop_sequences() -> None:
    report = Report()
    assert build(foreign(stop=list("abcdef")), report=report)["stop"] == list("abcd")
    assert losses(report) == [("stop", "dropped")]
    assert "stop" not in build(foreign(stop=["a"]), compatible("v", refuses=frozenset({"stop"})))
    assert "stop" not in build(foreign(stop=["a"]), model="o3")


def test_who_asks() -> None:
    report = Report()
    made = build(foreign(user=json.dumps({"device": "x" * 140}), prompt_cache_key="k" * 70), report=report)
    assert made["user"].startswith("user_")
    assert len(made["user"]) <= 64
    assert len(made["prompt_cache_key"]) == 32
    assert losses(report) == [("user", "approximated"), ("prompt_cache_key", "approximated")]
    assert build(foreign(user="ann", prompt_cache_key="k"))["user"] == "ann"
    report = Report()
    assert "user" not in build(foreign(user="ann"), compatible("v"), report=report)
    assert losses(report) == [("user", "dropped")]


def test_storing_and_tiers() -> None:
    report = Report()
    made = build(foreign(store=False, metadata={"a": "b"}, service_tier="standard_only"), report=report)
    assert made["service_tier"] == "default"
    assert "store" not in made
    assert losses(report) == [("metadata", "dropped")]
    made = build(foreign(store=True, metadata={"a": "b"}, service_tier="flex"))
    assert (made["store"], made["metadata"], made["service_tier"]) == (True, {"a": "b"}, "flex")
    report = Report()
    assert "service_tier" not in build(foreign(service_tier="odd", truncation="auto"), report=report)
    assert losses(report) == [("service_tier", "dropped"), ("truncation", "dropped")]
    report = Report()
    build(foreign(store=False, candidate_count=1), compatible("v"), report=report)
    assert not losses(report)


def test_a_conversation_kept_elsewhere_is_missing() -> None:
    report = Report()
    build(foreign(previous_response_id="resp_1"), report=report)
    assert [(line.path, line.severity) for line in report] == [("previous_response_id", "error")]


def test_stream_options_where_they_are_refused() -> None:
    made = build(foreign(stream=True), compatible("v", refuses=frozenset({"stream_options"})))
    assert made["stream"] is True
    assert "stream_options" not in made


def test_patch_has_the_last_word() -> None:
    def patch(request: ir.Request, body: dict[str, Any], report: Report) -> None:
        body["x"] = request.model

    assert build(foreign(), compatible("v", patch=patch))["x"] == "x"


# --------------------------------------------------------------------------- structured output


SCHEMA = {"type": "object", "properties": {"a": {"type": "string"}}}


def structured(**fields: Any) -> ir.Request:
    return foreign(output_format=ir.OutputFormat(path="format", **{"kind": "json_schema", "schema": SCHEMA, **fields}))


def test_json_schema() -> None:
    assert build(structured())["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "response", "schema": SCHEMA},
    }
    report = Report()
    made = build(structured(name="an answer!", strict=True, description="d"), report=report)["response_format"][
        "json_schema"
    ]
    assert made == {"name": "an_answer_", "description": "d", "schema": SCHEMA}
    assert losses(report) == [("format.name", "approximated"), ("format.strict", "approximated")]
    closed = {**SCHEMA, "additionalProperties": False, "required": ["a"]}
    assert build(structured(schema=closed, strict=True))["response_format"]["json_schema"]["strict"] is True
    assert build(structured(schema=None))["response_format"]["json_schema"] == {"name": "response"}


def test_a_schema_goes_into_the_prompt_where_there_is_no_such_output() -> None:
    report = Report()
    made = build(
        structured(description="A city."), compatible("v", output_formats=frozenset({"json_object"})), report=report
    )
    assert made["response_format"] == {"type": "json_object"}
    assert made["messages"][0]["role"] == "system"
    assert "It is: A city." in made["messages"][0]["content"]
    assert '{"type":"object","properties":{"a":{"type":"string"}}}' in made["messages"][0]["content"]
    assert losses(report) == [("format", "approximated")]
    made = build(structured(schema=None), compatible("v", output_formats=frozenset()))
    assert "response_format" not in made


def test_json_mode_needs_the_word() -> None:
    request = foreign(output_format=ir.OutputFormat(kind="json_object", path="format"))
    request.messages.insert(0, ir.Message(role="system", parts=[ir.TextPart(text="Be brief.")]))
    made = build(request)
    assert made["messages"][0]["content"] == "Be brief.\n\nAnswer with a JSON object."
    named = foreign([user(ir.TextPart(text="as json"))], output_format=ir.OutputFormat(kind="json_object"))
    assert build(named)["messages"] == [{"role": "user", "content": "as json"}]
    made = build(foreign(output_format=ir.OutputFormat(kind="json_object")), model="o1-mini")
    assert made["messages"][0] == {"role": "user", "content": "Answer with a JSON object."}
    prompted = build(named, compatible("v", output_formats=frozenset()))
    assert "response_format" not in prompted
    assert "response_format" not in build(foreign(output_format=ir.OutputFormat(kind="text")))


def test_the_endpoint() -> None:
    assert FORMAT.endpoint("gpt-4.1", True) == "/v1/chat/completions"
