"""Deleting everything Amux keeps, in an order that leaves no coding tool pointing at nothing."""

from __future__ import annotations

import dataclasses
import logging
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from amux_desktop.core.errors import AmuxError, MachineError
from amux_desktop.core.paths import AppPaths
from amux_desktop.security.keyring_access import Keyring, SystemKeyring
from amux_desktop.security.vault_file import read_vault_file
from amux_desktop.services.code_switch import CodeSwitchService

if TYPE_CHECKING:
    from amux_desktop.services.app_services import AppServices

log = logging.getLogger(__name__)

_FURTHER = ("database.lock", "vault.lock", "code-switch.lock", "window.ini")
_SIDES = ("-wal", "-shm", "-journal", ".bak")
_HELD = ("home", "instance")


async def take_leave(services: AppServices, *, anyway: bool = False) -> tuple[str, ...]:
    """The first half, while the services are open: every coding tool gets its own settings back, and the system starts
    Amux no more, neither with the session nor for links. Returns the ids of the tools. Raises the first error of a tool
    unless `anyway`; the others have theirs back then."""
    tools = await _give_back(services.code_switch, anyway=anyway)
    try:
        if (await services.system.autostart()).enabled:
            await services.system.set_autostart(False)
        if (await services.system.links()).enabled:
            await services.system.set_links(False)
    except AmuxError as error:
        log.warning("An entry of the system could not be removed: %s", error)
    return tools


async def _give_back(code_switch: CodeSwitchService, *, anyway: bool) -> tuple[str, ...]:
    results = await code_switch.restore_all()
    for tool, error in results:
        if error is not None:
            if not anyway:
                raise error
            log.warning("%s still points at Amux: %s", tool, error)
    return tuple(tool for tool, error in results if error is None)


def wipe(paths: AppPaths, keyring: Keyring | None = None) -> tuple[str, ...]:
    """The second half, when no process has the data open: the caller holds the instance lock, which stays.

    Only what Amux made is removed, never the whole folder: somebody may have pointed AMUX_HOME at one with other things
    in it. Returns the names removed. Raises `file_unwritable` at the first that cannot be; the next try goes on there.
    """
    _forget_master(paths.vault, keyring)
    removed = []
    for path in _made_by_us(paths):
        try:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.exists() or path.is_symlink():
                path.unlink()
            else:
                continue
        except OSError as error:
            raise MachineError("file_unwritable", path=str(path), reason=error.strerror or str(error)) from error
        removed.append(path.name)
    return tuple(removed)


def _made_by_us(paths: AppPaths) -> tuple[Path, ...]:
    """The database first: without it, whatever is left is worth nothing to anybody."""
    own = [getattr(paths, field.name) for field in dataclasses.fields(paths) if field.name not in _HELD]
    own.sort(key=lambda path: path != paths.database)
    sides = [path.with_name(path.name + end) for path in own for end in _SIDES]
    return (*own, *sides, *(paths.home / name for name in _FURTHER))


def _forget_master(vault: Path, keyring: Keyring | None) -> None:
    """Without the vault's file the key opens nothing, so a keyring that cannot be reached is only noted."""
    try:
        file = read_vault_file(vault)
        if file is not None and file.seal == "keyring":
            (keyring or SystemKeyring()).delete(file.account)
    except AmuxError as error:
        log.warning("The master key could not be removed: %s", error)
