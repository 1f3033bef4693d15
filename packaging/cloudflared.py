"""Pins, fetches and verifies the cloudflared program that a package of Amux carries along.

    python packaging/cloudflared.py pin VERSION            download every asset, write its hashes into the manifest
    python packaging/cloudflared.py fetch [--platform P]   put one platform's program into bin/cloudflared/P/
    python packaging/cloudflared.py verify [--platform P]  check the programs that are there against the manifest

The manifest (bin/cloudflared/manifest.json) is the only source of trust: `sha256` is that of the asset as published,
`binary_sha256` that of the program inside, which Cloudflare does not publish for archives; `pin` adds it. A null `sha256`
means "not bundled": `fetch` refuses it rather than trust what arrives. Cloudflare publishes no program for Windows on ARM;
Windows runs the x64 one there. Standard library only.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import platform
import sys
import tarfile
import tempfile
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from http.client import HTTPMessage
from pathlib import Path
from typing import IO

HOME = Path(__file__).resolve().parent.parent / "bin" / "cloudflared"
LARGEST_ASSET = 200 * 1024 * 1024
TIMEOUT_S = 60


class PinError(Exception):
    """The message is for the person at the command line."""


@dataclass(frozen=True, slots=True)
class Asset:
    asset: str
    sha256: str | None
    binary_sha256: str | None


@dataclass(frozen=True, slots=True)
class Manifest:
    version: str
    source: str  # address with {version} and {asset}
    platforms: Mapping[str, Asset]

    @classmethod
    def read(cls, path: Path) -> Manifest:
        raw = json.loads(path.read_text(encoding="utf-8"))
        platforms = {name: Asset(**asset) for name, asset in raw["platforms"].items()}
        return cls(raw["version"], raw["source"], platforms)

    def write(self, path: Path) -> None:
        lines = [f"    {json.dumps(name)}: {_one_line(asset)}" for name, asset in sorted(self.platforms.items())]
        head = f'{{\n  "version": {json.dumps(self.version)},\n  "source": {json.dumps(self.source)},\n'
        _replace(path, (head + '  "platforms": {\n' + ",\n".join(lines) + "\n  }\n}\n").encode(), 0o644)

    def address(self, asset: Asset) -> str:
        return self.source.format(version=self.version, asset=asset.asset)

    def asset(self, name: str) -> Asset:
        if name not in self.platforms:
            raise PinError(f"no platform {name}; the manifest has {', '.join(sorted(self.platforms))}")
        return self.platforms[name]


def pin(home: Path, version: str) -> None:
    manifest = replace(Manifest.read(home / "manifest.json"), version=version)
    downloads = {asset.asset: _download(manifest.address(asset)) for asset in manifest.platforms.values()}
    pinned = {}
    for name, asset in manifest.platforms.items():
        data = downloads[asset.asset]
        pinned[name] = Asset(asset.asset, _sha256(data), _sha256(_program(asset.asset, data)))
        print(f"{name}: {asset.asset} {pinned[name].sha256}")
    replace(manifest, platforms=pinned).write(home / "manifest.json")


def fetch(home: Path, name: str) -> Path:
    manifest = Manifest.read(home / "manifest.json")
    asset = manifest.asset(name)
    if asset.sha256 is None:
        raise PinError(f"{name}: no hash is pinned, so nothing is fetched; run: cloudflared.py pin {manifest.version}")
    target = program_path(home, name)
    if target.is_file() and _sha256(target.read_bytes()) == asset.binary_sha256:
        print(f"{name}: {target} is already there")
        return target
    data = _download(manifest.address(asset))
    _require(f"{name}: {asset.asset}", _sha256(data), asset.sha256)
    program = _program(asset.asset, data)
    if asset.binary_sha256 is not None:
        _require(f"{name}: the program in {asset.asset}", _sha256(program), asset.binary_sha256)
    target.parent.mkdir(parents=True, exist_ok=True)
    _replace(target, program, 0o755)
    print(f"{name}: {target} is cloudflared {manifest.version}")
    return target


def verify(home: Path, names: Sequence[str]) -> None:
    """Checks the programs that are there; a named platform has to be there."""
    manifest = Manifest.read(home / "manifest.json")
    for name in names or sorted(manifest.platforms):
        asset, target = manifest.asset(name), program_path(home, name)
        if not target.is_file():
            if names:
                raise PinError(f"{name}: {target} does not exist")
            print(f"{name}: not bundled")
            continue
        _require(f"{name}: {target}", _sha256(target.read_bytes()), asset.binary_sha256)
        print(f"{name}: ok")


def program_path(home: Path, name: str) -> Path:
    return home / name / ("cloudflared.exe" if name.startswith("windows-") else "cloudflared")


def this_platform() -> str:
    system = {"Darwin": "macos", "Windows": "windows"}.get(platform.system(), "linux")
    machine = "arm64" if platform.machine().lower() in {"arm64", "aarch64"} else "x64"
    return f"{system}-{machine}"


def _download(address: str) -> bytes:
    _require_safe(address)
    try:
        with urllib.request.build_opener(_SafeRedirects).open(address, timeout=TIMEOUT_S) as response:
            data: bytes = response.read(LARGEST_ASSET + 1)
    except OSError as error:
        raise PinError(f"{address}: {error}") from error
    if len(data) > LARGEST_ASSET:
        raise PinError(f"{address}: larger than {LARGEST_ASSET} bytes")
    return data


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        _require_safe(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _require_safe(address: str) -> None:
    parts = urllib.parse.urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname == "127.0.0.1"):
        raise PinError(f"{address}: only https is fetched")


def _program(asset: str, data: bytes) -> bytes:
    """The program itself; of an archive exactly the member named cloudflared, whatever else is in it."""
    if not asset.endswith(".tgz"):
        return data
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as archive:
            member = archive.extractfile("cloudflared")
            if member is None:
                raise PinError(f"{asset}: cloudflared in it is not a file")
            return member.read()
    except (KeyError, tarfile.TarError, OSError, EOFError) as error:
        raise PinError(f"{asset}: {error}") from error


def _replace(target: Path, data: bytes, mode: int) -> None:
    """All or nothing, so that an interrupted run leaves no half program behind."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(mode)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _require(what: str, found: str, pinned: str | None) -> None:
    if pinned is None:
        raise PinError(f"{what} has no pinned hash (it is {found})")
    if found != pinned:
        raise PinError(f"{what} has SHA-256 {found}, but {pinned} is pinned")


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _one_line(asset: Asset) -> str:
    return "{ " + ", ".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in asdict(asset).items()) + " }"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Pin, fetch and verify cloudflared.")
    parser.add_argument("--home", type=Path, default=HOME, help="folder of manifest.json and of the programs")
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("pin", help="download all assets of a version and write their hashes").add_argument("version")
    for action in ("fetch", "verify"):
        actions.add_parser(action).add_argument("--platform", action="append", default=[], help="e.g. linux-x64")
    options = parser.parse_args(arguments)
    try:
        if options.action == "pin":
            pin(options.home, options.version)
        elif options.action == "fetch":
            for name in options.platform or [this_platform()]:
                fetch(options.home, name)
        else:
            verify(options.home, options.platform)
    except PinError as error:
        print(f"cloudflared: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
