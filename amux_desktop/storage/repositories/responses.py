"""Stored Responses and their chains."""

from __future__ import annotations

import zlib
from typing import Any

from sqlalchemy import Row, delete, select

from amux_desktop.core.errors import ConflictError
from amux_desktop.storage.records import StoredResponse
from amux_desktop.storage.repositories.base import Repository
from amux_desktop.storage.tables import STORED_RESPONSES

_MAX_CHAIN = 1000


class ResponseRepository(Repository):
    def save(self, response: StoredResponse) -> None:
        self._put(
            STORED_RESPONSES,
            {
                "id": response.id,
                "previous_id": response.previous_id,
                "route": response.route,
                "token_id": response.token_id,
                "model": response.model,
                "input": zlib.compress(response.input, 3),
                "output": zlib.compress(response.output, 3),
                "created_ms": response.created_ms or self._clock.now_ms(),
                "expires_ms": response.expires_ms,
            },
        )

    def chain(self, response_id: str, token_id: str) -> tuple[StoredResponse, ...]:
        """The conversation up to and including `response_id`, oldest first; empty when the response is unknown, expired
        or another token's. Raises `field_invalid` for a chain that is longer than 1000 turns."""
        turns: list[StoredResponse] = []
        now = self._clock.now_ms()
        following: str | None = response_id
        while following:
            row = self._find(STORED_RESPONSES, following)
            if row is None or row.token_id != token_id or row.expires_ms <= now:
                return ()
            turns.append(_record(row))
            if len(turns) > _MAX_CHAIN:
                raise ConflictError(
                    "field_invalid", field="previous_response_id", value=response_id, reason="The chain is too long"
                )
            following = row.previous_id
        return tuple(reversed(turns))

    def get(self, response_id: str, token_id: str) -> StoredResponse | None:
        row = self._find(STORED_RESPONSES, response_id)
        if row is None or row.token_id != token_id or row.expires_ms <= self._clock.now_ms():
            return None
        return _record(row)

    def delete(self, response_id: str, token_id: str) -> bool:
        """False when there is none of that token."""
        row = self._find(STORED_RESPONSES, response_id)
        if row is None or row.token_id != token_id:
            return False
        self._delete(STORED_RESPONSES, response_id)
        return True

    def delete_expired(self, limit: int = 1000) -> int:
        columns = STORED_RESPONSES.c
        expired = select(columns.id).where(columns.expires_ms <= self._clock.now_ms()).limit(limit)
        ids = self._connection.scalars(expired).all()
        self._connection.execute(delete(STORED_RESPONSES).where(columns.id.in_(ids)))
        return len(ids)


def _record(row: Row[Any]) -> StoredResponse:
    return StoredResponse(
        id=row.id,
        previous_id=row.previous_id,
        route=row.route,
        token_id=row.token_id,
        model=row.model,
        input=zlib.decompress(row.input),
        output=zlib.decompress(row.output),
        created_ms=row.created_ms,
        expires_ms=row.expires_ms,
    )
