"""A machine that turns against the proxy: it serves what it can, says what it cannot, and makes up for it later."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.helpers.serving import Serving, amux, amux_json
from tests.helpers.upstream import Upstream

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
_PATIENCE_S = 15.0
KEY = "upstream-key"
BODY = {"model": "big-model", "messages": [{"role": "user", "content": "x" * 2000}]}


@dataclass(slots=True)
class Place:
    home: Path
    upstream: Upstream
    server: Serving
    token: str

    @property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}

    @property
    def url(self) -> str:
        return f"{self.server.base_url}/proxies/p/v1/chat/completions"

    def ask(self) -> httpx.Response:
        return httpx.post(self.url, json=BODY, headers=self.headers, timeout=_PATIENCE_S)

    def ready(self) -> dict[str, Any]:
        answer: dict[str, Any] = httpx.get(f"{self.server.base_url}/ready", headers=self.headers).json()
        return answer

    def recorded(self) -> int:
        with contextlib.closing(sqlite3.connect(f"file:{self.home}/amux.db?mode=ro", uri=True)) as database:
            return int(database.execute("SELECT count(*) FROM request_logs").fetchone()[0])

    def log(self) -> str:
        return (self.home / "logs" / "amux.log").read_text(encoding="utf-8")


def soon(holds: Callable[[], bool]) -> bool:
    pause, deadline = threading.Event(), time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        if holds():
            return True
        pause.wait(0.1)
    return holds()


@contextlib.contextmanager
def serving(home: Path, env: Mapping[str, str] | None = None) -> Iterator[Place]:
    with Upstream("openai-chat", KEY) as upstream:
        plan = {
            "providers": [{"preset": "openai", "path": "up", "base_url": f"{upstream.base}/v1", "api_key": KEY, "models": ["big-model", "small-model"]}],
            "proxies": [{"path": "p", "inbound": "any", "provider": "up"}],
            "tokens": [{"name": "t"}],
        }  # fmt: skip
        token = amux_json(home, "apply", "-", text=json.dumps(plan), env=env)["tokens"][0]["token"]
        with Serving(home, env=env) as server:
            yield Place(home, upstream, server, token)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with serving(tmp_path / "home") as made:
        yield made


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


# ------------------------------------------------------------------ a data folder that turns read-only


@pytest.fixture
def frozen(place: Place) -> Iterator[Callable[[bool], None]]:
    """Makes the data folder read-only and back, also for root, as a file system does that has found an error."""
    if not sys.platform.startswith("linux") or shutil.which("chattr") is None or os.geteuid() != 0:
        pytest.skip("needs chattr, and root")

    def freeze(on: bool) -> None:
        files = [path for path in place.home.rglob("*") if path.is_file() and not path.name.endswith("-shm")]
        folders = [place.home, *(path for path in place.home.rglob("*") if path.is_dir())]
        marked = [*files, *folders] if on else [*folders, *files]
        done = subprocess.run(["chattr", "+i" if on else "-i", *marked], capture_output=True, text=True, check=False)
        if on and done.returncode:
            freeze(False)
            pytest.skip(f"this file system has no such mark: {done.stderr.splitlines()[0]}")

    yield freeze
    freeze(False)


def test_a_data_folder_that_turns_read_only(place: Place, frozen: Callable[[bool], None]) -> None:
    assert place.ask().status_code == 200
    assert soon(lambda: place.recorded() == 1)
    frozen(True)
    assert {place.ask().status_code for _ in range(20)} == {200}
    assert soon(lambda: "logs" in place.ready())
    assert place.ready()["ready"] is True
    refused = amux(place.home, "proxies", "edit", "p", "--map", "x=small-model", code=3)
    assert len(refused.stderr.strip().splitlines()) == 1
    assert "cannot be written" in refused.stderr
    frozen(False)
    assert soon(lambda: place.recorded() == 21)
    assert soon(lambda: "logs" not in place.ready())
    amux(place.home, "proxies", "edit", "p", "--map", "x=small-model")
    assert place.log().count("Request logs cannot be written") == 1
    assert place.server.end() == 0


# ------------------------------------------------------------------ the keyring


#: It starts nothing by itself: the keyring stays away until the test brings it back.
_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"""


@dataclass(slots=True)
class Keyring:
    """A session bus of the test's own with a real Secret Service on it."""

    env: dict[str, str]
    daemon: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = ["gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock"]
        self.daemon = subprocess.Popen(
            command, env={**os.environ, **self.env}, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )  # fmt: skip
        assert self.daemon.stdin is not None
        self.daemon.stdin.write(b"pw")
        self.daemon.stdin.close()
        assert soon(self.is_there)

    def is_there(self) -> bool:
        question = ["org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.GetNameOwner"]
        command = ["dbus-send", "--session", "--print-reply", f"--dest={question[0]}", *question[1:]]
        asked = [*command, "string:org.freedesktop.secrets"]
        return not subprocess.run(asked, env={**os.environ, **self.env}, capture_output=True, check=False).returncode

    def stop(self) -> None:
        if self.daemon is not None:
            self.daemon.kill()
            self.daemon.wait()
            assert soon(lambda: not self.is_there())
        self.daemon = None


