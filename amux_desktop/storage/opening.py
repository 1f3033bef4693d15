"""Opening everything that keeps data, in the right order: folder, database, vault, log writer."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from amux_desktop.core.config_file import read_config
from amux_desktop.core.events import EventBus
from amux_desktop.core.paths import AppPaths
from amux_desktop.core.settings import Settings
from amux_desktop.security.keyring_access import Keyring
from amux_desktop.security.vault import Vault, VaultState
from amux_desktop.storage.database import Database
from amux_desktop.storage.unit import Storage
from amux_desktop.storage.writer import LogWriter


@dataclass(frozen=True, slots=True)
class OpenedStorage:
    """The parts; `close` ends them in the right order. The log writer is not started yet."""

    paths: AppPaths
    config: Mapping[str, str]
    """Settings from `config.json` and the environment, as text."""
    database: Database
    vault: Vault
    storage: Storage
    log_writer: LogWriter

    def load_settings(self) -> Settings:
        """The current snapshot; entries that cannot be used keep their default."""
        with self.storage.read() as repositories:
            settings, _problems = repositories.settings.load(self.config)
        return settings

    def rotate_key(self) -> int:
        """New data key; every stored secret is sealed again. Returns how many. Raises `vault_locked`."""
        counts: list[int] = []

        def reseal() -> None:
            with self.storage.write() as repositories:
                counts.append(repositories.reseal_all())

        self.vault.rotate(reseal)
        return sum(counts)

    def reset_vault(self) -> None:
        """Give up all stored secrets for a new vault; only on the user's word."""
        self.vault.reset()
        with self.storage.write() as repositories:
            repositories.app_state.set_vault_id(str(self.vault.id))

    def close(self) -> None:
        self.log_writer.stop()
        self.database.close()


def open_storage(
    paths: AppPaths,
    *,
    events: EventBus | None = None,
    keyring: Keyring | None = None,
    env: Mapping[str, str] | None = None,
) -> OpenedStorage:
    """Raises what `AppPaths.ensure`, `read_config`, `Database.open` and `Vault.open_or_create` raise. A locked vault and
    a recovered database do not raise: look at `vault.state` and `database.recovery`."""
    variables = os.environ if env is None else env
    paths.ensure()
    config = read_config(paths.config, variables)
    database = Database.open(paths, config.get("database.url", ""))
    try:
        vault = _open_vault(paths, database, keyring, variables)
    except BaseException:
        database.close()
        raise
    return OpenedStorage(
        paths=paths,
        config=config,
        database=database,
        vault=vault,
        storage=Storage(database, vault),
        log_writer=LogWriter(database, events),
    )


def _open_vault(paths: AppPaths, database: Database, keyring: Keyring | None, env: Mapping[str, str]) -> Vault:
    """The database remembers its vault, so that a lost `vault.json` is noticed instead of replaced."""
    # The vault's own lock and the check inside it make it safe that several processes get here at once.
    probe = Storage(database, Vault(paths, keyring, env))
    with probe.read() as repositories:
        expected = repositories.app_state.vault_id()
    vault = Vault.open_or_create(paths, expected_id=expected, keyring=keyring, env=env)
    if expected is None and vault.state is VaultState.OPEN:
        with Storage(database, vault).write() as repositories:
            repositories.app_state.set_vault_id(str(vault.id))
    return vault
