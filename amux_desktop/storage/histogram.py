"""Mergeable latency histograms: sparse counts of logarithmic bins, so that percentiles come from sums, not from rows."""

from __future__ import annotations

import math
from collections.abc import Iterable

from bridge import codec

_RATIO = math.log(1.08)
"""Each bin is 8 % wide, so a percentile is off by at most 4 %; a minute to a millisecond is 143 bins."""

Histogram = dict[int, int]
"""Count by bin number; bin 0 holds everything below a millisecond."""


def add(histogram: Histogram, milliseconds: float, count: int = 1) -> None:
    bin_number = 0 if milliseconds < 1 else 1 + int(math.log(milliseconds) / _RATIO)
    histogram[bin_number] = histogram.get(bin_number, 0) + count


def merge(target: Histogram, others: Iterable[Histogram]) -> Histogram:
    """Adds `others` to `target` and returns it."""
    for other in others:
        for bin_number, count in other.items():
            target[bin_number] = target.get(bin_number, 0) + count
    return target


def percentile(histogram: Histogram, fraction: float) -> float | None:
    """The middle of the bin where the fraction lies; None when nothing was counted."""
    total = sum(histogram.values())
    if total == 0:
        return None
    wanted = max(1, math.ceil(total * fraction))
    for bin_number in sorted(histogram):
        wanted -= histogram[bin_number]
        if wanted <= 0:
            break
    return 0.5 if bin_number == 0 else math.exp((bin_number - 0.5) * _RATIO)


def dump(histogram: Histogram) -> str:
    return codec.dumps_text(histogram)


def load(text: str) -> Histogram:
    return {int(bin_number): count for bin_number, count in codec.loads(text).items()}


def added(text: str, fresh: Histogram) -> str:
    """What `dump` gives after `fresh` was merged into what `text` holds."""
    if not fresh:
        return text
    counts: dict[str, int] = codec.loads(text)
    for bin_number, count in fresh.items():
        name = str(bin_number)
        counts[name] = counts.get(name, 0) + count
    return codec.dumps_text(counts)
