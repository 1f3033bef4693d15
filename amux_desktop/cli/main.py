"""The `amux` command: its groups, and what a failure looks like."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from amux_desktop.cli import (
    accounts,
    apply,
    chat,
    code,
    data,
    doctor,
    logs,
    pools,
    prices,
    providers,
    proxies,
    run_cli,
    serve,
    settings,
    status,
    system,
    tokens,
    tunnel,
    update,
    vault,
)
from amux_desktop.cli.context import Host, host_of
from amux_desktop.cli.output import report_error
from amux_desktop.core.errors import AmuxError
from amux_desktop.core.links import is_link

_EXIT_CODES = {500: 3, 503: 4}
_CUT_SHORT = 130

app = typer.Typer(
    name="amux",
    help="Use any LLM client with any LLM provider. Without a command, the window opens.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("serve")(serve.serve)
app.command("status")(status.status)
app.command("doctor")(doctor.doctor)
app.command("apply")(apply.apply)
app.command("run")(run_cli.run_tool)
app.command("autostart")(system.autostart)
app.command("links")(system.links)
app.command("open-link")(system.open_link)
app.add_typer(chat.app, name="chat")
app.add_typer(code.app, name="code")
app.add_typer(accounts.app, name="accounts")
app.add_typer(pools.app, name="pools")
app.add_typer(providers.app, name="providers")
app.add_typer(proxies.app, name="proxies")
app.add_typer(tokens.app, name="tokens")
app.add_typer(tunnel.app, name="tunnel")
app.add_typer(logs.app, name="logs")
app.add_typer(data.app, name="data")
app.add_typer(prices.app, name="prices")
app.add_typer(settings.app, name="settings")
app.add_typer(update.app, name="update")
app.add_typer(vault.app, name="vault")


@app.callback(invoke_without_command=True)
def _root(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
    minimized: Annotated[bool, typer.Option("--minimized", help="Start in the tray, without a window.")] = False,
) -> None:
    host = host_of(ctx)
    if version:
        print(f"amux {host.version}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        raise typer.Exit(host.open_window(minimized=minimized))


def run(arguments: Sequence[str], host: Host) -> int:
    """See `amux_desktop.cli.run`."""
    if len(arguments) == 1 and is_link(arguments[0]):
        # What the operating system calls for a link; everything else about it is the window's business.
        return host.open_window(link=arguments[0])
    try:
        app(list(arguments), prog_name="amux", obj=host)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    except AmuxError as error:
        report_error(error, "--json" in arguments)
        return _EXIT_CODES.get(error.status, 1)
    except KeyboardInterrupt:
        return _CUT_SHORT
    except BrokenPipeError:
        # The reader (`| head`) has had enough; closing keeps the interpreter from complaining at exit.
        sys.stderr.close()
        return 0
    return 0
