"""A web site on loopback that keeps every byte it was sent. Pages by path; what is not there is 404."""

from __future__ import annotations

import contextlib
import socket
import threading
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self


@dataclass
class Page:
    """`body` may be larger or smaller than the length that is announced (`length`)."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None


class Site:
    """Use as a context manager. One answer per connection."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.received: list[bytes] = []
        """Each request, as it came over the wire."""
        self.release = threading.Event()
        """Set to let go what waits: a page at `/slow…` sends half of its body and then waits for it."""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    @property
    def paths(self) -> list[str]:
        return [request.split(b" ", 2)[1].decode() for request in self.received]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """May come early: then the site is gone."""
        self.release.set()
        # A thread that waits in accept() would still take one more connection.
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            request = _read(connection)
            if not request:
                return
            self.received.append(request)
            path = request.split(b" ", 2)[1].decode().partition("?")[0]
            page = self.pages.get(path, Page(status=404))
            length = len(page.body) if page.length is None else page.length
            headers = {"content-length": str(length), "connection": "close", **page.headers}
            head = f"HTTP/1.1 {page.status} X\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers.items())
            half = len(page.body) // 2 if path.startswith("/slow") else len(page.body)
            try:
                connection.sendall(head.encode() + b"\r\n" + page.body[:half])
                if half < len(page.body):
                    self.release.wait(10)
                    connection.sendall(page.body[half:])
            except OSError:
                return


def _read(connection: socket.socket) -> bytes:
    """Head and body of one request."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece:
            return data
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    wanted = next(
        (int(line.partition(b":")[2]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
    )
    while len(body) < wanted:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body
