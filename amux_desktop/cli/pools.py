"""`amux pools`: how accounts share the load."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, cast

import typer

from amux_desktop.cli.context import Json, call, group
from amux_desktop.cli.output import print_fields, print_json, print_table, when

if TYPE_CHECKING:
    from amux_desktop.services.pools import PoolView
    from amux_desktop.storage.records import Strategy

app = group("Account pools: who gets the next request, and why.")

Vendor = Annotated[str, typer.Argument(help="codex or antigravity.")]


class StrategyName(StrEnum):
    """How the next account is picked."""

    ROUND_ROBIN = "round-robin"
    LEAST_USED = "least-used"
    QUOTA_AWARE = "quota-aware"
    FILL_FIRST = "fill-first"


@app.command("show")
def show(
    ctx: typer.Context,
    vendor: Vendor,
    model: Annotated[str, typer.Option(help="For this model; limits may differ by model.")] = "",
    json: Json = False,
) -> None:
    """The rules of a pool and its accounts in the order in which they would be asked."""
    _show(call(ctx, lambda services: services.pools.show(vendor, model)), json)


@app.command("set")
def set_pool(
    ctx: typer.Context,
    vendor: Vendor,
    strategy: Annotated[StrategyName | None, typer.Option(help="How the next account is picked.")] = None,
    affinity: Annotated[
        int | None, typer.Option(metavar="MINUTES", help="How long a conversation stays on its account.")
    ] = None,
    protect: Annotated[
        int | None, typer.Option(metavar="PERCENT", help="Quota left at which an account is spared.")
    ] = None,
    json: Json = False,
) -> None:
    """Change the rules of a pool."""
    chosen = cast("Strategy | None", strategy.value.replace("-", "_") if strategy is not None else None)
    _show(
        call(
            ctx,
            lambda services: services.pools.set(
                vendor, strategy=chosen, affinity_minutes=affinity, protect_percent=protect
            ),
        ),
        json,
    )


def _show(view: PoolView, json: bool) -> None:
    if json:
        print_json(
            {
                "pool": view.pool,
                "provider": view.provider.slug if view.provider else None,
                "affinity_minutes": view.affinity_minutes,
                "protect_percent": view.protect_percent,
                "candidates": [candidate.choice for candidate in view.candidates],
            }
        )
        return
    print_fields(
        [
            ("pool", view.vendor.provider_name),
            ("provider", view.provider.slug if view.provider else "none (no accounts)"),
            ("strategy", view.pool.strategy.replace("_", "-")),
            ("affinity", f"{view.affinity_minutes} minutes"),
            ("protect", f"{view.protect_percent} % left"),
        ]
    )
    rows = [
        (
            item.account.label or item.account.email or item.account.subject,
            item.choice.reason,
            "" if item.choice.left is None else f"{item.choice.left:.0%}",
            item.choice.served,
            when(item.choice.until_ms),
        )
        for item in view.candidates
    ]
    print_table(("next", "reason", "left", "served", "until"), rows, "No accounts.")
