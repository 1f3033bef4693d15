"""Paging, filters, retention of request logs."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from amux_desktop.core.ids import new_id
from amux_desktop.storage.database import Database
from amux_desktop.storage.records import LogFilter, LogPosition, RequestBody, RequestLog
from amux_desktop.storage.unit import Storage
from amux_desktop.storage.writer import write_logs

pytestmark = pytest.mark.both_stores


def make(number: int, **values: object) -> RequestLog:
    plain = {
        "status": 200,
        "outcome": "ok",
        "duration_ms": 5,
        "client": f"client-{number % 3}",
        "started_ms": 1000 + number // 4,
    }
    return RequestLog(id=f"r{number:04}-{new_id()}", **(plain | values))  # type: ignore[arg-type]  # test data


@pytest.fixture
def entries(database: Database) -> list[RequestLog]:
    made = [make(number) for number in range(60)]
    made[7] = make(
        7, outcome="error", status=529, error_message="Overloaded 100%", source_model="gpt-X", tags=("a", "ab")
    )
    write_logs(database, made)
    return made


def test_pages_cover_everything_once_newest_first(storage: Storage, entries: list[RequestLog]) -> None:
    seen: list[str] = []
    position: LogPosition | None = None
    with storage.read() as repositories:
        while True:
            page = repositories.request_logs.page(after=position, limit=7)
            seen += [row.id for row in page.rows]
            if (position := page.next) is None:
                break
        iterated = [row.id for row in repositories.request_logs.iterate(chunk=7)]
    assert seen == iterated == [entry.id for entry in reversed(entries)]


@pytest.mark.both_stores(False)
def test_a_page_is_answered_from_an_index(storage: Storage, entries: list[RequestLog]) -> None:
    with storage.read() as repositories:
        connection = repositories.request_logs._connection
        for where in ("1", "client = 'x'", "outcome = 'error'", "provider_id = 'p'", "target_model = 'm'"):
            plan = str(
                connection.execute(
                    text(
                        f"EXPLAIN QUERY PLAN SELECT id FROM request_logs WHERE {where} AND (started_ms, seq) < (5, 5)"
                        " ORDER BY started_ms DESC, seq DESC LIMIT 10"
                    )
                ).all()
            )
            assert "USING" in plan
            assert "INDEX" in plan
            assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize(
    "where",
    [
        LogFilter(outcomes=("error",)),
        LogFilter(statuses=(529,)),
        LogFilter(model="gpt-X"),
        LogFilter(text="overloaded"),
        LogFilter(text="100% GPT-x"),
        LogFilter(tag="a"),
        LogFilter(since_ms=1001, until_ms=1002, outcomes=("error", "cancelled")),
    ],
)
def test_filters_find_the_one(storage: Storage, entries: list[RequestLog], where: LogFilter) -> None:
    with storage.read() as repositories:
        assert [row.id for row in repositories.request_logs.page(where).rows] == [entries[7].id]
        assert repositories.request_logs.count(where) == 1


@pytest.mark.parametrize(
    "where",
    [LogFilter(text="100_"), LogFilter(tag="b"), LogFilter(client="nobody"), LogFilter(text="overloaded nothing")],
)
def test_filters_that_match_nothing(storage: Storage, entries: list[RequestLog], where: LogFilter) -> None:
    with storage.read() as repositories:
        assert repositories.request_logs.page(where).rows == ()


def test_the_tail_gives_what_was_written_since(storage: Storage, database: Database, entries: list[RequestLog]) -> None:
    with storage.read() as repositories:
        last = repositories.request_logs.last_seq()
    late = make(0, started_ms=1)
    write_logs(database, [late])
    with storage.read() as repositories:
        assert [row.id for row in repositories.request_logs.written_since(last)] == [late.id]
        assert repositories.request_logs.count(limit=10) == 10
        assert repositories.request_logs.distinct("client") == ("client-0", "client-1", "client-2")


def test_retention_removes_the_oldest_and_their_bodies(storage: Storage, database: Database) -> None:
    size = 20_000
    body = RequestBody(part="client_request", data=bytes(range(256)) * (size // 256))
    write_logs(database, [make(number, started_ms=number, bodies=(body,)) for number in range(10)])
    with storage.write(configuration=False) as repositories:
        logs = repositories.request_logs
        each = logs.body_bytes() // 10
        assert logs.delete_before(3) == 3
        assert logs.delete_before(100, limit=1) == 1
        assert logs.body_bytes() == 6 * each, "bodies go with their rows"
        assert logs.delete_bodies_before(5) == 1
        assert logs.trim_bodies(2 * each) == 3
        assert logs.trim_bodies(2 * each) == 0
        assert logs.body_bytes() == 2 * each
        assert logs.count() == 6
        rows = logs.page().rows
        assert logs.bodies(rows[0].id) != ()
        assert logs.bodies(rows[-1].id) == ()
        logs.delete(rows[0].id)
        assert logs.clear(LogFilter(client="client-0")) == 1
        assert logs.clear() == 4
        assert logs.body_bytes() == 0
