"""Finds the cloudflared to use: the one the user names, the bundled one, the one fetched before, then the PATH."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from amux_desktop.core.child_env import child_env
from amux_desktop.core.errors import AmuxError, MachineError
from amux_desktop.core.paths import shipped_folders
from amux_desktop.core.processes import end_group, start_process
from amux_desktop.tunnel.manifest import Manifest
from amux_desktop.tunnel.platforms import made_for, program_name, runs_here, this_platform

Origin = Literal["bundled", "chosen", "fetched", "path"]
RECORD = "cloudflared.json"
"""Beside a fetched program: version and SHA-256 of what was verified when it came."""
_VERSION = re.compile(r"version (\d+\.\d+\.\d+)")
_VERSION_WAIT_S = 10.0


@dataclass(frozen=True, slots=True)
class Program:
    """A cloudflared that can be started. `version` is empty when it does not tell."""

    path: Path
    origin: Origin
    version: str = ""


class Locator:
    """`fetched` is the folder that `fetch` writes to; `bundled` are the folders that hold one subfolder per platform."""

    def __init__(
        self, fetched: Path, manifest: Manifest, *, bundled: Sequence[Path] | None = None, here: str | None = None
    ) -> None:
        self._fetched = fetched
        self._manifest = manifest
        self._bundled = [folder / "cloudflared" for folder in shipped_folders("bin")] if bundled is None else bundled
        self._here = here or this_platform()
        self._known: dict[tuple[str, int, int], Program] = {}

    async def find(self, chosen: str = "") -> Program:
        """The first that is there; it is checked, and one that cannot be used is an error instead of a reason to go on,
        since the user would wonder which one runs. Raises `cloudflared_missing`, `cloudflared_wrong_arch`,
        `cloudflared_altered`, `cloudflared_unusable`."""
        path, origin = await asyncio.to_thread(self._first, chosen)
        stat = path.stat()
        key = (str(path), stat.st_mtime_ns, stat.st_size)
        if key not in self._known:
            await asyncio.to_thread(self._check, path, origin)
            self._known[key] = Program(path, origin, await read_version(path))
        return self._known[key]

    def _first(self, chosen: str) -> tuple[Path, Origin]:
        for path, origin in self._candidates(chosen):
            if path.is_file():
                return path, origin
            if origin == "chosen":
                raise MachineError("cloudflared_unusable", path=str(path), reason="there is no such file")
        raise MachineError("cloudflared_missing")

    def _candidates(self, chosen: str) -> Iterator[tuple[Path, Origin]]:
        name = program_name(self._here)
        if chosen:
            yield Path(chosen).expanduser(), "chosen"
        for folder in self._bundled:
            yield folder / self._here / name, "bundled"
        yield self._fetched / name, "fetched"
        found = shutil.which(name)
        if found:
            yield Path(found), "path"

    def _check(self, path: Path, origin: Origin) -> None:
        try:
            made = made_for(path)
            if not runs_here(made, self._here):
                raise MachineError("cloudflared_wrong_arch", path=str(path), found=made, wanted=self._here)
            if not os.access(path, os.X_OK):
                raise MachineError("cloudflared_unusable", path=str(path), reason="it is not executable")
            wanted = self._pinned(origin)
            if wanted and sha256_of(path) != wanted:
                raise MachineError("cloudflared_altered", path=str(path))
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise MachineError("cloudflared_unusable", path=str(path), reason=reason) from error

    def _pinned(self, origin: Origin) -> str | None:
        """The hash a program must have. The user's own choice and the PATH are the user's business."""
        if origin == "bundled":
            pin = self._manifest.platforms.get(self._here)
            return pin.binary_sha256 if pin else None
        if origin == "fetched":
            try:
                return str(json.loads((self._fetched / RECORD).read_text(encoding="utf-8"))["sha256"])
            except (OSError, ValueError, KeyError, TypeError):
                return "unknown"
        return None


async def read_version(path: Path) -> str:
    """What `cloudflared --version` says. Raises `cloudflared_unusable` when it cannot even say that."""
    try:
        process = await start_process(
            str(path),
            "--version",
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env=child_env(),
        )
    except OSError as error:
        raise unusable(path, error) from error
    try:
        async with asyncio.timeout(_VERSION_WAIT_S):
            output, _ = await process.communicate()
    except TimeoutError:
        end_group(process)
        await process.wait()
        raise MachineError("cloudflared_unusable", path=str(path), reason="it does not answer") from None
    if process.returncode:
        raise MachineError("cloudflared_unusable", path=str(path), reason=f"it ended with code {process.returncode}")
    match = _VERSION.search(output.decode("utf-8", "replace"))
    return match[1] if match else ""


def unusable(path: Path, error: OSError) -> AmuxError:
    return MachineError("cloudflared_unusable", path=str(path), reason=error.strerror or type(error).__name__)


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
