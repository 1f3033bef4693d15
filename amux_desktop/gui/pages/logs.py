"""Logs: every request, newest first, with filters, live tail and an inspector."""

from __future__ import annotations

import dataclasses
import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHeaderView, QStackedLayout, QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import (
    Event,
    LogsCleared,
    ProviderChanged,
    RequestFinished,
    RequestStarted,
    RequestSummary,
)
from amux_desktop.gui.dialogs.base import ConfirmDialog
from amux_desktop.gui.formats import number
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.models.logs import APP, FIRST, MODEL, ROUTE, STATUS, TIME, TOKENS, TOTAL, LogTableModel
from amux_desktop.gui.pages.base import Page, PageContext, WidthWatcher
from amux_desktop.gui.pages.log_inspector import LogInspector
from amux_desktop.gui.theme import theme
from amux_desktop.gui.tokens import Height
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import Divider, column_layout, row_layout
from amux_desktop.gui.widgets.empty_state import EmptyState
from amux_desktop.gui.widgets.field import TextField
from amux_desktop.gui.widgets.label import ElidedLabel, Label
from amux_desktop.gui.widgets.log_rows import LogDelegate
from amux_desktop.gui.widgets.menu import Menu
from amux_desktop.gui.widgets.segmented import Option, Segmented
from amux_desktop.gui.widgets.select import Choice, Select
from amux_desktop.gui.widgets.switch import Switch
from amux_desktop.gui.widgets.table_view import TableView
from amux_desktop.services.records import LogFilter, LogPage, LogPosition, Provider

