"""`AppServices`: everything the window and the command line can do, as one object."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from amux_desktop.core.clock import Clock, SystemClock
from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import EventBus
from amux_desktop.core.instance import running_instance
from amux_desktop.core.lazy import once
from amux_desktop.core.peers import Worker
from amux_desktop.core.redaction import Redactor
from amux_desktop.core.settings import Settings
from amux_desktop.core.tasks import TaskSet
from amux_desktop.services.account_runtime import AccountRuntime
from amux_desktop.services.api_tokens import TokensService
from amux_desktop.services.code_keeper import keep_tools
from amux_desktop.services.config_watch import watch_configuration
from amux_desktop.services.configuration import Configuration
from amux_desktop.services.dashboard import DashboardService
from amux_desktop.services.health import HealthKeeper
from amux_desktop.services.housekeeping import keep_house
from amux_desktop.services.interpreter import prepare_for_serving
from amux_desktop.services.machine_watch import watch_machine
from amux_desktop.services.machines import MachinesService
from amux_desktop.services.pool_credentials import PoolCredentials
from amux_desktop.services.pricing import Pricing
from amux_desktop.services.proxy_control import ProxyControl, url_of
from amux_desktop.services.proxy_runtime import RuntimeMaker
from amux_desktop.services.response_archive import ResponseArchive
from amux_desktop.services.settings import SettingsService
from amux_desktop.services.store import Store
from amux_desktop.services.vault import VaultService
from amux_desktop.storage.opening import OpenedStorage

if TYPE_CHECKING:
    from amux_desktop.oauth.vendors import Vendors
    from amux_desktop.services.accounts import AccountsService
    from amux_desktop.services.analytics.service import AnalyticsService
    from amux_desktop.services.backups import BackupsService
    from amux_desktop.services.bridge_proxies import ProxiesService
    from amux_desktop.services.chat import ChatService
    from amux_desktop.services.code_switch import CodeSwitchService
    from amux_desktop.services.deep_links import DeepLinks
    from amux_desktop.services.importing.service import ImportersService
    from amux_desktop.services.pools import PoolsService
    from amux_desktop.services.presets import Presets
    from amux_desktop.services.probe import Probe
    from amux_desktop.services.providers import ProvidersService
    from amux_desktop.services.request_logs import RequestLogsService
    from amux_desktop.services.status import StatusService
    from amux_desktop.services.system.service import SystemService
    from amux_desktop.services.transfer import TransferService
    from amux_desktop.services.tunnel import TunnelParts, TunnelService
    from amux_desktop.services.updates.service import UpdatesService

log = logging.getLogger(__name__)


class AppServices:
    """One attribute per subject. All coroutines belong to the loop on which `open` ran; records may go anywhere.

    `open` makes everything usable. `start_background` is for the process that serves: it notices what other processes
    change, applies retention and stores health. `aclose` ends all in the right order and writes what is queued.
    """

    def __init__(
        self,
        opened: OpenedStorage,
        bus: EventBus,
        *,
        version: str,
        redactor: Redactor | None = None,
        clock: Clock | None = None,
        vendors: Vendors | None = None,
        on_listening: Callable[[str, int], None] = lambda _host, _port: None,
        tunnel: TunnelParts | None = None,
        worker: Worker | None = None,
    ) -> None:
        """`worker`: this process is one of several that serve; the first of them does what must be done once."""
        self._worker = worker
        self._opened = opened
        self._version = version
        self._redactor = redactor or Redactor()
        self._clock = clock or SystemClock()
        self._tasks = TaskSet()
        self._closed = False
        self._serves = False
        self.bus = bus
        self.paths = opened.paths
        self.recovery = opened.database.recovery
        """What was done about a damaged database at this start; None when it was sound."""
        self.store = Store(opened.storage)
        self.configuration = Configuration(self.store, bus, opened.paths.config, opened.paths.adapters, self._redactor)
        self.health = HealthKeeper(opened.log_writer, self.store, bus, self._clock)
        self.pricing = Pricing(self.store, lambda: self.configuration.settings.pricing_cny_per_usd)
        self._account_runtime = AccountRuntime(
            self.store, self.configuration, bus, self._redactor, self._clock, version, opened.paths.cache, vendors
        )
        self._credentials = PoolCredentials(self._account_runtime)
        # A database of a server may have other machines, which store turns as other workers do.
        self._archive = ResponseArchive(self.store, has_company=worker is not None or opened.database.path is None)
        self.tokens = TokensService(self.store, self.configuration, self._clock)
        self.dashboard = DashboardService(self.store, bus, self._clock)
        self.settings = SettingsService(self.store, self.configuration, opened.paths.config)
        self.machines = MachinesService(self.configuration, opened.vault, worker)
        self.vault = VaultService(opened, self.configuration, bus)
        maker = RuntimeMaker(
            version=version,
            bus=bus,
            redactor=self._redactor,
            tasks=self._tasks,
            log_writer=opened.log_writer,
            health=self.health,
            pricing=self.pricing,
            archive=self._archive,
            accounts=self._account_runtime,
            credentials=self._credentials,
            tokens=self.tokens,
            machines=self.machines,
            worker=worker,
        )
        self.proxy = ProxyControl(self.configuration, bus, maker, on_listening, worker)
        self._tunnel_parts = tunnel
        self.settings.guards.append(self._check_settings)

    @property
    def version(self) -> str:
        return self._version

    # What a single command or a proxy that waits for requests does not need is loaded and made when it is asked for.

    @once
    def _probe(self) -> Probe:
        from amux_desktop.services.probe import Probe

        return Probe(
            self.configuration, self.health, self.bus, self._redactor, self.pricing.price, self._version, self._credentials
        )  # fmt: skip

    @once
    def presets(self) -> Presets:
        from amux_desktop.services.presets import Presets

        return Presets()

    @once
    def providers(self) -> ProvidersService:
        from amux_desktop.services.providers import ProvidersService

        return ProvidersService(self.store, self.configuration, self.presets, self._probe)

    @once
    def proxies(self) -> ProxiesService:
        from amux_desktop.services.bridge_proxies import ProxiesService

        return ProxiesService(self.store, self.configuration, self._probe)

    @once
    def accounts(self) -> AccountsService:
        from amux_desktop.services.accounts import AccountsService

        return AccountsService(self.store, self.bus, self._account_runtime)

    @once
    def pools(self) -> PoolsService:
        from amux_desktop.services.pools import PoolsService

        return PoolsService(self.store, self.bus, self._account_runtime)

    @once
    def logs(self) -> RequestLogsService:
        from amux_desktop.services.request_logs import RequestLogsService

        return RequestLogsService(self.store, self._probe, self.bus)

    @once
    def code_switch(self) -> CodeSwitchService:
        from amux_desktop.services.code_switch import CodeSwitchService

        lock = self.paths.home / "code-switch.lock"
        return CodeSwitchService(self.store, self.configuration, self.bus, self.running_url, lock, self.paths.cache)

    @once
    def transfer(self) -> TransferService:
        from amux_desktop.services.transfer import TransferService

        return TransferService(self.store, self.configuration, self.pricing, self.paths.config, self._version)

    @once
    def backups(self) -> BackupsService:
        from amux_desktop.services.backups import BackupsService

        return BackupsService(self.paths, self._opened.database, self.configuration, self._clock)

    @once
    def chat(self) -> ChatService:
        from amux_desktop.services.chat import ChatService

        return ChatService(self.store, self.proxy, self.bus, self._version)

    @once
    def tunnel(self) -> TunnelService:
        from amux_desktop.services.tunnel import TunnelService

        return TunnelService(
            self.store, self.configuration, self.bus, self.proxy, self._redactor, self._clock, self.paths, self._version,
            self._tunnel_parts,
        )  # fmt: skip

    @once
    def status(self) -> StatusService:
        from amux_desktop.services.status import StatusService

        return StatusService(
            self.paths, self.store, self.configuration, self.vault, self.dashboard, self._version, self.tunnel.report,
            self.machines,
        )  # fmt: skip

    @once
    def updates(self) -> UpdatesService:
        from amux_desktop.services.build_data import read_build_data
        from amux_desktop.services.updates.service import UpdatesService

        return UpdatesService(self.store, self.configuration, self.bus, self._clock, read_build_data(), self._version)

    @once
    def analytics(self) -> AnalyticsService:
        from amux_desktop.services.analytics.service import AnalyticsService
        from amux_desktop.services.build_data import read_build_data

        return AnalyticsService(self.store, self.configuration, self.bus, read_build_data(), self._version)

    @once
    def links(self) -> DeepLinks:
        from amux_desktop.services.deep_links import DeepLinks

        return DeepLinks(self.providers)

    @once
    def system(self) -> SystemService:
        from amux_desktop.services.system.service import SystemService

        return SystemService()

    @once
    def importers(self) -> ImportersService:
        from amux_desktop.services.importing.service import ImportersService

        return ImportersService(self.transfer, self.presets)

    def base_url(self) -> str:
        """Where the proxy listens, or will when it is started. Safe from any thread."""
        settings = self.configuration.settings
        return self.proxy.status.base_url or url_of(settings.proxy_host, settings.proxy_port)

    def running_url(self) -> str:
        """Where the proxy of this data folder really listens, in whichever process; else as `base_url`."""
        if not self.proxy.status.base_url:
            instance = running_instance(self.paths.instance)
            if instance is not None and instance.port:
                return url_of(instance.host, instance.port)
        return self.base_url()

    async def open(self) -> AppServices:
        """Settings and prices are loaded, the log writer runs."""
        await self.configuration.load()
        await self.pricing.load()
        self._opened.log_writer.start()
        return self

    def start_background(self) -> None:
        prepare_for_serving()
        self._tasks.spawn(
            watch_configuration(self._opened.database, self.configuration), name="watch the configuration"
        )
        self._tasks.spawn(self.health.run(), name="store health")
        self._tasks.spawn(watch_machine(self._clock, self.proxy.renew_connections), name="watch the machine")
        self._tasks.spawn(self.vault.keep_trying(), name="keep trying to open the vault")
        if self._worker is None or self._worker.is_first:
            self._start_once()

    def _start_once(self) -> None:
        """What one process does for all that serve the data folder."""
        self._serves = True
        self._tasks.spawn(keep_tools(lambda: self.code_switch, self.store, self.bus), name="keep coding tools")
        self._tasks.spawn(
            keep_house(self.store, self.configuration, self.bus, self.backups, self._clock), name="keep house"
        )
        self.tunnel.serve()
        self._tasks.spawn(self.system.mend(), name="mend the autostart entry")
        self._tasks.spawn(self.updates.run(), name="look for updates")
        self._tasks.spawn(self.analytics.run(), name="send usage figures")
        self._tasks.spawn(self._account_runtime.run(), name="keep accounts fresh")

    async def aclose(self) -> None:
        """Stop accepting, end exchanges, write what is queued, close the database."""
        if self._closed:
            return
        self._closed = True
        if self._serves and self.configuration.settings.code_switch_on_quit == "restore":
            await self._suspend_tools()
        if "chat" in self.__dict__:
            await self.chat.aclose()
        if "tunnel" in self.__dict__:
            await self.tunnel.aclose()
        await self.proxy.aclose()
        await self._tasks.cancel_all()
        if "accounts" in self.__dict__:
            await self.accounts.aclose()
        await self._account_runtime.aclose()
        await self.health.flush()
        await self._archive.aclose()
        self.dashboard.close()
        self.store.close()
        self._opened.close()

    def _check_settings(self, settings: Settings) -> None:
        self.tunnel.check_settings(settings)

    async def _suspend_tools(self) -> None:
        """No tool is left pointing at a port where nobody answers; the next start brings them back."""
        try:
            if await self.store.read(lambda store: store.code_tools.is_untouched()):
                return
            await self.code_switch.suspend()
        except AmuxError as error:
            log.warning("The coding tools still point at Amux: %s", error)
