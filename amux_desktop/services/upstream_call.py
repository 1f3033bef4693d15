"""A single request to a provider outside the proxy's formats (model list, balance), over the same network path."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from amux_desktop.proxy.snapshot import Upstream

_TIMEOUT_S = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class UpstreamAnswer:
    """`problem` is one sentence when there is no usable answer; it holds no secret. `hop` is how far the call came then: dns,
    connect, proxy, tls, timeout, reset, or empty when there was an answer."""

    status: int = 0
    body: bytes = field(default=b"", repr=False)
    problem: str = ""
    hop: str = ""
    date: str = ""
    """The `Date` header: the provider's clock."""


class UpstreamCall:
    """Use as an async context manager."""

    def __init__(self, upstream: Upstream) -> None:
        from amux_desktop.proxy.upstream import UpstreamClient

        self._upstream = upstream
        self._client = UpstreamClient()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def get(self, path: str) -> UpstreamAnswer:
        """`path` is below the base URL, or a whole address."""
        from amux_desktop.proxy.http import get
        from amux_desktop.proxy.upstream import UpstreamUnreachableError
        from bridge.urls import join_url

        upstream = self._upstream
        url = path if "://" in path else join_url(upstream.base_url, path)
        try:
            answer = await self._client.open(
                "GET",
                url,
                self._headers(),
                None,
                network=upstream.network,
                connect_timeout_s=min(upstream.connect_timeout_s, _TIMEOUT_S),
                first_byte_timeout_s=_TIMEOUT_S,
                idle_timeout_s=_TIMEOUT_S,
            )
            try:
                body = await answer.read()
            finally:
                answer.close()
        except UpstreamUnreachableError as failure:
            return UpstreamAnswer(problem=str(failure), hop=failure.kind)
        problem = _words(answer.status, body) if answer.status >= 300 else ""
        date = (get(answer.headers, b"date") or b"").decode("latin-1")
        return UpstreamAnswer(status=answer.status, body=body, problem=problem, date=date)

    def _headers(self) -> list[tuple[bytes, bytes]]:
        upstream = self._upstream
        key = upstream.keys[0].secret if upstream.keys else None
        headers = {b"accept": b"application/json", b"user-agent": b"amux"}
        if upstream.adapter.format == "anthropic":
            headers[b"anthropic-version"] = b"2023-06-01"
        for name, value in (*upstream.adapter.headers.items(), *upstream.adapter.auth_headers(key).items()):
            headers[name.lower().encode("latin-1")] = value.encode()
        headers.update(upstream.headers)
        return list(headers.items())


def _words(status: int, body: bytes) -> str:
    """The provider's own message, or what the status means."""
    try:
        said: Any = json.loads(body)
    except ValueError:
        said = None
    for name in ("error", "message", "detail", "msg"):
        if isinstance(said, dict) and name in said:
            said = said[name] if name != "error" or not isinstance(said[name], dict) else said[name].get("message")
            break
    text = said if isinstance(said, str) else ""
    if not text:
        text = {
            401: "the API key is not accepted",
            403: "the API key may not do this",
            404: "there is no such address",
        }.get(status, "it gave no reason")
    return f"{status}: {text[:300]}"
