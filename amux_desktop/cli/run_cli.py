"""`amux run`: one process of a coding tool on a way of its own; no file is touched."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from amux_desktop.cli.context import call
from amux_desktop.cli.output import warn
from amux_desktop.core.errors import UnavailableError

if TYPE_CHECKING:
    from amux_desktop.services import AppServices
    from amux_desktop.services.code_status import Run

_SECONDS = 2.0


def run_tool(
    ctx: typer.Context,
    tool: Annotated[str, typer.Argument(metavar="TOOL", help="claude, codex, gemini, opencode or qwen.")],
    arguments: Annotated[list[str] | None, typer.Argument(metavar="[-- ARGS]", help="Passed on to the tool.")] = None,
    provider: Annotated[
        str,
        typer.Option("--provider", metavar="PATH", help="Provider for this process only; or provider in .amux.toml."),
    ] = "",
    model: Annotated[str, typer.Option("--model", help="Model for everything this process asks.")] = "",
) -> None:
    """Start a coding tool through Amux, without changing its settings. Amux must be running."""

    async def work(services: AppServices) -> tuple[Run, str]:
        run = await services.code_switch.prepare_run(tool, provider=provider, model=model, folder=Path.cwd())
        return run, services.running_url()

    run, address = call(ctx, work)
    _require_proxy(address)
    if run.project:
        warn(f"amux: {run.target_name}, as {run.project} says")
    command = [run.program, *run.arguments, *(arguments or ())]
    environment = dict(os.environ) | dict(run.env)
    if os.name == "posix":
        sys.stdout.flush()
        os.execve(run.program, command, environment)  # noqa: S606 - the program was looked up, no shell is involved
    import subprocess

    raise typer.Exit(subprocess.run(command, env=environment, check=False).returncode)  # noqa: S603 - as above


def _require_proxy(address: str) -> None:
    """Raises `proxy_off` when nobody answers."""
    import urllib.error
    import urllib.request

    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        opener.open(f"{address}/health", timeout=_SECONDS).close()
    except (urllib.error.URLError, OSError) as error:
        raise UnavailableError("proxy_off", address=address) from error
