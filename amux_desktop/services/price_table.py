"""The bundled prices (`resources/presets/prices.json`, where units, conventions and sources are written down)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from amux_desktop.core.errors import MachineError
from amux_desktop.core.paths import resource_path

Currency = Literal["USD", "CNY"]
_NANOS = 1_000_000_000
#: What vendors append to a model's name without changing its price.
_SUFFIX = re.compile(r"(?:[-@]\d{8}|-\d{4}-\d{2}-\d{2}|-\d{2}-\d{4}|-latest|-preview(?:-\d{2}-\d{2,4})?)+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Nanos of a currency per million tokens; None costs as much as other input."""

    input: int
    output: int
    cache_read: int | None = None
    cache_write: int | None = None
    cache_write_1h: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """One row. `tiers` are (above how many input tokens, rates), ascending."""

    rates: Rates
    currency: Currency = "USD"
    tiers: tuple[tuple[int, Rates], ...] = ()
    hosts: tuple[str, ...] = ()
    peak_hours_utc: tuple[tuple[int, int], ...] = ()
    peak_factor: Decimal = Decimal(1)
    valid_from: str = ""
    valid_until: str = ""
    source: str = ""
    estimated: bool = False
    """The vendor's own page could not be read; others quote these figures from it."""

    def rates_for(self, input_tokens: int) -> Rates:
        return next((rates for above, rates in reversed(self.tiers) if input_tokens > above), self.rates)

    def factor_at(self, moment: datetime) -> Decimal:
        is_peak = moment.weekday() < 5 and any(first <= moment.hour < last for first, last in self.peak_hours_utc)
        return self.peak_factor if is_peak else Decimal(1)

    def is_valid(self, moment: datetime) -> bool:
        day = moment.date().isoformat()
        return (not self.valid_from or day >= self.valid_from) and (not self.valid_until or day <= self.valid_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The vendor's page, and the day on which it (or who quotes it, see `note`) was read."""

    url: str
    read: str
    note: str


class PriceTable:
    """Read once, when first needed."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    def find(self, model: str, base_url: str, moment: datetime) -> Price | None:
        """By the model's own name, else without date and the like; rows for the provider's host come first."""
        host = urlsplit(base_url).hostname or ""
        name = model.lower().removeprefix("models/")
        for known in dict.fromkeys((name, _SUFFIX.sub("", name))):
            fitting = [
                price
                for price in self._rows.get(known, ())
                if price.is_valid(moment) and (not price.hosts or host in price.hosts)
            ]
            if fitting:
                return max(fitting, key=lambda price: bool(price.hosts))
        return None

    def rows(self) -> list[tuple[str, Price]]:
        """Every model with each of its prices, as the table has them."""
        return [(model, price) for model, prices in self._rows.items() for price in prices]

    def source(self, name: str) -> Source | None:
        """Where a price is from; None for the user's own."""
        entry = self._document["sources"].get(name)
        return None if entry is None else Source(url=entry["url"], read=entry["read"], note=entry.get("note", ""))

    @cached_property
    def updated(self) -> str:
        """The day on which the prices were looked up."""
        return str(self._document["updated"])

    @cached_property
    def _document(self) -> Mapping[str, Any]:
        path = self._path or resource_path("presets/prices.json")
        try:
            document: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        except OSError:
            raise MachineError("resource_missing", name=path.name) from None
        return document

    @cached_property
    def _rows(self) -> Mapping[str, Sequence[Price]]:
        rows: dict[str, list[Price]] = {}
        for entry in self._document["prices"]:
            price = _price(entry, self._document["sources"][entry["source"]])
            for model in entry["models"]:
                rows.setdefault(model, []).append(price)
        return rows


def _price(entry: Mapping[str, Any], source: Mapping[str, Any]) -> Price:
    peak = entry.get("peak") or {"hours_utc": (), "factor": 1}
    return Price(
        rates=_rates(entry),
        currency=entry.get("currency", "USD"),
        tiers=tuple(sorted(((tier["above_tokens"], _rates(tier)) for tier in entry.get("tiers", ())), key=_above)),
        hosts=tuple(entry.get("hosts", ())),
        peak_hours_utc=tuple((first, last) for first, last in peak["hours_utc"]),
        peak_factor=Decimal(peak["factor"]),
        valid_from=entry.get("from", ""),
        valid_until=entry.get("until", ""),
        source=entry["source"],
        estimated=bool(entry.get("estimated", source.get("estimated", False))),
    )


def _above(tier: tuple[int, Rates]) -> int:
    return tier[0]


def _rates(entry: Mapping[str, Any]) -> Rates:
    def nanos(name: str) -> int | None:
        return int(Decimal(entry[name]) * _NANOS) if name in entry else None

    return Rates(
        input=nanos("input") or 0,
        output=nanos("output") or 0,
        cache_read=nanos("cache_read"),
        cache_write=nanos("cache_write"),
        cache_write_1h=nanos("cache_write_1h"),
    )


def moment_of(started_ms: int) -> datetime:
    return datetime.fromtimestamp(started_ms / 1000, UTC)
