"""API tokens."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from amux_desktop.storage.models.base import Base, Id, Long, Millis, Nanos


class ApiTokenRow(Base):
    """`hash` is the SHA-256 of the token; `models` and `permissions` are JSON lists."""

    __tablename__ = "api_tokens"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(200), unique=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    hint: Mapped[str] = mapped_column(String(8))
    kind: Mapped[str] = mapped_column(String(16))
    enabled: Mapped[bool]
    scope_everything: Mapped[bool]
    models: Mapped[Long]
    permissions: Mapped[Long]
    expires_ms: Mapped[Millis | None]
    requests_per_minute: Mapped[int | None]
    max_concurrency: Mapped[int | None]
    daily_budget_nanos: Mapped[Nanos | None]
    monthly_budget_nanos: Mapped[Nanos | None]
    created_ms: Mapped[Millis]
    last_used_ms: Mapped[Millis | None]

    scope: Mapped[list[ApiTokenScopeRow]] = relationship(
        order_by="ApiTokenScopeRow.position", cascade="all, delete-orphan", passive_deletes=True, lazy="selectin"
    )


class ApiTokenScopeRow(Base):
    """One route a token may reach. A deleted route leaves the scope; an empty scope allows nothing."""

    __tablename__ = "api_token_scope"
    __table_args__ = (
        CheckConstraint(
            "(proxy_id IS NOT NULL AND provider_id IS NULL AND tool = '')"
            " OR (proxy_id IS NULL AND provider_id IS NOT NULL AND tool = '')"
            " OR (proxy_id IS NULL AND provider_id IS NULL AND tool <> '')",
            name="one_route",
        ),
    )

    id: Mapped[Id]
    token_id: Mapped[str] = mapped_column(ForeignKey("api_tokens.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    proxy_id: Mapped[str | None] = mapped_column(ForeignKey("bridge_proxies.id", ondelete="CASCADE"))
    provider_id: Mapped[str | None] = mapped_column(ForeignKey("providers.id", ondelete="CASCADE"))
    tool: Mapped[str] = mapped_column(String(32))
