"""The keyboard shortcuts, from the same table that installs them."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from amux_desktop.gui.i18n import tr
from amux_desktop.gui.shortcuts import SHORTCUTS
from amux_desktop.gui.theme import theme
from amux_desktop.gui.widgets.badge import KeyCap
from amux_desktop.gui.widgets.card import Card, Section, column_layout, row_layout
from amux_desktop.gui.widgets.label import Label

_ARROWS = {"Up": "↑", "Down": "↓"}


def _native(keys: str) -> str:
    """As the keyboards of this system are labelled; arrows as arrows, not by a translated name."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    for name, arrow in _ARROWS.items():
        native = native.replace(QKeySequence(name).toString(QKeySequence.SequenceFormat.NativeText), arrow)
    return native


class ShortcutsSection(QWidget):
    def __init__(self) -> None:
        super().__init__()
        column = column_layout(self, spacing=10)
        column.addWidget(Section(tr("Shortcuts"), tr("Single letters work while a list has the focus.")))
        card = Card()
        for shortcut in SHORTCUTS:
            row = QWidget()
            line = row_layout(row, 16, 0, 16, 0, spacing=4)
            line.addWidget(Label(shortcut.text, "body"), 1)
            for place, keys in enumerate(shortcut.keys):
                if place:
                    line.addWidget(Label("/", "small", "text3"))
                native = _native(keys)
                for key in native.replace("++", "+Plus").split("+"):
                    line.addWidget(KeyCap(key))
            row.setMinimumHeight(theme().px(38))
            card.add_row(row)
        column.addWidget(card)
