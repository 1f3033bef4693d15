"""Which page of the documentation belongs to which page of the window."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from amux_desktop.gui.i18n import language

DOCUMENTATION = "https://amux-app.github.io/amux/"
"""As `Documentation` in pyproject.toml and `site_url` in mkdocs.yml."""

PAGES: dict[str, str] = {
    "dashboard": "guide/dashboard",
    "chat": "guide/chat",
    "providers": "guide/providers",
    "proxies": "guide/proxies",
    "code_switch": "guide/code-switch",
    "accounts": "guide/accounts",
    "tokens": "guide/tokens",
    "tunnel": "guide/tunnel",
    "logs": "guide/logs",
    "settings": "guide/settings",
}
"""Page of the window to page of the site, without language and ending."""

_OTHERS = {"privacy": "privacy"}
_LANGUAGES = {"zh_CN": "zh/"}


def help_url(page: str = "") -> str:
    """The page in the language in force; the first page of the site for an unknown one."""
    path = PAGES.get(page) or _OTHERS.get(page, "")
    return f"{DOCUMENTATION}{_LANGUAGES.get(language().code, '')}{path}{'/' if path else ''}"


def open_help(page: str = "") -> bool:
    """In the browser. False when the system knows none."""
    return QDesktopServices.openUrl(QUrl(help_url(page)))
