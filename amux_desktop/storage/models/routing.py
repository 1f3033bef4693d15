"""Providers, proxies, prices, stored responses."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from amux_desktop.storage.models.base import Base, Id, Long, Millis, Nanos


class ProviderRow(Base):
    """`models`, `options` and `header_names` are JSON; header values and the outgoing proxy are sealed."""

    __tablename__ = "providers"

    id: Mapped[Id]
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    adapter: Mapped[str] = mapped_column(String(64))
    preset: Mapped[str] = mapped_column(String(64))
    base_url: Mapped[Long]
    chat_path: Mapped[Long]
    models_path: Mapped[Long]
    models: Mapped[Long]
    passthrough: Mapped[bool]
    enabled: Mapped[bool]
    logo: Mapped[Long]
    pool: Mapped[str] = mapped_column(String(32))
    ca_file: Mapped[Long]
    connect_timeout_s: Mapped[float | None]
    first_byte_timeout_s: Mapped[float | None]
    idle_timeout_s: Mapped[float | None]
    max_concurrency: Mapped[int | None]
    requests_per_minute: Mapped[int | None]
    options: Mapped[Long]
    notes: Mapped[Long]
    header_names: Mapped[Long]
    sealed_headers: Mapped[Long | None]
    outbound_proxy: Mapped[Long]
    sealed_outbound_proxy: Mapped[Long | None]
    created_ms: Mapped[Millis]
    updated_ms: Mapped[Millis]

    keys: Mapped[list[ProviderKeyRow]] = relationship(
        order_by="ProviderKeyRow.position", cascade="all, delete-orphan", passive_deletes=True, lazy="selectin"
    )


class ProviderKeyRow(Base):
    __tablename__ = "provider_keys"

    id: Mapped[Id]
    provider_id: Mapped[str] = mapped_column(ForeignKey("providers.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    label: Mapped[str] = mapped_column(String(200))
    hint: Mapped[str] = mapped_column(String(8))
    sealed_secret: Mapped[Long]
    enabled: Mapped[bool]
    state: Mapped[str] = mapped_column(String(16))
    state_reason: Mapped[Long]
    state_until_ms: Mapped[Millis | None]
    last_used_ms: Mapped[Millis | None]
    created_ms: Mapped[Millis]


class BridgeProxyRow(Base):
    __tablename__ = "bridge_proxies"

    id: Mapped[Id]
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    inbound: Mapped[str] = mapped_column(String(32))
    balance: Mapped[str] = mapped_column(String(16))
    sticky: Mapped[bool]
    enabled: Mapped[bool]
    notes: Mapped[Long]
    created_ms: Mapped[Millis]
    updated_ms: Mapped[Millis]

    targets: Mapped[list[ProxyTargetRow]] = relationship(
        order_by="ProxyTargetRow.position",
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="selectin",
        foreign_keys="ProxyTargetRow.proxy_id",
    )
    mappings: Mapped[list[ModelMappingRow]] = relationship(
        order_by="ModelMappingRow.position", cascade="all, delete-orphan", passive_deletes=True, lazy="selectin"
    )


class ProxyTargetRow(Base):
    """Points at a provider or at another proxy, never both; what it points at cannot be deleted."""

    __tablename__ = "proxy_targets"
    __table_args__ = (
        CheckConstraint("(provider_id IS NULL) <> (next_proxy_id IS NULL)", name="one_target"),
        Index("ix_proxy_targets_proxy_id", "proxy_id"),
        Index("ix_proxy_targets_provider_id", "provider_id"),
        Index("ix_proxy_targets_next_proxy_id", "next_proxy_id"),
    )

    id: Mapped[Id]
    proxy_id: Mapped[str] = mapped_column(ForeignKey("bridge_proxies.id", ondelete="CASCADE"))
    position: Mapped[int]
    provider_id: Mapped[str | None] = mapped_column(ForeignKey("providers.id", ondelete="RESTRICT"))
    next_proxy_id: Mapped[str | None] = mapped_column(ForeignKey("bridge_proxies.id", ondelete="RESTRICT"))
    model: Mapped[str] = mapped_column(String(200))
    weight: Mapped[int]
    conditions: Mapped[Long]
    enabled: Mapped[bool]


class ModelMappingRow(Base):
    __tablename__ = "model_mappings"

    proxy_id: Mapped[str] = mapped_column(ForeignKey("bridge_proxies.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    source: Mapped[str] = mapped_column(String(200))
    target: Mapped[str] = mapped_column(String(200))


class ModelPriceRow(Base):
    __tablename__ = "model_prices"

    id: Mapped[Id]
    provider_id: Mapped[str | None] = mapped_column(ForeignKey("providers.id", ondelete="CASCADE"), index=True)
    model: Mapped[str] = mapped_column(String(200))
    currency: Mapped[str] = mapped_column(String(3))
    input_nanos: Mapped[Nanos]
    output_nanos: Mapped[Nanos]
    cache_read_nanos: Mapped[Nanos | None]
    cache_write_nanos: Mapped[Nanos | None]
    tiers: Mapped[Long]


class StoredResponseRow(Base):
    """`input` and `output` are compressed JSON."""

    __tablename__ = "stored_responses"

    id: Mapped[str] = mapped_column(String(128), primary_key=True)
    previous_id: Mapped[str | None] = mapped_column(String(128))
    route: Mapped[str] = mapped_column(String(128))
    token_id: Mapped[str] = mapped_column(String(32))
    model: Mapped[str] = mapped_column(String(200))
    input: Mapped[bytes] = mapped_column(LargeBinary)
    output: Mapped[bytes] = mapped_column(LargeBinary)
    created_ms: Mapped[Millis]
    expires_ms: Mapped[Millis] = mapped_column(index=True)
