from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
CHANGELOG = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A thing.\n\n## [0.9.0] - 2026-01-01\n\n- Older.\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "amux"\nversion = "0.9.0"\n')
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG)
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "config", "user.name", "t")
    git(tmp_path, "config", "user.email", "t@localhost")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "first")
    return tmp_path


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, check=True).stdout


def release(folder: Path, code: str) -> str:
    """What goes wrong, or nothing. In a process of its own, because the scripts' folder is a path of its own."""
    setup = f"import pathlib, release as r\nfolder = pathlib.Path({str(folder)!r})\ntry:\n    {code}\nexcept r.BuildError as e:\n    print('refused:', e)\n"
    done = subprocess.run([sys.executable, "-c", setup], cwd=PACKAGING, capture_output=True, text=True, check=True)
    return done.stdout


def test_a_release_raises_dates_commits_and_tags(checkout: Path) -> None:
    said = release(checkout, "r.release(folder, '1.0.0-rc.1')")
    assert "0.9.0 -> 1.0.0-rc.1" in said
    assert 'version = "1.0.0-rc.1"' in (checkout / "pyproject.toml").read_text()
    assert git(checkout, "tag", "--list").split() == ["v1.0.0-rc.1"]
    assert git(checkout, "status", "--porcelain") == ""
    assert "- A thing." in release(checkout, "print(r.notes('1.0.0-rc.1', folder))")
    assert "Older" not in release(checkout, "print(r.notes('1.0.0-rc.1', folder))")
    assert "says nothing under" in release(checkout, "r.release(folder, '1.0.0')")


@pytest.mark.parametrize(
    ("wanted", "reason"), [("0.9.0", "not above"), ("0.9.0-rc.1", "not above"), ("one", "not a semantic version")]
)
def test_a_version_has_to_grow(checkout: Path, wanted: str, reason: str) -> None:
    assert reason in release(checkout, f"r.release(folder, {wanted!r})")
    assert git(checkout, "tag", "--list") == ""


def test_uncommitted_work_stops_it(checkout: Path) -> None:
    (checkout / "new").write_text("x")
    assert "not committed" in release(checkout, "r.release(folder, '1.0.0')")


def test_a_dry_run_changes_nothing(checkout: Path) -> None:
    assert "tag v1.0.0" in release(checkout, "r.release(folder, '1.0.0', dry_run=True)")
    assert git(checkout, "status", "--porcelain") == ""
    assert git(checkout, "tag", "--list") == ""


def test_versions_sort_as_semver_says(tmp_path: Path) -> None:
    order = [
        "1.0.0-alpha",
        "1.0.0-alpha.1",
        "1.0.0-alpha.beta",
        "1.0.0-beta",
        "1.0.0-beta.2",
        "1.0.0-beta.11",
        "1.0.0-rc.1",
        "1.0.0",
    ]
    said = release(tmp_path, f"print(sorted({sorted(order)!r}, key=r.precedence))")
    assert said.strip() == str(order)
