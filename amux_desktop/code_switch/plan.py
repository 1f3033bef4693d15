"""From edits to texts: what a file would become, and what it becomes when our keys are taken back. Nothing is written here."""

from __future__ import annotations

import copy
import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from amux_desktop.code_switch.atomic import read_file
from amux_desktop.code_switch.dotenv_edit import DotenvEditor
from amux_desktop.code_switch.edits import Change, Edit, Editor, KeyPath, ShapeError, UnparsableError, newline_of
from amux_desktop.code_switch.jsonc import JsonEditor
from amux_desktop.code_switch.ledger import FileLedger, digest
from amux_desktop.code_switch.masking import mask_line
from amux_desktop.code_switch.toml_edit import TomlEditor
from amux_desktop.core.errors import InvalidInputError, MachineError

Format = Literal["json", "toml", "dotenv"]
KeyState = Literal["ours", "absent", "changed"]
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEdit:
    """The edits of one file, in order. A file without edits but with a ledger is given back."""

    path: Path
    format: Format
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePlan:
    """`before` is what was read, `base` the same without any of our keys, `after` what shall be written; None is no file."""

    path: Path
    before: bytes | None = field(repr=False)
    base: bytes | None = field(repr=False)
    after: bytes | None = field(repr=False)
    ledger: FileLedger = field(repr=False)

    @property
    def is_noop(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyNow:
    """A key of ours: `ours` is the source text that we wrote, `theirs` the one that is there, None when the key is gone. It
    counts as absent also when it is again what it was before."""

    state: KeyState
    ours: str = field(repr=False)
    theirs: str | None = field(default=None, repr=False)


def editor_of(name: Format, newline: str = "\n") -> Editor:
    editors: dict[Format, Callable[[str], Editor]] = {"json": JsonEditor, "toml": TomlEditor, "dotenv": DotenvEditor}
    return editors[name](newline)


def plan_file(edit: FileEdit, owned: FileLedger | None, originals: Callable[[str], bytes | None]) -> FilePlan:
    """Reads the file. `originals` gives a kept original by its hash. Raises `config_unparsable`, `config_shape`, `file_invalid`."""
    before = read_file(edit.path)
    base = before if owned is None else undo(edit.path, edit.format, before, owned, originals)
    text, bom = _decode(edit.path, base)
    newline = newline_of(text)
    editor = editor_of(edit.format, newline)
    start = text if text.strip() else editor.blank.replace("\n", newline) or text
    with _Problems(edit.path):
        after, changes = _put_all(editor, start, edit)
        _verify(editor, start, after, edit)
    data = (_BOM if bom else b"") + after.encode()
    ledger = FileLedger(
        file=str(edit.path), existed=base is not None, blank=None if base is None or start == text else text,
        changes=tuple(changes), written=digest(data), original=digest(base),
    )  # fmt: skip
    return FilePlan(path=edit.path, before=before, base=base, after=data, ledger=ledger)


def plan_undo(path: Path, format: Format, owned: FileLedger, originals: Callable[[str], bytes | None]) -> FilePlan:
    """Takes back what the ledger names. Raises as `plan_file`."""
    before = read_file(path)
    after = undo(path, format, before, owned, originals)
    return FilePlan(path=path, before=before, base=after, after=after, ledger=owned)


def undo(
    path: Path, format: Format, current: bytes | None, owned: FileLedger, originals: Callable[[str], bytes | None]
) -> bytes | None:
    """The content without our keys. What the user changed meanwhile stays, also where it was a key of ours."""
    if current is None:
        return None
    if digest(current) == owned.written:
        if not owned.original:
            return None
        kept = originals(owned.original)
        if kept is not None:
            return kept
    text, bom = _decode(path, current)
    editor = editor_of(format)
    with _Problems(path):
        editor.load(text)
        for change in reversed(owned.changes):
            text = _take_back(editor, text, change)
    if editor.is_blank(text):
        if not owned.existed:
            return None
        if owned.blank is not None:
            text = owned.blank
    return (_BOM if bom else b"") + text.encode()


def keys_now(format: Format, current: bytes | None, owned: FileLedger, path: Path) -> dict[KeyPath, KeyNow]:
    """Each key we own, as it stands now. Raises as `plan_file`."""
    changes = [change for change in owned.changes if not change.container]
    if current is None:
        return {change.path: KeyNow(state="absent", ours=change.written) for change in changes}
    text, _ = _decode(path, current)
    editor = editor_of(format)
    found: dict[KeyPath, KeyNow] = {}
    with _Problems(path):
        for change in changes:
            source = editor.source(text, change.path)
            ours = source is not None and source == change.written
            state: KeyState = "ours" if ours else "absent" if source in (None, change.previous) else "changed"
            found[change.path] = KeyNow(state=state, ours=change.written, theirs=source)
    return found


def check_file(path: Path, format: Format) -> None:
    """Raises `config_unparsable`, `config_shape` or `file_invalid` for a file that could not be edited as it is."""
    text, _ = _decode(path, read_file(path))
    with _Problems(path):
        if text.strip():
            editor_of(format).load(text)


def fitting(path: Path, format: Format, candidates: Sequence[FileLedger]) -> FileLedger | None:
    """The ledger that belongs to the text that is there: a write that was cut short leaves two, and the old or the new text."""
    current = read_file(path)
    exact = next((ledger for ledger in candidates if ledger.written == digest(current)), None)
    if exact is not None or len(candidates) < 2:
        return exact or next(iter(candidates), None)

    def ours(ledger: FileLedger) -> int:
        return sum(key.state == "ours" for key in keys_now(format, current, ledger, path).values())

    return max(candidates, key=ours)


def diff(plan: FilePlan, secrets: Iterable[str] = (), *, from_base: bool = True) -> list[str]:
    """Lines of a unified diff without the header, credentials masked. From the user's own text, or from what is there now."""
    return diff_lines(plan.base if from_base else plan.before, plan.after, secrets)


def diff_lines(old: bytes | None, new: bytes | None, secrets: Iterable[str] = ()) -> list[str]:
    """As `diff`, between two texts."""
    hide = [secret for secret in secrets if secret]
    lines = list(difflib.unified_diff(_lines(old), _lines(new), n=2, lineterm=""))[2:]
    return [mask_line(line, hide) for line in lines]


def _lines(data: bytes | None) -> list[str]:
    return [] if data is None else data.removeprefix(_BOM).decode("utf-8", "replace").splitlines()


def _put_all(editor: Editor, text: str, edit: FileEdit) -> tuple[str, list[Change]]:
    changes: list[Change] = []
    # New JSON members go to the front of their object, so the last edit comes first.
    ordered = reversed(edit.edits) if edit.format == "json" else edit.edits
    for item in ordered:
        text, made = editor.put(text, item.path, item.value)
        changes.extend(made)
    return text, changes


def _take_back(editor: Editor, text: str, change: Change) -> str:
    source = editor.source(text, change.path)
    if source is None:
        return text
    if change.container:
        return editor.cut(text, change) if editor.is_empty(text, change.path) else text
    if source != change.written:
        return text
    if change.previous is not None:
        return editor.replace(text, change.path, change.previous)
    return editor.cut(text, change)


def _verify(editor: Editor, before: str, after: str, edit: FileEdit) -> None:
    """The last check before anything is written: the text must now mean what it meant before, plus our values."""
    expected = copy.deepcopy(editor.load(before))
    for item in edit.edits:
        node: dict[str, Any] = expected
        for part in item.path[:-1]:
            node = node.setdefault(part, {})
        node[item.path[-1]] = item.value
    try:
        found = editor.load(after)
    except UnparsableError as problem:
        raise MachineError("config_refused", path=str(edit.path), reason=problem.reason) from problem
    if found != expected:
        raise MachineError("config_refused", path=str(edit.path), reason="the edit would change more than its keys")


def _decode(path: Path, data: bytes | None) -> tuple[str, bool]:
    """Text and whether it begins with a byte order mark. Raises `config_unparsable` for anything but UTF-8."""
    if data is None:
        return "", False
    bom = data.startswith(_BOM)
    try:
        return data[len(_BOM) if bom else 0 :].decode("utf-8"), bom
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        raise InvalidInputError(
            "config_unparsable", path=str(path), reason="it is not UTF-8 text", line=line, column=column
        ) from error


class _Problems:
    """Turns what an editor raises into errors that name the file."""

    def __init__(self, path: Path) -> None:
        self._path = str(path)

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, UnparsableError):
            raise InvalidInputError(
                "config_unparsable", path=self._path, reason=error.reason, line=error.line, column=error.column
            ) from error
        if isinstance(error, ShapeError):
            raise InvalidInputError("config_shape", path=self._path, place=error.place, found=error.found) from error
