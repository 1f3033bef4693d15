"""Reading the aggregates: totals, series, rankings, spending. Never touches the log rows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, func, select

from amux_desktop.storage import histogram
from amux_desktop.storage.records import Bucket, Spend, UsageTotals
from amux_desktop.storage.records.requests import Dimension, Resolution
from amux_desktop.storage.repositories.base import Repository
from amux_desktop.storage.tables import USAGE_BUCKETS
from amux_desktop.storage.usage_sums import Sums


class UsageRepository(Repository):
    """Periods are half open, `since_ms <= start < until_ms`, and should begin at a whole bucket: one that began
    before `since_ms` is left out. Minutes and half hours are kept for two days,
    hours for as long as the database lives."""

    def totals(
        self,
        since_ms: int,
        until_ms: int,
        *,
        dimension: Dimension = "all",
        key: str = "",
        resolution: Resolution = "minute",
    ) -> UsageTotals:
        """Everything within the period, or what one provider, proxy, ... had of it."""
        sums = Sums()
        for row in self._rows(since_ms, until_ms, dimension, resolution, key):
            sums.merge_row(row)
        return _totals(sums)

    def series(
        self,
        since_ms: int,
        until_ms: int,
        *,
        step_ms: int,
        dimension: Dimension = "all",
        key: str | None = None,
        resolution: Resolution = "minute",
    ) -> tuple[Bucket, ...]:
        """Totals per slot of `step_ms` counted from `since_ms`, and per key; slots without requests are left out."""
        slots: dict[tuple[int, str], Sums] = {}
        for row in self._rows(since_ms, until_ms, dimension, resolution, key):
            slot = since_ms + (row.start_ms - since_ms) // step_ms * step_ms
            slots.setdefault((slot, row.key), Sums()).merge_row(row)
        return tuple(Bucket(start_ms=slot, key=name, totals=_totals(slots[slot, name])) for slot, name in sorted(slots))

    def ranking(
        self, since_ms: int, until_ms: int, dimension: Dimension, *, resolution: Resolution = "minute", limit: int = 10
    ) -> tuple[Bucket, ...]:
        """The keys with the most requests in the period; `start_ms` is the period's."""
        by_key: dict[str, Sums] = {}
        for row in self._rows(since_ms, until_ms, dimension, resolution, None):
            by_key.setdefault(row.key, Sums()).merge_row(row)
        ranked = sorted(by_key, key=lambda name: (-by_key[name].counters[0], name))[:limit]
        return tuple(Bucket(start_ms=since_ms, key=name, totals=_totals(by_key[name])) for name in ranked)

    def spend(self, token_id: str, since_ms: int, until_ms: int) -> Spend:
        """What a token used, by whole hours: for budgets of a day or a month."""
        columns = USAGE_BUCKETS.c
        query = select(func.sum(columns.requests), func.sum(columns.cost_nanos)).where(
            columns.resolution == "hour",
            columns.dimension == "token",
            columns.key == token_id,
            columns.start_ms >= since_ms,
            columns.start_ms < until_ms,
        )
        requests, cost = self._connection.execute(query).one()
        # A server adds big integers up to a decimal.
        return Spend(requests=int(requests or 0), cost_nanos=int(cost or 0))

    def delete_before(self, start_ms: int, resolution: Resolution) -> int:
        """Forget old buckets; returns how many."""
        old = (USAGE_BUCKETS.c.resolution == resolution, USAGE_BUCKETS.c.start_ms < start_ms)
        count = self._connection.scalar(select(func.count()).select_from(USAGE_BUCKETS).where(*old)) or 0
        self._connection.execute(delete(USAGE_BUCKETS).where(*old))
        return count

    def clear(self) -> None:
        """Forget all statistics."""
        self._connection.execute(delete(USAGE_BUCKETS))

    def _rows(self, since_ms: int, until_ms: int, dimension: str, resolution: str, key: str | None) -> Any:
        columns = USAGE_BUCKETS.c
        query = select(USAGE_BUCKETS).where(
            columns.resolution == resolution,
            columns.dimension == dimension,
            columns.start_ms >= since_ms,
            columns.start_ms < until_ms,
        )
        if key is not None:
            query = query.where(columns.key == key)
        return self._connection.execute(query)


def _totals(sums: Sums) -> UsageTotals:
    return UsageTotals(
        **sums.named(),
        duration_median_ms=histogram.percentile(sums.durations, 0.5),
        duration_p95_ms=histogram.percentile(sums.durations, 0.95),
        first_token_median_ms=histogram.percentile(sums.first_tokens, 0.5),
        first_token_p95_ms=histogram.percentile(sums.first_tokens, 0.95),
    )
