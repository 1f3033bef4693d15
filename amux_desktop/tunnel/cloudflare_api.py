"""Cloudflare's API v4, as far as a tunnel needs it: zones, tunnels of cloudflared, their configuration, DNS records.

Needs an API token with the permissions Account > Cloudflare Tunnel > Edit and Zone > DNS > Edit. Every answer is an envelope
`{"success": bool, "errors": [{"code": int, "message": str}], "result": ...}`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from amux_desktop.core.errors import AccessError, AmuxError, InvalidInputError, NotFoundError, UnavailableError
from amux_desktop.core.network import Network, words

if TYPE_CHECKING:
    import httpx

BASE = "https://api.cloudflare.com/client/v4"
TUNNEL_DOMAIN = "cfargotunnel.com"
_PAGE = 50
#: Codes for a token that is malformed, unknown or expired, against one that may not do this. 9109 is used for both.
_BAD_TOKEN = frozenset({6003, 6111, 9106, 9107, 1000, 10001})
_MAY_NOT = frozenset({9109, 10000, 10403})
_BAD_WORDS = ("invalid access token", "invalid api token")
Permission = Literal["Account > Cloudflare Tunnel > Edit", "Zone > DNS > Edit", "Zone > Zone > Read"]
_TUNNEL: Permission = "Account > Cloudflare Tunnel > Edit"
_DNS: Permission = "Zone > DNS > Edit"
_ZONE: Permission = "Zone > Zone > Read"


@dataclass(frozen=True, slots=True)
class Zone:
    """A domain of the account, such as `example.com`."""

    id: str
    name: str
    account_id: str
    account_name: str = ""


@dataclass(frozen=True, slots=True)
class RemoteTunnel:
    """`status` is Cloudflare's word: inactive, degraded, healthy or down."""

    id: str
    name: str
    status: str = ""
    connections: int = 0
    created_at: str = ""


@dataclass(frozen=True, slots=True)
class DnsRecord:
    id: str
    type: str
    name: str
    content: str


