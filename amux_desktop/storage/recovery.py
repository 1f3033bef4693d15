"""Backups, and what happens to a damaged database file: it is moved aside with its side files, never deleted."""

from __future__ import annotations

import logging
import shutil
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

from amux_desktop.core.errors import AmuxError, MachineError
from amux_desktop.core.files import file_lock
from amux_desktop.core.paths import AppPaths, make_private_dir
from amux_desktop.storage import migrations, sqlite

log = logging.getLogger(__name__)

_THOROUGH_BELOW = 64 * 1024 * 1024
"""Larger files are not read whole at start (2 s per GB); `Database.verify` does it in the background."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was done about a damaged database."""

    reason: str
    quarantine: Path
    restored_from: Path | None
    """None when there was no usable backup: the database began empty."""

    def error(self) -> AmuxError:
        """The event as an error, for showing it like any other."""
        outcome = "Amux started with an empty one"
        if self.restored_from is not None:
            outcome = f"the backup {self.restored_from.name} took its place"
        return MachineError("database_damaged", reason=self.reason, quarantine=str(self.quarantine), outcome=outcome)


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the database in the backups folder."""

    path: Path
    created_ms: int
    size: int


def back_up(source: Path, target: Path) -> None:
    """Raises `database_unavailable`."""
    make_private_dir(target.parent)
    try:
        sqlite.copy_database(source, target)
    except (OSError, sqlite3.Error) as error:
        raise MachineError("database_unavailable", reason=f"no copy could be made: {error}") from error


def back_up_before_migration(path: Path, revision: str, paths: AppPaths) -> Path:
    """`backups/migration-<revision>-<time>.db`; the five newest are kept."""
    target = paths.backups / f"migration-{revision}-{timestamp()}.db"
    back_up(path, target)
    keep_newest(paths.backups, "migration-*.db", 5)
    return target


def list_backups(folder: Path) -> tuple[Backup, ...]:
    """Newest first."""
    found = [(file, file.stat()) for file in folder.glob("*.db")]
    backups = [Backup(path=file, created_ms=stat.st_mtime_ns // 1_000_000, size=stat.st_size) for file, stat in found]
    return tuple(sorted(backups, key=lambda backup: (backup.created_ms, backup.path.name), reverse=True))


def keep_newest(folder: Path, pattern: str, count: int) -> None:
    files = sorted(folder.glob(pattern), key=lambda file: (file.stat().st_mtime_ns, file.name), reverse=True)
    for file in files[count:]:
        file.unlink(missing_ok=True)


def check_backup(path: Path) -> None:
    """Raises `backup_invalid` unless the file is a whole Amux database that this version understands."""
    try:
        if not path.is_file():
            raise MachineError("backup_invalid", path=str(path), reason="there is no such file")
        problem = sqlite.find_damage(path)
        revision = None if problem else sqlite.read_revision(path)
    except sqlite3.Error as error:
        problem, revision = str(error), None
    if problem:
        raise MachineError("backup_invalid", path=str(path), reason=problem)
    if revision is None:
        raise MachineError("backup_invalid", path=str(path), reason="it is not a database of Amux")
    if not migrations.is_known(revision):
        raise MachineError("backup_invalid", path=str(path), reason="it was made by a newer version of Amux")


def restore_backup(backup: Path, paths: AppPaths) -> Path | None:
    """Put a backup in the place of the built-in database, which must be closed. Returns where the old one went.
    Raises `backup_invalid`; then nothing has changed."""
    check_backup(backup)
    with file_lock(paths.home / "database.lock"):
        moved = quarantine(paths.database, paths) if paths.database.exists() else None
        sqlite.copy_database(backup, paths.database)
    return moved


def recover_if_damaged(path: Path, paths: AppPaths) -> Recovery | None:
    """Called under the database lock, before the file is opened."""
    reason = _damage(path, paths)
    if not reason:
        return None
    moved = quarantine(path, paths)
    restored = _restore_newest(path, paths)
    log.error("The database was damaged (%s), moved to %s, restored from %s", reason, moved, restored)
    return Recovery(reason=reason, quarantine=moved, restored_from=restored)


def quarantine(path: Path, paths: AppPaths) -> Path:
    """Move the file together with its side files: a -wal without its database, or the reverse, is lost data."""
    folder = paths.quarantine / timestamp()
    number = 1
    while folder.exists():
        number += 1
        folder = paths.quarantine / f"{timestamp()}-{number}"
    make_private_dir(folder)
    for file in (path, *sqlite.side_files(path)):
        if file.exists():
            shutil.move(file, folder / file.name)
    return folder


def timestamp() -> str:
    """UTC, sortable, usable in file names everywhere."""
    return time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())


def _damage(path: Path, paths: AppPaths) -> str:
    if not path.exists():
        return ""
    size = path.stat().st_size
    if size == 0:
        # SQLite takes an empty file for a new database; with a vault or backups there was one before.
        return "it is empty" if paths.vault.exists() or list_backups(paths.backups) else ""
    return sqlite.find_damage(path, thorough=size < _THOROUGH_BELOW)


def _restore_newest(path: Path, paths: AppPaths) -> Path | None:
    for backup in list_backups(paths.backups):
        try:
            check_backup(backup.path)
        except AmuxError as error:
            log.warning("%s", error)
            continue
        sqlite.copy_database(backup.path, path)
        return backup.path
    return None
