"""What is special about SQLite: pragmas, transactions, damage checks, consistent copies. Nothing else may assume it."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

from amux_desktop.core.errors import MachineError

BUSY_TIMEOUT_MS = 5000
SIDE_FILES = ("-wal", "-shm", "-journal")
_WAL_BYTES = 16 * 1024 * 1024
_CONNECT_PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    # What a burst left in the log of changes is cut off at the next checkpoint.
    f"PRAGMA journal_size_limit = {_WAL_BYTES}",
)


def make_engine(path: Path) -> Engine:
    """An engine whose transactions are explicit: `mode` "write" takes the write lock at once (so that reading and then
    writing never fails halfway), "read" cannot write at all."""
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"check_same_thread": False})

    def on_connect(connection: sqlite3.Connection, _record: object) -> None:
        # The driver would begin transactions by itself, too late and of the wrong kind.
        connection.isolation_level = None
        for pragma in _CONNECT_PRAGMAS:
            connection.execute(pragma)

    def on_begin(connection: Connection) -> None:
        read_only = connection.get_execution_options().get("mode") == "read"
        connection.exec_driver_sql(f"PRAGMA query_only = {int(read_only)}")
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
    return engine


def create_private(path: Path) -> None:
    """Make an empty 0600 file first: SQLite would create it with the umask's mode, and -wal and -shm inherit it."""
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        with contextlib.closing(sqlite3.connect(path)) as connection:
            # So that `give_back` can; it has to be said before there are tables.
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            connection.execute("VACUUM")
    if os.name == "posix" and path.stat().st_mode & 0o077:
        for file in (path, *side_files(path)):
            with contextlib.suppress(FileNotFoundError):
                file.chmod(0o600)


def side_files(path: Path) -> tuple[Path, ...]:
    return tuple(path.with_name(path.name + suffix) for suffix in SIDE_FILES)


def give_back(connection: Connection, kept_pages: int, limit: int) -> int:
    """Return at most `limit` free pages to the file system, `kept_pages` stay for what comes next. Returns how many went."""
    free = int(connection.exec_driver_sql("PRAGMA freelist_count").scalar_one())
    count = min(free - kept_pages, limit)
    if count <= 0 or not connection.exec_driver_sql("PRAGMA auto_vacuum").scalar_one():
        return 0
    with contextlib.closing(connection.connection.cursor()) as cursor:
        for _ in range(count):  # the driver takes one step of a statement without columns, and a step frees one page
            cursor.execute("PRAGMA incremental_vacuum(1)")
    return count


def find_damage(path: Path, *, thorough: bool = True) -> str:
    """The first problem of the file, or an empty string. Thorough reads every page (about 2 s per GB); otherwise only
    the header and the schema are read. Raises `database_unavailable` when it cannot be opened at all."""
    try:
        with _connected(path, read_only=True) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if not thorough:
                return ""
            problem = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.OperationalError as error:
        if _is_damage(error):
            return str(error)
        raise MachineError("database_unavailable", reason=str(error), path=str(path)) from error
    except sqlite3.DatabaseError as error:
        return str(error)
    return "" if problem == "ok" else problem


def copy_database(source: Path, target: Path) -> None:
    """A consistent copy, also while others write; the target appears complete or not at all. Raises `sqlite3.Error`,
    `OSError`."""
    partial = target.with_name(f".{target.name}.part")
    partial.unlink(missing_ok=True)
    create_private(partial)
    try:
        with _connected(source) as origin, contextlib.closing(sqlite3.connect(partial)) as copy:
            origin.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        partial.replace(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def read_revision(path: Path) -> str | None:
    """The migration a database file is at; None when it has no tables of ours."""
    with _connected(path, read_only=True) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return None if row is None else str(row[0])


class ChangeCounter:
    """Tells cheaply whether any other connection has committed since the last call. Raises `database_unavailable`."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)

    def value(self) -> int:
        try:
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.Error as error:
            raise MachineError("database_unavailable", reason=str(error)) from error

    def close(self) -> None:
        self._connection.close()


@contextlib.contextmanager
def _connected(path: Path, *, read_only: bool = False) -> Iterator[sqlite3.Connection]:
    """Reading only keeps the -wal of a damaged file as it is: the last one to close would write it back and delete it.
    A hot rollback journal cannot be read past in that mode."""
    hot = path.with_name(path.name + "-journal").exists()
    uri = path.absolute().as_uri() + ("?mode=ro" if read_only and not hot else "")
    connection: Any = sqlite3.connect(uri, timeout=BUSY_TIMEOUT_MS / 1000, uri=True)
    try:
        yield connection
    finally:
        connection.close()


def _is_damage(error: sqlite3.Error) -> bool:
    # Python reports some corruption as OperationalError; the result code is what counts.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
