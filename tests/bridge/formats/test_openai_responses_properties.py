"""What holds for every Responses request, answer and stream."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bridge import convert, ir
from bridge.errors import BridgeError
from bridge.formats.base import Context
from bridge.formats.openai_responses import FORMAT
from bridge.report import Report
from tests.helpers.responses_grammar import check

WORDS = st.text(max_size=12)
IDS = st.from_regex(r"[a-z]{1,8}", fullmatch=True)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)
OBJECT = st.dictionaries(IDS, JSON, max_size=3)


def record(
    kind: str | None, required: dict[str, Any], optional: dict[str, Any] | None = None
) -> st.SearchStrategy[Any]:
    fixed = {"type": st.just(kind)} if kind is not None else {}
    return st.fixed_dictionaries({**fixed, **required}, optional=optional or {})


BLOCK = st.one_of(
    record("input_text", {"text": WORDS}, {"prompt_cache_breakpoint": OBJECT}),
    record("output_text", {"text": WORDS}, {"annotations": st.lists(OBJECT, max_size=2), "logprobs": st.lists(OBJECT, max_size=1)}),
    record("refusal", {"refusal": WORDS}),
    record("input_image", {}, {"image_url": WORDS | st.just("data:image/png;base64,AA=="), "file_id": IDS, "detail": IDS}),
    record("input_file", {}, {"file_data": WORDS, "file_url": WORDS, "file_id": IDS, "filename": WORDS, "detail": IDS}),
    record("input_audio", {"input_audio": record(None, {"data": WORDS}, {"format": st.sampled_from(["wav", "mp3", "x"])})}),
    record("unknown_block", {"x": JSON}),
)  # fmt: skip
CONTENT = WORDS | st.lists(BLOCK, max_size=3)
EXTRA = {"id": IDS, "status": st.just("completed"), "odd": JSON}
FUNCTION = record(
    "function",
    {"name": IDS},
    {"description": WORDS, "parameters": OBJECT, "strict": st.booleans(), "defer_loading": st.booleans(), "odd": JSON},
)
CUSTOM = record("custom", {"name": IDS}, {"description": WORDS, "format": OBJECT, "defer_loading": st.booleans()})
HOSTED = record("web_search", {}, {"odd": JSON}) | record(
    "tool_search", {"execution": st.sampled_from(["client", "server"])}
)
GROUP = record("namespace", {"name": IDS, "tools": st.lists(FUNCTION | CUSTOM, max_size=2)}, {"description": WORDS})
TOOLS = st.lists(FUNCTION | CUSTOM | HOSTED | GROUP, max_size=3)
ITEM = st.one_of(
    record(None, {"role": st.sampled_from(["user", "assistant", "system", "developer"]), "content": CONTENT}, EXTRA),
    record("message", {"role": st.just("assistant"), "content": CONTENT}, {**EXTRA, "phase": st.just("commentary")}),
    record("function_call", {"call_id": IDS, "name": IDS, "arguments": WORDS}, {**EXTRA, "namespace": IDS}),
    record("custom_tool_call", {"call_id": IDS, "name": IDS, "input": WORDS}, EXTRA),
    record("function_call_output", {"call_id": IDS, "output": CONTENT}, EXTRA),
    record("custom_tool_call_output", {"call_id": IDS, "output": CONTENT}, EXTRA),
    record("reasoning", {"summary": st.lists(record("summary_text", {"text": WORDS}), max_size=2)}, {"encrypted_content": WORDS, "content": st.none()}),
    record("additional_tools", {"role": st.just("developer"), "tools": TOOLS}),
    record("configuration_update", {}, {"reasoning": record(None, {"effort": st.sampled_from(["low", "high", "odd"])})}),
    record("tool_search_call", {"call_id": IDS, "execution": st.just("client"), "arguments": OBJECT}),
    record("tool_search_output", {"call_id": IDS, "execution": st.just("client"), "tools": TOOLS}),
    record("item_reference", {"id": IDS}),
    record("compaction", {"encrypted_content": WORDS}),
    record("shell_call_output", {"output": JSON}),
    record("web_search_call", {"id": IDS}, {"action": JSON}),
)  # fmt: skip
BODY = st.fixed_dictionaries(
    {"model": IDS, "input": WORDS | st.lists(ITEM, max_size=8)},
    optional={
        "instructions": WORDS,
        "tools": TOOLS,
        "tool_choice": st.sampled_from(["auto", "none", "required"]) | record("function", {"name": IDS}) | record("mcp", {"server_label": IDS}),
        "stream": st.booleans(),
        "store": st.booleans(),
        "temperature": st.none() | st.floats(0, 2),
        "max_output_tokens": st.integers(1, 9999),
        "reasoning": st.fixed_dictionaries({}, optional={"effort": st.sampled_from(["low", "odd"]) | st.none(), "summary": IDS, "odd": JSON}),
        "text": st.fixed_dictionaries({}, optional={"verbosity": IDS, "format": record("json_schema", {"name": IDS, "schema": OBJECT}), "odd": JSON}),
        "include": st.lists(IDS, max_size=2),
        "odd": JSON,
    },
)  # fmt: skip


def context(inbound: ir.FormatName = "openai-responses", outbound: ir.FormatName = "openai-responses") -> Context:
    return Context(inbound=inbound, outbound=outbound, vendor="openai")


@given(BODY)
def test_every_request_comes_back_as_it_was(body: dict[str, Any]) -> None:
    request = FORMAT.parse_request(copy.deepcopy(body), None, None)
    assert FORMAT.build_request(request, FORMAT.default_dialect, Report(), context()) == body


def _tells(error: BridgeError) -> None:
    assert str(error)


def _wild(words: list[str]) -> st.SearchStrategy[Any]:
    return st.recursive(
        st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from(words),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(words), inner, max_size=6),
        max_leaves=25,
    )


REQUEST_WORDS = [
    "model", "input", "type", "role", "content", "message", "user", "assistant", "text", "input_text", "output_text", "tools",
    "function", "name", "custom", "namespace", "function_call", "call_id", "arguments", "output", "function_call_output",
    "reasoning", "encrypted_content", "summary", "additional_tools", "configuration_update", "effort", "tool_choice",
    "allowed_tools", "format", "tool_search_output", "execution", "client", "compaction", "annotations", "input_image",
]  # fmt: skip


@given(_wild(REQUEST_WORDS))
def test_no_request_breaks_the_reader(value: Any) -> None:
    body = {"model": "m", "input": "x", **value} if isinstance(value, dict) else {"model": "m", "input": value}
    try:
        request = FORMAT.parse_request(body, None, None)
        FORMAT.build_request(request, FORMAT.default_dialect, Report(), context())
    except BridgeError as error:
        _tells(error)


RESPONSE_WORDS = [
    "output", "type", "message", "content", "output_text", "text", "refusal", "function_call", "call_id", "name", "arguments",
    "reasoning", "summary", "encrypted_content", "error", "status", "incomplete", "incomplete_details", "reason", "usage",
    "input_tokens", "input_tokens_details", "id", "logprobs", "annotations", "custom_tool_call", "input", "web_search_call",
]  # fmt: skip


@given(_wild(RESPONSE_WORDS))
def test_no_answer_breaks_the_reader(value: Any) -> None:
    body = value if isinstance(value, dict) else {"output": value}
    for exchange in (context(), context("openai-responses", "anthropic")):
        try:
            response = FORMAT.parse_response(body, FORMAT.default_dialect, exchange)
        except BridgeError as error:
            _tells(error)
        else:
            FORMAT.build_response(response, Report(), exchange)


EVENT_WORDS = [*RESPONSE_WORDS, "response", "item", "part", "delta", "output_index", "content_index", "summary_index"]
KINDS = st.sampled_from(
    [
        "response.created", "response.output_item.added", "response.output_item.done", "response.content_part.added",
        "response.content_part.done", "response.output_text.delta", "response.output_text.annotation.added",
        "response.refusal.delta", "response.reasoning_text.delta", "response.reasoning_summary_text.delta",
        "response.reasoning_summary_part.added", "response.function_call_arguments.delta", "response.completed",
        "response.incomplete", "response.failed", "error",
    ]
)  # fmt: skip
EVENT = st.fixed_dictionaries(
    {"type": KINDS},
    optional={
        "output_index": st.integers(0, 3),
        "content_index": st.integers(0, 2),
        "summary_index": st.integers(0, 2),
        "delta": st.sampled_from(["a", '{"a":', "1}", "", None]),
        "item": st.fixed_dictionaries(
            {"type": st.sampled_from(["message", "function_call", "custom_tool_call", "reasoning", "web_search_call", "odd"])},
            optional={"content": _wild(RESPONSE_WORDS), "arguments": st.sampled_from(["{}", None, 5]), "id": IDS, "call_id": IDS, "name": IDS, "summary": _wild(RESPONSE_WORDS)},
        ),
        "part": st.fixed_dictionaries({"type": st.sampled_from(["output_text", "refusal", "reasoning_text"])}, optional={"text": WORDS, "refusal": WORDS}),
        "response": _wild(RESPONSE_WORDS),
        "error": _wild(RESPONSE_WORDS),
    },
)  # fmt: skip


def _stream(events: list[dict[str, Any]]) -> bytes:
    return b"".join(b"data: " + json.dumps(event).encode() + b"\n\n" for event in events)


def _converted(data: bytes, exchange: Context, sizes: list[int] | None = None) -> bytes:
    converter = convert.StreamConverter(exchange)
    out, position = b"", 0
    for size in sizes or ():
        out += converter.feed(data[position : position + size])
        position += size
    return out + converter.feed(data[position:]) + converter.flush()


@given(st.lists(EVENT, max_size=14))
def test_any_events_make_a_stream_of_the_strict_form(events: list[dict[str, Any]]) -> None:
    check(_converted(_stream(events), context()))


PARTS = st.lists(
    st.one_of(
        st.builds(lambda text: ("text", text), WORDS),
        st.builds(lambda text: ("refusal", text), WORDS),
        st.builds(lambda text: ("thought", text), WORDS),
        st.builds(lambda text: ("call", json.dumps({"a": text})), WORDS),
    ),
    max_size=6,
)
_MADE: dict[str, Any] = {
    "text": lambda: ir.TextPart(text=""),
    "refusal": lambda: ir.RefusalPart(text=""),
    "thought": lambda: ir.ReasoningPart(),
    "call": lambda: ir.ToolCallPart(id="c", name="f", arguments=""),
}


def _answer_events(parts: list[tuple[str, str]]) -> list[ir.StreamEvent]:
    events: list[ir.StreamEvent] = [ir.ResponseStart(id="msg_1", model="m", created=1)]
    for index, (kind, text) in enumerate(parts):
        events.append(ir.PartStart(index=index, part=_MADE[kind]()))
        events += [ir.PartDelta(index=index, text=piece) for piece in (text[:3], text[3:]) if piece]
        events.append(ir.PartEnd(index=index))
    return [*events, ir.Finish(reason="stop")]


@given(PARTS, st.lists(st.integers(1, 60), max_size=20))
def test_an_answer_streams_out_and_in_whatever_the_chunks(parts: list[tuple[str, str]], sizes: list[int]) -> None:
    builder = FORMAT.stream_builder(Report(), context("openai-responses", "anthropic"))
    data = b"".join(builder.feed(event) for event in _answer_events(parts))
    response = check(data)
    texts = [block for item in response["output"] for block in item.get("content", [])]
    assert "".join(block.get("text", "") for block in texts) == "".join(text for kind, text in parts if kind == "text")
    again = _converted(data, context(), sizes)
    assert again == _converted(data, context())
    assert _readable(check(again)["output"]) == _readable(response["output"])


def _readable(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: value for key, value in item.items() if key != "encrypted_content"} for item in items]
