"""What a user does with the window, and an app with the proxy behind it."""

from __future__ import annotations

import json
import urllib.request
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from amux_desktop.gui.main_window import MainWindow
    from amux_desktop.services import AppServices

WAIT_MS = 10_000
"""For what another thread does; it takes that long only where it fails."""


def dialog(window: MainWindow, kind: type) -> Any:
    """The one of a kind that is open."""
    return next(item for item in window.findChildren(kind) if item.isVisible())


def open_page(window: MainWindow, key: str) -> Any:
    window.open_page(key)
    return window.panel.page(key)


def ask(services: AppServices, token: str, proxy: str = "claude-here") -> int:
    """A request as an app sends it to a proxy that speaks Anthropic; the status of its answer."""
    body = {"model": "claude-x", "max_tokens": 50, "messages": [{"role": "user", "content": "Weather?"}]}
    request = urllib.request.Request(
        f"{services.base_url()}/proxies/{proxy}/v1/messages",
        json.dumps(body).encode(),
        {"content-type": "application/json", "x-api-key": token, "anthropic-version": "2023-06-01"},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return int(answer.status)
