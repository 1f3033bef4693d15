"""JSON and JSONC edited in place: comments, trailing commas, order, indentation and line endings stay as they are.

The scanner notes where every key and value stands; an edit replaces or inserts exactly the characters of one member. New
members come first in their object, where they need no comma before them and so change no line of the user's.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from amux_desktop.code_switch.edits import Change, KeyPath, ShapeError, UnparsableError, dotted

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"')
_WORD = re.compile(r"true|false|null")
_INDENT = re.compile(r"(?m)^([ \t]+)\S")
_MAX_DEPTH = 200


@dataclass(slots=True)
class _Node:
    """A value and where it stands; `members` only for objects."""

    start: int
    end: int
    value: Any
    members: list[_Member] | None = None


@dataclass(slots=True)
class _Member:
    key: str
    start: int
    """Where the key begins."""
    node: _Node


@dataclass(slots=True)
class _Scanner:
    text: str
    at: int = 0
    depth: int = field(default=0)

    def document(self) -> _Node:
        self.blank()
        node = self.value()
        self.blank()
        if self.at < len(self.text):
            raise self.problem("nothing may follow the document")
        return node

    def problem(self, reason: str, at: int | None = None) -> UnparsableError:
        return UnparsableError.at(self.text, self.at if at is None else at, reason)

    def blank(self) -> None:
        text = self.text
        while self.at < len(text):
            char = text[self.at]
            if char in " \t\r\n":
                self.at += 1
            elif text.startswith("//", self.at):
                end = text.find("\n", self.at)
                self.at = len(text) if end < 0 else end
            elif text.startswith("/*", self.at):
                end = text.find("*/", self.at + 2)
                if end < 0:
                    raise self.problem("a comment does not end")
                self.at = end + 2
            else:
                return

    def value(self) -> _Node:
        if self.at >= len(self.text):
            raise self.problem("a value is missing")
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise self.problem("nested too deeply")
        char = self.text[self.at]
        if char == "{":
            node = self.object()
        elif char == "[":
            node = self.array()
        else:
            node = self.scalar()
        self.depth -= 1
        return node

    def scalar(self) -> _Node:
        start = self.at
        if self.text[start] == '"':
            return self.string()
        match = _WORD.match(self.text, start) or _NUMBER.match(self.text, start)
        if match is None:
            raise self.problem(f"unexpected {self.text[start]!r}")
        self.at = match.end()
        return _Node(start, self.at, json.loads(match[0]))

    def string(self) -> _Node:
        start = self.at
        match = _STRING.match(self.text, start)
        if match is None:
            raise self.problem("a string does not end or holds what it may not")
        self.at = match.end()
        return _Node(start, self.at, json.loads(match[0]))

    def object(self) -> _Node:
        start = self.at
        self.at += 1
        members: list[_Member] = []
        while True:
            self.blank()
            if self.peek("}"):
                break
            if not self.peek('"'):
                raise self.problem("a key in double quotes or } is expected")
            key = self.string()
            self.blank()
            self.expect(":")
            self.blank()
            members.append(_Member(key.value, key.start, self.value()))
            self.blank()
            if not self.peek("}"):
                self.expect(",")
        self.at += 1
        return _Node(start, self.at, {item.key: item.node.value for item in members}, members)

    def array(self) -> _Node:
        start = self.at
        self.at += 1
        values: list[Any] = []
        while True:
            self.blank()
            if self.peek("]"):
                break
            values.append(self.value().value)
            self.blank()
            if not self.peek("]"):
                self.expect(",")
        self.at += 1
        return _Node(start, self.at, values)

    def peek(self, char: str) -> bool:
        return self.text.startswith(char, self.at)

    def expect(self, char: str) -> None:
        if not self.peek(char):
            raise self.problem(f"{char} is expected")
        self.at += 1


class JsonEditor:
    """See `code_switch.edits.Editor`. Of a key that occurs twice the last one counts, as it does for every parser."""

    blank = "{}\n"

    def __init__(self, newline: str = "\n") -> None:
        self._newline = newline

    def load(self, text: str) -> dict[str, Any]:
        node = _Scanner(text).document()
        if node.members is None:
            raise ShapeError(dotted(()), _kind(node.value))
        return dict(node.value)

    def is_blank(self, text: str) -> bool:
        return re.fullmatch(r"\s*(?:\{\s*\})?\s*", text) is not None

    def source(self, text: str, path: KeyPath) -> str | None:
        member = _find(_Scanner(text).document(), path)
        return None if member is None else text[member.node.start : member.node.end]

    def is_empty(self, text: str, path: KeyPath) -> bool:
        source = self.source(text, path)
        return source is not None and re.fullmatch(r"\{\s*\}", source) is not None

    def replace(self, text: str, path: KeyPath, source: str) -> str:
        node = _member(text, path).node
        return text[: node.start] + source + text[node.end :]

    def put(self, text: str, path: KeyPath, value: Any) -> tuple[str, list[Change]]:
        changes: list[Change] = []
        for depth in range(1, len(path)):
            if self.source(text, path[:depth]) is None:
                text, change = self._insert(text, path[:depth], "{}", container=True)
                changes.append(change)
        old = self.source(text, path)
        if old is None:
            text, change = self._insert(text, path, value)
        else:
            new = _render(value, _unit(text), self._newline + _line_indent(text, _member(text, path).start))
            text = self.replace(text, path, new)
            change = Change(path=path, previous=old, written=new)
        return text, [*changes, change]

    def _insert(self, text: str, path: KeyPath, value: Any, *, container: bool = False) -> tuple[str, Change]:
        parent = _container(text, path[:-1])
        members = parent.members or []
        line = self._newline
        if members:
            at = members[0].start
            if "\n" in text[parent.start : at]:
                indent = _line_indent(text, at)
                lead, tail = "", "," + line + indent
            else:
                indent = _line_indent(text, parent.start)
                lead, tail = "", ", " if " " in text[parent.start : parent.end] else ","
        else:
            at = parent.start + 1
            outer = _line_indent(text, parent.start)
            indent = outer + _unit(text)
            lead, tail = line + indent, "" if "\n" in text[at : parent.end] else line + outer
            if parent.start and "\n" not in text.strip():
                # A document of one line stays one.
                lead = tail = ""
        source = value if container else _render(value, _unit(text), self._newline + indent)
        body = f"{json.dumps(path[-1], ensure_ascii=False)}: {source}"
        inserted = lead + body + tail
        text = text[:at] + inserted + text[at:]
        return text, Change(path=path, previous=None, written=source, lead=lead, tail=tail, container=container)

    def cut(self, text: str, change: Change) -> str:
        members = _container(text, change.path[:-1]).members or []
        member = _member(text, change.path)
        start, end = member.start, member.node.end
        before, after = start - len(change.lead), end + len(change.tail)
        if text[before:start] == change.lead and text[end:after] == change.tail and (change.lead or change.tail):
            cut = text[:before] + text[after:]
            if _parses(cut):
                return cut
        place = members.index(member)
        if place + 1 < len(members):
            return text[:start] + text[members[place + 1].start :]
        if place:
            return text[: members[place - 1].node.end] + text[end:]
        comma = re.match(r"\s*,", text[end:])
        return text[:start].rstrip(" \t") + text[end + (comma.end() if comma else 0) :]


def _parses(text: str) -> bool:
    try:
        _Scanner(text).document()
    except UnparsableError:
        return False
    return True


def _find(node: _Node, path: KeyPath) -> _Member | None:
    found: _Member | None = None
    for key in path:
        found = next((item for item in reversed(node.members or []) if item.key == key), None)
        if found is None:
            return None
        node = found.node
    return found


def _member(text: str, path: KeyPath) -> _Member:
    member = _find(_Scanner(text).document(), path)
    if member is None:
        raise KeyError(dotted(path))
    return member


def _container(text: str, path: KeyPath) -> _Node:
    root = _Scanner(text).document()
    node = root
    for depth in range(len(path) + 1):
        if depth:
            member = _find(root, path[:depth])
            if member is None:
                raise KeyError(dotted(path))
            node = member.node
        if node.members is None:
            raise ShapeError(dotted(path[:depth]), _kind(node.value))
    return node


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    names = {list: "a list", str: "text", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), "an object")


def _line_indent(text: str, at: int) -> str:
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line[: len(line) - len(line.lstrip(" \t"))]


def _unit(text: str) -> str:
    match = _INDENT.search(text)
    return match[1] if match else "  "


def _render(value: Any, unit: str, line_start: str) -> str:
    if not isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return line_start.join(json.dumps(value, ensure_ascii=False, indent=unit).split("\n"))