class CloudflareApi:
    """Made on the loop that uses it; close it. Errors of every method: `cloudflare_offline`, `cloudflare_limited`,
    `cloudflare_token_invalid`, `cloudflare_permission`, `cloudflare_gone`, `cloudflare_refused`."""

    def __init__(self, token: str, network: Network, base: str = BASE) -> None:
        self._token = token
        self._network = network
        self._base = base
        self._client: httpx.AsyncClient | None = None

    async def aclose(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    # ------------------------------------------------------------------ zones

    async def zones(self, name: str = "") -> tuple[Zone, ...]:
        """All that the token may see, or the one with this name."""
        found = await self._list("/zones", _ZONE, {"name": name} if name else {})
        return tuple(
            Zone(item["id"], item["name"], item["account"]["id"], item["account"].get("name", "")) for item in found
        )

    # ------------------------------------------------------------------ tunnels

    async def tunnels(self, account: str, name: str = "") -> tuple[RemoteTunnel, ...]:
        """Those that were not deleted; all, or the one with this name."""
        query = {"is_deleted": "false"} | ({"name": name} if name else {})
        found = await self._list(f"/accounts/{account}/cfd_tunnel", _TUNNEL, query)
        return tuple(_tunnel(item) for item in found)

    async def tunnel(self, account: str, tunnel: str) -> RemoteTunnel:
        """Raises `cloudflare_gone` when there is none, also for one that was deleted."""
        found = await self._one("GET", f"/accounts/{account}/cfd_tunnel/{tunnel}", _TUNNEL)
        if found.get("deleted_at"):
            raise NotFoundError("cloudflare_gone")
        return _tunnel(found)

    async def create_tunnel(self, account: str, name: str) -> RemoteTunnel:
        """Configured at Cloudflare (`config_src`), so that cloudflared needs nothing but its token."""
        body = {"name": name, "config_src": "cloudflare"}
        return _tunnel(await self._one("POST", f"/accounts/{account}/cfd_tunnel", _TUNNEL, body))

    async def tunnel_token(self, account: str, tunnel: str) -> str:
        """What cloudflared signs in with. A secret."""
        path = f"/accounts/{account}/cfd_tunnel/{tunnel}/token"
        return str(await self._send("GET", path, _TUNNEL))

    async def lead_to(self, account: str, tunnel: str, hostname: str, service: str) -> None:
        """Requests for `hostname` go to `service` (a URL as cloudflared sees it), all others get 404."""
        ingress = [{"hostname": hostname, "service": service}, {"service": "http_status:404"}]
        path = f"/accounts/{account}/cfd_tunnel/{tunnel}/configurations"
        await self._send("PUT", path, _TUNNEL, {"config": {"ingress": ingress}})

    async def delete_tunnel(self, account: str, tunnel: str) -> None:
        """Connections that are left over are cleared first; Cloudflare refuses otherwise."""
        path = f"/accounts/{account}/cfd_tunnel/{tunnel}"
        await self._send("DELETE", f"{path}/connections", _TUNNEL)
        await self._send("DELETE", path, _TUNNEL)

    # ------------------------------------------------------------------ DNS

    async def records(self, zone: str, *, name: str = "", content: str = "") -> tuple[DnsRecord, ...]:
        """Of every type, with exactly this name or leading exactly there."""
        query = {key: value for key, value in (("name", name), ("content", content)) if value}
        found = await self._list(f"/zones/{zone}/dns_records", _DNS, query)
        return tuple(DnsRecord(item["id"], item["type"], item["name"], item["content"]) for item in found)

    async def create_cname(self, zone: str, name: str, target: str, comment: str) -> DnsRecord:
        body = {"type": "CNAME", "name": name, "content": target, "proxied": True, "ttl": 1, "comment": comment}
        made = await self._one("POST", f"/zones/{zone}/dns_records", _DNS, body)
        return DnsRecord(made["id"], made["type"], made["name"], made["content"])

    async def delete_record(self, zone: str, record: str) -> None:
        await self._send("DELETE", f"/zones/{zone}/dns_records/{record}", _DNS)

    # ------------------------------------------------------------------ inside

    async def _list(self, path: str, needs: Permission, query: Mapping[str, str]) -> list[dict[str, Any]]:
        """Every page of a list."""
        found: list[dict[str, Any]] = []
        while True:
            page = len(found) // _PAGE + 1
            more = await self._send("GET", path, needs, query={**query, "page": str(page), "per_page": str(_PAGE)})
            if not isinstance(more, list):
                raise _unexpected()
            found += more
            if len(more) < _PAGE:
                return found

    async def _one(self, method: str, path: str, needs: Permission, body: Any = None) -> dict[str, Any]:
        found = await self._send(method, path, needs, body)
        if not isinstance(found, dict) or "id" not in found:
            raise _unexpected()
        return found

    async def _send(
        self, method: str, path: str, needs: Permission, body: Any = None, query: Mapping[str, str] | None = None
    ) -> Any:
        import httpx

        if self._client is None:
            self._client = self._network.client()
        headers = {"authorization": f"Bearer {self._token}"}
        try:
            answer = await self._client.request(
                method, self._base + path, headers=headers, json=body, params=dict(query) if query else None
            )
        except (httpx.HTTPError, OSError) as error:
            raise UnavailableError("cloudflare_offline", reason=words(error)) from error
        try:
            envelope = answer.json()
        except ValueError:
            envelope = None
        if not isinstance(envelope, dict):
            raise UnavailableError("cloudflare_offline", reason=f"it answered {answer.status_code} without content")
        if answer.is_success and envelope.get("success"):
            return envelope.get("result")
        raise _refusal(answer.status_code, envelope.get("errors"), needs)


def _refusal(status: int, errors: Any, needs: Permission) -> AmuxError:
    """Cloudflare's refusal as one of ours."""
    listed: Sequence[Any] = errors if isinstance(errors, list) else ()
    known = [item for item in listed if isinstance(item, dict)]
    codes = {item.get("code") for item in known}
    reason = "; ".join(str(item.get("message", "")) for item in known).strip()[:300].rstrip(". ") or f"status {status}"
    if status == 429:
        return UnavailableError("cloudflare_limited")
    is_unknown = any(words in reason.lower() for words in _BAD_WORDS)
    if is_unknown or codes & _BAD_TOKEN or (status == 401 and not codes & _MAY_NOT):
        return InvalidInputError("cloudflare_token_invalid")
    if codes & _MAY_NOT or status == 403:
        return AccessError("cloudflare_permission", permission=needs)
    if status == 404:
        return NotFoundError("cloudflare_gone")
    if status >= 500:
        return UnavailableError("cloudflare_offline", reason=reason)
    return InvalidInputError("cloudflare_refused", reason=reason)


def _unexpected() -> AmuxError:
    return UnavailableError("cloudflare_offline", reason="it answered something that Amux does not understand")


def _tunnel(item: Mapping[str, Any]) -> RemoteTunnel:
    return RemoteTunnel(
        id=str(item["id"]),
        name=str(item.get("name", "")),
        status=str(item.get("status", "")),
        connections=len(item.get("connections") or ()),
        created_at=str(item.get("created_at", ""))[:19],
    )
