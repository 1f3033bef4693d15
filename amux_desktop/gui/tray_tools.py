"""Code Switch in the tray: per coding tool, which provider or proxy it uses."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import (
    CodeToolChanged,
    ConfigurationChangedElsewhere,
    Event,
    ProviderChanged,
    ProxyChanged,
)
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.tasks import TaskRunner
from amux_desktop.gui.tray import Tray

if TYPE_CHECKING:
    from amux_desktop.gui.event_relay import EventRelay
    from amux_desktop.services import AppServices
    from amux_desktop.services.code_status import ToolStatus
    from amux_desktop.services.records import BridgeProxy, Provider


class TrayTools(QObject):
    """Keeps a submenu for every tool that goes through Amux; a choice is in force with the next request."""

    def __init__(self, tray: Tray, services: AppServices, runner: TaskRunner, relay: EventRelay) -> None:
        super().__init__(tray)
        self._tray, self._services, self._runner = tray, services, runner
        self._menus: list[QMenu] = []
        relay.arrived.connect(self._on_event)
        self.refresh()

    def refresh(self) -> None:
        if not self._tray.available:
            return

        async def load() -> tuple[tuple[ToolStatus, ...], tuple[Provider, ...], tuple[BridgeProxy, ...]]:
            services = self._services
            return await services.code_switch.list(), await services.providers.list(), await services.proxies.list()

        self._runner.run(load(), owner=self, on_done=lambda found: self.show_tools(*found))

    def show_tools(
        self, tools: tuple[ToolStatus, ...], providers: tuple[Provider, ...], proxies: tuple[BridgeProxy, ...]
    ) -> None:
        for menu in self._menus:
            menu.menuAction().deleteLater()
            menu.deleteLater()
        self._menus = []
        for tool in tools:
            if tool.enabled:
                menu = QMenu(tool.name, self._tray.menu())
                group = QActionGroup(menu)
                for provider in providers:
                    if provider.enabled:
                        run = partial(self._switch, tool.id, provider=provider.id)
                        self._add(menu, group, provider.name, provider.id == tool.provider_id, run)
                if any(proxy.enabled for proxy in proxies):
                    menu.addSeparator()
                for proxy in proxies:
                    if proxy.enabled:
                        run = partial(self._switch, tool.id, proxy=proxy.id)
                        self._add(menu, group, proxy.name, proxy.id == tool.proxy_id, run)
                self._tray.add_tool(menu)
                self._menus.append(menu)

    @staticmethod
    def _add(menu: QMenu, group: QActionGroup, name: str, checked: bool, run: Callable[[], object]) -> None:
        # An ampersand would be taken for a shortcut.
        action = QAction(name.replace("&", "&&"), menu)
        action.setCheckable(True)
        action.setChecked(checked)
        action.triggered.connect(lambda: run())
        group.addAction(action)
        menu.addAction(action)

    def _switch(self, tool: str, *, provider: str = "", proxy: str = "") -> None:
        work = self._services.code_switch.switch(tool, provider=provider, proxy=proxy)
        self._runner.run(work, owner=self, on_error=self._on_error)

    def _on_error(self, error: AmuxError) -> None:
        self._tray.tell(tr("That did not work"), describe(error))
        self.refresh()

    def _on_event(self, event: Event) -> None:
        if isinstance(event, CodeToolChanged | ProviderChanged | ProxyChanged | ConfigurationChangedElsewhere):
            self.refresh()
