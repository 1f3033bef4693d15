"""Streams: read from Anthropic and compatible vendors, written for Anthropic clients."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge import carrier, ir, sse
from bridge.convert import StreamConverter, answer_context
from bridge.errors import InvalidResponseError
from bridge.formats.anthropic import FORMAT, AnthropicDialect, compatible
from bridge.formats.base import Context
from bridge.report import Report
from tests.helpers.anthropic import FIXTURES, frames, parse_stream, payloads

STREAM = (FIXTURES / "stream.sse").read_bytes()
START = {
    "type": "message_start",
    "message": {"id": "msg_1", "model": "claude-x", "usage": {"input_tokens": 3, "output_tokens": 1}},
}
STOP = {"type": "message_stop"}
GOOGLE = ir.Native(vendor="google", format="gemini", block={"thoughtSignature": "s"})


def delta(index: int, kind: str, **fields: Any) -> dict[str, Any]:
    return {"type": "content_block_delta", "index": index, "delta": {"type": kind, **fields}}


def block(index: int, kind: str, *deltas: dict[str, Any], **fields: Any) -> list[dict[str, Any]]:
    start = {"type": "content_block_start", "index": index, "content_block": {"type": kind, **fields}}
    return [start, *deltas, {"type": "content_block_stop", "index": index}]


def end(reason: str | None = "end_turn", **fields: Any) -> dict[str, Any]:
    return {
        "type": "message_delta",
        "delta": {"stop_reason": reason, "stop_sequence": None},
        "usage": {"output_tokens": 5},
        **fields,
    }


def texts(events: list[ir.StreamEvent]) -> str:
    return "".join(event.text for event in events if isinstance(event, ir.PartDelta))


def only(events: list[ir.StreamEvent], kind: type[Any]) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


def written(*events: ir.StreamEvent, context: Context | None = None) -> list[dict[str, Any]]:
    builder = FORMAT.stream_builder(Report(), context or answer_context("openai-chat", "anthropic", model="claude-x"))
    data = b"".join(builder.feed(event) for event in events) + builder.flush()
    return payloads(data)


def part(kind: ir.Part, *deltas: str, index: int = 0, whole: bool = False) -> list[ir.StreamEvent]:
    middle = [ir.PartDelta(index=index, text=text) for text in deltas]
    return [ir.PartStart(index=index, part=kind, whole=whole), *middle, ir.PartEnd(index=index)]


# --------------------------------------------------------------------------- the same format


def converted(data: bytes, size: int) -> bytes:
    converter = StreamConverter(answer_context("anthropic", "anthropic"))
    out = b"".join(converter.feed(data[at : at + size]) for at in range(0, len(data), size))
    return out + converter.flush()


def test_a_stream_comes_back_as_it_was() -> None:
    assert payloads(converted(STREAM, len(STREAM))) == payloads(STREAM)


@given(st.integers(min_value=1, max_value=400))
def test_any_chunking_gives_the_same_bytes(size: int) -> None:
    assert converted(STREAM, size) == converted(STREAM, len(STREAM))


# --------------------------------------------------------------------------- reading


def test_events_of_a_full_stream() -> None:
    events = parse_stream(STREAM)
    kinds = [type(event.part).__name__ for event in only(events, ir.PartStart)]
    assert kinds == [
        "ReasoningPart",
        "ReasoningPart",
        "OpaquePart",
        "OpaquePart",
        "TextPart",
        "ToolCallPart",
        "ToolCallPart",
    ]
    native = only(events, ir.NativeDelta)[0].native
    assert native.block == {"type": "thinking", "thinking": "Let me see.", "signature": "c2ln"}
    assert only(events, ir.PartStart)[2].part.native.block["input"] == {"query": "x"}
    assert only(events, ir.CitationDelta)[0].citation.url == "https://example.com"
    finish = events[-1]
    assert isinstance(finish, ir.Finish)
    assert (finish.reason, finish.usage.input_tokens, finish.usage.output_tokens) == ("tool_calls", 330, 40)
    assert len(only(events, ir.Finish)) == 1
    assert len(only(events, ir.Ping)) == 1


def test_arguments_are_never_empty() -> None:
    events = parse_stream(frames(START, *block(0, "tool_use", id="a", name="n", input={}), end(), STOP))
    assert texts(events) == "{}"
    assert events[-1].reason == "tool_calls"  # type: ignore[union-attr]  # a Finish


def test_blocks_that_come_filled() -> None:
    """Compatible vendors put text, thinking and arguments into the opening of a block."""
    events = parse_stream(
        frames(
            START,
            *block(0, "thinking", thinking="hm", signature="sig"),
            *block(1, "text", text="hi", citations=[{"type": "char_location", "cited_text": "c"}]),
            *block(2, "tool_use", id="a", name="n", input={"x": 1}),
            end(),
            STOP,
        )
    )
    assert [event.text for event in only(events, ir.PartDelta)] == ["hm", "hi", '{"x":1}']
    assert only(events, ir.NativeDelta)[0].native.block["signature"] == "sig"
    assert len(only(events, ir.CitationDelta)) == 1


def test_wrapped_freeform_input_is_unwrapped_while_it_streams() -> None:
    context = answer_context("anthropic", "openai-responses")
    context.custom_tools.add("exec")
    deltas = [delta(0, "input_json_delta", partial_json=text) for text in ("", '{"inp', 'ut": "a\\n', 'b"}')]
    events = parse_stream(
        frames(START, *block(0, "tool_use", *deltas, id="a", name="exec", input={}), end(), STOP), context
    )
    assert texts(events) == "a\nb"
    filled = parse_stream(
        frames(START, *block(0, "tool_use", id="a", name="exec", input={"input": "c"}), end(), STOP), context
    )
    assert texts(filled) == "c"
    empty = parse_stream(frames(START, *block(0, "tool_use", id="a", name="exec", input={}), end(), STOP), context)
    assert texts(empty) == ""
    cut = [delta(0, "input_json_delta", partial_json='{"in')]
    assert (
        texts(
            parse_stream(
                frames(START, *block(0, "tool_use", *cut, id="a", name="exec", input={}), end(), STOP), context
            )
        )
        == '{"in'
    )


def test_structured_output_through_a_tool_is_text() -> None:
    context = answer_context("anthropic", "openai-chat")
    context.json_tool = "json"
    deltas = [delta(0, "input_json_delta", partial_json='{"a":1}')]
    events = parse_stream(
        frames(START, *block(0, "tool_use", *deltas, id="a", name="json", input={}), end("tool_use"), STOP), context
    )
    assert isinstance(only(events, ir.PartStart)[0].part, ir.TextPart)
    assert (texts(events), events[-1].reason) == ('{"a":1}', "stop")  # type: ignore[union-attr]  # a Finish


def test_kept_blocks_are_completed() -> None:
    broken = [delta(1, "input_json_delta", partial_json='{"q')]
    events = parse_stream(
        frames(
            START,
            *block(0, "compaction", delta(0, "compaction_delta", content="summary"), content=None),
            *block(1, "server_tool_use", *broken, id="s", name="web_search", input={}),
            end(),
            STOP,
        )
    )
    compaction, search = (event.part for event in only(events, ir.PartStart))
    assert compaction.text == "summary"
    assert search.native.block["input"] == {"_raw": '{"q'}


def test_several_message_deltas_and_no_end() -> None:
    """The last counts hold, and a stop reason is as good as the end when the connection closes."""
    late = {
        "type": "message_delta",
        "delta": {"stop_sequence": "X"},
        "usage": {"output_tokens": 9, "input_tokens": None},
    }
    events = parse_stream(frames(START, end("stop_sequence"), late))
    finish = events[-1]
    assert isinstance(finish, ir.Finish)
    assert (finish.reason, finish.stop_sequence) == ("stop_sequence", "X")
    assert (finish.usage.output_tokens, finish.usage.input_tokens) == (9, 3)


def test_a_stream_that_was_cut() -> None:
    events = parse_stream(frames(START, *block(0, "text", text="")))
    assert isinstance(events[-1], ir.StreamError)
    assert events[-1].error.kind == "server"
    assert "early" in events[-1].error.message
    assert "without an answer" in parse_stream(b"")[-1].error.message  # type: ignore[union-attr]  # a StreamError


def test_an_error_ends_the_stream() -> None:
    broken = {"type": "error", "error": {"type": "overloaded_error", "message": "busy"}}
    events = parse_stream(frames(START, broken, STOP))
    assert isinstance(events[-1], ir.StreamError)
    assert (events[-1].error.kind, events[-1].error.message) == ("overloaded", "busy")


def test_oddities_are_passed_over() -> None:
    odd = frames(
        START, START, {"type": "news"}, delta(0, "text_delta", text="lost"), {"type": "content_block_stop", "index": 7},
        *block(0, "text", delta(0, "input_json_delta", partial_json="x"), delta(0, "new_delta"), text=""), end(), STOP, end(),
    )  # fmt: skip
    events = parse_stream(odd + b"event: data\ndata: [DONE]\n\n")
    assert len(only(events, ir.ResponseStart)) == 1
    assert texts(events) == ""
    assert len(only(events, ir.Finish)) == 1


@pytest.mark.parametrize("data", [b"nonsense", b"[1]"])
def test_what_is_no_object_is_refused(data: bytes) -> None:
    parser = FORMAT.stream_parser(AnthropicDialect(), answer_context("anthropic", "openai-chat"))
    with pytest.raises(InvalidResponseError):
        parser.feed(sse.Event(data))


# --------------------------------------------------------------------------- writing


def test_a_foreign_stream_in_strict_form() -> None:
    events = written(
        ir.ResponseStart(id="chatcmpl-1", model="gpt", service_tier="default"),
        *part(ir.ReasoningPart(), "h", "m"),
        *part(ir.TextPart(text=""), "", "hi", index=1),
        *part(ir.ToolCallPart(id="call.1", name="n", arguments=""), "", '{"a":', "1}", index=2),
        *part(ir.ToolCallPart(id="call.1", name="n", arguments=""), "null", index=3),
        ir.Ping(),
        ir.Finish(reason="tool_calls", usage=ir.Usage(input_tokens=7, output_tokens=2)),
    )
    assert [event["type"] for event in events if event["type"] != "content_block_delta"] == [
        "message_start", *["content_block_start", "content_block_stop"] * 4, "ping", "message_delta", "message_stop",
    ]  # fmt: skip
    assert events[0]["message"]["usage"]["service_tier"] == "standard"
    starts = [event["content_block"] for event in events if event["type"] == "content_block_start"]
    assert starts[0] == {"type": "thinking", "thinking": "", "signature": ""}
    assert [start.get("id") for start in starts[2:]] == ["call_1", "call_1_2"]
    pieces = [
        event["delta"]["partial_json"] for event in events if event.get("delta", {}).get("type") == "input_json_delta"
    ]
    assert pieces == ["", '{"a":', "1}", ""]
    assert events[-2]["delta"] == {"stop_reason": "tool_use", "stop_sequence": None}
    assert events[-2]["usage"]["input_tokens"] == 7


def test_thinking_ends_with_a_token_of_its_vendor() -> None:
    native = ir.Native(
        vendor="openai", format="openai-responses", block={"type": "reasoning", "encrypted_content": "e"}
    )
    events = written(
        ir.PartStart(index=0, part=ir.ReasoningPart(summary=True)),
        ir.PartDelta(index=0, text="why"),
        ir.NativeDelta(index=0, native=native),
        ir.PartEnd(index=0),
        *part(ir.ReasoningPart(native=native), index=1),
        *part(ir.ReasoningPart(), index=2),
        *part(ir.ReasoningPart(redacted=True, native=native), index=3, whole=True),
        *part(ir.ReasoningPart(redacted=True), index=4, whole=True),
        *part(ir.ReasoningPart(text="at once"), index=5, whole=True),
    )
    tokens = [
        carrier.unpack(event["delta"]["signature"])
        for event in events
        if event.get("delta", {}).get("type") == "signature_delta"
    ]
    assert [token and token[0].native for token in tokens][:2] == [native, native]
    assert tokens[0] is not None
    assert tokens[0][0].summary
    starts = [event["content_block"]["type"] for event in events if event["type"] == "content_block_start"]
    assert starts == ["thinking", "thinking", "redacted_thinking", "thinking"]


def test_own_thinking_goes_out_verbatim_and_a_cut_one_unsigned() -> None:
    native = ir.Native(
        vendor="anthropic", format="anthropic", block={"type": "thinking", "thinking": "t", "signature": "c2ln"}
    )
    same = answer_context("anthropic", "anthropic")
    signed = written(ir.PartStart(index=0, part=ir.ReasoningPart(native=native)), ir.PartEnd(index=0), context=same)
    assert signed[-2]["delta"] == {"type": "signature_delta", "signature": "c2ln"}
    unsigned = written(*part(ir.ReasoningPart(), "t"), context=same)
    assert [event["type"] for event in unsigned[1:]] == [
        "content_block_start",
        "content_block_delta",
        "content_block_stop",
    ]
    tagged = written(
        *part(ir.ReasoningPart(), "t"), context=answer_context("anthropic", "anthropic", dialect=compatible("deepseek"))
    )
    assert carrier.is_token(tagged[-2]["delta"]["signature"])


def test_state_on_texts_and_calls() -> None:
    events = written(
        *part(ir.ToolCallPart(id="a", name="n", arguments='{"x":1}', native=GOOGLE)),
        ir.PartStart(index=1, part=ir.TextPart(text="")),
        ir.NativeDelta(index=1, native=GOOGLE),
        ir.PartEnd(index=1),
    )
    starts = [event["content_block"]["type"] for event in events if event["type"] == "content_block_start"]
    assert starts == ["thinking", "tool_use", "thinking"]


def test_freeform_calls_are_wrapped_piece_by_piece() -> None:
    events = written(*part(ir.ToolCallPart(id="a", name="n", arguments="", kind="custom"), 'say "', "ü\n"))
    pieces = [event["delta"]["partial_json"] for event in events if event["type"] == "content_block_delta"]
    assert json.loads("".join(pieces)) == {"input": 'say "ü\n'}


def test_half_an_object_means_the_answer_was_cut() -> None:
    for text, stop in (('{"a":', "max_tokens"), ("[1]", "tool_use"), ("{}", "tool_use")):
        events = written(*part(ir.ToolCallPart(id="a", name="n", arguments=""), text), ir.Finish(reason="tool_calls"))
        assert events[-2]["delta"]["stop_reason"] == stop
    raw = written(*part(ir.ToolCallPart(id="a", name="n", arguments=""), "[1]"))
    assert raw[-2]["delta"]["partial_json"] == '{"_raw":"[1]"}'


def test_other_parts_become_text_or_nothing() -> None:
    opaque = ir.OpaquePart(native=GOOGLE, text="ran")
    events = written(
        *part(opaque, whole=True),
        *part(ir.AudioPart(source=ir.Media(data="A"), transcript="said"), "ignored", index=1),
        *part(ir.ToolResultPart(call_id="x", content=[]), index=2, whole=True),
        *part(ir.RefusalPart(text="no"), " way", index=3),
        ir.Finish(reason="stop"),
    )
    assert (
        "".join(event["delta"]["text"] for event in events if event["type"] == "content_block_delta") == "ransaidno way"
    )
    assert events[-2]["delta"]["stop_reason"] == "refusal"


def test_citations_open_their_block() -> None:
    source = ir.Citation(url="https://a", title="A", cited_text="c")
    events = written(
        ir.PartStart(index=0, part=ir.TextPart(text="")), ir.CitationDelta(index=0, citation=source),
        ir.CitationDelta(index=0, citation=ir.Citation(title="no address")), ir.CitationDelta(index=9, citation=source),
        ir.PartDelta(index=9, text="lost"), ir.NativeDelta(index=9, native=GOOGLE), ir.PartEnd(index=9), ir.PartEnd(index=0),
    )  # fmt: skip
    assert [event["type"] for event in events] == [
        "message_start",
        "content_block_start",
        "content_block_delta",
        "content_block_stop",
    ]
    assert events[2]["delta"]["citation"]["url"] == "https://a"


def test_only_the_first_candidate_has_a_place() -> None:
    report = Report()
    builder = FORMAT.stream_builder(report, answer_context("openai-chat", "anthropic"))
    second = ir.PartStart(index=1, part=ir.TextPart(text=""), candidate=1)
    stream: list[ir.StreamEvent] = [
        *part(ir.TextPart(text=""), "one"), second, ir.PartDelta(index=1, text="two"), ir.PartEnd(index=1),
        ir.Finish(reason="stop", reasons=(("stop", None),), extra={"x": 1}),
    ]  # fmt: skip
    data = b"".join(builder.feed(event) for event in stream)
    assert b"two" not in data
    assert {line.path for line in report.explicit} == {"candidates", "x"}


def test_keep_alives_and_errors() -> None:
    builder = FORMAT.stream_builder(Report(), answer_context("openai-chat", "anthropic"))
    assert builder.feed(ir.Ping()) == b": keep-alive\n\n"
    broken = builder.feed(ir.StreamError(error=ir.Error(status=503, message="busy", kind="overloaded")))
    assert payloads(broken) == [{"type": "error", "error": {"type": "overloaded_error", "message": "busy"}}]
    assert builder.flush() == b""


def test_a_finish_alone_is_a_whole_message() -> None:
    events = written(ir.Finish(reason="content_filter"))
    assert [event["type"] for event in events] == ["message_start", "message_delta", "message_stop"]
    assert events[1]["delta"]["stop_reason"] == "refusal"


def test_own_blocks_are_streamed_as_the_vendor_does() -> None:
    same = answer_context("anthropic", "anthropic")
    native = ir.Native(vendor="anthropic", format="anthropic", block={"type": "compaction", "content": "s"})
    events = written(*part(ir.OpaquePart(native=native), whole=True), context=same)
    assert events[1]["content_block"] == {"type": "compaction", "content": None}
    assert events[2]["delta"] == {"type": "compaction_delta", "content": "s"}


def test_unsigned_thinking_and_message_deltas_without_counts() -> None:
    quiet = {"type": "message_delta", "delta": {"stop_reason": "end_turn"}}
    events = parse_stream(
        frames(
            START,
            *block(0, "thinking", delta(0, "thinking_delta", thinking="t"), thinking="", signature=""),
            quiet,
            STOP,
        )
    )
    assert not only(events, ir.NativeDelta)
    assert events[-1].usage.output_tokens == 1  # type: ignore[union-attr]  # a Finish


def test_what_only_other_formats_have_leaves_no_trace() -> None:
    quiet = ir.ToolResultPart(call_id="x", content=[])
    events = written(*part(quiet, "lost", whole=True), *part(ir.RefusalPart(text=""), "", index=1))
    assert [event["type"] for event in events] == ["message_start"]
