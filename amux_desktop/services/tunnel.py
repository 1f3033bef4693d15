"""The tunnel: starting and stopping it, and what a page or a command shows of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from amux_desktop.core.clock import Clock
from amux_desktop.core.errors import AccessError, AmuxError
from amux_desktop.core.events import EventBus, TunnelAccessed, TunnelLogged, TunnelStateChanged
from amux_desktop.core.instance import running_instance
from amux_desktop.core.network import Network
from amux_desktop.core.paths import AppPaths
from amux_desktop.core.redaction import Redactor
from amux_desktop.core.settings import Settings
from amux_desktop.core.tasks import TaskSet
from amux_desktop.proxy.tunnel_access import ANY_PROXY, Access
from amux_desktop.services.configuration import Configuration
from amux_desktop.services.proxy_control import ProxyControl
from amux_desktop.services.store import Store
from amux_desktop.services.tunnel_account import TunnelAccount
from amux_desktop.services.tunnel_listener import Traffic, TunnelListener
from amux_desktop.services.tunnel_program import TunnelParts, TunnelProgram
from amux_desktop.services.tunnel_report import TunnelReport, read_report
from amux_desktop.services.tunnel_setup import Mode, TunnelSetup
from amux_desktop.services.tunnel_wishes import TunnelServing, Wish, ask, report_file
from amux_desktop.storage.records import ApiToken, TunnelConfig, TunnelEvent
from amux_desktop.tunnel.binary import Program
from amux_desktop.tunnel.command import named_launch, quick_launch
from amux_desktop.tunnel.log_lines import LogLine
from amux_desktop.tunnel.process import Launch
from amux_desktop.tunnel.supervisor import Supervisor, TunnelStatus

__all__ = [
    "ANY_PROXY",
    "Access",
    "LogLine",
    "Program",
    "Traffic",
    "TunnelParts",
    "TunnelProgram",
    "TunnelReport",
    "TunnelService",
    "TunnelStatus",
    "TunnelView",
    "Wish",
]

_ON = ("starting", "running", "reconnecting", "stopping")


@dataclass(frozen=True, slots=True, kw_only=True)
class TunnelView:
    """Everything a page or a command shows. `program_error` says why there is no `program`; `problem` is the first reason
    why the tunnel cannot be started now. `can_fetch` is whether Amux knows the checksum of a cloudflared for this computer."""

    status: TunnelStatus
    traffic: Traffic
    config: TunnelConfig
    tokens: tuple[ApiToken, ...]
    auth_required: bool
    program: Program | None
    program_error: AmuxError | None
    can_fetch: bool
    pinned_version: str
    problem: AmuxError | None


class TunnelService:
    """Coroutines belong to the backend's loop; `status`, `traffic`, `access` and `lines` are safe from any thread.

    `serve` is for the process that serves: it resumes the tunnel, takes up what other processes want, and reports.
    """

    def __init__(
        self,
        store: Store,
        configuration: Configuration,
        bus: EventBus,
        proxy: ProxyControl,
        redactor: Redactor,
        clock: Clock,
        paths: AppPaths,
        version: str,
        parts: TunnelParts | None = None,
    ) -> None:
        self._store = store
        self._configuration = configuration
        self._bus = bus
        self._proxy = proxy
        self._redactor = redactor
        self._clock = clock
        self._paths = paths
        self._version = version
        self._lock = asyncio.Lock()
        self._tasks = TaskSet()
        self._error: AmuxError | None = None
        self._mode = "quick"
        self._listener = TunnelListener(proxy, self._on_access)
        given = parts or TunnelParts()
        self.program = TunnelProgram(
            bus, paths.bin, lambda: self._settings.tunnel_cloudflared_path, self._network, given
        )
        self._supervisor = Supervisor(
            self._prepare, self._on_status, self._on_line, clean=redactor.redact, timing=given.timing, clock=clock
        )
        self._setup = TunnelSetup(store, lambda: self._settings, bus, redactor, clock, self._is_on)
        self._serving = TunnelServing(self, self._setup, store, bus, report_file(paths), clock)
        self.account = TunnelAccount(store, bus, self._network, given.api, self._is_on, redactor)

    # ------------------------------------------------------------------ what it is

    @property
    def status(self) -> TunnelStatus:
        """Of this process."""
        status = self._supervisor.status
        if self._error is not None and status.state == "off":
            return TunnelStatus(state="failed", error=self._error)
        return status

    @property
    def is_active(self) -> bool:
        """In this process, also while it is connecting."""
        return self._supervisor.is_active

    @property
    def traffic(self) -> Traffic:
        return self._listener.traffic

    def access(self) -> tuple[Access, ...]:
        """The last requests through the tunnel, newest first."""
        return self._listener.recent()

    def clear_access(self) -> None:
        self._listener.clear()

    def lines(self) -> tuple[LogLine, ...]:
        """What cloudflared said in this process, oldest first."""
        return tuple(self._supervisor.lines.copy())

    async def view(self) -> TunnelView:
        config, tokens = await self._setup.config_and_tokens()
        program: Program | None = None
        error: AmuxError | None = None
        try:
            program = await self.program.find()
        except AmuxError as found:
            error = found
        return TunnelView(
            status=self.status,
            traffic=self.traffic,
            config=config,
            tokens=tokens,
            auth_required=self._settings.proxy_auth_required,
            program=program,
            program_error=error,
            can_fetch=self.program.can_install,
            pinned_version=self.program.pinned_version,
            problem=self._setup.problem(config, tokens) or error,
        )

    async def log(self, limit: int = 200) -> tuple[TunnelEvent, ...]:
        """What cloudflared said, oldest first, of earlier runs and of another process too."""
        found = await self._store.read(lambda store: store.tunnel.events(limit))
        return tuple(reversed(found))

    # ------------------------------------------------------------------ configuration

    async def configure(self, *, mode: Mode) -> TunnelConfig:
        """Which kind of tunnel the next start makes. Raises `tunnel_running`."""
        return await self._setup.configure(mode)

    async def use_token(self, text: str, hostname: str = "") -> TunnelConfig:
        """A tunnel that was made at Cloudflare, by its token, which is stored sealed. `hostname` is only shown. Raises
        `tunnel_token_invalid`, `tunnel_running`."""
        return await self._setup.use_token(text, hostname)

    async def expose(self, routes: Sequence[str]) -> TunnelConfig:
        """What the tunnel leads to, from the next request on: `proxies/*`, `proxies/<path>`, `providers/<path>`,
        `code/<tool>` or `v1`. Raises `tunnel_route_unknown`."""
        config = await self._setup.expose(routes)
        self.apply(config)
        return config

    async def routes(self) -> tuple[str, ...]:
        """Everything that can be exposed."""
        return await self._setup.routes()

    def apply(self, config: TunnelConfig) -> None:
        """Routes and rate, for the next request."""
        self._listener.allow(config.routes, self._settings.tunnel_requests_per_minute)

    def check_settings(self, settings: Settings) -> None:
        """Asked before settings are changed. Raises `tunnel_needs_auth`."""
        if not settings.proxy_auth_required and self._is_on():
            raise AccessError("tunnel_needs_auth")

    # ------------------------------------------------------------------ on and off

    async def start(self, *, patient: bool = False) -> TunnelStatus:
        """Checks everything, then begins; the rest is told by `TunnelStateChanged`. Raises `tunnel_auth_off`,
        `tunnel_no_token`, `tunnel_no_routes`, `tunnel_needs_token`, `tunnel_needs_hostname`, `cloudflared_*`, `port_busy`."""
        async with self._lock:
            if self.is_active:
                return self.status
            self._error = None
            config = await self._setup.checked()
            await self.program.find()
            if not patient:
                await self._proxy.start()
            self._listener.reset_traffic()
            await self._listen(config)
            await self._setup.save(was_running=True)
            self._supervisor.start(patient=patient)
            return self.status

    async def stop(self) -> TunnelStatus:
        async with self._lock:
            self._error = None
            await self._setup.save(was_running=False)
            await self._end()
            return self.status

    async def restart(self) -> TunnelStatus:
        """A quick tunnel gets another address."""
        async with self._lock:
            await self._end()
        return await self.start()

    async def ask(self, wish: Wish) -> TunnelReport:
        """For another process than the one that serves: has it done there and waits for the outcome. Raises
        `tunnel_not_served`, `tunnel_no_answer`, or the error that the start met."""
        return await ask(wish, self._setup, self._paths, self._clock)

    def report(self) -> TunnelReport:
        """Of the process that serves this data folder, whichever that is."""
        if self._serving.is_on or self.is_active or running_instance(self._paths.instance) is None:
            return self.own_report()
        return read_report(report_file(self._paths))

    # ------------------------------------------------------------------ the process that serves

    def serve(self) -> None:
        """From now on this process answers for the tunnel of its data folder."""
        self._serving.begin(resume=self._settings.tunnel_resume)

    async def aclose(self) -> None:
        """The tunnel ends with Amux; whether it was on is remembered."""
        await self._serving.end()
        await self._tasks.cancel_all()
        self.program.close()
        async with self._lock:
            await self._end()
        await self._serving.withdraw()

    def show_failed(self, error: AmuxError) -> None:
        """A start that nobody waits for met `error`, which is shown as the tunnel's state."""
        self._error = error
        self._on_status(self.status)

    def own_report(self) -> TunnelReport:
        """Of this process."""
        status, traffic = self.status, self.traffic
        return TunnelReport(
            state=status.state, mode=self._mode, url=status.url, request=self._serving.answered, pid=status.pid,
            since_ms=status.since_ms, connections=status.connections, locations=status.locations, restarts=status.restarts,
            retry_at_ms=status.retry_at_ms, requests=traffic.requests, refused=traffic.refused,
            bytes_in=traffic.bytes_in, bytes_out=traffic.bytes_out, error=status.error,
        )  # fmt: skip

    # ------------------------------------------------------------------ inside

    @property
    def _settings(self) -> Settings:
        return self._configuration.settings

    def _network(self) -> Network:
        return Network.of(self._settings, self._version)

    def _is_on(self) -> bool:
        return self.report().state in _ON

    async def _listen(self, config: TunnelConfig) -> int:
        """cloudflared is told the port, unless the tunnel's other end was configured by hand at Cloudflare."""
        self._mode = config.mode
        self.apply(config)
        return await self._listener.start(self._settings.tunnel_port, fixed=config.mode == "token")

    async def _prepare(self) -> Launch:
        """Before every attempt: what held at the start may not hold any more."""
        config = await self._setup.checked()
        program = await self.program.find()
        port = await self._listen(config)
        file = self._paths.home / "cloudflared.yml"
        if config.mode == "quick":
            return await asyncio.to_thread(quick_launch, program.path, file, port)
        if config.mode == "token":
            token = (await self._store.read(lambda store: store.tunnel.secrets())).token
            self._redactor.register(token)
        else:
            token = await self.account.token(port)
        address = f"https://{config.hostname}" if config.hostname else ""
        return await asyncio.to_thread(named_launch, program.path, file, token, address)

    async def _end(self) -> None:
        await self._supervisor.stop()
        await self._listener.stop()

    def _on_status(self, status: TunnelStatus) -> None:
        detail = status.error.code if status.error is not None else status.detail
        self._bus.publish(TunnelStateChanged(status.state, status.url, detail))
        self._serving.wake()
        if status.state == "failed" and self._listener.port:
            self._tasks.spawn(self._close_listener(), name="close the tunnel's listener")

    async def _close_listener(self) -> None:
        """Nobody hands requests over any more."""
        async with self._lock:
            if not self.is_active:
                await self._listener.stop()

    def _on_line(self, line: LogLine) -> None:
        self._serving.keep(line)
        self._bus.publish(TunnelLogged())

    def _on_access(self) -> None:
        self._bus.publish(TunnelAccessed())
        self._serving.wake()
