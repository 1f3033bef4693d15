"""Adding request logs up into time buckets: minutes and hours, in total and by provider, proxy, model, client, token and
account. The log writer does it in the transaction that writes the rows, so sums and rows never disagree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, select, tuple_, update
from sqlalchemy.orm import Session

from amux_desktop.storage import histogram
from amux_desktop.storage.models import UsageBucketRow
from amux_desktop.storage.records import RequestLog

WIDTHS_MS = {"minute": 60_000, "hour": 3_600_000}
COUNTERS = (
    "requests",
    "succeeded",
    "failed",
    "cancelled",
    "fell_back",
    "input_tokens",
    "output_tokens",
    "cache_read_tokens",
    "cache_write_tokens",
    "reasoning_tokens",
    "cost_nanos",
    "unpriced",
)
_KEY_LENGTH = 200

BucketKey = tuple[str, str, int, str]
"""Resolution, dimension, start, key."""


@dataclass(slots=True)
class Sums:
    """The numbers of one bucket while it is added up."""

    counters: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTERS, 0))
    durations: histogram.Histogram = field(default_factory=dict)
    first_tokens: histogram.Histogram = field(default_factory=dict)

    def count(self, log: RequestLog) -> None:
        counters = self.counters
        counters["requests"] += 1
        counters[{"ok": "succeeded", "error": "failed", "cancelled": "cancelled"}[log.outcome]] += 1
        counters["fell_back"] += len(log.attempts) > 1
        counters["unpriced"] += log.cost_nanos is None
        for name in COUNTERS[5:11]:
            counters[name] += getattr(log, name) or 0
        histogram.add(self.durations, log.duration_ms)
        if log.first_token_ms is not None:
            histogram.add(self.first_tokens, log.first_token_ms)

    def merge(self, row: Any) -> None:
        """Add what a stored bucket holds."""
        for name in COUNTERS:
            self.counters[name] += getattr(row, name)
        histogram.merge(self.durations, [histogram.load(row.duration_histogram)])
        histogram.merge(self.first_tokens, [histogram.load(row.first_token_histogram)])

    def columns(self) -> dict[str, Any]:
        return {
            **self.counters,
            "duration_histogram": histogram.dump(self.durations),
            "first_token_histogram": histogram.dump(self.first_tokens),
        }


def add_to_buckets(session: Session, logs: Iterable[RequestLog]) -> None:
    """Read the buckets concerned, add, write back; the caller's transaction holds the write lock."""
    fresh: dict[BucketKey, Sums] = {}
    for log in logs:
        for key in _keys(log):
            fresh.setdefault(key, Sums()).count(log)
    stored = _stored(session, list(fresh))
    table = UsageBucketRow.__table__
    inserts: list[dict[str, Any]] = []
    for key, sums in fresh.items():
        if (row := stored.get(key)) is not None:
            sums.merge(row)
            session.execute(update(table).where(*_is(key)).values(**sums.columns()))  # type: ignore[arg-type]  # a Table
        else:
            inserts.append(dict(zip(("resolution", "dimension", "start_ms", "key"), key, strict=True)) | sums.columns())
    if inserts:
        session.execute(insert(table), inserts)  # type: ignore[arg-type]  # a Table


def _keys(log: RequestLog) -> Iterable[BucketKey]:
    dimensions = (
        ("all", ""),
        ("provider", log.provider_id),
        ("proxy", log.proxy_id),
        ("model", log.target_model),
        ("client", log.client),
        ("token", log.token_id),
        ("account", log.account_id),
    )
    for resolution, width in WIDTHS_MS.items():
        start = log.started_ms - log.started_ms % width
        for dimension, key in dimensions:
            if key or dimension == "all":
                yield resolution, dimension, start, key[:_KEY_LENGTH]


def _stored(session: Session, keys: list[BucketKey]) -> dict[BucketKey, Any]:
    table = UsageBucketRow.__table__.c
    found: dict[BucketKey, Any] = {}
    for first in range(0, len(keys), 200):
        part = keys[first : first + 200]
        columns = tuple_(table.resolution, table.dimension, table.start_ms, table.key)
        for row in session.execute(select(UsageBucketRow.__table__).where(columns.in_(part))):
            found[(row.resolution, row.dimension, row.start_ms, row.key)] = row
    return found


def _is(key: BucketKey) -> tuple[Any, ...]:
    table = UsageBucketRow.__table__.c
    return (table.resolution == key[0], table.dimension == key[1], table.start_ms == key[2], table.key == key[3])
