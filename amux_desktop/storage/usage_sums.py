"""Adding request logs up into time buckets: minutes, half hours and hours, in total and by provider, proxy, model, client, token and
account. The log writer does it in the transaction that writes the rows, so sums and rows never disagree."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from amux_desktop.storage import histogram
from amux_desktop.storage.bulk import insert_rows, rows_at
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
_COLUMNS = (*_PLACE, *COUNTERS, "duration_histogram", "first_token_histogram")
_PLACES_PER_QUERY = 200
_keys_of = operator.attrgetter("provider_id", "proxy_id", "target_model", "client", "token_id", "account_id")
_numbers_of = operator.attrgetter(
    "input_tokens", "output_tokens", "cache_read_tokens", "cache_write_tokens", "reasoning_tokens", "cost_nanos"
)
_outcome_of = operator.attrgetter("outcome")
_attempts_of = operator.attrgetter("attempts")
_duration_of = operator.attrgetter("duration_ms")
_first_token_of = operator.attrgetter("first_token_ms")

BucketKey = tuple[str, str, int, str]
"""Resolution, dimension, start, key."""


@dataclass(slots=True)
class Sums:
    """The numbers of one bucket while it is added up; `counters` follow the order of `COUNTERS`."""

    counters: list[int] = field(default_factory=lambda: [0] * len(COUNTERS))
    durations: histogram.Histogram = field(default_factory=dict)
    first_tokens: histogram.Histogram = field(default_factory=dict)

    @classmethod
    def of(cls, logs: Sequence[RequestLog]) -> Sums:
        """Every line goes over all logs in C."""
        outcomes = Counter(map(_outcome_of, logs))
        numbers = list(zip(*map(_numbers_of, logs), strict=True))
        sums = cls()
        sums.counters = [
            len(logs),
            outcomes["ok"],
            outcomes["error"],
            outcomes["cancelled"],
            sum(map((1).__lt__, map(len, map(_attempts_of, logs)))),
            *(sum(filter(None, column)) for column in numbers),
            numbers[-1].count(None),
        ]
        for milliseconds, count in Counter(map(_duration_of, logs)).items():
            histogram.add(sums.durations, milliseconds, count)
        for first, count in Counter(map(_first_token_of, logs)).items():
            if first is not None:
                histogram.add(sums.first_tokens, first, count)
        return sums

    @classmethod
    def total(cls, parts: Sequence[Sums]) -> Sums:
        if len(parts) == 1:
            return parts[0]
        sums = cls()
        for part in parts:
            sums._add(part.counters)
            histogram.merge(sums.durations, [part.durations])
            histogram.merge(sums.first_tokens, [part.first_tokens])
        return sums

    def merge_row(self, row: Any) -> None:
        """Add what a stored bucket holds."""
        self._add([getattr(row, name) for name in COUNTERS])
        histogram.merge(self.durations, [histogram.load(row.duration_histogram)])
        histogram.merge(self.first_tokens, [histogram.load(row.first_token_histogram)])

    def named(self) -> dict[str, int]:
        return dict(zip(COUNTERS, self.counters, strict=True))

    def values(self, stored: Sequence[Any] | None = None) -> tuple[Any, ...]:
        """Of a bucket after these were added to its `stored` values."""
        if stored is None:
            return (*self.counters, histogram.dump(self.durations), histogram.dump(self.first_tokens))
        *counters, durations, first_tokens = stored
        return (
            *map(operator.add, counters, self.counters),
            histogram.added(durations, self.durations),
            histogram.added(first_tokens, self.first_tokens),
        )

    def _add(self, numbers: Sequence[int]) -> None:
        self.counters = list(map(operator.add, self.counters, numbers))


def add_to_buckets(connection: Connection, logs: Iterable[RequestLog]) -> None:
    """Read the buckets concerned, add, write back; the caller's transaction holds the write lock."""
    fresh = _added_up(logs)
    stored: dict[BucketKey, Sequence[Any]] = {}
    places = list(fresh)
    for first in range(0, len(places), _PLACES_PER_QUERY):
        part = places[first : first + _PLACES_PER_QUERY]
        for row in rows_at(connection, USAGE_BUCKETS, _COLUMNS, _PLACE, part):
            stored[row[:4]] = row[4:]
    rows = [(*place, *Sums.total(parts).values(stored.get(place))) for place, parts in fresh.items()]
    insert_rows(connection, USAGE_BUCKETS, _COLUMNS, rows, replace=True)


def _added_up(logs: Iterable[RequestLog]) -> dict[BucketKey, list[Sums]]:
    """Most requests of a batch agree in everything that is counted by, so they are added up together first."""
    alike: dict[tuple[int, tuple[str, ...]], list[RequestLog]] = {}
    for log in logs:
        alike.setdefault((log.started_ms // WIDTHS_MS["minute"], _keys_of(log)), []).append(log)
    buckets: dict[BucketKey, list[Sums]] = {}
    for (minute, keys), same in alike.items():
        sums, start = Sums.of(same), minute * WIDTHS_MS["minute"]
        for dimension, key in zip(_DIMENSIONS, ("", *keys), strict=True):
            if key or dimension == "all":
                for resolution, width in WIDTHS_MS.items():
                    place = (resolution, dimension, start - start % width, key[:_KEY_LENGTH])
                    buckets.setdefault(place, []).append(sums)
    return buckets
