"""A PostgreSQL server of the tests' own: made once a process in a temporary folder, on loopback, with a database for each test."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from amux_desktop.core.paths import AppPaths
from amux_desktop.storage.database import Database

_DEBIAN = Path("/usr/lib/postgresql")
USER = "amux"
_TEMPLATE = "amux_template"
PASSWORD = "team-password-0123456789"


def programs() -> Path | None:
    """The folder with `initdb` and `pg_ctl`: Debian keeps them out of PATH, one folder for each version."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    folders = [folder for folder in _DEBIAN.glob("*/bin") if (folder / "initdb").exists()]
    return max(folders, key=lambda folder: float(folder.parent.name), default=None)


@dataclass(slots=True)
class PostgresServer:
    folder: Path
    port: int
    _bin: Path
    _numbers: Iterator[int]

    def url(self, database: str, *, user: str = USER, password: str = PASSWORD, port: int | None = None) -> str:
        return f"postgresql+psycopg://{user}:{password}@127.0.0.1:{port or self.port}/{database}"

    def new_database(self, *options: str) -> str:
        """An empty database of its own; its URL. Deleted with the server."""
        name = f"amux_{next(self._numbers)}"
        self.execute(" ".join((f"CREATE DATABASE {name}", *options)))
        return self.url(name)

    def migrated_database(self) -> str:
        """As `new_database`, with the schema that the real migrations make."""
        if not self.execute(f"SELECT 1 FROM pg_database WHERE datname = '{_TEMPLATE}'"):
            self.execute(f"CREATE DATABASE {_TEMPLATE}")
            Database.open(AppPaths.at(self.folder / "template"), self.url(_TEMPLATE)).close()
        return self.new_database("TEMPLATE", _TEMPLATE)

    def execute(self, statement: str, database: str = "postgres") -> str:
        """As the superuser, through `psql`; what it printed."""
        command = ("psql", "-h", str(self.folder), "-p", str(self.port), "-U", USER, "-AtXq", "-d", database)
        return self._run((*command, "-v", "ON_ERROR_STOP=1", "-c", statement)).strip()

    def restart(self) -> None:
        """As an administrator does: clients lose their connections at once."""
        self.stop()
        self.start()

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        data = str(self.folder / "data")
        self._run(("pg_ctl", "-D", data, "-w", "-l", str(self.folder / "log"), "-o", options, "start"))

    def stop(self, mode: str = "fast") -> None:
        self._run(("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", mode, "stop"))

    def _run(self, command: Sequence[str]) -> str:
        done = subprocess.run(
            (str(self._bin / command[0]), *command[1:]),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if command[0] == "psql" else subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            cwd=self.folder,
            env=os.environ | {"PGPASSWORD": PASSWORD, "LC_ALL": "C.UTF-8"},
            check=False,
            timeout=60,
            **_identity(),
        )
        assert done.returncode == 0, done.stderr
        return done.stdout or ""


@contextlib.contextmanager
def running_server() -> Iterator[PostgresServer]:
    """Skips the test, naming what is missing, where PostgreSQL is not installed."""
    found = programs()
    if found is None:
        pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
    pytest.importorskip("psycopg")
    # Short, because the path of a Unix socket may have 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="amux-pg-", dir="/tmp"))
    try:
        server = PostgresServer(folder, _free_port(), found, count(1))
        secret = folder / "password"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        data, options = str(folder / "data"), ("-E", "UTF8", "--locale=C.UTF-8", "-A", "scram-sha-256", "-N")
        server._run(("initdb", "-D", data, "-U", USER, f"--pwfile={secret}", *options))
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wait_until(server: PostgresServer, query: str, expected: str, seconds: float = 5.0) -> None:
    """For what only the server knows, such as that somebody waits for a lock."""
    end = time.monotonic() + seconds
    while (seen := server.execute(query)) != expected:
        assert time.monotonic() < end, f"{query}: {seen}"


def _identity() -> dict[str, Any]:
    """The server refuses to run as root; Debian's package brings a user for it."""
    if os.geteuid() != 0:
        return {}
    import pwd  # not on Windows

    entry = pwd.getpwnam("postgres")
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
