"""A proxy server that looks as if it listened, or could not, for pictures: no port is opened."""

from __future__ import annotations

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import ProxyState
from amux_desktop.services.proxy_control import ProxyControl, ProxyStatus


def show_proxy(proxy: ProxyControl, state: ProxyState, error: AmuxError | None = None) -> None:
    """Puts the state where the service keeps it."""
    running = state == "running"
    proxy._status = ProxyStatus(
        state=state, host="127.0.0.1" if running else "", port=9527 if running else 0, error=error
    )
