"""What the next start of the tunnel makes: the kind of address, what it takes, and what it leads to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from amux_desktop.gui.i18n import Formatted, TextLike, tr
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import column_layout, row_layout
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.segmented import Option, Segmented
from amux_desktop.services.tunnel import ANY_PROXY, TunnelView


class TunnelSetup(QWidget):
    """Reports wishes; `mode_chosen` carries quick, account or token."""

    mode_chosen = Signal(str)
    change_requested = Signal()
    delete_requested = Signal()
    routes_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = column_layout(self, spacing=12)
        column.addWidget(Label(tr("Address"), "small_m"))
        self.mode = Segmented(
            tr("Address"),
            [
                Option("quick", tr("Random, changes each time")),
                Option("account", tr("My Cloudflare domain")),
                Option("token", tr("A tunnel of mine, by its token")),
            ],
        )
        self.mode.chosen.connect(self.mode_chosen)
        modes = row_layout(None)
        modes.addWidget(self.mode)
        modes.addStretch(1)
        column.addLayout(modes)
        self._detail, line, self._detail_text = _line()
        self.change = Button("", size="sm")
        self.change.clicked.connect(self.change_requested)
        self.delete = IconButton("trash-2", tr("Delete the tunnel at Cloudflare"))
        self.delete.clicked.connect(self.delete_requested)
        for button in (self.change, self.delete):
            line.addWidget(button)
        column.addWidget(self._detail)
        routes, line, self._routes_text = _line()
        self.routes = Button(tr("Choose…"), size="sm")
        self.routes.clicked.connect(self.routes_requested)
        line.addWidget(self.routes)
        column.addWidget(Label(tr("Leads to"), "small_m"))
        column.addWidget(routes)

    def show_view(self, view: TunnelView) -> None:
        config = view.config
        self.mode.set_key(config.mode)
        self._detail.setVisible(config.mode != "quick")
        self.delete.setVisible(config.mode == "account" and bool(config.tunnel_id))
        if config.mode == "token":
            known: TextLike = config.hostname or tr("The token is stored, sealed.")
            self._detail_text.set_text(
                known if config.has_token else tr("Needs the token that Cloudflare shows for it.")
            )
            self.change.set_text(tr("Change…") if config.has_token else tr("Enter token…"))
        else:
            set_up = bool(config.tunnel_id)
            self._detail_text.set_text(
                f"https://{config.hostname}"
                if set_up
                else tr("Amux makes the tunnel and its DNS record in your account.")
            )
            self.change.set_text(tr("Change…") if set_up else tr("Set up…"))
        self._routes_text.set_text(routes_text(config.routes))


def routes_text(routes: tuple[str, ...]) -> TextLike:
    """What the tunnel exposes, in words."""
    if not routes:
        return tr("nothing yet")
    names: list[TextLike] = [
        tr("all proxies") if route == ANY_PROXY else tr("every model (/v1)") if route == "v1" else f"/{route}"
        for route in routes
    ]
    return Formatted(lambda _locale: ", ".join(str(name) for name in names))


def _line() -> tuple[QWidget, QHBoxLayout, Label]:
    holder = QWidget()
    row = row_layout(holder, spacing=8)
    text = Label("", "body", "text2", wrap=True)
    row.addWidget(text, 1, Qt.AlignmentFlag.AlignVCenter)
    return holder, row, text
