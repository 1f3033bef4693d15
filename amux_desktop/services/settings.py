"""Settings: reading, changing, resetting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from amux_desktop.core.config_file import write_config
from amux_desktop.core.errors import InvalidInputError
from amux_desktop.core.settings import SETTINGS, Setting, Settings, Value, setting
from amux_desktop.services.addresses import is_loopback
from amux_desktop.services.configuration import Configuration
from amux_desktop.services.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingView:
    """A setting for a list: `value` is masked where it holds credentials."""

    declaration: Setting
    value: Value
    is_default: bool


class SettingsService:
    """Keys are those of `core.settings`, such as `proxy.port`."""

    def __init__(self, store: Store, configuration: Configuration, config_file: Path) -> None:
        self._store = store
        self._configuration = configuration
        self._config_file = config_file
        self.guards: list[Callable[[Settings], None]] = []
        """Asked before a change; each may raise an AmuxError."""

    @property
    def current(self) -> Settings:
        """The snapshot in force, without waiting."""
        return self._configuration.settings

    async def list(self) -> tuple[SettingView, ...]:
        """All, in the order of the table."""
        return tuple(self.view(key) for key in SETTINGS)

    def view(self, key: str) -> SettingView:
        """Raises `setting_unknown`."""
        declared = setting(key)
        value = self.current.get(key)
        return SettingView(declaration=declared, value=declared.masked(value), is_default=value == declared.default)

    async def get(self, key: str) -> Value:
        """The value itself. Raises `setting_unknown`."""
        return self.current.get(key)

    async def update(self, changes: Mapping[str, Value]) -> Settings:
        """All or nothing. Raises `setting_unknown`, `setting_invalid`, `auth_needed_on_network`, `tunnel_needs_auth`,
        `vault_locked`."""
        checked = self.current.with_values(changes)
        check_safety(checked)
        for guard in self.guards:
            guard(checked)
        in_file = {key: setting(key).format(value) for key, value in changes.items() if setting(key).place == "file"}
        if in_file:
            write_config(self._config_file, in_file)
        in_database = {key: checked.get(key) for key in changes if key not in in_file}
        if in_database:
            await self._store.write(lambda store: store.settings.save(in_database))
        await self._configuration.changed()
        return self.current

    async def set_text(self, key: str, text: str) -> Settings:
        """A value as typed on the command line."""
        return await self.update({key: setting(key).parse(text)})

    async def reset(self, keys: Iterable[str]) -> Settings:
        """Back to the defaults; an empty list is all of them."""
        chosen = list(keys) or list(SETTINGS)
        return await self.update({key: setting(key).default for key in chosen})


def check_safety(settings: Settings) -> None:
    """A proxy that others can reach must ask for tokens. Raises `auth_needed_on_network`."""
    if not settings.proxy_auth_required and not is_loopback(settings.proxy_host):
        raise InvalidInputError("auth_needed_on_network", host=settings.proxy_host)
