"""Code Switch: what each coding CLI is pointed at, and what is needed to undo it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeMapping:
    """A model mapping of one tool for one provider; `source` is a tier, an exact name or a glob. Kept per provider, so
    that switching back finds them again."""

    provider_id: str
    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _CodeToolFields:
    enabled: bool = False
    provider_id: str | None = None
    proxy_id: str | None = None
    """Exactly one of the two once a target was chosen."""
    token_id: str | None = None
    config_dir: str = ""
    """Chosen by the user; empty is the tool's own."""
    base_url: str = ""
    """Written to the tool's files when it was enabled, to notice drift."""
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeTool(_CodeToolFields):
    """State of one tool (`claude-code`, `codex`, ...)."""

    tool: str
    mappings: tuple[CodeMapping, ...] = ()
    updated_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeToolDraft(_CodeToolFields):
    """What replaces a tool's state."""

    @classmethod
    def of(cls, tool: CodeTool) -> CodeToolDraft:
        return cls(**{item.name: getattr(tool, item.name) for item in dataclasses.fields(_CodeToolFields)})


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One key of one file that we own, and what was there before. Values are sealed: they may be credentials."""

    tool: str
    file: str
    key_path: tuple[str, ...]
    existed: bool
    """False when the key was absent: undo removes it."""
    previous: str = field(repr=False)
    """Source text of the previous value; empty when it did not exist."""
    written: str = field(repr=False)
    """Source text of our value, to notice the user's own edits."""
    file_existed: bool = True
    created_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBackup:
    """A whole file as it was; `content` is None in listings."""

    id: str
    tool: str
    file: str
    reason: str
    sha256: str
    size: int
    mode: int | None = None
    created_ms: int = 0
    content: bytes | None = field(default=None, repr=False)
