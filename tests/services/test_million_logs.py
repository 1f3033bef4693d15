"""A million records: pages, filters, sums, export and retention stay usable. Slow; prints its times."""

from __future__ import annotations

import asyncio
import time
import tracemalloc
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest

from amux_desktop.services.app_services import AppServices
from amux_desktop.services.records import LogFilter, LogPosition, RequestLog
from amux_desktop.storage.writer import write_logs
from tests.helpers.million import NOW, fill_database

pytestmark = pytest.mark.slow
ROWS = 1_000_000
T = TypeVar("T")


async def test_a_million_records(services: AppServices, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    times: dict[str, float] = {}

    async def timed(name: str, work: Callable[[], Awaitable[T]]) -> T:
        began = time.perf_counter()
        result = await work()
        times[name] = time.perf_counter() - began
        return result

    logs = services.logs
    await timed("filling", lambda: asyncio.to_thread(fill_database, services, ROWS))
    page = await timed("first page", lambda: logs.page(limit=100))
    assert len(page.rows) == 100
    middle = LogPosition(NOW - ROWS // 2 * 1500, 0)
    deep = await timed("page 5 000", lambda: logs.page(after=middle, limit=100))
    assert len(deep.rows) == 100
    filters: dict[str, Any] = {
        "client": LogFilter(client="client-3"), "model": LogFilter(model="model-5"), "provider": LogFilter(provider_id="provider-2"),
        "proxy": LogFilter(proxy_id="proxy-1"), "failed": LogFilter(outcomes=("error",)), "status": LogFilter(statuses=(529,)),
        "an hour": LogFilter(since_ms=NOW - ROWS * 750, until_ms=NOW - ROWS * 750 + 3_600_000),
        "failed of one client": LogFilter(outcomes=("error",), client="client-3"), "text, common": LogFilter(text="model-7"),
        "token": LogFilter(token_id="token-2"), "tag": LogFilter(tag="team"), "one of fifty tags": LogFilter(tag="team-7"),
        "tag and token": LogFilter(tag="team", token_id="token-1"),
    }  # fmt: skip
    for name, where in filters.items():
        found = await timed(f"filter: {name}", lambda where=where: logs.page(where, limit=100))
        assert len(found.rows) == 100, name
    rare = await timed("filter: text, one of a million", lambda: logs.page(LogFilter(text="needle"), limit=100))
    assert [row.id for row in rare.rows] == [f"{777777:032x}"]
    session = await timed("filter: session", lambda: logs.page(LogFilter(session=f"session-{ROWS // 80}"), limit=100))
    assert len(session.rows) == 36
    for name, where in {"token": LogFilter(token_id="token-12"), "tag": LogFilter(tag="rare"), "session of one": LogFilter(session="session-0", tag="team-1")}.items():  # fmt: skip
        found = await timed(f"filter: {name}, rare", lambda where=where: logs.page(where, limit=100))
        assert len(found.rows) == 1, name
    assert (await timed("filter: no such tag", lambda: logs.page(LogFilter(tag="tea")))).rows == ()
    assert (await timed("filter: nothing", lambda: logs.page(LogFilter(client="nobody")))).rows == ()
    assert await timed("count to 10 000", lambda: logs.count()) == 10_000
    assert len(await timed("choices", lambda: logs.choices("client"))) == 7
    assert (await timed("one record", lambda: logs.get(f"{ROWS // 2:032x}"))).attempts
    where = LogFilter(since_ms=NOW - 150_000_000)
    count = await timed("export of 100 000", lambda: logs.export(tmp_path / "out.csv", "csv", where))
    assert 99_990 < count < 100_010
    tracemalloc.start()
    await logs.export(tmp_path / "out.json", "json", LogFilter(since_ms=NOW - 15_000_000))
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    fresh = [RequestLog(id=f"new-{number}", started_ms=NOW + number, duration_ms=1, status=200, outcome="ok") for number in range(1000)]  # fmt: skip
    await timed("writing 1 000 more", lambda: asyncio.to_thread(write_logs, services.store.storage.database, fresh))
    with capsys.disabled():
        print("\n" + "\n".join(f"{name:32} {seconds * 1000:9.1f} ms" for name, seconds in times.items()))
        print(f"{'memory of the export':32} {peak:9.1f} MB")
    quick = [name for name in times if name not in ("filling", "export of 100 000", "filter: text, one of a million")]
    slowest = max(quick, key=lambda name: times[name])
    assert times[slowest] < 0.5, f"{slowest}: {times[slowest]:.2f} s"
    assert times["filter: text, one of a million"] < 10
    assert peak < 20
