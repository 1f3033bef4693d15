"""Supervision over real processes: a stand-in for cloudflared that works, fails, hangs and dies."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from amux_desktop.core.errors import AmuxError, MachineError
from amux_desktop.tunnel.command import named_launch, quick_launch
from amux_desktop.tunnel.process import Launch
from amux_desktop.tunnel.supervisor import Supervisor, Timing, TunnelStatus
from tests.helpers.cloudflared import HOSTNAME, Cloudflared, is_alive
from tests.helpers.wire import until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script with a first line for POSIX")
FAST = Timing(
    starting_poll_s=0.02,
    steady_poll_s=0.05,
    connect_s=5,
    grace_s=0.4,
    first_pause_s=0.05,
    longest_pause_s=0.2,
    proven_s=60,
)
ROOT = Path(__file__).resolve().parents[2]


class Watched:
    """A supervisor with everything it told."""

    def __init__(self, prepare: Callable[[], Awaitable[Launch]], timing: Timing = FAST) -> None:
        self.told: list[TunnelStatus] = []
        self.supervisor = Supervisor(prepare, self.told.append, lambda _line: None, timing=timing)

    @property
    def status(self) -> TunnelStatus:
        return self.supervisor.status

    async def reach(self, *states: str, patience_s: float = 8.0) -> TunnelStatus:
        await until(lambda: self.status.state in states, patience_s)
        return self.status


@pytest.fixture
def program(tmp_path: Path) -> Cloudflared:
    return Cloudflared(tmp_path / "bin")


@pytest.fixture
async def watched(program: Cloudflared, tmp_path: Path) -> AsyncIterator[Watched]:
    made = Watched(_quick(program, tmp_path))
    yield made
    await made.supervisor.stop()


def _quick(program: Cloudflared, home: Path) -> Callable[[], Awaitable[Launch]]:
    async def prepare() -> Launch:
        return quick_launch(program.path, home / "cloudflared.yml", 9)

    return prepare


async def test_a_tunnel_starts_tells_where_it_is_and_stops(watched: Watched, program: Cloudflared) -> None:
    watched.supervisor.start()
    running = await watched.reach("running")
    assert running.url == f"https://{HOSTNAME}"
    assert (running.connections, running.locations) == (2, ("HKG", "NRT"))
    assert running.since_ms > 0
    assert any("Requesting new quick Tunnel" in status.detail for status in watched.told)
    pid = program.pid
    await watched.supervisor.stop()
    assert not is_alive(pid)
    assert watched.status == TunnelStatus()
    states = [status.state for status in watched.told]
    assert list(dict.fromkeys(states)) == ["starting", "running", "stopping", "off"]


@pytest.mark.parametrize(
    ("mode", "code", "words"),
    [
        ("exits", "tunnel_exited", "cannot do this"),
        ("rate_limited", "tunnel_rate_limited", "5 minutes"),
        ("refused", "tunnel_token_refused", "Invalid tunnel secret"),
    ],
)
async def test_a_start_that_fails_says_why_and_is_not_repeated(
    watched: Watched, program: Cloudflared, mode: str, code: str, words: str
) -> None:
    program.behave(mode)
    watched.supervisor.start()
    failed = await watched.reach("failed")
    assert failed.error is not None
    assert failed.error.code == code
    assert words in failed.error.message
    assert program.starts == 1


async def test_never_connected_is_given_up(program: Cloudflared, tmp_path: Path) -> None:
    program.behave(ready=0)
    timing = Timing(starting_poll_s=0.02, connect_s=0.5, grace_s=0.4)
    watched = Watched(_quick(program, tmp_path), timing)
    watched.supervisor.start()
    failed = await watched.reach("failed")
    assert failed.error is not None
    assert failed.error.code == "tunnel_timeout"
    assert not is_alive(program.pid)


async def test_a_death_is_mended_with_a_pause(watched: Watched, program: Cloudflared) -> None:
    program.behave("dies", until=3, lives_s=0.3)
    watched.supervisor.start()
    await watched.reach("running")
    await until(lambda: watched.status.restarts == 2 and watched.status.state == "running", 10)
    lost = [status for status in watched.told if status.state == "reconnecting" and status.error is not None]
    assert [status.error.code for status in lost if status.error] == ["tunnel_exited"] * 2
    assert all(status.retry_at_ms for status in lost)
    assert program.starts == 3


async def test_a_killed_program_is_started_again(watched: Watched, program: Cloudflared) -> None:
    watched.supervisor.start()
    await watched.reach("running")
    first = program.pid
    os.kill(first, signal.SIGKILL)
    await until(lambda: watched.status.restarts == 1 and watched.status.state == "running", 10)
    assert program.pid != first


async def test_lost_connections_are_told_and_come_back(watched: Watched, program: Cloudflared) -> None:
    watched.supervisor.start()
    await watched.reach("running")
    program.behave(ready=0)
    lost = await watched.reach("reconnecting")
    assert (lost.connections, lost.url) == (0, f"https://{HOSTNAME}")
    program.behave(ready=1)
    assert (await watched.reach("running")).connections == 1
    assert program.starts == 1


async def test_a_program_that_ignores_sigterm_is_killed(watched: Watched, program: Cloudflared) -> None:
    program.behave("stubborn")
    watched.supervisor.start()
    await watched.reach("running")
    pid, began = program.pid, time.monotonic()
    await watched.supervisor.stop()
    # Killed with its whole group; the kernel takes a moment to be done with it.
    await until(lambda: not is_alive(pid), 3 - (time.monotonic() - began))


async def test_a_patient_start_goes_on_after_failures(watched: Watched, program: Cloudflared) -> None:
    program.behave("exits")
    watched.supervisor.start(patient=True)
    await watched.reach("reconnecting")
    program.behave()
    await watched.reach("running")


async def test_a_refusal_to_prepare_is_final(tmp_path: Path) -> None:
    async def prepare() -> Launch:
        raise MachineError("cloudflared_missing")

    watched = Watched(prepare)
    watched.supervisor.start(patient=True)
    failed = await watched.reach("failed")
    assert isinstance(failed.error, AmuxError)
    assert failed.error.code == "cloudflared_missing"


async def test_whatever_goes_wrong_beforehand_is_told(caplog: pytest.LogCaptureFixture) -> None:
    async def prepare() -> Launch:
        raise PermissionError(13, "Permission denied")

    watched = Watched(prepare)
    watched.supervisor.start()
    failed = await watched.reach("failed")
    assert failed.error is not None
    assert (failed.error.code, failed.error.params["detail"]) == ("internal", "PermissionError")
    assert "could not be prepared" in caplog.text


async def test_a_program_that_is_no_program_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cloudflared"
    path.write_bytes(b"\x7fELF\x00 of another world" * 10)
    path.chmod(0o755)

    async def prepare() -> Launch:
        return quick_launch(path, tmp_path / "c.yml", 9)

    watched = Watched(prepare)
    watched.supervisor.start()
    failed = await watched.reach("failed")
    assert failed.error is not None
    assert failed.error.code == "cloudflared_unusable"


async def test_the_token_travels_in_the_environment_only(
    program: Cloudflared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUNNEL_ORIGIN_CERT", "/the/users/own.pem")
    monkeypatch.setenv("AMUX_PASSPHRASE_FILE", "/secret")
    monkeypatch.setenv("_PYI_ARCHIVE_FILE", "/bundle")

    async def prepare() -> Launch:
        return named_launch(program.path, tmp_path / "c.yml", "the-token", "https://a.example.com")

    watched = Watched(prepare)
    watched.supervisor.start()
    running = await watched.reach("running")
    assert running.url == "https://a.example.com"
    run = program.run
    await watched.supervisor.stop()
    assert "the-token" not in " ".join(run["arguments"])
    assert run["environment"]["TUNNEL_TOKEN"] == "the-token"
    assert not {"TUNNEL_ORIGIN_CERT", "AMUX_PASSPHRASE_FILE", "_PYI_ARCHIVE_FILE"} & set(run["environment"])
    assert "--no-autoupdate" in run["arguments"]
    assert "the-token" not in repr(await prepare())


@pytest.mark.parametrize("mode", ["works", "stubborn"])
def test_no_orphan_after_kill_9_of_the_app(program: Cloudflared, tmp_path: Path, mode: str) -> None:
    """The app is a process of its own here, which is killed without a chance to clean up."""
    program.behave(mode)
    code = textwrap.dedent(f"""
        import asyncio, pathlib
        from amux_desktop.tunnel.command import quick_launch
        from amux_desktop.tunnel.supervisor import Supervisor, Timing

        async def prepare():
            return quick_launch(pathlib.Path({str(program.path)!r}), pathlib.Path({str(tmp_path / "c.yml")!r}), 9)

        def tell(status):
            if status.state == "running":
                print("running", flush=True)

        async def main():
            Supervisor(prepare, tell, lambda line: None, timing=Timing(starting_poll_s=0.02, grace_s=0.3)).start()
            await asyncio.Event().wait()

        asyncio.run(main())
    """)
    app = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert app.stdout is not None
    try:
        assert app.stdout.readline().strip() == "running"
        pid = program.pid
        group = os.getpgid(pid)
        app.kill()
        app.wait(10)
        asyncio.run(until(lambda: not is_alive(pid) and not _has_members(group), 5))
    finally:
        app.kill()
        app.stdout.close()


def _has_members(group: int) -> bool:
    """Whether anything is left, the guard included."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
