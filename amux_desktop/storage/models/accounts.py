"""OAuth accounts, pools, quota history."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from amux_desktop.storage.models.base import Base, Id, Long, Millis


class AccountRow(Base):
    """`sealed_tokens` is a sealed JSON object; `quota` and `details` are JSON."""

    __tablename__ = "oauth_accounts"
    __table_args__ = (UniqueConstraint("vendor", "subject"),)

    id: Mapped[Id]
    vendor: Mapped[str] = mapped_column(String(32))
    subject: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(320))
    label: Mapped[str] = mapped_column(String(200))
    plan: Mapped[str] = mapped_column(String(64))
    enabled: Mapped[bool]
    weight: Mapped[int]
    state: Mapped[str] = mapped_column(String(16))
    state_reason: Mapped[Long]
    next_try_ms: Mapped[Millis | None]
    failures: Mapped[int]
    expires_ms: Mapped[Millis | None]
    verified: Mapped[bool]
    quota: Mapped[Long]
    details: Mapped[Long]
    sealed_tokens: Mapped[Long]
    created_ms: Mapped[Millis]
    updated_ms: Mapped[Millis]
    last_used_ms: Mapped[Millis | None]
    last_refresh_ms: Mapped[Millis | None]


class PoolRow(Base):
    __tablename__ = "oauth_pools"

    vendor: Mapped[str] = mapped_column(String(32), primary_key=True)
    strategy: Mapped[str] = mapped_column(String(32))
    affinity_minutes: Mapped[int | None]
    protect_percent: Mapped[int | None]
    options: Mapped[Long]


class QuotaSampleRow(Base):
    __tablename__ = "oauth_quota_samples"

    account_id: Mapped[str] = mapped_column(ForeignKey("oauth_accounts.id", ondelete="CASCADE"), primary_key=True)
    window: Mapped[str] = mapped_column(String(64), primary_key=True)
    at_ms: Mapped[Millis] = mapped_column(primary_key=True)
    used: Mapped[float]
    resets_ms: Mapped[Millis | None]
