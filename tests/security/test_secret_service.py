"""The real thing: gnome-keyring on a session bus of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ("dbus-run-session", "dbus-send", "gnome-keyring-daemon")
pytestmark = pytest.mark.skipif(not all(shutil.which(name) for name in PROGRAMS), reason=f"needs {', '.join(PROGRAMS)}")
# The daemon is a child of this test's own shell, on a bus of its own: its process id is known, no other can be meant.
DAEMON = "gnome-keyring-daemon --foreground --components=secrets"
OWNED = (
    "dbus-send --session --print-reply --dest=org.freedesktop.DBus /org/freedesktop/DBus"
    " org.freedesktop.DBus.GetNameOwner string:org.freedesktop.secrets"
)
READY = f"owner=$!; for i in $(seq 200); do {OWNED} >/dev/null 2>&1 && break; sleep 0.05; done"
UNLOCK = f"{DAEMON} --unlock < <(echo -n pw) >/dev/null 2>&1 & {READY}"
START_LOCKED = f"{DAEMON} </dev/null >/dev/null 2>&1 & {READY}"
NO_DAEMON = "owner=; export DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent"
HANG = f"{UNLOCK}; kill -STOP $owner"
OPEN = """
import sys, time
from pathlib import Path
from amux_desktop.core.paths import AppPaths
from amux_desktop.security.keyring_access import SystemKeyring
from amux_desktop.security.vault import Vault
paths = AppPaths.at(Path(sys.argv[1])).ensure()
began = time.monotonic()
vault = Vault.open_or_create(paths, keyring=SystemKeyring(timeout_s=float(sys.argv[3])), expected_id=sys.argv[2] or None)
print(vault.state, vault.seal_kind, vault.reason or "-", vault.id or "-", round(time.monotonic() - began, 1))
place = dict(table="t", row="r", column="c")
stored = paths.home / "sealed"
if vault.state == "open":
    if stored.exists():
        assert vault.open(stored.read_text(), **place) == "secret"
    stored.write_text(vault.seal("secret", **place))
"""


@pytest.fixture
def session(tmp_path: Path) -> dict[str, str]:
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "PYTHONPATH")}
    return kept | {"HOME": str(tmp_path / "user"), "XDG_RUNTIME_DIR": str(runtime), "PROGRAM": OPEN}


def run(session: dict[str, str], home: Path, before: str, expected_id: str = "", limit: str = "5") -> list[str]:
    program = f'"{sys.executable}" -c "$PROGRAM" "{home}" "{expected_id}" {limit}'
    script = f'{before}; {program}; status=$?; [ -z "$owner" ] || kill -KILL $owner; exit $status'
    result = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", script],
        env=session,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.split()


def test_the_key_lives_in_the_keyring_over_sessions_and_is_never_replaced(
    session: dict[str, str], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    state, seal, _, vault_id, _ = run(session, home, UNLOCK)
    assert (state, seal) == ("open", "keyring")
    assert not (home / "vault.key").exists()
    content = (home / "vault.json").read_bytes()

    assert run(session, home, UNLOCK, vault_id)[:4] == ["open", "keyring", "-", vault_id]
    # Locked: no prompter in this session can ask for the password.
    assert run(session, home, START_LOCKED, vault_id)[:3] == ["locked", "keyring", "keyring_unavailable"]
    # No Secret Service at all.
    assert run(session, home, NO_DAEMON, vault_id)[:2] == ["locked", "keyring"]
    # A daemon that hangs.
    state, _, reason, _, seconds = run(session, home, HANG, vault_id, limit="1")
    assert (state, reason) == ("locked", "keyring_timeout")
    assert float(seconds) < 5
    assert (home / "vault.json").read_bytes() == content
