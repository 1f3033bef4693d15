"""run.py in a checkout of its own, whose application is a program that tells what it was given."""

from __future__ import annotations

import importlib.util
import json
import os
import runpy
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPLICATION = """
import json, os, signal, sys
print(json.dumps({"arguments": sys.argv[1:], "cwd": os.getcwd(), "pid": os.getpid(), "path": sys.path}), flush=True)
if "wait" in sys.argv:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(9))
    signal.pause()
sys.exit(7)
"""


@pytest.fixture(scope="module")
def run() -> ModuleType:
    spec = importlib.util.spec_from_file_location("amux_run", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with a blank in its path, and with empty locks, so that setting it up needs no network."""
    root = tmp_path_factory.mktemp("a checkout")
    shutil.copy(ROOT / "run.py", root)
    (root / "amux_desktop" / "core").mkdir(parents=True)
    shutil.copy(ROOT / "amux_desktop" / "core" / "qt_libraries.py", root / "amux_desktop" / "core")
    (root / "amux_desktop" / "__init__.py").touch()
    (root / "amux_desktop" / "__main__.py").write_text(APPLICATION)
    (root / "requirements.txt").write_text("# nothing\n")
    (root / "requirements-dev.txt").write_text("# nothing\n")
    return root


@pytest.fixture(scope="module")
def started(checkout: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    def start(*arguments: str, cwd: Path = checkout) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(checkout / "run.py"), *arguments]
        return subprocess.run(command, cwd=cwd, env=environment(), capture_output=True, text=True, timeout=120)

    return start


def environment() -> dict[str, str]:
    private = ("DISPLAY", "WAYLAND_DISPLAY", "VIRTUAL_ENV", "AMUX_VENV")
    return {name: value for name, value in os.environ.items() if name not in private}


def test_first_start_sets_up_and_the_second_does_not(
    started: Callable[..., subprocess.CompletedProcess[str]], checkout: Path, tmp_path: Path
) -> None:
    first = started("serve", "--port", "0", cwd=tmp_path)
    assert "installing the packages" in first.stderr, first.stderr
    second = started("serve", "--port", "0", cwd=tmp_path)
    assert second.stderr == ""
    for result in (first, second):
        assert result.returncode == 7
        told = json.loads(result.stdout)
        assert told["arguments"] == ["serve", "--port", "0"]
        assert Path(told["cwd"]) == tmp_path
        assert str(checkout) in told["path"]
        assert str(tmp_path) not in told["path"]


def test_a_working_folder_that_cannot_be_written(
    started: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    tmp_path.chmod(0o555)
    try:
        assert started(cwd=tmp_path).returncode == 7
    finally:
        tmp_path.chmod(0o755)


def test_a_changed_lock_is_installed(started: Callable[..., subprocess.CompletedProcess[str]], checkout: Path) -> None:
    started()
    (checkout / "requirements.txt").write_text("# nothing at all\n")
    assert "installing the packages" in started().stderr
    assert started().stderr == ""


def test_an_environment_without_its_python_is_made_anew(
    started: Callable[..., subprocess.CompletedProcess[str]], checkout: Path, run: ModuleType
) -> None:
    started()
    (checkout / run.PYTHON.relative_to(ROOT)).unlink()
    result = started()
    assert "making" in result.stderr
    assert result.returncode == 7


@pytest.mark.slow
def test_what_cannot_be_installed_is_said_in_one_line(
    started: Callable[..., subprocess.CompletedProcess[str]], checkout: Path
) -> None:
    lock = checkout / "requirements.txt"
    before = lock.read_text()
    lock.write_text("no-hash-here==1.0\n")
    try:
        result = started()
    finally:
        lock.write_text(before)
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1].startswith("run.py: this command failed")
    assert result.stdout == ""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_uv_that_fails_is_replaced_by_pip(checkout: Path, tmp_path: Path) -> None:
    """uv has its own idea of mirrors and certificates; where it cannot reach anything, pip often can."""
    uv = tmp_path / "bin" / "uv"
    uv.parent.mkdir()
    uv.write_text('#!/bin/sh\n[ "$1" = --version ] || { echo "no route" >&2; exit 2; }\n')
    uv.chmod(0o755)
    path = os.pathsep.join([str(uv.parent), os.environ["PATH"]])
    command = [sys.executable, str(checkout / "run.py")]
    fresh = {**environment(), "AMUX_VENV": str(tmp_path / "venv"), "PATH": path}
    result = subprocess.run(command, env=fresh, capture_output=True, text=True, timeout=120)
    assert result.returncode == 7, result.stderr
    assert "trying pip instead" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_signals_reach_the_application(
    started: Callable[..., subprocess.CompletedProcess[str]], checkout: Path
) -> None:
    started()
    command = [sys.executable, str(checkout / "run.py"), "wait"]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["pid"] == process.pid
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) in (9, -signal.SIGTERM)


@pytest.mark.slow
def test_two_first_starts_at_once(checkout: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(checkout / "run.py")]
    fresh = {**environment(), "AMUX_VENV": str(tmp_path / "venv")}
    both = [subprocess.Popen(command, env=fresh, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    results = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [7, 7]
    assert sum(b"making" in errors for _, errors in results) == 1


@pytest.mark.parametrize("version", [(3, 10, 9), (3, 15, 0), (2, 7, 18)])
def test_other_pythons_are_refused_in_one_line(monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...]) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(SystemExit, match=r"^Amux needs Python 3\.11 to 3\.14; this is .*$"):
        runpy.run_path(str(ROOT / "run.py"))


def test_where_qt_has_no_wheels_only_its_packages_are_left_out(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "qt_has_wheels", lambda: True)
    everything = run.wanted_packages("requirements.txt").splitlines()
    monkeypatch.setattr(run, "qt_has_wheels", lambda: False)
    rest = run.wanted_packages("requirements.txt").splitlines()
    names = {line.partition("==")[0] for line in everything if "==" in line}
    assert names - {line.partition("==")[0] for line in rest if "==" in line} == set(run.QT_PACKAGES)
    hashes_left = [line for line in rest if not line.startswith(" ") and not line.endswith("\\")]
    assert hashes_left == []


@pytest.mark.parametrize(
    ("system", "libc", "machine", "expected"),
    [
        ("Linux", ("glibc", "2.36"), "x86_64", True),
        ("Linux", ("glibc", "2.31"), "x86_64", False),
        ("Linux", ("glibc", "2.36"), "aarch64", False),
        ("Linux", ("glibc", "2.39"), "aarch64", True),
        ("Linux", ("", ""), "x86_64", False),
        ("Linux", ("glibc", "2.40"), "riscv64", False),
        ("Darwin", ("", ""), "arm64", True),
        ("Windows", ("", ""), "AMD64", True),
    ],
)
def test_where_qt_has_wheels(
    run: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    system: str,
    libc: tuple[str, str],
    machine: str,
    expected: bool,
) -> None:
    monkeypatch.setattr(run.platform, "system", lambda: system)
    monkeypatch.setattr(run.platform, "libc_ver", lambda: libc)
    monkeypatch.setattr(run.platform, "machine", lambda: machine)
    assert run.qt_has_wheels() is expected


def test_the_library_list_loads_with_nothing_installed() -> None:
    path = ROOT / "amux_desktop" / "core" / "qt_libraries.py"
    question = f"import runpy; print(len(runpy.run_path({str(path)!r})['BASE']))"
    answer = subprocess.run([sys.executable, "-I", "-S", "-c", question], capture_output=True, text=True, check=True)
    assert int(answer.stdout) > 5
