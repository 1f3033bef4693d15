"""Numbers for the dashboard, from the aggregates that are kept up to date as requests are logged."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from amux_desktop.core.clock import Clock, SystemClock
from amux_desktop.core.events import EventBus, RequestFinished, RequestStarted, RequestSummary
from amux_desktop.services.store import Repositories, Store
from amux_desktop.storage.records import Bucket, UsageTotals
from amux_desktop.storage.records.requests import Dimension, Resolution

Period = Literal["1h", "24h", "7d", "30d"]
Split = Literal["all", "provider", "proxy", "model", "client"]
_MINUTE = 60_000
_HOUR = 60 * _MINUTE
_RECENT = 200
_RANKED = 5


@dataclass(frozen=True, slots=True)
class _Span:
    length_ms: int
    step_ms: int
    resolution: Resolution


PERIODS: Mapping[Period, _Span] = MappingProxyType(
    {
        "1h": _Span(_HOUR, _MINUTE, "minute"),
        "24h": _Span(24 * _HOUR, 30 * _MINUTE, "half"),
        "7d": _Span(7 * 24 * _HOUR, 3 * _HOUR, "hour"),
        "30d": _Span(30 * 24 * _HOUR, 12 * _HOUR, "hour"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A period and the one before it. Slots without requests are left out of `series`; the last slot is the running one."""

    since_ms: int
    until_ms: int
    step_ms: int
    totals: UsageTotals
    previous: UsageTotals
    series: tuple[Bucket, ...]
    has_history: bool
    """False before the first request ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What the page shows: `parts` are the slots of each key of `split`, `ranking` the keys with the most requests (providers when
    it is not split). `names` has the
    keys that are ids of something that still exists; other keys are names themselves, or ids of what was removed."""

    overview: Overview
    split: Split
    parts: tuple[Bucket, ...]
    ranking: tuple[Bucket, ...]
    names: Mapping[str, str]


class DashboardService:
    """`live` and `recent` are filled by events of this process, once somebody called `follow`; the rest comes from the database
    and so covers all."""

    def __init__(self, store: Store, bus: EventBus, clock: Clock | None = None) -> None:
        self._store = store
        self._bus = bus
        self._clock = clock or SystemClock()
        self._running: dict[str, RequestSummary] = {}
        self._recent: deque[RequestSummary] = deque(maxlen=_RECENT)
        self._unsubscribe: tuple[Callable[[], None], ...] = ()

    def follow(self) -> None:
        """Keep `live` and `recent` up to date from now on. Where nobody looks at them (a server without a window), requests
        need not be told about."""
        if not self._unsubscribe:
            self._unsubscribe = (
                self._bus.subscribe(RequestStarted, self._on_started),
                self._bus.subscribe(RequestFinished, self._on_finished),
            )

    async def overview(self, period: Period = "24h") -> Overview:
        """Everything the page shows of a period."""
        return await self._store.read(lambda store: self._overview(store, period))

    def _overview(self, store: Repositories, period: Period) -> Overview:
        span = PERIODS[period]
        since, until = self._bounds(span)
        return Overview(
            since_ms=since,
            until_ms=until,
            step_ms=span.step_ms,
            totals=store.usage.totals(since, until, resolution=span.resolution),
            previous=store.usage.totals(since - span.length_ms, since, resolution=span.resolution),
            series=store.usage.series(since, until, step_ms=span.step_ms, resolution=span.resolution),
            has_history=store.request_logs.last_seq() > 0,
        )

    async def picture(self, period: Period = "24h", split: Split = "provider") -> Picture:
        """The overview with its chart and its ranking split by provider, proxy, model or client, and the names to show."""
        span = PERIODS[period]
        since, until = self._bounds(span)

        def work(store: Repositories) -> Picture:
            usage = store.usage
            parts: tuple[Bucket, ...] = ()
            if split != "all":
                parts = usage.series(since, until, step_ms=span.step_ms, dimension=split, resolution=span.resolution)
            ranked = usage.ranking(
                since, until, "provider" if split == "all" else split, resolution=span.resolution, limit=_RANKED
            )
            return Picture(
                overview=self._overview(store, period),
                split=split,
                parts=parts,
                ranking=ranked,
                names=_names(store, split),
            )

        return await self._store.read(work)

    async def series(self, period: Period, dimension: Dimension) -> tuple[Bucket, ...]:
        """The chart split by provider, proxy, model, client, token or account."""
        span = PERIODS[period]
        since, until = self._bounds(span)
        return await self._store.read(
            lambda store: store.usage.series(
                since, until, step_ms=span.step_ms, dimension=dimension, resolution=span.resolution
            )
        )

    async def ranking(self, period: Period, dimension: Dimension, limit: int = 10) -> tuple[Bucket, ...]:
        """Who made or got the most requests."""
        span = PERIODS[period]
        since, until = self._bounds(span)
        return await self._store.read(
            lambda store: store.usage.ranking(since, until, dimension, resolution=span.resolution, limit=limit)
        )

    async def totals(self, period: Period, dimension: Dimension = "all", key: str = "") -> UsageTotals:
        """Of everything, or of one provider, proxy, token, ..."""
        span = PERIODS[period]
        since, until = self._bounds(span)
        return await self._store.read(
            lambda store: store.usage.totals(since, until, dimension=dimension, key=key, resolution=span.resolution)
        )

    def live(self) -> tuple[RequestSummary, ...]:
        """Requests under way, oldest first. Safe from any thread."""
        return tuple(self._running.copy().values())

    def recent(self, limit: int = 20) -> tuple[RequestSummary, ...]:
        """Requests that ended since this process began, newest first. Safe from any thread."""
        return tuple(self._recent.copy())[:limit]

    def close(self) -> None:
        for end in self._unsubscribe:
            end()

    def _bounds(self, span: _Span) -> tuple[int, int]:
        """Whole slots that end with the running one."""
        until = (self._clock.now_ms() // span.step_ms + 1) * span.step_ms
        return until - span.length_ms, until

    def _on_started(self, event: RequestStarted) -> None:
        self._running[event.summary.id] = event.summary

    def _on_finished(self, event: RequestFinished) -> None:
        self._running.pop(event.summary.id, None)
        self._recent.appendleft(event.summary)


def _names(store: Repositories, split: Split) -> dict[str, str]:
    if split in ("all", "provider"):
        return {provider.id: provider.name for provider in store.providers.list()}
    if split == "proxy":
        return {proxy.id: proxy.name or proxy.slug for proxy in store.proxies.list()}
    return {}
