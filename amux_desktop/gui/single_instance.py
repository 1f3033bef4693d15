"""One window per data folder: a second start brings the first one to the front and ends."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QDir, QLockFile, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_TIMEOUT_MS = 1500
_MAX_LINE = 16_384


class SingleInstance(QObject):
    """`acquire` is True for the first; a later one has handed over its wish to the first by then."""

    show_requested = Signal()
    link_received = Signal(str)

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _server_name(home)
        self._lock = QLockFile(str(home / "window.lock"))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def acquire(self, link: str = "", *, show: bool = True) -> bool:
        """`link` is an amux:// link for the window; without `show` the first stays as it is."""
        if not self._lock.tryLock(100):
            if link or show:
                self._ask_first(link)
            return False
        # A crashed first instance leaves its socket behind; the lock says that nobody listens there any more.
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._server.listen(self._name)
        return True

    def release(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _ask_first(self, link: str) -> None:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(_TIMEOUT_MS):
            word = f"link {link}" if link else "show"
            socket.write(word.replace("\n", " ").encode("utf-8", "replace")[:_MAX_LINE] + b"\n")
            socket.waitForBytesWritten(_TIMEOUT_MS)
            socket.disconnectFromServer()

    def _on_connection(self) -> None:
        assert self._server is not None
        while (socket := self._server.nextPendingConnection()) is not None:
            _Visitor(socket).told.connect(self._on_line)

    def _on_line(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        if word == "link":
            self.link_received.emit(rest)
        elif word == "show":
            self.show_requested.emit()


class _Visitor(QObject):
    """A later start that has something to say: one line, told once. It lives as long as its connection, which ends after
    the line, or when the line is too long to be one."""

    told = Signal(str)

    def __init__(self, socket: QLocalSocket) -> None:
        super().__init__(socket)
        self._socket = socket
        self._is_done = False
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(socket.deleteLater)
        # What came before anybody listened is read in the next turn of the event loop.
        QTimer.singleShot(0, self, self._read)

    def _read(self) -> None:
        if self._is_done:
            return
        if self._socket.canReadLine():
            self._is_done = True
            self.told.emit(bytes(self._socket.readLine().data()).decode("utf-8", "replace").rstrip("\n"))
        elif self._socket.bytesAvailable() > _MAX_LINE:
            self._is_done = True
            self._socket.disconnectFromServer()


def _server_name(home: Path) -> str:
    """Per user and data folder; short, because a socket path may have about 100 characters."""
    digest = hashlib.sha256(str(home).encode()).hexdigest()[:16]
    user = str(os.getuid()) if hasattr(os, "getuid") else "user"
    name = f"amux-{user}-{digest}"
    return str(Path(QDir.tempPath()) / name) if os.name == "posix" else name
