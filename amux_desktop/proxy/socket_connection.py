"""uvicorn's WebSocket protocol with a limit on messages. Loaded with the first WebSocket, for most clients open none."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol


class SocketConnection(WebSocketsSansIOProtocol):
    """A WebSocket after its handshake. ``max_message`` gives the largest message, in bytes, for a connection that opens now;
    a larger one closes it with 1009. After our own closing frame the client has ``closing_s`` to answer it."""

    closing_s = 3.0

    def __init__(self, *args: Any, max_message: Callable[[], int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conn.max_message_size = max_message()
        self.close_timeout = self.closing_s
        # Both would write what they see into the log: addresses with ``?key=``, and at debug level whole prompts.
        self.logger = self.conn.logger = logging.getLogger(__name__)
        self.logger.setLevel(logging.WARNING)
        self.conn.debug = False

    async def send(self, message: Any) -> None:
        await super().send(message)
        if self.initial_response is not None and self.close_sent:
            self.handshake_complete = True  # else uvicorn reports a refusal as a handshake that was forgotten
