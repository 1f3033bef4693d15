"""A price of one's own for a model: it wins over the bundled table from the next request on."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Literal, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.dialogs.base import Dialog, ResultLine
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import column_layout, row_layout
from amux_desktop.gui.widgets.field import ErrorLine, FieldBlock, TextField
from amux_desktop.gui.widgets.segmented import Option, Segmented
from amux_desktop.gui.widgets.select import Choice, Select
from amux_desktop.services.records import ModelPrice

if TYPE_CHECKING:
    from amux_desktop.services.price_table import Price
    from amux_desktop.services.records import Provider

_NANOS = 1_000_000_000
_MOST = 1_000_000
_SYMBOLS = {"USD": "$", "CNY": "¥"}


class PriceDialog(Dialog):
    """`old` is the user's price to change; `like` a price of the table to begin with. `saved` carries what was stored."""

    guarded = True

    saved = Signal(ModelPrice)

    def __init__(
        self,
        context: PageContext,
        providers: Sequence[Provider],
        known: Sequence[ModelPrice],
        old: ModelPrice | None = None,
        like: tuple[str, Price] | None = None,
    ) -> None:
        super().__init__(tr("Change price") if old else tr("Add price"), width=540, icon="coins")
        self._context, self._old, self._known = context, old, known
        self.model = TextField(tr("Model"), mono=True, placeholder="claude-sonnet-*")
        self.model_block = FieldBlock(
            tr("Model"), self.model, hint=tr("An exact name, or a pattern with * for any part of it.")
        )
        choices = [Choice("", tr("All providers")), *(Choice(p.id, p.name, logo=p.logo) for p in providers)]
        self.provider = Select(tr("Answered by"), choices)
        self.currency = Segmented(tr("Currency"), [Option("USD", "USD"), Option("CNY", "CNY")])
        self.currency.currentChanged.connect(lambda _index: self._show_symbol())
        self.form.addWidget(self.model_block)
        who = row_layout(None, spacing=12)
        who.addWidget(FieldBlock(tr("Answered by"), self.provider), 1, Qt.AlignmentFlag.AlignTop)
        who.addWidget(FieldBlock(tr("Currency"), self.currency), 0, Qt.AlignmentFlag.AlignTop)
        self.form.addLayout(who)
        self.amounts: dict[str, TextField] = {}
        self.blocks: dict[str, FieldBlock] = {}
        self._add_amounts(("input_nanos", tr("Input", "price"), False), ("output_nanos", tr("Output", "price"), False))
        self._add_amounts(
            ("cache_read_nanos", tr("Read from the cache"), True),
            ("cache_write_nanos", tr("Written to the cache"), True),
        )
        self.tiers: list[TierRow] = []
        holder = QWidget()
        self._tiers = column_layout(holder, spacing=10)
        self.form.addWidget(holder)
        self.add_tier = Button(tr("Add a price for long prompts"), "ghost", icon="plus", size="sm")
        self.add_tier.clicked.connect(lambda: self._add_tier({}))
        self.form.addWidget(self.add_tier, 0, Qt.AlignmentFlag.AlignLeft)
        self.result_line = ResultLine()
        self.left.addWidget(self.result_line, 1)
        self.add_cancel()
        self.confirm = self.add_button(tr("Save"), "primary", self._on_save, default=True)
        if old is not None:
            self._fill(old)
        elif like is not None:
            self._fill(_as_own(*like))
        self._show_symbol()

    def _add_amounts(self, *fields: tuple[str, Any, bool]) -> None:
        row = row_layout(None, spacing=12)
        for key, title, optional in fields:
            field = TextField(title, placeholder=tr("As input") if optional else "0.00")
            block = FieldBlock(title, field, optional=optional, hint="" if optional else tr("Per million tokens"))
            self.amounts[key], self.blocks[key] = field, block
            row.addWidget(block, 1, Qt.AlignmentFlag.AlignTop)
        self.form.addLayout(row)

    def _add_tier(self, tier: dict[str, Any]) -> None:
        row = TierRow(tier)
        row.removed.connect(lambda: self._remove_tier(row))
        self.tiers.append(row)
        self._tiers.addWidget(row)
        self._show_symbol()
        self.refit()
        if not tier:
            row.above.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove_tier(self, row: TierRow) -> None:
        self.tiers.remove(row)
        row.hide()
        row.deleteLater()
        self.refit()

    def _fill(self, price: ModelPrice) -> None:
        self.model.setText(price.model)
        self.provider.set_key(price.provider_id)
        self.currency.set_key(price.currency)
        for key, field in self.amounts.items():
            field.setText(_text(getattr(price, key)))
        for tier in price.tiers:
            self._add_tier(dict(tier))

    def _show_symbol(self) -> None:
        symbol = _SYMBOLS.get(self.currency.key(), "")
        for field in (*self.amounts.values(), *(field for row in self.tiers for field in (row.input, row.output))):
            field.set_suffix(symbol)

    # ------------------------------------------------------------------ saving

    def _price(self) -> ModelPrice | None:
        """The form as a record; None when something cannot be used, which is then marked."""
        model, provider = self.model.text().strip(), self.provider.key()
        self.model_block.set_error("" if model else tr("Enter the name of a model"))
        if any((p.model, p.provider_id) == (model, provider) and p.id != self._id() for p in self._known):
            self.model_block.set_error(tr("You have a price for this model already. Change that one."))
        amounts: dict[str, int | None] = {}
        for key, block in self.blocks.items():
            text, optional = self.amounts[key].text().strip(), key.startswith("cache")
            amounts[key] = None if optional and not text else _nanos(text)
            wrong = amounts[key] is None and not (optional and not text)
            block.set_error(tr("Enter an amount such as 0.25") if wrong else "")
        tiers = [row.tier() for row in self.tiers]
        self.refit()
        if self.model_block.error() or any(block.error() for block in self.blocks.values()) or None in tiers:
            return None
        return ModelPrice(
            id=self._id(),
            model=model,
            provider_id=provider,
            currency=cast("Literal['USD', 'CNY']", self.currency.key()),
            input_nanos=amounts["input_nanos"] or 0,
            output_nanos=amounts["output_nanos"] or 0,
            cache_read_nanos=amounts["cache_read_nanos"],
            cache_write_nanos=amounts["cache_write_nanos"],
            tiers=tuple(tier for tier in tiers if tier),
        )

    def _id(self) -> str:
        return self._old.id if self._old is not None else ""

    def _on_save(self) -> None:
        price = self._price()
        if price is None:
            return
        self.confirm.set_busy(True, tr("Saving…"))
        work = self._context.services.pricing.save(price)
        self._context.runner.run(work, owner=self, on_done=self._on_saved, on_error=self._on_failed)

    def _on_saved(self, price: ModelPrice) -> None:
        self.accept()
        self.saved.emit(price)

    def _on_failed(self, error: AmuxError) -> None:
        self.confirm.set_busy(False)
        self.result_line.show_result(False, describe(error))


