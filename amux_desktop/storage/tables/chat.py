"""Conversations and messages."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from amux_desktop.storage.tables.base import column, metadata, optional

CONVERSATIONS = Table(
    "conversations",
    metadata,
    column("id", String(32), primary_key=True),
    column("title", String(400)),
    column("route", String(128)),
    column("model", String(200)),
    column("system_prompt", Text),
    column("options", Text),
    column("pinned", Boolean),
    optional("head_id", String(32)),
    column("draft", Text, server_default=""),
    column("created_ms", BigInteger),
    column("updated_ms", BigInteger, index=True),
)
"""`head_id` has no foreign key: a message belongs to its conversation, not the other way round."""

MESSAGES = Table(
    "messages",
    metadata,
    column("id", String(32), primary_key=True),
    column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE")),
    optional("parent_id", ForeignKey("messages.id", ondelete="CASCADE"), index=True),
    column("role", String(16)),
    column("parts", Text),
    column("text", Text),
    column("state", String(16)),
    column("model", String(200)),
    column("provider_name", String(200)),
    column("route", String(128), server_default=""),
    column("comparison", String(32), server_default=""),
    column("request_id", String(64)),
    column("usage", Text),
    optional("cost_nanos", BigInteger),
    optional("first_token_ms", BigInteger),
    optional("duration_ms", BigInteger),
    column("error", Text),
    column("error_code", String(64), server_default=""),
    column("created_ms", BigInteger),
    Index("ix_messages_conversation_id", "conversation_id", "created_ms"),
)
"""`parts` and `usage` are JSON; `text` repeats the text of the parts for searching."""

ATTACHMENTS = Table(
    "attachments",
    metadata,
    column("id", String(32), primary_key=True),
    column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), index=True),
    column("name", String(400)),
    column("media_type", String(128)),
    column("data", LargeBinary),
    column("created_ms", BigInteger),
)

CHAT_PRESETS = Table(
    "chat_presets",
    metadata,
    column("id", String(32), primary_key=True),
    column("position", Integer),
    column("name", String(200), unique=True),
    column("system_prompt", Text),
    column("options", Text),
)
