"""Who answers and who takes over, in order or by weight, each with its rules; rows are dragged or moved by Alt with arrows."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from amux_desktop.gui.dialogs.target_rules import TargetRulesDialog, rule_words
from amux_desktop.gui.formats import percent
from amux_desktop.gui.i18n import TextLike, bind, tr
from amux_desktop.gui.paint import draw_box, painting
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import Card, Section, column_layout, row_layout
from amux_desktop.gui.widgets.check import CheckBox
from amux_desktop.gui.widgets.drag_handle import DragHandle
from amux_desktop.gui.widgets.label import ElidedLabel, Label
from amux_desktop.gui.widgets.logo import LogoTile
from amux_desktop.gui.widgets.segmented import Option, Segmented
from amux_desktop.gui.widgets.select import Choice, Select
from amux_desktop.services.records import Provider, ProxyTarget


class FallbackRow(QFrame):
    """One fallback: who, and with which model. Alt+Up and Alt+Down move it while it has the focus."""

    moved = Signal(int)
    removed = Signal()
    rules_wanted = Signal()
    changed = Signal()
    focus_inside = True

    def __init__(
        self,
        place: int,
        target: ProxyTarget,
        choices: Sequence[Choice],
        providers: Mapping[str, Provider],
        note: TextLike,
    ) -> None:
        super().__init__()
        self._target = target
        self._providers = providers
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        bind(self.setAccessibleName, tr("Fallback {place}", place=place))
        self.handle = DragHandle(tr("Move: drag, or press Up or Down"))
        self.handle.moved.connect(self.moved)
        self.who = Select(tr("Provider"), choices)
        self.who.set_key(f"{target.kind}:{target.target_id}")
        self.who.picked.connect(self._on_who)
        self.model = Select(tr("Model"), mono=True, free_text=True)
        self.model.picked.connect(self.changed)
        remove = IconButton("x", tr("Remove the fallback"))
        remove.clicked.connect(self.removed)
        self.rules = IconButton("list-filter", tr("Rules and weight…"))
        self.rules.clicked.connect(self.rules_wanted)
        column = column_layout(self, 8, 8, 10, 8, spacing=4)
        row = row_layout(None, spacing=8)
        row.addWidget(self.handle)
        row.addWidget(Label(str(place), "body_s", "text2"))
        row.addWidget(self.who, 1)
        row.addWidget(self.model, 1)
        row.addWidget(self.rules)
        row.addWidget(remove)
        column.addLayout(row)
        self.note = ElidedLabel(note, "small", "text2")
        self.note.setContentsMargins(theme().px(58), 0, 0, 0)
        self.note.setVisible(bool(str(note)))
        column.addWidget(self.note)
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
    """All targets of a proxy. The first one is chosen elsewhere (`set_primary`); its rules and weight are kept here."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._choices: Sequence[Choice] = ()
        self._providers: Mapping[str, Provider] = {}
        self._primary: tuple[TextLike, str] = ("–", "")
        self._first = ProxyTarget(kind="provider", target_id="")
        self.rows: list[FallbackRow] = []
        self._section = Section(tr("Fallback chain"))
        self.balance = Segmented(
            tr("Order of the targets"),
            [Option("ordered", tr("In order")), Option("weighted", tr("By weight"))],
            small=True,
        )
        self.balance.chosen.connect(lambda _key: self._on_balance())
        self._add = Button(tr("Add fallback"), icon="plus", size="sm")
        self._add.clicked.connect(self._on_add)
        self._section.add_control(self.balance)
        self._section.add_control(self._add)
        self._card = Card()
        self.sticky = CheckBox(tr("A conversation stays with the target that answered it"))
        self.sticky.setChecked(True)
        self.sticky.toggled.connect(self.changed)
        self._drop_line = _DropLine(self._card)
        column = column_layout(self, spacing=10)
        column.addWidget(self._section)
        column.addWidget(self._card)
        column.addWidget(self.sticky)
        self._describe()

    def set_choices(self, choices: Sequence[Choice], providers: Mapping[str, Provider]) -> None:
        self._choices, self._providers = choices, providers
        self._arrange(self.targets())

    def set_primary(self, label: TextLike, logo: str, target: ProxyTarget) -> None:
        """Who answers first. Rules and weight stay when only the model or the order changed, and go with the target."""
        if (target.kind, target.target_id) != (self._first.kind, self._first.target_id):
            self._first = target
        self._primary = (label, logo)
        self._arrange(self.targets())

    def set_targets(
        self, first: ProxyTarget | None, others: Sequence[ProxyTarget], balance: str, *, sticky: bool
    ) -> None:
        if first is not None:
            self._first = first
        self.balance.set_key(balance)
        self.sticky.setChecked(sticky)
        self._describe()
        self._arrange(others)

    def first(self) -> ProxyTarget:
        return self._first

    def targets(self) -> tuple[ProxyTarget, ...]:
        """Without the first."""
        return tuple(row.target() for row in self.rows)

    def is_weighted(self) -> bool:
        return self.balance.key() == "weighted"

    # ------------------------------------------------------------------ editing

    def _on_balance(self) -> None:
        self._describe()
        self._arrange(self.targets())
        self.changed.emit()

    def _describe(self) -> None:
        weighted = self.is_weighted()
        self._section.set_description(
            tr("Each request goes to one of them by weight; if that one fails, to another.")
            if weighted
            else tr("If the provider fails, the next one answers. The app sees one reply.")
        )
        self.sticky.setVisible(weighted)

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
        to = max(0, min(len(targets) - 1, index + by))
        if to != index:
            targets.insert(to, targets.pop(index))
            self._arrange(targets)
            self.rows[to].handle.setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()

    def _remove(self, index: int) -> None:
        targets = list(self.targets())
        del targets[index]
        self._arrange(targets)
        self.changed.emit()

    def _edit_rules(self, index: int) -> None:
        """Of one target; -1 is the first."""
        target = self._first if index < 0 else self.rows[index].target()
        name = self._primary[0] if index < 0 else self.rows[index].who.currentText()

        def done(changed: ProxyTarget) -> None:
            targets = list(self.targets())
            if index < 0:
                self._first = changed
            else:
                targets[index] = changed
            self._arrange(targets)
            self.changed.emit()

        TargetRulesDialog(name, target, done, first=index < 0, weighted=self.is_weighted()).open_in(self.window())

    # ------------------------------------------------------------------ dragging

    def _place_at(self, at: QPoint) -> int:
        """Before which row a dropped one would come to stand."""
        y = self._card.mapFromGlobal(at).y()
        return sum(row.geometry().center().y() < y for row in self.rows)

    def _show_drop(self, at: QPoint) -> None:
        place = self._place_at(at)
        last = self.rows[-1].geometry().bottom() if self.rows else 0
        self._drop_line.show_at(self.rows[place].y() if place < len(self.rows) else last)

    def _drop(self, index: int, at: QPoint) -> None:
        self._drop_line.hide()
        place = self._place_at(at)
        self._move(index, (place - 1 if place > index else place) - index)

    # ------------------------------------------------------------------ rows

    def _arrange(self, targets: Sequence[ProxyTarget]) -> None:
        self._card.clear_rows()
        whole = self._first.weight + sum(target.weight for target in targets)
        self._card.add_row(self._primary_row(whole))
        self.rows = []
        for index, target in enumerate(targets):
            row = FallbackRow(index + 2, target, self._choices, self._providers, self._note(target, whole))
            row.moved.connect(lambda by, index=index: self._move(index, by))
            row.removed.connect(lambda index=index: self._remove(index))
            row.rules_wanted.connect(lambda index=index: self._edit_rules(index))
            row.handle.dragged.connect(self._show_drop)
            row.handle.dropped.connect(lambda at, index=index: self._drop(index, at))
            row.changed.connect(self.changed)
            self.rows.append(row)
            self._card.add_row(row)
        self._add.setEnabled(len(self.rows) + 1 < len(self._choices))
        self._drop_line.raise_()

    def _note(self, target: ProxyTarget, whole: int) -> TextLike:
        """Share and rules in one line; empty when there is nothing to say."""
        words = [str(word) for word in rule_words(target.conditions)]
        if not target.enabled:
            words.insert(0, str(tr("not used")))
        if self.is_weighted():
            words.insert(0, str(tr("{share} of the requests", share=percent(target.weight / max(1, whole)))))
        return ", ".join(words)

    def _primary_row(self, whole: int) -> QWidget:
        label, logo = self._primary
        row = QWidget()
        line = row_layout(row, 16, 7, 46, 7, spacing=14)
        line.addWidget(Label("1", "body_s", "text2"))
        line.addWidget(LogoTile(logo, str(label), 28))
        texts = column_layout(None, spacing=0)
        texts.addWidget(Label(label, "body_m"))
        note = self._note(self._first, whole)
        texts.addWidget(ElidedLabel(note or self._first.model or tr("mapped model"), "small", "text2"))
        line.addLayout(texts, 1)
        self.first_rules = IconButton("list-filter", tr("Rules and weight…"))
        self.first_rules.clicked.connect(lambda: self._edit_rules(-1))
        line.addWidget(self.first_rules)
        return row


class _DropLine(QWidget):
    """Where a dragged row would come to stand."""

    def __init__(self, card: QWidget) -> None:
        super().__init__(card)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, y: int) -> None:
        card = self.parentWidget()
        if card is not None:
            self.setGeometry(8, y - 1, card.width() - 16, 3)
            self.raise_()
            self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            draw_box(painter, self.rect(), colors().accent, None, 1.5)
