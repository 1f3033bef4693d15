"""Stateful Responses for providers that keep no state: earlier turns are kept here and put in front of the next one.

Memory answers what was said lately; behind it an ``Archive`` (the database, in another thread) keeps it for longer. Nothing here
waits for a disk except a conversation that memory no longer has.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Protocol

from amux_desktop.proxy.exchange import Exchange
from amux_desktop.storage.records import StoredResponse
from bridge import codec
from bridge.adapter import Adapter
from bridge.errors import InvalidRequestError
from bridge.formats.openai_responses.dialect import ResponsesDialect

_MAX_MEMORY = 16 * 1024 * 1024
"""A turn that fell out of memory is read from the archive within milliseconds."""
_OVERHEAD = 1000
"""Bytes a turn takes beside its items and its answer."""
_MAX_TURN = 16 * 1024 * 1024
_MAX_TURNS = 1000
_DAY_MS = 86_400_000


class Archive(Protocol):
    """Where turns are kept beyond memory."""

    def save(self, turn: StoredResponse) -> None:
        """Must return at once and never raise."""
        ...

    async def chain(self, response_id: str, owner: str) -> tuple[StoredResponse, ...]:
        """The conversation up to and including a turn, oldest first; empty when it is not known to this owner."""
        ...

    async def remove(self, response_id: str, owner: str) -> bool: ...


class NoArchive:
    """Memory only."""

    def save(self, turn: StoredResponse) -> None:
        return None

    async def chain(self, response_id: str, owner: str) -> tuple[StoredResponse, ...]:
        return ()

    async def remove(self, response_id: str, owner: str) -> bool:
        return False


class Conversations:
    """Turns by response id. ``owner`` is the API token's id: nobody sees another's turns."""

    def __init__(self, archive: Archive | None = None) -> None:
        self._archive: Archive = archive or NoArchive()
        self._turns: OrderedDict[str, StoredResponse] = OrderedDict()
        self._bytes = 0
        self.on_removed: Callable[[str], None] = lambda _response_id: None
        """Other workers must not answer from their memory what was removed here."""

    async def continued(self, body: dict[str, Any], previous: object, owner: str) -> dict[str, Any] | None:
        """``body`` with the items of the earlier turns in front and without ``previous_response_id``; None when we know no such
        response (its provider may). As OpenAI has it, instructions are not inherited."""
        if not isinstance(previous, str):
            raise InvalidRequestError("must be a string", "previous_response_id")
        turns = await self.chain(previous, owner)
        if not turns:
            return None
        items: list[Any] = []
        for turn in turns:
            items += codec.loads(turn.input)
            items += codec.loads(turn.output).get("output", ())
        rest = {key: value for key, value in body.items() if key != "previous_response_id"}
        return {**rest, "input": [*items, *items_of(body.get("input"))]}

    def keep(self, body: dict[str, Any], route: str, owner: str, days: int, answer: dict[str, Any]) -> None:
        """Remember a turn: the items of the request and the Responses object it was answered with."""
        identifier = answer.get("id")
        if not isinstance(identifier, str) or not identifier:
            return
        previous = body.get("previous_response_id")
        now = time.time_ns() // 1_000_000
        turn = StoredResponse(
            id=identifier,
            previous_id=previous if isinstance(previous, str) else None,
            route=route,
            token_id=owner,
            model=str(answer.get("model") or ""),
            input=codec.dumps(items_of(body.get("input"))),
            output=codec.dumps(answer),
            created_ms=now,
            expires_ms=now + days * _DAY_MS,
        )
        if _size(turn) <= _MAX_TURN:
            self._remember(turn)
            self._archive.save(turn)

    async def chain(self, response_id: str, owner: str) -> list[StoredResponse]:
        """Oldest first; empty when any turn of it is unknown. Raises InvalidRequestError when there are too many."""
        turns: list[StoredResponse] = []
        following: str | None = response_id
        while following is not None:
            turn = self._known(following, owner)
            if turn is None:
                earlier = await self._archive.chain(following, owner)
                turns += reversed(earlier)
                if not earlier:
                    return []
                break
            turns.append(turn)
            following = turn.previous_id
            if len(turns) > _MAX_TURNS:
                raise InvalidRequestError(f"the conversation has more than {_MAX_TURNS} turns", "previous_response_id")
        turns.reverse()
        return turns

    async def get(self, response_id: str, owner: str) -> StoredResponse | None:
        turn = self._known(response_id, owner)
        if turn is None:
            kept = await self._archive.chain(response_id, owner)
            turn = kept[-1] if kept else None
        return turn

    async def remove(self, response_id: str, owner: str) -> bool:
        """False when there is none of this owner's."""
        known = self._known(response_id, owner) is not None
        if known:
            self.forget(response_id)
        removed = await self._archive.remove(response_id, owner) or known
        if removed:
            self.on_removed(response_id)
        return removed

    def forget(self, response_id: str) -> None:
        """Out of memory; the archive keeps what it has."""
        if (turn := self._turns.pop(response_id, None)) is not None:
            self._bytes -= _size(turn)

    def _known(self, response_id: str, owner: str) -> StoredResponse | None:
        turn = self._turns.get(response_id)
        if turn is None or turn.token_id != owner or turn.expires_ms <= time.time_ns() // 1_000_000:
            return None
        self._turns.move_to_end(response_id)
        return turn

    def _remember(self, turn: StoredResponse) -> None:
        if (old := self._turns.pop(turn.id, None)) is not None:
            self._bytes -= _size(old)
        self._turns[turn.id] = turn
        self._bytes += _size(turn)
        while self._bytes > _MAX_MEMORY:
            _, oldest = self._turns.popitem(last=False)
            self._bytes -= _size(oldest)


def owner_of(exchange: Exchange) -> str:
    return exchange.caller.token.id if exchange.caller.token is not None else ""


def keeps_state(adapter: Adapter) -> bool:
    """Whether the provider itself stores Responses: a true copy of OpenAI's endpoint that is not told otherwise."""
    dialect = adapter.dialect
    return (
        isinstance(dialect, ResponsesDialect)
        and adapter.verbatim
        and "previous_response_id" not in dialect.refuses
        and dialect.fixed.get("store") is not False
    )


def can_compact(adapter: Adapter) -> bool:
    """``/responses/compact`` is OpenAI's own; copies of the format lack it."""
    return keeps_state(adapter) and adapter.name == "openai-responses"


def previous_not_found(response_id: object) -> InvalidRequestError:
    return InvalidRequestError(f"there is no response {response_id!r} to continue from", "previous_response_id")


def items_page(turn: StoredResponse) -> dict[str, Any]:
    """The answer to ``GET /responses/{id}/input_items``."""
    items = [
        {**item, "id": item.get("id") or f"msg_{turn.id.removeprefix('resp_')}_{number}"}
        for number, item in enumerate(codec.loads(turn.input))
        if isinstance(item, dict)
    ]
    return {
        "object": "list", "data": items[::-1], "has_more": False, "first_id": items[-1]["id"] if items else None,
        "last_id": items[0]["id"] if items else None,
    }  # fmt: skip


def items_of(value: object) -> list[Any]:
    """The items of a request's ``input``, which may be a plain text."""
    if isinstance(value, str):
        return [{"type": "message", "role": "user", "content": [{"type": "input_text", "text": value}]}]
    return list(value) if isinstance(value, list) else []


def _size(turn: StoredResponse) -> int:
    return len(turn.input) + len(turn.output) + _OVERHEAD
