"""Bridge proxies: inbound format, targets in order, model mappings."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field
from typing import Any, Literal

TargetKind = Literal["provider", "proxy"]
MappingKind = Literal["exact", "glob", "default"]
Balance = Literal["ordered", "weighted"]
Inbound = Literal["any", "openai-chat", "openai-responses", "anthropic", "gemini"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """One model mapping row; `source` is empty for the default row. The first match wins, exact before glob."""

    source: str
    target: str
    kind: MappingKind = "exact"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyTarget:
    """Where requests go: the first target is the primary one, the others are fallbacks in order."""

    kind: TargetKind
    target_id: str
    model: str = ""
    """Model to ask for; empty keeps the mapped model."""
    weight: int = 1
    conditions: MappingType[str, Any] = field(default_factory=dict)
    """Rules that must hold, e.g. `{"models": ["*haiku*"], "tools": true, "max_prompt_tokens": 30000}`; empty is always."""
    enabled: bool = True
    id: str = ""
    """Given by the repository."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _BridgeProxyFields:
    name: str
    slug: str
    inbound: Inbound
    targets: tuple[ProxyTarget, ...]
    mappings: tuple[Mapping, ...] = ()
    balance: Balance = "ordered"
    sticky: bool = True
    enabled: bool = True
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BridgeProxy(_BridgeProxyFields):
    """A route `/proxies/<slug>/*`."""

    id: str
    position: int
    created_ms: int
    updated_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BridgeProxyDraft(_BridgeProxyFields):
    """What creates or replaces a proxy."""

    @classmethod
    def of(cls, proxy: BridgeProxy) -> BridgeProxyDraft:
        return cls(**{item.name: getattr(proxy, item.name) for item in dataclasses.fields(_BridgeProxyFields)})
