"""Kept texts of a tool's files: what each was, and one of them put back in its place."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from amux_desktop.code_switch.atomic import read_file, replace_file
from amux_desktop.code_switch.ledger import from_entries
from amux_desktop.code_switch.plan import diff_lines, undo
from amux_desktop.code_switch.tools import Place, Tool
from amux_desktop.core.errors import NotFoundError
from amux_desktop.services.code_files import FileDiff, keep_version, keys_of_version
from amux_desktop.services.store import Repositories, Store
from amux_desktop.storage.records import CodeBackup


class CodeHistory:
    """A version is named by its number in the list (1 is the newest), its id, or the beginning of its id."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def list(self, tool: Tool) -> tuple[CodeBackup, ...]:
        """Newest first, without content."""
        return await self._store.read(lambda store: store.code_tools.backups(tool.id))

    async def text(self, tool: Tool, version: str) -> tuple[CodeBackup, bytes | None]:
        """A version and the user's text at that time, without our keys; None when there was no file without them.
        Raises `not_found`, `vault_locked`."""

        def work(store: Repositories) -> tuple[CodeBackup, bytes | None]:
            chosen = store.code_tools.backup(_find(store.code_tools.backups(tool.id), version).id)
            ledgers = from_entries(store.code_tools.ledger(keys_of_version(chosen.id)))
            if not ledgers:
                return chosen, chosen.content
            originals = {item.sha256: item.id for item in store.code_tools.backups(tool.id)}

            def original(sha256: str) -> bytes | None:
                return store.code_tools.backup(originals[sha256]).content if sha256 in originals else None

            path = Path(chosen.file)
            return chosen, undo(path, tool.format_of(path), chosen.content, ledgers[0], original)

        return await self._store.read(work)

    async def diff(self, tool: Tool, version: str, place: Place) -> FileDiff:
        """From the user's text as it is (`place` reads it without our keys) to that version; credentials are masked."""
        chosen, text = await self.text(tool, version)
        now = await asyncio.to_thread(place.read, Path(chosen.file))
        return FileDiff(
            path=chosen.file,
            lines=tuple(diff_lines(now, text)),
            created=now is None and text is not None,
            removed=now is not None and text is None,
        )

    async def put_back(self, tool: Tool, version: str) -> None:
        """Write a version. Our keys must be out of the file; what is there is kept as a version itself first.
        Raises `config_changed`, `file_unwritable`."""
        chosen, text = await self.text(tool, version)
        path = Path(chosen.file)
        now = await asyncio.to_thread(read_file, path)
        if now is not None and now != text:
            await self._store.write(lambda store: keep_version(store, tool, path, now, "before a version"))
        await asyncio.to_thread(replace_file, path, now, text)


def _find(versions: Sequence[CodeBackup], ref: str) -> CodeBackup:
    if ref.isdecimal() and len(ref) <= len(str(len(versions))) and 1 <= int(ref) <= len(versions):
        return versions[int(ref) - 1]
    matches = [item for item in versions if ref and item.id.startswith(ref)]
    if len(matches) != 1:
        raise NotFoundError("not_found", kind="version", ref=ref)
    return matches[0]
