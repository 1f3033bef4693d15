"""The outgoing proxy that this machine is set to use: environment variables, on macOS and Windows the system's settings too.

aiohttp would look this up for every single request, in a thread, together with ``~/.netrc``; that costs more than the request.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

_FRESH_S = 10.0


class SystemProxies:
    """What was found is kept for some seconds, so that a laptop that moves to another network follows it."""

    def __init__(
        self,
        lookup: Callable[[], Mapping[str, str]] = getproxies,
        bypassed: Callable[[str], object] = proxy_bypass,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._lookup = lookup
        self._bypassed = bypassed
        self._clock = clock
        self._found: dict[tuple[str, str], str | None] = {}
        self._until = 0.0

    def for_origin(self, scheme: str, host: str) -> str | None:
        """The address of the HTTP proxy to go through, with its login if it has one; None for a direct connection."""
        now = self._clock()
        if now >= self._until:
            self._found.clear()
            self._until = now + _FRESH_S
        place = (scheme, host)
        if place not in self._found:
            self._found[place] = self._look_up(scheme, host)
        return self._found[place]

    def _look_up(self, scheme: str, host: str) -> str | None:
        address = self._lookup().get(scheme)
        # Only proxies that are spoken to in plain HTTP can be used, whatever is sent through them.
        if not address or urlsplit(address).scheme != "http" or (host and self._bypassed(host)):
            return None
        return address
