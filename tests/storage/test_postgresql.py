"""PostgreSQL as the store of a team, on a real server: what differs from a file. What is alike runs as `both_stores`."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from amux_desktop.core.errors import AmuxError, MachineError, UnavailableError
from amux_desktop.core.ids import new_id
from amux_desktop.core.paths import AppPaths
from amux_desktop.storage import migrations, postgresql
from amux_desktop.storage.database import ChangeWatcher, Database
from amux_desktop.storage.records import NewProviderKey, ProviderDraft, RequestLog
from amux_desktop.storage.tables import metadata
from amux_desktop.storage.unit import Storage
from amux_desktop.storage.writer import LogWriter, write_logs
from tests.helpers.postgres import PASSWORD, PostgresServer, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="the server of the tests runs on POSIX")]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def database_url(postgres: PostgresServer) -> str:
    return postgres.migrated_database()


def entry(**values: object) -> RequestLog:
    plain = {"started_ms": 1_700_000_000_000, "duration_ms": 1, "status": 200, "outcome": "ok"}
    return RequestLog(id=new_id(), **(plain | values))  # type: ignore[arg-type]  # test data


def test_the_schema_is_that_of_the_models(database: Database) -> None:
    with database.read() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []
        assert migrations.current(connection) == migrations.head()
        checks = "SELECT count(*) FROM pg_constraint WHERE contype = 'c' AND conname IN (:one, :two)"
        names = {"one": "ck_proxy_targets_one_target", "two": "ck_api_token_scope_one_route"}
        assert connection.scalar(text(checks), names) == 2


def test_no_length_and_no_character_of_a_client_is_refused(database: Database, storage: Storage) -> None:
    odd = entry(path="/a\0b", session="s\0" * 300, error_message="\0", tags=("x\0y",), client="漢" * 500)
    assert write_logs(database, [odd]) == 1
    with storage.write() as repositories:
        draft = ProviderDraft(name="n" * 3000, slug="p", adapter="a", base_url="http://h")
        repositories.providers.create(draft, [NewProviderKey(secret="sk-key-0123456789abcdefgh")])
    with storage.read() as repositories:
        read = repositories.request_logs.get(odd.id)
        provider = repositories.providers.find("p")
    assert (read.path, read.error_message, read.tags, read.client) == ("/a\ufffdb", "\ufffd", ("x\0y",), "漢" * 64)
    assert len(provider.name) == 3000


def test_a_writer_that_waits_too_long_is_told_that_the_database_is_busy(
    paths: AppPaths, database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = {**postgresql._PARAMETERS, "options": "-c lock_timeout=50"}
    monkeypatch.setattr(postgresql, "_PARAMETERS", options)
    impatient = Database.open(paths, database_url)
    with database.write():
        with impatient.read() as connection:
            assert connection.scalar(text("SELECT 1")) == 1, "readers do not wait"
        with pytest.raises(UnavailableError) as caught, impatient.write():
            pass
    assert caught.value.code == "database_busy"
    with impatient.write():
        pass
    impatient.close()


def test_the_server_notices_a_machine_that_is_gone(database: Database) -> None:
    with database.read() as connection:
        assert [connection.scalar(text(f"SHOW tcp_keepalives_{name}")) for name in ("idle", "interval", "count")] == [
            "20",
            "5",
            "3",
        ]


def test_after_a_restart_of_the_server_everything_goes_on(
    postgres: PostgresServer, database: Database, storage: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    log_writer, watcher = LogWriter(database), ChangeWatcher(database)
    log_writer.start()
    before, during = entry(), entry()
    log_writer.put(before)
    assert log_writer.flush()
    postgres.stop()
    with pytest.raises(MachineError, match="cannot be opened") as caught:
        watcher.poll()
    assert PASSWORD not in str(caught.value)
    log_writer.put(during)
    postgres.start()
    assert log_writer.flush(15)
    assert log_writer.stop()
    assert not watcher.poll()
    with storage.read() as repositories:
        assert {row.id for row in repositories.request_logs.iterate()} == {before.id, during.id}
    assert (log_writer.dropped, PASSWORD in caplog.text) == (0, False)


def test_a_lost_connection_in_a_transaction_is_an_error_and_nothing_is_written(
    postgres: PostgresServer, database: Database, database_url: str
) -> None:
    name = database_url.rpartition("/")[2]

    def cut_off() -> None:
        with database.write() as connection:
            connection.execute(text("INSERT INTO meta (key, value) VALUES ('half', '1')"))
            postgres.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")

    with pytest.raises(MachineError) as caught:
        cut_off()
    assert caught.value.code == "database_unavailable"
    with database.read() as connection:
        assert connection.scalar(text("SELECT count(*) FROM meta WHERE key = 'half'")) == 0


@pytest.mark.parametrize(
    ("change", "code", "reason"),
    [
        (lambda server: server.url("postgres", password="wrong-password"), "database_unavailable", "authentication"),
        (lambda server: server.url("no_such_database"), "database_unavailable", "does not exist"),
        (lambda server: server.url("postgres", port=1), "database_unavailable", "refused"),
        (lambda _server: "postgresql+asyncpg://u:hidden@h/d", "database_url_invalid", r"postgresql\+psycopg"),
        (lambda _server: "mysql://u:hidden@h/d", "database_url_invalid", "only SQLite and PostgreSQL"),
    ],
)
def test_what_cannot_be_opened_is_one_clear_line(
    postgres: PostgresServer, paths: AppPaths, change: object, code: str, reason: str
) -> None:
    with pytest.raises(MachineError, match=reason) as caught:
        Database.open(paths, change(postgres))  # type: ignore[operator]  # one of the functions above
    assert caught.value.code == code
    assert "\n" not in str(caught.value)
    assert not any(secret in str(caught.value) for secret in (PASSWORD, "wrong-password", "hidden"))


def test_a_database_that_cannot_hold_every_text_is_refused(postgres: PostgresServer, paths: AppPaths) -> None:
    url = postgres.new_database("ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    with pytest.raises(MachineError, match="its encoding is LATIN1"):
        Database.open(paths, url)


def test_other_spellings_of_the_scheme_mean_the_same(database: Database, database_url: str, paths: AppPaths) -> None:
    for scheme in ("postgres", "postgresql"):
        other = Database.open(paths, database_url.replace("postgresql+psycopg", scheme))
        assert other.configuration_revision() == database.configuration_revision()
        other.close()


def test_without_the_driver_the_error_says_what_to_install(
    paths: AppPaths, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MachineError, match=r"amux\[team\]"):
        Database.open(paths, database_url)


def test_a_newer_database_is_not_touched(postgres: PostgresServer, paths: AppPaths, database_url: str) -> None:
    name = database_url.rpartition("/")[2]
    postgres.execute("UPDATE alembic_version SET version_num = '9999'", name)
    with pytest.raises(MachineError) as caught:
        Database.open(paths, database_url)
    assert caught.value.code == "database_newer"


def test_a_failing_migration_leaves_nothing(
    postgres: PostgresServer, paths: AppPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgres.new_database()
    upgrade = migrations.upgrade

    def failing(connection: object, revision: str = "head") -> None:
        upgrade(connection, revision)  # type: ignore[arg-type]  # passed on
        connection.execute(text("SELECT no_such_column"))  # type: ignore[attr-defined]  # a connection

    monkeypatch.setattr(migrations, "upgrade", failing)
    with pytest.raises(MachineError) as caught:
        Database.open(paths, url)
    assert caught.value.code == "migration_failed"
    assert postgres.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", url.rpartition("/")[2]) == "0"


def test_there_is_no_file_to_check_or_to_copy(database: Database, paths: AppPaths) -> None:
    assert (database.path, database.verify()) == (None, "")
    with pytest.raises(MachineError, match="only the built-in database"):
        database.back_up(paths.backups / "copy.db")
    assert not (paths.backups / "copy.db").exists()


MACHINE = """
import sys
from pathlib import Path
from amux_desktop.core.paths import AppPaths
from amux_desktop.storage.database import Database
database = Database.open(AppPaths.at(Path(sys.argv[1])), sys.argv[2])
print("open", flush=True)
for line in sys.stdin:
    if line.strip() == "change":
        with database.write():
            pass
        print("changed", flush=True)
    else:
        with database.among_machines(line.strip()):
            print("held", flush=True)
            sys.stdin.readline()
