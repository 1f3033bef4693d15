"""What we own in a file and what was there before, as kept in the database: enough to take every key back.

A file has one entry with an empty key path, then one per key in the order of writing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from amux_desktop.code_switch.edits import Change
from amux_desktop.storage.records import LedgerEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLedger:
    """One file. `written` is the hash of the text we wrote, `original` that of the text it was made from; the hash of a
    file that is not there is empty."""

    file: str
    existed: bool
    blank: str | None = None
    """The text of a file that was there but held nothing, for putting back."""
    changes: tuple[Change, ...] = ()
    written: str = ""
    original: str = ""


def digest(data: bytes | None) -> str:
    return "" if data is None else hashlib.sha256(data).hexdigest()


def to_entries(tool: str, ledgers: Iterable[FileLedger]) -> list[LedgerEntry]:
    entries: list[LedgerEntry] = []
    for ledger in ledgers:
        entries.append(
            LedgerEntry(
                tool=tool,
                file=ledger.file,
                key_path=(),
                existed=ledger.existed,
                previous=json.dumps({"blank": ledger.blank}),
                written=json.dumps({"written": ledger.written, "original": ledger.original}),
                file_existed=ledger.existed,
            )
        )
        entries.extend(_entry(tool, ledger, change) for change in ledger.changes)
    return entries


def from_entries(entries: Sequence[LedgerEntry]) -> tuple[FileLedger, ...]:
    ledgers: list[FileLedger] = []
    for file, group in groupby(entries, key=attrgetter("file")):
        head, *rest = group
        texts = json.loads(head.written)
        ledgers.append(
            FileLedger(
                file=file,
                existed=head.existed,
                blank=json.loads(head.previous)["blank"],
                written=texts["written"],
                original=texts["original"],
                changes=tuple(_change(entry) for entry in rest),
            )
        )
    return tuple(ledgers)


def _entry(tool: str, ledger: FileLedger, change: Change) -> LedgerEntry:
    return LedgerEntry(
        tool=tool,
        file=ledger.file,
        key_path=change.path,
        existed=change.previous is not None,
        previous=change.previous or "",
        written=json.dumps(
            {"text": change.written, "lead": change.lead, "tail": change.tail, "container": change.container}
        ),
        file_existed=ledger.existed,
    )


def _change(entry: LedgerEntry) -> Change:
    written = json.loads(entry.written)
    return Change(
        path=entry.key_path,
        previous=entry.previous if entry.existed else None,
        written=written["text"],
        lead=written["lead"],
        tail=written["tail"],
        container=written["container"],
    )
