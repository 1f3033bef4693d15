from __future__ import annotations

import time

from amux_desktop.services.app_services import AppServices
from amux_desktop.services.response_archive import ResponseArchive
from amux_desktop.storage.records import StoredResponse


def turn(identifier: str, previous: str | None = None, owner: str = "me") -> StoredResponse:
    expires = time.time_ns() // 1_000_000 + 60_000
    return StoredResponse(
        id=identifier,
        route="p",
        token_id=owner,
        model="m",
        input=b"[1]",
        output=b"{}",
        previous_id=previous,
        expires_ms=expires,
    )


async def test_turns_are_stored_soon_and_read_by_their_owner(services: AppServices) -> None:
    archive = ResponseArchive(services.store)
    archive.save(turn("a"))
    archive.save(turn("b", "a"))
    assert [item.id for item in await archive.chain("b", "me")] == ["a", "b"]
    assert await archive.chain("b", "you") == ()
    assert not await archive.remove("b", "you")
    assert await archive.remove("b", "me")
    assert await archive.chain("b", "me") == ()
    archive.save(turn("c"))
    await archive.aclose()
    assert [item.id for item in await services.store.read(lambda store: store.responses.chain("c", "me"))] == ["c"]
