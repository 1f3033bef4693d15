"""The columns of a table as its user wants them: which, in what order, how wide; remembered, and put back with one entry."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QHeaderView, QTableView

from amux_desktop.gui.i18n import TextLike, tr
from amux_desktop.gui.theme import theme
from amux_desktop.gui.widgets.menu import Menu
from amux_desktop.gui.window_state import WindowState

_LEAST, _MOST = 40, 640
_PAUSE_MS = 300


@dataclass(frozen=True, slots=True)
class Column:
    """`index` is the model's. A column without `width` takes the room that is left and cannot be hidden."""

    index: int
    key: str
    title: TextLike
    width: int = 0
    shown: bool = True


class TableColumns(QObject):
    """Owns the table's header. `fit` adds what a narrow window leaves out; that is not remembered."""

    def __init__(self, table: QTableView, columns: Sequence[Column], views: WindowState, name: str) -> None:
        super().__init__(table)
        self._header = table.horizontalHeader()
        self._table = table
        self._columns = {column.key: column for column in columns}
        self._views, self._name = views, name
        self._narrow: Collection[int] = ()
        self._quiet = False
        self._save_timer = QTimer(self)
        self._save_timer.setSingleShot(True)
        self._save_timer.setInterval(_PAUSE_MS)
        self._save_timer.timeout.connect(self.save)
        self._header.setSectionsMovable(True)
        self._header.setMinimumSectionSize(_LEAST)
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.customContextMenuRequested.connect(lambda at: self.open_menu(self._header.mapToGlobal(at)))
        self._header.sectionMoved.connect(self._changed)
        self._header.sectionResized.connect(self._resized)
        theme().changed.connect(self.apply)
        self._hidden: set[str] = set()
        self._widths: dict[str, int] = {}
        self._order: list[str] = []
        self._read()
        self.apply()

    # ------------------------------------------------------------------ what is shown

    def shown(self) -> list[str]:
        """Keys of the visible columns from left to right."""
        keys = {column.index: key for key, column in self._columns.items()}
        places = (self._header.logicalIndex(place) for place in range(self._header.count()))
        return [keys[index] for index in places if index in keys and not self._table.isColumnHidden(index)]

    def fit(self, left_out: Collection[int]) -> None:
        """Hides further columns while there is no room for them."""
        self._narrow = left_out
        self.apply()

    def set_shown(self, key: str, shown: bool) -> None:
        (self._hidden.discard if shown else self._hidden.add)(key)
        self.apply()
        self.save()

    def move(self, key: str, by: int) -> None:
        """One place to the left (-1) or right (1), past hidden columns: the menu's way, for keyboards."""
        order = self.shown()
        place = order.index(key) + by
        if 0 <= place < len(order):
            target = self._header.visualIndex(self._columns[order[place]].index)
            self._header.moveSection(self._header.visualIndex(self._columns[key].index), target)
            self.save()

    def reset(self) -> None:
        self._defaults()
        self.apply()
        self.save()

    def apply(self) -> None:
        self._quiet = True
        for place, key in enumerate(self._order):
            self._header.moveSection(self._header.visualIndex(self._columns[key].index), place)
        for key, column in self._columns.items():
            mode = QHeaderView.ResizeMode.Interactive if column.width else QHeaderView.ResizeMode.Stretch
            self._header.setSectionResizeMode(column.index, mode)
            self._table.setColumnHidden(column.index, key in self._hidden or column.index in self._narrow)
            if column.width:
                self._header.resizeSection(column.index, theme().px(self._widths.get(key, column.width)))
        self._quiet = False

    def open_menu(self, at: QPoint) -> None:
        menu = Menu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key in self._order:
            column = self._columns[key]
            shown = key not in self._hidden
            entry = menu.add(column.title, lambda k=key, s=shown: self.set_shown(k, not s), checked=shown)  # type: ignore[misc]  # bound now
            entry.setEnabled(bool(column.width))
        menu.addSeparator()
        menu.add(tr("Reset the columns"), self.reset, icon="rotate-ccw")
        menu.popup(at)

    # ------------------------------------------------------------------ remembering

    def save(self) -> None:
        """Written a moment after a drag, at once for the menu's entries."""
        self._save_timer.stop()
        indices = {column.index: key for key, column in self._columns.items()}
        self._order = [indices[self._header.logicalIndex(place)] for place in range(self._header.count())]
        state = {"order": self._order, "hidden": sorted(self._hidden), "widths": self._widths}
        self._views.put(self._name, json.dumps(state))

    def _read(self) -> None:
        """What an older version knew is taken as far as it fits; anything else is the default."""
        self._defaults()
        try:
            state: Any = json.loads(self._views.get(self._name) or "{}")
            known = [key for key in state.get("order", ()) if key in self._columns]
            widths = {key: int(width) for key, width in state.get("widths", {}).items()}
            hidden = set(state.get("hidden", self._hidden))
        except (ValueError, TypeError, AttributeError):
            return
        self._order = known + [key for key in self._order if key not in known]
        self._hidden = {key for key in hidden if key in self._columns and self._columns[key].width}
        self._widths = {key: max(_LEAST, min(_MOST, width)) for key, width in widths.items() if key in self._columns}

    def _defaults(self) -> None:
        self._order = list(self._columns)
        self._hidden = {key for key, column in self._columns.items() if not column.shown}
        self._widths = {}

    def _changed(self) -> None:
        if not self._quiet:
            self._save_timer.start()

    def _resized(self, index: int, _old: int, new: int) -> None:
        key = next((key for key, column in self._columns.items() if column.index == index and column.width), "")
        if key and new and not self._quiet:
            self._widths[key] = round(new / theme().scale)
            self._save_timer.start()
