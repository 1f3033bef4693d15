from __future__ import annotations

import pytest

from amux_desktop.core.errors import AccessError
from amux_desktop.core.settings import Settings
from amux_desktop.proxy import auth
from tests.helpers import routing

HOST = (b"host", b"127.0.0.1:9527")


@pytest.mark.parametrize(
    ("headers", "query"),
    [
        ({b"authorization": b"Bearer " + routing.TOKEN.encode()}, b""),
        ({b"authorization": b"bearer  " + routing.TOKEN.encode()}, b""),
        ({b"x-api-key": routing.TOKEN.encode()}, b""),
        ({b"x-goog-api-key": routing.TOKEN.encode()}, b""),
        ({b"api-key": routing.TOKEN.encode()}, b""),
        ({}, b"alt=sse&key=" + routing.TOKEN.encode()),
    ],
)
def test_a_token_is_taken_from_every_vendors_place(headers: dict[bytes, bytes], query: bytes) -> None:
    caller = auth.authenticate(headers, query, routing.snapshot([]), "secret", 0)
    assert caller.token is not None
    assert caller.token.name == "Test"


@pytest.mark.parametrize("value", [b"", b"Bearer ", b"Bearer wrong", b"Basic abc", b"Bearer sk-amux." + b"x" * 43])
def test_anything_else_is_refused(value: bytes) -> None:
    with pytest.raises(AccessError) as caught:
        auth.authenticate({b"authorization": value}, b"", routing.snapshot([]), "secret", 0)
    assert caught.value.code == "token_invalid"


def test_disabled_and_expired_tokens_say_so() -> None:
    headers = {b"x-api-key": routing.TOKEN.encode()}
    off = routing.snapshot([], tokens={routing.TOKEN: routing.token(enabled=False)})
    old = routing.snapshot([], tokens={routing.TOKEN: routing.token(expires_ms=5000)})
    with pytest.raises(AccessError) as caught:
        auth.authenticate(headers, b"", off, "secret", 0)
    assert caught.value.code == "token_disabled"
    with pytest.raises(AccessError) as caught:
        auth.authenticate(headers, b"", old, "secret", 5)
    assert caught.value.code == "token_expired"
    assert auth.authenticate(headers, b"", old, "secret", 4.9).token is not None


def test_without_required_tokens_everybody_local_may_call() -> None:
    open_house = routing.snapshot([], settings=Settings(proxy_auth_required=False))
    assert auth.authenticate({}, b"", open_house, "secret", 0) == auth.Caller(None)


def test_the_internal_secret_is_checked() -> None:
    assert auth.authenticate({b"x-amux-internal": b"secret"}, b"", routing.snapshot([]), "secret", 0).internal
    with pytest.raises(AccessError):
        auth.authenticate({b"x-amux-internal": b"guess"}, b"", routing.snapshot([]), "secret", 0)


@pytest.mark.parametrize("host", [b"127.0.0.1:9527", b"localhost:9527", b"[::1]:9527", b"LOCALHOST"])
def test_names_of_this_machine_are_let_in(host: bytes) -> None:
    auth.check_origin({b"host": host}, routing.snapshot([]), 9527)


@pytest.mark.parametrize("host", [b"evil.example", b"127.0.0.1.evil.example:9527", b"", b"192.168.1.4:9527"])
def test_rebound_names_are_refused(host: bytes) -> None:
    with pytest.raises(AccessError) as caught:
        auth.check_origin({b"host": host}, routing.snapshot([]), 9527)
    assert caught.value.code == "host_refused"


@pytest.mark.parametrize("origin", [b"https://evil.example", b"null", b"http://localhost:3000", b"http://[bad"])
def test_pages_of_other_origins_are_refused(origin: bytes) -> None:
    with pytest.raises(AccessError) as caught:
        auth.check_origin(dict([HOST, (b"origin", origin)]), routing.snapshot([]), 9527)
    assert caught.value.code == "origin_refused"


def test_allowed_names_and_origins_may_call() -> None:
    opened = routing.snapshot(
        [], settings=Settings(proxy_allowed_hosts=("amux.lan",), proxy_allowed_origins=("https://app.example",))
    )
    auth.check_origin({b"host": b"amux.lan:9527", b"origin": b"https://app.example"}, opened, 9527)
    auth.check_origin(dict([HOST, (b"origin", b"http://127.0.0.1:9527")]), opened, 9527)


def test_a_form_or_image_of_another_site_is_refused_without_origin_too() -> None:
    with pytest.raises(AccessError):
        auth.check_origin(dict([HOST, (b"sec-fetch-site", b"cross-site")]), routing.snapshot([]), 9527)
