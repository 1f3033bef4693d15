"""Stored settings: only what differs from the default has a row, so that a better default reaches everybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row, select

from amux_desktop.core.errors import AmuxError, InvalidInputError
from amux_desktop.core.settings import Settings, Value, setting
from amux_desktop.storage.repositories.base import Repository
from amux_desktop.storage.tables import SETTINGS


class SettingsRepository(Repository):
    def load(self, file_values: Mapping[str, str] | None = None) -> tuple[Settings, tuple[AmuxError, ...]]:
        """The snapshot, and what in it could not be used (bad values, locked secrets); those keep their default.
        `file_values` are those of `core.config_file.read_config`."""
        stored: dict[str, str] = {}
        problems: list[AmuxError] = []
        for row in self._all(select(SETTINGS)):
            try:
                stored[row.key] = self._open(row)
            except AmuxError as error:
                problems.append(error)
        settings, invalid = Settings.from_text(stored | dict(file_values or {}))
        return settings, (*problems, *invalid)

    def save(self, changes: Mapping[str, Value]) -> None:
        """Validate and store by key, all or nothing. Raises `setting_unknown`, `setting_invalid`, `vault_locked`."""
        for key, value in changes.items():
            declared = setting(key)
            checked = declared.validate(value)
            if declared.place != "database":
                raise InvalidInputError("setting_invalid", key=key, value="a value here", allowed="in config.json only")
            if checked == declared.default:
                self._delete(SETTINGS, key)
                continue
            text = declared.format(checked)
            if declared.secret:
                text = self._seal(key, text)
            values = {"key": key, "value": text, "is_sealed": declared.secret, "updated_ms": self._clock.now_ms()}
            self._put(SETTINGS, values)

    def reset(self, keys: Iterable[str]) -> None:
        """Back to the default."""
        for key in keys:
            self._delete(SETTINGS, setting(key).key)

    def reseal(self) -> int:
        """Seal every secret again with the current key (for a rotation). Returns how many."""
        rows = self._all(select(SETTINGS).where(SETTINGS.c.is_sealed.is_(True)))
        for row in rows:
            self._update(SETTINGS, row.key, {"value": self._seal(row.key, self._open(row))})
        return len(rows)

    def _seal(self, key: str, text: str) -> str:
        return self._box.seal(text, table=SETTINGS.name, row=key, column="value")

    def _open(self, row: Row[Any]) -> str:
        text: str = row.value
        return self._box.open(text, table=SETTINGS.name, row=row.key, column="value") if row.is_sealed else text
