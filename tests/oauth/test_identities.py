from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from amux_desktop.core.clock import SystemClock
from amux_desktop.core.errors import AccessError
from amux_desktop.core.network import Network
from amux_desktop.oauth.control import ControlClient
from amux_desktop.oauth.id_tokens import IdTokens
from tests.helpers.vendors import User, VendorServer, b64, jwt
from tests.oauth.conftest import FakeClock

USER = User("u1", "ana@example.com")


@pytest.fixture
async def client() -> AsyncIterator[ControlClient]:
    client = ControlClient(Network(user_agent="amux/test"))
    yield client
    await client.aclose()


async def test_the_vendors_key_vouches_and_is_fetched_once(client: ControlClient, codex: VendorServer) -> None:
    vendor = codex.vendor(1)
    ids = IdTokens(client, SystemClock())
    for _ in range(3):
        claims = await ids.read(vendor, jwt(codex.claims(USER)))
        assert claims.verified
        assert claims.values["email"] == "ana@example.com"
    assert codex.calls == ["/jwks"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"aud": "somebody"}, "another client"),
        ({"iss": "https://evil.example"}, "another issuer"),
        ({"iat": 2**33}, "future"),
    ],
)
async def test_tokens_for_others_are_refused(
    client: ControlClient, codex: VendorServer, changes: dict[str, Any], words: str
) -> None:
    vendor = codex.vendor(1)
    with pytest.raises(AccessError, match=words):
        await IdTokens(client, SystemClock()).read(vendor, jwt({**codex.claims(USER), **changes}))


async def test_forgeries_are_refused(client: ControlClient, codex: VendorServer) -> None:
    vendor = codex.vendor(1)
    ids = IdTokens(client, SystemClock())
    claims = codex.claims(USER)
    head, body, signature = jwt(claims).split(".")
    other = generate_private_key(65537, 2048)
    unsigned = ".".join((b64(b'{"alg":"none"}'), body, ""))
    for forged in (
        jwt(claims, other),
        jwt(claims, kid="k9"),
        f"{head}.{b64(b'{}')}.{signature}",
        unsigned,
        "x",
        "a.b.c",
    ):
        with pytest.raises(AccessError):
            await ids.read(vendor, forged)


async def test_known_keys_last_through_an_outage(client: ControlClient, codex: VendorServer) -> None:
    vendor, clock = codex.vendor(1), FakeClock()
    ids = IdTokens(client, clock)
    clock.ms = SystemClock().now_ms()
    await ids.read(vendor, jwt(codex.claims(USER)))
    codex.keys_down = True
    clock.forward(48 * 3600)
    assert (await ids.read(vendor, jwt(codex.claims(USER)))).verified
    assert not (await IdTokens(client, clock).read(vendor, jwt(codex.claims(USER)))).verified
