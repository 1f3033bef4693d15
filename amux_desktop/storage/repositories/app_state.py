"""Things the app remembers that are no settings, as JSON by key."""

from __future__ import annotations

import json
from typing import Any

from amux_desktop.storage.repositories.base import Repository
from amux_desktop.storage.tables import APP_STATE, META


class AppStateRepository(Repository):
    def get(self, key: str, default: Any = None) -> Any:
        row = self._find(APP_STATE, key)
        return default if row is None else json.loads(row.value)

    def set(self, key: str, value: Any) -> None:
        """`value` is anything JSON can hold; None forgets the key."""
        if value is None:
            self._delete(APP_STATE, key)
            return
        text = json.dumps(value, ensure_ascii=False)
        self._put(APP_STATE, {"key": key, "value": text, "updated_ms": self._clock.now_ms()})

    def vault_id(self) -> str | None:
        """The vault whose keys sealed this database's secrets; None before the first."""
        row = self._find(META, "vault_id")
        return None if row is None else row.value

    def set_vault_id(self, vault_id: str) -> None:
        self._put(META, {"key": "vault_id", "value": vault_id})
