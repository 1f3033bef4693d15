"""Which cloudflared is used, and fetching it: what is not the pinned program is never run."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import struct
import sys
import tarfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.network import Network
from amux_desktop.tunnel.binary import Locator
from amux_desktop.tunnel.fetch import fetch
from amux_desktop.tunnel.manifest import Manifest, Pin
from amux_desktop.tunnel.platforms import made_for, program_name, runs_here, this_platform
from tests.helpers.cloudflared import Cloudflared

HERE = this_platform()
NONE = Manifest("1.2.3", "http://127.0.0.1:9/{asset}", {})
NETWORK = Network(proxy="none")
posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script with a first line for POSIX")


async def refusal(locator: Locator, chosen: str = "") -> str:
    with pytest.raises(AmuxError) as refused:
        await locator.find(chosen)
    return refused.value.code


# ------------------------------------------------------------------ which one


@posix
async def test_the_order_is_chosen_bundled_fetched_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundled, fetched, chosen, path = (tmp_path / name for name in ("bundled", "fetched", "chosen", "path"))
    monkeypatch.setenv("PATH", str(path))
    locator = Locator(fetched, NONE, bundled=(bundled,), here=HERE)
    assert await refusal(locator) == "cloudflared_missing"
    places = []
    for folder in (path, fetched, bundled / HERE):
        program = Cloudflared(folder, program_name())
        if folder == fetched:
            digest = hashlib.sha256(program.path.read_bytes()).hexdigest()
            (fetched / "cloudflared.json").write_text(json.dumps({"sha256": digest}))
        places.append((await locator.find()).origin)
    assert places == ["path", "fetched", "bundled"]
    found = await locator.find(str(Cloudflared(chosen).path))
    assert (found.origin, found.version) == ("chosen", "2026.9.1")
    assert await refusal(locator, str(tmp_path / "nothing")) == "cloudflared_unusable"


@posix
async def test_a_program_that_was_altered_is_not_run(tmp_path: Path) -> None:
    program = Cloudflared(tmp_path / HERE, program_name())
    digest = hashlib.sha256(program.path.read_bytes()).hexdigest()
    manifest = Manifest("1.2.3", "", {HERE: Pin("cloudflared", digest, digest)})
    locator = Locator(tmp_path / "fetched", manifest, bundled=(tmp_path,), here=HERE)
    assert (await locator.find()).origin == "bundled"
    with program.path.open("a") as file:
        file.write("# more\n")
    assert await refusal(locator) == "cloudflared_altered"
    Cloudflared(tmp_path / "fetched", program_name())
    assert await refusal(Locator(tmp_path / "fetched", manifest, bundled=(), here=HERE)) == "cloudflared_altered"


@posix
async def test_a_program_for_another_computer_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cloudflared"
    path.write_bytes(elf(0x28))
    path.chmod(0o755)
    locator = Locator(tmp_path / "none", NONE, bundled=(), here="linux-x64")
    with pytest.raises(AmuxError) as refused:
        await locator.find(str(path))
    assert refused.value.code == "cloudflared_wrong_arch"
    assert "made for linux-arm, but this computer needs linux-x64" in refused.value.message


@posix
@pytest.mark.parametrize(
    ("text", "mode", "words"),
    [
        ("#!/bin/sh\nexit 7\n", 0o755, "code 7"),
        ("#!/bin/sh\nexit 0\n", 0o644, "not executable"),
        ("#!/no/such/interpreter\n", 0o755, "No such file"),
    ],
)
async def test_a_program_that_does_not_even_tell_its_version(tmp_path: Path, text: str, mode: int, words: str) -> None:
    path = tmp_path / "cloudflared"
    path.write_text(text)
    path.chmod(mode)
    with pytest.raises(AmuxError) as refused:
        await Locator(tmp_path / "none", NONE, bundled=(), here=HERE).find(str(path))
    assert refused.value.code == "cloudflared_unusable"
    assert words in refused.value.message


def elf(machine: int) -> bytes:
    return b"\x7fELF" + bytes(14) + struct.pack("<H", machine) + bytes(100)


@pytest.mark.parametrize(
    ("head", "platform"),
    [
        (elf(0x3E), "linux-x64"), (elf(0xB7), "linux-arm64"), (elf(0xF3), "linux-other"),
        (b"\xcf\xfa\xed\xfe\x0c\x00\x00\x01", "macos-arm64"), (b"\xcf\xfa\xed\xfe\x07\x00\x00\x01", "macos-x64"),
        (b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\0\0\x64\x86", "windows-x64"),
        (b"#!/bin/sh\n", ""), (b"", ""), (b"\x7fELF", ""), (b"MZ", ""),
    ],
)  # fmt: skip
def test_the_platform_is_read_from_the_head(tmp_path: Path, head: bytes, platform: str) -> None:
    (tmp_path / "program").write_bytes(head)
    assert made_for(tmp_path / "program") == platform


def test_emulation_counts() -> None:
    assert runs_here("macos-x64", "macos-arm64")
    assert runs_here("windows-x64", "windows-arm64")
    assert not runs_here("linux-arm64", "linux-x64")


# ------------------------------------------------------------------ fetching


class Releases:
    """A server of assets; `hold` keeps a download from ending."""

    def __init__(self) -> None:
        self.assets: dict[str, bytes] = {}
        self.hold = threading.Event()
        self.hold.set()
        self.redirect = ""
        releases = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = releases.assets.get(self.path.rpartition("/")[2])
                if releases.redirect:
                    self.send_response(302)
                    self.send_header("location", releases.redirect)
                    self.send_header("content-length", "0")
                    self.end_headers()
                    return
                self.send_response(200 if body is not None else 404)
                self.send_header("content-length", str(len(body or b"")))
                self.end_headers()
                half = len(body or b"") // 2
                self.wfile.write((body or b"")[:half])
                self.wfile.flush()
                releases.hold.wait(10)
                self.wfile.write((body or b"")[half:])

            def log_message(self, format: str, *args: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def manifest(self, asset: str, sha256: str | None, binary: str | None = None) -> Manifest:
        source = f"http://127.0.0.1:{self.server.server_address[1]}/{{version}}/{{asset}}"
        return Manifest("1.2.3", source, {HERE: Pin(asset, sha256, binary)})


@pytest.fixture
def releases() -> Iterator[Releases]:
    made = Releases()
    yield made
    made.hold.set()
    made.server.shutdown()
    made.server.server_close()


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def archive(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
    return buffer.getvalue()


@posix
async def test_a_verified_program_is_put_in_place_and_found(releases: Releases, tmp_path: Path) -> None:
    program = Cloudflared(tmp_path / "made").path.read_bytes()
    releases.assets["cloudflared"] = program
    manifest = releases.manifest("cloudflared", digest(program), digest(program))
    told: list[tuple[int, int]] = []
    path = await fetch(manifest, tmp_path / "bin", NETWORK, lambda done, total: told.append((done, total)))
    assert told[-1] == (len(program), len(program))
    assert path.stat().st_mode & 0o777 == 0o755
    found = await Locator(tmp_path / "bin", manifest, bundled=(), here=HERE).find()
    assert (found.path, found.origin) == (path, "fetched")
    assert sorted(item.name for item in (tmp_path / "bin").iterdir()) == ["cloudflared", "cloudflared.json"]


@posix
async def test_of_an_archive_only_the_program_is_taken(releases: Releases, tmp_path: Path) -> None:
    program = Cloudflared(tmp_path / "made").path.read_bytes()
    data = archive(LICENSE=b"text", cloudflared=program, evil=b"evil")
    releases.assets["cloudflared.tgz"] = data
    await fetch(releases.manifest("cloudflared.tgz", digest(data)), tmp_path / "bin", NETWORK)
    assert sorted(item.name for item in (tmp_path / "bin").iterdir()) == ["cloudflared", "cloudflared.json"]
    assert (tmp_path / "bin" / "cloudflared").read_bytes() == program


@pytest.mark.parametrize("bad", ["another", "no archive", "no program", "absent", "no pin", "unsafe"])
async def test_what_is_not_the_pinned_program_leaves_nothing(releases: Releases, tmp_path: Path, bad: str) -> None:
    data, asset = b"program" * 100, "cloudflared"
    pinned: str | None = digest(data)
    code = "cloudflared_download"
    match bad:
        case "another":
            data, code = data + b"!", "cloudflared_checksum"
        case "no archive" | "no program":
            asset = "cloudflared.tgz"
            data = archive(other=b"") if bad == "no program" else data
            pinned = digest(data)
        case "absent":
            asset = "other"
        case "no pin":
            pinned, code = None, "cloudflared_unpinned"
        case _:
            releases.redirect = "http://192.0.2.1/cloudflared"
    if bad != "absent":
        releases.assets[asset] = data
    with pytest.raises(AmuxError) as refused:
        await fetch(releases.manifest(asset, pinned), tmp_path / "bin", NETWORK)
    assert refused.value.code == code
    assert not list((tmp_path / "bin").glob("*")) if (tmp_path / "bin").exists() else True


async def test_a_cancelled_download_leaves_nothing(releases: Releases, tmp_path: Path) -> None:
    releases.assets["cloudflared"] = bytes(2_000_000)
    releases.hold.clear()
    began = asyncio.Event()
    work = fetch(releases.manifest("cloudflared", "0" * 64), tmp_path / "bin", NETWORK, lambda _d, _t: began.set())
    task = asyncio.ensure_future(work)
    await asyncio.wait_for(began.wait(), 5)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not list((tmp_path / "bin").iterdir())


def test_the_shipped_manifest_can_be_read() -> None:
    manifest = Manifest.shipped()
    assert manifest.fetchable("linux-x64") is not None
    assert manifest.address(manifest.platforms["linux-x64"]).startswith("https://github.com/cloudflare/cloudflared/")
    assert manifest.fetchable("amiga-68k") is None
