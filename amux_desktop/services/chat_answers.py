"""Asks for answers and writes them down while they come: several at once, each on its own, each stopped on its own."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from amux_desktop.core.errors import MESSAGES, AmuxError
from amux_desktop.core.events import ConversationChanged, EventBus, RequestFinished, RequestSummary
from amux_desktop.core.tasks import TaskSet
from amux_desktop.services.chat_call import CLIENT, ChatCall, ChatFailedError
from amux_desktop.services.chat_live import LiveAnswer, LivePart
from amux_desktop.services.chat_tools import TOOLS, run_tool
from amux_desktop.services.chat_wire import ChatOptions, answer_messages, build_request
from amux_desktop.services.proxy_control import ProxyControl
from amux_desktop.services.store import Store
from amux_desktop.storage.records import MessageDraft
from amux_desktop.storage.records.chat import MessageState
from bridge import ir
from bridge.errors import BridgeError

if TYPE_CHECKING:
    from amux_desktop.proxy.application import Application
    from amux_desktop.proxy.runtime import Runtime

log = logging.getLogger(__name__)
SAVE_EVERY_S = 1.0
_ROUNDS = 6
"""How often in a row the model may use tools."""
_KEPT = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, and the stored message (still empty) that takes the answer. `messages` is the branch up to it."""

    conversation_id: str
    message_id: str
    draft: MessageDraft
    inbound: str
    messages: tuple[ir.Message, ...] = field(repr=False)
    options: ChatOptions


class ChatAnswers:
    """Belongs to the loop; `live` may be asked from any thread."""

    def __init__(self, store: Store, proxy: ProxyControl, bus: EventBus, version: str) -> None:
        self._store = store
        self._proxy = proxy
        self._bus = bus
        self._version = version
        self._tasks = TaskSet()
        self._writing: dict[str, asyncio.Task[None]] = {}
        self._live: dict[str, LiveAnswer] = {}
        self._stopping: set[str] = set()
        self._records: OrderedDict[str, RequestSummary] = OrderedDict()
        self._application: Application | None = None
        self._runtime: Runtime | None = None
        self._unsubscribe: Callable[[], None] | None = None

    def live(self, message_id: str) -> LiveAnswer | None:
        """The answer while it is being written."""
        return self._live.get(message_id)

    def running(self, conversation_id: str) -> tuple[LiveAnswer, ...]:
        # The list is taken in one step, because another thread may be asking.
        return tuple(live for live in list(self._live.values()) if live.conversation_id == conversation_id)

    def _follow(self) -> None:
        """Records of requests tell what an answer cost; without a chat nobody need make them."""
        if self._unsubscribe is None:
            self._unsubscribe = self._bus.subscribe(RequestFinished, self._on_finished)

    def start(self, question: Question) -> LiveAnswer:
        draft = question.draft
        live = LiveAnswer(question.conversation_id, question.message_id, draft.route, draft.model)
        self._live[question.message_id] = live
        self._writing[question.message_id] = self._tasks.spawn(
            self._write(question, live), name=f"chat answer {question.message_id}"
        )
        return live

    async def stop(self, message_id: str) -> None:
        """Ends the request to the provider and waits until what came is stored. Nothing happens when it is over already."""
        task = self._writing.get(message_id)
        if task is not None:
            self._stopping.add(message_id)
            task.cancel()
            await asyncio.wait({task})

    async def ask_once(self, question: Question) -> str:
        """The text of an answer that no message keeps. Raises ChatFailedError."""
        live = LiveAnswer(question.conversation_id, "", question.draft.route, question.draft.model)
        await self._ask(question, list(question.messages), live, _Tally())
        return live.text()

    async def aclose(self) -> None:
        """What is being written is stored as interrupted."""
        if self._unsubscribe is not None:
            self._unsubscribe()
        await self._tasks.cancel_all()

    # ------------------------------------------------------------------ one answer

    async def _write(self, question: Question, live: LiveAnswer) -> None:
        tally = _Tally()
        saving = self._tasks.spawn(self._save_now_and_then(question, live), name="save a chat answer")
        state: MessageState = "complete"
        error: ir.Error | None = None
        try:
            await self._converse(question, live, tally)
        except asyncio.CancelledError:
            state = "stopped" if question.message_id in self._stopping else "interrupted"
        except ChatFailedError as failure:
            state, error = "failed", failure.error
        except BridgeError as failure:
            state, error = "failed", ir.Error(status=400, message=str(failure), kind="invalid_request")
        except AmuxError as failure:
            state, error = "failed", ir.Error(status=failure.status, message=failure.message, code=failure.code)
        finally:
            saving.cancel()
        live.finish(state)
        # Stopping must not be able to lose what came.
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.shield(self._tasks.spawn(self._save(question, live, tally, state, error), name="save a chat"))
        self._stopping.discard(question.message_id)
        self._writing.pop(question.message_id, None)
        self._live.pop(question.message_id, None)
        live.stored.set()
        self._bus.publish(ConversationChanged(question.conversation_id))

    async def _converse(self, question: Question, live: LiveAnswer, tally: _Tally) -> None:
        """Asks, runs the tools that were called, and asks again with their results."""
        messages = list(question.messages)
        for _round in range(_ROUNDS):
            before = len(live.parts)
            await self._ask(question, messages, live, tally)
            calls = [part for part in live.parts[before:] if part.kind == "tool_call"]
            if not calls or not question.options.tools:
                return
            for call in calls:
                outcome = run_tool(call.name, call.text)
                live.append(
                    LivePart(
                        kind="tool_result",
                        id=call.id,
                        name=call.name,
                        chunks=[outcome.text],
                        is_error=outcome.is_error,
                    )
                )
            messages += answer_messages([part.as_json() for part in live.parts[before:]], tally.format)

    async def _ask(self, question: Question, messages: Sequence[ir.Message], live: LiveAnswer, tally: _Tally) -> None:
        request = build_request(
            route=question.draft.route,
            inbound=question.inbound,
            model=question.draft.model,
            messages=messages,
            options=question.options,
            tools=TOOLS if question.options.tools else (),
        )
        tally.format = request.format
        self._follow()
        application, secret = await self._way_in()
        call = ChatCall(application, secret, self._version, request)
        try:
            async with contextlib.aclosing(call.events()) as events:
                async for event in events:
                    if isinstance(event, ir.Finish):
                        tally.usage = event.usage
                        tally.finish_reason = event.reason
                    else:
                        if isinstance(event, ir.PartStart):
                            tally.first_token()
                        live.feed(event)
        finally:
            tally.add(call.request_id, self._records.pop(call.request_id, None))

    async def _way_in(self) -> tuple[Application, str]:
        from amux_desktop.proxy.application import Application

        runtime = await self._proxy.runtime()
        if self._application is None or runtime is not self._runtime:
            self._application, self._runtime = Application(runtime), runtime
        return self._application, runtime.internal_secret

    # ------------------------------------------------------------------ writing down

    async def _save_now_and_then(self, question: Question, live: LiveAnswer) -> None:
        """So that a crash loses no more than the last second."""
        stored = 0
        while True:
            await asyncio.sleep(SAVE_EVERY_S)
            parts = live.stored_parts()
            size = sum(len(part.chunks) for part in live.parts)
            if size != stored:
                stored = size
                draft = _filled(question.draft, parts, "interrupted", _Tally(), None)
                await self._update(question.message_id, draft)

    async def _save(
        self, question: Question, live: LiveAnswer, tally: _Tally, state: MessageState, error: ir.Error | None
    ) -> None:
        await self._update(question.message_id, _filled(question.draft, live.stored_parts(), state, tally, error))

    async def _update(self, message_id: str, draft: MessageDraft) -> None:
        try:
            await self._store.write(lambda store: store.chat.update_message(message_id, draft), configuration=False)
        except AmuxError as failure:
            log.warning("A chat answer was not stored: %s", failure)

    def _on_finished(self, event: RequestFinished) -> None:
        summary = event.summary
        if summary.client == CLIENT and summary.source == "internal":
            self._records[summary.id] = summary
            while len(self._records) > _KEPT:
                self._records.popitem(last=False)


