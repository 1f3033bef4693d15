"""Code Switch: where a tool can go, as radio cards: the providers, and the proxies with their own rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from amux_desktop.gui.i18n import TextLike, tr
from amux_desktop.gui.models.providers import provider_state
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import Card, Section, SettingRow, clear_layout, column_layout
from amux_desktop.gui.widgets.provider_choice import ProviderChoice

if TYPE_CHECKING:
    from amux_desktop.services.code_status import ToolStatus
    from amux_desktop.services.records import BridgeProxy, Provider

_NAMES_SHOWN = 2


class TargetList(QWidget):
    """In the order of their pages, only those that are switched on, and the chosen one. Carries the id that was clicked."""

    provider_chosen = Signal(str)
    proxy_chosen = Signal(str)
    providers_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.choices: dict[str, ProviderChoice] = {}
        self.proxies: dict[str, ProviderChoice] = {}
        column = column_layout(self, spacing=10)
        column.addWidget(Section(tr("Provider"), tr("Takes effect on the next request; no restart needed.")))
        self._cards = column_layout(None, spacing=8)
        column.addLayout(self._cards)
        self._none = Card()
        add = Button(tr("Add provider"), icon="plus", size="sm")
        add.clicked.connect(self.providers_wanted)
        self._none.add_row(
            SettingRow(tr("No provider is switched on"), tr("A tool needs one that answers its requests."), add)
        )
        self._none.hide()
        column.addWidget(self._none)
        self._heading = Section(tr("Or a proxy"), tr("With its own mapping and fallbacks."))
        column.addSpacing(10)
        column.addWidget(self._heading)
        self._proxy_cards = column_layout(None, spacing=8)
        column.addLayout(self._proxy_cards)
        column.addStretch(1)

    def show_targets(self, providers: Sequence[Provider], proxies: Sequence[BridgeProxy], status: ToolStatus) -> None:
        shown = [item for item in providers if item.enabled or item.id == status.provider_id]
        offered = [item for item in proxies if item.enabled or item.id == status.proxy_id]
        names = {item.id: item.name for item in providers} | {item.id: item.name for item in proxies}
        if [*(item.id for item in shown), *(item.id for item in offered)] != [*self.choices, *self.proxies]:
            self._build(shown, offered, names)
        self._group.setExclusive(False)
        for provider in shown:
            card = self.choices[provider.id]
            card.setChecked(provider.id == status.provider_id)
            state = provider_state(provider)
            if provider.id == status.provider_id and status.enabled and state.token != "bad":
                card.set_note(tr("In use"), "accent_text")
            else:
                card.set_note(state.text, state.text_token)
        for proxy in offered:
            card = self.proxies[proxy.id]
            card.setChecked(proxy.id == status.proxy_id)
            in_use = proxy.id == status.proxy_id and status.enabled
            card.set_note(tr("In use") if in_use else "", "accent_text")
        self._group.setExclusive(True)
        self._heading.setVisible(bool(offered))
        self._none.setVisible(not shown)

    def _build(self, providers: Sequence[Provider], proxies: Sequence[BridgeProxy], names: Mapping[str, str]) -> None:
        for card in (*self.choices.values(), *self.proxies.values()):
            self._group.removeButton(card)
        clear_layout(self._cards)
        clear_layout(self._proxy_cards)
        self.choices, self.proxies = {}, {}
        for provider in providers:
            card = ProviderChoice(provider.id, provider.name, provider.logo, _models_of(provider))
            card.clicked.connect(lambda _on=False, key=provider.id: self.provider_chosen.emit(key))
            self._group.addButton(card)
            self._cards.addWidget(card)
            self.choices[provider.id] = card
        for proxy in proxies:
            way = " → ".join(names.get(target.target_id, "–") for target in proxy.targets)
            card = ProviderChoice(proxy.id, proxy.name, "icon:route", way)
            card.clicked.connect(lambda _on=False, key=proxy.id: self.proxy_chosen.emit(key))
            self._group.addButton(card)
            self._proxy_cards.addWidget(card)
            self.proxies[proxy.id] = card


def _models_of(provider: Provider) -> TextLike:
    names = [model.id for model in provider.models if model.enabled]
    if names and len(names) <= _NAMES_SHOWN:
        return ", ".join(names)
    return tr("%n model(s)", n=len(names))
