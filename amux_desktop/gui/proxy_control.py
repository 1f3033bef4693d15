"""The proxy server as the window sees it: its state, and start, stop and restart with the questions they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import ProxyStateChanged
from amux_desktop.gui.dialogs.stop_proxy import StopProxyDialog
from amux_desktop.gui.i18n import TextLike, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import Shell
from amux_desktop.gui.tasks import TaskRunner

if TYPE_CHECKING:
    from amux_desktop.services import AppServices
    from amux_desktop.services.proxy_control import ProxyStatus


class ProxyController(QObject):
    """`changed` after every change of `status`. A failed start is shown on the card and the dashboard, not as a toast."""

    changed = Signal()

    def __init__(self, services: AppServices, runner: TaskRunner, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._shell = shell
        self.status: ProxyStatus = services.proxy.status

    def refresh(self) -> None:
        self.status = self._services.proxy.status
        self.changed.emit()

    def on_state(self, _event: ProxyStateChanged) -> None:
        self.refresh()

    def address(self) -> tuple[str, int]:
        """Where it listens, or will."""
        settings = self._services.settings.current
        return self.status.host or settings.proxy_host, self.status.port or settings.proxy_port

    def reason(self) -> TextLike:
        """Why the last start failed, as a sentence; empty otherwise."""
        return describe(self.status.error) if self.status.error is not None else ""

    def short_reason(self) -> TextLike:
        """The same in a few words, for the card."""
        error = self.status.error
        if error is None:
            return ""
        if error.code == "port_busy":
            return tr("Port {port} is in use", port=error.params.get("port", ""))
        return describe(error)

    def start(self) -> None:
        self._runner.run(self._services.proxy.start(), owner=self, on_error=self._on_start_failed)

    def start_on(self, port: int) -> None:
        """Changes the setting and starts there."""

        async def work() -> None:
            await self._services.settings.update({"proxy.port": port})
            await self._services.proxy.start()

        self._runner.run(work(), owner=self, on_error=self._on_start_failed)

    def restart(self) -> None:
        self._runner.run(self._services.proxy.restart(), owner=self, on_error=self._on_start_failed)

    def toggle(self) -> None:
        if self.status.state in ("running", "starting"):
            self.stop()
        else:
            self.start()

    def stop(self) -> None:
        """At once when nothing runs; asks when requests would be cut."""
        running = self._services.proxy.running_requests
        if not running:
            self._stop(0.0)
            return
        StopProxyDialog(running, lambda: self._stop(600.0), lambda: self._stop(0.0)).open_in(
            self._shell.overlay_parent()
        )

    def _stop(self, grace_s: float) -> None:
        self._runner.run(self._services.proxy.stop(grace_s), owner=self)

    def _on_start_failed(self, error: AmuxError) -> None:
        self.refresh()
        if self._services.proxy.status.state != "failed":
            self._shell.toast("bad", tr("The proxy did not start"), describe(error))
