"""The events of a recorded stream as a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from amux_desktop.gui.formats import duration, number
from amux_desktop.gui.i18n import Text, TextLike, tr
from amux_desktop.gui.models.table import ROOT, Index, TableModel
from amux_desktop.services.answers import AnswerEvent

NUMBER, AT, GAP, NAME, DATA = range(5)
_HEADERS: dict[int, Text] = {
    NUMBER: tr("No.", "of an event"),
    AT: tr("At", "time since the request began"),
    GAP: tr("Gap", "time since the event before"),
    NAME: tr("Event"),
    DATA: tr("Data"),
}
RIGHT = (NUMBER, AT, GAP)
_PREVIEW = 200


class AnswerEventsModel(TableModel):
    def __init__(self) -> None:
        super().__init__(_HEADERS, RIGHT)
        self._events: Sequence[AnswerEvent] = ()

    def show(self, events: Sequence[AnswerEvent]) -> None:
        self.beginResetModel()
        self._events = events
        self.endResetModel()

    def at(self, row: int) -> AnswerEvent | None:
        return self._events[row] if 0 <= row < len(self._events) else None

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._events)

    def columnCount(self, parent: Index = ROOT) -> int:
        return len(_HEADERS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        event = self._events[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return str(self._text(index.row(), event, index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{event.name or event.data[:_PREVIEW]}, {duration(event.at_ms)}"
        return None

    def _text(self, row: int, event: AnswerEvent, column: int) -> TextLike:
        match column:
            case 0:
                return number(row + 1)
            case 1:
                return duration(event.at_ms)
            case 2:
                before = self._events[row - 1].at_ms if row else None
                return "" if before is None or event.at_ms is None else duration(event.at_ms - before)
            case 3:
                return event.name
            case _:
                return event.data[:_PREVIEW]
