"""Request logs as table rows, in both directions."""

from __future__ import annotations

import dataclasses
import json
import operator
import zlib
from typing import Any

from sqlalchemy import Row, RowMapping, String

from amux_desktop.core.events import RequestSummary
from amux_desktop.storage.records import Attempt, RequestBody, RequestLog
from amux_desktop.storage.tables import REQUEST_LOGS
from bridge import codec

_MADE = ("error_message", "tags", "price", "attempts", "attempt_count", "report", "body_bytes")
_LIMITS = {
    column.name: column.type.length
    for column in REQUEST_LOGS.columns
    if isinstance(column.type, String) and column.type.length
}
_TEXTS = tuple(_LIMITS)
_WIDTHS = tuple(_LIMITS.values())
_OTHERS = tuple(column.name for column in REQUEST_LOGS.columns if column.name not in {"seq", *_TEXTS, *_MADE})
_PLAIN = (*_TEXTS, *_OTHERS, "error_message")
_texts_of = operator.attrgetter(*_TEXTS)
_others_of = operator.attrgetter(*_OTHERS)
_SUMMARY = tuple(field.name for field in dataclasses.fields(RequestSummary) if field.name != "attempts")
_ATTEMPT_FIELDS = tuple(field.name for field in dataclasses.fields(Attempt))
_attempt_values = operator.attrgetter(*_ATTEMPT_FIELDS)
_MAX_MESSAGE = 4000

COLUMNS = (*_TEXTS, *_OTHERS, *_MADE)
"""The order of `to_values`."""

SUMMARY_COLUMNS = tuple(REQUEST_LOGS.c[name] for name in (*_SUMMARY, "attempt_count", "seq"))


def to_values(log: RequestLog, body_bytes: int) -> tuple[Any, ...]:
    """Values for an insert, in the order of `COLUMNS`. Texts from outside are cut to the column's width: a log must never fail on them."""
    texts: tuple[str, ...] = _texts_of(log)
    if any(map(operator.gt, map(len, texts), _WIDTHS)):
        texts = tuple(text[:width] for text, width in zip(texts, _WIDTHS, strict=True))
    attempts = log.attempts
    return (
        *texts,
        *_others_of(log),
        log.error_message[:_MAX_MESSAGE],
        _dump(log.tags) if log.tags else "[]",
        _dump(log.price) if log.price else None,
        codec.dumps_text([_without_defaults(attempt) for attempt in attempts]) if attempts else "[]",
        len(attempts),
        _dump([dict(line) for line in log.report]) if log.report else "[]",
        body_bytes,
    )


def body_row(body: RequestBody) -> dict[str, Any]:
    """Values for an insert, without `seq`."""
    return {
        "part": body.part,
        "attempt": body.attempt,
        "headers": _dump(body.headers),
        "data": zlib.compress(body.data, 1),
        "size": body.size or len(body.data),
        "truncated": body.truncated,
        "timings": _dump(body.timings_ms),
    }


def to_log(row: Row[Any]) -> RequestLog:
    values = {name: getattr(row, name) for name in _PLAIN}
    return RequestLog(
        **values,
        seq=row.seq,
        tags=tuple(json.loads(row.tags)),
        price=None if row.price is None else json.loads(row.price),
        attempts=tuple(Attempt(**attempt) for attempt in json.loads(row.attempts)),
        report=tuple(json.loads(row.report)),
    )


def to_summary(row: RowMapping) -> RequestSummary:
    return RequestSummary(**{name: row[name] for name in _SUMMARY}, attempts=row["attempt_count"])


def to_body(row: Row[Any]) -> RequestBody:
    return RequestBody(
        part=row.part,
        attempt=row.attempt,
        headers=tuple((name, value) for name, value in json.loads(row.headers)),
        data=zlib.decompress(row.data),
        size=row.size,
        truncated=row.truncated,
        timings_ms=tuple(json.loads(row.timings)),
    )


def _without_defaults(attempt: Attempt) -> dict[str, Any]:
    return {
        name: value
        for name, value in zip(_ATTEMPT_FIELDS, _attempt_values(attempt), strict=True)
        if value is not None and value != ""
    }


# ``json.dumps`` with these options would make an encoder for every value.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode


def _dump(value: Any) -> str:
    return _encode(value) if value else "[]"
