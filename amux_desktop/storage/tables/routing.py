"""Providers, proxies, prices, stored responses."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from amux_desktop.storage.tables.base import column, metadata, optional

PROVIDERS = Table(
    "providers",
    metadata,
    column("id", String(32), primary_key=True),
    column("position", Integer),
    column("name", String(200)),
    column("slug", String(64), unique=True),
    column("adapter", String(64)),
    column("preset", String(64)),
    column("base_url", Text),
    column("chat_path", Text),
    column("models_path", Text),
    column("models", Text),
    column("passthrough", Boolean),
    column("enabled", Boolean),
    column("logo", Text),
    column("pool", String(32)),
    column("ca_file", Text),
    optional("connect_timeout_s", Double),
    optional("first_byte_timeout_s", Double),
    optional("idle_timeout_s", Double),
    optional("max_concurrency", Integer),
    optional("requests_per_minute", Integer),
    column("options", Text),
    column("notes", Text),
    column("header_names", Text),
    optional("sealed_headers", Text),
    column("outbound_proxy", Text),
    optional("sealed_outbound_proxy", Text),
    column("created_ms", BigInteger),
    column("updated_ms", BigInteger),
)
"""`models`, `options` and `header_names` are JSON; header values and the outgoing proxy are sealed."""

PROVIDER_KEYS = Table(
    "provider_keys",
    metadata,
    column("id", String(32), primary_key=True),
    column("provider_id", ForeignKey("providers.id", ondelete="CASCADE"), index=True),
    column("position", Integer),
    column("label", String(200)),
    column("hint", String(8)),
    column("sealed_secret", Text),
    column("enabled", Boolean),
    column("state", String(16)),
    column("state_reason", Text),
    optional("state_until_ms", BigInteger),
    optional("last_used_ms", BigInteger),
    column("created_ms", BigInteger),
)

BRIDGE_PROXIES = Table(
    "bridge_proxies",
    metadata,
    column("id", String(32), primary_key=True),
    column("position", Integer),
    column("name", String(200)),
    column("slug", String(64), unique=True),
    column("inbound", String(32)),
    column("balance", String(16)),
    column("sticky", Boolean),
    column("enabled", Boolean),
    column("notes", Text),
    column("created_ms", BigInteger),
    column("updated_ms", BigInteger),
)

PROXY_TARGETS = Table(
    "proxy_targets",
    metadata,
    column("id", String(32), primary_key=True),
    column("proxy_id", ForeignKey("bridge_proxies.id", ondelete="CASCADE")),
    column("position", Integer),
    optional("provider_id", ForeignKey("providers.id", ondelete="RESTRICT")),
    optional("next_proxy_id", ForeignKey("bridge_proxies.id", ondelete="RESTRICT")),
    column("model", String(200)),
    column("weight", Integer),
    column("conditions", Text),
    column("enabled", Boolean),
    CheckConstraint("(provider_id IS NULL) <> (next_proxy_id IS NULL)", name="one_target"),
    Index("ix_proxy_targets_proxy_id", "proxy_id"),
    Index("ix_proxy_targets_provider_id", "provider_id"),
    Index("ix_proxy_targets_next_proxy_id", "next_proxy_id"),
)
"""Points at a provider or at another proxy, never both; what it points at cannot be deleted."""

MODEL_MAPPINGS = Table(
    "model_mappings",
    metadata,
    column("proxy_id", ForeignKey("bridge_proxies.id", ondelete="CASCADE"), primary_key=True),
    column("position", Integer, primary_key=True),
    column("kind", String(16)),
    column("source", String(200)),
    column("target", String(200)),
)

MODEL_PRICES = Table(
    "model_prices",
    metadata,
    column("id", String(32), primary_key=True),
    optional("provider_id", ForeignKey("providers.id", ondelete="CASCADE"), index=True),
    column("model", String(200)),
    column("currency", String(3)),
    column("input_nanos", BigInteger),
    column("output_nanos", BigInteger),
    optional("cache_read_nanos", BigInteger),
    optional("cache_write_nanos", BigInteger),
    column("tiers", Text),
)

STORED_RESPONSES = Table(
    "stored_responses",
    metadata,
    column("id", String(128), primary_key=True),
    optional("previous_id", String(128)),
    column("route", String(128)),
    column("token_id", String(32)),
    column("model", String(200)),
    column("input", LargeBinary),
    column("output", LargeBinary),
    column("created_ms", BigInteger),
    column("expires_ms", BigInteger, index=True),
)
"""`input` and `output` are compressed JSON."""
