"""The installer for Windows and the settings for macOS, as far as Linux can check them."""

from __future__ import annotations

import plistlib
import runpy
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


@pytest.fixture
def payload(tmp_path: Path) -> Path:
    """What PyInstaller leaves on Windows, in miniature."""
    folder = tmp_path / "amux"
    (folder / "_internal").mkdir(parents=True)
    for name in ("amux.exe", "AmuxDesktop.exe", "_internal/python313.dll"):
        (folder / name).write_bytes(b"MZ stand-in")
    return folder


def packaging(tmp_path: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run code with the modules of packaging/ at hand, writing below `tmp_path` instead of dist/."""
    setup = f"import pathlib, windows_packages as w; w.DIST = pathlib.Path({str(tmp_path)!r}) / 'dist'\n"
    command = [sys.executable, "-c", setup + code]
    return subprocess.run(command, cwd=PACKAGING, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.skipif(shutil.which("makensis") is None, reason="nsis is not installed")
def test_the_installer_compiles_without_a_warning(payload: Path, tmp_path: Path) -> None:
    icon = "/usr/share/nsis/Contrib/Graphics/Icons/modern-install.ico"
    done = packaging(tmp_path, f"print(w.build_installer(pathlib.Path({str(payload)!r}), icon=pathlib.Path({icon!r})))")
    assert done.returncode == 0, done.stdout + done.stderr
    installer = Path(done.stdout.splitlines()[-1])
    assert installer.read_bytes()[:2] == b"MZ"


def test_the_zip_has_one_folder(payload: Path, tmp_path: Path) -> None:
    done = packaging(tmp_path, f"print(w.build_zip(pathlib.Path({str(payload)!r})))")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(done.stdout.strip()) as archive:
        assert set(archive.namelist()) == {"Amux/amux.exe", "Amux/AmuxDesktop.exe", "Amux/_internal/python313.dll"}


def test_a_folder_that_is_not_for_windows_is_refused(payload: Path, tmp_path: Path) -> None:
    (payload / "AmuxDesktop.exe").unlink()
    done = packaging(tmp_path, f"w.build_zip(pathlib.Path({str(payload)!r}))")
    assert done.returncode != 0
    assert "AmuxDesktop.exe missing" in done.stderr


def test_the_disk_image_shows_the_app_beside_its_target() -> None:
    given = {"defines": {"app": "/x/Amux.app", "icon": "/x/amux.icns"}}
    settings = runpy.run_path(str(PACKAGING / "macos" / "dmg_settings.py"), given)
    assert settings["files"] == ["/x/Amux.app"]
    assert set(settings["icon_locations"]) == {"Amux.app", *settings["symlinks"]}
    width, height = settings["window_rect"][1]
    assert all(0 < x < width and 0 < y < height for x, y in settings["icon_locations"].values())


def test_the_entitlements_are_a_property_list() -> None:
    entitlements = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert entitlements["com.apple.security.network.server"] is True
    assert "com.apple.security.get-task-allow" not in entitlements
