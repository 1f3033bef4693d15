"""`amux tokens`: the credentials that clients use."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Annotated, Any

import typer

from amux_desktop.cli.context import Json, call, group
from amux_desktop.cli.forms import dollars, future_ms
from amux_desktop.cli.output import money, print_fields, print_json, print_table, to_json, when

if TYPE_CHECKING:
    from amux_desktop.services import AppServices
    from amux_desktop.services.api_tokens import CreatedToken, TokenSpend
    from amux_desktop.services.records import ApiToken, TokenScope

app = group("API tokens: the credentials of your clients.")

Token = Annotated[str, typer.Argument(metavar="TOKEN", help="Name or id.")]
ForProxies = Annotated[list[str] | None, typer.Option("--proxy", metavar="SLUG", help="Only these proxies; repeat.")]
ForProviders = Annotated[
    list[str] | None, typer.Option("--provider", metavar="SLUG", help="Only these providers; repeat.")
]


@app.command("create")
def create(
    ctx: typer.Context,
    name: Annotated[str, typer.Option(help="What it is for.")],
    expires: Annotated[str, typer.Option(metavar="WHEN", help="12h, 30d, or a date; never if not given.")] = "",
    proxy: ForProxies = None,
    provider: ForProviders = None,
    model: Annotated[
        list[str] | None, typer.Option("--model", metavar="GLOB", help="Only these models; repeat.")
    ] = None,
    rpm: Annotated[int | None, typer.Option(min=1, help="Requests per minute.")] = None,
    concurrency: Annotated[int | None, typer.Option(min=1, help="Requests at the same time.")] = None,
    daily_budget: Annotated[float | None, typer.Option(min=0, help="US dollars per day.")] = None,
    monthly_budget: Annotated[float | None, typer.Option(min=0, help="US dollars per month.")] = None,
    tunnel: Annotated[bool, typer.Option("--tunnel", help="Also accepted through the tunnel.")] = False,
    json: Json = False,
) -> None:
    """Create a token. Its text is shown this once and stored nowhere."""
    expires_ms = future_ms(expires) if expires else None

    async def work(services: AppServices) -> CreatedToken:
        from amux_desktop.services.records import ApiTokenDraft

        draft = ApiTokenDraft(
            name=name,
            scope=await _scope(services, proxy, provider),
            models=tuple(model or ()),
            permissions=("proxy", "tunnel") if tunnel else ("proxy",),
            expires_ms=expires_ms,
            requests_per_minute=rpm,
            max_concurrency=concurrency,
            daily_budget_nanos=dollars(daily_budget),
            monthly_budget_nanos=dollars(monthly_budget),
        )
        return await services.tokens.create(draft)

    _show_created(call(ctx, work), json)


@app.command("list")
def list_tokens(ctx: typer.Context, json: Json = False) -> None:
    """All tokens, without their text."""
    tokens = call(ctx, lambda services: services.tokens.list())
    if json:
        print_json(tokens)
        return
    rows = [
        (
            item.name,
            f"sk-amux.…{item.hint}",
            _scope_text(item),
            "on" if item.enabled else "off",
            when(item.expires_ms),
            when(item.last_used_ms),
        )
        for item in tokens
    ]
    print_table(
        ("name", "token", "scope", "state", "expires", "last used"),
        rows,
        "No tokens yet. Create one with: amux tokens create --name NAME",
    )


@app.command("show")
def show(ctx: typer.Context, token: Token, json: Json = False) -> None:
    """One token with its limits and what it spent."""

    async def work(services: AppServices) -> tuple[ApiToken, TokenSpend]:
        return await services.tokens.get(token), await services.tokens.spend(token)

    found, spend = call(ctx, work)
    if json:
        print_json(to_json(found) | {"spend": to_json(spend)})
        return
    print_fields(
        (
            ("Name", found.name),
            ("Id", found.id),
            ("Token", f"sk-amux.…{found.hint}"),
            ("Enabled", found.enabled),
            ("Scope", _scope_text(found)),
            ("Through the tunnel", "tunnel" in found.permissions),
            ("Models", found.models),
            ("Created", when(found.created_ms)),
            ("Expires", when(found.expires_ms)),
            ("Last used", when(found.last_used_ms)),
            ("Requests per minute", found.requests_per_minute),
            ("Daily budget", money(found.daily_budget_nanos)),
            ("Monthly budget", money(found.monthly_budget_nanos)),
            ("Today", f"{spend.day.requests} requests, {money(spend.day.cost_nanos)}"),
            ("This month", f"{spend.month.requests} requests, {money(spend.month.cost_nanos)}"),
        )
    )


@app.command("enable")
def enable(ctx: typer.Context, token: Token, json: Json = False) -> None:
    """Let a token be used again."""
    _show_changed(call(ctx, lambda services: services.tokens.set_enabled(token, True)), "Enabled", json)


@app.command("disable")
def disable(ctx: typer.Context, token: Token, json: Json = False) -> None:
    """Refuse a token from the next request on."""
    _show_changed(call(ctx, lambda services: services.tokens.set_enabled(token, False)), "Disabled", json)


@app.command("rename")
def rename(
    ctx: typer.Context, token: Token, name: Annotated[str, typer.Argument(metavar="NEW_NAME")], json: Json = False
) -> None:
    """Give a token another name."""
    _show_changed(call(ctx, lambda services: services.tokens.rename(token, name)), "Renamed to", json)


@app.command("edit")
def edit(
    ctx: typer.Context,
    token: Token,
    expires: Annotated[str | None, typer.Option(metavar="WHEN", help="12h, 30d, a date, or never.")] = None,
    proxy: ForProxies = None,
    provider: ForProviders = None,
    everything: Annotated[bool, typer.Option("--everything", help="All routes.")] = False,
    rpm: Annotated[int | None, typer.Option(min=0, help="Requests per minute; 0 is no limit.")] = None,
    concurrency: Annotated[int | None, typer.Option(min=0, help="Requests at the same time; 0 is no limit.")] = None,
    daily_budget: Annotated[float | None, typer.Option(min=-1, help="US dollars per day; -1 is no limit.")] = None,
    monthly_budget: Annotated[float | None, typer.Option(min=-1, help="US dollars per month; -1 is no limit.")] = None,
    tunnel: Annotated[
        bool | None, typer.Option("--tunnel/--no-tunnel", help="Also accepted through the tunnel.")
    ] = None,
    json: Json = False,
) -> None:
    """Change a token's limits; what is not named stays."""
    changes: dict[str, Any] = {}
    if expires is not None:
        changes["expires_ms"] = None if expires == "never" else future_ms(expires)
    for field, limit in (("requests_per_minute", rpm), ("max_concurrency", concurrency)):
        if limit is not None:
            changes[field] = limit or None
    for field, budget in (("daily_budget_nanos", daily_budget), ("monthly_budget_nanos", monthly_budget)):
        if budget is not None:
            changes[field] = None if budget < 0 else dollars(budget)

    if tunnel is not None:
        changes["permissions"] = ("proxy", "tunnel") if tunnel else ("proxy",)

    async def work(services: AppServices) -> ApiToken:
        from amux_desktop.services.records import ApiTokenDraft

        old = await services.tokens.get(token)
        if proxy or provider or everything:
            changes["scope"] = await _scope(services, proxy, provider)
        return await services.tokens.edit(old.id, dataclasses.replace(ApiTokenDraft.of(old), **changes))

    _show_changed(call(ctx, work), "Changed", json)


