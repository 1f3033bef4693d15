"""A file of a release, kept only when its SHA-256 is the one that the release states."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from amux_desktop.core.errors import MachineError, UnavailableError
from amux_desktop.services.updates.feed import SUMS, Asset, Release
from amux_desktop.services.web import Web, WebError

MAX_PACKAGE = 1_500_000_000
_MAX_SUMS = 200_000
_LINE = re.compile(r"([0-9a-fA-F]{64}) [ *](\S+)")
Progress = Callable[[int, int], object]
"""Bytes so far and in all."""


async def download(web: Web, release: Release, name: str, folder: Path, progress: Progress) -> Path:
    """Into `folder`, whole or not at all; cancelling leaves nothing. Raises `update_no_package`, `update_unavailable`,
    `update_checksum`, `file_unwritable`."""
    asset, sums = release.asset(name), release.asset(SUMS)
    if asset is None or sums is None:
        raise UnavailableError("update_no_package", version=str(release.version), name=name)
    try:
        expected = await _expected(web, sums, name)
        if expected is None:
            raise MachineError("update_checksum", name=name)
        return await _fetch(web, asset, expected, folder, progress)
    except WebError as error:
        raise UnavailableError("update_unavailable", reason=error.reason) from error


async def _expected(web: Web, sums: Asset, name: str) -> str | None:
    answer = await web.get(sums.url, limit=_MAX_SUMS)
    if answer.status != 200:
        raise WebError(f"the server answered {answer.status}", answer.status)
    for line in answer.body.decode("utf-8", "replace").splitlines():
        match = _LINE.fullmatch(line.strip())
        if match is not None and match[2] == name:
            return match[1].lower()
    return None


async def _fetch(web: Web, asset: Asset, expected: str, folder: Path, progress: Progress) -> Path:
    limit = min(asset.size or MAX_PACKAGE, MAX_PACKAGE)
    digest, done = hashlib.sha256(), 0
    try:
        with _Part(folder) as part:
            async for chunk in web.chunks(asset.url):
                done += len(chunk)
                if done > limit:
                    raise WebError("the file is larger than the release says")
                digest.update(chunk)
                part.file.write(chunk)
                progress(done, asset.size)
            if digest.hexdigest() != expected:
                raise MachineError("update_checksum", name=asset.name)
            return part.keep(asset.name)
    except OSError as error:
        raise MachineError("file_unwritable", path=str(folder), reason=error.strerror or str(error)) from error


class _Part:
    """A file in the making, which goes unless it is kept."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=".amux-", suffix=".part")
        self._path = Path(name)
        self.file = os.fdopen(handle, "wb")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.file.close()
        self._path.unlink(missing_ok=True)

    def keep(self, name: str) -> Path:
        """Under its real name, in the place of an older download."""
        self.file.close()
        self._path.chmod(0o644)
        return self._path.replace(self._path.with_name(name))
