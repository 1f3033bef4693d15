"""The migrations produce exactly what the models declare, and a failing one leaves nothing behind."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import OperationalError

from amux_desktop.core.errors import MachineError
from amux_desktop.core.paths import AppPaths
from amux_desktop.storage import migrations, sqlite
from amux_desktop.storage.database import Database
from amux_desktop.storage.records import RequestLog
from amux_desktop.storage.recovery import list_backups
from amux_desktop.storage.tables import metadata
from amux_desktop.storage.writer import write_logs


def test_the_schema_is_that_of_the_models(database: Database) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert migrations.current(connection) == migrations.head()
        checks = connection.scalars(
            text("SELECT sql FROM sqlite_master WHERE name IN ('proxy_targets', 'api_token_scope')")
        )
        assert all("CHECK" in statement for statement in checks)


def _schema(connection: Connection) -> dict[str, Any]:
    """Tables with their columns and constraints in any order, indexes, and every row."""
    found: dict[str, Any] = {}
    for kind, name, sql in connection.execute(text("SELECT type, name, sql FROM sqlite_master")).all():
        words = " ".join((sql or "").split())
        found[name] = _parts(words) if kind == "table" else words
        if kind == "table":
            columns = sorted(column["name"] for column in inspect(connection).get_columns(name))
            rows = connection.execute(text(f"SELECT {', '.join(columns)} FROM {name}"))
            found[f"{name}, rows"] = [tuple(row) for row in rows]
    return found


def _parts(statement: str) -> list[str]:
    """What stands between the outer brackets, cut at the commas that are in no others."""
    inner = statement[statement.index("(") + 1 : statement.rindex(")")]
    parts, depth = [""], 0
    for sign in inner:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return sorted(part.strip() for part in parts)


def test_a_new_database_is_what_the_revisions_make(tmp_path: Path) -> None:
    made, migrated = (sqlite.make_engine(tmp_path / name) for name in ("made", "migrated"))
    with made.begin() as connection:
        migrations.create(connection)
        first = _schema(connection)
    with migrated.begin() as connection:
        migrations.upgrade(connection)
        second = _schema(connection)
    assert len(first) > 50
    assert first == second
    made.dispose()
    migrated.dispose()


def test_the_head_that_is_named_is_the_newest_script(database: Database) -> None:
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(migrations.FOLDER))
    assert scripts.get_heads() == [migrations.head()]
    assert migrations.is_known(migrations.head())
    assert not migrations.is_known("9999")


def test_opening_again_changes_nothing_and_makes_no_backup(paths: AppPaths, database: Database) -> None:
    database.close()
    Database.open(paths).close()
    assert list_backups(paths.backups) == ()


def test_a_newer_database_is_not_touched(paths: AppPaths, database: Database) -> None:
    database.close()
    with sqlite3.connect(paths.database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = paths.database.read_bytes()
    with pytest.raises(MachineError, match="newer version of Amux") as caught:
        Database.open(paths)
    assert caught.value.code == "database_newer"
    assert paths.database.read_bytes() == before


def test_a_failing_migration_leaves_all_as_it_was_and_a_copy(
    paths: AppPaths, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.write() as connection:
        connection.execute(text("INSERT INTO meta (key, value) VALUES ('mine', 'kept')"))
    database.close()

    def failing(connection: object, revision: str = "head") -> None:
        connection.exec_driver_sql("CREATE TABLE half_done (x)")  # type: ignore[attr-defined]  # a Connection
        connection.exec_driver_sql("UPDATE meta SET value = 'lost'")  # type: ignore[attr-defined]  # a Connection
        raise OperationalError("ALTER", {}, sqlite3.OperationalError("step failed"))

    with monkeypatch.context() as patch:
        patch.setattr(migrations, "head", lambda: "9998")
        patch.setattr(migrations, "upgrade", failing)
        for _ in range(7):
            with pytest.raises(MachineError, match="step failed") as caught:
                Database.open(paths)
    assert caught.value.code == "migration_failed"
    assert 1 <= len(list_backups(paths.backups)) <= 5
    with sqlite3.connect(str(caught.value.params["backup"])) as copy:
        assert copy.execute("SELECT value FROM meta WHERE key = 'mine'").fetchone() == ("kept",)
    copy.close()
    with Database.open(paths).read() as connection:
        assert connection.scalar(text("SELECT value FROM meta WHERE key = 'mine'")) == "kept"
        assert connection.scalar(text("SELECT count(*) FROM sqlite_master WHERE name = 'half_done'")) == 0


def test_half_hours_are_made_from_the_minutes_there_are(database: Database) -> None:
    from alembic import command

    start = 1_800_000 * 1_000_000
    rows = [
        RequestLog(id=f"{number}", started_ms=start + number * 60_000, duration_ms=number, status=200, outcome="ok", client="codex")
        for number in range(40)
    ]  # fmt: skip
    write_logs(database, rows)
    query = text("SELECT * FROM usage_buckets WHERE resolution = 'half' ORDER BY dimension, start_ms, key")
    with database.write(configuration=False) as connection:
        made = [_bucket(row) for row in connection.execute(query).mappings()]
        command.downgrade(migrations._config(connection), "0003")
        assert connection.execute(query).all() == []
        migrations.upgrade(connection)
        assert [_bucket(row) for row in connection.execute(query).mappings()] == made
    assert len(made) == 4


def _bucket(row: Mapping[str, Any]) -> dict[str, Any]:
    """With its histograms read: their bins may be written in any order."""
    return {name: json.loads(value) if name.endswith("_histogram") else value for name, value in row.items()}


def test_the_downgrade_of_each_revision_removes_what_it_made(database: Database) -> None:
    from alembic import command

    with database.write(configuration=False) as connection:
        command.downgrade(migrations._config(connection), "base")
        tables = set(connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")))
        assert tables <= {"alembic_version", "sqlite_sequence"}
        migrations.upgrade(connection)
