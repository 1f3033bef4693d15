"""The tools whose configuration can be taken over: where it lies, what it would bring, and the import itself."""

from __future__ import annotations

import asyncio
import functools
import os
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from amux_desktop.core.errors import NotFoundError
from amux_desktop.services.presets import Presets
from amux_desktop.services.transfer import Action, Change, Imported, OnConflict, TransferService

if TYPE_CHECKING:
    from amux_desktop.services.importing.findings import Findings, LeftOut
    from amux_desktop.services.transfer_format import Bundle

SourceId = Literal["cc-switch", "claude-code-router", "cliproxyapi", "litellm"]
_Reader = Callable[[Path, "Findings", Mapping[str, str]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A tool. `files` are relative to the home folder, the newest format first."""

    id: SourceId
    name: str
    files: tuple[str, ...]
    variable: str = ""
    """Environment variable that may name the file."""


SOURCES: tuple[Source, ...] = (
    Source(id="cc-switch", name="cc-switch", files=(".cc-switch/cc-switch.db", ".cc-switch/config.json")),
    Source(id="claude-code-router", name="claude-code-router", files=(".claude-code-router/config.json",)),
    Source(
        id="cliproxyapi",
        name="CLIProxyAPI",
        files=(".cli-proxy-api/config.yaml", ".config/cli-proxy-api/config.yaml", "CLIProxyAPI/config.yaml"),
    ),
    Source(
        id="litellm",
        name="LiteLLM",
        files=(".litellm/config.yaml", ".config/litellm/config.yaml", "litellm/config.yaml", "litellm_config.yaml"),
        variable="CONFIG_FILE_PATH",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Detected:
    """A configuration that is there; nothing has been read of it yet."""

    source: Source
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """What an import from another tool did, or would do (`dry_run`)."""

    source: Source
    path: Path
    changes: tuple[Change, ...]
    left_out: tuple[LeftOut, ...]
    keys: int
    """API keys found; they are never shown."""
    dry_run: bool

    @property
    def counts(self) -> Mapping[Action, int]:
        return Counter(change.action for change in self.changes)


class ImportersService:
    """Reads only. The other tool's files stay as they are."""

    def __init__(
        self,
        transfer: TransferService,
        presets: Presets,
        *,
        home: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self._transfer = transfer
        self._presets = presets
        self._home = home
        self._env = env

    async def detect(self) -> tuple[Detected, ...]:
        """The tools that have a configuration at one of their usual places."""
        return await asyncio.to_thread(lambda: tuple(filter(None, map(self._find, SOURCES))))

    async def preview(self, source: str, path: Path | None = None, on_conflict: OnConflict = "skip") -> TakenOver:
        """What `take_over` would do now. Raises the same."""
        return await self._run(source, path, on_conflict, dry_run=True)

    async def take_over(self, source: str, path: Path | None = None, on_conflict: OnConflict = "skip") -> TakenOver:
        """All or nothing; without a path, the usual place. Raises `source_unknown`, `source_missing`, `file_invalid`,
        `vault_locked`, and what saving raises; then nothing has changed."""
        return await self._run(source, path, on_conflict, dry_run=False)

    async def _run(self, source_id: str, path: Path | None, on_conflict: OnConflict, *, dry_run: bool) -> TakenOver:
        source = source_of(source_id)
        file, found, bundle = await asyncio.to_thread(self._read, source, path)
        done: Imported = await self._transfer.merge(bundle, on_conflict, dry_run=dry_run)
        return TakenOver(
            source=source,
            path=file,
            changes=done.changes,
            left_out=tuple(found.left_out),
            keys=found.key_count,
            dry_run=dry_run,
        )

    def _read(self, source: Source, path: Path | None) -> tuple[Path, Findings, Bundle]:
        from amux_desktop.services.importing.findings import Findings

        file = path.expanduser() if path is not None else self._usual(source)
        found = Findings(self._presets)
        self._reader(source)(file, found, os.environ if self._env is None else self._env)
        return file, found, found.bundle(source.name, int(file.stat().st_mtime * 1000))

    def _reader(self, source: Source) -> _Reader:
        from amux_desktop.services.importing import cc_switch, claude_code_router, cliproxyapi, litellm

        readers: Mapping[SourceId, _Reader] = {
            "cc-switch": cc_switch.read,
            "claude-code-router": claude_code_router.read,
            "cliproxyapi": cliproxyapi.read,
            "litellm": functools.partial(litellm.read, presets=self._presets),
        }
        return readers[source.id]

    def _usual(self, source: Source) -> Path:
        detected = self._find(source)
        if detected is None:
            raise NotFoundError("source_missing", name=source.name, files=[f"~/{file}" for file in source.files])
        return detected.path

    def _find(self, source: Source) -> Detected | None:
        home = self._home or Path.home()
        named = (os.environ if self._env is None else self._env).get(source.variable, "") if source.variable else ""
        candidates = [Path(named).expanduser()] if named else []
        candidates += [home / file for file in source.files]
        found = next((path for path in candidates if path.is_file()), None)
        return Detected(source=source, path=found) if found is not None else None


def source_of(source_id: str) -> Source:
    """Raises `source_unknown`."""
    for source in SOURCES:
        if source.id == source_id:
            return source
    raise NotFoundError("source_unknown", source=source_id, known=[source.id for source in SOURCES])
