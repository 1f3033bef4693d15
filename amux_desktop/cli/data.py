"""`amux data`: the configuration as an encrypted file, and backups of the database."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from amux_desktop.cli.context import Json, call, group, host_of
from amux_desktop.cli.forms import read_secret
from amux_desktop.cli.output import print_json, print_table, warn, when
from amux_desktop.core.config_file import read_config

if TYPE_CHECKING:
    from amux_desktop.services import AppServices
    from amux_desktop.services.backups import BackupInfo, Restored
    from amux_desktop.services.importing.service import TakenOver
    from amux_desktop.services.transfer import Action, Change, Exported, Imported, Section

_Taken = TypeVar("_Taken", bound="Imported | TakenOver")
app = group("Export, import and backups.")
_MAX_PASSPHRASE_FILE = 4096
_KINDS = {
    "providers": ("provider", "providers"),
    "prices": ("price", "prices"),
    "proxies": ("proxy", "proxies"),
    "tokens": ("token", "tokens"),
    "settings": ("setting", "settings"),
    "code": ("coding tool", "coding tools"),
    "accounts": ("account", "accounts"),
    "pools": ("pool", "pools"),
    "presets": ("preset", "presets"),
    "chats": ("conversation", "conversations"),
}

PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file", metavar="FILE", dir_okay=False, help="File with the passphrase; asked for if not given."
    ),
]
ArchiveFile = Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False, help="The archive.")]


class Conflict(StrEnum):
    """What to do with things that exist here and differ."""

    SKIP = "skip"
    OVERWRITE = "overwrite"
    RENAME = "rename"


@app.command("export")
def export(
    ctx: typer.Context,
    file: ArchiveFile,
    passphrase_file: PassphraseFile = None,
    include: Annotated[
        str,
        typer.Option(
            metavar="PARTS",
            help="providers,proxies,tokens,settings,code,accounts,chats; everything but chats if not given.",
        ),
    ] = "",
    json: Json = False,
) -> None:
    """Write the configuration, API keys included, to a file that only the passphrase opens."""
    sections = _sections(include)
    passphrase = _passphrase(passphrase_file, is_new=True)

    async def work(services: AppServices) -> Exported:
        return await services.transfer.export(file, passphrase, sections)

    done = call(ctx, work)
    if json:
        print_json(done)
        return
    what = ", ".join(f"{count} {_KINDS[kind][count != 1]}" for kind, count in done.counts.items())
    print(f"Wrote {what or 'an empty configuration'} to {done.path}")


@app.command("import")
def import_file(
    ctx: typer.Context,
    file: ArchiveFile,
    passphrase_file: PassphraseFile = None,
    on_conflict: Annotated[
        Conflict, typer.Option("--on-conflict", help="For things that exist here and differ.")
    ] = Conflict.SKIP,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    json: Json = False,
) -> None:
    """Take over a configuration, all of it or nothing. On a terminal, shows what will change and asks first."""
    passphrase = _passphrase(passphrase_file, is_new=False)

    async def look(services: AppServices) -> Imported:
        return await services.transfer.preview(file, passphrase, on_conflict.value)

    async def work(services: AppServices) -> Imported:
        return await services.transfer.import_file(file, passphrase, on_conflict.value)

    def as_json(done: Imported) -> dict[str, object]:
        return {"changes": done.changes, "counts": done.counts, "dry_run": done.dry_run}

    _take_over(ctx, look, work, _show, as_json, only_look=dry_run, yes=yes, json=json)


@app.command("import-from")
def import_from(
    ctx: typer.Context,
    tool: Annotated[
        str,
        typer.Argument(
            metavar="TOOL", help="cc-switch, claude-code-router, cliproxyapi or litellm; what is here if not given."
        ),
    ] = "",
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", dir_okay=False, help="Its configuration; the usual place if not given."),
    ] = None,
    on_conflict: Annotated[
        Conflict, typer.Option("--on-conflict", help="For things that exist here and differ.")
    ] = Conflict.SKIP,
    preview: Annotated[bool, typer.Option("--preview", "--dry-run", help="Only show what would change.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    json: Json = False,
) -> None:
    """Take over the configuration of another gateway, all of it or nothing. Its own files stay as they are."""
    if not tool:
        _show_detected(ctx, json)
        return

    async def look(services: AppServices) -> TakenOver:
        return await services.importers.preview(tool, file, on_conflict.value)

    async def work(services: AppServices) -> TakenOver:
        return await services.importers.take_over(tool, file, on_conflict.value)

    def as_json(done: TakenOver) -> dict[str, object]:
        left_out = [{"kind": item.kind, "name": item.name, "reason": item.message} for item in done.left_out]
        report = {"tool": done.source.id, "path": str(done.path), "changes": done.changes, "left_out": left_out}
        return report | {"counts": done.counts, "keys": done.keys, "dry_run": done.dry_run}

    _take_over(ctx, look, work, _show_taken, as_json, only_look=preview, yes=yes, json=json)


def _take_over(
    ctx: typer.Context,
    look: Callable[[AppServices], Awaitable[_Taken]],
    work: Callable[[AppServices], Awaitable[_Taken]],
    show: Callable[[_Taken], None],
    as_json: Callable[[_Taken], dict[str, object]],
    *,
    only_look: bool,
    yes: bool,
    json: bool,
) -> None:
    """On a terminal, what will change is shown and agreed to first. `look` tells what `work` would do."""
    asks = not (only_look or yes or json) and sys.stdin.isatty()
    if asks:
        show(call(ctx, look))
        if not typer.confirm("Go on?"):
            raise typer.Exit(1)
    done = call(ctx, look if only_look else work)
    if json:
        print_json(as_json(done))
        return
    if not asks:
        show(done)
    print(_summary(done))


@app.command("backup")
def backup(ctx: typer.Context, json: Json = False) -> None:
    """Copy the database to the backups folder now. Such a copy is never removed by itself."""
    made = call(ctx, lambda services: services.backups.create())
    if json:
        print_json(made)
    else:
        print(f"Made {made.name} ({_size(made.size)})")


@app.command("backups")
def backups(ctx: typer.Context, json: Json = False) -> None:
    """The copies of the database, newest first."""
    found: tuple[BackupInfo, ...] = call(ctx, lambda services: services.backups.list())
    if json:
        print_json(found)
        return
    rows = [(item.name, item.kind, when(item.created_ms), _size(item.size)) for item in found]
    print_table(("name", "kind", "made", "size"), rows, "No backups yet. Make one with: amux data backup")


@app.command("restore")
def restore(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="As shown by 'backups'.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    json: Json = False,
) -> None:
    """Put a backup in the place of the database, which is kept aside. Amux must not be running."""
    from amux_desktop.services.backups import find_backup
    from amux_desktop.services.backups import restore as put_back

    host = host_of(ctx)
    host.paths.ensure()
    find_backup(host.paths, name)
    if not yes and not typer.confirm("Everything changed since then will be gone from Amux. Go on?"):
        raise typer.Exit(1)
    with host.instance("headless"):
        done = put_back(host.paths, name)
    if json:
        print_json(done)
    else:
        _show_restored(done)


@app.command("reset")
def reset(
    ctx: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Also when a coding tool cannot get its own settings back.")
    ] = False,
    json: Json = False,
) -> None:
    """Delete everything Amux keeps, keys, logs and backups included. Coding tools get their own settings back first. Amux
    must not be running."""
    from amux_desktop.services.reset import take_leave, wipe

    host = host_of(ctx)
    if read_config(host.paths.config).get("database.url", ""):
        warn("amux: the database itself stays as it is: it is not in the data folder")
    if not yes:
        print(f"All data in {host.paths.home} will be deleted: providers, keys, logs, backups. There is no way back.")
        if typer.prompt("Type 'delete' to go on", default="", show_default=False) != "delete":
            raise typer.Exit(1)
    host.paths.ensure()
    with host.instance("headless"):
        tools = call(ctx, lambda services: take_leave(services, anyway=anyway))
        removed = wipe(host.paths)
    if json:
        print_json({"tools": tools, "removed": removed})
        return
    if tools:
        print(f"Gave back their own settings: {', '.join(tools)}")
    print(f"Deleted all data in {host.paths.home}")


def _show_restored(done: Restored) -> None:
    print(f"Restored {done.name}")
    if done.previous is not None:
        print(f"The database that was in use is now in {done.previous}")
    if done.locked:
        warn(f"amux: the stored keys are locked ({done.locked}). See: amux vault status")
    if done.lost:
        warn(f"amux: the key that seals secrets was changed since. Enter again the keys of: {', '.join(done.lost)}")


def _sections(text: str) -> tuple[Section, ...]:
    """Raises typer.BadParameter."""
    from amux_desktop.services.transfer import SECTIONS, USUAL

    if not text:
        return USUAL
    wanted = [part.strip() for part in text.split(",") if part.strip()]
    unknown = [part for part in wanted if part not in SECTIONS]
    if unknown or not wanted:
        raise typer.BadParameter(f"--include knows: {', '.join(SECTIONS)}; not {', '.join(unknown) or 'nothing'}")
    return tuple(section for section in SECTIONS if section in wanted)


def _passphrase(file: Path | None, *, is_new: bool) -> str:
    """From the file, without its last line break, or asked for; a new one is asked for twice. Raises typer.BadParameter."""
    if file is not None:
        try:
            with file.open("rb") as opened:
                content = opened.read(_MAX_PASSPHRASE_FILE + 1)
            text = content.decode()
        except OSError as error:
            raise typer.BadParameter(f"{file} cannot be read: {error.strerror}") from error
        except UnicodeDecodeError:
            raise typer.BadParameter(f"{file} is not UTF-8 text") from None
        if len(content) > _MAX_PASSPHRASE_FILE:
            raise typer.BadParameter(f"{file} is too large for a passphrase")
        return text.removesuffix("\n").removesuffix("\r")
    passphrase = read_secret("Passphrase of the archive")
    if is_new and sys.stdin.isatty() and read_secret("Once more") != passphrase:
        raise typer.BadParameter("the two passphrases differ")
    return passphrase


def _show_detected(ctx: typer.Context, json: bool) -> None:
    found = call(ctx, lambda services: services.importers.detect())
    if json:
        print_json([{"tool": item.source.id, "path": str(item.path)} for item in found])
        return
    rows = [(item.source.id, item.path) for item in found]
    print_table(
        ("tool", "configuration"), rows, "None was found at its usual place. Give a tool and the path of its file."
    )


def _show_taken(done: TakenOver) -> None:
    print(f"From {done.source.name}: {done.path}")
    _show_changes(done.changes)
    for item in done.left_out:
        warn(f"left out: {item.kind} {item.message}")
    print(f"{done.keys} API key{'s' if done.keys != 1 else ''} found")


def _show(done: Imported) -> None:
    _show_changes(done.changes)


def _show_changes(changes: tuple[Change, ...]) -> None:
    rows = [
        (item.action, item.kind, item.name + (f" as {item.new_name}" if item.new_name else ""), item.note)
        for item in changes
        if item.action != "unchanged"
    ]
    print_table(("action", "kind", "name", "note"), rows, "Nothing to change: everything is here already.")


def _summary(done: Imported | TakenOver) -> str:
    counts = done.counts
    words: tuple[tuple[Action, str], ...] = (
        ("add", "added"),
        ("overwrite", "overwritten"),
        ("rename", "added under another name"),
    )
    parts = [f"{counts[action]} {word}" for action, word in words if action in counts]
    kept = counts.get("skip", 0) + counts.get("unchanged", 0)
    text = ", ".join([*parts, f"{kept} left as here"] if kept else parts) or "nothing"
    return f"Would be: {text}. Nothing was changed." if done.dry_run else f"Done: {text}."


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
