"""What a coding tool is to Code Switch: where its files are, which keys redirect it, what would override them."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from amux_desktop.code_switch.atomic import read_file
from amux_desktop.code_switch.plan import FileEdit, Format

Inbound = Literal["any", "anthropic", "openai-responses", "gemini"]
SMALL = ("haiku", "mini", "nano", "flash", "lite", "small", "air", "turbo", "instant")
"""Parts of names that providers give to their fast, cheap models."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A user's machine as a tool sees it. `config_dir` is the user's choice and empty for the tool's own."""

    home: Path
    env: Mapping[str, str] = field(repr=False)
    config_dir: str = ""
    read: Callable[[Path], bytes | None] = read_file
    """A file as it is without our keys; None when there is none."""
    system: str = ""
    """As `platform.system()` says: Linux, Darwin or Windows."""

    def folder(self, variable: str, default: str) -> Path:
        """The folder chosen here, else by the tool's variable, else below the home folder."""
        chosen = self.config_dir or self.env.get(variable, "").strip()
        if chosen:
            return Path(os.path.abspath(Path(chosen).expanduser()))  # noqa: PTH100 - resolve() would follow links
        return self.home / default


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """A class of models that a tool tells apart. Its names match one of `globs`; without any it is every other name."""

    name: str
    label: str
    globs: tuple[str, ...] = ()
    is_small: bool = False
    is_middle: bool = False
    """Between the tool's strongest and its small one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetModel:
    """What a tier becomes at the provider; limits are None when not known."""

    id: str
    context_tokens: int | None = None
    output_tokens: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """Where a tool shall go. `url` ends with the tool's route and has no version; `models` is by tier name."""

    url: str
    token: str = field(repr=False)
    models: Mapping[str, TargetModel] = field(default_factory=dict)
    tag: str = ""
    catalog: str = ""
    """Path of a list of models for a tool with `wants_catalog`."""

    @property
    def context_tokens(self) -> int | None:
        """The smallest known window among the mapped models: what fits there fits everywhere."""
        return min((item.context_tokens for item in self.models.values() if item.context_tokens), default=None)

    @property
    def output_tokens(self) -> int | None:
        return min((item.output_tokens for item in self.models.values() if item.output_tokens), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """Something outside our keys that would win over them, or spoil them. `code` is what the window translates."""

    code: Literal["variable", "managed", "key", "project", "login", "profile"]
    name: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """One process of the tool on another way: variables and arguments to put first."""

    env: Mapping[str, str] = field(default_factory=dict, repr=False)
    args: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """One tool as data and a few functions. `slug` is its part of the address `/code/<slug>`."""

    id: str
    slug: str
    name: str
    command: str
    packages: tuple[str, ...]
    inbound: Inbound
    tiers: tuple[Tier, ...]
    folder: Callable[[Place], Path]
    formats: Mapping[str, Format]
    """Format by file name of every file that is ever edited."""
    edits: Callable[[Place, Redirect], tuple[FileEdit, ...]]
    overrides: Callable[[Place], tuple[Override, ...]]
    launch: Callable[[Place, Redirect], Launch]
    logo: str = ""
    sends_tag: bool = True
    """Whether the tool can be told to send a header with the project's tag; else the tag stands in the address."""
    wants_catalog: bool = False
    """Whether models that it does not know need an entry in a list of Codex's form."""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything a user may call it."""
        return (self.id, self.slug, self.command)

    def format_of(self, path: Path) -> Format:
        return self.formats[path.name]


def shell_overrides(place: Place, names: tuple[str, ...]) -> tuple[Override, ...]:
    """Variables of the environment that the tool would read."""
    return tuple(
        Override(code="variable", name=name, place="environment") for name in names if place.env.get(name, "").strip()
    )
