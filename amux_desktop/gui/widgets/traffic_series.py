"""What the traffic card draws: the numbers of a period as series, in total or split by provider, proxy, model or app."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from amux_desktop.gui.formats import compact, duration, money, number
from amux_desktop.gui.i18n import Text, TextLike, tr
from amux_desktop.gui.widgets.chart import Series
from amux_desktop.services.dashboard import Picture, Split
from amux_desktop.services.records import Bucket, UsageTotals

Measure = Literal["requests", "tokens", "latency", "cost"]
_SHOWN = 5
SPLITS: dict[Split, Text] = {
    "provider": tr("By provider"),
    "proxy": tr("By proxy"),
    "model": tr("By model"),
    "client": tr("By app"),
    "all": tr("In total"),
}
_Pick = Callable[[UsageTotals], float | None]


@dataclass(frozen=True, slots=True)
class Traffic:
    """`starts` are the slots' first milliseconds; `write` formats a value."""

    series: tuple[Series, ...]
    starts: Sequence[int]
    step_ms: int
    write: Callable[[float], TextLike]


def traffic(picture: Picture, measure: Measure) -> Traffic:
    overview = picture.overview
    starts = range(overview.since_ms, overview.until_ms, overview.step_ms)
    whole = _Slots(starts, overview.series)
    if picture.split == "all":
        series, write = _in_total(whole, measure)
    else:
        series, write = _split(picture, starts, whole, measure)
    return Traffic(tuple(series), starts, overview.step_ms, write)


def key_name(picture: Picture, key: str) -> TextLike:
    """A provider or proxy by its name; a model or an app is its own name."""
    if picture.split in ("model", "client"):
        return key
    return picture.names.get(key) or (tr("removed proxy") if picture.split == "proxy" else tr("removed provider"))


class _Slots:
    def __init__(self, starts: Sequence[int], buckets: Sequence[Bucket]) -> None:
        self._starts = starts
        self._totals = {bucket.start_ms: bucket.totals for bucket in buckets}

    def column(self, pick: _Pick) -> list[float]:
        """One value per slot, 0 where there were no requests."""
        return [pick(self._totals[start]) or 0 if start in self._totals else 0 for start in self._starts]


def _in_total(whole: _Slots, measure: Measure) -> tuple[list[Series], Callable[[float], TextLike]]:
    column = whole.column
    match measure:
        case "tokens":
            return [
                Series(tr("Input"), "c1", column(lambda t: t.input_tokens), "area"),
                Series(tr("Output"), "c2", column(lambda t: t.output_tokens), "area"),
            ], _count
        case "latency":
            return [
                Series(tr("Median"), "c3", column(lambda t: t.duration_median_ms), "line"),
                Series("p95", "c3", column(lambda t: t.duration_p95_ms), "dash"),
                Series(tr("First token"), "c1", column(lambda t: t.first_token_median_ms), "line"),
            ], duration
        case "cost":
            return [Series(tr("Cost"), "c5", column(lambda t: t.cost_nanos), "bar")], _money
        case _:
            return [
                Series(tr("Succeeded"), "c1", column(_answered), "bar"),
                Series(tr("Failed"), "bad", column(lambda t: t.failed), "bar"),
            ], _count


def _split(
    picture: Picture, starts: Sequence[int], whole: _Slots, measure: Measure
) -> tuple[list[Series], Callable[[float], TextLike]]:
    """Stacked, the largest by name and the rest as others. Latencies do not add up: those are lines, without others."""
    pick, write = _MEASURES[measure]
    by_key: dict[str, list[Bucket]] = {}
    for bucket in picture.parts:
        by_key.setdefault(bucket.key, []).append(bucket)
    order = sorted(by_key, key=lambda key: (-sum(bucket.totals.requests for bucket in by_key[key]), key))
    kind: Literal["bar", "line"] = "line" if measure == "latency" else "bar"
    columns = {key: _Slots(starts, by_key[key]).column(pick) for key in order}
    series = [
        Series(key_name(picture, key), f"c{place + 1}", columns[key], kind) for place, key in enumerate(order[:_SHOWN])
    ]
    rest = [columns[key] for key in order[_SHOWN:]]
    if rest and kind == "bar":
        series.append(Series(tr("Others"), "c6", [sum(at) for at in zip(*rest, strict=True)], "bar"))
    if measure == "requests":
        series.append(Series(tr("Failed"), "bad", whole.column(lambda t: t.failed), "bar"))
    return series, write


def _answered(totals: UsageTotals) -> int:
    return totals.requests - totals.failed


def _count(value: float) -> TextLike:
    return compact(round(value)) if value >= 100_000 else number(round(value))


def _money(value: float) -> TextLike:
    return money(round(value))


_MEASURES: dict[Measure, tuple[_Pick, Callable[[float], TextLike]]] = {
    "requests": (_answered, _count),
    "tokens": (lambda totals: totals.input_tokens + totals.output_tokens, _count),
    "latency": (lambda totals: totals.duration_median_ms, duration),
    "cost": (lambda totals: totals.cost_nanos, _money),
}
