"""Whole Chat Completions answers, both ways."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge import carrier, ir
from bridge.errors import InvalidResponseError, UpstreamError
from bridge.formats.base import Context
from bridge.formats.openai_chat import FORMAT
from bridge.formats.openai_chat.dialect import compatible
from bridge.report import Report


def context(inbound: Any = "anthropic", outbound: Any = "openai-chat", **fields: Any) -> Context:
    return Context(inbound=inbound, outbound=outbound, vendor="openai", model="m", target_model="m", **fields)


def answer(message: dict[str, Any], finish: Any = "stop", **body: Any) -> dict[str, Any]:
    return {
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "up",
        "choices": [{"index": 0, "message": {"role": "assistant", **message}, "finish_reason": finish}], **body,
    }  # fmt: skip


def parse(body: dict[str, Any], dialect: Any = FORMAT.default_dialect, exchange: Context | None = None) -> ir.Response:
    return FORMAT.parse_response(body, dialect, exchange or context())


def parts(
    message: dict[str, Any], dialect: Any = FORMAT.default_dialect, exchange: Context | None = None
) -> list[ir.Part]:
    return parse(answer(message), dialect, exchange).candidates[0].parts


def call_of(name: str, arguments: Any, call_id: str = "c", **more: Any) -> dict[str, Any]:
    return {"id": call_id, "type": "function", "function": {"name": name, "arguments": arguments}, **more}


# --------------------------------------------------------------------------- reading


def test_a_plain_answer() -> None:
    response = parse(answer({"content": "Hello."}, service_tier="default", system_fingerprint="fp"))
    assert (response.id, response.model, response.created, response.service_tier) == ("chatcmpl-1", "up", 1, "default")
    assert response.extra == {"system_fingerprint": "fp"}
    assert response.candidates[0].parts == [ir.TextPart(text="Hello.")]
    assert response.candidates[0].finish_reason == "stop"


def test_everything_a_message_may_hold() -> None:
    exchange = context()
    exchange.custom_tools.add("patch")
    exchange.namespaces["exec"] = "functions"
    found = parts(
        {
            "content": "a",
            "reasoning": "why",
            "reasoning_details": [{"type": "reasoning.text", "text": "why"}],
            "refusal": "no",
            "annotations": [
                {"type": "url_citation", "url_citation": {"url": "u", "title": "t", "start_index": 0, "end_index": 1}},
                {"type": "file"},
            ],
            "audio": {"id": "audio_1", "data": "AAAA", "transcript": "hi", "expires_at": 5},
            "tool_calls": [
                call_of("f", '{"a":1}'),
                call_of("patch", '{"input":"x"}', "d"),
                call_of("exec", {"b": 2}, "d"),
                {"id": "e", "type": "custom", "custom": {"name": "free", "input": "raw"}},
                {"id": "g", "function": {}},
            ],
        },
        exchange=exchange,
    )
    thought, text, refusal, audio, plain, wrapped, spaced, free = found
    assert isinstance(thought, ir.ReasoningPart)
    assert (thought.text, thought.path) == ("why", "reasoning")
    assert thought.native is not None
    assert list(thought.native.block) == ["reasoning_details"]
    assert isinstance(text, ir.TextPart)
    assert [(cite.url, cite.end) for cite in text.citations] == [("u", 1)]
    assert refusal == ir.RefusalPart(text="no")
    assert isinstance(audio, ir.AudioPart)
    assert (audio.id, audio.transcript, audio.expires_at) == ("audio_1", "hi", 5)
    assert isinstance(plain, ir.ToolCallPart)
    assert plain.arguments == '{"a":1}'
    assert isinstance(wrapped, ir.ToolCallPart)
    assert (wrapped.kind, wrapped.arguments) == ("custom", "x")
    assert isinstance(spaced, ir.ToolCallPart)
    assert (spaced.namespace, spaced.arguments) == ("functions", '{"b":2}')
    assert spaced.id not in ("", "d")
    assert isinstance(free, ir.ToolCallPart)
    assert (free.kind, free.arguments) == ("custom", "raw")


def test_names_are_restored() -> None:
    exchange = context()
    long = "x" * 80
    import re

    sent = exchange.names.send(long, limit=64, pattern=re.compile("[a-z]+"))
    part = parts({"tool_calls": [call_of(sent, "{}")]}, exchange=exchange)[0]
    assert isinstance(part, ir.ToolCallPart)
    assert part.name == long


def test_content_as_parts_and_citations_without_text() -> None:
    block = {"type": "thinking", "thinking": [{"type": "text", "text": "hm"}]}
    mistral = compatible("mistral")
    assert parts({"content": [block, {"type": "text", "text": "a"}, {"type": "text", "text": ""}]}, mistral) == [
        ir.ReasoningPart(
            text="hm", native=ir.Native(vendor="mistral", format="openai-chat", block=block), path="content"
        ),
        ir.TextPart(text="a"),
    ]
    cited = parts({"content": None, "annotations": [{"url_citation": {"url": "u", "content": "c"}}]})
    assert isinstance(cited[0], ir.TextPart)
    assert cited[0].citations[0].cited_text == "c"


def test_think_tags() -> None:
    local = compatible("ollama", think_tags=True)
    assert parts({"content": "<think>\nhm\n</think>\n\nYes."}, local) == [
        ir.ReasoningPart(text="hm\n", path="content"),
        ir.TextPart(text="Yes."),
    ]
    assert parts({"content": "a <think>"}, local) == [ir.TextPart(text="a <think>")]
    assert parts({"content": "<think>cut"}, local) == [ir.ReasoningPart(text="cut", path="content")]
    assert parts({"content": "<think>x</think>y", "reasoning_content": "z"}, local)[1] == ir.TextPart(
        text="<think>x</think>y"
    )


def test_details_alone_are_readable() -> None:
    part = parts({"content": "a", "reasoning_details": [{"text": "x"}, {"summary": "y"}, {"data": "z"}]})[0]
    assert isinstance(part, ir.ReasoningPart)
    assert part.text == "xy"


def test_legacy_calls() -> None:
    part = parts({"content": None, "function_call": {"name": "f", "arguments": ""}})[0]
    assert isinstance(part, ir.ToolCallPart)
    assert (part.name, part.arguments, part.path) == ("f", "{}", "function_call")


@pytest.mark.parametrize(
    ("raw", "message", "reason"),
    [
        ("stop", {"content": "a"}, "stop"),
        ("length", {"content": "a"}, "length"),
        ("content_filter", {"content": ""}, "content_filter"),
        ("sensitive", {"content": ""}, "content_filter"),
        ("network_error", {"content": ""}, "error"),
        ("eos", {"content": "a"}, "stop"),
        ("", {"content": "a"}, "stop"),
        (None, {"content": "a"}, "stop"),
        (7, {"content": "a"}, "stop"),
        ("tool_calls", {"content": "a"}, "stop"),
        ("stop", {"tool_calls": [call_of("f", "{}")]}, "tool_calls"),
        ("tool_call", {"tool_calls": [call_of("f", "null")]}, "tool_calls"),
        ("length", {"tool_calls": [call_of("f", '{"a')]}, "length"),
        ("tool_calls", {"tool_calls": [call_of("f", '{"a')]}, "length"),
        ("stop", {"refusal": "no"}, "refusal"),
        ("odd", {"content": "a"}, "pause"),
    ],
)
def test_finish_reasons_by_content_first(raw: Any, message: dict[str, Any], reason: str) -> None:
    dialect = compatible("v", finish_reasons={"odd": "pause"})
    assert parse(answer(message, raw), dialect).candidates[0].finish_reason == reason


@pytest.mark.parametrize(
    ("raw", "usage"),
    [
        ({"prompt_tokens": 9, "completion_tokens": 3, "total_tokens": 12}, (9, 3, None, None, None)),
        (
            {
                "prompt_tokens": 9, "completion_tokens": 3, "total_tokens": 12,
                "prompt_tokens_details": {"cached_tokens": 4, "cache_write_tokens": 2},
                "completion_tokens_details": {"reasoning_tokens": 1},
            },
            (9, 3, 4, 2, 1),
        ),
        ({"prompt_tokens": 9, "completion_tokens": 3, "prompt_cache_hit_tokens": 5}, (9, 3, 5, None, None)),
        ({"prompt_tokens": 9, "completion_tokens": 3, "cached_tokens": 20}, (9, 3, 9, None, None)),
        (
            {"prompt_tokens": 9, "completion_tokens": 3, "total_tokens": 17, "completion_tokens_details": {"reasoning_tokens": 5}},
            (9, 8, None, None, 5),
        ),
        ({"prompt_tokens": 9.0, "completion_tokens": -1, "deep": {"cache": 2}}, (9, None, 2, None, None)),
        ("odd", (None, None, None, None, None)),
        (None, (None, None, None, None, None)),
    ],
)  # fmt: skip
def test_usage(raw: Any, usage: tuple[Any, ...]) -> None:
    dialect = compatible("v", usage={"cache_read_tokens": "deep.cache"})
    found = parse(answer({"content": "a"}, usage=raw), dialect).usage
    counts = (
        found.input_tokens,
        found.output_tokens,
        found.cache_read_tokens,
        found.cache_write_tokens,
        found.reasoning_tokens,
    )
    assert counts == usage


def test_usage_in_odd_places() -> None:
    counts = {"prompt_tokens": 1, "completion_tokens": 2}
    assert parse(answer({"content": "a"}, x_groq={"usage": counts})).usage.output_tokens == 2
    body = answer({"content": "a"})
    body["choices"][0]["usage"] = counts
    assert parse(body).usage.output_tokens == 2


def test_errors_inside_a_success() -> None:
    with pytest.raises(UpstreamError) as caught:
        parse({"error": {"message": "no", "code": 429}})
    assert caught.value.status == 429
    with pytest.raises(UpstreamError, match="balance"):
        parse({"base_resp": {"status_code": 1008, "status_msg": "insufficient balance"}, "choices": None})
    assert parse({**answer({"content": "a"}), "base_resp": {"status_code": 0}}).candidates
    with pytest.raises(InvalidResponseError, match="choices"):
        parse({"id": "x"})


# --------------------------------------------------------------------------- writing


def response(*found: ir.Part, reason: Any = "stop", origin: Any = "anthropic", **fields: Any) -> ir.Response:
    candidate = ir.Candidate(parts=list(found), finish_reason=reason)
    return ir.Response(
        origin=origin, id=fields.pop("id", "msg_1"), model="up", candidates=[candidate], created=5, **fields
    )


def build(built: ir.Response, exchange: Context | None = None, report: Report | None = None) -> dict[str, Any]:
    exchange = exchange or context("openai-chat", built.origin)
    return FORMAT.build_response(built, report if report is not None else Report(), exchange)


def test_the_strict_form() -> None:
    usage = ir.Usage(input_tokens=10, output_tokens=5, cache_read_tokens=4, cache_write_tokens=2, reasoning_tokens=1)
    assert build(response(ir.TextPart(text="Hi"), usage=usage)) == {
        "id": "msg_1",
        "object": "chat.completion",
        "created": 5,
        "model": "m",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": "Hi", "refusal": None},
                "logprobs": None,
                "finish_reason": "stop",
            }
        ],
        "usage": {
            "prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15,
            "prompt_tokens_details": {"cached_tokens": 4, "audio_tokens": 0, "cache_write_tokens": 2},
            "completion_tokens_details": {
                "reasoning_tokens": 1, "audio_tokens": 0, "accepted_prediction_tokens": 0, "rejected_prediction_tokens": 0,
            },
        },
    }  # fmt: skip
    assert "usage" not in build(response(ir.TextPart(text="Hi")))
    assert build(response(ir.TextPart(text="Hi"), id=""))["id"].startswith("chatcmpl-")


@pytest.mark.parametrize(
    ("reason", "found", "word"),
    [
        ("stop", [], "stop"),
        ("stop_sequence", [], "stop"),
        ("pause", [], "stop"),
        ("error", [], "stop"),
        ("length", [ir.ToolCallPart(id="c", name="f", arguments="{")], "length"),
        ("content_filter", [], "content_filter"),
        ("refusal", [ir.TextPart(text="no")], "content_filter"),
        ("refusal", [ir.RefusalPart(text="no")], "stop"),
        ("stop", [ir.ToolCallPart(id="c", name="f", arguments="{}")], "tool_calls"),
    ],
)
def test_finish_words(reason: Any, found: list[ir.Part], word: str) -> None:
    assert build(response(*found, reason=reason))["choices"][0]["finish_reason"] == word


def test_foreign_state_rides_on_ids_and_thoughts_are_shown() -> None:
    native = ir.Native(vendor="anthropic", format="anthropic", block={"type": "thinking", "signature": "s"})
    thought = ir.ReasoningPart(text="why", native=native)
    signature = ir.Native(vendor="google", format="gemini", block={"thoughtSignature": "g"})
    message = build(
        response(
            thought,
            ir.ReasoningPart(text="more"),
            ir.ToolCallPart(id="a", name="f", arguments=""),
            ir.ToolCallPart(id="b", name="f", arguments="{}", native=signature),
            ir.ToolCallPart(id="", name="p", arguments="raw", kind="custom"),
        )
    )["choices"][0]["message"]
    assert message["reasoning_content"] == "why\n\nmore"
    first, second, third = message["tool_calls"]
    original, token = carrier.split_id(first["id"])
    assert original == "a"
    assert carrier.unpack(token) == [thought]
    assert first["function"]["arguments"] == "{}"
    assert carrier.unpack(carrier.split_id(second["id"])[1]) == [ir.ReasoningPart(native=signature)]
    assert third["id"].startswith("call_")
    assert third["custom"] == {"name": "p", "input": "raw"}
    assert message["content"] is None


def test_a_strict_answer_holds_no_thoughts() -> None:
    report = Report()
    exchange = context("openai-chat", "anthropic", extensions=False)
    message = build(response(ir.ReasoningPart(text="why", path="content[0]"), ir.TextPart(text="a")), exchange, report)
    assert message["choices"][0]["message"] == {"role": "assistant", "content": "a", "refusal": None}
    assert [line.path for line in report] == ["content[0]"]


def test_texts_with_something_between_are_paragraphs_and_citations_move_along() -> None:
    opaque = ir.OpaquePart(native=ir.Native(vendor="a", format="anthropic", block={}), path="content[1]")
    cited = ir.TextPart(
        text="World",
        citations=[
            ir.Citation(url="u", title="t", start=1, end=3),
            ir.Citation(title="no address"),
            ir.Citation(url="v"),
        ],
    )
    report = Report()
    message = build(response(ir.TextPart(text="He"), ir.TextPart(text="llo"), opaque, cited), report=report)["choices"][
        0
    ]["message"]
    assert message["content"] == "Hello\n\nWorld"
    spans = [
        (item["url_citation"]["start_index"], item["url_citation"]["end_index"]) for item in message["annotations"]
    ]
    assert spans == [(8, 10), (7, 12)]
    assert [line.path for line in report] == ["content[1]"]


def test_media_in_answers() -> None:
    report = Report()
    message = build(
        response(
            ir.TextPart(text="See"),
            ir.ImagePart(source=ir.Media(data="AAAA", media_type="image/png"), path="p"),
            ir.FilePart(source=ir.Media(file_id="f"), path="q"),
            ir.AudioPart(source=ir.Media(data="BBBB"), id="audio_1", transcript="t"),
        ),
        report=report,
    )["choices"][0]["message"]
    assert message["content"] == "See\n\n![image](data:image/png;base64,AAAA)"
    assert message["audio"] == {"id": "audio_1", "data": "BBBB", "expires_at": 0, "transcript": "t"}
    assert [(line.path, line.action) for line in report] == [("p", "approximated"), ("q", "dropped")]


def test_clients_of_functions_get_a_function_call() -> None:
    call = ir.ToolCallPart(id="a", name="f", arguments="{}")
    for exchange in (
        context("openai-chat", "anthropic", body={"functions": [{"name": "f"}]}),
        context(
            "openai-chat", "anthropic",
            request=ir.Request(origin="openai-chat", model="m", messages=[], tools=[ir.Tool(name="f", path="functions[0]")]),
        ),
    ):  # fmt: skip
        choice = build(response(call), exchange)["choices"][0]
        assert choice["message"]["function_call"] == {"name": "f", "arguments": "{}"}
        assert choice["finish_reason"] == "function_call"


def test_an_empty_answer_has_empty_content() -> None:
    assert build(response())["choices"][0]["message"]["content"] == ""


def test_failures_inside_a_success() -> None:
    error = ir.Error(status=500, message="no", kind="server")
    assert build(response(error=error)) == {
        "error": {"message": "no", "type": "server_error", "param": None, "code": None}
    }


def test_extras_of_other_formats_are_reported() -> None:
    report = Report()
    built = response(ir.TextPart(text="a"), extra={"container": {"id": 1}})
    built.candidates[0].extra = {"safety": 1}
    build(built, report=report)
    assert {line.path for line in report} == {"container", "choices[0].safety"}


def test_the_same_format_stays_whole() -> None:
    body = answer(
        {
            "content": "a",
            "refusal": None,
            "reasoning": "why",
            "reasoning_details": [{"type": "reasoning.text", "text": "why"}],
            "annotations": [{"type": "url_citation", "url_citation": {"url": "u"}}],
            "padding": "x",
            "tool_calls": [call_of("f", "{}")],
        },
        "tool_calls",
        usage={"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3, "cost": 0.1},
        service_tier="default",
        provider="P",
    )
    body["choices"][0].update(logprobs={"content": []}, native_finish_reason="x")
    exchange = context("openai-chat", "openai-chat")
    assert build(parse(body, compatible("openrouter"), exchange), exchange) == body
    legacy = answer(
        {"content": None, "refusal": None, "function_call": {"name": "f", "arguments": "{}"}}, "function_call"
    )
    built = build(parse(legacy, exchange=exchange), exchange)["choices"][0]
    assert built["message"] == legacy["choices"][0]["message"]
    assert built["finish_reason"] == "function_call"


def test_usage_of_the_same_format_is_put_right() -> None:
    exchange = context("openai-chat", "openai-chat")
    raw = {
        "prompt_tokens": 5,
        "completion_tokens": 2,
        "total_tokens": 10,
        "completion_tokens_details": {"reasoning_tokens": 3},
    }
    assert (
        build(parse(answer({"content": "a"}, usage=raw), exchange=exchange), exchange)["usage"]["completion_tokens"]
        == 5
    )
    raw = {"prompt_tokens": 5, "completion_tokens": 2, "prompt_cache_hit_tokens": 9}
    assert build(parse(answer({"content": "a"}, usage=raw), exchange=exchange), exchange)["usage"][
        "prompt_tokens_details"
    ] == {"cached_tokens": 5}
    raw = {"prompt_tokens": 5, "completion_tokens": 2, "prompt_tokens_details": {"cached_tokens": 9, "audio_tokens": 0}}
    assert build(parse(answer({"content": "a"}, usage=raw), exchange=exchange), exchange)["usage"]["prompt_tokens_details"] == {
        "cached_tokens": 5, "audio_tokens": 0,
    }  # fmt: skip


def test_the_upstreams_own_model_name_stays_unless_it_was_mapped() -> None:
    same = context("openai-chat", "openai-chat")
    assert build(parse(answer({"content": "a"}), exchange=same), same)["model"] == "up"
    mapped = Context(inbound="openai-chat", outbound="openai-chat", vendor="v", model="client", target_model="up")
    assert build(parse(answer({"content": "a"}), exchange=mapped), mapped)["model"] == "client"


JSON_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "type", "name", "function", "id", "x"]), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
FIELDS = st.dictionaries(
    st.sampled_from(["content", "refusal", "annotations", "audio", "tool_calls", "function_call", "reasoning", "reasoning_details", "x"]),
    JSON_VALUE, max_size=5,
)  # fmt: skip


@given(FIELDS, JSON_VALUE, JSON_VALUE)
def test_no_answer_breaks_the_reader(message: dict[str, Any], finish: Any, usage: Any) -> None:
    found = parse(answer(message, finish, usage=usage), compatible("v", think_tags=True))
    assert build(found, context("openai-chat", "openai-chat"))["choices"]
    found.origin = "anthropic"
    assert build(found)["choices"]
