"""Every group of commands, with and without --json."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Amux
from tests.helpers.upstream import ANSWER, Upstream

KEY = "upstream-key-0123456789"


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    with Upstream("openai-chat", KEY) as running:
        yield running


@pytest.fixture
def configured(amux: Amux, upstream: Upstream) -> Amux:
    """A provider `up` and a proxy `claude`."""
    amux("providers", "add", "--preset", "openai", "--name", "Up", "--path", "up", "--base-url", f"{upstream.base}/v1", "--api-key-stdin", "--model", "big-model", text=f"{KEY}\n")  # fmt: skip
    amux("proxies", "add", "--path", "claude", "--inbound", "anthropic", "--provider", "up", "--map", "claude-*=big-model", "--map", "*=big-model")  # fmt: skip
    return amux


def test_providers(configured: Amux, upstream: Upstream) -> None:
    amux = configured
    assert "up" in amux("providers", "list").out
    shown = amux("providers", "show", "up", "--json").json
    assert shown["used_by"] == ["claude"]
    assert KEY not in json.dumps(shown)
    assert "…6789" in amux("providers", "show", "up").out
    edited = amux("providers", "edit", "up", "--name", "New", "--path", "moved", "--model", "a", "--model", "b", "--header", "x-team=blue", "--passthrough", "--json").json  # fmt: skip
    assert (edited["name"], edited["path"], edited["header_names"], edited["passthrough"]) == (
        "New",
        "moved",
        ["x-team"],
        True,
    )
    assert [model["id"] for model in edited["models"]] == ["a", "b"]
    amux("providers", "edit", "moved", "--disable", "--no-passthrough")
    assert amux("providers", "list", "--json").json[0]["enabled"] is False
    added = amux("providers", "add-key", "moved", "--label", "spare", "--json", text="another-key-0123456789\n").json
    amux("providers", "remove-key", "moved", added["id"])
    assert "still used by proxy claude" in amux("providers", "remove", "moved", code=1).err
    amux("proxies", "remove", "claude")
    assert amux("providers", "remove", "moved", "--json").json["removed"] == "moved"
    assert "No providers yet" in amux("providers", "list").out
    assert "deepseek" in amux("providers", "presets").out


def test_the_key_may_come_from_a_variable(amux: Amux, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_KEY", KEY)
    added = amux("providers", "add", "--preset", "deepseek", "--api-key-env", "MY_KEY", "--json").json
    assert (added["path"], added["name"], len(added["keys"])) == ("deepseek", "DeepSeek", 1)
    again = amux("providers", "add", "--preset", "deepseek", "--json").json
    assert (again["path"], again["keys"]) == ("deepseek-2", [])
    amux("providers", "add", "--preset", "deepseek", "--api-key-env", "UNSET_KEY", code=2)


def test_trying_a_provider_and_a_proxy(configured: Amux, upstream: Upstream) -> None:
    amux = configured
    assert "".join(ANSWER) in amux("providers", "test", "up").out
    assert amux("proxies", "test", "claude", "--model", "claude-x", "--json").json["text"] == "".join(ANSWER)
    assert [item["id"] for item in amux("providers", "models", "up", "--fetch", "--json").json] == [
        "big-model",
        "small-model",
    ]
    amux("providers", "models", "up", "--save")
    assert len(amux("providers", "models", "up", "--json").json) == 2
    upstream.behaviour.status = 500
    assert "scripted failure" in amux("providers", "test", "up", code=1).out
    logged = amux("logs", "list", "--json").json["requests"]
    assert [item["status"] for item in logged] == [500, 200, 200]
    assert [
        item["status"] for item in amux("logs", "list", "--failed", "--provider", "up", "--json").json["requests"]
    ] == [500]


def test_proxies(configured: Amux) -> None:
    amux = configured
    shown = amux("proxies", "show", "claude", "--json").json
    assert [mapping["kind"] for mapping in shown["mappings"]] == ["glob", "default"]
    assert [target["path"] for target in shown["targets"]] == ["up"]
    assert shown["chain"]["destinations"][0]["provider_name"] == "Up"
    assert shown["url"].endswith("/proxies/claude")
    amux("proxies", "add", "--path", "outer", "--inbound", "google", "--chain", "claude", "--fallback", "up=big-model")
    assert [len(item["targets"]) for item in amux("proxies", "list", "--json").json] == [1, 2]
    assert "Up" in amux("proxies", "show", "outer").out
    assert "form a loop" in amux("proxies", "edit", "claude", "--chain", "outer", code=1).err
    edited = amux(
        "proxies", "edit", "outer", "--inbound", "any", "--provider", "up", "--no-map", "--disable", "--json"
    ).json
    assert (edited["inbound"], len(edited["targets"]), edited["enabled"]) == ("any", 1, False)
    assert (
        "curl http://127.0.0.1:9527/proxies/claude/v1/messages"
        in amux("proxies", "snippets", "claude", "--kind", "curl").out
    )
    assert "outer" in amux("proxies", "list").out


def test_tokens(configured: Amux) -> None:
    amux = configured
    created = amux("tokens", "create", "--name", "one", "--json").json
    assert set(created) == {"id", "name", "token"}
    limited = amux(
        "tokens",
        "create",
        "--name",
        "two",
        "--proxy",
        "claude",
        "--rpm",
        "5",
        "--daily-budget",
        "1.5",
        "--expires",
        "30d",
    )
    assert "only time" in limited.out
    shown = amux("tokens", "show", "two", "--json").json
    assert (shown["requests_per_minute"], shown["daily_budget_nanos"]) == (5, 1_500_000_000)
    assert len(shown["scope"]["proxy_ids"]) == 1
    amux("tokens", "edit", "two", "--rpm", "0", "--daily-budget", "-1", "--expires", "never", "--everything")
    shown = amux("tokens", "show", "two", "--json").json
    assert (shown["requests_per_minute"], shown["daily_budget_nanos"], shown["expires_ms"]) == (None, None, None)
    amux("tokens", "disable", "two")
    assert amux("tokens", "list", "--json").json[1]["enabled"] is False
    amux("tokens", "enable", "two")
    amux("tokens", "rename", "two", "three")
    assert "three" in amux("tokens", "list").out
    assert amux("tokens", "regenerate", "three", "--json").json["token"].startswith("sk-amux.")
    amux("tokens", "remove", "three")
    assert "Today" in amux("tokens", "show", "one").out
    amux("tokens", "create", "--name", "x", "--expires", "soon", code=2)


def test_settings(amux: Amux) -> None:
    assert amux("settings", "get", "proxy.port").out == "9527\n"
    assert "started again" in amux("settings", "set", "proxy.port", "9600").out
    assert amux("settings", "get", "proxy.port", "--json").json["is_default"] is False
    assert "Did you mean proxy.port" in amux("settings", "set", "proxy.prot", "1", code=1).err
    assert "a whole number" in amux("settings", "set", "proxy.port", "-1", code=1).err
    assert "changed" in amux("settings", "list").out
    amux("settings", "reset", "proxy.port")
    listed = {item["key"]: item for item in amux("settings", "list", "--json").json}
    assert listed["proxy.port"]["value"] == listed["proxy.port"]["default"] == 9527


def test_logs(configured: Amux, tmp_path: Path) -> None:
    amux = configured
    amux("settings", "set", "logs.bodies", "on")
    amux("proxies", "test", "claude", "--model", "claude-x")
    amux("providers", "test", "up")
    page = amux("logs", "list", "--limit", "1", "--json").json
    older = amux("logs", "list", "--after", page["next"], "--json").json
    request_id = older["requests"][0]["id"]
    shown = amux("logs", "show", request_id, "--bodies", "--json").json
    assert shown["source_model"] == "claude-x"
    assert {body["part"] for body in shown["bodies"]} >= {"client_request", "upstream_request"}
    assert KEY not in json.dumps(shown)
    assert "--- client_request" in amux("logs", "show", request_id, "--bodies").out
    assert amux("logs", "tail", "-n", "1").out.count("\n") == 1
    assert json.loads(amux("logs", "tail", "-n", "1", "--json").out)["id"] == page["requests"][0]["id"]
    replayed = amux("logs", "replay", request_id, "--to", "up", "--json").json
    assert "".join(ANSWER) in replayed["body"]
    assert "up" in amux("logs", "list", "--since", "1h", "--text", "claude-x").out
    amux("logs", "list", "--since", "yesterday", code=1)
    amux("logs", "list", "--after", "x", code=2)
    assert amux("logs", "export", str(tmp_path / "x.csv"), "--json").json == {
        "file": str(tmp_path / "x.csv"),
        "requests": 3,
        "format": "csv",
    }
    assert amux("logs", "clear", "--yes", "--json").json["removed"] == 3
    assert "No requests" in amux("logs", "list").out


def test_vault(configured: Amux, monkeypatch: pytest.MonkeyPatch) -> None:
    amux = configured
    assert amux("vault", "status", "--json").json["is_open"]
    assert "with a new key" in amux("vault", "rotate").out
    assert amux("providers", "test", "up", "--json").json["ok"]
    assert amux("vault", "move", "passphrase", "--json", text="a long enough passphrase\n").json["seal"] == "passphrase"
    assert not amux("vault", "status", "--json").json["is_open"]
    amux("vault", "unlock", code=1, text="not the right one\n")
    assert amux("vault", "unlock", "--json", text="a long enough passphrase\n").json["is_open"]


def test_doctor_and_status(configured: Amux, upstream: Upstream, monkeypatch: pytest.MonkeyPatch) -> None:
    amux = configured
    amux("settings", "set", "proxy.port", "0")
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "https://elsewhere.example")
    found = {check["id"]: check for check in amux("doctor", "--call", "--json").json}
    assert found["provider.up"]["level"] == found["provider.up.call"]["level"] == "ok"
    assert found["env.ANTHROPIC_BASE_URL"]["fix"] == "unset ANTHROPIC_BASE_URL"
    upstream.behaviour.key = "another"
    assert "401" in amux("doctor", code=1).out
    status = amux("status", "--json").json
    assert (status["providers"], status["proxies"], status["instance"], status["base_url"]) == (1, 1, None, "")
    assert "1 provider, 1 proxy, 0 tokens" in amux("status").out


def test_apply_is_all_or_nothing_and_repeatable(amux: Amux, upstream: Upstream, tmp_path: Path) -> None:
    plan = {
        "providers": [
            {"preset": "openai", "path": "up", "base_url": upstream.base, "api_key": KEY, "models": ["big-model"]}
        ],
        "proxies": [
            {"path": "inner", "provider": "up", "map": {"a*": "big-model", "*": "big-model"}},
            {"path": "outer", "inbound": "anthropic", "chain": "inner", "fallback": ["up=big-model"], "enabled": False},
        ],
        "tokens": [{"name": "team"}],
    }
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(plan))
    first = amux("apply", str(file), "--json").json
    assert first["tokens"][0]["token"].startswith("sk-amux.")
    plan["providers"][0] |= {"name": "Renamed", "api_key": ""}
    second = amux("apply", "-", "--json", text=json.dumps(plan)).json
    assert (second["providers"], second["tokens"]) == (first["providers"], [])
    provider = amux("providers", "show", "up", "--json").json
    assert (provider["name"], len(provider["keys"])) == ("Renamed", 1)
    assert amux("providers", "test", "up", "--json").json["ok"]
    plan["providers"].append({"preset": "openai", "path": "extra", "base_url": upstream.base})
    plan["proxies"].append({"path": "bad", "provider": "nobody"})
    amux("apply", "-", text=json.dumps(plan), code=1)
    assert [item["path"] for item in amux("providers", "list", "--json").json] == ["up"]
    for broken in ({"proxies": [{"inbound": "any"}]}, {"providers": {}}, {"what": []}, []):
        amux("apply", "-", text=json.dumps(broken), code=2)
