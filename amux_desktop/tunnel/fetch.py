"""Fetches the pinned cloudflared on the user's word. What arrives is trusted only when its SHA-256 is the pinned one."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from amux_desktop.core.errors import MachineError, UnavailableError
from amux_desktop.core.files import write_private
from amux_desktop.core.network import Network, words
from amux_desktop.core.paths import make_private_dir
from amux_desktop.tunnel.binary import RECORD, sha256_of
from amux_desktop.tunnel.manifest import Manifest, Pin
from amux_desktop.tunnel.platforms import program_name, this_platform

if TYPE_CHECKING:
    import httpx

LARGEST = 200 * 1024 * 1024
_CHUNK = 256 * 1024


Report = Callable[[int, int], None]
"""Bytes so far, and all of them; 0 while that is not known."""


async def fetch(
    manifest: Manifest,
    folder: Path,
    network: Network,
    report: Report = lambda _done, _total: None,
    *,
    here: str | None = None,
) -> Path:
    """Into `folder`, whole or not at all; cancelling leaves nothing behind. Raises `cloudflared_unpinned`,
    `cloudflared_download`, `cloudflared_checksum`."""
    target = here or this_platform()
    pin = manifest.fetchable(target)
    if pin is None:
        raise MachineError("cloudflared_unpinned", version=manifest.version, platform=target)
    make_private_dir(folder)
    handle, name = tempfile.mkstemp(dir=folder, prefix=".fetch-")
    os.close(handle)
    arrived = Path(name)
    try:
        digest = await _download(manifest.address(pin), arrived, network, report)
        if digest != pin.sha256:
            raise MachineError("cloudflared_checksum", version=manifest.version)
        return await asyncio.to_thread(_install, manifest, pin, arrived, folder / program_name(target))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise MachineError("cloudflared_download", reason=reason) from error
    finally:
        arrived.unlink(missing_ok=True)  # noqa: ASYNC240 - one call, at the end


async def _download(address: str, path: Path, network: Network, report: Report) -> str:
    """Writes the asset and returns its SHA-256."""
    import httpx

    _require_safe(address)
    digest = hashlib.sha256()
    done = 0
    try:
        async with (
            network.client(follow_redirects=True, check=_require_safe) as client,
            client.stream("GET", address) as answer,
        ):
            _require_ok(answer)
            total = int(answer.headers.get("content-length") or 0)
            with path.open("wb") as file:
                async for chunk in answer.aiter_bytes(_CHUNK):
                    done += len(chunk)
                    if done > LARGEST:
                        raise MachineError("cloudflared_download", reason="it is far too large")
                    digest.update(chunk)
                    file.write(chunk)
                    report(done, total)
    except httpx.HTTPError as error:
        raise UnavailableError("cloudflared_download", reason=words(error)) from error
    return digest.hexdigest()


def _require_ok(answer: httpx.Response) -> None:
    if answer.status_code != 200:
        raise UnavailableError("cloudflared_download", reason=f"the server answered {answer.status_code}")


def _require_safe(address: str) -> None:
    """The hash protects the content; TLS keeps who fetches it private."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname == "127.0.0.1"):
        raise MachineError("cloudflared_download", reason="the server leads to an address without TLS")


def _install(manifest: Manifest, pin: Pin, arrived: Path, target: Path) -> Path:
    """The program in its place, with a record of its own hash."""
    program = arrived
    try:
        if pin.asset.endswith(".tgz"):
            program = arrived.with_name(arrived.name + ".program")
            _unpack(arrived, program)
        digest = sha256_of(program)
        if pin.binary_sha256 and digest != pin.binary_sha256:
            raise MachineError("cloudflared_checksum", version=manifest.version)
        program.chmod(0o755)
        record = {"version": manifest.version, "sha256": digest}
        write_private(target.with_name(RECORD), json.dumps(record).encode())
        program.replace(target)
    finally:
        if program is not arrived:
            program.unlink(missing_ok=True)
    return target


def _unpack(archive: Path, program: Path) -> None:
    """Exactly the member named cloudflared, whatever else is in it."""
    try:
        with tarfile.open(archive, mode="r:gz") as tar:
            member = tar.extractfile("cloudflared")
            if member is None:
                raise MachineError("cloudflared_download", reason="the archive holds no program")
            with program.open("wb") as file:
                while chunk := member.read(_CHUNK):
                    file.write(chunk)
    except (KeyError, tarfile.TarError, EOFError) as error:
        raise MachineError("cloudflared_download", reason="the archive cannot be unpacked") from error
