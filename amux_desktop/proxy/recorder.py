"""Turns a finished exchange into one log row and one event. Runs after the answer has been sent."""

from __future__ import annotations

import dataclasses
import logging
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import attrgetter
from typing import Any, Protocol

from amux_desktop.core.events import BudgetNearlySpent, EventBus, RequestFinished, RequestStarted, RequestSummary
from amux_desktop.core.redaction import Redactor
from amux_desktop.proxy.auditor import Auditor, Lines
from amux_desktop.proxy.event_times import event_times
from amux_desktop.proxy.exchange import Capture, Exchange
from amux_desktop.proxy.http import Headers
from amux_desktop.proxy.snapshot import TokenRule
from amux_desktop.storage.records import Attempt, BodyPart, Later, RequestBody, RequestLog

log = logging.getLogger(__name__)
_SECRET_HEADERS = frozenset(
    {
        b"authorization", b"proxy-authorization", b"x-api-key", b"x-goog-api-key", b"api-key", b"cookie", b"set-cookie",
        b"x-amux-internal",
    }
)  # fmt: skip
_counts_of = attrgetter("input_tokens", "output_tokens", "cache_read_tokens", "cache_write_tokens", "reasoning_tokens")
_NOTHING_COUNTED = (None,) * 5
_PARTS: tuple[BodyPart, ...] = ("client_request", "upstream_request", "upstream_response", "client_response")
_AGENT = re.compile(r"([A-Za-z][A-Za-z0-9 ._-]{0,40}?)/(?:[A-Za-z]+ )?(\d[\w.\-+]*)")
#: User agents of well-known clients against the name a list shows.
_CLIENTS = (
    ("claude-cli", "claude-code"), ("codex", "codex"), ("geminicli", "gemini-cli"), ("gemini-cli", "gemini-cli"), ("opencode", "opencode"),
    ("qwencode", "qwen-code"), ("openai/python", "openai-python"), ("asyncopenai/python", "openai-python"), ("openai/js", "openai-js"),
    ("anthropic/python", "anthropic-python"), ("asyncanthropic/python", "anthropic-python"), ("anthropic/js", "anthropic-js"), ("google-genai-sdk", "google-genai"),
    ("curl", "curl"), ("cursor", "cursor"), ("python-httpx", "httpx"),
)  # fmt: skip


class LogSink(Protocol):
    """Where rows go; must return at once and never raise (the storage writer's queue).

    ``put`` gets rows whose ``later`` is not yet done: bodies unredacted and the report unread. Whoever stores or shows them calls
    ``completed`` first, outside the event loop.
    """

    def put(self, row: RequestLog) -> None: ...


#: Cost of an exchange: (nanos of a US dollar, the price used) or None when no price is known.
Pricer = Callable[[Exchange], "tuple[int, Mapping[str, Any]] | None"]


