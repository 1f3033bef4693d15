"""The conversations that are kept: found, read, changed, exported; files and presets."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from amux_desktop.core.errors import InvalidInputError, MachineError, NotFoundError
from amux_desktop.core.events import ConversationChanged, EventBus
from amux_desktop.core.files import write_private
from amux_desktop.services import chat_export, chat_presets
from amux_desktop.services.chat_files import NewFile, check_file, read_file
from amux_desktop.services.chat_tree import MessageTree
from amux_desktop.services.chat_wire import ChatOptions
from amux_desktop.services.store import Repositories, Store
from amux_desktop.services.transfer_collect import parents_first
from amux_desktop.storage.records import (
    Attachment,
    ChatPreset,
    Conversation,
    ConversationDraft,
    ConversationMatch,
    Message,
)

ExportForm = Literal["markdown", "json"]
LAST_KEY, DRAFT_KEY = "chat.last", "chat.draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationView:
    """A conversation with its whole tree."""

    conversation: Conversation
    tree: MessageTree


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedConversation:
    """What `restore` brings back."""

    conversation: Conversation
    messages: tuple[Message, ...]
    attachments: tuple[Attachment, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewChat:
    """What a chat that does not exist yet begins with: the last choices, and text typed but not sent."""

    route: str = ""
    model: str = ""
    draft: str = ""


class ChatLibrary:
    """Methods raise `not_found` for what does not exist."""

    def __init__(self, store: Store, bus: EventBus) -> None:
        self._store = store
        self._bus = bus

    # ------------------------------------------------------------------ reading

    async def list(self) -> tuple[Conversation, ...]:
        """Pinned first, then by last change."""
        return await self._store.read(lambda store: store.chat.list())

    async def search(self, text: str) -> tuple[ConversationMatch, ...]:
        """In titles and in everything that was said."""
        wanted = text.strip()
        return await self._store.read(lambda store: store.chat.search(wanted)) if wanted else ()

    async def get(self, conversation_id: str) -> ConversationView:
        def work(store: Repositories) -> ConversationView:
            return view_of(store, conversation_id)

        return await self._store.read(work)

    async def find(self, ref: str) -> ConversationView:
        """By id, or by the first or last characters of one (four or more). Raises `not_found`, `chat_ambiguous`."""

        def work(store: Repositories) -> ConversationView:
            ids = store.transfer.conversation_ids()
            found = [item for item in ids if item == ref]
            if not found and len(ref) >= 4:
                found = [item for item in ids if item.startswith(ref) or item.endswith(ref)]
            if len(found) > 1:
                raise InvalidInputError("chat_ambiguous", ref=ref, count=len(found))
            if not found:
                raise NotFoundError("not_found", kind="conversation", ref=ref)
            return view_of(store, found[0])

        return await self._store.read(work)

    async def export(self, conversation_id: str, form: ExportForm) -> str:
        view = await self.get(conversation_id)
        write = chat_export.to_markdown if form == "markdown" else chat_export.to_json
        return await asyncio.to_thread(write, view.conversation, view.tree)

    async def export_to(self, conversation_id: str, form: ExportForm, path: Path) -> None:
        """Readable by its owner only, like the database it comes from. Raises `file_unwritable`."""
        text = await self.export(conversation_id, form)
        try:
            await asyncio.to_thread(write_private, path, text.encode())
        except OSError as error:
            raise MachineError("file_unwritable", path=str(path), reason=error.strerror or "unknown") from None

    async def attachment(self, attachment_id: str) -> Attachment:
        return await self._store.read(lambda store: store.chat.attachment(attachment_id))

    async def new_chat(self) -> NewChat:
        def work(store: Repositories) -> NewChat:
            last = store.app_state.get(LAST_KEY) or {}
            draft = store.app_state.get(DRAFT_KEY) or ""
            return NewChat(route=str(last.get("route", "")), model=str(last.get("model", "")), draft=str(draft))

        return await self._store.read(work)

    # ------------------------------------------------------------------ changing

    async def create(self, draft: ConversationDraft) -> Conversation:
        """Raises `field_invalid` for options."""
        ChatOptions.of(draft.options)
        made = await self._store.write(lambda store: store.chat.create(draft), configuration=False)
        self._bus.publish(ConversationChanged(made.id, "created"))
        return made

    async def rename(self, conversation_id: str, title: str) -> Conversation:
        """Raises `field_required`."""
        if not title.strip():
            raise InvalidInputError("field_required", field="title")
        return await self._change(conversation_id, title=title.strip())

    async def set_pinned(self, conversation_id: str, pinned: bool) -> Conversation:
        return await self._change(conversation_id, pinned=pinned)

    async def set_target(self, conversation_id: str, route: str, model: str) -> Conversation:
        return await self._change(conversation_id, route=route, model=model)

    async def set_options(self, conversation_id: str, system_prompt: str, options: Mapping[str, Any]) -> Conversation:
        """Raises `field_invalid`."""
        stored = ChatOptions.of(options).as_json()
        return await self._change(conversation_id, system_prompt=system_prompt, options=stored)

    async def set_draft(self, conversation_id: str, text: str) -> None:
        """Keeps text that was not sent; an empty id means the chat that does not exist yet."""

        def work(store: Repositories) -> None:
            if conversation_id:
                store.chat.set_draft(conversation_id, text)
            else:
                store.app_state.set(DRAFT_KEY, text)

        await self._store.write(work, configuration=False)

    async def remove(self, conversation_id: str) -> RemovedConversation:
        """What is returned is what `restore` takes."""

        def work(store: Repositories) -> RemovedConversation:
            removed = RemovedConversation(
                conversation=store.chat.get(conversation_id),
                messages=store.chat.messages(conversation_id),
                attachments=store.transfer.attachments(conversation_id),
            )
            store.chat.delete(conversation_id)
            return removed

        removed = await self._store.write(work, configuration=False)
        self._bus.publish(ConversationChanged(conversation_id, "deleted"))
        return removed

    async def restore(self, removed: RemovedConversation) -> Conversation:
        """Undo `remove`: everything comes back as it was."""
        own = removed.conversation

        def work(store: Repositories) -> Conversation:
            store.transfer.restore_conversation(own, parents_first(removed.messages), removed.attachments)
            return store.chat.get(own.id)

        restored = await self._store.write(work, configuration=False)
        self._bus.publish(ConversationChanged(own.id, "created"))
        return restored

    # ------------------------------------------------------------------ presets

    async def presets(self) -> tuple[ChatPreset, ...]:
        """Those that come with Amux, then the user's own."""
        own = await self._store.read(lambda store: store.chat.presets())
        return (*chat_presets.BUILT_IN, *own)

    async def save_preset(self, preset: ChatPreset) -> ChatPreset:
        """Create (empty id) or replace one of the user's own. Raises `field_required`, `name_taken`, `chat_preset_fixed`."""
        if chat_presets.is_built_in(preset.id):
            raise InvalidInputError("chat_preset_fixed", name=preset.name)
        ChatOptions.of(preset.options)
        return await self._store.write(lambda store: store.chat.save_preset(preset), configuration=False)

    async def remove_preset(self, preset_id: str) -> None:
        """Raises `chat_preset_fixed`."""
        if chat_presets.is_built_in(preset_id):
            raise InvalidInputError("chat_preset_fixed", name=preset_id.partition(":")[2])
        await self._store.write(lambda store: store.chat.delete_preset(preset_id), configuration=False)

    # ------------------------------------------------------------------ files

    async def read_file(self, path: Path) -> NewFile:
        """Raises `not_found`, `file_invalid`, `chat_file_type`, `chat_file_size`."""
        return await asyncio.to_thread(read_file, path)

    async def check_file(self, name: str, data: bytes) -> NewFile:
        """The same for what was pasted."""
        return await asyncio.to_thread(check_file, name, data)

    # ------------------------------------------------------------------ inside

    async def _message(self, message_id: str, role: str = "") -> Message:
        message = await self._store.read(lambda store: store.chat.message(message_id))
        if role and message.role != role:
            raise NotFoundError("not_found", kind=f"message of the {role}", ref=message_id)
        return message

    async def _change(self, conversation_id: str, **changes: Any) -> Conversation:
        def work(store: Repositories) -> Conversation:
            old = store.chat.get(conversation_id)
            return store.chat.update(conversation_id, dataclasses.replace(ConversationDraft.of(old), **changes))

        changed = await self._store.write(work, configuration=False)
        self._bus.publish(ConversationChanged(conversation_id))
        return changed


def view_of(store: Repositories, conversation_id: str) -> ConversationView:
    conversation = store.chat.get(conversation_id)
    return ConversationView(
        conversation=conversation, tree=MessageTree(store.chat.messages(conversation_id), conversation.head_id)
    )
