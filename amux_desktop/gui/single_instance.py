"""One window per data folder: a second start brings the first one to the front and ends."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QDir, QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_TIMEOUT_MS = 1500


class SingleInstance(QObject):
    """`acquire` is True for the first; for a later one it has already asked the first to show itself."""

    show_requested = Signal()

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _server_name(home)
        self._lock = QLockFile(str(home / "window.lock"))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def acquire(self) -> bool:
        if not self._lock.tryLock(100):
            self._ask_first()
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

    def _ask_first(self) -> None:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(_TIMEOUT_MS):
            socket.write(b"show\n")
            socket.waitForBytesWritten(_TIMEOUT_MS)
            socket.disconnectFromServer()

    def _on_connection(self) -> None:
        assert self._server is not None
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.show_requested.emit()


def _server_name(home: Path) -> str:
    """Per user and data folder; short, because a socket path may have about 100 characters."""
    digest = hashlib.sha256(str(home).encode()).hexdigest()[:16]
    user = str(os.getuid()) if hasattr(os, "getuid") else "user"
    name = f"amux-{user}-{digest}"
    return str(Path(QDir.tempPath()) / name) if os.name == "posix" else name
