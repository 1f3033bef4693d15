"""Where files live: the user's data folder, and the files that ship with Amux (checkout, wheel or frozen bundle)."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from amux_desktop.core.errors import MachineError

HOME_VARIABLE = "AMUX_HOME"
_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class AppPaths:
    """Every path of one profile. Folders are created with mode 0700 by `ensure`, files are 0600."""

    home: Path
    database: Path
    config: Path
    """Settings that must be known before the database is open (its URL)."""
    vault: Path
    vault_key: Path
    """Holds the master key only where there is neither a keyring nor a passphrase."""
    instance: Path
    logs: Path
    backups: Path
    quarantine: Path
    cache: Path
    adapters: Path
    """Declarative `*.toml` adapters of the user."""
    bin: Path
    """Programs fetched on request, such as cloudflared."""

    @classmethod
    def at(cls, home: Path) -> AppPaths:
        return cls(
            home=home,
            database=home / "amux.db",
            config=home / "config.json",
            vault=home / "vault.json",
            vault_key=home / "vault.key",
            instance=home / "instance.lock",
            logs=home / "logs",
            backups=home / "backups",
            quarantine=home / "quarantine",
            cache=home / "cache",
            adapters=home / "adapters",
            bin=home / "bin",
        )

    @classmethod
    def resolve(cls, env: Mapping[str, str] | None = None) -> AppPaths:
        """`AMUX_HOME` if set (a leading `~` is expanded), else the per-user data folder of the operating system."""
        chosen = (os.environ if env is None else env).get(HOME_VARIABLE, "").strip()
        home = Path(chosen).expanduser() if chosen else Path(platformdirs.user_data_dir("Amux", appauthor=False))
        return cls.at(Path(os.path.abspath(home)))  # noqa: PTH100 - Path.resolve would follow a symlinked home

    def ensure(self) -> AppPaths:
        """Create the folders, private to the user. Raises `data_dir_unwritable` when one cannot be written."""
        for folder in (self.home, self.logs, self.backups, self.quarantine, self.cache):
            make_private_dir(folder)
        try:
            with tempfile.TemporaryFile(dir=self.home):
                pass
        except OSError as error:
            raise _unwritable(self.home, error) from error
        return self


def make_private_dir(folder: Path) -> None:
    """Create `folder` with mode 0700, or tighten it; parents that are missing get the default mode."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        if os.name == "posix" and folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
    except OSError as error:
        raise _unwritable(folder, error) from error


def resource_path(name: str) -> Path:
    """The shipped file `resources/<name>`. Raises `resource_missing`."""
    return _shipped("resources", name)


def translation_path(name: str) -> Path:
    """The shipped file `translations/<name>`. Raises `resource_missing`."""
    return _shipped("translations", name)


def _shipped(kind: str, name: str) -> Path:
    for folder in shipped_folders(kind):
        candidate = folder / name
        if candidate.exists():
            return candidate
    raise MachineError("resource_missing", name=f"{kind}/{name}")


def shipped_folders(kind: str) -> tuple[Path, ...]:
    """Where `resources`, `translations` or `bin` may be: frozen bundle, installed wheel, source checkout."""
    bundle = getattr(sys, "_MEIPASS", None)
    folders = [Path(bundle) / kind] if bundle else []
    return (*folders, _PACKAGE / f"_{kind}", _PACKAGE.parent / kind)


def _unwritable(folder: Path, error: OSError) -> MachineError:
    return MachineError("data_dir_unwritable", path=str(folder), reason=error.strerror or type(error).__name__)
