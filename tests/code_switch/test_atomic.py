"""Replacing files: through links, with their mode, only if unchanged, and whole whatever moment the process is killed at."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from amux_desktop.code_switch.atomic import read_file, replace_file
from amux_desktop.core.errors import AmuxError

_KILLED = """
import os, signal, sys
from pathlib import Path
from amux_desktop.code_switch.atomic import replace_file

path, step = Path(sys.argv[1]), int(sys.argv[2])
count = 0

def hook(event, args):
    # Every system call that touches the folder: open, chmod, rename, remove, listing.
    global count
    if any(str(path.parent) in str(arg) for arg in args):
        count += 1
        if count == step:
            os.kill(os.getpid(), signal.SIGKILL)

old = path.read_bytes() if path.exists() else None
sys.addaudithook(hook)
replace_file(path, old, b"new" * 1000)
"""


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize("old", [b"old" * 1000, None])
def test_a_process_killed_at_any_step_leaves_a_whole_file(old: bytes | None, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    path = folder / "settings.json"
    steps = 0
    for step in range(1, 100):
        path.unlink(missing_ok=True)
        if old is not None:
            path.write_bytes(old)
            path.chmod(0o640)
        done = subprocess.run([sys.executable, "-c", _KILLED, str(path), str(step)], cwd=_root(), check=False)
        found = path.read_bytes() if path.exists() else None
        assert found in (old, b"new" * 1000)
        if done.returncode == 0:
            break
        steps += 1
    else:
        pytest.fail("the write never ended")
    assert steps >= 5
    assert path.read_bytes() == b"new" * 1000
    assert path.stat().st_mode & 0o777 == (0o640 if old is not None else 0o600)
    # What the killed ones left beside it is gone.
    assert [entry.name for entry in folder.iterdir()] == ["settings.json"]


def _root() -> Path:
    return Path(__file__).resolve().parents[2]


def test_a_file_that_changed_since_it_was_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"theirs")
    for expected in (b"mine", None):
        with pytest.raises(AmuxError) as caught:
            replace_file(path, expected, b"new")
        assert caught.value.code == "config_changed"
    assert path.read_bytes() == b"theirs"
    with pytest.raises(AmuxError, match="another program"):
        replace_file(tmp_path / "gone", b"was there", b"new")


def test_a_change_at_the_last_moment_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    fsync = os.fsync

    def meanwhile(descriptor: int) -> None:
        fsync(descriptor)
        path.write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(AmuxError) as caught:
        replace_file(path, b"old", b"new")
    assert caught.value.code == "config_changed"
    assert path.read_bytes() == b"theirs"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a"]


def test_a_dangling_link_gets_its_target_and_loses_it_again(tmp_path: Path) -> None:
    link, target = tmp_path / "link", tmp_path / "real"
    link.symlink_to("real")
    replace_file(link, None, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    replace_file(link, b"new", None)
    assert link.is_symlink()
    assert not target.exists()


def test_loops_folders_and_unwritable_places_are_errors(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to("loop")
    for path in (loop, tmp_path):
        with pytest.raises(AmuxError) as caught:
            read_file(path)
        assert caught.value.code == "file_invalid"
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(AmuxError):
        replace_file(tmp_path / "file" / "below", None, b"x")
