"""`amux settings`: the typed table of settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from amux_desktop.cli.context import Json, call, group
from amux_desktop.cli.output import print_json, print_table, to_json

if TYPE_CHECKING:
    from amux_desktop.services import AppServices
    from amux_desktop.services.settings import SettingView

app = group("Settings.")


def _keys(incomplete: str) -> list[str]:
    from amux_desktop.core.settings import SETTINGS

    return [key for key in SETTINGS if key.startswith(incomplete)]


Key = Annotated[str, typer.Argument(metavar="KEY", help="Such as proxy.port.", autocompletion=_keys)]


@app.command("get")
def get(ctx: typer.Context, key: Key, json: Json = False) -> None:
    """One value, as 'set' takes it."""

    async def work(services: AppServices) -> SettingView:
        return services.settings.view(key)

    view = call(ctx, work)
    if json:
        print_json(_as_json(view))
    else:
        print(view.declaration.format(view.value))


@app.command("set", context_settings={"ignore_unknown_options": True})
def set_value(
    ctx: typer.Context, key: Key, value: Annotated[str, typer.Argument(metavar="VALUE")], json: Json = False
) -> None:
    """Change a value; a running Amux follows at once."""

    async def work(services: AppServices) -> SettingView:
        await services.settings.set_text(key, value)
        return services.settings.view(key)

    view = call(ctx, work)
    if json:
        print_json(_as_json(view))
        return
    later = " It takes effect when the proxy is started again." if view.declaration.restart else ""
    print(f"{key} = {view.declaration.format(view.value)}.{later}")


@app.command("list")
def list_settings(ctx: typer.Context, json: Json = False) -> None:
    """All settings with their values."""
    views = call(ctx, lambda services: services.settings.list())
    if json:
        print_json([_as_json(view) for view in views])
        return
    rows = [
        (
            view.declaration.key,
            view.declaration.format(view.value),
            "" if view.is_default else "changed",
            view.declaration.description,
        )
        for view in views
    ]
    print_table(("key", "value", "", "meaning"), rows, "")


@app.command("reset")
def reset(
    ctx: typer.Context,
    keys: Annotated[list[str] | None, typer.Argument(metavar="KEY...")] = None,
    all: Annotated[bool, typer.Option("--all", help="All settings.")] = False,
    json: Json = False,
) -> None:
    """Back to the default."""
    if not keys and not all:
        raise typer.BadParameter("name the settings, or give --all")
    call(ctx, lambda services: services.settings.reset(keys or ()))
    if json:
        print_json({"reset": keys or "all"})
    else:
        print(f"Reset {', '.join(keys) if keys else 'all settings'}")


def _as_json(view: SettingView) -> dict[str, Any]:
    declared = view.declaration
    return {
        "key": declared.key,
        "value": to_json(view.value),
        "default": to_json(declared.default),
        "is_default": view.is_default,
        "allowed": declared.allowed,
        "description": declared.description,
    }
