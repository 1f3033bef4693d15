"""`amux tunnel`: reach the proxy from the internet through Cloudflare."""

from __future__ import annotations

import asyncio
import sys
import time
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from amux_desktop.cli.context import Json, call, group, host_of
from amux_desktop.cli.forms import read_secret
from amux_desktop.cli.output import clock_time, print_fields, print_json, print_table, seen, to_json, when

if TYPE_CHECKING:
    from amux_desktop.core.events import TunnelProgramProgress
    from amux_desktop.services import AppServices
    from amux_desktop.services.tunnel import Program, TunnelReport, TunnelView, Wish
    from amux_desktop.services.tunnel_account import Provisioned, RemoteTunnel, Removal, Zone
    from amux_desktop.storage.records import TunnelConfig, TunnelEvent

app = group("Reach the proxy from the internet through a Cloudflare tunnel.")

_FOLLOW_S = 0.5
_MEGABYTE = 1_000_000
_STATES = {
    "off": "off",
    "starting": "starting",
    "running": "on",
    "reconnecting": "reconnecting",
    "stopping": "stopping",
    "failed": "FAILED",
}


class Kind(StrEnum):
    """Kind of tunnel."""

    QUICK = "quick"
    TOKEN = "token"  # noqa: S105 - a word of the command line
    ACCOUNT = "account"


_MODES = {
    "quick": "quick: a new address at each start, without account",
    "token": "token: made at Cloudflare, by its token",
    "account": "account: made by Amux in your Cloudflare account",
}


@app.command("start")
def start(ctx: typer.Context, json: Json = False) -> None:
    """Start the tunnel of the Amux that runs here, and wait until it is connected."""
    _print_outcome(_ask(ctx, "start"), json)


@app.command("stop")
def stop(ctx: typer.Context, json: Json = False) -> None:
    """Stop the tunnel."""
    _print_outcome(_ask(ctx, "stop"), json)


@app.command("restart")
def restart(ctx: typer.Context, json: Json = False) -> None:
    """Stop and start; a quick tunnel gets another address."""
    _print_outcome(_ask(ctx, "restart"), json)


@app.command("status")
def status(ctx: typer.Context, json: Json = False) -> None:
    """State, address, traffic, and what is set up."""

    async def work(services: AppServices) -> tuple[TunnelReport, TunnelView]:
        return services.tunnel.report(), await services.tunnel.view()

    report, view = call(ctx, work)
    if json:
        program = {"program": to_json(view.program), "program_error": to_json(view.program_error)}
        setup = {"config": to_json(view.config), "problem": to_json(view.problem), **program}
        print_json(to_json(report) | {"setup": setup})
        return
    config = view.config
    print_fields(
        (
            *_fields(report),
            ("Kind", _MODES[config.mode]),
            ("Name", config.hostname),
            ("Exposes", ", ".join(config.routes) or "nothing"),
            ("Tokens for it", ", ".join(token.name for token in view.tokens) or "none"),
            ("cloudflared", _program_text(view)),
            ("Cannot start", view.problem.message if view.problem and report.state in ("off", "failed") else ""),
        )
    )


@app.command("logs")
def logs(
    ctx: typer.Context,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on with every new line until Ctrl-C.")] = False,
    lines: Annotated[int, typer.Option("--lines", "-n", min=1, max=2000, help="How many of the newest.")] = 50,
    json: Json = False,
) -> None:
    """What cloudflared said, oldest first."""

    async def go() -> None:
        async with host_of(ctx).services() as services:
            last = 0
            while True:
                for line in await services.tunnel.log(lines if not last else 2000):
                    if line.seq > last:
                        last = line.seq
                        _print_line(line, json)
                if not follow:
                    return
                await asyncio.sleep(_FOLLOW_S)

    asyncio.run(go())


@app.command("install")
def install(ctx: typer.Context, json: Json = False) -> None:
    """Fetch cloudflared from its makers and verify its checksum."""
    shows = sys.stderr.isatty() and not json
    told = 0.0

    def report(progress: TunnelProgramProgress) -> None:
        nonlocal told
        if shows and (time.monotonic() - told > 0.1 or progress.done == progress.total):
            told = time.monotonic()
            of = f" of {progress.total / _MEGABYTE:.1f}" if progress.total else ""
            print(f"\r{progress.done / _MEGABYTE:.1f}{of} MB", end="", file=sys.stderr, flush=True)

    program: Program = call(ctx, lambda services: services.tunnel.program.install(report))
    if shows:
        print(file=sys.stderr)
    if json:
        print_json(program)
    else:
        print(f"cloudflared {program.version} is in {program.path}")


@app.command("use")
def use(
    ctx: typer.Context,
    kind: Annotated[Kind, typer.Argument(help="quick, token (read from standard input) or account.")],
    hostname: Annotated[str, typer.Option(help="Public name, such as amux.example.com.")] = "",
    replace_dns: Annotated[
        bool, typer.Option("--replace-dns", help="Replace a DNS record of that name that leads elsewhere.")
    ] = False,
    json: Json = False,
) -> None:
    """Choose the kind of tunnel. 'account' makes it in your Cloudflare account and gives it the name."""
    if kind is Kind.ACCOUNT and hostname:
        _set_up(ctx, hostname, replace_dns, json)
        return
    token = read_secret("Token of the tunnel") if kind is Kind.TOKEN else ""

    async def work(services: AppServices) -> TunnelConfig:
        if token:
            return await services.tunnel.use_token(token, hostname)
        return await services.tunnel.configure(mode=kind.value)

    config = call(ctx, work)
    if json:
        print_json(config)
    else:
        print(f"The next start makes a tunnel of the kind {_MODES[config.mode]}.")


