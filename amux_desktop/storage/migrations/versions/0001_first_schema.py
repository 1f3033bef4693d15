"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "api_tokens",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("hint", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("scope_everything", sa.Boolean(), nullable=False),
        sa.Column("models", sa.Text(), nullable=False),
        sa.Column("permissions", sa.Text(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=True),
        sa.Column("requests_per_minute", sa.Integer(), nullable=True),
        sa.Column("max_concurrency", sa.Integer(), nullable=True),
        sa.Column("daily_budget_nanos", sa.BigInteger(), nullable=True),
        sa.Column("monthly_budget_nanos", sa.BigInteger(), nullable=True),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("last_used_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_tokens")),
        sa.UniqueConstraint("hash", name=op.f("uq_api_tokens_hash")),
        sa.UniqueConstraint("name", name=op.f("uq_api_tokens_name")),
    )
    op.create_table(
        "app_state",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("updated_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_app_state")),
    )
    op.create_table(
        "bridge_proxies",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("inbound", sa.String(length=32), nullable=False),
        sa.Column("balance", sa.String(length=16), nullable=False),
        sa.Column("sticky", sa.Boolean(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("updated_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bridge_proxies")),
        sa.UniqueConstraint("slug", name=op.f("uq_bridge_proxies_slug")),
    )
    op.create_table(
        "chat_presets",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("system_prompt", sa.Text(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat_presets")),
        sa.UniqueConstraint("name", name=op.f("uq_chat_presets_name")),
    )
    op.create_table(
        "code_backups",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("tool", sa.String(length=32), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("mode", sa.Integer(), nullable=True),
        sa.Column("sealed_content", sa.Text(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_backups")),
    )
    op.create_index("ix_code_backups_tool", "code_backups", ["tool", "created_ms"], unique=False)
    op.create_table(
        "code_ledger",
        sa.Column("tool", sa.String(length=32), nullable=False),
        sa.Column("file", sa.String(length=1000), nullable=False),
        sa.Column("key_path", sa.String(length=1000), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("existed", sa.Boolean(), nullable=False),
        sa.Column("sealed_previous", sa.Text(), nullable=False),
        sa.Column("sealed_written", sa.Text(), nullable=False),
        sa.Column("file_existed", sa.Boolean(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("tool", "file", "key_path", name=op.f("pk_code_ledger")),
    )
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("route", sa.String(length=128), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("system_prompt", sa.Text(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("head_id", sa.String(length=32), nullable=True),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("updated_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversations")),
    )
    op.create_index(op.f("ix_conversations_updated_ms"), "conversations", ["updated_ms"], unique=False)
    op.create_table(
        "meta",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "oauth_accounts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("vendor", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("plan", sa.String(length=64), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("state_reason", sa.Text(), nullable=False),
        sa.Column("next_try_ms", sa.BigInteger(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=True),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("quota", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("sealed_tokens", sa.Text(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("updated_ms", sa.BigInteger(), nullable=False),
        sa.Column("last_used_ms", sa.BigInteger(), nullable=True),
        sa.Column("last_refresh_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_oauth_accounts")),
        sa.UniqueConstraint("vendor", "subject", name=op.f("uq_oauth_accounts_vendor_subject")),
    )
    op.create_table(
        "oauth_pools",
        sa.Column("vendor", sa.String(length=32), nullable=False),
        sa.Column("strategy", sa.String(length=32), nullable=False),
        sa.Column("affinity_minutes", sa.Integer(), nullable=True),
        sa.Column("protect_percent", sa.Integer(), nullable=True),
        sa.Column("options", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("vendor", name=op.f("pk_oauth_pools")),
    )
    op.create_table(
        "providers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("adapter", sa.String(length=64), nullable=False),
        sa.Column("preset", sa.String(length=64), nullable=False),
        sa.Column("base_url", sa.Text(), nullable=False),
        sa.Column("chat_path", sa.Text(), nullable=False),
        sa.Column("models_path", sa.Text(), nullable=False),
        sa.Column("models", sa.Text(), nullable=False),
        sa.Column("passthrough", sa.Boolean(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("logo", sa.Text(), nullable=False),
        sa.Column("pool", sa.String(length=32), nullable=False),
        sa.Column("ca_file", sa.Text(), nullable=False),
        sa.Column("connect_timeout_s", sa.Double(), nullable=True),
        sa.Column("first_byte_timeout_s", sa.Double(), nullable=True),
        sa.Column("idle_timeout_s", sa.Double(), nullable=True),
        sa.Column("max_concurrency", sa.Integer(), nullable=True),
        sa.Column("requests_per_minute", sa.Integer(), nullable=True),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("header_names", sa.Text(), nullable=False),
        sa.Column("sealed_headers", sa.Text(), nullable=True),
        sa.Column("outbound_proxy", sa.Text(), nullable=False),
        sa.Column("sealed_outbound_proxy", sa.Text(), nullable=True),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("updated_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_providers")),
        sa.UniqueConstraint("slug", name=op.f("uq_providers_slug")),
    )
    op.create_table(
        "request_logs",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("started_ms", sa.BigInteger(), nullable=False),
        sa.Column("duration_ms", sa.BigInteger(), nullable=False),
        sa.Column("first_token_ms", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("method", sa.String(length=16), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("client", sa.String(length=64), nullable=False),
        sa.Column("client_version", sa.String(length=64), nullable=False),
        sa.Column("client_address", sa.String(length=64), nullable=False),
        sa.Column("session", sa.String(length=128), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("token_id", sa.String(length=32), nullable=False),
        sa.Column("token_name", sa.String(length=200), nullable=False),
        sa.Column("route", sa.String(length=128), nullable=False),
        sa.Column("proxy_id", sa.String(length=32), nullable=False),
        sa.Column("provider_id", sa.String(length=32), nullable=False),
        sa.Column("provider_name", sa.String(length=200), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("inbound", sa.String(length=32), nullable=False),
        sa.Column("outbound", sa.String(length=32), nullable=False),
        sa.Column("source_model", sa.String(length=200), nullable=False),
        sa.Column("target_model", sa.String(length=200), nullable=False),
        sa.Column("stream", sa.Boolean(), nullable=False),
        sa.Column("input_tokens", sa.BigInteger(), nullable=True),
        sa.Column("output_tokens", sa.BigInteger(), nullable=True),
        sa.Column("cache_read_tokens", sa.BigInteger(), nullable=True),
        sa.Column("cache_write_tokens", sa.BigInteger(), nullable=True),
        sa.Column("reasoning_tokens", sa.BigInteger(), nullable=True),
        sa.Column("cost_nanos", sa.BigInteger(), nullable=True),
        sa.Column("price", sa.Text(), nullable=True),
        sa.Column("request_bytes", sa.BigInteger(), nullable=False),
        sa.Column("response_bytes", sa.BigInteger(), nullable=False),
        sa.Column("error_code", sa.String(length=64), nullable=False),
        sa.Column("error_message", sa.Text(), nullable=False),
        sa.Column("upstream_request_id", sa.String(length=128), nullable=False),
        sa.Column("finish_reason", sa.String(length=64), nullable=False),
        sa.Column("attempt_count", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("body_bytes", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_request_logs")),
        sa.UniqueConstraint("id", name=op.f("uq_request_logs_id")),
    )
    op.create_index("ix_request_logs_client", "request_logs", ["client", "started_ms", "seq"], unique=False)
    op.create_index("ix_request_logs_outcome", "request_logs", ["outcome", "started_ms", "seq"], unique=False)
    op.create_index("ix_request_logs_provider_id", "request_logs", ["provider_id", "started_ms", "seq"], unique=False)
    op.create_index("ix_request_logs_proxy_id", "request_logs", ["proxy_id", "started_ms", "seq"], unique=False)
    op.create_index("ix_request_logs_source_model", "request_logs", ["source_model", "started_ms", "seq"], unique=False)
    op.create_index("ix_request_logs_started_ms", "request_logs", ["started_ms", "seq"], unique=False)
    op.create_index("ix_request_logs_target_model", "request_logs", ["target_model", "started_ms", "seq"], unique=False)
    op.create_index("ix_request_logs_token_id", "request_logs", ["token_id", "started_ms", "seq"], unique=False)
    op.create_table(
        "settings",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("is_sealed", sa.Boolean(), nullable=False),
        sa.Column("updated_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_settings")),
    )
    op.create_table(
        "stored_responses",
        sa.Column("id", sa.String(length=128), nullable=False),
        sa.Column("previous_id", sa.String(length=128), nullable=True),
        sa.Column("route", sa.String(length=128), nullable=False),
        sa.Column("token_id", sa.String(length=32), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("input", sa.LargeBinary(), nullable=False),
        sa.Column("output", sa.LargeBinary(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_responses")),
    )
    op.create_index(op.f("ix_stored_responses_expires_ms"), "stored_responses", ["expires_ms"], unique=False)
    op.create_table(
        "tunnel_config",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("mode", sa.String(length=16), nullable=False),
        sa.Column("hostname", sa.String(length=255), nullable=False),
        sa.Column("tunnel_id", sa.String(length=64), nullable=False),
        sa.Column("tunnel_name", sa.String(length=200), nullable=False),
        sa.Column("cloudflare_account", sa.String(length=64), nullable=False),
        sa.Column("zone_id", sa.String(length=64), nullable=False),
        sa.Column("dns_record_id", sa.String(length=64), nullable=False),
        sa.Column("routes", sa.Text(), nullable=False),
        sa.Column("was_running", sa.Boolean(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("sealed_token", sa.Text(), nullable=True),
        sa.Column("sealed_api_token", sa.Text(), nullable=True),
        sa.Column("updated_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tunnel_config")),
    )
    op.create_table(
        "tunnel_events",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("level", sa.String(length=16), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_tunnel_events")),
    )
    op.create_index(op.f("ix_tunnel_events_at_ms"), "tunnel_events", ["at_ms"], unique=False)
    op.create_table(
        "usage_buckets",
        sa.Column("resolution", sa.String(length=8), nullable=False),
        sa.Column("dimension", sa.String(length=16), nullable=False),
        sa.Column("start_ms", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("requests", sa.BigInteger(), nullable=False),
        sa.Column("succeeded", sa.BigInteger(), nullable=False),
        sa.Column("failed", sa.BigInteger(), nullable=False),
        sa.Column("cancelled", sa.BigInteger(), nullable=False),
        sa.Column("fell_back", sa.BigInteger(), nullable=False),
        sa.Column("input_tokens", sa.BigInteger(), nullable=False),
        sa.Column("output_tokens", sa.BigInteger(), nullable=False),
        sa.Column("cache_read_tokens", sa.BigInteger(), nullable=False),
        sa.Column("cache_write_tokens", sa.BigInteger(), nullable=False),
        sa.Column("reasoning_tokens", sa.BigInteger(), nullable=False),
        sa.Column("cost_nanos", sa.BigInteger(), nullable=False),
        sa.Column("unpriced", sa.BigInteger(), nullable=False),
        sa.Column("duration_histogram", sa.Text(), nullable=False),
        sa.Column("first_token_histogram", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("resolution", "dimension", "start_ms", "key", name=op.f("pk_usage_buckets")),
    )
    op.create_table(
        "api_token_scope",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("token_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("proxy_id", sa.String(length=32), nullable=True),
        sa.Column("provider_id", sa.String(length=32), nullable=True),
        sa.Column("tool", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "(proxy_id IS NOT NULL AND provider_id IS NULL AND tool = '') OR (proxy_id IS NULL AND provider_id IS NOT NULL AND tool = '') OR (proxy_id IS NULL AND provider_id IS NULL AND tool <> '')",
            name=op.f("ck_api_token_scope_one_route"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["providers.id"], name=op.f("fk_api_token_scope_provider_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["proxy_id"], ["bridge_proxies.id"], name=op.f("fk_api_token_scope_proxy_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["token_id"], ["api_tokens.id"], name=op.f("fk_api_token_scope_token_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token_scope")),
    )
    op.create_index(op.f("ix_api_token_scope_token_id"), "api_token_scope", ["token_id"], unique=False)
    op.create_table(
        "attachments",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("media_type", sa.String(length=128), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_attachments_conversation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    op.create_index(op.f("ix_attachments_conversation_id"), "attachments", ["conversation_id"], unique=False)
    op.create_table(
        "code_tools",
        sa.Column("tool", sa.String(length=32), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("provider_id", sa.String(length=32), nullable=True),
        sa.Column("proxy_id", sa.String(length=32), nullable=True),
        sa.Column("token_id", sa.String(length=32), nullable=True),
        sa.Column("config_dir", sa.Text(), nullable=False),
        sa.Column("base_url", sa.Text(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("updated_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["providers.id"], name=op.f("fk_code_tools_provider_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["proxy_id"], ["bridge_proxies.id"], name=op.f("fk_code_tools_proxy_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["token_id"], ["api_tokens.id"], name=op.f("fk_code_tools_token_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("tool", name=op.f("pk_code_tools")),
    )
    op.create_index(op.f("ix_code_tools_provider_id"), "code_tools", ["provider_id"], unique=False)
    op.create_index(op.f("ix_code_tools_proxy_id"), "code_tools", ["proxy_id"], unique=False)
    op.create_index(op.f("ix_code_tools_token_id"), "code_tools", ["token_id"], unique=False)
    op.create_table(
        "messages",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("parent_id", sa.String(length=32), nullable=True),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("provider_name", sa.String(length=200), nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=False),
        sa.Column("usage", sa.Text(), nullable=False),
        sa.Column("cost_nanos", sa.BigInteger(), nullable=True),
        sa.Column("first_token_ms", sa.BigInteger(), nullable=True),
        sa.Column("duration_ms", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_messages_conversation_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["messages.id"], name=op.f("fk_messages_parent_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
    )
    op.create_index("ix_messages_conversation_id", "messages", ["conversation_id", "created_ms"], unique=False)
    op.create_index(op.f("ix_messages_parent_id"), "messages", ["parent_id"], unique=False)
    op.create_table(
        "model_mappings",
        sa.Column("proxy_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("target", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["proxy_id"], ["bridge_proxies.id"], name=op.f("fk_model_mappings_proxy_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("proxy_id", "position", name=op.f("pk_model_mappings")),
    )
    op.create_table(
        "model_prices",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("provider_id", sa.String(length=32), nullable=True),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("input_nanos", sa.BigInteger(), nullable=False),
        sa.Column("output_nanos", sa.BigInteger(), nullable=False),
        sa.Column("cache_read_nanos", sa.BigInteger(), nullable=True),
        sa.Column("cache_write_nanos", sa.BigInteger(), nullable=True),
        sa.Column("tiers", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["providers.id"], name=op.f("fk_model_prices_provider_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_prices")),
    )
    op.create_index(op.f("ix_model_prices_provider_id"), "model_prices", ["provider_id"], unique=False)
    op.create_table(
        "oauth_quota_samples",
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("window", sa.String(length=64), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("used", sa.Double(), nullable=False),
        sa.Column("resets_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["oauth_accounts.id"], name=op.f("fk_oauth_quota_samples_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "window", "at_ms", name=op.f("pk_oauth_quota_samples")),
    )
    op.create_table(
        "provider_keys",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("provider_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("hint", sa.String(length=8), nullable=False),
        sa.Column("sealed_secret", sa.Text(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("state_reason", sa.Text(), nullable=False),
        sa.Column("state_until_ms", sa.BigInteger(), nullable=True),
        sa.Column("last_used_ms", sa.BigInteger(), nullable=True),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["providers.id"], name=op.f("fk_provider_keys_provider_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider_keys")),
    )
    op.create_index(op.f("ix_provider_keys_provider_id"), "provider_keys", ["provider_id"], unique=False)
    op.create_table(
        "proxy_targets",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("proxy_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.String(length=32), nullable=True),
        sa.Column("next_proxy_id", sa.String(length=32), nullable=True),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(provider_id IS NULL) <> (next_proxy_id IS NULL)", name=op.f("ck_proxy_targets_one_target")
        ),
        sa.ForeignKeyConstraint(
            ["next_proxy_id"], ["bridge_proxies.id"], name=op.f("fk_proxy_targets_next_proxy_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["providers.id"], name=op.f("fk_proxy_targets_provider_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["proxy_id"], ["bridge_proxies.id"], name=op.f("fk_proxy_targets_proxy_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proxy_targets")),
    )
    op.create_index("ix_proxy_targets_next_proxy_id", "proxy_targets", ["next_proxy_id"], unique=False)
    op.create_index("ix_proxy_targets_provider_id", "proxy_targets", ["provider_id"], unique=False)
    op.create_index("ix_proxy_targets_proxy_id", "proxy_targets", ["proxy_id"], unique=False)
    op.create_table(
        "request_bodies",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("part", sa.String(length=32), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("truncated", sa.Boolean(), nullable=False),
        sa.Column("timings", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["request_logs.seq"], name=op.f("fk_request_bodies_seq"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("seq", "part", "attempt", name=op.f("pk_request_bodies")),
    )
    op.create_table(
        "code_mappings",
        sa.Column("tool", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("target", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["providers.id"], name=op.f("fk_code_mappings_provider_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tool"], ["code_tools.tool"], name=op.f("fk_code_mappings_tool"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("tool", "position", name=op.f("pk_code_mappings")),
    )
    op.create_index(op.f("ix_code_mappings_provider_id"), "code_mappings", ["provider_id"], unique=False)
    op.execute("INSERT INTO meta (key, value) VALUES ('configuration_revision', '1')")


def downgrade() -> None:
    op.drop_index(op.f("ix_code_mappings_provider_id"), table_name="code_mappings")
    op.drop_table("code_mappings")
    op.drop_table("request_bodies")
    op.drop_index("ix_proxy_targets_proxy_id", table_name="proxy_targets")
    op.drop_index("ix_proxy_targets_provider_id", table_name="proxy_targets")
    op.drop_index("ix_proxy_targets_next_proxy_id", table_name="proxy_targets")
    op.drop_table("proxy_targets")
    op.drop_index(op.f("ix_provider_keys_provider_id"), table_name="provider_keys")
    op.drop_table("provider_keys")
    op.drop_table("oauth_quota_samples")
    op.drop_index(op.f("ix_model_prices_provider_id"), table_name="model_prices")
    op.drop_table("model_prices")
    op.drop_table("model_mappings")
    op.drop_index(op.f("ix_messages_parent_id"), table_name="messages")
    op.drop_index("ix_messages_conversation_id", table_name="messages")
    op.drop_table("messages")
    op.drop_index(op.f("ix_code_tools_token_id"), table_name="code_tools")
    op.drop_index(op.f("ix_code_tools_proxy_id"), table_name="code_tools")
    op.drop_index(op.f("ix_code_tools_provider_id"), table_name="code_tools")
    op.drop_table("code_tools")
    op.drop_index(op.f("ix_attachments_conversation_id"), table_name="attachments")
    op.drop_table("attachments")
    op.drop_index(op.f("ix_api_token_scope_token_id"), table_name="api_token_scope")
    op.drop_table("api_token_scope")
    op.drop_table("usage_buckets")
    op.drop_index(op.f("ix_tunnel_events_at_ms"), table_name="tunnel_events")
    op.drop_table("tunnel_events")
    op.drop_table("tunnel_config")
    op.drop_index(op.f("ix_stored_responses_expires_ms"), table_name="stored_responses")
    op.drop_table("stored_responses")
    op.drop_table("settings")
    op.drop_index("ix_request_logs_token_id", table_name="request_logs")
    op.drop_index("ix_request_logs_target_model", table_name="request_logs")
    op.drop_index("ix_request_logs_started_ms", table_name="request_logs")
    op.drop_index("ix_request_logs_source_model", table_name="request_logs")
    op.drop_index("ix_request_logs_proxy_id", table_name="request_logs")
    op.drop_index("ix_request_logs_provider_id", table_name="request_logs")
    op.drop_index("ix_request_logs_outcome", table_name="request_logs")
    op.drop_index("ix_request_logs_client", table_name="request_logs")
    op.drop_table("request_logs")
    op.drop_table("providers")
    op.drop_table("oauth_pools")
    op.drop_table("oauth_accounts")
    op.drop_table("meta")
    op.drop_index(op.f("ix_conversations_updated_ms"), table_name="conversations")
    op.drop_table("conversations")
    op.drop_table("code_ledger")
    op.drop_index("ix_code_backups_tool", table_name="code_backups")
    op.drop_table("code_backups")
    op.drop_table("chat_presets")
    op.drop_table("bridge_proxies")
    op.drop_table("app_state")
    op.drop_table("api_tokens")
