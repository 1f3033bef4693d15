"""Windows: the per-user NSIS installer and the ZIP, both of the frozen folder."""

from __future__ import annotations

import os
import re
import zipfile
from pathlib import Path

from freeze import FOLDER
from project import BUILD, DIST, PACKAGING, ROOT, BuildError, megabytes, need, platform_name, run, version

SCRIPT = PACKAGING / "windows" / "amux.nsi"
PROGRAMS = ("amux.exe", "AmuxDesktop.exe")


def build_installer(payload: Path = FOLDER, *, icon: Path | None = None) -> Path:
    """Write `dist/Amux-VERSION-PLATFORM-setup.exe`. Warnings of makensis are errors."""
    _require_programs(payload)
    makensis = need("makensis", "nsis")
    target = DIST / f"Amux-{version()}-{_platform()}-setup.exe"
    DIST.mkdir(exist_ok=True)
    numbers = [*re.findall(r"\d+", version())[:3], "0"]
    values = {
        "VERSION": version(),
        "VERSION_4": ".".join(numbers),
        "PAYLOAD": payload,
        "OUT": target,
        "ICON": icon or BUILD / "stage/icons/amux.ico",
        "LICENSE_FILE": ROOT / "LICENSE",
        "SIZE_KB": str(round(megabytes(payload) * 1000)),
    }
    run([makensis, "-V2", "-WX", *(f"-D{name}={value}" for name, value in values.items()), SCRIPT])
    return target


def build_zip(payload: Path = FOLDER) -> Path:
    """Write `dist/Amux-VERSION-PLATFORM.zip`, with one folder `Amux` inside."""
    _require_programs(payload)
    target = DIST / f"Amux-{version()}-{_platform()}.zip"
    DIST.mkdir(exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for folder, _, files in os.walk(payload):
            for name in sorted(files):
                file = Path(folder) / name
                archive.write(file, Path("Amux") / file.relative_to(payload))
    return target


def _platform() -> str:
    # The installer can be compiled on Linux (tests); the name says what is inside.
    return platform_name() if platform_name().startswith("windows") else "windows-x64"


def _require_programs(payload: Path) -> None:
    absent = [name for name in PROGRAMS if not (payload / name).is_file()]
    if absent:
        raise BuildError(
            f"{payload} is no frozen Amux for Windows: {', '.join(absent)} missing; run `build.py app` on Windows first"
        )
