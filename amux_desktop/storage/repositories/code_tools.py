"""Code Switch: the state of each tool, the ledger of what we own in its files, and backups of whole files."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, delete, select

from amux_desktop.core.errors import InvalidInputError
from amux_desktop.core.ids import new_id
from amux_desktop.security.cipher import decode64, encode64
from amux_desktop.storage.records import CodeBackup, CodeMapping, CodeTool, CodeToolDraft, LedgerEntry
from amux_desktop.storage.repositories.base import Repository, Values, dump, found, load_list, load_object, required
from amux_desktop.storage.tables import (
    API_TOKENS,
    BRIDGE_PROXIES,
    CODE_BACKUPS,
    CODE_LEDGER,
    CODE_MAPPINGS,
    CODE_TOOLS,
    PROVIDERS,
)


class CodeToolRepository(Repository):
    def list(self) -> tuple[CodeTool, ...]:
        """Tools that were ever configured."""
        mappings = self._children(CODE_MAPPINGS.c.tool)
        rows = self._all(select(CODE_TOOLS).order_by(CODE_TOOLS.c.tool))
        return tuple(_record(row, mappings.get(row.tool, ())) for row in rows)

    def is_untouched(self) -> bool:
        """Whether no tool was ever switched and nothing of ours is in any file."""
        return self._first(select(CODE_TOOLS.c.tool)) is None and self._first(select(CODE_LEDGER.c.tool)) is None

    def get(self, tool: str) -> CodeTool:
        """The state of a tool; one never configured is off and has no target."""
        row = self._find(CODE_TOOLS, tool)
        if row is None:
            return CodeTool(tool=tool)
        return _record(row, self._children(CODE_MAPPINGS.c.tool, tool).get(tool, ()))

    def save(self, tool: str, draft: CodeToolDraft) -> CodeTool:
        """Create or replace. Raises `not_found` for a target, `field_invalid` for two targets or none while enabled."""
        if draft.provider_id and draft.proxy_id:
            raise InvalidInputError("field_invalid", field="target", value="two targets", reason="Choose one")
        if draft.enabled and not (draft.provider_id or draft.proxy_id):
            raise InvalidInputError("field_required", field="target")
        for table, ref, kind in (
            (PROVIDERS, draft.provider_id, "provider"),
            (BRIDGE_PROXIES, draft.proxy_id, "proxy"),
            (API_TOKENS, draft.token_id, "token"),
        ):
            if ref:
                found(self._find(table, ref), kind, ref)
        if self._find(CODE_TOOLS, tool) is None:
            tool = required("tool", tool)
        self._put(
            CODE_TOOLS,
            {
                "tool": tool,
                "enabled": draft.enabled,
                "provider_id": draft.provider_id or None,
                "proxy_id": draft.proxy_id or None,
                "token_id": draft.token_id or None,
                "config_dir": draft.config_dir,
                "base_url": draft.base_url,
                "options": dump(draft.options),
                "updated_ms": self._clock.now_ms(),
            },
        )
        return self.get(tool)

    def set_mappings(self, tool: str, provider_id: str, mappings: Sequence[tuple[str, str]]) -> CodeTool:
        """Replace the mappings (source, target) of one provider; those of other providers stay."""
        self._row(tool)
        found(self._find(PROVIDERS, provider_id), "provider", provider_id)
        kept = [mapping for mapping in self.get(tool).mappings if mapping.provider_id != provider_id]
        added = [
            CodeMapping(
                provider_id=provider_id,
                source=required("source model", source),
                target=required("target model", target),
            )
            for source, target in dict(mappings).items()
        ]
        self._connection.execute(delete(CODE_MAPPINGS).where(CODE_MAPPINGS.c.tool == tool))
        rows = (
            {
                "tool": tool,
                "position": position,
                "provider_id": mapping.provider_id,
                "source": mapping.source,
                "target": mapping.target,
            }
            for position, mapping in enumerate([*kept, *added])
        )
        self._insert(CODE_MAPPINGS, *rows)
        self._update(CODE_TOOLS, tool, {"updated_ms": self._clock.now_ms()})
        return self.get(tool)

    def delete(self, tool: str) -> None:
        self._row(tool)
        self._delete(CODE_TOOLS, tool)

    def ledger(self, tool: str) -> tuple[LedgerEntry, ...]:
        """What we own, in the order in which it was written. Raises `vault_locked`."""
        query = select(CODE_LEDGER).where(CODE_LEDGER.c.tool == tool).order_by(CODE_LEDGER.c.position)
        return tuple(self._entry(row) for row in self._all(query))

    def set_ledger(self, tool: str, entries: Sequence[LedgerEntry]) -> None:
        """Replace the ledger of a tool; written before the files are, so that a crash can always be undone."""
        self._connection.execute(delete(CODE_LEDGER).where(CODE_LEDGER.c.tool == tool))
        rows: list[Values] = []
        for position, entry in enumerate(entries):
            key_path = dump(entry.key_path)
            place = _place(tool, entry.file, key_path)
            rows.append(
                {
                    "tool": tool,
                    "file": entry.file,
                    "key_path": key_path,
                    "position": position,
                    "existed": entry.existed,
                    "file_existed": entry.file_existed,
                    "sealed_previous": self._seal_entry(place, "previous", entry.previous),
                    "sealed_written": self._seal_entry(place, "written", entry.written),
                    "created_ms": entry.created_ms or self._clock.now_ms(),
                }
            )
        self._insert(CODE_LEDGER, *rows)

    def add_backup(self, tool: str, file: str, content: bytes, *, reason: str, mode: int | None = None) -> CodeBackup:
        """Keep a whole file. The same content of the same file is kept once."""
        digest = hashlib.sha256(content).hexdigest()
        columns = CODE_BACKUPS.c
        same = select(CODE_BACKUPS).where(columns.tool == tool, columns.file == file, columns.sha256 == digest)
        if (row := self._first(same)) is not None:
            return _backup(row)
        backup_id = new_id()
        values: Values = {
            "id": backup_id,
            "tool": tool,
            "file": file,
            "reason": reason,
            "sha256": digest,
            "size": len(content),
            "mode": mode,
            "sealed_content": self._seal_backup(backup_id, encode64(content)),
            "created_ms": self._clock.now_ms(),
        }
        self._insert(CODE_BACKUPS, values)
        return _backup(self._backup_row(backup_id))

    def backups(self, tool: str) -> tuple[CodeBackup, ...]:
        """Newest first, without content."""
        columns = CODE_BACKUPS.c
        query = select(*(column for column in columns if column is not columns.sealed_content))
        query = query.where(columns.tool == tool).order_by(columns.created_ms.desc(), columns.id.desc())
        return tuple(_backup(row) for row in self._all(query))

    def backup(self, backup_id: str) -> CodeBackup:
        """With content. Raises `vault_locked`."""
        row = self._backup_row(backup_id)
        return _backup(row, decode64(self._open_backup(row)))

    def delete_backup(self, backup_id: str) -> None:
        self._backup_row(backup_id)
        self._delete(CODE_BACKUPS, backup_id)

    def reseal(self) -> int:
        """Seal every secret again with the current key (for a rotation). Returns how many."""
        entries = self._all(select(CODE_LEDGER))
        for row in entries:
            clear = self._entry(row)
            place = _place(row.tool, row.file, row.key_path)
            self._put(
                CODE_LEDGER,
                {
                    "tool": row.tool,
                    "file": row.file,
                    "key_path": row.key_path,
                    "sealed_previous": self._seal_entry(place, "previous", clear.previous),
                    "sealed_written": self._seal_entry(place, "written", clear.written),
                },
            )
        # One at a time: they are whole files.
        backups = self._connection.scalars(select(CODE_BACKUPS.c.id)).all()
        for backup_id in backups:
            text = self._open_backup(self._backup_row(backup_id))
            self._update(CODE_BACKUPS, backup_id, {"sealed_content": self._seal_backup(backup_id, text)})
        return 2 * len(entries) + len(backups)

    def _row(self, tool: str) -> Row[Any]:
        return found(self._find(CODE_TOOLS, tool), "tool", tool)

    def _backup_row(self, backup_id: str) -> Row[Any]:
        return found(self._find(CODE_BACKUPS, backup_id), "backup", backup_id)

    def _seal_backup(self, backup_id: str, text: str) -> str:
        return self._box.seal(text, table=CODE_BACKUPS.name, row=backup_id, column="content")

    def _open_backup(self, row: Row[Any]) -> str:
        return self._box.open(row.sealed_content, table=CODE_BACKUPS.name, row=row.id, column="content")

    def _seal_entry(self, place: str, column: str, text: str) -> str:
        return self._box.seal(text, table=CODE_LEDGER.name, row=place, column=column)

    def _entry(self, row: Row[Any]) -> LedgerEntry:
        place = _place(row.tool, row.file, row.key_path)
        return LedgerEntry(
            tool=row.tool,
            file=row.file,
            key_path=tuple(load_list(row.key_path)),
            existed=row.existed,
            previous=self._box.open(row.sealed_previous, table=CODE_LEDGER.name, row=place, column="previous"),
            written=self._box.open(row.sealed_written, table=CODE_LEDGER.name, row=place, column="written"),
            file_existed=row.file_existed,
            created_ms=row.created_ms,
        )


def _place(tool: str, file: str, key_path: str) -> str:
    """The row that a sealed text of the ledger is bound to."""
    return dump([tool, file, key_path])


def _record(row: Row[Any], mappings: Sequence[Row[Any]]) -> CodeTool:
    return CodeTool(
        tool=row.tool,
        enabled=row.enabled,
        provider_id=row.provider_id,
        proxy_id=row.proxy_id,
        token_id=row.token_id,
        config_dir=row.config_dir,
        base_url=row.base_url,
        options=load_object(row.options),
        mappings=tuple(
            CodeMapping(provider_id=mapping.provider_id, source=mapping.source, target=mapping.target)
            for mapping in mappings
        ),
        updated_ms=row.updated_ms,
    )


def _backup(row: Row[Any], content: bytes | None = None) -> CodeBackup:
    return CodeBackup(
        id=row.id,
        tool=row.tool,
        file=row.file,
        reason=row.reason,
        sha256=row.sha256,
        size=row.size,
        mode=row.mode,
        created_ms=row.created_ms,
        content=content,
    )
