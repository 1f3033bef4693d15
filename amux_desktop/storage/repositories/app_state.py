"""Things the app remembers that are no settings, as JSON by key."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import delete

from amux_desktop.storage.models import AppStateRow, MetaRow
from amux_desktop.storage.repositories.base import Repository


class AppStateRepository(Repository):
    def get(self, key: str, default: Any = None) -> Any:
        row = self._session.get(AppStateRow, key)
        return default if row is None else json.loads(row.value)

    def set(self, key: str, value: Any) -> None:
        """`value` is anything JSON can hold; None forgets the key."""
        if value is None:
            self._session.execute(delete(AppStateRow).where(AppStateRow.key == key))
            return
        text = json.dumps(value, ensure_ascii=False)
        self._session.merge(AppStateRow(key=key, value=text, updated_ms=self._clock.now_ms()))
        self._session.flush()

    def vault_id(self) -> str | None:
        """The vault whose keys sealed this database's secrets; None before the first."""
        row = self._session.get(MetaRow, "vault_id")
        return None if row is None else row.value

    def set_vault_id(self, vault_id: str) -> None:
        self._session.merge(MetaRow(key="vault_id", value=vault_id))
        self._session.flush()
