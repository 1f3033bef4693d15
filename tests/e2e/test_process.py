"""`amux serve` as a process: signals, crashes, busy ports, unusable folders."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import sys
from pathlib import Path

import httpx
import pytest

from tests.helpers.serving import Serving, amux, amux_json
from tests.helpers.upstream import Upstream

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)])
def test_a_signal_ends_it_with_code_0(tmp_path: Path, number: int) -> None:
    with Serving(tmp_path / "home") as server:
        assert httpx.get(f"{server.base_url}/health").json()["status"] == "ok"
        assert server.ready["seal"] == "file"
        assert server.end(number) == 0
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{server.base_url}/health")


def test_a_busy_port_is_one_sentence_with_a_free_port(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = amux(tmp_path / "home", "serve", "--port", str(port), code=3)
    lines = [line for line in refused.stderr.splitlines() if line]
    assert len(lines) == 1
    assert f"Port {port} on 127.0.0.1 is already used" in lines[0]
    assert "such as " in lines[0]
    if sys.platform.startswith("linux"):
        assert f"process {os.getpid()}" in lines[0]


@pytest.mark.slow
def test_after_kill_9_everything_is_there(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Upstream("openai-chat") as upstream:
        key = "upstream-key\n"
        amux(home, "providers", "add", "--preset", "openai", "--path", "up", "--base-url", upstream.base, "--api-key-stdin", "--model", "big-model", "--passthrough", text=key)  # fmt: skip
        token = amux_json(home, "tokens", "create", "--name", "t")["token"]
        with Serving(home) as server:
            for _ in range(20):
                body = {"model": "big-model", "messages": [{"role": "user", "content": "x"}]}
                answer = httpx.post(f"{server.base_url}/providers/up/v1/chat/completions", json=body, headers={"authorization": f"Bearer {token}"})  # fmt: skip
                assert answer.status_code == 200
            tail = amux_json(home, "status")
            assert tail["instance"]["pid"] == server.ready["pid"]
            server.end(signal.SIGKILL)
    with sqlite3.connect(home / "amux.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    status = amux_json(home, "status")
    assert status["instance"] is None
    # At most the last second of rows may be lost; the command in between took longer than that.
    assert len(amux_json(home, "logs", "list")["requests"]) == 20


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_an_unwritable_data_folder_is_one_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    refused = amux(folder / "home", "status", code=3)
    assert "AMUX_HOME" in refused.stderr


@pytest.mark.slow
def test_a_damaged_database_is_set_aside_and_said(tmp_path: Path) -> None:
    home = tmp_path / "home"
    amux(home, "status")
    (home / "amux.db").write_bytes(b"not a database at all" * 200)
    with Serving(home) as server:
        server.end()
    assert list((home / "quarantine").glob("*/amux.db"))
