"""The database: engine, transactions, start-up checks. The only place that opens or replaces it."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, SQLAlchemyError

from amux_desktop.core.errors import AmuxError, MachineError, UnavailableError
from amux_desktop.core.files import file_lock
from amux_desktop.core.paths import AppPaths
from amux_desktop.storage import migrations, postgresql, sqlite
from amux_desktop.storage.recovery import Recovery, back_up, back_up_before_migration, recover_if_damaged
from amux_desktop.storage.tables import META

log = logging.getLogger(__name__)

_REVISION_KEY = "configuration_revision"
_PAGE_BYTES = 4096
"""SQLite's page, unless somebody made the file with another."""


@dataclass(frozen=True, slots=True)
class _Location:
    url: URL
    path: Path | None
    """The file, for SQLite."""


class Database:
    """Thread-safe. One connection is one transaction; take one, do one thing, leave."""

    def __init__(self, engine: Engine, path: Path | None, recovery: Recovery | None = None) -> None:
        self._reader = _reading(engine)
        self._writer = engine.execution_options(mode="write")
        self._engine = engine
        self._own_changes = 0
        self._count_lock = threading.Lock()
        self.path = path
        """The database file; None for a server."""
        self.recovery = recovery
        """What had to be done at opening because the file was damaged."""

    @classmethod
    def open(cls, paths: AppPaths, url: str = "") -> Database:
        """Check, migrate (a file after a backup copy) and open. `url` is the setting `database.url`; empty is the built-in file.

        Raises `database_newer`, `database_unavailable`, `database_url_invalid`, `migration_failed`,
        `data_dir_unwritable`. A damaged SQLite file does not raise: it is moved to quarantine, replaced by the newest
        good backup, and `recovery` tells what happened.
        """
        paths.ensure()
        location = _locate(paths, url)
        recovery = None
        # Several processes may start at once: one checks and migrates, the others find everything done.
        with file_lock(paths.home / "database.lock"):
            if location.path is not None:
                recovery = recover_if_damaged(location.path, paths)
                sqlite.create_private(location.path)
            engine = _make_engine(location)
            try:
                _migrate(engine, location.path, paths)
            except BaseException:
                engine.dispose()
                raise
        return cls(engine, location.path, recovery)

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view that cannot write."""
        with _translated(), self._reader.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def write(self, *, configuration: bool = True) -> Iterator[Connection]:
        """A transaction that holds the write lock; commits at the end, rolls back on any exception.

        `configuration=False` is for records that routing does not depend on (logs, chats, health): other processes are
        not told to read their configuration again. Raises `database_busy`, `database_unavailable`.
        """
        with _translated(), self._writer.begin() as connection:
            yield connection
            if configuration:
                following = str(_revision(connection) + 1)
                connection.execute(update(META).where(META.c.key == _REVISION_KEY).values(value=following))
        if configuration:
            with self._count_lock:
                self._own_changes += 1

    def configuration_revision(self) -> int:
        """Grows with every configuration change of any process."""
        with self.read() as connection:
            return _revision(connection)

    @property
    def own_changes(self) -> int:
        """How many configuration changes this object has committed."""
        with self._count_lock:
            return self._own_changes

    def verify(self) -> str:
        """Read every page of a SQLite file and return the first problem, or an empty string."""
        return "" if self.path is None else sqlite.find_damage(self.path)

    def back_up(self, target: Path) -> None:
        """Write a consistent copy of a SQLite database. Raises `database_unavailable`."""
        if self.path is None:
            raise MachineError("database_unavailable", reason="only the built-in database can be copied to a file")
        back_up(self.path, target)

    @contextlib.contextmanager
    def among_machines(self, name: str, timeout_s: float = 30.0) -> Iterator[None]:
        """A lock that only one user of a database server holds at a time, without stopping other writers. A file has the
        users of one machine, for whom a file lock does: then this does nothing. Raises `database_busy`."""
        if self.path is not None:
            yield
            return
        with _translated(), postgresql.named_lock(self._engine, name, timeout_s):
            yield

    def shrink(self, kept_bytes: int, limit: int = 2000) -> int:
        """Give back at most `limit` pages that deleted rows left behind in a SQLite file; `kept_bytes` stay free for new
        rows. Returns how many went; a server looks after that itself. Raises `database_busy`, `database_unavailable`."""
        if self.path is None:
            return 0
        with self.write(configuration=False) as connection:
            return sqlite.give_back(connection, kept_bytes // _PAGE_BYTES, limit)

    def close(self) -> None:
        self._engine.dispose()


class ChangeWatcher:
    """Notices that another process changed the configuration. Owned by one thread, which calls `poll` now and then."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._counter = None if database.path is None else sqlite.ChangeCounter(database.path)
        self._data_version = self._counter.value() if self._counter else 0
        self._revision = database.configuration_revision()
        self._own = database.own_changes

    def poll(self) -> bool:
        """True when somebody else changed the configuration since the last call. When nothing happened, some 10 µs with a
        file and one small query with a server."""
        if self._counter is not None:
            data_version = self._counter.value()
            if data_version == self._data_version:
                return False
            self._data_version = data_version
        revision, own = self._database.configuration_revision(), self._database.own_changes
        foreign = revision - self._revision != own - self._own
        self._revision, self._own = revision, own
        return foreign

    def close(self) -> None:
        if self._counter is not None:
            self._counter.close()


