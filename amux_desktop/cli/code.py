"""`amux code`: point coding tools at any provider, and back."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from amux_desktop.cli.context import Json, call, group
from amux_desktop.cli.forms import split_pair
from amux_desktop.cli.output import print_fields, print_json, print_table, warn, when

if TYPE_CHECKING:
    from amux_desktop.services import AppServices
    from amux_desktop.services.code_files import FileDiff
    from amux_desktop.services.code_status import ToolStatus


class MapPreset(StrEnum):
    """Whole mappings."""

    BALANCED = "balanced"
    STRONG = "strong"
    ECONOMY = "economy"
    AS_ASKED = "as-asked"


app = group("Coding tools (Claude Code, Codex, Gemini CLI, OpenCode, Qwen Code) through Amux.")

Tool = Annotated[str, typer.Argument(metavar="TOOL", help="claude-code, codex, gemini-cli, opencode or qwen-code.")]
ToProvider = Annotated[str, typer.Option("--provider", metavar="PATH", help="Provider to use.")]
ToProxy = Annotated[str, typer.Option("--proxy", metavar="PATH", help="Proxy to use instead, with its fallbacks.")]
Version = Annotated[str, typer.Option("--version", metavar="N", help="A kept text, as 'history' numbers them.")]
_CONDITIONS = {"off": "off", "on": "on", "changed": "on, changed by others", "broken": "on, file unreadable"}
_OVERRIDES = {
    "variable": "{name} is set in your environment and wins over the file",
    "managed": "{name} is set by your administrator in {place}",
    "key": "{name} in {place} may be asked for a key",
    "project": "{place} of this project wins over your own settings",
    "login": "{name} in {place}",
    "profile": "the profile {name} in {place} has an address of its own",
}


@app.command("list")
def list_tools(ctx: typer.Context, json: Json = False) -> None:
    """All tools, whether they are installed and where they go."""
    tools = call(ctx, lambda services: services.code_switch.list())
    if json:
        print_json(tools)
        return
    rows = [
        (
            item.id,
            item.found.version or ("installed" if item.found.program else "-"),
            _CONDITIONS[item.condition],
            item.target_name,
        )
        for item in tools
    ]
    print_table(("tool", "version", "through amux", "target"), rows, "")


@app.command("show")
def show(ctx: typer.Context, tool: Tool, json: Json = False) -> None:
    """One tool: files, mapping, what could override it."""
    _show(call(ctx, lambda services: services.code_switch.show(tool)), json)


@app.command("diff")
def diff(
    ctx: typer.Context,
    tool: Tool,
    provider: ToProvider = "",
    proxy: ToProxy = "",
    version: Version = "",
    json: Json = False,
) -> None:
    """What switching on, or putting a version back, changes in each file; keys are masked and nothing is written."""

    async def work(services: AppServices) -> tuple[FileDiff, ...]:
        if version:
            change = await services.code_switch.preview_version(tool, version)
            return (change,) if change.lines or change.created or change.removed else ()
        return await services.code_switch.preview(tool, provider=provider, proxy=proxy)

    files = call(ctx, work)
    if json:
        print_json(files)
    else:
        _print_diff(files)


@app.command("enable")
def enable(ctx: typer.Context, tool: Tool, provider: ToProvider = "", proxy: ToProxy = "", json: Json = False) -> None:
    """Point a tool at Amux."""
    _show(call(ctx, lambda services: services.code_switch.enable(tool, provider=provider, proxy=proxy)), json)


@app.command("disable")
def disable(ctx: typer.Context, tool: Tool, json: Json = False) -> None:
    """Give a tool its own settings back; what you changed meanwhile stays."""
    _show(call(ctx, lambda services: services.code_switch.disable(tool)), json)


@app.command("switch")
def switch(ctx: typer.Context, tool: Tool, provider: ToProvider = "", proxy: ToProxy = "", json: Json = False) -> None:
    """Another provider, from the next request on; a running tool need not be restarted."""
    _show(call(ctx, lambda services: services.code_switch.switch(tool, provider=provider, proxy=proxy)), json)


@app.command("map")
def map_models(
    ctx: typer.Context,
    tool: Tool,
    rows: Annotated[list[str] | None, typer.Argument(metavar="NAME=MODEL", help="Tier, exact name or glob.")] = None,
    provider: Annotated[str, typer.Option("--provider", metavar="PATH", help="For this provider.")] = "",
    preset: Annotated[
        MapPreset | None, typer.Option(help="A whole mapping for the provider's models; rows given here win.")
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help="Remove every row.")] = False,
    json: Json = False,
) -> None:
    """Say which models stand for a tool's own, such as opus=deepseek-reasoner; other rows stay."""
    pairs = [split_pair(row, "NAME=MODEL") for row in rows or ()]
    if not pairs and preset is None and not clear:
        raise typer.BadParameter("Give rows such as opus=deepseek-reasoner, --preset or --clear")

    async def work(services: AppServices) -> ToolStatus:
        status = await services.code_switch.show(tool)
        chosen = provider or status.provider_id
        same = not provider or (await services.providers.get(provider)).id == status.provider_id
        known = dict([(tier.name, tier.target) for tier in status.tiers] + list(status.mappings)) if same else {}
        if preset is not None:
            offered = await services.code_switch.presets(tool, chosen)
            wanted = preset.value.replace("-", "_")
            # Presets that come to the same for a provider are offered once, under the name of the first.
            found = next((item for item in offered if item.key == wanted), offered[0] if offered else None)
            extra = dict(status.mappings) if same else {}
            known = (dict(found.rows) if found is not None else {}) | extra
        merged = {} if clear else known
        return await services.code_switch.map(tool, list((merged | dict(pairs)).items()), provider=provider)

    _show(call(ctx, work), json)


