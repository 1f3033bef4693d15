"""How long to leave a limited provider alone, from whichever header it answers with."""

from __future__ import annotations

import re
import time
from datetime import datetime
from email.utils import parsedate_to_datetime

from amux_desktop.proxy.http import Headers, get

_SPAN = re.compile(r"(\d+(?:\.\d+)?)(ms|h|m|s|d)")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}


def rest_s(headers: Headers) -> float | None:
    """Seconds by ``retry-after-ms``, ``retry-after`` (RFC 9110 §10.2.3), else by the reset of an exhausted window; None when
    nothing is said."""
    if (milliseconds := _number(get(headers, b"retry-after-ms"))) is not None:
        return milliseconds / 1000
    value = get(headers, b"retry-after")
    if value is not None and (seconds := _number(value)) is not None:
        return seconds
    if value is not None and (moment := _http_date(value)) is not None:
        return max(0.0, moment - time.time())
    return _window_s(headers)


def _window_s(headers: Headers) -> float | None:
    """The longest wait among the windows that have nothing left. Anthropic gives times (``anthropic-ratelimit-*-reset``),
    OpenAI and those like it spans (``x-ratelimit-reset-*``: ``1s``, ``6m0s``), OpenRouter milliseconds since 1970."""
    known = {name.decode("latin-1"): value.decode("latin-1").strip() for name, value in headers if b"ratelimit" in name}
    waits: list[float] = []
    for name, value in known.items():
        if "reset" not in name:
            continue
        left = known.get(name.replace("reset", "remaining"))
        if left is not None and left not in ("0", "0.0"):
            continue
        if (wait := _wait(value)) is not None:
            waits.append(wait)
    return max(waits, default=None)


def _wait(text: str) -> float | None:
    if (number := _number(text.encode())) is not None:
        if number > 1e12:
            return max(0.0, number / 1000 - time.time())
        return max(0.0, number - time.time()) if number > 1e9 else number
    if spans := _SPAN.findall(text):
        return sum(float(amount) * _SECONDS[unit] for amount, unit in spans) if _SPAN.sub("", text) == "" else None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return max(0.0, moment.timestamp() - time.time()) if moment.tzinfo is not None else None


def _number(value: bytes | None) -> float | None:
    text = (value or b"").decode("latin-1").strip()
    return float(text) if text.replace(".", "", 1).isdecimal() and text.isascii() else None


def _http_date(value: bytes) -> float | None:
    try:
        return parsedate_to_datetime(value.decode("latin-1")).timestamp()
    except ValueError:
        return None
