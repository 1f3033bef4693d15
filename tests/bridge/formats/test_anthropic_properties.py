"""What must hold for any input: no crash but the library's own errors, nothing lost within the format, strict output."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bridge import codec, ir, sse
from bridge.convert import answer_context
from bridge.errors import BridgeError
from bridge.formats.anthropic import FORMAT, AnthropicDialect
from bridge.report import Report
from tests.helpers.anthropic import payloads, rebuild

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(-2, 2) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(str.strip)
NAME = st.text("abcXYZ_-019", min_size=1, max_size=8)
MARK = st.sampled_from([{}, {"cache_control": None}, {"unknown": 1}])
TEXT_BLOCK = st.builds(lambda text, extra: {"type": "text", "text": text, **extra}, TEXT, MARK)
IMAGE = st.sampled_from(
    [
        {"type": "image", "source": {"type": "url", "url": "https://x/y"}},
        {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "AAAA"}},
        {"type": "image", "source": {"type": "file", "file_id": "f"}},
    ]
)
DOCUMENT = st.sampled_from(
    [
        {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "d"}, "title": "t"},
        {"type": "document", "source": {"type": "content", "content": "c"}, "citations": {"enabled": False}},
        {"type": "search_result", "title": "t", "source": "s", "content": []},
    ]
)
THINKING = st.sampled_from(
    [{"type": "thinking", "thinking": "t", "signature": "s"}, {"type": "redacted_thinking", "data": "d"}]
)
USER = st.one_of(TEXT, st.lists(TEXT_BLOCK | IMAGE | DOCUMENT, min_size=1, max_size=3))


@st.composite
def _turns(draw: st.DrawFn) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = [{"role": "user", "content": draw(USER)}]
    for turn in range(draw(st.integers(0, 3))):
        blocks: list[dict[str, Any]] = draw(st.lists(THINKING, max_size=2)) + draw(st.lists(TEXT_BLOCK, max_size=1))
        calls = [
            {
                "type": "tool_use",
                "id": f"t{turn}_{number}",
                "name": draw(NAME),
                "input": draw(st.dictionaries(NAME, JSON, max_size=2)),
            }
            for number in range(draw(st.integers(0, 2)))
        ]
        if not blocks and not calls:
            continue
        messages.append({"role": "assistant", "content": [*blocks, *calls]})
        results = [
            {"type": "tool_result", "tool_use_id": call["id"], **draw(st.sampled_from([{}, {"content": "r"}, {"content": []}, {"is_error": True, "content": [{"type": "text", "text": "x"}]}]))}
            for call in calls
        ]  # fmt: skip
        rest = draw(USER)
        messages.append({"role": "user", "content": [*results, *(rest if isinstance(rest, list) else [])] or rest})
    return messages


TOOL = st.builds(
    lambda name, extra: {"name": name, "input_schema": {"type": "object", "properties": {}}, **extra},
    NAME,
    st.sampled_from(
        [{}, {"strict": True}, {"defer_loading": True}, {"description": "d", "type": "custom"}, {"cache_control": None}]
    ),
)
BODY = st.fixed_dictionaries(
    {"model": st.sampled_from(["claude-opus-4-8", "claude-sonnet-4-6", "relay"]), "messages": _turns()},
    optional={
        "system": TEXT | st.lists(TEXT_BLOCK, min_size=1, max_size=2),
        "max_tokens": st.integers(1, 9000),
        "stream": st.booleans(),
        "tools": st.lists(TOOL, max_size=3, unique_by=lambda tool: tool["name"]),
        "thinking": st.sampled_from(
            [{"type": "adaptive"}, {"type": "disabled"}, {"type": "adaptive", "display": "omitted"}]
        ),
        "stop_sequences": st.lists(TEXT, max_size=2),
        "metadata": st.sampled_from([{}, {"user_id": "u"}]),
        "container": st.none() | st.text(max_size=3),
    },
)
#: Bodies that look right at the top and may hold anything below.
ODD = st.fixed_dictionaries(
    {"model": st.just("m"), "messages": st.lists(st.fixed_dictionaries({"role": st.sampled_from(["user", "assistant", "system"]), "content": JSON | st.lists(st.fixed_dictionaries({"type": st.sampled_from(["text", "image", "document", "thinking", "redacted_thinking", "tool_use", "tool_result", "x"])}, optional=dict.fromkeys(("text", "source", "id", "name", "input", "tool_use_id", "content", "citations", "thinking", "signature", "data", "cache_control", "is_error"), JSON)), max_size=3)}), max_size=3)},
    optional=dict.fromkeys(("system", "tools", "tool_choice", "thinking", "output_config", "output_format", "metadata", "stop_sequences", "max_tokens", "temperature", "stream"), JSON),
)  # fmt: skip


@given(BODY)
def test_nothing_is_lost_within_the_format(body: dict[str, Any]) -> None:
    assert rebuild(body) == body


@given(JSON | ODD)
def test_odd_requests_give_one_clear_error_or_a_body(value: Any) -> None:
    if not isinstance(value, dict):
        return
    try:
        built = rebuild(value)
    except BridgeError:
        return
    assert isinstance(built["messages"], list)
    codec.dumps(built)


@given(
    st.dictionaries(
        st.sampled_from(["content", "type", "usage", "stop_reason", "id", "model", "error"]),
        JSON | st.lists(ODD, max_size=2),
    )
)
def test_odd_answers_give_one_clear_error_or_an_answer(value: dict[str, Any]) -> None:
    context = answer_context("anthropic", "anthropic")
    try:
        response = FORMAT.parse_response(value, AnthropicDialect(), context)
    except BridgeError:
        return
    codec.dumps(FORMAT.build_response(response, Report(), context))


EVENT = st.fixed_dictionaries(
    {"type": st.sampled_from(["message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta", "ping"])},
    optional={
        "index": st.integers(0, 3),
        "message": JSON,
        "content_block": st.fixed_dictionaries({"type": st.sampled_from(["text", "thinking", "tool_use", "redacted_thinking", "server_tool_use", "x"])}, optional={"text": JSON, "id": JSON, "name": JSON, "input": JSON, "thinking": JSON, "data": JSON}),
        "delta": st.fixed_dictionaries({"type": st.sampled_from(["text_delta", "thinking_delta", "signature_delta", "input_json_delta", "citations_delta", "x"])}, optional={"text": JSON, "thinking": JSON, "signature": JSON, "partial_json": JSON, "citation": JSON, "stop_reason": JSON}),
        "usage": JSON,
    },
)  # fmt: skip


@given(st.lists(EVENT, max_size=8), st.sampled_from(["anthropic", "openai-chat"]))
def test_odd_streams_come_out_in_order(events: list[dict[str, Any]], upstream: str) -> None:
    parser = FORMAT.stream_parser(AnthropicDialect(), answer_context("anthropic", "anthropic"))
    builder = FORMAT.stream_builder(Report(), answer_context(upstream, "anthropic", model="m"))
    items: list[ir.StreamEvent] = [item for event in events for item in parser.feed(sse.Event(codec.dumps(event)))]
    items += parser.flush()
    assert sum(isinstance(item, ir.Finish | ir.StreamError) for item in items) == 1
    data = b"".join(builder.feed(item) for item in items if not isinstance(item, ir.Ping))
    _check_grammar(payloads(data))


def _check_grammar(events: list[dict[str, Any]]) -> None:
    """One block at a time, numbered in order, inside one message."""
    opened: int | None = None
    blocks = 0
    for number, event in enumerate(events):
        kind = event["type"]
        assert (kind == "message_start") is (number == 0) or kind == "error"
        if kind == "content_block_start":
            assert (opened, event["index"]) == (None, blocks)
            opened, blocks = blocks, blocks + 1
        elif kind == "content_block_delta":
            assert event["index"] == opened
        elif kind == "content_block_stop":
            assert event["index"] == opened
            opened = None
    assert events[-1]["type"] in ("message_stop", "error")
