"""What cloudflared tells about itself on its metrics address: `/ready`, `/quicktunnel` and `/metrics` (Prometheus text)."""

from __future__ import annotations

import re
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

_TIMEOUT_S = 2.0
_LOCATION = re.compile(r"^cloudflared_tunnel_server_locations\{(?P<labels>[^}]*)\}\s+(?P<value>\S+)", re.M)
#: The label was `location` before 2023.
_LABEL = re.compile(r'(?:edge_)?location="(?P<name>[^"]*)"')
_AIRPORT = re.compile(r"^([a-z]{3})\d{2}$")


@dataclass(frozen=True, slots=True)
class Reading:
    """`connections` to Cloudflare's edge that work; none is what not being ready means."""

    connections: int = 0
    hostname: str = ""
    locations: tuple[str, ...] = ()


class MetricsProbe:
    """One per cloudflared; close it."""

    def __init__(self, port: int) -> None:
        self._base = f"http://127.0.0.1:{port}"
        self._client: httpx.AsyncClient | None = None

    async def read(self, *, quick: bool) -> Reading:
        """An empty reading while nobody answers. `quick` also asks for the address that Cloudflare gave."""
        import httpx

        if self._client is None:
            # Plain HTTP on loopback: loading the system's certificates would hold up the loop for nothing.
            nothing = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            self._client = httpx.AsyncClient(timeout=_TIMEOUT_S, trust_env=False, verify=nothing)
        try:
            ready = await self._client.get(f"{self._base}/ready")
            connections = int(ready.json()["readyConnections"]) if ready.status_code == 200 else 0
            if not connections:
                return Reading()
            hostname = ""
            if quick:
                hostname = str((await self._client.get(f"{self._base}/quicktunnel")).json()["hostname"])
            metrics = await self._client.get(f"{self._base}/metrics")
        except (httpx.HTTPError, ValueError, KeyError, TypeError):
            return Reading()
        return Reading(connections, hostname.removeprefix("https://"), locations_in(metrics.text))

    async def aclose(self) -> None:
        if self._client is not None:
            await self._client.aclose()


def locations_in(text: str) -> tuple[str, ...]:
    """Where the connections lead now, each place once: `fra08` is data centre 8 of Frankfurt, shown by its airport's code."""
    found: dict[str, None] = {}
    for match in _LOCATION.finditer(text):
        label = _LABEL.search(match["labels"])
        if label is not None and match["value"] not in ("0", "0.0"):
            name = label["name"]
            airport = _AIRPORT.match(name)
            found[airport[1].upper() if airport else name] = None
    return tuple(found)
