"""OAuth accounts and the pools they form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Strategy = Literal["round_robin", "least_used", "quota_aware", "fill_first"]
AccountState = Literal["active", "limited", "expired", "forbidden", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountTokens:
    """The credentials of an account; sealed as one value."""

    access_token: str = field(repr=False)
    refresh_token: str = field(default="", repr=False)
    id_token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDraft:
    """What the user may change."""

    label: str = ""
    enabled: bool = True
    weight: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account without its tokens."""

    id: str
    vendor: str
    subject: str
    """The vendor's stable id of the account; one row per vendor and subject."""
    email: str = ""
    label: str = ""
    plan: str = ""
    enabled: bool = True
    weight: int = 1
    state: AccountState = "active"
    state_reason: str = ""
    next_try_ms: int | None = None
    failures: int = 0
    expires_ms: int | None = None
    verified: bool = False
    """The identity was checked against the vendor's signing keys."""
    quota: Mapping[str, Any] = field(default_factory=dict)
    """Latest quota snapshot: windows by name with used fraction and reset time."""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    created_ms: int = 0
    updated_ms: int = 0
    last_used_ms: int | None = None
    last_refresh_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """How the accounts of one vendor share the load."""

    vendor: str
    strategy: Strategy = "quota_aware"
    affinity_minutes: int | None = None
    """None uses the setting."""
    protect_percent: int | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaSample:
    """One point of a quota's history."""

    account_id: str
    at_ms: int
    window: str
    used: float
    """Fraction used, 0 to 1."""
    resets_ms: int | None = None
