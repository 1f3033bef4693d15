"""TLS to providers: whom a connection believes, and that importing aiohttp reads no certificates."""

from __future__ import annotations

import asyncio
import datetime
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from amux_desktop.proxy.upstream import NetworkPath, UpstreamClient, UpstreamUnreachableError

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of `localhost` signed by itself, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    (folder / "cert.pem").write_bytes(signed.public_bytes(encoding))
    (folder / "key.pem").write_bytes(
        key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder / "cert.pem", folder / "key.pem"


@asynccontextmanager
async def provider(certificate: tuple[Path, Path]) -> AsyncIterator[str]:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok")
        await writer.drain()
        writer.close()

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context)
    async with server:
        yield f"https://localhost:{server.sockets[0].getsockname()[1]}/"


async def ask(url: str, ca_file: str = "") -> bytes:
    client = UpstreamClient()
    try:
        network = NetworkPath(proxy="none", ca_file=ca_file)
        answer = await client.open(
            "GET", url, (), None, network=network, connect_timeout_s=5, first_byte_timeout_s=5, idle_timeout_s=5
        )
        body = await answer.read()
        answer.close()
        return body
    finally:
        await client.aclose()


async def test_an_unknown_authority_is_refused(certificate: tuple[Path, Path]) -> None:
    async with provider(certificate) as url:
        with pytest.raises(UpstreamUnreachableError) as refused:
            await ask(url)
    assert refused.value.kind == "tls"


async def test_an_authority_of_the_file_is_believed(certificate: tuple[Path, Path]) -> None:
    async with provider(certificate) as url:
        assert await ask(url, str(certificate[0])) == b"ok"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system's authorities are no file")
async def test_an_authority_of_the_system_is_believed(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    async with provider(certificate) as url:
        assert await ask(url) == b"ok"


async def test_a_file_of_authorities_that_is_missing_is_told(certificate: tuple[Path, Path], tmp_path: Path) -> None:
    async with provider(certificate) as url:
        with pytest.raises(UpstreamUnreachableError):
            await ask(url, str(tmp_path / "none.pem"))


def test_importing_reads_no_certificates_and_leaves_tls_as_it_was() -> None:
    script = (
        "import gc, ssl; before = ssl.SSLContext.load_default_certs, ssl.SSLContext.set_default_verify_paths;"
        "from amux_desktop.proxy import upstream;"
        "made = [c for c in gc.get_objects() if isinstance(c, ssl.SSLContext)];"
        "print([c.cert_store_stats()['x509'] for c in made if any(c.cert_store_stats().values())],"
        "before == (ssl.SSLContext.load_default_certs, ssl.SSLContext.set_default_verify_paths),"
        "ssl.create_default_context().verify_mode is ssl.CERT_REQUIRED)"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert result.stdout.split() == ["[]", "True", "True"]
