"""What an import does with things that are here already and differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QHBoxLayout

from amux_desktop.gui.i18n import tr
from amux_desktop.gui.widgets.card import row_layout
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.segmented import Option, Segmented

if TYPE_CHECKING:
    from amux_desktop.services.transfer import Action, OnConflict

_QUESTION = tr("Where something is here already")
_USEFUL: tuple[Action, ...] = ("add", "overwrite", "rename")
_MODES = {"skip": tr("Keep mine"), "overwrite": tr("Replace mine"), "rename": tr("Keep both")}


class ConflictChoice(Segmented):
    def __init__(self) -> None:
        super().__init__(_QUESTION, [Option(key, text) for key, text in _MODES.items()])

    def line(self) -> QHBoxLayout:
        """The question, and this behind it."""
        line = row_layout(None, spacing=10)
        line.addWidget(Label(_QUESTION, "body"), 1)
        line.addWidget(self)
        return line

    def mode(self) -> OnConflict:
        return cast("OnConflict", self.key() or "skip")


def useful(counts: Mapping[Action, int]) -> int:
    """How many things an import adds or replaces, by its counts of actions."""
    return sum(counts.get(action, 0) for action in _USEFUL)