@app.command("expose")
def expose(
    ctx: typer.Context,
    routes: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ROUTE]...", help="proxies/*, proxies/PATH, providers/PATH, code/TOOL, v1"),
    ] = None,
    nothing: Annotated[bool, typer.Option("--nothing", help="Expose nothing.")] = False,
    json: Json = False,
) -> None:
    """Choose what can be reached through the tunnel; without a route, list what can be exposed."""

    async def work(services: AppServices) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if routes or nothing:
            await services.tunnel.expose(tuple(routes or ()))
        return await services.tunnel.routes(), (await services.tunnel.view()).config.routes

    known, exposed = call(ctx, work)
    if json:
        print_json({"exposed": exposed, "routes": known})
    else:
        print_table(("route", "exposed"), [(route, "yes" if route in exposed else "") for route in known], "Nothing.")


@app.command("login")
def login(ctx: typer.Context, json: Json = False) -> None:
    """Sign in to Cloudflare with an API token (read from standard input): Cloudflare Tunnel > Edit and DNS > Edit."""
    token = read_secret("Cloudflare API token")
    zones: tuple[Zone, ...] = call(ctx, lambda services: services.tunnel.account.login(token))
    if json:
        print_json([{"name": zone.name, "id": zone.id} for zone in zones])
        return
    print(f"Signed in. Domains: {', '.join(zone.name for zone in zones)}")
    print(f"Go on with: amux tunnel use account --hostname amux.{zones[0].name}")


@app.command("logout")
def logout(ctx: typer.Context) -> None:
    """Forget the Cloudflare API token. A tunnel stays at Cloudflare until it is deleted."""
    call(ctx, lambda services: services.tunnel.account.logout())
    print("The API token is forgotten.")


@app.command("list")
def list_tunnels(ctx: typer.Context, json: Json = False) -> None:
    """Amux's tunnels in your Cloudflare account, those of other devices too."""

    async def work(services: AppServices) -> tuple[tuple[RemoteTunnel, ...], str]:
        return await services.tunnel.account.list(), (await services.tunnel.view()).config.tunnel_id

    tunnels, ours = call(ctx, work)
    if json:
        print_json([to_json(item) | {"this_device": item.id == ours} for item in tunnels])
        return
    rows = [
        (item.name, item.status, item.connections, item.created_at.replace("T", " "), "yes" if item.id == ours else "")
        for item in tunnels
    ]
    columns = ("name", "status", "connections", "created", "this device")
    print_table(columns, rows, "No tunnels of Amux. Make one with: amux tunnel use account --hostname NAME")


@app.command("delete")
def delete(
    ctx: typer.Context,
    tunnel: Annotated[str, typer.Argument(help="Name or id; this device's tunnel if not given.")] = "",
    json: Json = False,
) -> None:
    """Delete a tunnel at Cloudflare, with the DNS records that lead to it."""
    deleted: tuple[RemoteTunnel, Removal] = call(ctx, lambda services: services.tunnel.account.delete(tunnel))
    found, removal = deleted
    if json:
        print_json({"name": found.name, "id": found.id, **to_json(removal)})
        return
    what = "Deleted" if removal.tunnel else "Was gone already:"
    print(f"{what} {found.name}, and {removal.records} DNS records that led to it.")


def _set_up(ctx: typer.Context, hostname: str, replace: bool, json: bool) -> None:
    async def work(services: AppServices) -> Provisioned:
        port = services.settings.current.tunnel_port
        return await services.tunnel.account.set_up(hostname, port, replace=replace)

    made = call(ctx, work)
    if json:
        print_json({"hostname": made.record.name, "tunnel": to_json(made.tunnel), "domain": made.zone.name})
    else:
        print(f"https://{made.record.name} leads to the tunnel {made.tunnel.name}. Start it with: amux tunnel start")


def _ask(ctx: typer.Context, wish: Wish) -> TunnelReport:
    return call(ctx, lambda services: services.tunnel.ask(wish))


def _print_outcome(report: TunnelReport, json: bool) -> None:
    if json:
        print_json(report)
    elif report.state == "running":
        print(report.url or "The tunnel is on, at the address you chose at Cloudflare.")
    else:
        print("The tunnel is off.")


def _fields(report: TunnelReport) -> tuple[tuple[str, object], ...]:
    retry = when(report.retry_at_ms) if report.state == "reconnecting" and report.retry_at_ms else ""
    traffic = f"{report.bytes_in / _MEGABYTE:.1f} MB in, {report.bytes_out / _MEGABYTE:.1f} MB out"
    is_on = report.state in ("running", "reconnecting")
    return (
        ("Tunnel", _STATES[report.state]),
        ("Why", report.error.message if report.error else ""),
        ("Address", report.url),
        ("Since", when(report.since_ms) if report.since_ms else ""),
        ("Connections", f"{report.connections} ({', '.join(report.locations)})" if report.connections else ""),
        ("Next attempt", retry),
        ("Restarts", report.restarts or ""),
        ("Requests", f"{report.requests}, {report.refused} refused" if is_on else ""),
        ("Traffic", traffic if is_on else ""),
    )


def _program_text(view: TunnelView) -> str:
    if view.program is None:
        return view.program_error.message if view.program_error else ""
    return f"{view.program.version or 'unknown version'} ({view.program.path})"


def _print_line(line: TunnelEvent, json: bool) -> None:
    if json:
        print_json(line)
        return
    print(seen(f"{clock_time(line.at_ms)} {line.level:<7} {line.message}"), flush=True)
