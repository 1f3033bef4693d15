"""IR events as the Responses event stream, judged by the API's own rules."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bridge import carrier, ir, sse
from bridge.formats.base import Context
from bridge.formats.openai_responses import FORMAT
from bridge.formats.openai_responses.stream_parse import SUMMARY_BREAK
from bridge.report import Report
from tests.helpers.responses_grammar import check, events


def context(outbound: str = "anthropic", **fields: Any) -> Context:
    return Context(inbound="openai-responses", outbound=outbound, vendor=fields.pop("vendor", outbound), **fields)  # type: ignore[arg-type]  # format names


START = ir.ResponseStart(id="msg_1", model="claude", created=1)
STOP = ir.Finish(reason="stop")


def build(*items: ir.StreamEvent, exchange: Context | None = None, report: Report | None = None) -> bytes:
    builder = FORMAT.stream_builder(Report() if report is None else report, exchange or context())
    return b"".join(builder.feed(item) for item in items) + builder.flush()


def part(index: int, what: ir.Part, *deltas: str | ir.StreamEvent, **fields: Any) -> list[ir.StreamEvent]:
    inner = [ir.PartDelta(index=index, text=one) if isinstance(one, str) else one for one in deltas]
    return [ir.PartStart(index=index, part=what, **fields), *inner, ir.PartEnd(index=index)]


def test_a_usual_stream() -> None:
    native = ir.Native(vendor="anthropic", format="anthropic", block={"signature": "s"})
    data = build(
        START,
        *part(0, ir.ReasoningPart(), "Let me ", "see.", ir.NativeDelta(index=0, native=native)),
        ir.Ping(),
        *part(1, ir.TextPart(text=""), "Hi", "\u2028there"),
        *part(2, ir.ToolCallPart(id="toolu_1", name="f", arguments=""), '{"a"', ":1}"),
        ir.Finish(reason="tool_calls", usage=ir.Usage(input_tokens=3, output_tokens=2)),
    )
    assert b": keep-alive\n\n" in data
    response = check(data)
    thought, message, call = response["output"]
    assert thought["summary"] == [{"type": "summary_text", "text": "Let me see."}]
    carried = carrier.unpack(thought["encrypted_content"])
    assert carried is not None
    assert (carried[0].text, carried[0].native) == ("Let me see.", native)
    assert message["content"][0]["text"] == "Hi\u2028there"
    assert (call["call_id"], call["arguments"], call["status"]) == ("toolu_1", '{"a":1}', "completed")
    assert response["usage"]["total_tokens"] == 5
    kinds = [event["type"].removeprefix("response.") for event in events(data)]
    assert kinds == [
        "created", "in_progress",
        "output_item.added", "reasoning_summary_part.added", "reasoning_summary_text.delta", "reasoning_summary_text.delta",
        "reasoning_summary_text.done", "reasoning_summary_part.done", "output_item.done",
        "output_item.added", "content_part.added", "output_text.delta", "output_text.delta", "output_text.done",
        "content_part.done", "output_item.done",
        "output_item.added", "function_call_arguments.delta", "function_call_arguments.delta",
        "function_call_arguments.done", "output_item.done",
        "completed",
    ]  # fmt: skip


def test_texts_in_a_row_are_one_with_their_citations() -> None:
    report = Report()
    response = check(
        build(
            START,
            *part(
                0,
                ir.TextPart(text=""),
                "",
                "One. ",
                ir.CitationDelta(index=0, citation=ir.Citation(url="https://a.com")),
            ),
            *part(1, ir.TextPart(text="")),
            *part(
                2,
                ir.TextPart(text="T"),
                "wo.",
                ir.CitationDelta(index=2, citation=ir.Citation(url="https://b.com", start=0, end=2)),
                ir.CitationDelta(index=2, citation=ir.Citation(cited_text="no page")),
            ),
            STOP,
            report=report,
        )
    )
    block = response["output"][0]["content"][0]
    assert block["text"] == "One. Two."
    assert [(note["url"], note["start_index"], note["end_index"]) for note in block["annotations"]] == [
        ("https://a.com", 0, 5),
        ("https://b.com", 5, 7),
    ]
    assert len(report.explicit) == 1


def test_a_citation_may_come_before_the_text() -> None:
    citation = ir.Citation(url="https://a.com", start=0, end=1)
    late = ir.Citation(url="https://b.com")
    response = check(
        build(
            START,
            *part(0, ir.TextPart(text=""), ir.CitationDelta(index=0, citation=citation), "A"),
            *part(1, ir.ToolCallPart(id="c", name="f", arguments="{}"), ir.CitationDelta(index=1, citation=citation)),
            *part(2, ir.TextPart(text=""), ir.CitationDelta(index=2, citation=late)),
            STOP,
        )
    )
    assert len(response["output"][0]["content"][0]["annotations"]) == 1


def test_refusals_and_texts_take_turns() -> None:
    response = check(
        build(
            START,
            *part(0, ir.TextPart(text=""), "Sure"),
            *part(1, ir.RefusalPart(text=""), "No"),
            *part(2, ir.RefusalPart(text="Never")),
            *part(3, ir.TextPart(text=""), "bye"),
            ir.Finish(reason="refusal"),
        )
    )
    assert response["status"] == "completed"
    kinds = [(block["type"], block.get("text", block.get("refusal"))) for block in response["output"][0]["content"]]
    assert kinds == [("output_text", "Sure"), ("refusal", "No"), ("refusal", "Never"), ("output_text", "bye")]


def test_log_probabilities() -> None:
    entry = {"token": "A", "logprob": -1, "bytes": None, "top_logprobs": [{"token": "B", "logprob": -2}]}
    data = build(
        START,
        *part(0, ir.TextPart(text=""), ir.PartDelta(index=0, text="A", logprobs=[entry]), "b"),
        STOP,
    )
    response = check(data)
    assert response["output"][0]["content"][0]["logprobs"][0]["bytes"] == [65]
    delta = next(event for event in events(data) if event["type"] == "response.output_text.delta")
    assert delta["logprobs"] == [{"token": "A", "logprob": -1, "top_logprobs": [{"token": "B", "logprob": -2}]}]


def test_calls_take_the_shape_of_their_declaration() -> None:
    block = {"type": "tool_search", "execution": "client"}
    search = ir.Native(vendor="openai", format="openai-responses", block=block)
    request = ir.Request(
        origin="openai-responses",
        model="m",
        messages=[],
        tools=[
            ir.Tool(name="exec", kind="custom", namespace="functions"),
            ir.Tool(name="tool_search", native=search),
        ],
    )
    data = build(
        START,
        *part(0, ir.ToolCallPart(id="a", name="exec", arguments=""), '{"input":"l', 's\\n"}'),
        *part(1, ir.ToolCallPart(id="b", name="exec", arguments="", kind="custom"), "l", "s"),
        *part(2, ir.ToolCallPart(id="c", name="tool_search", arguments=""), '{"query"', ':"x"}'),
        *part(3, ir.ToolCallPart(id="d", name="f", arguments=""), "null"),
        *part(4, ir.ToolCallPart(id="e", name="f", arguments="")),
        *part(5, ir.ToolCallPart(id="f", name="f", arguments=""), " ", "{", "}"),
        *part(6, ir.ToolCallPart(id="g", name="exec", arguments=""), "{"),
        ir.Finish(reason="tool_calls"),
        exchange=context(request=request),
    )
    response = check(data)
    shapes = [
        (item["type"], item.get("input", item.get("arguments")), item.get("namespace")) for item in response["output"]
    ]
    assert shapes == [
        ("custom_tool_call", "ls\n", "functions"),
        ("custom_tool_call", "ls", "functions"),
        ("tool_search_call", {"query": "x"}, None),
        ("function_call", "{}", None),
        ("function_call", "{}", None),
        ("function_call", " {}", None),
        ("custom_tool_call", "{", "functions"),
    ]


def test_state_on_parts_rides_on_items_of_its_own() -> None:
    state = ir.Native(vendor="google", format="gemini", block={"thoughtSignature": "s"})
    other = ir.Native(vendor="google", format="gemini", block={"thoughtSignature": "t"})
    response = check(
        build(
            START,
            *part(0, ir.TextPart(text="", native=state), "A", ir.NativeDelta(index=0, native=other)),
            *part(1, ir.ToolCallPart(id="c", name="f", arguments="", native=state), "{}"),
            STOP,
            exchange=context("gemini", vendor="google"),
        )
    )
    assert [item["type"] for item in response["output"]] == [
        "reasoning", "message", "reasoning", "reasoning", "function_call",
    ]  # fmt: skip
    carried = [carrier.unpack(item.get("encrypted_content")) for item in response["output"]]
    assert [found[0].native for found in carried if found] == [state, other, state]


def test_what_else_an_answer_may_hold() -> None:
    report = Report()
    foreign = ir.Native(vendor="anthropic", format="anthropic", block={"type": "server_tool_use"})
    response = check(
        build(
            START,
            *part(0, ir.TextPart(text=""), "Searching."),
            *part(1, ir.OpaquePart(native=foreign, path="o1"), whole=True),
            *part(2, ir.TextPart(text=""), "Found."),
            *part(3, ir.OpaquePart(native=foreign, text="print(1)", path="o2"), whole=True),
            *part(4, ir.ImagePart(source=ir.Media(data="AA==", media_type="image/png")), whole=True),
            *part(5, ir.AudioPart(source=ir.Media(), transcript="sa", path="a"), "id"),
            *part(6, ir.FilePart(source=ir.Media(url="https://e.com"), path="f"), "ignored", whole=True),
            *part(7, ir.TextPart(text=""), "other answer", candidate=1),
            *part(8, ir.ReasoningPart(text="whole", redacted=True), whole=True),
            ir.Finish(reason="stop", reasons=(("stop", None),)),
            report=report,
        )
    )
    assert [item["type"] for item in response["output"]] == [
        "message", "message", "message", "image_generation_call", "message", "reasoning",
    ]  # fmt: skip
    texts = [item["content"][0]["text"] for item in response["output"] if item["type"] == "message"]
    assert texts == ["Searching.", "Found.", "print(1)", "said"]
    assert {line.path for line in report.explicit} == {"o1", "o2", "a", "f", "choices[1]"}


@pytest.mark.parametrize(
    ("finish", "kind", "details"),
    [
        ("stop", "completed", None),
        ("length", "incomplete", {"reason": "max_output_tokens"}),
        ("refusal", "incomplete", {"reason": "content_filter"}),
        ("error", "failed", None),
    ],
)
def test_every_reason_has_its_end(finish: ir.FinishReason, kind: str, details: Any) -> None:
    data = build(START, *part(0, ir.TextPart(text=""), "x"), ir.Finish(reason=finish))
    last = events(data)[-1]
    assert last["type"] == f"response.{kind}"
    assert last["response"]["incomplete_details"] == details
    if kind == "incomplete":
        assert check(data)["output"][0]["status"] == "incomplete"
    if kind == "failed":
        assert last["response"]["error"]["message"]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ir.Error(status=529, message="Overloaded", kind="overloaded"), "server_error"),
        (ir.Error(status=429, message="Slow", kind="rate_limit"), "rate_limit_exceeded"),
        (ir.Error(status=400, message="prompt is too long: 3 > 2", kind="invalid_request"), "context_length_exceeded"),
        (ir.Error(status=400, message="Bad", kind="invalid_request"), "invalid_prompt"),
        (ir.Error(status=400, message="Bad", code="invalid_image"), "invalid_image"),
        (
            ir.Error(status=429, message="Pay", code="insufficient_quota", origin="openai-responses"),
            "insufficient_quota",
        ),
    ],
)
def test_errors_end_the_stream(error: ir.Error, code: str) -> None:
    data = build(START, *part(0, ir.TextPart(text=""), "x"), ir.StreamError(error=error))
    assert check(data)["error"] == {"code": code, "message": error.message}
    assert check(build(ir.StreamError(error=error)))["error"]["code"] == code


def test_a_stream_without_its_opening_gets_one() -> None:
    assert check(build(*part(0, ir.TextPart(text="x")), START, STOP))["output"][0]["content"][0]["text"] == "x"
    assert check(build(STOP))["output"] == []


# --------------------------------------------------------------------------- the same format on both sides


def pass_through(*items: dict[str, Any], frame: dict[str, Any] | None = None, end: str = "completed") -> dict[str, Any]:
    """Items as ``done`` events through parser and builder."""
    exchange = context("openai-responses", vendor="openai")
    parser = FORMAT.stream_parser(FORMAT.default_dialect, exchange)
    builder = FORMAT.stream_builder(Report(), exchange)
    response = {"id": "resp_1", "object": "response", "created_at": 1, "model": "gpt-5", **(frame or {})}
    stream: list[dict[str, Any]] = [{"type": "response.created", "response": {**response, "status": "in_progress"}}]
    for index, item in enumerate(items):
        announced = {**item, "content": []} if item["type"] == "message" else item
        stream.append({"type": "response.output_item.added", "output_index": index, "item": announced})
        stream.append({"type": "response.output_item.done", "output_index": index, "item": item})
    final = {**response, "status": end, "output": list(items), "usage": {"input_tokens": 1, "output_tokens": 1}}
    stream.append({"type": f"response.{end}", "response": final})
    out = b""
    for event in stream:
        for one in parser.feed(sse.Event(json.dumps(event).encode())):
            out += builder.feed(one)
    built = check(out)
    if end != "cancelled":
        assert {key: built[key] for key in final if key != "output"} == {
            key: value for key, value in final.items() if key != "output"
        }
    return built


def test_every_kind_of_item_comes_back_as_it_was() -> None:
    note = {"type": "url_citation", "url": "https://e.com", "title": "E", "start_index": 0, "end_index": 2}
    text = {"type": "output_text", "text": "Hi", "annotations": [note], "logprobs": []}
    items: list[dict[str, Any]] = [
        {"id": "rs_0", "type": "reasoning", "summary": [], "encrypted_content": "e"},
        {"id": "rs_1", "type": "reasoning", "summary": [{"type": "summary_text", "text": "S"}], "encrypted_content": "e"},
        {"id": "rs_2", "type": "reasoning", "summary": [], "content": [{"type": "reasoning_text", "text": "raw"}]},
        {
            "id": "msg_1", "type": "message", "role": "assistant", "status": "completed", "phase": "commentary",
            "content": [text, {"type": "refusal", "refusal": "No"}, {**text, "text": ""}],
        },
        {"id": "msg_2", "type": "message", "role": "assistant", "status": "completed", "content": [text]},
        {"id": "msg_3", "type": "message", "role": "assistant", "status": "completed", "content": []},
        {"id": "fc_1", "type": "function_call", "status": "completed", "call_id": "c", "name": "f", "arguments": "{}"},
        {"id": "fc_2", "type": "function_call", "call_id": "d", "name": "f", "arguments": "", "namespace": "n"},
        {"id": "ctc_1", "type": "custom_tool_call", "call_id": "e", "name": "g", "input": "raw"},
        {"id": "ws_1", "type": "web_search_call", "status": "completed", "action": {"type": "search"}},
        {"id": "fs_1", "type": "file_search_call", "status": "completed", "queries": [], "results": []},
        {"id": "ig_1", "type": "image_generation_call", "status": "completed", "result": "AA=="},
        {"id": "ci_1", "type": "code_interpreter_call", "status": "completed", "code": "1", "container_id": "c", "outputs": []},
        {"id": "ci_2", "type": "code_interpreter_call", "status": "completed", "code": "", "container_id": "c", "outputs": []},
        {"id": "mcp_1", "type": "mcp_call", "name": "t", "arguments": "{}", "server_label": "s", "output": "o", "error": None},
        {"id": "mcp_2", "type": "mcp_call", "name": "t", "arguments": "", "server_label": "s", "error": {"type": "x"}},
        {"id": "mcpl_1", "type": "mcp_list_tools", "server_label": "s", "tools": []},
        {"id": "mcpl_2", "type": "mcp_list_tools", "server_label": "s", "tools": [], "error": "x"},
        {"id": "cmp_1", "type": "compaction", "encrypted_content": "e"},
    ]  # fmt: skip
    built = pass_through(*items, frame={"service_tier": "flex", "tools": [], "metadata": {"a": "b"}})
    assert built["output"] == items


def test_other_ends_of_the_same_format() -> None:
    assert pass_through(end="incomplete", frame={"incomplete_details": {"reason": "max_output_tokens"}})
    assert pass_through(end="incomplete", frame={"incomplete_details": {"reason": "steered"}})
    assert pass_through(end="cancelled")["incomplete_details"] == {"reason": "cancelled"}


def test_an_item_without_an_id_gets_one() -> None:
    assert pass_through({"type": "web_search_call", "status": "completed"})["output"][0]["id"].startswith("item_")


def test_summary_parts_stay_apart() -> None:
    exchange = context("openai-responses", vendor="openai")
    data = build(
        ir.ResponseStart(id="resp_1", model="m"),
        *part(0, ir.ReasoningPart(summary=True), "One", SUMMARY_BREAK, SUMMARY_BREAK, "\n\n"),
        STOP,
        exchange=exchange,
    )
    check(data)
    done = [event["text"] for event in events(data) if event["type"].endswith("summary_text.done")]
    assert done == ["One", "\n\n"]
