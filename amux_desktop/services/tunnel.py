"""The tunnel: its configuration, what has to hold before it starts, and starting and stopping it."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from amux_desktop.core.clock import Clock
from amux_desktop.core.errors import AccessError, AmuxError, ConflictError, InvalidInputError, UnavailableError
from amux_desktop.core.events import (
    ConfigurationChangedElsewhere,
    EventBus,
    SettingsChanged,
    TunnelAccessed,
    TunnelConfigured,
    TunnelLogged,
    TunnelStateChanged,
)
from amux_desktop.core.instance import running_instance
from amux_desktop.core.logs import Redactor
from amux_desktop.core.paths import AppPaths
from amux_desktop.core.settings import Settings
from amux_desktop.core.tasks import TaskSet
from amux_desktop.proxy.tunnel_access import ANY_PROXY, Access
from amux_desktop.services.configuration import Configuration
from amux_desktop.services.proxy_control import ProxyControl
from amux_desktop.services.store import Repositories, Store
from amux_desktop.services.tunnel_account import TunnelAccount, changed
from amux_desktop.services.tunnel_listener import Traffic, TunnelListener
from amux_desktop.services.tunnel_program import TunnelParts, TunnelProgram
from amux_desktop.services.tunnel_report import TunnelReport, read_report, write_report
from amux_desktop.storage.records import ApiToken, TunnelConfig, TunnelEvent
from amux_desktop.tunnel.binary import Program
from amux_desktop.tunnel.command import check_token, named_launch, quick_launch
from amux_desktop.tunnel.log_lines import LogLine
from amux_desktop.tunnel.network import Network
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

log = logging.getLogger(__name__)
Wish = Literal["start", "stop", "restart"]
_ON = ("starting", "running", "reconnecting", "stopping")
_LOG_KEPT_MS = 7 * 86_400_000
_PAUSE_S = 0.5
"""Between writes of the report and of the log, so that a busy tunnel does not keep the disk busy."""
_ANSWER_S = 60.0


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
        self._report_file = paths.home / "tunnel.json"
        self._lock = asyncio.Lock()
        self._tasks = TaskSet()
        self._wake = asyncio.Event()
        self._unwritten: deque[LogLine] = deque(maxlen=2000)
        self._taken = ""
        self._answered = ""
        self._error: AmuxError | None = None
        self._mode = "quick"
        self._serving: asyncio.Task[None] | None = None
        self._listener = TunnelListener(proxy, self._on_access)
        given = parts or TunnelParts()
        self.program = TunnelProgram(
            bus, paths.bin, lambda: self._settings.tunnel_cloudflared_path, self._network, given
        )
        self._supervisor = Supervisor(
            self._prepare, self._on_status, self._on_line, clean=redactor.redact, timing=given.timing, clock=clock
        )
        self.account = TunnelAccount(store, bus, self._network, given.api, self._is_on, redactor)
        self._unsubscribe: list[Callable[[], None]] = []

    # ------------------------------------------------------------------ what it is

    @property
    def status(self) -> TunnelStatus:
        """Of this process."""
        status = self._supervisor.status
        if self._error is not None and status.state == "off":
            return TunnelStatus(state="failed", error=self._error)
        return status

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
        config, tokens = await self._store.read(lambda store: (store.tunnel.get(), self._usable_tokens(store)))
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
            problem=self._problem(config, tokens) or error,
        )

    async def log(self, limit: int = 200) -> tuple[TunnelEvent, ...]:
        """What cloudflared said, oldest first, of earlier runs and of another process too."""
        found = await self._store.read(lambda store: store.tunnel.events(limit))
        return tuple(reversed(found))

    # ------------------------------------------------------------------ configuration

    async def configure(self, *, mode: Literal["quick", "token", "account"]) -> TunnelConfig:
        """Which kind of tunnel the next start makes. Raises `tunnel_running`."""
        self._require_off()
        return await self._save(mode=mode)

    async def use_token(self, text: str, hostname: str = "") -> TunnelConfig:
        """A tunnel that was made at Cloudflare, by its token, which is stored sealed. `hostname` is only shown. Raises
        `tunnel_token_invalid`, `tunnel_running`."""
        from amux_desktop.tunnel.provision import clean_hostname

        self._require_off()
        token = check_token(text)
        self._redactor.register(token)
        name = clean_hostname(hostname) if hostname else ""
        return await self._save(mode="token", token=token, hostname=name)

    async def expose(self, routes: Sequence[str]) -> TunnelConfig:
        """What the tunnel leads to, from the next request on: `proxies/*`, `proxies/<path>`, `providers/<path>`,
        `code/<tool>` or `v1`. Raises `tunnel_route_unknown`."""
        known = await self.routes()
        for route in routes:
            if route not in known:
                raise InvalidInputError("tunnel_route_unknown", route=route, known=known)
        config = await self._save(routes=tuple(dict.fromkeys(routes)))
        self._allow(config)
        return config

    async def routes(self) -> tuple[str, ...]:
        """Everything that can be exposed."""

        def read(store: Repositories) -> tuple[str, ...]:
            found = [f"proxies/{proxy.slug}" for proxy in store.proxies.list()]
            found += [f"providers/{provider.slug}" for provider in store.providers.list() if provider.passthrough]
            found += [f"code/{tool.tool}" for tool in store.code_tools.list()]
            return (ANY_PROXY, *found, "v1")

        return await self._store.read(read)

    def check_settings(self, settings: Settings) -> None:
        """Asked before settings are changed. Raises `tunnel_needs_auth`."""
        if not settings.proxy_auth_required and self._is_on():
            raise AccessError("tunnel_needs_auth")

    # ------------------------------------------------------------------ on and off

    async def start(self, *, patient: bool = False) -> TunnelStatus:
        """Checks everything, then begins; the rest is told by `TunnelStateChanged`. Raises `tunnel_auth_off`,
        `tunnel_no_token`, `tunnel_no_routes`, `tunnel_needs_token`, `tunnel_needs_hostname`, `cloudflared_*`, `port_busy`."""
        async with self._lock:
            if self._supervisor.is_active:
                return self.status
            self._error = None
            config = await self._checked()
            await self.program.find()
            if not patient:
                await self._proxy.start()
            self._listener.reset_traffic()
            await self._listen(config)
            await self._save(was_running=True)
            self._supervisor.start(patient=patient)
            return self.status

    async def stop(self) -> TunnelStatus:
        async with self._lock:
            self._error = None
            await self._save(was_running=False)
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
        if running_instance(self._paths.instance) is None:
            raise UnavailableError("tunnel_not_served")
        request = secrets.token_hex(8)
        options = {"request": request, "wish": wish, "asked_ms": self._clock.now_ms()}
        await self._save(was_running=wish != "stop", options=options)
        deadline = time.monotonic() + _ANSWER_S
        while time.monotonic() < deadline:
            report = await asyncio.to_thread(read_report, self._report_file)
            if report.request == request and report.state in ("running", "failed", "off", "reconnecting"):
                if wish == "stop" or report.state == "running":
                    return report
                if report.state == "failed" and report.error is not None:
                    raise report.error
            await asyncio.sleep(0.1)
        raise UnavailableError("tunnel_no_answer", seconds=round(_ANSWER_S))

    def report(self) -> TunnelReport:
        """Of the process that serves this data folder, whichever that is."""
        if self._serving is not None or self._supervisor.is_active or running_instance(self._paths.instance) is None:
            return self._own_report()
        return read_report(self._report_file)

    # ------------------------------------------------------------------ the process that serves

    def serve(self) -> None:
        """From now on this process answers for the tunnel of its data folder."""
        self._unsubscribe = [
            self._bus.subscribe(ConfigurationChangedElsewhere, lambda _event: self._look()),
            self._bus.subscribe(SettingsChanged, lambda _event: self._look()),
        ]
        self._serving = self._tasks.spawn(self._serve(), name="serve the tunnel")

    async def aclose(self) -> None:
        """The tunnel ends with Amux; whether it was on is remembered."""
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        await self._tasks.cancel_all()
        self.program.close()
        async with self._lock:
            await self._end()
        if self._serving is not None:
            await self._write()
            self._report_file.unlink(missing_ok=True)

    async def _serve(self) -> None:
        """Until cancelled."""
        config = await self._config()
        if not self._is_pending(config):
            self._taken = str(config.options.get("request", ""))
            if config.was_running and not self._supervisor.is_active:
                if self._settings.tunnel_resume:
                    await self._try(lambda: self.start(patient=True))
                else:
                    await self._save(was_running=False)
        # A wish may come before the changes of other processes are watched.
        self._tasks.spawn(self._look_again(), name="look at the tunnel's configuration")
        before = self._clock.now_ms() - _LOG_KEPT_MS
        await self._store.write(lambda store: store.tunnel.delete_events_before(before), configuration=False)
        self._wake.set()
        while True:
            await self._wake.wait()
            self._wake.clear()
            await self._write()
            await asyncio.sleep(_PAUSE_S)

    # ------------------------------------------------------------------ inside

    @property
    def _settings(self) -> Settings:
        return self._configuration.settings

    def _network(self) -> Network:
        settings = self._settings
        return Network(
            user_agent=f"amux/{self._version}", proxy=settings.proxy_outbound_proxy, ca_file=settings.proxy_ca_file
        )

    def _is_on(self) -> bool:
        return self.report().state in _ON

    def _require_off(self) -> None:
        if self._is_on():
            raise ConflictError("tunnel_running")

    async def _config(self) -> TunnelConfig:
        return await self._store.read(lambda store: store.tunnel.get())

    async def _save(self, **changes: object) -> TunnelConfig:
        def work(store: Repositories) -> TunnelConfig:
            return store.tunnel.save(changed(store.tunnel.get(), **changes))

        config = await self._store.write(work)
        self._bus.publish(TunnelConfigured())
        return config

    def _usable_tokens(self, store: Repositories) -> tuple[ApiToken, ...]:
        now = self._clock.now_ms()
        return tuple(
            token
            for token in store.tokens.list()
            if token.enabled and "tunnel" in token.permissions and (token.expires_ms is None or token.expires_ms > now)
        )

    def _problem(self, config: TunnelConfig, tokens: Sequence[ApiToken]) -> AmuxError | None:
        if not self._settings.proxy_auth_required:
            return AccessError("tunnel_auth_off")
        if not tokens:
            return AccessError("tunnel_no_token")
        if not config.routes:
            return InvalidInputError("tunnel_no_routes")
        if config.mode == "token" and not config.has_token:
            return InvalidInputError("tunnel_needs_token")
        if config.mode == "token" and not self._settings.tunnel_port:
            return InvalidInputError("tunnel_needs_port")
        if config.mode == "account" and not config.has_api_token:
            return UnavailableError("cloudflare_signed_out")
        if config.mode == "account" and not config.tunnel_id:
            return InvalidInputError("tunnel_needs_hostname")
        return None

    async def _checked(self) -> TunnelConfig:
        config, tokens = await self._store.read(lambda store: (store.tunnel.get(), self._usable_tokens(store)))
        problem = self._problem(config, tokens)
        if problem is not None:
            raise problem
        return config

    async def _listen(self, config: TunnelConfig) -> int:
        """cloudflared is told the port, unless the tunnel's other end was configured by hand at Cloudflare."""
        self._mode = config.mode
        self._allow(config)
        return await self._listener.start(self._settings.tunnel_port, fixed=config.mode == "token")

    def _allow(self, config: TunnelConfig) -> None:
        self._listener.allow(config.routes, self._settings.tunnel_requests_per_minute)

    async def _prepare(self) -> Launch:
        """Before every attempt: what held at the start may not hold any more."""
        config = await self._checked()
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

    def _look(self) -> None:
        self._tasks.spawn(self._take_up(), name="look at the tunnel's configuration")

    async def _take_up(self) -> None:
        """What another process wrote: its wish, and other routes and rates."""
        config = await self._config()
        self._allow(config)
        request = str(config.options.get("request", ""))
        if request == self._taken or not self._is_pending(config):
            return
        self._taken = request
        match config.options.get("wish"):
            case "start":
                await self._try(self.start)
            case "restart":
                await self._try(self.restart)
            case _:
                await self._try(self.stop)
        await self._save(options={"handled": request})
        self._answered = request
        self._wake.set()

    def _is_pending(self, config: TunnelConfig) -> bool:
        """A wish that nobody has carried out, of somebody who still waits for it."""
        options = config.options
        asked_ms = options.get("asked_ms")
        recent = isinstance(asked_ms, int) and self._clock.now_ms() - asked_ms < _ANSWER_S * 1000
        return recent and options.get("request") != options.get("handled")

    async def _look_again(self) -> None:
        for pause_s in (0.0, 1.0):
            await asyncio.sleep(pause_s)
            await self._take_up()

    async def _try(self, work: Callable[[], object]) -> None:
        """A start that nobody waits for: its error is shown as the tunnel's state."""
        try:
            await work()  # type: ignore[misc]  # one of this object's coroutine functions
        except AmuxError as error:
            log.warning("The tunnel was not started: %s", error)
            self._error = error
            self._on_status(self.status)

    def _own_report(self) -> TunnelReport:
        status, traffic = self.status, self.traffic
        return TunnelReport(
            state=status.state, mode=self._mode, url=status.url, request=self._answered, pid=status.pid,
            since_ms=status.since_ms, connections=status.connections, locations=status.locations, restarts=status.restarts,
            retry_at_ms=status.retry_at_ms, requests=traffic.requests, refused=traffic.refused,
            bytes_in=traffic.bytes_in, bytes_out=traffic.bytes_out, error=status.error,
        )  # fmt: skip

    async def _write(self) -> None:
        report = self._own_report()
        await asyncio.to_thread(write_report, self._report_file, report)
        lines = [self._unwritten.popleft() for _ in range(len(self._unwritten))]
        if lines:
            await self._store.write(lambda store: _add_lines(store, lines), configuration=False)

    def _on_status(self, status: TunnelStatus) -> None:
        detail = status.error.code if status.error is not None else status.detail
        self._bus.publish(TunnelStateChanged(status.state, status.url, detail))
        self._wake.set()
        if status.state == "failed" and self._listener.port:
            self._tasks.spawn(self._close_listener(), name="close the tunnel's listener")

    async def _close_listener(self) -> None:
        """Nobody hands requests over any more."""
        async with self._lock:
            if not self._supervisor.is_active:
                await self._listener.stop()

    def _on_line(self, line: LogLine) -> None:
        self._unwritten.append(line)
        self._bus.publish(TunnelLogged())
        self._wake.set()

    def _on_access(self) -> None:
        self._bus.publish(TunnelAccessed())
        self._wake.set()


def _add_lines(store: Repositories, lines: Sequence[LogLine]) -> None:
    for line in lines:
        store.tunnel.add_event(TunnelEvent(at_ms=line.at_ms, level=line.level, message=line.message))
