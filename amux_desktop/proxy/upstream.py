"""The live HTTP side of a provider: one pooled client per outgoing network path, answers as raw bytes.

aiohttp instead of httpx: a tenth of the CPU per request and per chunk (docs/adr). Automatic decompression is off, so a passed-through
body keeps its bytes; ``Answer.read`` undoes gzip and deflate for the paths that must look inside.
"""

from __future__ import annotations

import asyncio
import errno
import io
import os
import ssl
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal
from urllib.parse import urlsplit

from yarl import URL

from amux_desktop.proxy.http import Headers, get
from amux_desktop.proxy.socks import SCHEMES, SocksConnector
from amux_desktop.proxy.system_proxy import SystemProxies
from amux_desktop.proxy.trust import Trust, aiohttp

#: From here on a body is written in pieces, so that one large request does not hold up the others.
_LARGE = 512 * 1024
#: At most this much of a compressed body is held unpacked at once.
_PIECE = 1024 * 1024
#: A whole answer, packed and unpacked, is held in memory up to here. The largest real ones are pictures, some ten MB.
MOST_WHOLE = 128 * 1024 * 1024
#: Pools whose last requests may still be under way.
_MOST_RETIRED = 32
FailureKind = Literal["connect", "dns", "tls", "timeout", "reset", "proxy"]


class UpstreamUnreachableError(Exception):
    """No answer: ``kind`` says how far it came, the text is fit for users and holds no secret."""

    def __init__(self, kind: FailureKind, text: str) -> None:
        super().__init__(text)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class NetworkPath:
    """How to leave this machine: ``proxy`` is "system", "none" or an address; ``ca_file`` a PEM file of further authorities."""

    proxy: str = "system"
    ca_file: str = ""

    @property
    def socks(self) -> str:
        """The address of a SOCKS5 proxy, empty when there is none."""
        return self.proxy if urlsplit(self.proxy).scheme in SCHEMES else ""

    @property
    def is_http_proxy(self) -> bool:
        return self.proxy not in ("system", "none") and not self.socks


