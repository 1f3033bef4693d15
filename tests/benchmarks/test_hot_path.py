"""What passes through is not decoded: held as ratios, which do not depend on the machine."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from amux_desktop.core.ids import new_id
from amux_desktop.core.paths import AppPaths
from amux_desktop.proxy.tap import StreamTap
from amux_desktop.storage.database import Database
from amux_desktop.storage.log_rows import COLUMNS, to_values
from amux_desktop.storage.records import Attempt, RequestLog
from amux_desktop.storage.writer import write_logs
from bridge import codec, sse
from bridge.convert import answer_context, format_of
from tests.benchmarks import bodies
from tests.helpers.profile import lay_database

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


def test_writing_records_costs_little_more_than_the_database_itself(tmp_path: Path) -> None:
    """Rows, their sums and all between them and SQLite, against bare inserts of the same values into the same table. It is
    1.2 times as much."""
    lay_database(tmp_path)
    database = Database.open(AppPaths.at(tmp_path))
    attempt = Attempt(provider_id="p", provider_name="OpenAI", key_id="k", model="m", url="http://h/v1", status=200)

    def rows() -> list[RequestLog]:
        now = time.time_ns() // 1_000_000
        return [
            RequestLog(
                id=new_id(), started_ms=now, duration_ms=12, status=200, outcome="ok", first_token_ms=3, path="/v1/chat/completions",
                token_id="t", token_name="laptop", route="providers/p", provider_id="p", provider_name="OpenAI", inbound="openai-chat",
                outbound="openai-chat", source_model="m", target_model="m", input_tokens=1000, output_tokens=50, attempts=(attempt,),
            )
            for _ in range(400)
        ]  # fmt: skip

    def bare(entries: list[RequestLog]) -> None:
        names, marks = ", ".join(COLUMNS), ", ".join("?" * len(COLUMNS))
        statement = f"INSERT INTO request_logs ({names}) VALUES ({marks})"
        with database.write(configuration=False) as connection:
            connection.exec_driver_sql(statement, [to_values(entry, 0) for entry in entries])

    write_logs(database, rows())
    batches = iter([rows() for _ in range(10)])
    written = cost(lambda: write_logs(database, next(batches)), rounds=5)
    inserted = cost(lambda: bare(next(batches)), rounds=5)
    database.close()
    assert written < 1.8 * inserted
