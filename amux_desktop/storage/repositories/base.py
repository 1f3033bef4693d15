"""What repositories share: their collaborators, JSON columns, and the checks of names and paths."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from amux_desktop.core.clock import Clock
from amux_desktop.core.errors import ConflictError, InvalidInputError, NotFoundError
from amux_desktop.security.cipher import SecretBox

T = TypeVar("T")
SLUG = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


class Repository:
    """Works inside one transaction, which the caller begins and ends."""

    def __init__(self, session: Session, box: SecretBox, clock: Clock) -> None:
        self._session = session
        self._box = box
        self._clock = clock

    def _next_position(self, column: InstrumentedAttribute[int]) -> int:
        last = self._session.scalar(select(column).order_by(column.desc()).limit(1))
        return 0 if last is None else last + 1


def check_slug(session: Session, query: Select[Any], slug: str, own_id: str | None, kind: str) -> None:
    """`query` finds the row that has the slug. Raises `slug_invalid` or `slug_taken`, naming the other row."""
    if not SLUG.fullmatch(slug):
        raise InvalidInputError("slug_invalid", slug=slug)
    other = session.scalars(query).first()
    if other is not None and other.id != own_id:
        raise ConflictError("slug_taken", slug=slug, kind=kind, name=other.name, id=other.id)


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
