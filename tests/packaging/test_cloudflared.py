from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import sys
import tarfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = b"\x7fELF a stand-in for cloudflared" * 100


@pytest.fixture(scope="session")
def cloudflared() -> ModuleType:
    spec = importlib.util.spec_from_file_location("amux_packaging_cloudflared", ROOT / "packaging" / "cloudflared.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@dataclass
class Releases:
    """A loopback release server: path -> body; a missing path answers 404."""

    address: str = ""
    bodies: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def releases() -> Iterator[Releases]:
    state = Releases()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append(self.path)
            body = state.bodies.get(self.path)
            if body is not None and body.startswith(b"redirect "):
                self.send_response(302)
                self.send_header("Location", body.removeprefix(b"redirect ").decode())
                self.end_headers()
                return
            self.send_response(404 if body is None else 200)
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    state.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def home(tmp_path: Path, releases: Releases) -> Path:
    """A manifest of two platforms that nothing is pinned for yet, and version 1.2.3 of their assets on the server."""
    releases.bodies = {
        "/1.2.3/cloudflared-linux-amd64": PROGRAM,
        "/1.2.3/cloudflared-darwin-arm64.tgz": archive({"LICENSE": b"text", "cloudflared": PROGRAM + b"mac"}),
    }
    unpinned = {"sha256": None, "binary_sha256": None}
    manifest = {
        "version": "0.0.0",
        "source": releases.address + "/{version}/{asset}",
        "platforms": {
            "linux-x64": {"asset": "cloudflared-linux-amd64", **unpinned},
            "macos-arm64": {"asset": "cloudflared-darwin-arm64.tgz", **unpinned},
        },
    }
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    return tmp_path


def archive(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
    return buffer.getvalue()


def run(cloudflared: ModuleType, home: Path, *arguments: str) -> int:
    code: int = cloudflared.main(["--home", str(home), *arguments])
    return code


def test_the_shipped_manifest_covers_every_platform(cloudflared: ModuleType) -> None:
    manifest = cloudflared.Manifest.read(ROOT / "bin" / "cloudflared" / "manifest.json")
    assert set(manifest.platforms) == {
        f"{os}-{cpu}" for os in ("linux", "macos", "windows") for cpu in ("x64", "arm64")
    }
    for asset in manifest.platforms.values():
        assert manifest.address(asset).startswith("https://github.com/cloudflare/cloudflared/")
        for digest in (asset.sha256, asset.binary_sha256):
            assert digest is None or len(bytes.fromhex(digest)) == 32
        assert asset.sha256 is not None or asset.binary_sha256 is None
        # A program that is no archive is the asset itself.
        assert asset.asset.endswith(".tgz") or asset.sha256 == asset.binary_sha256


def test_writing_a_manifest_keeps_its_layout(cloudflared: ModuleType, tmp_path: Path) -> None:
    shipped = ROOT / "bin" / "cloudflared" / "manifest.json"
    cloudflared.Manifest.read(shipped).write(tmp_path / "copy.json")
    assert (tmp_path / "copy.json").read_text() == shipped.read_text()


def test_without_a_pinned_hash_nothing_is_asked_for(
    cloudflared: ModuleType, home: Path, releases: Releases, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(cloudflared, home, "fetch", "--platform", "linux-x64") == 1
    assert "no hash is pinned" in capsys.readouterr().err
    assert releases.asked == []


def test_pin_then_fetch_then_verify(cloudflared: ModuleType, home: Path, releases: Releases) -> None:
    assert run(cloudflared, home, "pin", "1.2.3") == 0
    pinned = json.loads((home / "manifest.json").read_text())
    assert pinned["version"] == "1.2.3"
    assert pinned["platforms"]["linux-x64"]["sha256"] == hashlib.sha256(PROGRAM).hexdigest()
    assert pinned["platforms"]["macos-arm64"]["binary_sha256"] == hashlib.sha256(PROGRAM + b"mac").hexdigest()

    assert run(cloudflared, home, "fetch", "--platform", "linux-x64", "--platform", "macos-arm64") == 0
    linux, mac = home / "linux-x64" / "cloudflared", home / "macos-arm64" / "cloudflared"
    assert linux.read_bytes() == PROGRAM
    assert mac.read_bytes() == PROGRAM + b"mac"
    if sys.platform != "win32":
        assert linux.stat().st_mode & 0o777 == mac.stat().st_mode & 0o777 == 0o755
    assert run(cloudflared, home, "verify", "--platform", "linux-x64") == 0

    releases.asked.clear()
    assert run(cloudflared, home, "fetch", "--platform", "linux-x64") == 0
    assert releases.asked == []


def test_a_changed_asset_is_refused_and_leaves_nothing(
    cloudflared: ModuleType, home: Path, releases: Releases, capsys: pytest.CaptureFixture[str]
) -> None:
    run(cloudflared, home, "pin", "1.2.3")
    releases.bodies["/1.2.3/cloudflared-linux-amd64"] = PROGRAM + b"tampered"
    assert run(cloudflared, home, "fetch", "--platform", "linux-x64") == 1
    assert "is pinned" in capsys.readouterr().err
    assert not (home / "linux-x64").exists()


def test_a_changed_program_is_found_and_fetched_again(cloudflared: ModuleType, home: Path) -> None:
    run(cloudflared, home, "pin", "1.2.3")
    run(cloudflared, home, "fetch", "--platform", "linux-x64")
    program = home / "linux-x64" / "cloudflared"
    program.write_bytes(b"something else")
    assert run(cloudflared, home, "verify") == 1
    assert run(cloudflared, home, "fetch", "--platform", "linux-x64") == 0
    assert program.read_bytes() == PROGRAM


def test_verify_names_what_is_not_there(cloudflared: ModuleType, home: Path) -> None:
    assert run(cloudflared, home, "verify") == 0
    assert run(cloudflared, home, "verify", "--platform", "linux-x64") == 1
    assert run(cloudflared, home, "verify", "--platform", "amiga-68k") == 1


@pytest.mark.parametrize(
    "body",
    [None, b"not an archive", archive({"other": b""}), archive({})[:10]],
    ids=["nothing", "no archive", "another program", "cut off"],
)
def test_a_bad_download_leaves_the_manifest_alone(
    cloudflared: ModuleType, home: Path, releases: Releases, body: bytes | None
) -> None:
    before = (home / "manifest.json").read_bytes()
    releases.bodies.pop("/1.2.3/cloudflared-darwin-arm64.tgz")
    if body is not None:
        releases.bodies["/1.2.3/cloudflared-darwin-arm64.tgz"] = body
    assert run(cloudflared, home, "pin", "1.2.3") == 1
    assert (home / "manifest.json").read_bytes() == before


@pytest.mark.parametrize("target", ["http://192.0.2.1/x", "ftp://127.0.0.1/x"])
def test_an_address_without_tls_is_not_followed(cloudflared: ModuleType, home: Path, target: str) -> None:
    manifest = json.loads((home / "manifest.json").read_text())
    manifest["source"] = target
    (home / "manifest.json").write_text(json.dumps(manifest))
    assert run(cloudflared, home, "pin", "1.2.3") == 1


def test_a_redirect_to_a_place_without_tls_is_not_followed(
    cloudflared: ModuleType, home: Path, releases: Releases, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = releases.address.replace("127.0.0.1", "localhost") + "/elsewhere"
    releases.bodies["/elsewhere"] = PROGRAM
    releases.bodies["/1.2.3/cloudflared-linux-amd64"] = f"redirect {elsewhere}".encode()
    assert run(cloudflared, home, "pin", "1.2.3") == 1
    assert "only https" in capsys.readouterr().err
    assert "/elsewhere" not in releases.asked


def test_an_asset_of_absurd_size_is_refused(
    cloudflared: ModuleType, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cloudflared, "LARGEST_ASSET", 10)
    assert run(cloudflared, home, "pin", "1.2.3") == 1


def test_this_platform_is_one_of_the_manifest(cloudflared: ModuleType) -> None:
    assert cloudflared.this_platform() in cloudflared.Manifest.read(cloudflared.HOME / "manifest.json").platforms
