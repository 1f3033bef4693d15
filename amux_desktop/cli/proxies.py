"""`amux proxies`: routes that answer in one format and ask providers in theirs."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from amux_desktop.cli.context import Json, Ref, call, group
from amux_desktop.cli.forms import InboundName, inbound_of, mapping_of, mapping_text, split_pair
from amux_desktop.cli.output import duration, print_fields, print_json, print_table, to_json

if TYPE_CHECKING:
    from amux_desktop.services import AppServices
    from amux_desktop.services.bridge_proxies import Chain
    from amux_desktop.services.records import BridgeProxy, ProxyTarget

app = group("Proxies: routes that convert between formats, map models and fall back.")

Maps = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="SOURCE=TARGET",
        help="Model mapping: exact name, glob (claude-*), or * for all others; repeat.",
    ),
]
Fallbacks = Annotated[
    list[str] | None,
    typer.Option(
        "--fallback", metavar="PROVIDER[=MODEL]", help="Next provider when the ones before fail; repeat, in order."
    ),
]
Chain_ = Annotated[str | None, typer.Option("--chain", metavar="PROXY_SLUG", help="Send requests on to another proxy.")]


@app.command("add")
def add(
    ctx: typer.Context,
    path: Annotated[str, typer.Option(metavar="SLUG", help="Path: the route becomes /proxies/SLUG.")],
    inbound: Annotated[InboundName, typer.Option(help="Format of the clients.")] = InboundName.ANY,
    provider: Annotated[str | None, typer.Option(metavar="SLUG", help="Provider to ask first.")] = None,
    chain: Chain_ = None,
    map: Maps = None,
    fallback: Fallbacks = None,
    name: Annotated[str, typer.Option(help="Name in lists; the path if not given.")] = "",
    weighted: Annotated[
        bool, typer.Option("--weighted", help="Share requests among the targets instead of trying in order.")
    ] = False,
    disabled: Annotated[bool, typer.Option("--disabled", help="Add it switched off.")] = False,
    json: Json = False,
) -> None:
    """Add a proxy. It needs --provider or --chain."""
    if provider is None and chain is None:
        raise typer.BadParameter("give --provider SLUG or --chain PROXY_SLUG")

    async def work(services: AppServices) -> BridgeProxy:
        from amux_desktop.services.records import BridgeProxyDraft

        draft = BridgeProxyDraft(
            name=name or path,
            slug=path,
            inbound=inbound_of(inbound.value),
            targets=await _targets(services, provider, chain, fallback or ()),
            mappings=tuple(mapping_of(text) for text in map or ()),
            balance="weighted" if weighted else "ordered",
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
    if json:
        print_json([_as_json(proxy, names, base_url) for proxy in proxies])
        return
    rows = [
        (
            item.slug,
            item.name,
            item.inbound,
            [names.get(target.target_id, "?") for target in item.targets],
            len(item.mappings),
            "on" if item.enabled else "off",
        )
        for item in proxies
    ]
    empty = "No proxies yet. Add one with: amux proxies add --path SLUG --inbound anthropic --provider SLUG"
    print_table(("path", "name", "inbound", "targets", "mappings", "state"), rows, empty)


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
            ("Mappings", [mapping_text(mapping) for mapping in proxy.mappings]),
            ("Problem", chain.problem),
        )
    )
    print()
    rows = [
        (
            number,
            " > ".join(hop.slug for hop in item.hops),
            item.provider_name,
            item.model,
            "on" if item.enabled else "off",
        )
        for number, item in enumerate(chain.destinations, 1)
    ]
    print_table(("#", "through", "provider", "model", "state"), rows, "It leads nowhere.")


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
    enabled: Annotated[bool | None, typer.Option("--enable/--disable", help="Switch it on or off.")] = None,
    json: Json = False,
) -> None:
    """Change a proxy; what is not named stays. --map and --fallback replace the whole list."""

    async def work(services: AppServices) -> BridgeProxy:
        from amux_desktop.services.records import BridgeProxyDraft

        old = await services.proxies.get(ref)
        changes: dict[str, Any] = {"name": name, "slug": path, "enabled": enabled}
        changes["inbound"] = inbound_of(inbound.value) if inbound is not None else None
        if map is not None or no_map:
            changes["mappings"] = tuple(mapping_of(text) for text in map or ())
        if provider is not None or chain is not None:
            changes["targets"] = await _targets(services, provider, chain, fallback or ())
        elif fallback is not None:
            changes["targets"] = old.targets[:1] + await _fallbacks(services, fallback)
        given = {field: value for field, value in changes.items() if value is not None}
        return await services.proxies.edit(old.id, dataclasses.replace(BridgeProxyDraft.of(old), **given))

    _show_changed(call(ctx, work), "Changed", json)


@app.command("remove")
def remove(ctx: typer.Context, ref: Ref, json: Json = False) -> None:
    """Remove a proxy; refused while another one sends requests to it."""
    removed = call(ctx, lambda services: services.proxies.remove(ref))
    if json:
        print_json({"removed": removed.slug, "id": removed.id})
    else:
        print(f"Removed {removed.name} ({removed.slug})")


@app.command("test")
def try_out(
    ctx: typer.Context,
    ref: Ref,
    model: Annotated[str, typer.Option(metavar="ID", help="Model to ask for, as a client would.")] = "",
    json: Json = False,
) -> None:
    """Send one small real request through a proxy. Exit code 1 when it fails."""
    result = call(ctx, lambda services: services.proxies.test(ref, model))
    if json:
        print_json(result)
    elif result.ok:
        print(
            f"{result.provider_name} answered with {result.model} in {duration(result.duration_ms)}: {result.text.strip()[:80]}"
        )
    else:
        print(f"{ref} failed ({result.status}): {result.message}")
    raise typer.Exit(0 if result.ok else 1)


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


async def _targets(
    services: AppServices, provider: str | None, chain: str | None, fallback: Sequence[str]
) -> tuple[ProxyTarget, ...]:
    from amux_desktop.services.records import ProxyTarget

    first: list[ProxyTarget] = []
    if provider is not None:
        first.append(await _provider_target(services, provider))
    if chain is not None:
        first.append(ProxyTarget(kind="proxy", target_id=(await services.proxies.get(chain)).id))
    return (*first, *await _fallbacks(services, fallback))


async def _fallbacks(services: AppServices, fallback: Sequence[str]) -> tuple[ProxyTarget, ...]:
    return tuple([await _provider_target(services, text) for text in fallback])


async def _provider_target(services: AppServices, text: str) -> ProxyTarget:
    """`SLUG` or `SLUG=MODEL`."""
    from amux_desktop.services.records import ProxyTarget

    slug, model = split_pair(text, "--fallback") if "=" in text else (text, "")
    return ProxyTarget(kind="provider", target_id=(await services.providers.get(slug)).id, model=model)


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
    for target in value["targets"]:
        target["path"] = names.get(target["target_id"], "")
    return value


def _show_changed(proxy: BridgeProxy, verb: str, as_json: bool) -> None:
    if not as_json:
        print(f"{verb} {proxy.name}: clients use /proxies/{proxy.slug}. Examples: amux proxies snippets {proxy.slug}")
        return
    print_json({"id": proxy.id, "path": proxy.slug, **to_json(proxy)})
