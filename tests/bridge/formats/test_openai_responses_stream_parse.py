"""The upstream's Responses events as IR events: any order, any gap, every oddity seen."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bridge import carrier, ir, sse
from bridge.errors import InvalidResponseError
from bridge.formats.base import Context
from bridge.formats.openai_responses import FORMAT, Collector
from bridge.formats.openai_responses.stream_parse import SUMMARY_BREAK


def context(**fields: Any) -> Context:
    return Context(inbound="anthropic", outbound="openai-responses", vendor="openai", **fields)


def event(kind: str, **data: Any) -> sse.Event:
    return sse.Event(json.dumps({"type": kind, **data}).encode(), kind)


def parse(*events: sse.Event, exchange: Context | None = None, flush: bool = True) -> list[ir.StreamEvent]:
    parser = FORMAT.stream_parser(FORMAT.default_dialect, exchange or context())
    out = [item for one in events for item in parser.feed(one)]
    return out + (parser.flush() if flush else [])


CREATED = event(
    "response.created",
    response={"id": "resp_1", "model": "gpt-5", "created_at": 5, "service_tier": "auto", "status": "in_progress"},
)
DONE = event("response.completed", response={"id": "resp_1", "status": "completed", "output": [], "usage": None})


def added(index: int, **item: Any) -> sse.Event:
    return event("response.output_item.added", output_index=index, item=item)


def done(index: int, **item: Any) -> sse.Event:
    return event("response.output_item.done", output_index=index, item=item)


def text(index: int, delta: str, content: int = 0, **more: Any) -> sse.Event:
    return event("response.output_text.delta", output_index=index, content_index=content, delta=delta, **more)


def arguments(index: int, delta: str) -> sse.Event:
    return event("response.function_call_arguments.delta", output_index=index, delta=delta)


def said(events: list[ir.StreamEvent]) -> list[tuple[str, str]]:
    """(kind of part, its text) of every part, after checking that parts are whole and numbered in order."""
    parts: list[tuple[str, str]] = []
    open_index: int | None = None
    for one in events:
        match one:
            case ir.PartStart():
                assert open_index is None
                assert one.index == len(parts)
                open_index = one.index
                parts.append((type(one.part).__name__, ""))
            case ir.PartDelta() | ir.NativeDelta() | ir.CitationDelta() | ir.PartEnd():
                assert one.index == open_index
                if isinstance(one, ir.PartDelta):
                    parts[-1] = (parts[-1][0], parts[-1][1] + one.text)
                if isinstance(one, ir.PartEnd):
                    open_index = None
            case _:
                pass
    assert open_index is None
    return parts


def test_a_usual_stream() -> None:
    message = {"id": "msg_1", "type": "message", "role": "assistant", "content": []}
    whole = {
        "type": "output_text",
        "text": "Hi there",
        "annotations": [{"type": "url_citation", "url": "https://e.com"}],
    }
    events = parse(
        CREATED,
        event("response.in_progress", response={}),
        added(0, id="rs_1", type="reasoning", summary=[]),
        event("response.reasoning_summary_part.added", output_index=0, summary_index=0, part={}),
        event("response.reasoning_summary_text.delta", output_index=0, summary_index=0, delta="One"),
        event("response.reasoning_summary_part.added", output_index=0, summary_index=1, part={}),
        event("response.reasoning_summary_text.delta", output_index=0, summary_index=1, delta="Two"),
        done(
            0,
            id="rs_1",
            type="reasoning",
            summary=[{"type": "summary_text", "text": "One"}, {"type": "summary_text", "text": "Two"}],
            encrypted_content="e",
        ),
        added(1, **message),
        event("response.content_part.added", output_index=1, content_index=0, part={"type": "output_text", "text": ""}),
        text(1, "Hi ", logprobs=[{"token": "Hi ", "logprob": -1}]),
        text(1, "there", logprobs=[]),
        event(
            "response.output_text.annotation.added", output_index=1, content_index=0, annotation=whole["annotations"][0]
        ),
        event("response.output_text.done", output_index=1, content_index=0, text="Hi there"),
        event("response.content_part.done", output_index=1, content_index=0, part=whole),
        done(1, **{**message, "content": [whole]}),
        added(2, id="fc_1", type="function_call", call_id="c1", name="f", arguments="", status="in_progress"),
        arguments(2, '{"a"'),
        arguments(2, ":1}"),
        event("response.function_call_arguments.done", output_index=2, arguments='{"a":1}'),
        done(2, id="fc_1", type="function_call", call_id="c1", name="f", arguments='{"a":1}'),
        event("keepalive"),
        event(
            "response.completed",
            response={
                "id": "resp_1",
                "status": "completed",
                "output": [],
                "usage": {"input_tokens": 3, "output_tokens": 4},
            },
        ),
        sse.Event(b"[DONE]"),
    )
    start = events[0]
    assert isinstance(start, ir.ResponseStart)
    assert (start.id, start.model, start.created, start.service_tier) == ("resp_1", "gpt-5", 5, "auto")
    assert said(events) == [
        ("ReasoningPart", "One\n\nTwo"),
        ("TextPart", "Hi there"),
        ("ToolCallPart", '{"a":1}'),
    ]
    assert sum(isinstance(one, ir.CitationDelta) for one in events) == 1
    native = next(one for one in events if isinstance(one, ir.NativeDelta)).native
    assert native.block["encrypted_content"] == "e"
    logprobs = [one.logprobs for one in events if isinstance(one, ir.PartDelta) and one.logprobs]
    assert logprobs == [[{"token": "Hi ", "logprob": -1}]]
    end = events[-1]
    assert isinstance(end, ir.Finish)
    assert (end.reason, end.usage.input_tokens) == ("tool_calls", 3)
    assert any(isinstance(one, ir.PartDelta) and one.text is SUMMARY_BREAK for one in events)


def test_only_done_events() -> None:
    cited = {"type": "output_text", "text": "A", "annotations": [{"type": "url_citation", "url": "https://e.com"}]}
    events = parse(
        CREATED,
        done(0, type="reasoning", id="rs", summary=[], content=[{"type": "reasoning_text", "text": "raw"}]),
        done(1, type="message", id="m", content=[cited, {"type": "refusal", "refusal": "No"}, {"type": "odd"}]),
        done(2, type="function_call", call_id="c", name="f", arguments={"a": 1}),
        done(3, type="custom_tool_call", call_id="d", name="g", input="raw", namespace="n"),
        done(4, type="function_call", id="fc_9", name="h"),
        done(5, type="web_search_call", id="ws"),
        done(6, type="message", id="m2", content=[]),
        done(6, type="message", id="m2", content=[]),
        added(7, id="late"),
        done(7, type="function_call", call_id="e", name="f", arguments="{}"),
        done(8),
        DONE,
    )
    assert said(events) == [
        ("ReasoningPart", "raw"),
        ("TextPart", "A"),
        ("RefusalPart", "No"),
        ("ToolCallPart", '{"a":1}'),
        ("ToolCallPart", "raw"),
        ("ToolCallPart", ""),
        ("OpaquePart", ""),
        ("OpaquePart", ""),
        ("ToolCallPart", "{}"),
    ]
    calls = [one.part for one in events if isinstance(one, ir.PartStart) and isinstance(one.part, ir.ToolCallPart)]
    assert [(call.id, call.kind, call.namespace) for call in calls] == [
        ("c", "function", None),
        ("d", "custom", "n"),
        ("fc_9", "function", None),
        ("e", "function", None),
    ]


def test_only_the_final_response() -> None:
    output = [
        {"type": "message", "id": "m", "content": [{"type": "output_text", "text": "Hi"}]},
        {"type": "function_call", "id": "f", "call_id": "c", "name": "f", "arguments": "{}"},
    ]
    events = parse(event("response.completed", response={"id": "r", "output": output}))
    assert said(events) == [("TextPart", "Hi"), ("ToolCallPart", "{}")]
    end = events[-1]
    assert isinstance(end, ir.Finish)
    assert end.reason == "tool_calls"


def test_the_final_response_repeats_nothing() -> None:
    item = {"type": "message", "id": "m", "content": [{"type": "output_text", "text": "Hi"}]}
    events = parse(CREATED, done(3, **item), event("response.completed", response={"output": [item]}))
    assert said(events) == [("TextPart", "Hi")]


def test_deltas_without_announcement() -> None:
    events = parse(
        text(0, "Hi"),
        text(0, " you", logprobs=None),
        event("response.refusal.delta", output_index=0, content_index=1, delta="No"),
        arguments(1, "{}"),
        event("response.reasoning_text.delta", output_index=2, content_index=0, delta="hm"),
        done(
            0,
            type="message",
            content=[{"type": "output_text", "text": "Hi you"}, {"type": "refusal", "refusal": "No!"}],
        ),
        done(1, type="function_call", call_id="c", name="f", arguments="{}"),
        DONE,
    )
    assert said(events) == [
        ("TextPart", "Hi you"),
        ("RefusalPart", "No!"),
        ("ReasoningPart", "hm"),
        ("ToolCallPart", "{}"),
    ]
    assert isinstance(events[0], ir.ResponseStart)


def test_events_without_an_index_are_about_the_last_item() -> None:
    events = parse(
        CREATED,
        event("response.output_item.added", item={"type": "message", "id": "m"}),
        event("response.output_text.delta", delta="Hi"),
        event("response.output_item.done", item={"type": "message", "id": "m", "content": []}),
        DONE,
    )
    assert said(events) == [("TextPart", "Hi")]


def test_copilots_changing_ids_do_not_matter() -> None:
    events = parse(
        CREATED,
        added(0, type="message", id="one"),
        text(0, "a", item_id="two"),
        text(0, "b", item_id="three"),
        text(0, None),  # type: ignore[arg-type]  # what a broken upstream may send
        done(0, type="message", id="four", content=[{"type": "output_text", "text": "ab"}]),
        DONE,
    )
    assert said(events) == [("TextPart", "ab")]


def test_parallel_calls_wait_for_each_other() -> None:
    call = {"type": "function_call", "name": "f", "arguments": ""}
    events = parse(
        CREATED,
        added(0, **call, call_id="a"),
        added(1, **call, call_id="b"),
        added(2, type="message", id="m"),
        text(2, "x"),
        arguments(1, "{B"),
        arguments(0, "{A"),
        arguments(1, "}"),
        done(1, **{**call, "call_id": "b", "arguments": "{B}"}),
        arguments(1, "late"),
        text(2, "y"),
        arguments(0, "}"),
        done(0, **{**call, "call_id": "a", "arguments": "{A}"}),
        text(2, "z"),
        done(2, type="message", id="m", content=[{"type": "output_text", "text": "xyz!"}]),
        DONE,
    )
    assert said(events) == [("ToolCallPart", "{A}"), ("ToolCallPart", "{B}"), ("TextPart", "xyz!")]


def test_a_wrapped_freeform_call_streams_its_raw_text() -> None:
    exchange = context()
    exchange.custom_tools.add("exec")
    call = {"type": "function_call", "call_id": "c", "name": "exec"}
    events = parse(
        CREATED,
        added(0, **call, arguments=""),
        arguments(0, '{"inp'),
        arguments(0, 'ut":"l\\n'),
        arguments(0, 's"}'),
        done(0, **call, arguments='{"input":"l\\ns"}'),
        added(1, **call, arguments=""),
        arguments(1, "{"),
        DONE,
        exchange=exchange,
    )
    assert said(events) == [("ToolCallPart", "l\ns"), ("ToolCallPart", "{")]
    starts = [one.part for one in events if isinstance(one, ir.PartStart)]
    assert [part.kind for part in starts if isinstance(part, ir.ToolCallPart)] == ["custom", "custom"]


def test_late_details_of_the_content() -> None:
    note = {"type": "url_citation", "url": "https://e.com"}
    events = parse(
        CREATED,
        added(0, type="message", id="m"),
        event("response.content_part.done", output_index=0, content_index=0, part={"type": "output_text", "text": "A"}),
        event("response.output_text.annotation.added", output_index=0, content_index=1, annotation=note),
        event("response.output_text.annotation.added", output_index=0, content_index=1, annotation="odd"),
        event("response.content_part.done", output_index=0, content_index=1, part={"type": "odd"}),
        event("response.content_part.added", output_index=0, content_index=1, part={"type": "odd"}),
        done(
            0,
            type="message",
            id="m",
            content=[{"type": "output_text", "text": "A"}, {"type": "output_text", "text": "B"}],
        ),
        event("response.output_text.annotation.added", output_index=0, annotation=note),
        event("response.content_part.added", output_index=0, part={"type": "output_text"}),
        event("response.content_part.done", output_index=0, part={"type": "output_text"}),
        event("response.reasoning_summary_part.added", output_index=0, summary_index=1),
        event("response.reasoning_summary_text.delta", output_index=0, summary_index=1, delta="late"),
        text(0, "late"),
        DONE,
    )
    assert said(events) == [("TextPart", "A"), ("TextPart", "B")]


def test_a_summary_and_a_raw_thought_are_not_mixed() -> None:
    events = parse(
        CREATED,
        added(0, type="reasoning", id="rs"),
        event("response.reasoning_text.delta", output_index=0, content_index=0, delta="raw"),
        event("response.reasoning_summary_part.added", output_index=0, summary_index=0),
        event("response.reasoning_summary_text.delta", output_index=0, summary_index=0, delta="short"),
        done(0, type="reasoning", summary=[], content=[{"type": "reasoning_text", "text": "raw!"}]),
        DONE,
    )
    assert said(events) == [("ReasoningPart", "raw!")]


def test_a_token_from_a_proxy_further_up_is_opened() -> None:
    native = ir.Native(vendor="anthropic", format="anthropic", block={"signature": "s"})
    token = carrier.pack([ir.ReasoningPart(native=native)])
    events = parse(CREATED, done(0, type="reasoning", summary=[], encrypted_content=token), DONE)
    assert [one.native for one in events if isinstance(one, ir.NativeDelta)] == [native]


@pytest.mark.parametrize(
    ("end", "reason", "raw"),
    [
        (event("response.incomplete", response={"status": "incomplete"}), "length", "max_output_tokens"),
        (
            event(
                "response.incomplete",
                response={"status": "incomplete", "incomplete_details": {"reason": "content_filter"}},
            ),
            "content_filter",
            "content_filter",
        ),
        (event("response.cancelled", response={}), "other", "cancelled"),
    ],
)
def test_other_ends(end: sse.Event, reason: str, raw: str) -> None:
    finish = parse(CREATED, end)[-1]
    assert isinstance(finish, ir.Finish)
    assert (finish.reason, finish.raw_reason) == (reason, raw)


@pytest.mark.parametrize(
    ("broken", "kind", "message"),
    [
        (
            event("response.failed", response={"error": {"code": "rate_limit_exceeded", "message": "Slow"}}),
            "rate_limit",
            "Slow",
        ),
        (event("response.failed", response={}), "server", "The response failed."),
        (event("error", code="server_error", message="Boom", param=None), "server", "Boom"),
        (event("error", error={"type": "invalid_request_error", "message": "Bad"}), "invalid_request", "Bad"),
        (sse.Event(b'{"error":{"message":"Bare"}}'), "server", "Bare"),
    ],
)
def test_errors_end_the_stream(broken: sse.Event, kind: str, message: str) -> None:
    events = parse(CREATED, added(0, type="message"), text(0, "x"), broken, DONE)
    assert said(events) == [("TextPart", "x")]
    end = events[-1]
    assert isinstance(end, ir.StreamError)
    assert (end.error.kind, end.error.message) == (kind, message)
    assert sum(isinstance(one, ir.StreamError | ir.Finish) for one in events) == 1


def test_a_cut_stream_is_an_error() -> None:
    events = parse(CREATED, added(0, type="message"), text(0, "x"))
    assert isinstance(events[-1], ir.StreamError)
    assert "closed the stream" in events[-1].error.message
    assert said(events) == [("TextPart", "x")]


def test_what_is_no_event_at_all() -> None:
    with pytest.raises(InvalidResponseError):
        parse(sse.Event(b"{"))
    with pytest.raises(InvalidResponseError):
        parse(sse.Event(b"[]"))
    assert isinstance(parse(sse.Event(b'{"type":5}'), DONE)[-1], ir.Finish)
    named = sse.Event(b'{"response":{"id":"r","status":"completed"}}', "response.completed")
    assert isinstance(parse(named)[-1], ir.Finish)


def test_a_stream_as_one_body() -> None:
    item = {"type": "message", "id": "m", "content": []}
    collector = Collector()
    for one in (CREATED, sse.Event(b"{"), sse.Event(b"[DONE]"), done(1, **item), event("response.output_item.done")):
        collector.feed(one)
    assert collector.body is None
    collector.feed(event("response.output_item.done", item={"type": "reasoning"}))
    collector.feed(DONE)
    assert collector.body is not None
    assert collector.body["output"] == [item, {"type": "reasoning"}]
    full = Collector()
    full.feed(event("response.completed", response={"output": [item]}))
    assert full.body == {"output": [item]}
    failed = Collector()
    failed.feed(event("error", message="Boom", code="c"))
    assert failed.body == {"error": {"message": "Boom", "code": "c", "param": None}}
