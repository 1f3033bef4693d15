"""What `amux status` tells: this profile, and the Amux that runs on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from amux_desktop.core.instance import InstanceInfo, running_instance
from amux_desktop.core.paths import AppPaths
from amux_desktop.core.settings import mask_url
from amux_desktop.services.configuration import Configuration
from amux_desktop.services.dashboard import DashboardService
from amux_desktop.services.machines import MachinesService, SharedState
from amux_desktop.services.proxy_control import url_of
from amux_desktop.services.store import Repositories, Store
from amux_desktop.services.tunnel_report import TunnelReport
from amux_desktop.services.vault import VaultService, VaultStatus
from amux_desktop.storage.records import UsageTotals


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """`instance` is None when nothing runs; `base_url` is empty when no proxy listens."""

    version: str
    home: str
    database: str
    database_bytes: int
    shared_state: SharedState
    vault: VaultStatus
    instance: InstanceInfo | None
    base_url: str
    auth_required: bool
    providers: int
    proxies: int
    tokens: int
    tunnel: TunnelReport
    last_day: UsageTotals


class StatusService:
    def __init__(
        self,
        paths: AppPaths,
        store: Store,
        configuration: Configuration,
        vault: VaultService,
        dashboard: DashboardService,
        version: str,
        tunnel: Callable[[], TunnelReport],
        machines: MachinesService,
    ) -> None:
        self._paths = paths
        self._store = store
        self._configuration = configuration
        self._vault = vault
        self._dashboard = dashboard
        self._version = version
        self._tunnel = tunnel
        self._machines = machines

    async def get(self) -> Status:
        def counts(store: Repositories) -> tuple[int, int, int]:
            return len(store.providers.list()), len(store.proxies.list()), len(store.tokens.list())

        providers, proxies, tokens = await self._store.read(counts)
        settings = self._configuration.settings
        instance = running_instance(self._paths.instance)
        file = self._store.storage.database.path
        return Status(
            version=self._version,
            home=str(self._paths.home),
            database=mask_url(settings.database_url) if file is None else str(file),
            database_bytes=file.stat().st_size if file is not None else 0,
            shared_state=await self._machines.look(),
            vault=self._vault.status,
            instance=instance,
            base_url=url_of(instance.host, instance.port) if instance and instance.port else "",
            auth_required=settings.proxy_auth_required,
            providers=providers,
            proxies=proxies,
            tokens=tokens,
            tunnel=self._tunnel(),
            last_day=await self._dashboard.totals("24h"),
        )
