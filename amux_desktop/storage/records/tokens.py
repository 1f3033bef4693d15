"""API tokens (`sk-amux.`): who may use what, how much, until when."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Literal

Permission = Literal["proxy", "tunnel"]
TokenKind = Literal["user", "code"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenScope:
    """What a token may reach. `everything` ignores the lists; otherwise a route must be listed, and a scope whose
    routes were all deleted allows nothing."""

    everything: bool = True
    proxy_ids: tuple[str, ...] = ()
    provider_ids: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    """Code Switch tools such as `claude-code`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _ApiTokenFields:
    name: str
    enabled: bool = True
    kind: TokenKind = "user"
    scope: TokenScope = TokenScope()
    models: tuple[str, ...] = ()
    """Globs a requested model must match one of; empty allows all."""
    permissions: tuple[Permission, ...] = ("proxy",)
    expires_ms: int | None = None
    requests_per_minute: int | None = None
    max_concurrency: int | None = None
    daily_budget_nanos: int | None = None
    monthly_budget_nanos: int | None = None
    """Budgets in 10^-9 US dollars; None is no limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiToken(_ApiTokenFields):
    """A token without its secret; `hint` is its last four characters."""

    id: str
    hint: str
    created_ms: int
    last_used_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiTokenDraft(_ApiTokenFields):
    """What creates or replaces a token's properties."""

    @classmethod
    def of(cls, token: ApiToken) -> ApiTokenDraft:
        return cls(**{item.name: getattr(token, item.name) for item in dataclasses.fields(_ApiTokenFields)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spend:
    """What a token used within a period."""

    requests: int = 0
    cost_nanos: int = 0
