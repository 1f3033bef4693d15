"""The proxy server as a switch: start, stop, restart, and what state it is in."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amux_desktop.core.errors import AmuxError, InvalidInputError
from amux_desktop.core.events import EventBus, ProxyState, ProxyStateChanged
from amux_desktop.core.peers import Worker
from amux_desktop.services.addresses import is_loopback
from amux_desktop.services.configuration import Configuration
from amux_desktop.services.ports import described_error

if TYPE_CHECKING:
    from amux_desktop.proxy.runtime import Runtime
    from amux_desktop.proxy.server import ProxyServer
    from amux_desktop.proxy.snapshot import Snapshot

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyStatus:
    """`host` and `port` are those in use while it runs; `error` says why it `failed`."""

    state: ProxyState = "stopped"
    host: str = ""
    port: int = 0
    error: AmuxError | None = None

    @property
    def base_url(self) -> str:
        """Where clients connect; empty unless running."""
        return url_of(self.host, self.port) if self.state == "running" else ""


class ProxyControl:
    """Belongs to the backend's loop. `make_runtime` builds the proxy around a first routing table."""

    def __init__(
        self,
        configuration: Configuration,
        bus: EventBus,
        make_runtime: Callable[[Snapshot], Runtime],
        on_listening: Callable[[str, int], None] = lambda _host, _port: None,
        worker: Worker | None = None,
    ) -> None:
        """`worker`: this process is one of several on the port."""
        self._configuration = configuration
        self._worker = worker
        self._bus = bus
        self._make_runtime = make_runtime
        self._on_listening = on_listening
        self._lock = asyncio.Lock()
        self._runtime: Runtime | None = None
        self._server: ProxyServer | None = None
        self._status = ProxyStatus()

    @property
    def status(self) -> ProxyStatus:
        """Without waiting; safe from any thread."""
        return self._status

    @property
    def running_requests(self) -> int:
        """Exchanges under way: what stopping would cut."""
        return len(self._runtime.live) if self._runtime is not None else 0

    async def runtime(self) -> Runtime:
        """The proxy without its socket, made when it is first needed."""
        if self._runtime is None:
            await self._configuration.attach(self._apply)
        assert self._runtime is not None
        return self._runtime

    async def start(self, host: str | None = None, port: int | None = None) -> ProxyStatus:
        """On the address of the settings unless told otherwise; a running proxy stays as it is.
        Raises `port_busy` (naming the holder and a free port), `port_forbidden`, `host_unavailable`,
        `auth_needed_on_network`."""
        async with self._lock:
            if self._server is not None:
                return self._status
            settings = self._configuration.settings
            return await self._start(
                settings.proxy_host if host is None else host, settings.proxy_port if port is None else port
            )

    async def stop(self, grace_s: float = 3.0) -> ProxyStatus:
        """Running requests get `grace_s` seconds, then they end with an error event of their format."""
        async with self._lock:
            return await self._stop(grace_s)

    async def restart(self, host: str | None = None, port: int | None = None) -> ProxyStatus:
        """Stop and start, on the address of the settings as they are now."""
        async with self._lock:
            await self._stop(3.0)
            settings = self._configuration.settings
            return await self._start(
                settings.proxy_host if host is None else host, settings.proxy_port if port is None else port
            )

    async def renew_connections(self) -> None:
        """Idle connections to providers are not used again."""
        if self._runtime is not None:
            await self._runtime.client.refresh()

    async def aclose(self) -> None:
        await self.stop()
        self._configuration.detach()
        runtime, self._runtime = self._runtime, None
        if runtime is not None:
            await runtime.aclose()

    def _apply(self, snapshot: Snapshot) -> None:
        if self._runtime is None:
            self._runtime = self._make_runtime(snapshot)
        else:
            self._runtime.replace(snapshot)

    async def _start(self, host: str, port: int) -> ProxyStatus:
        from amux_desktop.proxy.server import ProxyServer
        from amux_desktop.services.worker_sockets import binder

        self._show(ProxyStatus(state="starting", host=host, port=port))
        try:
            if not self._configuration.settings.proxy_auth_required and not is_loopback(host):
                raise InvalidInputError("auth_needed_on_network", host=host)
            runtime = await self.runtime()
            server = ProxyServer(runtime) if self._worker is None else ProxyServer(runtime, bind=binder(self._worker))
            host, port = await server.start(host, port)
        except AmuxError as error:
            described = await asyncio.to_thread(described_error, error)
            self._show(ProxyStatus(state="failed", host=host, port=port, error=described))
            if described is error:
                raise
            raise described from error
        self._server = server
        self._on_listening(host, port)
        self._show(ProxyStatus(state="running", host=host, port=port))
        log.info("The proxy listens on %s", url_of(host, port))
        return self._status

    async def _stop(self, grace_s: float) -> ProxyStatus:
        server, self._server = self._server, None
        if server is not None:
            self._show(ProxyStatus(state="stopping", host=self._status.host, port=self._status.port))
            await server.stop(grace_s)
            self._on_listening("", 0)
        self._show(ProxyStatus())
        return self._status

    def _show(self, status: ProxyStatus) -> None:
        if status == self._status:
            return
        self._status = status
        self._bus.publish(
            ProxyStateChanged(
                state=status.state,
                host=status.host,
                port=status.port,
                error_code=status.error.code if status.error else "",
                error_message=status.error.message if status.error else "",
            )
        )


def url_of(host: str, port: int) -> str:
    """The base URL of a listener; addresses that mean "all" become the loopback one."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}.get(host, host)  # noqa: S104 - compared, not bound
    if ":" in shown and not shown.startswith("["):
        shown = f"[{shown}]"
    return f"http://{shown}:{port}"