class TierRow(QWidget):
    """Prices of prompts above a number of tokens. What the form does not show of a tier stays as it was."""

    removed = Signal()

    def __init__(self, tier: dict[str, Any]) -> None:
        super().__init__()
        self._kept = tier
        self.above = TextField(tr("Prompts above"), placeholder="200000")
        self.above.set_suffix(tr("tokens"))
        self.input = TextField(tr("Input", "price"), placeholder="0.00")
        self.output = TextField(tr("Output", "price"), placeholder="0.00")
        remove = IconButton("x", tr("Remove this price"))
        remove.clicked.connect(self.removed)
        self._error = ErrorLine()
        fields = row_layout(None, spacing=12)
        fields.addWidget(FieldBlock(tr("Prompts above"), self.above), 4)
        fields.addWidget(FieldBlock(tr("Input", "price"), self.input), 3)
        fields.addWidget(FieldBlock(tr("Output", "price"), self.output), 3)
        fields.addWidget(remove, 0, Qt.AlignmentFlag.AlignBottom)
        column = column_layout(self, spacing=6)
        column.addLayout(fields)
        column.addWidget(self._error)
        if tier:
            self.above.setText(str(tier["above_tokens"]))
            self.input.setText(_text(tier.get("input_nanos")))
            self.output.setText(_text(tier.get("output_nanos")))

    def tier(self) -> dict[str, Any] | None:
        """None when a field cannot be used, which is then said below."""
        above = self.above.text().strip().replace(",", "").replace(" ", "")
        amounts = _nanos(self.input.text()), _nanos(self.output.text())
        whole = above.isdecimal() and int(above) > 0
        self.above.set_error(not whole)
        self.input.set_error(amounts[0] is None)
        self.output.set_error(amounts[1] is None)
        reason = tr("Enter a number of tokens") if not whole else tr("Enter an amount such as 0.25")
        self._error.set_reason("" if whole and None not in amounts else reason)
        if self._error.has_error():
            return None
        changed = {"above_tokens": int(above), "input_nanos": amounts[0], "output_nanos": amounts[1]}
        return {**self._kept, **changed}


def _as_own(model: str, price: Price) -> ModelPrice:
    """A price of the table as the beginning of one's own."""
    tiers = [
        {
            "above_tokens": above,
            "input_nanos": rates.input,
            "output_nanos": rates.output,
            **({"cache_read_nanos": rates.cache_read} if rates.cache_read is not None else {}),
            **({"cache_write_nanos": rates.cache_write} if rates.cache_write is not None else {}),
        }
        for above, rates in price.tiers
    ]
    return ModelPrice(
        model=model,
        currency=price.currency,
        input_nanos=price.rates.input,
        output_nanos=price.rates.output,
        cache_read_nanos=price.rates.cache_read,
        cache_write_nanos=price.rates.cache_write,
        tiers=tuple(tiers),
    )


def _text(nanos: int | None) -> str:
    return "" if nanos is None else f"{Decimal(nanos) / _NANOS:f}"


def _nanos(text: str) -> int | None:
    """An amount with a point or a comma; None for anything else, and for what no price can be."""
    try:
        amount = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return int(amount * _NANOS) if amount.is_finite() and 0 <= amount <= _MOST else None
