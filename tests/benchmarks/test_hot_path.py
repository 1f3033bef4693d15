"""What passes through is not decoded: held as ratios, which do not depend on the machine."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from amux_desktop.proxy.tap import StreamTap
from bridge import codec, sse
from bridge.convert import answer_context, format_of
from tests.benchmarks import bodies

EVENTS = 2000


def cost(work: Callable[[], object], rounds: int = 5) -> float:
    """CPU seconds of the quickest of some rounds."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def tapped(events: list[bytes]) -> StreamTap:
    wire = format_of("openai-chat")
    tap = StreamTap(wire, wire.default_dialect, answer_context(wire.name, wire.name))
    for event in events:
        tap.feed(event)
    return tap


def decoded(events: list[bytes]) -> list[object]:
    """The least that anybody does who looks into every event."""
    decoder = sse.Decoder()
    return [codec.loads(one.data) for event in events for one in decoder.feed(event) if one.data != b"[DONE]"]


def test_the_tap_costs_a_third_of_decoding_at_most() -> None:
    events = bodies.chat_stream(EVENTS)
    assert cost(lambda: tapped(events)) < cost(lambda: decoded(events)) / 3


def test_reading_usage_alone_costs_half_of_reading_an_answer_at_most() -> None:
    wire = format_of("openai-chat")
    context = answer_context(wire.name, wire.name)
    body = {
        "id": "a", "object": "chat.completion", "created": 1, "model": "m",
        "usage": {"prompt_tokens": 1000, "completion_tokens": 50, "total_tokens": 1050},
        "choices": [{"index": 0, "message": {"role": "assistant", "content": "word " * 200}, "finish_reason": "stop"}] * 4,
    }  # fmt: skip
    whole = cost(lambda: [wire.parse_response(body, wire.default_dialect, context) for _ in range(EVENTS)])
    facts = cost(lambda: [wire.facts_of(body, wire.default_dialect, context) for _ in range(EVENTS)])
    assert facts < whole / 2


@pytest.mark.benchmark
def test_passing_two_thousand_events(benchmark: BenchmarkFixture) -> None:
    events = bodies.chat_stream(EVENTS)
    benchmark(lambda: tapped(events).finish())
