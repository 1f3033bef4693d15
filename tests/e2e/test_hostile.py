"""A machine that turns against the proxy: it serves what it can, says what it cannot, and makes up for it later."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.helpers.serving import Serving, amux, amux_json
from tests.helpers.upstream import Upstream

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
_PATIENCE_S = 15.0
KEY = "upstream-key"


@dataclass(slots=True)
class Place:
    home: Path
    server: Serving
    token: str

    def ask(self) -> httpx.Response:
        body = {"model": "big-model", "messages": [{"role": "user", "content": "x" * 2000}]}
        headers = {"authorization": f"Bearer {self.token}"}
        return httpx.post(f"{self.server.base_url}/proxies/p/v1/chat/completions", json=body, headers=headers)

    def recorded(self) -> int:
        return len(amux_json(self.home, "logs", "list", "--limit", "200")["requests"])

    def log(self) -> str:
        return (self.home / "logs" / "amux.log").read_text(encoding="utf-8")


def soon(holds: Callable[[], bool]) -> bool:
    pause, deadline = threading.Event(), time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        if holds():
            return True
        pause.wait(0.1)
    return holds()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    home = tmp_path / "home"
    with Upstream("openai-chat", KEY) as upstream:
        plan = {
            "providers": [{"preset": "openai", "path": "up", "base_url": f"{upstream.base}/v1", "api_key": KEY, "models": ["big-model", "small-model"]}],
            "proxies": [{"path": "p", "inbound": "any", "provider": "up"}],
            "tokens": [{"name": "t"}],
        }  # fmt: skip
        token = amux_json(home, "apply", "-", text=json.dumps(plan))["tokens"][0]["token"]
        with Serving(home) as server:
            yield Place(home, server, token)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs prlimit")
def test_a_full_disk_costs_no_answer_and_no_record(place: Place) -> None:
    import resource

    pid = place.server.process.pid
    assert place.ask().status_code == 200
    assert soon(lambda: place.recorded() == 1)
    _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    # No file may grow beyond this: the system refuses as a full disk does.
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (8192, hard))
    assert {place.ask().status_code for _ in range(30)} == {200}
    assert soon(lambda: "Request logs cannot be written" in place.log())
    assert place.recorded() < 31
    assert place.ask().status_code == 200
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))
    assert soon(lambda: place.recorded() == 32)
    assert place.server.end() == 0


def test_a_locked_database_holds_nobody_up(place: Place) -> None:
    with contextlib.closing(sqlite3.connect(place.home / "amux.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        assert {place.ask().status_code for _ in range(20)} == {200}
        refused = amux(place.home, "proxies", "edit", "p", "--map", "big-model=small-model", code=4)
        assert "busy" in refused.stderr
        assert len(refused.stderr.strip().splitlines()) == 1
        assert place.ask().status_code == 200
        assert time.monotonic() - began < _PATIENCE_S
        other.execute("ROLLBACK")
    assert soon(lambda: place.recorded() == 21)


def test_the_key_of_the_vault_disappears_and_comes_back(place: Place) -> None:
    kept = place.home / "vault.key"
    aside = kept.rename(kept.with_name("aside"))
    # What runs has its keys in memory, also after a change.
    assert place.ask().status_code == 200
    amux(place.home, "proxies", "edit", "p", "--map", "other=small-model")
    threading.Event().wait(0.5)
    assert place.ask().status_code == 200
    assert place.server.end() == 0
    with Serving(place.home) as locked:
        place.server = locked
        answer = place.ask()
        assert answer.status_code >= 500
        assert "locked" in answer.json()["error"]["message"]
        assert httpx.get(f"{locked.base_url}/health").json() | {"version": ""} == {
            "status": "ok", "app": "amux", "version": "", "vault": "locked",
        }  # fmt: skip
        assert locked.end() == 0
    aside.rename(kept)
    with Serving(place.home) as again:
        place.server = again
        assert place.ask().status_code == 200


def test_a_data_folder_that_is_gone_does_not_end_the_service(place: Place) -> None:
    assert place.ask().status_code == 200
    place.home.rename(place.home.with_name("elsewhere"))
    assert {place.ask().status_code for _ in range(10)} == {200}
    place.home.with_name("elsewhere").rename(place.home)
    assert soon(lambda: place.recorded() == 11)
    assert place.server.end() == 0