"""


class Machine:
    """Another computer of the team: a process with a data folder of its own."""

    def __init__(self, home: Path, url: str) -> None:
        command = [sys.executable, "-c", MACHINE, str(home), url]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def tell(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")

    def answer(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()


@pytest.fixture
def start_machine(tmp_path: Path) -> Iterator[Callable[[str], Machine]]:
    started: list[Machine] = []

    def start(url: str) -> Machine:
        started.append(Machine(tmp_path / f"machine-{len(started)}", url))
        return started[-1]

    yield start
    for machine in started:
        machine.kill()


def test_machines_that_start_at_once_migrate_once(
    postgres: PostgresServer, start_machine: Callable[[str], Machine]
) -> None:
    url = postgres.new_database()
    machines = [start_machine(url) for _ in range(3)]
    assert [machine.answer() for machine in machines] == ["open"] * 3
    assert postgres.execute("SELECT version_num FROM alembic_version", url.rpartition("/")[2]) == migrations.head()


def test_a_change_of_another_machine_is_noticed_within_a_second(
    start_machine: Callable[[str], Machine], database: Database, database_url: str
) -> None:
    machine, watcher = start_machine(database_url), ChangeWatcher(database)
    assert machine.answer() == "open"
    assert not watcher.poll()
    machine.tell("change")
    assert machine.answer() == "changed"
    begun = time.monotonic()
    assert watcher.poll()
    assert time.monotonic() - begun < 0.8, "the service asks every 0.2 s"
    assert not watcher.poll()


def test_a_lock_among_machines_is_held_by_one_and_ends_with_it(
    start_machine: Callable[[str], Machine], postgres: PostgresServer, database: Database, database_url: str
) -> None:
    machine = start_machine(database_url)
    assert machine.answer() == "open"
    machine.tell("account-1")
    assert machine.answer() == "held"
    with pytest.raises(UnavailableError) as caught, database.among_machines("account-1", 0.05):
        pass
    assert caught.value.code == "database_busy"
    with database.among_machines("account-2", 0.05), database.write():
        pass  # neither other names nor writers wait
    taken = threading.Event()

    def wait() -> None:
        with database.among_machines("account-1"):
            taken.set()

    waiting = threading.Thread(target=wait)
    waiting.start()
    wait_until(postgres, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted", "1")
    assert not taken.is_set()
    machine.kill()
    waiting.join(10)
    assert taken.is_set()


def test_an_error_under_a_lock_among_machines_is_passed_on_and_lets_it_go(database: Database) -> None:
    def fail() -> None:
        with database.among_machines("account-1"):
            raise AmuxError("not_found", kind="account", ref="1")

    with pytest.raises(AmuxError, match="account"):
        fail()
    with database.among_machines("account-1", 1.0):
        pass
