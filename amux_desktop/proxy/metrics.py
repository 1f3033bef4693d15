"""Numbers since the start of this process, and how Prometheus reads them (text format 0.0.4)."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from amux_desktop.proxy.balancing import HealthView
from amux_desktop.storage.records import RequestLog

_SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0)
_MAX_SERIES = 2000
_COUNTED = ("requests", "attempts", "tokens", "cost_nanos", "refusals", "bytes")
_TIMED = ("durations", "first_tokens")
_SUMMED = ("fell_back", "unpriced", "running", "dropped")
_KINDS = ("input", "output", "cache_read", "cache_write", "reasoning")
_is_some = itemgetter(1)
_amounts_of = attrgetter(*(f"{kind}_tokens" for kind in _KINDS))
_Key = TypeVar("_Key", bound="tuple[str, ...]")
Labels = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Histogram:
    """Counts per upper bound in seconds; the last one is for everything longer."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(_SECONDS) + 1))
    total_s: float = 0.0

    def add(self, seconds: float) -> None:
        self.counts[bisect_left(_SECONDS, seconds)] += 1
        self.total_s += seconds


@dataclass(slots=True)
class Counters:
    """``count`` is called once per finished exchange."""

    started_s: float = field(default_factory=time.time)
    requests: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    attempts: Counter[tuple[str, str]] = field(default_factory=Counter)
    tokens: Counter[tuple[str, str]] = field(default_factory=Counter)
    cost_nanos: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    bytes: Counter[str] = field(default_factory=Counter)
    durations: Histogram = field(default_factory=Histogram)
    first_tokens: Histogram = field(default_factory=Histogram)
    fell_back: int = 0
    unpriced: int = 0
    running: int = 0
    """Exchanges under way; kept up to date only in `others`."""
    dropped: int = 0
    """Log rows lost; as `running`."""
    others: dict[str, Counters] = field(default_factory=dict)
    """The figures of the other workers, those that have ended among them."""

    def count(self, row: RequestLog) -> None:
        self._add(self.requests, (row.route, str(row.status), row.outcome))
        self.durations.add(row.duration_ms / 1000)
        if row.first_token_ms is not None:
            self.first_tokens.add(row.first_token_ms / 1000)
        for attempt in row.attempts:
            self._add(self.attempts, (attempt.provider_name, attempt.reason or "answered"))
        self.fell_back += len(row.attempts) > 1
        self.bytes["in"] += row.request_bytes
        self.bytes["out"] += row.response_bytes
        provider = row.provider_name
        for kind, amount in filter(_is_some, zip(_KINDS, _amounts_of(row), strict=True)):
            self.tokens[provider, kind] += amount
        if row.cost_nanos is not None:
            self.cost_nanos[provider] += row.cost_nanos
        elif row.input_tokens is not None:
            self.unpriced += 1

    def count_refusal(self, code: str) -> None:
        self.refusals[code] += 1

    def total(self) -> Counters:
        """Those of all workers together. `running` and `dropped` are the others' only."""
        if not self.others:
            return self
        everything = Counters(started_s=self.started_s)
        for figures in (self, *self.others.values()):
            everything._include(figures)
        return everything

    def dump(self) -> dict[str, Any]:
        """As JSON, for `load`."""
        found: dict[str, Any] = {name: list(getattr(self, name).items()) for name in _COUNTED}
        found |= {name: [list(getattr(self, name).counts), getattr(self, name).total_s] for name in _TIMED}
        return found | {name: getattr(self, name) for name in (*_SUMMED, "started_s")}

    @classmethod
    def load(cls, data: Mapping[str, Any]) -> Counters:
        """Raises KeyError, TypeError or ValueError for anything else than a `dump`."""
        made = cls(started_s=float(data["started_s"]))
        for name in _COUNTED:
            pairs = ((tuple(key) if isinstance(key, list) else key, count) for key, count in data[name])
            getattr(made, name).update(dict(pairs))
        for name in _TIMED:
            setattr(made, name, Histogram(*data[name]))
        for name in _SUMMED:
            setattr(made, name, int(data[name]))
        return made

    def _include(self, figures: Counters) -> None:
        self.started_s = min(self.started_s, figures.started_s)
        for name in _COUNTED:
            getattr(self, name).update(getattr(figures, name))
        for name in _TIMED:
            mine, theirs = getattr(self, name), getattr(figures, name)
            mine.counts = [ours + more for ours, more in zip(mine.counts, theirs.counts, strict=True)]
            mine.total_s += theirs.total_s
        for name in _SUMMED:
            setattr(self, name, getattr(self, name) + getattr(figures, name))

    def _add(self, counter: Counter[_Key], key: _Key) -> None:
        """Routes come from the configuration but change with it: the number of series stays bounded."""
        if key in counter or len(counter) < _MAX_SERIES:
            counter[key] += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What is so right now, beside the counters."""

    version: str
    running: int
    providers: int
    routes: int
    logs_dropped: int
    ready: bool
    machines: int | None
    """That share with this one, which is counted; 0 while they are out of reach, None where nothing is shared."""
    targets: dict[tuple[str, str], HealthView]


def text_of(counters: Counters, now: Moment) -> str:
    return "\n".join([*_lines(counters, now), ""])


def _lines(counters: Counters, now: Moment) -> Iterator[str]:
    yield from _family("amux_info", "gauge", "The version that runs.", [((("version", now.version),), 1)])
    yield from _one(
        "amux_start_time_seconds", "gauge", "When the proxy was made, seconds since 1970.", f"{counters.started_s:.3f}"
    )
    yield from _one("amux_ready", "gauge", "1 when requests can be answered.", int(now.ready))
    yield from _one("amux_requests_running", "gauge", "Requests under way.", now.running)
    yield from _one("amux_providers", "gauge", "Enabled providers.", now.providers)
    yield from _one("amux_routes", "gauge", "Enabled proxies.", now.routes)
    if now.machines is not None:
        yield from _one("amux_machines", "gauge", "Machines that share limits; 0 while out of reach.", now.machines)
    yield from _family(
        "amux_requests_total", "counter", "Requests answered, by route, status and outcome.",
        [((("route", route), ("status", status), ("outcome", outcome)), count) for (route, status, outcome), count in sorted(counters.requests.items())],
    )  # fmt: skip
    yield from _family(
        "amux_attempts_total", "counter", "Attempts at providers, by why they were given up (answered: they were not).",
        [((("provider", provider), ("outcome", outcome)), count) for (provider, outcome), count in sorted(counters.attempts.items())],
    )  # fmt: skip
    yield from _one(
        "amux_requests_fell_back_total", "counter", "Requests that needed more than one attempt.", counters.fell_back
    )
    yield from _family(
        "amux_limits_reached_total", "counter", "Requests refused by a limit of one's own.",
        [((("limit", code),), count) for code, count in sorted(counters.refusals.items())],
    )  # fmt: skip
    yield from _family(
        "amux_tokens_total", "counter", "Tokens, by provider and kind; cached and reasoning tokens are part of input and output.",
        [((("provider", provider), ("kind", kind)), count) for (provider, kind), count in sorted(counters.tokens.items())],
    )  # fmt: skip
    yield from _family(
        "amux_cost_usd_total", "counter", "Cost in US dollars of requests whose price is known.",
        [((("provider", provider),), f"{nanos / 1e9:.9f}") for provider, nanos in sorted(counters.cost_nanos.items())],
    )  # fmt: skip
    yield from _one("amux_requests_unpriced_total", "counter", "Requests whose price is not known.", counters.unpriced)
    yield from _family(
        "amux_bytes_total", "counter", "Bytes of request and answer bodies.",
        [((("direction", direction),), count) for direction, count in sorted(counters.bytes.items())],
    )  # fmt: skip
    yield from _histogram("amux_request_seconds", "Time until a request was answered in full.", counters.durations)
    yield from _histogram("amux_first_token_seconds", "Time until the first token.", counters.first_tokens)
    yield from _family(
        "amux_target_available", "gauge", "0 while a provider's model rests after limits or failures.",
        [((("provider", provider), ("model", model)), int(view.state == "ok")) for (provider, model), view in sorted(now.targets.items())],
    )  # fmt: skip
    yield from _one(
        "amux_logs_dropped_total", "counter", "Request records lost because the disk did not keep up.", now.logs_dropped
    )


def _one(name: str, kind: str, text: str, value: object) -> Iterator[str]:
    return _family(name, kind, text, [((), value)])


def _family(name: str, kind: str, text: str, samples: Iterable[tuple[Labels, object]]) -> Iterator[str]:
    yield f"# HELP {name} {text}"
    yield f"# TYPE {name} {kind}"
    for labels, value in samples:
        shown = ",".join(f'{label}="{_escaped(said)}"' for label, said in labels)
        yield f"{name}{{{shown}}} {value}" if shown else f"{name} {value}"


def _histogram(name: str, text: str, histogram: Histogram) -> Iterator[str]:
    yield f"# HELP {name} {text}"
    yield f"# TYPE {name} histogram"
    total = 0
    for bound, count in zip((*map(str, _SECONDS), "+Inf"), histogram.counts, strict=True):
        total += count
        yield f'{name}_bucket{{le="{bound}"}} {total}'
    yield f"{name}_sum {histogram.total_s:.6f}"
    yield f"{name}_count {total}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
