"""The vault: sealing order, LOCKED instead of a new key, rotation, concurrent first start."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from amux_desktop.core.errors import AmuxError, InvalidInputError, UnavailableError
from amux_desktop.core.paths import AppPaths
from amux_desktop.security import passphrase
from amux_desktop.security.keyring_access import call_limited
from amux_desktop.security.passphrase import KdfParameters, find_passphrase
from amux_desktop.security.vault import LOCK_REASONS, Vault, VaultState

PLACE = {"table": "t", "row": "r", "column": "c"}
ROOT = Path(__file__).resolve().parents[2]
NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}


class MemoryKeyring:
    """A keyring that works, or fails with the code it is told."""

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}
        self.failure = ""

    def get(self, account: str) -> str | None:
        self._check()
        return self.secrets.get(account)

    def set(self, account: str, secret: str) -> None:
        self._check()
        self.secrets[account] = secret

    def delete(self, account: str) -> None:
        self._check()
        del self.secrets[account]

    def _check(self) -> None:
        if self.failure:
            raise UnavailableError(self.failure, reason="test", seconds=5)


@pytest.fixture
def paths(tmp_path: Path) -> AppPaths:
    return AppPaths.at(tmp_path / "home").ensure()


@pytest.fixture
def cheap_kdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KdfParameters, "fresh", classmethod(lambda cls: cls("c2FsdHNhbHQ", 64, 1, 1)))


def passphrase_env(folder: Path, text: str) -> dict[str, str]:
    file = folder / "passphrase"
    file.write_text(text + "\n")
    return NO_KEYRING | {"AMUX_PASSPHRASE_FILE": str(file)}


def test_the_keyring_is_first_choice_and_keeps_one_short_key(paths: AppPaths) -> None:
    keyring = MemoryKeyring()
    vault = Vault.open_or_create(paths, keyring=keyring, env={})
    sealed = vault.seal("secret", **PLACE)
    assert (vault.state, vault.seal_kind, vault.is_weak) == (VaultState.OPEN, "keyring", False)
    assert list(keyring.secrets) == [f"vault-{vault.id}"]
    assert len(keyring.secrets[f"vault-{vault.id}"]) == 43
    again = Vault.open_or_create(paths, keyring=keyring, env={}, expected_id=vault.id)
    assert again.open(sealed, **PLACE) == "secret"
    master = keyring.secrets[f"vault-{vault.id}"]
    assert not any(master in file.read_text() for file in paths.home.iterdir() if file.is_file())


def test_without_a_keyring_a_passphrase_is_next(paths: AppPaths, tmp_path: Path, cheap_kdf: None) -> None:
    env = passphrase_env(tmp_path, "a long passphrase")
    vault = Vault.open_or_create(paths, env=env)
    sealed = vault.seal("secret", **PLACE)
    assert vault.seal_kind == "passphrase"
    assert not paths.vault_key.exists()
    assert Vault.open_or_create(paths, env=env).open(sealed, **PLACE) == "secret"

    wrong = Vault.open_or_create(paths, env=passphrase_env(tmp_path, "another passphrase"))
    assert (wrong.state, wrong.reason) == (VaultState.LOCKED, "passphrase_wrong")
    missing = Vault.open_or_create(paths, env=NO_KEYRING)
    assert missing.reason == "passphrase_missing"
    with pytest.raises(InvalidInputError, match="wrong"):
        missing.unlock("yet another one")
    missing.unlock("a long passphrase")
    assert missing.open(sealed, **PLACE) == "secret"


def test_systemd_credentials_are_found(tmp_path: Path) -> None:
    (tmp_path / "amux-passphrase").write_text("from systemd\r\n")
    assert find_passphrase({"CREDENTIALS_DIRECTORY": str(tmp_path)}) == "from systemd"
    assert find_passphrase({"CREDENTIALS_DIRECTORY": str(tmp_path / "other")}) is None
    assert find_passphrase({}) is None
    with pytest.raises(AmuxError, match="cannot be read"):
        find_passphrase({"AMUX_PASSPHRASE_FILE": str(tmp_path / "none")})


def test_the_real_argon2_costs_are_not_trivial() -> None:
    parameters = KdfParameters.fresh()
    assert parameters.memory_kib >= 64 * 1024
    assert parameters.iterations >= 3
    assert len(passphrase.derive_key("long enough", parameters)) == 32


def test_the_last_resort_is_a_private_file_and_says_so(paths: AppPaths) -> None:
    vault = Vault.open_or_create(paths, env=NO_KEYRING)
    assert (vault.seal_kind, vault.is_weak) == ("file", True)
    assert json.loads(paths.vault.read_text())["seal"] == "file"
    if os.name == "posix":
        for file in (paths.vault, paths.vault_key, paths.home / "vault.json.bak"):
            assert stat.S_IMODE(file.stat().st_mode) == 0o600


def _keyring_gone(_paths: AppPaths, keyring: MemoryKeyring) -> None:
    keyring.failure = "keyring_unavailable"


def _keyring_hangs(_paths: AppPaths, keyring: MemoryKeyring) -> None:
    keyring.failure = "keyring_timeout"


def _key_deleted(_paths: AppPaths, keyring: MemoryKeyring) -> None:
    keyring.secrets.clear()


def _other_key(_paths: AppPaths, keyring: MemoryKeyring) -> None:
    keyring.secrets = dict.fromkeys(keyring.secrets, "A" * 43)


def _vault_deleted(paths: AppPaths, _keyring: MemoryKeyring) -> None:
    paths.vault.unlink()
    (paths.home / "vault.json.bak").unlink()


def _vault_damaged(paths: AppPaths, _keyring: MemoryKeyring) -> None:
    paths.vault.write_text("{")
    (paths.home / "vault.json.bak").write_text('{"format": 1}')


@pytest.mark.parametrize(
    ("accident", "reason"),
    [
        (_keyring_gone, "keyring_unavailable"),
        (_keyring_hangs, "keyring_timeout"),
        (_key_deleted, "key_missing"),
        (_other_key, "key_wrong"),
        (_vault_deleted, "vault_missing"),
        (_vault_damaged, "vault_damaged"),
    ],
)
def test_what_cannot_be_opened_is_locked_and_never_replaced(
    paths: AppPaths, accident: Callable[[AppPaths, MemoryKeyring], None], reason: str
) -> None:
    keyring = MemoryKeyring()
    first = Vault.open_or_create(paths, keyring=keyring, env={})
    sealed, content = first.seal("secret", **PLACE), paths.vault.read_bytes()
    kept = dict(keyring.secrets)
    accident(paths, keyring)
    files = {file.name: file.read_bytes() for file in paths.home.iterdir() if file.is_file()}

    locked = Vault.open_or_create(paths, keyring=keyring, env={}, expected_id=first.id)
    assert (locked.state, locked.reason) == (VaultState.LOCKED, reason)
    assert reason in LOCK_REASONS
    for attempt in (lambda: locked.open(sealed, **PLACE), lambda: locked.seal("x", **PLACE), locked.unlock):
        with pytest.raises(UnavailableError) as caught:
            attempt()
        assert caught.value.code == "vault_locked"
    assert {file.name: file.read_bytes() for file in paths.home.iterdir() if file.is_file()} == files

    keyring.failure, keyring.secrets = "", kept
    paths.vault.write_bytes(content)
    locked.unlock()
    assert locked.open(sealed, **PLACE) == "secret"


def test_a_vault_of_another_database_stays_locked(paths: AppPaths) -> None:
    keyring = MemoryKeyring()
    Vault.open_or_create(paths, keyring=keyring, env={})
    assert Vault.open_or_create(paths, keyring=keyring, env={}, expected_id="0" * 32).reason == "vault_foreign"


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"format": 9}'])
def test_a_damaged_file_is_restored_from_its_copy(
    paths: AppPaths, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    vault = Vault.open_or_create(paths, env=NO_KEYRING)
    sealed, content = vault.seal("secret", **PLACE), paths.vault.read_bytes()
    paths.vault.write_text(damage)
    assert Vault.open_or_create(paths, env=NO_KEYRING, expected_id=vault.id).open(sealed, **PLACE) == "secret"
    assert paths.vault.read_bytes() == content
    assert "restored from its copy" in caplog.text


def test_rotation_reseals_and_survives_a_failure_in_between(paths: AppPaths) -> None:
    vault = Vault.open_or_create(paths, env=NO_KEYRING)
    other = Vault.open_or_create(paths, env=NO_KEYRING)
    sealed = vault.seal("secret", **PLACE)

    def fail() -> None:
        raise OSError("disk full")

    with pytest.raises(OSError):
        vault.rotate(fail)
    assert Vault.open_or_create(paths, env=NO_KEYRING).open(sealed, **PLACE) == "secret"

    stored = [sealed]
    vault.rotate(lambda: stored.append(vault.seal(vault.open(stored[0], **PLACE), **PLACE)))
    assert vault.open(stored[1], **PLACE) == "secret"
    assert other.open(stored[1], **PLACE) == "secret", "a vault opened before must notice the rotation"
    assert other.seal("x", **PLACE).split(".")[1] == stored[1].split(".")[1]
    with pytest.raises(AmuxError, match="cannot be decrypted"):
        vault.open(sealed, **PLACE)
    assert len(json.loads(paths.vault.read_text())["keys"]) == 1


def test_the_master_key_moves_and_the_old_one_opens_nothing(paths: AppPaths, cheap_kdf: None) -> None:
    keyring = MemoryKeyring()
    keyring.failure = "keyring_unavailable"
    vault = Vault.open_or_create(paths, keyring=keyring, env={})
    sealed, old_key = vault.seal("secret", **PLACE), paths.vault_key.read_text()
    with pytest.raises(UnavailableError):
        vault.change_seal("keyring")
    assert vault.seal_kind == "file"

    keyring.failure = ""
    vault.change_seal("keyring")
    assert (vault.seal_kind, paths.vault_key.exists(), len(keyring.secrets)) == ("keyring", False, 1)
    assert keyring.secrets[f"vault-{vault.id}"] != old_key.strip()
    assert Vault.open_or_create(paths, keyring=keyring, env={}).open(sealed, **PLACE) == "secret"

    vault.change_seal("passphrase", "a long passphrase")
    assert keyring.secrets == {}
    with pytest.raises(InvalidInputError, match="too short"):
        vault.change_seal("passphrase", "short")
    later = Vault.open_or_create(paths, keyring=keyring, env={})
    assert later.reason == "passphrase_missing"
    later.unlock("a long passphrase")
    assert later.open(sealed, **PLACE) == "secret"


def test_reset_makes_a_new_vault_and_keeps_the_old_one_aside(paths: AppPaths) -> None:
    keyring = MemoryKeyring()
    first = Vault.open_or_create(paths, keyring=keyring, env={})
    sealed, content, old_id = first.seal("secret", **PLACE), paths.vault.read_bytes(), first.id
    keyring.secrets.clear()
    locked = Vault.open_or_create(paths, keyring=keyring, env={}, expected_id=old_id)
    locked.reset()
    assert locked.state is VaultState.OPEN
    assert locked.id != old_id
    assert locked.open(locked.seal("new", **PLACE), **PLACE) == "new"
    with pytest.raises(AmuxError, match="cannot be decrypted"):
        locked.open(sealed, **PLACE)
    assert [file.read_bytes() for file in paths.quarantine.glob("*/vault.json")] == [content]


def test_six_processes_starting_at_once_share_one_key(paths: AppPaths) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from amux_desktop.core.paths import AppPaths; from amux_desktop.security.vault import Vault\n"
        "sys.stdin.readline()\n"
        "v = Vault.open_or_create(AppPaths.at(Path(sys.argv[1])))\n"
        "print(v.id, v.seal('secret', table='t', row='r', column='c'))"
    )
    starts = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(paths.home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=os.environ | NO_KEYRING,
        )
        for _ in range(6)
    ]
    for process in starts:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    answers = [process.communicate(timeout=60)[0].split() for process in starts]
    vault = Vault.open_or_create(paths, env=NO_KEYRING)
    assert {answer[0] for answer in answers} == {vault.id}
    assert {vault.open(answer[1], **PLACE) for answer in answers} == {"secret"}


def test_a_keyring_that_does_not_answer_is_left_behind() -> None:
    release = threading.Event()
    with pytest.raises(UnavailableError) as caught:
        call_limited(release.wait, 0.05)
    assert caught.value.code == "keyring_timeout"
    release.set()


def test_what_a_keyring_raises_becomes_our_error() -> None:
    def fail() -> str:
        raise LookupError("org.freedesktop.Secret: no\nmore lines")

    with pytest.raises(UnavailableError, match=r"LookupError: org\.freedesktop\.Secret: no\)"):
        call_limited(fail, 5)
