"""What repositories share: reading and writing rows, JSON columns, and the checks of names and paths."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Row, Select, Table, delete, insert, select, update

from amux_desktop.core.clock import Clock
from amux_desktop.core.errors import ConflictError, InvalidInputError, NotFoundError
from amux_desktop.security.cipher import SecretBox

T = TypeVar("T")
Values = dict[str, Any]
"""Columns of a row by name, ready to be written."""
SLUG = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


class Repository:
    """Works inside one transaction, which the caller begins and ends. Rows are read as they are and never leave the
    package: what goes out are records."""

    def __init__(self, connection: Connection, box: SecretBox, clock: Clock) -> None:
        self._connection = connection
        self._box = box
        self._clock = clock

    def _all(self, query: Select[Any]) -> Sequence[Row[Any]]:
        return self._connection.execute(query).all()

    def _first(self, query: Select[Any]) -> Row[Any] | None:
        return self._connection.execute(query.limit(1)).first()

    def _find(self, table: Table, key: str) -> Row[Any] | None:
        """The row with this primary key."""
        return self._first(select(table).where(_key_of(table) == key))

    def _children(self, parent: Column[Any], *keys: str) -> dict[str, list[Row[Any]]]:
        """Rows by what they belong to, in their order: those of `keys`, else all."""
        query = select(parent.table).order_by(parent.table.c.position)
        grouped: dict[str, list[Row[Any]]] = {}
        for row in self._all(query.where(parent.in_(keys)) if keys else query):
            grouped.setdefault(row._mapping[parent], []).append(row)
        return grouped

    def _insert(self, table: Table, *rows: Values) -> None:
        if rows:
            self._connection.execute(insert(table), list(rows))

    def _update(self, table: Table, key: str, values: Values) -> None:
        self._connection.execute(update(table).where(_key_of(table) == key).values(values))

    def _put(self, table: Table, values: Values) -> None:
        """Replace the row that has this primary key, or create it. The transaction holds the write lock, so nobody else
        can create it in between."""
        place = [column == values[column.name] for column in table.primary_key]
        if self._connection.execute(update(table).where(*place).values(values)).rowcount == 0:
            self._insert(table, values)

    def _delete(self, table: Table, key: str) -> None:
        """What belongs to the row goes with it, by its foreign keys."""
        self._connection.execute(delete(table).where(_key_of(table) == key))

    def _next_position(self, table: Table) -> int:
        position = table.c.position
        last = self._connection.scalar(select(position).order_by(position.desc()).limit(1))
        return 0 if last is None else int(last) + 1

    def _check_slug(self, table: Table, slug: str, own_id: str, kind: str) -> None:
        """Raises `slug_invalid` or `slug_taken`, naming the other row."""
        if not SLUG.fullmatch(slug):
            raise InvalidInputError("slug_invalid", slug=slug)
        other = self._first(select(table.c.id, table.c.name).where(table.c.slug == slug))
        if other is not None and other.id != own_id:
            raise ConflictError("slug_taken", slug=slug, kind=kind, name=other.name, id=other.id)


def _key_of(table: Table) -> Column[Any]:
    """Its primary key, of tables where that is one column."""
    (column,) = table.primary_key
    return column


def required(field: str, value: str) -> str:
    """The value without surrounding space. Raises `field_required`."""
    cleaned = value.strip()
    if not cleaned:
        raise InvalidInputError("field_required", field=field)
    return cleaned


def one_of(field: str, value: str, allowed: Sequence[str]) -> str:
    """Raises `field_invalid`."""
    if value not in allowed:
        raise InvalidInputError("field_invalid", field=field, value=value, reason=f"Allowed: {', '.join(allowed)}")
    return value


def found(row: T | None, kind: str, ref: str) -> T:
    """The row. Raises `not_found`."""
    if row is None:
        raise NotFoundError("not_found", kind=kind, ref=ref)
    return row


def dump(value: Mapping[str, Any] | Sequence[Any] | str) -> str:
    """Compact JSON for a column."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def load_object(text: str) -> dict[str, Any]:
    value = json.loads(text)
    if not isinstance(value, dict):
        raise TypeError("the column must hold a JSON object")
    return value


def load_list(text: str) -> list[Any]:
    value = json.loads(text)
    if not isinstance(value, list):
        raise TypeError("the column must hold a JSON array")
    return value


def check_order(ids: Sequence[str], existing: Sequence[str], kind: str) -> None:
    """Raises `not_found` unless `ids` are exactly the existing ones."""
    known = set(existing)
    for given in ids:
        if given not in known:
            raise NotFoundError("not_found", kind=kind, ref=given)
    if len(ids) != len(known) or len(set(ids)) != len(ids):
        raise InvalidInputError("field_invalid", field="order", value=len(ids), reason="Name every id exactly once")
