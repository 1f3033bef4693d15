"""The gate's rates with a clock of the test's own."""

from __future__ import annotations

from amux_desktop.proxy.http import LET_IN_BY, ASGIMessage, Receive, Scope, Send, send_bytes
from amux_desktop.proxy.tunnel_access import Access
from amux_desktop.proxy.tunnel_gate import TunnelGate

PATH = "/proxies/team/v1/chat/completions"


class Gate:
    """A proxy that knows the token ``right`` behind a gate of 12 requests a minute."""

    def __init__(self) -> None:
        self.now = 0.0
        self.noted: list[Access] = []
        self.gate = TunnelGate(self.noted.append, lambda: self.now)
        self.gate.routes, self.gate.per_minute = {"proxies/team"}, 12
        self._served = self.gate.around(self._proxy)

    async def _proxy(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "OPTIONS":
            await send_bytes(send, 204, [], b"")
        elif (b"authorization", b"right") in scope["headers"]:
            scope[LET_IN_BY] = "me"
            await send_bytes(send, 200, [], b"")
        else:
            await send_bytes(send, 401, [], b"")

    async def ask(self, token: bytes = b"right", method: str = "POST") -> int:
        headers = [(b"cf-connecting-ip", b"203.0.113.1"), (b"authorization", token)]
        scope: Scope = {"type": "http", "method": method, "path": PATH, "headers": headers, "client": ("127.0.0.1", 1)}

        async def receive() -> ASGIMessage:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(_message: ASGIMessage) -> None:
            return None

        await self._served(scope, receive, send)
        return self.noted[-1].status


async def test_who_is_too_fast_gets_in_again_when_the_time_is_over() -> None:
    gate = Gate()
    assert [await gate.ask() for _ in range(30)] == [200] * 12 + [429] * 18
    gate.now += 5.01  # a twelfth of a minute
    assert [await gate.ask(), await gate.ask()] == [200, 429]


async def test_a_preflight_is_no_guess() -> None:
    gate = Gate()
    assert [await gate.ask(method="OPTIONS") for _ in range(6)] == [204] * 6
    assert await gate.ask() == 200


async def test_trying_while_the_proxy_is_off_is_no_guess() -> None:
    gate = Gate()
    gate.gate.is_open = lambda: False
    assert [await gate.ask() for _ in range(6)] == [503] * 6
    gate.gate.is_open = lambda: True
    assert await gate.ask() == 200


async def test_guessing_shuts_out_for_a_while() -> None:
    gate = Gate()
    assert [await gate.ask(b"wrong") for _ in range(4)] == [401, 401, 429, 429]
    assert await gate.ask() == 429
    gate.now += 16
    assert await gate.ask() == 200
