"""Conversations and messages."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from amux_desktop.storage.models.base import Base, Id, Long, Millis, Nanos


class ConversationRow(Base):
    """`head_id` has no foreign key: a message belongs to its conversation, not the other way round."""

    __tablename__ = "conversations"

    id: Mapped[Id]
    title: Mapped[str] = mapped_column(String(400))
    route: Mapped[str] = mapped_column(String(128))
    model: Mapped[str] = mapped_column(String(200))
    system_prompt: Mapped[Long]
    options: Mapped[Long]
    pinned: Mapped[bool]
    head_id: Mapped[str | None] = mapped_column(String(32))
    draft: Mapped[Long] = mapped_column(server_default="")
    created_ms: Mapped[Millis]
    updated_ms: Mapped[Millis] = mapped_column(index=True)


class MessageRow(Base):
    """`parts` and `usage` are JSON; `text` repeats the text of the parts for searching."""

    __tablename__ = "messages"
    __table_args__ = (Index("ix_messages_conversation_id", "conversation_id", "created_ms"),)

    id: Mapped[Id]
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(String(16))
    parts: Mapped[Long]
    text: Mapped[Long]
    state: Mapped[str] = mapped_column(String(16))
    model: Mapped[str] = mapped_column(String(200))
    provider_name: Mapped[str] = mapped_column(String(200))
    route: Mapped[str] = mapped_column(String(128), server_default="")
    comparison: Mapped[str] = mapped_column(String(32), server_default="")
    request_id: Mapped[str] = mapped_column(String(64))
    usage: Mapped[Long]
    cost_nanos: Mapped[Nanos | None]
    first_token_ms: Mapped[Millis | None]
    duration_ms: Mapped[Millis | None]
    error: Mapped[Long]
    error_code: Mapped[str] = mapped_column(String(64), server_default="")
    created_ms: Mapped[Millis]


class AttachmentRow(Base):
    __tablename__ = "attachments"

    id: Mapped[Id]
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(400))
    media_type: Mapped[str] = mapped_column(String(128))
    data: Mapped[bytes] = mapped_column(LargeBinary)
    created_ms: Mapped[Millis]


class ChatPresetRow(Base):
    __tablename__ = "chat_presets"

    id: Mapped[Id]
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200), unique=True)
    system_prompt: Mapped[Long]
    options: Mapped[Long]
