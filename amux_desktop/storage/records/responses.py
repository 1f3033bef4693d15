"""Responses kept on our side, so that `previous_response_id` works with providers that keep none."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredResponse:
    """One turn: `input` and `output` are JSON arrays of items as bytes; the chain is followed by `previous_id`."""

    id: str
    route: str
    token_id: str
    """Who made it; others do not see it."""
    model: str
    input: bytes = field(repr=False)
    output: bytes = field(repr=False)
    previous_id: str | None = None
    created_ms: int = 0
    expires_ms: int = 0
