"""What is special about PostgreSQL, the store of a team: connections, the write lock, types, which errors mean what.

Writers take turns as they do with SQLite, by an advisory lock that a transaction holds until its end. All that reads and
then writes (positions, cycles of proxies, sums of usage) therefore sees what the writer before it has committed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Engine, String, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles

from amux_desktop.core.errors import MachineError

OLDEST_VERSION = 13
LOCK_TIMEOUT_MS = 5000
_DRIVER = "postgresql+psycopg"
_NAMES = frozenset({"postgres", "postgresql", _DRIVER})
_WRITE_LOCK = 0x616D7578  # "amux"; the locks of a database are its own
_TAKE_WRITE_LOCK = f"SELECT pg_advisory_xact_lock({_WRITE_LOCK})"
_TAKE_NAMED_LOCK = text("SELECT pg_advisory_lock(:space, hashtext(:name))")
# A machine that lost its network must not hold a lock for hours, nor wait for hours itself.
_KEEPALIVES = {"keepalives_idle": 20, "keepalives_interval": 5, "keepalives_count": 3}
_SESSION = {
    "lock_timeout": LOCK_TIMEOUT_MS,
    "idle_in_transaction_session_timeout": 300_000,
    **{f"tcp_{name}": value for name, value in _KEEPALIVES.items()},
}
_PARAMETERS: dict[str, Any] = {
    "application_name": "amux",
    "connect_timeout": 5,
    **_KEEPALIVES,
    "options": " ".join(f"-c {name}={value}" for name, value in _SESSION.items()),
}
_BUSY = frozenset({"55P03", "40001", "40P01"})
"""Lock not available, serialization failure, deadlock: worth another try."""


def is_meant(url: URL) -> bool:
    """Whether the URL names PostgreSQL, by whatever driver."""
    return url.drivername.partition("+")[0] in ("postgres", "postgresql")


def make_engine(url: URL) -> Engine:
    """An engine whose transactions take the write lock when they begin, unless `mode` is "read". Raises
    `database_url_invalid`."""
    if url.drivername not in _NAMES:
        raise MachineError("database_url_invalid", reason=f"the only driver for PostgreSQL is {_DRIVER}")
    parameters = {name: value for name, value in _PARAMETERS.items() if name not in url.query}
    try:
        engine = create_engine(url.set(drivername=_DRIVER), pool_pre_ping=True, connect_args=parameters)
    except ImportError:
        raise MachineError(
            "database_url_invalid", reason="PostgreSQL needs the package psycopg: pip install 'amux[team]'"
        ) from None
    event.listen(engine, "connect", _replace_nul)
    event.listen(engine, "begin", _on_begin)
    return engine


def check_server(connection: Connection) -> None:
    """Raises `database_unavailable` for a server that is too old, or a database that cannot hold every text."""
    version: tuple[Any, ...] = connection.dialect.server_version_info or ()
    if version < (OLDEST_VERSION,):
        found = ".".join(map(str, version))
        raise MachineError(
            "database_unavailable", reason=f"PostgreSQL {OLDEST_VERSION} or newer is needed, not {found}"
        )
    encoding = connection.scalar(text("SHOW server_encoding"))
    if encoding != "UTF8":
        raise MachineError("database_unavailable", reason=f"its encoding is {encoding}, and UTF8 is needed")


@contextlib.contextmanager
def named_lock(engine: Engine, name: str, timeout_s: float) -> Iterator[None]:
    """Held by one machine at a time, on a connection of its own, so that nobody else's transactions wait."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT", mode="read") as connection:
        connection.execute(text(f"SET lock_timeout = {int(timeout_s * 1000)}"))
        try:
            connection.execute(_TAKE_NAMED_LOCK, {"space": _WRITE_LOCK, "name": name})
            yield
        finally:
            # Ends the session, and with it the lock: even when the network is gone the server notices in a minute.
            connection.invalidate()


def is_busy(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlstate", None) in _BUSY


def reason_of(error: DBAPIError) -> str:
    """What went wrong, in one line and without the values that the server's details may quote."""
    diagnosis = getattr(error.orig, "diag", None)
    told = getattr(diagnosis, "message_primary", None) or str(error.orig)
    # libpq ends a refused connection with a question to the reader.
    lines = (line.strip() for line in told.splitlines())
    return " ".join(line for line in lines if not line.startswith("Is the server running"))


def _on_begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get("mode")
    if mode == "read":
        return
    if mode is None:  # A migration may wait until another machine has done it.
        connection.exec_driver_sql("SET LOCAL lock_timeout = 600000")
    connection.exec_driver_sql(_TAKE_WRITE_LOCK)


def _replace_nul(connection: Any, _record: object) -> None:
    """Texts of clients and models may hold U+0000, which PostgreSQL cannot store: it becomes U+FFFD. JSON and sealed
    texts never hold it."""
    from psycopg.types.string import StrDumperUnknown

    class Dumper(StrDumperUnknown):
        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\0", "\ufffd"))

    connection.adapters.register_dumper(str, Dumper)


@compiles(String, "postgresql")
def _text(_type: String, _compiler: Any, **_options: Any) -> str:
    """SQLite enforces no lengths, so nothing above relies on them, and a name too long must not be an error here only."""
    return "TEXT"
