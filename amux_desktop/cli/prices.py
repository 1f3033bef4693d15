"""`amux prices`: what a million tokens cost, where that is known from, and prices of one's own."""

from __future__ import annotations

import time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Annotated, Any

import typer

from amux_desktop.cli.context import Json, call, group
from amux_desktop.cli.output import print_fields, print_json, print_table

if TYPE_CHECKING:
    from amux_desktop.services import AppServices
    from amux_desktop.services.price_table import Price, Rates, Source
    from amux_desktop.services.records import ModelPrice

_NANOS = 1_000_000_000
_PARTS = ("input", "output", "cache_read", "cache_write")
app = group("Prices of models: the bundled table and your own. Amounts are per million tokens.")

Model = Annotated[str, typer.Argument(metavar="MODEL", help="Name of a model, or for your own prices also a glob.")]
ForProvider = Annotated[str, typer.Option("--provider", metavar="SLUG", help="For this provider only.")]
Amount = Annotated[str, typer.Option(metavar="AMOUNT", help="Price of a million tokens, such as 0.25.")]
OptionalAmount = Annotated[str, typer.Option(metavar="AMOUNT", help="The input price if not given.")]


class Currency(StrEnum):
    """Of the amounts; yuan are turned into dollars at `pricing.cny_per_usd`."""

    USD = "USD"
    CNY = "CNY"


@app.command("list")
def list_prices(
    ctx: typer.Context,
    model: Annotated[str, typer.Option(metavar="GLOB", help="Only models of this name.")] = "*",
    own: Annotated[bool, typer.Option("--own", help="Only your own prices.")] = False,
    json: Json = False,
) -> None:
    """Your own prices, then the bundled table with the source of each. Prices that count from or until a day say so."""

    async def work(services: AppServices) -> list[dict[str, Any]]:
        from amux_desktop.services.pricing import of_user

        table = services.pricing.table
        paths = {item.id: item.slug for item in await services.providers.list()}
        lines = [
            _line(item.model, of_user(item), None) | {"id": item.id, "provider": paths.get(item.provider_id, "")}
            for item in await services.pricing.list()
        ]
        if not own:
            lines += [_line(name, price, table.source(price.source)) for name, price in table.rows()]
        return [line for line in lines if fnmatchcase(line["model"], model)]

    lines = call(ctx, work)
    if json:
        print_json(lines)
        return
    rows = [
        (
            line["model"],
            line.get("provider") or ", ".join(line["hosts"]),
            line["currency"],
            *(_amount(line[part]) for part in _PARTS),
            ", ".join(
                f">{tier['above_tokens']}: {_amount(tier['input'])}/{_amount(tier['output'])}" for tier in line["tiers"]
            ),
            _origin(line),
        )
        for line in lines
    ]
    columns = (
        "model",
        "only for",
        "currency",
        "input",
        "output",
        "cache read",
        "cache write",
        "long prompts",
        "source",
    )
    print_table(columns, rows, "No prices of your own." if own else f"No price for {model}.")


