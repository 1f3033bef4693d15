"""API tokens."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, CheckConstraint, ForeignKey, Integer, String, Table, Text

from amux_desktop.storage.tables.base import column, metadata, optional

API_TOKENS = Table(
    "api_tokens",
    metadata,
    column("id", String(32), primary_key=True),
    column("name", String(200), unique=True),
    column("hash", String(64), unique=True),
    column("hint", String(8)),
    column("kind", String(16)),
    column("enabled", Boolean),
    column("scope_everything", Boolean),
    column("models", Text),
    column("permissions", Text),
    optional("expires_ms", BigInteger),
    optional("requests_per_minute", Integer),
    optional("max_concurrency", Integer),
    optional("daily_budget_nanos", BigInteger),
    optional("monthly_budget_nanos", BigInteger),
    column("created_ms", BigInteger),
    optional("last_used_ms", BigInteger),
)
"""`hash` is the SHA-256 of the token; `models` and `permissions` are JSON lists."""

API_TOKEN_SCOPE = Table(
    "api_token_scope",
    metadata,
    column("id", String(32), primary_key=True),
    column("token_id", ForeignKey("api_tokens.id", ondelete="CASCADE"), index=True),
    column("position", Integer),
    optional("proxy_id", ForeignKey("bridge_proxies.id", ondelete="CASCADE")),
    optional("provider_id", ForeignKey("providers.id", ondelete="CASCADE")),
    column("tool", String(32)),
    CheckConstraint(
        "(proxy_id IS NOT NULL AND provider_id IS NULL AND tool = '')"
        " OR (proxy_id IS NULL AND provider_id IS NOT NULL AND tool = '')"
        " OR (proxy_id IS NULL AND provider_id IS NULL AND tool <> '')",
        name="one_route",
    ),
)
"""One route a token may reach. A deleted route leaves the scope; an empty scope allows nothing."""
