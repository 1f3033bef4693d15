"""Prices set by the user."""

from __future__ import annotations

from sqlalchemy import delete, select

from amux_desktop.core.errors import InvalidInputError
from amux_desktop.core.ids import new_id
from amux_desktop.storage.models import ModelPriceRow
from amux_desktop.storage.records import ModelPrice
from amux_desktop.storage.repositories.base import Repository, dump, found, load_list, one_of, required


class PriceRepository(Repository):
    def list(self) -> tuple[ModelPrice, ...]:
        rows = self._session.scalars(select(ModelPriceRow).order_by(ModelPriceRow.model, ModelPriceRow.id))
        return tuple(_record(row) for row in rows)

    def save(self, price: ModelPrice) -> ModelPrice:
        """Create (empty id) or replace."""
        row = ModelPriceRow(id=new_id()) if not price.id else self._row(price.id)
        amounts = (price.input_nanos, price.output_nanos, price.cache_read_nanos or 0, price.cache_write_nanos or 0)
        if min(amounts) < 0:
            raise InvalidInputError("field_invalid", field="price", value=min(amounts), reason="Use 0 or more")
        row.model = required("model", price.model)
        row.provider_id = price.provider_id or None
        row.currency = one_of("currency", price.currency, ("USD", "CNY"))
        row.input_nanos, row.output_nanos = price.input_nanos, price.output_nanos
        row.cache_read_nanos, row.cache_write_nanos = price.cache_read_nanos, price.cache_write_nanos
        row.tiers = dump([dict(tier) for tier in price.tiers])
        self._session.add(row)
        self._session.flush()
        return _record(row)

    def delete(self, price_id: str) -> None:
        self._row(price_id)
        self._session.execute(delete(ModelPriceRow).where(ModelPriceRow.id == price_id))

    def _row(self, price_id: str) -> ModelPriceRow:
        return found(self._session.get(ModelPriceRow, price_id), "price", price_id)


def _record(row: ModelPriceRow) -> ModelPrice:
    return ModelPrice(
        id=row.id,
        provider_id=row.provider_id or "",
        model=row.model,
        currency=row.currency,  # type: ignore[arg-type]  # checked when written
        input_nanos=row.input_nanos,
        output_nanos=row.output_nanos,
        cache_read_nanos=row.cache_read_nanos,
        cache_write_nanos=row.cache_write_nanos,
        tiers=tuple(load_list(row.tiers)),
    )
