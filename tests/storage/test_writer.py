"""The log writer: batches, sums, drops, crashes."""

from __future__ import annotations

import dataclasses
import math
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from amux_desktop.core.errors import UnavailableError
from amux_desktop.core.events import EventBus, LogsDropped, LogsHeldUp, LogsWritten
from amux_desktop.core.ids import new_id
from amux_desktop.core.paths import AppPaths
from amux_desktop.storage import histogram, writer
from amux_desktop.storage.database import Database
from amux_desktop.storage.records import Attempt, Later, RequestBody, RequestLog, UsageTotals
from amux_desktop.storage.unit import Storage
from amux_desktop.storage.writer import LogWriter, write_logs
from tests.helpers.profile import lay_database

pytestmark = pytest.mark.both_stores

ROOT = Path(__file__).resolve().parents[2]
HOUR = 3_600_000
START = 1_700_000_000_000 - 1_700_000_000_000 % HOUR


def entry(offset_ms: int = 0, **values: object) -> RequestLog:
    plain = {"status": 200, "outcome": "ok", "duration_ms": 100, "provider_id": "p", "target_model": "m"}
    return RequestLog(id=new_id(), started_ms=START + offset_ms, **(plain | values))  # type: ignore[arg-type]  # test data


def test_everything_put_is_there_after_stop(database: Database, storage: Storage) -> None:
    bus, batches = EventBus(), []
    bus.subscribe(LogsWritten, batches.append)
    log_writer = LogWriter(database, bus)
    log_writer.start()
    entries = [entry(number) for number in range(750)]
    threads = [
        threading.Thread(target=lambda part=entries[first::3]: [log_writer.put(item) for item in part])
        for first in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert log_writer.stop()
    with storage.read() as repositories:
        assert {row.id for row in repositories.request_logs.iterate()} == {item.id for item in entries}
        assert repositories.usage.totals(START, START + HOUR).requests == 750
    assert sum(event.count for event in batches) == 750
    assert len(batches) < 100, "rows are written in batches"
    assert log_writer.dropped == 0


def test_flush_waits_for_what_was_put(database: Database, storage: Storage) -> None:
    log_writer = LogWriter(database)
    log_writer.start()
    for number in range(3):
        log_writer.put(entry(number))
        assert log_writer.flush()
        with storage.read() as repositories:
            assert repositories.request_logs.count() == number + 1
    log_writer.stop()


def test_a_record_comes_back_as_it_was(database: Database, storage: Storage) -> None:
    full = entry(
        first_token_ms=40,
        tags=("project-x", "ünïcode"),
        token_name="laptop",
        price={"input_nanos": 3, "currency": "USD"},
        attempts=(Attempt(provider_id="a", status=529, reason="overloaded"), Attempt(provider_id="p", status=200)),
        report=({"path": "tools[0].cache_control", "severity": "dropped"},),
        bodies=(
            RequestBody(
                part="client_request", data=b'{"a": 1}' * 1000, headers=(("content-type", "application/json"),)
            ),
            RequestBody(
                part="upstream_response", data=b"\xff\x00", attempt=1, truncated=True, size=9, timings_ms=(1, 5)
            ),
        ),
        cost_nanos=5_000_000_000_000,
    )
    assert write_logs(database, [full]) == 1
    with storage.read() as repositories:
        read = repositories.request_logs.get(full.id)
        bodies = repositories.request_logs.bodies(full.id)
        assert repositories.request_logs.body_bytes() < 300, "bodies are compressed"
    assert dataclasses.replace(read, seq=0, bodies=full.bodies) == full
    assert bodies == (dataclasses.replace(full.bodies[0], size=8000), full.bodies[1])
    assert full.bodies[0].data.decode() not in repr(full)


def test_texts_from_outside_are_cut_and_never_fail(database: Database, storage: Storage) -> None:
    long = entry(client="c" * 5000, target_model="m" * 5000, error_message="e" * 50_000, path="/x" * 5000)
    assert write_logs(database, [long]) == 1
    with storage.read() as repositories:
        read = repositories.request_logs.get(long.id)
    assert (len(read.client), len(read.target_model), len(read.error_message)) == (64, 200, 4000)


def test_writing_twice_counts_once(database: Database, storage: Storage) -> None:
    item = entry()
    assert write_logs(database, [item, item]) == 1
    assert write_logs(database, [item, entry()]) == 1
    with storage.read() as repositories:
        assert repositories.usage.totals(START, START + HOUR).requests == 2


entries_strategy = st.lists(
    st.builds(
        entry,
        offset_ms=st.integers(0, 3 * HOUR - 1),
        outcome=st.sampled_from(["ok", "error", "cancelled"]),
        duration_ms=st.integers(0, 200_000),
        first_token_ms=st.none() | st.integers(0, 5000),
        provider_id=st.sampled_from(["", "p1", "p2"]),
        token_id=st.sampled_from(["", "t"]),
        client=st.sampled_from(["", "codex", "claude-code"]),
        input_tokens=st.none() | st.integers(0, 10**6),
        cost_nanos=st.none() | st.integers(0, 10**9),
    ),
    max_size=30,
)


@given(batches=st.lists(entries_strategy, max_size=4))
def test_sums_equal_what_the_rows_say(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[RequestLog]]
) -> None:
    home = tmp_path_factory.mktemp("sums")
    lay_database(home)
    database = Database.open(AppPaths.at(home))
    for batch in batches:
        write_logs(database, batch)
    rows = [row for batch in batches for row in batch]
    with Storage(database, writer).read() as repositories:  # type: ignore[arg-type]  # no secrets here
        for resolution in ("minute", "half", "hour"):
            totals = repositories.usage.totals(START, START + 3 * HOUR, resolution=resolution)
            assert totals.requests == len(rows)
            assert totals.failed == sum(row.outcome == "error" for row in rows)
            assert totals.input_tokens == sum(row.input_tokens or 0 for row in rows)
            assert totals.cost_nanos == sum(row.cost_nanos or 0 for row in rows)
            assert totals.unpriced == sum(row.cost_nanos is None for row in rows)
        ranking = {
            bucket.key: bucket.totals.requests
            for bucket in repositories.usage.ranking(START, START + 3 * HOUR, "client")
        }
        assert ranking == {
            name: count for name in ("codex", "claude-code") if (count := sum(row.client == name for row in rows))
        }
        series = repositories.usage.series(START, START + 3 * HOUR, step_ms=HOUR, resolution="hour")
        for bucket in series:
            own = [row for row in rows if bucket.start_ms <= row.started_ms < bucket.start_ms + HOUR]
            assert bucket.totals.requests == len(own)
        spend = repositories.usage.spend("t", START, START + 3 * HOUR)
        assert spend.cost_nanos == sum(row.cost_nanos or 0 for row in rows if row.token_id == "t")
        empty = repositories.usage.totals(START + 3 * HOUR, START + 4 * HOUR)
        assert empty == UsageTotals()
    database.close()


