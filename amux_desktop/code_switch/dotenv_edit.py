"""`.env` files edited in place, as the dotenv package of Node reads them: the last assignment of a name counts, quoted
values may go over several lines, and a line that is no assignment is left alone."""

from __future__ import annotations

import re
from typing import Any

from amux_desktop.code_switch.edits import Change, KeyPath, ShapeError, dotted

_LINE = re.compile(
    r"""^[ \t]*(?P<start>(?:export[ \t]+)?)(?P<name>[\w.-]+)[ \t]*(?:=|:[ \t])[ \t]*
    (?P<value>(?:'(?:\\'|[^'])*'|"(?:\\"|[^"])*"|`(?:\\`|[^`])*`)(?=[ \t\r]*(?:[#][^\n]*)?$)|[^#\r\n]*)""",
    re.MULTILINE | re.VERBOSE,
)
_PLAIN = re.compile(r"[^\s#'\"`\\]*")


class DotenvEditor:
    """See `code_switch.edits.Editor`. Paths have one part: the name."""

    blank = ""

    def __init__(self, newline: str = "\n") -> None:
        self._newline = newline

    def load(self, text: str) -> dict[str, Any]:
        return {match["name"]: _unquoted(match["value"]) for match in _LINE.finditer(text)}

    def is_blank(self, text: str) -> bool:
        return not text.strip()

    def source(self, text: str, path: KeyPath) -> str | None:
        match = _find(text, path)
        return None if match is None else match["value"].rstrip(" \t")

    def is_empty(self, text: str, path: KeyPath) -> bool:
        return False

    def replace(self, text: str, path: KeyPath, source: str) -> str:
        match = _get(text, path)
        start = match.start("value")
        return text[:start] + source + text[start + len(match["value"].rstrip(" \t")) :]

    def put(self, text: str, path: KeyPath, value: Any) -> tuple[str, list[Change]]:
        new = _quoted(str(value))
        old = self.source(text, path)
        if old is not None:
            return self.replace(text, path, new), [Change(path=path, previous=old, written=new)]
        line = self._newline
        lead, tail = (line, "") if text and not text.endswith("\n") else ("", line)
        change = Change(path=path, previous=None, written=new, lead=lead, tail=tail)
        return f"{text}{lead}{path[0]}={new}{tail}", [change]

    def cut(self, text: str, change: Change) -> str:
        match = _get(text, change.path)
        start, end = match.start("start"), match.start("value") + len(match["value"].rstrip(" \t"))
        before, after = start - len(change.lead), end + len(change.tail)
        if text[before:start] == change.lead and text[end:after] == change.tail:
            return text[:before] + text[after:]
        line_start = text.rfind("\n", 0, start) + 1
        line_end = text.find("\n", end)
        return text[:line_start] + ("" if line_end < 0 else text[line_end + 1 :])


def _find(text: str, path: KeyPath) -> re.Match[str] | None:
    if len(path) != 1:
        raise ShapeError(dotted(path), "a name without parts")
    found = None
    for match in _LINE.finditer(text):
        if match["name"] == path[0]:
            found = match
    return found


def _get(text: str, path: KeyPath) -> re.Match[str]:
    match = _find(text, path)
    if match is None:
        raise KeyError(dotted(path))
    return match


def _unquoted(source: str) -> str:
    text = source.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"`" else text


def _quoted(value: str) -> str:
    if _PLAIN.fullmatch(value):
        return value
    quote = next((mark for mark in "\"'`" if mark not in value), None)
    if quote is None or "\n" in value:
        raise ValueError("a .env file cannot hold this value")
    return f"{quote}{value}{quote}"
