"""A Valkey or Redis server of the tests' own: whichever program is installed, on loopback and a Unix socket, with a password."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest

PASSWORD = "shared-password-0123456789"
_PROGRAMS = ("valkey-server", "redis-server")


@dataclass(slots=True)
class ValkeyServer:
    """`start` and `stop` as often as wanted; what was stored is gone with `stop`, as nothing is written to disk."""

    program: str
    folder: Path
    port: int
    tls_port: int = 0
    options: tuple[str, ...] = ()
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _process: subprocess.Popen[bytes] | None = None

    @property
    def socket(self) -> Path:
        return self.folder / "valkey.sock"

    def url(self, database: int = 0, *, password: str = PASSWORD, scheme: str = "valkey") -> str:
        return f"{scheme}://:{password}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        self._process = subprocess.Popen(
            (self.program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
             "--requirepass", PASSWORD, "--unixsocket", str(self.socket), "--unixsocketperm", "700",
             "--dir", str(self.folder), "--databases", "64", *self.options),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        deadline = time.monotonic() + 20
        while not self._answers():
            assert self._process.poll() is None, f"{self.program} ended with {self._process.returncode}"
            assert time.monotonic() < deadline, f"{self.program} does not answer"

    def stop(self) -> None:
        """At once, as a machine that loses its power."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def ask(self, *arguments: str, database: int = 0) -> Any:
        """One command, through a client of its own."""
        from redis import Redis

        with Redis(port=self.port, password=PASSWORD, db=database, decode_responses=True) as client:
            return client.execute_command(*arguments)  # type: ignore[no-untyped-call]  # as redis-py has it

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 5) as client:
            client.sendall(f"AUTH {PASSWORD}\r\nPING\r\nQUIT\r\n".encode())
            return client.makefile("rb").read() == b"+OK\r\n+PONG\r\n+OK\r\n"
        return False


@contextlib.contextmanager
def running_server(*options: str) -> Iterator[ValkeyServer]:
    """Skips the test, naming what is missing, where no server is installed."""
    found = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if found is None:
        pytest.skip("neither valkey-server nor redis-server is installed (Debian: redis-server)")
    pytest.importorskip("redis")
    # Short, because the path of a Unix socket may have 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="amux-vk-", dir="/tmp"))
    try:
        server = ValkeyServer(found, folder, _free_port(), options=options)
        try:
            server.start()
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
