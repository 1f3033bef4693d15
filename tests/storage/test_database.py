"""Transactions, concurrency, damage, change detection."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from amux_desktop.core.errors import MachineError, UnavailableError
from amux_desktop.core.paths import AppPaths
from amux_desktop.storage import sqlite
from amux_desktop.storage.database import ChangeWatcher, Database
from amux_desktop.storage.recovery import check_backup, list_backups, restore_backup

ROOT = Path(__file__).resolve().parents[2]


def counter(connection: Connection) -> int:
    return int(connection.scalar(text("SELECT value FROM meta WHERE key = 'n'")) or 0)


_SET = "INSERT INTO meta (key, value) VALUES ('n', :n) ON CONFLICT (key) DO UPDATE SET value = excluded.value"


def set_counter(connection: Connection, value: int) -> None:
    connection.execute(text(_SET), {"n": str(value)})


def test_pragmas(database: Database) -> None:
    with database.read() as connection:
        for pragma, value in {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1, "busy_timeout": 5000}.items():
            assert connection.scalar(text(f"PRAGMA {pragma}")) == value


@pytest.mark.skipif(os.name != "posix", reason="POSIX modes")
def test_files_are_private_whatever_the_umask(paths: AppPaths) -> None:
    old = os.umask(0o022)
    try:
        database = Database.open(paths)
        with database.write() as connection:
            set_counter(connection, 1)
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in paths.home.glob("amux.db*")}
        database.back_up(paths.backups / "copy.db")
        database.close()
    finally:
        os.umask(old)
    assert set(modes) == {"amux.db", "amux.db-wal", "amux.db-shm"}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE((paths.backups / "copy.db").stat().st_mode) == 0o600


@pytest.mark.both_stores
def test_a_read_transaction_cannot_write_and_the_next_writer_can(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(MachineError, match=r"read-?only"), database.read() as connection:
        set_counter(connection, 1)
    assert "INSERT INTO meta" not in caplog.text, "a refused statement is logged without its text"
    with database.write() as connection:
        set_counter(connection, 2)
    with database.read() as connection:
        assert counter(connection) == 2


@pytest.mark.both_stores
def test_an_exception_rolls_back(database: Database) -> None:
    def fail_halfway() -> None:
        with database.write() as connection:
            set_counter(connection, 5)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_halfway()
    with database.read() as connection:
        assert counter(connection) == 0


@pytest.mark.both_stores
def test_read_modify_write_from_many_threads_loses_nothing(database: Database) -> None:
    def work() -> None:
        for _ in range(25):
            with database.write(configuration=False) as connection:
                set_counter(connection, counter(connection) + 1)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as connection:
        assert counter(connection) == 200


@pytest.mark.both_stores
def test_a_reader_sees_one_moment_while_a_writer_commits(database: Database) -> None:
    with database.read() as reader:
        assert counter(reader) == 0
        with database.write() as writer:
            set_counter(writer, 9)
        assert counter(reader) == 0
    with database.read() as reader:
        assert counter(reader) == 9


def test_a_database_kept_busy_is_a_clear_error(paths: AppPaths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_CONNECT_PRAGMAS", tuple(p.replace("5000", "20") for p in sqlite._CONNECT_PRAGMAS))
    database = Database.open(paths)
    other = sqlite3.connect(paths.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(UnavailableError) as caught, database.write():
        pass
    assert caught.value.code == "database_busy"
    other.close()
    database.close()


@pytest.mark.both_stores
def test_changes_of_others_are_noticed_and_own_ones_are_not(
    paths: AppPaths, database: Database, database_url: str
) -> None:
    watcher, other = ChangeWatcher(database), Database.open(paths, database_url)
    assert not watcher.poll()
    with database.write() as connection:
        set_counter(connection, 1)
    assert not watcher.poll()
    with other.write(configuration=False) as connection:
        set_counter(connection, 2)
    assert not watcher.poll(), "logs are no configuration"
    with other.write() as connection:
        set_counter(connection, 3)
    assert watcher.poll()
    assert not watcher.poll()
    with other.write() as connection:
        set_counter(connection, 4)
    with database.write() as connection:
        set_counter(connection, 5)
    assert watcher.poll()
    watcher.close()
    other.close()


WAL_HEADER = bytes.fromhex("377f0682002de21800001000") + bytes(20)


def damage_page(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[4096 : 4096 * 8] = os.urandom(4096 * 7)
    file.write_bytes(data)


def damage_header(file: Path) -> None:
    file.write_bytes(b"this is no database at all" * 400)


def empty(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize("damage", [damage_page, damage_header, empty])
@pytest.mark.parametrize("with_backup", [True, False])
def test_a_damaged_file_is_moved_aside_whole_and_a_backup_takes_its_place(
    paths: AppPaths, database: Database, damage: object, with_backup: bool, caplog: pytest.LogCaptureFixture
) -> None:
    with database.write() as connection:
        set_counter(connection, 7)
    if with_backup:
        database.back_up(paths.backups / "auto-1.db")
        (paths.backups / "auto-2.db").write_bytes(b"a broken backup that is newer")
    database.close()
    paths.vault.write_text("{}")
    damage(paths.database)  # type: ignore[operator]  # one of the functions above
    content = paths.database.read_bytes()
    wal = b"" if damage is empty else WAL_HEADER + bytes(4096)
    (paths.home / "amux.db-wal").write_bytes(wal)

    recovered = Database.open(paths)
    recovery = recovered.recovery
    assert recovery is not None
    assert (recovery.quarantine / "amux.db").read_bytes() == content
    assert (recovery.quarantine / "amux.db-wal").read_bytes() == wal
    assert recovery.restored_from == (paths.backups / "auto-1.db" if with_backup else None)
    assert "moved to" in str(recovery.error())
    assert str(recovery.quarantine) in str(recovery.error())
    with recovered.read() as connection:
        assert counter(connection) == (7 if with_backup else 0)
    assert recovered.verify() == ""
    recovered.close()
    again = Database.open(paths)
    assert again.recovery is None
    again.close()
    assert "damaged" in caplog.text


def test_an_empty_file_without_a_past_is_a_new_database(paths: AppPaths) -> None:
    paths.ensure()
    paths.database.touch()
    database = Database.open(paths)
    assert database.recovery is None
    database.close()


def test_backup_and_restore(paths: AppPaths, database: Database) -> None:
    copy = paths.backups / "auto-1.db"
    with database.write() as connection:
        set_counter(connection, 1)
    database.back_up(copy)
    with database.write() as connection:
        set_counter(connection, 2)
    database.close()
    assert [backup.path for backup in list_backups(paths.backups)] == [copy]

    (paths.home / "no.db").write_bytes(b"nonsense")
    for bad in (paths.home / "no.db", paths.home / "missing.db"):
        with pytest.raises(MachineError, match="not a usable Amux database"):
            restore_backup(bad, paths)
    moved = restore_backup(copy, paths)
    with Database.open(paths).read() as connection:
        assert counter(connection) == 1
    assert moved is not None
    assert (moved / "amux.db").exists()


def test_a_foreign_sqlite_file_is_no_backup(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE x (y)")
    connection.close()
    with pytest.raises(MachineError, match="not a database of Amux"):
        check_backup(foreign)


@pytest.mark.parametrize(
    ("url", "reason"),
    [("nonsense", "form"), ("sqlite://", "must name a file"), ("nosuchdb://h/d", "no support for nosuchdb")],
)
def test_an_unusable_url_is_one_clear_error(paths: AppPaths, url: str, reason: str) -> None:
    with pytest.raises(MachineError, match=reason) as caught:
        Database.open(paths, url)
    assert caught.value.code == "database_url_invalid"


def test_a_url_may_name_another_file(paths: AppPaths, tmp_path: Path) -> None:
    database = Database.open(paths, f"sqlite:///{tmp_path / 'other.db'}")
    assert database.path == tmp_path / "other.db"
    assert not paths.database.exists()
    database.close()


def test_a_folder_in_the_place_of_the_file(paths: AppPaths) -> None:
    paths.ensure()
    paths.database.mkdir()
    with pytest.raises(MachineError, match="cannot be opened"):
        Database.open(paths)


def test_processes_starting_at_once_migrate_once(paths: AppPaths) -> None:
    code = (
        "import sys, os; from pathlib import Path\n"
        "from amux_desktop.core.paths import AppPaths; from amux_desktop.storage.opening import open_storage\n"
        "opened = open_storage(AppPaths.at(Path(sys.argv[1])))\n"
        "with opened.storage.write() as r: r.app_state.set(f'p{os.getpid()}', 1)\n"
        "print(opened.vault.id, opened.vault.state)"
    )
    env = os.environ | {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    command = [sys.executable, "-c", code, str(paths.home)]
    running = [
        subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    results = [(process.communicate(timeout=60), process.returncode) for process in running]
    assert [code for _, code in results] == [0] * 3, results
    assert len({out for (out, _), _ in results}) == 1
    assert list_backups(paths.backups) == ()
    with Database.open(paths).read() as connection:
        assert connection.scalar(text("SELECT count(*) FROM app_state")) == 3
