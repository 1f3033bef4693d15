"""Who takes over when the provider fails, in order; rows move by drag handle buttons or Alt with arrows."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from amux_desktop.gui.i18n import TextLike, bind, tr
from amux_desktop.gui.theme import theme
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import Card, Section, column_layout, row_layout
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.logo import LogoTile
from amux_desktop.gui.widgets.select import Choice, Select
from amux_desktop.services.records import Provider, ProxyTarget


class FallbackRow(QWidget):
    """One fallback: who, and with which model. Alt+Up and Alt+Down move it while it has the focus."""

    moved = Signal(int)
    removed = Signal()
    changed = Signal()
    focus_inside = True

    def __init__(
        self, place: int, target: ProxyTarget, choices: Sequence[Choice], providers: Mapping[str, Provider]
    ) -> None:
        super().__init__()
        self._target = target
        self._providers = providers
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        bind(self.setAccessibleName, tr("Fallback {place}", place=place))
        up = IconButton("chevron-up", tr("Move up"), size="xs")
        up.clicked.connect(lambda: self.moved.emit(-1))
        down = IconButton("chevron-down", tr("Move down"), size="xs")
        down.clicked.connect(lambda: self.moved.emit(1))
        self.who = Select(tr("Provider"), choices)
        self.who.set_key(f"{target.kind}:{target.target_id}")
        self.who.picked.connect(self._on_who)
        self.model = Select(tr("Model"), mono=True, free_text=True)
        self.model.picked.connect(self.changed)
        remove = IconButton("x", tr("Remove the fallback"))
        remove.clicked.connect(self.removed)
        row = row_layout(self, 10, 0, 10, 0, spacing=8)
        row.addWidget(up)
        row.addWidget(down)
        row.addWidget(Label(str(place), "body_s", "text2"))
        row.addWidget(self.who, 1)
        row.addWidget(self.model, 1)
        row.addWidget(remove)
        self.setFixedHeight(theme().px(49))
        self._fill_models()
        self.model.set_key(target.model)

    def target(self) -> ProxyTarget:
        kind, _, target_id = self.who.key().partition(":")
        return dataclasses.replace(
            self._target,
            kind="proxy" if kind == "proxy" else "provider",
            target_id=target_id,
            model=self.model.key(),
            id="",
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def _on_who(self, _key: str) -> None:
        self._fill_models()
        self.model.set_key("")
        self.changed.emit()

    def _fill_models(self) -> None:
        provider = self._providers.get(self.who.key().partition(":")[2])
        models = [model.id for model in provider.models if model.enabled] if provider else []
        logo = provider.logo if provider else ""
        self.model.set_choices([Choice("", tr("mapped model")), *(Choice(m, m, logo) for m in models)])


class FallbackList(QWidget):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._choices: Sequence[Choice] = ()
        self._providers: Mapping[str, Provider] = {}
        self._primary: tuple[TextLike, str] = ("–", "")
        self.rows: list[FallbackRow] = []
        section = Section(
            tr("Fallback chain"), tr("If the provider fails, the next one answers. The app sees one reply.")
        )
        self._add = Button(tr("Add fallback"), icon="plus", size="sm")
        self._add.clicked.connect(self._on_add)
        section.add_control(self._add)
        self._card = Card()
        column = column_layout(self, spacing=10)
        column.addWidget(section)
        column.addWidget(self._card)

    def set_choices(self, choices: Sequence[Choice], providers: Mapping[str, Provider]) -> None:
        self._choices, self._providers = choices, providers
        self._arrange(self.targets())

    def set_primary(self, label: TextLike, logo: str) -> None:
        self._primary = (label, logo)
        self._arrange(self.targets())

    def set_targets(self, targets: Sequence[ProxyTarget]) -> None:
        self._arrange(targets)

    def targets(self) -> tuple[ProxyTarget, ...]:
        return tuple(row.target() for row in self.rows)

    def _on_add(self) -> None:
        used = {row.who.key() for row in self.rows}
        free = next((c for c in self._choices if c.enabled and c.key not in used), None)
        if free is None:
            return
        kind, _, target_id = free.key.partition(":")
        target = ProxyTarget(kind="proxy" if kind == "proxy" else "provider", target_id=target_id)
        self._arrange([*self.targets(), target])
        self.changed.emit()

    def _move(self, index: int, by: int) -> None:
        targets = list(self.targets())
        to = index + by
        if 0 <= to < len(targets):
            targets.insert(to, targets.pop(index))
            self._arrange(targets)
            self.rows[to].setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()

    def _remove(self, index: int) -> None:
        targets = list(self.targets())
        del targets[index]
        self._arrange(targets)
        self.changed.emit()

    def _arrange(self, targets: Sequence[ProxyTarget]) -> None:
        self._card.clear_rows()
        self._card.add_row(self._primary_row())
        self.rows = []
        for index, target in enumerate(targets):
            row = FallbackRow(index + 2, target, self._choices, self._providers)
            row.moved.connect(lambda by, index=index: self._move(index, by))
            row.removed.connect(lambda index=index: self._remove(index))
            row.changed.connect(self.changed)
            self.rows.append(row)
            self._card.add_row(row)
        self._add.setEnabled(len(self.rows) + 1 < len(self._choices))

    def _primary_row(self) -> QWidget:
        label, logo = self._primary
        row = QWidget()
        line = row_layout(row, 16, 0, 16, 0, spacing=14)
        line.addWidget(Label("1", "body_s", "text2"))
        line.addWidget(LogoTile(logo, str(label), 28))
        texts = column_layout(None, spacing=0)
        texts.addStretch(1)
        texts.addWidget(Label(label, "body_m"))
        texts.addWidget(Label(tr("mapped model"), "mono_s", "text2"))
        texts.addStretch(1)
        line.addLayout(texts, 1)
        row.setFixedHeight(theme().px(48))
        return row
