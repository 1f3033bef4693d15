"""The built-in chat: conversations, their branches, and answers through the proxy."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from amux_desktop.core.errors import ConflictError, InvalidInputError, MachineError, NotFoundError
from amux_desktop.core.events import ConversationChanged, EventBus
from amux_desktop.core.ids import new_id
from amux_desktop.services import chat_export, chat_presets
from amux_desktop.services.chat_answers import ChatAnswers, Question
from amux_desktop.services.chat_files import NewFile, check_all, check_file, read_file
from amux_desktop.services.chat_live import LiveAnswer
from amux_desktop.services.chat_targets import ChatTarget, find_target, targets_of
from amux_desktop.services.chat_tree import MessageTree
from amux_desktop.services.chat_wire import ChatOptions, messages_of
from amux_desktop.services.proxy_control import ProxyControl
from amux_desktop.services.store import Repositories, Store
from amux_desktop.services.transfer_collect import parents_first
from amux_desktop.storage.records import (
    Attachment,
    ChatPreset,
    Conversation,
    ConversationDraft,
    ConversationMatch,
    Message,
    MessageDraft,
)
from bridge import ir

ExportForm = Literal["markdown", "json"]
_TITLE_LENGTH = 60
_LAST_KEY, _DRAFT_KEY = "chat.last", "chat.draft"
_MOST_COMPARED = 4
_TITLE_QUESTION = (
    "Give this conversation a title of at most six words, in the language of the conversation."
    " Answer with the title only, without quotation marks or a full stop."
)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """`answers` are being written; `question_id` is the user's message they answer."""

    conversation_id: str
    question_id: str
    answers: tuple[LiveAnswer, ...]


Asked = tuple[str, str]
"""(route, model)."""


