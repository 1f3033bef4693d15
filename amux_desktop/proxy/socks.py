"""Connections through a SOCKS5 proxy (RFC 1928, user name and password by RFC 1929). Names are always resolved by the proxy."""

from __future__ import annotations

import asyncio
import socket
import ssl
from typing import Any
from urllib.parse import unquote, urlsplit

from amux_desktop.proxy.trust import aiohttp

_VERSION, _CONNECT, _NO_LOGIN, _LOGIN = 5, 1, 0, 2
_NAME, _IPV4, _IPV6 = 3, 1, 4
_REASONS = {
    1: "the SOCKS proxy failed", 2: "the SOCKS proxy does not allow it", 3: "the network cannot be reached", 4: "the host cannot be reached",
    5: "the connection was refused", 6: "the way was too long", 7: "the SOCKS proxy cannot connect", 8: "the SOCKS proxy knows no such address",
}  # fmt: skip
SCHEMES = frozenset({"socks5", "socks5h"})


class SocksError(OSError):
    """The proxy itself cannot be reached, speaks something else, or wants another login."""


class SocksConnector(aiohttp.TCPConnector):
    """Like its base, but every connection is opened by the proxy at ``address`` (``socks5://user:password@host:port``)."""

    def __init__(self, address: str, **options: Any) -> None:
        super().__init__(resolver=_ByProxy(), **options)
        parts = urlsplit(address)
        self._proxy = (parts.hostname or "", parts.port or 1080)
        self._login = (unquote(parts.username or ""), unquote(parts.password or "")) if parts.username else None

    async def _wrap_create_connection(
        self,
        *args: Any,
        addr_infos: Any,
        req: Any,
        timeout: Any,  # noqa: ASYNC109 - aiohttp hands its own over
        client_error: Any = None,
        **options: Any,
    ) -> Any:
        """Where aiohttp opens the socket of a connection; TLS to the provider then goes through it as usual."""
        try:
            async with asyncio.timeout(timeout.sock_connect):
                opened = await self._open(req.url.host, req.url.port)
                return await self._loop.create_connection(*args, **options, sock=opened)
        except SocksError as error:
            raise aiohttp.ClientProxyConnectionError(req.connection_key, error) from error
        except ssl.SSLError as error:
            raise aiohttp.ClientConnectorSSLError(req.connection_key, error) from error
        except TimeoutError as error:
            raise aiohttp.ConnectionTimeoutError("the SOCKS proxy did not answer in time") from error
        except OSError as error:
            raise aiohttp.ClientConnectorError(req.connection_key, error) from error

    async def _open(self, host: str, port: int) -> socket.socket:
        loop = self._loop
        try:
            found = await loop.getaddrinfo(*self._proxy, type=socket.SOCK_STREAM)
            family, kind, protocol, _, address = found[0]
        except OSError as error:
            raise SocksError(error.errno, error.strerror) from error
        opened = socket.socket(family, kind, protocol)
        opened.setblocking(False)
        try:
            try:
                await loop.sock_connect(opened, address)
            except OSError as error:
                raise SocksError(error.errno, error.strerror) from error
            await self._greet(opened)
            await self._connect(opened, host, port)
        except BaseException:
            opened.close()
            raise
        return opened

    async def _greet(self, opened: socket.socket) -> None:
        offered = bytes((_NO_LOGIN, _LOGIN) if self._login else (_NO_LOGIN,))
        await self._loop.sock_sendall(opened, bytes((_VERSION, len(offered))) + offered)
        version, method = await self._read(opened, 2)
        if version != _VERSION or (method == _LOGIN and self._login is None) or method not in offered:
            raise SocksError("the SOCKS proxy wants another login, or is none")
        if method == _LOGIN and self._login is not None:
            name, password = (part.encode()[:255] for part in self._login)
            await self._loop.sock_sendall(opened, bytes((1, len(name))) + name + bytes((len(password),)) + password)
            _, status = await self._read(opened, 2)
            if status != 0:
                raise SocksError("the SOCKS proxy refuses the login")

    async def _connect(self, opened: socket.socket, host: str, port: int) -> None:
        name = host.encode("idna") if not host.isascii() else host.encode()
        request = bytes((_VERSION, _CONNECT, 0, _NAME, len(name))) + name + port.to_bytes(2, "big")
        await self._loop.sock_sendall(opened, request)
        _, status, _, kind = await self._read(opened, 4)
        if status != 0:
            raise OSError(None, _REASONS.get(status, "the SOCKS proxy failed"))
        length = {_IPV4: 4, _IPV6: 16}.get(kind) or (await self._read(opened, 1))[0]
        await self._read(opened, length + 2)

    async def _read(self, opened: socket.socket, size: int) -> bytes:
        data = b""
        while len(data) < size:
            piece = await self._loop.sock_recv(opened, size - len(data))
            if not piece:
                raise SocksError("the SOCKS proxy closed the connection")
            data += piece
        return data


class _ByProxy(aiohttp.abc.AbstractResolver):
    """Gives aiohttp an address to go on with; the real one is looked up by the proxy."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[aiohttp.abc.ResolveResult]:
        unused = "0.0.0.0"  # noqa: S104 - never connected to
        return [
            aiohttp.abc.ResolveResult(hostname=host, host=unused, port=port, family=socket.AF_INET, proto=0, flags=0)
        ]

    async def close(self) -> None:
        return None
