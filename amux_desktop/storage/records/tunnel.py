"""The Cloudflare tunnel: configuration and log."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

TunnelMode = Literal["quick", "token", "account"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _TunnelFields:
    mode: TunnelMode = "quick"
    hostname: str = ""
    tunnel_id: str = ""
    tunnel_name: str = ""
    cloudflare_account: str = ""
    zone_id: str = ""
    dns_record_id: str = ""
    routes: tuple[str, ...] = ("proxies/*",)
    """Routes exposed, such as `proxies/claude` or `proxies/*` for all of them; empty exposes none."""
    was_running: bool = False
    """Whether the user wants it on: what the process that serves brings about, and resumes after a restart."""
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TunnelConfig(_TunnelFields):
    """What is stored, without credentials."""

    has_token: bool = False
    has_api_token: bool = False
    updated_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TunnelConfigDraft(_TunnelFields):
    """What replaces the configuration; a credential stays as it is when None and is removed when empty."""

    token: str | None = field(default=None, repr=False)
    api_token: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, config: TunnelConfig) -> TunnelConfigDraft:
        return cls(**{item.name: getattr(config, item.name) for item in dataclasses.fields(_TunnelFields)})


@dataclass(frozen=True, slots=True, kw_only=True)
class TunnelSecrets:
    """Token of a named tunnel, and API token of the user's Cloudflare account."""

    token: str = field(repr=False)
    api_token: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TunnelEvent:
    """A line of the tunnel's log."""

    at_ms: int
    level: Literal["debug", "info", "warning", "error"]
    message: str
    seq: int = 0
