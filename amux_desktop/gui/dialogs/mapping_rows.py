"""Model mapping: rows of "when an app asks for" and "use", matched from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from amux_desktop.gui.i18n import TextLike, tr
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import Section, clear_layout, column_layout
from amux_desktop.gui.widgets.field import ErrorLine, TextField
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.logo import Icon
from amux_desktop.gui.widgets.select import Choice, Select
from amux_desktop.services.records import Mapping

_PASS = ""


class MappingList(QWidget):
    """`mappings` is the list as records; `check` marks rows that are incomplete, doubled or never reached."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._models: list[str] = []
        self._logo = ""
        self.rows: list[tuple[TextField, Select]] = []
        section = Section(tr("Model mapping"), tr("Names are matched top to bottom; * matches any part of a name."))
        add = Button(tr("Add mapping"), icon="plus", size="sm")
        add.clicked.connect(self._on_add)
        section.add_control(add)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(2, 1)
        self._error = ErrorLine()
        self.default = Select(tr("Any other name"), mono=False, free_text=True)
        self.default.picked.connect(self.changed)
        column = column_layout(self, spacing=8)
        column.addWidget(section)
        column.addLayout(self._grid)
        column.addWidget(self._error)
        self._arrange([])

    def set_models(self, models: Sequence[str], logo: str) -> None:
        """What the chosen provider offers; anything else may be typed."""
        self._models, self._logo = list(models), logo
        for _source, target in self.rows:
            target.set_choices([Choice(model, model, logo) for model in self._models])
        self._fill_default()

    def set_mappings(self, mappings: Sequence[Mapping]) -> None:
        self._arrange([(mapping.source, mapping.target) for mapping in mappings if mapping.kind != "default"])
        self.default.set_key(next((mapping.target for mapping in mappings if mapping.kind == "default"), _PASS))

    def mappings(self) -> tuple[Mapping, ...]:
        found = [
            Mapping(source=name, target=target.key(), kind="glob" if "*" in name or "?" in name else "exact")
            for source, target in self.rows
            if (name := source.text().strip()) and target.key()
        ]
        if self.default.key():
            found.append(Mapping(source="", target=self.default.key(), kind="default"))
        return tuple(found)

    def check(self) -> bool:
        """False when a row cannot be saved as it is; the reason is shown under the rows."""
        seen: set[str] = set()
        reason: TextLike = ""
        for source, target in self.rows:
            name = source.text().strip()
            half = bool(name) != bool(target.key())
            double = name in seen and bool(name)
            unreachable = bool(name) and "*" in seen
            source.set_error((half and not name) or double or unreachable)
            target.set_error(half and not target.key())
            if half:
                reason = tr("A row needs both names")
            elif double:
                reason = tr("{name} is mapped twice", name=name)
            elif unreachable:
                reason = tr("{name} is never reached, because * above matches everything", name=name)
            seen.add(name)
        self._error.set_reason(reason)
        return not str(reason)

    def _on_add(self) -> None:
        values = [(source.text(), target.key()) for source, target in self.rows]
        self._arrange([*values, ("", "")])
        self.rows[-1][0].setFocus()
        self.changed.emit()

    def _remove(self, index: int) -> None:
        values = [(source.text(), target.key()) for source, target in self.rows]
        del values[index]
        self._arrange(values)
        self.changed.emit()

    def _arrange(self, values: Sequence[tuple[str, str]]) -> None:
        keep = self.default.key()
        self.default.setParent(None)
        clear_layout(self._grid)
        self.rows = []
        line = 0
        if values:
            self._grid.addWidget(Label(tr("When an app asks for"), "small", "text2"), 0, 0)
            self._grid.addWidget(Label(tr("use", "mapping"), "small", "text2"), 0, 2)
            line = 1
        for index, (name, target) in enumerate(values):
            source = TextField(tr("When an app asks for"), placeholder="gpt-4o", mono=True)
            source.setText(name)
            source.textEdited.connect(self.changed)
            choice = Select(
                tr("use", "mapping"),
                [Choice(model, model, self._logo) for model in self._models],
                mono=True,
                free_text=True,
                placeholder=tr("Choose a model"),
            )
            choice.set_key(target)
            choice.picked.connect(self.changed)
            remove = IconButton("trash-2", tr("Remove the mapping"))
            remove.clicked.connect(lambda _on=False, index=index: self._remove(index))
            for place, widget in enumerate((source, Icon("arrow-right", "text3", 12), choice, remove)):
                self._grid.addWidget(widget, line, place)
            self.rows.append((source, choice))
            line += 1
        self._grid.addWidget(Label(tr("Any other name"), "body", "text2"), line, 0)
        self._grid.addWidget(Icon("arrow-right", "text3", 12), line, 1)
        self._grid.addWidget(self.default, line, 2)
        self.default.show()
        self._fill_default()
        self.default.set_key(keep)

    def _fill_default(self) -> None:
        passing = Choice(_PASS, tr("Pass the name through"))
        self.default.set_choices([passing, *(Choice(model, model, self._logo) for model in self._models)])
