"""A data folder whose database is made already: creating the schema costs more than most tests that need one."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from amux_desktop.core.paths import AppPaths
from amux_desktop.storage.database import Database


def lay_database(home: Path) -> None:
    """Put a fresh, migrated database into `home`, as the first start leaves it. An existing one stays."""
    target = AppPaths.at(home).database
    if target.exists():
        return
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copy(_template().database, target)  # with its mode, 0600


@cache
def _template() -> AppPaths:
    """Made once a process by the real migrations; the folder goes when the process ends."""
    folder = _folder()
    paths = AppPaths.at(Path(folder.name) / "home")
    Database.open(paths).close()
    return paths


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="amux-template-")
