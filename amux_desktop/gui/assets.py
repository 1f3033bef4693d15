"""Where the shipped fonts, icons, themes and catalogues are."""

from __future__ import annotations

from pathlib import Path

from amux_desktop.core.paths import resource_path, translation_path


def asset(*parts: str) -> Path:
    """A file or folder under `resources/`. Raises `resource_missing`."""
    return resource_path("/".join(parts))


def catalogue(code: str) -> Path:
    """The Qt Linguist file of a language. Raises `resource_missing`."""
    return translation_path(f"amux_{code}.ts")
