"""Data folder and shipped files."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from amux_desktop.core import paths
from amux_desktop.core.errors import MachineError
from amux_desktop.core.paths import AppPaths, resource_path


def test_amux_home_wins_over_the_default(tmp_path: Path) -> None:
    assert AppPaths.resolve({"AMUX_HOME": str(tmp_path / "x")}).database == tmp_path / "x" / "amux.db"
    assert AppPaths.resolve({}).home.name == "Amux"
    assert AppPaths.resolve({"AMUX_HOME": "~/here"}).home == Path.home() / "here"
    assert AppPaths.resolve({"AMUX_HOME": "relative"}).home.is_absolute()


@pytest.mark.skipif(os.name != "posix", reason="POSIX modes")
def test_folders_are_private_even_when_they_were_not(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    made = AppPaths.at(home).ensure()
    for folder in (made.home, made.logs, made.backups, made.quarantine, made.cache):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_an_unusable_folder_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(MachineError) as caught:
        AppPaths.at(tmp_path / "file" / "home").ensure()
    assert caught.value.code == "data_dir_unwritable"
    assert "AMUX_HOME" in str(caught.value)


def test_shipped_files_are_found_in_bundle_wheel_and_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("bundle/resources", "site/amux_desktop/_resources", "site/resources"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "which.txt").write_text(place)
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "site" / "amux_desktop")
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path / "bundle"), raising=False)
    for place in ("bundle/resources", "site/amux_desktop/_resources", "site/resources"):
        assert resource_path("which.txt").read_text() == place
        (tmp_path / place / "which.txt").unlink()
    with pytest.raises(MachineError, match=r"resources/which\.txt"):
        resource_path("which.txt")
