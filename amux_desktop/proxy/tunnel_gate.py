"""What stands before the proxy on the tunnel's own listener.

Strangers knock here. Only chosen routes exist, everybody has a rate, every request is noted, and Cloudflare's headers about
the client are believed here and nowhere else: this listener is bound to the loopback address and only cloudflared connects to
it. Another program of this computer could connect as well and lie about the client's address, which changes what is noted and
whose rate it uses, nothing else; the token it cannot invent.
"""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable, Collection

from amux_desktop.proxy.http import ASGI, LET_IN_BY, ASGIMessage, Headers, Receive, Scope, Send, get, send_json
from amux_desktop.proxy.recorder import client_of
from amux_desktop.proxy.resolving import Place, place_of
from amux_desktop.proxy.tunnel_access import ANY_PROXY, Access

_CLIENTS_KEPT = 4096
_REFUSED_COSTS = 6.0
"""A request without a valid token uses as much of the rate as this many others: guessing gets nowhere."""
_NO_GUESS = frozenset({204, 429, 503})
"""Answers that say nothing about a token: to a browser's preflight, to who is too fast, while the proxy is off. A client that
only tries again must not be shut out for longer each time."""
_FORWARDED = (b"cf-", b"x-forwarded-", b"cdn-loop", b"forwarded", b"x-real-ip", b"true-client-ip")
_LONGEST_PATH = 200


class TunnelGate:
    """One per process. `routes` are such as `proxies/claude`, `providers/openai`, `code/codex`, `v1`, or `proxies/*`."""

    def __init__(self, note: Callable[[Access], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._note = note
        self._clock = clock
        self._rates: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self.routes: Collection[str] = ()
        self.per_minute = 0
        """Requests of one address; 0 is no limit."""
        self.is_open: Callable[[], bool] = lambda: True
        """Whether the proxy behind is on."""

    def around(self, inner: ASGI) -> ASGI:
        """The application that the listener serves."""

        async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "websocket":
                # Clients that try a socket first go on with plain requests when it is refused.
                await send({"type": "websocket.close", "code": 1008})
                return
            if scope["type"] != "http":
                return
            await self._handle(inner, scope, receive, send)

        return guarded

    async def _handle(self, inner: ASGI, scope: Scope, receive: Receive, send: Send) -> None:
        headers: Headers = list(scope["headers"])
        peer = (scope.get("client") or ("", 0))[0]
        if not _is_loopback(peer):
            await send_json(send, 403, {"error": {"message": "Not here."}})
            return
        address = _address(get(headers, b"cf-connecting-ip"))
        noted = _Noted(scope, headers, address, receive, send)
        try:
            await self._let_in(inner, scope, headers, address, noted)
        finally:
            if not noted.token and noted.status not in _NO_GUESS:
                self._take(_rated(address), _REFUSED_COSTS)
            self._note(noted.access())

    async def _let_in(self, inner: ASGI, scope: Scope, headers: Headers, address: str, noted: _Noted) -> None:
        rated = _rated(address)
        wait_s = self._wait_of(rated)
        if wait_s > 0:
            await _say(noted.send, 429, "Too many requests.", [(b"retry-after", b"%d" % max(1, round(wait_s)))])
        elif not self.exposes(noted.place):
            await _say(noted.send, 404, "Not found.")
        elif not self.is_open():
            self._take(rated, 1)
            await _say(noted.send, 503, "The proxy is switched off.", [(b"retry-after", b"30")])
        else:
            self._take(rated, 1)
            kept = [item for item in headers if not item[0].startswith(_FORWARDED)]
            passed = {**scope, "headers": kept, "client": (address, 0)}
            try:
                await inner(passed, noted.receive, noted.send)
            finally:
                noted.token = passed.get(LET_IN_BY, "")

    def exposes(self, place: Place) -> bool:
        if place.kind == "root":
            return "v1" in self.routes and place.subpath.partition("/")[0] in ("v1", "v1beta")
        return f"{place.kind}/{place.slug}" in self.routes or (place.kind == "proxies" and ANY_PROXY in self.routes)

    def _wait_of(self, address: str) -> float:
        """Seconds until an address may ask again; 0 when it may now."""
        left = self._left(address)
        return 0.0 if not self.per_minute or left >= 1 else (1 - left) * 60 / self.per_minute

    def _take(self, address: str, cost: float) -> None:
        """A debt is at most a minute's worth: whoever shares an address with a scanner is not locked out for long."""
        if not self.per_minute:
            return
        self._rates[address] = (max(self._left(address) - cost, -float(self.per_minute)), self._clock())
        self._rates.move_to_end(address)
        while len(self._rates) > _CLIENTS_KEPT:
            self._rates.popitem(last=False)

    def _left(self, address: str) -> float:
        full, now = float(self.per_minute), self._clock()
        left, since = self._rates.get(address, (full, now))
        return min(full, left + (now - since) * full / 60)


class _Noted:
    """Counts one exchange while it passes."""

    def __init__(self, scope: Scope, headers: Headers, address: str, receive: Receive, send: Send) -> None:
        path = (scope.get("raw_path") or scope["path"].encode()).partition(b"?")[0].decode("latin-1")
        self.place = place_of(path)
        self._method = scope["method"]
        self._path = self.place.without_token(path)[:_LONGEST_PATH]
        self._address = address
        self._country = _country(get(headers, b"cf-ipcountry"))
        self._client = client_of({b"user-agent": get(headers, b"user-agent") or b""})[0]
        self._receive, self._send = receive, send
        self._began = time.perf_counter()
        self._at_ms = time.time_ns() // 1_000_000
        self.status = 0
        self._in = self._out = 0
        self.token = ""

    async def receive(self) -> ASGIMessage:
        message = await self._receive()
        self._in += len(message.get("body", b""))
        return message

    async def send(self, message: ASGIMessage) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        else:
            self._out += len(message.get("body", b""))
        await self._send(message)

    def access(self) -> Access:
        return Access(
            at_ms=self._at_ms, status=self.status, method=self._method, path=self._path, address=self._address,
            country=self._country, client=self._client, token=self.token,
            duration_ms=round((time.perf_counter() - self._began) * 1000), bytes_in=self._in, bytes_out=self._out,
        )  # fmt: skip


async def _say(send: Send, status: int, message: str, headers: Headers | None = None) -> None:
    """Tells nothing about what is here."""
    await send_json(send, status, {"error": {"message": message}}, headers or ())


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _address(value: bytes | None) -> str:
    """The client's address as Cloudflare gives it; empty when there is none or it is no address."""
    try:
        return str(ipaddress.ip_address((value or b"").decode("latin-1").strip()))
    except ValueError:
        return ""


def _rated(address: str) -> str:
    """What a rate belongs to: the address, of IPv6 the network of 64 bits, which is what one customer gets."""
    return ipaddress.ip_address(address).exploded[:19] if ":" in address else address


def _country(value: bytes | None) -> str:
    """ISO 3166 alpha-2; Cloudflare's XX (unknown) and T1 (Tor) stay as they are."""
    text = (value or b"").decode("latin-1").strip().upper()
    return text if len(text) == 2 and text.isalnum() and text.isascii() else ""
