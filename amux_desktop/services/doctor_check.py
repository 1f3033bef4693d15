"""What the doctor finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "warning", "failed"]
Hop = Literal["", "vault", "proxy", "dns", "connect", "tls", "timeout", "reset", "key", "models", "answer", "call"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One finding; `fix` is empty when nothing has to be done. `hop` is the part of the way to a provider that fails."""

    id: str
    level: Level
    title: str
    detail: str = ""
    fix: str = ""
    hop: Hop = ""
