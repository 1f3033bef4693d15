"""Many rows into one table, with as little time as possible between the database and the rest of the program.

A driver lets the interpreter go for every row of an ``executemany`` and then waits to get it back from the busy event loop. So many
rows go into one statement, and neither statement nor values are looked at again for each of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Table, insert, select, tuple_

_BLOCKS = (50, 16, 4, 1)
"""Rows of one statement. SQLite takes 32 766 values."""

Row = tuple[Any, ...]


def insert_rows(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: Sequence[Row], *, replace: bool = False
) -> None:
    """Insert `rows`, whose values follow `columns` and are such as the driver takes. With `replace` a row takes the place of the
    one that has its primary key."""
    if not connection.dialect.positional:
        _insert_named(connection, table, columns, rows, replace=replace)
        return
    done = 0
    for block in _BLOCKS:
        while len(rows) - done >= block:
            statement = _statement(connection.dialect, table, columns, block, replace)
            values = chain.from_iterable(rows[done : done + block])
            connection.exec_driver_sql(statement, tuple(values))
            done += block


def rows_at(
    connection: Connection, table: Table, columns: tuple[str, ...], place: tuple[str, ...], places: Sequence[Row]
) -> list[Row]:
    """`columns` of the rows whose columns `place` hold one of `places`."""
    if not connection.dialect.positional:
        where = tuple_(*(table.c[name] for name in place)).in_(places)
        return [tuple(row) for row in connection.execute(select(*(table.c[name] for name in columns)).where(where))]
    # Written out here: SQLAlchemy takes longer to put the values in than SQLite to find the rows.
    quote = connection.dialect.identifier_preparer.quote
    wanted = ", ".join([_marks(place)] * len(places))
    statement = (
        f"SELECT {', '.join(map(quote, columns))} FROM {quote(table.name)} "  # noqa: S608 - names of our own tables
        f"WHERE ({', '.join(map(quote, place))}) IN (VALUES {wanted})"
    )
    found = connection.exec_driver_sql(statement, tuple(chain.from_iterable(places)))
    return [tuple(row) for row in found.all()]


def _insert_named(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: Sequence[Row], *, replace: bool
) -> None:
    """For drivers that send all rows at once by themselves."""
    if not rows:
        return
    values = [dict(zip(columns, row, strict=True)) for row in rows]
    connection.execute(_replacing(table, columns) if replace else insert(table), values)


def _replacing(table: Table, columns: tuple[str, ...]) -> Insert:
    # Only a server needs this dialect: 1.7 MB that the others would carry along.
    from sqlalchemy.dialects import postgresql

    statement = postgresql.insert(table)
    key = [column.name for column in table.primary_key]
    fresh = {name: statement.excluded[name] for name in columns if name not in key}
    return statement.on_conflict_do_update(index_elements=key, set_=fresh)


@lru_cache(maxsize=16)
def _statement(dialect: Dialect, table: Table, columns: tuple[str, ...], count: int, replace: bool) -> str:
    quote = dialect.identifier_preparer.quote
    verb = "INSERT OR REPLACE" if replace else "INSERT"
    names = ", ".join(map(quote, columns))
    return f"{verb} INTO {quote(table.name)} ({names}) VALUES {', '.join([_marks(columns)] * count)}"


def _marks(columns: tuple[str, ...]) -> str:
    return f"({', '.join('?' * len(columns))})"