class ChatService:
    """Methods raise `not_found` for what does not exist. Answers come through the proxy's own pipeline, whether or not it
    listens."""

    def __init__(self, store: Store, proxy: ProxyControl, bus: EventBus, version: str) -> None:
        self._store = store
        self._proxy = proxy
        self._bus = bus
        self._answers = ChatAnswers(store, proxy, bus, version)

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
            return _view(store, conversation_id)

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
            return _view(store, found[0])

        return await self._store.read(work)

    async def export(self, conversation_id: str, form: ExportForm) -> str:
        view = await self.get(conversation_id)
        write = chat_export.to_markdown if form == "markdown" else chat_export.to_json
        return await asyncio.to_thread(write, view.conversation, view.tree)

    async def export_to(self, conversation_id: str, form: ExportForm, path: Path) -> None:
        """Raises `file_unwritable`."""
        text = await self.export(conversation_id, form)
        try:
            await asyncio.to_thread(path.write_text, text, encoding="utf-8")
        except OSError as error:
            raise MachineError("file_unwritable", path=str(path), reason=error.strerror or "unknown") from None

    async def attachment(self, attachment_id: str) -> Attachment:
        return await self._store.read(lambda store: store.chat.attachment(attachment_id))

    async def targets(self) -> tuple[ChatTarget, ...]:
        """Every proxy and provider that can be talked to, with its models."""
        runtime = await self._proxy.runtime()
        providers, proxies = await self._store.read(lambda store: (store.providers.list(), store.proxies.list()))
        return targets_of(runtime.snapshot, providers, proxies)

    async def new_chat(self) -> NewChat:
        def work(store: Repositories) -> NewChat:
            last = store.app_state.get(_LAST_KEY) or {}
            draft = store.app_state.get(_DRAFT_KEY) or ""
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
                store.app_state.set(_DRAFT_KEY, text)

        await self._store.write(work, configuration=False)

    async def remove(self, conversation_id: str) -> RemovedConversation:
        """Stops what is being written there. What is returned is what `restore` takes."""
        await self.stop_all(conversation_id)

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

    # ------------------------------------------------------------------ asking

    def live(self, message_id: str) -> LiveAnswer | None:
        """An answer that is being written. Safe from any thread."""
        return self._answers.live(message_id)

    def running(self, conversation_id: str) -> tuple[LiveAnswer, ...]:
        """Safe from any thread."""
        return self._answers.running(conversation_id)

    async def send(
        self, conversation_id: str, text: str, files: Iterable[NewFile] = (), *, to: Sequence[Asked] = ()
    ) -> Sent:
        """A new message at the end of the branch that shows. With several `to`, the answers stand side by side.

        Raises `field_required`, `chat_busy`, `chat_no_target`, `route_unknown`, `chat_file_count`, `chat_file_size`.
        """
        attached = check_all(files)
        if not text.strip() and not attached:
            raise InvalidInputError("field_required", field="message")
        view = await self.get(conversation_id)
        asked = await self._check(view.conversation, to)

        def work(store: Repositories) -> tuple[Message, tuple[Message, ...]]:
            stored = [
                store.chat.add_attachment(conversation_id, file.name, file.media_type, file.data) for file in attached
            ]
            parts = [_attached(item, new.is_image) for item, new in zip(stored, attached, strict=True)]
            parts += [{"type": "text", "text": text}] if text.strip() else []
            parent = store.chat.get(conversation_id).head_id
            question = store.chat.add_message(
                conversation_id, MessageDraft(role="user", parts=tuple(parts), parent_id=parent)
            )
            _name(store, conversation_id, text, attached)
            store.chat.set_draft(conversation_id, "")
            store.app_state.set(_LAST_KEY, {"route": asked[0][0].route, "model": asked[0][1]})
            return question, _add_answers(store, conversation_id, question.id, asked)

        question, answers = await self._store.write(work, configuration=False)
        return await self._start(conversation_id, question.id, answers, asked)

    async def edit(self, message_id: str, text: str, *, to: Sequence[Asked] = ()) -> Sent:
        """Another version of one of the user's messages, as a branch of its own; files stay with it. Raises as `send`."""
        if not text.strip():
            raise InvalidInputError("field_required", field="message")
        old = await self._message(message_id, "user")
        conversation = (await self.get(old.conversation_id)).conversation
        asked = await self._check(conversation, to)

        def work(store: Repositories) -> tuple[Message, tuple[Message, ...]]:
            kept = [part for part in old.parts if part.get("type") != "text"]
            parts = (*kept, {"type": "text", "text": text})
            question = store.chat.add_message(
                conversation.id, MessageDraft(role="user", parts=parts, parent_id=old.parent_id)
            )
            return question, _add_answers(store, conversation.id, question.id, asked)

        question, answers = await self._store.write(work, configuration=False)
        return await self._start(conversation.id, question.id, answers, asked)

    async def regenerate(self, message_id: str, *, to: Sequence[Asked] = ()) -> Sent:
        """Another answer beside this one, of the conversation's model unless told otherwise. A failed one without any
        content is replaced. Raises as `send`."""
        old = await self._message(message_id)
        question_id = message_id if old.role == "user" else old.parent_id
        if question_id is None:
            raise NotFoundError("not_found", kind="message", ref=message_id)
        conversation = (await self.get(old.conversation_id)).conversation
        asked = await self._check(conversation, to)

        def work(store: Repositories) -> tuple[Message, ...]:
            if old.role != "user" and old.state != "complete" and not old.parts:
                store.chat.delete_message(old.id)
            return _add_answers(store, conversation.id, question_id, asked)

        answers = await self._store.write(work, configuration=False)
        return await self._start(conversation.id, question_id, answers, asked)

    async def choose(self, message_id: str) -> ConversationView:
        """Shows the branch of this message, to where it was left."""
        message = await self._message(message_id)

        def work(store: Repositories) -> ConversationView:
            view = _view(store, message.conversation_id)
            store.chat.set_head(message.conversation_id, view.tree.last_of(message).id)
            return _view(store, message.conversation_id)

        view = await self._store.write(work, configuration=False)
        self._bus.publish(ConversationChanged(message.conversation_id))
        return view

    async def stop(self, message_id: str) -> None:
        """Ends the request to the provider; what came by then stays."""
        await self._answers.stop(message_id)

    async def stop_all(self, conversation_id: str) -> None:
        await asyncio.gather(*(self.stop(live.message_id) for live in self.running(conversation_id)))

    async def suggest_title(self, conversation_id: str) -> Conversation:
        """Asks the conversation's model for a title, which is one more request. Raises `chat_failed`, and as `send`."""
        from amux_desktop.services.chat_call import ChatFailedError

        view = await self.get(conversation_id)
        ((target, model),) = await self._check(view.conversation, ())
        messages = messages_of("", view.tree.branch()[:2], {}, target.inbound)
        messages.append(ir.Message(role="user", parts=[ir.TextPart(text=_TITLE_QUESTION)]))
        question = Question(
            conversation_id=conversation_id,
            message_id="",
            draft=MessageDraft(role="assistant", parts=(), model=model, route=target.route),
            inbound=target.inbound,
            messages=tuple(messages),
            options=ChatOptions(),
        )
        try:
            said = await self._answers.ask_once(question)
        except ChatFailedError as failure:
            raise InvalidInputError("chat_failed", reason=failure.error.message) from failure
        title = " ".join(said.strip().strip("\"'“”「」《》*#. ").split())[: 2 * _TITLE_LENGTH]
        return await self.rename(conversation_id, title)

    async def aclose(self) -> None:
        await self._answers.aclose()

    # ------------------------------------------------------------------ inside

    async def _check(self, conversation: Conversation, to: Sequence[Asked]) -> tuple[tuple[ChatTarget, str], ...]:
        """Whom to ask, before anything is stored."""
        if self.running(conversation.id):
            raise ConflictError("chat_busy", title=conversation.title)
        ChatOptions.of(conversation.options)
        wanted = tuple(to) or ((conversation.route, conversation.model),)
        if len(wanted) > _MOST_COMPARED:
            raise InvalidInputError("chat_too_many", most=_MOST_COMPARED)
        targets = await self.targets()
        found = tuple((find_target(targets, route), model.strip()) for route, model in wanted)
        if not all(model for _target, model in found):
            raise InvalidInputError("field_required", field="model")
        return found

    async def _start(
        self,
        conversation_id: str,
        question_id: str,
        answers: Sequence[Message],
        asked: Sequence[tuple[ChatTarget, str]],
    ) -> Sent:
        def work(store: Repositories) -> tuple[ConversationView, dict[str, Attachment]]:
            files = {item.id: item for item in store.transfer.attachments(conversation_id)}
            return _view(store, conversation_id), files

        view, files = await self._store.read(work)
        own = view.conversation
        branch = view.tree.branch(question_id)
        live = []
        for answer, (target, model) in zip(answers, asked, strict=True):
            question = Question(
                conversation_id=conversation_id,
                message_id=answer.id,
                draft=dataclasses.replace(MessageDraft.of(answer), model=model, route=target.route),
                inbound=target.inbound,
                messages=tuple(messages_of(own.system_prompt, branch, files, target.inbound)),
                options=ChatOptions.of(own.options),
            )
            live.append(self._answers.start(question))
        self._bus.publish(ConversationChanged(conversation_id))
        return Sent(conversation_id=conversation_id, question_id=question_id, answers=tuple(live))

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


