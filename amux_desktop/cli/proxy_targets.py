"""Targets of a proxy on the command line: options, how they are put together, how they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from amux_desktop.cli.output import print_fields, print_table
from amux_desktop.core.target_rules import TargetText, read_target, rules_text, target_text

if TYPE_CHECKING:
    from amux_desktop.services.bridge_proxies import Chain
    from amux_desktop.services.explaining import Explanation
    from amux_desktop.services.records import BridgeProxy

_WRITTEN = "PROVIDER[=MODEL][;weight=N][;when=RULES][;on=FAILURES]"
Targets = Annotated[
    list[str] | None,
    typer.Option(
        "--target",
        metavar=_WRITTEN,
        help="A target with its weight and rules, in the place of --provider, --chain and --fallback; repeat, in order. "
        "RULES: tools, no-tools, images, no-images, prompt>=N, prompt<=N, model:GLOB, tier:NAME, with commas between. "
        "proxy:PATH instead of a provider sends on to a proxy; ;off switches the target off.",
    ),
]
Fallbacks = Annotated[
    list[str] | None,
    typer.Option("--fallback", metavar=_WRITTEN, help="Next provider when the ones before fail; repeat, in order."),
]
Chain_ = Annotated[str | None, typer.Option("--chain", metavar="PROXY_SLUG", help="Send requests on to another proxy.")]


def targets_of(
    target: Sequence[str] | None, provider: str | None, chain: str | None, fallback: Sequence[str] | None
) -> list[TargetText]:
    """All targets that the options name. Raises typer.BadParameter, InvalidInputError."""
    if target and (provider or chain or fallback):
        raise typer.BadParameter(
            "--target stands in the place of --provider, --chain and --fallback; use one way or the other"
        )
    first = [(provider, "--provider"), (f"proxy:{chain}" if chain else None, "--chain")]
    rest = [*((text, "--target") for text in target or ()), *((text, "--fallback") for text in fallback or ())]
    return [read_target(text, option) for text, option in (*first, *rest) if text is not None]


def written(proxy: BridgeProxy, names: Mapping[str, str]) -> list[str]:
    """The stored targets as `--target` takes them."""
    return [
        target_text(
            TargetText(
                kind=item.kind, path=names.get(item.target_id, "?"), model=item.model, weight=item.weight,
                conditions=item.conditions, enabled=item.enabled,
            )
        )
        for item in proxy.targets
    ]  # fmt: skip


def show_chain(chain: Chain) -> None:
    rows = [
        (
            number,
            " > ".join(hop.slug for hop in item.hops),
            item.provider_name,
            item.model,
            item.weight,
            rules_text(item.conditions),
            tuple(item.conditions.get("on", ())),
            "on" if item.enabled else "off",
        )
        for number, item in enumerate(chain.destinations, 1)
    ]
    columns = ("#", "through", "provider", "model", "weight", "when", "after", "state")
    print_table(*_telling(columns, rows), "It leads nowhere.")


def show_explanation(found: Explanation, model: str) -> None:
    order = "shared by weight" if found.balance == "weighted" else "in this order"
    print_fields((("Proxy", found.name), ("Asked for", model), ("Targets", order), ("Problem", found.problem)))
    print()
    rows = [
        (
            number,
            step.provider_name,
            step.model,
            f"{step.share:.0%}" if step.share else "",
            step.rules,
            _why(step.unmet, step.after),
        )
        for number, step in enumerate(found.steps, 1)
    ]
    columns = ("#", "provider", "model", "first", "when", "then")
    print_table(columns, rows, "It leads nowhere.")


def _why(unmet: Iterable[str], after: Sequence[str]) -> str:
    if missing := list(unmet):
        return f"left out: not {', not '.join(missing)}"
    return f"after {', '.join(after)}" if after else "fits"


def _telling(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> tuple[list[str], list[list[object]]]:
    """Without the columns in which every target has the usual value."""
    usual: dict[str, object] = {"weight": 1, "when": "", "after": ()}
    kept = [place for place, name in enumerate(columns) if any(row[place] != usual.get(name, row) for row in rows)]
    return [columns[place] for place in kept], [[row[place] for place in kept] for row in rows]
