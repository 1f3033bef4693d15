"""What export and import need beyond the other repositories: rows put back as they were, with their times and ids."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from sqlalchemy import select

from amux_desktop.storage.records import Attachment, Conversation, Message
from amux_desktop.storage.repositories.base import Repository, dump
from amux_desktop.storage.tables import API_TOKENS, ATTACHMENTS, CONVERSATIONS, MESSAGES


class TransferRepository(Repository):
    def conversation_ids(self) -> tuple[str, ...]:
        """Every conversation, oldest first; the chat's own list ends at a limit."""
        columns = CONVERSATIONS.c
        return tuple(self._connection.scalars(select(columns.id).order_by(columns.created_ms, columns.id)))

    def attachments(self, conversation_id: str) -> tuple[Attachment, ...]:
        """All files of a conversation, oldest first."""
        columns = ATTACHMENTS.c
        query = select(ATTACHMENTS).where(columns.conversation_id == conversation_id)
        return tuple(Attachment(**row._mapping) for row in self._all(query.order_by(columns.created_ms, columns.id)))

    def are_free(self, message_ids: Sequence[str], attachment_ids: Sequence[str]) -> bool:
        """Whether none of the ids is in use, in any conversation."""
        return not any(
            self._find(table, item)
            for table, items in ((MESSAGES, message_ids), (ATTACHMENTS, attachment_ids))
            for item in items
        )

    def restore_conversation(
        self, conversation: Conversation, messages: Sequence[Message], attachments: Sequence[Attachment]
    ) -> None:
        """All ids must be free, and a message must come before its answers."""
        self._insert(CONVERSATIONS, dataclasses.asdict(conversation) | {"options": dump(conversation.options)})
        self._insert(MESSAGES, *(_message_values(message, conversation.id) for message in messages))
        files = (dataclasses.asdict(item) | {"conversation_id": conversation.id} for item in attachments)
        self._insert(ATTACHMENTS, *files)

    def stamp_token(self, token_id: str, created_ms: int, last_used_ms: int | None) -> None:
        """Lists are ordered by when a token was made."""
        self._update(API_TOKENS, token_id, {"created_ms": created_ms, "last_used_ms": last_used_ms})


def _message_values(message: Message, conversation_id: str) -> dict[str, object]:
    return dataclasses.asdict(message) | {
        "conversation_id": conversation_id,
        "parts": dump([dict(part) for part in message.parts]),
        "text": "\n".join(part["text"] for part in message.parts if isinstance(part.get("text"), str)),
        "usage": dump(message.usage),
    }
