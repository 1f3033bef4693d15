"""Chat: conversations and their tree of messages."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Role = Literal["user", "assistant", "tool"]
MessageState = Literal["complete", "stopped", "failed", "interrupted"]
"""`interrupted`: not all of it came, because Amux ended; what is still being written is stored as that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _ConversationFields:
    title: str = ""
    route: str = ""
    """What it talks to: `proxies/<slug>` or `providers/<slug>`."""
    model: str = ""
    system_prompt: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    """Sampling parameters, e.g. temperature and max_tokens."""
    pinned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation(_ConversationFields):
    """`head_id` is the last message of the branch shown."""

    id: str
    head_id: str | None
    draft: str = ""
    """Text that was typed but not sent."""
    created_ms: int
    updated_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationDraft(_ConversationFields):
    """What creates or replaces a conversation's properties."""

    @classmethod
    def of(cls, conversation: Conversation) -> ConversationDraft:
        return cls(**{item.name: getattr(conversation, item.name) for item in dataclasses.fields(_ConversationFields)})


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationMatch:
    """A conversation found by a search, with the part of a message that matched (empty: the title did)."""

    conversation: Conversation
    excerpt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _MessageFields:
    role: Role
    parts: tuple[Mapping[str, Any], ...]
    """Content parts as JSON objects; files and images name an attachment by `attachment_id`."""
    parent_id: str | None = None
    """None begins the conversation; two messages with one parent are branches."""
    state: MessageState = "complete"
    model: str = ""
    provider_name: str = ""
    route: str = ""
    """What an answer was asked of, as in a conversation."""
    comparison: str = ""
    """Answers to one question with the same mark stand side by side."""
    request_id: str = ""
    usage: Mapping[str, int] = field(default_factory=dict)
    cost_nanos: int | None = None
    first_token_ms: int | None = None
    duration_ms: int | None = None
    error: str = ""
    """What the provider or Amux said about a failure."""
    error_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(_MessageFields):
    """One message of the tree."""

    id: str
    conversation_id: str
    created_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageDraft(_MessageFields):
    """A message to add or to replace."""

    @classmethod
    def of(cls, message: Message) -> MessageDraft:
        return cls(**{item.name: getattr(message, item.name) for item in dataclasses.fields(_MessageFields)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file or image of a conversation."""

    id: str
    conversation_id: str
    name: str
    media_type: str
    data: bytes = field(repr=False)
    created_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatPreset:
    """A stored system prompt."""

    id: str
    name: str
    system_prompt: str
    options: Mapping[str, Any] = field(default_factory=dict)
    position: int = 0
