"""The files of one tool, from the first look to the written ledger: plans, the order of writing, and the way back.

The ledger is in the database before the first byte is written, and the old ledger stays beside it until the last one is:
whatever moment a crash comes at, one of the two fits each file.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from amux_desktop.code_switch.atomic import read_file, replace_file
from amux_desktop.code_switch.edits import dotted
from amux_desktop.code_switch.ledger import FileLedger, digest, from_entries, to_entries
from amux_desktop.code_switch.masking import mask_value
from amux_desktop.code_switch.plan import FilePlan, diff, fitting, keys_now, plan_file, plan_undo, undo
from amux_desktop.code_switch.tools import Place, Redirect, Tool
from amux_desktop.core.errors import AmuxError
from amux_desktop.core.process_lock import process_lock
from amux_desktop.services.store import Repositories, Store
from amux_desktop.storage.records import CodeBackup, CodeTool, CodeToolDraft

_NAME_LENGTH = 30
"""Of an id, what fits the column beside its prefix; the rest is the time and tells nothing apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDiff:
    """What changes in one file, masked; `created` and `removed` when the file itself comes or goes."""

    path: str
    lines: tuple[str, ...]
    created: bool = False
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """A tool's state with everything needed to plan: ledgers by file (newest first), kept originals by hash."""

    state: CodeTool
    ledgers: dict[str, list[FileLedger]] = field(default_factory=dict)
    originals: dict[str, bytes] = field(default_factory=dict, repr=False)
    interrupted: bool = False
    backups: tuple[CodeBackup, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyConflict:
    """A key of ours that does not say any more what we wrote. Values are masked; `theirs` is empty when the key is gone."""

    file: str
    key: str
    gone: bool
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """What became of our keys since they were written."""

    keys: tuple[KeyConflict, ...] = ()

    @property
    def absent(self) -> tuple[str, ...]:
        """Gone, or again what they were before."""
        return tuple(item.key for item in self.keys if item.gone)

    @property
    def changed(self) -> tuple[str, ...]:
        """Changed by somebody else."""
        return tuple(item.key for item in self.keys if not item.gone)


class CodeFiles:
    """Plans and writes. `lock` is a file of Amux's own, so that two processes never write at the same time."""

    def __init__(self, store: Store, lock: Path) -> None:
        self._store = store
        self._lock = lock
        self._local = asyncio.Lock()

    @contextlib.asynccontextmanager
    async def locked(self) -> AsyncIterator[None]:
        """Raises `lock_timeout`."""
        async with self._local, process_lock(self._lock):
            yield

    # ------------------------------------------------------------------ planning

    def plan(self, tool: Tool, place: Place, redirect: Redirect, owned: Owned) -> list[FilePlan]:
        """Every file with our keys, and those that lose them. Raises `config_unparsable`, `config_shape`, `file_invalid`."""
        plans = []
        wanted = tool.edits(clean_place(tool, place, owned), redirect)
        for edit in wanted:
            ledger = fitting(edit.path, edit.format, owned.ledgers.get(str(edit.path), ()))
            plans.append(plan_file(edit, ledger, owned.originals.get))
        kept = {str(edit.path) for edit in wanted}
        return [*plans, *self._undo(tool, owned, skip=kept)]

    def plan_off(self, tool: Tool, owned: Owned) -> list[FilePlan]:
        """Every file without our keys."""
        return self._undo(tool, owned, skip=())

    def _undo(self, tool: Tool, owned: Owned, skip: Iterable[str]) -> list[FilePlan]:
        plans = []
        for file, ledgers in owned.ledgers.items():
            path = Path(file)
            ledger = fitting(path, tool.format_of(path), ledgers) if file not in skip else None
            if ledger is not None:
                plans.append(plan_undo(path, tool.format_of(path), ledger, owned.originals.get))
        return plans

    def drift(self, tool: Tool, owned: Owned) -> Drift:
        keys: list[KeyConflict] = []
        for file, ledgers in owned.ledgers.items():
            path = Path(file)
            for place, now in keys_now(tool.format_of(path), read_file(path), ledgers[0], path).items():
                if now.state != "ours":
                    name = dotted(place)
                    ours, theirs = mask_value(place[-1], now.ours), mask_value(place[-1], now.theirs or "")
                    keys.append(KeyConflict(file=file, key=name, gone=now.state == "absent", ours=ours, theirs=theirs))
        return Drift(keys=tuple(keys))

    # ------------------------------------------------------------------ writing

    async def write(self, tool: Tool, owned: Owned, plans: Sequence[FilePlan], draft: CodeToolDraft) -> None:
        """Bring the planned files and the state into force, or neither. Raises `config_changed`, `file_unwritable`."""
        ledgers = [
            plan.ledger for plan in plans if plan.after is not None and plan.ledger.changes and plan.base != plan.after
        ]
        old = [ledger for items in owned.ledgers.values() for ledger in items]
        same = ledgers == [items[0] for items in owned.ledgers.values()] and not owned.interrupted
        if same and all(plan.is_noop for plan in plans):
            await self._store.write(lambda store: store.code_tools.save(tool.id, draft))
            return

        def before(store: Repositories) -> None:
            self._note_originals(store, tool, plans)
            store.code_tools.set_ledger(_before(tool), to_entries(tool.id, _first_of_file(old)))
            store.code_tools.set_ledger(tool.id, to_entries(tool.id, ledgers))
            store.code_tools.save(tool.id, draft)

        def after(store: Repositories) -> None:
            store.code_tools.set_ledger(_before(tool), ())

        def back(store: Repositories) -> None:
            store.code_tools.set_ledger(_before(tool), ())
            store.code_tools.set_ledger(tool.id, to_entries(tool.id, _first_of_file(old)))
            store.code_tools.save(tool.id, CodeToolDraft.of(owned.state))

        await self._store.write(before)
        await self._write_all(plans, lambda: self._store.write(back))
        await self._store.write(after)

    async def write_off(self, tool: Tool, owned: Owned, plans: Sequence[FilePlan], draft: CodeToolDraft) -> None:
        """The files first, then the ledger: until the files are clean, the ledger is needed."""

        def keep(store: Repositories) -> None:
            for plan in plans:
                if plan.before is not None and plan.after is not None and plan.before != plan.after:
                    kept = keep_version(store, tool, plan.path, plan.before, "before restoring")
                    store.code_tools.set_ledger(keys_of_version(kept.id), to_entries(tool.id, [plan.ledger]))

        def after(store: Repositories) -> None:
            store.code_tools.set_ledger(tool.id, ())
            store.code_tools.set_ledger(_before(tool), ())
            store.code_tools.save(tool.id, draft)

        await self._store.write(keep)
        await self._write_all(plans, None)
        await self._store.write(after)

    async def _write_all(self, plans: Sequence[FilePlan], back: Callable[[], object] | None) -> None:
        done: list[FilePlan] = []
        try:
            for plan in plans:
                await asyncio.to_thread(replace_file, plan.path, plan.before, plan.after)
                done.append(plan)
        except AmuxError:
            for plan in reversed(done):
                # A file that was changed in this very moment is somebody else's; the ledger of the next attempt has it.
                with contextlib.suppress(AmuxError):
                    await asyncio.to_thread(replace_file, plan.path, plan.after, plan.before)
            if back is not None:
                await back()  # type: ignore[misc]  # the caller's coroutine
            raise

    def _note_originals(self, store: Repositories, tool: Tool, plans: Sequence[FilePlan]) -> None:
        for plan in plans:
            if plan.base is not None:
                keep_version(store, tool, plan.path, plan.base, "original")


def keep_version(store: Repositories, tool: Tool, path: Path, content: bytes, reason: str) -> CodeBackup:
    try:
        mode = path.stat().st_mode & 0o7777
    except OSError:
        mode = None
    return store.code_tools.add_backup(tool.id, str(path), content, reason=reason, mode=mode)


def keys_of_version(version_id: str) -> str:
    """Under this name the ledger of a kept text is, if our keys were in it: a version is the user's text, without them."""
    return f"v:{version_id[-_NAME_LENGTH:]}"


def load_owned(store: Repositories, tool: Tool) -> Owned:
    """Raises `vault_locked`."""
    repository = store.code_tools
    ledgers: dict[str, list[FileLedger]] = {}
    interrupted = from_entries(repository.ledger(_before(tool)))
    for ledger in (*from_entries(repository.ledger(tool.id)), *interrupted):
        ledgers.setdefault(ledger.file, []).append(ledger)
    backups = repository.backups(tool.id)
    wanted = {ledger.original for items in ledgers.values() for ledger in items}
    originals = {
        item.sha256: content
        for item in backups
        if item.sha256 in wanted and (content := repository.backup(item.id).content) is not None
    }
    return Owned(
        state=repository.get(tool.id),
        ledgers=ledgers,
        originals=originals,
        interrupted=bool(interrupted),
        backups=backups,
    )


def clean_place(tool: Tool, place: Place, owned: Owned) -> Place:
    """The place as it would look without our keys."""

    def read(path: Path) -> bytes | None:
        ledgers = owned.ledgers.get(str(path))
        current = read_file(path)
        if not ledgers:
            return current
        ledger = next((item for item in ledgers if item.written == digest(current)), ledgers[0])
        return undo(path, tool.format_of(path), current, ledger, owned.originals.get)

    return dataclasses.replace(place, read=read)


def diff_of(plan: FilePlan, token: str, *, undoing: bool = False) -> FileDiff:
    old = plan.before if undoing else plan.base
    return FileDiff(
        path=str(plan.path),
        lines=tuple(diff(plan, [token], from_base=not undoing)),
        created=old is None and plan.after is not None,
        removed=old is not None and plan.after is None,
    )


def _before(tool: Tool) -> str:
    """Under this name the ledger of the text before is kept while a write is under way."""
    return f"{tool.id}:before"


def _first_of_file(ledgers: Sequence[FileLedger]) -> list[FileLedger]:
    """One per file, the newest."""
    return list({ledger.file: ledger for ledger in reversed(ledgers)}.values())
