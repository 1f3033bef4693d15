"""Request logs as a table that loads page after page; live requests come in on top."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from amux_desktop.core.events import RequestSummary
from amux_desktop.gui.formats import clock, compact, duration
from amux_desktop.gui.i18n import Text, TextLike, tr
from amux_desktop.gui.tokens import Tone
from amux_desktop.services.records import LogPage, LogPosition

RECORD = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
TIME, STATUS, APP, MODEL, ROUTE, FIRST, TOTAL, TOKENS = range(8)
_HEADERS: dict[int, Text] = {
    TIME: tr("Time"),
    STATUS: tr("Status"),
    APP: tr("App"),
    MODEL: tr("Model"),
    ROUTE: tr("Proxy"),
    FIRST: tr("First token"),
    TOTAL: tr("Total"),
    TOKENS: tr("In / out"),
}
_RIGHT = (FIRST, TOTAL, TOKENS)
_CLIENT_FAULTS = (401, 403)


def status_of(row: RequestSummary) -> tuple[TextLike, Tone, bool]:
    """Badge of a request: text, tone, and whether it carries a dot."""
    if row.outcome == "running":
        return tr("Live"), "info", True
    if row.outcome == "cancelled":
        return tr("Cancelled"), "neutral", False
    text: TextLike = str(row.status) if row.status else tr("Failed")
    if 200 <= row.status < 300 and row.outcome == "ok":
        return text, "ok", False
    if 400 <= row.status < 500 and row.status not in _CLIENT_FAULTS:
        return text, "warn", False
    return text, "bad", False


class LogTableModel(QAbstractTableModel):
    """`load` asks for the page after a position; the answer comes back through `add_page`."""

    loading = Signal(bool)

    def __init__(self, load: Callable[[LogPosition | None], None]) -> None:
        super().__init__()
        self._load = load
        self._rows: list[RequestSummary] = []
        self._next: LogPosition | None = None
        self._busy = False
        self._more = True

    def rowCount(self, parent: _Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = ROOT) -> int:
        return TOKENS + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == RECORD:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return str(self.text(row, index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return str(spoken(row))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(_HEADERS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight if section in _RIGHT else Qt.AlignmentFlag.AlignLeft
        return None

    def text(self, row: RequestSummary, column: int) -> TextLike:
        match column:
            case 0:
                return clock(row.started_ms)
            case 1:
                return status_of(row)[0]
            case 2:
                return row.client or row.token_name
            case 3:
                return row.target_model or row.source_model
            case 4:
                return row.route.partition("/")[2] or row.route
            case 5:
                return duration(row.first_token_ms)
            case 6:
                return duration(elapsed(row))
            case _:
                if row.input_tokens is None and row.output_tokens is None:
                    return ""
                return f"{compact(row.input_tokens)} / {compact(row.output_tokens)}"

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and self._more and not self._busy

    def fetchMore(self, parent: _Index) -> None:
        if self.canFetchMore(parent):
            self._busy = True
            self._load(self._next)

    def restart(self) -> None:
        """Empties the table and loads the first page."""
        self.beginResetModel()
        self._rows, self._next, self._more, self._busy = [], None, True, True
        self.endResetModel()
        self._load(None)

    def add_page(self, page: LogPage) -> None:
        self._busy = False
        self._next = page.next
        self._more = page.next is not None
        known = {row.id for row in self._rows}
        fresh = [row for row in page.rows if row.id not in known]
        if fresh:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(fresh) - 1)
            self._rows += fresh
            self.endInsertRows()

    def load_failed(self) -> None:
        self._busy = False
        self._more = False

    def put_live(self, summaries: Sequence[RequestSummary]) -> int:
        """Running or finished requests: known ones are updated, others come in on top. Returns how many came in."""
        places = {row.id: index for index, row in enumerate(self._rows[:500])}
        fresh: list[RequestSummary] = []
        for summary in summaries:
            place = places.get(summary.id)
            if place is None:
                fresh.append(summary)
            else:
                self._rows[place] = summary
                self.dataChanged.emit(self.index(place, 0), self.index(place, TOKENS))
        if fresh:
            fresh.sort(key=lambda row: -row.started_ms)
            self.beginInsertRows(QModelIndex(), 0, len(fresh) - 1)
            self._rows[:0] = fresh
            self.endInsertRows()
        return len(fresh)

    def tick(self) -> bool:
        """Repaints the times of running rows; False when none runs."""
        running = [index for index, row in enumerate(self._rows[:200]) if row.outcome == "running"]
        for index in running:
            self.dataChanged.emit(self.index(index, TOTAL), self.index(index, TOTAL))
        return bool(running)

    def at(self, row: int) -> RequestSummary | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, request_id: str) -> int:
        return next((index for index, row in enumerate(self._rows) if row.id == request_id), -1)


def elapsed(row: RequestSummary) -> int | None:
    """Duration so far, milliseconds."""
    if row.duration_ms is not None:
        return row.duration_ms
    return max(0, int(time.time() * 1000) - row.started_ms) if row.outcome == "running" else None


def spoken(row: RequestSummary) -> Text:
    """A row in one sentence, for a screen reader."""
    return tr(
        "{time}, {status}, {app}, {source} answered by {target}, {duration}",
        time=clock(row.started_ms),
        status=status_of(row)[0],
        app=row.client or row.token_name or "–",
        source=row.source_model or "–",
        target=row.target_model or "–",
        duration=duration(elapsed(row)),
    )
