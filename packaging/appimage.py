"""The AppImage: a runtime followed by a squashfs image of the AppDir (AppImage type 2; no other tool is needed for that).

The runtime is pinned by version and SHA-256 in `tools.lock.json`; `--runtime FILE` takes one from disk, checked all the
same unless the lock has no hash for this platform yet.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import urllib.request
from pathlib import Path

from freeze import FOLDER
from linux_files import DESKTOP_ID, LINUX, lay_shared_files
from project import BUILD, DIST, PACKAGING, BuildError, empty_folder, need, platform_name, run, source_date, version

LOCK = PACKAGING / "tools.lock.json"
LARGEST_RUNTIME = 16 * 1024 * 1024


def build(runtime: Path | None = None, *, fast: bool = False) -> Path:
    """Write `dist/Amux-VERSION-PLATFORM.AppImage`. `fast` trades size for time (tests)."""
    squash = need("mksquashfs", "squashfs-tools")
    folder = app_dir()
    image = BUILD / "amux.squashfs"
    image.unlink(missing_ok=True)
    compression = (
        ("-comp", "gzip", "-Xcompression-level", "1") if fast else ("-comp", "zstd", "-Xcompression-level", "19")
    )
    command: list[str | Path] = [
        squash,
        folder,
        image,
        "-root-owned",
        "-noappend",
        "-quiet",
        "-no-progress",
        "-b",
        "1M",
        *compression,
    ]
    run(command, env={"SOURCE_DATE_EPOCH": source_date()})
    target = DIST / f"Amux-{version()}-{platform_name()}.AppImage"
    with target.open("wb") as out:
        out.write(checked_runtime(runtime))
        with image.open("rb") as source:
            shutil.copyfileobj(source, out)
    target.chmod(0o755)
    return target


def app_dir() -> Path:
    """Lay out `build/Amux.AppDir`."""
    root = empty_folder(BUILD / "Amux.AppDir")
    shutil.copytree(FOLDER, root / "usr/lib/amux", symlinks=True)
    lay_shared_files(root / "usr")
    shutil.copy2(LINUX / "AppRun", root / "AppRun")
    shutil.copyfile(LINUX / "amux.desktop", root / DESKTOP_ID)
    shutil.copyfile(root / "usr/share/icons/hicolor/256x256/apps/amux.png", root / "amux.png")
    (root / ".DirIcon").symlink_to("amux.png")
    return root


def checked_runtime(given: Path | None) -> bytes:
    """The runtime's bytes. Raises `BuildError` when it cannot be had or is not the pinned one."""
    pinned = json.loads(LOCK.read_text(encoding="utf-8"))["appimage-runtime"]
    asset = pinned["platforms"].get(platform_name())
    if asset is None:
        raise BuildError(f"tools.lock.json names no AppImage runtime for {platform_name()}")
    if given is None and asset["sha256"] is None:
        raise BuildError(
            "the AppImage runtime is not pinned yet: give one with --runtime FILE, or write its SHA-256 into tools.lock.json"
        )
    data = (
        given.read_bytes()
        if given is not None
        else _fetched(pinned["source"].format(version=pinned["version"], asset=asset["asset"]))
    )
    if asset["sha256"] is not None and hashlib.sha256(data).hexdigest() != asset["sha256"]:
        raise BuildError(f"the AppImage runtime is not the pinned one ({asset['asset']} {pinned['version']})")
    return data


def _fetched(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - https, from the lock
            data = bytes(answer.read(LARGEST_RUNTIME + 1))
    except OSError as error:
        raise BuildError(f"{address} could not be fetched: {error}") from error
    if len(data) > LARGEST_RUNTIME:
        raise BuildError(f"{address} is larger than a runtime can be")
    return data
