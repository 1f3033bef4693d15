"""What Code Switch tells about the tools."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from amux_desktop.code_switch.detect import Found
from amux_desktop.code_switch.tools import Override
from amux_desktop.core.errors import AmuxError
from amux_desktop.services.code_files import KeyConflict

Condition = Literal["off", "on", "changed", "broken"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TierStatus:
    """A class of the tool's models and what it becomes; an empty target keeps the name that was asked for."""

    name: str
    label: str
    globs: tuple[str, ...]
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolStatus:
    """A tool as a page shows it. `conflicts` are keys that do not say any more what we wrote while the tool was on, `overrides`
    what would win over our keys."""

    id: str
    name: str
    slug: str
    command: str
    logo: str
    enabled: bool
    condition: Condition
    found: Found
    files: tuple[str, ...]
    provider_id: str = ""
    proxy_id: str = ""
    target_name: str = ""
    tiers: tuple[TierStatus, ...] = ()
    mappings: tuple[tuple[str, str], ...] = ()
    """Rows of the current provider whose source is no tier."""
    overrides: tuple[Override, ...] = ()
    conflicts: tuple[KeyConflict, ...] = ()
    problem: AmuxError | None = None
    token_id: str = ""
    versions: int = 0
    backed_up_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """What was set right at the start, or the error why it could not be. `suspended` is no drift: the tool had been given its own
    settings for the time in which Amux did not run."""

    tool: str
    name: str
    reason: Literal["address", "missing", "interrupted", "suspended"]
    error: AmuxError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A command line with its own way; `env` is added to the caller's. `project` names the `.amux.toml` that was used."""

    program: str
    arguments: tuple[str, ...]
    env: Mapping[str, str] = dataclasses.field(repr=False)
    target_name: str = ""
    project: str = ""
