"""How requests of Amux itself leave this computer, those about accounts and the tunnel: through the outgoing proxy and
certificates of the settings. (Traffic of clients goes through `proxy.upstream`.)"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx

    from amux_desktop.core.settings import Settings

_TIMEOUT_S = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """`proxy` is an address, `system` or `none`, as in the setting `proxy.outbound_proxy`."""

    user_agent: str = "amux"
    proxy: str = field(default="system", repr=False)
    ca_file: str = ""

    @classmethod
    def of(cls, settings: Settings, version: str) -> Network:
        return cls(user_agent=f"amux/{version}", proxy=settings.proxy_outbound_proxy, ca_file=settings.proxy_ca_file)

    def client(self, *, check: Callable[[str], None] | None = None, **more: Any) -> httpx.AsyncClient:
        """`check` sees every address that is asked, redirects included, and raises to refuse it."""
        import httpx

        async def asked(request: httpx.Request) -> None:
            if check is not None:
                check(str(request.url))

        return httpx.AsyncClient(
            timeout=_TIMEOUT_S,
            verify=_trusted(self.ca_file),
            trust_env=self.proxy in ("", "system"),
            proxy=self.proxy if self.proxy not in ("", "system", "none") else None,
            headers={"user-agent": self.user_agent},
            event_hooks={"request": [asked]},
            **more,
        )


@cache
def _trusted(ca_file: str) -> ssl.SSLContext:
    """Made once: reading all authorities takes some 30 ms of the loop."""
    import httpx

    return ssl.create_default_context(cafile=ca_file) if ca_file else httpx.create_ssl_context()


def words(error: Exception) -> str:
    """The kind of failure; messages of the library may hold addresses with parameters."""
    name = type(error).__name__
    return {
        "ConnectError": "no connection",
        "ConnectTimeout": "no connection in time",
        "ReadTimeout": "no answer in time",
        "FileNotFoundError": "the file of certificates is not there",
        "SSLError": "the file of certificates cannot be read",
    }.get(name, name)
