"""Streams, both ways."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge import carrier, ir, sse
from bridge.errors import InvalidResponseError
from bridge.formats.base import Context
from bridge.formats.gemini import FORMAT
from bridge.formats.gemini.partial_args import ArgumentWriter, steps_of
from bridge.report import Report

FINAL_USAGE = {"promptTokenCount": 5, "candidatesTokenCount": 2, "thoughtsTokenCount": 1, "totalTokenCount": 8}


def context(inbound: ir.FormatName = "anthropic", outbound: ir.FormatName = "gemini", **fields: Any) -> Context:
    return Context(inbound=inbound, outbound=outbound, vendor="google" if outbound == "gemini" else "acme", **fields)


def chunk(
    *parts: dict[str, Any], finish: str | None = None, index: int | None = None, **candidate: Any
) -> dict[str, Any]:
    node: dict[str, Any] = {"content": {"parts": list(parts), "role": "model"}, **candidate}
    if finish is not None:
        node["finishReason"] = finish
    if index is not None:
        node["index"] = index
    return {"candidates": [node], "usageMetadata": FINAL_USAGE, "modelVersion": "gemini-2.5-flash", "responseId": "r1"}


def events(chunks: Iterable[dict[str, Any]], where: Context | None = None) -> list[ir.StreamEvent]:
    parser = FORMAT.stream_parser(FORMAT.default_dialect, where or context())
    found: list[ir.StreamEvent] = []
    for item in chunks:
        found.extend(parser.feed(sse.Event(json.dumps(item).encode())))
    return [*found, *parser.flush()]


def whole(found: Iterable[ir.StreamEvent]) -> list[ir.Part]:
    """The parts an observer puts together; checks that they are opened and closed one after the other."""
    parts: list[ir.Part] = []
    is_open = False
    for event in found:
        match event:
            case ir.PartStart():
                assert not is_open
                assert event.index == len(parts)
                is_open = True
                parts.append(event.part)
            case ir.PartDelta():
                assert is_open
                part = parts[event.index]
                if isinstance(part, ir.ToolCallPart):
                    part.arguments += event.text
                else:
                    assert isinstance(part, ir.TextPart | ir.ReasoningPart)
                    part.text += event.text
            case ir.NativeDelta():
                part = parts[event.index]
                assert isinstance(part, ir.TextPart | ir.ReasoningPart)
                part.native = event.native
            case ir.PartEnd():
                assert is_open
                is_open = False
            case _:
                pass
    assert not is_open
    return parts


def google(**block: Any) -> ir.Native:
    return ir.Native(vendor="google", format="gemini", block=block)


# --------------------------------------------------------------------------- parsing


def test_thoughts_text_and_calls() -> None:
    found = events([
        chunk({"text": "h", "thought": True}),
        chunk({"text": "m", "thought": True}),
        chunk({"text": "Hel"}),
        chunk({"text": "lo"}, {"text": ""}, {"text": "", "videoMetadata": {}}),
        chunk({"functionCall": {"name": "f", "args": {"a": 1}}, "thoughtSignature": "QQ=="}, {"functionCall": {"name": "f"}}),
        chunk({"text": "", "thoughtSignature": "Qg=="}, finish="STOP"),
    ])  # fmt: skip
    assert found[0] == ir.ResponseStart(id="r1", model="gemini-2.5-flash", usage=ir.Usage(input_tokens=5))
    assert whole(found) == [
        ir.ReasoningPart(text="hm", summary=True, native=google(thought=True)),
        ir.TextPart(text="Hello"),
        ir.ToolCallPart(id="call_gm_r1_1", name="f", arguments='{"a":1}', native=google(thoughtSignature="QQ==")),
        ir.ToolCallPart(id="call_gm_r1_2", name="f", arguments="{}"),
        ir.TextPart(text="", native=google(thoughtSignature="Qg==")),
    ]
    finish = found[-1]
    assert isinstance(finish, ir.Finish)
    assert (finish.reason, finish.raw_reason) == ("tool_calls", "STOP")
    assert finish.usage == ir.Usage(input_tokens=5, output_tokens=3, reasoning_tokens=1, raw=FINAL_USAGE)


def test_a_signature_ends_the_part_it_stands_on() -> None:
    found = events([
        chunk({"text": "a", "thought": True}),
        chunk({"text": "b", "thought": True, "thoughtSignature": "QQ=="}),
        chunk({"text": "c", "thoughtSignature": "Qg=="}),
        chunk({"text": "d", "videoMetadata": {}}),
        chunk({"text": "", "thought": True, "thoughtSignature": "Qw=="}, finish="STOP"),
    ])  # fmt: skip
    assert whole(found) == [
        ir.ReasoningPart(text="ab", summary=True, native=google(thought=True, thoughtSignature="QQ==")),
        ir.TextPart(text="c", native=google(thoughtSignature="Qg==")),
        ir.TextPart(text="d"),
        ir.ReasoningPart(text="", summary=True, native=google(thought=True, thoughtSignature="Qw==")),
    ]


def test_code_execution_says_stop_several_times() -> None:
    code = {"executableCode": {"language": "PYTHON", "code": "1+1"}}
    result = {"codeExecutionResult": {"outcome": "OUTCOME_OK", "output": "2"}}
    chunks = [
        chunk({"text": "a"}, finish="STOP"),
        chunk(code, result, finish="STOP"),
        chunk({"text": "2"}, finish="STOP"),
    ]
    found = events(chunks)
    assert sum(isinstance(event, ir.Finish) for event in found) == 1
    assert whole(found) == [
        ir.TextPart(text="a"),
        ir.ReasoningPart(text="```python\n1+1\n```\n", native=google(**code)),
        ir.ReasoningPart(text="```\n2\n```\n", native=google(**result)),
        ir.TextPart(text="2"),
    ]
    same = whole(events(chunks, context("gemini")))
    assert same[1:3] == [ir.OpaquePart(native=google(**code)), ir.OpaquePart(native=google(**result))]


def test_pictures_come_whole() -> None:
    found = events([chunk({"inlineData": {"mimeType": "image/png", "data": "QQ=="}}, finish="STOP")])
    start = found[1]
    assert isinstance(start, ir.PartStart)
    assert start.whole
    assert isinstance(start.part, ir.ImagePart)


def test_arguments_in_pieces() -> None:
    found = events([
        chunk({"functionCall": {"name": "cook", "id": "x", "willContinue": True}, "thoughtSignature": "QQ=="}),
        chunk({"functionCall": {"partialArgs": [{"jsonPath": "$.r.steps[0].n", "stringValue": "bo", "willContinue": True}], "willContinue": True}}),
        chunk({"functionCall": {"partialArgs": [{"jsonPath": "$.r.steps[0].n", "stringValue": "il \""}], "willContinue": True}}),
        chunk({"functionCall": {"willContinue": True}}),
        chunk({"functionCall": {"partialArgs": [{"jsonPath": "$.r.steps[1].t", "numberValue": 2.5}, {"jsonPath": "$.ok", "boolValue": True}], "willContinue": True}}),
        chunk({"functionCall": {}}),
        chunk({"functionCall": {"name": "now", "willContinue": True}}),
        chunk({"functionCall": {"name": "then", "partialArgs": [{"jsonPath": "$.x", "nullValue": "NULL_VALUE"}]}}, finish="STOP"),
    ])  # fmt: skip
    calls = whole(found)
    assert [(call.id, call.name, json.loads(call.arguments)) for call in calls if isinstance(call, ir.ToolCallPart)] == [
        ("x", "cook", {"r": {"steps": [{"n": 'boil "'}, {"t": 2.5}]}, "ok": True}), ("call_gm_r1_1", "now", {}), ("call_gm_r1_2", "then", {"x": None}),
    ]  # fmt: skip
    assert isinstance(calls[0], ir.ToolCallPart)
    assert calls[0].native == google(thoughtSignature="QQ==")
    assert len([event for event in found if isinstance(event, ir.PartDelta) and event.index == 0]) >= 4


def test_freeform_input_is_unwrapped_while_it_streams() -> None:
    where = context("openai-responses")
    where.custom_tools.add("exec")
    partial = [{"jsonPath": "$.input", "stringValue": "1+", "willContinue": True}]
    found = events(
        [
            chunk({"functionCall": {"name": "exec", "willContinue": True, "partialArgs": partial}}),
            chunk(
                {"functionCall": {"partialArgs": [{"jsonPath": "$.input", "stringValue": "1"}], "willContinue": True}}
            ),
            chunk({"functionCall": {"name": "exec", "args": {"input": "2+2"}}}, finish="STOP"),
        ],
        where,
    )
    assert [part.arguments for part in whole(found) if isinstance(part, ir.ToolCallPart)] == ["1+1", "2+2"]


def test_further_candidates_wait_for_their_turn() -> None:
    found = events([
        chunk({"text": "a1"}, index=0),
        chunk({"text": "b1"}, index=1),
        chunk({"text": "a2"}, finish="STOP", index=0),
        chunk({"functionCall": {"name": "f"}}, finish="STOP", index=1),
    ])  # fmt: skip
    starts = [(event.candidate, type(event.part).__name__) for event in found if isinstance(event, ir.PartStart)]
    assert starts == [(0, "TextPart"), (1, "TextPart"), (1, "ToolCallPart")]
    finish = found[-1]
    assert isinstance(finish, ir.Finish)
    assert (finish.reason, finish.reasons) == ("stop", (("tool_calls", "STOP"),))


def test_sources() -> None:
    grounding = {
        "groundingChunks": [{"web": {"uri": "u", "title": "T"}}],
        "groundingSupports": [{"segment": {"endIndex": 2, "text": "ab"}, "groundingChunkIndices": [0]}],
    }
    citation = {"citations": [{"uri": "v", "startIndex": 1, "endIndex": 2}]}
    ascii_text = events(
        [chunk({"text": "abc"}), chunk(finish="STOP", groundingMetadata=grounding, citationMetadata=citation)]
    )
    assert [event.citation for event in ascii_text if isinstance(event, ir.CitationDelta)] == [
        ir.Citation(url="u", title="T", cited_text="ab", start=0, end=2),
        ir.Citation(url="v", start=1, end=2),
    ]
    for texts in (("äbc",), ("a", "ß")):  # bytes are not characters, so the offsets say nothing
        other = events([*(chunk({"text": text}) for text in texts), chunk(finish="STOP", groundingMetadata=grounding)])
        assert [event.citation for event in other if isinstance(event, ir.CitationDelta)] == [
            ir.Citation(url="u", title="T", cited_text="ab")
        ]
    after_call = events([chunk({"functionCall": {"name": "f"}}), chunk(finish="STOP", groundingMetadata=grounding)])
    assert not any(isinstance(event, ir.CitationDelta) for event in after_call)


def test_a_gemini_client_gets_all_citations_and_fields_of_a_part() -> None:
    same = context("gemini")
    chunks = [
        chunk({"text": "a", "partMetadata": {"x": 1}}, citationMetadata={"citationSources": [{"uri": "u"}]}),
        chunk({"text": "b"}, finish="STOP", citationMetadata={"citationSources": [{"uri": "v"}]}),
    ]
    built = build(events(chunks, same), same)
    assert parts_of(built) == [{"text": "a", "partMetadata": {"x": 1}}, {"text": "b"}, {"text": ""}]
    assert built[-1]["candidates"][0]["citationMetadata"] == {"citationSources": [{"uri": "u"}, {"uri": "v"}]}


def test_a_failed_call_tells_why() -> None:
    found = events([chunk(finish="MALFORMED_FUNCTION_CALL", finishMessage="Malformed function call")])
    assert whole(found) == [ir.TextPart(text="Malformed function call")]
    assert isinstance(found[-1], ir.Finish)
    assert found[-1].reason == "error"


def test_a_blocked_prompt() -> None:
    found = events([{"promptFeedback": {"blockReason": "SAFETY"}, "usageMetadata": {"promptTokenCount": 3}}])
    assert isinstance(found[-1], ir.Finish)
    assert found[-1].reason == "content_filter"


def test_errors_inside_a_stream_and_cut_streams() -> None:
    found = events(
        [
            chunk({"text": "a"}),
            {"error": {"code": 503, "message": "busy", "status": "UNAVAILABLE"}},
            chunk({"text": "late"}),
        ]
    )
    assert isinstance(found[-1], ir.StreamError)
    assert (found[-1].error.status, found[-1].error.message) == (503, "busy")
    assert whole(found) == [ir.TextPart(text="a")]
    cut = events([chunk({"text": "a"})])
    assert isinstance(cut[-1], ir.StreamError)
    assert cut[-1].error.message == "The upstream closed the stream early."
    assert isinstance(events([])[-1], ir.StreamError)


@pytest.mark.parametrize("data", [b"{", b"[]", b"5"])
def test_what_is_no_chunk(data: bytes) -> None:
    parser = FORMAT.stream_parser(FORMAT.default_dialect, context())
    assert parser.feed(sse.Event(b"[DONE]")) == []
    with pytest.raises(InvalidResponseError):
        parser.feed(sse.Event(data))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from([
            "candidates", "content", "parts", "text", "functionCall", "name", "args", "partialArgs", "jsonPath", "stringValue", "willContinue",
            "thought", "thoughtSignature", "finishReason", "usageMetadata", "index", "groundingMetadata", "citationMetadata", "citations",
            "error", "promptFeedback", "logprobsResult", "inlineData", "id", "groundingChunks", "groundingSupports", "promptTokenCount",
        ]),
        inner,
        max_size=5,
    ),
    max_leaves=25,
)  # fmt: skip
PARTS = st.lists(
    st.dictionaries(
        st.sampled_from(["text", "functionCall", "thought", "thoughtSignature", "toolCall", "partialArgs"]),
        JSON,
        max_size=3,
    )
)


@given(
    st.lists(
        PARTS.map(lambda parts: {"candidates": [{"content": {"parts": parts}, "finishReason": "STOP"}]})
        | st.dictionaries(st.sampled_from(["candidates", "usageMetadata", "error"]), JSON),
        max_size=3,
    )
)
def test_odd_chunks_never_break_the_order(chunks: list[dict[str, Any]]) -> None:
    try:
        found = events(chunks)
    except InvalidResponseError:
        return
    whole(found)
    assert isinstance(found[-1], ir.Finish | ir.StreamError)


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("$.a.b", ["a", "b"]),
        ("$.a[0][1]", ["a", 0, 1]),
        ("$['a b'][\"c\"]", ["a b", "c"]),
        (r"$['it\'s']", ["it's"]),
        ("$", []),
        ("", []),
    ],
)
def test_json_paths(path: str, steps: list[str | int]) -> None:
    assert steps_of(path) == steps


def _pieces(value: Any, path: str) -> Iterable[dict[str, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _pieces(item, f"{path}.{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _pieces(item, f"{path}[{index}]")
    elif isinstance(value, str):
        yield {"jsonPath": path, "stringValue": value[:2], "willContinue": True}
        yield {"jsonPath": path, "stringValue": value[2:]}
    elif isinstance(value, bool):
        yield {"jsonPath": path, "boolValue": value}
    elif value is None:
        yield {"jsonPath": path, "nullValue": "NULL_VALUE"}
    else:
        yield {"jsonPath": path, "numberValue": value}


_LEAVES = st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=4)
_KEYS = st.text(alphabet="abc_", min_size=1, max_size=3)
_VALUES = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(_KEYS, inner, min_size=1, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(_KEYS, _VALUES, max_size=4))
def test_pieces_make_up_the_arguments(value: dict[str, Any]) -> None:
    writer = ArgumentWriter()
    text = "".join(writer.feed([piece]) for piece in _pieces(value, "$")) + writer.close()
    assert json.loads(text) == value


def test_unfinished_and_pathless_pieces() -> None:
    writer = ArgumentWriter()
    assert writer.feed([{"stringValue": "lost"}, "odd"]) == ""
    text = writer.feed([{"jsonPath": "$.a", "stringValue": "x", "willContinue": True}])
    assert json.loads(text + writer.close()) == {"a": "x"}


# --------------------------------------------------------------------------- building


def build(found: Iterable[ir.StreamEvent], where: Context | None = None) -> list[dict[str, Any]]:
    where = where or context("gemini", "anthropic")
    builder = FORMAT.stream_builder(Report(), where)
    data = b"".join(builder.feed(event) for event in found) + builder.flush()
    if where.json_array:
        loaded: list[dict[str, Any]] = json.loads(data)
        return loaded
    assert b"\n" not in data.replace(b"\r\n", b"")
    decoder = sse.Decoder()
    found_events = [*decoder.feed(data), *decoder.flush()]
    assert all(event.event == "" for event in found_events)
    return [json.loads(event.data) for event in found_events]


def parts_of(chunks: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        part for item in chunks for candidate in item.get("candidates", ()) for part in candidate["content"]["parts"]
    ]


def streamed(index: int, part: ir.Part, *texts: str, native: ir.Native | None = None) -> list[ir.StreamEvent]:
    found: list[ir.StreamEvent] = [
        ir.PartStart(index=index, part=part),
        *(ir.PartDelta(index=index, text=text) for text in texts),
    ]
    if native is not None:
        found.append(ir.NativeDelta(index=index, native=native))
    return [*found, ir.PartEnd(index=index)]


START = ir.ResponseStart(id="msg_1", model="claude")
FINISH = ir.Finish(reason="stop", usage=ir.Usage(input_tokens=3, output_tokens=4))


def test_another_vendors_stream() -> None:
    signature = ir.Native(vendor="anthropic", format="anthropic", block={"signature": "s"})
    chunks = build([
        START,
        ir.Ping(),
        *streamed(0, ir.ReasoningPart(), "h", "m", native=signature),
        *streamed(1, ir.TextPart(text=""), "Hel", "", "lo \u2028"),
        *streamed(2, ir.ToolCallPart(id="toolu_1", name="f", arguments=""), '{"a"', ":1}"),
        *streamed(3, ir.RefusalPart(text="No"), "!"),
        ir.Finish(reason="tool_calls", usage=ir.Usage(input_tokens=3, output_tokens=4)),
    ])  # fmt: skip
    assert {(item["modelVersion"], item["responseId"]) for item in chunks} == {("claude", "msg_1")}
    parts = parts_of(chunks)
    token = parts[2].pop("thoughtSignature")
    assert parts[4].pop("thoughtSignature") == token
    assert carrier.unpack(token) == [ir.ReasoningPart(text="hm", native=signature)]
    assert parts == [
        {"text": "h", "thought": True},
        {"text": "m", "thought": True},
        {"text": "Hel"},
        {"text": "lo \u2028"},
        {"functionCall": {"name": "f", "args": {"a": 1}, "id": "toolu_1"}},
        {"text": "No"},
        {"text": "!"},
        {"text": ""},
    ]
    last = chunks[-1]
    assert last["candidates"][0]["finishReason"] == "STOP"
    assert last["usageMetadata"] == {"promptTokenCount": 3, "candidatesTokenCount": 4, "totalTokenCount": 7}
    assert not any("finishReason" in item["candidates"][0] for item in chunks[:-1])


def test_reasoning_at_the_end_rides_on_the_last_chunk() -> None:
    chunks = build([START, *streamed(0, ir.TextPart(text=""), "x"), *streamed(1, ir.ReasoningPart(), "hm"), FINISH])
    token = parts_of(chunks)[-1]["thoughtSignature"]
    native = ir.Native(vendor="acme", format="anthropic", block={})
    assert carrier.unpack(token) == [ir.ReasoningPart(text="hm", native=native)]


def test_a_redacted_thought_comes_whole_and_shows_nothing() -> None:
    native = ir.Native(vendor="anthropic", format="anthropic", block={"data": "x"})
    opening = ir.PartStart(index=0, part=ir.ReasoningPart(redacted=True, native=native), whole=True)
    chunks = build([START, opening, ir.PartEnd(index=0), *streamed(1, ir.TextPart(text=""), "x"), FINISH])
    first = parts_of(chunks)[0]
    assert first["text"] == "x"
    assert carrier.unpack(first["thoughtSignature"]) == [ir.ReasoningPart(redacted=True, native=native)]


def test_googles_own_stream_passes_with_its_signatures() -> None:
    chunks = [
        chunk({"text": "hm", "thought": True}),
        chunk({"text": "Hello"}),
        chunk({"functionCall": {"name": "f", "args": {"a": 1}}, "thoughtSignature": "QQ=="}),
        chunk({"executableCode": {"code": "1"}}),
        chunk({"text": "", "thoughtSignature": "Qg=="}, finish="STOP", safetyRatings=[{"category": "X"}]),
    ]
    same = context("gemini")
    built = build(events(chunks, same), same)
    assert parts_of(built)[:-1] == parts_of(chunks)
    assert built[-1]["candidates"][0]["safetyRatings"] == [{"category": "X"}]
    assert built[-1]["usageMetadata"] == FINAL_USAGE
    signed = [
        chunk({"text": "a", "thought": True, "thoughtSignature": "QQ=="}),
        chunk({"text": "b", "thoughtSignature": "Qg=="}, finish="STOP"),
    ]
    assert parts_of(build(events(signed, same), same)) == [
        {"text": "a", "thought": True},
        {"text": "", "thought": True, "thoughtSignature": "QQ=="},
        {"text": "b"},
        {"text": "", "thoughtSignature": "Qg=="},
        {"text": ""},
    ]


def test_a_blocked_prompt_passes() -> None:
    same = context("gemini")
    feedback = {
        "promptFeedback": {"blockReason": "SAFETY"},
        "usageMetadata": {"promptTokenCount": 3},
        "responseId": "r",
    }
    assert build(events([feedback], same), same) == [feedback]


def test_citations_logprobs_and_media() -> None:
    token = {"token": "x", "logprob": -1.0, "top_logprobs": []}
    other = ir.Native(vendor="anthropic", format="anthropic", block={})
    chunks = build([
        START,
        ir.PartStart(index=0, part=ir.TextPart(text="")),
        ir.PartDelta(index=0, text="x", logprobs=[token]),
        ir.NativeDelta(index=0, native=other),
        ir.CitationDelta(index=0, citation=ir.Citation(url="u", cited_text="x")),
        ir.PartEnd(index=0),
        ir.PartStart(index=1, part=ir.ImagePart(source=ir.Media(media_type="image/png", data="QQ==")), whole=True),
        ir.PartEnd(index=1),
        ir.PartStart(index=2, part=ir.OpaquePart(native=other), whole=True),
        ir.PartEnd(index=2),
        ir.PartStart(index=3, part=ir.ToolCallPart(id="c", name="f", arguments='{"a":')),
        ir.PartDelta(index=3, text="1}"),
        ir.NativeDelta(index=3, native=google(thoughtSignature="QQ==")),
        ir.PartEnd(index=3),
        FINISH,
    ])  # fmt: skip
    assert chunks[0]["candidates"][0]["logprobsResult"]["chosenCandidates"] == [{"token": "x", "logProbability": -1.0}]
    assert parts_of(chunks)[1:3] == [
        {"inlineData": {"mimeType": "image/png", "data": "QQ=="}},
        {"functionCall": {"name": "f", "args": {"a": 1}, "id": "c"}, "thoughtSignature": "QQ=="},
    ]
    assert chunks[-1]["candidates"][0]["groundingMetadata"]["groundingSupports"] == [
        {"segment": {"text": "x"}, "groundingChunkIndices": [0]}
    ]


def test_several_candidates() -> None:
    chunks = build([
        START,
        *streamed(0, ir.TextPart(text=""), "a"),
        ir.PartStart(index=1, part=ir.TextPart(text=""), candidate=1),
        ir.PartDelta(index=1, text="b"),
        ir.PartEnd(index=1),
        ir.Finish(reason="stop", reasons=(("length", "length"),)),
    ])  # fmt: skip
    assert [item["candidates"][0]["index"] for item in chunks] == [0, 1, 0]
    assert [(item["index"], item["finishReason"]) for item in chunks[-1]["candidates"]] == [
        (0, "STOP"),
        (1, "MAX_TOKENS"),
    ]


def test_errors_end_the_stream_in_googles_words() -> None:
    failure = ir.StreamError(error=ir.Error(status=529, message="busy", kind="overloaded"))
    assert build([START, failure])[-1] == {"error": {"code": 503, "message": "busy", "status": "UNAVAILABLE"}}


def test_a_stream_without_names_of_its_own() -> None:
    (first, _) = build([ir.ResponseStart(id="", model=""), *streamed(0, ir.TextPart(text=""), "x"), FINISH])
    assert first == {"candidates": [{"content": {"parts": [{"text": "x"}], "role": "model"}, "index": 0}]}


def test_a_json_array_without_alt_sse() -> None:
    where = context("gemini", "anthropic", json_array=True)
    assert [
        len(item["candidates"])
        for item in build([START, ir.Ping(), *streamed(0, ir.TextPart(text=""), "x", "y"), FINISH], where)
    ] == [1, 1, 1]
    assert build([], where) == []
    assert build([START, ir.StreamError(error=ir.Error(status=500, message="m"))], where)[0]["error"]["code"] == 500
    builder = FORMAT.stream_builder(Report(), where)
    assert builder.flush() == b"[]"
    assert builder.flush() == b""
