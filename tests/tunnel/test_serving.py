"""`amux serve --tunnel` as a process of its own, steered by other processes, and killed."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

import pytest

from tests.helpers.cloudflared import HOSTNAME, Cloudflared, is_alive
from tests.helpers.serving import Serving, amux, amux_json

pytestmark = [
    pytest.mark.slow,
    pytest.mark.e2e,
    pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script with a first line for POSIX"),
]


def test_serving_with_a_tunnel_until_it_is_killed(amux_home: Path, tmp_path: Path) -> None:
    program = Cloudflared(tmp_path / "bin")
    for key, value in (("tunnel.cloudflared_path", str(program.path)), ("tunnel.port", "0")):
        amux(amux_home, "settings", "set", key, value)
    amux(amux_home, "tokens", "create", "--name", "guest", "--tunnel")
    with Serving(amux_home, "--tunnel") as serving:
        assert serving.process.stdout is not None
        told = json.loads(serving.process.stdout.readline())
        assert told == {"event": "tunnel", "state": "running", "url": f"https://{HOSTNAME}"}
        assert amux_json(amux_home, "tunnel", "status")["connections"] == 2
        assert amux_json(amux_home, "tunnel", "stop")["state"] == "off"
        assert amux_json(amux_home, "tunnel", "start")["url"] == f"https://{HOSTNAME}"
        pid = program.pid
        group = os.getpgid(pid)
        serving.end(signal.SIGKILL)
        for _ in range(100):
            if not is_alive(pid) and not _has_members(group):
                break
            signal.sigtimedwait([], 0.05)
        assert not is_alive(pid)
        assert not _has_members(group)
    assert "off" in amux(amux_home, "tunnel", "status").stdout


def _has_members(group: int) -> bool:
    """Whether anything is left, the guard included."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_proper_end_takes_the_tunnel_along(amux_home: Path, tmp_path: Path) -> None:
    program = Cloudflared(tmp_path / "bin")
    for key, value in (("tunnel.cloudflared_path", str(program.path)), ("tunnel.port", "0")):
        amux(amux_home, "settings", "set", key, value)
    amux(amux_home, "tokens", "create", "--name", "guest", "--tunnel")
    with Serving(amux_home, "--tunnel") as serving:
        assert serving.process.stdout is not None
        serving.process.stdout.readline()
        pid = program.pid
        assert serving.end() == 0
        assert not is_alive(pid)
