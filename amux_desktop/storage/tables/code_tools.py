"""Code Switch."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, Integer, String, Table, Text

from amux_desktop.storage.tables.base import column, metadata, optional

CODE_TOOLS = Table(
    "code_tools",
    metadata,
    column("tool", String(32), primary_key=True),
    column("enabled", Boolean),
    optional("provider_id", ForeignKey("providers.id", ondelete="RESTRICT"), index=True),
    optional("proxy_id", ForeignKey("bridge_proxies.id", ondelete="RESTRICT"), index=True),
    optional("token_id", ForeignKey("api_tokens.id", ondelete="RESTRICT"), index=True),
    column("config_dir", Text),
    column("base_url", Text),
    column("options", Text),
    column("updated_ms", BigInteger),
)

CODE_MAPPINGS = Table(
    "code_mappings",
    metadata,
    column("tool", ForeignKey("code_tools.tool", ondelete="CASCADE"), primary_key=True),
    column("position", Integer, primary_key=True),
    column("provider_id", ForeignKey("providers.id", ondelete="CASCADE"), index=True),
    column("source", String(200)),
    column("target", String(200)),
)
"""Kept per provider, so that switching back finds its mapping again; goes with the provider."""

CODE_LEDGER = Table(
    "code_ledger",
    metadata,
    column("tool", String(32), primary_key=True),
    column("file", String(1000), primary_key=True),
    column("key_path", String(1000), primary_key=True),
    column("position", Integer),
    column("existed", Boolean),
    column("sealed_previous", Text),
    column("sealed_written", Text),
    column("file_existed", Boolean),
    column("created_ms", BigInteger),
)
"""What we own in other programs' files. No foreign key: undo must work whatever else was deleted."""

CODE_BACKUPS = Table(
    "code_backups",
    metadata,
    column("id", String(32), primary_key=True),
    column("tool", String(32)),
    column("file", Text),
    column("reason", String(64)),
    column("sha256", String(64)),
    column("size", Integer),
    optional("mode", Integer),
    column("sealed_content", Text),
    column("created_ms", BigInteger),
    Index("ix_code_backups_tool", "tool", "created_ms"),
)
"""Whole files as they were, sealed."""
