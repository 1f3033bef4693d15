"""One running Amux per data folder: a lock file whose content tells the others whom to talk to."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Literal, Self

from amux_desktop.core.errors import ConflictError
from amux_desktop.core.files import open_private, try_lock

Mode = Literal["window", "headless"]


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceInfo:
    """Who holds the lock; `port` is 0 while its proxy does not listen."""

    pid: int
    mode: Mode
    host: str = ""
    port: int = 0


class InstanceLock:
    """Held for the life of the process; the operating system ends it with the process, also after a crash."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    def acquire(self, mode: Mode) -> Self:
        """Raises `already_running` with the pid and mode of the holder."""
        file = open_private(self._path)
        if not try_lock(file):
            file.close()
            holder = read_instance(self._path)
            raise ConflictError(
                "already_running",
                pid=holder.pid if holder else "unknown",
                mode=holder.mode if holder else "unknown",
                path=str(self._path),
            )
        self._file = file
        self.update(InstanceInfo(pid=os.getpid(), mode=mode))
        return self

    def update(self, info: InstanceInfo) -> None:
        """Tell others where the proxy listens."""
        if self._file is None:
            raise RuntimeError("the instance lock is not held")
        self._file.seek(0)
        self._file.truncate()
        self._file.write(json.dumps(asdict(info)).encode())
        self._file.flush()

    def release(self) -> None:
        if self._file is not None:
            self._file.seek(0)
            self._file.truncate()
            self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def read_instance(path: Path) -> InstanceInfo | None:
    """What the holder wrote, or None. Does not say whether the holder still lives: see `running_instance`."""
    try:
        content = json.loads(path.read_bytes())
        return InstanceInfo(
            pid=int(content["pid"]),
            mode="headless" if content["mode"] == "headless" else "window",
            host=str(content["host"]),
            port=int(content["port"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def running_instance(path: Path) -> InstanceInfo | None:
    """The Amux that runs on this data folder now, or None."""
    if not path.exists():
        return None
    with open_private(path) as file:
        if try_lock(file):
            return None
    return read_instance(path)
