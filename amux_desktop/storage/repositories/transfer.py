"""What export and import need beyond the other repositories: rows put back as they were, with their times and ids."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from sqlalchemy import insert, select, update

from amux_desktop.storage.models import ApiTokenRow, AttachmentRow, ConversationRow, MessageRow
from amux_desktop.storage.records import Attachment, Conversation, Message
from amux_desktop.storage.repositories.base import Repository, dump


class TransferRepository(Repository):
    def conversation_ids(self) -> tuple[str, ...]:
        """Every conversation, oldest first; the chat's own list ends at a limit."""
        order = (ConversationRow.created_ms, ConversationRow.id)
        return tuple(self._session.scalars(select(ConversationRow.id).order_by(*order)))

    def attachments(self, conversation_id: str) -> tuple[Attachment, ...]:
        """All files of a conversation, oldest first."""
        query = select(AttachmentRow).where(AttachmentRow.conversation_id == conversation_id)
        return tuple(
            Attachment(
                id=row.id,
                conversation_id=row.conversation_id,
                name=row.name,
                media_type=row.media_type,
                data=row.data,
                created_ms=row.created_ms,
            )
            for row in self._session.scalars(query.order_by(AttachmentRow.created_ms, AttachmentRow.id))
        )

    def are_free(self, message_ids: Sequence[str], attachment_ids: Sequence[str]) -> bool:
        """Whether none of the ids is in use, in any conversation."""
        used = [self._session.get(MessageRow, item) for item in message_ids]
        used_files = [self._session.get(AttachmentRow, item) for item in attachment_ids]
        return not any(used) and not any(used_files)

    def restore_conversation(
        self, conversation: Conversation, messages: Sequence[Message], attachments: Sequence[Attachment]
    ) -> None:
        """All ids must be free, and a message must come before its answers."""
        values = dataclasses.asdict(conversation) | {"options": dump(conversation.options)}
        self._session.execute(insert(ConversationRow).values(**values))
        for message in messages:
            self._session.execute(insert(MessageRow).values(**_message_values(message, conversation.id)))
        for item in attachments:
            values = dataclasses.asdict(item) | {"conversation_id": conversation.id}
            self._session.execute(insert(AttachmentRow).values(**values))

    def stamp_token(self, token_id: str, created_ms: int, last_used_ms: int | None) -> None:
        """Lists are ordered by when a token was made."""
        self._session.execute(
            update(ApiTokenRow)
            .where(ApiTokenRow.id == token_id)
            .values(created_ms=created_ms, last_used_ms=last_used_ms)
        )


def _message_values(message: Message, conversation_id: str) -> dict[str, object]:
    return dataclasses.asdict(message) | {
        "conversation_id": conversation_id,
        "parts": dump([dict(part) for part in message.parts]),
        "text": "\n".join(part["text"] for part in message.parts if isinstance(part.get("text"), str)),
        "usage": dump(message.usage),
    }