class Recorder:
    def __init__(self, sink: LogSink, bus: EventBus, redactor: Redactor, price: Pricer) -> None:
        self._sink = sink
        self._bus = bus
        self._redact = redactor.redact
        self._redact_bytes = redactor.redact_bytes
        self._price = price
        self._auditor = Auditor()
        #: Rows that could not be stored; whoever owns the writer sets it.
        self.dropped_rows: Callable[[], int] = lambda: 0
        #: Why rows cannot be stored for now, empty while they can; set likewise.
        self.storing_problem: Callable[[], str] = str

    def budget_warning(self, rule: TokenRule, period: str, percent: int) -> None:
        log.warning("The API token %s has used %d %% of its budget for this %s", rule.name, percent, period)
        self._bus.publish(BudgetNearlySpent(rule.id, rule.name, period, percent))

    @property
    def dropped(self) -> int:
        return self.dropped_rows()

    def started(self, exchange: Exchange) -> None:
        if not self._bus.has_listener(RequestStarted):
            return
        name, _ = client_of(exchange.headers)
        self._bus.publish(
            RequestStarted(
                RequestSummary(
                    id=exchange.id,
                    started_ms=exchange.started_ms,
                    client=name,
                    source=exchange.source,
                    route=exchange.route,
                    proxy_id=exchange.proxy_id,
                    inbound=exchange.inbound or "",
                    source_model=exchange.source_model,
                    token_name=exchange.caller.token.name if exchange.caller.token is not None else "",
                )
            )
        )

    def finished(self, exchange: Exchange) -> RequestLog:
        row = self._row(exchange)
        if exchange.snapshot.settings.logs_enabled:
            self._sink.put(row)
        if self._bus.has_listener(RequestFinished):
            self._bus.publish(RequestFinished(row.summary()))
        return row

    def _row(self, exchange: Exchange) -> RequestLog:
        usage = exchange.usage
        priced = self._priced(exchange) if usage is not None else None
        client, version = client_of(exchange.headers)
        token = exchange.caller.token
        attempts = exchange.attempts
        counted, written, read, cached, reasoned = _counts_of(usage) if usage is not None else _NOTHING_COUNTED
        return RequestLog(
            id=exchange.id, started_ms=exchange.started_ms, duration_ms=exchange.elapsed_ms(), status=exchange.status,
            outcome=exchange.outcome, first_token_ms=exchange.first_token_ms, source=exchange.source, method=exchange.method,
            path=exchange.path, client=client, client_version=version, client_address=exchange.client_address,
            session=exchange.session, tags=exchange.tags, token_id=token.id if token is not None else "",
            token_name=token.name if token is not None else "", route=exchange.route, proxy_id=exchange.proxy_id,
            provider_id=exchange.provider_id, provider_name=exchange.provider_name,
            account_id=attempts[-1].account_id if attempts else "", inbound=exchange.inbound or "",
            outbound=exchange.outbound, source_model=exchange.source_model, target_model=exchange.target_model, stream=exchange.stream,
            input_tokens=counted, output_tokens=written, cache_read_tokens=read, cache_write_tokens=cached,
            reasoning_tokens=reasoned, cost_nanos=priced[0] if priced else None,
            price=priced[1] if priced else None, request_bytes=exchange.request_bytes, response_bytes=exchange.response_bytes,
            error_code=exchange.error_code, error_message=self._redact(exchange.error_message)[:4000] if exchange.error_message else "",
            upstream_request_id=exchange.upstream_request_id, finish_reason=exchange.finish_reason, attempts=tuple(map(self._redacted, attempts)),
            later=self._later(exchange),
        )  # fmt: skip

    def _priced(self, exchange: Exchange) -> tuple[int, Mapping[str, Any]] | None:
        """A price that cannot be computed (a mad one of the user's, an exchange rate of nothing) must not cost the record."""
        try:
            return self._price(exchange)
        except (ArithmeticError, LookupError, TypeError, ValueError):
            log.exception("The cost of request %s could not be computed", exchange.id)
            return None

    def _redacted(self, attempt: Attempt) -> Attempt:
        """Vendors like to quote the key they refuse."""
        if not attempt.error_message:
            return attempt
        return dataclasses.replace(attempt, error_message=self._redact(attempt.error_message))

    def _later(self, exchange: Exchange) -> Later | None:
        """The slow part of a row: reading the reports audits two whole bodies, and redaction searches every captured byte."""
        if exchange.report is None and exchange.response_report is None and exchange.capture is None:
            return None
        reports, capture, attempts = (
            (exchange.report, exchange.response_report),
            exchange.capture,
            len(exchange.attempts),
        )
        is_unread = any(report is not None and report.is_unread for report in reports)
        lines: Lines | None = None
        if not is_unread or not self._auditor.keeps(exchange.request_bytes + exchange.response_bytes):
            lines = self._auditor.noted(*reports)
            reports = (None, None)
            if capture is None and not lines:
                return None
        streamed: dict[BodyPart, str] = {}
        if exchange.stream:
            streamed = {"upstream_response": exchange.outbound, "client_response": exchange.inbound or ""}

        def finish(row: RequestLog) -> RequestLog:
            found = self._auditor.lines(*reports) if lines is None else lines
            return row.with_details(found, self._bodies(capture, attempts, streamed))

        return Later(finish, sum(capture.kept.values()) if capture is not None else 0)

    def _bodies(
        self, capture: Capture | None, attempts: int, streamed: Mapping[BodyPart, str]
    ) -> tuple[RequestBody, ...]:
        """`streamed` names the format of each part that is a stream of events."""
        if capture is None:
            return ()
        return tuple(
            RequestBody(
                part=part,
                data=self._redact_bytes(b"".join(capture.pieces[part])),  # secrets may stand in prompts as well
                attempt=max(0, attempts - 1),
                headers=self._headers(capture.headers.get(part, [])),
                size=capture.sizes[part],
                truncated=capture.sizes[part] > capture.kept[part],
                timings_ms=event_times(streamed[part], capture.pieces[part], capture.timings.get(part, ()))
                if streamed.get(part)
                else (),
            )
            for part in _PARTS
            if part in capture.pieces
        )

    def _headers(self, headers: Headers) -> tuple[tuple[str, str], ...]:
        return tuple(
            (name.decode("latin-1"), "***" if name in _SECRET_HEADERS else self._redact(value.decode("latin-1")))
            for name, value in headers
        )


def client_of(headers: dict[bytes, bytes]) -> tuple[str, str]:
    """(name, version) of the calling program by its User-Agent, ("", "") when it sends none."""
    return _client(headers.get(b"user-agent", b""))


@lru_cache(maxsize=256)
def _client(raw: bytes) -> tuple[str, str]:
    agent = raw.decode("latin-1")
    lowered = agent.lower().replace(" ", "")
    match = _AGENT.match(agent)
    version = match[2][:40] if match else ""
    for mark, name in _CLIENTS:
        if lowered.startswith(mark):
            return name, version
    return (match[1].strip() if match else agent[:40]), version
