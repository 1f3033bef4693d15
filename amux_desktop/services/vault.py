"""The vault that seals stored keys: its state, unlocking, rotating, resetting."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import EventBus, VaultStateChanged
from amux_desktop.security.vault import LOCK_REASONS
from amux_desktop.security.vault_file import Seal
from amux_desktop.services.configuration import Configuration
from amux_desktop.storage.opening import OpenedStorage

log = logging.getLogger(__name__)
T = TypeVar("T")
_FIRST_PAUSE_S = 5.0
_LONGEST_PAUSE_S = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultStatus:
    """`seal` says where the master key is kept: `keyring`, `passphrase` or `file` (which is `is_weak`)."""

    is_open: bool
    seal: str
    is_weak: bool
    reason: str = ""
    """Code of why it is locked."""
    explanation: str = ""
    """The same in plain English."""


class VaultService:
    def __init__(self, opened: OpenedStorage, configuration: Configuration, bus: EventBus) -> None:
        self._opened = opened
        self._configuration = configuration
        self._bus = bus

    @property
    def status(self) -> VaultStatus:
        vault = self._opened.vault
        return VaultStatus(
            is_open=not vault.reason,
            seal=vault.seal_kind or "",
            is_weak=vault.is_weak,
            reason=vault.reason,
            explanation=LOCK_REASONS.get(vault.reason, vault.reason),
        )

    async def unlock(self, passphrase: str | None = None) -> VaultStatus:
        """Try again, with a passphrase if there is one. Raises `passphrase_wrong` or `vault_locked`."""
        return await self._changed(lambda: self._opened.vault.unlock(passphrase))

    async def keep_trying(self) -> None:
        """Until it is open: what holds the key may come later than Amux, or come back. Only where nobody can be asked for a
        password again and again; a window has a button."""
        pause_s = _FIRST_PAUSE_S
        while not self.status.is_open and _asks_nobody(self.status.seal):
            await asyncio.sleep(pause_s)
            pause_s = min(_LONGEST_PAUSE_S, pause_s * 2)
            try:
                await self.unlock()
            except AmuxError as error:
                log.debug("The vault stays locked: %s", error)
            else:
                log.info("The vault is open now")

    async def change_seal(self, seal: Seal, passphrase: str | None = None) -> VaultStatus:
        """Keep the master key elsewhere. Raises `keyring_*`, `passphrase_missing`, `passphrase_too_short`."""
        return await self._changed(lambda: self._opened.vault.change_seal(seal, passphrase))

    async def rotate(self) -> int:
        """A new key for stored secrets; returns how many were sealed again. Raises `vault_locked`."""
        count = await asyncio.to_thread(self._opened.rotate_key)
        await self._configuration.changed()
        return count

    async def reset(self) -> VaultStatus:
        """Give up all stored secrets, on the user's word: every key must be entered again."""
        return await self._changed(self._opened.reset_vault)

    async def _changed(self, work: Callable[[], None]) -> VaultStatus:
        await asyncio.to_thread(work)
        status = self.status
        self._bus.publish(
            VaultStateChanged(state="open" if status.is_open else "locked", seal=status.seal, reason=status.reason)
        )
        await self._configuration.changed()
        return status


def _asks_nobody(seal: str) -> bool:
    if seal == "keyring":
        return sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return seal == "file"
