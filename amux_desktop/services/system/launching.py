"""How the operating system starts this very Amux: packaged application, AppImage, installed script or checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from amux_desktop.core.paths import HOME_VARIABLE

_PACKAGE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """`home` is the data folder to use where it is not the usual one; it is given along as a variable."""

    command: tuple[str, ...]
    home: str = ""

    @property
    def env(self) -> Mapping[str, str]:
        return {HOME_VARIABLE: self.home} if self.home else {}

    def windows_line(self, *arguments: str) -> str:
        """As the registry wants it, the program always in quotes: the installer writes the same."""
        program, *rest = self.with_arguments(*arguments)
        return f'"{program}"' + (" " + subprocess.list2cmdline(rest) if rest else "")

    def with_arguments(self, *arguments: str) -> tuple[str, ...]:
        return (*self.command, *arguments)


def this_launch(
    *,
    env: Mapping[str, str] | None = None,
    executable: str | None = None,
    frozen: bool | None = None,
    package: Path = _PACKAGE,
    platform: str = sys.platform,
) -> Launch:
    """The way to start what runs now. Inside an AppImage the executable lies in a mount that ends with the process, so
    the image itself is named."""
    given = os.environ if env is None else env
    program = Path(executable or sys.executable)
    is_frozen = bool(getattr(sys, "frozen", False)) if frozen is None else frozen
    home = given.get(HOME_VARIABLE, "").strip()
    if is_frozen:
        # On Windows the program with a console has a twin without one.
        twin = program.with_name("AmuxDesktop.exe")
        quiet = twin if platform == "win32" and twin.exists() else program
        return Launch(command=(given.get("APPIMAGE") or str(quiet),), home=home)
    return Launch(command=_command_of_python(program, package, platform), home=home)


def _command_of_python(program: Path, package: Path, platform: str) -> tuple[str, ...]:
    windows = platform == "win32"
    # A console window would stay open beside the application's.
    quiet = program.with_name("pythonw.exe")
    python = str(quiet if windows and quiet.exists() else program)
    checkout = package.parent / "run.py"
    if checkout.exists() and (package.parent / "pyproject.toml").exists():
        return (python, str(checkout))
    script = program.with_name("amux")
    if not windows and script.exists():
        return (str(script),)
    return (python, "-m", package.name)
