"""What a million tokens of each model cost: the user's own prices first, then the bundled table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from PySide6.QtCore import Qt

from amux_desktop.gui.formats import number, rate
from amux_desktop.gui.i18n import Text, TextLike, tr
from amux_desktop.gui.models.table import RECORD, ROOT, Index, TableModel
from amux_desktop.gui.tooltips import plain
from amux_desktop.services.price_table import Price, Source
from amux_desktop.services.pricing import of_user
from amux_desktop.services.records import ModelPrice

MODEL, ONLY_FOR, INPUT, OUTPUT, CACHED, SOURCE = range(6)
AMOUNTS = (INPUT, OUTPUT, CACHED)
_HEADERS: dict[int, Text] = {
    MODEL: tr("Model"),
    ONLY_FOR: tr("Only for"),
    INPUT: tr("Input", "price"),
    OUTPUT: tr("Output", "price"),
    CACHED: tr("Cached", "price"),
    SOURCE: tr("Source"),
}


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One price. `own` is the user's record, None for a row of the bundled table; `only_for` names hosts or a provider."""

    model: str
    price: Price
    only_for: str = ""
    own: ModelPrice | None = None
    source: Source | None = None

    def amount(self, column: int) -> TextLike:
        rates = self.price.rates
        nanos = {INPUT: rates.input, OUTPUT: rates.output, CACHED: rates.cache_read}[column]
        return rate(nanos, self.price.currency)

    def source_text(self) -> TextLike:
        if self.own is not None:
            return tr("Yours", "price")
        return urlsplit(self.source.url).hostname or self.price.source if self.source else self.price.source

    def details(self) -> str:
        """Everything that has no column, a line each."""
        price = self.price
        rates = price.rates
        lines: list[TextLike] = []
        if rates.cache_read is not None:
            read, written = rate(rates.cache_read, price.currency), rate(rates.cache_write, price.currency)
            lines.append(tr("Cache: {read} read, {written} written", read=read, written=written))
        lines += [
            tr(
                "Above {limit} tokens: {input} in, {output} out",
                limit=number(above),
                input=rate(step.input, price.currency),
                output=rate(step.output, price.currency),
            )
            for above, step in price.tiers
        ]
        if price.peak_factor != 1:
            lines.append(tr("At peak times {factor} times as much", factor=f"{price.peak_factor:g}"))
        if price.valid_from:
            lines.append(tr("From {day}", day=price.valid_from))
        if price.valid_until:
            lines.append(tr("Until {day}", day=price.valid_until))
        if price.estimated:
            lines.append(tr("An estimate: others quote it, the vendor's own page could not be read"))
        if self.source is not None:
            lines.append(tr("{url}, read on {day}", url=self.source.url, day=self.source.read))
        return "\n".join(str(line) for line in lines)


def rows_of(
    own: Sequence[ModelPrice], table: Sequence[tuple[str, Price, Source | None]], providers: Mapping[str, str]
) -> tuple[PriceRow, ...]:
    """`providers` are names by id."""
    mine = [PriceRow(item.model, of_user(item), providers.get(item.provider_id, ""), item) for item in own]
    bundled = [PriceRow(model, price, ", ".join(price.hosts), None, source) for model, price, source in table]
    return (*mine, *bundled)


class PriceTableModel(TableModel):
    """Filtered here, for there are only some hundred rows."""

    def __init__(self) -> None:
        super().__init__(_HEADERS, AMOUNTS)
        self._all: tuple[PriceRow, ...] = ()
        self._rows: tuple[PriceRow, ...] = ()
        self._words = ""
        self._own_only = False

    def set_rows(self, rows: Sequence[PriceRow]) -> None:
        self._all = tuple(rows)
        self._apply()

    def set_filter(self, words: str, own_only: bool) -> None:
        self._words, self._own_only = words.strip().lower(), own_only
        self._apply()

    def at(self, row: int) -> PriceRow | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def place_of(self, model: str, provider_id: str) -> int:
        """Row of the user's own price for a model, -1 if it is not shown."""
        owned = ((i, row.own) for i, row in enumerate(self._rows))
        return next((i for i, own in owned if own and (own.model, own.provider_id) == (model, provider_id)), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return len(_HEADERS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self._rows[index.row()], index.column()
        if role == RECORD:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return str(_text(row, column))
        if role == Qt.ItemDataRole.ToolTipRole:
            shown = "\n".join(filter(None, (row.model, row.only_for, row.details())))
            return plain(shown)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(str(_text(row, column)) for column in _HEADERS)
        return None

    def _apply(self) -> None:
        self.beginResetModel()
        self._rows = tuple(row for row in self._all if self._shows(row))
        self.endResetModel()

    def _shows(self, row: PriceRow) -> bool:
        if self._own_only and row.own is None:
            return False
        text = f"{row.model} {row.only_for} {row.price.source} {row.price.currency}".lower()
        return all(word in text for word in self._words.split())


def _text(row: PriceRow, column: int) -> TextLike:
    match column:
        case 0:
            return row.model
        case 1:
            return row.only_for or "–"
        case 5:
            return row.source_text()
        case _:
            return row.amount(column)
