"""Private files: written whole or not at all, mode 0600, and a lock that works between processes."""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from amux_desktop.core.errors import UnavailableError

_LOCK_OFFSET = 1 << 30
"""Windows locks are mandatory: the locked byte lies beyond the content, so that others can read the file."""
_RETRY_S = 0.02


def write_private(path: Path, data: bytes) -> None:
    """Replace `path` by a 0600 file with `data`: a crash leaves either the old or the new content."""
    with replacing(path) as file:
        file.write(data)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A new 0600 file that takes the place of `path` when the block ends; nothing of it stays when the block fails."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_directory(path.parent)


def sync_directory(folder: Path) -> None:
    """Make a rename in `folder` durable; Windows has no such call and does not need it."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def try_lock(file: IO[bytes]) -> bool:
    """Take the exclusive lock of an open file without waiting; it ends with the file or the process."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(_LOCK_OFFSET)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextlib.contextmanager
def file_lock(path: Path, timeout_s: float = 30.0) -> Iterator[None]:
    """Hold the exclusive lock on `path` (created if missing). Raises `lock_timeout`."""
    with open_private(path) as file:
        deadline = time.monotonic() + timeout_s
        pause = threading.Event()
        while not try_lock(file):
            if time.monotonic() >= deadline:
                raise UnavailableError("lock_timeout", path=str(path))
            pause.wait(_RETRY_S)
        yield


def open_private(path: Path) -> IO[bytes]:
    """Open for reading and writing without truncating, creating with mode 0600."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
