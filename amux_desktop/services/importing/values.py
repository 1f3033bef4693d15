"""Values of loosely typed files, and references to environment variables in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

#: As claude-code-router knows them: without braces only in capitals.
_REFERENCE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}|\$([A-Z_][A-Z0-9_]*)")
_GLOB = re.compile(r"[*?\[]")


def text_of(holder: object, *names: str) -> str:
    """The first of the members that holds text (or a number), without surrounding space; else ""."""
    if isinstance(holder, Mapping):
        for name in names:
            value = holder.get(name)
            if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
                return str(value).strip()
    return ""


def list_of(holder: object, name: str) -> list[Any]:
    value = holder.get(name) if isinstance(holder, Mapping) else None
    return list(value) if isinstance(value, list) else []


def mapping_in(holder: object, name: str) -> Mapping[str, Any]:
    value = holder.get(name) if isinstance(holder, Mapping) else None
    return value if isinstance(value, dict) else {}


def mappings_in(holder: object, name: str) -> Iterator[Mapping[str, Any]]:
    """Those entries of a list that are mappings."""
    return (item for item in list_of(holder, name) if isinstance(item, dict))


def texts_in(holder: object, name: str) -> list[str]:
    return [item.strip() for item in list_of(holder, name) if isinstance(item, str) and item.strip()]


def expand(text: str, env: Mapping[str, str]) -> tuple[str, str]:
    """`${NAME}` and `$NAME` filled in, and the first name that is not set (then the text is empty). A `$` within a longer text
    is a sign like any other, unless what follows is the name of a variable: keys and passwords may hold one."""
    for match in _REFERENCE.finditer(text):
        name = match[1] or match[2]
        if not env.get(name) and (match[1] or match[0] == text):
            return "", name
    return _REFERENCE.sub(lambda match: env.get(match[1] or match[2]) or match[0], text), ""


def literal(model: str) -> str:
    """A glob that matches exactly this name."""
    return _GLOB.sub(lambda match: f"[{match[0]}]", model)
