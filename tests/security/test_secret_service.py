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
UNLOCK = "echo -n pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
START_LOCKED = "gnome-keyring-daemon --start --components=secrets >/dev/null"
# The process that owns the name on this test's own bus, so that no other daemon can be meant.
HANG = (
    "reply=$(dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus /org/freedesktop/DBus"
    " org.freedesktop.DBus.GetConnectionUnixProcessID string:org.freedesktop.secrets);"
    " owner=${reply##* }; kill -STOP $owner"
)
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


def run(
    session: dict[str, str], home: Path, before: str, expected_id: str = "", after: str = "true", limit: str = "5"
) -> list[str]:
    program = f'"{sys.executable}" -c "$PROGRAM" "{home}" "{expected_id}" {limit}'
    script = f"{before}; {program}; status=$?; {after}; exit $status"
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
    assert run(session, home, "true", vault_id)[:2] == ["locked", "keyring"]
    # A daemon that hangs.
    state, _, reason, _, seconds = run(
        session, home, f"{UNLOCK}; {HANG}", vault_id, after="kill -KILL $owner", limit="1"
    )
    assert (state, reason) == ("locked", "keyring_timeout")
    assert float(seconds) < 5
    assert (home / "vault.json").read_bytes() == content
