"""The card at the top of the tunnel's page: what state it is in, its address, its figures, and the button that changes it."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from amux_desktop.core.events import TunnelState
from amux_desktop.gui.formats import bytes_size
from amux_desktop.gui.i18n import Text, TextLike, number, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.tokens import Tone
from amux_desktop.gui.widgets.badge import StatusDot
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import Card, Divider, column_layout, row_layout
from amux_desktop.gui.widgets.copy_field import CopyField
from amux_desktop.gui.widgets.label import ElidedLabel, Label
from amux_desktop.gui.widgets.logo import IconTile
from amux_desktop.services.tunnel import Traffic, TunnelStatus

TITLES: dict[TunnelState, Text] = {
    "off": tr("The tunnel is off"),
    "starting": tr("Setting up the tunnel…"),
    "running": tr("The proxy is reachable from the internet"),
    "reconnecting": tr("The tunnel lost its connection"),
    "stopping": tr("Stopping the tunnel…"),
    "failed": tr("The tunnel could not start"),
}
TOKENS: dict[TunnelState, str] = {
    "off": "", "starting": "warn", "running": "ok", "reconnecting": "warn", "stopping": "warn", "failed": "bad",
}  # fmt: skip
_TONES: dict[TunnelState, Tone] = {
    "off": "neutral", "starting": "warn", "running": "ok", "reconnecting": "warn", "stopping": "neutral", "failed": "bad",
}  # fmt: skip
ON: tuple[TunnelState, ...] = ("running", "reconnecting", "stopping")
_SECOND_MS = 1000


class TunnelCard(Card):
    """Reports wishes; decides nothing."""

    start_requested = Signal()
    stop_requested = Signal()
    log_requested = Signal()
    qr_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._status = TunnelStatus()
        self.column.setContentsMargins(17, 15, 17, 15)
        self.column.setSpacing(14)
        self.column.addLayout(self._build_head())
        self.column.addWidget(self._build_progress())
        self.column.addWidget(self._build_address())
        self._figures_line = Divider()
        self.column.addWidget(self._figures_line)
        self.column.addWidget(self._build_figures())
        self.setup_line = Divider()
        self.column.addWidget(self.setup_line)
        self._second = QTimer(self)
        self._second.setInterval(_SECOND_MS)
        self._second.timeout.connect(self._tick)
        self.show_status(self._status, Traffic())

    def show_status(self, status: TunnelStatus, traffic: Traffic) -> None:
        self._status = status
        state = status.state
        is_on = state in ON
        self._tile.set_state("globe", _TONES[state])
        self._title.set_text(_title(status))
        self._dot.set_state(TITLES[state], TOKENS[state] or "text3", halo=False)
        self._dot.setVisible(state in ("starting", "running", "reconnecting"))
        self._note.set_text(_note(status))
        self.setAccessibleName(f"{_title(status)}. {_note(status)}")
        self.set_surface("raised", "bad_line" if state == "failed" else "line")
        self.start.setVisible(state in ("off", "failed"))
        self.start.set_text(tr("Try again") if state == "failed" else tr("Start tunnel"))
        self.start.set_icon("rotate-cw" if state == "failed" else "play")
        self.stop.setVisible(state in ("running", "reconnecting"))
        self.cancel.setVisible(state == "starting")
        self.show_log.setVisible(state == "failed")
        self._progress.setVisible(state == "starting")
        self._spinner.set_busy(state == "starting")
        self._line.set_text(f"cloudflared · {status.detail}" if status.detail else "cloudflared")
        for part in (self._address, self._figures_line, self._figures):
            part.setVisible(is_on and bool(status.url) if part is self._address else is_on)
        self.setup_line.setVisible(state == "off")
        self._field.set_value(status.url)
        self.show_traffic(traffic)
        self._tick()
        if is_on:
            self._second.start()
        else:
            self._second.stop()

    def show_traffic(self, traffic: Traffic) -> None:
        self._values["requests"].set_text(number(traffic.requests))
        self._values["refused"].set_text(number(traffic.refused))
        self._values["refused"].set_token("warn_text" if traffic.refused else "text")
        self._values["traffic"].set_text(bytes_size(traffic.bytes_in + traffic.bytes_out))
        self._values["edge"].set_text(", ".join(self._status.locations) or "–")

    # ------------------------------------------------------------------ inside

    def _build_head(self) -> QHBoxLayout:
        head = row_layout(None, spacing=14)
        self._tile = IconTile("globe", "neutral", 44)
        head.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        texts = column_layout(None, spacing=4)
        self._title = Label("", "h3")
        second = row_layout(None, spacing=7)
        self._dot = StatusDot()
        self._note = Label("", "small", "text2", wrap=True)
        second.addWidget(self._dot, 0, Qt.AlignmentFlag.AlignVCenter)
        second.addWidget(self._note, 1)
        texts.addWidget(self._title)
        texts.addLayout(second)
        head.addLayout(texts, 1)
        self.show_log = Button(tr("Show log"), "ghost")
        self.show_log.clicked.connect(self.log_requested)
        self.cancel = Button(tr("Cancel"), "ghost")
        self.cancel.clicked.connect(self.stop_requested)
        self.stop = Button(tr("Stop tunnel"), icon="circle-stop")
        self.stop.clicked.connect(self.stop_requested)
        self.start = Button(tr("Start tunnel"), "primary", icon="play", size="lg")
        self.start.clicked.connect(self.start_requested)
        for button in (self.show_log, self.cancel, self.stop, self.start):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return head

    def _build_progress(self) -> QWidget:
        self._progress = QWidget()
        row = row_layout(self._progress, spacing=10)
        self._spinner = _Spinner()
        self._line = ElidedLabel("", "mono", "text2")
        row.addWidget(self._spinner)
        row.addWidget(self._line, 1)
        return self._progress

    def _build_address(self) -> QWidget:
        self._address = QWidget()
        row = row_layout(self._address, spacing=8)
        self._field = CopyField("", icon="lock", name=tr("Copy the address"))
        row.addWidget(self._field, 1)
        self.open = Button(tr("Open"), icon="external-link")
        self.open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._status.url)))
        row.addWidget(self.open)
        self.qr = Button(tr("QR code"), icon="qr-code")
        self.qr.clicked.connect(lambda: self.qr_requested.emit(self._status.url))
        row.addWidget(self.qr)
        return self._address

    def _build_figures(self) -> QWidget:
        self._figures = QWidget()
        row = row_layout(self._figures, spacing=16)
        self._values: dict[str, Label] = {}
        titles = {
            "up": tr("Up for"),
            "requests": tr("Requests"),
            "refused": tr("Refused"),
            "traffic": tr("Traffic"),
            "edge": tr("Edge"),
        }
        for key, title in titles.items():
            column = column_layout(None, spacing=3)
            column.addWidget(Label(title, "small", "text2"))
            self._values[key] = Label("", "body_m")
            column.addWidget(self._values[key])
            row.addLayout(column, 1)
        return self._figures

    def _tick(self) -> None:
        since = self._status.since_ms
        self._values["up"].set_text(uptime(time.time() - since / 1000) if since else "–")
        if self._status.state == "reconnecting":
            self._note.set_text(_note(self._status))


class _Spinner(Button):
    """The spinner of a busy button, alone."""

    def __init__(self) -> None:
        super().__init__("", "ghost", size="xs")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEnabled(False)  # nothing to press, for a screen reader too
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(str(tr("Setting up the tunnel…")))


def _title(status: TunnelStatus) -> TextLike:
    if status.state == "failed" and status.restarts:
        return tr("The tunnel ended")
    return TITLES[status.state]


def _note(status: TunnelStatus) -> TextLike:
    match status.state:
        case "off":
            return tr("Only programs on this computer can reach the proxy.")
        case "starting":
            return tr("Asking Cloudflare for a connection, usually 5 seconds")
        case "running":
            return tr("%n connection(s) to Cloudflare", n=status.connections)
        case "reconnecting" if status.retry_at_ms:
            seconds = max(0, round(status.retry_at_ms / 1000 - time.time()))
            return tr("Trying again in {seconds} s", seconds=number(seconds))
        case "reconnecting":
            return tr("cloudflared is looking for another way to Cloudflare")
        case "failed" if status.error is not None:
            return describe(status.error)
        case _:
            return ""


def uptime(seconds: float) -> TextLike:
    minutes, hours, days = int(seconds // 60), int(seconds // 3600), int(seconds // 86_400)
    if days:
        return tr("{days} d {hours} h", days=number(days), hours=number(hours % 24))
    if hours:
        return tr("{hours} h {minutes} min", hours=number(hours), minutes=number(minutes % 60))
    return tr("{minutes} min", minutes=number(minutes)) if minutes else tr("{seconds} s", seconds=number(int(seconds)))
