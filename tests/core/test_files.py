"""Private files and locks between processes."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from amux_desktop.core.errors import UnavailableError
from amux_desktop.core.files import file_lock, replacing, write_private

ROOT = Path(__file__).resolve().parents[2]


def test_a_private_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "secret"
    write_private(target, b"one")
    write_private(target, b"two")
    assert target.read_bytes() == b"two"
    assert [file.name for file in tmp_path.iterdir()] == ["secret"]
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_failed_write_leaves_the_old_content(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError):
        write_private(tmp_path / "folder", b"cannot replace a folder")
    assert [file.name for file in tmp_path.iterdir()] == ["folder"]


def test_what_breaks_off_leaves_the_old_content_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "secret"
    write_private(target, b"old")

    def break_off() -> None:
        with replacing(target) as file:
            file.write(b"half of the n")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert target.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["secret"]


def test_a_lock_excludes_another_process_and_ends_with_it(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    code = (
        "import sys; from pathlib import Path; from amux_desktop.core.files import file_lock\n"
        "with file_lock(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == "held"
        with pytest.raises(UnavailableError, match="locked"), file_lock(lock, timeout_s=0.05):
            pass
        holder.kill()
        holder.wait()
    with file_lock(lock, timeout_s=5):
        pass
