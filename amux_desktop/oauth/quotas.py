"""What is left of an account: windows with a used fraction and a reset time, from whatever a vendor tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from amux_desktop.storage.records import QuotaSample

FIVE_HOURS, WEEK = "5h", "week"
_MINUTE_MS = 60_000
_DAY_MIN = 1440


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """`used` is a fraction, 0 to 1; `minutes` the length of the window, 0 when the vendor does not say."""

    used: float
    resets_ms: int | None = None
    minutes: int = 0

    def left_at(self, now_ms: int) -> float:
        """What is left; a window whose reset has passed is full again."""
        if self.resets_ms is not None and self.resets_ms <= now_ms:
            return 1.0
        return max(0.0, 1.0 - self.used)


Quota = Mapping[str, Window]


def load(stored: Mapping[str, Any]) -> dict[str, Window]:
    """From the JSON of `Account.quota`."""
    return {
        name: Window(used=float(item["used"]), resets_ms=item.get("resets_ms"), minutes=int(item.get("minutes", 0)))
        for name, item in stored.items()
    }


def dump(quota: Quota) -> dict[str, Any]:
    return {
        name: {"used": round(item.used, 4), "resets_ms": item.resets_ms, "minutes": item.minutes}
        for name, item in quota.items()
    }


def relevant(quota: Quota, scope: str, model: str) -> list[Window]:
    """The windows that bind a request: all of the account, or the one of the model."""
    if scope == "model":
        return [quota[model]] if model in quota else []
    return list(quota.values())


def binding(windows: Iterable[Window], now_ms: int) -> Window | None:
    """The window with the least left."""
    return min(windows, key=lambda window: window.left_at(now_ms), default=None)


def exhausted_until(windows: Iterable[Window], now_ms: int) -> int | None:
    """When the last of the used-up windows is full again; None when none is used up or no time is known."""
    times = [window.resets_ms for window in windows if window.left_at(now_ms) <= 0.0 and window.resets_ms is not None]
    return max(times, default=None)


def used_at(samples: Sequence[QuotaSample], times: Sequence[int]) -> list[float]:
    """The used share of one window at each time, both in order: what was last known then, nothing after a reset."""
    found: list[float] = []
    place, last = 0, None
    for time in times:
        while place < len(samples) and samples[place].at_ms <= time:
            last = samples[place]
            place += 1
        gone = last is None or (last.resets_ms is not None and last.resets_ms <= time)
        found.append(0.0 if gone or last is None else last.used)
    return found


def runs_out_ms(samples: Sequence[QuotaSample], now_ms: int) -> int | None:
    """When a window will be used up if it goes on as since its last reset; None when that is later than the reset, or unknown.

    A straight line (least squares) through the samples of the current window.
    """
    if not samples:
        return None
    resets = samples[-1].resets_ms
    current = [
        sample
        for sample in samples
        if sample.resets_ms is None or resets is None or abs(sample.resets_ms - resets) < 10 * _MINUTE_MS
    ]
    if len(current) < 2 or current[-1].used >= 1.0:
        return None
    start = current[0].at_ms
    times = [float(sample.at_ms - start) for sample in current]
    mean_t, mean_u = sum(times) / len(times), sum(sample.used for sample in current) / len(current)
    spread = sum((time - mean_t) ** 2 for time in times)
    if spread == 0:
        return None
    slope = sum((time - mean_t) * (sample.used - mean_u) for time, sample in zip(times, current, strict=True)) / spread
    if slope <= 0:
        return None
    last = current[-1]
    end = last.at_ms + int((1.0 - last.used) / slope)
    if end <= now_ms or (resets is not None and end >= resets):
        return None
    return end


# --------------------------------------------------------------------------- what vendors tell


def of_codex_headers(headers: Mapping[str, str], now_ms: int) -> dict[str, Window]:
    """`x-codex-primary-*` and `x-codex-secondary-*`; their lengths tell which is which."""
    found: dict[str, Window] = {}
    for rank in ("primary", "secondary"):
        front = f"x-codex-{rank}-"
        used = _number(headers.get(front + "used-percent"))
        if used is None:
            continue
        resets = _number(headers.get(front + "reset-at"))
        after = _number(headers.get(front + "reset-after-seconds"))
        minutes = int(_number(headers.get(front + "window-minutes")) or 0)
        found[_codex_name(rank, minutes)] = _codex_window(used, resets, after, minutes, now_ms)
    return found


def of_codex_usage(body: Mapping[str, Any], now_ms: int) -> dict[str, Window]:
    """The answer of the usage endpoint."""
    found: dict[str, Window] = {}
    limits = body.get("rate_limit")
    for rank in ("primary", "secondary"):
        item = limits.get(f"{rank}_window") if isinstance(limits, Mapping) else None
        used = _number(item.get("used_percent")) if isinstance(item, Mapping) else None
        if not isinstance(item, Mapping) or used is None:
            continue
        minutes = int((_number(item.get("limit_window_seconds")) or 0) // 60)
        resets, after = _number(item.get("reset_at")), _number(item.get("reset_after_seconds"))
        found[_codex_name(rank, minutes)] = _codex_window(used, resets, after, minutes, now_ms)
    return found


def of_antigravity_models(body: Mapping[str, Any], now_ms: int) -> dict[str, Window]:
    """One window per model. A model without `remainingFraction` has nothing left: zero is left out of proto JSON."""
    found: dict[str, Window] = {}
    models = body.get("models")
    for name, item in models.items() if isinstance(models, Mapping) else ():
        info = item.get("quotaInfo") if isinstance(item, Mapping) else None
        if not isinstance(info, Mapping):
            continue
        left = _number(info.get("remainingFraction"))
        found[str(name)] = Window(used=_clamp(1.0 - (left or 0.0)), resets_ms=_moment(info.get("resetTime")))
    return found


def _codex_name(rank: str, minutes: int) -> str:
    if not minutes:
        return FIVE_HOURS if rank == "primary" else WEEK
    return FIVE_HOURS if minutes <= _DAY_MIN else WEEK


def _codex_window(used: float, resets: float | None, after: float | None, minutes: int, now_ms: int) -> Window:
    resets_ms = int(resets * 1000) if resets else now_ms + int(after * 1000) if after is not None else None
    return Window(used=_clamp(used / 100), resets_ms=resets_ms, minutes=minutes)


def _clamp(value: float) -> float:
    return min(1.0, max(0.0, value))


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if number == number and abs(number) != float("inf") else None


def _moment(value: object) -> int | None:
    if not isinstance(value, str):
        return None
    try:
        return int(datetime.fromisoformat(value).timestamp() * 1000)
    except ValueError:
        return None
