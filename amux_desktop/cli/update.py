"""`amux update`: newer versions of Amux."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from amux_desktop.cli.context import Json, call, group
from amux_desktop.cli.output import print_json, warn

if TYPE_CHECKING:
    from amux_desktop.services import AppServices
    from amux_desktop.services.updates.service import UpdateStatus

app = group(
    "Newer versions of Amux: look, fetch with a verified checksum, skip or put off. Nothing is installed by itself."
)
_PYTHON = "This Amux runs from Python: update it the way it was installed (git pull, pipx upgrade amux, uv tool upgrade amux)."


@app.command("check")
def check(ctx: typer.Context, json: Json = False) -> None:
    """Look for a newer version now."""
    status = call(ctx, lambda services: services.updates.check())
    if json:
        print_json(_report(status))
        return
    if status.release is None:
        print(f"Amux {status.current} is the newest version")
        return
    print(f"Amux {status.release.version} is out ({status.release.published}); this is {status.current}")
    if status.release.page:
        print(status.release.page)
    if status.release.notes:
        print(f"\n{_printable(status.release.notes)}\n")
    print("Fetch it with: amux update download" if status.package else _no_package(status))


@app.command("download")
def download(
    ctx: typer.Context,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FOLDER", file_okay=False, help="The downloads folder if not given.")
    ] = None,
    json: Json = False,
) -> None:
    """Fetch the package of the newest version for this installation and verify its checksum."""
    from amux_desktop.core.events import UpdateProgress

    async def work(services: AppServices) -> Path:
        if sys.stderr.isatty() and not json:
            services.bus.subscribe(UpdateProgress, _show_progress)
        return await services.updates.download(to)

    path = call(ctx, work)
    if json:
        print_json({"path": str(path)})
    else:
        print(f"Fetched and verified: {path}")


@app.command("skip")
def skip(ctx: typer.Context, json: Json = False) -> None:
    """Not a word about the newest version any more; the one after it is told again."""

    async def work(services: AppServices) -> UpdateStatus:
        await services.updates.check()
        return await services.updates.skip()

    _said(call(ctx, work), json, "Skipping {version}")


@app.command("snooze")
def snooze(
    ctx: typer.Context,
    days: Annotated[int, typer.Option(min=1, max=365, help="How long.")] = 7,
    json: Json = False,
) -> None:
    """Not a word about new versions for some days."""
    _said(call(ctx, lambda services: services.updates.snooze(days)), json, f"Silent for {days} days")


def _said(status: UpdateStatus, json: bool, text: str) -> None:
    if json:
        print_json(_report(status))
    else:
        print(text.format(version=status.release.version if status.release else ""))


def _report(status: UpdateStatus) -> dict[str, object]:
    release = status.release
    return {
        "current": status.current,
        "newest": str(release.version) if release else None,
        "published": release.published if release else None,
        "page": release.page if release else None,
        "notes": release.notes if release else None,
        "package": status.package or None,
        "quiet": status.is_quiet,
    }


def _no_package(status: UpdateStatus) -> str:
    return _PYTHON if status.installation == "python" else "It has no package for this installation; see its page."


def _printable(text: str) -> str:
    """Release notes come from the web: no control characters reach the terminal."""
    return "".join(char for char in text if char == "\n" or char.isprintable()).strip()


def _show_progress(event: object) -> None:
    done, total = getattr(event, "done", 0), getattr(event, "total", 0)
    warn(f"{done / 1_000_000:.1f} MB" + (f" of {total / 1_000_000:.1f} MB" if total else ""))
