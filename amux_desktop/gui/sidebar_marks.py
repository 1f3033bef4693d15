"""Dots in the sidebar: whether coding tools go through Amux as they should, and whether an account needs the user.

Tools' files are watched all the time, so that a change by another program shows without opening the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import (
    AccountChanged,
    CodeToolChanged,
    CodeToolRepaired,
    ConfigurationChangedElsewhere,
    Event,
    LogsHeldUp,
    ProxyStateChanged,
    TunnelState,
    TunnelStateChanged,
)
from amux_desktop.gui.file_watch import FileWatch
from amux_desktop.gui.i18n import TextLike, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.tasks import TaskRunner

if TYPE_CHECKING:
    from amux_desktop.gui.event_relay import EventRelay
    from amux_desktop.gui.main_window import MainWindow
    from amux_desktop.services import AppServices
    from amux_desktop.services.code_status import Repaired, ToolStatus
    from amux_desktop.services.records import Account

_SETTLE_MS = 300
_REASONS = {
    "address": tr("Amux has another address now; the settings follow."),
    "missing": tr("Lines of Amux had gone from the settings and are back."),
    "interrupted": tr("A change that was cut short has been finished."),
}


@dataclass(frozen=True, slots=True)
class _Loaded:
    tools: tuple[ToolStatus, ...]
    accounts: tuple[Account, ...]


class SidebarMarks(QObject):
    """Also says in a toast what was set right at the start."""

    def __init__(self, window: MainWindow, services: AppServices, runner: TaskRunner, relay: EventRelay) -> None:
        super().__init__(window)
        self._window, self._services, self._runner = window, services, runner
        self._told = 0
        self._loaded = _Loaded((), ())
        self._files = FileWatch(_SETTLE_MS, self)
        self._files.changed.connect(self.refresh)
        relay.arrived.connect(self._on_event)
        self._dot("tunnel", *tunnel_mark(services.tunnel.status.state))
        self.refresh()

    def stop(self) -> None:
        """The services are about to be closed."""
        self._files.stop()

    def refresh(self) -> None:
        async def load() -> _Loaded:
            services = self._services
            return _Loaded(await services.code_switch.list(), await services.accounts.list())

        self._runner.run(load(), owner=self, on_done=self._show)

    def _on_event(self, event: Event) -> None:
        watched = CodeToolChanged | CodeToolRepaired | AccountChanged | ConfigurationChangedElsewhere
        if isinstance(event, watched):
            self._files.touch()
        elif isinstance(event, ProxyStateChanged):
            self._show(self._loaded)
        elif isinstance(event, TunnelStateChanged):
            self._dot("tunnel", *tunnel_mark(event.state))
        elif isinstance(event, LogsHeldUp):
            self._show_logs(event.error)

    def _show(self, loaded: _Loaded) -> None:
        self._loaded = loaded
        running = self._services.proxy.status.state == "running"
        self._dot("code_switch", *tools_mark(loaded.tools, running))
        self._dot("accounts", *accounts_mark(loaded.accounts))
        self._files.watch(path for tool in loaded.tools if tool.enabled for path in (*tool.files, tool.found.folder))
        repairs = self._services.code_switch.repairs
        for repaired in repairs[self._told :]:
            self._tell(repaired)
        self._told = len(repairs)

    def _show_logs(self, error: AmuxError | None) -> None:
        """Requests are served all the same; what is missing in the log comes later."""
        if error is not None:
            self._dot("logs", "warn", tr("not written for now"))
            self._window.toast("warn", tr("Requests cannot be recorded for now"), describe(error))
        else:
            self._dot("logs", "", "")
            self._window.toast("info", tr("Requests are recorded again"))

    def _dot(self, page: str, token: str, state: TextLike) -> None:
        item = self._window.sidebar.items.get(page)
        if item is not None:
            spoken = tr("{page}, {state}", page=item.entry.title, state=state) if str(state) else ""
            item.set_dot(token, spoken)

    def _tell(self, repaired: Repaired) -> None:
        if repaired.error is not None:
            title = tr("{tool} could not be pointed at Amux again", tool=repaired.name)
            self._window.toast("bad", title, describe(repaired.error))
        elif repaired.reason == "suspended":
            self._window.toast("info", tr("{tool} goes through Amux again", tool=repaired.name))
        else:
            self._window.toast("info", tr("{tool} was set right", tool=repaired.name), _REASONS[repaired.reason])


def tools_mark(tools: tuple[ToolStatus, ...], running: bool) -> tuple[str, TextLike]:
    """Colour of the dot and its words; nothing while no tool goes through Amux."""
    on = [tool for tool in tools if tool.enabled]
    if not on:
        return "", ""
    changed = [tool.name for tool in on if tool.condition in ("changed", "broken")]
    if changed:
        return "warn", tr("changed by another program: {tools}", tools=", ".join(changed))
    if not running:
        return "bad", tr("the proxy is stopped")
    return "ok", tr("in use: {tools}", tools=", ".join(tool.name for tool in on))


def tunnel_mark(state: TunnelState) -> tuple[str, TextLike]:
    """As `tools_mark`."""
    words: dict[TunnelState, tuple[str, TextLike]] = {
        "running": ("ok", tr("on", "tunnel")),
        "starting": ("warn", tr("starting", "tunnel")),
        "reconnecting": ("warn", tr("reconnecting", "tunnel")),
        "failed": ("bad", tr("failed", "tunnel")),
    }
    return words.get(state, ("", ""))


def accounts_mark(accounts: tuple[Account, ...]) -> tuple[str, TextLike]:
    """As `tools_mark`, for accounts that are switched on and cannot serve."""
    out = [account for account in accounts if account.enabled and account.state != "active"]
    return ("warn", tr("%n account(s) cannot serve now", n=len(out))) if out else ("", "")
