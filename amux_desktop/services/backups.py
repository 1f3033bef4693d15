"""Copies of the built-in database in the data folder: made now and then, the oldest removed, put back when asked."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from amux_desktop.core.clock import Clock
from amux_desktop.core.config_file import read_config
from amux_desktop.core.errors import AmuxError, InvalidInputError, NotFoundError
from amux_desktop.core.paths import AppPaths
from amux_desktop.services.configuration import Configuration
from amux_desktop.storage.database import Database
from amux_desktop.storage.opening import open_storage
from amux_desktop.storage.recovery import (
    Backup,
    check_backup,
    keep_newest,
    list_backups,
    restore_backup,
    timestamp,
)

log = logging.getLogger(__name__)

BackupKind = Literal["automatic", "manual", "migration"]
_HOUR_MS = 3_600_000
_PREFIXES: dict[BackupKind, str] = {"automatic": "auto-", "manual": "manual-", "migration": "migration-"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupInfo:
    """`migration` ones were made before an update of Amux changed the database."""

    name: str
    path: Path
    kind: BackupKind
    created_ms: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """`locked` says why the stored keys of the restored database cannot be used, `lost` names the providers whose keys
    must be entered again, because the vault's key was changed after the backup."""

    name: str
    previous: Path | None
    """The folder to which the database that was in use went."""
    locked: str = ""
    lost: tuple[str, ...] = ()


class BackupsService:
    """Only the built-in database: the tools of a database server know better how to save theirs."""

    def __init__(self, paths: AppPaths, database: Database, configuration: Configuration, clock: Clock) -> None:
        self._paths = paths
        self._database = database
        self._configuration = configuration
        self._clock = clock
        self._lock = asyncio.Lock()

    async def list(self) -> tuple[BackupInfo, ...]:
        """Newest first."""
        return await asyncio.to_thread(stored_backups, self._paths)

    async def create(self) -> BackupInfo:
        """A copy that stays until it is removed by hand. Raises `backup_external`, `database_unavailable`,
        `backup_invalid` (the database itself is damaged)."""
        if not self._is_built_in():
            raise InvalidInputError("backup_external")
        return await self._make("manual")

    async def keep_up(self) -> BackupInfo | None:
        """Make the automatic copy if it is due and remove the oldest, as the settings `backup.*` say. Raises as `create`."""
        settings = self._configuration.settings
        if not settings.backup_interval_h or not self._is_built_in():
            return None
        if not self._is_due(await self.list(), settings.backup_interval_h):
            return None
        made = await self._make("automatic")
        keep_newest(self._paths.backups, f"{_PREFIXES['automatic']}*.db", settings.backup_keep)
        return made

    def _is_built_in(self) -> bool:
        return self._database.path == self._paths.database

    def _is_due(self, backups: tuple[BackupInfo, ...], interval_h: int) -> bool:
        """A copy from the future was made before the clock was set back, and is none to rely on."""
        now = self._clock.now_ms()
        ages = [now - backup.created_ms for backup in backups if backup.kind == "automatic"]
        return not any(0 <= age < interval_h * _HOUR_MS for age in ages)

    async def _make(self, kind: BackupKind) -> BackupInfo:
        async with self._lock:
            return await asyncio.to_thread(self._copy, kind)

    def _copy(self, kind: BackupKind) -> BackupInfo:
        """A damaged copy is removed at once: rotation must never trade good ones for it."""
        target = _free_file(self._paths.backups, f"{_PREFIXES[kind]}{timestamp()}")
        self._database.back_up(target)
        try:
            check_backup(target)
        except AmuxError:
            target.unlink(missing_ok=True)
            raise
        return next(info for info in stored_backups(self._paths) if info.path == target)


def stored_backups(paths: AppPaths) -> tuple[BackupInfo, ...]:
    """Newest first."""
    infos = (_info(backup) for backup in list_backups(paths.backups))
    return tuple(info for info in infos if info is not None)


def find_backup(paths: AppPaths, name: str) -> BackupInfo:
    """One that could be put back. Raises `not_found`, `backup_external`."""
    if read_config(paths.config).get("database.url", ""):
        raise InvalidInputError("backup_external")
    known = stored_backups(paths)
    for info in known:
        if name in (info.name, info.path.stem):
            return info
    raise NotFoundError("not_found", kind="backup", ref=name, known=[info.name for info in known])


def restore(paths: AppPaths, name: str) -> Restored:
    """Put a backup in the place of the database, which no process may have open: the caller holds the instance lock.
    The database that was in use goes to quarantine. Raises `not_found`, `backup_invalid`, `backup_external`; then nothing
    has changed."""
    paths.ensure()
    chosen = find_backup(paths, name)
    previous = restore_backup(chosen.path, paths)
    locked, lost = _state_of_keys(paths)
    return Restored(name=chosen.name, previous=previous, locked=locked, lost=lost)


def _state_of_keys(paths: AppPaths) -> tuple[str, tuple[str, ...]]:
    """Why no key can be read, else the providers of which some cannot. Brings an older database up to date on the way."""
    opened = open_storage(paths)
    try:
        if opened.vault.reason:
            return opened.vault.reason, ()
        lost: list[str] = []
        with opened.storage.read() as store:
            for provider in store.providers.list():
                try:
                    store.providers.secrets(provider.id)
                except AmuxError as error:
                    log.warning("The keys of %s cannot be read: %s", provider.name, error)
                    lost.append(provider.name)
        return "", tuple(lost)
    finally:
        opened.close()


def _info(backup: Backup) -> BackupInfo | None:
    for kind, prefix in _PREFIXES.items():
        if backup.path.name.startswith(prefix):
            return BackupInfo(
                name=backup.path.name, path=backup.path, kind=kind, created_ms=backup.created_ms, size=backup.size
            )
    return None


def _free_file(folder: Path, stem: str) -> Path:
    """Reserves nothing: the lock of the service keeps two copies of one second apart."""
    with contextlib.suppress(FileNotFoundError):
        taken = {file.name for file in folder.iterdir()}
        number = 2
        while f"{stem}.db" in taken:
            stem = f"{stem.partition('_')[0]}_{number}"
            number += 1
    return folder / f"{stem}.db"
