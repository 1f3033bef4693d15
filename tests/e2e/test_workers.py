"""`amux serve --workers 2`: one port, one data folder, and what the workers know together."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.helpers.process_watch import children
from tests.helpers.serving import Serving, amux, amux_json
from tests.helpers.upstream import Upstream

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds the workers by /proc"),
]
_PATIENCE_S = 15.0


@dataclass(frozen=True, slots=True)
class Team:
    home: Path
    server: Serving
    upstream: Upstream
    token: str

    def ask(self, path: str = "/proxies/p/v1/chat/completions", token: str = "", **more: Any) -> httpx.Response:
        """On a connection of its own, so that any worker may get it."""
        body: dict[str, Any] = {"model": "big-model", "messages": [{"role": "user", "content": "hi"}]} | more
        if path.endswith("/responses"):
            body = {"model": "big-model", "input": "hi"} | more
        headers = {"authorization": f"Bearer {token or self.token}"}
        return httpx.post(self.server.base_url + path, json=body, headers=headers, timeout=20)

    def counted(self) -> set[float]:
        """Requests so far, as several workers tell it."""
        headers = {"authorization": f"Bearer {self.token}"}
        texts = [httpx.get(f"{self.server.base_url}/metrics", headers=headers).text for _ in range(8)]
        return {value_of(text, "amux_requests_total") for text in texts}

    def workers(self) -> list[int]:
        return children(self.server.process.pid)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def soon(holds: Callable[[], bool], within_s: float = _PATIENCE_S) -> bool:
    pause, deadline = threading.Event(), time.monotonic() + within_s
    while time.monotonic() < deadline:
        if holds():
            return True
        pause.wait(0.05)
    return holds()


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    home = tmp_path / "home"
    with Upstream("openai-chat") as upstream:
        plan = {
            "providers": [{"preset": "openai", "path": "up", "base_url": f"{upstream.base}/v1", "api_key": "upstream-key", "models": ["big-model", "small-model"]}],
            "proxies": [{"path": "p", "inbound": "any", "provider": "up"}],
            "tokens": [{"name": "t"}],
        }  # fmt: skip
        token = amux_json(home, "apply", "-", text=json.dumps(plan))["tokens"][0]["token"]
        with Serving(home, "--workers", "2") as server:
            workers = children(server.process.pid)
            yield Team(home, server, upstream, token)
            server.end()
            assert soon(lambda: not any(map(alive, workers))), "a worker outlived the supervisor"


def value_of(metrics: str, name: str) -> float:
    lines = [line for line in metrics.splitlines() if line.startswith(name)]
    return sum(float(line.rpartition(" ")[2]) for line in lines)


def test_workers_know_together(team: Team) -> None:
    assert team.server.ready["workers"] == 2
    assert len(team.workers()) == 2
    assert amux_json(team.home, "status")["instance"]["pid"] == team.server.process.pid
    # Figures add up, whichever worker is asked.
    assert {team.ask().status_code for _ in range(40)} == {200}
    assert soon(lambda: team.counted() == {40.0})
    assert soon(lambda: len(amux_json(team.home, "logs", "list", "--limit", "100")["requests"]) == 40)
    # A limit holds for all workers together, but for what one lets in before it has heard of the other.
    limited = amux_json(team.home, "tokens", "create", "--name", "limited", "--rpm", "10")["token"]
    assert soon(lambda: team.ask("/proxies/nothing", token=limited).status_code != 401)
    pause = threading.Event()
    codes = []
    for _ in range(30):
        codes.append(team.ask(token=limited).status_code)
        pause.wait(0.15)
    assert set(codes) == {200, 429}
    assert 9 <= codes.count(200) <= 11, codes
    # A change counts everywhere within a second.
    amux(team.home, "proxies", "edit", "p", "--map", "big-model=small-model")
    pause.wait(1.0)
    del team.upstream.asked[:]
    assert {team.ask().status_code for _ in range(20)} == {200}
    assert {asked.body["model"] for asked in team.upstream.asked} == {"small-model"}
    # A conversation goes on wherever it lands.
    previous = team.ask("/proxies/p/v1/responses", input="one").json()["id"]
    for number in range(8):
        answer = team.ask("/proxies/p/v1/responses", input=f"more {number}", previous_response_id=previous)
        assert answer.status_code == 200, answer.text
        assert len(team.upstream.last.body["messages"]) == 3 + 2 * number
        previous = answer.json()["id"]


def test_a_dead_worker_is_replaced_and_nobody_notices_later(team: Team) -> None:
    assert {team.ask().status_code for _ in range(10)} == {200}
    assert soon(lambda: team.counted() == {10.0})
    before = team.workers()
    os.kill(before[1], signal.SIGKILL)
    assert soon(lambda: before[1] not in team.workers())
    # Once it is really gone its socket gets no connections any more: the other one answers.
    assert {team.ask().status_code for _ in range(20)} == {200}
    assert soon(lambda: len(team.workers()) == 2 and before[1] not in team.workers())
    # What the dead one had told is still counted, also by the new one.
    assert soon(lambda: team.counted() == {30.0})


def test_without_a_supervisor_there_are_no_workers(team: Team) -> None:
    workers = team.workers()
    team.server.process.kill()
    team.server.process.wait()
    assert soon(lambda: not any(map(alive, workers)))


def test_a_busy_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = amux(tmp_path / "home", "serve", "--workers", "2", "--port", str(port), code=3)
    lines = [line for line in refused.stderr.splitlines() if line]
    assert len(lines) == 1
    assert f"Port {port} on 127.0.0.1 is already used" in lines[0]
