"""`amux accounts`: accounts that people sign in to."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from amux_desktop.cli.context import Json, call, group
from amux_desktop.cli.forms import read_secret
from amux_desktop.cli.output import print_fields, print_json, print_table, warn, when

if TYPE_CHECKING:
    from amux_desktop.services import AppServices
    from amux_desktop.services.account_logins import LoginTicket
    from amux_desktop.services.accounts import Imported, QuotaView
    from amux_desktop.storage.records import Account, UsageTotals

app = group("Accounts of ChatGPT (Codex) and Google (Antigravity) that requests are spread over.")

Ref = Annotated[str, typer.Argument(metavar="ACCOUNT", help="E-mail address, label or id.")]


class RangeName(StrEnum):
    """Whole days of the local calendar."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    ALL = "all"


_STATES = {
    "active": "ready",
    "limited": "rate limited",
    "expired": "signed out",
    "forbidden": "forbidden",
    "failed": "refused",
}


@app.command("list")
def list_accounts(
    ctx: typer.Context,
    vendor: Annotated[str, typer.Option(help="Only this vendor: codex or antigravity.")] = "",
    json: Json = False,
) -> None:
    """All accounts with their state and what is left of their quota."""
    accounts = call(ctx, lambda services: services.accounts.list(vendor))
    if json:
        print_json(accounts)
        return
    rows = [
        (
            item.email or item.subject,
            item.label,
            item.vendor,
            item.plan,
            _STATES[item.state] if item.enabled else "off",
            item.weight,
            when(item.next_try_ms),
            _quota_text(item),
        )
        for item in accounts
    ]
    columns = ("account", "label", "vendor", "plan", "state", "weight", "next try", "used")
    print_table(columns, rows, "No accounts yet. Sign in with: amux accounts login codex")


@app.command("show")
def show(
    ctx: typer.Context,
    account: Ref,
    usage: Annotated[RangeName, typer.Option(help="Requests and tokens of this time.")] = RangeName.TODAY,
    json: Json = False,
) -> None:
    """One account: state, what is left of each window and when it will be used up, and what went through it."""

    async def work(services: AppServices) -> tuple[Account, tuple[QuotaView, ...], UsageTotals | None]:
        found = await services.accounts.get(account)
        totals = (await services.accounts.usage(usage.value)).get(found.id)
        return found, await services.accounts.quota(found.id), totals

    found, windows, totals = call(ctx, work)
    if json:
        print_json({"account": found, "quota": windows, "usage": totals})
        return
    _show(found, False)
    requests, tokens = (totals.requests, totals.input_tokens + totals.output_tokens) if totals is not None else (0, 0)
    print(f"{usage.value}: {requests} requests, {tokens} tokens\n")
    rows = [
        (view.name, f"{1 - view.used:.0%}", when(view.resets_ms), when(view.runs_out_ms) or "lasts") for view in windows
    ]
    print_table(("window", "left", "resets", "used up"), rows, "The quota is not known yet.")


@app.command("login")
def login(
    ctx: typer.Context,
    vendor: Annotated[str, typer.Argument(help="codex or antigravity.")],
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the address; paste the address of the last page here.")
    ] = False,
    device: Annotated[bool, typer.Option("--device", help="Sign in with a code on another device.")] = False,
    json: Json = False,
) -> None:
    """Sign in to an account and add it. Signing in again renews an account."""

    async def work(services: AppServices) -> Account:
        if device:
            ticket = await services.accounts.begin_device_login(vendor)
            warn(f"Open {ticket.url} on any device and enter the code {ticket.user_code}")
            return await services.accounts.wait_login(ticket.id)
        ticket = await services.accounts.begin_login(vendor, listen=not no_browser)
        if no_browser or ticket.problem is not None:
            return await _paste(services, ticket)
        if typer.launch(ticket.url) != 0:
            warn("No browser could be opened.")
        warn(f"Sign in at this address within five minutes:\n{ticket.url}")
        return await services.accounts.wait_login(ticket.id)

    _show(call(ctx, work), json)


