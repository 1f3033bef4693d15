"""cloudflared's output as records. It writes JSON objects where it knows `TUNNEL_LOG_OUTPUT` (2025.6 and later), else lines
such as `2026-11-22T14:40:02Z ERR Register tunnel error error="..." connIndex=0`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

Level = Literal["debug", "info", "warning", "error"]
_LEVELS: Mapping[str, Level] = {
    "debug": "debug", "trace": "debug", "info": "info", "warn": "warning", "warning": "warning", "error": "error",
    "fatal": "error", "panic": "error", "dbg": "debug", "trc": "debug", "inf": "info", "wrn": "warning", "err": "error",
    "ftl": "error", "pnc": "error",
}  # fmt: skip
_PLAIN = re.compile(r"(?:(?P<time>\d{4}-\d\d-\d\dT\S+)\s+)?(?P<level>[A-Z]{3})\s+(?P<message>.*)")
_KNOWN = frozenset({"level", "time", "message"})
_LONGEST = 2000
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True, slots=True)
class LogLine:
    """`at_ms` is when cloudflared wrote it, or when it came."""

    at_ms: int
    level: Level
    message: str


def parse_line(text: str, now_ms: int, clean: Callable[[str], str] = lambda text: text) -> LogLine | None:
    """None for an empty line. `clean` takes secrets out."""
    text = _COLOURS.sub("", text).strip()
    if not text:
        return None
    found = _json(text) or _plain(text)
    if found is None:
        return LogLine(now_ms, "info", clean(text)[:_LONGEST])
    time, level, message = found
    return LogLine(_ms(time, now_ms), _LEVELS.get(level.lower(), "info"), clean(message)[:_LONGEST])


def _json(text: str) -> tuple[str, str, str] | None:
    if not text.startswith("{"):
        return None
    try:
        record = json.loads(text)
    except ValueError:
        return None
    if not isinstance(record, dict) or "level" not in record:
        return None
    extras = " ".join(f"{name}={_shown(value)}" for name, value in record.items() if name not in _KNOWN)
    message = str(record.get("message", ""))
    return str(record.get("time", "")), str(record["level"]), f"{message} {extras}".strip()


def _plain(text: str) -> tuple[str, str, str] | None:
    match = _PLAIN.fullmatch(text)
    if match is None or match["level"].lower() not in _LEVELS:
        return None
    return match["time"] or "", match["level"], match["message"]


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if not isinstance(value, str) or " " in value else value


def _ms(text: str, now_ms: int) -> int:
    try:
        return round(datetime.fromisoformat(text).timestamp() * 1000)
    except ValueError:
        return now_ms
