"""Events written as a Chat Completions stream."""

from __future__ import annotations

import itertools
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bridge import carrier, ir
from bridge.convert import StreamConverter
from bridge.formats.base import Context
from bridge.formats.openai_chat import FORMAT
from bridge.report import Report

START = ir.ResponseStart(id="msg_1", model="up", created=7, service_tier="standard", extra={"container": 1})
USAGE = ir.Usage(input_tokens=3, output_tokens=2)


def context(outbound: Any = "anthropic", *, body: Any = None, **fields: Any) -> Context:
    return Context(
        inbound="openai-chat", outbound=outbound, vendor="anthropic", model="m", target_model="up",
        body={"stream_options": {"include_usage": True}} if body is None else body, **fields,
    )  # fmt: skip


def part(index: int, made: ir.Part, *deltas: str, candidate: int = 0) -> list[ir.StreamEvent]:
    return [
        ir.PartStart(index=index, part=made, candidate=candidate),
        *(ir.PartDelta(index=index, text=words) for words in deltas),
        ir.PartEnd(index=index),
    ]


def run(*events: ir.StreamEvent, exchange: Context | None = None, report: Report | None = None) -> list[Any]:
    builder = FORMAT.stream_builder(report if report is not None else Report(), exchange or context())
    raw = b"".join(builder.feed(event) for event in events) + builder.flush()
    assert builder.flush() == b""
    assert raw.endswith(b"\n\n")
    out: list[Any] = []
    for event in raw.decode().split("\n\n")[:-1]:
        if event.startswith(":"):
            out.append(event)
            continue
        assert event.startswith("data: ")
        data = event[6:]
        out.append(data if data == "[DONE]" else json.loads(data))
    return out


def deltas(chunks: list[Any]) -> list[dict[str, Any]]:
    return [chunk["choices"][0]["delta"] for chunk in chunks if isinstance(chunk, dict) and chunk.get("choices")]


def test_the_strict_form() -> None:
    report = Report()
    chunks = run(
        START, *part(0, ir.TextPart(text=""), "Hel", "lo"), ir.Finish(reason="stop", usage=USAGE), report=report
    )
    base = {"id": "msg_1", "object": "chat.completion.chunk", "created": 7, "model": "m"}
    choice = {"index": 0, "logprobs": None, "finish_reason": None}
    assert chunks[0] == {
        **base, "choices": [{**choice, "delta": {"role": "assistant", "content": "", "refusal": None}}], "usage": None,
    }  # fmt: skip
    assert chunks[1] == {**base, "choices": [{**choice, "delta": {"content": "Hel"}}], "usage": None}
    assert chunks[3] == {**base, "choices": [{**choice, "delta": {}, "finish_reason": "stop"}], "usage": None}
    assert chunks[4]["choices"] == []
    assert chunks[4]["usage"]["total_tokens"] == 5
    assert chunks[5:] == ["[DONE]"]
    assert [line.path for line in report] == ["container"]


def test_usage_only_for_those_who_asked() -> None:
    chunks = run(START, ir.Finish(reason="stop", usage=USAGE), exchange=context(body={"stream": True}))
    assert all("usage" not in chunk for chunk in chunks[:-1])
    unknown = Context(inbound="openai-chat", outbound="anthropic", vendor="a")
    assert run(START, ir.Finish(reason="stop"), exchange=unknown)[-2]["usage"]["total_tokens"] == 0
    odd = context(body={"stream_options": 1})
    assert all("usage" not in chunk for chunk in run(START, ir.Finish(reason="stop"), exchange=odd)[:-1])


