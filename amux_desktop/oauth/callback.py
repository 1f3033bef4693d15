"""The address to which a vendor sends the browser back: one small server on both loopback addresses.

It knows one path, answers only requests for `localhost` or a loopback address, and shows pages without scripts. What the
vendor says is escaped before it is shown.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import html
import logging
from collections.abc import Awaitable, Callable

from amux_desktop.core.errors import AmuxError, ConflictError
from amux_desktop.oauth.callback_pages import Texts

log = logging.getLogger(__name__)
_LIMIT = 16 * 1024
_PATIENCE_S = 10.0
_HEADERS = (
    "Content-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
    "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\nX-Content-Type-Options: nosniff\r\n"
    "Connection: close\r\n"
)
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;display:grid;place-items:center;min-height:90vh;margin:0;color:#1c1f24}"
    "main{max-width:30rem;padding:2rem}h1{font-size:1.25rem}@media(prefers-color-scheme:dark)"
    "{body{background:#16181d;color:#e8eaee}}"
)

#: Gets path and query of the redirect; its errors become the page the user sees.
OnRedirect = Callable[[str], Awaitable[None]]


class CallbackServer:
    """Use as an async context manager around one login."""

    def __init__(self, port: int, path: str, on_redirect: OnRedirect, texts: Texts) -> None:
        self._port = port
        self._path = path
        self._on_redirect = on_redirect
        self._texts = texts
        self._servers: list[asyncio.Server] = []

    async def start(self) -> None:
        """Raises `login_port_busy`. A machine without IPv6 is served on 127.0.0.1 alone."""
        for host in ("127.0.0.1", "::1"):
            try:
                server = await asyncio.start_server(self._serve, host, self._port, limit=_LIMIT)
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    await self.stop()
                    raise ConflictError("login_port_busy", port=self._port) from error
                if host == "127.0.0.1":
                    raise
                log.debug("No login callback on ::1: %s", error)
                continue
            self._servers.append(server)

    async def stop(self) -> None:
        servers, self._servers = self._servers, []
        for server in servers:
            server.close()

    async def __aenter__(self) -> CallbackServer:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(_PATIENCE_S):
                head = await reader.readuntil(b"\r\n\r\n")
            await self._answer(head.decode("latin-1"), writer)
            await writer.drain()
        except (TimeoutError, OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            log.debug("A request to the login callback was not finished")
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    async def _answer(self, head: str, writer: asyncio.StreamWriter) -> None:
        request, _, rest = head.partition("\r\n")
        method, _, target = request.partition(" ")
        target = target.rpartition(" ")[0]
        texts = self._texts
        if not _is_local(_host(rest), self._port):
            writer.write(_page("421 Misdirected Request", texts.failed, texts.not_here))
        elif method != "GET" or target.partition("?")[0] != self._path:
            writer.write(_page("404 Not Found", texts.failed, texts.not_here))
        else:
            try:
                await self._on_redirect(target)
            except AmuxError as error:
                writer.write(_page("400 Bad Request", texts.failed, texts.describe(error)))
            else:
                writer.write(_page("200 OK", texts.done, texts.close))


def _host(headers: str) -> str:
    for line in headers.split("\r\n"):
        name, _, value = line.partition(":")
        if name.strip().lower() == "host":
            return value.strip().lower()
    return ""


def _is_local(host: str, port: int) -> bool:
    return host in {f"{name}:{port}" for name in ("localhost", "127.0.0.1", "[::1]")}


def _page(status: str, title: str, body: str) -> bytes:
    page = (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{html.escape(title)}</title><style>{_STYLE}</style>'
        f"</head><body><main><h1>{html.escape(title)}</h1><p>{html.escape(body)}</p></main></body></html>"
    ).encode()
    return f"HTTP/1.1 {status}\r\n{_HEADERS}Content-Length: {len(page)}\r\n\r\n".encode("latin-1") + page
