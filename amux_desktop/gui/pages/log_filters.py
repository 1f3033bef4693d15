"""What the list of requests is narrowed down by: words, outcome, provider, app, period, and what another page asked for."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from amux_desktop.core.events import RequestSummary
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.theme import theme
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import row_layout
from amux_desktop.gui.widgets.field import TextField
from amux_desktop.gui.widgets.segmented import Option, Segmented
from amux_desktop.gui.widgets.select import Choice, Select
from amux_desktop.services.records import LogFilter, Provider

_PERIODS_MS = {"1h": 3_600_000, "24h": 86_400_000, "7d": 7 * 86_400_000}
_TYPING_MS = 250
_SELECT_WIDTH = 132


class LogFilters(QWidget):
    """`changed` when another question is asked. `where` is the question for the database, `accepts` the same for one row that
    is not there yet."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._proxy_id = self._token_id = ""
        self._since_ms: int | None = None
        self.search = TextField(tr("Search the logs"), placeholder=tr("Search models, paths, errors"), icon="search")
        self.outcome = Segmented(
            tr("Outcome"),
            [
                Option("all", tr("All", "requests")),
                Option("ok", tr("OK", "requests"), dot="ok"),
                Option("error", tr("Failed"), dot="bad"),
                Option("running", tr("Running"), dot="info"),
            ],
        )
        self.provider = Select(tr("Provider"), [Choice("", tr("All providers"))])
        self.client = Select(tr("App"), [Choice("", tr("All apps"))])
        self.period = Select(
            tr("Period"),
            [
                Choice("", tr("All time")),
                Choice("1h", tr("Last hour")),
                Choice("24h", tr("Last 24 hours")),
                Choice("7d", tr("Last 7 days")),
            ],
        )
        self.chip = Button("", "soft", icon="x", size="sm")
        self.chip.hide()
        self._selects = (self.provider, self.client, self.period)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._apply)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.outcome.chosen.connect(lambda _key: self._apply())
        self.chip.clicked.connect(self._drop_chip)
        bar = row_layout(self, 0, 0, 0, 0, spacing=8)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.chip)
        bar.addWidget(self.outcome)
        for select in self._selects:
            select.setFixedWidth(theme().px(_SELECT_WIDTH))
            select.picked.connect(lambda _key: self._apply())
            bar.addWidget(select)

    # ------------------------------------------------------------------ the question

    def where(self) -> LogFilter:
        outcome = self.outcome.key()
        return LogFilter(
            text=self.search.text().strip(),
            outcomes=("ok",) if outcome == "ok" else ("error",) if outcome == "error" else (),
            provider_id=self.provider.key(),
            client=self.client.key(),
            proxy_id=self._proxy_id,
            token_id=self._token_id,
            since_ms=self._since_ms,
        )

    def only_running(self) -> bool:
        return self.outcome.key() == "running"

    def is_set(self) -> bool:
        return self.only_running() or self.where() != LogFilter()

    def accepts(self, row: RequestSummary) -> bool:
        where = self.where()
        if self.only_running() and row.outcome != "running":
            return False
        if where.outcomes and row.outcome not in where.outcomes:
            return False
        for wanted, has in (
            (where.client, row.client),
            (where.provider_id, row.provider_id),
            (where.proxy_id, row.proxy_id),
        ):
            if wanted and wanted != has:
                return False
        searched = (
            row.id, row.route, row.source_model, row.target_model, row.client, row.provider_name, row.token_name, row.error_code,
        )  # fmt: skip
        words = " ".join(searched).lower()
        # A live row does not say which token's id it came with; it joins the list when the page is shown the next time.
        return not where.token_id and all(word in words for word in where.text.lower().split())

    # ------------------------------------------------------------------ setting

    def show_providers(self, providers: Sequence[Provider]) -> None:
        self.provider.set_choices(
            [Choice("", tr("All providers")), *(Choice(p.id, p.name, p.logo or "icon:boxes") for p in providers)]
        )

    def show_clients(self, clients: Sequence[str]) -> None:
        self.client.set_choices([Choice("", tr("All apps")), *(Choice(name, name) for name in clients)])

    def only(self, kind: str, key: str) -> None:
        """Of one `proxy` or one `token`, as another page asked."""
        self._proxy_id, self._token_id = (key, "") if kind == "proxy" else ("", key)
        self.chip.set_text(tr("One proxy") if kind == "proxy" else tr("One token"))
        self.chip.show()
        self._apply()

    def reset(self) -> None:
        self.search.clear()
        self.outcome.set_key("all")
        for select in self._selects:
            select.set_key("")
        self._drop_chip()

    def set_narrow(self, narrow: bool) -> None:
        """Without the lists. One that is set stays, so that nothing filters unseen."""
        for select in self._selects:
            select.setVisible(not narrow or bool(select.key()))

    def focus(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _drop_chip(self) -> None:
        self._proxy_id = self._token_id = ""
        self.chip.hide()
        self._apply()

    def _apply(self) -> None:
        self._typing.stop()
        period = _PERIODS_MS.get(self.period.key())
        self._since_ms = int(time.time() * 1000) - period if period else None
        self.changed.emit()
