"""Requests to a vendor about accounts (tokens, identity, quotas), apart from the traffic of clients."""

from __future__ import annotations

import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from amux_desktop.core.errors import UnavailableError

if TYPE_CHECKING:
    import httpx

_TIMEOUT_S = 20.0


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
    """Made on the loop that uses it. `proxy` is an address, `system` or `none`."""

    def __init__(self, user_agent: str, proxy: str = "system", ca_file: str = "") -> None:
        self._user_agent = user_agent
        self._proxy = proxy
        self._ca_file = ca_file
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

        if self._client is None:
            context = ssl.create_default_context(cafile=self._ca_file) if self._ca_file else True
            self._client = httpx.AsyncClient(
                timeout=_TIMEOUT_S,
                verify=context,
                trust_env=self._proxy in ("", "system"),
                proxy=self._proxy if self._proxy not in ("", "system", "none") else None,
                headers={"user-agent": self._user_agent, "accept": "application/json"},
            )
        try:
            response = await self._client.request(method, url, **arguments)
        except (httpx.HTTPError, OSError) as error:
            raise UnavailableError("account_offline", vendor=vendor, reason=_words(error)) from error
        try:
            body = response.json()
        except (json.JSONDecodeError, UnicodeDecodeError):
            body = None
        return Answer(response.status_code, body if isinstance(body, dict) else {})


def _words(error: Exception) -> str:
    """The kind of failure; messages of the library may hold addresses with parameters."""
    name = type(error).__name__
    return {
        "ConnectError": "no connection",
        "ConnectTimeout": "no connection in time",
        "ReadTimeout": "no answer in time",
    }.get(name, name)
