"""The rules of a pool, and what share of the load each account takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.dialogs.base import Dialog
from amux_desktop.gui.i18n import Text, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.account_card import name_of
from amux_desktop.gui.pages.account_pool import strategies
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.theme import theme
from amux_desktop.gui.widgets.card import Card, Section, SettingRow, row_layout
from amux_desktop.gui.widgets.check import Radio
from amux_desktop.gui.widgets.field import ErrorLine, TextField
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.switch import Switch

if TYPE_CHECKING:
    from amux_desktop.services.pools import PoolView
    from amux_desktop.services.records import Strategy

_MEANINGS: dict[str, Text] = {
    "round_robin": tr("Each in turn, heavier ones more often."),
    "least_used": tr("Whoever served fewest requests for its weight."),
    "quota_aware": tr("Whoever has most left of the window that runs out first."),
    "fill_first": tr("The heaviest first, until it is nearly used up; then the next."),
}
_USUAL_MINUTES = 60


class PoolSettingsDialog(Dialog):
    """Saves strategy, conversations, protection and weights together; nothing is written before that."""

    guarded = True

    def __init__(self, context: PageContext, view: PoolView) -> None:
        super().__init__(tr("{vendor} account pool", vendor=view.vendor.title), width=540, icon="sliders-horizontal")
        self._context, self._view = context, view
        self.radios: dict[str, Radio] = {}
        self.weights: dict[str, TextField] = {}
        self._build_strategy()
        self._build_rules()
        self._build_weights()
        self._error = ErrorLine()
        self.form.addWidget(self._error)
        self.add_cancel()
        self.confirm = self.add_button(tr("Save"), "primary", self._on_save, default=True)

    def _build_strategy(self) -> None:
        self.form.addWidget(Section(tr("Pick the next account by")))
        card = Card()
        for option in strategies():
            row = QWidget()
            line = row_layout(row, 14, 8, 14, 8, spacing=10)
            radio = Radio(option.text)
            radio.setChecked(option.key == self._view.pool.strategy)
            line.addWidget(radio, 2)
            line.addWidget(Label(_MEANINGS[option.key], "small", "text2", wrap=True), 3)
            self.radios[option.key] = radio
            radio.clicked.connect(lambda _on=False, key=option.key: self._choose(key))
            card.add_row(row)
        self.form.addWidget(card)

    def _build_rules(self) -> None:
        card = Card()
        minutes = self._view.affinity_minutes
        self.affinity = Switch(tr("A conversation stays on its account"))
        self.affinity.set_on(minutes > 0)
        self.minutes = _number_field(tr("Minutes without a request"), minutes or _USUAL_MINUTES)
        self.affinity.clicked.connect(lambda: self.minutes.setEnabled(self.affinity.isChecked()))
        self.minutes.setEnabled(minutes > 0)
        both = QWidget()
        line = row_layout(both, spacing=10)
        line.addWidget(self.minutes)
        line.addWidget(Label(tr("min", "minutes"), "small", "text2"))
        line.addWidget(self.affinity)
        note = tr("Keeps the vendor's prompt cache warm; forgotten after so many minutes without a request.")
        card.add_row(SettingRow(tr("A conversation stays on its account"), note, both))
        self.protect = _number_field(tr("Spare an account at"), self._view.protect_percent)
        share = QWidget()
        line = row_layout(share, spacing=10)
        line.addWidget(self.protect)
        line.addWidget(Label(tr("% left", "quota"), "small", "text2"))
        note = tr("Accounts with less quota left come after the others; 0 uses every account up.")
        card.add_row(SettingRow(tr("Spare an account at"), note, share))
        self.form.addWidget(card)

    def _build_weights(self) -> None:
        self.form.addWidget(
            Section(tr("Weights"), tr("An account of weight 2 takes twice the load of one of weight 1."))
        )
        card = Card()
        for candidate in sorted(self._view.candidates, key=lambda item: item.account.created_ms):
            account = candidate.account
            field = _number_field(tr("Weight of {name}", name=name_of(account)), account.weight)
            self.weights[account.id] = field
            card.add_row(SettingRow(name_of(account), account.plan, field))
        self.form.addWidget(card)

    def _choose(self, key: str) -> None:
        for name, radio in self.radios.items():
            radio.setChecked(name == key)

    def _on_save(self) -> None:
        fields = [self.minutes, self.protect, *self.weights.values()]
        wrong = [field for field in fields if field.isEnabled() and not field.text().strip().isdecimal()]
        for field in fields:
            field.set_error(field in wrong)
        self._error.set_reason(tr("Enter whole numbers") if wrong else "")
        if wrong:
            self.refit()
            return
        self.confirm.set_busy(True)
        self._context.runner.run(self._save(), owner=self, on_done=lambda _done: self.accept(), on_error=self._failed)

    async def _save(self) -> None:
        """Weights first: a refused one leaves the rules as they were."""
        services, view = self._context.services, self._view
        for candidate in view.candidates:
            weight = int(self.weights[candidate.account.id].text())
            if weight != candidate.account.weight:
                await services.accounts.edit(candidate.account.id, weight=weight)
        strategy = next(key for key, radio in self.radios.items() if radio.isChecked())
        minutes = int(self.minutes.text()) if self.affinity.isChecked() else 0
        protect = int(self.protect.text())
        await services.pools.set(
            view.vendor.id,
            strategy=cast("Strategy", strategy),
            affinity_minutes=minutes if minutes != view.affinity_minutes else None,
            protect_percent=protect if protect != view.protect_percent else None,
        )

    def _failed(self, error: AmuxError) -> None:
        self.confirm.set_busy(False)
        self._error.set_reason(describe(error))
        self.refit()


def _number_field(name: Text, value: int) -> TextField:
    field = TextField(name)
    field.setText(str(value))
    field.setFixedWidth(theme().px(72))
    field.setAlignment(Qt.AlignmentFlag.AlignRight)
    return field
