"""What requests cost: prices set by the user, per model or glob, for one provider or all."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from amux_desktop.services.store import Store
from amux_desktop.storage.records import ModelPrice

if TYPE_CHECKING:
    from amux_desktop.proxy.exchange import Exchange

_MILLION = 1_000_000


class Pricing:
    """`price` is called for every finished exchange and so reads only memory."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._prices: tuple[ModelPrice, ...] = ()

    async def load(self) -> None:
        self._prices = await self._store.read(lambda store: store.prices.list())

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
        """Cost in 10^-9 US dollars and the price used; None when no US dollar price is known."""
        usage = exchange.usage
        price = self._find(exchange.target_model, exchange.provider_id)
        if usage is None or price is None or price.currency != "USD":
            return None
        read, written = usage.cache_read_tokens or 0, usage.cache_write_tokens or 0
        plain = max(0, (usage.input_tokens or 0) - read - written)
        read_price = price.input_nanos if price.cache_read_nanos is None else price.cache_read_nanos
        write_price = price.input_nanos if price.cache_write_nanos is None else price.cache_write_nanos
        total = (
            plain * price.input_nanos
            + read * read_price
            + written * write_price
            + (usage.output_tokens or 0) * price.output_nanos
        )
        used = {
            "model": price.model,
            "currency": price.currency,
            "input": price.input_nanos,
            "output": price.output_nanos,
        }
        return total // _MILLION, used | {"cache_read": read_price, "cache_write": write_price}

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