def test_calls_are_counted_and_never_empty() -> None:
    chunks = run(
        START,
        *part(0, ir.TextPart(text="see")),
        *part(1, ir.ToolCallPart(id="a", name="f", arguments=""), '{"x":', "1}"),
        *part(2, ir.ToolCallPart(id="", name="g", arguments="")),
        *part(3, ir.ToolCallPart(id="c", name="p", arguments="", kind="custom"), "raw"),
        ir.Finish(reason="tool_calls"),
    )
    made = deltas(chunks)
    assert made[1] == {"content": "see"}
    assert made[2] == {
        "tool_calls": [{"index": 0, "id": "a", "type": "function", "function": {"name": "f", "arguments": ""}}]
    }
    assert made[3] == {"tool_calls": [{"index": 0, "function": {"arguments": '{"x":'}}]}
    assert made[5]["tool_calls"][0]["id"].startswith("call_")
    assert made[6] == {"tool_calls": [{"index": 1, "function": {"arguments": "{}"}}]}
    assert made[7] == {"tool_calls": [{"index": 2, "id": "c", "type": "custom", "custom": {"name": "p", "input": ""}}]}
    assert made[8] == {"tool_calls": [{"index": 2, "custom": {"input": "raw"}}]}
    assert chunks[-3]["choices"][0]["finish_reason"] == "tool_calls"


def test_strict_chunks_know_only_functions_and_no_thoughts() -> None:
    report = Report()
    chunks = run(
        START,
        *part(0, ir.ReasoningPart(text="a", path="content[0]"), "b"),
        *part(1, ir.ToolCallPart(id="c", name="p", arguments="", kind="custom"), 'a"b', "\n"),
        ir.PartStart(index=2, part=ir.TextPart(text="")),
        ir.CitationDelta(index=2, citation=ir.Citation(url="u")),
        ir.PartEnd(index=2),
        ir.Finish(reason="tool_calls"),
        exchange=context(extensions=False),
        report=report,
    )
    made = deltas(chunks)
    assert all("reasoning_content" not in delta and "annotations" not in delta for delta in made)
    arguments = "".join(call["function"]["arguments"] for delta in made for call in delta.get("tool_calls", ()))
    assert json.loads(arguments) == {"input": 'a"b\n'}
    assert {line.path for line in report} == {"content[0]", "", "container"}


def test_thoughts_are_shown_and_their_state_rides_on_the_next_call() -> None:
    signature = ir.Native(vendor="anthropic", format="anthropic", block={"type": "thinking", "signature": "s"})
    redacted = ir.Native(vendor="anthropic", format="anthropic", block={"type": "redacted_thinking", "data": "d"})
    gemini = ir.Native(vendor="google", format="gemini", block={"thoughtSignature": "g"})
    chunks = run(
        START,
        ir.PartStart(index=0, part=ir.ReasoningPart(text="W")),
        ir.PartDelta(index=0, text="hy"),
        ir.NativeDelta(index=0, native=signature),
        ir.PartEnd(index=0),
        ir.PartStart(index=1, part=ir.ReasoningPart(redacted=True, native=redacted), whole=True),
        ir.PartEnd(index=1),
        *part(2, ir.ReasoningPart(), "plain"),
        *part(3, ir.ToolCallPart(id="a", name="f", arguments="{}")),
        *part(4, ir.ToolCallPart(id="b", name="f", arguments="{}", native=gemini)),
        ir.Finish(reason="tool_calls"),
    )
    made = deltas(chunks)
    assert [delta["reasoning_content"] for delta in made if "reasoning_content" in delta] == ["W", "hy", "plain"]
    ids = [delta["tool_calls"][0]["id"] for delta in made if "tool_calls" in delta]
    assert carrier.unpack(carrier.split_id(ids[0])[1]) == [
        ir.ReasoningPart(text="Why", native=signature),
        ir.ReasoningPart(redacted=True, native=redacted),
    ]
    assert carrier.unpack(carrier.split_id(ids[1])[1]) == [ir.ReasoningPart(native=gemini)]


