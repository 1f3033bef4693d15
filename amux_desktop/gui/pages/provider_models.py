"""The models of a provider: which are offered to apps, what they can, and the provider's own list."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.i18n import Text, bind, number, tr
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.theme import theme
from amux_desktop.gui.widgets.badge import Badge
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import Card, Section, column_layout, row_layout
from amux_desktop.gui.widgets.check import CheckBox
from amux_desktop.gui.widgets.field import TextField
from amux_desktop.gui.widgets.label import ElidedLabel, Label
from amux_desktop.gui.widgets.logo import Icon
from amux_desktop.services.records import Provider, ProviderModel

_ROW = 40
_FILTER_FROM = 12
CAPABILITIES: dict[str, tuple[Text, str]] = {
    "vision": (tr("Vision"), "eye"),
    "reasoning": (tr("Reasoning"), "brain"),
    "tools": (tr("Tools"), "wrench"),
}


class ModelRow(QWidget):
    """One model: check box, name, what it can, how much it reads."""

    toggled = Signal(str, bool)
    removed = Signal(str)

    def __init__(self, model: ProviderModel, *, gone: bool) -> None:
        super().__init__()
        self.model = model
        self.box = CheckBox("", tr("Offer {model}", model=model.id))
        self.box.setChecked(model.enabled)
        self.box.toggled.connect(lambda on: self.toggled.emit(model.id, on))
        row = row_layout(self, 14, 0, 14, 0, spacing=8)
        row.addWidget(self.box)
        row.addSpacing(8)
        row.addWidget(ElidedLabel(model.id, "mono"), 1)
        if gone:
            row.addWidget(Badge(tr("not listed any more"), "warn"))
        for name in ("reasoning", "vision", "tools"):
            if name in model.capabilities:
                text, icon = CAPABILITIES[name]
                row.addWidget(Badge(text, icon=icon))
        context = Label(context_size(model.context_tokens), "small", "text2")
        context.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        context.setMinimumWidth(theme().px(38))
        row.addWidget(context)
        self._remove = IconButton("x", tr("Remove {model}", model=model.id), size="xs")
        self._remove.clicked.connect(lambda: self.removed.emit(model.id))
        self._remove.setVisible(gone)
        row.addWidget(self._remove)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, theme().px(_ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit(self.model.id)
            return
        super().keyPressEvent(event)


class ModelsSection(QWidget):
    """`models` is the edited list; nothing is stored here."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._provider: Provider | None = None
        self._models: list[ProviderModel] = []
        self._gone: set[str] = set()
        self._section = Section(tr("Models"), tr("None yet"))
        self._fetch = Button(tr("Fetch list"), icon="refresh-cw", size="sm")
        self._fetch.clicked.connect(self.fetch)
        self._filter = TextField(tr("Filter models"), placeholder=tr("Filter models"), icon="search")
        self._filter.setMaximumWidth(theme().px(220))
        self._filter.textChanged.connect(lambda _text: self._rebuild())
        self._filter.hide()
        self._section.add_control(self._filter)
        self._section.add_control(self._fetch)
        self._card = Card()
        self._rows: list[ModelRow] = []
        column = column_layout(self, spacing=10)
        column.addWidget(self._section)
        column.addWidget(self._card)

    def show_models(self, provider: Provider) -> None:
        if self._provider is None or self._provider.id != provider.id:
            self._gone = set()
        self._provider = provider
        self._models = list(provider.models)
        self._rebuild()

    def models(self) -> tuple[ProviderModel, ...]:
        return tuple(self._models)

    def rows(self) -> list[ModelRow]:
        return list(self._rows)

    def fetch(self) -> None:
        provider = self._provider
        if provider is None:
            return
        self._fetch.set_busy(True, tr("Fetching…"))
        work = self._context.services.providers.fetch_models(provider.id)
        self._context.runner.run(work, owner=self, on_done=self._merge, on_error=self._on_failed)

    def add(self, model_id: str) -> None:
        provider = self._provider
        model_id = model_id.strip()
        if provider is None or not model_id or any(model.id == model_id for model in self._models):
            return
        self._models += self._context.services.providers.describe_models(provider.adapter, [model_id])
        self._rebuild()
        self.changed.emit()

    def _merge(self, listed: tuple[ProviderModel, ...]) -> None:
        """New models come in unchecked; a checked one that is gone stays and is marked."""
        self._fetch.set_busy(False)
        by_id = {model.id: model for model in listed}
        self._gone = {model.id for model in self._models if model.id not in by_id}
        kept = [
            dataclasses.replace(by_id.get(model.id, model), enabled=model.enabled)
            for model in self._models
            if model.enabled or model.id in by_id
        ]
        known = {model.id for model in kept}
        self._models = kept + [dataclasses.replace(m, enabled=False) for m in listed if m.id not in known]
        self._rebuild()
        self.changed.emit()

    def _on_failed(self, error: AmuxError) -> None:
        self._fetch.set_busy(False)
        self.failed.emit(error)

    def _on_toggled(self, model_id: str, on: bool) -> None:
        self._models = [dataclasses.replace(m, enabled=on) if m.id == model_id else m for m in self._models]
        self._count()
        self.changed.emit()

    def _on_removed(self, model_id: str) -> None:
        self._models = [model for model in self._models if model.id != model_id]
        self._rebuild()
        self.changed.emit()

    def _count(self) -> None:
        on = sum(model.enabled for model in self._models)
        self._section.set_description(
            tr("{on} of {all} offered to apps", on=number(on), all=number(len(self._models)))
            if self._models
            else tr("None yet. Fetch the list or type a model ID.")
        )

    def _rebuild(self) -> None:
        self._filter.setVisible(len(self._models) > _FILTER_FROM)
        wanted = self._filter.text().strip().lower() if not self._filter.isHidden() else ""
        self._card.clear_rows()
        self._rows = []
        for model in self._models:
            if wanted and wanted not in model.id.lower():
                continue
            row = ModelRow(model, gone=model.id in self._gone)
            row.toggled.connect(self._on_toggled)
            row.removed.connect(self._on_removed)
            self._rows.append(row)
            self._card.add_row(row)
        self._card.add_row(self._add_row())
        self._count()

    def _add_row(self) -> QWidget:
        holder = QWidget()
        edit = QLineEdit()
        edit.setFrame(False)
        palette = edit.palette()
        palette.setColor(palette.ColorRole.Base, Qt.GlobalColor.transparent)
        edit.setPalette(palette)
        bind(edit.setPlaceholderText, tr("Add a model ID, for example deepseek-v3.2"))
        bind(edit.setAccessibleName, tr("Add a model ID"))
        edit.returnPressed.connect(lambda: self.add(edit.text()))
        row = row_layout(holder, 14, 0, 14, 0, spacing=8)
        row.addWidget(Icon("plus", "text3", 16))
        row.addWidget(edit, 1)
        holder.setFixedHeight(theme().px(_ROW + 3))
        return holder


def context_size(tokens: int | None) -> str:
    """128K, 1M; empty when not known. The same in every language."""
    if not tokens:
        return ""
    if tokens >= 1_000_000:
        return f"{tokens / 1_000_000:g}M" if tokens % 100_000 == 0 else f"{tokens / 1_048_576:.2g}M"
    return f"{round(tokens / 1024) if tokens % 1024 == 0 else round(tokens / 1000)}K"
