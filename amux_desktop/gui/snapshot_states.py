"""States of the window beside its pages as they usually are: nothing there yet, something failed, a choice is asked for."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from amux_desktop.core.errors import MachineError, UnavailableError
from amux_desktop.core.events import ProxyStateChanged
from amux_desktop.gui.demo_proxy import show_proxy
from amux_desktop.gui.dialogs.base import ConfirmDialog
from amux_desktop.gui.dialogs.pool_settings import PoolSettingsDialog
from amux_desktop.gui.dialogs.qr_code import QrCodeDialog
from amux_desktop.gui.dialogs.quit_tools import QuitToolsDialog
from amux_desktop.gui.dialogs.quota_history import QuotaHistoryDialog
from amux_desktop.gui.dialogs.stop_proxy import StopProxyDialog
from amux_desktop.gui.dialogs.token_once import TokenOnceDialog
from amux_desktop.gui.i18n import tr
from amux_desktop.services.api_tokens import CreatedToken
from amux_desktop.services.probe import ProbeResult

if TYPE_CHECKING:
    from amux_desktop.gui.main_window import MainWindow
    from amux_desktop.gui.widgets.overlay import Panel

    Prepare = Callable[[MainWindow], object]

EMPTY = ("dashboard", "chat", "providers", "proxies", "code_switch", "accounts", "tokens", "logs")
"""Pages that are shown without any data too."""


def _nothing() -> None:
    """What a choice in a picture leads to."""


def _page(window: MainWindow, key: str) -> Any:
    return window.panel.page(key)


def _proxy_failed(window: MainWindow) -> None:
    holder = " (python3, process 4711)"
    error = MachineError("port_busy", host="127.0.0.1", port=9527, holder=holder, free=9528)
    show_proxy(window.services.proxy, "failed", error)
    window.services.bus.publish(ProxyStateChanged("failed", error_code=error.code))


def put_right(window: MainWindow) -> None:
    """After a state that stays."""
    if window.services.proxy.status.state != "running":
        show_proxy(window.services.proxy, "running")
        window.services.bus.publish(ProxyStateChanged("running"))
    logs = _page(window, "logs")
    if logs.filters.search.text():
        logs.filters.reset()
    providers = _page(window, "providers")
    providers.detail.discard()
    providers.detail.banner.hide()


def _test_failed(window: MainWindow) -> None:
    detail = _page(window, "providers").detail
    message = "invalid x-api-key (authentication_error)"
    failed = ProbeResult(
        ok=False, status=401, duration_ms=412, model="claude-sonnet-5", provider_name="Anthropic", message=message,
        request_id="1",
    )  # fmt: skip
    detail._show_test(failed)


def _unsaved(window: MainWindow) -> None:
    detail = _page(window, "providers").detail
    detail.url.setText("https://relay.example/anthropic")
    detail._on_edited()
    detail.advanced.set_open(True)


def _no_match(window: MainWindow) -> None:
    _page(window, "logs").filters.search.setText("no such request")


def _codex(window: MainWindow) -> None:
    _page(window, "code_switch").select("codex")


def _tunnel(state: str) -> Prepare:
    def prepare(window: MainWindow) -> None:
        tunnel = window.services.tunnel
        error = UnavailableError("tunnel_exited", seconds=2, exit_code=1, reason="failed to request quick Tunnel: EOF")
        detail = "Requesting new quick Tunnel on trycloudflare.com..."
        failed = state == "failed"
        change: Any = {"state": state, "error": error if failed else None, "detail": "" if failed else detail}
        tunnel._supervisor._status = dataclasses.replace(tunnel.status, **change)
        _page(window, "tunnel").refresh()

    return prepare


def _token_once(window: MainWindow) -> Panel | None:
    token = _page(window, "tokens").model.at(0)
    if token is None:
        return None
    created = CreatedToken(token=token, text="sk-amux.demo-0123456789abcdefghijklmnopqrstuvwxyzABCD")
    return TokenOnceDialog(window.context, created, "kimi-openai")


def _quota(window: MainWindow) -> Panel | None:
    accounts = _page(window, "accounts")._view.candidates
    return QuotaHistoryDialog(window.context, accounts[0].account) if accounts else None


def _pool(window: MainWindow) -> Panel:
    return PoolSettingsDialog(window.context, _page(window, "accounts")._view)


def _restore(_window: MainWindow) -> Panel:
    return ConfirmDialog(
        tr("Replace {name}?", name="CI runner"),
        tr("Its present text stops working at once. Apps that use it need the new one."),
        tr("Replace"),
        _nothing,
    )


def _dialog(make: Callable[[MainWindow], Panel | None]) -> Prepare:
    """None where there is nothing to show the dialog of."""

    def prepare(window: MainWindow) -> None:
        panel = make(window)
        if panel is not None:
            panel.open_in(window)

    return prepare


def _quit(_window: MainWindow) -> Panel:
    return QuitToolsDialog(("Claude Code",), _nothing, _nothing)


STATES: tuple[tuple[str, str, Prepare], ...] = (
    ("dashboard-port-busy", "dashboard", _proxy_failed),
    ("providers-test-failed", "providers", _test_failed),
    ("providers-unsaved", "providers", _unsaved),
    ("logs-no-match", "logs", _no_match),
    ("code_switch-codex", "code_switch", _codex),
    ("tunnel-starting", "tunnel", _tunnel("starting")),
    ("tunnel-failed", "tunnel", _tunnel("failed")),
    ("tunnel-qr", "tunnel", _dialog(lambda _window: QrCodeDialog("https://amber-fox-27.trycloudflare.com"))),
    ("tokens-once", "tokens", _dialog(_token_once)),
    ("tokens-replace", "tokens", _dialog(_restore)),
    ("accounts-history", "accounts", _dialog(_quota)),
    ("accounts-pool", "accounts", _dialog(_pool)),
    ("quit", "dashboard", _dialog(_quit)),
    ("stop", "dashboard", _dialog(lambda _window: StopProxyDialog(3, _nothing, _nothing))),
)
"""Name, page, and what brings the state about."""