@app.command("import")
def import_accounts(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(help="An archive of Amux, or JSON such as ~/.codex/auth.json; - reads standard input.")
    ],
    json: Json = False,
) -> None:
    """Take accounts over from a file. The passphrase of an archive is read from standard input."""
    from amux_desktop.core.errors import InvalidInputError
    from amux_desktop.services.accounts import is_archive

    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.expanduser().read_bytes()
    except OSError as error:
        raise InvalidInputError("file_invalid", path=str(file), reason=error.strerror or str(error)) from error
    passphrase = read_secret("Passphrase of the archive") if is_archive(data) and str(file) != "-" else ""

    def work(services: AppServices) -> object:
        return services.accounts.import_file(data, passphrase)

    imported: Imported = call(ctx, work)  # type: ignore[arg-type]  # a coroutine of Imported
    if json:
        print_json(imported)
        return
    for account in imported.accounts:
        print(f"{account.email or account.subject} ({account.vendor}) is here now.")
    for problem in imported.skipped:
        warn(f"One account was left out: {problem.message}")


@app.command("export")
def export(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="Where to write the encrypted archive.")],
    account: Annotated[list[str] | None, typer.Option("--account", help="Only this one; repeat.")] = None,
) -> None:
    """Write an encrypted archive of the accounts. The passphrase is read from standard input."""
    from amux_desktop.core.errors import MachineError
    from amux_desktop.core.files import write_private

    passphrase = read_secret("New passphrase of the archive")
    data = call(ctx, lambda services: services.accounts.export(passphrase, tuple(account or ())))
    try:
        write_private(file.expanduser(), data)
    except OSError as error:
        raise MachineError("file_unwritable", path=str(file), reason=error.strerror or str(error)) from error
    print(f"Written to {file}")


@app.command("refresh")
def refresh(ctx: typer.Context, account: Ref, json: Json = False) -> None:
    """New tokens and a fresh look at the quota."""
    _show(call(ctx, lambda services: services.accounts.refresh(account)), json)


@app.command("enable")
def enable(ctx: typer.Context, account: Ref, json: Json = False) -> None:
    """Let the pool use an account."""
    _show(call(ctx, lambda services: services.accounts.edit(account, enabled=True)), json)


@app.command("disable")
def disable(ctx: typer.Context, account: Ref, json: Json = False) -> None:
    """Keep an account out of its pool."""
    _show(call(ctx, lambda services: services.accounts.edit(account, enabled=False)), json)


@app.command("edit")
def edit(
    ctx: typer.Context,
    account: Ref,
    label: Annotated[str | None, typer.Option(help="A name of your own.")] = None,
    weight: Annotated[int | None, typer.Option(min=1, help="Share of the load against the others.")] = None,
    json: Json = False,
) -> None:
    """Change label and weight."""
    _show(call(ctx, lambda services: services.accounts.edit(account, label=label, weight=weight)), json)


@app.command("remove")
def remove(ctx: typer.Context, account: Ref) -> None:
    """Delete an account here and take its access back at the vendor."""
    revoked = call(ctx, lambda services: services.accounts.remove(account))
    print(
        "Removed, and its access was taken back."
        if revoked
        else "Removed here. The vendor did not confirm the revocation."
    )


async def _paste(services: AppServices, ticket: LoginTicket) -> Account:
    if ticket.problem is not None:
        warn(ticket.problem.message)
    warn(f"Open this address, sign in, and paste the address of the page that cannot be shown:\n{ticket.url}")
    return await services.accounts.paste_login(ticket.id, read_secret("Address"))


def _show(account: Account, json: bool) -> None:
    if json:
        print_json(account)
        return
    print_fields(
        [
            ("account", account.email or account.subject),
            ("label", account.label),
            ("vendor", account.vendor),
            ("plan", account.plan),
            ("state", _STATES[account.state] if account.enabled else "off"),
            ("reason", account.state_reason),
            ("next try", when(account.next_try_ms)),
            ("identity", "checked" if account.verified else "not checked"),
            ("used", _quota_text(account)),
        ]
    )


def _quota_text(account: Account) -> str:
    return ", ".join(f"{name} {item['used']:.0%}" for name, item in account.quota.items())
