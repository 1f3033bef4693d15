"""What is noted of a request through the tunnel. Apart from the gate, so that a window can name it without the web framework."""

from __future__ import annotations

from dataclasses import dataclass

ANY_PROXY = "proxies/*"
"""As a route of the tunnel: every proxy, those made later too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """One request that came through the tunnel, let in or not. `path` is without query; `token` is the name of the API token
    that let it in, empty when it was refused."""

    at_ms: int
    status: int
    method: str
    path: str
    address: str
    country: str
    client: str
    token: str
    duration_ms: int
    bytes_in: int
    bytes_out: int