@app.command("regenerate")
def regenerate(ctx: typer.Context, token: Token, json: Json = False) -> None:
    """A new text for the same token; the old text stops working at once."""
    _show_created(call(ctx, lambda services: services.tokens.regenerate(token)), json)


@app.command("remove")
def remove(ctx: typer.Context, token: Token, json: Json = False) -> None:
    """Remove a token for good."""
    removed = call(ctx, lambda services: services.tokens.remove(token))
    if json:
        print_json({"removed": removed.name, "id": removed.id})
    else:
        print(f"Removed {removed.name}")


async def _scope(services: AppServices, proxies: list[str] | None, providers: list[str] | None) -> TokenScope:
    from amux_desktop.services.records import TokenScope

    if not proxies and not providers:
        return TokenScope()
    return TokenScope(
        everything=False,
        proxy_ids=tuple([(await services.proxies.get(slug)).id for slug in proxies or ()]),
        provider_ids=tuple([(await services.providers.get(slug)).id for slug in providers or ()]),
    )


def _scope_text(token: ApiToken) -> str:
    if token.scope.everything:
        return "everything"
    parts = (
        (len(token.scope.proxy_ids), "proxies"),
        (len(token.scope.provider_ids), "providers"),
        (len(token.scope.tools), "tools"),
    )
    return ", ".join(f"{count} {kind}" for count, kind in parts if count) or "nothing"


def _show_created(created: CreatedToken, as_json: bool) -> None:
    if as_json:
        print_json({"id": created.token.id, "name": created.token.name, "token": created.text})
    else:
        print(created.text)
        print("This is the only time it is shown. Clients send it as their API key.")


def _show_changed(token: ApiToken, verb: str, as_json: bool) -> None:
    if as_json:
        print_json(token)
    else:
        print(f"{verb} {token.name}")
