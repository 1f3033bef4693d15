"""The pages of the sidebar, in its order. A page is listed when it works."""

from __future__ import annotations

from amux_desktop.gui.pages.base import Page
from amux_desktop.gui.pages.code_switch import CodeSwitchPage
from amux_desktop.gui.pages.dashboard import DashboardPage
from amux_desktop.gui.pages.logs import LogsPage
from amux_desktop.gui.pages.providers import ProvidersPage
from amux_desktop.gui.pages.proxies import ProxiesPage
from amux_desktop.gui.pages.settings import SettingsPage
from amux_desktop.gui.pages.tokens import TokensPage

PAGES: tuple[type[Page], ...] = (
    DashboardPage,
    ProvidersPage,
    ProxiesPage,
    CodeSwitchPage,
    TokensPage,
    LogsPage,
    SettingsPage,
)