@pytest.fixture
def keyring(tmp_path: Path) -> Iterator[Keyring]:
    programs = ("dbus-daemon", "dbus-send", "gnome-keyring-daemon")
    if not all(map(shutil.which, programs)):
        pytest.skip(f"needs {', '.join(programs)}")
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    settings = tmp_path / "bus.conf"
    settings.write_text(_BUS)
    env = {"HOME": str(tmp_path / "user"), "XDG_RUNTIME_DIR": str(runtime)}
    bus = subprocess.Popen(
        ["dbus-daemon", f"--config-file={settings}", "--nofork", "--print-address=1"], env={**os.environ, **env}, stdout=subprocess.PIPE, text=True
    )  # fmt: skip
    with bus:
        assert bus.stdout is not None
        made = Keyring({**env, "DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip()})
        made.start()
        yield made
        made.stop()
        bus.kill()


def test_a_keyring_that_goes_and_comes_back(tmp_path: Path, keyring: Keyring) -> None:
    home, env = tmp_path / "home", keyring.env
    with serving(home, env) as place:
        assert amux_json(home, "vault", "status", env=env)["seal"] == "keyring"
        keyring.stop()
        # What runs has its keys in memory; what would need the keyring says so.
        amux(home, "proxies", "edit", "p", "--map", "other=small-model", env=env)
        threading.Event().wait(0.5)
        assert place.ask().status_code == 200
        assert place.ready()["vault"] == "open"
        refused = amux(home, "providers", "edit", "up", "--api-key-stdin", text="another-key", code=4, env=env)
        assert len(refused.stderr.strip().splitlines()) == 1
        assert "keyring" in refused.stderr
        found = amux(home, "doctor", code=1, env=env).stdout
        assert "keyring" in found
        assert place.server.end() == 0
        # Started without it, Amux serves what needs no keys, says so, and opens the vault when the keyring is there.
        with Serving(home, env=env) as locked:
            place.server = locked
            assert place.ready()["vault"] == "locked"
            assert "locked" in place.ask().json()["error"]["message"]
            keyring.start()
            assert soon(lambda: place.ready()["vault"] == "open")
            assert place.ask().status_code == 200
            assert locked.end() == 0


# ------------------------------------------------------------------ time


def _faketime() -> str:
    """Path of the library that gives a process another time; skips without it."""
    for folder in ("/usr/lib", "/usr/local/lib"):
        for found in Path(folder).glob("**/faketime/libfaketimeMT.so.1"):
            return str(found)
    pytest.skip("needs libfaketime")


def test_a_clock_that_jumps_by_hours(tmp_path: Path) -> None:
    now = tmp_path / "now"
    now.write_text("+0")
    env = {
        "LD_PRELOAD": _faketime(), "FAKETIME_TIMESTAMP_FILE": str(now), "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }  # fmt: skip
    with serving(tmp_path / "home") as place:
        assert place.server.end() == 0
        with Serving(place.home, env=env) as jumping:
            place.server = jumping
            for count, jump in enumerate(("+0", "+7h", "-9h", "+0"), 1):
                place.upstream.behaviour.hold = threading.Event()
                with httpx.stream("POST", place.url, json=BODY | {"stream": True}, headers=place.headers) as stream:
                    pieces = stream.iter_raw()
                    next(pieces)
                    now.write_text(jump)
                    place.upstream.behaviour.hold.set()
                    assert b"[DONE]" in b"".join(pieces)
                place.upstream.behaviour.hold = None
                assert {place.ask().status_code for _ in range(5)} == {200}
                assert soon(lambda count=count: place.recorded() == 6 * count)
                durations = [
                    request["duration_ms"] for request in amux_json(place.home, "logs", "list", "--limit", "200")["requests"]
                ]  # fmt: skip
                assert all(0 <= duration < _PATIENCE_S * 1000 for duration in durations)
                assert place.ready()["ready"] is True
            assert jumping.end() == 0


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="needs SIGSTOP")
def test_a_process_that_is_held_up_goes_on(place: Place) -> None:
    """As a computer that sleeps: streams go on, idle connections that ended meanwhile cost no request."""
    assert place.ask().status_code == 200
    place.upstream.behaviour.hold = threading.Event()
    pid = place.server.process.pid
    with httpx.stream(
        "POST", place.url, json=BODY | {"stream": True}, headers=place.headers, timeout=_PATIENCE_S
    ) as stream:
        pieces = stream.iter_raw()
        next(pieces)
        os.kill(pid, signal.SIGSTOP)
        try:
            place.upstream.behaviour.hold.set()
            threading.Event().wait(3)
        finally:
            os.kill(pid, signal.SIGCONT)
        assert b"[DONE]" in b"".join(pieces)
    place.upstream.behaviour.hold = None
    assert {place.ask().status_code for _ in range(5)} == {200}
    assert soon(lambda: place.recorded() == 7)
    assert place.server.end() == 0
