"""Deleting everything: tools first, only what is ours, the keyring too."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.paths import AppPaths
from amux_desktop.security.vault import Vault
from amux_desktop.services.app_services import AppServices
from amux_desktop.services.reset import take_leave, wipe
from tests.services.conftest import open_services

Add = Callable[..., Any]


class Ring:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.entries: dict[str, str] = {}

    def get(self, account: str) -> str | None:
        return self.entries.get(account)

    def set(self, account: str, secret: str) -> None:
        self.entries[account] = secret

    def delete(self, account: str) -> None:
        del self.entries[account]


def content(file: Path) -> bytes:
    return file.read_bytes()


def write(file: Path, text: str) -> None:
    file.write_text(text)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def settings_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Claude Code's, in a home of the test's own."""
    home = tmp_path / "user"
    monkeypatch.setenv("HOME", str(home))
    for variable in ("CLAUDE_CONFIG_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(variable, raising=False)
    file = home / ".claude" / "settings.json"
    file.parent.mkdir(parents=True)
    file.write_text('{"theme": "dark"}\n')
    return file


async def test_tools_have_their_settings_back_before_the_data_goes(
    services: AppServices, add_provider: Add, settings_file: Path, amux_home: Path
) -> None:
    before = content(settings_file)
    provider = await add_provider()
    await services.code_switch.enable("claude-code", provider=provider.id)
    assert content(settings_file) != before
    await services.backups.create()
    await services.system.set_autostart(True)
    write(amux_home / "notes.txt", "not Amux's")
    assert await take_leave(services) == ("claude-code",)
    assert content(settings_file) == before
    assert not (await services.system.autostart()).enabled
    await services.aclose()
    removed = wipe(services.paths)
    assert {"amux.db", "vault.json", "vault.json.bak", "vault.key", "backups", "quarantine"} <= set(removed)
    assert names(amux_home) == ["notes.txt"]
    assert wipe(services.paths) == ()
    again = await open_services(amux_home).open()
    assert await again.providers.list() == ()
    await again.aclose()


async def test_a_tool_that_cannot_be_given_back_stops_it(
    services: AppServices, add_provider: Add, settings_file: Path
) -> None:
    provider = await add_provider()
    await services.code_switch.enable("claude-code", provider=provider.id)
    write(settings_file, json.dumps({"env": []})[:-2])
    with pytest.raises(AmuxError):
        await take_leave(services)
    assert await take_leave(services, anyway=True) == ()


def test_the_master_key_leaves_the_keyring(amux_home: Path) -> None:
    paths, ring = AppPaths.at(amux_home).ensure(), Ring()
    Vault.open_or_create(paths, keyring=ring, env={})
    assert len(ring.entries) == 1
    wipe(paths, ring)
    assert ring.entries == {}
    assert not paths.vault.exists()


def test_links_are_removed_and_not_followed(amux_home: Path, tmp_path: Path) -> None:
    paths = AppPaths.at(amux_home)
    paths.home.mkdir(parents=True, exist_ok=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept").write_text("x")
    paths.logs.symlink_to(elsewhere)
    assert wipe(paths) == ("logs",)
    assert (elsewhere / "kept").exists()
