"""uvicorn on a socket that we bind ourselves, so that a busy port is an error of ours and not an exit of the process."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterator
from typing import Any, Literal, cast

from amux_desktop.core.errors import MachineError
from amux_desktop.core.tasks import TaskSet
from amux_desktop.proxy.application import Application
from amux_desktop.proxy.binding import BACKLOG, Binder, bind
from amux_desktop.proxy.connection import Connection
from amux_desktop.proxy.http import ASGI
from amux_desktop.proxy.runtime import Runtime
from amux_desktop.proxy.web_server import Config, Server

log = logging.getLogger(__name__)


class _Server(Server):
    """Signals belong to the process, not to a listener: uvicorn would catch them and raise them again when it ends."""

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self._leaving = asyncio.Event()

    def leave(self) -> None:
        """End ``serve``."""
        self.should_exit = True
        self._leaving.set()

    async def main_loop(self) -> None:
        """Waits instead of looking ten times a second, which would keep a laptop's processor awake for nothing."""
        await self._leaving.wait()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class ProxyServer:
    """One listener. ``start`` and ``stop`` belong to the runtime's loop and may be called again and again."""

    def __init__(
        self, runtime: Runtime, source: str = "local", around: Callable[[ASGI], ASGI] | None = None, bind: Binder = bind
    ) -> None:
        """``around`` puts something before the application, such as the gate of the tunnel. ``bind`` makes the listening socket."""
        self._runtime = runtime
        self._source = source
        self._around = around
        self._bind = bind
        self._server: _Server | None = None
        self._application: Application | None = None
        self._tasks = TaskSet()
        self._serving: asyncio.Task[None] | None = None
        self.address: tuple[str, int] | None = None

    @property
    def running(self) -> bool:
        return self.address is not None

    async def start(self, host: str, port: int) -> tuple[str, int]:
        """Binds and serves; returns host and the port in use (``port`` 0 picks a free one)."""
        listener = self._bind(host, port)
        application = Application(self._runtime, self._source)
        served: ASGI = application if self._around is None else self._around(application)
        config = Config(
            served, http=Connection, log_config=None, access_log=False, ws=self._socket_protocol(),
            ws_per_message_deflate=False, lifespan="off", server_header=False,
            date_header=False, timeout_keep_alive=75, timeout_graceful_shutdown=1, backlog=BACKLOG, loop="asyncio",
            # A local client could pretend to be anybody; the tunnel's gate reads Cloudflare's own header instead.
            proxy_headers=False,
        )  # fmt: skip
        server = _Server(config)
        self._serving = self._tasks.spawn(server.serve(sockets=[listener]), name=f"proxy on {host}:{port}")
        while not server.started:
            if self._serving.done():
                listener.close()
                raise MachineError("host_unavailable", host=host)
            await asyncio.sleep(0.002)
        self._server, self._application = server, application
        self.address = (host, listener.getsockname()[1])
        return self.address

    def _socket_protocol(self) -> type[asyncio.Protocol] | Literal["none"]:
        """uvicorn wants a class and calls it. A message may be as large as the body of a request. Through the tunnel there are
        no WebSockets: its gate counts requests."""
        if self._source == "tunnel":
            return "none"

        def made(*args: Any, **kwargs: Any) -> asyncio.Protocol:
            from amux_desktop.proxy.socket_connection import SocketConnection

            return SocketConnection(*args, max_message=lambda: self._runtime.snapshot.max_body, **kwargs)

        return cast("type[asyncio.Protocol]", made)

    async def stop(self, grace_s: float = 3.0) -> None:
        """Stops accepting at once, gives running exchanges ``grace_s`` seconds, then ends them properly."""
        server, self._server = self._server, None
        if server is None or self._serving is None:
            return
        for listening in server.servers:
            listening.close()
        if self._application is not None:
            await self._application.drain(grace_s)
        server.leave()
        await self._serving
        self._serving = None
        self.address = None
