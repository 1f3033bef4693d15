"""The configuration in memory: settings for everybody, the routing snapshot for the proxy.

A service that changed the database calls `changed`, which loads anew, hands the snapshot to the proxy and only then tells
the others: when a change returns, the next request already sees it.
"""

from __future__ import annotations

import asyncio
import dataclasses
import logging
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from amux_desktop.core.config_file import read_config
from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import Event, EventBus, SettingsChanged
from amux_desktop.core.redaction import Redactor
from amux_desktop.core.settings import Settings
from amux_desktop.services.store import Repositories, Store
from amux_desktop.storage.records import ApiToken, BridgeProxy, CodeTool, Provider, ProviderSecrets
from bridge.errors import ConfigurationError

if TYPE_CHECKING:
    from amux_desktop.proxy.snapshot import Snapshot
    from bridge.registry import Registry

log = logging.getLogger(__name__)


class Configuration:
    """`settings` is always the current snapshot. `attach` connects the proxy, which then gets every new routing table."""

    def __init__(self, store: Store, bus: EventBus, config_file: Path, adapters: Path, redactor: Redactor) -> None:
        self._store = store
        self._bus = bus
        self._config_file = config_file
        self._adapters = adapters
        self._redactor = redactor
        self._settings = Settings()
        self._apply: Callable[[Snapshot], None] | None = None
        self._lock = asyncio.Lock()

    @property
    def settings(self) -> Settings:
        return self._settings

    @cached_property
    def registry(self) -> Registry:
        """The adapters; loaded when first needed, since commands that touch no provider can do without."""
        from amux_desktop.services.adapters import load_registry

        return load_registry(self._adapters)

    async def load(self) -> None:
        """Read everything for the first time. Unusable settings are logged and keep their default."""
        await self._reload()

    async def attach(self, apply: Callable[[Snapshot], None]) -> None:
        """`apply` gets the current routing table now and every later one."""
        self._apply = apply
        await self._reload()

    def detach(self) -> None:
        self._apply = None

    async def changed(self, *events: Event) -> None:
        """Something was written: load anew, apply, then publish `events` (and what else turned out to have changed)."""
        before = self._settings
        await self._reload()
        for event in events:
            self._bus.publish(event)
        keys = self._settings.changed_keys(before)
        if keys:
            self._bus.publish(SettingsChanged(keys))

    async def snapshot(self, proxy: BridgeProxy | None = None) -> Snapshot:
        """A routing table of its own, as stored, with `proxy` (enabled) in the place of the one with its id or path."""
        file_values = read_config(self._config_file)
        loaded = await self._store.read(lambda store: _Loaded(store, file_values))
        if proxy is not None:
            others = [item for item in loaded.proxies if item.id != proxy.id and item.slug != proxy.slug]
            loaded.proxies = (*others, dataclasses.replace(proxy, enabled=True))
        loaded.hide_secrets(self._redactor)
        return loaded.snapshot(self.registry)

    async def _reload(self) -> None:
        async with self._lock:
            file_values = read_config(self._config_file)
            if self._apply is None:
                settings, problems = await self._store.read(lambda store: store.settings.load(file_values))
                self._note(settings, problems)
                return
            loaded = await self._store.read(lambda store: _Loaded(store, file_values))
            self._note(loaded.settings, loaded.problems)
            loaded.hide_secrets(self._redactor)
            self._apply(loaded.snapshot(self.registry))

    def _note(self, settings: Settings, problems: tuple[AmuxError, ...]) -> None:
        for problem in problems:
            log.warning("A stored setting is not used: %s", problem)
        self._settings = settings


class _Loaded:
    """Everything the routing table is made of, read in one transaction."""

    def __init__(self, store: Repositories, file_values: Mapping[str, str]) -> None:
        self.settings, self.problems = store.settings.load(file_values)
        self.providers: tuple[Provider, ...] = store.providers.list()
        self.proxies: tuple[BridgeProxy, ...] = store.proxies.list()
        tokens = {token.id: token for token in store.tokens.list()}
        self.tokens: dict[str, ApiToken] = {digest: tokens[owner] for digest, owner in store.tokens.hashes().items()}
        self.secrets = {provider.id: _secrets(store, provider) for provider in self.providers}
        self.code_tools: tuple[CodeTool, ...] = store.code_tools.list()

    def hide_secrets(self, redactor: Redactor) -> None:
        """Keys of any shape stay out of log files and recorded bodies."""
        for secrets in self.secrets.values():
            if secrets is not None:
                redactor.register(*secrets.keys.values(), *secrets.headers.values())

    def snapshot(self, registry: Registry) -> Snapshot:
        from amux_desktop.proxy.code_routes import CodeRoutes
        from amux_desktop.proxy.snapshot import Snapshot
        from amux_desktop.services.code_entries import code_entries

        usable = []
        for provider in self.providers:
            try:
                registry.get(provider.adapter)
            except ConfigurationError as error:
                log.warning("Provider %s is left out: %s", provider.name, error)
                continue
            usable.append(provider)
        snapshot = Snapshot.build(
            settings=self.settings,
            providers=usable,
            secrets=self.secrets.get,
            proxies=self.proxies,
            tokens=self.tokens,
            adapter=registry.get,
        )
        return dataclasses.replace(snapshot, codes=CodeRoutes(code_entries(self.code_tools), snapshot).find)


def _secrets(store: Repositories, provider: Provider) -> ProviderSecrets | None:
    try:
        return store.providers.secrets(provider.id)
    except AmuxError as error:
        log.warning("The keys of provider %s cannot be used: %s", provider.name, error)
        return None
