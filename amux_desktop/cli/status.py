"""`amux status`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from amux_desktop.cli.context import Json, call
from amux_desktop.cli.output import counted, print_fields, print_json

if TYPE_CHECKING:
    from amux_desktop.services.machines import SharedState


def status(ctx: typer.Context, json: Json = False) -> None:
    """What runs, where, and how much is configured."""
    found = call(ctx, lambda services: services.status.get())
    if json:
        print_json(found)
        return
    instance = found.instance
    runs = "no"
    if instance is not None:
        runs = f"{'window' if instance.mode == 'window' else 'headless'}, process {instance.pid}"
    day = found.last_day
    seal = {"keyring": "system keyring", "passphrase": "passphrase", "file": "file in the data folder (weak)"}
    print_fields(
        (
            ("Amux", found.version),
            ("Running", runs),
            ("Proxy", found.base_url or "stopped"),
            ("Tunnel", found.tunnel.url or found.tunnel.state if found.tunnel.state != "off" else ""),
            ("API tokens", "required" if found.auth_required else "NOT required"),
            ("Data folder", found.home),
            (
                "Database",
                f"{found.database} ({found.database_bytes / 1e6:.1f} MB)" if found.database_bytes else found.database,
            ),
            ("Shared state", _shared_state(found.shared_state)),
            (
                "Stored keys",
                seal.get(found.vault.seal, "") if found.vault.is_open else f"LOCKED: {found.vault.explanation}",
            ),
            (
                "Configured",
                ", ".join(map(counted, ("provider", "proxy", "token"), (found.providers, found.proxies, found.tokens))),
            ),
            (
                "Last 24 hours",
                f"{counted('request', day.requests)}, {day.failed} failed, {day.input_tokens} tokens in, {day.output_tokens} out",
            ),
        )
    )


def _shared_state(found: SharedState) -> str:
    if not found.url:
        return ""
    return f"{found.url} (OUT OF REACH: {found.problem})" if found.problem else found.url
