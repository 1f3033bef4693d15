"""Replacing another program's file: whole or not at all, through symlinks, with its mode, and only if nobody else changed it.

The new content is written beside the target, forced to disk and renamed over it; a crash at any point leaves the old or
the new file and at most a temporary one, which the next write removes.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from pathlib import Path

from amux_desktop.core.errors import ConflictError, MachineError
from amux_desktop.core.files import sync_directory

_MARK = ".amux-tmp-"
_MAX_BYTES = 16 * 1024 * 1024
"""No configuration file is larger; a mistaken path to something huge must not fill the memory."""


def target_of(path: Path) -> Path:
    """The file that a chain of symlinks ends at. Raises `file_invalid` for a loop."""
    try:
        target = Path(os.path.realpath(path))
        if target.is_symlink():
            raise MachineError("file_invalid", path=str(path), reason="its symbolic links form a loop")
    except OSError as error:
        raise _unreadable(path, error) from error
    return target


def read_file(path: Path) -> bytes | None:
    """The content; None when there is no such file. Raises `file_invalid`."""
    target = target_of(path)
    try:
        with target.open("rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise MachineError("file_invalid", path=str(path), reason="it is not a regular file")
            data = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(data) > _MAX_BYTES:
        raise MachineError("file_invalid", path=str(path), reason="it is larger than 16 MB")
    return data


def replace_file(path: Path, expected: bytes | None, data: bytes | None, *, private: bool = True) -> None:
    """Bring the file from `expected` to `data`; None means that it does not exist. A new file is private to the user.
    Raises `config_changed` when the content is not the expected one, `file_unwritable`."""
    target = target_of(path)
    _require(path, expected)
    if data == expected:
        return
    try:
        if data is None:
            target.unlink()
            sync_directory(target.parent)
            return
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _clean_up(target)
        _write_beside(path, target, expected, data, 0o600 if private else 0o644)
    except OSError as error:
        raise MachineError("file_unwritable", path=str(path), reason=error.strerror or type(error).__name__) from error


def _write_beside(path: Path, target: Path, expected: bytes | None, data: bytes, mode: int) -> None:
    temporary = target.with_name(f".{target.name}{_MARK}{secrets.token_hex(4)}")
    old = target.stat() if expected is not None else None
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if old is not None:
            _keep_owner(temporary, old)
        temporary.chmod(stat.S_IMODE(old.st_mode) if old is not None else mode)
        # Looked at again as late as possible: between this and the rename nothing takes time.
        _require(path, expected)
        os.replace(temporary, target)  # noqa: PTH105 - the step that tests interrupt by name
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_directory(target.parent)


def _keep_owner(temporary: Path, old: os.stat_result) -> None:
    """Matters to root only; others own what they write, and may not give it away."""
    if os.name == "posix" and os.geteuid() == 0:
        with contextlib.suppress(PermissionError):
            os.chown(temporary, old.st_uid, old.st_gid)


def _require(path: Path, expected: bytes | None) -> None:
    if read_file(path) != expected:
        raise ConflictError("config_changed", path=str(path))


def _clean_up(target: Path) -> None:
    """What an interrupted write left beside the target."""
    prefix = f".{target.name}{_MARK}"
    for entry in target.parent.iterdir():
        if entry.name.startswith(prefix):
            entry.unlink(missing_ok=True)


def _unreadable(path: Path, error: OSError) -> MachineError:
    return MachineError("file_invalid", path=str(path), reason=error.strerror or type(error).__name__)
