"""Requests through the tunnel as a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from amux_desktop.gui.formats import clock, duration
from amux_desktop.gui.i18n import Text, TextLike, tr
from amux_desktop.gui.models.table import RECORD, ROOT, Index, TableModel
from amux_desktop.gui.tokens import Tone
from amux_desktop.gui.tooltips import plain
from amux_desktop.services.tunnel import Access

TIME, STATUS, REQUEST, FROM, APP, TAKEN = range(6)
_HEADERS: dict[int, Text] = {
    TIME: tr("Time"),
    STATUS: tr("Status"),
    REQUEST: tr("Request"),
    FROM: tr("From"),
    APP: tr("App"),
    TAKEN: tr("Time taken"),
}


class AccessTableModel(TableModel):
    """Newest first."""

    def __init__(self) -> None:
        super().__init__(_HEADERS, (TAKEN,))
        self._rows: tuple[Access, ...] = ()

    def set_rows(self, rows: Sequence[Access]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def at(self, row: int) -> Access | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return len(_HEADERS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == RECORD:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return str(_text(row, index.column()))
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == REQUEST:
            return plain(f"{row.method} {row.path}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(str(_text(row, column)) for column in (STATUS, REQUEST, FROM, APP))
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == TAKEN:
            return Qt.AlignmentFlag.AlignRight
        return None


def tone_of(row: Access) -> Tone:
    """Refused is amber, since it is what should happen; what failed is red."""
    if row.status >= 500 or not row.status:
        return "bad"
    return "ok" if row.status < 400 else "warn"


def _text(row: Access, column: int) -> TextLike:
    match column:
        case 0:
            return clock(row.at_ms)
        case 1:
            return str(row.status or "–")
        case 2:
            return f"{row.method} {row.path}"
        case 3:
            return " ".join(filter(None, (row.address, row.country))) or "–"
        case 4:
            return row.client or row.token if row.token else tr("no token")
        case _:
            return duration(row.duration_ms)
