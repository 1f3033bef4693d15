"""Prices of models set by the user, before the bundled table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelPrice:
    """Nanos (10^-9 of `currency`) per million tokens; None falls back to the input price."""

    model: str
    """Exact name or glob."""
    provider_id: str = ""
    """Empty applies to all providers."""
    currency: Literal["USD", "CNY"] = "USD"
    input_nanos: int = 0
    output_nanos: int = 0
    cache_read_nanos: int | None = None
    cache_write_nanos: int | None = None
    tiers: tuple[Mapping[str, Any], ...] = ()
    """Long-context tiers, e.g. `{"above_tokens": 200000, "input_nanos": ..., "output_nanos": ...}`."""
    id: str = ""
    """Given by the repository."""
