"""Proxies: each accepts a format and answers with the provider chosen. Conversion proxies are cards, the rest is a list."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

from amux_desktop.core.errors import AmuxError, ConflictError
from amux_desktop.core.events import (
    ConfigurationChangedElsewhere,
    Event,
    LogsWritten,
    ProviderChanged,
    ProxyChanged,
    ProxyStateChanged,
)
from amux_desktop.gui.dialogs.base import ConfirmDialog
from amux_desktop.gui.dialogs.proxy_editor import ProxyEditor
from amux_desktop.gui.formats import duration
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import Page, PageContext, WidthWatcher
from amux_desktop.gui.pages.proxy_rows import PassthroughRow, ProxyRow
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import Card, Section, clear_layout, column_layout
from amux_desktop.gui.widgets.empty_state import EmptyState
from amux_desktop.gui.widgets.field import TextField
from amux_desktop.gui.widgets.scroll import Scroller
from amux_desktop.gui.widgets.segmented import Option, Tabs
from amux_desktop.services.probe import ProbeResult
from amux_desktop.services.records import BridgeProxy, Bucket, Provider, UsageTotals

_NARROW_BELOW = 940


class ProxiesPage(Page):
    key = "proxies"
    title = tr("Proxies")
    icon = "route"
    group = "routing"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._proxies: tuple[BridgeProxy, ...] = ()
        self._providers: dict[str, Provider] = {}
        self._totals: dict[str, UsageTotals] = {}
        self._trends: dict[str, list[float]] = {}
        self._narrow = False
        self.header.set_subtitle(tr("Each one accepts a format and answers with the provider you choose"))
        self.filter = TextField(tr("Filter proxies"), placeholder=tr("Filter"), icon="search")
        self.filter.setFixedWidth(180)
        self.filter.textChanged.connect(lambda _text: self._rebuild())
        self.header.add_action(self.filter)
        self.add = Button(tr("New proxy"), "primary", icon="plus")
        self.add.clicked.connect(self.new)
        self.header.add_action(self.add)
        self.tabs = Tabs(
            tr("Kind of proxy"),
            [
                Option("all", tr("All", "proxies")),
                Option("conversion", tr("Conversion")),
                Option("passthrough", tr("Passthrough")),
            ],
        )
        self.tabs.chosen.connect(lambda _key: self._rebuild())
        self.rows: dict[str, ProxyRow] = {}
        content = QWidget()
        column = column_layout(content, 24, 0, 24, 24, spacing=0)
        column.addWidget(self.tabs)
        column.addSpacing(14)
        self._cards = column_layout(None, spacing=8)
        column.addLayout(self._cards)
        self._rest = QWidget()
        rest = column_layout(self._rest, 0, 18, 0, 0, spacing=8)
        rest.addWidget(Section(tr("Passthrough"), tr("Managed on the Providers page")))
        self._rest_card = Card()
        rest.addWidget(self._rest_card)
        column.addWidget(self._rest)
        column.addStretch(1)
        create = Button(tr("New proxy"), "primary", icon="plus")
        create.clicked.connect(self.new)
        self._empty = EmptyState(
            "route",
            tr("No proxies yet"),
            tr("A proxy lets an app that speaks one format use a provider that speaks another."),
            create,
        )
        self._stack = QStackedLayout()
        self._list = Scroller(content, gutter=24)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        self.body.addLayout(self._stack, 1)
        WidthWatcher(self, _NARROW_BELOW, self._set_narrow)

    # ------------------------------------------------------------------ Page

    def refresh(self) -> None:
        async def load() -> tuple[tuple[BridgeProxy, ...], tuple[Provider, ...]]:
            return await self.services.proxies.list(), await self.services.providers.list()

        self.run(load(), self._show)

    def on_event(self, event: Event) -> None:
        if isinstance(event, ProxyChanged | ProviderChanged | ConfigurationChangedElsewhere | ProxyStateChanged):
            self.refresh()
        elif isinstance(event, LogsWritten):
            self._load_numbers()

    def new(self) -> None:
        if not self._providers:
            self.context.shell.toast("info", tr("Add a provider first"), tr("A proxy needs something to answer with."))
            return
        self._open_editor(None)

    def focus_filter(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def select(self, target: str) -> None:
        async def load() -> BridgeProxy:
            return await self.services.proxies.get(target)

        self.run(load(), self._open_editor)

    # ------------------------------------------------------------------ showing

    def _set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        for row in self.rows.values():
            row.set_narrow(narrow)

    def _show(self, loaded: tuple[tuple[BridgeProxy, ...], tuple[Provider, ...]]) -> None:
        self._proxies, providers = loaded
        self._providers = {provider.id: provider for provider in providers}
        self._rebuild()
        self._load_numbers()

    def _passthrough(self) -> list[Provider]:
        return [provider for provider in self._providers.values() if provider.passthrough]

    def _rebuild(self) -> None:
        wanted = self.filter.text().strip().lower()
        kind = self.tabs.key()
        passthrough = self._passthrough()
        self.tabs.set_count("all", len(self._proxies) + len(passthrough))
        self.tabs.set_count("conversion", len(self._proxies))
        self.tabs.set_count("passthrough", len(passthrough))
        self._stack.setCurrentWidget(self._list if self._proxies or passthrough else self._empty)
        shown = [p for p in self._proxies if kind != "passthrough" and wanted in f"{p.name} {p.slug}".lower()]
        clear_layout(self._cards)
        self.rows = {}
        base = self.services.base_url()
        for proxy in shown:
            row = ProxyRow(proxy, self._proxies, self._providers, f"{base}/proxies/{proxy.slug}")
            row.set_narrow(self._narrow)
            row.set_numbers(self._totals.get(proxy.id), self._trends.get(proxy.id, []))
            row.opened.connect(lambda proxy=proxy: self._open_editor(proxy))
            row.switched.connect(lambda on, proxy=proxy: self._on_switched(proxy, on))
            row.action.connect(lambda name, proxy=proxy: self._on_action(name, proxy))
            self.rows[proxy.id] = row
            self._cards.addWidget(row)
        self._rest_card.clear_rows()
        rest = [p for p in passthrough if kind != "conversion" and wanted in f"{p.name} {p.slug}".lower()]
        for provider in rest:
            line = PassthroughRow(provider, f"{base}/providers/{provider.slug}")
            line.clicked.connect(
                lambda _on=False, provider=provider: self.context.shell.open_page("providers", provider.id)
            )
            self._rest_card.add_row(line)
        self._rest.setVisible(bool(rest))

    def _load_numbers(self) -> None:
        async def load() -> tuple[tuple[Bucket, ...], tuple[Bucket, ...]]:
            dashboard = self.services.dashboard
            return await dashboard.ranking("24h", "proxy", 500), await dashboard.series("24h", "proxy")

        def show(loaded: tuple[tuple[Bucket, ...], tuple[Bucket, ...]]) -> None:
            ranking, series = loaded
            self._totals = {bucket.key: bucket.totals for bucket in ranking}
            self._trends = _trends(series)
            for proxy_id, row in self.rows.items():
                row.set_numbers(self._totals.get(proxy_id), self._trends.get(proxy_id, []))

        self.run(load(), show)

    # ------------------------------------------------------------------ actions

    def _open_editor(self, proxy: BridgeProxy | None) -> None:
        ProxyEditor(self.context, proxy).open_in(self.context.shell.overlay_parent())

    def _on_switched(self, proxy: BridgeProxy, on: bool) -> None:
        def failed(error: AmuxError) -> None:
            self.rows[proxy.id].switch.set_on(not on)
            self.context.shell.toast("bad", tr("{name} was not changed", name=proxy.name), describe(error))

        self.run(self.services.proxies.set_enabled(proxy.id, on), None, failed)

    def _on_action(self, name: str, proxy: BridgeProxy) -> None:
        match name:
            case "edit":
                self._open_editor(proxy)
            case "test":
                self.run(self.services.proxies.test(proxy.id), lambda result: self._show_test(proxy, result))
            case "duplicate":
                self.run(self.services.proxies.duplicate(proxy.id))
            case "logs":
                self.context.shell.open_page("logs", f"proxy:{proxy.id}")
            case "delete":
                self.run(self.services.proxies.remove(proxy.id), self._on_removed, self._on_remove_refused)

    def _show_test(self, proxy: BridgeProxy, result: ProbeResult) -> None:
        if result.ok:
            text = tr("{provider} answered in {time}", provider=result.provider_name, time=duration(result.duration_ms))
            self.context.shell.toast("ok", tr("{name} works", name=proxy.name), text)
        else:
            self.context.shell.toast("bad", tr("{name} did not answer", name=proxy.name), result.message)

    def _on_removed(self, proxy: BridgeProxy) -> None:
        def undo() -> None:
            self.run(self.services.proxies.restore(proxy))

        self.context.shell.toast("ok", tr("{name} was deleted", name=proxy.name), action=(tr("Undo"), undo))

    def _on_remove_refused(self, error: AmuxError) -> None:
        if isinstance(error, ConflictError):
            title = tr("Other proxies send requests to this one")
            dialog = ConfirmDialog(title, describe(error), tr("OK"), lambda: None, danger=False)
            dialog.cancel.hide()
            dialog.open_in(self.context.shell.overlay_parent())
        else:
            self.context.shell.toast("bad", tr("The proxy was not deleted"), describe(error))


def _trends(series: tuple[Bucket, ...]) -> dict[str, list[float]]:
    """Requests per slot by proxy, gaps filled with zero."""
    starts = sorted({bucket.start_ms for bucket in series})
    if not starts:
        return {}
    found: dict[str, dict[int, float]] = {}
    for bucket in series:
        found.setdefault(bucket.key, {})[bucket.start_ms] = bucket.totals.requests
    step = min((b - a for a, b in pairwise(starts)), default=1)
    slots = range(starts[0], starts[-1] + 1, step)
    return {key: [values.get(slot, 0.0) for slot in slots] for key, values in found.items()}