def test_state_of_the_same_format_has_its_own_field() -> None:
    native = ir.Native(
        vendor="openrouter", format="openai-chat", block={"reasoning_details": [{"data": "x"}], "odd": 1}
    )
    start = ir.ResponseStart(id="x", model="up", created=7, service_tier="flex", extra={"system_fingerprint": "fp"})
    chunks = run(
        start,
        ir.PartStart(index=0, part=ir.ReasoningPart()),
        ir.PartDelta(index=0, text="hm"),
        ir.NativeDelta(index=0, native=native),
        ir.PartEnd(index=0),
        ir.PartStart(index=1, part=ir.TextPart(text="")),
        ir.NativeDelta(index=1, native=native),
        ir.PartEnd(index=1),
        ir.Finish(reason="stop", usage=USAGE),
        exchange=context("openai-chat"),
    )
    assert deltas(chunks)[1:4] == [{"reasoning_content": "hm"}, {"reasoning_details": [{"data": "x"}]}, {}]
    assert (chunks[0]["system_fingerprint"], chunks[0]["service_tier"]) == ("fp", "flex")
    empty = ir.Native(vendor="v", format="openai-chat", block={"odd": 1})
    quiet = run(start, ir.PartStart(index=0, part=ir.ReasoningPart(native=empty)), ir.PartEnd(index=0), ir.Finish(reason="stop"),
                exchange=context("openai-chat"))  # fmt: skip
    assert len(deltas(quiet)) == 2


def test_texts_with_something_between_are_paragraphs() -> None:
    opaque = ir.OpaquePart(native=ir.Native(vendor="a", format="anthropic", block={}), path="content[1]")
    report = Report()
    chunks = run(
        START,
        *part(0, ir.TextPart(text=""), "a"),
        *part(1, ir.TextPart(text=""), "b"),
        ir.PartStart(index=2, part=opaque, whole=True),
        ir.PartDelta(index=2, text="never"),
        ir.PartEnd(index=2),
        *part(3, ir.TextPart(text=""), "c"),
        ir.Finish(reason="stop"),
        report=report,
    )
    assert "".join(delta.get("content", "") for delta in deltas(chunks)) == "ab\n\nc"
    assert "content[1]" in {line.path for line in report}


def test_media_refusals_and_citations() -> None:
    report = Report()
    chunks = run(
        START,
        ir.Ping(),
        ir.PartStart(index=0, part=ir.TextPart(text="x", citations=[ir.Citation(url="u"), ir.Citation(title="t")])),
        ir.CitationDelta(index=0, citation=ir.Citation(url="v", start=0, end=1)),
        ir.PartEnd(index=0),
        *part(1, ir.ImagePart(source=ir.Media(url="https://e.example/a.png"), path="i")),
        *part(2, ir.FilePart(source=ir.Media(text="t"), path="f")),
        *part(3, ir.AudioPart(source=ir.Media(data="AA"), id="audio_1")),
        *part(4, ir.RefusalPart(text="n"), "o"),
        ir.Finish(reason="refusal"),
        report=report,
    )
    assert chunks[1] == ": keep-alive"
    made = deltas(chunks)
    assert "".join(delta.get("content") or "" for delta in made) == "x\n\n![image](https://e.example/a.png)"
    assert [delta["annotations"][0]["url_citation"]["url"] for delta in made if "annotations" in delta] == ["u", "v"]
    assert [delta["refusal"] for delta in made[1:] if "refusal" in delta] == ["n", "o"]
    assert [delta["audio"]["id"] for delta in made if "audio" in delta] == ["audio_1"]
    assert chunks[-3]["choices"][0]["finish_reason"] == "stop"
    assert [line.path for line in report][:3] == ["container", "i", "f"]


def test_logprobs() -> None:
    logprob = {"token": "a", "logprob": 0.0, "bytes": None, "top_logprobs": []}
    chunks = run(
        START,
        ir.PartStart(index=0, part=ir.TextPart(text="")),
        ir.PartDelta(index=0, text="a", logprobs=[logprob]),
        ir.PartEnd(index=0),
        ir.PartStart(index=1, part=ir.RefusalPart(text="")),
        ir.PartDelta(index=1, text="b", logprobs=[logprob]),
        ir.PartEnd(index=1),
        ir.Finish(reason="stop"),
    )
    assert chunks[1]["choices"][0]["logprobs"] == {"content": [logprob], "refusal": None}
    assert chunks[2]["choices"][0]["logprobs"] == {"content": None, "refusal": [logprob]}


