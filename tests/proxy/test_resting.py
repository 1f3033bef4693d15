from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from amux_desktop.proxy.resting import rest_s


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7),
        ({"retry-after": "0"}, 0),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after": "soon"}, None),
        ({"x-ratelimit-reset-requests": "6m0s"}, 360),
        ({"x-ratelimit-reset-tokens": "1h2m3.5s"}, 3723.5),
        ({"x-ratelimit-reset-tokens": "120ms"}, 0.12),
        ({"x-ratelimit-reset-tokens": "tomorrow"}, None),
        # Only windows that have nothing left count, of those the longest.
        ({"x-ratelimit-remaining-requests": "5", "x-ratelimit-reset-requests": "9h"}, None),
        ({"x-ratelimit-remaining-a": "0", "x-ratelimit-reset-a": "1s", "x-ratelimit-remaining-b": "0", "x-ratelimit-reset-b": "2s"}, 2),
        ({"ratelimit-reset": "30"}, 30),
    ],
)  # fmt: skip
def test_headers_that_say_how_long(headers: dict[str, str], seconds: float | None) -> None:
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    assert rest_s(raw) == (None if seconds is None else pytest.approx(seconds))


def test_moments_become_seconds() -> None:
    later = datetime.now(UTC) + timedelta(seconds=100)
    for name, value in (
        (b"retry-after", format_datetime(later, usegmt=True)),
        (b"anthropic-ratelimit-tokens-reset", later.isoformat()),
        (b"x-ratelimit-reset", str(int(time.time() + 100))),
        (b"x-ratelimit-reset", str(int((time.time() + 100) * 1000))),
    ):
        seconds = rest_s([(name, value.encode())])
        assert seconds is not None
        assert 97 < seconds < 101
    assert rest_s([(b"retry-after", b"Wed, 21 Oct 2015 07:28:00 GMT")]) == 0
