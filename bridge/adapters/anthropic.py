"""Anthropic."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from bridge.adapter import Adapter
from bridge.formats.anthropic.dialect import AnthropicDialect

ANTHROPIC: Final = Adapter(
    name="anthropic",
    title="Anthropic",
    format="anthropic",
    dialect=AnthropicDialect(),
    base_url="https://api.anthropic.com",
    auth="x-api-key",
    # Required on every request: https://platform.claude.com/docs/en/api/versioning
    headers=MappingProxyType({"anthropic-version": "2023-06-01"}),
    verbatim=True,
    docs="https://platform.claude.com/docs",
)

ADAPTERS: Final = (ANTHROPIC,)
