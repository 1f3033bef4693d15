"""Tokens: who may use the proxy. A table with switches, and how a client presents a token."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStackedLayout, QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import ConfigurationChangedElsewhere, Event, LogsWritten, SettingsChanged, TokenChanged
from amux_desktop.gui.dialogs.base import ConfirmDialog
from amux_desktop.gui.dialogs.rename import RenameDialog
from amux_desktop.gui.dialogs.token_form import TokenDialog
from amux_desktop.gui.dialogs.token_once import TokenOnceDialog
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.models.tokens import ACTIVE, BUDGET, MORE, NAME, REQUESTS, TOKEN, USED, TokenTableModel
from amux_desktop.gui.pages.base import Page, PageContext
from amux_desktop.gui.theme import theme
from amux_desktop.gui.tokens import Height
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import Card, Section, SettingRow, column_layout, row_layout
from amux_desktop.gui.widgets.code_box import CodeBox
from amux_desktop.gui.widgets.empty_state import EmptyState
from amux_desktop.gui.widgets.field import TextField
from amux_desktop.gui.widgets.logo import IconTile
from amux_desktop.gui.widgets.menu import Menu
from amux_desktop.gui.widgets.scroll import Scroller
from amux_desktop.gui.widgets.segmented import Option, Segmented
from amux_desktop.gui.widgets.switch import Switch
from amux_desktop.gui.widgets.table_view import TableView
from amux_desktop.gui.widgets.token_rows import TokenDelegate
from amux_desktop.services.api_tokens import CreatedToken, TokenSpend
from amux_desktop.services.records import ApiToken, BridgeProxy, Bucket, Provider

_WIDTHS = {TOKEN: 190, REQUESTS: 96, BUDGET: 190, USED: 130, ACTIVE: 76, MORE: 52}
_MAXIMUM_ROWS = 8
_NARROW_BELOW = 960


class TokensPage(Page):
    key = "tokens"
    title = tr("Tokens")
    icon = "key-round"
    group = "access"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._proxies: tuple[BridgeProxy, ...] = ()
        self.header.set_subtitle(tr("Keys that let apps use this proxy"))
        self.filter = TextField(tr("Filter tokens"), placeholder=tr("Filter"), icon="search")
        self.filter.setFixedWidth(180)
        self.header.add_action(self.filter)
        self.add = Button(tr("New token"), "primary", icon="plus")
        self.add.clicked.connect(self.new)
        self.header.add_action(self.add)
        self.required = Switch(tr("Apps must present a token"))
        self.required.clicked.connect(self._on_required)
        self._shield = IconTile("shield-check", "ok", 36)
        self._policy = SettingRow(tr("Apps must present a token"), "", self.required)
        self._policy.row.insertWidget(0, self._shield)
        policy = Card()
        policy.column.addWidget(self._policy)
        self.model = TokenTableModel()
        self.table = TableView(tr("Tokens"), Height.ROW_TWO_LINES)
        self.table.setModel(self.model)
        self.table.setItemDelegate(TokenDelegate(self.table))
        self.table.delete_requested.connect(lambda: self._revoke(self._current()))
        self.table.rename_requested.connect(lambda: self._rename(self._current()))
        self.table.opened.connect(lambda _index: self._edit(self._current()))
        self.table.context_requested.connect(self._open_row_menu)
        self.filter.textChanged.connect(self._on_filter)
        self._place_columns()
        card = Card()
        card.column.setContentsMargins(1, 1, 1, 2)
        card.column.addWidget(self.table)
        self._table_area = QWidget()
        area = column_layout(self._table_area, spacing=0)
        area.addWidget(card)
        area.addSpacing(20)
        area.addWidget(self._build_example())
        create = Button(tr("New token"), "primary", icon="plus")
        create.clicked.connect(self.new)
        self._empty = EmptyState(
            "key-round",
            tr("No tokens yet"),
            tr("Give each app a token of its own, then you can see and stop each one."),
            create,
        )
        content = QWidget()
        column = column_layout(content, 24, 4, 24, 24, spacing=20)
        column.addWidget(policy)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._table_area)
        self._stack.addWidget(self._empty)
        column.addLayout(self._stack)
        column.addStretch(1)
        self.body.addWidget(Scroller(content, gutter=24), 1)

    # ------------------------------------------------------------------ Page

    def refresh(self) -> None:
        self._show_policy()

        async def load() -> tuple[tuple[ApiToken, ...], tuple[BridgeProxy, ...], tuple[Provider, ...]]:
            services = self.services
            return await services.tokens.list(), await services.proxies.list(), await services.providers.list()

        self.run(load(), self._show)

    def on_event(self, event: Event) -> None:
        if isinstance(event, TokenChanged | ConfigurationChangedElsewhere):
            self.refresh()
        elif isinstance(event, SettingsChanged):
            self._show_policy()
        elif isinstance(event, LogsWritten):
            self._load_usage()

    def new(self) -> None:
        dialog = TokenDialog(self.context)
        dialog.created.connect(self._on_created)
        dialog.open_in(self.context.shell.overlay_parent())

    def focus_filter(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ------------------------------------------------------------------ showing

    def _show_policy(self) -> None:
        required = self.services.settings.current.proxy_auth_required
        self.required.set_on(required)
        self._shield.set_state("shield-check" if required else "triangle-alert", "ok" if required else "warn")
        self._policy.set_description(
            tr("Calls without a valid sk-amux. token get 401.")
            if required
            else tr("Any program on this computer can use your providers now.")
        )

    def _place_columns(self) -> None:
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, theme().px(width))

    def _show(self, loaded: tuple[tuple[ApiToken, ...], tuple[BridgeProxy, ...], tuple[Provider, ...]]) -> None:
        tokens, self._proxies, providers = loaded
        names = {item.id: item.name for item in self._proxies} | {item.id: item.name for item in providers}
        self.model.set_tokens(tokens, names)
        self._stack.setCurrentWidget(self._table_area if tokens else self._empty)
        self._fill_controls()
        self._show_example(self.example.key())
        self._load_usage()

    def _on_filter(self, text: str) -> None:
        self.model.set_filter(text)
        self._fill_controls()

    def _fill_controls(self) -> None:
        """A switch and a menu button per row; tokens are few, so real controls are fine."""
        rows = self.model.rowCount()
        for row in range(rows):
            token = self.model.at(row)
            if token is None:
                continue
            switch = Switch(tr("{name} is active", name=token.name))
            switch.set_on(token.enabled)
            switch.clicked.connect(lambda on, token=token: self._on_switched(token, on))
            more = IconButton("ellipsis", tr("More actions for {name}", name=token.name))
            more.clicked.connect(lambda _on=False, token=token, more=more: self._open_menu(token, more))
            for column, control in ((ACTIVE, switch), (MORE, more)):
                holder = QWidget()
                line = row_layout(holder, 12 if column == ACTIVE else 4, 0, 0, 0)
                line.addWidget(control)
                line.addStretch(1)
                self.table.setIndexWidget(self.model.index(row, column), holder)
        height = theme().px(Height.ROW_TWO_LINES)
        self.table.setFixedHeight(min(_MAXIMUM_ROWS, max(1, rows)) * height + theme().px(34) + 2)

    def _load_usage(self) -> None:
        def show(buckets: tuple[Bucket, ...]) -> None:
            self.model.set_usage({bucket.key: bucket.totals for bucket in buckets})

        self.run(self.services.dashboard.ranking("30d", "token", 500), show)
        limited = [token.id for token in self.model.all() if token.daily_budget_nanos or token.monthly_budget_nanos]
        self._fit_columns(bool(limited))
        if not limited:
            return

        async def spend() -> dict[str, TokenSpend]:
            return {key: await self.services.tokens.spend(key) for key in limited}

        self.run(spend(), self.model.set_spend, lambda _error: None)  # a token may go meanwhile

    def _fit_columns(self, budgets: bool) -> None:
        """Budgets take room only when there are any; in a narrow window the masked token gives way to them."""
        self.table.setColumnHidden(BUDGET, not budgets)
        self.table.setColumnHidden(TOKEN, budgets and self.width() < theme().px(_NARROW_BELOW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns(not self.table.isColumnHidden(BUDGET))

    # ------------------------------------------------------------------ example

    def _build_example(self) -> QWidget:
        self.example = Segmented(
            tr("Example for"),
            [Option("openai", "OpenAI SDK"), Option("anthropic", "Anthropic SDK"), Option("curl", "curl")],
            small=True,
        )
        self.example.chosen.connect(self._show_example)
        self._code = CodeBox("", syntax="shell", fit=True)
        holder = QWidget()
        column = column_layout(holder, spacing=8)
        section = Section(tr("Use a token"), tr("Any client that lets you change the base URL works."))
        section.add_control(self.example)
        column.addWidget(section)
        column.addWidget(self._code)
        return holder

    def _show_example(self, kind: str) -> None:
        formats = {"anthropic": ("anthropic", "any"), "openai": ("openai-chat", "openai-responses", "any")}
        wanted = formats.get(kind, ("openai-chat", "any"))
        slug = next((p.slug for p in self._proxies if p.enabled and p.inbound in wanted), "PATH")
        route = f"{self.services.base_url()}/proxies/{slug}"
        token = "sk-amux.••••"
        match kind:
            case "anthropic":
                text = f'export ANTHROPIC_BASE_URL="{route}"\nexport ANTHROPIC_AUTH_TOKEN="{token}"'
            case "curl":
                text = f'curl {route}/v1/models \\\n  -H "Authorization: Bearer $AMUX_TOKEN"'
            case _:
                text = f'export OPENAI_BASE_URL="{route}/v1"\nexport OPENAI_API_KEY="{token}"'
        self._code.set_title({"anthropic": "Anthropic SDK", "curl": "curl"}.get(kind, "OpenAI SDK"))
        self._code.set_code(text)

    # ------------------------------------------------------------------ actions

    def _current(self) -> ApiToken | None:
        return self.model.at(self.table.currentIndex().row())

    def _on_required(self, on: bool) -> None:
        def failed(error: AmuxError) -> None:
            self._show_policy()
            self.context.shell.toast("bad", tr("That was not changed"), describe(error))

        self.run(self.services.settings.update({"proxy.auth_required": on}), lambda _s: self._show_policy(), failed)

    def _on_switched(self, token: ApiToken, on: bool) -> None:
        def failed(error: AmuxError) -> None:
            self.refresh()
            self.context.shell.toast("bad", tr("{name} was not changed", name=token.name), describe(error))

        self.run(self.services.tokens.set_enabled(token.id, on), None, failed)

    def _open_menu(self, token: ApiToken, anchor: QWidget) -> None:
        self._menu(token).open_below(anchor)

    def _open_row_menu(self, event: QContextMenuEvent) -> None:
        token = self._current()
        if token is not None:
            menu = self._menu(token)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(event.globalPos())

    def _menu(self, token: ApiToken) -> Menu:
        menu = Menu(self)
        menu.add(tr("Rename"), lambda: self._rename(token), icon="pencil", shortcut="F2")
        menu.add(tr("Limits and scope…"), lambda: self._edit(token), icon="shield")
        menu.add(tr("Replace…"), lambda: self._regenerate(token), icon="rotate-cw")
        menu.add(
            tr("Show in Logs"), lambda: self.context.shell.open_page("logs", f"token:{token.id}"), icon="scroll-text"
        )
        menu.addSeparator()
        menu.add(tr("Revoke…"), lambda: self._revoke(token), icon="trash-2", shortcut="Del", danger=True)
        return menu

    def _rename(self, token: ApiToken | None) -> None:
        if token is None:
            return

        def rename(name: str) -> None:
            self.run(self.services.tokens.rename(token.id, name))

        RenameDialog(tr("Rename {name}", name=token.name), token.name, rename).open_in(
            self.context.shell.overlay_parent()
        )

    def _edit(self, token: ApiToken | None) -> None:
        if token is not None:
            TokenDialog(self.context, token).open_in(self.context.shell.overlay_parent())

    def _regenerate(self, token: ApiToken) -> None:
        ConfirmDialog(
            tr("Replace {name}?", name=token.name),
            tr("Its present text stops working at once. Apps that use it need the new one."),
            tr("Replace"),
            lambda: self.run(self.services.tokens.regenerate(token.id), self._on_created),
        ).open_in(self.context.shell.overlay_parent())

    def _revoke(self, token: ApiToken | None) -> None:
        if token is None:
            return
        ConfirmDialog(
            tr("Revoke {name}?", name=token.name),
            tr("Apps that use this token get 401 from the next request on. This cannot be undone."),
            tr("Revoke token"),
            lambda: self.run(self.services.tokens.remove(token.id)),
        ).open_in(self.context.shell.overlay_parent())

    def _on_created(self, created: CreatedToken) -> None:
        slug = next((proxy.slug for proxy in self._proxies if proxy.enabled), "PATH")
        TokenOnceDialog(self.context, created, slug).open_in(self.context.shell.overlay_parent())
