"""Make a token, or change what an existing one may do: scope, expiry, rate and budgets."""

from __future__ import annotations

import dataclasses
import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.dialogs.base import Dialog, ResultLine
from amux_desktop.gui.formats import date_time
from amux_desktop.gui.i18n import TextLike, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.widgets.card import Card, row_layout
from amux_desktop.gui.widgets.check import CheckBox
from amux_desktop.gui.widgets.field import FieldBlock, TextField
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.segmented import Option, Segmented
from amux_desktop.gui.widgets.select import Choice, Select
from amux_desktop.services.api_tokens import CreatedToken
from amux_desktop.services.records import ApiToken, ApiTokenDraft, BridgeProxy, Provider, TokenScope

_DAY_MS = 86_400_000
_NANOS = 1_000_000_000


class TokenDialog(Dialog):
    """`created` carries the new token with its text; nothing is emitted for an edit."""

    guarded = True

    created = Signal(object)

    def __init__(self, context: PageContext, token: ApiToken | None = None, *, for_tunnel: bool = False) -> None:
        title = tr("Limits of {name}", name=token.name) if token else tr("New token")
        super().__init__(title, width=540, icon="key-round")
        self._context = context
        self._token = token
        self._boxes: dict[tuple[str, str], CheckBox] = {}
        self.name = TextField(tr("Name"), placeholder=tr("For example Cherry Studio"))
        self.name_block = FieldBlock(tr("Name"), self.name)
        self.form.addWidget(self.name_block)
        self.scope = Segmented(tr("May use"), [Option("all", tr("Everything")), Option("some", tr("Chosen proxies"))])
        self.scope.chosen.connect(self._on_scope)
        self.form.addWidget(FieldBlock(tr("May use"), self.scope))
        self._routes = Card()
        self._routes.hide()
        self.form.addWidget(self._routes)
        self.expiry = Select(tr("Expires"), self._expiry_choices())
        self.form.addWidget(FieldBlock(tr("Expires"), self.expiry))
        self.tunnel = CheckBox(tr("May be used through the tunnel, from the internet"))
        self.tunnel.setChecked(for_tunnel)
        self.form.addWidget(self.tunnel)
        self._build_limits()
        self.result_line = ResultLine()
        self.left.addWidget(self.result_line, 1)
        self.add_cancel()
        verb: TextLike = tr("Save") if token else tr("Create token")
        self.confirm = self.add_button(verb, "primary", self._on_confirm, default=True)
        if token is not None:
            self._fill(token)
        self._load_routes()

    def _build_limits(self) -> None:
        self.rate = TextField(tr("Requests per minute"), placeholder=tr("No limit"))
        self.daily = TextField(tr("Budget per day"), placeholder=tr("No limit"))
        self.monthly = TextField(tr("Budget per month"), placeholder=tr("No limit"))
        self._limit_blocks = {
            self.rate: FieldBlock(tr("Requests per minute"), self.rate),
            self.daily: FieldBlock(tr("Budget per day"), self.daily, hint=tr("US dollars")),
            self.monthly: FieldBlock(tr("Budget per month"), self.monthly, hint=tr("US dollars")),
        }
        row = row_layout(None, spacing=12)
        for block in self._limit_blocks.values():
            block.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)  # equal parts
            row.addWidget(block, 1, Qt.AlignmentFlag.AlignTop)
        self.form.addLayout(row)

    def _expiry_choices(self) -> list[Choice]:
        choices = [
            Choice("never", tr("Never")),
            Choice("7", tr("In 7 days")),
            Choice("30", tr("In 30 days")),
            Choice("90", tr("In 90 days")),
            Choice("365", tr("In a year")),
        ]
        if self._token is not None and self._token.expires_ms is not None:
            choices.append(Choice("keep", date_time(self._token.expires_ms)))
        return choices

    def _fill(self, token: ApiToken) -> None:
        self.name.setText(token.name)
        self.scope.set_key("all" if token.scope.everything else "some")
        self._routes.setVisible(not token.scope.everything)
        self.tunnel.setChecked("tunnel" in token.permissions)
        self.expiry.set_key("keep" if token.expires_ms is not None else "never")
        self.rate.setText(str(token.requests_per_minute or ""))
        for field, nanos in ((self.daily, token.daily_budget_nanos), (self.monthly, token.monthly_budget_nanos)):
            field.setText(f"{nanos / _NANOS:g}" if nanos is not None else "")

    def _load_routes(self) -> None:
        services = self._context.services

        async def load() -> tuple[tuple[BridgeProxy, ...], tuple[Provider, ...]]:
            return await services.proxies.list(), await services.providers.list()

        self._context.runner.run(load(), owner=self, on_done=self._show_routes)

    def _show_routes(self, loaded: tuple[tuple[BridgeProxy, ...], tuple[Provider, ...]]) -> None:
        proxies, providers = loaded
        chosen = self._token.scope if self._token else TokenScope()
        entries = [("proxy", p.id, p.name or p.slug, f"/proxies/{p.slug}", p.id in chosen.proxy_ids) for p in proxies]
        entries += [
            ("provider", p.id, p.name, f"/providers/{p.slug}", p.id in chosen.provider_ids)
            for p in providers
            if p.passthrough
        ]
        for kind, key, name, path, on in entries:
            box = CheckBox(name)
            box.setChecked(on)
            row = QWidget()
            line = row_layout(row, 14, 6, 14, 6, spacing=10)
            line.addWidget(box, 1)
            line.addWidget(Label(path, "mono", "text2"))
            self._boxes[(kind, key)] = box
            self._routes.add_row(row)
        self.refit()

    def _on_scope(self, key: str) -> None:
        self._routes.setVisible(key == "some")
        self.refit()

    # ------------------------------------------------------------------ saving

    def _draft(self) -> ApiTokenDraft | None:
        """The form as a draft; None when something cannot be used, which is then marked."""
        name = self.name.text().strip()
        self.name_block.set_error("" if name else tr("Enter a name"))
        rate = self._number(self.rate, whole=True)
        daily, monthly = self._number(self.daily), self._number(self.monthly)
        self.refit()
        if not name or any(block.error() for block in self._limit_blocks.values()):
            return None
        old = self._token
        base = ApiTokenDraft.of(old) if old else ApiTokenDraft(name=name)
        return dataclasses.replace(
            base,
            name=name,
            scope=self._chosen_scope(base.scope),
            permissions=("proxy", "tunnel") if self.tunnel.isChecked() else ("proxy",),
            expires_ms=self._expires(),
            requests_per_minute=int(rate) if rate else None,
            daily_budget_nanos=round(daily * _NANOS) if daily is not None else None,
            monthly_budget_nanos=round(monthly * _NANOS) if monthly is not None else None,
        )

    def _number(self, field: TextField, *, whole: bool = False) -> float | None:
        text = field.text().strip().replace(",", ".")
        block = self._limit_blocks[field]
        block.set_error("")
        if not text:
            return None
        try:
            value = float(int(text) if whole else float(text))
        except ValueError:
            value = -1.0
        if not 0 <= value < 1e9:
            block.set_error(tr("Enter a number"))
            return None
        return value

    def _chosen_scope(self, old: TokenScope) -> TokenScope:
        if self.scope.key() == "all":
            return TokenScope(tools=old.tools)
        chosen = [key for key, box in self._boxes.items() if box.isChecked()]
        return TokenScope(
            everything=False,
            proxy_ids=tuple(key for kind, key in chosen if kind == "proxy"),
            provider_ids=tuple(key for kind, key in chosen if kind == "provider"),
            tools=old.tools,
        )

    def _expires(self) -> int | None:
        key = self.expiry.key()
        if key == "keep" and self._token is not None:
            return self._token.expires_ms
        return None if key == "never" else int(time.time() * 1000) + int(key) * _DAY_MS

    def _on_confirm(self) -> None:
        draft = self._draft()
        if draft is None:
            return
        self.confirm.set_busy(True, tr("Saving…"))
        tokens = self._context.services.tokens
        if self._token is not None:
            work = tokens.edit(self._token.id, draft)
            self._context.runner.run(work, owner=self, on_done=lambda _t: self.accept(), on_error=self._on_failed)
        else:
            self._context.runner.run(
                tokens.create(draft), owner=self, on_done=self._on_created, on_error=self._on_failed
            )

    def _on_created(self, created: CreatedToken) -> None:
        self.accept()
        self.created.emit(created)

    def _on_failed(self, error: AmuxError) -> None:
        self.confirm.set_busy(False)
        if error.code == "name_taken":
            self.name_block.set_error(describe(error))
            self.refit()
        else:
            self.result_line.show_result(False, describe(error))
