"""OAuth Accounts: sign in with subscriptions and share them as one provider."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QGridLayout, QStackedLayout, QWidget

from amux_desktop.core.errors import AmuxError, MachineError
from amux_desktop.core.events import AccountChanged, ConfigurationChangedElsewhere, Event, LogsWritten, ProviderChanged
from amux_desktop.core.files import write_private
from amux_desktop.gui.dialogs.add_account import AddAccountDialog, ClientSecretDialog, PassphraseDialog
from amux_desktop.gui.dialogs.base import ConfirmDialog
from amux_desktop.gui.dialogs.rename import RenameDialog
from amux_desktop.gui.formats import duration
from amux_desktop.gui.i18n import number, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.account_card import AccountCard, reason_text
from amux_desktop.gui.pages.base import Page, PageContext, WidthWatcher
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import Card, Divider, Section, clear_layout, column_layout, row_layout
from amux_desktop.gui.widgets.copy_field import CopyField
from amux_desktop.gui.widgets.empty_state import EmptyState
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.logo import LogoTile
from amux_desktop.gui.widgets.scroll import Scroller
from amux_desktop.gui.widgets.segmented import Option, Segmented
from amux_desktop.services.accounts import Imported, QuotaView, is_archive
from amux_desktop.services.dashboard import Period
from amux_desktop.services.pools import PoolView
from amux_desktop.services.probe import ProbeResult
from amux_desktop.services.records import Account, Strategy, UsageTotals

_NARROW = 760
_MINUTE_MS = 60_000
_SETTLE_MS = 150


@dataclass(frozen=True, slots=True)
class _Loaded:
    view: PoolView
    quotas: dict[str, tuple[QuotaView, ...]]
    usage: dict[str, UsageTotals]


class AccountsPage(Page):
    key = "accounts"
    title = tr("OAuth Accounts")
    icon = "users-round"
    group = "access"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._view: PoolView | None = None
        self._narrow = False
        self.cards: dict[str, AccountCard] = {}
        self.header.set_subtitle(tr("Sign in with subscriptions and share them as one provider"))
        options = [Option(vendor.id, vendor.title) for vendor in context.services.accounts.vendors()]
        self.vendor = Segmented(tr("Vendor"), options)
        self.vendor.chosen.connect(lambda _key: self.refresh())
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
        filled.addWidget(self._build_pool())
        section = Section(tr("Accounts"))
        self.period = Segmented(
            tr("Period"),
            [Option("24h", tr("24 hours")), Option("7d", tr("7 days")), Option("30d", tr("30 days"))],
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
        column.addLayout(self._stack)
        column.addStretch(1)
        WidthWatcher(content, _NARROW, self._on_width)
        self.body.addWidget(Scroller(content, gutter=24), 1)

    def _build_pool(self) -> Card:
        card = Card()
        inner = column_layout(None, 15, 15, 15, 15, spacing=14)
        head = row_layout(None, spacing=12)
        self._logo = LogoTile("", "", 40)
        head.addWidget(self._logo)
        texts = column_layout(None, spacing=4)
        self._name = Label("", "h3")
        self._counts = Label("", "small", "text2", wrap=True)
        texts.addWidget(self._name)
        texts.addWidget(self._counts)
        head.addLayout(texts, 1)
        pick = column_layout(None, spacing=6)
        pick.addWidget(Label(tr("Pick the next account by"), "small", "text2"))
        self.strategy = Segmented(
            tr("Pick the next account by"),
            [
                Option("round_robin", tr("Take turns")),
                Option("least_used", tr("Least used")),
                Option("quota_aware", tr("Most quota left")),
                Option("fill_first", tr("One after the other")),
            ],
        )
        self.strategy.chosen.connect(self._on_strategy)
        pick.addWidget(self.strategy)
        head.addLayout(pick)
        inner.addLayout(head)
        inner.addWidget(Divider())
        self._next = Label("", "small", "text2", wrap=True)
        inner.addWidget(self._next)
        use = row_layout(None, spacing=10)
        use.addWidget(Label(tr("Use the model"), "small", "text2"))
        self._model = CopyField("", icon="route", name=tr("Copy the model"))
        use.addWidget(self._model, 1)
        self.test = Button(tr("Test pool"), icon="plug-zap")
        self.test.clicked.connect(self._on_test)
        use.addWidget(self.test)
        inner.addLayout(use)
        card.column.addLayout(inner)
        return card

    # ------------------------------------------------------------------ Page

    def refresh(self) -> None:
        vendor, period = self._vendor(), cast("Period", self.period.key() or "24h")

        async def load() -> _Loaded:
            services = self.services
            view = await services.pools.show(vendor)
            quotas = {item.account.id: await services.accounts.quota(item.account.id) for item in view.candidates}
            ranking = await services.dashboard.ranking(period, "account", 500)
            return _Loaded(view, quotas, {bucket.key: bucket.totals for bucket in ranking})

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
        self._logo.set_logo(view.vendor.logo, view.vendor.title)
        self._name.set_text(tr("{vendor} account pool", vendor=view.vendor.title))
        out = sum(item.account.state in ("expired", "forbidden") for item in view.candidates)
        self._counts.set_text(
            tr("{ready} ready, {resting} resting, {out} signed out or forbidden",
               ready=number(view.ready), resting=number(len(view.candidates) - view.ready - out), out=number(out))
        )  # fmt: skip
        self.strategy.set_key(view.pool.strategy)
        self._show_next(view)
        provider = view.provider
        if provider is not None:
            model = next((item.id for item in provider.models if item.enabled), "")
            self._model.set_value(f"{provider.slug}/{model}")
        clear_layout(self._grid)
        self.cards = {}
        for position, item in enumerate(view.candidates):
            card = AccountCard(item, loaded.quotas.get(item.account.id, ()), position)
            card.set_usage(loaded.usage.get(item.account.id))
            card.action.connect(lambda name, account=item.account: self._on_action(name, account))
            card.switched.connect(lambda on, account=item.account: self._on_switched(account, on))
            self.cards[item.account.id] = card
        self._arrange()

    def _show_next(self, view: PoolView) -> None:
        first = view.candidates[0] if view.candidates else None
        if first is None:
            self._next.set_text("")
        elif first.choice.ready:
            name = first.account.label or first.account.email
            self._next.set_text(tr("The next new conversation goes to {name}.", name=name))
        else:
            self._next.set_text(tr("Nobody can serve now. First: {name}, {reason}.",
                                   name=first.account.label or first.account.email, reason=reason_text(first)))  # fmt: skip

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

    def _on_switched(self, account: Account, on: bool) -> None:
        def failed(error: AmuxError) -> None:
            self.cards[account.id].switch.set_on(not on)
            self.context.shell.toast("bad", tr("{name} was not changed", name=account.email), describe(error))

        self.run(self.services.accounts.edit(account.id, enabled=on), None, failed)

    def _on_action(self, name: str, account: Account) -> None:
        match name:
            case "refresh":
                self.run(self.services.accounts.refresh(account.id), None, self._refresh_failed)
            case "label":
                dialog = RenameDialog(
                    tr("Set label"), account.label or account.email, lambda text: self._label(account, text)
                )
                dialog.open_in(self.context.shell.overlay_parent())
            case "export":
                self._on_export(account)
            case "login":
                self.new()
            case "remove":
                body = tr("Its access is taken back at the vendor as well. To use it again, sign in again.")
                title = tr("Remove {name}?", name=account.label or account.email)
                ConfirmDialog(title, body, tr("Remove"), lambda: self._remove(account)).open_in(
                    self.context.shell.overlay_parent()
                )

    def _label(self, account: Account, text: str) -> None:
        self.run(self.services.accounts.edit(account.id, label=text))

    def _remove(self, account: Account) -> None:
        def done(revoked: bool) -> None:
            body = "" if revoked else tr("The vendor did not confirm that its access ended.")
            self.context.shell.toast("ok" if revoked else "warn", tr("{name} was removed", name=account.email), body)

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
        dialog = PassphraseDialog(new=True)

        def chosen() -> None:
            path, _ = QFileDialog.getSaveFileName(self, str(tr("Export account")), "accounts.amux")
            if path:
                work = self.services.accounts.export(dialog.field.text(), (account.id,))
                self.run(work, lambda data: self._write(path, data))

        dialog.accepted.connect(chosen)
        dialog.open_in(self.context.shell.overlay_parent())

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
            self.import_data(data, "")
            return
        dialog = PassphraseDialog(new=False)
        dialog.accepted.connect(lambda: self.import_data(data, dialog.field.text()))
        dialog.open_in(self.context.shell.overlay_parent())

    def import_data(self, data: bytes, passphrase: str) -> None:
        """An archive of ours or a tool's JSON file."""

        def done(imported: Imported) -> None:
            title = tr("%n account(s) imported", n=len(imported.accounts))
            body = describe(imported.skipped[0]) if imported.skipped else ""
            self.context.shell.toast("warn" if imported.skipped else "ok", title, body)

        def failed(error: AmuxError) -> None:
            self.context.shell.toast("bad", tr("Nothing was imported"), describe(error))

        self.run(self.services.accounts.import_file(data, passphrase), done, failed)
