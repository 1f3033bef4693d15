"""Request logs, their bodies, and the aggregates made from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, Literal

from amux_desktop.core.events import RequestSummary

BodyPart = Literal["client_request", "upstream_request", "upstream_response", "client_response"]
Outcome = Literal["ok", "error", "cancelled"]
Source = Literal["local", "tunnel", "internal"]
Dimension = Literal["all", "provider", "proxy", "model", "client", "token", "account"]
Resolution = Literal["minute", "half", "hour"]


@dataclass(slots=True, kw_only=True)
class Attempt:
    """One try at one target, in order. Never changed, though it is not frozen (see `RequestLog`)."""

    provider_id: str
    provider_name: str = ""
    key_id: str = ""
    account_id: str = ""
    model: str = ""
    url: str = ""
    """Without query string."""
    status: int | None = None
    started_ms: int = 0
    """Milliseconds since the request began."""
    duration_ms: int | None = None
    first_byte_ms: int | None = None
    error_code: str = ""
    error_message: str = ""
    reason: str = ""
    """Why it moved on (`quota`, `overloaded`, `timeout`, ...); empty for the attempt that was answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestBody:
    """One recorded body: secrets already redacted, `data` cut at the cap (`truncated`), stored compressed."""

    part: BodyPart
    data: bytes = field(repr=False)
    attempt: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    size: int = 0
    """Size before cutting."""
    truncated: bool = False
    timings_ms: tuple[int, ...] = ()
    """For streams: arrival of each event, milliseconds since the request began."""


@dataclass(frozen=True, slots=True)
class Later:
    """What completes a row outside the event loop; `body_bytes` is what it holds meanwhile."""

    finish: Callable[[RequestLog], RequestLog]
    body_bytes: int = 0


@dataclass(slots=True, kw_only=True)
class RequestLog:
    """One request through the proxy, written once when it is over. Names are copies, so that history survives
    renaming and deleting. Never changed, though it is not frozen: every request makes one, and a frozen one takes four times
    as long."""

    id: str
    started_ms: int
    duration_ms: int
    status: int
    """HTTP status the client got; 0 when it was gone before one was sent."""
    outcome: Outcome
    first_token_ms: int | None = None
    source: Source = "local"
    method: str = "POST"
    path: str = ""
    """Without query string."""
    client: str = ""
    client_version: str = ""
    client_address: str = ""
    session: str = ""
    tags: tuple[str, ...] = ()
    token_id: str = ""
    token_name: str = ""
    route: str = ""
    """`proxies/<slug>`, `providers/<slug>`, `code/<tool>` or `root`."""
    proxy_id: str = ""
    provider_id: str = ""
    provider_name: str = ""
    account_id: str = ""
    inbound: str = ""
    outbound: str = ""
    source_model: str = ""
    target_model: str = ""
    stream: bool = False
    input_tokens: int | None = None
    """Includes cached tokens."""
    output_tokens: int | None = None
    cache_read_tokens: int | None = None
    cache_write_tokens: int | None = None
    reasoning_tokens: int | None = None
    cost_nanos: int | None = None
    """In 10^-9 US dollars; None when no price is known."""
    price: Mapping[str, Any] | None = None
    """The price used, frozen."""
    request_bytes: int = 0
    response_bytes: int = 0
    error_code: str = ""
    error_message: str = ""
    upstream_request_id: str = ""
    finish_reason: str = ""
    attempts: tuple[Attempt, ...] = ()
    report: tuple[Mapping[str, Any], ...] = ()
    """Conversion report lines as JSON objects."""
    bodies: tuple[RequestBody, ...] = ()
    """Filled when written; read back with `RequestLogRepository.bodies`."""
    seq: int = 0
    """Given by the database; grows with the order of writing."""
    later: Later | None = field(default=None, repr=False, compare=False)
    """Report and bodies that are still to be made."""

    def completed(self) -> RequestLog:
        """With report and bodies. Takes time: not for the event loop."""
        return self if self.later is None else self.later.finish(self)

    def with_details(self, report: tuple[Mapping[str, Any], ...], bodies: tuple[RequestBody, ...]) -> RequestLog:
        """A copy with nothing left to be made. `dataclasses.replace` takes five times as long, which counts once for every
        request of a busy proxy."""
        copy = object.__new__(RequestLog)
        for name, value in zip(_FIELDS, _values_of(self), strict=True):
            setattr(copy, name, value)
        copy.report, copy.bodies, copy.later = report, bodies, None
        return copy

    def summary(self) -> RequestSummary:
        return RequestSummary(
            id=self.id,
            started_ms=self.started_ms,
            client=self.client,
            token_name=self.token_name,
            source=self.source,
            route=self.route,
            proxy_id=self.proxy_id,
            provider_id=self.provider_id,
            provider_name=self.provider_name,
            inbound=self.inbound,
            outbound=self.outbound,
            source_model=self.source_model,
            target_model=self.target_model,
            stream=self.stream,
            status=self.status,
            outcome=self.outcome,
            error_code=self.error_code,
            attempts=len(self.attempts),
            first_token_ms=self.first_token_ms,
            duration_ms=self.duration_ms,
            input_tokens=self.input_tokens,
            output_tokens=self.output_tokens,
            cache_read_tokens=self.cache_read_tokens,
            cost_nanos=self.cost_nanos,
        )


_FIELDS = tuple(item.name for item in fields(RequestLog))
_values_of = attrgetter(*_FIELDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilter:
    """Conditions that must all hold; empty ones are ignored."""

    since_ms: int | None = None
    until_ms: int | None = None
    outcomes: tuple[Outcome, ...] = ()
    statuses: tuple[int, ...] = ()
    provider_id: str = ""
    proxy_id: str = ""
    token_id: str = ""
    client: str = ""
    route: str = ""
    model: str = ""
    """Exact source or target model."""
    source: Source | None = None
    session: str = ""
    tag: str = ""
    text: str = ""
    """Case-insensitive part of route, path, models, client, provider, token, error or request id."""


@dataclass(frozen=True, slots=True, order=True)
class LogPosition:
    """Place of a row in the list, newest first: pass the last row's to get the next page."""

    started_ms: int
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage:
    """Rows without attempts, report and bodies' content; `next` is None at the end."""

    rows: tuple[RequestSummary, ...]
    next: LogPosition | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageTotals:
    """Sums over a period. `first_token_*` are over the requests that have one; percentiles are within 5 %."""

    requests: int = 0
    succeeded: int = 0
    failed: int = 0
    cancelled: int = 0
    fell_back: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cache_read_tokens: int = 0
    cache_write_tokens: int = 0
    reasoning_tokens: int = 0
    cost_nanos: int = 0
    unpriced: int = 0
    """Requests whose price is not known."""
    duration_median_ms: float | None = None
    duration_p95_ms: float | None = None
    first_token_median_ms: float | None = None
    first_token_p95_ms: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """Totals of one time slot of one key (a provider id, a model name, ...; empty for `all`)."""

    start_ms: int
    key: str
    totals: UsageTotals
