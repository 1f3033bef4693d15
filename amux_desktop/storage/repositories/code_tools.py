"""Code Switch: the state of each tool, the ledger of what we own in its files, and backups of whole files."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy import delete, select

from amux_desktop.core.errors import InvalidInputError
from amux_desktop.core.ids import new_id
from amux_desktop.security.cipher import decode64, encode64
from amux_desktop.storage.models import (
    ApiTokenRow,
    BridgeProxyRow,
    CodeBackupRow,
    CodeLedgerRow,
    CodeMappingRow,
    CodeToolRow,
    ProviderRow,
)
from amux_desktop.storage.records import CodeBackup, CodeMapping, CodeTool, CodeToolDraft, LedgerEntry
from amux_desktop.storage.repositories.base import Repository, dump, found, load_list, load_object, required

_LEDGER = CodeLedgerRow.__tablename__
_BACKUPS = CodeBackupRow.__tablename__


class CodeToolRepository(Repository):
    def list(self) -> tuple[CodeTool, ...]:
        """Tools that were ever configured."""
        return tuple(_record(row) for row in self._session.scalars(select(CodeToolRow).order_by(CodeToolRow.tool)))

    def get(self, tool: str) -> CodeTool:
        """The state of a tool; one never configured is off and has no target."""
        row = self._session.get(CodeToolRow, tool)
        return CodeTool(tool=tool) if row is None else _record(row)

    def save(self, tool: str, draft: CodeToolDraft) -> CodeTool:
        """Create or replace. Raises `not_found` for a target, `field_invalid` for two targets or none while enabled."""
        if draft.provider_id and draft.proxy_id:
            raise InvalidInputError("field_invalid", field="target", value="two targets", reason="Choose one")
        if draft.enabled and not (draft.provider_id or draft.proxy_id):
            raise InvalidInputError("field_required", field="target")
        for table, ref, kind in (
            (ProviderRow, draft.provider_id, "provider"),
            (BridgeProxyRow, draft.proxy_id, "proxy"),
            (ApiTokenRow, draft.token_id, "token"),
        ):
            if ref:
                found(self._session.get(table, ref), kind, ref)
        row = self._session.get(CodeToolRow, tool) or CodeToolRow(tool=required("tool", tool))
        row.enabled, row.provider_id, row.proxy_id = draft.enabled, draft.provider_id or None, draft.proxy_id or None
        row.token_id, row.config_dir, row.base_url = draft.token_id or None, draft.config_dir, draft.base_url
        row.options, row.updated_ms = dump(draft.options), self._clock.now_ms()
        self._session.add(row)
        self._session.flush()
        return _record(row)

    def set_mappings(self, tool: str, provider_id: str, mappings: Sequence[tuple[str, str]]) -> CodeTool:
        """Replace the mappings (source, target) of one provider; those of other providers stay."""
        row = found(self._session.get(CodeToolRow, tool), "tool", tool)
        found(self._session.get(ProviderRow, provider_id), "provider", provider_id)
        kept = [mapping for mapping in _record(row).mappings if mapping.provider_id != provider_id]
        added = [
            CodeMapping(
                provider_id=provider_id,
                source=required("source model", source),
                target=required("target model", target),
            )
            for source, target in dict(mappings).items()
        ]
        row.mappings = []
        self._session.flush()
        for position, mapping in enumerate([*kept, *added]):
            row.mappings.append(
                CodeMappingRow(
                    position=position, provider_id=mapping.provider_id, source=mapping.source, target=mapping.target
                )
            )
        row.updated_ms = self._clock.now_ms()
        self._session.flush()
        return _record(row)

    def delete(self, tool: str) -> None:
        self._session.delete(found(self._session.get(CodeToolRow, tool), "tool", tool))

    def ledger(self, tool: str) -> tuple[LedgerEntry, ...]:
        """What we own, in the order in which it was written. Raises `vault_locked`."""
        query = select(CodeLedgerRow).where(CodeLedgerRow.tool == tool).order_by(CodeLedgerRow.position)
        return tuple(self._entry(row) for row in self._session.scalars(query))

    def set_ledger(self, tool: str, entries: Sequence[LedgerEntry]) -> None:
        """Replace the ledger of a tool; written before the files are, so that a crash can always be undone."""
        self._session.execute(delete(CodeLedgerRow).where(CodeLedgerRow.tool == tool))
        self._session.expire_all()
        for position, entry in enumerate(entries):
            row = CodeLedgerRow(tool=tool, file=entry.file, key_path=dump(entry.key_path), position=position)
            row.existed, row.file_existed = entry.existed, entry.file_existed
            row.sealed_previous = self._seal_entry(row, "previous", entry.previous)
            row.sealed_written = self._seal_entry(row, "written", entry.written)
            row.created_ms = entry.created_ms or self._clock.now_ms()
            self._session.add(row)
        self._session.flush()

    def add_backup(self, tool: str, file: str, content: bytes, *, reason: str, mode: int | None = None) -> CodeBackup:
        """Keep a whole file. The same content of the same file is kept once."""
        digest = hashlib.sha256(content).hexdigest()
        same = select(CodeBackupRow).where(
            CodeBackupRow.tool == tool, CodeBackupRow.file == file, CodeBackupRow.sha256 == digest
        )
        row = self._session.scalars(same).first()
        if row is None:
            row = CodeBackupRow(id=new_id(), tool=tool, file=file, reason=reason, sha256=digest, size=len(content))
            row.mode, row.created_ms = mode, self._clock.now_ms()
            row.sealed_content = self._box.seal(encode64(content), table=_BACKUPS, row=row.id, column="content")
            self._session.add(row)
            self._session.flush()
        return _backup(row)

    def backups(self, tool: str) -> tuple[CodeBackup, ...]:
        """Newest first, without content."""
        order = (CodeBackupRow.created_ms.desc(), CodeBackupRow.id.desc())
        query = select(CodeBackupRow).where(CodeBackupRow.tool == tool).order_by(*order)
        return tuple(_backup(row) for row in self._session.scalars(query))

    def backup(self, backup_id: str) -> CodeBackup:
        """With content. Raises `vault_locked`."""
        row = found(self._session.get(CodeBackupRow, backup_id), "backup", backup_id)
        return _backup(row, decode64(self._box.open(row.sealed_content, table=_BACKUPS, row=row.id, column="content")))

    def delete_backup(self, backup_id: str) -> None:
        self._session.delete(found(self._session.get(CodeBackupRow, backup_id), "backup", backup_id))

    def reseal(self) -> int:
        """Seal every secret again with the current key (for a rotation). Returns how many."""
        count = 0
        for entry in self._session.scalars(select(CodeLedgerRow)):
            clear = self._entry(entry)
            entry.sealed_previous = self._seal_entry(entry, "previous", clear.previous)
            entry.sealed_written = self._seal_entry(entry, "written", clear.written)
            count += 2
        for row in self._session.scalars(select(CodeBackupRow)):
            text = self._box.open(row.sealed_content, table=_BACKUPS, row=row.id, column="content")
            row.sealed_content = self._box.seal(text, table=_BACKUPS, row=row.id, column="content")
            count += 1
        return count

    def _seal_entry(self, row: CodeLedgerRow, column: str, text: str) -> str:
        return self._box.seal(text, table=_LEDGER, row=_ledger_key(row), column=column)

    def _entry(self, row: CodeLedgerRow) -> LedgerEntry:
        place = _ledger_key(row)
        return LedgerEntry(
            tool=row.tool,
            file=row.file,
            key_path=tuple(load_list(row.key_path)),
            existed=row.existed,
            previous=self._box.open(row.sealed_previous, table=_LEDGER, row=place, column="previous"),
            written=self._box.open(row.sealed_written, table=_LEDGER, row=place, column="written"),
            file_existed=row.file_existed,
            created_ms=row.created_ms,
        )


def _ledger_key(row: CodeLedgerRow) -> str:
    return dump([row.tool, row.file, row.key_path])


def _record(row: CodeToolRow) -> CodeTool:
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
            for mapping in sorted(row.mappings, key=lambda mapping: mapping.position)
        ),
        updated_ms=row.updated_ms,
    )


def _backup(row: CodeBackupRow, content: bytes | None = None) -> CodeBackup:
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
