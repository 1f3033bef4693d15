"""Conversations: a tree of messages each, of which one branch is shown."""

from __future__ import annotations

from sqlalchemy import and_, delete, func, or_, select

from amux_desktop.core.errors import ConflictError
from amux_desktop.core.ids import new_id
from amux_desktop.storage.models import AttachmentRow, ChatPresetRow, ConversationRow, MessageRow
from amux_desktop.storage.records import (
    Attachment,
    ChatPreset,
    Conversation,
    ConversationDraft,
    ConversationMatch,
    Message,
    MessageDraft,
)
from amux_desktop.storage.repositories.base import Repository, dump, found, load_list, load_object, required

_EXCERPT = 60


class ChatRepository(Repository):
    def list(self, limit: int = 1000) -> tuple[Conversation, ...]:
        """Pinned first, then by last change."""
        order = (ConversationRow.pinned.desc(), ConversationRow.updated_ms.desc(), ConversationRow.id.desc())
        return tuple(
            _conversation(row) for row in self._session.scalars(select(ConversationRow).order_by(*order).limit(limit))
        )

    def search(self, text: str, limit: int = 100) -> tuple[ConversationMatch, ...]:
        """Conversations with every word of `text` in their title or in one message, newest first."""
        words = text.split() or [text]
        titled = and_(*(ConversationRow.title.icontains(word, autoescape=True) for word in words))
        said = (
            select(func.min(MessageRow.text))
            .where(
                MessageRow.conversation_id == ConversationRow.id,
                *(MessageRow.text.icontains(word, autoescape=True) for word in words),
            )
            .scalar_subquery()
        )
        query = (
            select(ConversationRow, said.label("said"))
            .where(or_(titled, said.is_not(None)))
            .order_by(ConversationRow.updated_ms.desc())
            .limit(limit)
        )
        return tuple(
            ConversationMatch(conversation=_conversation(row), excerpt=_excerpt(message or "", words[0]))
            for row, message in self._session.execute(query)
        )

    def get(self, conversation_id: str) -> Conversation:
        return _conversation(self._row(conversation_id))

    def create(self, draft: ConversationDraft) -> Conversation:
        now = self._clock.now_ms()
        row = ConversationRow(id=new_id(), head_id=None, draft="", created_ms=now, updated_ms=now)
        _fill(row, draft)
        self._session.add(row)
        self._session.flush()
        return _conversation(row)

    def update(self, conversation_id: str, draft: ConversationDraft) -> Conversation:
        """Its place in the list stays: only messages count as news."""
        row = self._row(conversation_id)
        _fill(row, draft)
        self._session.flush()
        return _conversation(row)

    def set_draft(self, conversation_id: str, text: str) -> None:
        """Its place in the list stays."""
        self._row(conversation_id).draft = text
        self._session.flush()

    def delete(self, conversation_id: str) -> None:
        self._session.execute(delete(ConversationRow).where(ConversationRow.id == self._row(conversation_id).id))

    def messages(self, conversation_id: str) -> tuple[Message, ...]:
        """The whole tree, oldest first."""
        query = select(MessageRow).where(MessageRow.conversation_id == conversation_id)
        return tuple(
            _message(row) for row in self._session.scalars(query.order_by(MessageRow.created_ms, MessageRow.id))
        )

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
        conversation = self._row(conversation_id)
        if draft.parent_id is not None:
            parent = self._session.get(MessageRow, draft.parent_id)
            same = parent if parent is not None and parent.conversation_id == conversation_id else None
            found(same, "message", draft.parent_id)
        # Answers added in the same millisecond keep their order.
        last = self._session.scalar(
            select(func.max(MessageRow.created_ms)).where(MessageRow.conversation_id == conversation_id)
        )
        now = max(self._clock.now_ms(), (last or 0) + 1)
        row = MessageRow(id=new_id(), conversation_id=conversation_id, parent_id=draft.parent_id, created_ms=now)
        _fill_message(row, draft)
        self._session.add(row)
        conversation.head_id, conversation.updated_ms = row.id, now
        self._session.flush()
        return _message(row)

    def update_message(self, message_id: str, draft: MessageDraft) -> Message:
        """Replace its content; its place in the tree stays."""
        row = self._message_row(message_id)
        _fill_message(row, draft)
        self._session.flush()
        return _message(row)

    def set_head(self, conversation_id: str, message_id: str | None) -> None:
        """Show the branch that ends with this message."""
        if message_id is not None and self._message_row(message_id).conversation_id != conversation_id:
            found(None, "message", message_id)
        self._row(conversation_id).head_id = message_id
        self._session.flush()

    def delete_message(self, message_id: str) -> None:
        """Remove a message with all that follows from it; the head moves to its parent if it was among them."""
        row = self._message_row(message_id)
        conversation = self._row(row.conversation_id)
        parent_id = row.parent_id
        self._session.execute(delete(MessageRow).where(MessageRow.id == message_id))
        self._session.expire_all()
        if conversation.head_id is not None and self._session.get(MessageRow, conversation.head_id) is None:
            conversation.head_id = parent_id
        self._session.flush()

    def add_attachment(self, conversation_id: str, name: str, media_type: str, data: bytes) -> Attachment:
        self._row(conversation_id)
        row = AttachmentRow(id=new_id(), conversation_id=conversation_id, name=name[:400], media_type=media_type[:128])
        row.data, row.created_ms = data, self._clock.now_ms()
        self._session.add(row)
        self._session.flush()
        return _attachment(row)

    def attachment(self, attachment_id: str) -> Attachment:
        return _attachment(found(self._session.get(AttachmentRow, attachment_id), "attachment", attachment_id))

    def presets(self) -> tuple[ChatPreset, ...]:
        rows = self._session.scalars(select(ChatPresetRow).order_by(ChatPresetRow.position, ChatPresetRow.id))
        return tuple(_preset(row) for row in rows)

    def save_preset(self, preset: ChatPreset) -> ChatPreset:
        """Create (empty id) or replace. Raises `name_taken`."""
        name = required("name", preset.name)
        other = self._session.scalars(select(ChatPresetRow).where(ChatPresetRow.name == name)).first()
        if other is not None and other.id != preset.id:
            raise ConflictError("name_taken", kind="preset", name=name, id=other.id)
        if preset.id:
            row = found(self._session.get(ChatPresetRow, preset.id), "preset", preset.id)
        else:
            row = ChatPresetRow(id=new_id(), position=self._next_position(ChatPresetRow.position))
        row.name, row.system_prompt, row.options = name, preset.system_prompt, dump(preset.options)
        self._session.add(row)
        self._session.flush()
        return _preset(row)

    def delete_preset(self, preset_id: str) -> None:
        self._session.delete(found(self._session.get(ChatPresetRow, preset_id), "preset", preset_id))

    def _row(self, conversation_id: str) -> ConversationRow:
        return found(self._session.get(ConversationRow, conversation_id), "conversation", conversation_id)

    def _message_row(self, message_id: str) -> MessageRow:
        return found(self._session.get(MessageRow, message_id), "message", message_id)


