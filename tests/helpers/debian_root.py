"""A clean Debian of its own in a folder, for tests that install a package. Shares this machine's network, and so loopback."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

SOURCES = Path("/etc/apt/sources.list.d/debian.sources")
_QUIET = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}


def what_is_missing() -> str:
    """Why no such root can be made here; empty when it can."""
    if os.name != "posix" or os.geteuid() != 0:
        return "needs root"
    absent = [name for name in ("debootstrap", "chroot", "mount") if shutil.which(name, path=_path()) is None]
    if absent:
        return f"{', '.join(absent)} not installed"
    return "" if SOURCES.is_file() else f"no {SOURCES}"


class DebianRoot:
    """Use as a context manager; `folder` is removed at the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> Self:
        mirror = re.search(r"^URIs: (\S+)", SOURCES.read_text(encoding="utf-8"), re.MULTILINE)
        assert mirror is not None
        suite = re.search(r"^VERSION_CODENAME=(\w+)", Path("/etc/os-release").read_text(encoding="utf-8"), re.MULTILINE)
        assert suite is not None
        _check(["debootstrap", "--variant=minbase", suite[1], str(self.folder), mirror[1]])
        for name in Path("/etc/apt/apt.conf.d").glob("*registry*"):
            shutil.copy(name, self.folder / "etc/apt/apt.conf.d" / name.name)
        _check(["mount", "-t", "proc", "proc", str(self.folder / "proc")])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        subprocess.run(["umount", "--lazy", str(self.folder / "proc")], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def command(self, *words: str, user: str = "", env: Mapping[str, str] | None = None) -> list[str]:
        """The command line that runs `words` inside; `user` has a home folder there."""
        home = f"/home/{user}" if user else "/root"
        variables = {"HOME": home, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", **_QUIET, **(env or {})}
        inside = ["env", "-i", *(f"{name}={value}" for name, value in variables.items()), *words]
        switched = ["runuser", "-u", user, "--", *inside] if user else inside
        return [str(shutil.which("chroot", path=_path())), str(self.folder), *switched]

    def run(self, *words: str, user: str = "", text: str = "", env: Mapping[str, str] | None = None) -> str:
        """Standard output. Fails the test with all that was said when the exit code is not 0."""
        return _check(self.command(*words, user=user, env=env), text)


def _check(command: list[str], text: str = "") -> str:
    environment = {**os.environ, "PATH": _path(), **_QUIET}
    done = subprocess.run(
        command, input=text, env=environment, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def _path() -> str:
    return f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
