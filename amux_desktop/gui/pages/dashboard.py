"""Dashboard: what goes through the proxy, now and over a period."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QStackedLayout, QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import (
    CodeToolChanged,
    ConfigurationChangedElsewhere,
    Event,
    LogsCleared,
    LogsWritten,
    ProviderChanged,
    ProxyStateChanged,
    RequestFinished,
    RequestStarted,
    SettingsChanged,
    TokenChanged,
    TunnelStateChanged,
    VaultStateChanged,
)
from amux_desktop.gui.formats import decimal, money, number, percent, split_compact, split_duration
from amux_desktop.gui.i18n import Text, TextLike, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import Page, PageContext, WidthWatcher
from amux_desktop.gui.pages.dashboard_cards import ConnectionsCard, LatestCard, RankingCard
from amux_desktop.gui.theme import theme
from amux_desktop.gui.widgets.badge import Badge
from amux_desktop.gui.widgets.banner import Banner
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import column_layout
from amux_desktop.gui.widgets.empty_state import EmptyState
from amux_desktop.gui.widgets.loading_line import LoadingLine
from amux_desktop.gui.widgets.scroll import Scroller
from amux_desktop.gui.widgets.segmented import Option, Segmented
from amux_desktop.gui.widgets.stat_tile import StatTile
from amux_desktop.gui.widgets.traffic_series import SPLITS, Traffic
from amux_desktop.services.dashboard import Overview, Period, Picture, Split
from amux_desktop.services.records import Provider, UsageTotals

_RIGHT, _RIGHT_NARROW, _NARROW_BELOW = 300, 260, 960
_NUMBERS_MS = 2000
_PERIODS: dict[Period, tuple[Text, Text]] = {
    "1h": (tr("1h", "period"), tr("in the last hour")),
    "24h": (tr("24h", "period"), tr("in the last 24 hours")),
    "7d": (tr("7d", "period"), tr("in the last 7 days")),
    "30d": (tr("30d", "period"), tr("in the last 30 days")),
}


class DashboardPage(Page):
    key = "dashboard"
    title = tr("Dashboard")
    icon = "layout-dashboard"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        views = context.shell.state
        self._period: Period = next((p for p in _PERIODS if p == views.get("dashboard.period")), "24h")
        self._split: Split = next((key for key in SPLITS if key == views.get("dashboard.split")), "provider")
        self._asked = 0
        self._providers: dict[str, Provider] = {}
        self._has_history = True
        self.live = Badge(tr("Live"), "ok", dot=True)
        self.header.add_action(self.live)
        self.period = Segmented(tr("Period"), [Option(key, short) for key, (short, _long) in _PERIODS.items()])
        self.period.set_key(self._period)
        self.period.chosen.connect(self._on_period)
        self.header.add_action(self.period)
        self.banner = Banner()
        self.banner.hide()
        self.trouble = Banner()
        self.trouble.hide()
        self.loading = LoadingLine()
        self.requests = StatTile("activity", tr("Requests"), "c1")
        self.success = StatTile("circle-check", tr("Success rate"), "c2")
        self.latency = StatTile("timer", tr("Median latency"), "c3")
        self.tokens = StatTile("coins", tr("Tokens", "model units"), "c5")
        self.latest = LatestCard(context)
        self.ranking = RankingCard(context)
        self.connections = ConnectionsCard(context)
        self._chart_holder = QWidget()
        self._chart_layout = column_layout(self._chart_holder)
        self._build_body()
        self._numbers = QTimer(self)
        self._numbers.setSingleShot(True)
        self._numbers.setInterval(_NUMBERS_MS)
        self._numbers.timeout.connect(self._load_numbers)
        self._came = QTimer(self)  # once after all the events that came together
        self._came.setSingleShot(True)
        self._came.setInterval(0)
        self._came.timeout.connect(self._show_latest)
        for tile in (self.requests, self.success, self.latency, self.tokens):
            tile.clicked.connect(lambda: self.context.shell.open_page("logs"))

    def _build_body(self) -> None:
        content = QWidget()
        column = column_layout(content, 24, 4, 24, 24, spacing=14)
        column.addWidget(self.banner)
        column.addWidget(self.trouble)
        self._stack = QStackedLayout()
        full = QWidget()
        rows = column_layout(full, spacing=14)
        tiles = QGridLayout()
        tiles.setSpacing(12)
        for place, tile in enumerate((self.requests, self.success, self.latency, self.tokens)):
            tiles.addWidget(tile, 0, place)
            tiles.setColumnStretch(place, 1)
        rows.addLayout(tiles)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(14)
        self._grid.addWidget(self._chart_holder, 0, 0)
        self._grid.addWidget(self.ranking, 0, 1)
        self._grid.addWidget(self.latest, 1, 0)
        self._grid.addWidget(self.connections, 1, 1)
        self._grid.setColumnStretch(0, 1)
        rows.addLayout(self._grid)
        rows.addStretch(1)
        title = tr("Nothing has come through yet")
        words = tr("Add a provider, make a proxy and point an app at it. Its requests appear here at once.")
        self._empty = EmptyState(
            "activity",
            title,
            words,
            self._way(tr("Add provider"), "providers", primary=True),
            self._way(tr("New proxy"), "proxies"),
        )
        words = tr("Ask something in the chat, or point an app at Amux. Requests appear here at once.")
        self._idle = EmptyState(
            "activity",
            title,
            words,
            self._way(tr("Open the chat"), "chat", primary=True),
            self._way(tr("Connect a coding tool"), "code_switch"),
        )
        self._full = full
        self._stack.addWidget(full)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._idle)
        column.addLayout(self._stack, 1)
        self.body.addWidget(self.loading)
        self.body.addWidget(Scroller(content, gutter=24), 1)
        WidthWatcher(self, _NARROW_BELOW, self._set_narrow)
        theme().changed.connect(self._fit_cards)

    def _way(self, text: TextLike, page: str, *, primary: bool = False) -> Button:
        """A button of the empty page to another one."""
        button = Button(text, "primary" if primary else "secondary")
        button.clicked.connect(lambda: self.context.shell.open_page(page))
        return button

    def _show_stack(self) -> None:
        """Without history: what comes next depends on whether somebody could answer already."""
        ready = any(provider.enabled for provider in self._providers.values())
        self._stack.setCurrentWidget(self._full if self._has_history else self._idle if ready else self._empty)

    def _fit_cards(self) -> None:
        narrow = self.width() < _NARROW_BELOW
        for card in (self.ranking, self.connections):
            card.setFixedWidth(theme().px(_RIGHT_NARROW if narrow else _RIGHT))

    def _set_narrow(self, narrow: bool) -> None:
        self._fit_cards()

    def _ensure_chart(self) -> None:
        """The chart is built after the page is on the screen."""
        if self._chart_layout.count():
            return
        from amux_desktop.gui.widgets.traffic_card import TrafficCard

        self.chart = TrafficCard()
        self.chart.split.set_key(self._split)
        self.chart.measure.set_key(self.context.shell.state.get("dashboard.measure"))
        self.chart.split_chosen.connect(self._on_split)
        self.chart.changed.connect(lambda: self._remember("measure", self.chart.measure.key()))
        self.chart.explore_wanted.connect(self._explore)
        self._chart_layout.addWidget(self.chart)
        self._load_numbers()

    def _explore(self, shown: Traffic) -> None:
        from amux_desktop.gui.dialogs.chart_explorer import ChartExplorerDialog

        title = self.chart.title_of_measure()
        ChartExplorerDialog(title, shown).open_in(self.context.shell.overlay_parent())

    # ------------------------------------------------------------------ Page

    def refresh(self) -> None:
        self._show_proxy()
        self.run(self.services.providers.list(), self._show_providers)
        self._load_numbers()
        self.connections.refresh()
        QTimer.singleShot(0, self, self._ensure_chart)

    def on_event(self, event: Event) -> None:
        match event:
            case RequestStarted() | RequestFinished():
                if not self._came.isActive():
                    self._came.start()
            case LogsWritten() | LogsCleared():
                if not self._numbers.isActive():
                    self._numbers.start()
            case ProviderChanged() | ConfigurationChangedElsewhere():
                self.run(self.services.providers.list(), self._show_providers)
                self.connections.refresh()
            case ProxyStateChanged():
                self._show_proxy()
                self.connections.refresh()
            case SettingsChanged() | TokenChanged() | TunnelStateChanged() | CodeToolChanged() | VaultStateChanged():
                self.connections.refresh()

    def _show_latest(self) -> None:
        self.latest.show_rows(self.services.dashboard.live(), self.services.dashboard.recent(8))
        if not self._has_history:
            self._load_numbers()

    def select(self, target: str) -> None:
        """The card in the sidebar leads here; the banner says what to do."""

    # ------------------------------------------------------------------ showing

    def _on_period(self, key: str) -> None:
        self._period = next(period for period in _PERIODS if period == key)
        self._remember("period", key)
        self._load_numbers()

    def _on_split(self, key: str) -> None:
        self._split = next(split for split in SPLITS if split == key)
        self._remember("split", key)
        self._load_numbers()

    def _remember(self, what: str, key: str) -> None:
        self.context.shell.state.put(f"dashboard.{what}", key)

    def _show_proxy(self) -> None:
        status = self.services.proxy.status
        if status.state in ("running", "starting"):
            self.live.set_state(tr("Live"), "ok")
        else:
            self.live.set_state(tr("Offline"), "bad")
        address = self.services.base_url().partition("://")[2]
        self.header.set_subtitle(
            tr("Requests through {address} {period}", address=address, period=_PERIODS[self._period][1])
        )
        self.banner.setVisible(status.error is not None)
        if status.error is None:
            return
        buttons = []
        if status.error.code == "port_busy":
            free = status.error.params.get("free")
            if isinstance(free, int):
                use = Button(tr("Use port {port}", port=free), size="sm")
                use.clicked.connect(lambda: self._start_on(free))
                buttons.append(use)
            title: TextLike = tr(
                "The proxy could not start: port {port} is in use", port=status.error.params.get("port", status.port)
            )
        else:
            title = tr("The proxy could not start")
        again = Button(tr("Try again"), "primary", size="sm")
        again.clicked.connect(lambda: self.run(self.services.proxy.start(), None, lambda _error: None))
        buttons.append(again)
        self.banner.show_text("bad", title, describe(status.error), *buttons)

    def _start_on(self, port: int) -> None:
        async def work() -> None:
            await self.services.settings.update({"proxy.port": port})
            await self.services.proxy.start()

        self.run(work(), None, lambda _error: None)

    def _show_providers(self, providers: tuple[Provider, ...]) -> None:
        self._providers = {provider.id: provider for provider in providers}
        if not self._has_history and self._stack.currentWidget() is not self._full:
            self._show_stack()
        self.latest.set_logos({provider.id: provider.logo for provider in providers})
        self.latest.show_rows(self.services.dashboard.live(), self.services.dashboard.recent(8))

    def _load_numbers(self) -> None:
        """A hidden page asks for nothing; it is refreshed when it is shown."""
        if not self.isVisible():
            return

        self._asked += 1
        turn = self._asked
        self.loading.set_loading(True)

        def done(picture: Picture) -> None:
            if turn == self._asked:  # an answer to an older question would show the wrong period for a moment
                self.loading.set_loading(False)
                self.trouble.hide()
                self._show_picture(picture)

        def failed(error: AmuxError) -> None:
            if turn == self._asked:
                self.loading.set_loading(False)
                again = Button(tr("Try again"), size="sm")
                again.clicked.connect(self._load_numbers)
                self.trouble.show_text("bad", tr("The statistics could not be read"), describe(error), again)
                self.trouble.show()

        self.run(self.services.dashboard.picture(self._period, self._split), done, failed)

    def _show_picture(self, picture: Picture) -> None:
        overview = picture.overview
        self._has_history = overview.has_history or bool(self.services.dashboard.live())
        self._show_stack()
        address = self.services.base_url().partition("://")[2]
        self.header.set_subtitle(
            tr("Requests through {address} {period}", address=address, period=_PERIODS[self._period][1])
        )
        self._show_tiles(overview)
        self.ranking.show_ranking(picture, {key: provider.logo for key, provider in self._providers.items()})
        if self._chart_layout.count():
            self.chart.show_picture(picture)
        if not self.services.dashboard.recent(1):
            self.latest.load()

    def _show_tiles(self, overview: Overview) -> None:
        totals, before = overview.totals, overview.previous
        note, tone = _delta(totals.requests, before.requests, self._period)
        self.requests.show_value(number(totals.requests), "", note, tone)
        if totals.requests:
            rate = totals.succeeded / totals.requests
            figure: TextLike = number(100) if rate == 1 else decimal(rate * 100)
            self.success.show_value(figure, "%", _failures(totals))
        else:
            self.success.show_value("–", "", tr("no requests"))
        figure, unit = split_duration(totals.duration_median_ms)
        p95, p95_unit = split_duration(totals.duration_p95_ms)
        self.latency.show_value(figure, unit, tr("p95 {time}", time=f"{p95} {p95_unit}".strip()))
        figure, unit = split_compact(totals.input_tokens + totals.output_tokens)
        self.tokens.show_value(figure, unit, _token_note(totals))
        slots = _slots(overview)
        self.requests.show_trend([slot.requests for slot in slots])
        self.success.show_trend([slot.succeeded / slot.requests if slot.requests else 1.0 for slot in slots])
        self.latency.show_trend([slot.duration_median_ms or 0 for slot in slots])
        self.tokens.show_trend([slot.input_tokens + slot.output_tokens for slot in slots])


_BEFORE: dict[Period, Text] = {
    "1h": tr("{change} vs the hour before"),
    "24h": tr("{change} vs yesterday"),
    "7d": tr("{change} vs last week"),
    "30d": tr("{change} vs last month"),
}
_COUNT_BEFORE: dict[Period, Text] = {
    "1h": tr("%n the hour before", n=0),
    "24h": tr("%n the day before", n=0),
    "7d": tr("%n the week before", n=0),
    "30d": tr("%n the month before", n=0),
}
_FEW = 50


def _delta(now: int, before: int, period: Period) -> tuple[TextLike, str]:
    """Change against the period before, in words and tone; a handful of requests is no base for a percentage."""
    if before < _FEW:
        return (dataclasses.replace(_COUNT_BEFORE[period], n=before), "text2") if now else ("", "text2")
    change = (now - before) / before
    sign = "+" if change >= 0 else "−"
    text = dataclasses.replace(_BEFORE[period], values={"change": f"{sign}{percent(abs(change))}"})
    return text, "ok_text" if change >= 0 else "text2"


def _failures(totals: UsageTotals) -> Text:
    return tr("{failed} failed, {retried} fell back", failed=number(totals.failed), retried=number(totals.fell_back))


def _token_note(totals: UsageTotals) -> Text:
    if totals.cost_nanos:
        return tr("{cost} in this period", cost=money(totals.cost_nanos))
    first, first_unit = split_compact(totals.input_tokens)
    second, second_unit = split_compact(totals.output_tokens)
    return tr("{input} in, {output} out", input=f"{first}{first_unit}", output=f"{second}{second_unit}")


def _slots(overview: Overview) -> list[UsageTotals]:
    """Totals per slot with the empty ones filled in."""
    known = {bucket.start_ms: bucket.totals for bucket in overview.series}
    starts = range(overview.since_ms, overview.until_ms, overview.step_ms)
    return [known.get(start, UsageTotals()) for start in starts]
