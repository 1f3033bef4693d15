"""OAuth accounts, pools, quota history."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Double, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from amux_desktop.storage.tables.base import column, metadata, optional

OAUTH_ACCOUNTS = Table(
    "oauth_accounts",
    metadata,
    column("id", String(32), primary_key=True),
    column("vendor", String(32)),
    column("subject", String(200)),
    column("email", String(320)),
    column("label", String(200)),
    column("plan", String(64)),
    column("enabled", Boolean),
    column("weight", Integer),
    column("state", String(16)),
    column("state_reason", Text),
    optional("next_try_ms", BigInteger),
    column("failures", Integer),
    optional("expires_ms", BigInteger),
    column("verified", Boolean),
    column("quota", Text),
    column("details", Text),
    column("sealed_tokens", Text),
    column("created_ms", BigInteger),
    column("updated_ms", BigInteger),
    optional("last_used_ms", BigInteger),
    optional("last_refresh_ms", BigInteger),
    UniqueConstraint("vendor", "subject"),
)
"""`sealed_tokens` is a sealed JSON object; `quota` and `details` are JSON."""

OAUTH_POOLS = Table(
    "oauth_pools",
    metadata,
    column("vendor", String(32), primary_key=True),
    column("strategy", String(32)),
    optional("affinity_minutes", Integer),
    optional("protect_percent", Integer),
    column("options", Text),
)

OAUTH_QUOTA_SAMPLES = Table(
    "oauth_quota_samples",
    metadata,
    column("account_id", ForeignKey("oauth_accounts.id", ondelete="CASCADE"), primary_key=True),
    column("window", String(64), primary_key=True),
    column("at_ms", BigInteger, primary_key=True),
    column("used", Double),
    optional("resets_ms", BigInteger),
)
