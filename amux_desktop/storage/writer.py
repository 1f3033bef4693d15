"""The log writer: one thread that writes request logs in batches, so that a request never waits for the disk.

Rows are handed over with `put`, which takes microseconds. At most `batch` rows or whatever came within `interval_s` go
into one transaction, together with the sums made from them. A crash loses what was not written yet, a second at
most while the disk keeps up. When the queue is full the oldest rows are dropped and counted, never the newest.
"""

from __future__ import annotations

import dataclasses
import logging
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import EventBus, LogsDropped, LogsHeldUp, LogsWritten
from amux_desktop.storage.bulk import insert_rows
from amux_desktop.storage.database import Database
from amux_desktop.storage.log_rows import COLUMNS, body_row, to_values
from amux_desktop.storage.records import RequestLog
from amux_desktop.storage.tables import REQUEST_BODIES, REQUEST_LOGS
from amux_desktop.storage.usage_sums import add_to_buckets

log = logging.getLogger(__name__)

_RETRY_S = 0.5
_BUSY_ROWS = 20
_BATCH_BODY_BYTES = 4 * 1024 * 1024
"""Bodies are cleaned, compressed and written a few at a time, however many rows wait."""
_INSERT_BODY = insert(REQUEST_BODIES)


class LogWriter:
    """`start`, `put` from any thread, `stop`. Writing the same request id twice stores it once."""

    def __init__(
        self,
        database: Database,
        events: EventBus | None = None,
        *,
        capacity: int = 20_000,
        body_bytes: int = 64 * 1024 * 1024,
        batch: int = 1000,
        interval_s: float = 0.05,
        busy_interval_s: float = 0.5,
    ) -> None:
        """A batch that began with few rows waits `interval_s` for company, under load `busy_interval_s`: large batches cost
        half as much a row, and with few requests the list in the window is fresh at once."""
        self._database = database
        self._events = events
        self._capacity = capacity
        self._max_body_bytes = body_bytes
        self._batch = batch
        self._interval_s = interval_s
        self._busy_interval_s = busy_interval_s
        self._was_busy = False
        self._queue: deque[RequestLog] = deque()
        self._queued_body_bytes = 0
        self._wake = threading.Condition()
        self._stopping = False
        self._flushing = 0
        self._idle = True
        self._dropped = 0
        self._reported = 0
        self._problem = ""
        self._thread: threading.Thread | None = None

    @property
    def problem(self) -> str:
        """Why nothing can be written for now; empty while all is well. Safe from any thread."""
        return self._problem

    @property
    def dropped(self) -> int:
        """Rows lost since the start because the queue was full or the database refused them."""
        return self._dropped

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="log-writer", daemon=True)
        self._thread.start()

    def put(self, entry: RequestLog) -> None:
        """Queue a row; never blocks. While bodies worth `body_bytes` wait, further ones are left out."""
        size = _body_size(entry)
        with self._wake:
            if size and self._queued_body_bytes + size > self._max_body_bytes:
                entry, size = dataclasses.replace(entry, bodies=(), later=None), 0
            if len(self._queue) >= self._capacity:
                self._queued_body_bytes -= _body_size(self._queue.popleft())
                self._dropped += 1
            self._queue.append(entry)
            self._queued_body_bytes += size
            if self._idle or len(self._queue) >= self._batch:
                self._wake.notify_all()

    def flush(self, timeout_s: float = 5.0) -> bool:
        """Wait until everything queued so far is written. False when that took too long."""
        with self._wake:
            self._flushing += 1
            self._wake.notify_all()
            try:
                return self._wake.wait_for(lambda: self._idle and not self._queue, timeout_s)
            finally:
                self._flushing -= 1

    def stop(self, timeout_s: float = 5.0) -> bool:
        """Write what is queued and end the thread. False when rows had to be given up."""
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
        if self._thread is not None:
            self._thread.join(timeout_s)
            if self._thread.is_alive():
                log.error("%d request logs could not be written before the end", len(self._queue))
                return False
            self._thread = None
        return not self._queue

    def _run(self) -> None:
        while (entries := self._take()) is not None:
            if entries:
                self._write(entries)
            self._report_drops()

    def _take(self) -> list[RequestLog] | None:
        """The next batch; None at the end."""
        with self._wake:
            if not self._queue:
                self._idle = True
                self._wake.notify_all()
                self._wake.wait_for(lambda: self._queue or self._stopping)
            if not self._queue:
                return None
            self._idle = False
            # The first row of a batch waits for company; a full batch, the end or somebody who waits for it does not.
            patience = self._busy_interval_s if self._was_busy else self._interval_s
            self._wake.wait_for(
                lambda: len(self._queue) >= self._batch or self._stopping or self._flushing > 0, patience
            )
            self._was_busy = len(self._queue) >= _BUSY_ROWS
            entries: list[RequestLog] = []
            body_bytes = 0
            while self._queue and len(entries) < self._batch and body_bytes < _BATCH_BODY_BYTES:
                entries.append(self._queue.popleft())
                body_bytes += _body_size(entries[-1])
            self._queued_body_bytes -= body_bytes
            return entries

    def _write(self, entries: Sequence[RequestLog]) -> None:
        """Try until it works: a busy or full disk may recover, and meanwhile `put` bounds the queue."""
        entries = [_completed(entry) for entry in entries]
        failures = 0
        while True:
            try:
                written = write_logs(self._database, entries)
            except AmuxError as error:
                failures += 1
                if failures == 1:
                    log.error("Request logs cannot be written: %s", error)
                    self._tell(error)
                if self._pause_or_give_up(failures):
                    self._dropped += len(entries)
                    return
            except Exception:
                # A row that cannot be stored must not stop all that follow.
                log.exception("A batch of request logs could not be stored")
                self._dropped += len(entries) - self._write_one_by_one(entries)
                return
            else:
                if failures:
                    log.warning("Request logs are written again")
                    self._tell(None)
                if self._events is not None:
                    self._events.publish(LogsWritten(written, sum(_body_size(entry) for entry in entries)))
                return

    def _write_one_by_one(self, entries: Sequence[RequestLog]) -> int:
        written = 0
        for entry in entries:
            try:
                written += write_logs(self._database, [entry])
            except Exception:
                log.exception("The log of request %s could not be stored", entry.id)
        return written

    def _pause_or_give_up(self, failures: int) -> bool:
        with self._wake:
            if self._stopping:
                return failures > 3
            self._wake.wait_for(lambda: self._stopping, _RETRY_S)
            return False

    def _tell(self, error: AmuxError | None) -> None:
        self._problem = error.message if error is not None else ""
        if self._events is not None:
            self._events.publish(LogsHeldUp(error))

    def _report_drops(self) -> None:
        total = self._dropped
        if total > self._reported:
            log.warning("%d request logs were dropped", total - self._reported)
            if self._events is not None:
                self._events.publish(LogsDropped(count=total - self._reported, total=total))
            self._reported = total


