"""The tray icon: state of the proxy at a glance, start and stop without the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from amux_desktop.core.events import ProxyState
from amux_desktop.gui.i18n import TextLike, bind, tr
from amux_desktop.gui.icons import arch_path
from amux_desktop.gui.server_card import TITLES
from amux_desktop.gui.theme import colors


class Tray(QObject):
    """Reports wishes; the window carries them out. On desktops without a tray `available` is False."""

    show_requested = Signal()
    start_requested = Signal()
    stop_requested = Signal()
    restart_requested = Signal()
    settings_requested = Signal()
    quit_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.available = QSystemTrayIcon.isSystemTrayAvailable()
        self._state: ProxyState = "stopped"
        self._address = ""
        self._menu = QMenu()
        self._status = self._entry("", None)
        self._status.setEnabled(False)
        self._menu.addSeparator()
        self._switch = self._entry(tr("Start the proxy"), self._on_switched)
        self._restart = self._entry(tr("Restart the proxy"), self.restart_requested.emit)
        self._menu.addSeparator()
        self._copy = self._entry(tr("Copy the base URL"), self._on_copied)
        self._tools_end = self._menu.addSeparator()
        self._open = self._entry(tr("Open Amux"), self.show_requested.emit)
        self._entry(tr("Settings…"), self.settings_requested.emit)
        self._menu.addSeparator()
        self._entry(tr("Quit Amux"), self.quit_requested.emit)
        self._icon = QSystemTrayIcon(self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_activated)
        self.show_state("stopped", "")

    def show(self) -> None:
        if self.available:
            self._icon.show()

    def hide(self) -> None:
        self._icon.hide()

    def menu(self) -> QMenu:
        return self._menu

    def add_tool(self, menu: QMenu) -> None:
        """A submenu among the entries of the proxy; it goes when it is deleted."""
        self._menu.insertMenu(self._tools_end, menu)

    def show_state(self, state: ProxyState, address: str) -> None:
        self._state = state
        self._address = address
        running = state in ("running", "starting")
        text = tr("{state}, {address}", state=TITLES[state], address=address) if address else TITLES[state]
        bind(self._status.setText, text)
        bind(self._icon.setToolTip, tr("Amux: {state}", state=text))
        bind(self._switch.setText, tr("Stop the proxy") if running else tr("Start the proxy"))
        self._switch.setEnabled(state not in ("starting", "stopping"))
        self._restart.setEnabled(state == "running")
        self._copy.setEnabled(bool(address))
        self._icon.setIcon(tray_icon(state))

    def tell(self, title: TextLike, body: TextLike) -> None:
        """A system notification."""
        if self.available:
            self._icon.showMessage(str(title), str(body), self._icon.icon(), 6000)

    def _entry(self, text: TextLike, run: object) -> QAction:
        action = QAction(self._menu)
        bind(action.setText, text)
        if callable(run):
            action.triggered.connect(lambda: run())
        self._menu.addAction(action)
        return action

    def _on_switched(self) -> None:
        (self.stop_requested if self._state in ("running", "starting") else self.start_requested).emit()

    def _on_copied(self) -> None:
        QGuiApplication.clipboard().setText(f"http://{self._address}")

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        kinds = QSystemTrayIcon.ActivationReason
        if reason in (kinds.Trigger, kinds.DoubleClick):
            self.show_requested.emit()


def tray_icon(state: ProxyState) -> QIcon:
    """A solid arch while the proxy runs, an outline while it does not, a red dot when it failed."""
    icon = QIcon()
    for side in (16, 22, 32, 44, 64):
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(colors().text)
        # The arch fills the middle of the mark; here it may use the whole square.
        box = QRectF(-side * 0.3, -side * 0.36, side * 1.6, side * 1.6)
        if state in ("running", "stopping"):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
        else:
            painter.setPen(QPen(colour, max(1.0, side / 16)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(arch_path(box))
        if state == "failed":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors().bad)
            painter.drawEllipse(QRectF(side * 0.62, side * 0.02, side * 0.36, side * 0.36))
        painter.end()
        icon.addPixmap(pixmap)
    icon.setIsMask(state in ("running", "stopped"))
    return icon
