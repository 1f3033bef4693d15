"""The pages of the sidebar, in its order. A page is listed when it works.

Naming a page costs nothing: its module, and the services whose types it names, are loaded on its first visit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from amux_desktop.gui.i18n import Text, tr
from amux_desktop.gui.pages.base import Group, Page


@dataclass(frozen=True, slots=True)
class PageEntry:
    """What the sidebar shows of a page, and how its class is got. The same facts stand on the class."""

    key: str
    title: Text
    icon: str
    load: Callable[[], type[Page]]
    group: Group = ""


def _dashboard() -> type[Page]:
    from amux_desktop.gui.pages.dashboard import DashboardPage

    return DashboardPage


def _chat() -> type[Page]:
    from amux_desktop.gui.pages.chat import ChatPage

    return ChatPage


def _providers() -> type[Page]:
    from amux_desktop.gui.pages.providers import ProvidersPage

    return ProvidersPage


def _proxies() -> type[Page]:
    from amux_desktop.gui.pages.proxies import ProxiesPage

    return ProxiesPage


def _code_switch() -> type[Page]:
    from amux_desktop.gui.pages.code_switch import CodeSwitchPage

    return CodeSwitchPage


def _tokens() -> type[Page]:
    from amux_desktop.gui.pages.tokens import TokensPage

    return TokensPage


def _tunnel() -> type[Page]:
    from amux_desktop.gui.pages.tunnel import TunnelPage

    return TunnelPage


def _logs() -> type[Page]:
    from amux_desktop.gui.pages.logs import LogsPage

    return LogsPage


def _accounts() -> type[Page]:
    from amux_desktop.gui.pages.accounts import AccountsPage

    return AccountsPage


def _settings() -> type[Page]:
    from amux_desktop.gui.pages.settings import SettingsPage

    return SettingsPage


PAGES: tuple[PageEntry, ...] = (
    PageEntry("dashboard", tr("Dashboard"), "layout-dashboard", _dashboard),
    PageEntry("chat", tr("Chat"), "message-square", _chat),
    PageEntry("providers", tr("Providers"), "boxes", _providers, "routing"),
    PageEntry("proxies", tr("Proxies"), "route", _proxies, "routing"),
    PageEntry("code_switch", tr("Code Switch"), "square-terminal", _code_switch, "routing"),
    PageEntry("accounts", tr("OAuth Accounts"), "users-round", _accounts, "access"),
    PageEntry("tokens", tr("Tokens"), "key-round", _tokens, "access"),
    PageEntry("tunnel", tr("Tunnel"), "globe", _tunnel, "access"),
    PageEntry("logs", tr("Logs"), "scroll-text", _logs, "observe"),
    PageEntry("settings", tr("Settings"), "settings", _settings, "bottom"),
)
