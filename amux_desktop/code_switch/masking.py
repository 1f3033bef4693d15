"""Credentials in lines of a diff: only their beginning and last characters are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence

_KEY_LIKE = re.compile(r"\b(sk-(?:ant-|amux\.|or-|proj-)?|AIza|gsk_|xai-|ghp_|key-)[A-Za-z0-9_.\-]{6,}")
_NAMED = re.compile(
    r"""(?P<name>["']?[\w.-]*(?:api[_-]?key|auth[_-]?token|bearer[_-]?token|secret|password|credential)[\w.-]*["']?\s*[:=]\s*)
    (?P<quote>["'`]?)(?P<value>[^"'`\s,}]{4,})""",
    re.IGNORECASE | re.VERBOSE,
)
_SHOWN = 4
_HIDDEN = "••••"


def mask_line(line: str, secrets: Sequence[str] = ()) -> str:
    for secret in secrets:
        line = line.replace(secret, _masked(secret))
    line = _KEY_LIKE.sub(lambda match: match[1] + _HIDDEN + match[0][-_SHOWN:], line)
    return _NAMED.sub(lambda match: match["name"] + match["quote"] + _masked(match["value"]), line)


def mask_value(name: str, value: str, secrets: Sequence[str] = ()) -> str:
    """A value on one line, masked when its name or its looks say that it is a credential."""
    front = f"{name}: "
    return mask_line(front + " ".join(value.split()), secrets)[len(front) :]


def _masked(value: str) -> str:
    if _HIDDEN in value:
        return value
    if value.startswith("sk-amux."):
        return "sk-amux." + _HIDDEN + value[-_SHOWN:]
    return _HIDDEN + value[-_SHOWN:] if len(value) >= 3 * _SHOWN else _HIDDEN
