"""What all targets of `build.py` share: the project's version and folders, this platform's name, running a program."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
BUILD = ROOT / "build"
DIST = ROOT / "dist"
SYSTEMS = {"linux": "linux", "darwin": "macos", "win32": "windows"}
MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}


class BuildError(Exception):
    """The message is for the person at the command line: what is wrong and what to do."""


def version() -> str:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def platform_name() -> str:
    """`linux-x64`, `macos-arm64`, … as in bin/cloudflared/manifest.json."""
    machine = platform.machine().lower()
    return f"{SYSTEMS.get(sys.platform, sys.platform)}-{MACHINES.get(machine, machine)}"


def source_date() -> str:
    """Seconds since 1970 of what is built, so that the same commit gives the same bytes: the last commit's time."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return given
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)
    return asked.stdout.strip() or "0"


def need(program: str, package: str) -> str:
    """The path of a program. Raises `BuildError` with the Debian package that has it."""
    found = shutil.which(program) or shutil.which(program, path="/usr/sbin:/sbin")
    if found is None:
        raise BuildError(f"{program} is missing: install the package {package}")
    return found


def run(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> None:
    """Run with output shown. Raises `BuildError` when it fails."""
    words = [str(word) for word in command]
    print(f"+ {' '.join(words)}", flush=True)
    code = subprocess.run(words, env=None if env is None else {**os.environ, **env}, cwd=cwd, check=False).returncode
    if code != 0:
        raise BuildError(f"{Path(words[0]).name} ended with exit code {code}")


def empty_folder(path: Path) -> Path:
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    return path


def megabytes(path: Path) -> float:
    """Size of a file or of everything in a folder, links not followed, in MB of 10^6 bytes."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if not file.is_symlink() and file.is_file()]
    return sum(file.stat().st_size for file in files) / 1e6
