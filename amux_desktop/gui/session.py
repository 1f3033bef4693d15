"""From the first start to the last event: one application, one window, one tray, one backend thread."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import Event, TunnelStateChanged
from amux_desktop.core.instance import InstanceLock
from amux_desktop.core.paths import AppPaths
from amux_desktop.gui.application import Application
from amux_desktop.gui.dialogs.quit_tools import QuitToolsDialog
from amux_desktop.gui.dialogs.stop_proxy import StopProxyDialog
from amux_desktop.gui.event_relay import EventRelay
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.main_window import MainWindow, Reopening
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.registry import PAGES
from amux_desktop.gui.sidebar_marks import SidebarMarks
from amux_desktop.gui.signals import SignalWatcher
from amux_desktop.gui.single_instance import SingleInstance
from amux_desktop.gui.startup_error import StartupError
from amux_desktop.gui.tasks import TaskRunner
from amux_desktop.gui.tray import Tray
from amux_desktop.gui.tray_tools import TrayTools
from amux_desktop.gui.tray_tunnel import TrayTunnel
from amux_desktop.gui.window_state import WindowState
from amux_desktop.services.backend import BackendThread

if TYPE_CHECKING:
    from amux_desktop.core.settings import Settings
    from amux_desktop.services import AppServices

log = logging.getLogger(__name__)
OpenServices = Callable[[], "AbstractAsyncContextManager[AppServices]"]
_SHUTDOWN_MS = 15_000
_PAINT_MS = 400
"""Longest wait for the first picture: a window manager may show the window on another workspace, or not at all."""


class Session(QObject):
    """`run` returns the exit code of the process. `ready` when the first page is in front and answers.

    The window comes first. The services, and all the modules they need, are loaded in the backend thread after it was
    painted, so nobody waits for a database in front of an empty screen.
    """

    ready = Signal()

    def __init__(self, open_services: OpenServices, home: Path, *, minimized: bool = False, link: str = "") -> None:
        self.app = Application()
        super().__init__(self.app)
        self._open_services = open_services
        self._home = home
        self._minimized = minimized
        self._link = link
        self._stack = contextlib.AsyncExitStack()
        self._backend = BackendThread()
        self._state = WindowState(home)
        self._quitting = False
        self._opening = False
        self._told: Callable[[MainWindow], object] | None = None
        self.services: AppServices | None = None
        self.window: MainWindow | None = None
        self.tray: Tray | None = None
        self.relay: EventRelay | None = None
        self._marks: SidebarMarks | None = None

    def run(self) -> int:
        instance = SingleInstance(self._home, self)
        if not instance.acquire(self._link, show=not self._minimized):
            return 0
        instance.show_requested.connect(self._show_window)
        instance.link_received.connect(self.open_link)
        self.app.link_opened.connect(self.open_link)
        signals = SignalWatcher(self.quit, self)
        self._backend.start()
        self.runner = TaskRunner(self._backend.submit, self)
        self._open_window()
        try:
            return self.app.exec()
        finally:
            signals.close()
            self._backend.stop()
            instance.release()

    def _open_window(self) -> None:
        settings = self._state.remembered()
        self.app.apply(settings)
        self.tray = Tray(self)
        self.window = MainWindow(self.runner, self._state, PAGES, tray_available=self.tray.available)
        self.window.quit_requested.connect(self.ask_to_quit)
        self.window.reopen_requested.connect(self._reopen)
        self.tray.quit_requested.connect(self.ask_to_quit)
        self.tray.show_requested.connect(self._show_window)
        if self._starts_hidden(settings):
            self._begin()
            return
        self.window.painted.connect(self._begin)
        self.window.show()
        QTimer.singleShot(_PAINT_MS, self, self._begin)

    def _begin(self) -> None:
        """Opens the services; once, though the first picture and the timer both ask for it, and either may be late."""
        if self._opening or self._quitting or self.services is not None:
            return
        self._opening = True
        self.runner.run(self._enter(), owner=self, on_done=self._on_opened, on_error=self._on_failed)

    async def _enter(self) -> AppServices:
        services = await self._stack.enter_async_context(self._open_services())
        services.start_background()
        return services

    def _on_opened(self, services: AppServices) -> None:
        self._opening = False
        self.services = services
        if self._quitting:
            self._end()
            return
        window, tray = self.window, self.tray
        assert window is not None
        assert tray is not None
        self.relay = EventRelay(services.bus, self)
        window.open_services(services, self.relay)
        self._connect(window, tray)
        tray.show()
        settings = services.settings.current
        if not self._starts_hidden(settings):
            window.show()
        window.open_first_page()
        if settings.proxy_auto_start:
            window.proxy.start()
        if self._link:
            self.open_link(self._link)
        else:
            self._offer_first_steps(services)
        if self._told is not None:
            self._told(window)
            self._told = None
        self.ready.emit()

    def _starts_hidden(self, settings: Settings) -> bool:
        """Only where a tray can bring the window back, and not when there is something to ask."""
        wanted = settings.app_start_minimized or self._minimized
        return wanted and not self._link and self.tray is not None and self.tray.available

    def open_link(self, link: str) -> None:
        """Shows what an amux:// link proposes, as soon as the services are there."""
        if self.services is None or self.window is None:
            self._link = link
            return
        self._link = ""
        self.window.bring_to_front()
        self.window.open_link(link)

    def _offer_first_steps(self, services: AppServices) -> None:
        """Once, and only where nothing is configured yet."""

        def offer(providers: tuple[object, ...]) -> None:
            window = self.window
            if window is not None and window.isVisible() and not providers and self._state.first_time("onboarding"):
                window.open_onboarding()

        self.runner.run(services.providers.list(), owner=self, on_done=offer)

    def _connect(self, window: MainWindow, tray: Tray) -> None:
        window.closed_to_tray.connect(self._tell_tray)
        if self.services is not None and self.relay is not None:
            self._tray_tools = TrayTools(tray, self.services, self.runner, self.relay)
            self._tray_tunnel = TrayTunnel(tray, self.services, self.runner, self.relay, self._show_tunnel)
            self._marks = SidebarMarks(window, self.services, self.runner, self.relay)
        window.proxy.changed.connect(self._show_state)
        if self.relay is not None:
            self.relay.arrived.connect(self._tell_tunnel)
        tray.settings_requested.connect(self._show_settings)
        tray.start_requested.connect(window.proxy.start)
        tray.stop_requested.connect(window.proxy.stop)
        tray.restart_requested.connect(window.proxy.restart)
        self._show_state()

    def _show_state(self) -> None:
        if self.window is None or self.tray is None or not self.window.is_ready:
            return
        status = self.window.proxy.status
        host, port = self.window.proxy.address()
        self.tray.show_state(status.state, f"{host}:{port}" if port else "")
        failed = status.state == "failed" and not self.window.isVisible()
        if failed and self.window.services.settings.current.app_notify_proxy_stopped:
            self.tray.tell(tr("The proxy stopped"), self.window.proxy.reason())

    def _tell_tunnel(self, event: Event) -> None:
        """A tunnel that fails by itself; whoever starts it by hand sees the page."""
        if not isinstance(event, TunnelStateChanged) or event.state != "failed":
            return
        window, tray = self.window, self.tray
        if window is None or tray is None or window.isVisible():
            return
        error = window.services.tunnel.status.error
        if error is not None and window.services.settings.current.app_notify_tunnel_lost:
            tray.tell(tr("The tunnel ended"), describe(error))

    def _tell_tray(self) -> None:
        if self.tray is not None and self._state.first_time("closed_to_tray"):
            self.tray.tell(tr("Amux keeps running"), tr("Open or quit it from here."))

    def _show_window(self) -> None:
        if self.window is not None:
            self.window.bring_to_front()

    def _show_settings(self) -> None:
        if self.window is not None:
            self.window.bring_to_front()
            self.window.open_page("settings")

    def _show_tunnel(self) -> None:
        if self.window is not None:
            self.window.bring_to_front()
            self.window.open_page("tunnel")

    def _on_failed(self, error: AmuxError) -> None:
        """The services did not open: one sentence with what to do, then the process ends with code 1."""
        self._opening = False
        if self._quitting:
            self.app.exit(1)
            return
        if self.window is not None:
            self.window.hide()
        self._error = StartupError(describe(error))
        self._error.closed.connect(lambda: self.app.exit(1))
        self._error.show()

    # ------------------------------------------------------------------ with the data closed in between

    def _reopen(self, change: Reopening) -> None:
        """See `Shell.reopen`. The process stays, and with it the place in the taskbar and the lock of the window."""
        if self._quitting or self.services is None:
            return
        self._take_down()
        self.services = None

        def done(result: object) -> None:
            self._told = lambda window: change.told(window, result)
            self._open_again()

        def failed(error: AmuxError) -> None:
            self._told = lambda window: window.toast("bad", tr("That did not work"), describe(error))
            self._open_again()

        self.runner.run(self._close_and(change), owner=self, on_done=done, on_error=failed)

    async def _close_and(self, change: Reopening) -> object:
        await self._stack.aclose()
        self._stack = contextlib.AsyncExitStack()

        def work() -> object:
            with InstanceLock(AppPaths.at(self._home).instance).acquire("window"):
                return change.work()

        result = await asyncio.to_thread(work)
        if change.fresh:
            self._state.forget()
        return result

    def _open_again(self) -> None:
        for old in (self.window, self.tray):
            if old is not None:
                old.deleteLater()
        self.runner.close()
        self.runner = TaskRunner(self._backend.submit, self)
        self._open_window()

    def _take_down(self) -> None:
        """The window goes at once; what it stands on is closed after it."""
        if self.window is not None:
            self.window.state.save(self.window)
            self.window.hide()
        if self.tray is not None:
            self.tray.hide()
        if self.relay is not None:
            self.relay.close()
        if self._marks is not None:
            self._marks.stop()

    # ------------------------------------------------------------------ the end

    def ask_to_quit(self) -> None:
        """Asks when requests would be cut, else ends at once."""
        running = self.services.proxy.running_requests if self.services is not None else 0
        if running and self.window is not None:
            self.window.bring_to_front()
            StopProxyDialog(running, self._quit_when_idle, self._ask_about_tools).open_in(self.window)
        else:
            self._ask_about_tools()

    def _ask_about_tools(self) -> None:
        """Coding tools that point at a proxy which has ended cannot work."""
        services = self.services
        if services is None or services.settings.current.code_switch_on_quit != "ask":
            self.quit()
            return
        self.runner.run(
            services.code_switch.redirected(),
            owner=self,
            on_done=self._on_redirected,
            on_error=lambda _error: self.quit(),
        )

    def _on_redirected(self, tools: tuple[str, ...]) -> None:
        if not tools or self.window is None or self.services is None:
            self.quit()
            return
        self.window.bring_to_front()
        QuitToolsDialog(tools, self._give_back, self.quit).open_in(self.window)

    def _give_back(self) -> None:
        if self.services is not None:
            work = self.services.code_switch.suspend()
            self.runner.run(work, owner=self, on_done=lambda _n: self.quit(), on_error=lambda _error: self.quit())

    def _quit_when_idle(self) -> None:
        if self.services is not None:
            work = self.services.proxy.stop(600.0)
            go_on = self._ask_about_tools
            self.runner.run(work, owner=self, on_done=lambda _status: go_on(), on_error=lambda _error: go_on())

    def quit(self) -> None:
        """Stops accepting, ends exchanges, writes what is queued, closes the database; then the event loop ends."""
        if self._quitting:
            return
        self._quitting = True
        self._take_down()
        QTimer.singleShot(_SHUTDOWN_MS, self, self._give_up)
        if not self._opening:
            self._end()

    def _end(self) -> None:
        """Closes what is open. What is still opening is closed as soon as it is open."""
        self.runner.run(
            self._stack.aclose(), owner=self, on_done=lambda _n: self.app.exit(0), on_error=lambda _e: self.app.exit(1)
        )
        self.runner.close()

    def _give_up(self) -> None:
        log.error("Shutting down took longer than %s s", _SHUTDOWN_MS // 1000)
        self.app.exit(1)


def run_session(open_services: OpenServices, home: Path, *, minimized: bool = False, link: str = "") -> int:
    """Opens the window and returns when it is over. `open_services` is entered on the backend's loop."""
    return Session(open_services, home, minimized=minimized, link=link).run()
