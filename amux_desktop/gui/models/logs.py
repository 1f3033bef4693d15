"""Request logs as a table that loads page after page; live requests come in on top."""

from __future__ import annotations

import bisect
import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal

from amux_desktop.core.events import RequestSummary
from amux_desktop.gui.formats import clock, compact, duration, money
from amux_desktop.gui.i18n import Text, TextLike, tr
from amux_desktop.gui.models.table import RECORD, ROOT, Index, TableModel
from amux_desktop.gui.tokens import Tone
from amux_desktop.services.records import LogPage, LogPosition

TIME, STATUS, APP, MODEL, ROUTE, MARKS, FIRST, TOTAL, TOKENS, COST, KEY, PROVIDER = range(12)
HEADERS: dict[int, TextLike] = {
    TIME: tr("Time"),
    STATUS: tr("Status"),
    APP: tr("App"),
    MODEL: tr("Model"),
    ROUTE: tr("Proxy"),
    MARKS: "",
    FIRST: tr("First token"),
    TOTAL: tr("Total"),
    TOKENS: tr("In / out"),
    COST: tr("Cost"),
    KEY: tr("Token", "access key"),
    PROVIDER: tr("Provider"),
}
RIGHT = (FIRST, TOTAL, TOKENS, COST)
_SETTLED_MS = 5000
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


class LogTableModel(TableModel):
    """`load` asks for the page after a position; the answer comes back through `add_page`. What is shown stays until the first
    page of a new question is there."""

    loading = Signal(bool)
    restarted = Signal()
    """The rows are those of a new question."""

    def __init__(self, load: Callable[[LogPosition | None], None]) -> None:
        super().__init__(HEADERS, RIGHT)
        self._load = load
        self._rows: list[RequestSummary] = []
        self._ids: set[str] = set()
        self._next: LogPosition | None = None
        self._busy = False
        self._more = True
        self._anew = False

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return len(HEADERS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == RECORD:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return str(self.text(row, index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return str(spoken(row))
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == MARKS:
            return str(marks_of(row)[1]) or None
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
                return marks_of(row)[1]
            case 6:
                return duration(row.first_token_ms)
            case 7:
                return duration(elapsed(row))
            case 9:
                return money(row.cost_nanos) if row.outcome != "running" else ""
            case 10:
                return row.token_name
            case 11:
                return row.provider_name
            case _:
                if row.input_tokens is None and row.output_tokens is None:
                    return ""
                return f"{compact(row.input_tokens)} / {compact(row.output_tokens)}"

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more and not self._busy

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._ask(self._next)

    def restart(self) -> None:
        """Asks anew from the top; the old rows stay until the answer is there."""
        self._anew = True
        self._ask(None)

    def _ask(self, after: LogPosition | None) -> None:
        self._busy = True
        self.loading.emit(True)
        self._load(after)

    def add_page(self, page: LogPage) -> None:
        """The next page, or the first one of a new question."""
        self._loaded(page)
        if self._anew:
            self.replace(page)
            return
        fresh = [row for row in page.rows if row.id not in self._ids]
        if fresh:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(fresh) - 1)
            self._rows += fresh
            self._ids.update(row.id for row in fresh)
            self.endInsertRows()

    def replace(self, page: LogPage) -> None:
        self._loaded(page)
        self._anew = False
        self.beginResetModel()
        self._rows = list(page.rows)
        self._ids = {row.id for row in page.rows}
        self.endResetModel()
        self.restarted.emit()

    def _loaded(self, page: LogPage) -> None:
        self._busy = False
        self._next = page.next
        self._more = page.next is not None
        self.loading.emit(False)

    def load_failed(self) -> None:
        self._busy = self._more = self._anew = False
        self.loading.emit(False)

    def catch_up(self, rows: Sequence[RequestSummary], now_ms: int | None = None) -> None:
        """Makes the top of the table what the database has now: `rows` are its newest, without a gap. Rows that came meanwhile
        are put in their places, known ones are updated, those that are gone go; everything below stays."""
        now_ms = int(time.time() * 1000) if now_ms is None else now_ms
        found = {row.id: row for row in rows}
        oldest = rows[-1].started_ms if rows else 0
        for place in range(len(self._rows) - 1, -1, -1):
            row = self._rows[place]
            if row.started_ms < oldest:
                continue
            if row.id in found:
                self._update(place, found[row.id])
            elif row.outcome != "running" and row.started_ms + (row.duration_ms or 0) < now_ms - _SETTLED_MS:
                self._remove(place)
        self._insert([row for row in rows if row.id not in self._ids])

    def newest_ms(self) -> int:
        """When the newest finished request of the table began; 0 when there is none."""
        return next((row.started_ms for row in self._rows if row.outcome != "running"), 0)

    def put_live(self, summaries: Sequence[RequestSummary], accepts: Callable[[RequestSummary], bool]) -> int:
        """Running or finished requests: known ones are updated or go, others come in on top. Returns how many came in."""
        places = {row.id: index for index, row in enumerate(self._rows[:500])}
        gone: list[int] = []
        fresh: list[RequestSummary] = []
        for summary in summaries:
            place = places.get(summary.id)
            if place is None:
                fresh += [summary] if accepts(summary) and summary.id not in self._ids else []
            elif accepts(summary):
                self._update(place, summary)
            else:
                gone.append(place)
        for place in sorted(gone, reverse=True):
            self._remove(place)
        fresh.sort(key=lambda row: -row.started_ms)
        self._insert(fresh)
        return len(fresh)

    def _update(self, place: int, row: RequestSummary) -> None:
        if row != self._rows[place]:
            self._rows[place] = row
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(HEADERS) - 1))

    def _remove(self, place: int) -> None:
        self.beginRemoveRows(QModelIndex(), place, place)
        self._ids.discard(self._rows.pop(place).id)
        self.endRemoveRows()

    def _insert(self, fresh: Sequence[RequestSummary]) -> None:
        """`fresh` is newest first; neighbours come in together, which is one step for nearly all of them."""
        start = len(fresh)
        while start:
            place = self._place(fresh[start - 1])
            end = start
            while start and self._place(fresh[start - 1]) == place:
                start -= 1
            self.beginInsertRows(QModelIndex(), place, place + end - start - 1)
            self._rows[place:place] = fresh[start:end]
            self._ids.update(row.id for row in fresh[start:end])
            self.endInsertRows()

    def _place(self, row: RequestSummary) -> int:
        return bisect.bisect_left(self._rows, -row.started_ms, key=lambda other: -other.started_ms)

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


def marks_of(row: RequestSummary) -> tuple[tuple[str, ...], TextLike]:
    """Icons for what is special about a request, and the same in words."""
    icons: list[str] = []
    texts: list[str] = []
    if row.source == "tunnel":
        icons.append("globe")
        texts.append(str(tr("through the tunnel")))
    if row.attempts > 1:
        icons.append("split")
        texts.append(str(tr("%n attempt(s)", n=row.attempts)))
    return tuple(icons), ", ".join(texts)


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
