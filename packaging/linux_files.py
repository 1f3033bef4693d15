"""The files that desktops, packages and manuals of Linux want beside the program."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import tomllib
from pathlib import Path

from freeze import build_environment
from project import BUILD, PACKAGING, ROOT, BuildError, source_date, version

LINUX = PACKAGING / "linux"
DESKTOP_ID = "amux.desktop"
METAINFO = "dev.amux.desktop.metainfo.xml"


def lay_shared_files(prefix: Path) -> None:
    """Put menu entry, icons, AppStream data and manual below `prefix` (…/usr). Comes after `freeze.freeze`."""
    _copy(LINUX / "amux.desktop", prefix / "share/applications" / DESKTOP_ID)
    for picture in (BUILD / "stage/icons/hicolor").glob("*/apps/amux.png"):
        _copy(picture, prefix / "share/icons/hicolor" / picture.relative_to(BUILD / "stage/icons/hicolor"))
    _write(prefix / "share/metainfo" / METAINFO, _filled("amux.metainfo.xml.in"))
    _write(prefix / "share/man/man1/amux.1", _filled("amux.1.in", COMMANDS=_commands()))


def _filled(template: str, **more: str) -> str:
    with (ROOT / "pyproject.toml").open("rb") as file:
        homepage = tomllib.load(file)["project"]["urls"]["Homepage"]
    day = time.strftime("%Y-%m-%d", time.gmtime(int(source_date())))
    text = (LINUX / template).read_text(encoding="utf-8")
    for name, value in {"VERSION": version(), "DATE": day, "HOMEPAGE": homepage, **more}.items():
        text = text.replace(f"@{name}@", value)
    return text


def _commands() -> str:
    """The commands with their first sentence, as man markup, read from the command line itself."""
    command = [build_environment(), PACKAGING / "manual.py"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    asked = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    if asked.returncode != 0:
        raise BuildError(f"the commands could not be read: {asked.stderr}")
    return asked.stdout.strip()


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o644)


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    target.chmod(0o644)
