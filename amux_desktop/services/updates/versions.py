"""Semantic versions (https://semver.org) in the order they came out; Python's spelling of the same is understood too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import total_ordering

_SEMVER = re.compile(
    r"v?(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?"
)
_PYTHON = re.compile(r"v?(\d{1,9}\.\d{1,9}\.\d{1,9})\.?(a|b|rc|dev)(\d{1,9})")
_NAMES = {"a": "alpha", "b": "beta", "rc": "rc", "dev": "dev"}
_MAX_LENGTH = 100


@total_ordering
@dataclass(frozen=True, slots=True)
class Version:
    """`pre` holds the identifiers of a pre-release, empty for a release."""

    numbers: tuple[int, int, int]
    pre: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Version | None:
        """None for what is no version."""
        text = text.strip()
        if len(text) > _MAX_LENGTH:
            return None
        if (python := _PYTHON.fullmatch(text)) is not None:
            text = f"{python[1]}-{_NAMES[python[2]]}.{int(python[3])}"
        match = _SEMVER.fullmatch(text)
        if match is None:
            return None
        return cls(
            (int(match[1]), int(match[2]), int(match[3])), tuple((match[4] or "").split(".")) if match[4] else ()
        )

    @property
    def is_prerelease(self) -> bool:
        return bool(self.pre)

    def __str__(self) -> str:
        return ".".join(map(str, self.numbers)) + (f"-{'.'.join(self.pre)}" if self.pre else "")

    def __lt__(self, other: Version) -> bool:
        return self._key() < other._key()

    def _key(self) -> tuple[tuple[int, int, int], bool, tuple[tuple[bool, int, str], ...]]:
        """Numbers come before words, and a release after all its pre-releases (semver.org, 11)."""
        pre = tuple((not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in self.pre)
        return self.numbers, not self.pre, pre
