"""Reading, exporting and trimming request logs. Writing is the log writer's."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, and_, delete, func, literal_column, or_, select, tuple_, union, update

from amux_desktop.core.events import RequestSummary
from amux_desktop.storage.functions import PositionIn
from amux_desktop.storage.log_rows import SUMMARY_COLUMNS, to_body, to_log, to_summary
from amux_desktop.storage.models import RequestBodyRow, RequestLogRow
from amux_desktop.storage.records import LogFilter, LogPage, LogPosition, RequestBody, RequestLog
from amux_desktop.storage.repositories.base import Repository, dump, found

_SEARCHED = (
    RequestLogRow.id,
    RequestLogRow.route,
    RequestLogRow.path,
    RequestLogRow.source_model,
    RequestLogRow.target_model,
    RequestLogRow.client,
    RequestLogRow.provider_name,
    RequestLogRow.token_name,
    RequestLogRow.error_code,
    RequestLogRow.error_message,
    RequestLogRow.tags,
)


class RequestLogRepository(Repository):
    """Pages by position (keyset), so that page 10 000 costs as much as page 1."""

    def page(self, where: LogFilter | None = None, *, after: LogPosition | None = None, limit: int = 100) -> LogPage:
        """The next `limit` rows after a position, newest first."""
        rows = self._session.execute(_newest_first(where or LogFilter(), after, limit + 1)).mappings().all()
        shown = rows[:limit]
        more = len(rows) > limit and bool(shown)
        return LogPage(
            rows=tuple(to_summary(row) for row in shown),
            next=LogPosition(shown[-1]["started_ms"], shown[-1]["seq"]) if more else None,
        )

    def written_since(self, seq: int, where: LogFilter | None = None, limit: int = 500) -> tuple[RequestLog, ...]:
        """Rows written after `seq`, in the order of writing: what a live tail asks for."""
        conditions = _conditions(where or LogFilter())
        query = select(RequestLogRow).where(RequestLogRow.seq > seq, *conditions).order_by(RequestLogRow.seq)
        return tuple(to_log(row) for row in self._session.scalars(query.limit(limit)))

    def last_seq(self) -> int:
        return self._session.scalar(select(func.max(RequestLogRow.seq))) or 0

    def get(self, request_id: str) -> RequestLog:
        """One request with attempts and report, without bodies. Raises `not_found`."""
        return to_log(self._row(request_id))

    def bodies(self, request_id: str) -> tuple[RequestBody, ...]:
        """What was recorded of it; empty when bodies were off or have expired."""
        seq = self._row(request_id).seq
        query = select(RequestBodyRow).where(RequestBodyRow.seq == seq)
        rows = self._session.scalars(query.order_by(RequestBodyRow.attempt, RequestBodyRow.part))
        return tuple(to_body(row) for row in rows)

    def count(self, where: LogFilter | None = None, limit: int = 10_000) -> int:
        """How many match, counting no further than `limit`."""
        matching = select(RequestLogRow.seq).where(*_conditions(where or LogFilter())).limit(limit).subquery()
        return self._session.scalar(select(func.count()).select_from(matching)) or 0

    def iterate(self, where: LogFilter | None = None, chunk: int = 500) -> Iterator[RequestLog]:
        """All matching rows, newest first, without holding them in memory (for exports)."""
        after: LogPosition | None = None
        while True:
            conditions = [*_conditions(where or LogFilter()), *_after(after)]
            query = select(RequestLogRow).where(*conditions).order_by(*_ORDER).limit(chunk)
            logs = [to_log(row) for row in self._session.scalars(query)]
            self._session.expunge_all()
            yield from logs
            if len(logs) < chunk:
                return
            after = LogPosition(logs[-1].started_ms, logs[-1].seq)

    def distinct(self, field: str, limit: int = 200) -> tuple[str, ...]:
        """Values to offer in a filter: `client`, `target_model` or `source_model`, answered from an index."""
        column = {
            "client": RequestLogRow.client,
            "target_model": RequestLogRow.target_model,
            "source_model": RequestLogRow.source_model,
        }[field]
        # A loose index scan: each step jumps to the next greater value instead of reading every row.
        values: list[str] = []
        value = self._session.scalar(select(func.min(column)))
        while value is not None and len(values) < limit:
            values.append(value)
            value = self._session.scalar(select(func.min(column)).where(column > value))
        return tuple(known for known in values if known)

    def delete(self, request_id: str) -> None:
        self._session.delete(self._row(request_id))

    def clear(self, where: LogFilter | None = None) -> int:
        """Remove the matching rows with their bodies; returns how many."""
        return self._delete(delete(RequestLogRow).where(*_conditions(where or LogFilter())))

    def delete_before(self, started_ms: int, limit: int = 5000) -> int:
        """Remove at most `limit` of the oldest rows from before a moment, so that the writer is never held up long."""
        oldest = (
            select(RequestLogRow.seq)
            .where(RequestLogRow.started_ms < started_ms)
            .order_by(RequestLogRow.started_ms, RequestLogRow.seq)
            .limit(limit)
        )
        return self._delete(delete(RequestLogRow).where(RequestLogRow.seq.in_(oldest.scalar_subquery())))

    def body_bytes(self) -> int:
        """Stored size of all bodies."""
        return self._session.scalar(select(func.sum(func.length(RequestBodyRow.data)))) or 0

    def delete_bodies_before(self, started_ms: int, limit: int = 1000) -> int:
        """Remove bodies of at most `limit` of the oldest rows from before a moment; returns how many rows."""
        oldest = (
            select(RequestLogRow.seq)
            .where(RequestLogRow.started_ms < started_ms, RequestLogRow.body_bytes > 0)
            .order_by(RequestLogRow.started_ms, RequestLogRow.seq)
            .limit(limit)
        )
        return self._delete_bodies(list(self._session.scalars(oldest)))

    def trim_bodies(self, max_bytes: int, limit: int = 1000) -> int:
        """Remove the oldest bodies until all together fit; returns how many rows lost theirs (at most `limit`)."""
        excess = self.body_bytes() - max_bytes
        if excess <= 0:
            return 0
        query = (
            select(RequestLogRow.seq, RequestLogRow.body_bytes)
            .where(RequestLogRow.body_bytes > 0)
            .order_by(RequestLogRow.started_ms, RequestLogRow.seq)
            .limit(limit)
        )
        doomed: list[int] = []
        for seq, size in self._session.execute(query):
            if excess <= 0:
                break
            doomed.append(seq)
            excess -= size
        return self._delete_bodies(doomed)

    def _row(self, request_id: str) -> RequestLogRow:
        query = select(RequestLogRow).where(RequestLogRow.id == request_id)
        return found(self._session.scalars(query).first(), "request", request_id)

    def _delete(self, statement: object) -> int:
        return int(self._session.execute(statement).rowcount)  # type: ignore[call-overload]  # a CursorResult

    def _delete_bodies(self, seqs: list[int]) -> int:
        if seqs:
            self._session.execute(delete(RequestBodyRow).where(RequestBodyRow.seq.in_(seqs)))
            self._session.execute(update(RequestLogRow).where(RequestLogRow.seq.in_(seqs)).values(body_bytes=0))
        return len(seqs)


_ORDER = (RequestLogRow.started_ms.desc(), RequestLogRow.seq.desc())


def _newest_first(where: LogFilter, after: LogPosition | None, limit: int) -> Select[tuple[RequestSummary]]:
    if not where.model:
        found = select(*SUMMARY_COLUMNS).where(*_conditions(where), *_after(after))
        return found.order_by(*_ORDER).limit(limit)
    # "Asked for or used" as one condition would sort every row of the model; the newest of each kind come from an index.
    rest = [*_conditions(dataclasses.replace(where, model="")), *_after(after)]
    newest = (
        select(RequestLogRow.seq).where(column == where.model, *rest).order_by(*_ORDER).limit(limit).subquery()
        for column in (RequestLogRow.source_model, RequestLogRow.target_model)
    )
    seqs = union(*(select(each.c.seq) for each in newest))
    return select(*SUMMARY_COLUMNS).where(RequestLogRow.seq.in_(seqs)).order_by(*_ORDER).limit(limit)


def _after(position: LogPosition | None) -> list[ColumnElement[bool]]:
    if position is None:
        return []
    return [tuple_(RequestLogRow.started_ms, RequestLogRow.seq) < tuple_(position.started_ms, position.seq)]


def _conditions(where: LogFilter) -> list[ColumnElement[bool]]:
    row = RequestLogRow
    conditions: list[ColumnElement[bool]] = []
    if where.since_ms is not None:
        conditions.append(row.started_ms >= where.since_ms)
    if where.until_ms is not None:
        conditions.append(row.started_ms < where.until_ms)
    if where.outcomes:
        conditions.append(row.outcome.in_(where.outcomes))
    if where.statuses:
        conditions.append(row.status.in_(where.statuses))
    for name in ("provider_id", "proxy_id", "token_id", "client", "route", "source", "session"):
        value = getattr(where, name)
        conditions.extend([getattr(row, name) == value] if value else [])
    if where.model:
        conditions.append(or_(row.source_model == where.model, row.target_model == where.model))
    # The partial indexes serve only queries that repeat their condition to the letter.
    if where.session:
        conditions.append(row.session != literal_column("''"))
    if where.tag:
        conditions.append(row.tags != literal_column("'[]'"))
        conditions.append(PositionIn(row.tags, dump(where.tag)) > 0)
    conditions.extend(
        or_(*(column.icontains(word, autoescape=True) for column in _SEARCHED)) for word in where.text.split()
    )
    return [and_(*conditions)] if conditions else []
