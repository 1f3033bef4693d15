"""``/``, ``/health``, ``/ready`` and ``/metrics``: what the proxy says about itself.

``/health`` is asked by every container and service manager and answered here. The other pages are a FastAPI application, which is
loaded when somebody asks for one: it takes a quarter of a second and 15 MB.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from amux_desktop.proxy.http import Receive, Scope, Send, send_json
from amux_desktop.proxy.runtime import Runtime

PATHS = frozenset({"/", "/health", "/ready", "/metrics"})


class Pages:
    """``draining`` tells whether the listener is being stopped."""

    def __init__(self, runtime: Runtime, draining: Callable[[], bool]) -> None:
        self._runtime = runtime
        self._draining = draining
        self._others: Callable[[Scope, Receive, Send], Awaitable[None]] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == "/health" and scope["method"] in ("GET", "HEAD"):
            runtime = self._runtime
            said = {"status": "ok", "app": "amux", "version": runtime.version, "vault": runtime.snapshot.vault}
            await send_json(send, 200, said)
            return
        if self._others is None:
            from amux_desktop.proxy.control_pages import build

            self._others = build(self._runtime, self._draining)
        await self._others(scope, receive, send)
