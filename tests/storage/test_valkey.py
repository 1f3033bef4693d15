"""URLs of a Valkey server, and a real one that refuses, vanishes or does not speak as expected: one plain sentence each."""

from __future__ import annotations

import datetime
import ipaddress
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from amux_desktop.core.errors import AmuxError
from amux_desktop.storage.valkey import Address, Valkey
from tests.helpers.valkey import PASSWORD, ValkeyServer, running_server


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("redis://host", {"host": "host", "port": 6379, "db": 0, "username": None, "password": None}),
        (
            "valkey://me:p%40ss@host:7000/3",
            {"host": "host", "port": 7000, "db": 3, "username": "me", "password": "p@ss"},
        ),
        ("unix:///run/valkey.sock?db=2", {"path": "/run/valkey.sock", "db": 2, "username": None, "password": None}),
        ("redis://[::1]:7000", {"host": "::1", "port": 7000, "db": 0, "username": None, "password": None}),
    ],
)
def test_a_url_names_a_server(url: str, options: dict[str, object]) -> None:
    address = Address.parse(url, {})
    assert dict(address.options) == options
    assert "p%40ss" not in address.shown
    assert "p@ss" not in repr(address)


def test_tls_files_and_a_password_of_the_environment() -> None:
    address = Address.parse("rediss://h/1?ssl_ca_certs=/ca.pem", {"AMUX_SHARED_STATE_PASSWORD": "secret"})
    assert address.has_tls
    assert address.options["ssl_ca_certs"] == "/ca.pem"
    assert address.options["password"] == "secret"
    assert Address.parse("redis://:own@h", {"AMUX_SHARED_STATE_PASSWORD": "secret"}).options["password"] == "own"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://host", "not of the form"),
        ("redis://host:port/0", "not of the form"),
        ("redis://host/first", "must be a number, not first"),
        ("redis://host?ssl_ca_certs=/ca.pem", "ssl_ca_certs has no meaning"),
        ("rediss://host?ssl_cert_reqs=none", "ssl_cert_reqs has no meaning here; it may have ssl_ca_certs"),
    ],
)
def test_a_url_that_names_none(url: str, reason: str) -> None:
    with pytest.raises(AmuxError, match=reason) as caught:
        Address.parse(url, {})
    assert caught.value.code == "shared_state_url_invalid"


async def refusal(url: str) -> str:
    with pytest.raises(AmuxError) as caught:
        async with Valkey(Address.parse(url, {})) as server:
            await server.ask(("PING",))
    assert caught.value.code == "shared_state_unavailable"
    assert "hidden" not in caught.value.message
    assert PASSWORD not in caught.value.message
    return str(caught.value.params["reason"])


async def test_a_port_where_nobody_listens() -> None:
    assert "connection refused" in (await refusal("redis://u:hidden@127.0.0.1:1/0")).lower()


async def test_a_socket_that_is_not_there(tmp_path: Path) -> None:
    assert "no such file" in await refusal(f"unix://{tmp_path / 'nothing.sock'}")


async def test_a_server_that_is_none() -> None:
    """Something that accepts and closes, as a server with TLS does with plain text."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(10)

        def hang_up() -> None:
            client, _ = listener.accept()
            client.close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        assert "begins with valkeys://" in await refusal(f"redis://127.0.0.1:{listener.getsockname()[1]}")
        thread.join()


@pytest.mark.slow
async def test_what_a_real_server_answers_and_refuses(valkey: ValkeyServer) -> None:
    for url in (valkey.url(5), f"unix://:{PASSWORD}@{valkey.socket}?db=5"):
        async with Valkey(Address.parse(url, {})) as server:
            assert await server.ask(("SET", "k", "v"), ("GET", "k"), ("GET", "none")) == [b"OK", b"v", None]
            with pytest.raises(AmuxError, match="refuses: WRONGTYPE"):
                await server.ask(("LPUSH", "k", "x"))
    assert await refusal(valkey.url(password="hidden")) == "it does not accept the user name or the password"
    assert await refusal(f"redis://127.0.0.1:{valkey.port}") == "it wants a password"
    assert "permit" in await refusal_of_weak_user(valkey)
    assert await refusal(f"redis://:{PASSWORD}@127.0.0.1:{valkey.port}/99") != ""
    assert "not with TLS" in await refusal(valkey.url(scheme="valkeys"))


async def refusal_of_weak_user(valkey: ValkeyServer) -> str:
    valkey.ask("ACL", "SETUSER", "weak", "on", ">hidden", "-@all", "+client", "+select")
    return await refusal(f"redis://weak:hidden@127.0.0.1:{valkey.port}")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    folder, key = tmp_path_factory.mktemp("tls"), ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "amux test")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(key.private_bytes(*plain))
    return folder / "cert.pem", folder / "key.pem"


@pytest.fixture(scope="module")
def with_tls(certificate: tuple[Path, Path]) -> Iterator[tuple[ValkeyServer, int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    cert, key = map(str, certificate)
    options = ("--tls-port", str(port), "--tls-cert-file", cert, "--tls-key-file", key)
    with running_server(*options, "--tls-ca-cert-file", cert, "--tls-auth-clients", "no") as server:
        yield server, port


@pytest.mark.slow
async def test_tls_is_checked(with_tls: tuple[ValkeyServer, int], certificate: tuple[Path, Path]) -> None:
    _, port = with_tls
    good = f"valkeys://:{PASSWORD}@127.0.0.1:{port}/0"
    async with Valkey(Address.parse(f"{good}?ssl_ca_certs={certificate[0]}", {})) as server:
        assert await server.ask(("PING",)) == [b"PONG"]
    assert "certificate is not accepted (self" in await refusal(good)
    assert "valkeys://" in await refusal(good.replace("valkeys", "valkey"))
