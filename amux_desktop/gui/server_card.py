"""The card at the foot of the sidebar: is the proxy on, where, and if not why."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from amux_desktop.core.events import ProxyState
from amux_desktop.gui.i18n import Text, TextLike, bind, tr
from amux_desktop.gui.paint import draw_box, draw_dot, painting
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.tokens import Radius
from amux_desktop.gui.widgets.badge import StatusDot
from amux_desktop.gui.widgets.button import IconButton
from amux_desktop.gui.widgets.card import column_layout, row_layout
from amux_desktop.gui.widgets.copy_field import CopyButton
from amux_desktop.gui.widgets.label import ElidedLabel
from amux_desktop.gui.widgets.switch import Switch

TITLES: dict[ProxyState, Text] = {
    "running": tr("Proxy running"),
    "stopped": tr("Proxy stopped"),
    "starting": tr("Proxy starting"),
    "stopping": tr("Proxy stopping"),
    "failed": tr("Proxy failed"),
}
TOKENS: dict[ProxyState, str] = {
    "running": "ok",
    "stopped": "text3",
    "starting": "warn",
    "stopping": "warn",
    "failed": "bad",
}


class ServerCard(QFrame):
    """Shows a state and reports wishes; it decides nothing."""

    start_requested = Signal()
    stop_requested = Signal()
    restart_requested = Signal()
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._state: ProxyState = "stopped"
        self._rail = False
        self._dot = StatusDot()
        self._title = ElidedLabel("", "body_m")
        self.switch = Switch(tr("Proxy"))
        self.switch.clicked.connect(self._on_switched)
        self._address = ElidedLabel("", "mono_s", "text2", mode=Qt.TextElideMode.ElideMiddle)
        self._copy = CopyButton("", tr("Copy the address"))
        self.restart = IconButton("rotate-cw", tr("Restart the proxy"), size="xs")
        self.restart.clicked.connect(self.restart_requested)
        self._reason = ElidedLabel("", "small", "bad_text")
        top = row_layout(None, spacing=7)
        top.addWidget(self._dot)
        top.addWidget(self._title, 1)
        top.addWidget(self.switch)
        self._place = row_layout(None, 2, 0, 0, 0, spacing=0)
        self._place.addWidget(self._address, 1)
        self._place.addWidget(self._copy)
        self._place.addWidget(self.restart)
        column = column_layout(self, 11, 8, 11, 5, spacing=3)
        column.addLayout(top)
        column.addLayout(self._place)
        column.addWidget(self._reason)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_state("stopped", "127.0.0.1", 0)

    def show_state(self, state: ProxyState, host: str, port: int, reason: TextLike = "") -> None:
        self._state = state
        address = f"{host}:{port}" if port else host
        running = state == "running"
        self._dot.set_state(TITLES[state], TOKENS[state], halo=running)
        self._title.set_text(TITLES[state])
        self._address.set_text(address)
        self._copy.value = f"http://{address}"
        self.switch.set_on(state in ("running", "starting"))
        self.switch.setEnabled(state not in ("starting", "stopping"))
        self.switch.set_waiting(state in ("starting", "stopping"))
        self.restart.setEnabled(running)
        failed = state == "failed"
        self._reason.set_text(reason if failed else "")
        spoken = tr("{state}, {address}", state=TITLES[state], address=address)
        bind(self.setAccessibleName, spoken)
        self._fold()
        self.update()

    def set_rail(self, rail: bool) -> None:
        self._rail = rail
        self._fold()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        border = c.bad_line if self._state == "failed" else c.line_strong
        with painting(self) as painter:
            draw_box(painter, QRectF(self.rect()), c.nav_sel, border, Radius.CARD)
            if self._rail:
                running = self._state == "running"
                colour = c.named(TOKENS[self._state])
                draw_dot(painter, self.width() / 2, self.height() / 2, theme().px(8), colour, halo=running)

    def _fold(self) -> None:
        wide = not self._rail
        failed = self._state == "failed"
        first: tuple[QWidget, ...] = (self._dot, self._title, self.switch)
        second: tuple[QWidget, ...] = (self._address, self._copy, self.restart)
        for widget in first:
            widget.setVisible(wide)
        for widget in second:
            widget.setVisible(wide and not failed)
        self._reason.setVisible(wide and failed)
        self.setMinimumHeight(theme().px(40) if self._rail else 0)
        self.setMaximumHeight(theme().px(40) if self._rail else 16777215)
        bind(self.setToolTip, TITLES[self._state] if self._rail else "")

    def _on_switched(self, on: bool) -> None:
        self.switch.set_on(not on)
        (self.start_requested if on else self.stop_requested).emit()
