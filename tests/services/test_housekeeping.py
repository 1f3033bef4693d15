"""What is cleared away without being asked: in time, however much comes in, and down to the size of the file."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from amux_desktop.core.clock import SystemClock
from amux_desktop.core.tasks import spawn
from amux_desktop.services.app_services import AppServices
from amux_desktop.services.housekeeping import apply_retention, keep_house
from amux_desktop.services.records import RequestBody, RequestLog

_MB = 1024 * 1024


def recorded(number: int, size: int) -> RequestLog:
    # The sizes of random bytes stay the same when they are compressed.
    body = RequestBody(part="client_request", data=os.urandom(size))
    moment = time.time_ns() // 1_000_000 + number
    return RequestLog(id=str(number), started_ms=moment, duration_ms=1, status=200, outcome="ok", bodies=(body,))


@asynccontextmanager
async def housekeeping(services: AppServices) -> AsyncIterator[None]:
    parts = (services.store, services.configuration, services.bus, services.backups, SystemClock())
    task = spawn(keep_house(*parts, first_s=0), name="keep house", keep_in=set())
    try:
        yield
    finally:
        task.cancel()


async def body_bytes(services: AppServices) -> int:
    return await services.store.read(lambda repositories: repositories.request_logs.body_bytes())


async def test_bodies_that_come_in_by_megabytes_do_not_wait_for_the_next_minute(services: AppServices) -> None:
    await services.settings.update({"logs.retention_mb": 2})
    async with housekeeping(services):
        async with asyncio.timeout(40):
            for number in range(60):
                services.health.put(recorded(number, 300_000))
            assert await asyncio.to_thread(services._opened.log_writer.flush, 20)
            while await body_bytes(services) > 2 * _MB:  # noqa: ASYNC110 - what is waited for has no event
                await asyncio.sleep(0.01)
    assert (await services.logs.page()).rows[0].id == "59"
    assert len(await services.logs.bodies("59")) == 1


async def test_the_file_gives_back_what_a_burst_left(services: AppServices) -> None:
    database = services.store.storage.database
    assert database.path is not None
    for number in range(60):
        services.health.put(recorded(number, 400_000))
    assert await asyncio.to_thread(services._opened.log_writer.flush, 20)
    with database.read() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")
    full = database.path.stat().st_size
    assert full > 20 * _MB
    await services.settings.update({"logs.retention_mb": 1})
    await apply_retention(services.store, services.settings.current, SystemClock())
    with database.read() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")
    assert await body_bytes(services) <= _MB
    assert database.path.stat().st_size < full / 2
    assert database.verify() == ""