class Answer:
    """An upstream's answer whose body has not been read. Close it always."""

    __slots__ = (
        "_idle_timeout_s",
        "_loop",
        "_response",
        "_timer",
        "_waiting_since",
        "content_type",
        "encoding",
        "headers",
        "status",
    )

    def __init__(self, response: aiohttp.ClientResponse, idle_timeout_s: float) -> None:
        self._response = response
        self._loop = asyncio.get_running_loop()
        self._idle_timeout_s = idle_timeout_s
        #: Since when the next bytes are awaited; None while the reader is busy with the last ones, which is not the upstream's fault.
        self._waiting_since: float | None = None
        self._timer: asyncio.TimerHandle | None = None
        self.status = response.status
        self.headers: Headers = [(name.lower(), value) for name, value in response.raw_headers]
        self.content_type = (
            (get(self.headers, b"content-type") or b"").partition(b";")[0].strip().lower().decode("latin-1")
        )
        self.encoding = (get(self.headers, b"content-encoding") or b"identity").strip().lower().decode("latin-1")

    async def read(self) -> bytes:
        """The whole body, decompressed. Raises UpstreamUnreachableError when it breaks off or is larger than `MOST_WHOLE`."""
        content = self._response.content
        if content.is_eof() and content.exception() is None:
            # A small answer has come as a whole with its head.
            return _inflate(content.read_nowait(), self.encoding)
        pieces, size = [], 0
        async for chunk in self.chunks():
            size += len(chunk)
            if size > MOST_WHOLE:
                raise _too_large()
            pieces.append(chunk)
        return _inflate(pieces[0] if len(pieces) == 1 else b"".join(pieces), self.encoding)

    async def chunks(self) -> AsyncIterator[bytes]:
        """The body as it comes, as raw bytes (compressed if the upstream compressed it)."""
        content, time = self._response.content, self._loop.time
        try:
            while True:
                if not content.is_eof():
                    self._await_bytes(time())
                chunk = await content.readany()
                self._waiting_since = None
                if not chunk:
                    return
                yield chunk
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise _unreachable(error) from error

    async def plain_chunks(self) -> AsyncIterator[bytes]:
        """The body as it comes, decompressed."""
        if self.encoding == "identity":
            async for chunk in self.chunks():
                yield chunk
            return
        inflater = zlib.decompressobj(wbits=47)
        async for chunk in self.chunks():
            # In pieces: a small chunk may hold a thousand times its size.
            piece = b""
            while chunk or len(piece) == _PIECE:
                try:
                    piece = inflater.decompress(chunk, _PIECE)
                except zlib.error as error:
                    raise UpstreamUnreachableError(
                        "reset", f"the answer's {self.encoding} encoding is broken"
                    ) from error
                chunk = inflater.unconsumed_tail
                yield piece

    def _await_bytes(self, now: float) -> None:
        """One timer for the whole body, set anew only when it goes off: a timer per chunk costs more than relaying the chunk."""
        self._waiting_since = now
        if self._timer is None and self._idle_timeout_s > 0:
            self._timer = self._loop.call_later(self._idle_timeout_s, self._look_at_silence)

    def _look_at_silence(self) -> None:
        now = self._loop.time()
        since = now if self._waiting_since is None else self._waiting_since
        left = since + self._idle_timeout_s - now
        if left > 0:
            self._timer = self._loop.call_later(left, self._look_at_silence)
        else:
            self._timer = None
            self._response.content.set_exception(TimeoutError("the upstream is silent"))

    def close(self) -> None:
        """Gives the connection back if the body was read to its end, closes it otherwise (the upstream notices)."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._response.content.at_eof():
            self._response.release()
        else:
            self._response.close()


class UpstreamClient:
    """Pools of connections. Made and closed on the proxy's loop."""

    def __init__(self) -> None:
        self._sessions: dict[NetworkPath, aiohttp.ClientSession] = {}
        self._retired: list[aiohttp.ClientSession] = []
        self._system = SystemProxies()
        self._trust = Trust()

    async def open(
        self,
        method: str,
        url: str,
        headers: Headers,
        body: bytes | None,
        *,
        network: NetworkPath,
        connect_timeout_s: float,
        first_byte_timeout_s: float,
        idle_timeout_s: float,
    ) -> Answer:
        """Sends and waits for status and headers. Raises UpstreamUnreachableError. Redirects are not followed (they would carry keys)."""
        if network.proxy.startswith("socks4"):
            raise UpstreamUnreachableError("proxy", "SOCKS4 proxies are not supported; use a socks5:// address")
        session = self._session(network)
        try:
            address = URL(url, encoded=True)
            proxy = self._proxy(network, address)
            is_encrypted = address.scheme == "https" or (proxy is not None and proxy.startswith("https:"))
            with _Patience(first_byte_timeout_s):
                response = await session.request(
                    method,
                    address,
                    headers=[(name.decode("latin-1"), _written(value)) for name, value in headers],
                    data=io.BytesIO(body) if body is not None and len(body) > _LARGE else body,
                    allow_redirects=False,
                    timeout=_connecting_within(connect_timeout_s),
                    proxy=proxy,
                    ssl=await self._trust.context(network.ca_file) if is_encrypted else True,
                )
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
                # The name may have got another address.
                _forget_addresses(session)
            raise _unreachable(error) from error
        return Answer(response, idle_timeout_s)

    def _proxy(self, network: NetworkPath, url: URL) -> str | None:
        if network.proxy == "system":
            return self._system.for_origin(url.scheme, url.host or "")
        return network.proxy if network.is_http_proxy else None

    def _session(self, network: NetworkPath) -> aiohttp.ClientSession:
        session = self._sessions.get(network)
        if session is None:
            options: dict[str, Any] = {
                "limit": 0, "limit_per_host": 0, "keepalive_timeout": 60, "ttl_dns_cache": 60,
            }  # fmt: skip
            session = aiohttp.ClientSession(
                connector=SocksConnector(network.socks, **options)
                if network.socks
                else aiohttp.TCPConnector(**options),
                auto_decompress=False,
                cookie_jar=aiohttp.DummyCookieJar(),
                skip_auto_headers=("User-Agent", "Accept", "Content-Type"),
                read_bufsize=256 * 1024,
            )
            self._sessions[network] = session
        return session

    async def refresh(self) -> None:
        """The next requests get new connections and look names up again; what is under way goes on. For when idle connections
        may lead nowhere: after a sleep, in another network. The old ones close when they have been idle long enough."""
        self._retired += self._sessions.values()
        self._sessions = {}
        surplus, self._retired = self._retired[:-_MOST_RETIRED], self._retired[-_MOST_RETIRED:]
        for session in surplus:
            await session.close()

    async def aclose(self) -> None:
        sessions, self._sessions, self._retired = [*self._sessions.values(), *self._retired], {}, []
        for session in sessions:
            await session.close()


