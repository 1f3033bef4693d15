"""Code Switch: what each class of a tool's models becomes, rules for single names, and whole mappings to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from amux_desktop.gui.i18n import Text, TextLike, tr
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import Card, Section, column_layout, row_layout
from amux_desktop.gui.widgets.field import ErrorLine, TextField
from amux_desktop.gui.widgets.label import ElidedLabel, Label
from amux_desktop.gui.widgets.logo import Icon
from amux_desktop.gui.widgets.menu import Menu
from amux_desktop.gui.widgets.select import Choice, Select

if TYPE_CHECKING:
    from amux_desktop.services.code_models import MappingPreset
    from amux_desktop.services.code_status import TierStatus, ToolStatus
    from amux_desktop.services.records import Provider

PRESETS: dict[str, tuple[Text, Text]] = {
    "balanced": (tr("Balanced"), tr("Each model on its like")),
    "strong": (tr("Strongest"), tr("Everything on the strongest model")),
    "economy": (tr("Economical"), tr("One class cheaper, the rest on the small model")),
    "as_asked": (tr("As asked for"), tr("No mapping: names go through unchanged")),
}


class TierMapping(QWidget):
    """A row per class of the tool's models, then one per rule. `changed` carries every complete row as (source, model)."""

    changed = Signal(object)
    proxy_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.selects: dict[str, Select] = {}
        self.rules: list[_Rule] = []
        self._shape: tuple[object, ...] = ()
        self._choices: list[Choice] = []
        self._presets: tuple[MappingPreset, ...] = ()
        self._proxy = ""
        self.section = Section(tr("Model mapping"))
        self.presets = Button(tr("Presets"), "ghost", trailing="chevron-down", size="sm")
        self.presets.clicked.connect(lambda: self.menu().open_below(self.presets))
        self.add = Button(tr("Add rule"), "ghost", icon="plus", size="sm")
        self.add.clicked.connect(self._on_add)
        self.open_proxy = Button(tr("Open the proxy"), "ghost", size="sm")
        self.open_proxy.clicked.connect(lambda: self.proxy_opened.emit(self._proxy))
        for control in (self.open_proxy, self.add, self.presets):
            self.section.add_control(control)
        self._card = Card()
        self._error = ErrorLine()
        column = column_layout(self, spacing=10)
        column.addWidget(self.section)
        column.addWidget(self._card)
        column.addWidget(self._error)

    def show_mapping(self, status: ToolStatus, provider: Provider | None, presets: Sequence[MappingPreset]) -> None:
        self._presets, self._proxy = tuple(presets), status.proxy_id
        for control in (self.add, self.presets, self._card):
            control.setVisible(not status.proxy_id)
        self.open_proxy.setVisible(bool(status.proxy_id))
        self.add.setEnabled(provider is not None)
        self.presets.setEnabled(bool(presets))
        self.section.set_description(_description(status, provider))
        self._choices = [] if provider is None else [
            Choice(model.id, model.id, provider.logo) for model in provider.models if model.enabled
        ]  # fmt: skip
        shape = (status.id, status.provider_id, tuple(status.mappings))
        if shape != self._shape or status.id not in self._shape:
            # A rule that the user is still typing is not in the database yet and must survive a reload.
            self._shape = shape
            self._build(status.tiers, status.mappings)
        for tier in status.tiers:
            select = self.selects[tier.name]
            select.set_choices([Choice("", tr("As asked for")), *self._choices])
            select.set_key(tier.target)
            select.setEnabled(provider is not None)
        for rule in self.rules:
            rule.target.set_choices(self._choices)

    def menu(self) -> Menu:
        """The whole mappings that make a difference for this provider; the one in force is ticked."""
        menu = Menu(self)
        now = {(name, select.key()) for name, select in self.selects.items() if select.key()}
        for preset in self._presets:
            title, detail = PRESETS[preset.key]
            text = tr("{preset}: {detail}", preset=title, detail=detail)
            menu.add(text, partial(self.use, preset.rows), checked=set(preset.rows) == now)
        return menu

    def use(self, rows: Sequence[tuple[str, str]]) -> None:
        """Classes as in `rows`; the rules stay."""
        targets = dict(rows)
        for name, select in self.selects.items():
            select.set_key(targets.get(name, ""))
        self._emit()

    def _build(self, tiers: Sequence[TierStatus], rules: Sequence[tuple[str, str]]) -> None:
        self._card.clear_rows()
        self.selects, self.rules = {}, []
        self._error.set_reason("")
        for tier in tiers:
            self._card.add_row(self._tier_row(tier))
        for source, target in rules:
            self._add_rule(source, target)

    def _tier_row(self, tier: TierStatus) -> QWidget:
        row = QWidget()
        layout = row_layout(row, 14, 10, 14, 10, spacing=10)
        texts = column_layout(None, spacing=1)
        texts.addWidget(ElidedLabel(tier.label, "body_m"))
        globs = ", ".join(tier.globs)
        texts.addWidget(ElidedLabel(globs, "mono_s", "text2") if globs else Label(tr("Every other"), "small", "text2"))
        layout.addLayout(texts, 2)
        layout.addWidget(Icon("arrow-right", "text3"))
        select = Select(tr("Model for {tier}", tier=tier.label), mono=True, free_text=True)
        select.picked.connect(lambda _key: self._emit())
        layout.addWidget(select, 4)
        self.selects[tier.name] = select
        return row

    def _add_rule(self, source: str, target: str) -> _Rule:
        rule = _Rule(source, target, self._choices)
        rule.edited.connect(self._emit)
        rule.removed.connect(lambda: self._remove(rule))
        self.rules.append(rule)
        self._card.add_row(rule)
        return rule

    def _on_add(self) -> None:
        self._add_rule("", "").source.setFocus()

    def _remove(self, rule: _Rule) -> None:
        self.rules.remove(rule)
        rule.hide()
        self._emit()

    def _emit(self) -> None:
        """Rows that are complete; half of one, or a name given twice, waits until it is right."""
        names = [rule.name() for rule in self.rules]
        reason: TextLike = ""
        for rule in self.rules:
            half = bool(rule.name()) != bool(rule.target.key())
            double = bool(rule.name()) and (names.count(rule.name()) > 1 or rule.name() in self.selects)
            rule.source.set_error(double or (half and not rule.name()))
            rule.target.set_error(half and not rule.target.key())
            if double:
                reason = tr("{name} is mapped twice", name=rule.name())
        self._error.set_reason(reason)
        if str(reason):
            return
        rows = [(tier, select.key()) for tier, select in self.selects.items()]
        rows += [(rule.name(), rule.target.key()) for rule in self.rules if rule.name() and rule.target.key()]
        self.changed.emit(rows)