@given(st.lists(st.integers(1, 10**7), min_size=1, max_size=300), st.sampled_from([0.5, 0.95, 0.99]))
def test_percentiles_are_within_five_percent(values: list[int], fraction: float) -> None:
    parts: list[histogram.Histogram] = [{}, {}]
    for number, value in enumerate(values):
        histogram.add(parts[number % 2], value)
    merged = histogram.merge({}, [histogram.load(histogram.dump(part)) for part in parts])
    exact = sorted(values)[max(1, math.ceil(len(values) * fraction)) - 1]
    estimate = histogram.percentile(merged, fraction)
    assert estimate is not None
    assert abs(estimate - exact) <= 0.05 * exact
    assert histogram.percentile({}, fraction) is None


def test_a_full_queue_drops_the_oldest_and_says_so(
    database: Database, storage: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    bus, drops = EventBus(), []
    bus.subscribe(LogsDropped, drops.append)
    log_writer = LogWriter(database, bus, capacity=10)
    entries = [entry(number) for number in range(25)]
    for item in entries:
        log_writer.put(item)
    log_writer.start()
    assert log_writer.stop()
    with storage.read() as repositories:
        assert {row.id for row in repositories.request_logs.iterate()} == {item.id for item in entries[15:]}
    assert log_writer.dropped == 15
    assert drops == [LogsDropped(count=15, total=15)]
    assert "15 request logs were dropped" in caplog.text


def test_waiting_bodies_are_bounded_in_bytes(database: Database, storage: Storage) -> None:
    log_writer = LogWriter(database, body_bytes=2500)
    entries = [entry(number, bodies=(RequestBody(part="client_request", data=b"x" * 1000),)) for number in range(4)]
    for item in entries:
        log_writer.put(item)
    log_writer.start()
    assert log_writer.stop()
    with storage.read() as repositories:
        assert [len(repositories.request_logs.bodies(item.id)) for item in entries] == [1, 1, 0, 0]


def test_a_disk_that_recovers_loses_nothing(
    database: Database, storage: Storage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    failures = iter([UnavailableError("database_busy"), UnavailableError("database_busy")])

    def flaky(target: Database, entries: list[RequestLog]) -> int:
        for failure in failures:
            raise failure
        return write_logs(target, entries)

    monkeypatch.setattr(writer, "write_logs", flaky)
    monkeypatch.setattr(writer, "_RETRY_S", 0.01)
    bus, told = EventBus(), []
    bus.subscribe(LogsHeldUp, lambda event: told.append((event.error and event.error.code, log_writer.problem)))
    log_writer = LogWriter(database, bus)
    log_writer.start()
    log_writer.put(entry())
    assert log_writer.flush()
    log_writer.stop()
    assert told == [("database_busy", UnavailableError("database_busy").message), (None, "")]
    with storage.read() as repositories:
        assert repositories.request_logs.count() == 1
    assert caplog.text.count("cannot be written") == 1


def test_one_bad_row_does_not_take_the_others_with_it(
    database: Database, storage: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    log_writer = LogWriter(database)
    good = [entry(number) for number in range(3)]
    log_writer.put(good[0])
    log_writer.put(entry(provider_name=object()))
    for item in good[1:]:
        log_writer.put(item)
    log_writer.start()
    assert log_writer.stop()
    with storage.read() as repositories:
        assert {row.id for row in repositories.request_logs.iterate()} == {item.id for item in good}
    assert log_writer.dropped == 1
    assert "could not be stored" in caplog.text


CHILD = """
import sys
from pathlib import Path
from amux_desktop.core.ids import new_id
from amux_desktop.core.paths import AppPaths
from amux_desktop.core.events import EventBus, LogsWritten
from amux_desktop.storage.database import Database
from amux_desktop.storage.records import RequestBody, RequestLog
from amux_desktop.storage.writer import LogWriter
bus = EventBus()
bus.subscribe(LogsWritten, lambda event: print(event.count, flush=True))
writer = LogWriter(Database.open(AppPaths.at(Path(sys.argv[1])), sys.argv[2]), bus, capacity=500)
writer.start()
while True:
    writer.put(RequestLog(id=new_id(), started_ms=1, duration_ms=1, status=200, outcome="ok",
                          bodies=(RequestBody(part="client_request", data=b"x" * 5000),)))
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_kill_9_while_writing_leaves_a_clean_database_with_all_that_was_committed(
    paths: AppPaths, database_url: str
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(paths.home), database_url], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as child:
        assert child.stdout is not None
        committed = sum(int(child.stdout.readline()) for _ in range(8))
        child.send_signal(signal.SIGKILL)
        committed += sum(int(line) for line in child.stdout if line.endswith("\n"))
    database = Database.open(paths, database_url)
    assert database.recovery is None
    assert database.verify() == ""
    with database.read() as connection:
        rows = connection.scalar(text("SELECT count(*) FROM request_logs")) or 0
        summed = connection.scalar(
            text("SELECT sum(requests) FROM usage_buckets WHERE resolution = 'hour' AND dimension = 'all'")
        )
        orphans = connection.scalar(
            text("SELECT count(*) FROM request_bodies WHERE seq NOT IN (SELECT seq FROM request_logs)")
        )
    assert rows >= committed > 0
    assert (summed, orphans) == (rows, 0)
    database.close()


def test_details_are_added_to_a_copy_of_everything_else() -> None:
    row = entry(3, tags=("a",), later=Later(lambda row: row, 5))
    body = RequestBody(part="client_request", data=b"x")
    done = row.with_details(({"path": "a"},), (body,))
    assert done == dataclasses.replace(row, report=({"path": "a"},), bodies=(body,))
    assert done.later is None
    assert row.later is not None
    assert row.bodies == ()