@app.command("folder")
def folder(
    ctx: typer.Context,
    tool: Tool,
    path: Annotated[
        str, typer.Argument(metavar="FOLDER", help="Where the tool keeps its settings; empty for its own.")
    ],
    json: Json = False,
) -> None:
    """Say where a tool's settings are, if not in the usual place."""
    chosen = str(Path(path).expanduser().absolute()) if path else ""
    _show(call(ctx, lambda services: services.code_switch.set_folder(tool, chosen)), json)


@app.command("history")
def history(ctx: typer.Context, tool: Tool, json: Json = False) -> None:
    """Kept texts of a tool's files, newest first."""
    kept = call(ctx, lambda services: services.code_switch.versions(tool))
    if json:
        print_json(kept)
        return
    rows = [
        (number, when(item.created_ms), item.file, item.reason, f"{item.size} bytes")
        for number, item in enumerate(kept, 1)
    ]
    print_table(("version", "kept", "file", "why", "size"), rows, "Nothing was changed yet.")


@app.command("restore")
def restore(
    ctx: typer.Context,
    tool: Annotated[str, typer.Argument(metavar="TOOL", help="One tool; all with --all.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="Every tool.")] = False,
    version: Version = "",
    json: Json = False,
) -> None:
    """Take everything that Amux wrote out of the tools' files, or put one kept text back in its place."""
    if bool(tool) == everything:
        raise typer.BadParameter("Name one tool or give --all")
    if version and everything:
        raise typer.BadParameter("A version belongs to one tool")
    if version:
        _show(call(ctx, lambda services: services.code_switch.restore_version(tool, version)), json)
        return
    if tool:
        _show(call(ctx, lambda services: services.code_switch.disable(tool)), json)
        return
    results = call(ctx, lambda services: services.code_switch.restore_all())
    if json:
        print_json([{"tool": name, "restored": error is None, "error": error} for name, error in results])
    else:
        for name, error in results:
            print(f"{name}: {'restored' if error is None else error.message}")
        if not results:
            print("No tool goes through Amux.")
    if any(error is not None for _, error in results):
        raise typer.Exit(1)


def _show(status: ToolStatus, as_json: bool) -> None:
    if as_json:
        print_json(status)
        return
    print_fields(
        (
            ("Tool", f"{status.name} {status.found.version}".strip()),
            ("Program", status.found.program or "not found"),
            ("Through Amux", _CONDITIONS[status.condition]),
            ("Target", status.target_name),
            ("Files", status.files),
            ("Mapping", tuple(f"{tier.name}={tier.target}" for tier in status.tiers if tier.target)),
            ("Rules", tuple(f"{source}={target}" for source, target in status.mappings)),
            ("Original kept", when(status.backed_up_ms)),
        )
    )
    for item in status.conflicts:
        now = "is gone" if item.gone else f"is now {item.theirs}"
        print(f"Conflict: {item.key} in {item.file} {now}, Amux wrote {item.ours}.")
    if status.problem is not None:
        warn(f"amux: {status.problem.message}")
    for override in status.overrides:
        warn(f"amux: {_OVERRIDES[override.code].format(name=override.name, place=override.place)}.")


def _print_diff(files: tuple[FileDiff, ...]) -> None:
    for file in files:
        kind = " (new file)" if file.created else " (removed)" if file.removed else ""
        print(f"{file.path}{kind}")
        for line in file.lines:
            print(line)
    if not files:
        print("Nothing would change.")