def test_candidates_have_their_own_choice() -> None:
    chunks = run(
        START,
        *part(0, ir.TextPart(text=""), "a"),
        *part(1, ir.TextPart(text=""), "b", candidate=1),
        *part(2, ir.ToolCallPart(id="c", name="f", arguments="{}"), candidate=1),
        ir.Finish(reason="stop", reasons=(("tool_calls", None),)),
    )
    indexes = [chunk["choices"][0]["index"] for chunk in chunks if isinstance(chunk, dict) and chunk["choices"]]
    assert indexes == [0, 0, 1, 1, 1, 0, 1]
    assert deltas(chunks)[2]["role"] == "assistant"
    finishes = [chunk["choices"][0]["finish_reason"] for chunk in chunks[:-2]]
    assert finishes[-2:] == ["stop", "tool_calls"]


def test_clients_of_functions_get_a_function_call() -> None:
    exchange = context(body={"functions": [{"name": "f"}]})
    chunks = run(
        START,
        *part(0, ir.ToolCallPart(id="a", name="f", arguments=""), "{", "}"),
        *part(1, ir.ToolCallPart(id="b", name="f", arguments=""), "{}"),
        ir.Finish(reason="tool_calls"),
        exchange=exchange,
    )
    assert deltas(chunks)[1:4] == [
        {"function_call": {"name": "f", "arguments": ""}},
        {"function_call": {"arguments": "{"}},
        {"function_call": {"arguments": "}"}},
    ]
    assert chunks[-2]["choices"][0]["finish_reason"] == "function_call"


def test_an_error_ends_the_stream() -> None:
    error = ir.Error(status=529, message="busy", kind="overloaded", origin="anthropic")
    chunks = run(START, ir.StreamError(error=error))
    assert chunks[-2] == {"error": {"message": "busy", "type": "server_error", "param": None, "code": None}}
    assert chunks[-1] == "[DONE]"


def test_a_stream_without_an_opening() -> None:
    chunks = run(*part(0, ir.TextPart(text=""), "a"), ir.Finish(reason="stop"))
    assert chunks[0]["id"].startswith("chatcmpl-")
    assert deltas(chunks)[0]["role"] == "assistant"
    builder = FORMAT.stream_builder(Report(), context())
    assert builder.flush() == b""


STREAM = "".join(
    f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n"
    for chunk in [
        {"id": "a", "model": "m", "created": 1, "choices": [{"index": 0, "delta": {"role": "assistant", "content": ""}}]},
        {"id": "a", "model": "m", "created": 1, "choices": [{"index": 0, "delta": {"content": "Zeile\u2028eins ☃"}}]},
        {"id": "a", "model": "m", "created": 1, "choices": [{"index": 0, "delta": {"tool_calls": [
            {"index": 0, "id": "c", "type": "function", "function": {"name": "f", "arguments": ""}}]}}]},
        {"id": "a", "model": "m", "created": 1, "choices": [{"index": 0, "delta": {"tool_calls": [
            {"index": 0, "function": {"arguments": '{"a": "b"}'}}]}}]},
        {"id": "a", "model": "m", "created": 1, "choices": [{"index": 0, "delta": {}, "finish_reason": "tool_calls"}]},
    ]
).encode() + b": comment\n\ndata: [DONE]\n\n"  # fmt: skip


@given(st.lists(st.integers(1, len(STREAM) - 1), max_size=12))
def test_any_chunking_gives_the_same_bytes(cuts: list[int]) -> None:
    def convert(pieces: list[bytes]) -> bytes:
        exchange = Context(inbound="openai-chat", outbound="openai-chat", vendor="openai", body={})
        converter = StreamConverter(exchange)
        return b"".join(converter.feed(piece) for piece in pieces) + converter.flush()

    edges = [0, *sorted(set(cuts)), len(STREAM)]
    whole = convert([STREAM])
    assert convert([STREAM[start:end] for start, end in itertools.pairwise(edges)]) == whole
    assert "Zeile\u2028eins ☃".encode() in whole
    assert whole.endswith(b"data: [DONE]\n\n")
