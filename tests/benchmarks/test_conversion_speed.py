"""How long conversions take. Nothing is asserted about time; run with ``pytest tests/benchmarks --benchmark-enable``.

The printed ratios relate a conversion to decoding and encoding the same JSON, which holds on any machine.
"""

from __future__ import annotations

import json
import tracemalloc

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from bridge import codec
from bridge.convert import FORMAT_NAMES, StreamConverter, answer_context, convert_request, plain_target
from tests.benchmarks import bodies

pytestmark = pytest.mark.benchmark


@pytest.mark.parametrize(
    ("source", "target"), [(source, target) for source in FORMAT_NAMES for target in FORMAT_NAMES if source != target]
)
def test_a_claude_code_request(benchmark: BenchmarkFixture, source: str, target: str) -> None:
    body = bodies.claude_code_request()
    if source != "anthropic":
        body = convert_request(body, "anthropic", plain_target(source)).body
    raw = json.dumps(body).encode()
    outbound = plain_target(target)
    benchmark.extra_info["kilobytes"] = len(raw) // 1000

    def convert() -> bytes:
        return codec.dumps(convert_request(codec.loads(raw), source, outbound, model="m", carried=False).body)

    assert len(benchmark(convert)) > 150_000


def test_decoding_and_encoding_alone(benchmark: BenchmarkFixture) -> None:
    raw = json.dumps(bodies.claude_code_request()).encode()
    assert benchmark(lambda: codec.dumps(codec.loads(raw)))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("openai-chat", "anthropic"),
        ("anthropic", "openai-chat"),
        ("openai-chat", "openai-responses"),
        ("anthropic", "gemini"),
    ],
)
def test_a_stream_of_two_thousand_events(benchmark: BenchmarkFixture, source: str, target: str) -> None:
    events = bodies.chat_stream(2000) if source == "openai-chat" else bodies.anthropic_stream(2000)
    benchmark.extra_info["events"] = len(events)

    def convert() -> int:
        converter = StreamConverter(answer_context(source, target))
        return sum(len(converter.feed(event)) for event in events) + len(converter.flush())

    assert benchmark(convert) > 100_000


@pytest.mark.slow
@pytest.mark.parametrize(("source", "target"), [("openai-chat", "anthropic"), ("anthropic", "gemini")])
def test_memory_stays_flat_over_a_long_stream(source: str, target: str) -> None:
    """100 000 events; what the converter still holds afterwards must not grow with their number.

    Responses answers repeat the whole text at the end by their format's own rule, so they are not in this list.
    """
    make = bodies.chat_stream if source == "openai-chat" else bodies.anthropic_stream
    events = make(1000)
    opening, middle = events[:2], events[2:-3]
    converter = StreamConverter(answer_context(source, target))
    for event in opening:
        converter.feed(event)
    for event in middle:
        converter.feed(event)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(100_000 // len(middle)):
        for event in middle:
            converter.feed(event)
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < 50_000
