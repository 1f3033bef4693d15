"""Sums of half hours: a day's chart, split by model, would otherwise read and add up tens of thousands of minutes."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_HALF_HOUR_MS = 1_800_000
_HISTOGRAMS = ("duration_histogram", "first_token_histogram")
_COUNTERS = (
    "requests", "succeeded", "failed", "cancelled", "fell_back", "input_tokens", "output_tokens", "cache_read_tokens",
    "cache_write_tokens", "reasoning_tokens", "cost_nanos", "unpriced",
)  # fmt: skip
_TABLE = sa.table(
    "usage_buckets",
    *(sa.column(name) for name in ("resolution", "dimension", "start_ms", "key", *_COUNTERS, *_HISTOGRAMS)),
)


def upgrade() -> None:
    connection = op.get_bind()
    minutes = connection.execute(sa.select(_TABLE).where(_TABLE.c.resolution == "minute")).mappings()
    slots: dict[tuple[str, int, str], dict[str, Any]] = {}
    for row in minutes:
        place = (row["dimension"], row["start_ms"] - row["start_ms"] % _HALF_HOUR_MS, row["key"])
        empty: dict[str, Any] = {**dict.fromkeys(_COUNTERS, 0), **{name: {} for name in _HISTOGRAMS}}
        sums = slots.setdefault(place, empty)
        for name in _COUNTERS:
            sums[name] += row[name]
        for name in _HISTOGRAMS:
            for number, count in json.loads(row[name]).items():
                sums[name][number] = sums[name].get(number, 0) + count
    rows = [
        {"resolution": "half", "dimension": dimension, "start_ms": start_ms, "key": key}
        | {name: sums[name] for name in _COUNTERS}
        | {name: json.dumps(sums[name], separators=(",", ":")) for name in _HISTOGRAMS}
        for (dimension, start_ms, key), sums in slots.items()
    ]
    if rows:
        connection.execute(sa.insert(_TABLE), rows)


def downgrade() -> None:
    op.execute("DELETE FROM usage_buckets WHERE resolution = 'half'")
