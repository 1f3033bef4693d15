"""The dialogs of the tunnel's set-up: a tunnel in the user's Cloudflare account, one by its token, and what is exposed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.dialogs.base import Dialog
from amux_desktop.gui.i18n import TextLike, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.widgets.banner import Banner
from amux_desktop.gui.widgets.card import Card, row_layout
from amux_desktop.gui.widgets.check import CheckBox
from amux_desktop.gui.widgets.field import FieldBlock, SecretField, TextField
from amux_desktop.gui.widgets.label import Label
from amux_desktop.services.tunnel import ANY_PROXY, TunnelView

_OF_TOKEN = frozenset(
    {"cloudflare_token_invalid", "cloudflare_permission", "cloudflare_no_zones", "cloudflare_signed_out"}
)
_OF_NAME = frozenset({"cloudflare_zone_missing", "cloudflare_dns_foreign", "field_invalid"})


class _SetupDialog(Dialog):
    """Shows an error at the field it belongs to, else above the form."""

    guarded = True

    def __init__(self, context: PageContext, title: TextLike) -> None:
        super().__init__(title, width=540, icon="globe")
        self._context = context
        self._problem = Banner("bad")
        self._problem.hide()
        self.form.addWidget(self._problem)

    def show_error(self, error: AmuxError, block: FieldBlock | None) -> None:
        self.confirm.set_busy(False)
        if block is not None:
            block.set_error(describe(error))
        else:
            self._problem.show_text("bad", tr("That did not work"), describe(error))
            self._problem.show()
        self.refit()

    def begin(self, blocks: Sequence[FieldBlock], busy: TextLike) -> None:
        self._problem.hide()
        for block in blocks:
            block.set_error("")
        self.confirm.set_busy(True, busy)

    def add_confirm(self, verb: TextLike, run: Callable[[], object]) -> None:
        self.add_cancel()
        self.confirm = self.add_button(verb, "primary", run, default=True)


class AccountTunnelDialog(_SetupDialog):
    """`done` is called when the tunnel is set up."""

    def __init__(self, context: PageContext, view: TunnelView, done: Callable[[], object]) -> None:
        super().__init__(context, tr("Tunnel with your Cloudflare domain"))
        self._done = done
        self._signed_in = view.config.has_api_token
        self.token = SecretField(
            tr("Cloudflare API token"),
            placeholder=tr("Stored; enter another one to replace it") if self._signed_in else "",
        )
        self.token_block = FieldBlock(
            tr("Cloudflare API token"),
            self.token,
            hint=tr("With Account > Cloudflare Tunnel > Edit and Zone > DNS > Edit. Stored sealed."),
            optional=self._signed_in,
        )
        self.name = TextField(tr("Address"), placeholder="amux.example.com", mono=True)
        self.name.setText(view.config.hostname)
        self.name_block = FieldBlock(
            tr("Address"), self.name, hint=tr("A name of a domain in your account. Amux adds the DNS record for it.")
        )
        self.replace = CheckBox(tr("Replace the record that is there"))
        self.replace.hide()
        for widget in (self.token_block, self.name_block, self.replace):
            self.form.addWidget(widget)
        self.add_confirm(tr("Set up tunnel"), self._on_confirm)

    def _on_confirm(self) -> None:
        token, name = self.token.text().strip(), self.name.text().strip()
        self.begin((self.token_block, self.name_block), tr("Asking Cloudflare…"))
        replace = not self.replace.isHidden() and self.replace.isChecked()
        service, port = self._context.services.tunnel, self._context.services.settings.current.tunnel_port

        async def work() -> None:
            if token:
                await service.account.login(token)
            await service.account.set_up(name, port, replace=replace)

        self._context.runner.run(work(), owner=self, on_done=self._on_done, on_error=self._on_failed)

    def _on_done(self, _result: None) -> None:
        self.accept()
        self._done()

    def _on_failed(self, error: AmuxError) -> None:
        block = self.token_block if error.code in _OF_TOKEN else self.name_block if error.code in _OF_NAME else None
        self.replace.setVisible(error.code == "cloudflare_dns_foreign")
        self.show_error(error, block)


class TokenTunnelDialog(_SetupDialog):
    def __init__(self, context: PageContext, view: TunnelView, done: Callable[[], object]) -> None:
        super().__init__(context, tr("Tunnel by its token"))
        self._done = done
        port = context.services.settings.current.tunnel_port
        self.form.addWidget(
            Label(
                tr("In the tunnel's settings at Cloudflare, let its public hostname lead to {address}.",
                   address=f"http://127.0.0.1:{port}"),
                "body", "text2", wrap=True,
            )
        )  # fmt: skip
        self.token = SecretField(tr("Token of the tunnel"))
        self.token_block = FieldBlock(
            tr("Token of the tunnel"), self.token, hint=tr("The token, or the whole install command. Stored sealed.")
        )
        self.name = TextField(tr("Address"), placeholder="amux.example.com", mono=True)
        self.name.setText(view.config.hostname)
        self.name_block = FieldBlock(
            tr("Address"), self.name, hint=tr("Shown and copied, nothing else."), optional=True
        )
        for widget in (self.token_block, self.name_block):
            self.form.addWidget(widget)
        self.add_confirm(tr("Save"), self._on_confirm)

    def _on_confirm(self) -> None:
        self.begin((self.token_block, self.name_block), tr("Saving…"))
        work = self._context.services.tunnel.use_token(self.token.text(), self.name.text().strip())
        self._context.runner.run(work, owner=self, on_done=self._on_done, on_error=self._on_failed)

    def _on_done(self, _config: object) -> None:
        self.accept()
        self._done()

    def _on_failed(self, error: AmuxError) -> None:
        blocks = {"tunnel_token_invalid": self.token_block, "field_invalid": self.name_block}
        self.show_error(error, blocks.get(error.code))


class RoutesDialog(_SetupDialog):
    """Check boxes for everything that can be reached through the tunnel."""

    def __init__(
        self, context: PageContext, known: Sequence[str], exposed: Sequence[str], done: Callable[[], object]
    ) -> None:
        super().__init__(context, tr("What the tunnel leads to"))
        self._done = done
        self.form.addWidget(
            Label(tr("Everything else answers 404 there. A token's own scope holds too."), "body", "text2", wrap=True)
        )
        card = Card()
        self.boxes: dict[str, CheckBox] = {}
        for route in dict.fromkeys((*known, *exposed)):
            box = CheckBox(_title(route))
            box.setChecked(route in exposed)
            row = QWidget()
            line = row_layout(row, 14, 6, 14, 6, spacing=10)
            line.addWidget(box, 1)
            if route not in (ANY_PROXY, "v1"):
                line.addWidget(Label(f"/{route}", "mono", "text2"))
            self.boxes[route] = box
            card.add_row(row)
        self.form.addWidget(card)
        self.boxes[ANY_PROXY].toggled.connect(self._on_all)
        self._on_all(self.boxes[ANY_PROXY].isChecked())
        self.add_confirm(tr("Save"), self._on_confirm)

    def _on_all(self, on: bool) -> None:
        """Single proxies mean nothing while all are exposed."""
        for route, box in self.boxes.items():
            if route.startswith("proxies/") and route != ANY_PROXY:
                box.setEnabled(not on)

    def _on_confirm(self) -> None:
        chosen = tuple(route for route, box in self.boxes.items() if box.isChecked() and box.isEnabled())
        self.begin((), tr("Saving…"))
        work = self._context.services.tunnel.expose(chosen)
        self._context.runner.run(work, owner=self, on_done=self._on_done, on_error=lambda e: self.show_error(e, None))

    def _on_done(self, _config: object) -> None:
        self.accept()
        self._done()


def _title(route: str) -> TextLike:
    kind, _, slug = route.partition("/")
    if route == ANY_PROXY:
        return tr("All proxies, new ones too")
    if route == "v1":
        return tr("Every model of every provider (/v1)")
    if kind == "providers":
        return tr("Provider {name}", name=slug)
    return tr("Coding tool {name}", name=slug) if kind == "code" else tr("Proxy {name}", name=slug)
