"""What the command palette offers: pages, actions of the window, and the user's providers, proxies and models."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from amux_desktop.gui.help import open_help
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.palette import Command

if TYPE_CHECKING:
    from amux_desktop.gui.main_window import MainWindow
    from amux_desktop.services.code_status import ToolStatus
    from amux_desktop.services.records import BridgeProxy, Provider


_PAGE_MS = 150
"""A menu would close again while its page still comes to the front."""


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
        ("accounts", tr("Add account")),
    )
    for key, title in forms:
        if window.has_page(key):
            commands.append(Command(f"new:{key}", "actions", title, partial(window.open_new, key), logo="icon:plus"))
    return commands + _data_commands(window) + _setting_commands(window)


def _data_commands(window: MainWindow) -> list[Command]:
    """What is done with logs and with everything at once; each asks before anything goes."""

    def logs(name: str) -> None:
        window.open_page("logs")
        page = window.panel.page("logs")
        QTimer.singleShot(_PAGE_MS, page, getattr(page, name))

    def export() -> None:
        from amux_desktop.gui.dialogs.export_data import ExportDataDialog

        ExportDataDialog(window.context).open_in(window.overlay_parent())

    updates, backup = partial(window.open_page, "settings", "updates"), partial(window.open_page, "settings", "data")
    return [
        Command("logs:export", "actions", tr("Export logs…"), partial(logs, "open_export"), logo="icon:download"),
        Command("logs:clear", "actions", tr("Clear logs…"), partial(logs, "ask_to_clear"), logo="icon:trash-2"),
        Command("data:export", "actions", tr("Export the configuration…"), export, logo="icon:download"),
        Command(
            "data:backup", "actions", tr("Back up or restore…"), backup, logo="icon:history", words="copy database"
        ),
        Command("updates", "actions", tr("Look for a new version"), updates, logo="icon:refresh-cw", words="update"),
    ]


def _setting_commands(window: MainWindow) -> list[Command]:
    """Sections, and every single setting by its title or its key."""
    from amux_desktop.gui.pages.settings_sections import SECTIONS  # only who opens the palette pays for them

    commands = []
    for spec in SECTIONS:
        go = partial(window.open_page, "settings", spec.key)
        commands.append(Command(f"settings:{spec.key}", "settings", spec.title, go, logo=f"icon:{spec.icon}"))
        commands += [
            Command(
                f"setting:{entry.key}",
                "settings",
                entry.title,
                partial(window.open_page, "settings", entry.key),
                detail=spec.title,
                logo=f"icon:{spec.icon}",
                words=entry.key.replace(".", " ").replace("_", " "),
            )
            for group in spec.groups
            for entry in group.entries
        ]
    return commands


def _toggle_tunnel(window: MainWindow, on: bool) -> None:
    """The page shows what becomes of it, and asks for what lacks."""
    window.open_page("tunnel")
    tunnel = window.services.tunnel
    if on:
        window.context.runner.run(tunnel.stop(), owner=window)
    else:
        window.context.runner.run(tunnel.start(), owner=window)


def tool_commands(
    window: MainWindow, tools: tuple[ToolStatus, ...], providers: tuple[Provider, ...], proxies: tuple[BridgeProxy, ...]
) -> list[Command]:
    """A tool that goes through Amux is switched at once, with a way back; another one is shown on its page first."""
    commands = []
    for tool in tools:
        if not tool.enabled:
            if tool.found.is_there:
                go = partial(window.open_page, "code_switch", tool.id)
                title = tr("Point {tool} at Amux…", tool=tool.name)
                commands.append(
                    Command(f"tool:{tool.id}", "actions", title, go, logo=tool.logo or "icon:square-terminal")
                )
            continue
        aims = [("provider", p.id, p.name) for p in providers if p.enabled and p.id != tool.provider_id]
        aims += [("proxy", p.id, p.name or p.slug) for p in proxies if p.enabled and p.id != tool.proxy_id]
        commands += [
            Command(
                f"tool:{tool.id}:{key}",
                "actions",
                tr("Switch {tool} to {target}", tool=tool.name, target=name),
                partial(_switch_tool, window, tool, kind, key, name),
                detail=tr("now {target}", target=tool.target_name),
                logo=tool.logo or "icon:square-terminal",
            )
            for kind, key, name in aims
        ]
    return commands


def _switch_tool(window: MainWindow, tool: ToolStatus, kind: str, key: str, name: str) -> None:
    service = window.services.code_switch

    def undo() -> None:
        work = service.switch(tool.id, provider=tool.provider_id, proxy=tool.proxy_id)
        window.context.runner.run(work, owner=window)

    def done(_status: ToolStatus) -> None:
        window.toast("ok", tr("{tool} uses {target}", tool=tool.name, target=name), action=(tr("Undo"), undo))

    work = service.switch(tool.id, provider=key if kind == "provider" else "", proxy=key if kind == "proxy" else "")
    window.context.runner.run(work, owner=window, on_done=done)


def record_commands(
    window: MainWindow, providers: tuple[Provider, ...], proxies: tuple[BridgeProxy, ...]
) -> list[Command]:
    """The user's own things."""
    base = window.services.base_url()
    commands = [
        Command(
            f"copy:{proxy.id}",
            "actions",
            tr("Copy the address of {name}", name=proxy.name or proxy.slug),
            partial(QGuiApplication.clipboard().setText, f"{base}/proxies/{proxy.slug}"),
            detail=f"/proxies/{proxy.slug}",
            logo="icon:copy",
        )
        for proxy in proxies
    ]
    commands += [
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
