"""The vault that seals stored keys: its state, unlocking, rotating, resetting."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from amux_desktop.core.events import EventBus, VaultStateChanged
from amux_desktop.security.vault import LOCK_REASONS
from amux_desktop.security.vault_file import Seal
from amux_desktop.services.configuration import Configuration
from amux_desktop.storage.opening import OpenedStorage

T = TypeVar("T")


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
