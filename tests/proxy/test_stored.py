"""What is remembered of conversations is bounded, by size as well as by number; the archive behind has the rest."""

from __future__ import annotations

import sys

import pytest

from amux_desktop.proxy.stored import Conversations, NoArchive
from amux_desktop.storage.records import StoredResponse


class Shelf(NoArchive):
    def __init__(self) -> None:
        self.turns: dict[str, StoredResponse] = {}

    def save(self, turn: StoredResponse) -> None:
        self.turns[turn.id] = turn

    async def chain(self, response_id: str, owner: str) -> tuple[StoredResponse, ...]:
        return (self.turns[response_id],)


def occupied(conversations: Conversations) -> int:
    turns = conversations._turns.values()
    return sum(sys.getsizeof(turn) + sum(map(sys.getsizeof, (turn.id, turn.input, turn.output))) for turn in turns)


@pytest.mark.parametrize(("count", "length"), [(60, 1_000_000), (40_000, 10)])
async def test_memory_holds_the_newest_and_the_archive_the_rest(count: int, length: int) -> None:
    shelf = Shelf()
    conversations = Conversations(shelf)
    for number in range(count):
        conversations.keep({"input": "x" * length}, "r", "me", 1, {"id": f"resp_{number}", "output": []})
    assert occupied(conversations) < 20_000_000
    assert f"resp_{count - 1}" in conversations._turns
    assert "resp_0" not in conversations._turns
    oldest = await conversations.get("resp_0", "me")
    assert oldest is not None
    assert oldest.id == "resp_0"
