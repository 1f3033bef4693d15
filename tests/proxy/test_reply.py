from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from amux_desktop.proxy.reply import Reply


async def test_the_last_piece_ends_the_body_in_the_same_message() -> None:
    """A client that closes when it has read `[DONE]` must have the end of the body by then."""
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    exchange: Any = SimpleNamespace(started=0.0, capture=None, response_bytes=0, id="1", status=None)
    reply = Reply(send, exchange)
    await reply.start(200, [])
    await reply.write(b"data: 1\n\n")
    await reply.write(b"data: [DONE]\n\n", last=True)
    await reply.end()
    assert [(message.get("body"), message.get("more_body")) for message in sent[1:]] == [
        (b"data: 1\n\n", True),
        (b"data: [DONE]\n\n", False),
    ]
    assert reply.ended
    assert exchange.response_bytes == len(b"data: 1\n\ndata: [DONE]\n\n")