class _Patience:
    """``asyncio.timeout`` in a third of its time, for one use within one task: every request waits for one."""

    __slots__ = ("_cancelling", "_ended", "_seconds", "_task", "_timer")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._ended = False

    def __enter__(self) -> None:
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("there is nothing to cancel outside of a task")
        self._task = task
        self._cancelling = task.cancelling()
        self._timer = task.get_loop().call_later(self._seconds, self._end)

    def _end(self) -> None:
        self._ended = True
        self._task.cancel()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        self._timer.cancel()
        # Somebody else may have cancelled the task as well, and that goes on.
        if self._ended and self._task.uncancel() <= self._cancelling and kind is asyncio.CancelledError:
            raise TimeoutError from error


@lru_cache(maxsize=64)
def _connecting_within(seconds: float) -> aiohttp.ClientTimeout:
    """Of aiohttp's time limits only this one is needed: the others would set a timer for every request and every chunk."""
    return aiohttp.ClientTimeout(total=None, connect=None, sock_connect=seconds, sock_read=None)


def _forget_addresses(session: aiohttp.ClientSession) -> None:
    if isinstance(session.connector, aiohttp.TCPConnector):
        session.connector.clear_dns_cache()


def _inflate(data: bytes, encoding: str) -> bytes:
    if encoding in ("gzip", "deflate", "x-gzip"):
        inflater = zlib.decompressobj(wbits=47)
        try:
            content = inflater.decompress(data, MOST_WHOLE)
        except zlib.error as error:
            raise UpstreamUnreachableError("reset", f"the answer's {encoding} encoding is broken") from error
        if inflater.unconsumed_tail:
            raise _too_large()
        if not inflater.eof:
            raise UpstreamUnreachableError("reset", f"the answer's {encoding} encoding is broken")
        return content
    return data


def _too_large() -> UpstreamUnreachableError:
    return UpstreamUnreachableError("reset", f"its answer is larger than {MOST_WHOLE >> 20} MB without being a stream")


def _written(value: bytes) -> str:
    """aiohttp writes text as UTF-8, so what is UTF-8 already (such as a title in Chinese) must not be encoded twice."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _unreachable(error: BaseException) -> UpstreamUnreachableError:
    """The library's many errors in the words of this module; addresses only, never headers or bodies."""
    match error:
        case aiohttp.ClientConnectorDNSError():
            return UpstreamUnreachableError("dns", f"the name {error.host} cannot be resolved")
        case aiohttp.ClientConnectorCertificateError() | aiohttp.ClientConnectorSSLError() | ssl.SSLError():
            return UpstreamUnreachableError(
                "tls", "the TLS connection failed: the certificate or protocol is not accepted"
            )
        case aiohttp.ClientProxyConnectionError() | aiohttp.ClientHttpProxyError():
            return UpstreamUnreachableError("proxy", "the outgoing proxy cannot be reached or refuses")
        case aiohttp.ConnectionTimeoutError():
            return UpstreamUnreachableError("connect", "connecting timed out")
        case aiohttp.ClientConnectorError():
            return UpstreamUnreachableError("connect", f"{error.host}:{error.port} {_not_connected(error.os_error)}")
        case TimeoutError():
            return UpstreamUnreachableError("timeout", "no answer came in time")
        case aiohttp.InvalidURL() | ValueError():
            return UpstreamUnreachableError("connect", "the base URL is not valid")
        case _:
            return UpstreamUnreachableError("reset", "the connection was closed before the answer was complete")


def _not_connected(error: OSError) -> str:
    if error.errno == errno.ECONNREFUSED:
        return "refused the connection"
    return f"cannot be connected to ({os.strerror(error.errno) if error.errno else _reason(error)})"


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
