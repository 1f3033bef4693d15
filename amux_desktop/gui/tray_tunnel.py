"""The tunnel in the tray: start, stop, copy its address."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import Event, TunnelStateChanged
from amux_desktop.gui.i18n import TextLike, bind, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.tasks import TaskRunner
from amux_desktop.gui.tray import Tray

if TYPE_CHECKING:
    from amux_desktop.gui.event_relay import EventRelay
    from amux_desktop.services import AppServices


class TrayTunnel(QObject):
    """`show_page` opens the tunnel's page, where what lacks can be given."""

    def __init__(
        self, tray: Tray, services: AppServices, runner: TaskRunner, relay: EventRelay, show_page: Callable[[], object]
    ) -> None:
        super().__init__(tray)
        self._tray, self._services, self._runner = tray, services, runner
        self._menu = QMenu(tray.menu())
        bind(self._menu.setTitle, tr("Tunnel"))
        self._switch = self._entry(tr("Start tunnel"), self._on_switched)
        self._copy = self._entry(tr("Copy the address"), self._on_copied)
        self._entry(tr("Open"), show_page)
        tray.add_tool(self._menu)
        relay.arrived.connect(self._on_event)
        self._show()

    def menu(self) -> QMenu:
        return self._menu

    def _entry(self, text: TextLike, run: Callable[[], object]) -> QAction:
        action = QAction(self._menu)
        bind(action.setText, text)
        action.triggered.connect(lambda: run())
        self._menu.addAction(action)
        return action

    def _on_event(self, event: Event) -> None:
        if isinstance(event, TunnelStateChanged):
            self._show()

    def _show(self) -> None:
        status = self._services.tunnel.status
        bind(self._switch.setText, tr("Start tunnel") if status.state in ("off", "failed") else tr("Stop tunnel"))
        self._switch.setEnabled(status.state != "stopping")
        self._copy.setEnabled(bool(status.url))

    def _on_switched(self) -> None:
        tunnel = self._services.tunnel
        if tunnel.status.state in ("off", "failed"):
            self._runner.run(tunnel.start(), owner=self, on_error=self._on_failed)
        else:
            self._runner.run(tunnel.stop(), owner=self, on_error=self._on_failed)

    def _on_failed(self, error: AmuxError) -> None:
        self._tray.tell(tr("The tunnel could not start"), describe(error))

    def _on_copied(self) -> None:
        QGuiApplication.clipboard().setText(self._services.tunnel.status.url)
