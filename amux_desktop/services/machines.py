"""The other machines that serve from the same database, and the server through which they share what limits and health need."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amux_desktop.core.errors import AmuxError, UnavailableError
from amux_desktop.core.peers import Worker, new_machine
from amux_desktop.core.settings import mask_url
from amux_desktop.security.vault import LOCK_REASONS, Vault
from amux_desktop.services.configuration import Configuration

if TYPE_CHECKING:
    from amux_desktop.storage.machine_link import MachineLink

FIRST_S = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedState:
    """What a visit to the server found. `url` is empty when none is set, and never holds a password; `problem` is why it
    cannot be used."""

    url: str = ""
    problem: str = ""
    milliseconds: float = 0.0


class MachinesService:
    """Belongs to the backend's loop. `open_link` once, in the process that serves."""

    def __init__(self, configuration: Configuration, vault: Vault, worker: Worker | None) -> None:
        self._configuration = configuration
        self._vault = vault
        self._machine = worker.machine if worker is not None else new_machine()
        self._worker = worker.link.name if worker is not None else "1"
        self._link: MachineLink | None = None

    @property
    def url(self) -> str:
        """As it is set, password included; empty when there are no other machines."""
        return self._configuration.settings.shared_state_url

    def open_link(self) -> MachineLink | None:
        """None when no server is set, or what is set is of no use; `check` says why."""
        if self.url and self._link is None:
            from amux_desktop.storage.machine_link import MachineLink
            from amux_desktop.storage.valkey import Address

            address = Address.parse(self.url)
            self._link = MachineLink(address, self._vault, self._installation, self._machine, self._worker)
        return self._link

    def check(self) -> None:
        """Raises `shared_state_url_invalid` when what is set cannot work at all, whatever the server does."""
        if not self.url:
            return
        from amux_desktop.storage.valkey import Address, check_client

        Address.parse(self.url)
        check_client()

    async def settled(self) -> AmuxError | None:
        """Waits a moment for the first answer of the server. Why it cannot be used; None when all is well."""
        if self._link is None or await self._link.settled(FIRST_S):
            return None
        return self._link.problem or UnavailableError(
            "shared_state_unavailable", url=mask_url(self.url), reason="it does not answer"
        )

    def _installation(self) -> str:
        if self._vault.id is None:
            raise UnavailableError("vault_locked", reason=LOCK_REASONS.get(self._vault.reason, self._vault.reason))
        return self._vault.id

    async def look(self) -> SharedState:
        """Visits the server, also from a process that does not serve."""
        if not self.url:
            return SharedState()
        from amux_desktop.storage.valkey import Address, Valkey

        try:
            address = Address.parse(self.url)
            async with Valkey(address) as server:
                begun = time.perf_counter()
                await server.ask(("PING",))
                return SharedState(url=address.shown, milliseconds=(time.perf_counter() - begun) * 1000)
        except AmuxError as error:
            return SharedState(url=mask_url(self.url), problem=str(error.params["reason"]))
