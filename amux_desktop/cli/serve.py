"""`amux serve`: the proxy without a window, in the foreground."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from amux_desktop.cli import serving
from amux_desktop.cli.context import Json, host_of


def serve(
    ctx: typer.Context,
    address: Annotated[
        str | None, typer.Option("--host", help="Address to listen on; the setting proxy.host if not given.")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(min=0, max=serving.HIGHEST_PORT, help="Port; the setting proxy.port if not given, 0 picks one."),
    ] = None,
    database: Annotated[str, typer.Option(metavar="URL", help="Database to use instead of the built-in file.")] = "",
    shared_state: Annotated[
        str, typer.Option(metavar="URL", help="Valkey or Redis server through which machines share limits.")
    ] = "",
    tunnel: Annotated[bool, typer.Option("--tunnel", help="Also start the tunnel.")] = False,
    workers: Annotated[
        int,
        typer.Option(min=1, max=serving.MOST_WORKERS, help="Processes that share the work on one port; one per core."),
    ] = 1,
    worker: Annotated[str, typer.Option(hidden=True)] = "",
    json: Json = False,
) -> None:
    """Run the proxy without a window until Ctrl-C."""
    if workers > 1 and sys.platform == "win32":
        raise typer.BadParameter("Windows cannot spread connections over several processes. Leave --workers out")
    options = serving.ServeOptions(address, port, database, shared_state, tunnel, workers, worker, json)
    raise typer.Exit(serving.run(host_of(ctx), options))
