"""Many rows into one table, with as little time as possible between the database and the rest of the program.

A driver lets the interpreter go for every row of an ``executemany`` and then waits to get it back from the busy event loop. So many
rows go into one statement, and neither statement nor values are looked at again for each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert

_BLOCK = 50
"""Rows of one statement. SQLite takes 32 766 values."""


def insert_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert `rows`, which hold the same columns and values that the driver takes as they are."""
    dialect = connection.dialect
    if not dialect.positional:
        if rows:
            connection.execute(insert(table), list(rows))
        return
    columns = tuple(rows[0]) if rows else ()
    whole = len(rows) - len(rows) % _BLOCK
    if whole:
        statement, values_of = _statement(dialect, table, columns, _BLOCK)
        for first in range(0, whole, _BLOCK):
            block = map(values_of, rows[first : first + _BLOCK])
            connection.exec_driver_sql(statement, tuple(chain.from_iterable(block)))
    if whole < len(rows):
        statement, values_of = _statement(dialect, table, columns, 1)
        connection.exec_driver_sql(statement, list(map(values_of, rows[whole:])))


@lru_cache(maxsize=16)
def _statement(
    dialect: Dialect, table: Table, columns: tuple[str, ...], count: int
) -> tuple[str, Callable[[dict[str, Any]], tuple[Any, ...]]]:
    """The statement for `count` rows, and what takes a row's values in its order."""
    compiled = insert(table).compile(dialect=dialect, column_keys=list(columns))
    head, word, values = str(compiled).partition(" VALUES ")
    return head + word + ", ".join([values] * count), itemgetter(*(getattr(compiled, "positiontup", None) or columns))
