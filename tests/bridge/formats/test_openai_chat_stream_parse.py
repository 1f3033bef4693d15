"""Chat Completions streams read into events, OpenAI's and those of vendors that differ."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge import ir, sse
from bridge.errors import InvalidResponseError
from bridge.formats.base import Context
from bridge.formats.openai_chat import FORMAT
from bridge.formats.openai_chat.dialect import compatible

DONE = "[DONE]"


def context(**fields: Any) -> Context:
    return Context(inbound="anthropic", outbound="openai-chat", vendor="openai", **fields)


def chunk(delta: Any = None, finish: Any = None, index: int = 0, **fields: Any) -> dict[str, Any]:
    choice = {"index": index, "delta": {} if delta is None else delta, "finish_reason": finish}
    return {"id": "chatcmpl-1", "created": 7, "model": "up", "choices": [choice], **fields}


def text(words: str) -> dict[str, Any]:
    return chunk({"content": words})


def tool(
    index: Any = 0, name: str | None = None, arguments: Any = None, call_id: str | None = None, **more: Any
) -> dict[str, Any]:
    function = {key: value for key, value in (("name", name), ("arguments", arguments)) if value is not None}
    call: dict[str, Any] = {"function": function, **more}
    if index is not None:
        call["index"] = index
    if call_id is not None:
        call["id"] = call_id
    return chunk({"tool_calls": [call]})


def run(*chunks: Any, dialect: Any = FORMAT.default_dialect, exchange: Context | None = None) -> list[ir.StreamEvent]:
    """The events, checked against the invariants of the IR."""
    parser = FORMAT.stream_parser(dialect, exchange or context())
    events: list[ir.StreamEvent] = []
    for item in chunks:
        data = item if isinstance(item, bytes) else (item if isinstance(item, str) else json.dumps(item)).encode()
        events += parser.feed(sse.Event(data))
    events += parser.flush()
    assert parser.flush() == []
    check(events)
    return events


def check(events: list[ir.StreamEvent]) -> None:
    opened: int | None = None
    count = 0
    for event in events:
        match event:
            case ir.PartStart():
                assert opened is None
                assert event.index == count
                opened, count = event.index, count + 1
            case ir.PartDelta() | ir.NativeDelta() | ir.CitationDelta():
                assert event.index == opened
            case ir.PartEnd():
                assert event.index == opened
                opened = None
            case _:
                pass
    ends = [event for event in events if isinstance(event, ir.Finish | ir.StreamError)]
    assert len(ends) == 1
    assert events[-1] is ends[0]
    assert opened is None or isinstance(ends[0], ir.StreamError)


def story(events: list[ir.StreamEvent]) -> list[tuple[str, str]]:
    """(kind, content) of each part; calls as ``name(arguments)``."""
    told: list[tuple[str, str]] = []
    for event in events:
        match event:
            case ir.PartStart(part=ir.ToolCallPart() as call):
                told.append((call.kind, f"{call.name}:"))
            case ir.PartStart():
                told.append((type(event.part).__name__.removesuffix("Part").lower(), ""))
            case ir.PartDelta():
                kind, before = told[-1]
                told[-1] = (kind, before + event.text)
            case _:
                pass
    return told


def finish(events: list[ir.StreamEvent]) -> ir.Finish:
    end = events[-1]
    assert isinstance(end, ir.Finish)
    return end


# --------------------------------------------------------------------------- the usual


def test_text_is_forwarded_as_it_comes() -> None:
    parser = FORMAT.stream_parser(FORMAT.default_dialect, context())
    opening = parser.feed(
        sse.Event(json.dumps(chunk({"role": "assistant", "content": ""}, system_fingerprint="fp")).encode())
    )
    assert opening == [
        ir.ResponseStart(id="chatcmpl-1", model="up", created=7, extra={"system_fingerprint": "fp"}),
    ]
    assert parser.feed(sse.Event(json.dumps(text("Hel")).encode())) == [
        ir.PartStart(index=0, part=ir.TextPart(text="")),
        ir.PartDelta(index=0, text="Hel"),
    ]
    assert parser.feed(sse.Event(json.dumps(text("lo")).encode())) == [ir.PartDelta(index=0, text="lo")]
    assert parser.feed(sse.Event(json.dumps(chunk({}, "stop")).encode())) == []
    usage = {"id": "x", "choices": [], "usage": {"prompt_tokens": 3, "completion_tokens": 2}}
    assert parser.feed(sse.Event(json.dumps(usage).encode())) == []
    end = parser.feed(sse.Event(b"[DONE]"))
    assert end[0] == ir.PartEnd(index=0)
    assert isinstance(end[1], ir.Finish)
    assert (end[1].reason, end[1].raw_reason, end[1].usage.input_tokens) == ("stop", "stop", 3)
    assert parser.feed(sse.Event(b"{}")) == []


def test_thoughts_text_refusal_and_calls_are_parts_of_their_own() -> None:
    events = run(
        chunk({"role": "assistant", "content": None, "reasoning_content": "hm"}),
        chunk({"reasoning_content": "m"}),
        text("Let me see."),
        tool(0, "f", "", "call_a", type="function"),
        tool(0, None, '{"a":'),
        tool(0, None, "1}"),
        tool(1, "g", "{}", "call_b"),
        chunk({"refusal": "no"}),
        chunk({}, "tool_calls"),
        DONE,
    )
    assert story(events) == [
        ("reasoning", "hmm"), ("text", "Let me see."), ("function", 'f:{"a":1}'), ("function", "g:{}"), ("refusal", "no"),
    ]  # fmt: skip
    ids = [
        event.part.id for event in events if isinstance(event, ir.PartStart) and isinstance(event.part, ir.ToolCallPart)
    ]
    assert ids == ["call_a", "call_b"]
    assert finish(events).reason == "tool_calls"


def test_a_refusal_alone_is_the_reason() -> None:
    assert finish(run(chunk({"refusal": "no"}), chunk({}, "stop"), DONE)).reason == "refusal"


def test_logprobs_and_citations() -> None:
    logprob = {"token": "a", "logprob": 0.0, "bytes": [97], "top_logprobs": []}
    first = chunk({"content": "a"})
    first["choices"][0]["logprobs"] = {"content": [logprob]}
    early = {"type": "url_citation", "url_citation": {"url": "early"}}
    late = {"type": "url_citation", "url_citation": {"url": "late"}}
    events = run(
        chunk({"annotations": [early, {"type": "file"}]}), first, chunk({"annotations": [late]}),
        chunk({"refusal": "x"}), chunk({"annotations": [early]}), chunk({}, "stop"), DONE,
    )  # fmt: skip
    assert [event.citation.url for event in events if isinstance(event, ir.CitationDelta)] == ["early", "late", "early"]
    assert next(event.logprobs for event in events if isinstance(event, ir.PartDelta)) == [logprob]


def test_audio_comes_whole_at_the_end() -> None:
    events = run(
        chunk({"audio": {"id": "audio_1", "data": "AA", "transcript": "he"}}),
        chunk({"audio": {"data": "BB", "transcript": "y"}}),
        chunk({"audio": {"expires_at": 9}}),
        chunk({}, "stop"),
        DONE,
    )
    start = next(event for event in events if isinstance(event, ir.PartStart))
    assert isinstance(start.part, ir.AudioPart)
    assert start.whole
    assert (start.part.source.data, start.part.transcript, start.part.expires_at) == ("AABB", "hey", 9)


def test_audio_pieces_with_nulls_or_encoded_one_by_one() -> None:
    events = run(
        chunk({"audio": {"id": "audio_1", "data": None, "transcript": None}}),
        chunk({"audio": {"id": None, "data": "aGVs", "transcript": "he"}}),
        chunk({"audio": {"data": "bG8sIA==", "transcript": None}}),
        chunk({"audio": {"data": "eW91"}}),
        chunk({}, "stop"),
    )
    start = next(event for event in events if isinstance(event, ir.PartStart))
    assert isinstance(start.part, ir.AudioPart)
    assert (start.part.source.data, start.part.transcript, start.part.id) == ("aGVsbG8sIHlvdQ==", "he", "audio_1")


def test_several_candidates_come_one_after_the_other() -> None:
    events = run(
        chunk({"content": "a"}),
        chunk({"content": "x"}, index=1),
        chunk({"content": "b"}),
        chunk({"content": "y"}, index=1),
        chunk({"tool_calls": [{"index": 0, "id": "c", "function": {"name": "f", "arguments": "{}"}}]}, index=1),
        chunk({}, "stop"),
        chunk({}, "tool_calls", index=1),
        DONE,
    )
    starts = [(event.index, event.candidate) for event in events if isinstance(event, ir.PartStart)]
    assert starts == [(0, 0), (1, 1), (2, 1)]
    assert story(events) == [("text", "ab"), ("text", "xy"), ("function", "f:{}")]
    assert finish(events).reasons == (("tool_calls", "tool_calls"),)


# --------------------------------------------------------------------------- oddities of vendors


def test_role_in_every_delta_and_usage_on_the_finish_chunk() -> None:
    events = run(
        chunk({"role": "assistant", "content": "a"}),
        chunk({"role": "assistant", "content": "b"}),
        chunk({"role": "assistant", "content": ""}, "stop", usage={"prompt_tokens": 1, "completion_tokens": 1}),
        DONE,
    )
    assert story(events) == [("text", "ab")]
    assert finish(events).usage.output_tokens == 1


def test_finish_with_the_last_delta_a_second_finish_and_text_after_it() -> None:
    events = run(chunk({"content": "a"}, "stop"), chunk({}, "stop", usage={"prompt_tokens": 1}), text("b"), DONE)
    assert story(events) == [("text", "ab")]


def test_filter_results_first() -> None:
    first = {"id": "", "model": "", "choices": [], "prompt_filter_results": []}
    events = run(first, text("a"), chunk({}, "stop"), DONE)
    assert events[0] == ir.ResponseStart(id="chatcmpl-1", model="up", created=7)


def test_whole_calls_without_index_or_id() -> None:
    events = run(
        chunk({"tool_calls": [{"id": "a", "function": {"name": "f", "arguments": "{}"}}]}),
        chunk({"tool_calls": [{"id": "b", "function": {"name": "f", "arguments": {"x": 1}}}]}),
        chunk({"tool_calls": [{"function": {"name": "g", "arguments": "{}"}}]}),
        chunk({}, "tool_calls"),
        DONE,
    )
    assert story(events) == [("function", "f:{}"), ("function", 'f:{"x":1}'), ("function", "g:{}")]
    ids = [
        event.part.id for event in events if isinstance(event, ir.PartStart) and isinstance(event.part, ir.ToolCallPart)
    ]
    assert ids[:2] == ["a", "b"]
    assert ids[2].startswith("call_")


def test_index_minus_one_and_repeated_ids_and_names() -> None:
    events = run(
        tool(-1, "f", '{"a"', "x"), tool(-1, "f", ":1}", "x"), tool(0, "g", "{", "y"), tool(0, "g", "}", "y"),
        chunk({}, "tool_calls"), DONE,
    )  # fmt: skip
    assert story(events) == [("function", 'f:{"a":1}'), ("function", "g:{}")]


def test_empty_ids_and_names_in_later_fragments() -> None:
    events = run(tool(0, "f", "", "x"), tool(0, "", "{}", ""), chunk({}, "tool_calls"), DONE)
    assert story(events) == [("function", "f:{}")]


def test_every_call_with_the_index_zero() -> None:
    events = run(tool(0, "f", "{}", "x"), tool(0, "f", "{}", "y"), tool(0, "f", "", "x"), chunk({}, "tool_calls"), DONE)
    assert story(events) == [("function", "f:{}"), ("function", "f:{}")]


def test_one_id_for_two_calls() -> None:
    events = run(tool(0, "f", "{}", "x"), tool(1, "g", "{}", "x"), chunk({}, "tool_calls"), DONE)
    ids = [
        event.part.id for event in events if isinstance(event, ir.PartStart) and isinstance(event.part, ir.ToolCallPart)
    ]
    assert len(set(ids)) == 2


def test_null_as_arguments() -> None:
    assert story(run(tool(0, "f", "null", "x"), chunk({}, "tool_calls"), DONE)) == [("function", "f:")]


def test_the_name_may_come_late_or_never() -> None:
    late = run(tool(0, None, '{"a"', "x"), tool(0, "f", ":1}"), chunk({}, "tool_calls"), DONE)
    assert story(late) == [("function", 'f:{"a":1}')]
    both = run(tool(0, None, '{"a"'), tool(0, "f", ":1}", "x"), chunk({}, "tool_calls"), DONE)
    assert story(both) == [("function", 'f:{"a":1}')]
    never = run(tool(0, None, "{}", "x"), chunk({}, "stop"), DONE)
    assert story(never) == []
    assert finish(never).reason == "stop"


def test_interleaved_calls_are_put_in_order() -> None:
    events = run(
        tool(0, "f", "", "a"), tool(1, "g", "", "b"), tool(0, None, '{"x":'), tool(1, None, '{"y":'), tool(0, None, "1}"),
        tool(1, None, "2}"), chunk({}, "tool_calls"), DONE,
    )  # fmt: skip
    assert story(events) == [("function", 'f:{"x":1}'), ("function", 'g:{"y":2}')]


def test_text_behind_an_unfinished_call_waits() -> None:
    events = run(
        tool(0, "f", '{"x":', "a"),
        text("t"),
        chunk({"reasoning_content": "r"}),
        tool(0, None, "1}"),
        chunk({}, "stop"),
        DONE,
    )
    assert story(events) == [("function", 'f:{"x":1}'), ("text", "t"), ("reasoning", "r")]
    cut = run(tool(0, "f", '{"x":', "a"), text("t"), chunk({}, "tool_calls"), DONE)
    assert story(cut) == [("function", 'f:{"x":'), ("text", "t")]
    assert finish(cut).reason == "length"


def test_late_arguments_of_a_closed_call_are_left_out() -> None:
    events = run(tool(0, "f", "{}", "a"), text("t"), tool(0, None, "x"), chunk({}, "tool_calls"), DONE)
    assert story(events) == [("function", "f:{}"), ("text", "t")]


def test_legacy_function_calls() -> None:
    events = run(
        chunk({"function_call": {"name": "f", "arguments": ""}}), chunk({"function_call": {"arguments": "{}"}}),
        chunk({}, "function_call"), DONE,
    )  # fmt: skip
    assert story(events) == [("function", "f:{}")]


def test_freeform_calls_and_wrapped_ones() -> None:
    exchange = context()
    exchange.custom_tools.add("patch")
    exchange.namespaces["patch"] = "functions"
    events = run(
        chunk({"tool_calls": [{"index": 0, "id": "a", "type": "custom", "custom": {"name": "free", "input": "x"}}]}),
        chunk({"tool_calls": [{"index": 0, "custom": {"input": "y"}}]}),
        tool(1, "patch", '{"inp', "b"),
        tool(1, None, 'ut":"***\\n'),
        tool(1, None, 'End"}'),
        tool(2, "patch", "oops", "c"),
        tool(3, "patch", '{"in', "d"),
        chunk({}, "tool_calls"),
        DONE,
        exchange=exchange,
    )
    assert story(events) == [
        ("custom", "free:xy"), ("custom", "patch:***\nEnd"), ("custom", "patch:oops"), ("custom", 'patch:{"in'),
    ]  # fmt: skip
    calls = [
        event.part for event in events if isinstance(event, ir.PartStart) and isinstance(event.part, ir.ToolCallPart)
    ]
    assert [call.namespace for call in calls] == [None, "functions", "functions", "functions"]


def test_reasoning_details_are_put_together_beside_the_words() -> None:
    events = run(
        chunk({"reasoning": "a", "reasoning_details": [{"type": "reasoning.text", "index": 0, "text": "a"}]}),
        chunk(
            {
                "reasoning": "b",
                "reasoning_details": [{"type": "reasoning.text", "index": 0, "text": "b", "signature": "s"}],
            }
        ),
        text("t"),
        chunk({"reasoning_details": [{"type": "reasoning.encrypted", "data": "x"}]}),
        tool(0, "f", "{}", "c"),
        chunk({}, "tool_calls"),
        DONE,
        dialect=compatible("openrouter"),
    )
    assert story(events) == [("reasoning", "ab"), ("text", "t"), ("reasoning", ""), ("function", "f:{}")]
    natives = [event.native for event in events if isinstance(event, ir.NativeDelta)]
    assert [native.vendor for native in natives] == ["openrouter", "openrouter"]
    assert natives[0].block == {
        "reasoning_details": [{"type": "reasoning.text", "index": 0, "text": "ab", "signature": "s"}]
    }
    assert natives[1].block == {"reasoning_details": [{"type": "reasoning.encrypted", "data": "x"}]}


def test_state_of_other_kinds_grows_too() -> None:
    events = run(
        chunk({"reasoning": "a", "reasoning_encrypted": "x"}), chunk({"reasoning": "b", "reasoning_encrypted": "y"}),
        chunk({"reasoning_encrypted": 5}), chunk({}, "stop"), DONE,
    )  # fmt: skip
    native = next(event.native for event in events if isinstance(event, ir.NativeDelta))
    assert native.block == {"reasoning_encrypted": 5}


def test_details_alone_and_cumulative_ones() -> None:
    minimax = compatible("minimax", cumulative=True)

    def details(words: str) -> dict[str, Any]:
        return chunk({"reasoning_details": [{"type": "reasoning.text", "text": words}]})

    events = run(
        details("I th"), details("I think"), details("I think so"), text("t"), chunk({}, "stop"), DONE, dialect=minimax
    )
    assert story(events) == [("reasoning", "I think so"), ("text", "t")]
    native = next(event.native for event in events if isinstance(event, ir.NativeDelta))
    assert native.block == {"reasoning_details": [{"type": "reasoning.text", "text": "I think so"}]}
    plain = run(details("I "), details("think"), details("think"), chunk({}, "stop"), DONE, dialect=minimax)
    assert story(plain) == [("reasoning", "I thinkthink")]
    repeated = run(details("I think"), details("I think"), chunk({}, "stop"), DONE, dialect=minimax)
    assert story(repeated) == [("reasoning", "I think")]


def test_thoughts_inside_the_content() -> None:
    mistral = run(
        chunk({"content": [{"type": "thinking", "thinking": [{"type": "text", "text": "hm"}]}]}),
        chunk({"content": [{"type": "text", "text": "a"}, {"type": "text"}]}), chunk({}, "stop"), DONE,
    )  # fmt: skip
    assert story(mistral) == [("reasoning", "hm"), ("text", "a")]
    tags = run(text("<th"), text("ink>\nhm</th"), text("ink>\n\nYes"), text("."), chunk({}, "stop"), DONE,
               dialect=compatible("v", think_tags=True))  # fmt: skip
    assert story(tags) == [("reasoning", "hm"), ("text", "Yes.")]
    short = run(text(" <thi"), chunk({}, "stop"), DONE, dialect=compatible("v", think_tags=True))
    assert story(short) == [("text", " <thi")]


def test_usage_of_groq_and_moonshot() -> None:
    counts = {"prompt_tokens": 4, "completion_tokens": 2}
    groq = run(text("a"), chunk({}, "stop", x_groq={"usage": counts}), chunk({}, None, x_groq={"id": "x"}), DONE)
    assert finish(groq).usage.input_tokens == 4
    last = chunk({}, "stop")
    last["choices"][0]["usage"] = counts
    assert finish(run(text("a"), last, DONE)).usage.input_tokens == 4


# --------------------------------------------------------------------------- ends


def test_no_done_marker_is_an_end_when_something_said_so() -> None:
    assert finish(run(text("a"), chunk({}, "stop"))).reason == "stop"


def test_an_index_that_is_none_of_ours_is_the_first_choice() -> None:
    odd = chunk({"content": "b"})
    odd["choices"][0]["index"] = "x"
    assert story(run(text("a"), odd, chunk({}, "stop"), DONE)) == [("text", "ab")]


def test_done_without_a_reason() -> None:
    assert finish(run(text("a"), DONE)).raw_reason is None
    assert finish(run(DONE)).reason == "stop"


def test_a_cut_stream_is_an_error() -> None:
    for chunks in ([text("a")], []):
        end = run(*chunks)[-1]
        assert isinstance(end, ir.StreamError)
        assert (end.error.kind, end.error.status) == ("server", 502)


@pytest.mark.parametrize(
    "body",
    [
        {"error": {"message": "no", "code": 429}},
        {"error": "no"},
        {"error": {"message": "no"}, "choices": [{"index": 0, "delta": {"content": "x"}}]},
        {"base_resp": {"status_code": 1000, "status_msg": "no"}, "choices": None},
    ],
)
def test_errors_inside_the_stream(body: dict[str, Any]) -> None:
    events = run(text("a"), body, text("b"))
    end = events[-1]
    assert isinstance(end, ir.StreamError)
    assert end.error.message == "no"
    assert story(events) == [("text", "a")]


def test_what_is_not_json_is_an_error() -> None:
    parser = FORMAT.stream_parser(FORMAT.default_dialect, context())
    with pytest.raises(InvalidResponseError, match="not JSON"):
        parser.feed(sse.Event(b"{"))
    with pytest.raises(InvalidResponseError, match="object"):
        parser.feed(sse.Event(b"[1]"))


JSON_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["text", "type", "name", "function", "id", "index", "arguments", "content", "custom", "input"]), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip
CHUNKS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "choices": st.lists(
                st.fixed_dictionaries(
                    {},
                    optional={
                        "index": st.sampled_from([0, 0, 1, "x", None]),
                        "delta": st.dictionaries(
                            st.sampled_from(["content", "tool_calls", "refusal", "reasoning", "reasoning_details", "annotations", "audio", "function_call"]),
                            JSON_VALUE | st.text(max_size=3), max_size=3,
                        ) | JSON_VALUE,
                        "finish_reason": st.sampled_from([None, "stop", "length", 5]),
                        "logprobs": JSON_VALUE,
                        "usage": JSON_VALUE,
                    },
                ) | JSON_VALUE,
                max_size=3,
            ) | JSON_VALUE,
            "usage": JSON_VALUE,
            "x_groq": JSON_VALUE,
            "id": JSON_VALUE,
        },
    ),
    max_size=6,
)  # fmt: skip


@given(CHUNKS, st.booleans())
def test_no_chunk_breaks_the_machine(chunks: list[dict[str, Any]], done: bool) -> None:
    run(*chunks, *([DONE] if done else []), dialect=compatible("v", think_tags=True, cumulative=True))
