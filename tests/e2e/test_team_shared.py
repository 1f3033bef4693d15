"""A team with a Valkey server: two machines count, rest and remember together, and each goes on alone while the server is away."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import httpx
import pytest

from tests.e2e.test_team import KEY, Team, pytestmark, seconds_until, team, upstream
from tests.helpers.serving import Serving, amux, amux_json
from tests.helpers.upstream import Upstream
from tests.helpers.valkey import PASSWORD, ValkeyServer

__all__ = ("pytestmark", "team", "upstream")
_OTHER_KEY = "other-key-0123456789"
#: More of them than a limit allows get in before one machine has heard of the other: what comes within a tick and a bit.
_OVERSHOOT = 15


@dataclass(frozen=True, slots=True)
class Machines:
    here: Serving
    there: Serving
    token: str

    def ask(self, server: Serving, path: str, said: str = "x", token: str = "") -> int:
        body = {"model": "big-model", "messages": [{"role": "user", "content": said}]}
        headers = {"authorization": f"Bearer {token or self.token}"}
        return httpx.post(f"{server.base_url}/{path}/v1/chat/completions", json=body, headers=headers).status_code

    def read(self, server: Serving, path: str) -> httpx.Response:
        return httpx.get(f"{server.base_url}/{path}", headers={"authorization": f"Bearer {self.token}"})

    def ready(self, server: Serving) -> dict[str, object]:
        return dict(self.read(server, "ready").json())


@pytest.fixture
def other() -> Iterator[Upstream]:
    with Upstream("openai-chat", _OTHER_KEY) as running:
        yield running


@pytest.fixture
def machines(
    team: Team, upstream: Upstream, other: Upstream, valkey: ValkeyServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Machines]:
    monkeypatch.setenv("AMUX_SHARED_STATE_PASSWORD", PASSWORD)
    plan = {
        "providers": [
            {
                "preset": "openai",
                "path": path,
                "base_url": f"{at.base}/v1",
                "api_key": key,
                "models": ["big-model"],
                "name": path,
                "passthrough": True,
            }
            for path, at, key in (("one", upstream, KEY), ("two", other, _OTHER_KEY))
        ],
        "proxies": [
            {"path": balance, "inbound": "any", "targets": ["one", "two"], "balance": balance}
            for balance in ("ordered", "weighted")
        ],
    }
    amux(team.here, "apply", "-", text=json.dumps(plan))
    amux(team.here, "prices", "set", "big-model", "--input", "100", "--output", "100")
    shared = ("--database", team.url, "--shared-state", f"valkey://127.0.0.1:{valkey.port}/3")
    with ExitStack() as stack:
        here, there = (stack.enter_context(Serving(home, *shared)) for home in (team.here, team.there))
        found = Machines(here, there, team.token)
        for server in (here, there):
            seconds_until(lambda server=server: found.ready(server)["machines"] == 2)  # type: ignore[misc]  # bound
        yield found
        assert here.end() == there.end() == 0
    valkey.ask("FLUSHDB", database=3)


def test_two_machines_are_one(machines: Machines, team: Team, upstream: Upstream, other: Upstream) -> None:
    both, pause = (machines.here, machines.there), threading.Event()
    # A conversation stays where it is, on whichever machine it goes on; new ones go to either.
    places = []
    for talk in range(8):
        before = len(upstream.asked)
        for turn in range(4):
            assert machines.ask(both[turn % 2], "proxies/weighted", f"talk {talk}") == 200
            pause.wait(0.15)
        places.append(len(upstream.asked) - before)
    assert set(places) <= {0, 4}, places
    # A limit holds for both together, but for what comes before one has heard of the other.
    limited = amux_json(team.here, "tokens", "create", "--name", "limited", "--rpm", "60")["token"]
    spender = amux_json(team.there, "tokens", "create", "--name", "spender", "--daily-budget", "0.0001")["token"]
    for server in both:
        seconds_until(lambda server=server: machines.ask(server, "proxies/nothing", token=spender) != 401)  # type: ignore[misc]  # bound
    codes = []
    for number in range(90):
        codes.append(machines.ask(both[number % 2], "providers/one", token=limited))
        pause.wait(0.01)
    assert set(codes) == {200, 429}
    assert 60 <= codes.count(200) <= 60 + _OVERSHOOT, codes
    assert codes[-2:] == [429, 429]
    # Money spent here is missing there.
    assert machines.ask(machines.here, "providers/one", token=spender) == 200
    assert seconds_until(lambda: machines.ask(machines.there, "providers/one", token=spender) == 429) < 1.0
    assert machines.ask(machines.here, "providers/one", token=spender) == 429
    # A change of the configuration is heard of as well.
    amux(team.here, "tokens", "disable", "limited")
    assert seconds_until(lambda: machines.ask(machines.there, "providers/one", token=limited) in (401, 403)) < 1.0
    # A rest that one machine is told to take is taken by the other, which never asks.
    upstream.behaviour.status, upstream.behaviour.headers = 429, {"retry-after": "60"}
    assert machines.ask(machines.here, "proxies/ordered", "first") == 200
    resting = 'amux_target_available{provider="one",model="big-model"} 0'
    assert seconds_until(lambda: resting in machines.read(machines.there, "metrics").text) < 1.0
    asked = len(upstream.asked)
    assert [machines.ask(machines.there, "proxies/ordered", f"later {n}") for n in range(5)] == [200] * 5
    assert len(upstream.asked) == asked


def test_the_server_may_go_and_come_back(
    machines: Machines, team: Team, valkey: ValkeyServer, upstream: Upstream
) -> None:
    both = (machines.here, machines.there)
    url = f"valkey://127.0.0.1:{valkey.port}/3"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AMUX_SHARED_STATE_URL", url)
        assert url in amux(team.here, "status").stdout
        assert f"Shared state: {url} answers in" in amux(team.here, "doctor", code=0).stdout
        valkey.stop()
        try:
            for server in both:
                seconds_until(lambda server=server: machines.ready(server)["shared_state"] == "away")  # type: ignore[misc]  # bound
                assert machines.read(server, "ready").status_code == 200
                assert "\namux_machines 0\n" in machines.read(server, "metrics").text
                assert machines.ask(server, "providers/one") == 200
            assert "OUT OF REACH: connection refused" in amux(team.here, "status").stdout
            said = amux(team.here, "doctor", code=1).stdout
            assert f"{url} cannot be used: connection refused. Each machine counts by itself until then" in said
        finally:
            valkey.start()
    for server in both:
        seconds_until(lambda server=server: machines.ready(server)["machines"] == 2, 30)  # type: ignore[misc]  # bound
    log = "".join(file.read_text() for file in (team.here / "logs").glob("*.log"))
    assert "goes on by itself until it is back" in log
    assert "The shared state is back after" in log
    assert PASSWORD not in log
    # Both know of each other again.
    limited = amux_json(team.here, "tokens", "create", "--name", "limited", "--rpm", "1")["token"]
    for server in both:
        seconds_until(lambda server=server: machines.ask(server, "proxies/nothing", token=limited) != 401)  # type: ignore[misc]  # bound
    assert machines.ask(machines.here, "providers/one", token=limited) == 200
    assert seconds_until(lambda: machines.ask(machines.there, "providers/one", token=limited) == 429) < 1.0