def _locate(paths: AppPaths, url: str) -> _Location:
    if not url:
        return _Location(URL.create("sqlite", database=str(paths.database)), paths.database)
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise MachineError("database_url_invalid", reason="it is not of the form dialect://user@host/name") from None
    if postgresql.is_meant(parsed):
        return _Location(parsed, None)
    name = parsed.drivername
    if name.partition("+")[0] != "sqlite":
        raise MachineError("database_url_invalid", reason=f"there is no support for {name}, only SQLite and PostgreSQL")
    if not parsed.database or parsed.database == ":memory:":
        raise MachineError("database_url_invalid", reason="an SQLite URL must name a file")
    return _Location(parsed, Path(parsed.database).absolute())


def _make_engine(location: _Location) -> Engine:
    return postgresql.make_engine(location.url) if location.path is None else sqlite.make_engine(location.path)


def _reading(engine: Engine) -> Engine:
    """The same engine for transactions that see one moment and cannot write; SQLite's are of that kind by `mode` alone."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(mode="read")
    return engine.execution_options(mode="read", isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _migrate(engine: Engine, path: Path | None, paths: AppPaths) -> None:
    with _translated(), _reading(engine).connect() as connection:
        if path is None:
            postgresql.check_server(connection)
        revision = migrations.current(connection)
    if revision == migrations.head():
        return
    if revision is not None and not migrations.is_known(revision):
        raise MachineError(
            "database_newer", path=str(path or engine.url.host), revision=revision, backups=str(paths.backups)
        )
    copy = None if revision is None or path is None else back_up_before_migration(path, revision, paths)
    try:
        with engine.begin() as connection:
            # Another machine or process may have done it while this one waited for the lock.
            revision = migrations.current(connection)
            if revision is None and path is not None:
                migrations.create(connection)
            elif revision != migrations.head():
                migrations.upgrade(connection)
    except SQLAlchemyError as error:
        raise MachineError("migration_failed", reason=_reason(error), backup=str(copy or "none")) from error


def _revision(connection: Connection) -> int:
    return int(connection.scalar(select(META.c.value).where(META.c.key == _REVISION_KEY)) or 0)


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    """Database exceptions as errors of the app; SQL and values stay out of the message."""
    try:
        yield
    except AmuxError:
        raise
    except OperationalError as error:
        reason = _reason(error)
        if "locked" in reason or "busy" in reason or postgresql.is_busy(error):
            raise UnavailableError("database_busy") from error
        raise MachineError("database_unavailable", reason=reason) from error
    except DBAPIError as error:
        log.error("The database refused a statement: %s", _reason(error))
        raise MachineError("database_unavailable", reason=_reason(error)) from error


def _reason(error: SQLAlchemyError) -> str:
    return postgresql.reason_of(error) if isinstance(error, DBAPIError) else type(error).__name__
