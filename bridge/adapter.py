"""An adapter: one provider endpoint as data (format + dialect + address + authentication)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from bridge import ir
from bridge.formats.base import Dialect

AuthScheme = Literal["bearer", "x-api-key", "x-goog-api-key", "api-key", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapter:
    """A provider endpoint. Immutable; safe to share between threads and exchanges.

    ``base_url`` ends before the part that ``paths`` (or the format's own endpoint) begin with, e.g. ``https://api.deepseek.com``.
    ``verbatim``: bodies of the same format go out unchanged but for the model (true for a vendor's own endpoint and its exact copies).
    ``paths`` overrides the format's endpoint: keys ``chat``, ``stream``, ``models``, ``count_tokens``; ``{model}`` is filled in.
    """

    name: str
    title: str
    format: ir.FormatName
    dialect: Dialect
    base_url: str
    auth: AuthScheme = "bearer"
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    verbatim: bool = False
    paths: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    #: Where the API key comes from and what is said about it (documentation address).
    docs: str = ""

    def auth_headers(self, api_key: str | None) -> dict[str, str]:
        """The vendor's own authentication header; empty when there is no key."""
        if not api_key or self.auth == "none":
            return {}
        if self.auth == "bearer":
            return {"authorization": f"Bearer {api_key}"}
        return {self.auth: api_key}
