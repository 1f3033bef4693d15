"""What requests cost: prices set by the user (per model or glob, for one provider or all), else the bundled table.

Usage is counted alike for all vendors by then: input includes cached tokens, output includes reasoning. So one formula serves
all; where vendors differ is in the prices.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from amux_desktop.services.price_table import Price, PriceTable, Rates, moment_of
from amux_desktop.services.store import Store
from amux_desktop.storage.records import ModelPrice

if TYPE_CHECKING:
    from amux_desktop.proxy.exchange import Exchange
    from bridge import ir

_MILLION = 1_000_000
_HOUR_MS = 3_600_000
_ONE = Decimal(1)
_MAX_FOUND = 1000


class Pricing:
    """`price` is called for every finished exchange and so reads only memory. `cny_per_usd` turns prices in yuan into dollars."""

    def __init__(
        self, store: Store, cny_per_usd: Callable[[], float] = lambda: 7.1, table: PriceTable | None = None
    ) -> None:
        self._store = store
        self._cny_per_usd = cny_per_usd
        self._prices: tuple[ModelPrice, ...] = ()
        self._found: dict[tuple[str, str, str, int], tuple[Price, Decimal] | None] = {}
        self.table = table or PriceTable()

    async def load(self) -> None:
        self._prices = await self._store.read(lambda store: store.prices.list())
        self._found.clear()

    async def list(self) -> tuple[ModelPrice, ...]:
        return self._prices

    async def save(self, price: ModelPrice) -> ModelPrice:
        """Create (empty id) or replace. Counts for requests from now on; what was logged keeps its price."""
        saved = await self._store.write(lambda store: store.prices.save(price))
        await self.load()
        return saved

    async def remove(self, price_id: str) -> None:
        await self._store.write(lambda store: store.prices.delete(price_id))
        await self.load()

    def price(self, exchange: Exchange) -> tuple[int, Mapping[str, Any]] | None:
        """Cost in 10^-9 US dollars and the price used; None when no price is known, and for accounts, which are paid by the month."""
        usage = exchange.usage
        if usage is None or (exchange.attempts and exchange.attempts[-1].account_id):
            return None
        upstream = next(
            (item for item in exchange.snapshot.upstreams.values() if item.id == exchange.provider_id), None
        )
        base_url = upstream.base_url if upstream is not None else ""
        found = self._price_in(exchange.target_model, exchange.provider_id, base_url, exchange.started_ms // _HOUR_MS)
        if found is None:
            return None
        price, factor = found
        rates = price.rates_for(usage.input_tokens or 0)
        rate = Decimal(str(self._cny_per_usd())) if price.currency == "CNY" else _ONE
        nanos = int(_total(usage, rates) * factor / rate / _MILLION)
        return nanos, _used(exchange.target_model, price, rates, factor, rate)

    def _price_in(self, model: str, provider_id: str, base_url: str, hour: int) -> tuple[Price, Decimal] | None:
        """The price and the factor on it. Prices begin and end with a day, and factors with an hour, so what was found holds
        for all requests of the hour."""
        place = (model, provider_id, base_url, hour)
        if place not in self._found:
            if len(self._found) >= _MAX_FOUND:
                self._found.clear()
            moment = moment_of(hour * _HOUR_MS)
            price = self.price_of(model, provider_id, base_url, moment)
            self._found[place] = None if price is None else (price, price.factor_at(moment))
        return self._found[place]

    def price_of(self, model: str, provider_id: str, base_url: str, moment: datetime) -> Price | None:
        """What counts for a model of a provider: the user's own price, else the table's."""
        own = self._find(model, provider_id)
        return of_user(own) if own is not None else self.table.find(model, base_url, moment)

    def _find(self, model: str, provider_id: str) -> ModelPrice | None:
        """The provider's own before those for all, exact names before globs, longer globs before shorter ones."""
        matching = [
            price
            for price in self._prices
            if price.provider_id in ("", provider_id) and fnmatchcase(model, price.model)
        ]
        return max(
            matching,
            key=lambda price: (bool(price.provider_id), price.model == model, len(price.model)),
            default=None,
        )


def _total(usage: ir.Usage, rates: Rates) -> int:
    """Nanos of the price's currency, times a million."""
    read, written = usage.cache_read_tokens or 0, usage.cache_write_tokens or 0
    plain = max(0, (usage.input_tokens or 0) - read - written)
    long_lived = min(written, _written_for_an_hour(usage)) if rates.cache_write_1h is not None else 0
    return (
        plain * rates.input
        + read * _or(rates.cache_read, rates.input)
        + (written - long_lived) * _or(rates.cache_write, rates.input)
        + long_lived * _or(rates.cache_write_1h, rates.input)
        + (usage.output_tokens or 0) * rates.output
    )


def _written_for_an_hour(usage: ir.Usage) -> int:
    """Anthropic tells the lifetime of what was written to the cache only in its own object."""
    creation = (usage.raw or {}).get("cache_creation")
    count = creation.get("ephemeral_1h_input_tokens") if isinstance(creation, dict) else None
    return count if isinstance(count, int) else 0


def _or(rate: int | None, default: int) -> int:
    return default if rate is None else rate


def _used(model: str, price: Price, rates: Rates, factor: Decimal, rate: Decimal) -> dict[str, Any]:
    """What is kept with the record, so that it can be explained when prices have long changed."""
    used: dict[str, Any] = {"model": model, "currency": price.currency, "input": rates.input, "output": rates.output}
    used["cache_read"] = _or(rates.cache_read, rates.input)
    used["cache_write"] = _or(rates.cache_write, rates.input)
    used["source"] = price.source
    if price.estimated:
        used["estimated"] = True
    if factor != 1:
        used["factor"] = float(factor)
    if price.currency == "CNY":
        used["cny_per_usd"] = float(rate)
    return used


def of_user(price: ModelPrice) -> Price:
    """Prices of a tier that the user left out are those of the price itself."""
    base = _user_rates(price, {})
    tiers = [(int(tier["above_tokens"]), _user_rates(price, tier)) for tier in price.tiers]
    return Price(
        rates=base,
        currency=price.currency,
        tiers=tuple(sorted(tiers, key=lambda tier: tier[0])),
        source="user",
    )


def _user_rates(price: ModelPrice, tier: Mapping[str, Any]) -> Rates:
    return Rates(
        input=tier.get("input_nanos", price.input_nanos),
        output=tier.get("output_nanos", price.output_nanos),
        cache_read=tier.get("cache_read_nanos", price.cache_read_nanos),
        cache_write=tier.get("cache_write_nanos", price.cache_write_nanos),
    )