@app.command("show")
def show(ctx: typer.Context, model: Model, provider: ForProvider = "", json: Json = False) -> None:
    """The price that counts for a model now. Exit code 1 when none is known."""

    async def work(services: AppServices) -> tuple[Price | None, Source | None]:
        from amux_desktop.services.price_table import moment_of

        asked = await services.providers.get(provider) if provider else None
        provider_id, base_url = (asked.id, asked.base_url) if asked is not None else ("", "")
        price = services.pricing.price_of(model, provider_id, base_url, moment_of(time.time_ns() // 1_000_000))
        return price, services.pricing.table.source(price.source) if price is not None else None

    price, source = call(ctx, work)
    if price is None:
        if json:
            print_json(None)
        else:
            print(
                f"No price is known for {model}. Set one with: amux prices set {model} --input AMOUNT --output AMOUNT"
            )
        raise typer.Exit(1)
    line = _line(model, price, source)
    if json:
        print_json(line)
        return
    print_fields(
        (
            ("Model", model),
            ("Currency", line["currency"]),
            *((part.replace("_", " ").capitalize(), _amount(line[part])) for part in _PARTS),
            ("Cache write for an hour", _amount(line["cache_write_1h"])),
            *((f"Above {tier['above_tokens']} tokens", _tier_text(tier)) for tier in line["tiers"]),
            ("At peak times", f"times {line['peak_factor']}" if line["peak_factor"] != 1 else ""),
            ("Source", source.url if source is not None else "your own"),
            ("Read", f"{source.read}, {source.note}" if source is not None else ""),
            ("Estimated", "yes: not read from the vendor's own page" if line["estimated"] else ""),
        )
    )


@app.command("set")
def set_price(
    ctx: typer.Context,
    model: Model,
    input: Amount,
    output: Amount,
    cache_read: OptionalAmount = "",
    cache_write: OptionalAmount = "",
    tier: Annotated[
        list[str] | None,
        typer.Option(
            "--tier",
            metavar="ABOVE=INPUT,OUTPUT[,CACHE_READ[,CACHE_WRITE]]",
            help="Prices of prompts with more tokens than ABOVE; repeat.",
        ),
    ] = None,
    currency: Currency = Currency.USD,
    provider: ForProvider = "",
    json: Json = False,
) -> None:
    """Set a price of your own, which wins over the table. Records that exist keep the price they were counted with."""
    amounts = {"input": input, "output": output, "cache_read": cache_read, "cache_write": cache_write}
    nanos = {f"{part}_nanos": _nanos(text, f"--{part.replace('_', '-')}") for part, text in amounts.items() if text}
    tiers = tuple(_tier(text) for text in tier or ())

    async def work(services: AppServices) -> ModelPrice:
        from amux_desktop.services.records import ModelPrice

        provider_id = (await services.providers.get(provider)).id if provider else ""
        known = await services.pricing.list()
        old = next((item for item in known if (item.model, item.provider_id) == (model, provider_id)), None)
        return await services.pricing.save(
            ModelPrice(
                id=old.id if old is not None else "", model=model, provider_id=provider_id, currency=currency.value, tiers=tiers,
                **nanos,
            )
        )  # fmt: skip

    saved = call(ctx, work)
    if json:
        print_json(saved)
    else:
        print(
            f"{model} costs {input} for input and {output} for output from now on ({currency.value} per million tokens)"
        )


@app.command("remove")
def remove(ctx: typer.Context, model: Model, provider: ForProvider = "", json: Json = False) -> None:
    """Remove a price of your own; the table counts again."""

    async def work(services: AppServices) -> ModelPrice | None:
        provider_id = (await services.providers.get(provider)).id if provider else ""
        known = await services.pricing.list()
        found = next((item for item in known if (item.model, item.provider_id) == (model, provider_id)), None)
        if found is not None:
            await services.pricing.remove(found.id)
        return found

    removed = call(ctx, work)
    if removed is None:
        raise typer.BadParameter(f"there is no price of yours for {model!r}; see: amux prices list --own")
    if json:
        print_json({"removed": removed.model, "id": removed.id})
    else:
        print(f"Removed the price of {model}")


def _line(model: str, price: Price, source: Source | None) -> dict[str, Any]:
    """One price as JSON, in whole units of its currency per million tokens."""
    return {
        "model": model,
        "hosts": price.hosts,
        "currency": price.currency,
        **_rates(price.rates),
        "tiers": [{"above_tokens": above, **_rates(rates)} for above, rates in price.tiers],
        "peak_factor": float(price.peak_factor),
        "from": price.valid_from,
        "until": price.valid_until,
        "source": price.source,
        "url": source.url if source is not None else "",
        "read": source.read if source is not None else "",
        "estimated": price.estimated,
    }


def _rates(rates: Rates) -> dict[str, float | None]:
    found = {part: getattr(rates, part) for part in (*_PARTS, "cache_write_1h")}
    return {part: None if nanos is None else nanos / _NANOS for part, nanos in found.items()}


def _amount(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _tier_text(tier: dict[str, Any]) -> str:
    return ", ".join(f"{part.replace('_', ' ')} {_amount(tier[part])}" for part in _PARTS if tier[part] is not None)


def _origin(line: dict[str, Any]) -> str:
    if line["source"] == "user":
        return "your own"
    days = [f"{word} {line[word]}" for word in ("from", "until") if line[word]]
    return ", ".join([line["source"], line["read"], *days, *(["estimated"] if line["estimated"] else [])])


def _nanos(text: str, place: str) -> int:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise typer.BadParameter(f"{place} wants an amount such as 0.25, not {text!r}") from None
    if not amount.is_finite() or amount < 0 or amount > 1_000_000:
        raise typer.BadParameter(f"{place} wants an amount from 0 to 1000000, not {text!r}")
    return int(amount * _NANOS)


def _tier(text: str) -> dict[str, Any]:
    above, _, amounts = text.partition("=")
    pieces = [piece.strip() for piece in amounts.split(",")]
    if not above.strip().isdecimal() or not 2 <= len(pieces) <= len(_PARTS):
        raise typer.BadParameter(f"--tier wants ABOVE=INPUT,OUTPUT[,CACHE_READ[,CACHE_WRITE]], not {text!r}")
    found = {f"{part}_nanos": _nanos(piece, "--tier") for part, piece in zip(_PARTS, pieces, strict=False)}
    return {"above_tokens": int(above), **found}
