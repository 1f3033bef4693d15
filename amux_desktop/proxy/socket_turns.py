"""What one WebSocket remembers: turns that nobody else keeps (``store: false``), for as long as the connection lasts.

Clients on a socket continue with ``previous_response_id`` and send only what is new, whatever they said about storing.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from amux_desktop.proxy.stored import items_of
from bridge import codec

MAX_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Turn:
    """``items`` are the request's and the answer's, as JSON; ``previous`` the response they follow, kept here or elsewhere."""

    previous: str | None
    items: bytes


class Turns:
    """The oldest turns make room for new ones; who continues from one of those is told that it is not known, and sends all."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max = max_bytes
        self._turns: OrderedDict[str, _Turn] = OrderedDict()
        self._bytes = 0

    def keep(self, body: dict[str, Any], answer: dict[str, Any]) -> None:
        """``body`` as the client sent it, ``answer`` the Responses object it got."""
        identifier = answer.get("id")
        if not isinstance(identifier, str) or not identifier:
            return
        if identifier in self._turns:
            # Some servers give the same id to all answers: the name then stands for the newest, with all that led to it.
            body = self.continued(body)
        previous = body.get("previous_response_id")
        items = [*items_of(body.get("input")), *filter(_can_return, items_of(answer.get("output")))]
        turn = _Turn(previous if isinstance(previous, str) and previous != identifier else None, codec.dumps(items))
        if (old := self._turns.pop(identifier, None)) is not None:
            self._bytes -= len(old.items)
        self._turns[identifier] = turn
        self._bytes += len(turn.items)
        while self._bytes > self._max:
            _, oldest = self._turns.popitem(last=False)
            self._bytes -= len(oldest.items)

    def continued(self, body: dict[str, Any]) -> dict[str, Any]:
        """``body`` with the turns kept here put in front; what they follow in turn stays its ``previous_response_id``."""
        pieces: list[list[Any]] = []
        seen: set[str] = set()
        previous = body.get("previous_response_id")
        while isinstance(previous, str) and previous not in seen and (turn := self._turns.get(previous)) is not None:
            seen.add(previous)
            pieces.append(codec.loads(turn.items))
            previous = turn.previous
        if not pieces:
            return body
        rest = {key: value for key, value in body.items() if key != "previous_response_id"}
        if previous is not None:
            rest["previous_response_id"] = previous
        earlier = [item for piece in reversed(pieces) for item in piece]
        return {**rest, "input": [*earlier, *items_of(body.get("input"))]}


def _can_return(item: Any) -> bool:
    """Reasoning that is neither sealed nor readable is only a reference to what a provider would have had to store."""
    if not isinstance(item, dict) or item.get("type") != "reasoning":
        return True
    return bool(item.get("encrypted_content") or item.get("content"))
