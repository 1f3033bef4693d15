"""Prices set by the user."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select

from amux_desktop.core.errors import InvalidInputError
from amux_desktop.core.ids import new_id
from amux_desktop.storage.records import ModelPrice
from amux_desktop.storage.repositories.base import Repository, dump, found, load_list, one_of, required
from amux_desktop.storage.tables import MODEL_PRICES


class PriceRepository(Repository):
    def list(self) -> tuple[ModelPrice, ...]:
        return tuple(
            _record(row) for row in self._all(select(MODEL_PRICES).order_by(MODEL_PRICES.c.model, MODEL_PRICES.c.id))
        )

    def save(self, price: ModelPrice) -> ModelPrice:
        """Create (empty id) or replace."""
        price_id = self._row(price.id).id if price.id else new_id()
        amounts = (price.input_nanos, price.output_nanos, price.cache_read_nanos or 0, price.cache_write_nanos or 0)
        if min(amounts) < 0:
            raise InvalidInputError("field_invalid", field="price", value=min(amounts), reason="Use 0 or more")
        self._put(
            MODEL_PRICES,
            {
                "id": price_id,
                "model": required("model", price.model),
                "provider_id": price.provider_id or None,
                "currency": one_of("currency", price.currency, ("USD", "CNY")),
                "input_nanos": price.input_nanos,
                "output_nanos": price.output_nanos,
                "cache_read_nanos": price.cache_read_nanos,
                "cache_write_nanos": price.cache_write_nanos,
                "tiers": dump([dict(tier) for tier in price.tiers]),
            },
        )
        return _record(self._row(price_id))

    def delete(self, price_id: str) -> None:
        self._row(price_id)
        self._delete(MODEL_PRICES, price_id)

    def _row(self, price_id: str) -> Row[Any]:
        return found(self._find(MODEL_PRICES, price_id), "price", price_id)


def _record(row: Row[Any]) -> ModelPrice:
    return ModelPrice(
        id=row.id,
        provider_id=row.provider_id or "",
        model=row.model,
        currency=row.currency,
        input_nanos=row.input_nanos,
        output_nanos=row.output_nanos,
        cache_read_nanos=row.cache_read_nanos,
        cache_write_nanos=row.cache_write_nanos,
        tiers=tuple(load_list(row.tiers)),
    )
