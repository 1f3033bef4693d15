"""Request logs as files for other programs."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Literal

from amux_desktop.core.errors import InvalidInputError
from amux_desktop.core.files import replacing
from amux_desktop.services.log_har import write_har
from amux_desktop.storage.records import RequestLog

ExportFormat = Literal["json", "jsonl", "csv", "har"]
_HIDDEN = frozenset({"bodies", "seq", "later"})
_NESTED = frozenset({"attempts", "report", "price", "tags"})
_FIELDS = tuple(field.name for field in dataclasses.fields(RequestLog) if field.name not in _HIDDEN)
_COLUMNS = ("time", *(name for name in _FIELDS if name not in _NESTED), "attempts", "tags")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_export(path: Path, format: ExportFormat, logs: Iterable[RequestLog]) -> int:
    """Private, since it may hold what was said, and there only when complete. Returns the number of requests. Raises `file_unwritable`."""
    count = 0
    try:
        with replacing(path) as raw:
            file = io.TextIOWrapper(raw, encoding="utf-8", newline="")
            for count in _WRITERS[format](file, logs):  # noqa: B007 - the last value is the number of requests
                pass
            file.detach()
    except OSError as error:
        raise InvalidInputError("file_unwritable", path=str(path), reason=error.strerror or str(error)) from error
    return count


def as_json(log: RequestLog) -> dict[str, Any]:
    """Every field but the bodies; times stay in milliseconds, `time` is the start in ISO 8601."""
    values: dict[str, Any] = {"time": _iso(log.started_ms)}
    values.update((name, getattr(log, name)) for name in _FIELDS)
    values["attempts"] = [dataclasses.asdict(attempt) for attempt in log.attempts]
    values["report"] = [dict(line) for line in log.report]
    values["price"] = None if log.price is None else dict(log.price)
    values["tags"] = list(log.tags)
    return values


def _write_json(file: IO[str], logs: Iterable[RequestLog]) -> Iterator[int]:
    file.write("[")
    count = 0
    for count, log in enumerate(logs, 1):
        file.write(("," if count > 1 else "") + "\n" + json.dumps(as_json(log), ensure_ascii=False))
        yield count
    file.write("\n]\n")
    yield count


def _write_lines(file: IO[str], logs: Iterable[RequestLog]) -> Iterator[int]:
    for count, log in enumerate(logs, 1):
        file.write(json.dumps(as_json(log), ensure_ascii=False) + "\n")
        yield count


def _write_csv(file: IO[str], logs: Iterable[RequestLog]) -> Iterator[int]:
    writer = csv.writer(file)
    writer.writerow(_COLUMNS)
    for count, log in enumerate(logs, 1):
        values = as_json(log) | {"attempts": len(log.attempts), "tags": " ".join(log.tags)}
        writer.writerow([safe_cell(values[name]) for name in _COLUMNS])
        yield count


_WRITERS = {"json": _write_json, "jsonl": _write_lines, "csv": _write_csv, "har": write_har}


def safe_cell(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value


def _iso(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="milliseconds")