@dataclass(slots=True)
class _Tally:
    """What an answer took, over all its requests."""

    format: str = ""
    request_id: str = ""
    provider_name: str = ""
    usage: ir.Usage | None = None
    finish_reason: str = ""
    tokens: dict[str, int] = field(default_factory=dict)
    cost_nanos: int | None = None
    first_token_ms: int | None = None
    began: float = field(default_factory=time.monotonic)

    def first_token(self) -> None:
        if self.first_token_ms is None:
            self.first_token_ms = self.elapsed_ms()

    def elapsed_ms(self) -> int:
        return int((time.monotonic() - self.began) * 1000)

    def add(self, request_id: str, record: RequestSummary | None) -> None:
        """`record` is what the log says of one request: it counts tokens and cost alike for all vendors."""
        self.request_id = request_id or self.request_id
        usage, self.usage = self.usage, None
        counts = {
            "input_tokens": record.input_tokens if record else usage.input_tokens if usage else None,
            "output_tokens": record.output_tokens if record else usage.output_tokens if usage else None,
            "cache_read_tokens": record.cache_read_tokens if record else usage.cache_read_tokens if usage else None,
            "reasoning_tokens": usage.reasoning_tokens if usage else None,
        }
        for name, count in counts.items():
            if count:
                self.tokens[name] = self.tokens.get(name, 0) + count
        if record is not None:
            self.provider_name = record.provider_name or self.provider_name
            if record.cost_nanos is not None:
                self.cost_nanos = (self.cost_nanos or 0) + record.cost_nanos


def _filled(
    draft: MessageDraft,
    parts: Sequence[dict[str, object]],
    state: MessageState,
    tally: _Tally,
    error: ir.Error | None,
) -> MessageDraft:
    """The stored message with what is known of the answer by now."""
    return dataclasses.replace(
        draft,
        role="assistant",
        parts=tuple(parts),
        state=state,
        provider_name=tally.provider_name,
        request_id=tally.request_id,
        usage=dict(tally.tokens),
        cost_nanos=tally.cost_nanos,
        first_token_ms=tally.first_token_ms,
        duration_ms=tally.elapsed_ms() if state != "interrupted" else None,
        error=error.message if error is not None else "",
        error_code=_code(error) if error is not None else "",
    )


def _code(error: ir.Error) -> str:
    """Amux's own code where it is one, else the kind of the provider's error."""
    return error.code if error.code is not None and error.code in MESSAGES else error.kind
