"""`amux vault`: the key that seals stored secrets."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from amux_desktop.cli.context import Json, call, group
from amux_desktop.cli.forms import read_secret
from amux_desktop.cli.output import print_fields, print_json

if TYPE_CHECKING:
    from amux_desktop.services import AppServices
    from amux_desktop.services.vault import VaultStatus

app = group("The key that seals stored API keys.")


class SealName(StrEnum):
    """Where the master key is kept."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind
    FILE = "file"


@app.command("status")
def status(ctx: typer.Context, json: Json = False) -> None:
    """Where the key is kept, and whether it can be used."""

    async def work(services: AppServices) -> VaultStatus:
        return services.vault.status

    _show(call(ctx, work), json)


@app.command("unlock")
def unlock(ctx: typer.Context, json: Json = False) -> None:
    """Check that the stored keys can be opened; asks for the passphrase where there is one."""

    async def work(services: AppServices) -> VaultStatus:
        needs = services.vault.status.seal == "passphrase" and not services.vault.status.is_open
        return await services.vault.unlock(read_secret("Passphrase") if needs else None)

    _show(call(ctx, work), json)


@app.command("move")
def move(
    ctx: typer.Context,
    seal: Annotated[SealName, typer.Argument(help="Where to keep the key from now on.")],
    json: Json = False,
) -> None:
    """Keep the key in the system keyring, under a passphrase, or in a file."""

    async def work(services: AppServices) -> VaultStatus:
        passphrase = read_secret("New passphrase") if seal is SealName.PASSPHRASE else None
        return await services.vault.change_seal(seal.value, passphrase)

    _show(call(ctx, work), json)


@app.command("rotate")
def rotate(ctx: typer.Context, json: Json = False) -> None:
    """Seal every stored secret again with a new key."""
    count = call(ctx, lambda services: services.vault.rotate())
    if json:
        print_json({"resealed": count})
    else:
        print(f"Sealed {count} secrets with a new key")


@app.command("reset")
def reset(
    ctx: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    json: Json = False,
) -> None:
    """Give up all stored API keys and begin with a new vault. Only when it can be unlocked no more."""
    if not yes and not typer.confirm("All stored API keys must be entered again. Go on?"):
        raise typer.Exit(1)
    _show(call(ctx, lambda services: services.vault.reset()), json)


def _show(status: VaultStatus, as_json: bool) -> None:
    if as_json:
        print_json(status)
        return
    kept = {"keyring": "system keyring", "passphrase": "passphrase", "file": "file vault.key in the data folder (weak)"}
    state = "open" if status.is_open else f"LOCKED: {status.explanation}"
    print_fields((("State", state), ("Key kept in", kept.get(status.seal, "unknown"))))
