"""Passphrases: where a service finds one, and how a key is made from it (Argon2id)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from amux_desktop.core.errors import InvalidInputError, MachineError
from amux_desktop.security.cipher import KEY_BYTES, decode64, encode64

FILE_VARIABLE = "AMUX_PASSPHRASE_FILE"
CREDENTIAL_NAME = "amux-passphrase"
MIN_LENGTH = 8
_MAX_MEMORY_KIB = 1024 * 1024
_MAX_FILE_BYTES = 4096


@dataclass(frozen=True, slots=True)
class KdfParameters:
    """Argon2id costs; 64 MiB and three rounds take about half a second."""

    salt: str
    memory_kib: int = 64 * 1024
    iterations: int = 3
    lanes: int = 4

    @classmethod
    def fresh(cls) -> KdfParameters:
        return cls(salt=encode64(os.urandom(16)))

    @classmethod
    def from_json(cls, value: Any) -> KdfParameters:
        """Raises `ValueError`, also for costs that would exhaust the machine."""
        try:
            parameters = cls(**{name: value[name] for name in ("salt", "memory_kib", "iterations", "lanes")})
        except (KeyError, TypeError) as error:
            raise ValueError("incomplete key derivation parameters") from error
        costs: tuple[Any, ...] = (parameters.memory_kib, parameters.iterations, parameters.lanes)
        if not all(isinstance(cost, int) and cost > 0 for cost in costs):
            raise ValueError("bad key derivation parameters")
        if parameters.memory_kib > _MAX_MEMORY_KIB or parameters.iterations > 100 or parameters.lanes > 64:
            raise ValueError("key derivation parameters out of range")
        return parameters

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def derive_key(passphrase: str, parameters: KdfParameters) -> bytes:
    """32 bytes. Raises `passphrase_too_short`."""
    if len(passphrase) < MIN_LENGTH:
        raise InvalidInputError("passphrase_too_short", minimum=MIN_LENGTH)
    derivation = Argon2id(
        salt=decode64(parameters.salt),
        length=KEY_BYTES,
        iterations=parameters.iterations,
        lanes=parameters.lanes,
        memory_cost=parameters.memory_kib,
    )
    return derivation.derive(passphrase.encode())


def find_passphrase(env: Mapping[str, str] | None = None) -> str | None:
    """From the file `AMUX_PASSPHRASE_FILE` names, or systemd's credential `amux-passphrase`; None when neither is set.
    One trailing line break is not part of it. Raises `file_invalid` when a file that is named cannot be read."""
    variables = os.environ if env is None else env
    if named := variables.get(FILE_VARIABLE):
        return _read(Path(named))
    if folder := variables.get("CREDENTIALS_DIRECTORY"):
        credential = Path(folder) / CREDENTIAL_NAME
        return _read(credential) if credential.exists() else None
    return None


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > _MAX_FILE_BYTES:
            raise MachineError("file_invalid", path=str(path), reason="it is too large for a passphrase")
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise MachineError("file_invalid", path=str(path), reason=reason) from error
    return text.removesuffix("\n").removesuffix("\r")
