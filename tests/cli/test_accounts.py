from __future__ import annotations

import json
from pathlib import Path

import pytest

from amux_desktop.core.events import EventBus
from amux_desktop.core.paths import AppPaths
from amux_desktop.storage.opening import open_storage
from amux_desktop.storage.records import Account, AccountTokens
from tests.helpers.profile import lay_database
from tests.helpers.serving import amux, amux_json

pytestmark = pytest.mark.slow


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A profile with one account, as a sign-in leaves it."""
    home = tmp_path / "home"
    lay_database(home)
    amux_json(home, "accounts", "list")
    opened = open_storage(AppPaths.at(home), events=EventBus())
    with opened.storage.write() as store:
        account = Account(
            id="", vendor="codex", subject="s", email="ana@example.com", quota={"5h": {"used": 0.4, "resets_ms": None}}
        )
        store.accounts.save(account, AccountTokens(access_token="secret-access", refresh_token="secret-refresh"))
    opened.close()
    return home


def test_accounts_are_listed_switched_and_weighted(home: Path) -> None:
    listed = amux_json(home, "accounts", "list")
    assert [(item["email"], item["quota"]["5h"]["used"]) for item in listed] == [("ana@example.com", 0.4)]
    assert "secret" not in json.dumps(listed)
    assert amux_json(home, "accounts", "disable", "ana@example.com")["enabled"] is False
    assert amux_json(home, "accounts", "enable", "ana@example.com")["enabled"] is True
    assert amux_json(home, "accounts", "edit", "ana@example.com", "--weight", "3", "--label", "mine")["weight"] == 3
    text = amux(home, "accounts", "list").stdout
    assert "5h 40%" in text
    assert "mine" in text


def test_a_pool_shows_who_is_next_and_takes_rules(home: Path) -> None:
    shown = amux_json(home, "pools", "set", "codex", "--strategy", "fill-first", "--affinity", "5", "--protect", "10")
    assert (shown["pool"]["strategy"], shown["affinity_minutes"], shown["protect_percent"]) == ("fill_first", 5, 10)
    assert [item["reason"] for item in shown["candidates"]] == ["ready"]
    assert shown["candidates"][0]["account"] == "ana@example.com"
    text = amux(home, "pools", "show", "codex").stdout
    assert "The next new conversation goes to ana@example.com: nobody else is ready." in text
    assert "no account vendor nobody" in amux(home, "pools", "show", "nobody", code=1).stderr


def test_one_account_is_shown_with_its_windows_and_its_usage(home: Path) -> None:
    shown = amux_json(home, "accounts", "show", "ana@example.com", "--usage", "all")
    assert (shown["account"]["email"], shown["usage"]) == ("ana@example.com", None)
    assert [(item["name"], item["used"], item["runs_out_ms"]) for item in shown["quota"]] == [("5h", 0.4, None)]
    text = amux(home, "accounts", "show", "ana@example.com").stdout
    assert "today: 0 requests, 0 tokens" in text
    assert "60%" in text
