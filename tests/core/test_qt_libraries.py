from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from amux_desktop.core import qt_libraries


def test_what_the_loader_finds_is_not_missing() -> None:
    libraries = {"libc.so.6": "libc6", "libamux-absent.so.9": "absent"}
    expected = ("libamux-absent.so.9",) if sys.platform.startswith("linux") else ()
    assert qt_libraries.missing(libraries) == expected


def test_packages_are_named_once() -> None:
    assert qt_libraries.packages(["libglib-2.0.so.0", "libgthread-2.0.so.0", "libGL.so.1"]) == (
        "libglib2.0-0",
        "libgl1",
    )


def test_remedy_without_apt_names_the_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert "libGL.so.1" in qt_libraries.remedy(["libGL.so.1"])


@pytest.mark.gui
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the libraries of Linux")
def test_with_nothing_missing_qt_imports() -> None:
    """The list is complete: when it reports nothing missing, a fresh interpreter can import the widgets."""
    pytest.importorskip("PySide6")
    if qt_libraries.missing():
        pytest.skip("Qt's libraries are missing: " + ", ".join(qt_libraries.missing()))
    imported = subprocess.run([sys.executable, "-c", "import PySide6.QtWidgets, PySide6.QtNetwork, PySide6.QtSvg"])
    assert imported.returncode == 0
