"""`vault.json`: the data keys, wrapped by the master key, and how the master key is kept. Written whole, with a copy
beside it."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from amux_desktop.core.errors import MachineError
from amux_desktop.core.files import write_private
from amux_desktop.security.cipher import NONCE_BYTES, decode64, encode64
from amux_desktop.security.passphrase import KdfParameters

log = logging.getLogger(__name__)

Seal = Literal["keyring", "passphrase", "file"]
FORMAT = 1


class WrongMasterKeyError(Exception):
    """The master key does not open the data keys."""


@dataclass(frozen=True, slots=True)
class VaultFile:
    """Content of the file; `wrapped` maps a key id to nonce and ciphertext."""

    id: str
    seal: Seal
    current: str
    wrapped: Mapping[str, tuple[str, str]]
    kdf: KdfParameters | None = None

    @property
    def account(self) -> str:
        """Name of the master key in the keyring, different for each vault."""
        return f"vault-{self.id}"

    @classmethod
    def wrap(
        cls,
        vault_id: str,
        seal: Seal,
        master: bytes,
        keys: Mapping[str, bytes],
        current: str,
        kdf: KdfParameters | None,
    ) -> VaultFile:
        wrapped: dict[str, tuple[str, str]] = {}
        for key_id, key in keys.items():
            nonce = os.urandom(NONCE_BYTES)
            wrapped[key_id] = (encode64(nonce), encode64(AESGCM(master).encrypt(nonce, key, _place(vault_id, key_id))))
        return cls(id=vault_id, seal=seal, current=current, wrapped=wrapped, kdf=kdf)

    def unwrap(self, master: bytes) -> dict[str, bytes]:
        """The data keys. Raises `WrongMasterKeyError`."""
        try:
            return {
                key_id: AESGCM(master).decrypt(decode64(nonce), decode64(data), _place(self.id, key_id))
                for key_id, (nonce, data) in self.wrapped.items()
            }
        except (InvalidTag, ValueError) as error:
            raise WrongMasterKeyError from error

    def write(self, path: Path) -> None:
        """Raises `data_dir_unwritable`."""
        content: dict[str, Any] = {
            "format": FORMAT,
            "id": self.id,
            "seal": self.seal,
            "current": self.current,
            "keys": {key_id: {"nonce": nonce, "data": data} for key_id, (nonce, data) in self.wrapped.items()},
            "kdf": self.kdf.to_json() if self.kdf else None,
        }
        text = json.dumps(content, indent=2).encode() + b"\n"
        try:
            write_private(path, text)
            write_private(copy_of(path), text)
        except OSError as error:
            raise MachineError("data_dir_unwritable", path=str(path), reason=error.strerror) from error


def copy_of(path: Path) -> Path:
    return path.with_name(path.name + ".bak")


def read_vault_file(path: Path) -> VaultFile | None:
    """None when there is neither the file nor its copy. A damaged or missing file is replaced by its good copy. Raises
    `vault_damaged`."""
    problem: Exception | None = None
    for candidate in (path, copy_of(path)):
        try:
            vault = _parse(json.loads(candidate.read_bytes()))
        except FileNotFoundError:
            continue
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            problem = error
            continue
        if candidate != path:
            log.warning("The vault file was damaged or missing and was restored from its copy")
            vault.write(path)
        return vault
    if problem is not None:
        raise MachineError("vault_damaged", path=str(path)) from problem
    return None


def _parse(content: Any) -> VaultFile:
    """Raises `ValueError` and the like."""
    if content["format"] != FORMAT:
        raise ValueError("unknown format")
    if content["seal"] not in get_args(Seal):
        raise ValueError("unknown seal")
    wrapped = {str(key_id): (str(key["nonce"]), str(key["data"])) for key_id, key in content["keys"].items()}
    if content["current"] not in wrapped:
        raise ValueError("the current key is missing")
    kdf = KdfParameters.from_json(content["kdf"]) if content["seal"] == "passphrase" else None
    return VaultFile(id=str(content["id"]), seal=content["seal"], current=content["current"], wrapped=wrapped, kdf=kdf)


def _place(vault_id: str, key_id: str) -> bytes:
    return f"amux-dek|{vault_id}|{key_id}".encode()
