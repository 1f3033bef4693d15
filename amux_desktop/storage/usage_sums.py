"""Adding request logs up into time buckets: minutes, half hours and hours, in total and by provider, proxy, model, client, token and
account. The log writer does it in the transaction that writes the rows, so sums and rows never disagree."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, tuple_, update

from amux_desktop.storage import histogram
from amux_desktop.storage.records import RequestLog
from amux_desktop.storage.tables import USAGE_BUCKETS

WIDTHS_MS = {"minute": 60_000, "half": 1_800_000, "hour": 3_600_000}
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
_DIMENSIONS = ("all", "provider", "proxy", "model", "client", "token", "account")
_PLACE = ("resolution", "dimension", "start_ms", "key")
_KEY_LENGTH = 200
_KEYS_PER_QUERY = 200
_UPDATE = (
    update(USAGE_BUCKETS)
    .where(*(USAGE_BUCKETS.c[name] == bindparam(f"at_{name}") for name in _PLACE))
    .values({name: bindparam(name) for name in (*COUNTERS, "duration_histogram", "first_token_histogram")})
)

BucketKey = tuple[str, str, int, str]
"""Resolution, dimension, start, key."""


@dataclass(slots=True)
class Sums:
    """The numbers of one bucket while it is added up; `counters` follow the order of `COUNTERS`."""

    counters: list[int] = field(default_factory=lambda: [0] * len(COUNTERS))
    durations: histogram.Histogram = field(default_factory=dict)
    first_tokens: histogram.Histogram = field(default_factory=dict)

    def count(self, log: RequestLog) -> None:
        self._add(
            (
                1,
                log.outcome == "ok",
                log.outcome == "error",
                log.outcome == "cancelled",
                len(log.attempts) > 1,
                log.input_tokens or 0,
                log.output_tokens or 0,
                log.cache_read_tokens or 0,
                log.cache_write_tokens or 0,
                log.reasoning_tokens or 0,
                log.cost_nanos or 0,
                log.cost_nanos is None,
            )
        )
        histogram.add(self.durations, log.duration_ms)
        if log.first_token_ms is not None:
            histogram.add(self.first_tokens, log.first_token_ms)

    def merge(self, other: Sums) -> None:
        self._add(other.counters)
        histogram.merge(self.durations, [other.durations])
        histogram.merge(self.first_tokens, [other.first_tokens])

    def merge_row(self, row: Any) -> None:
        """Add what a stored bucket holds."""
        self._add([getattr(row, name) for name in COUNTERS])
        histogram.merge(self.durations, [histogram.load(row.duration_histogram)])
        histogram.merge(self.first_tokens, [histogram.load(row.first_token_histogram)])

    def named(self) -> dict[str, int]:
        return dict(zip(COUNTERS, self.counters, strict=True))

    def columns(self) -> dict[str, Any]:
        return {
            **self.named(),
            "duration_histogram": histogram.dump(self.durations),
            "first_token_histogram": histogram.dump(self.first_tokens),
        }

    def _add(self, numbers: Sequence[int]) -> None:
        self.counters = list(map(operator.add, self.counters, numbers))


def add_to_buckets(connection: Connection, logs: Iterable[RequestLog]) -> None:
    """Read the buckets concerned, add, write back; the caller's transaction holds the write lock."""
    fresh = _added_up(logs)
    stored = _stored(connection, list(fresh))
    inserts: list[dict[str, Any]] = []
    updates: list[dict[str, Any]] = []
    for key, sums in fresh.items():
        place = dict(zip(_PLACE, key, strict=True))
        if (row := stored.get(key)) is not None:
            sums.merge_row(row)
            updates.append({f"at_{name}": value for name, value in place.items()} | sums.columns())
        else:
            inserts.append(place | sums.columns())
    if updates:
        connection.execute(_UPDATE, updates)
    if inserts:
        connection.execute(insert(USAGE_BUCKETS), inserts)


def _added_up(logs: Iterable[RequestLog]) -> dict[BucketKey, Sums]:
    """Most requests of a batch agree in everything that is counted by, so they are added up together first."""
    alike: dict[tuple[int, tuple[str, ...]], Sums] = {}
    for log in logs:
        minute = log.started_ms - log.started_ms % WIDTHS_MS["minute"]
        keys: tuple[str, ...] = (
            "",
            log.provider_id,
            log.proxy_id,
            log.target_model,
            log.client,
            log.token_id,
            log.account_id,
        )
        alike.setdefault((minute, keys), Sums()).count(log)
    buckets: dict[BucketKey, Sums] = {}
    for (minute, keys), sums in alike.items():
        for dimension, key in zip(_DIMENSIONS, keys, strict=True):
            if key or dimension == "all":
                for resolution, width in WIDTHS_MS.items():
                    place = (resolution, dimension, minute - minute % width, key[:_KEY_LENGTH])
                    buckets.setdefault(place, Sums()).merge(sums)
    return buckets


def _stored(connection: Connection, keys: list[BucketKey]) -> dict[BucketKey, Any]:
    columns = tuple_(*(USAGE_BUCKETS.c[name] for name in _PLACE))
    found: dict[BucketKey, Any] = {}
    for first in range(0, len(keys), _KEYS_PER_QUERY):
        part = keys[first : first + _KEYS_PER_QUERY]
        for row in connection.execute(select(USAGE_BUCKETS).where(columns.in_(part))):
            found[(row.resolution, row.dimension, row.start_ms, row.key)] = row
    return found
