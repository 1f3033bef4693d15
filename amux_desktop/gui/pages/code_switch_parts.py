"""Parts of the Code Switch page: the providers to choose from, the mapping of a tool's models, the diff of its files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QButtonGroup, QWidget

from amux_desktop.gui.formats import date_time
from amux_desktop.gui.i18n import TextLike, tr
from amux_desktop.gui.models.providers import provider_state
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import Card, Section, clear_layout, column_layout, row_layout
from amux_desktop.gui.widgets.code_box import CodeBox
from amux_desktop.gui.widgets.label import ElidedLabel, Label
from amux_desktop.gui.widgets.logo import Icon
from amux_desktop.gui.widgets.provider_choice import ProviderChoice
from amux_desktop.gui.widgets.select import Choice, Select

if TYPE_CHECKING:
    from amux_desktop.services.code_files import FileDiff
    from amux_desktop.services.code_status import ToolStatus
    from amux_desktop.services.records import Provider

_NAMES_SHOWN = 2


class ProviderList(QWidget):
    """Radio cards in the order of the Providers page, only those that are switched on."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.choices: dict[str, ProviderChoice] = {}
        column = column_layout(self, spacing=10)
        column.addWidget(Section(tr("Provider"), tr("Takes effect on the next request; no restart needed.")))
        self._cards = column_layout(None, spacing=8)
        column.addLayout(self._cards)
        self._proxy = Label("", "small", "text2", wrap=True)
        column.addWidget(self._proxy)
        column.addStretch(1)

    def show_providers(self, providers: Sequence[Provider], status: ToolStatus) -> None:
        shown = [item for item in providers if item.enabled or item.id == status.provider_id]
        if [item.id for item in shown] != list(self.choices):
            self._build(shown)
        self._group.setExclusive(False)
        for provider in shown:
            card = self.choices[provider.id]
            card.setChecked(provider.id == status.provider_id)
            state = provider_state(provider)
            if provider.id == status.provider_id and status.enabled and state.token != "bad":
                card.set_note(tr("In use"), "accent_text")
            else:
                card.set_note(state.text, state.text_token)
        self._group.setExclusive(True)
        self._proxy.setVisible(bool(status.proxy_id))
        if status.proxy_id:
            self._proxy.set_text(tr("Goes through the proxy {name} now.", name=status.target_name))

    def _build(self, providers: Sequence[Provider]) -> None:
        for card in self.choices.values():
            self._group.removeButton(card)
        clear_layout(self._cards)
        self.choices = {}
        for provider in providers:
            card = ProviderChoice(provider.id, provider.name, provider.logo, _models_of(provider))
            card.clicked.connect(lambda _on=False, key=provider.id: self.chosen.emit(key))
            self._group.addButton(card)
            self._cards.addWidget(card)
            self.choices[provider.id] = card


