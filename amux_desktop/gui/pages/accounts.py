"""OAuth Accounts: sign in with subscriptions and share them as one provider."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QGridLayout, QStackedLayout, QWidget

from amux_desktop.core.errors import AmuxError, MachineError
from amux_desktop.core.events import AccountChanged, ConfigurationChangedElsewhere, Event, LogsWritten, ProviderChanged
from amux_desktop.core.files import write_private
from amux_desktop.gui.dialogs.add_account import AddAccountDialog, ClientSecretDialog
from amux_desktop.gui.dialogs.base import ConfirmDialog
from amux_desktop.gui.dialogs.passphrase import PassphraseDialog
from amux_desktop.gui.dialogs.pool_settings import PoolSettingsDialog
from amux_desktop.gui.dialogs.quota_history import QuotaHistoryDialog
from amux_desktop.gui.dialogs.rename import RenameDialog
from amux_desktop.gui.formats import duration
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.account_card import AccountCard, name_of
from amux_desktop.gui.pages.account_pool import PoolCard
from amux_desktop.gui.pages.base import Page, PageContext, WidthWatcher
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import Section, clear_layout, column_layout
from amux_desktop.gui.widgets.empty_state import EmptyState
from amux_desktop.gui.widgets.scroll import Scroller
from amux_desktop.gui.widgets.segmented import Option, Segmented
from amux_desktop.services.accounts import Imported, QuotaView, Range, is_archive
from amux_desktop.services.pools import Candidate, PoolView
from amux_desktop.services.probe import ProbeResult
from amux_desktop.services.records import Account, Strategy, UsageTotals

_ONE_COLUMN, _NARROW = 808, 980
_MINUTE_MS = 60_000
_SETTLE_MS = 150


@dataclass(frozen=True, slots=True)
class _Loaded:
    view: PoolView
    quotas: Mapping[str, tuple[QuotaView, ...]]
    usage: Mapping[str, UsageTotals]


class AccountsPage(Page):
    key = "accounts"
    title = tr("OAuth Accounts")
    icon = "users-round"
    group = "access"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._view: PoolView | None = None
        self._model = ""
        self._narrow = False
        self.cards: dict[str, AccountCard] = {}
        self.header.set_subtitle(tr("Sign in with subscriptions and share them as one provider"))
        options = [Option(vendor.id, vendor.title, logo=vendor.logo) for vendor in context.services.accounts.vendors()]
        self.vendor = Segmented(tr("Vendor"), options)
        self.vendor.chosen.connect(lambda _key: self._on_model(""))
        self.add = Button(tr("Add account"), "primary", icon="plus")
        self.add.clicked.connect(self.new)
        self.bring = Button(tr("Import"), icon="folder-open")
        self.bring.clicked.connect(self._on_import)
        for control in (self.vendor, self.bring, self.add):
            self.header.add_action(control)
        self._place(context)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self._tick)
        self._minute.start()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.refresh)

    def _place(self, context: PageContext) -> None:
        self._filled = QWidget()
        filled = column_layout(self._filled, spacing=20)
        self.pool = PoolCard()
        self.pool.strategy_chosen.connect(self._on_strategy)
        self.pool.model_chosen.connect(self._on_model)
        self.pool.settings.clicked.connect(self._on_settings)
        self.pool.test.clicked.connect(self._on_test)
        filled.addWidget(self.pool)
        section = Section(tr("Accounts"))
        self.period = Segmented(
            tr("Period"),
            [
                Option("today", tr("Today", "period")),
                Option("week", tr("Week", "period")),
                Option("month", tr("Month", "period")),
                Option("all", tr("All", "period")),
            ],
            small=True,
        )
        self.period.chosen.connect(lambda _key: self.refresh())
        self.refresh_all = Button(tr("Refresh all"), icon="refresh-cw", size="sm")
        self.refresh_all.clicked.connect(self._on_refresh_all)
        section.add_control(self.period)
        section.add_control(self.refresh_all)
        filled.addWidget(section)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        filled.addLayout(self._grid)
        filled.addStretch(1)
        first = Button(tr("Add account"), "primary", icon="plus")
        first.clicked.connect(self.new)
        self._empty = EmptyState(
            "users-round",
            tr("No accounts yet"),
            tr("Sign in with a subscription; Amux spreads requests over your accounts and shows what is left."),
            first,
        )
        content = QWidget()
        column = column_layout(content, 24, 4, 24, 24, spacing=20)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._filled)
        self._stack.addWidget(self._empty)
        column.addLayout(self._stack, 1)
        # Of the page, not of the content, which cannot become narrower than its widest row.
        WidthWatcher(self, _ONE_COLUMN, self._on_width)
        WidthWatcher(self, _NARROW, self.pool.set_narrow)
        self.body.addWidget(Scroller(content, gutter=24), 1)

    # ------------------------------------------------------------------ Page

    def refresh(self) -> None:
        vendor, model = self._vendor(), self._model
        span = cast("Range", self.period.key() or "today")

        async def load() -> _Loaded:
            services = self.services
            view = await services.pools.show(vendor, model)
            quotas = {item.account.id: await services.accounts.quota(item.account.id) for item in view.candidates}
            return _Loaded(view, quotas, await services.accounts.usage(span))

        self.run(load(), self._show)

    def on_event(self, event: Event) -> None:
        if isinstance(event, AccountChanged | ProviderChanged | ConfigurationChangedElsewhere | LogsWritten):
            self._settle.start()

    def new(self) -> None:
        if self._view is None:
            return
        needs = self.services.accounts.needs_secret(self._view.vendor.id)
        dialog = (ClientSecretDialog if needs else AddAccountDialog)(self.context, self._view)
        dialog.open_in(self.context.shell.overlay_parent())

    # ------------------------------------------------------------------ showing

    def _vendor(self) -> str:
        return self.vendor.key() or self.services.accounts.vendors()[0].id

    def _show(self, loaded: _Loaded) -> None:
        view = loaded.view
        if view.vendor.id != self._vendor():
            return
        self._view = view
        self._stack.setCurrentWidget(self._filled if view.candidates else self._empty)
        self.pool.show_pool(view, self._model)
        candidates = sorted(view.candidates, key=lambda item: (item.account.created_ms, item.account.id))
        if [item.account.id for item in candidates] != list(self.cards):
            self._build_cards(candidates)
        first = view.candidates[0] if view.candidates else None
        for item in candidates:
            card = self.cards[item.account.id]
            is_next = first is not None and first.choice.ready and item.account.id == first.account.id
            card.show_account(item, loaded.quotas.get(item.account.id, ()), is_next=is_next)
            card.set_usage(loaded.usage.get(item.account.id))

    def _build_cards(self, candidates: Sequence[Candidate]) -> None:
        """In the order in which they were added: the order of the choice changes with every request."""
        clear_layout(self._grid)
        self.cards = {}
        for item in candidates:
            card = AccountCard()
            card.action.connect(partial(self._on_action, item.account.id))
            card.switched.connect(partial(self._on_switched, item.account.id))
            self.cards[item.account.id] = card
        self._arrange()

    def _arrange(self) -> None:
        columns = 1 if self._narrow else 2
        for index, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, index // columns, index % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _on_width(self, narrow: bool) -> None:
        self._narrow = narrow
        self._arrange()

    def _tick(self) -> None:
        if self.isVisible():
            for card in self.cards.values():
                card.tick()

    # ------------------------------------------------------------------ actions

    def _on_strategy(self, key: str) -> None:
        self.run(self.services.pools.set(self._vendor(), strategy=cast("Strategy", key)))

    def _on_model(self, model: str) -> None:
        self._model = model
        self.refresh()

    def _on_settings(self) -> None:
        if self._view is not None:
            PoolSettingsDialog(self.context, self._view).open_in(self.context.shell.overlay_parent())

    def _account(self, account_id: str) -> Account | None:
        """As last shown."""
        candidates = self._view.candidates if self._view is not None else ()
        return next((item.account for item in candidates if item.account.id == account_id), None)

    def _on_switched(self, account_id: str, on: bool) -> None:
        account = self._account(account_id)
        if account is None:
            return

        def failed(error: AmuxError) -> None:
            self.cards[account.id].switch.set_on(not on)
            self.context.shell.toast("bad", tr("{name} was not changed", name=name_of(account)), describe(error))

        self.run(self.services.accounts.edit(account.id, enabled=on), None, failed)

    def _on_action(self, account_id: str, name: str) -> None:
        account = self._account(account_id)
        if account is None:
            return
        match name:
            case "weight":
                self._on_settings()
            case "history":
                QuotaHistoryDialog(self.context, account).open_in(self.context.shell.overlay_parent())
            case "refresh":
                self.run(self.services.accounts.refresh(account.id), None, self._refresh_failed)
            case "label":
                dialog = RenameDialog(tr("Set label"), name_of(account), lambda text: self._label(account, text))
                dialog.open_in(self.context.shell.overlay_parent())
            case "export":
                self._on_export(account)
            case "login":
                self.new()
            case "remove":
                body = tr("Its access is taken back at the vendor as well. To use it again, sign in again.")
                title = tr("Remove {name}?", name=name_of(account))
                ConfirmDialog(title, body, tr("Remove"), lambda: self._remove(account)).open_in(
                    self.context.shell.overlay_parent()
                )

    def _label(self, account: Account, text: str) -> None:
        self.run(self.services.accounts.edit(account.id, label=text))

    def _remove(self, account: Account) -> None:
        def done(revoked: bool) -> None:
            body = "" if revoked else tr("The vendor did not confirm that its access ended.")
            self.context.shell.toast("ok" if revoked else "warn", tr("{name} was removed", name=name_of(account)), body)

        self.run(self.services.accounts.remove(account.id), done)

    def _refresh_failed(self, error: AmuxError) -> None:
        self.context.shell.toast("bad", tr("The account was not refreshed"), describe(error))

    def _on_refresh_all(self) -> None:
        for account_id in self.cards:
            self.run(self.services.accounts.look(account_id), None, self._refresh_failed)

    def _on_test(self) -> None:
        if self._view is None or self._view.provider is None:
            return

        def done(result: ProbeResult) -> None:
            if result.ok:
                text = tr("Answered in {time}", time=duration(result.duration_ms))
                self.context.shell.toast("ok", tr("The pool works"), text)
            else:
                self.context.shell.toast("bad", tr("The pool did not answer"), result.message)

        self.run(self.services.providers.test(self._view.provider.id), done)

    def _on_export(self, account: Account) -> None:
        def run(passphrase: str, dialog: PassphraseDialog) -> None:
            path, _ = QFileDialog.getSaveFileName(self, str(tr("Export account")), "accounts.amux")
            if not path:
                dialog.accept()
                return

            def done(data: bytes) -> None:
                dialog.accept()
                self._write(path, data)

            self.run(self.services.accounts.export(passphrase, (account.id,)), done, dialog.show_error)

        text = tr("Whoever has file and passphrase can use the account.")
        title = tr("Protect the export")
        PassphraseDialog(title, text, tr("Export"), run, is_new=True).open_in(self.context.shell.overlay_parent())

    def _write(self, path: str, data: bytes) -> None:
        try:
            write_private(Path(path), data)
        except OSError as error:
            problem = MachineError("file_unwritable", path=path, reason=error.strerror or str(error))
            self.context.shell.toast("bad", tr("The export was not written"), describe(problem))
            return
        self.context.shell.toast("ok", tr("The export was written"), path)

    def _on_import(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, str(tr("Import accounts")))
        if not path:
            return
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            problem = MachineError("file_invalid", path=path, reason=error.strerror or str(error))
            self.context.shell.toast("bad", tr("Nothing was imported"), describe(problem))
            return
        if not is_archive(data):
            self.import_data(data)
            return

        def run(passphrase: str, dialog: PassphraseDialog) -> None:
            def done(imported: Imported) -> None:
                dialog.accept()
                self._imported(imported)

            self.run(self.services.accounts.import_file(data, passphrase), done, dialog.show_error)

        title = tr("Open the archive")
        PassphraseDialog(title, "", tr("Import"), run, is_new=False).open_in(self.context.shell.overlay_parent())

    def import_data(self, data: bytes) -> None:
        """A tool's own JSON file."""

        def failed(error: AmuxError) -> None:
            self.context.shell.toast("bad", tr("Nothing was imported"), describe(error))

        self.run(self.services.accounts.import_file(data), self._imported, failed)

    def _imported(self, imported: Imported) -> None:
        title = tr("%n account(s) imported", n=len(imported.accounts))
        body = describe(imported.skipped[0]) if imported.skipped else ""
        self.context.shell.toast("warn" if imported.skipped else "ok", title, body)
