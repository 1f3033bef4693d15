"""`amux providers`: the services that requests can be sent to."""

from __future__ import annotations

import dataclasses
import os
from typing import TYPE_CHECKING, Annotated, Any

import typer

from amux_desktop.cli.context import Json, Ref, call, group
from amux_desktop.cli.forms import read_secret, split_pair
from amux_desktop.cli.output import print_fields, print_json, print_table, to_json, when
from amux_desktop.cli.routes import end_with, on_off, show_list, show_removed

if TYPE_CHECKING:
    from amux_desktop.services import AppServices
    from amux_desktop.services.records import Provider

app = group("Providers: the services that requests are sent to.")

Models = Annotated[list[str] | None, typer.Option("--model", metavar="ID", help="Model it offers; repeat for more.")]
KeyFromInput = Annotated[bool, typer.Option("--api-key-stdin", help="Read the API key from standard input.")]
KeyFromVariable = Annotated[
    str, typer.Option("--api-key-env", metavar="NAME", help="Take the API key from this environment variable.")
]
Headers = Annotated[
    list[str] | None, typer.Option("--header", metavar="NAME=VALUE", help="Extra header; repeat for more.")
]


@app.command("add")
def add(
    ctx: typer.Context,
    preset: Annotated[str, typer.Option(help="Kind of service; see 'amux providers presets'.")],
    name: Annotated[str, typer.Option(help="Name in lists; the preset's if not given.")] = "",
    path: Annotated[
        str, typer.Option(metavar="SLUG", help="Path by which it is addressed; made from the name if not given.")
    ] = "",
    base_url: Annotated[
        str, typer.Option(metavar="URL", help="Address, with or without /v1; the preset's if not given.")
    ] = "",
    api_key_stdin: KeyFromInput = False,
    api_key_env: KeyFromVariable = "",
    model: Models = None,
    passthrough: Annotated[
        bool, typer.Option("--passthrough", help="Also reachable unconverted as /providers/SLUG/*.")
    ] = False,
    header: Headers = None,
    disabled: Annotated[bool, typer.Option("--disabled", help="Add it switched off.")] = False,
    json: Json = False,
) -> None:
    """Add a provider."""
    key = _key(api_key_stdin, api_key_env)
    headers = dict(split_pair(item, "--header") for item in header) if header else None

    async def work(services: AppServices) -> Provider:
        from amux_desktop.services.records import NewProviderKey

        chosen = services.providers.preset(preset)
        slug = path or await services.providers.free_slug(name or chosen.id)
        draft = services.providers.draft_of_preset(
            chosen, name=name, slug=slug, base_url=base_url, models=model, passthrough=passthrough
        )
        draft = dataclasses.replace(draft, enabled=not disabled, headers=headers)
        return await services.providers.add(draft, [NewProviderKey(secret=key)] if key is not None else [])

    _show_changed(call(ctx, work), "Added", json)


@app.command("list")
def list_providers(ctx: typer.Context, json: Json = False) -> None:
    """All providers, in the order of the window."""
    providers = call(ctx, lambda services: services.providers.list())

    def row(item: Provider) -> tuple[object, ...]:
        state = on_off(item.enabled)
        return item.slug, item.name, item.adapter, item.base_url, len(item.models), len(item.keys), state

    empty = "No providers yet. Add one with: amux providers add --preset NAME --api-key-stdin"
    columns = ("path", "name", "adapter", "base url", "models", "keys", "state")
    show_list(providers, json, _as_json, columns, row, empty)


@app.command("show")
def show(ctx: typer.Context, ref: Ref, json: Json = False) -> None:
    """One provider with its keys and models."""
    provider, uses = call(ctx, lambda services: _with_uses(services, ref))
    if json:
        print_json(_as_json(provider) | {"used_by": [proxy.slug for proxy in uses]})
        return
    print_fields(
        (
            ("Name", provider.name),
            ("Path", provider.slug),
            ("Id", provider.id),
            ("Adapter", provider.adapter),
            ("Base URL", provider.base_url),
            ("Enabled", provider.enabled),
            ("Passthrough", provider.passthrough),
            ("Headers", provider.header_names),
            ("Outgoing proxy", provider.outbound_proxy),
            ("Used by", [f"proxy {proxy.slug}" for proxy in uses]),
            ("Models", [model.id for model in provider.models]),
        )
    )
    rows = [
        (
            key.id,
            key.label,
            f"…{key.hint}" if key.hint else "",
            "on" if key.enabled else "off",
            key.state,
            when(key.last_used_ms),
        )
        for key in provider.keys
    ]
    print()
    print_table(("key", "label", "ends in", "state", "health", "last used"), rows, "No API key.")