def write_logs(database: Database, entries: Sequence[RequestLog]) -> int:
    """Store rows, bodies and sums in one transaction; rows whose id is known are skipped. Returns how many were new."""
    with database.write(configuration=False) as connection:
        fresh = {entry.id: entry for entry in entries}
        try:
            # Ids are made to be new. To ask for each whether it is would take a sixth of the writer's time.
            with connection.begin_nested():
                _insert(connection, fresh)
        except IntegrityError:
            known = connection.scalars(select(REQUEST_LOGS.c.id).where(REQUEST_LOGS.c.id.in_(fresh)))
            for entry_id in list(known):
                del fresh[entry_id]
            _insert(connection, fresh)
        add_to_buckets(connection, list(fresh.values()))
    return len(fresh)


def _insert(connection: Connection, entries: Mapping[str, RequestLog]) -> None:
    bodies = {entry.id: [body_row(body) for body in entry.bodies] for entry in entries.values() if entry.bodies}
    sizes = {entry_id: sum(len(body["data"]) for body in rows) for entry_id, rows in bodies.items()}
    rows = [to_values(entry, sizes.get(entry_id, 0)) for entry_id, entry in entries.items()]
    insert_rows(connection, REQUEST_LOGS, COLUMNS, rows)
    if bodies:
        _write_bodies(connection, bodies)


def _write_bodies(connection: Connection, bodies: dict[str, list[dict[str, Any]]]) -> None:
    numbers = select(REQUEST_LOGS.c.id, REQUEST_LOGS.c.seq).where(REQUEST_LOGS.c.id.in_(bodies))
    rows = [row | {"seq": seq} for entry_id, seq in connection.execute(numbers) for row in bodies[entry_id]]
    connection.execute(_INSERT_BODY, rows)


def _completed(entry: RequestLog) -> RequestLog:
    """A row must not be lost because its report or its bodies cannot be made."""
    try:
        return entry.completed()
    except Exception:
        log.exception("Report and bodies of request %s could not be made", entry.id)
        return dataclasses.replace(entry, later=None)


def _body_size(entry: RequestLog) -> int:
    if not entry.bodies and entry.later is None:
        return 0
    return sum(len(body.data) for body in entry.bodies) + (entry.later.body_bytes if entry.later is not None else 0)