def title_of(text: str) -> str:
    """The first words of a message, in one line."""
    line = next((" ".join(line.split()) for line in text.splitlines() if line.strip()), "")
    if len(line) <= _TITLE_LENGTH:
        return line
    cut = line[:_TITLE_LENGTH]
    return (cut.rpartition(" ")[0] if " " in cut[_TITLE_LENGTH // 2 :] else cut) + "…"


def _view(store: Repositories, conversation_id: str) -> ConversationView:
    conversation = store.chat.get(conversation_id)
    return ConversationView(
        conversation=conversation, tree=MessageTree(store.chat.messages(conversation_id), conversation.head_id)
    )


def _name(store: Repositories, conversation_id: str, text: str, files: Sequence[NewFile]) -> None:
    """A title from the first words, once."""
    own = store.chat.get(conversation_id)
    if not own.title:
        title = title_of(text) or files[0].name
        store.chat.update(conversation_id, dataclasses.replace(ConversationDraft.of(own), title=title))


def _add_answers(
    store: Repositories, conversation_id: str, question_id: str, asked: Sequence[tuple[ChatTarget, str]]
) -> tuple[Message, ...]:
    """One empty message for each answer. It counts as interrupted until it is complete, so a crash leaves the truth."""
    comparison = new_id() if len(asked) > 1 else ""
    return tuple(
        store.chat.add_message(
            conversation_id,
            MessageDraft(
                role="assistant",
                parts=(),
                parent_id=question_id,
                state="interrupted",
                model=model,
                route=target.route,
                comparison=comparison,
            ),
        )
        for target, model in asked
    )


def _attached(item: Attachment, is_image: bool) -> Mapping[str, Any]:
    return {
        "type": "image" if is_image else "file",
        "attachment_id": item.id,
        "name": item.name,
        "media_type": item.media_type,
        "size": len(item.data),
    }
