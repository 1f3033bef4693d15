"""`amux pools`: how accounts share the load."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, cast

import typer

from amux_desktop.cli.context import Json, call, group
from amux_desktop.cli.output import print_fields, print_json, print_table, to_json, when

if TYPE_CHECKING:
    from amux_desktop.services.pools import Candidate, PoolView
    from amux_desktop.storage.records import Strategy

_WHY = {
    "affinity": "the conversation stays on its account",
    "only": "nobody else is ready",
    "turn": "it is its turn",
    "least_used": "it served least for its weight",
    "most_left": "it has most quota left",
    "order": "it comes first and is not used up",
}
_REASONS = {
    "ready": "ready", "affinity": "ready", "spared": "spared, little quota left", "off": "off", "limited": "rate limited",
    "expired": "signed out", "forbidden": "forbidden", "failed": "refused", "cooling": "rate limited",
    "open": "resting after failures", "probing": "being tried again",
}  # fmt: skip
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
                "candidates": [{"account": _name(item), **to_json(item.choice)} for item in view.candidates],
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
            _name(item),
            _REASONS[item.choice.reason],
            "" if item.choice.left is None else f"{item.choice.left:.0%}",
            item.choice.weight,
            item.choice.served,
            when(item.choice.until_ms),
            f"{when(item.choice.error_ms)} {item.choice.error}".strip(),
        )
        for item in view.candidates
    ]
    columns = ("next", "state", "left", "weight", "served", "until", "last error")
    print_table(columns, rows, "No accounts.")
    first = view.candidates[0] if view.candidates else None
    if first is not None and first.choice.ready:
        print(f"The next new conversation goes to {_name(first)}: {_WHY[first.choice.why]}.")
    elif first is not None:
        print("Nobody can serve now.")


def _name(item: Candidate) -> str:
    return item.account.label or item.account.email or item.account.subject
