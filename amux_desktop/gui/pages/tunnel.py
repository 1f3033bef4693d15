"""Tunnel: reach the proxy from other machines through Cloudflare."""

from __future__ import annotations

from typing import Literal, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHeaderView, QStackedLayout, QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import (
    ConfigurationChangedElsewhere,
    Event,
    ProxyStateChanged,
    SettingsChanged,
    TokenChanged,
    TunnelAccessed,
    TunnelConfigured,
    TunnelLogged,
    TunnelProgramProgress,
    TunnelStateChanged,
)
from amux_desktop.gui.dialogs.base import ConfirmDialog
from amux_desktop.gui.dialogs.qr_code import QrCodeDialog
from amux_desktop.gui.dialogs.token_form import TokenDialog
from amux_desktop.gui.dialogs.token_once import TokenOnceDialog
from amux_desktop.gui.dialogs.tunnel_setup import AccountTunnelDialog, RoutesDialog, TokenTunnelDialog
from amux_desktop.gui.formats import bytes_size, clock
from amux_desktop.gui.i18n import TextLike, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.models.tunnel_access import APP, FROM, REQUEST, STATUS, TAKEN, TIME, AccessTableModel
from amux_desktop.gui.pages.base import Page, PageContext, WidthWatcher
from amux_desktop.gui.pages.tunnel_card import ON, TunnelCard
from amux_desktop.gui.pages.tunnel_setup import TunnelSetup
from amux_desktop.gui.theme import theme
from amux_desktop.gui.tokens import Height
from amux_desktop.gui.widgets.access_rows import AccessDelegate
from amux_desktop.gui.widgets.badge import Badge
from amux_desktop.gui.widgets.banner import Banner
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import Card, Section, column_layout, row_layout
from amux_desktop.gui.widgets.code_box import CodeBox
from amux_desktop.gui.widgets.flow import Flow, Node
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.progress import Bar
from amux_desktop.gui.widgets.scroll import Scroller
from amux_desktop.gui.widgets.segmented import Option, Tabs
from amux_desktop.gui.widgets.table_view import TableView
from amux_desktop.services.api_tokens import CreatedToken
from amux_desktop.services.tunnel import LogLine, TunnelView

_WIDTHS = {TIME: 92, STATUS: 76, FROM: 158, APP: 126, TAKEN: 104}
_NARROW = 760
_SHOWN_ROWS, _SHOWN_LINES = 12, 300
_REFRESH_MS = 250
_CHANGES = (TunnelConfigured, SettingsChanged, TokenChanged, ConfigurationChangedElsewhere, ProxyStateChanged)
_LEVELS = {"debug": "DBG", "info": "INF", "warning": "WRN", "error": "ERR"}


