"""The vault: data keys for the cipher, opened by a master key that the operating system keeps.

The master key lives in the OS keyring; without one it is derived from a passphrase; without that it lies in a 0600 file,
which is said openly (`is_weak`). A vault that cannot be opened is LOCKED: nothing is sealed or opened, and a new key is
never made silently, because it would turn every stored secret into rubbish. Leaving LOCKED is `unlock` or, on the
user's word, `reset`.
"""

from __future__ import annotations

import logging
import os
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from amux_desktop.core.errors import AmuxError, InvalidInputError, MachineError, UnavailableError
from amux_desktop.core.files import file_lock, write_private
from amux_desktop.core.ids import new_id
from amux_desktop.core.paths import AppPaths, make_private_dir
from amux_desktop.security.cipher import KEY_BYTES, Cipher, decode64, encode64
from amux_desktop.security.keyring_access import Keyring, SystemKeyring
from amux_desktop.security.passphrase import KdfParameters, derive_key, find_passphrase
from amux_desktop.security.vault_file import Seal, VaultFile, WrongMasterKeyError, copy_of, read_vault_file

log = logging.getLogger(__name__)

LOCK_REASONS: Mapping[str, str] = {
    "keyring_unavailable": "the system keyring is not available",
    "keyring_timeout": "the system keyring does not answer",
    "key_missing": "the key is no longer in the system keyring",
    "key_file_missing": "the file vault.key is missing",
    "key_wrong": "the key does not fit this vault",
    "file_invalid": "the file with its passphrase cannot be read",
    "passphrase_missing": "its passphrase was not given",
    "passphrase_wrong": "the passphrase is wrong",
    "vault_missing": "the file vault.json is missing",
    "vault_damaged": "the file vault.json is damaged",
    "vault_foreign": "the file vault.json belongs to another database",
}
"""Codes of `Vault.reason` with their plain English."""


class VaultState(StrEnum):
    OPEN = "open"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class _Opened:
    file: VaultFile
    master: bytes = field(repr=False)
    cipher: Cipher
    stamp: tuple[int, int, int]
    """Tells whether `vault.json` was written since, by a rotation in another process."""


