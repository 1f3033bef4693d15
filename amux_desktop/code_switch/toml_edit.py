"""TOML edited in place: the statements are located, and single lines are replaced, inserted or cut.

A general TOML writer was tried and dropped: it moves comments and rewrites tables that are out of order, and "only our
keys change" must hold to the byte. `tomllib` judges the text before and after, so a mistake of the scanner can refuse an
edit, but never damage a file.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from typing import Any

from amux_desktop.code_switch.edits import Change, KeyPath, ShapeError, UnparsableError, dotted

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_WHERE = re.compile(
    r"^(?P<reason>.*?) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class _Statement:
    """A key with its value, or a table header (then `value_start == value_end`)."""

    path: KeyPath
    table: KeyPath
    start: int
    value_start: int
    value_end: int
    line_end: int
    """Behind the line ending."""
    is_header: bool = False
    in_array: bool = False
    """Belongs to an array of tables, where a path is not unique."""


class TomlEditor:
    """See `code_switch.edits.Editor`."""

    blank = ""

    def __init__(self, newline: str = "\n") -> None:
        self._newline = newline

    def load(self, text: str) -> dict[str, Any]:
        # TOML knows no lone carriage return; tomllib takes CRLF as it is.
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            match = _WHERE.match(str(error))
            reason = match["reason"] if match else str(error)
            if match is None or match["line"] is None:
                raise UnparsableError.at(text, len(text), reason[:1].lower() + reason[1:]) from error
            raise UnparsableError(reason[:1].lower() + reason[1:], int(match["line"]), int(match["column"])) from error

    def is_blank(self, text: str) -> bool:
        return not text.strip()

    def source(self, text: str, path: KeyPath) -> str | None:
        found = _find(self._statements(text), path)
        if found is None:
            return None
        return text[found.start : found.value_end] if found.is_header else text[found.value_start : found.value_end]

    def is_empty(self, text: str, path: KeyPath) -> bool:
        statements = self._statements(text)
        return any(item.is_header and item.path == path for item in statements) and not any(
            item.path[: len(path)] == path and not (item.is_header and item.path == path) for item in statements
        )

    def replace(self, text: str, path: KeyPath, source: str) -> str:
        found = self._get(text, path)
        return text[: found.value_start] + source + text[found.value_end :]

    def put(self, text: str, path: KeyPath, value: Any) -> tuple[str, list[Change]]:
        changes: list[Change] = []
        old = _find(self._statements(text), path)
        new = _render(value)
        if old is not None and not old.is_header:
            previous = text[old.value_start : old.value_end]
            return self.replace(text, path, new), [Change(path=path, previous=previous, written=new)]
        table = path[:-1]
        if table and not any(item.is_header and item.path == table for item in self._statements(text)):
            self._refuse_inline(text, table)
            text, change = _append_header(text, table, self._newline)
            changes.append(change)
        text, change = self._insert(text, path, new)
        return text, [*changes, change]

    def cut(self, text: str, change: Change) -> str:
        found = self._get(text, change.path)
        before, after = found.start - len(change.lead), found.value_end + len(change.tail)
        if text[before : found.start] == change.lead and text[found.value_end : after] == change.tail:
            return text[:before] + text[after:]
        line_start = text.rfind("\n", 0, found.start) + 1
        return text[:line_start] + text[found.line_end :]

    def _insert(self, text: str, path: KeyPath, source: str) -> tuple[str, Change]:
        """Behind the last key of its table; at the top of the file behind the last key that stands before any table."""
        table = path[:-1]
        inside = [item for item in self._statements(text) if item.table == table and not item.in_array]
        at = inside[-1].line_end if inside else 0
        line = self._newline
        ends_open = at > 0 and text[at - 1] != "\n"
        lead, tail = (line, "") if ends_open else ("", line)
        inserted = f"{lead}{_key(path[-1])} = {source}{tail}"
        change = Change(path=path, previous=None, written=source, lead=lead, tail=tail)
        return text[:at] + inserted + text[at:], change

    def _refuse_inline(self, text: str, table: KeyPath) -> None:
        """A table written as `a = {…}` or by dotted keys cannot be extended by a header."""
        for item in self._statements(text):
            if not item.is_header and item.path == table[: len(item.path)]:
                raise ShapeError(dotted(item.path), "a value or an inline table")
            if not item.is_header and item.path[: len(table)] == table:
                raise ShapeError(dotted(table), "dotted keys")
            if item.in_array and item.path == table[: len(item.path)]:
                raise ShapeError(dotted(item.path), "a list of tables")

    def _statements(self, text: str) -> list[_Statement]:
        self.load(text)
        return _scan(text)

    def _get(self, text: str, path: KeyPath) -> _Statement:
        found = _find(self._statements(text), path)
        if found is None:
            raise KeyError(dotted(path))
        return found


def _find(statements: list[_Statement], path: KeyPath) -> _Statement | None:
    return next((item for item in statements if item.path == path and not item.in_array), None)


def _append_header(text: str, table: KeyPath, line: str) -> tuple[str, Change]:
    if not text:
        lead, tail = "", line
    elif text.endswith("\n"):
        lead, tail = line, line
    else:
        # Without an ending the last line is the user's; ours must not end with one either, or cutting it would join two.
        lead, tail = line + line, ""
    header = f"[{'.'.join(_key(part) for part in table)}]"
    change = Change(path=table, previous=None, written=header, lead=lead, tail=tail, container=True)
    return text + lead + header + tail, change


def _scan(text: str) -> list[_Statement]:
    """Statements of a text that `tomllib` accepts."""
    found: list[_Statement] = []
    table: KeyPath = ()
    arrays: set[KeyPath] = set()
    at = 0
    while at < len(text):
        at = _skip_blank(text, at)
        if at >= len(text):
            break
        start = at
        if text[at] == "[":
            is_array = text.startswith("[[", at)
            at, table = _keys(text, at + (2 if is_array else 1))
            at = text.index("]", at) + (2 if is_array else 1)
            if is_array:
                arrays.add(table)
            value_start = value_end = at
        else:
            at, keys = _keys(text, at)
            at = _skip_spaces(text, at + 1)
            value_start = at
            value_end = at = _value_end(text, at)
        end = text.find("\n", at)
        line_end = len(text) if end < 0 else end + 1
        is_header = text[start] == "["
        found.append(
            _Statement(
                path=table if is_header else (*table, *keys),
                table=table,
                start=start,
                value_start=value_start,
                value_end=value_end,
                line_end=line_end,
                is_header=is_header,
                in_array=any(table[: len(item)] == item for item in arrays),
            )
        )
        at = line_end
    return found


def _skip_spaces(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t":
        at += 1
    return at


def _skip_blank(text: str, at: int) -> int:
    while at < len(text):
        if text[at] in " \t\r\n":
            at += 1
        elif text[at] == "#":
            end = text.find("\n", at)
            at = len(text) if end < 0 else end + 1
        else:
            break
    return at


def _keys(text: str, at: int) -> tuple[int, KeyPath]:
    """A dotted key; the place returned is that of `=` or `]`."""
    parts: list[str] = []
    while True:
        at = _skip_spaces(text, at)
        if text[at] in "\"'":
            end = _string_end(text, at)
            (part,) = tomllib.loads(f"{text[at:end]} = 0")
        else:
            match = _BARE.match(text, at)
            if match is None:
                raise UnparsableError.at(text, at, "a key is expected")
            part, end = match[0], match.end()
        parts.append(part)
        at = _skip_spaces(text, end)
        if not text.startswith(".", at):
            return at, tuple(parts)
        at += 1


def _value_end(text: str, at: int) -> int:
    """Behind the value that begins at `at`; strings and brackets may go over several lines."""
    if text[at] in "\"'":
        return _string_end(text, at)
    if text[at] in "[{":
        depth = 0
        while True:
            if text[at] in "\"'":
                at = _string_end(text, at)
                continue
            if text[at] == "#":
                at = text.index("\n", at)
            depth += (text[at] in "[{") - (text[at] in "]}")
            at += 1
            if not depth:
                return at
    end = at
    while end < len(text) and text[end] not in "#\r\n":
        end += 1
    return at + len(text[at:end].rstrip(" \t"))


def _string_end(text: str, at: int) -> int:
    quote = text[at]
    if text.startswith(quote * 3, at):
        at += 3
        while not text.startswith(quote * 3, at):
            at += 2 if quote == '"' and text[at] == "\\" else 1
        at += 3
        # Up to two more quotes belong to the text itself.
        while text.startswith(quote, at):
            at += 1
        return at
    at += 1
    while text[at] != quote:
        at += 2 if quote == '"' and text[at] == "\\" else 1
    return at + 1


def _key(part: str) -> str:
    return part if _BARE.fullmatch(part) else _string(part)


def _string(value: str) -> str:
    # JSON's escapes are a subset of TOML's, but for DEL, which JSON writes as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def _render(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_render(item) for item in value) + "]"
    if isinstance(value, dict):
        return (
            "{ " + ", ".join(f"{_key(key)} = {_render(item)}" for key, item in value.items()) + " }" if value else "{}"
        )
    if isinstance(value, int | float):
        return repr(value)
    raise TypeError(f"TOML has no {type(value).__name__}")
