"""`amux proxies`: routes that answer in one format and ask providers in theirs."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Annotated, Any

import typer

from amux_desktop.cli.context import Json, Ref, call, group
from amux_desktop.cli.forms import InboundName, Tier, inbound_of, mapping_of, mapping_text
from amux_desktop.cli.output import print_fields, print_json, to_json
from amux_desktop.cli.proxy_targets import Chain_, Fallbacks, Targets, show_chain, show_explanation, targets_of, written
from amux_desktop.cli.routes import end_with, on_off, show_list, show_removed

if TYPE_CHECKING:
    from amux_desktop.services import AppServices
    from amux_desktop.services.bridge_proxies import Chain
    from amux_desktop.services.records import BridgeProxy

app = group("Proxies: routes that convert between formats, map models and fall back.")

Maps = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="SOURCE=TARGET",
        help="Model mapping: exact name, glob (claude-*), or * for all others; repeat.",
    ),
]
Weighted = Annotated[
    bool | None,
    typer.Option("--weighted/--ordered", help="Share requests among the targets by weight, or try them in order."),
]
Sticky = Annotated[
    bool | None,
    typer.Option("--sticky/--no-sticky", help="Whether a conversation stays with the target that answered it."),
]


@app.command("add")
def add(
    ctx: typer.Context,
    path: Annotated[str, typer.Option(metavar="SLUG", help="Path: the route becomes /proxies/SLUG.")],
    inbound: Annotated[InboundName, typer.Option(help="Format of the clients.")] = InboundName.ANY,
    provider: Annotated[str | None, typer.Option(metavar="SLUG", help="Provider to ask first.")] = None,
    chain: Chain_ = None,
    map: Maps = None,
    fallback: Fallbacks = None,
    target: Targets = None,
    name: Annotated[str, typer.Option(help="Name in lists; the path if not given.")] = "",
    weighted: Weighted = None,
    sticky: Sticky = None,
    disabled: Annotated[bool, typer.Option("--disabled", help="Add it switched off.")] = False,
    json: Json = False,
) -> None:
    """Add a proxy. It needs --provider, --chain or --target."""
    if provider is None and chain is None and not target:
        raise typer.BadParameter("give --provider SLUG, --chain PROXY_SLUG or --target")
    targets = targets_of(target, provider, chain, fallback)

    async def work(services: AppServices) -> BridgeProxy:
        from amux_desktop.services.records import BridgeProxyDraft

        draft = BridgeProxyDraft(
            name=name or path,
            slug=path,
            inbound=inbound_of(inbound.value),
            targets=await services.proxies.targets(targets),
            mappings=tuple(mapping_of(text) for text in map or ()),
            balance="weighted" if weighted else "ordered",
            sticky=sticky is not False,
            enabled=not disabled,
        )
        return await services.proxies.add(draft)

    _show_changed(call(ctx, work), "Added", json)


@app.command("list")
def list_proxies(ctx: typer.Context, json: Json = False) -> None:
    """All proxies, in the order of the window."""

    async def work(services: AppServices) -> tuple[tuple[BridgeProxy, ...], dict[str, str], str]:
        return await services.proxies.list(), await _names(services), services.base_url()

    proxies, names, base_url = call(ctx, work)

    def row(item: BridgeProxy) -> tuple[object, ...]:
        return item.slug, item.name, item.inbound, written(item, names), len(item.mappings), on_off(item.enabled)

    empty = "No proxies yet. Add one with: amux proxies add --path SLUG --inbound anthropic --provider SLUG"
    columns = ("path", "name", "inbound", "targets", "mappings", "state")
    show_list(proxies, json, lambda item: _as_json(item, names, base_url), columns, row, empty)


@app.command("show")
def show(ctx: typer.Context, ref: Ref, json: Json = False) -> None:
    """One proxy with its resolved chain."""

    async def work(services: AppServices) -> tuple[BridgeProxy, Chain, dict[str, str], str]:
        proxy = await services.proxies.get(ref)
        return proxy, await services.proxies.resolve(ref), await _names(services), services.base_url()

    proxy, chain, names, base_url = call(ctx, work)
    if json:
        print_json(_as_json(proxy, names, base_url) | {"chain": to_json(chain)})
        return
    print_fields(
        (
            ("Name", proxy.name),
            ("Path", proxy.slug),
            ("Id", proxy.id),
            ("URL", f"{base_url}/proxies/{proxy.slug}"),
            ("Inbound", proxy.inbound),
            ("Enabled", proxy.enabled),
            ("Balance", proxy.balance),
            ("Targets", " | ".join(written(proxy, names))),
            ("Mappings", [mapping_text(mapping) for mapping in proxy.mappings]),
            ("Problem", chain.problem),
        )
    )
    print()
    show_chain(chain)


@app.command("explain")
def explain(
    ctx: typer.Context,
    ref: Ref,
    model: Annotated[str, typer.Option(metavar="ID", help="Model that a client asks for.")],
    tools: Annotated[bool, typer.Option("--tools", help="The request offers tools.")] = False,
    images: Annotated[bool, typer.Option("--images", help="The request holds an image.")] = False,
    tokens: Annotated[int, typer.Option(metavar="N", min=0, help="Estimated size of the prompt.")] = 1000,
    tier: Annotated[Tier, typer.Option(help="What the client wishes.")] = Tier.STANDARD,
    json: Json = False,
) -> None:
    """Who would be asked for such a request, in which order, and why not the others. Nothing is sent."""
    found = call(
        ctx,
        lambda services: services.proxies.explain(
            ref, model, tools=tools, images=images, tokens=tokens, tier=tier.value
        ),
    )
    if json:
        print_json(found)
    else:
        show_explanation(found, model)


@app.command("edit")
def edit(
    ctx: typer.Context,
    ref: Ref,
    name: Annotated[str | None, typer.Option(help="New name.")] = None,
    path: Annotated[str | None, typer.Option(metavar="SLUG", help="New path.")] = None,
    inbound: Annotated[InboundName | None, typer.Option(help="Format of the clients.")] = None,
    provider: Annotated[
        str | None, typer.Option(metavar="SLUG", help="Provider to ask first; replaces all targets.")
    ] = None,
    chain: Chain_ = None,
    map: Maps = None,
    no_map: Annotated[bool, typer.Option("--no-map", help="Remove all mappings.")] = False,
    fallback: Fallbacks = None,
    target: Targets = None,
    weighted: Weighted = None,
    sticky: Sticky = None,
    enabled: Annotated[bool | None, typer.Option("--enable/--disable", help="Switch it on or off.")] = None,
    json: Json = False,
) -> None:
    """Change a proxy; what is not named stays. --map, --fallback and --target replace the whole list."""
    targets = targets_of(target, provider, chain, fallback)

    async def work(services: AppServices) -> BridgeProxy:
        from amux_desktop.services.records import BridgeProxyDraft

        old = await services.proxies.get(ref)
        changes: dict[str, Any] = {"name": name, "slug": path, "enabled": enabled, "sticky": sticky}
        if weighted is not None:
            changes["balance"] = "weighted" if weighted else "ordered"
        changes["inbound"] = inbound_of(inbound.value) if inbound is not None else None
        if map is not None or no_map:
            changes["mappings"] = tuple(mapping_of(text) for text in map or ())
        if targets:
            kept = old.targets[:1] if provider is None and chain is None and not target else ()
            changes["targets"] = kept + await services.proxies.targets(targets)
        given = {field: value for field, value in changes.items() if value is not None}
        return await services.proxies.edit(old.id, dataclasses.replace(BridgeProxyDraft.of(old), **given))

    _show_changed(call(ctx, work), "Changed", json)


@app.command("remove")
def remove(ctx: typer.Context, ref: Ref, json: Json = False) -> None:
    """Remove a proxy; refused while another one sends requests to it."""
    removed = call(ctx, lambda services: services.proxies.remove(ref))
    show_removed(removed, json)


@app.command("test")
def try_out(
    ctx: typer.Context,
    ref: Ref,
    model: Annotated[str, typer.Option(metavar="ID", help="Model to ask for, as a client would.")] = "",
    json: Json = False,
) -> None:
    """Send one small real request through a proxy. Exit code 1 when it fails."""
    result = call(ctx, lambda services: services.proxies.test(ref, model))
    end_with(result, ref, json)


@app.command("snippets")
def snippets(
    ctx: typer.Context,
    ref: Ref,
    kind: Annotated[str, typer.Option(help="Only this one, such as curl, openai, environment or claude-code.")] = "",
    json: Json = False,
) -> None:
    """Ready-to-copy examples of how to use a proxy."""
    found = call(ctx, lambda services: services.proxies.snippets(ref, services.base_url()))
    chosen = [snippet for snippet in found if kind in ("", snippet.id)]
    if json:
        print_json(chosen)
        return
    if not chosen:
        raise typer.BadParameter(f"there is no {kind!r} here; choose one of: {', '.join(item.id for item in found)}")
    for snippet in chosen:
        print(snippet.text if kind else f"# {snippet.id}\n{snippet.text}\n")


async def _names(services: AppServices) -> dict[str, str]:
    """Paths of providers and proxies by id."""
    names = {provider.id: provider.slug for provider in await services.providers.list()}
    return names | {proxy.id: proxy.slug for proxy in await services.proxies.list()}


def _as_json(proxy: BridgeProxy, names: dict[str, str], base_url: str) -> dict[str, Any]:
    value: dict[str, Any] = {
        "id": proxy.id,
        "path": proxy.slug,
        "url": f"{base_url}/proxies/{proxy.slug}",
        **to_json(proxy),
    }
    for target, text in zip(value["targets"], written(proxy, names), strict=True):
        target |= {"path": names.get(target["target_id"], ""), "text": text}
    return value


def _show_changed(proxy: BridgeProxy, verb: str, as_json: bool) -> None:
    if not as_json:
        print(f"{verb} {proxy.name}: clients use /proxies/{proxy.slug}. Examples: amux proxies snippets {proxy.slug}")
        return
    print_json({"id": proxy.id, "path": proxy.slug, **to_json(proxy)})
