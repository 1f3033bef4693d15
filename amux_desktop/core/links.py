"""The scheme of Amux's own links."""

from __future__ import annotations

SCHEME = "amux"


def is_link(text: str) -> bool:
    """Whether the text is meant as an `amux:` link; it may still be refused when it is read."""
    return text[: len(SCHEME) + 1].lower() == f"{SCHEME}:"
