"""`amux doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from amux_desktop.cli.context import Json, call
from amux_desktop.cli.output import print_json

if TYPE_CHECKING:
    from amux_desktop.services import AppServices
    from amux_desktop.services.doctor_check import Check

_MARKS = {"ok": "ok     ", "warning": "warning", "failed": "FAILED "}


def doctor(
    ctx: typer.Context,
    with_call: Annotated[
        bool, typer.Option("--call", help="Also send one small paid request to each provider.")
    ] = False,
    json: Json = False,
) -> None:
    """Check every hop and say what to fix. Exit code 1 when something fails."""

    async def work(services: AppServices) -> tuple[Check, ...]:
        from amux_desktop.services.doctor import examine

        return await examine(services, call=with_call)

    checks = call(ctx, work)
    if json:
        print_json(checks)
    else:
        for check in checks:
            print(f"{_MARKS[check.level]}  {check.title}: {check.detail}")
            if check.fix and check.level != "ok":
                print(f"         -> {check.fix}")
    raise typer.Exit(1 if any(check.level == "failed" for check in checks) else 0)
