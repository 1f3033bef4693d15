"""The built-in chat: questions, and their answers through the proxy, in conversations that are kept."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from amux_desktop.core.errors import ConflictError, InvalidInputError, NotFoundError
from amux_desktop.core.events import ConversationChanged, EventBus
from amux_desktop.core.ids import new_id
from amux_desktop.services.chat_answers import ChatAnswers, Question
from amux_desktop.services.chat_files import NewFile, check_all
from amux_desktop.services.chat_library import (
    LAST_KEY,
    ChatLibrary,
    ConversationView,
    RemovedConversation,
    view_of,
)
from amux_desktop.services.chat_live import LiveAnswer
from amux_desktop.services.chat_targets import ChatTarget, find_target, targets_of
from amux_desktop.services.chat_wire import ChatOptions, messages_of
from amux_desktop.services.proxy_control import ProxyControl
from amux_desktop.services.store import Repositories, Store
from amux_desktop.storage.records import (
    Attachment,
    Conversation,
    ConversationDraft,
    Message,
    MessageDraft,
)
from bridge import ir

_TITLE_LENGTH = 60
_MOST_COMPARED = 4
_TITLE_QUESTION = (
    "Give this conversation a title of at most six words, in the language of the conversation."
    " Answer with the title only, without quotation marks or a full stop."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """`answers` are being written; `question_id` is the user's message they answer."""

    conversation_id: str
    question_id: str
    answers: tuple[LiveAnswer, ...]


Asked = tuple[str, str]
"""(route, model)."""


class ChatService(ChatLibrary):
    """Methods raise `not_found` for what does not exist. Answers come through the proxy's own pipeline, whether or not it
    listens."""

    def __init__(self, store: Store, proxy: ProxyControl, bus: EventBus, version: str) -> None:
        super().__init__(store, bus)
        self._proxy = proxy
        self._answers = ChatAnswers(store, proxy, bus, version)
        self._asking: set[str] = set()
        """Conversations whose question is on its way, but not their answer yet."""

    async def targets(self) -> tuple[ChatTarget, ...]:
        """Every proxy and provider that can be talked to, with its models."""
        runtime = await self._proxy.runtime()
        providers, proxies = await self._store.read(lambda store: (store.providers.list(), store.proxies.list()))
        return targets_of(runtime.snapshot, providers, proxies)

    async def remove(self, conversation_id: str) -> RemovedConversation:
        """Stops what is being written there, then as in the library."""
        await self.stop_all(conversation_id)
        return await super().remove(conversation_id)

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

        def write(store: Repositories) -> str:
            stored = [
                store.chat.add_attachment(conversation_id, file.name, file.media_type, file.data) for file in attached
            ]
            parts = [_attached(item, new.is_image) for item, new in zip(stored, attached, strict=True)]
            parts += [{"type": "text", "text": text}] if text.strip() else []
            parent = store.chat.get(conversation_id).head_id
            draft = MessageDraft(role="user", parts=tuple(parts), parent_id=parent)
            question = store.chat.add_message(conversation_id, draft)
            _name(store, conversation_id, text, attached)
            store.chat.set_draft(conversation_id, "")
            return question.id

        return await self._ask(conversation_id, to, write)

    async def edit(self, message_id: str, text: str, *, to: Sequence[Asked] = ()) -> Sent:
        """Another version of one of the user's messages, as a branch of its own; files stay with it. Raises as `send`."""
        if not text.strip():
            raise InvalidInputError("field_required", field="message")
        old = await self._message(message_id, "user")

        def write(store: Repositories) -> str:
            kept = [part for part in old.parts if part.get("type") != "text"]
            draft = MessageDraft(role="user", parts=(*kept, {"type": "text", "text": text}), parent_id=old.parent_id)
            return store.chat.add_message(old.conversation_id, draft).id

        return await self._ask(old.conversation_id, to, write)

    async def regenerate(self, message_id: str, *, to: Sequence[Asked] = ()) -> Sent:
        """Another answer beside this one, of the conversation's model unless told otherwise. A failed one without any
        content is replaced. Raises as `send`."""
        old = await self._message(message_id)
        question_id = message_id if old.role == "user" else old.parent_id
        if question_id is None:
            raise NotFoundError("not_found", kind="message", ref=message_id)

        def write(store: Repositories) -> str:
            if old.role != "user" and old.state != "complete" and not old.parts:
                store.chat.delete_message(old.id)
            return question_id

        return await self._ask(old.conversation_id, to, write)

    async def choose(self, message_id: str) -> ConversationView:
        """Shows the branch of this message, to where it was left."""
        message = await self._message(message_id)

        def work(store: Repositories) -> ConversationView:
            view = view_of(store, message.conversation_id)
            store.chat.set_head(message.conversation_id, view.tree.last_of(message).id)
            return view_of(store, message.conversation_id)

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

    async def _ask(self, conversation_id: str, to: Sequence[Asked], write: Callable[[Repositories], str]) -> Sent:
        """`write` stores the question and gives its id. One question at a time in one conversation."""
        conversation = (await self.get(conversation_id)).conversation
        if conversation_id in self._asking or self.running(conversation_id):
            raise ConflictError("chat_busy", title=conversation.title)
        self._asking.add(conversation_id)
        try:
            asked = await self._check(conversation, to)

            def work(store: Repositories) -> tuple[str, tuple[Message, ...]]:
                question_id = write(store)
                store.app_state.set(LAST_KEY, {"route": asked[0][0].route, "model": asked[0][1]})
                return question_id, _add_answers(store, conversation_id, question_id, asked)

            question_id, answers = await self._store.write(work, configuration=False)
            return await self._start(conversation_id, question_id, answers, asked)
        finally:
            self._asking.discard(conversation_id)

    async def _check(self, conversation: Conversation, to: Sequence[Asked]) -> tuple[tuple[ChatTarget, str], ...]:
        """Whom to ask, before anything is stored."""
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
            return view_of(store, conversation_id), files

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


def title_of(text: str) -> str:
    """The first words of a message, in one line."""
    line = next((" ".join(line.split()) for line in text.splitlines() if line.strip()), "")
    if len(line) <= _TITLE_LENGTH:
        return line
    cut = line[:_TITLE_LENGTH]
    return (cut.rpartition(" ")[0] if " " in cut[_TITLE_LENGTH // 2 :] else cut) + "…"


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
