"""The tree of a conversation's messages: which branch shows, and what stands beside a message."""

from __future__ import annotations

from collections.abc import Sequence

from amux_desktop.storage.records import Message


class MessageTree:
    """`messages` oldest first. Two messages with one parent are branches; the first messages have no parent."""

    def __init__(self, messages: Sequence[Message], head_id: str | None) -> None:
        self.messages = tuple(messages)
        self.head_id = head_id
        self._by_id = {message.id: message for message in self.messages}
        self._answers: dict[str | None, list[Message]] = {}
        for message in self.messages:
            self._answers.setdefault(message.parent_id, []).append(message)

    def get(self, message_id: str | None) -> Message | None:
        return self._by_id.get(message_id or "")

    def branch(self, message_id: str | None = None) -> tuple[Message, ...]:
        """From the first message to this one; to the head when none is named."""
        way: list[Message] = []
        current = self.get(self.head_id if message_id is None else message_id)
        while current is not None:
            way.append(current)
            current = self.get(current.parent_id)
        return tuple(reversed(way))

    def beside(self, message: Message) -> tuple[Message, ...]:
        """The messages in the same place, this one among them, oldest first."""
        return tuple(self._answers.get(message.parent_id, ()))

    def compared(self, message: Message) -> tuple[Message, ...]:
        """The answers that stand side by side with this one; empty when it was not asked for a comparison."""
        if not message.comparison:
            return ()
        return tuple(item for item in self.beside(message) if item.comparison == message.comparison)

    def last_of(self, message: Message) -> Message:
        """The newest message that follows from this one: where its branch was left."""
        current = message
        while following := self._answers.get(current.id):
            current = following[-1]
        return current