class Vault:
    """Thread-safe. Is a `SecretBox`: repositories seal and open through it, and see LOCKED as an error."""

    def __init__(self, paths: AppPaths, keyring: Keyring | None = None, env: Mapping[str, str] | None = None) -> None:
        self._paths = paths
        self._env = env
        self._keyring = keyring or SystemKeyring(env)
        self._guard = threading.RLock()
        self._opened: _Opened | None = None
        self._reason = "vault_missing"
        self._seal: Seal | None = None
        self._expected_id: str | None = None

    @classmethod
    def open_or_create(
        cls,
        paths: AppPaths,
        *,
        expected_id: str | None = None,
        keyring: Keyring | None = None,
        env: Mapping[str, str] | None = None,
    ) -> Vault:
        """Open the vault, or make the first one. `expected_id` is the vault that the database's secrets belong to: with
        it no new vault is made and a foreign one stays LOCKED. Raises `data_dir_unwritable`, and for a first vault
        `file_invalid` or `passphrase_too_short` when the passphrase file that was named is no use."""
        vault = cls(paths, keyring, env)
        vault._expected_id = expected_id
        with file_lock(vault._lock_path):
            vault._load_or_create()
        return vault

    @property
    def state(self) -> VaultState:
        return VaultState.OPEN if self._opened else VaultState.LOCKED

    @property
    def reason(self) -> str:
        """Why it is LOCKED: a key of `LOCK_REASONS`; empty when open."""
        return "" if self._opened else self._reason

    @property
    def seal_kind(self) -> Seal | None:
        """How the master key is kept; None while that is not known."""
        return self._opened.file.seal if self._opened else self._seal

    @property
    def is_weak(self) -> bool:
        """The master key lies in a plain file: a warning belongs on every screen about security."""
        return self.seal_kind == "file"

    @property
    def id(self) -> str | None:
        return self._opened.file.id if self._opened else None

    def seal(self, text: str, *, table: str, row: str, column: str) -> str:
        return self._cipher().seal(text, table=table, row=row, column=column)

    def open(self, sealed: str, *, table: str, row: str, column: str) -> str:
        return self._cipher().open(sealed, table=table, row=row, column=column)

    def unlock(self, passphrase: str | None = None) -> None:
        """Try again, with a passphrase if given. Raises `passphrase_wrong` or `vault_locked`."""
        with self._guard, file_lock(self._lock_path):
            self._load(passphrase)
        if self._opened is None:
            if self._reason == "passphrase_wrong":
                raise InvalidInputError("passphrase_wrong")
            raise self._locked()

    def rotate(self, reseal: Callable[[], object]) -> None:
        """New data key. `reseal` must seal every stored value again in one transaction; only when it has returned are the
        old keys forgotten. Whatever fails or crashes in between, every value stays readable."""
        with self._guard, file_lock(self._lock_path):
            opened = self._require()
            keys, current = opened.file.unwrap(opened.master), _new_key_id()
            keys[current] = secrets.token_bytes(KEY_BYTES)
            self._store(VaultFile.wrap(opened.file.id, opened.file.seal, opened.master, keys, current, opened.file.kdf))
        reseal()
        with self._guard, file_lock(self._lock_path):
            opened = self._require()
            keys = {current: opened.file.unwrap(opened.master)[current]}
            self._store(VaultFile.wrap(opened.file.id, opened.file.seal, opened.master, keys, current, opened.file.kdf))

    def change_seal(self, seal: Seal, passphrase: str | None = None) -> None:
        """Keep the master key elsewhere, or under another passphrase; stored values are not touched. A new master key is
        made, so that a copy of the old one opens nothing any more. Raises `keyring_*`, `passphrase_missing`,
        `passphrase_too_short`; then nothing has changed."""
        with self._guard, file_lock(self._lock_path):
            opened = self._require()
            old, keys = opened.file, opened.file.unwrap(opened.master)
            if old.seal == seal and seal != "passphrase":
                return  # overwriting the key in its place could not be undone after a crash
            master, kdf = self._keep_master(old.id, seal, passphrase)
            self._store(VaultFile.wrap(old.id, seal, master, keys, old.current, kdf), master)
            if old.seal != seal:
                self._forget_master(old)

    def reset(self) -> None:
        """Begin anew after the user said so: the old vault goes to quarantine, all stored secrets must be entered again.
        The caller records the new `id` in the database."""
        with self._guard, file_lock(self._lock_path):
            folder = self._paths.quarantine / f"vault-{new_id()}"
            make_private_dir(folder)
            for file in (self._paths.vault, copy_of(self._paths.vault), self._paths.vault_key):
                if file.exists():
                    file.replace(folder / file.name)
            self._opened, self._expected_id = None, None
            self._create()

    @property
    def _lock_path(self) -> Path:
        return self._paths.home / "vault.lock"

    def _cipher(self) -> Cipher:
        with self._guard:
            opened = self._require()
            if opened.stamp != _stamp(self._paths.vault):
                self._reload(opened)
                opened = self._require()
            return opened.cipher

    def _require(self) -> _Opened:
        if self._opened is None:
            raise self._locked()
        return self._opened

    def _locked(self) -> UnavailableError:
        return UnavailableError("vault_locked", reason=LOCK_REASONS.get(self._reason, self._reason), cause=self._reason)

    def _load_or_create(self) -> None:
        exists = self._paths.vault.exists() or copy_of(self._paths.vault).exists()
        if exists or self._expected_id is not None:
            self._load(None)
        else:
            self._create()

    def _load(self, passphrase: str | None) -> None:
        """Open the file, or note why it stays LOCKED."""
        try:
            file = read_vault_file(self._paths.vault)
            if file is None:
                raise UnavailableError("vault_missing")
            self._seal = file.seal
            if self._expected_id not in (None, file.id):
                raise UnavailableError("vault_foreign")
            master = self._fetch_master(file, passphrase)
            self._accept(file, master)
        except WrongMasterKeyError:
            self._lock("passphrase_wrong" if self._seal == "passphrase" else "key_wrong")
        except AmuxError as error:
            self._lock(error.code)

    def _lock(self, reason: str) -> None:
        self._opened, self._reason = None, reason
        log.warning("The vault stays locked: %s", LOCK_REASONS.get(reason, reason))

    def _reload(self, opened: _Opened) -> None:
        """Another process has written the file. Its master key is ours unless the seal was changed."""
        file = read_vault_file(self._paths.vault)
        if file is None or file.id != opened.file.id:
            self._lock("vault_missing" if file is None else "vault_foreign")
            return
        try:
            self._accept(file, opened.master)
        except WrongMasterKeyError:
            self._load(None)

    def _accept(self, file: VaultFile, master: bytes) -> None:
        stamp = _stamp(self._paths.vault)
        self._opened = _Opened(file, master, Cipher(file.unwrap(master), file.current), stamp)
        self._seal = file.seal

    def _store(self, file: VaultFile, master: bytes | None = None) -> None:
        file.write(self._paths.vault)
        self._accept(file, master or self._require().master)

    def _create(self) -> None:
        """The first vault, sealed by the best means this machine has."""
        vault_id, current = new_id(), _new_key_id()
        for seal in ("keyring", "passphrase", "file"):
            try:
                master, kdf = self._keep_master(vault_id, seal, None)
            except UnavailableError as error:
                log.info("The master key cannot be sealed by %s: %s", seal, error)
                continue
            keys = {current: secrets.token_bytes(KEY_BYTES)}
            self._store(VaultFile.wrap(vault_id, seal, master, keys, current, kdf), master)
            return

    def _keep_master(self, vault_id: str, seal: Seal, passphrase: str | None) -> tuple[bytes, KdfParameters | None]:
        """A new master key, kept by `seal` and read back."""
        master = secrets.token_bytes(KEY_BYTES)
        match seal:
            case "keyring":
                account = f"vault-{vault_id}"
                self._keyring.set(account, encode64(master))
                if self._keyring.get(account) != encode64(master):
                    raise UnavailableError("keyring_unavailable", reason="it did not keep the key")
                return master, None
            case "passphrase":
                given = passphrase or find_passphrase(self._env)
                if given is None:
                    raise UnavailableError("passphrase_missing")
                parameters = KdfParameters.fresh()
                return derive_key(given, parameters), parameters
            case "file":
                try:
                    write_private(self._paths.vault_key, encode64(master).encode() + b"\n")
                except OSError as error:
                    path = str(self._paths.vault_key)
                    raise MachineError("data_dir_unwritable", path=path, reason=error.strerror) from error
                return master, None

    def _fetch_master(self, file: VaultFile, passphrase: str | None) -> bytes:
        """Raises `AmuxError` with a code of `LOCK_REASONS`."""
        match file.seal:
            case "keyring":
                return _decoded(self._keyring.get(file.account), "key_missing")
            case "passphrase":
                given = passphrase or find_passphrase(self._env)
                if given is None or file.kdf is None:
                    raise UnavailableError("passphrase_missing")
                try:
                    return derive_key(given, file.kdf)
                except InvalidInputError:
                    raise UnavailableError("passphrase_wrong") from None
            case "file":
                try:
                    text = self._paths.vault_key.read_text(encoding="ascii").strip()
                except (OSError, UnicodeDecodeError):
                    raise UnavailableError("key_file_missing") from None
                return _decoded(text, "key_file_missing")

    def _forget_master(self, old: VaultFile) -> None:
        """After a change of seal; a left-over copy opens nothing, so a failure is only noted."""
        try:
            if old.seal == "keyring":
                self._keyring.delete(old.account)
            elif old.seal == "file":
                self._paths.vault_key.unlink(missing_ok=True)
        except (AmuxError, OSError) as error:
            log.warning("The old master key could not be removed: %s", error)


def _decoded(text: str | None, missing: str) -> bytes:
    if not text:
        raise UnavailableError(missing)
    try:
        master = decode64(text)
    except ValueError:
        raise UnavailableError("key_wrong") from None
    if len(master) != KEY_BYTES:
        raise UnavailableError("key_wrong")
    return master


def _new_key_id() -> str:
    return secrets.token_hex(4)


def _stamp(path: Path) -> tuple[int, int, int]:
    try:
        stat = os.stat(path)  # noqa: PTH116 - called for every sealed value, a third of the cost of Path.stat
    except FileNotFoundError:
        return (0, 0, 0)
    return (stat.st_mtime_ns, stat.st_size, stat.st_ino)
