"""Small requests of Amux's own to the web, along the path of everything else: the outgoing proxy and authorities of the
settings. Answers are bounded in size, and a redirect never leaves encryption."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin, urlsplit

from amux_desktop.core.settings import Settings
from amux_desktop.services.addresses import is_loopback

if TYPE_CHECKING:
    from amux_desktop.proxy.upstream import Answer

_TIMEOUT_S = 15.0
_MAX_REDIRECTS = 5


class WebError(Exception):
    """`reason` is one plain English clause. `status` is 0 when there was no answer."""

    def __init__(self, reason: str, status: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class WebAnswer:
    status: int
    headers: dict[str, str]
    """Names in lower case."""
    body: bytes


class Web:
    """Use as an async context manager."""

    def __init__(self, settings: Settings, version: str) -> None:
        from amux_desktop.proxy.upstream import NetworkPath, UpstreamClient

        self._network = NetworkPath(settings.proxy_outbound_proxy, settings.proxy_ca_file)
        self._agent = f"amux/{version}".rstrip("/").encode()
        self._client = UpstreamClient()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def get(self, url: str, *, limit: int, accept: str = "*/*") -> WebAnswer:
        """Follows redirects. Raises WebError, also for an answer larger than `limit` bytes; a status is no error."""
        from amux_desktop.proxy.upstream import UpstreamUnreachableError

        async with self._open(url, accept) as answer:
            body = bytearray()
            try:
                async for chunk in answer.plain_chunks():
                    body += chunk
                    if len(body) > limit:
                        raise WebError("the answer is larger than it should be", answer.status)
            except UpstreamUnreachableError as error:
                raise WebError(str(error)) from error
            headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
            return WebAnswer(status=answer.status, headers=headers, body=bytes(body))

    async def chunks(self, url: str) -> AsyncIterator[bytes]:
        """The body of a 200 answer as it comes. Raises WebError."""
        from amux_desktop.proxy.upstream import UpstreamUnreachableError

        async with self._open(url, "application/octet-stream") as answer:
            if answer.status != 200:
                raise WebError(f"the server answered {answer.status}", answer.status)
            try:
                async for chunk in answer.plain_chunks():
                    yield chunk
            except UpstreamUnreachableError as error:
                raise WebError(str(error)) from error

    async def post(self, url: str, body: bytes) -> int:
        """Sends JSON and returns the status; the answer is not read, no redirect is followed. Raises WebError."""
        from amux_desktop.proxy.upstream import UpstreamUnreachableError

        headers = [(b"user-agent", self._agent), (b"content-type", b"application/json")]
        try:
            answer = await self._client.open("POST", url, headers, body, network=self._network, **_TIMES)
        except UpstreamUnreachableError as error:
            raise WebError(str(error)) from error
        answer.close()
        return answer.status

    @asynccontextmanager
    async def _open(self, url: str, accept: str) -> AsyncIterator[Answer]:
        from amux_desktop.proxy.http import get
        from amux_desktop.proxy.upstream import UpstreamUnreachableError

        for _hop in range(_MAX_REDIRECTS + 1):
            _check_encrypted(url)
            headers = [(b"user-agent", self._agent), (b"accept", accept.encode())]
            try:
                answer = await self._client.open("GET", url, headers, None, network=self._network, **_TIMES)
            except UpstreamUnreachableError as error:
                raise WebError(str(error)) from error
            location = get(answer.headers, b"location") if answer.status in (301, 302, 303, 307, 308) else None
            if location is None:
                try:
                    yield answer
                finally:
                    answer.close()
                return
            answer.close()
            url = urljoin(url, location.decode("latin-1"))
        raise WebError("it was redirected too often")


_TIMES = {"connect_timeout_s": _TIMEOUT_S, "first_byte_timeout_s": _TIMEOUT_S, "idle_timeout_s": _TIMEOUT_S}


def _check_encrypted(url: str) -> None:
    """Plain http is for this computer only."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        raise WebError("the address is not valid") from None
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
        raise WebError("the address is not encrypted")