@app.command("edit")
def edit(
    ctx: typer.Context,
    ref: Ref,
    name: Annotated[str | None, typer.Option(help="New name.")] = None,
    path: Annotated[str | None, typer.Option(metavar="SLUG", help="New path.")] = None,
    base_url: Annotated[str | None, typer.Option(metavar="URL", help="New address.")] = None,
    api_key_stdin: KeyFromInput = False,
    api_key_env: KeyFromVariable = "",
    model: Annotated[
        list[str] | None, typer.Option("--model", metavar="ID", help="Models it offers from now on; repeat.")
    ] = None,
    passthrough: Annotated[
        bool | None, typer.Option("--passthrough/--no-passthrough", help="Reachable unconverted.")
    ] = None,
    enabled: Annotated[bool | None, typer.Option("--enable/--disable", help="Switch it on or off.")] = None,
    header: Annotated[
        list[str] | None, typer.Option("--header", metavar="NAME=VALUE", help="Extra headers from now on; repeat.")
    ] = None,
    outbound_proxy: Annotated[
        str | None, typer.Option(metavar="URL", help="Outgoing proxy: an address, 'none', or '' for the setting.")
    ] = None,
    json: Json = False,
) -> None:
    """Change a provider; what is not named stays. A key given here replaces its first one."""
    key = _key(api_key_stdin, api_key_env)
    changes: dict[str, Any] = {"name": name, "slug": path, "base_url": base_url, "passthrough": passthrough}
    changes |= {"enabled": enabled, "outbound_proxy": outbound_proxy}
    if header is not None:
        changes["headers"] = dict(split_pair(item, "--header") for item in header)

    async def work(services: AppServices) -> Provider:
        from amux_desktop.services.records import ProviderDraft

        old = await services.providers.get(ref)
        if model is not None:
            changes["models"] = services.providers.describe_models(old.adapter, model)
        given = {field: value for field, value in changes.items() if value is not None}
        if given:
            await services.providers.edit(old.id, dataclasses.replace(ProviderDraft.of(old), **given))
        if key is not None:
            await services.providers.set_key(old.id, key)
        return await services.providers.get(old.id)

    _show_changed(call(ctx, work), "Changed", json)


@app.command("remove")
def remove(ctx: typer.Context, ref: Ref, json: Json = False) -> None:
    """Remove a provider; refused while a proxy uses it."""
    removed = call(ctx, lambda services: services.providers.remove(ref)).provider
    show_removed(removed, json)


@app.command("test")
def try_out(
    ctx: typer.Context,
    ref: Ref,
    model: Annotated[str, typer.Option(metavar="ID", help="Model to ask; its first one if not given.")] = "",
    json: Json = False,
) -> None:
    """Send one small real request. Exit code 1 when it fails."""
    result = call(ctx, lambda services: services.providers.test(ref, model))
    end_with(result, result.provider_name or ref, json)


@app.command("models")
def models(
    ctx: typer.Context,
    ref: Ref,
    fetch: Annotated[bool, typer.Option("--fetch", help="Ask the provider instead of showing what is stored.")] = False,
    save: Annotated[bool, typer.Option("--save", help="Ask the provider and store its list.")] = False,
    json: Json = False,
) -> None:
    """The models a provider offers."""

    async def work(services: AppServices) -> Any:
        if not (fetch or save):
            return (await services.providers.get(ref)).models
        listed = await services.providers.fetch_models(ref)
        if save:
            await services.providers.set_models(ref, listed)
        return listed

    found = call(ctx, work)
    if json:
        print_json(found)
        return
    rows = [(item.id, item.name, item.context_tokens, item.output_tokens, item.capabilities) for item in found]
    print_table(("id", "name", "context", "output", "capabilities"), rows, "No models.")


@app.command("presets")
def presets(ctx: typer.Context, json: Json = False) -> None:
    """The kinds of services that 'add' knows."""
    from amux_desktop.services.presets import Presets

    known = Presets().list()
    if json:
        print_json(known)
        return
    rows = [(item.id, item.name, item.base_url or item.base_url_hint, item.key_url) for item in known]
    print_table(("preset", "name", "base url", "keys are made at"), rows, "No presets.")


@app.command("add-key")
def add_key(
    ctx: typer.Context,
    ref: Ref,
    label: Annotated[str, typer.Option(help="To tell it from others.")] = "",
    api_key_env: KeyFromVariable = "",
    json: Json = False,
) -> None:
    """Add a further API key, read from standard input or a variable; keys take turns by health."""
    from amux_desktop.services.records import NewProviderKey

    key = NewProviderKey(secret=_key(not api_key_env, api_key_env) or "", label=label)
    added = call(ctx, lambda services: services.providers.add_key(ref, key))
    if json:
        print_json(added)
    else:
        print(f"Added key {added.id}")


@app.command("remove-key")
def remove_key(
    ctx: typer.Context, ref: Ref, key: Annotated[str, typer.Argument(metavar="KEY_ID")], json: Json = False
) -> None:
    """Remove an API key; its id is shown by 'show'."""
    call(ctx, lambda services: services.providers.remove_key(ref, key))
    if json:
        print_json({"removed": key})
    else:
        print(f"Removed key {key}")


@app.command("balance")
def balance(ctx: typer.Context, ref: Ref, json: Json = False) -> None:
    """Money left, for providers that tell."""
    left = call(ctx, lambda services: services.providers.balance(ref))
    if json:
        print_json(left)
    else:
        print("This provider does not tell its balance." if left is None else f"{left.amount} {left.currency}")


async def _with_uses(services: AppServices, ref: str) -> tuple[Provider, tuple[Any, ...]]:
    return await services.providers.get(ref), await services.providers.uses(ref)


def _key(from_input: bool, variable: str) -> str | None:
    if from_input:
        return read_secret("API key")
    if variable:
        value = os.environ.get(variable, "").strip()
        if not value:
            raise typer.BadParameter(f"the environment variable {variable} is not set")
        return value
    return None


def _as_json(provider: Provider) -> dict[str, Any]:
    return {"id": provider.id, "path": provider.slug, **to_json(provider)}


def _show_changed(provider: Provider, verb: str, as_json: bool) -> None:
    if as_json:
        print_json(_as_json(provider))
    else:
        print(f"{verb} {provider.name} with the path {provider.slug}")
        if not provider.keys and verb == "Added":
            print(f"It has no API key yet: amux providers edit {provider.slug} --api-key-stdin")