class TunnelPage(Page):
    key = "tunnel"
    title = tr("Tunnel")
    icon = "globe"
    group = "access"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._view: TunnelView | None = None
        self._fetching = False
        self.header.set_subtitle(tr("Reach this proxy from other machines through Cloudflare"))
        self._required = Badge(tr("Tokens required"), "ok", icon="shield-check")
        self._required.hide()
        self.header.add_action(self._required)
        self.banner = Banner("warn")
        self.banner.hide()
        self.card = TunnelCard()
        self.card.start_requested.connect(self._on_start)
        self.card.stop_requested.connect(lambda: self._run(self.services.tunnel.stop()))
        self.card.qr_requested.connect(lambda url: QrCodeDialog(url).open_in(context.shell.overlay_parent()))
        self.card.log_requested.connect(lambda: self._show_tab("log"))
        self.setup = TunnelSetup()
        self.setup.mode_chosen.connect(self._on_mode)
        self.setup.change_requested.connect(self._on_change)
        self.setup.delete_requested.connect(self._on_delete)
        self.setup.routes_requested.connect(self._on_routes)
        self.card.column.addWidget(self.setup)
        content = QWidget()
        column = column_layout(content, 24, 4, 24, 24, spacing=16)
        column.addWidget(self.banner)
        column.addWidget(self._build_download())
        column.addWidget(self.card)
        column.addWidget(self._build_explanation())
        column.addWidget(self._build_records(), 1)
        column.addStretch(1)
        WidthWatcher(content, _NARROW, self._on_width)
        self.body.addWidget(Scroller(content, gutter=24), 1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REFRESH_MS)
        self._later.timeout.connect(self._show_records)

    # ------------------------------------------------------------------ Page

    def refresh(self) -> None:
        self.run(self.services.tunnel.view(), self._show)

    def on_event(self, event: Event) -> None:
        if isinstance(event, TunnelStateChanged):
            self._show_status()
            if event.state in ("off", "failed", "running"):
                self.refresh()
        elif isinstance(event, TunnelAccessed | TunnelLogged):
            if not self._later.isActive():
                self._later.start()
        elif isinstance(event, TunnelProgramProgress):
            self._show_progress(event)
        elif isinstance(event, _CHANGES):
            self.refresh()

    # ------------------------------------------------------------------ building

    def _build_download(self) -> QWidget:
        self._download = Card()
        self._download.hide()
        inner = column_layout(None, 16, 12, 16, 14, spacing=10)
        row = row_layout(None, spacing=8)
        self._download_text = Label(tr("Fetching cloudflared…"), "body_m")
        row.addWidget(self._download_text, 1)
        cancel = Button(tr("Cancel"), "ghost", size="sm")
        cancel.clicked.connect(self._on_cancel_fetch)
        row.addWidget(cancel)
        inner.addLayout(row)
        self._bar = Bar(tr("Fetching cloudflared…"))
        inner.addWidget(self._bar)
        self._download.column.addLayout(inner)
        return self._download

    def _build_explanation(self) -> QWidget:
        self._explanation = QWidget()
        column = column_layout(self._explanation, spacing=10)
        column.addWidget(Section(tr("How it works")))
        card = Card(fill="subtle")
        self._flow = Flow()
        line = row_layout(None, 16, 24, 16, 24)
        line.addStretch(1)
        line.addWidget(self._flow)
        line.addStretch(1)
        card.column.addLayout(line)
        column.addWidget(card)
        return self._explanation

    def _build_records(self) -> QWidget:
        self._records = QWidget()
        column = column_layout(self._records, spacing=8)
        top = row_layout(None, spacing=8)
        self.tabs = Tabs(tr("Records"), [Option("access", tr("Access", "requests")), Option("log", tr("System log"))])
        self.tabs.chosen.connect(self._show_tab)
        top.addWidget(self.tabs, 1)
        self.clear = Button(tr("Clear"), "ghost", size="sm")
        self.clear.clicked.connect(self._on_clear)
        top.addWidget(self.clear)
        column.addLayout(top)
        self.model = AccessTableModel()
        self.table = TableView(tr("Access", "requests"), Height.ROW_TABLE)
        self.table.setModel(self.model)
        self.table.setItemDelegate(AccessDelegate(self.table))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(REQUEST, QHeaderView.ResizeMode.Stretch)
        for place, width in _WIDTHS.items():
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(place, theme().px(width))
        card = Card()
        card.column.setContentsMargins(1, 1, 1, 2)
        card.column.addWidget(self.table)
        self._nobody = Label(tr("Nobody has called yet."), "body", "text2")
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nobody.setContentsMargins(0, 18, 0, 18)
        card.column.addWidget(self._nobody)
        self.log = CodeBox("cloudflared", syntax="text", fit=True, max_lines=16)
        self._stack = QStackedLayout()
        for widget in (card, self.log):
            self._stack.addWidget(widget)
        column.addLayout(self._stack)
        return self._records

    # ------------------------------------------------------------------ showing

    def _show(self, view: TunnelView) -> None:
        self._view = view
        self._required.setVisible(view.auth_required)
        self.setup.show_view(view)
        self._flow.set_nodes(
            [
                Node(tr("Any app"), "icon:laptop"),
                Node("Cloudflare", "icon:globe"),
                Node(f"Amux {self.services.base_url().removeprefix('http://')}", "icon:route", accent=True),
                Node(tr("Your providers"), "icon:boxes"),
            ]
        )
        self._show_banner(view)
        self._show_status()

    def _show_status(self) -> None:
        tunnel = self.services.tunnel
        status = tunnel.status
        self.card.show_status(status, tunnel.traffic)
        self.setup.setVisible(status.state == "off")
        self.card.start.setEnabled(self._view is not None and self._view.program is not None)
        self._explanation.setVisible(status.state == "off")
        self._records.setVisible(status.state in ON or (status.state == "failed" and bool(tunnel.lines())))
        self._show_tab("log" if status.state == "failed" else self.tabs.key())

    def _show_banner(self, view: TunnelView) -> None:
        """One notice at most: the first thing that is in the way."""
        self.banner.hide()
        if self._fetching or view.status.state not in ("off", "failed"):
            return
        if not view.auth_required:
            self._notice(
                tr("Tokens are not required"),
                tr("Anyone who learns the address could spend your provider keys. Turn tokens on first."),
                (tr("Require tokens"), self._on_require),
            )
        elif view.program_error is not None:
            self._notice_program(view, view.program_error)
        elif not view.tokens:
            self._notice(
                tr("No token may be used through the tunnel"),
                tr("Make one for whoever shall call from outside. Other tokens stay local."),
                (tr("New token"), self._on_new_token),
            )

    def _notice_program(self, view: TunnelView, error: AmuxError) -> None:
        if not view.can_fetch:
            body: TextLike = tr(
                "This Amux knows no checksum of it for this computer. Install cloudflared from Cloudflare, "
                "then open this page again, or name its file in Settings."
            )
            self._notice(
                describe(error), body, (tr("Settings"), lambda: self.context.shell.open_page("settings", "tunnel"))
            )
            return
        body = tr(
            "Amux fetches cloudflared {version} from Cloudflare's releases, some 40 MB, and verifies its checksum.",
            version=view.pinned_version,
        )
        self._notice(describe(error), body, (tr("Fetch cloudflared"), self._on_fetch))

    def _notice(self, title: TextLike, body: TextLike, action: tuple[TextLike, object]) -> None:
        button = Button(action[0], size="sm")
        run = action[1]
        button.clicked.connect(lambda: run() if callable(run) else None)
        self.banner.show_text("warn", title, body, button)
        self.banner.show()

    def _show_tab(self, key: str) -> None:
        self.tabs.set_key(key)
        self._stack.setCurrentIndex(1 if key == "log" else 0)
        self.clear.setVisible(key == "access")
        self._show_records()

    def _show_records(self) -> None:
        """Of the tab in front; the other one is filled when it comes."""
        tunnel = self.services.tunnel
        self.tabs.set_count("access", tunnel.traffic.requests or None)
        self.card.show_traffic(tunnel.traffic)
        if self.tabs.key() == "log":
            self.log.set_code("\n".join(_line(line) for line in tunnel.lines()[-_SHOWN_LINES:]))
            return
        rows = tunnel.access()
        with self.table.kept_place():
            self.model.set_rows(rows)
        self._nobody.setVisible(not rows)
        self.table.setVisible(bool(rows))
        height = theme().px(Height.ROW_TABLE)
        self.table.setFixedHeight(min(_SHOWN_ROWS, max(1, len(rows))) * height + theme().px(34) + 2)

    def _show_progress(self, event: TunnelProgramProgress) -> None:
        done, total = bytes_size(event.done), bytes_size(event.total)
        self._download_text.set_text(
            tr("Fetching cloudflared, {done} of {total}", done=done, total=total)
            if event.total
            else tr("Fetching cloudflared, {done}", done=done)
        )
        self._bar.set_share(event.done / event.total if event.total else 0)

    def _on_width(self, narrow: bool) -> None:
        self.table.setColumnHidden(APP, narrow)

    # ------------------------------------------------------------------ actions

    def _run(self, work: object) -> None:
        self.run(work, lambda _result: self.refresh(), self._failed)  # type: ignore[arg-type]  # a coroutine

    def _failed(self, error: AmuxError) -> None:
        self.refresh()
        self.context.shell.toast("bad", tr("That did not work"), describe(error))

    def _on_start(self) -> None:
        def failed(error: AmuxError) -> None:
            self.refresh()
            self._answer(error)

        self.run(self.services.tunnel.start(), lambda _status: self._show_status(), failed)

    def _answer(self, error: AmuxError) -> None:
        """What lacks is asked for at once, where there is a way to give it."""
        match error.code:
            case "tunnel_auth_off":
                ConfirmDialog(
                    tr("Require tokens?"),
                    tr(
                        "The tunnel starts only when apps must present a token. Apps on this computer need one then, too."
                    ),
                    tr("Require tokens"),
                    lambda: self._on_require(start=True),
                    danger=False,
                ).open_in(self.context.shell.overlay_parent())
            case "tunnel_no_token":
                self._on_new_token()
            case "tunnel_no_routes":
                self._on_routes()
            case "tunnel_needs_token" | "tunnel_needs_hostname" | "cloudflare_signed_out":
                self._on_change()
            case _:
                self.context.shell.toast("bad", tr("The tunnel could not start"), describe(error))

    def _on_require(self, *, start: bool = False) -> None:
        def done(_settings: object) -> None:
            self.refresh()
            if start:
                self._on_start()

        self.run(self.services.settings.update({"proxy.auth_required": True}), done, self._failed)

    def _on_new_token(self) -> None:
        dialog = TokenDialog(self.context, for_tunnel=True)

        def created(made: CreatedToken) -> None:
            self.refresh()
            TokenOnceDialog(self.context, made, "PATH").open_in(self.context.shell.overlay_parent())

        dialog.created.connect(created)
        dialog.open_in(self.context.shell.overlay_parent())

    def _on_cancel_fetch(self) -> None:
        self._fetching = False
        self._run(self.services.tunnel.program.cancel())

    def _on_fetch(self) -> None:
        self._fetching = True
        self.banner.hide()
        self._download.show()
        self._bar.set_share(0)

        def ended(error: AmuxError | None = None) -> None:
            was_cancelled, self._fetching = not self._fetching, False
            self._download.hide()
            self.refresh()
            if error is not None and not was_cancelled:
                self.context.shell.toast("bad", tr("cloudflared is not here"), describe(error))

        self.run(self.services.tunnel.program.install(), lambda _program: ended(), ended)

    def _on_mode(self, mode: str) -> None:
        chosen = cast("Literal['quick', 'token', 'account']", mode)
        self._run(self.services.tunnel.configure(mode=chosen))

    def _on_change(self) -> None:
        if self._view is None:
            return
        dialog = TokenTunnelDialog if self._view.config.mode == "token" else AccountTunnelDialog
        dialog(self.context, self._view, self.refresh).open_in(self.context.shell.overlay_parent())

    def _on_routes(self) -> None:
        exposed = self._view.config.routes if self._view is not None else ()

        def show(known: tuple[str, ...]) -> None:
            RoutesDialog(self.context, known, exposed, self.refresh).open_in(self.context.shell.overlay_parent())

        self.run(self.services.tunnel.routes(), show, self._failed)

    def _on_delete(self) -> None:
        name = self._view.config.hostname if self._view is not None else ""
        ConfirmDialog(
            tr("Delete the tunnel of {name}?", name=name),
            tr("The tunnel and the DNS record that leads to it are deleted in your Cloudflare account."),
            tr("Delete tunnel"),
            lambda: self._run(self.services.tunnel.account.delete()),
        ).open_in(self.context.shell.overlay_parent())

    def _on_clear(self) -> None:
        self.services.tunnel.clear_access()
        self._show_records()


def _line(line: LogLine) -> str:
    return f"{clock(line.at_ms)} {_LEVELS[line.level]} {line.message}"
