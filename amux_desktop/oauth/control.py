"""Requests to a vendor about accounts (tokens, identity, quotas), apart from the traffic of clients."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from amux_desktop.core.errors import UnavailableError
from amux_desktop.core.network import Network, words

if TYPE_CHECKING:
    import httpx


@dataclass(frozen=True, slots=True)
class Answer:
    """`body` is the JSON object, or an empty one when the answer was none. It may hold tokens."""

    status: int
    body: Mapping[str, Any] = field(repr=False)

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def code(self) -> str:
        """OAuth's error word (RFC 6749 §5.2), also where a vendor puts it into an object."""
        error = self.body.get("error")
        if isinstance(error, Mapping):
            error = error.get("code") or error.get("status") or error.get("type")
        return error if isinstance(error, str) else ""

    @property
    def reason(self) -> str:
        """What went wrong, in the vendor's words."""
        error = self.body.get("error")
        inner = error.get("message") if isinstance(error, Mapping) else None
        for said in (self.body.get("error_description"), inner, self.body.get("detail"), error):
            if isinstance(said, str) and said:
                return said[:200].rstrip(". ")
        return f"status {self.status}"


class ControlClient:
    """Made on the loop that uses it."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._client: httpx.AsyncClient | None = None

    async def form(self, vendor: str, url: str, values: Mapping[str, str]) -> Answer:
        return await self._send(vendor, "POST", url, data=dict(values))

    async def post(
        self, vendor: str, url: str, body: Mapping[str, Any], headers: Mapping[str, str] | None = None
    ) -> Answer:
        return await self._send(vendor, "POST", url, json=dict(body), headers=dict(headers or {}))

    async def get(self, vendor: str, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        return await self._send(vendor, "GET", url, headers=dict(headers or {}))

    async def aclose(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    async def _send(self, vendor: str, method: str, url: str, **arguments: Any) -> Answer:
        """Raises `account_offline` when there is no answer at all."""
        import httpx

        try:
            if self._client is None:
                self._client = self._network.client()
                self._client.headers["accept"] = "application/json"
            response = await self._client.request(method, url, **arguments)
        except (httpx.HTTPError, OSError) as error:
            raise UnavailableError("account_offline", vendor=vendor, reason=words(error)) from error
        try:
            body = response.json()
        except (json.JSONDecodeError, UnicodeDecodeError):
            body = None
        return Answer(response.status_code, body if isinstance(body, dict) else {})
