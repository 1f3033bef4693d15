"""Numbers, durations, times and money as a reader of the language expects them. All are written when they are shown."""

from __future__ import annotations

import os
import time
from pathlib import Path

from PySide6.QtCore import QDate, QDateTime, QLocale, QTimeZone

from amux_desktop.gui.i18n import Formatted, Text, TextLike, number, tr

__all__ = [
    "ago",
    "bytes_size",
    "clock",
    "compact",
    "date_time",
    "decimal",
    "duration",
    "moment",
    "money",
    "number",
    "percent",
    "rate",
    "short_path",
    "split_duration",
]

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def decimal(value: float, digits: int = 1) -> Formatted:
    return Formatted(lambda locale: locale.toString(value, "f", digits))


def percent(value: float, digits: int = 1) -> Formatted:
    """`value` is a share of 1; whole percents carry no decimals."""

    def write(locale: QLocale) -> str:
        scaled = value * 100
        places = 0 if abs(scaled - round(scaled)) < 10**-digits / 2 else digits
        return f"{locale.toString(scaled, 'f', places)}%"

    return Formatted(write)


def split_duration(milliseconds: float | None) -> tuple[TextLike, TextLike]:
    """Figure and unit of a latency: 940 ms, 1.24 s, 30.0 s, 2 min."""
    if milliseconds is None:
        return "–", ""
    if milliseconds < 1000:
        return number(round(milliseconds)), "ms"
    seconds = milliseconds / 1000
    if seconds < _MINUTE * 2:
        return decimal(seconds, 2 if seconds < 10 else 1), "s"
    return number(round(seconds / _MINUTE)), tr("min", "minutes")


def duration(milliseconds: float | None) -> TextLike:
    figure, unit = split_duration(milliseconds)
    return Formatted(lambda _locale: f"{figure} {unit}") if unit else figure


def compact(value: int | None) -> TextLike:
    """Token counts: 812, 48.2k, 3.1M in every language."""
    if value is None:
        return "–"
    for limit, unit in ((1_000_000_000, "G"), (1_000_000, "M"), (1000, "k")):
        if value >= limit:
            scaled = value / limit
            digits = 1 if scaled < 100 else 0
            return _with_unit(scaled, digits, unit)
    return number(value)


def _with_unit(value: float, digits: int, unit: str) -> Formatted:
    return Formatted(lambda locale: f"{locale.toString(value, 'f', digits)}{unit}")


def split_compact(value: int) -> tuple[TextLike, TextLike]:
    """Figure and unit of a large count, for tiles."""
    for limit, unit in ((1_000_000_000, "G"), (1_000_000, "M"), (100_000, "k")):
        if value >= limit:
            return decimal(value / (1000 if unit == "k" else limit)), unit
    return number(value), ""


def money(nanos: int | None) -> TextLike:
    """US dollars from 10^-9 dollars; small amounts keep their digits."""
    if nanos is None:
        return "–"
    dollars = nanos / 1e9
    digits = 2 if dollars >= 1 or dollars == 0 else 4
    return Formatted(lambda locale: f"${locale.toString(dollars, 'f', digits)}")


def rate(nanos: int | None, currency: str) -> TextLike:
    """A price from 10^-9 of a currency: $0.25, ¥2.00, with all the digits it has."""
    if nanos is None:
        return "–"
    digits = max(2, len(f"{nanos % 1_000_000_000:09d}".rstrip("0")))
    symbol = "¥" if currency == "CNY" else "$"
    return Formatted(lambda locale: f"{symbol}{locale.toString(nanos / 1e9, 'f', digits)}")


def bytes_size(size: int) -> Formatted:
    return Formatted(lambda locale: locale.formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat))


def clock(milliseconds: int, *, seconds: bool = True) -> Formatted:
    """Time of day; the log uses 24 hours in every language, because it is read as a column."""
    form = "HH:mm:ss" if seconds else "HH:mm"
    return Formatted(lambda locale: locale.toString(_local(milliseconds).time(), form))


def date_time(milliseconds: int) -> Formatted:
    """Nov 22, 10:34 PM or 11月22日 22:34; with the year where it is another one than now."""

    def write(locale: QLocale) -> str:
        moment = _local(milliseconds)
        other_year = moment.date().year() != QDate.currentDate().year()
        chinese = locale.language() == QLocale.Language.Chinese
        day = ("yyyy年M月d日" if other_year else "M月d日") if chinese else ("MMM d, yyyy" if other_year else "MMM d")
        return locale.toString(moment, f"{day} HH:mm" if chinese else f"{day}, h:mm AP")

    return Formatted(write)


def moment(milliseconds: int) -> Formatted:
    """The time alone today, else with its day: for what ends soon."""

    def write(locale: QLocale) -> str:
        at = _local(milliseconds)
        if at.date() != QDate.currentDate():
            return str(date_time(milliseconds))
        return locale.toString(at, "HH:mm" if locale.language() == QLocale.Language.Chinese else "h:mm AP")

    return Formatted(write)


def ago(milliseconds: int | None, now_ms: int | None = None) -> Text:
    """How long ago something was, in words."""
    if milliseconds is None:
        return tr("never")
    seconds = ((now_ms if now_ms is not None else time.time() * 1000) - milliseconds) / 1000
    if seconds < _MINUTE:
        return tr("just now")
    if seconds < _HOUR:
        return tr("%n minute(s) ago", n=int(seconds // _MINUTE))
    if seconds < _DAY:
        return tr("%n hour(s) ago", n=int(seconds // _HOUR))
    if seconds < 60 * _DAY:
        return tr("%n day(s) ago", n=int(seconds // _DAY))
    return tr("%n month(s) ago", n=int(seconds // (30 * _DAY)))


def _local(milliseconds: int) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(milliseconds, QTimeZone.systemTimeZone())


def short_path(path: str) -> str:
    """With `~` for the home folder."""
    home = str(Path.home())
    return "~" + path[len(home) :] if path.startswith(home + os.sep) else path