class _Rule(QWidget):
    """An exact name, or a pattern with *, and the model that it becomes."""

    edited = Signal()
    removed = Signal()

    def __init__(self, source: str, target: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self.source = TextField(tr("When the tool asks for"), placeholder="claude-*-4*", mono=True)
        self.source.setText(source)
        self.source.editingFinished.connect(self._on_named)
        self._named = source
        self.target = Select(
            tr("Model for this name"), choices, mono=True, free_text=True, placeholder=tr("Choose a model")
        )
        self.target.set_key(target)
        self.target.picked.connect(lambda _key: self.edited.emit())
        remove = IconButton("trash-2", tr("Remove the rule"))
        remove.clicked.connect(self.removed)
        layout = row_layout(self, 14, 10, 8, 10, spacing=10)
        layout.addWidget(self.source, 3)
        layout.addWidget(Icon("arrow-right", "text3"))
        layout.addWidget(self.target, 4)
        layout.addWidget(remove)

    def name(self) -> str:
        return self.source.text().strip()

    def _on_named(self) -> None:
        if self.name() != self._named:
            self._named = self.name()
            self.edited.emit()


def _description(status: ToolStatus, provider: Provider | None) -> TextLike:
    if status.proxy_id:
        return tr("The proxy {name} decides with its own mapping.", name=status.target_name)
    if provider is None:
        return tr("Choose a provider first.")
    return tr("What each {tool} model becomes at {provider}.", tool=status.name, provider=provider.name)
