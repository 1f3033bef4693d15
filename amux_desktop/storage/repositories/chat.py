"""Conversations: a tree of messages each, of which one branch is shown."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, and_, func, or_, select

from amux_desktop.core.errors import ConflictError
from amux_desktop.core.ids import new_id
from amux_desktop.storage.records import (
    Attachment,
    ChatPreset,
    Conversation,
    ConversationDraft,
    ConversationMatch,
    Message,
    MessageDraft,
)
from amux_desktop.storage.repositories.base import Repository, Values, dump, found, load_list, load_object, required
from amux_desktop.storage.tables import ATTACHMENTS, CHAT_PRESETS, CONVERSATIONS, MESSAGES

_EXCERPT = 60


class ChatRepository(Repository):
    def list(self, limit: int = 1000) -> tuple[Conversation, ...]:
        """Pinned first, then by last change."""
        columns = CONVERSATIONS.c
        order = (columns.pinned.desc(), columns.updated_ms.desc(), columns.id.desc())
        return tuple(_conversation(row) for row in self._all(select(CONVERSATIONS).order_by(*order).limit(limit)))

    def search(self, text: str, limit: int = 100) -> tuple[ConversationMatch, ...]:
        """Conversations with every word of `text` in their title or in one message, newest first."""
        words = text.split() or [text]
        titled = and_(*(CONVERSATIONS.c.title.icontains(word, autoescape=True) for word in words))
        said = (
            select(func.min(MESSAGES.c.text))
            .where(
                MESSAGES.c.conversation_id == CONVERSATIONS.c.id,
                *(MESSAGES.c.text.icontains(word, autoescape=True) for word in words),
            )
            .scalar_subquery()
        )
        query = (
            select(CONVERSATIONS, said.label("said"))
            .where(or_(titled, said.is_not(None)))
            .order_by(CONVERSATIONS.c.updated_ms.desc())
            .limit(limit)
        )
        return tuple(
            ConversationMatch(conversation=_conversation(row), excerpt=_excerpt(row.said or "", words[0]))
            for row in self._all(query)
        )

    def get(self, conversation_id: str) -> Conversation:
        return _conversation(self._row(conversation_id))

    def create(self, draft: ConversationDraft) -> Conversation:
        conversation_id, now = new_id(), self._clock.now_ms()
        made: Values = {"id": conversation_id, "head_id": None, "draft": "", "created_ms": now, "updated_ms": now}
        self._insert(CONVERSATIONS, made | _conversation_values(draft))
        return self.get(conversation_id)

    def update(self, conversation_id: str, draft: ConversationDraft) -> Conversation:
        """Its place in the list stays: only messages count as news."""
        self._update(CONVERSATIONS, conversation_id, _conversation_values(draft))
        return self.get(conversation_id)

    def set_draft(self, conversation_id: str, text: str) -> None:
        """Its place in the list stays."""
        self._row(conversation_id)
        self._update(CONVERSATIONS, conversation_id, {"draft": text})

    def delete(self, conversation_id: str) -> None:
        self._row(conversation_id)
        self._delete(CONVERSATIONS, conversation_id)

    def messages(self, conversation_id: str) -> tuple[Message, ...]:
        """The whole tree, oldest first."""
        query = select(MESSAGES).where(MESSAGES.c.conversation_id == conversation_id)
        return tuple(_message(row) for row in self._all(query.order_by(MESSAGES.c.created_ms, MESSAGES.c.id)))

    def branch(self, conversation_id: str) -> tuple[Message, ...]:
        """From the first message to the head."""
        by_id = {message.id: message for message in self.messages(conversation_id)}
        way: list[Message] = []
        current = by_id.get(self._row(conversation_id).head_id or "")
        while current is not None:
            way.append(current)
            current = by_id.get(current.parent_id or "")
        return tuple(reversed(way))

    def message(self, message_id: str) -> Message:
        return _message(self._message_row(message_id))

    def add_message(self, conversation_id: str, draft: MessageDraft) -> Message:
        """Append to the parent and make it the head. Raises `not_found` for a parent of another conversation."""
        self._row(conversation_id)
        if draft.parent_id is not None:
            self._check_belongs(draft.parent_id, conversation_id)
        # Answers added in the same millisecond keep their order.
        newest = select(func.max(MESSAGES.c.created_ms)).where(MESSAGES.c.conversation_id == conversation_id)
        now = max(self._clock.now_ms(), (self._connection.scalar(newest) or 0) + 1)
        message_id = new_id()
        place: Values = {"conversation_id": conversation_id, "parent_id": draft.parent_id, "created_ms": now}
        self._insert(MESSAGES, {"id": message_id, **place, **_message_values(draft)})
        self._update(CONVERSATIONS, conversation_id, {"head_id": message_id, "updated_ms": now})
        return self.message(message_id)

    def update_message(self, message_id: str, draft: MessageDraft) -> Message:
        """Replace its content; its place in the tree stays."""
        self._update(MESSAGES, message_id, _message_values(draft))
        return self.message(message_id)

    def set_head(self, conversation_id: str, message_id: str | None) -> None:
        """Show the branch that ends with this message."""
        self._row(conversation_id)
        if message_id is not None:
            self._check_belongs(message_id, conversation_id)
        self._update(CONVERSATIONS, conversation_id, {"head_id": message_id})

    def delete_message(self, message_id: str) -> None:
        """Remove a message with all that follows from it; the head moves to its parent if it was among them."""
        row = self._message_row(message_id)
        self._delete(MESSAGES, message_id)
        head_id = self._row(row.conversation_id).head_id
        if head_id is not None and self._find(MESSAGES, head_id) is None:
            self._update(CONVERSATIONS, row.conversation_id, {"head_id": row.parent_id})

    def add_attachment(self, conversation_id: str, name: str, media_type: str, data: bytes) -> Attachment:
        self._row(conversation_id)
        attachment = Attachment(
            id=new_id(),
            conversation_id=conversation_id,
            name=name[:400],
            media_type=media_type[:128],
            data=data,
            created_ms=self._clock.now_ms(),
        )
        self._insert(ATTACHMENTS, asdict(attachment))
        return attachment

    def attachment(self, attachment_id: str) -> Attachment:
        return Attachment(**found(self._find(ATTACHMENTS, attachment_id), "attachment", attachment_id)._mapping)

    def presets(self) -> tuple[ChatPreset, ...]:
        rows = self._all(select(CHAT_PRESETS).order_by(CHAT_PRESETS.c.position, CHAT_PRESETS.c.id))
        return tuple(_preset(row) for row in rows)

    def save_preset(self, preset: ChatPreset) -> ChatPreset:
        """Create (empty id) or replace. Raises `name_taken`."""
        name = required("name", preset.name)
        other = self._first(select(CHAT_PRESETS.c.id).where(CHAT_PRESETS.c.name == name))
        if other is not None and other.id != preset.id:
            raise ConflictError("name_taken", kind="preset", name=name, id=other.id)
        values: Values = {"name": name, "system_prompt": preset.system_prompt, "options": dump(preset.options)}
        if preset.id:
            self._update(CHAT_PRESETS, self._preset_row(preset.id).id, values)
            return _preset(self._preset_row(preset.id))
        preset_id = new_id()
        self._insert(CHAT_PRESETS, {"id": preset_id, "position": self._next_position(CHAT_PRESETS), **values})
        return _preset(self._preset_row(preset_id))

    def delete_preset(self, preset_id: str) -> None:
        self._preset_row(preset_id)
        self._delete(CHAT_PRESETS, preset_id)

    def _row(self, conversation_id: str) -> Row[Any]:
        return found(self._find(CONVERSATIONS, conversation_id), "conversation", conversation_id)

    def _message_row(self, message_id: str) -> Row[Any]:
        return found(self._find(MESSAGES, message_id), "message", message_id)

    def _preset_row(self, preset_id: str) -> Row[Any]:
        return found(self._find(CHAT_PRESETS, preset_id), "preset", preset_id)

    def _check_belongs(self, message_id: str, conversation_id: str) -> None:
        row = self._find(MESSAGES, message_id)
        found(row if row is not None and row.conversation_id == conversation_id else None, "message", message_id)


def _conversation_values(draft: ConversationDraft) -> Values:
    return {
        "title": draft.title[:400],
        "route": draft.route,
        "model": draft.model,
        "system_prompt": draft.system_prompt,
        "options": dump(draft.options),
        "pinned": draft.pinned,
    }


def _message_values(draft: MessageDraft) -> Values:
    return {
        "role": draft.role,
        "state": draft.state,
        "model": draft.model,
        "provider_name": draft.provider_name,
        "parts": dump([dict(part) for part in draft.parts]),
        "text": "\n".join(part["text"] for part in draft.parts if isinstance(part.get("text"), str)),
        "request_id": draft.request_id,
        "usage": dump(draft.usage),
        "cost_nanos": draft.cost_nanos,
        "first_token_ms": draft.first_token_ms,
        "duration_ms": draft.duration_ms,
        "route": draft.route,
        "comparison": draft.comparison,
        "error": draft.error,
        "error_code": draft.error_code,
    }


def _excerpt(message: str, text: str) -> str:
    """The surroundings of the match on one line."""
    at = message.lower().find(text.lower())
    if at < 0:
        return ""
    first, last = max(0, at - _EXCERPT), at + len(text) + _EXCERPT
    part = " ".join(message[first:last].split())
    return f"{'…' if first else ''}{part}{'…' if last < len(message) else ''}"


def _conversation(row: Row[Any]) -> Conversation:
    return Conversation(
        id=row.id,
        title=row.title,
        route=row.route,
        model=row.model,
        system_prompt=row.system_prompt,
        options=load_object(row.options),
        pinned=row.pinned,
        head_id=row.head_id,
        draft=row.draft,
        created_ms=row.created_ms,
        updated_ms=row.updated_ms,
    )


def _message(row: Row[Any]) -> Message:
    return Message(
        id=row.id,
        conversation_id=row.conversation_id,
        parent_id=row.parent_id,
        role=row.role,
        parts=tuple(load_list(row.parts)),
        state=row.state,
        model=row.model,
        provider_name=row.provider_name,
        route=row.route,
        comparison=row.comparison,
        request_id=row.request_id,
        usage=load_object(row.usage),
        cost_nanos=row.cost_nanos,
        first_token_ms=row.first_token_ms,
        duration_ms=row.duration_ms,
        error=row.error,
        error_code=row.error_code,
        created_ms=row.created_ms,
    )


def _preset(row: Row[Any]) -> ChatPreset:
    return ChatPreset(
        id=row.id,
        name=row.name,
        system_prompt=row.system_prompt,
        options=load_object(row.options),
        position=row.position,
    )
