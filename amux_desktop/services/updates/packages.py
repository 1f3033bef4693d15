"""Which file of a release is the one for this installation, named as the packaging names it."""

from __future__ import annotations

import os
import platform as machine_platform
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

Installation = Literal["appimage", "deb", "dmg", "setup", "archive", "python"]
_SYSTEMS = {"linux": "linux", "darwin": "macos", "win32": "windows"}
_MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}
_DEBIAN = {"x64": "amd64", "arm64": "arm64"}


def installation(
    *,
    env: Mapping[str, str] | None = None,
    frozen: bool | None = None,
    executable: str = "",
    platform: str = sys.platform,
) -> Installation:
    """How this Amux came here."""
    if not (bool(getattr(sys, "frozen", False)) if frozen is None else frozen):
        return "python"
    if platform == "win32":
        return "setup"
    if platform == "darwin":
        return "dmg"
    if (os.environ if env is None else env).get("APPIMAGE"):
        return "appimage"
    parts = Path(executable or sys.executable).parts
    return "deb" if parts[1:2] == ("usr",) or parts[1:2] == ("opt",) else "archive"


def package_name(kind: Installation, version: str, *, platform: str = sys.platform, machine: str = "") -> str:
    """The file's name, "" for a Python installation, which pip or git updates."""
    named = (machine or machine_platform.machine()).lower()
    chip = _MACHINES.get(named, named)
    place = f"{_SYSTEMS.get(platform, platform)}-{chip}"
    names: Mapping[Installation, str] = {
        "appimage": f"Amux-{version}-{place}.AppImage",
        "archive": f"Amux-{version}-{place}.tar.gz",
        "deb": f"amux_{version}_{_DEBIAN.get(chip, chip)}.deb",
        "dmg": f"Amux-{version}-{place}.dmg",
        "setup": f"Amux-{version}-{place}-setup.exe",
        "python": "",
    }
    return names[kind]
