"""A chart's numbers as a table: what a screen reader reads and a spreadsheet takes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from amux_desktop.gui.formats import date_time
from amux_desktop.gui.i18n import TextLike, tr
from amux_desktop.gui.widgets.chart import Series

_Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class ChartTableModel(QAbstractTableModel):
    """One row per slot, newest first; the first column is the slot's beginning."""

    def __init__(self) -> None:
        super().__init__()
        self._series: Sequence[Series] = ()
        self._starts: Sequence[int] = ()
        self._write: Callable[[float], TextLike] = str

    def show(self, series: Sequence[Series], starts: Sequence[int], write: Callable[[float], TextLike]) -> None:
        self.beginResetModel()
        self._series, self._starts, self._write = series, starts, write
        self.endResetModel()

    def rowCount(self, parent: _Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._starts)

    def columnCount(self, parent: _Index = ROOT) -> int:
        return 1 + len(self._series)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        slot = len(self._starts) - 1 - index.row()
        if index.column() == 0:
            return str(date_time(self._starts[slot]))
        return str(self._write(self._series[index.column() - 1].values[slot]))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(tr("Time") if section == 0 else self._series[section - 1].name)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
        return None


def as_csv(series: Sequence[Series], starts: Sequence[int]) -> str:
    """Oldest first; times in UTC, values as plain numbers in the chart's unit (requests, tokens, milliseconds, or 10^-9 US
    dollars)."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["time", *(_safe(str(entry.name)) for entry in series)])
    for slot, start in enumerate(starts):
        moment = datetime.fromtimestamp(start / 1000, UTC).isoformat()
        writer.writerow(
            [
                moment,
                *(f"{entry.values[slot]:g}" if entry.values[slot] % 1 else int(entry.values[slot]) for entry in series),
            ]
        )
    return file.getvalue()


def _safe(name: str) -> str:
    """A model or an app may be called what a spreadsheet would run as a formula."""
    return f"'{name}" if name.startswith(("=", "+", "-", "@", "\t")) else name
