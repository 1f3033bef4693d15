"""Reading, exporting and trimming request logs. Writing is the log writer's."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Delete,
    Row,
    Select,
    and_,
    delete,
    func,
    literal_column,
    or_,
    select,
    tuple_,
    union,
    update,
)

from amux_desktop.storage.functions import PositionIn
from amux_desktop.storage.log_rows import SUMMARY_COLUMNS, to_body, to_log, to_summary
from amux_desktop.storage.records import LogFilter, LogPage, LogPosition, RequestBody, RequestLog
from amux_desktop.storage.repositories.base import Repository, dump, found
from amux_desktop.storage.tables import REQUEST_BODIES, REQUEST_LOGS

_LOGS = REQUEST_LOGS.c
_HAS_BODIES = _LOGS.body_bytes > literal_column("0")  # a parameter would not find the index
_SEARCHED = (
    _LOGS.id,
    _LOGS.route,
    _LOGS.path,
    _LOGS.source_model,
    _LOGS.target_model,
    _LOGS.client,
    _LOGS.provider_name,
    _LOGS.token_name,
    _LOGS.error_code,
    _LOGS.error_message,
    _LOGS.tags,
)


class RequestLogRepository(Repository):
    """Pages by position (keyset), so that page 10 000 costs as much as page 1."""

    def page(self, where: LogFilter | None = None, *, after: LogPosition | None = None, limit: int = 100) -> LogPage:
        """The next `limit` rows after a position, newest first."""
        rows = self._connection.execute(_newest_first(where or LogFilter(), after, limit + 1)).mappings().all()
        shown = rows[:limit]
        more = len(rows) > limit and bool(shown)
        return LogPage(
            rows=tuple(to_summary(row) for row in shown),
            next=LogPosition(shown[-1]["started_ms"], shown[-1]["seq"]) if more else None,
        )

    def written_since(self, seq: int, where: LogFilter | None = None, limit: int = 500) -> tuple[RequestLog, ...]:
        """Rows written after `seq`, in the order of writing: what a live tail asks for."""
        conditions = _conditions(where or LogFilter())
        query = select(REQUEST_LOGS).where(_LOGS.seq > seq, *conditions).order_by(_LOGS.seq)
        return tuple(to_log(row) for row in self._all(query.limit(limit)))

    def last_seq(self) -> int:
        return self._connection.scalar(select(func.max(_LOGS.seq))) or 0

    def get(self, request_id: str) -> RequestLog:
        """One request with attempts and report, without bodies. Raises `not_found`."""
        return to_log(self._row(request_id))

    def bodies(self, request_id: str) -> tuple[RequestBody, ...]:
        """What was recorded of it; empty when bodies were off or have expired."""
        seq = self._row(request_id).seq
        query = select(REQUEST_BODIES).where(REQUEST_BODIES.c.seq == seq)
        rows = self._all(query.order_by(REQUEST_BODIES.c.attempt, REQUEST_BODIES.c.part))
        return tuple(to_body(row) for row in rows)

    def count(self, where: LogFilter | None = None, limit: int = 10_000) -> int:
        """How many match, counting no further than `limit`."""
        matching = select(_LOGS.seq).where(*_conditions(where or LogFilter())).limit(limit).subquery()
        return self._connection.scalar(select(func.count()).select_from(matching)) or 0

    def iterate(self, where: LogFilter | None = None, chunk: int = 500) -> Iterator[RequestLog]:
        """All matching rows, newest first, without holding them in memory (for exports)."""
        after: LogPosition | None = None
        while True:
            conditions = [*_conditions(where or LogFilter()), *_after(after)]
            query = select(REQUEST_LOGS).where(*conditions).order_by(*_ORDER).limit(chunk)
            logs = [to_log(row) for row in self._all(query)]
            yield from logs
            if len(logs) < chunk:
                return
            after = LogPosition(logs[-1].started_ms, logs[-1].seq)

    def distinct(self, field: str, limit: int = 200) -> tuple[str, ...]:
        """Values to offer in a filter: `client`, `target_model` or `source_model`, answered from an index."""
        column = {
            "client": _LOGS.client,
            "target_model": _LOGS.target_model,
            "source_model": _LOGS.source_model,
        }[field]
        # A loose index scan: each step jumps to the next greater value instead of reading every row.
        values: list[str] = []
        value = self._connection.scalar(select(func.min(column)))
        while value is not None and len(values) < limit:
            values.append(value)
            value = self._connection.scalar(select(func.min(column)).where(column > value))
        return tuple(known for known in values if known)

    def delete(self, request_id: str) -> None:
        self._remove(delete(REQUEST_LOGS).where(_LOGS.seq == self._row(request_id).seq))

    def clear(self, where: LogFilter | None = None) -> int:
        """Remove the matching rows with their bodies; returns how many."""
        return self._remove(delete(REQUEST_LOGS).where(*_conditions(where or LogFilter())))

    def delete_before(self, started_ms: int, limit: int = 5000) -> int:
        """Remove at most `limit` of the oldest rows from before a moment, so that the writer is never held up long."""
        oldest = (
            select(_LOGS.seq).where(_LOGS.started_ms < started_ms).order_by(_LOGS.started_ms, _LOGS.seq).limit(limit)
        )
        return self._remove(delete(REQUEST_LOGS).where(_LOGS.seq.in_(oldest.scalar_subquery())))

    def body_bytes(self) -> int:
        """Stored size of all bodies."""
        return int(self._connection.scalar(select(func.sum(_LOGS.body_bytes)).where(_HAS_BODIES)) or 0)

    def delete_bodies_before(self, started_ms: int, limit: int = 1000) -> int:
        """Remove bodies of at most `limit` of the oldest rows from before a moment; returns how many rows."""
        oldest = (
            select(_LOGS.seq)
            .where(_LOGS.started_ms < started_ms, _HAS_BODIES)
            .order_by(_LOGS.started_ms, _LOGS.seq)
            .limit(limit)
        )
        return self._delete_bodies(list(self._connection.scalars(oldest)))

    def trim_bodies(self, max_bytes: int, limit: int = 1000) -> int:
        """Remove the oldest bodies until all together fit; returns how many rows lost theirs (at most `limit`)."""
        excess = self.body_bytes() - max_bytes
        if excess <= 0:
            return 0
        query = (
            select(_LOGS.seq, _LOGS.body_bytes).where(_HAS_BODIES).order_by(_LOGS.started_ms, _LOGS.seq).limit(limit)
        )
        doomed: list[int] = []
        for seq, size in self._connection.execute(query):
            if excess <= 0:
                break
            doomed.append(seq)
            excess -= size
        return self._delete_bodies(doomed)

    def _row(self, request_id: str) -> Row[Any]:
        query = select(REQUEST_LOGS).where(_LOGS.id == request_id)
        return found(self._first(query), "request", request_id)

    def _remove(self, statement: Delete) -> int:
        return self._connection.execute(statement).rowcount

    def _delete_bodies(self, seqs: list[int]) -> int:
        if seqs:
            self._connection.execute(delete(REQUEST_BODIES).where(REQUEST_BODIES.c.seq.in_(seqs)))
            self._connection.execute(update(REQUEST_LOGS).where(_LOGS.seq.in_(seqs)).values(body_bytes=0))
        return len(seqs)


_ORDER = (_LOGS.started_ms.desc(), _LOGS.seq.desc())


def _newest_first(where: LogFilter, after: LogPosition | None, limit: int) -> Select[Any]:
    if not where.model:
        found = select(*SUMMARY_COLUMNS).where(*_conditions(where), *_after(after))
        return found.order_by(*_ORDER).limit(limit)
    # "Asked for or used" as one condition would sort every row of the model; the newest of each kind come from an index.
    rest = [*_conditions(dataclasses.replace(where, model="")), *_after(after)]
    newest = (
        select(_LOGS.seq).where(column == where.model, *rest).order_by(*_ORDER).limit(limit).subquery()
        for column in (_LOGS.source_model, _LOGS.target_model)
    )
    seqs = union(*(select(each.c.seq) for each in newest))
    return select(*SUMMARY_COLUMNS).where(_LOGS.seq.in_(seqs)).order_by(*_ORDER).limit(limit)


def _after(position: LogPosition | None) -> list[ColumnElement[bool]]:
    if position is None:
        return []
    return [tuple_(_LOGS.started_ms, _LOGS.seq) < tuple_(position.started_ms, position.seq)]


def _conditions(where: LogFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if where.since_ms is not None:
        conditions.append(_LOGS.started_ms >= where.since_ms)
    if where.until_ms is not None:
        conditions.append(_LOGS.started_ms < where.until_ms)
    if where.outcomes:
        conditions.append(_LOGS.outcome.in_(where.outcomes))
    if where.statuses:
        conditions.append(_LOGS.status.in_(where.statuses))
    for name in ("provider_id", "proxy_id", "token_id", "client", "route", "source", "session"):
        value = getattr(where, name)
        conditions.extend([_LOGS[name] == value] if value else [])
    if where.model:
        conditions.append(or_(_LOGS.source_model == where.model, _LOGS.target_model == where.model))
    # The partial indexes serve only queries that repeat their condition to the letter.
    if where.session:
        conditions.append(_LOGS.session != literal_column("''"))
    if where.tag:
        conditions.append(_LOGS.tags != literal_column("'[]'"))
        conditions.append(PositionIn(_LOGS.tags, dump(where.tag)) > 0)
    conditions.extend(
        or_(*(column.icontains(word, autoescape=True) for column in _SEARCHED)) for word in where.text.split()
    )
    return [and_(*conditions)] if conditions else []
