"""What the command palette offers: pages, actions of the window, and the user's providers, proxies and models."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from amux_desktop.gui.help import open_help
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.palette import Command

if TYPE_CHECKING:
    from amux_desktop.gui.main_window import MainWindow
    from amux_desktop.services.records import BridgeProxy, Provider


def window_commands(window: MainWindow) -> list[Command]:
    """Everything that needs no look-up."""
    commands = [
        Command(f"page:{key}", "pages", window.page_title(key), partial(window.open_page, key), logo=f"icon:{icon}")
        for key, icon in ((key, window.page_icon(key)) for key in window.page_keys())
    ]
    running = window.proxy.status.state == "running"
    host, port = window.proxy.address()
    commands += [
        Command(
            "proxy:toggle",
            "actions",
            tr("Stop the proxy") if running else tr("Start the proxy"),
            window.proxy.toggle,
            logo="icon:power",
            words="start stop proxy server",
        ),
        Command(
            "copy:base",
            "actions",
            tr("Copy the base URL"),
            lambda: QGuiApplication.clipboard().setText(window.services.base_url()),
            detail=f"{host}:{port}",
            logo="icon:copy",
        ),
        Command(
            "onboarding",
            "actions",
            tr("First steps"),
            window.open_onboarding,
            logo="icon:play",
            words="setup onboarding welcome begin",
        ),
        Command(
            "help", "actions", tr("Documentation"), open_help, logo="icon:circle-question-mark", words="help manual"
        ),
        Command("theme", "actions", tr("Switch between light and dark"), window.toggle_theme, logo="icon:moon"),
        Command(
            "language", "actions", tr("Switch between English and 中文"), window.toggle_language, logo="icon:languages"
        ),
    ]
    on = window.services.tunnel.status.state not in ("off", "failed")
    commands.append(
        Command(
            "tunnel:toggle",
            "actions",
            tr("Stop tunnel") if on else tr("Start tunnel"),
            partial(_toggle_tunnel, window, on),
            logo="icon:globe",
            words="cloudflare internet public share",
        )
    )
    if running:
        commands.append(
            Command("proxy:restart", "actions", tr("Restart the proxy"), window.proxy.restart, logo="icon:rotate-cw")
        )
    forms = (
        ("chat", tr("New chat")),
        ("providers", tr("Add provider")),
        ("proxies", tr("New proxy")),
        ("tokens", tr("New token")),
    )
    for key, title in forms:
        if window.has_page(key):
            commands.append(Command(f"new:{key}", "actions", title, partial(window.open_new, key), logo="icon:plus"))
    return commands


def _toggle_tunnel(window: MainWindow, on: bool) -> None:
    """The page shows what becomes of it, and asks for what lacks."""
    window.open_page("tunnel")
    tunnel = window.services.tunnel
    if on:
        window.context.runner.run(tunnel.stop(), owner=window)
    else:
        window.context.runner.run(tunnel.start(), owner=window)


def record_commands(
    window: MainWindow, providers: tuple[Provider, ...], proxies: tuple[BridgeProxy, ...]
) -> list[Command]:
    """The user's own things."""
    commands = [
        Command(
            f"proxy:{proxy.id}",
            "records",
            proxy.name or proxy.slug,
            partial(window.open_page, "proxies", proxy.id),
            detail=f"/proxies/{proxy.slug}",
            logo="icon:route",
        )
        for proxy in proxies
    ]
    for provider in providers:
        models = [model for model in provider.models if model.enabled]
        commands.append(
            Command(
                f"provider:{provider.id}",
                "records",
                provider.name,
                partial(window.open_page, "providers", provider.id),
                detail=tr("provider, %n model(s)", n=len(models)),
                logo=provider.logo or "provider",
            )
        )
        commands += [
            Command(
                f"model:{provider.id}:{model.id}",
                "models",
                model.id,
                partial(window.open_page, "providers", provider.id),
                detail=provider.name,
                logo=provider.logo or "provider",
            )
            for model in models
        ]
    return commands
