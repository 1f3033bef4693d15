"""One instance per data folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from amux_desktop.core.errors import ConflictError
from amux_desktop.core.instance import InstanceInfo, InstanceLock, read_instance, running_instance

ROOT = Path(__file__).resolve().parents[2]
CHILD = """
import sys
from pathlib import Path
from amux_desktop.core.instance import InstanceInfo, InstanceLock
import os
lock = InstanceLock(Path(sys.argv[1])).acquire("headless")
lock.update(InstanceInfo(pid=os.getpid(), mode="headless", host="127.0.0.1", port=4711))
print("ready", flush=True)
sys.stdin.read()
"""


def test_the_second_one_learns_who_holds_it_and_a_crash_frees_it(tmp_path: Path) -> None:
    path = tmp_path / "instance.lock"
    assert running_instance(path) is None
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == "ready"
        expected = InstanceInfo(pid=holder.pid, mode="headless", host="127.0.0.1", port=4711)
        assert running_instance(path) == expected
        with pytest.raises(ConflictError) as caught:
            InstanceLock(path).acquire("window")
        assert caught.value.params["pid"] == holder.pid
        holder.kill()
        holder.wait()
    assert running_instance(path) is None
    with InstanceLock(path).acquire("window"):
        assert read_instance(path) == InstanceInfo(pid=os.getpid(), mode="window")
    assert running_instance(path) is None


def test_a_lock_that_is_not_held_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        InstanceLock(tmp_path / "x").update(InstanceInfo(pid=1, mode="window"))
