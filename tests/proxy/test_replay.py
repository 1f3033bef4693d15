"""A whole answer replayed as a stream says the same as the answer itself, in every format."""

from __future__ import annotations

import pytest

from amux_desktop.proxy.replay import stream_of
from bridge import ir
from bridge.convert import FORMAT_NAMES, answer_context, format_of
from bridge.report import Report

ANSWER = ir.Response(
    origin="anthropic",
    id="msg_1",
    model="m",
    candidates=[
        ir.Candidate(
            parts=[
                ir.ReasoningPart(text="Let me think."),
                ir.TextPart(text="Calling."),
                ir.ToolCallPart(id="call_1", name="weather", arguments='{"city":"Paris"}'),
                ir.ToolCallPart(id="call_2", name="weather", arguments='{"city":"Rome"}'),
            ],
            finish_reason="tool_calls",
        )
    ],
    usage=ir.Usage(input_tokens=11, output_tokens=7),
)


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_the_stream_parses_to_the_answer(name: str) -> None:
    wire = format_of(name)
    context = answer_context("anthropic", name, model="m")
    data = stream_of(ANSWER, Report(), context)
    parser = wire.stream_parser(wire.default_dialect, answer_context(name, name))
    events = [event for item in wire.decoder().feed(data) for event in parser.feed(item)]
    events += parser.flush()
    calls = [
        event.part for event in events if isinstance(event, ir.PartStart) and isinstance(event.part, ir.ToolCallPart)
    ]
    assert [call.name for call in calls] == ["weather", "weather"]
    text = "".join(event.text for event in events if isinstance(event, ir.PartDelta))
    for piece in ("Calling.", "Paris", "Rome"):
        assert piece in text + "".join(call.arguments for call in calls)
    finish = [event for event in events if isinstance(event, ir.Finish)]
    assert len(finish) == 1
    assert finish[0].reason == "tool_calls"
    assert (finish[0].usage.input_tokens, finish[0].usage.output_tokens) == (11, 7)


def test_a_failed_answer_is_an_error_event() -> None:
    failed = ir.Response(origin="openai-responses", id="r", model="m", candidates=[ir.Candidate(parts=[])], error=ir.Error(status=500, message="broke"))  # fmt: skip
    assert b"broke" in stream_of(failed, Report(), answer_context("openai-responses", "anthropic"))
