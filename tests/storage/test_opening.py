"""Everything together: first start, locked start, rotation, reset, no secret on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from amux_desktop.core.errors import AmuxError, UnavailableError
from amux_desktop.core.paths import AppPaths
from amux_desktop.security.tokens import new_token
from amux_desktop.storage.opening import OpenedStorage, open_storage
from amux_desktop.storage.records import (
    Account,
    AccountTokens,
    ApiTokenDraft,
    LedgerEntry,
    NewProviderKey,
    ProviderDraft,
    TunnelConfigDraft,
)

ENV = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
SECRETS = (
    "sk-key-0123456789abcdefgh",
    "header-secret",
    "proxy-secret",
    "refresh-secret",
    "ledger-secret",
    "backup-secret",
    "tunnel-secret",
)


def fill(opened: OpenedStorage) -> str:
    key, header, proxy, refresh, ledger, backup, tunnel = SECRETS
    with opened.storage.write() as repositories:
        provider = repositories.providers.create(
            ProviderDraft(
                name="P",
                slug="p",
                adapter="a",
                base_url="http://h",
                headers={"X": header},
                outbound_proxy=f"http://u:{proxy}@h:1",
            ),
            [NewProviderKey(secret=key)],
        )
        repositories.settings.save({"proxy.outbound_proxy": f"http://u:{proxy}@h:1"})
        repositories.accounts.save(Account(id="", vendor="codex", subject="s"), AccountTokens(access_token=refresh))
        entry = LedgerEntry(tool="codex", file="f", key_path=("k",), existed=True, previous=ledger, written=ledger)
        repositories.code_tools.set_ledger("codex", [entry])
        repositories.code_tools.add_backup("codex", "f", backup.encode(), reason="test")
        repositories.tunnel.save(TunnelConfigDraft(token=tunnel))
    return provider.id


def read_all(opened: OpenedStorage, provider_id: str) -> tuple[str, ...]:
    with opened.storage.read() as repositories:
        secrets = repositories.providers.secrets(provider_id)
        backup = repositories.code_tools.backups("codex")[0]
        return (
            *secrets.keys.values(),
            secrets.headers["X"],
            secrets.outbound_proxy.partition("u:")[2].partition("@")[0],
            repositories.accounts.tokens(repositories.accounts.list()[0].id).access_token,
            repositories.code_tools.ledger("codex")[0].previous,
            (repositories.code_tools.backup(backup.id).content or b"").decode(),
            repositories.tunnel.secrets().token,
        )


@pytest.fixture
def paths(tmp_path: Path) -> AppPaths:
    return AppPaths.at(tmp_path / "home")


def test_no_secret_is_on_the_disk_and_all_come_back(paths: AppPaths) -> None:
    opened = open_storage(paths, env=ENV)
    token = new_token()
    provider_id = fill(opened)
    with opened.storage.write() as repositories:
        repositories.tokens.create(ApiTokenDraft(name="t"), token)
    files = b"".join(file.read_bytes() for file in paths.home.rglob("*") if file.is_file())
    assert not [secret for secret in (*SECRETS, token.text) if secret.encode() in files]
    opened.close()
    again = open_storage(paths, env=ENV)
    assert read_all(again, provider_id) == SECRETS
    assert "proxy-secret" in again.load_settings().proxy_outbound_proxy
    again.close()


def test_rotation_reseals_every_table(paths: AppPaths) -> None:
    opened = open_storage(paths, env=ENV)
    provider_id = fill(opened)
    before = opened.vault.seal("x", table="t", row="r", column="c").split(".")[1]
    assert opened.rotate_key() == 9
    assert read_all(opened, provider_id) == SECRETS
    opened.close()
    database = b"".join(file.read_bytes() for file in paths.home.glob("amux.db*"))
    current = opened.vault.seal("x", table="t", row="r", column="c").split(".")[1]
    assert current != before
    again = open_storage(paths, env=ENV)
    assert read_all(again, provider_id) == SECRETS
    assert f"v1.{current}.".encode() in database
    again.close()


def test_a_lost_key_locks_secrets_but_nothing_else_and_reset_is_explicit(paths: AppPaths) -> None:
    opened = open_storage(paths, env=ENV)
    provider_id = fill(opened)
    opened.close()
    paths.vault_key.unlink()
    paths.vault.unlink()
    (paths.home / "vault.json.bak").unlink()

    locked = open_storage(paths, env=ENV)
    assert (locked.vault.state, locked.vault.reason) == ("locked", "vault_missing")
    assert not paths.vault.exists(), "no new key without being told"
    with locked.storage.read() as repositories:
        assert repositories.providers.get(provider_id).name == "P"
        with pytest.raises(UnavailableError, match="locked"):
            repositories.providers.secrets(provider_id)
    assert locked.load_settings().proxy_port == 9527
    with pytest.raises(UnavailableError), locked.storage.write() as repositories:
        repositories.providers.add_key(provider_id, NewProviderKey(secret="sk-new-0123456789"))

    locked.reset_vault()
    with locked.storage.write() as repositories:
        added = repositories.providers.add_key(provider_id, NewProviderKey(secret="sk-new-0123456789"))
        with pytest.raises(AmuxError, match="Enter it again"):
            repositories.providers.secrets(provider_id)
    locked.close()
    again = open_storage(paths, env=ENV)
    assert again.vault.state == "open"
    with again.storage.write() as repositories:
        for key in repositories.providers.get(provider_id).keys:
            if key.id != added.id:
                repositories.providers.delete_key(key.id)
    again.close()


def test_the_database_url_comes_from_the_environment(paths: AppPaths, tmp_path: Path) -> None:
    opened = open_storage(paths, env=ENV | {"AMUX_DATABASE_URL": f"sqlite:///{tmp_path / 'team.db'}"})
    assert opened.database.path == tmp_path / "team.db"
    assert opened.load_settings().database_url.endswith("team.db")
    opened.close()