_WIDTHS = {TIME: 96, STATUS: 92, APP: 130, ROUTE: 130, FIRST: 96, TOTAL: 84, TOKENS: 110}
_NARROW_HIDDEN = (APP, ROUTE, FIRST, TOKENS)
_INSPECTOR = 468
_PERIODS_MS = {"1h": 3_600_000, "24h": 86_400_000, "7d": 7 * 86_400_000}
_SEARCH_PAUSE_MS = 250


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
        self.header.set_subtitle(tr("Every request, both sides of the conversion"))
        self._build_header()
        self.model = LogTableModel(self._load_page)
        self.table = TableView(tr("Requests"), self._row_height())
        self.table.setModel(self.model)
        self.table.setItemDelegate(LogDelegate(self.table, self._logos))
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(self._on_current)
        self.inspector = LogInspector(context)
        self.inspector.closed.connect(self.close_inspector)
        self.inspector.stepped.connect(self._step)
        self.inspector.hide()
        self._build_body()
        self._place_columns()
        self._search_timer = QTimer(self)
        self._search_timer.setSingleShot(True)
        self._search_timer.setInterval(_SEARCH_PAUSE_MS)
        self._search_timer.timeout.connect(self._apply_filter)
        self._tick = QTimer(self)
        self._tick.setInterval(500)
        self._tick.timeout.connect(self._on_tick)
        self._flush = QTimer(self)
        self._flush.setSingleShot(True)
        self._flush.setInterval(250)
        self._flush.timeout.connect(self._show_live)
        WidthWatcher(self, 900, lambda _narrow: self._place_columns())

    # ------------------------------------------------------------------ building

    def _build_header(self) -> None:
        self.live = Switch(tr("Live"))
        self.live.set_on(True)
        self.header.add_action(Label(tr("Live"), "body", "text2"))
        self.header.add_action(self.live)
        self.export = Button(tr("Export"), icon="download", trailing="chevron-down")
        self.export.clicked.connect(self._open_export)
        self.header.add_action(self.export)
        clear = IconButton("trash-2", tr("Clear the logs…"), size="md")
        clear.clicked.connect(self._on_clear)
        self.header.add_action(clear)

    def _build_body(self) -> None:
        self.search = TextField(tr("Search the logs"), placeholder=tr("Search models, paths, errors"), icon="search")
        self.search.textChanged.connect(lambda _text: self._search_timer.start())
        self.outcome = Segmented(
            tr("Outcome"),
            [
                Option("all", tr("All", "requests")),
                Option("ok", tr("OK", "requests"), dot="ok"),
                Option("error", tr("Failed"), dot="bad"),
            ],
        )
        self.outcome.chosen.connect(lambda _key: self._apply_filter())
        self.provider = Select(tr("Provider"), [Choice("", tr("All providers"))])
        self.provider.picked.connect(lambda _key: self._apply_filter())
        self.period = Select(
            tr("Period"),
            [
                Choice("", tr("All time")),
                Choice("1h", tr("Last hour")),
                Choice("24h", tr("Last 24 hours")),
                Choice("7d", tr("Last 7 days")),
            ],
        )
        self.period.picked.connect(lambda _key: self._apply_filter())
        self._chip = Button("", "soft", icon="x", size="sm")
        self._chip.clicked.connect(self._clear_chip)
        self._chip.hide()
        bar = row_layout(None, 16, 12, 16, 12, spacing=8)
        bar.addWidget(self.search, 1)
        bar.addWidget(self._chip)
        bar.addWidget(self.outcome)
        for select in (self.provider, self.period):
            select.setFixedWidth(theme().px(150))
            bar.addWidget(select)
        self._pill = Button("", "soft", icon="arrow-down", size="sm")
        self._pill.clicked.connect(self._to_top)
        self._pill.hide()
        self._count = ElidedLabel("", "small", "text2")
        self._empty = EmptyState(
            "scroll-text", tr("No requests yet"), tr("Requests appear here as soon as an app uses the proxy.")
        )
        reset = Button(tr("Clear filters"))
        reset.clicked.connect(self._reset_filters)
        self._no_match = EmptyState("search", tr("Nothing matches"), tr("Try fewer words or another period."), reset)
        area = QWidget()
        self._stack = QStackedLayout(area)
        for widget in (self.table, self._empty, self._no_match):
            self._stack.addWidget(widget)
        left = QWidget()
        column = column_layout(left, spacing=0)
        column.addLayout(bar)
        column.addWidget(Divider())
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

    def _place_columns(self) -> None:
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(MODEL, QHeaderView.ResizeMode.Stretch)
        narrow = not self.inspector.isHidden() or self.width() < 900
        for column, width in _WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, theme().px(width))
            self.table.setColumnHidden(column, narrow and column in _NARROW_HIDDEN)
        for select in (self.provider, self.period):
            select.setVisible(not narrow)
        room = self.width() - theme().px(_INSPECTOR) if not self.inspector.isHidden() else self.width()
        self.inspector.setFixedWidth(min(theme().px(_INSPECTOR), max(360, self.width() - 360)))
        self.table.setColumnHidden(STATUS, room < 300)

    # ------------------------------------------------------------------ Page

    def refresh(self) -> None:
        self.table.set_row_height(self._row_height())
        self.run(self.services.providers.list(), self._show_providers)
        self.model.restart()
        self._load_count()

    def on_event(self, event: Event) -> None:
        if isinstance(event, RequestStarted | RequestFinished):
            if self.live.isChecked() and self._matches(event.summary):
                self._live_rows[event.summary.id] = event.summary
                if not self._flush.isActive():
                    self._flush.start()
        elif isinstance(event, LogsCleared):
            self.model.restart()
            self._load_count()
        elif isinstance(event, ProviderChanged):
            self.run(self.services.providers.list(), self._show_providers)

    def focus_filter(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def select(self, target: str) -> None:
        """`proxy:ID` and `token:ID` filter, anything else is a request to open."""
        kind, _, key = target.partition(":")
        if kind in ("proxy", "token") and key:
            proxy_id, token_id = (key, "") if kind == "proxy" else ("", key)
            self._where = dataclasses.replace(self._where, proxy_id=proxy_id, token_id=token_id)
            self._chip.set_text(tr("One proxy") if kind == "proxy" else tr("One token"))
            self._chip.show()
            self._apply_filter()
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

        def loaded(page: LogPage) -> None:
            if turn == self._loading:
                self.model.add_page(page)
                if after is None:
                    self._show_state(bool(page.rows))

        def failed(error: AmuxError) -> None:
            self.model.load_failed()
            self.context.shell.toast("bad", tr("The logs could not be read"), describe(error))

        self.run(self.services.logs.page(self._where, after=after), loaded, failed)

    def _show_state(self, found: bool) -> None:
        if found:
            self._stack.setCurrentWidget(self.table)
        else:
            self._stack.setCurrentWidget(self._no_match if self._is_filtered() else self._empty)

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
                )
                if days
                else tr("{total} requests, {failed} failed.", total=shown, failed=number(bad))
            )

        self.run(load(), show)

    def _show_providers(self, providers: tuple[Provider, ...]) -> None:
        self._logos.clear()
        self._logos.update({provider.id: provider.logo for provider in providers})
        self.provider.set_choices(
            [Choice("", tr("All providers")), *(Choice(p.id, p.name, p.logo or "icon:boxes") for p in providers)]
        )
        self.table.viewport().update()

    # ------------------------------------------------------------------ filter

    def _is_filtered(self) -> bool:
        return dataclasses.replace(self._where, since_ms=None) != LogFilter() or self._where.since_ms is not None

    def _apply_filter(self) -> None:
        outcome = self.outcome.key()
        period = _PERIODS_MS.get(self.period.key())
        self._where = dataclasses.replace(
            self._where,
            text=self.search.text().strip(),
            outcomes=("ok",) if outcome == "ok" else ("error",) if outcome == "error" else (),
            provider_id=self.provider.key(),
            since_ms=int(time.time() * 1000) - period if period else None,
        )
        self.model.restart()
        self._load_count()

    def _clear_chip(self) -> None:
        self._where = dataclasses.replace(self._where, proxy_id="", token_id="")
        self._chip.hide()
        self._apply_filter()

    def _reset_filters(self) -> None:
        self.search.clear()
        self.outcome.set_key("all")
        self.provider.set_key("")
        self.period.set_key("")
        self._clear_chip()

    def _matches(self, row: RequestSummary) -> bool:
        """Whether a live request belongs into the filtered list."""
        where = self._where
        if where.outcomes and row.outcome not in where.outcomes:
            return False
        if where.provider_id and row.provider_id != where.provider_id:
            return False
        if where.proxy_id and row.proxy_id != where.proxy_id:
            return False
        words = f"{row.route} {row.source_model} {row.target_model} {row.client} {row.provider_name} {row.token_name}"
        return not where.token_id and where.text.lower() in words.lower()

    # ------------------------------------------------------------------ live

    def _show_live(self) -> None:
        rows, self._live_rows = list(self._live_rows.values()), {}
        bar = self.table.verticalScrollBar()
        offset = bar.value()
        fresh = self.model.put_live(rows)
        if rows:
            self._stack.setCurrentWidget(self.table)
        if fresh and offset > 0:
            bar.setValue(offset + fresh * self.table.rowHeight(0))
            self._pill.set_text(tr("%n new", n=fresh))
            self._pill.show()
        if fresh:
            self._load_count()
        if self.model.tick():
            self._tick.start()

    def _on_tick(self) -> None:
        if not self.isVisible() or not self.model.tick():
            self._tick.stop()

    def _to_top(self) -> None:
        self._pill.hide()
        self.table.scrollToTop()

    # ------------------------------------------------------------------ inspector

    def _on_current(self, index: QModelIndex) -> None:
        row = self.model.at(index.row()) if index.isValid() else None
        if row is not None:
            self._inspect(row.id, row)

    def _inspect(self, request_id: str, row: RequestSummary | None = None) -> None:
        first = self.inspector.isHidden()
        self.inspector.show_request(request_id, row, self._logos)
        self.inspector.show()
        self._line.show()
        if first:
            self._place_columns()

    def close_inspector(self) -> None:
        self.inspector.hide()
        self._line.hide()
        self._place_columns()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        row = max(0, min(self.model.rowCount() - 1, self.table.currentIndex().row() + by))
        self.table.setCurrentIndex(self.model.index(row, 0))

    # ------------------------------------------------------------------ export and clear

    def _open_export(self) -> None:
        menu = Menu(self)
        for kind, text in (("json", tr("As JSON…")), ("jsonl", tr("As JSON lines…")), ("csv", tr("As CSV…"))):
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

    def _on_clear(self) -> None:
        scope = tr("the requests that the filter shows") if self._is_filtered() else tr("all requests")
        ConfirmDialog(
            tr("Clear the logs?"),
            tr("This deletes {scope} with their bodies. Statistics stay. It cannot be undone.", scope=scope),
            tr("Clear logs"),
            lambda: self.run(self.services.logs.clear(self._where)),
        ).open_in(self.context.shell.overlay_parent())
