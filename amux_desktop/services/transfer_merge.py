"""What an import decides entry by entry, and what the parts of it share."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Literal, TypeVar, get_args

from amux_desktop.core.errors import AmuxError
from amux_desktop.services.store import Repositories
from amux_desktop.services.transfer_collect import Collector

T = TypeVar("T")
E = TypeVar("E")
Section = Literal["providers", "proxies", "tokens", "settings", "code", "accounts", "chats"]
OnConflict = Literal["skip", "overwrite", "rename"]
Action = Literal["add", "overwrite", "rename", "skip", "unchanged"]

SECTIONS: tuple[Section, ...] = get_args(Section)
USUAL: tuple[Section, ...] = tuple(section for section in SECTIONS if section != "chats")
"""Chats are large and private: only when asked for."""
_MAX_PATH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One entry of the archive. `name` is the path, name or key it has there."""

    section: Section
    kind: str
    name: str
    action: Action
    new_name: str = ""
    """What it is called here when it was renamed."""
    note: str = ""
    """Why it is skipped, or what the user should know; plain English."""


@dataclass(slots=True, kw_only=True)
class Names:
    """What renamed things are called here, by what they are called in the archive."""

    providers: dict[str, str] = field(default_factory=dict)
    proxies: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def provider(self, path: str) -> str:
        return self.providers.get(path, path)

    def proxy(self, path: str) -> str:
        return self.proxies.get(path, path)

    def token(self, name: str) -> str:
        return self.tokens.get(name, name)

    def route(self, route: str) -> str:
        """`proxies/<path>` or `providers/<path>`, as conversations have it."""
        kind, _, path = route.partition("/")
        renamed = {"providers": self.providers, "proxies": self.proxies}.get(kind, {})
        return f"{kind}/{renamed[path]}" if path in renamed else route


class Merge:
    """An import within its transaction. Providers come before proxies, and both before whatever names them."""

    def __init__(self, store: Repositories, on_conflict: OnConflict) -> None:
        self.store = store
        self.names = Names()
        self.changes: list[Change] = []
        self._on_conflict = on_conflict

    def decide(
        self, local: T | None, wanted: E, collect: Callable[[Collector, T], E], *, can_rename: bool = True
    ) -> Action:
        """`collect` gives what is here in the shape of the entry that is wanted."""
        if local is None:
            return "add"
        try:
            same = collect(Collector(self.store), local) == wanted
        except AmuxError as error:
            # A secret here that cannot be read any more is a reason to import, not to fail.
            if error.code != "secret_unreadable":
                raise
            same = False
        return self.choose(exists=True, same=same, can_rename=can_rename)

    def choose(self, *, exists: bool, same: bool, can_rename: bool = False) -> Action:
        """What cannot have two names stays as it is here."""
        if not exists:
            return "add"
        if same:
            return "unchanged"
        return "skip" if self._on_conflict == "rename" and not can_rename else self._on_conflict

    def note(
        self, section: Section, kind: str, name: str, action: Action, *, new_name: str = "", note: str = ""
    ) -> None:
        self.changes.append(Change(section=section, kind=kind, name=name, action=action, new_name=new_name, note=note))


def free_path(path: str, taken: Collection[str]) -> str:
    """`path-2`, `path-3`, ..."""
    number = 2
    while True:
        ending = f"-{number}"
        candidate = path[: _MAX_PATH - len(ending)] + ending
        if candidate not in taken:
            return candidate
        number += 1


def free_name(name: str, taken: Collection[str]) -> str:
    """`name (2)`, `name (3)`, ..."""
    number = 2
    while f"{name} ({number})" in taken:
        number += 1
    return f"{name} ({number})"
