"""The listener that cloudflared sends the tunnel's requests to, and what came through it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amux_desktop.core.errors import MachineError
from amux_desktop.proxy.tunnel_access import Access
from amux_desktop.services.ports import free_port_near, holder_of
from amux_desktop.services.proxy_control import ProxyControl

if TYPE_CHECKING:
    from amux_desktop.proxy.server import ProxyServer
    from amux_desktop.proxy.tunnel_gate import TunnelGate

_HOST = "127.0.0.1"
_KEPT = 500


@dataclass(frozen=True, slots=True)
class Traffic:
    """Since the tunnel was started."""

    requests: int = 0
    refused: int = 0
    bytes_in: int = 0
    bytes_out: int = 0


class TunnelListener:
    """Belongs to the backend's loop. `noted` is called after each request."""

    def __init__(self, proxy: ProxyControl, noted: Callable[[], None]) -> None:
        self._proxy = proxy
        self._noted = noted
        self._gate: TunnelGate | None = None
        self._allowed: tuple[frozenset[str], int] = (frozenset(), 0)
        self._server: ProxyServer | None = None
        self._recent: deque[Access] = deque(maxlen=_KEPT)
        self._traffic = Traffic()

    @property
    def port(self) -> int:
        """0 while it does not listen."""
        return self._server.address[1] if self._server is not None and self._server.address else 0

    @property
    def traffic(self) -> Traffic:
        return self._traffic

    def recent(self) -> tuple[Access, ...]:
        """The last requests, newest first. Safe from any thread."""
        return tuple(reversed(self._recent.copy()))

    def clear(self) -> None:
        self._recent.clear()

    def reset_traffic(self) -> None:
        self._traffic = Traffic()

    def allow(self, routes: Collection[str], per_minute: int) -> None:
        """In force for the next request."""
        self._allowed = (frozenset(routes), per_minute)
        if self._gate is not None:
            self._gate.routes, self._gate.per_minute = self._allowed

    async def start(self, port: int, *, fixed: bool) -> int:
        """Returns the port. Where a busy one may be another (`fixed` is False), a free one is taken. Raises `port_busy`,
        `port_forbidden`."""
        from amux_desktop.proxy.server import ProxyServer
        from amux_desktop.proxy.tunnel_gate import TunnelGate

        if self._server is not None:
            return self.port
        gate = self._gate = TunnelGate(self._note)
        gate.is_open = lambda: self._proxy.status.state == "running"
        gate.routes, gate.per_minute = self._allowed
        server = ProxyServer(await self._proxy.runtime(), "tunnel", gate.around)
        try:
            await server.start(_HOST, port)
        except MachineError as error:
            if fixed:
                raise await asyncio.to_thread(_described, error, port) from error
            await server.start(_HOST, 0)
        self._server = server
        return self.port

    async def stop(self, grace_s: float = 1.0) -> None:
        server, self._server = self._server, None
        if server is not None:
            await server.stop(grace_s)

    def _note(self, access: Access) -> None:
        self._recent.append(access)
        old = self._traffic
        self._traffic = Traffic(
            old.requests + 1,
            old.refused + (not access.token and access.status != 204),
            old.bytes_in + access.bytes_in,
            old.bytes_out + access.bytes_out,
        )
        self._noted()


def _described(error: MachineError, port: int) -> MachineError:
    if error.code != "port_busy":
        return error
    free = free_port_near(_HOST, port)
    return MachineError("port_busy", host=_HOST, port=port, holder=holder_of(port), free=free or "another one")
