"""A team: two machines, each with a data folder of its own, serve from one PostgreSQL database with one vault."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.helpers.postgres import PASSWORD, PostgresServer
from tests.helpers.serving import Serving, amux, amux_json
from tests.helpers.upstream import Upstream

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="the server of the tests runs on POSIX"),
]
KEY = "upstream-key-0123456789"


@dataclass(frozen=True, slots=True)
class Team:
    here: Path
    there: Path
    url: str
    token: str


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    with Upstream("openai-chat", KEY) as running:
        yield running


@pytest.fixture
def team(tmp_path: Path, postgres: PostgresServer, upstream: Upstream, monkeypatch: pytest.MonkeyPatch) -> Team:
    """Set up as docs/guide/team.md says: the first machine makes the vault, the second gets a copy of it."""
    here, there, passphrase, url = (
        tmp_path / "here",
        tmp_path / "there",
        tmp_path / "passphrase",
        postgres.new_database(),
    )
    passphrase.write_text("a passphrase of the team\n")
    passphrase.chmod(0o600)
    monkeypatch.setenv("AMUX_PASSPHRASE_FILE", str(passphrase))
    monkeypatch.setenv("AMUX_DATABASE_URL", url)
    add_provider(here, upstream, "up")
    there.mkdir(mode=0o700)
    shutil.copy(here / "vault.json", there)
    return Team(here, there, url, amux_json(there, "tokens", "create", "--name", "team")["token"])


def add_provider(home: Path, upstream: Upstream, path: str) -> None:
    amux(home, "providers", "add", "--preset", "openai", "--path", path, "--base-url", upstream.base,
         "--api-key-stdin", "--model", "big-model", "--passthrough", text=f"{KEY}\n")  # fmt: skip


def ask(server: Serving, token: str, path: str = "up") -> int:
    body = {"model": "big-model", "messages": [{"role": "user", "content": "x"}]}
    headers = {"authorization": f"Bearer {token}"}
    return httpx.post(f"{server.base_url}/providers/{path}/v1/chat/completions", json=body, headers=headers).status_code


def seconds_until(holds: Callable[[], bool], patience_s: float = 10.0) -> float:
    begun, pause = time.monotonic(), threading.Event()
    while not holds():
        assert time.monotonic() - begun < patience_s
        pause.wait(0.02)
    return time.monotonic() - begun


def test_what_one_machine_changes_the_other_serves_within_a_second(team: Team, upstream: Upstream) -> None:
    with Serving(team.here, "--database", team.url) as first, Serving(team.there, "--database", team.url) as second:
        assert first.ready["seal"] == second.ready["seal"] == "passphrase"
        assert [ask(server, team.token) for server in (first, second)] == [200, 200]
        assert ask(second, team.token, "later") == 404
        add_provider(team.here, upstream, "later")
        assert seconds_until(lambda: ask(second, team.token, "later") == 200) < 1.0
        amux(team.there, "tokens", "disable", "team")
        assert seconds_until(lambda: ask(first, team.token) in (401, 403)) < 1.0
        assert first.end() == second.end() == 0
    assert not list(team.here.glob("amux.db*")), "nothing is kept in a file"
    files = [file.read_bytes() for home in (team.here, team.there) for file in home.rglob("*") if file.is_file()]
    assert not any(PASSWORD.encode() in content or KEY.encode() in content for content in files)


def test_a_machine_that_dies_takes_nothing_along(team: Team, postgres: PostgresServer) -> None:
    with Serving(team.here, "--database", team.url) as first, Serving(team.there, "--database", team.url) as second:
        by_first: list[int] = []
        by_second: list[int] = []

        def load(server: Serving, statuses: list[int]) -> None:
            for _ in range(100):
                try:
                    statuses.append(ask(server, team.token))
                except httpx.HTTPError:
                    return

        with ThreadPoolExecutor(4) as pool:
            running = [pool.submit(load, *each) for each in ((first, by_first), (second, by_second)) for _ in range(2)]
            seconds_until(lambda: len(by_first) >= 60, 30)
            first.end(signal.SIGKILL)
            for each in running:
                each.result()
        assert by_second == [200] * 200
        assert set(by_first) == {200}
        assert second.end() == 0
    name = team.url.rpartition("/")[2]
    rows = int(postgres.execute("SELECT count(*) FROM request_logs", name))
    sums = "SELECT sum(requests) FROM usage_buckets WHERE resolution = 'hour' AND dimension = 'all'"
    assert int(postgres.execute(sums, name)) == rows
    # What the dead machine had not written yet is lost: half a second at most.
    assert 200 < rows <= len(by_first) + 200 + 2
    with Serving(team.here, "--database", team.url) as again:
        assert ask(again, team.token) == 200


def test_the_database_may_restart_while_requests_are_served(team: Team, postgres: PostgresServer) -> None:
    with Serving(team.here, "--database", team.url) as server:
        assert ask(server, team.token) == 200
        postgres.stop()
        assert ask(server, team.token) == 200
        postgres.start()
        assert ask(server, team.token) == 200
        assert server.end() == 0
    count = postgres.execute("SELECT count(*) FROM request_logs", team.url.rpartition("/")[2])
    assert count == "3", "the log of the request in between was written afterwards"


def test_without_the_vault_the_second_machine_says_what_is_missing(team: Team) -> None:
    (team.there / "vault.json").unlink()
    for file in team.there.glob("vault.json*"):
        file.unlink()
    with Serving(team.there, "--database", team.url) as server:
        server.process.send_signal(signal.SIGTERM)
        told = server.process.communicate(timeout=20)[1]
    assert "vault.json" in told
    assert not (team.there / "vault.json").exists(), "no second vault for one database"


def test_commands_name_the_server_and_leave_its_backups_to_it(team: Team) -> None:
    status = amux(team.here, "status").stdout
    assert "postgresql" in status
    assert PASSWORD not in status
    refused = amux(team.here, "data", "backup", code=1)
    assert "tools of its server" in refused.stderr


def test_the_built_in_database_moves_to_the_server(
    team: Team, upstream: Upstream, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, archive, secret = tmp_path / "alone", tmp_path / "everything.amux", str(tmp_path / "passphrase")
    monkeypatch.delenv("AMUX_DATABASE_URL")
    add_provider(alone, upstream, "from-a-file")
    amux(alone, "data", "export", str(archive), "--passphrase-file", secret)
    monkeypatch.setenv("AMUX_DATABASE_URL", team.url)
    amux(team.there, "data", "import", str(archive), "--passphrase-file", secret)
    with Serving(team.here) as server:
        assert ask(server, team.token, "from-a-file") == 200


def test_a_server_that_does_not_answer_is_one_sentence(tmp_path: Path) -> None:
    refused = amux(tmp_path / "home", "serve", "--database", "postgresql+psycopg://u:hidden@127.0.0.1:1/d", code=3)
    assert "database cannot be opened" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert "hidden" not in refused.stderr