class TierMapping(QWidget):
    """A row per class of the tool's models. `changed` carries every row as (tier, model)."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._extra: tuple[tuple[str, str], ...] = ()
        self.selects: dict[str, Select] = {}
        self._tool = ""
        self.section = Section(tr("Model mapping"))
        self.suggested = Button(tr("Suggest"), "ghost", icon="rotate-ccw", size="sm")
        self.section.add_control(self.suggested)
        self._card = Card()
        self._note = Label("", "small", "text2", wrap=True)
        column = column_layout(self, spacing=10)
        column.addWidget(self.section)
        column.addWidget(self._card)
        column.addWidget(self._note)

    def show_mapping(self, status: ToolStatus, provider: Provider | None) -> None:
        if status.id != self._tool:
            self._build(status)
        self._extra = status.mappings
        name = provider.name if provider is not None else status.target_name
        self.section.set_description(
            tr("What each {tool} model becomes at {provider}.", tool=status.name, provider=name)
            if name
            else tr("Choose a provider first.")
        )
        choices = [Choice("", tr("As asked for"))]
        if provider is not None:
            choices += [Choice(model.id, model.id, provider.logo) for model in provider.models if model.enabled]
        for tier in status.tiers:
            select = self.selects[tier.name]
            select.set_choices(choices)
            select.set_key(tier.target)
            select.setEnabled(provider is not None)
        self.suggested.setEnabled(provider is not None)
        self._note.setVisible(bool(status.mappings))
        rows = ", ".join(f"{source} → {target}" for source, target in status.mappings)
        self._note.set_text(tr("Further rules: {rows}", rows=rows))

    def _build(self, status: ToolStatus) -> None:
        self._tool = status.id
        self._card.clear_rows()
        self.selects = {}
        for tier in status.tiers:
            row = QWidget()
            layout = row_layout(row, 14, 10, 14, 10, spacing=10)
            texts = column_layout(None, spacing=1)
            texts.addWidget(ElidedLabel(tier.label, "body_m"))
            globs = ", ".join(tier.globs)
            texts.addWidget(
                ElidedLabel(globs, "mono_s", "text2") if globs else Label(tr("Every other"), "small", "text2")
            )
            layout.addLayout(texts, 2)
            layout.addWidget(Icon("arrow-right", "text3"))
            select = Select(tr("Model for {tier}", tier=tier.label), mono=True, free_text=True)
            select.picked.connect(self._on_picked)
            layout.addWidget(select, 4)
            self.selects[tier.name] = select
            self._card.add_row(row)

    def _on_picked(self, _key: str) -> None:
        self.changed.emit([*((tier, select.key()) for tier, select in self.selects.items()), *self._extra])


class FileChanges(QWidget):
    """What is, or will be, different in each file, and the way back."""

    restore_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._files: tuple[str, ...] = ()
        self.section = Section(tr("What changed in the file"))
        self._open = Button(tr("Open file"), "ghost", icon="external-link", size="sm")
        self._open.clicked.connect(self._on_open)
        self.section.add_control(self._open)
        self.code = CodeBox(fit=True, max_lines=18)
        self._history = ElidedLabel("", "small", "text2")
        self.restore = Button(tr("Restore original…"), "ghost", size="sm")
        self.restore.clicked.connect(self.restore_requested)
        column = column_layout(self, spacing=10)
        column.addWidget(self.section)
        column.addWidget(self.code)
        line = row_layout(None, spacing=8)
        line.addWidget(Icon("history", "text2"))
        line.addWidget(self._history, 1)
        line.addWidget(self.restore)
        column.addLayout(line)

    def show_changes(self, status: ToolStatus, files: Sequence[FileDiff]) -> None:
        self._files = status.files
        title = tr("What changed in the file") if status.enabled else tr("What will change in the file")
        self.section.title.set_text(title)
        self.code.set_title(", ".join(Path(file.path).name for file in files) or _names(status.files))
        lines: list[tuple[str, str]] = []
        for file in files:
            if len(files) > 1:
                lines.append((" ", f"# {file.path}"))
            lines += [(line[:1] or " ", line[1:]) for line in file.lines if not line.startswith("@@")]
        self.code.set_diff(lines or [(" ", str(tr("Nothing would change.")))])
        self._open.setVisible(any(Path(file).exists() for file in status.files))
        self.restore.setEnabled(status.enabled)
        self._history.set_text(_history(status))

    def _on_open(self) -> None:
        found = next((file for file in self._files if Path(file).exists()), None)
        if found is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(found))


def short_path(path: str) -> str:
    """With `~` for the home folder."""
    home = str(Path.home())
    return "~" + path[len(home) :] if path.startswith(home + "/") else path


def _history(status: ToolStatus) -> TextLike:
    if status.backed_up_ms is None:
        return tr("The file was never changed")
    return tr("Backed up {when}, %n version(s) kept", n=status.versions, when=date_time(status.backed_up_ms))


def _names(files: Sequence[str]) -> str:
    return ", ".join(Path(file).name for file in files)


def _models_of(provider: Provider) -> TextLike:
    names = [model.id for model in provider.models if model.enabled]
    if names and len(names) <= _NAMES_SHOWN:
        return ", ".join(names)
    return tr("%n model(s)", n=len(names))
