"""`Storage`: the database and the vault joined; what services work with."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import cached_property

from sqlalchemy import Connection

from amux_desktop.core.clock import Clock, SystemClock
from amux_desktop.security.cipher import SecretBox
from amux_desktop.storage.database import Database
from amux_desktop.storage.repositories import (
    AccountRepository,
    AppStateRepository,
    ChatRepository,
    CodeToolRepository,
    PriceRepository,
    ProviderRepository,
    ProxyRepository,
    RequestLogRepository,
    ResponseRepository,
    SettingsRepository,
    TokenRepository,
    TransferRepository,
    TunnelRepository,
    UsageRepository,
)


class Repositories:
    """All repositories over one transaction."""

    def __init__(self, connection: Connection, box: SecretBox, clock: Clock) -> None:
        self._parts = (connection, box, clock)

    @cached_property
    def providers(self) -> ProviderRepository:
        return ProviderRepository(*self._parts)

    @cached_property
    def proxies(self) -> ProxyRepository:
        return ProxyRepository(*self._parts)

    @cached_property
    def tokens(self) -> TokenRepository:
        return TokenRepository(*self._parts)

    @cached_property
    def settings(self) -> SettingsRepository:
        return SettingsRepository(*self._parts)

    @cached_property
    def request_logs(self) -> RequestLogRepository:
        return RequestLogRepository(*self._parts)

    @cached_property
    def usage(self) -> UsageRepository:
        return UsageRepository(*self._parts)

    @cached_property
    def chat(self) -> ChatRepository:
        return ChatRepository(*self._parts)

    @cached_property
    def code_tools(self) -> CodeToolRepository:
        return CodeToolRepository(*self._parts)

    @cached_property
    def accounts(self) -> AccountRepository:
        return AccountRepository(*self._parts)

    @cached_property
    def tunnel(self) -> TunnelRepository:
        return TunnelRepository(*self._parts)

    @cached_property
    def prices(self) -> PriceRepository:
        return PriceRepository(*self._parts)

    @cached_property
    def responses(self) -> ResponseRepository:
        return ResponseRepository(*self._parts)

    @cached_property
    def app_state(self) -> AppStateRepository:
        return AppStateRepository(*self._parts)

    @cached_property
    def transfer(self) -> TransferRepository:
        return TransferRepository(*self._parts)

    def reseal_all(self) -> int:
        """Seal every secret of the database again with the vault's current key. Returns how many."""
        return (
            self.providers.reseal()
            + self.settings.reseal()
            + self.code_tools.reseal()
            + self.accounts.reseal()
            + self.tunnel.reseal()
        )


class Storage:
    """Synchronous: coroutines call it in an executor."""

    def __init__(self, database: Database, box: SecretBox, clock: Clock | None = None) -> None:
        self.database = database
        self.box = box
        self._clock = clock or SystemClock()

    @contextlib.contextmanager
    def read(self) -> Iterator[Repositories]:
        """A consistent view that cannot write."""
        with self.database.read() as connection:
            yield Repositories(connection, self.box, self._clock)

    @contextlib.contextmanager
    def write(self, *, configuration: bool = True) -> Iterator[Repositories]:
        """One transaction: commits at the end, rolls back on any exception. See `Database.write`."""
        with self.database.write(configuration=configuration) as connection:
            yield Repositories(connection, self.box, self._clock)