def _fill(row: ConversationRow, draft: ConversationDraft) -> None:
    row.title, row.route, row.model = draft.title[:400], draft.route, draft.model
    row.system_prompt, row.options, row.pinned = draft.system_prompt, dump(draft.options), draft.pinned


def _fill_message(row: MessageRow, draft: MessageDraft) -> None:
    row.role, row.state, row.model, row.provider_name = draft.role, draft.state, draft.model, draft.provider_name
    row.parts = dump([dict(part) for part in draft.parts])
    row.text = "\n".join(part["text"] for part in draft.parts if isinstance(part.get("text"), str))
    row.request_id, row.usage, row.cost_nanos = draft.request_id, dump(draft.usage), draft.cost_nanos
    row.first_token_ms, row.duration_ms = draft.first_token_ms, draft.duration_ms
    row.route, row.comparison, row.error, row.error_code = draft.route, draft.comparison, draft.error, draft.error_code


def _excerpt(message: str, text: str) -> str:
    """The surroundings of the match on one line."""
    at = message.lower().find(text.lower())
    if at < 0:
        return ""
    first, last = max(0, at - _EXCERPT), at + len(text) + _EXCERPT
    part = " ".join(message[first:last].split())
    return f"{'…' if first else ''}{part}{'…' if last < len(message) else ''}"


def _conversation(row: ConversationRow) -> Conversation:
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


def _message(row: MessageRow) -> Message:
    return Message(
        id=row.id,
        conversation_id=row.conversation_id,
        parent_id=row.parent_id,
        role=row.role,  # type: ignore[arg-type]  # only Role values are written
        parts=tuple(load_list(row.parts)),
        state=row.state,  # type: ignore[arg-type]  # only MessageState values are written
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


def _attachment(row: AttachmentRow) -> Attachment:
    return Attachment(
        id=row.id,
        conversation_id=row.conversation_id,
        name=row.name,
        media_type=row.media_type,
        data=row.data,
        created_ms=row.created_ms,
    )


def _preset(row: ChatPresetRow) -> ChatPreset:
    return ChatPreset(
        id=row.id,
        name=row.name,
        system_prompt=row.system_prompt,
        options=load_object(row.options),
        position=row.position,
    )
