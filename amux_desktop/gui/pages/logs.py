"""Logs: every request, newest first, with filters, live tail and an inspector."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import (
    Event,
    LogsCleared,
    LogsWritten,
    ProviderChanged,
    RequestFinished,
    RequestStarted,
    RequestSummary,
)
from amux_desktop.gui.dialogs.base import ConfirmDialog
from amux_desktop.gui.formats import number
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.models.logs import (
    APP,
    COST,
    FIRST,
    HEADERS,
    KEY,
    MARKS,
    MODEL,
    PROVIDER,
    ROUTE,
    STATUS,
    TIME,
    TOKENS,
    TOTAL,
    LogTableModel,
)
from amux_desktop.gui.pages.base import Page, PageContext
from amux_desktop.gui.pages.log_filters import LogFilters
from amux_desktop.gui.pages.log_inspector import LogInspector
from amux_desktop.gui.theme import theme
from amux_desktop.gui.tokens import Height
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import Divider, column_layout, row_layout
from amux_desktop.gui.widgets.empty_state import EmptyState
from amux_desktop.gui.widgets.label import ElidedLabel, Label
from amux_desktop.gui.widgets.loading_line import LoadingLine
from amux_desktop.gui.widgets.log_rows import LogRows
from amux_desktop.gui.widgets.menu import Menu
from amux_desktop.gui.widgets.switch import Switch
from amux_desktop.gui.widgets.table_columns import Column, TableColumns
from amux_desktop.gui.widgets.table_view import TableView
from amux_desktop.services.records import LogFilter, LogPage, LogPosition, Provider

_COLUMNS = (
    Column(TIME, "time", HEADERS[TIME], 92),
    Column(STATUS, "status", HEADERS[STATUS], 86),
    Column(APP, "app", HEADERS[APP], 112),
    Column(MODEL, "model", HEADERS[MODEL]),
    Column(ROUTE, "proxy", HEADERS[ROUTE], 148),
    Column(MARKS, "marks", tr("Marks", "tunnel, fallback"), 44),
    Column(FIRST, "first", HEADERS[FIRST], 88),
    Column(TOTAL, "total", HEADERS[TOTAL], 76),
    Column(TOKENS, "tokens", HEADERS[TOKENS], 102),
    Column(COST, "cost", HEADERS[COST], 90, shown=False),
    Column(KEY, "token", HEADERS[KEY], 130, shown=False),
    Column(PROVIDER, "provider", HEADERS[PROVIDER], 120, shown=False),
)
_MEDIUM_HIDDEN = (ROUTE, MARKS, FIRST, COST, KEY, PROVIDER)
_NARROW_HIDDEN = (*_MEDIUM_HIDDEN, APP, TOKENS)
_INSPECTOR = 468
# A request that ended before the page was read may still wait to be written: in the batch that is being written, or the next.
_BATCHES_ON_THE_WAY = 2
_COUNT_PAUSE_MS = 2000
_CATCH_UP_PAGES = 5
_PAGE = 200


class LogsPage(Page):
    key = "logs"
    title = tr("Logs")
    icon = "scroll-text"
    group = "observe"
    wide = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._where = LogFilter()
        self._logos: dict[str, str] = {}
        self._live_rows: dict[str, RequestSummary] = {}
        self._loading = 0
        self._unseen = 0
        self.header.set_subtitle(tr("Every request, both sides of the conversion"))
        self._build_header()
        self.model = LogTableModel(self._load_page)
        self.table = TableView(tr("Requests"), self._row_height())
        self.table.setModel(self.model)
        self.table.setAutoScroll(False)
        self.table.set_row_painter(LogRows(self.model, self._logos))
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(self._on_current)
        self.table.delete_requested.connect(self._delete_current)
        self.columns = TableColumns(self.table, _COLUMNS, context.shell.state, "logs.columns")
        self.model.restarted.connect(self._on_restarted)
        self._line_above = LoadingLine()
        self.model.loading.connect(self._line_above.set_loading)
        self.inspector = LogInspector(context)
        self.inspector.closed.connect(self.close_inspector)
        self.inspector.stepped.connect(self._step)
        self.inspector.hide()
        self._build_body()
        self._place()
        self._on_the_way = 0
        self._count_timer = self._timer(_COUNT_PAUSE_MS, self._load_count)
        self._flush = self._timer(250, self._show_live)
        self._tick = QTimer(self)
        self._tick.setInterval(500)
        self._tick.timeout.connect(self._on_tick)

    def _timer(self, milliseconds: int, run: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(run)
        return timer

    # ------------------------------------------------------------------ building

    def _build_header(self) -> None:
        self.live = Switch(tr("Live"))
        self.live.set_on(True)
        self.header.add_action(Label(tr("Live"), "body", "text2"))
        self.header.add_action(self.live)
        self.export = Button(tr("Export"), icon="download", trailing="chevron-down")
        self.export.clicked.connect(self.open_export)
        self.header.add_action(self.export)
        clear = IconButton("trash-2", tr("Clear the logs…"), size="md")
        clear.clicked.connect(self.ask_to_clear)
        self.header.add_action(clear)

    def _build_body(self) -> None:
        self.filters = LogFilters()
        self.filters.changed.connect(self._apply_filter)
        self.choose_columns = IconButton("columns-3", tr("Columns"), variant="secondary", size="md")
        self.choose_columns.clicked.connect(self._open_columns)
        bar = row_layout(None, 16, 12, 16, 12, spacing=8)
        bar.addWidget(self.filters, 1)
        bar.addWidget(self.choose_columns)
        self._pill = Button("", "soft", icon="arrow-down", size="sm")
        self._pill.clicked.connect(self._to_top)
        self._pill.hide()
        self._count = ElidedLabel("", "small", "text2")
        ask = Button(tr("Open the chat"), "primary")
        ask.clicked.connect(lambda: self.context.shell.open_page("chat"))
        self._empty = EmptyState(
            "scroll-text", tr("No requests yet"), tr("Requests appear here as soon as an app uses the proxy."), ask
        )
        reset = Button(tr("Clear filters"))
        reset.clicked.connect(self.filters.reset)
        self._no_match = EmptyState("search", tr("Nothing matches"), tr("Try fewer words or another period."), reset)
        area = QWidget()
        self._stack = QStackedLayout(area)
        for widget in (self.table, self._empty, self._no_match):
            self._stack.addWidget(widget)
        left = QWidget()
        column = column_layout(left, spacing=0)
        column.addLayout(bar)
        column.addWidget(Divider())
        column.addWidget(self._line_above)
        column.addWidget(area, 1)
        column.addWidget(Divider())
        foot = row_layout(None, 16, 8, 16, 8)
        foot.addWidget(self._count, 1)
        foot.addWidget(self._pill)
        column.addLayout(foot)
        row = row_layout(None, spacing=0)
        row.addWidget(left, 1)
        self._line = Divider(vertical=True)
        self._line.hide()
        row.addWidget(self._line)
        row.addWidget(self.inspector)
        self.body.addLayout(row, 1)

    def _row_height(self) -> int:
        compact = self.services.settings.current.appearance_compact_tables
        return Height.ROW_COMPACT if compact else Height.ROW_TABLE

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """What there is room for: filters, columns, and the width of the inspector."""
        inspecting = not self.inspector.isHidden()
        inspector = min(theme().px(_INSPECTOR), max(360, self.width() - 360))
        if inspecting:
            self.inspector.setFixedWidth(inspector)
        room = self.width() - inspector if inspecting else self.width()
        left_out: tuple[int, ...] = ()
        if room < theme().px(900):
            left_out = _MEDIUM_HIDDEN if room >= theme().px(720) else _NARROW_HIDDEN
        self.columns.fit((*left_out, *((STATUS,) if room < 300 else ())))
        self.filters.set_narrow(room < 900)
        self.choose_columns.setVisible(room >= 900)

    def _open_columns(self) -> None:
        below = self.choose_columns.mapToGlobal(self.choose_columns.rect().bottomLeft())
        self.columns.open_menu(below)

    # ------------------------------------------------------------------ Page

    def refresh(self) -> None:
        self.table.set_row_height(self._row_height())
        self.run(self.services.providers.list(), self._show_providers)
        self.run(self.services.logs.choices("client"), self.filters.show_clients)
        if self.model.rowCount():
            self._catch_up()
        else:
            self.model.restart()
        self._load_count()
        self.inspector.reload_unfinished()

    def on_event(self, event: Event) -> None:
        if isinstance(event, RequestStarted | RequestFinished):
            if self.live.isChecked():
                self._live_rows[event.summary.id] = event.summary
                if not self._flush.isActive():
                    self._flush.start()
        elif isinstance(event, LogsWritten):
            self.inspector.reload_unfinished()
            if self._on_the_way:
                self._on_the_way -= 1
                self._catch_up()
            if self.live.isChecked() and not self._count_timer.isActive():
                self._count_timer.start()
        elif isinstance(event, LogsCleared):
            self._catch_up() if event.count == 1 else self.model.restart()
            self._load_count()
        elif isinstance(event, ProviderChanged):
            self.run(self.services.providers.list(), self._show_providers)

    def focus_filter(self) -> None:
        self.filters.focus()

    def select(self, target: str) -> None:
        """`proxy:ID` and `token:ID` filter, anything else is a request to open."""
        kind, _, key = target.partition(":")
        if kind in ("proxy", "token") and key:
            self.filters.only(kind, key)
            return
        row = self.model.row_of(target)
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, 0))
        self._inspect(target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_J:
                self._step(1)
            case Qt.Key.Key_K:
                self._step(-1)
            case Qt.Key.Key_Escape if not self.inspector.isHidden():
                self.close_inspector()
            case Qt.Key.Key_Slash:
                self.focus_filter()
            case _:
                super().keyPressEvent(event)

    # ------------------------------------------------------------------ loading

    def _load_page(self, after: LogPosition | None) -> None:
        self._loading += 1
        turn = self._loading
        if self.filters.only_running():
            self.model.add_page(LogPage(rows=self._running(), next=None))
            return

        def loaded(page: LogPage) -> None:
            if turn == self._loading:
                self._on_the_way = _BATCHES_ON_THE_WAY
                known = {row.id for row in page.rows}
                live = () if after else tuple(row for row in self._running() if row.id not in known)
                self.model.add_page(dataclasses.replace(page, rows=(*live, *page.rows)))

        def failed(error: AmuxError) -> None:
            self.model.load_failed()
            self.context.shell.toast("bad", tr("The logs could not be read"), describe(error))

        self.run(self.services.logs.page(self._where, after=after, limit=_PAGE), loaded, failed)

    def _running(self) -> tuple[RequestSummary, ...]:
        """Newest first. Only requests of this process are known while they run."""
        return tuple(row for row in reversed(self.services.dashboard.live()) if self.filters.accepts(row))

    def _on_restarted(self) -> None:
        """The rows of a new question: from the top, with the inspected request still marked."""
        self.table.scrollToTop()
        self._hide_pill()
        self._show_state(self.model.rowCount() > 0)
        row = self.model.row_of(self.inspector.request_id()) if not self.inspector.isHidden() else -1
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, 0))

    def _catch_up(self) -> None:
        """What came while nobody looked is put on top; what is on the screen stays where it is."""
        where, turn = self._where, self._loading
        if self.filters.only_running():
            self.model.restart()
            return
        logs, newest = self.services.logs, self.model.newest_ms()

        async def load() -> tuple[list[RequestSummary], LogPosition | None, bool]:
            rows: list[RequestSummary] = []
            after: LogPosition | None = None
            for _page in range(_CATCH_UP_PAGES):
                page = await logs.page(where, after=after, limit=_PAGE)
                rows += page.rows
                after = page.next
                if after is None or page.rows[-1].started_ms <= newest:
                    return rows, after, True
            return rows, after, False

        def loaded(found: tuple[list[RequestSummary], LogPosition | None, bool]) -> None:
            rows, after, joined = found
            if turn != self._loading:
                return  # another question was asked meanwhile
            if joined:
                with self.table.kept_place():
                    self.model.catch_up(rows)
                self._show_state(self.model.rowCount() > 0)
            else:
                self.model.replace(LogPage(rows=tuple(rows), next=after))

        self.run(load(), loaded)

    def _show_state(self, found: bool) -> None:
        if found:
            self._stack.setCurrentWidget(self.table)
        else:
            self._stack.setCurrentWidget(self._no_match if self.filters.is_set() else self._empty)

    def _load_count(self) -> None:
        failed = dataclasses.replace(self._where, outcomes=("error",))

        async def load() -> tuple[int, int]:
            return await self.services.logs.count(self._where), await self.services.logs.count(failed)

        def show(counts: tuple[int, int]) -> None:
            total, bad = counts
            shown = f"{number(total)}+" if total >= 10_000 else str(number(total))
            days = self.services.settings.current.logs_retention_days
            self._count.set_text(
                tr(
                    "{total} requests, {failed} failed. Kept for {days} days.",
                    total=shown,
                    failed=number(bad),
                    days=days,
                    n=total,
                )
                if days
                else tr("{total} requests, {failed} failed.", total=shown, failed=number(bad), n=total)
            )

        self.run(load(), show)

    def _show_providers(self, providers: tuple[Provider, ...]) -> None:
        self._logos.clear()
        self._logos.update({provider.id: provider.logo for provider in providers})
        self.filters.show_providers(providers)
        self.table.viewport().update()

    def _apply_filter(self) -> None:
        self._where = self.filters.where()
        self.model.restart()
        self._load_count()

    # ------------------------------------------------------------------ live

    def _show_live(self) -> None:
        rows, self._live_rows = list(self._live_rows.values()), {}
        scrolled = self.table.verticalScrollBar().value() > 0
        with self.table.kept_place():
            fresh = self.model.put_live(rows, self.filters.accepts)
        self._show_state(self.model.rowCount() > 0)
        if fresh and scrolled:
            self._unseen += fresh
            self._pill.set_text(tr("%n new", n=self._unseen))
            self._pill.show()
        if fresh and not self._count_timer.isActive():
            self._count_timer.start()
        if self.model.tick():
            self._tick.start()

    def _on_tick(self) -> None:
        if not self.isVisible() or not self.model.tick():
            self._tick.stop()

    def _hide_pill(self) -> None:
        self._unseen = 0
        self._pill.hide()

    def _to_top(self) -> None:
        self._hide_pill()
        self.table.scrollToTop()

    # ------------------------------------------------------------------ inspector

    def _on_current(self, index: QModelIndex) -> None:
        row = self.model.at(index.row()) if index.isValid() else None
        if row is not None:
            self._inspect(row.id, row)

    def _inspect(self, request_id: str, row: RequestSummary | None = None) -> None:
        if not self.inspector.isHidden() and self.inspector.request_id() == request_id:
            return
        self.inspector.show_request(request_id, row, self._logos)
        if self.inspector.isHidden():
            self.inspector.show()
            self._line.show()
            self._place()

    def close_inspector(self) -> None:
        self.inspector.hide()
        self._line.hide()
        self._place()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        row = max(0, min(self.model.rowCount() - 1, self.table.currentIndex().row() + by))
        self.table.setCurrentIndex(self.model.index(row, 0))
        self.table.scrollTo(self.model.index(row, 0))

    def _delete_current(self) -> None:
        row = self.model.at(self.table.currentIndex().row())
        if row is not None and row.outcome != "running":
            self.run(self.services.logs.delete(row.id))

    # ------------------------------------------------------------------ export and clear

    def open_export(self) -> None:
        menu = Menu(self)
        for kind, text in (
            ("json", tr("As JSON…")),
            ("jsonl", tr("As JSON lines…")),
            ("csv", tr("As CSV…")),
            ("har", tr("As HAR, with bodies…")),
        ):
            menu.add(text, partial(self._choose_file, kind), icon="file-text")
        menu.open_below(self.export)

    def _choose_file(self, kind: str) -> None:
        dialog = QFileDialog(self, str(tr("Export the logs")), str(Path.home() / f"amux-logs.{kind}"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda path: self.export_to(Path(path), kind))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def export_to(self, path: Path, kind: str) -> None:
        """Writes what the filter shows."""
        self.export.set_busy(True, tr("Exporting…"))

        def done(count: int) -> None:
            self.export.set_busy(False)
            self.context.shell.toast("ok", tr("%n request(s) exported", n=count), str(path))

        def failed(error: AmuxError) -> None:
            self.export.set_busy(False)
            self.context.shell.toast("bad", tr("The export failed"), describe(error))

        self.run(self.services.logs.export(path, kind, self._where), done, failed)  # type: ignore[arg-type]  # a known kind

    def ask_to_clear(self) -> None:
        scope = tr("the requests that the filter shows") if self.filters.is_set() else tr("all requests")
        ConfirmDialog(
            tr("Clear the logs?"),
            tr("This deletes {scope} with their bodies. Statistics stay. It cannot be undone.", scope=scope),
            tr("Clear logs"),
            lambda: self.run(self.services.logs.clear(self._where)),
        ).open_in(self.context.shell.overlay_parent())
