"""What an edit of a configuration file is, as data, and what an editor of a file format must be able to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

KeyPath: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """Give the key at `path` a value: text, number, boolean, or a tree of those. May be a credential."""

    path: KeyPath
    value: Any = field(repr=False)
    secret: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One key that we own, in the words of the file.

    `lead` and `tail` are what was inserted around the key and its value; with them a removal is the exact inverse. A
    `container` is a table or object that we had to create: it goes again only when it has become empty.
    """

    path: KeyPath
    previous: str | None = field(repr=False)
    """Source text of the value before; None when the key was not there."""
    written: str = field(repr=False)
    """Source text of our value; when the file says something else, the user has changed it."""
    lead: str = ""
    tail: str = ""
    container: bool = False


class UnparsableError(Exception):
    """The text does not parse. `line` and `column` count from 1."""

    def __init__(self, reason: str, line: int, column: int) -> None:
        super().__init__(f"{reason} (line {line}, column {column})")
        self.reason = reason
        self.line = line
        self.column = column

    @classmethod
    def at(cls, text: str, offset: int, reason: str) -> UnparsableError:
        line = text.count("\n", 0, offset) + 1
        return cls(reason, line, offset - (text.rfind("\n", 0, offset) + 1) + 1)


class ShapeError(Exception):
    """The text parses, but where a table or object must be stands something else."""

    def __init__(self, place: str, found: str) -> None:
        super().__init__(f"{place} holds {found}")
        self.place = place
        self.found = found


class Editor(Protocol):
    """A file format. All methods are pure and raise UnparsableError for a text that does not parse."""

    blank: str
    """A new document without keys."""

    def load(self, text: str) -> dict[str, Any]:
        """The document's values, for checking that an edit did what it should and nothing else."""
        ...

    def is_blank(self, text: str) -> bool:
        """Whether the document holds nothing at all: no key, no comment."""
        ...

    def source(self, text: str, path: KeyPath) -> str | None:
        """Source text of a value; None when the key is not there."""
        ...

    def put(self, text: str, path: KeyPath, value: Any) -> tuple[str, list[Change]]:
        """The text with the key set, and what was done in order. Raises ShapeError."""
        ...

    def replace(self, text: str, path: KeyPath, source: str) -> str:
        """The text with another source text for a value that is there."""
        ...

    def cut(self, text: str, change: Change) -> str:
        """The text without a key that was inserted."""
        ...

    def is_empty(self, text: str, path: KeyPath) -> bool:
        """Whether a container that is there holds nothing any more."""
        ...


def newline_of(text: str) -> str:
    """The line ending of the first line; `\\n` for a single line."""
    end = text.find("\n")
    return "\r\n" if end > 0 and text[end - 1] == "\r" else "\n"


def dotted(path: KeyPath) -> str:
    """A key path as people write it."""
    return ".".join(path) or "the document"
