"""Whole answers, both ways."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from bridge import carrier, ir
from bridge.errors import InvalidResponseError
from bridge.formats.base import Context
from bridge.formats.gemini import FORMAT
from bridge.formats.gemini.dialect import GeminiDialect
from bridge.report import Report

DIALECT = FORMAT.default_dialect


def context(inbound: ir.FormatName = "anthropic", outbound: ir.FormatName = "gemini", **fields: Any) -> Context:
    return Context(inbound=inbound, outbound=outbound, vendor="google" if outbound == "gemini" else "acme", **fields)


def answer(*parts: dict[str, Any], finish: str | None = "STOP", **candidate: Any) -> dict[str, Any]:
    return {
        "candidates": [{"content": {"parts": list(parts), "role": "model"}, "finishReason": finish, "index": 0, **candidate}],
        "usageMetadata": {
            "promptTokenCount": 10, "toolUsePromptTokenCount": 5, "candidatesTokenCount": 7, "thoughtsTokenCount": 3,
            "cachedContentTokenCount": 4, "totalTokenCount": 25, "serviceTier": "standard",
        },
        "modelVersion": "gemini-2.5-flash",
        "responseId": "Rid-1.x",
        "createTime": "2026-03-05T22:50:32.281553Z",
    }  # fmt: skip


def parse(body: dict[str, Any], where: Context | None = None) -> ir.Response:
    return FORMAT.parse_response(body, DIALECT, where or context())


FULL = answer(
    {"text": "hm", "thought": True},
    {"text": "Hello", "thoughtSignature": "QQ=="},
    {"functionCall": {"name": "f", "args": {"a": 1}}, "partMetadata": {"x": 1}},
    {"functionCall": {"name": "f", "args": {}, "id": "abc"}, "thoughtSignature": "Qg=="},
    {"inlineData": {"mimeType": "image/png", "data": "QQ=="}},
    {"executableCode": {"language": "PYTHON", "code": "print(1)"}},
    {"codeExecutionResult": {"outcome": "OUTCOME_OK", "output": "1"}},
    {"toolCall": {"toolType": "GOOGLE_SEARCH_WEB", "id": "t"}, "thoughtSignature": "Qw=="},
    avgLogprobs=-0.1,
    safetyRatings=[{"category": "X", "probability": "LOW"}],
)


def test_an_answer_for_another_client() -> None:
    response = parse(FULL)
    thought, text, first, second, image, code, output, search = response.candidates[0].parts
    assert isinstance(thought, ir.ReasoningPart)
    assert (thought.text, thought.summary) == ("hm", True)
    assert isinstance(text, ir.TextPart)
    assert text.native == ir.Native(vendor="google", format="gemini", block={"thoughtSignature": "QQ=="})
    assert isinstance(first, ir.ToolCallPart)
    assert isinstance(second, ir.ToolCallPart)
    assert (first.id, second.id, second.arguments) == ("call_gm_Rid-1x_1", "abc", "{}")
    assert isinstance(image, ir.ImagePart)
    # Google wants its own parts back, so they travel as reasoning, which every client echoes.
    for part, kind in ((code, "executableCode"), (output, "codeExecutionResult"), (search, "toolCall")):
        assert isinstance(part, ir.ReasoningPart)
        assert part.native is not None
        assert kind in part.native.block
    assert isinstance(code, ir.ReasoningPart)
    assert code.text == "```python\nprint(1)\n```\n"
    assert response.candidates[0].finish_reason == "tool_calls"
    assert response.usage == ir.Usage(
        input_tokens=15, output_tokens=10, cache_read_tokens=4, reasoning_tokens=3, raw=FULL["usageMetadata"]
    )
    assert (response.created, response.service_tier) == (1772751032, "standard")


@pytest.mark.parametrize(
    "body",
    [
        FULL,
        answer({"text": "x"}, groundingMetadata={"groundingChunks": [{"web": {"uri": "u"}}]}, logprobsResult={"chosenCandidates": [{"token": "x"}]}),
        answer(finish="MAX_TOKENS"),
        {**answer(), "candidates": [{"content": {}, "finishReason": "SAFETY"}]},
        {**answer(), "candidates": [{"finishReason": "OTHER"}]},
        {"promptFeedback": {"blockReason": "SAFETY"}, "modelVersion": "m", "usageMetadata": {"promptTokenCount": 3}},
        {"usageMetadata": {"promptTokenCount": 3}},
        {"candidates": [{"content": {"parts": [{"text": "a"}], "role": "model"}}, {"content": {"parts": [{"text": "b"}], "role": "model"}, "index": 1}]},
    ],
)  # fmt: skip
def test_the_same_format_gets_the_same_answer(body: dict[str, Any]) -> None:
    before = copy.deepcopy(body)
    same = context("gemini")
    report = Report()
    assert FORMAT.build_response(parse(body, same), report, same) == body == before
    assert list(report) == []


@pytest.mark.parametrize(
    ("finish", "call", "reason"),
    [
        ("STOP", False, "stop"),
        ("STOP", True, "tool_calls"),
        (None, False, "stop"),
        ("FINISH_REASON_UNSPECIFIED", True, "tool_calls"),
        ("MAX_TOKENS", True, "length"),
        ("SAFETY", False, "content_filter"),
        ("MODEL_ARMOR", False, "content_filter"),
        ("UNEXPECTED_TOOL_CALL", True, "tool_calls"),
        ("UNEXPECTED_TOOL_CALL", False, "error"),
        ("MALFORMED_FUNCTION_CALL", False, "error"),
        ("SOMETHING_NEW", False, "other"),
    ],
)
def test_finish_reasons(finish: str | None, call: bool, reason: str) -> None:
    parts = [{"functionCall": {"name": "f", "args": {}}}] if call else [{"text": "x"}]
    assert parse(answer(*parts, finish=finish)).candidates[0].finish_reason == reason


def test_code_assist_wraps_its_answers() -> None:
    wrapped = GeminiDialect(wrap={})
    assert FORMAT.parse_response({"response": answer({"text": "x"})}, wrapped, context()).candidates[0].parts == [
        ir.TextPart(text="x")
    ]
    assert FORMAT.parse_response(answer({"text": "x"}), wrapped, context()).id == "Rid-1.x"


def test_a_failed_call_tells_why() -> None:
    response = parse(answer(finish="MALFORMED_FUNCTION_CALL", finishMessage="Malformed function call: print("))
    assert response.candidates[0].parts == [ir.TextPart(text="Malformed function call: print(")]


def test_a_blocked_prompt_and_an_error_inside_a_200() -> None:
    blocked = parse({"promptFeedback": {"blockReason": "SAFETY"}})
    assert (blocked.candidates[0].parts, blocked.candidates[0].finish_reason) == ([], "content_filter")
    assert blocked.usage == ir.Usage()
    failed = parse({"error": {"code": 503, "message": "busy", "status": "UNAVAILABLE"}})
    assert failed.error is not None
    assert (failed.error.status, failed.error.kind) == (503, "overloaded")
    assert failed.candidates[0].finish_reason == "other"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "neither candidates nor promptFeedback"),
        ({"candidates": {}}, "candidates: must be an array"),
        ({"candidates": [], "usageMetadata": []}, "usageMetadata: must be an object"),
        (answer({"inlineData": 5}), r"candidates\[0\].content.parts\[0\].inlineData: must be an object"),
    ],
)
def test_what_is_no_answer(body: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidResponseError, match=message):
        parse(body)


@pytest.mark.parametrize("stamp", ["yesterday", "9999-99-99", 5])
def test_odd_times_are_no_times(stamp: Any) -> None:
    assert parse({**answer(), "createTime": stamp}).created is None


def test_ids_without_a_response_id_differ_from_turn_to_turn() -> None:
    body = answer({"functionCall": {"name": "f"}})
    del body["responseId"]
    history = ir.Request(origin="anthropic", model="m", messages=[ir.Message(role="user", parts=[])] * 3)
    assert [part.id for part in parse(body).candidates[0].parts if isinstance(part, ir.ToolCallPart)] == [
        "call_gm_t0_1"
    ]
    later = parse(body, context(request=history)).candidates[0].parts[0]
    assert isinstance(later, ir.ToolCallPart)
    assert later.id == "call_gm_t3_1"


def test_names_namespaces_and_freeform_calls_come_back() -> None:
    where = context("openai-responses")
    where.names.send("a very odd name", limit=64, pattern=__import__("re").compile(r"\w+"))
    where.namespaces["ns__exec"] = "ns"
    where.custom_tools.add("ns__exec")
    sent = where.names.send("a very odd name", limit=64, pattern=__import__("re").compile(r"\w+"))
    odd, custom = parse(
        answer({"functionCall": {"name": sent, "args": {"x": 1}}}, {"functionCall": {"name": "ns__exec", "args": {"input": "1+1"}}}),
        where,
    ).candidates[0].parts  # fmt: skip
    assert isinstance(odd, ir.ToolCallPart)
    assert (odd.name, odd.kind) == ("a very odd name", "function")
    assert isinstance(custom, ir.ToolCallPart)
    assert (custom.name, custom.namespace, custom.kind, custom.arguments) == ("exec", "ns", "custom", "1+1")


def test_grounding_becomes_citations_counted_in_characters() -> None:
    text = "Ünïcode is fun. Grüße!"
    start = len("Ünïcode is fun. ".encode())
    metadata = {
        "groundingChunks": [{"web": {"uri": "https://a", "title": "A"}}, {"retrievedContext": {"fileSearchStore": "s/1"}}, {"web": {"uri": "https://c"}}, {"odd": {}}],
        "groundingSupports": [
            {"segment": {"startIndex": start, "endIndex": len(text.encode()), "text": "Grüße!", "partIndex": 0}, "groundingChunkIndices": [0, 1, 99]},
            {"segment": {"endIndex": 9, "text": "Ünïcode"}, "groundingChunkIndices": [0]},
            {"segment": {"startIndex": 1, "endIndex": 10**6}, "groundingChunkIndices": [0]},
        ],
    }  # fmt: skip
    (part,) = parse(answer({"text": text}, groundingMetadata=metadata)).candidates[0].parts
    assert isinstance(part, ir.TextPart)
    assert [(item.url, item.title, item.start, item.end) for item in part.citations] == [
        ("https://a", "A", 16, 22), (None, "s/1", 16, 22), ("https://a", "A", 0, 7), ("https://a", "A", None, None),
        ("https://c", None, None, None),
    ]  # fmt: skip


def test_citation_metadata_under_both_names() -> None:
    for name in ("citations", "citationSources"):
        entries = [{"uri": "https://a", "endIndex": 3}, {"title": "T"}, {"startIndex": 1}]
        (part,) = parse(answer({"text": "abcdef"}, citationMetadata={name: entries})).candidates[0].parts
        assert isinstance(part, ir.TextPart)
        assert [(item.url, item.title, item.start, item.end) for item in part.citations] == [
            ("https://a", None, 0, 3), (None, "T", None, None),
        ]  # fmt: skip
    _, second = (
        parse(answer({"text": "one"}, {"text": "two"}, citationMetadata={"citations": [{"uri": "u", "endIndex": 1}]}))
        .candidates[0]
        .parts
    )
    assert isinstance(second, ir.TextPart)
    assert second.citations == [ir.Citation(url="u")]
    (call,) = (
        parse(answer({"functionCall": {"name": "f"}}, citationMetadata={"citations": [{"uri": "u"}]}))
        .candidates[0]
        .parts
    )
    assert isinstance(call, ir.ToolCallPart)


def test_logprobs_both_ways() -> None:
    result = {
        "chosenCandidates": [{"token": "Hi", "tokenId": 1, "logProbability": -0.5}, {"token": "é"}],
        "topCandidates": [{"candidates": [{"token": "Hi", "logProbability": -0.5}]}],
    }
    found = parse(answer({"text": "Hié"}, logprobsResult=result)).candidates[0].logprobs
    assert found is not None
    assert found["content"] == [
        {"token": "Hi", "logprob": -0.5, "bytes": [72, 105], "top_logprobs": [{"token": "Hi", "logprob": -0.5, "bytes": [72, 105]}]},
        {"token": "é", "logprob": 0.0, "bytes": [195, 169], "top_logprobs": []},
    ]  # fmt: skip
    built = build(ir.Candidate(parts=[ir.TextPart(text="Hié")], logprobs=found))
    assert built["candidates"][0]["logprobsResult"] == {
        "chosenCandidates": [{"token": "Hi", "logProbability": -0.5}, {"token": "é", "logProbability": 0.0}],
        "topCandidates": [{"candidates": [{"token": "Hi", "logProbability": -0.5}]}, {"candidates": []}],
    }


# --------------------------------------------------------------------------- building for a Gemini client


def build(*candidates: ir.Candidate, report: Report | None = None, **fields: Any) -> dict[str, Any]:
    response = ir.Response(origin="anthropic", id="msg_1", model="claude", candidates=list(candidates), **fields)
    return FORMAT.build_response(response, Report() if report is None else report, context("gemini", "anthropic"))


def test_another_vendors_answer() -> None:
    signed = ir.ReasoningPart(
        text="hm", native=ir.Native(vendor="anthropic", format="anthropic", block={"signature": "s"})
    )
    unsigned = ir.ReasoningPart(text="so", summary=True)
    silent = ir.ReasoningPart(
        redacted=True, native=ir.Native(vendor="anthropic", format="anthropic", block={"data": "d"})
    )
    body = build(
        ir.Candidate(
            parts=[
                signed,
                unsigned,
                ir.TextPart(text=""),
                ir.TextPart(text="Hello"),
                silent,
                ir.ToolCallPart(id="toolu_1", name="f", arguments='{"a":1}'),
                ir.ToolCallPart(id="toolu_2", name="f", arguments="oops"),
                ir.ToolCallPart(id="toolu_3", name="x", arguments="raw", kind="custom"),
                ir.RefusalPart(text="No."),
            ],
            finish_reason="tool_calls",
        ),
        usage=ir.Usage(input_tokens=20, output_tokens=9, reasoning_tokens=4, cache_read_tokens=30),
    )
    parts = body["candidates"][0]["content"]["parts"]
    assert parts[0] == {"text": "hm", "thought": True}
    assert parts[1] == {"text": "so", "thought": True}
    on_text, on_call = parts[2].pop("thoughtSignature"), parts[3].pop("thoughtSignature")
    assert parts[2:] == [
        {"text": "Hello"},
        {"functionCall": {"id": "toolu_1", "name": "f", "args": {"a": 1}}},
        {"functionCall": {"id": "toolu_2", "name": "f", "args": {"_raw": "oops"}}},
        {"functionCall": {"id": "toolu_3", "name": "x", "args": {"input": "raw"}}},
        {"text": "No.", "thoughtSignature": on_call},
    ]
    unsigned_back = ir.ReasoningPart(
        text="so", summary=True, native=ir.Native(vendor="acme", format="anthropic", block={})
    )
    assert carrier.unpack(on_text) == [signed, unsigned_back]
    assert carrier.unpack(on_call) == [signed, unsigned_back, silent]
    assert body["candidates"][0]["finishReason"] == "STOP"
    assert body["usageMetadata"] == {
        "promptTokenCount": 20, "candidatesTokenCount": 5, "thoughtsTokenCount": 4, "totalTokenCount": 29, "cachedContentTokenCount": 20,
    }  # fmt: skip
    assert (body["responseId"], body["modelVersion"]) == ("msg_1", "claude")


def test_reasoning_without_anything_behind_it_rides_on_an_empty_text() -> None:
    body = build(ir.Candidate(parts=[ir.ReasoningPart(text="hm")], finish_reason="length"))
    thought, empty = body["candidates"][0]["content"]["parts"]
    assert thought == {"text": "hm", "thought": True}
    assert empty["text"] == ""
    assert carrier.is_token(empty["thoughtSignature"])
    assert body["candidates"][0]["finishReason"] == "MAX_TOKENS"
    assert body["usageMetadata"] == {"promptTokenCount": 0, "candidatesTokenCount": 0, "totalTokenCount": 0}


def test_media_and_what_has_no_place_in_an_answer() -> None:
    report = Report()
    opaque = ir.OpaquePart(native=ir.Native(vendor="anthropic", format="anthropic", block={}), path="o")
    body = build(
        ir.Candidate(
            parts=[
                ir.ImagePart(source=ir.Media(media_type="image/png", data="QQ==")),
                ir.AudioPart(source=ir.Media(file_id="a"), transcript="said"),
                ir.AudioPart(source=ir.Media(file_id="a")),
                ir.FilePart(source=ir.Media(media_type="text/plain", text="x"), filename="x.txt"),
                opaque,
                ir.ToolResultPart(call_id="c", content=[], path="r"),
            ],
            extra={"odd": 1},
        ),
        report=report,
        service_tier="standard",
        extra={"more": 1},
    )
    assert body["candidates"][0]["content"]["parts"] == [
        {"inlineData": {"mimeType": "image/png", "data": "QQ=="}},
        {"text": "said"},
        {"inlineData": {"mimeType": "text/plain", "data": "eA==", "displayName": "x.txt"}},
    ]
    assert {"o", "r", "more", "service_tier", "candidates[0].odd"} <= {line.path for line in report}


def test_citations_become_grounding_counted_in_bytes() -> None:
    first = ir.TextPart(
        text="Grüße aus Köln",
        citations=[ir.Citation(url="u", title="T", start=10, end=14), ir.Citation(url="v", cited_text="said")],
    )
    second = ir.TextPart(text="x", citations=[ir.Citation(url="u", title="T"), ir.Citation(url="w", start=0, end=1)])
    metadata = build(ir.Candidate(parts=[first, second]))["candidates"][0]["groundingMetadata"]
    assert metadata == {
        "groundingChunks": [{"web": {"uri": "u", "title": "T"}}, {"web": {"uri": "v", "title": "v"}}, {"web": {"uri": "w", "title": "w"}}],
        "groundingSupports": [
            {"segment": {"startIndex": 12, "endIndex": 17, "text": "Köln"}, "groundingChunkIndices": [0]},
            {"segment": {"text": "said"}, "groundingChunkIndices": [1]},
            {"segment": {"partIndex": 1}, "groundingChunkIndices": [0]},
            {"segment": {"partIndex": 1, "startIndex": 0, "endIndex": 1, "text": "x"}, "groundingChunkIndices": [2]},
        ],
    }  # fmt: skip
    alone = build(ir.Candidate(parts=[ir.TextPart(text="x", citations=[ir.Citation(url="u")])]))
    assert alone["candidates"][0]["groundingMetadata"] == {"groundingChunks": [{"web": {"uri": "u", "title": "u"}}]}


@pytest.mark.parametrize(
    ("reason", "word"),
    [
        ("stop_sequence", "STOP"),
        ("pause", "STOP"),
        ("content_filter", "SAFETY"),
        ("refusal", "SAFETY"),
        ("error", "OTHER"),
        ("other", "OTHER"),
    ],
)
def test_finish_words(reason: ir.FinishReason, word: str) -> None:
    assert (
        build(ir.Candidate(parts=[], finish_reason=reason, raw_finish_reason="x"))["candidates"][0]["finishReason"]
        == word
    )


def test_a_failed_answer_says_why() -> None:
    body = build(ir.Candidate(parts=[]), error=ir.Error(status=500, message="it broke"))
    assert (body["candidates"][0]["finishReason"], body["candidates"][0]["finishMessage"]) == ("OTHER", "it broke")


def test_the_model_is_the_one_asked_for() -> None:
    def model(inbound: ir.FormatName, outbound: ir.FormatName, asked: str, target: str) -> str:
        where = context(inbound, outbound, model=asked, target_model=target)
        response = ir.Response(origin=outbound, id="", model="upstream-1", candidates=[ir.Candidate(parts=[])])
        return str(FORMAT.build_response(response, Report(), where).get("modelVersion"))

    assert model("gemini", "gemini", "gemini-flash-latest", "gemini-flash-latest") == "upstream-1"
    assert model("gemini", "gemini", "mine", "gemini-2.5-pro") == "mine"
    assert model("gemini", "anthropic", "gemini-2.5-pro", "claude") == "gemini-2.5-pro"
    assert model("gemini", "anthropic", "", "") == "upstream-1"


@pytest.mark.parametrize("reason", ["stop", "refusal"])
def test_a_refusal_ends_as_safety_so_that_the_client_can_tell(reason: ir.FinishReason) -> None:
    refusal = ir.RefusalPart(text="I can't help with that.")
    candidate = ir.Candidate(parts=[refusal], finish_reason=reason)
    response = ir.Response(origin="openai-responses", id="r", model="m", candidates=[candidate])
    built = FORMAT.build_response(response, Report(), context("gemini", "openai-responses"))
    assert built["candidates"][0]["finishReason"] == "SAFETY"
    assert built["candidates"][0]["content"]["parts"][0]["text"] == "I can't help with that."
