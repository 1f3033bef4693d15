"""Values of loosely typed files, and references to environment variables in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_REFERENCE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}|\$([A-Za-z_][A-Za-z0-9_]*)")
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
    """`${NAME}` and `$NAME` filled in, and the first name that is not set (then the text is empty)."""
    missing = next((name for name in references(text) if not env.get(name)), "")
    if missing:
        return "", missing
    return _REFERENCE.sub(lambda match: env[match[1] or match[2]], text), ""


def references(text: str) -> list[str]:
    return [braced or plain for braced, plain in _REFERENCE.findall(text)]


def literal(model: str) -> str:
    """A glob that matches exactly this name."""
    return _GLOB.sub(lambda match: f"[{match[0]}]", model)
