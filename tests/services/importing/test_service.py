"""Sample files of four tools become providers, proxies and tokens; what stays behind is named; bad files change nothing."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import sqlite3
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amux_desktop.core.errors import AmuxError, MachineError
from amux_desktop.security.tokens import hash_token
from amux_desktop.services.app_services import AppServices
from amux_desktop.services.importing import findings
from amux_desktop.services.importing.service import SOURCES, ImportersService, TakenOver
from amux_desktop.services.records import BridgeProxy, Provider
from tests.helpers.serving import ROOT
from tests.helpers.upstream import Upstream
from tests.services.conftest import KEY

SAMPLES = ROOT / "tests" / "fixtures" / "importing"
FILES = {
    "claude-code-router": SAMPLES / "claude-code-router.json",
    "cliproxyapi": SAMPLES / "cliproxyapi.yaml",
    "litellm": SAMPLES / "litellm.yaml",
}
ENV = {"OPENROUTER_API_KEY": "sk-or-from-the-environment"}
#: The providers table of cc-switch 3.10 and later, and one entry per tool as it stores them.
TABLE = """CREATE TABLE providers (
    id TEXT NOT NULL, app_type TEXT NOT NULL, name TEXT NOT NULL, settings_config TEXT NOT NULL, website_url TEXT,
    category TEXT, created_at INTEGER, sort_index INTEGER, notes TEXT, icon TEXT, icon_color TEXT,
    meta TEXT NOT NULL DEFAULT '{}', is_current BOOLEAN NOT NULL DEFAULT 0,
    in_failover_queue BOOLEAN NOT NULL DEFAULT 0, PRIMARY KEY (id, app_type))"""
CODEX = 'model_provider = "packy"\nmodel = "gpt-5-codex"\n[model_providers.packy]\nbase_url = "https://packy.example/v1"\nwire_api = "responses"\n'
CLAUDE: dict[str, Any] = {
    "official": {"env": {}},
    "glm": {
        "env": {
            "ANTHROPIC_BASE_URL": "https://open.bigmodel.cn/api/anthropic",
            "ANTHROPIC_AUTH_TOKEN": "glm-key-0123456789",
            "ANTHROPIC_MODEL": "glm-4.7",
            "ANTHROPIC_DEFAULT_HAIKU_MODEL": "glm-4.5-air",
        }
    },
    "relay": {"env": {"ANTHROPIC_BASE_URL": "https://relay.example", "ANTHROPIC_AUTH_TOKEN": "relay-key-0123456789"}},
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "user"
    made.mkdir()
    return made


@pytest.fixture
def importers(services: AppServices, home: Path) -> ImportersService:
    return ImportersService(services.transfer, services.presets, home=home, env=ENV)


def write_database(path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    rows = [
        ("official", "claude", "Claude Official", CLAUDE["official"], {}, 0, 0),
        ("glm", "claude", "Zhipu GLM", CLAUDE["glm"], {}, 1, 0),
        ("relay", "claude", "Relay", CLAUDE["relay"], {}, 0, 1),
        (
            "nv",
            "claude",
            "NVIDIA",
            {"env": {"ANTHROPIC_BASE_URL": "https://integrate.api.nvidia.com", "ANTHROPIC_AUTH_TOKEN": "nvapi-012345"}},
            {"apiFormat": "openai_chat"},
            0,
            0,
        ),
        ("packy", "codex", "Packy", {"auth": {"OPENAI_API_KEY": "packy-key-0123456789"}, "config": CODEX}, {}, 1, 0),
        ("chatgpt", "codex", "OpenAI Official", {"auth": {"tokens": {}}, "config": ""}, {}, 0, 0),
        (
            "g",
            "gemini",
            "Gemini relay",
            {"env": {"GOOGLE_GEMINI_BASE_URL": "https://gem.example", "GEMINI_API_KEY": "gem-key-0123456789"}},
            {},
            1,
            0,
        ),
        (
            "oc",
            "opencode",
            "OpenCode one",
            {
                "npm": "@ai-sdk/openai-compatible",
                "options": {"baseURL": "https://oc.example/v1", "apiKey": "oc-key-0123456789"},
                "models": {"big": {"name": "Big"}},
            },
            {},
            0,
            0,
        ),
        ("mystery", "future-tool", "Later", {}, {}, 0, 0),
    ]
    with sqlite3.connect(path) as database:
        database.execute(TABLE)
        database.executemany(
            "INSERT INTO providers (id, app_type, name, settings_config, meta, is_current, in_failover_queue, sort_index)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (row[0], row[1], row[2], json.dumps(row[3]), json.dumps(row[4]), row[5], row[6], index)
                for index, row in enumerate(rows)
            ],
        )
    database.close()
    return path


async def state(services: AppServices) -> tuple[dict[str, Provider], dict[str, BridgeProxy]]:
    providers = {item.slug: item for item in await services.providers.list()}
    return providers, {item.slug: item for item in await services.proxies.list()}


async def keys_of(services: AppServices, path: str) -> list[str]:
    secrets = await services.store.read(lambda store: store.providers.secrets(store.providers.find(path).id))
    return list(secrets.keys.values())


def reasons(done: TakenOver) -> set[tuple[str, str]]:
    return {(item.name, item.reason) for item in done.left_out}


def way(proxy: BridgeProxy, providers: dict[str, Provider]) -> list[tuple[str, str, dict[str, Any]]]:
    names = {item.id: slug for slug, item in providers.items()}
    return [(names.get(item.target_id, "?"), item.model, dict(item.conditions)) for item in proxy.targets]


async def test_the_database_of_cc_switch(services: AppServices, importers: ImportersService, home: Path) -> None:
    write_database(home / ".cc-switch" / "cc-switch.db")
    detected = await importers.detect()
    assert [(item.source.id, item.path.name) for item in detected] == [("cc-switch", "cc-switch.db")]
    done = await importers.take_over("cc-switch")
    providers, proxies = await state(services)
    assert {(slug, item.adapter, item.base_url) for slug, item in providers.items()} == {
        ("zhipu-glm", "custom-anthropic", "https://open.bigmodel.cn/api/anthropic"),
        ("relay", "custom-anthropic", "https://relay.example"),
        ("nvidia", "nvidia", "https://integrate.api.nvidia.com"),
        ("packy", "custom-openai-responses", "https://packy.example/v1"),
        ("gemini-relay", "custom-gemini", "https://gem.example"),
        ("opencode-one", "custom-openai", "https://oc.example/v1"),
    }
    assert [model.id for model in providers["zhipu-glm"].models] == ["glm-4.7", "glm-4.5-air"]
    assert await keys_of(services, "packy") == ["packy-key-0123456789"]
    rows = [(row.kind, row.source, row.target) for row in proxies["zhipu-glm"].mappings]
    assert rows == [("glob", "*haiku*", "glm-4.5-air"), ("default", "", "glm-4.7")]
    failover = proxies["claude-code-cc-switch"].targets
    assert [item.target_id for item in failover] == [proxies["zhipu-glm"].id, providers["relay"].id]
    assert reasons(done) == {("Claude Official", "account"), ("OpenAI Official", "account"), ("Later", "local")}
    assert done.keys == 6


@pytest.mark.parametrize(
    ("tool", "config", "meta", "expected"),
    [
        ("openclaw", {"baseUrl": "https://a.example", "apiKey": "k" * 9, "api": "anthropic-messages", "models": [{"id": "m"}]},
         {}, ("custom-anthropic", "https://a.example", ["m"])),
        ("openclaw", {"baseUrl": "https://a.example", "apiKey": "k" * 9, "api": "google-generative-ai"},
         {}, ("custom-gemini", "https://a.example", [])),
        ("hermes", {"base_url": "https://a.example/v1", "api_key": "k" * 9, "api_mode": "anthropic", "models": {"x": {}}},
         {}, ("custom-anthropic", "https://a.example/v1", ["x"])),
        ("hermes", {"base_url": "https://a.example/v1", "api_key": "k" * 9}, {}, ("custom-openai", "https://a.example/v1", [])),
        ("opencode", {"npm": "@ai-sdk/anthropic", "options": {"baseURL": "https://a.example", "apiKey": "k" * 9}},
         {}, ("custom-anthropic", "https://a.example", [])),
        ("opencode", {"npm": "@ai-sdk/openai", "options": {"apiKey": "k" * 9}},
         {}, ("openai-responses", "https://api.openai.com/v1", ["gpt"])),
        ("codex", {"auth": {"OPENAI_API_KEY": "k" * 9}, "config": "not [toml"}, {},
         ("openai-responses", "https://api.openai.com/v1", ["gpt"])),
        ("codex", {"auth": {}, "config": 'model_provider="x"\n[model_providers.x]\nbase_url="https://a.example/v1"\n'
         'wire_api="chat"\nexperimental_bearer_token="kkkkkkkkk"'}, {}, ("custom-openai", "https://a.example/v1", [])),
        ("codex", {"auth": {"OPENAI_API_KEY": "k" * 9}, "config": 'openai_base_url = "https://a.example/v1"\nmodel="m"'},
         {"apiFormat": "openai_chat"}, ("custom-openai", "https://a.example/v1", ["m"])),
        ("claude", {"env": {"ANTHROPIC_API_KEY": "k" * 9}}, {}, ("anthropic", "https://api.anthropic.com", ["claude"])),
    ],
)  # fmt: skip
async def test_entries_of_other_tools_in_cc_switch(
    services: AppServices,
    importers: ImportersService,
    tmp_path: Path,
    tool: str,
    config: dict[str, Any],
    meta: dict[str, Any],
    expected: tuple[str, str, list[str]],
) -> None:
    """A model list that starts with a bare vendor's name stands for the preset's own."""
    entry = {"id": "1", "name": "One", "settingsConfig": config, "meta": meta}
    file = tmp_path / "config.json"
    file.write_text(
        json.dumps({tool: {"current": "1", "providers": {"1": entry, "2": "not an entry"}}}), encoding="utf-8"
    )
    await importers.take_over("cc-switch", file)
    (provider,) = await services.providers.list()
    adapter, url, models = expected
    assert (provider.adapter, provider.base_url) == (adapter, url)
    found = [model.id for model in provider.models]
    assert found == models or (
        models[:1] in (["gpt"], ["claude"]) and all(model.startswith(models[0]) for model in found)
    )


@pytest.mark.parametrize("version", [1, 2])
async def test_the_older_file_of_cc_switch(importers: ImportersService, tmp_path: Path, version: int) -> None:
    managed = {
        "current": "glm",
        "providers": {
            key: {"id": key, "name": key, "settingsConfig": value, "createdAt": 1} for key, value in CLAUDE.items()
        },
    }
    content = managed if version == 1 else {"version": 2, "claude": managed, "codex": {"providers": {}, "current": ""}}
    file = tmp_path / "config.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    done = await importers.preview("cc-switch", file)
    assert [(item.kind, item.name) for item in done.changes] == [
        ("provider", "glm"),
        ("provider", "relay"),
        ("proxy", "glm"),
    ]


async def test_claude_code_router(services: AppServices, importers: ImportersService) -> None:
    done = await importers.take_over("claude-code-router", FILES["claude-code-router"])
    providers, proxies = await state(services)
    assert {(slug, item.adapter) for slug, item in providers.items()} == {
        ("openrouter", "openrouter"),
        ("deepseek", "deepseek"),
        ("ollama", "ollama"),
        ("gemini", "gemini"),
        ("volcengine", "volcengine"),
        ("relay", "custom-anthropic"),
    }
    assert providers["gemini"].base_url == "https://generativelanguage.googleapis.com/v1beta"
    assert await keys_of(services, "openrouter") == ["sk-or-from-the-environment"]
    assert way(proxies["claude-code-router"], providers) == [
        ("openrouter", "google/gemini-2.5-pro-preview", {"min_prompt_tokens": 50000}),
        ("ollama", "qwen2.5-coder:latest", {"models": ["*haiku*"]}),
        ("deepseek", "deepseek-chat", {}),
        ("openrouter", "anthropic/claude-sonnet-4", {}),
    ]
    assert reasons(done) == {
        ("gemini", "env_missing"),
        ("volcengine", "placeholder"),
        ("vertex", "format"),
        ("Router.default", "no_target"),
        ("Router.think", "rule"),
        ("Router.webSearch", "rule"),
    }
    tokens = await services.store.read(lambda store: store.tokens.hashes())
    assert set(tokens) == {hash_token("ccr-client-secret-0123456789")}


async def test_cliproxyapi(services: AppServices, importers: ImportersService) -> None:
    done = await importers.take_over("cliproxyapi", FILES["cliproxyapi"])
    providers, proxies = await state(services)
    assert {(slug, item.adapter, len(item.keys), item.outbound_proxy) for slug, item in providers.items()} == {
        ("gemini", "gemini", 2, "socks5://127.0.0.1:1080"),
        ("claude", "anthropic", 1, "none"),
        ("claude-2", "custom-anthropic", 1, "socks5://127.0.0.1:1080"),
        ("openai", "custom-openai-responses", 1, "socks5://127.0.0.1:1080"),
        ("openrouter", "openrouter", 2, "http://10.0.0.1:8080"),
        ("off", "custom-openai", 0, "socks5://127.0.0.1:1080"),
    }
    assert providers["claude-2"].header_names == ("X-Team",)
    assert not providers["off"].enabled
    assert way(proxies["cliproxyapi"], providers) == [
        ("gemini", "", {"models": ["gemini-*"]}),
        ("openai", "gpt-5-codex", {"models": ["work/gpt-5-codex"]}),
        ("claude", "", {"models": ["claude-*"]}),
        ("claude-2", "claude-sonnet-4-5-20250929", {"models": ["sonnet"]}),
        ("openrouter", "moonshotai/kimi-k2:free", {"models": ["kimi-k2"]}),
        ("off", "m[1m]", {"models": ["m[[]1m]"]}),
    ]
    assert ("vertex-api-key", "format") in reasons(done)
    assert ("CLIProxyAPI 2", "weak_token") in reasons(done)
    assert [token.name for token in await services.tokens.list()] == ["CLIProxyAPI 1"]


async def test_litellm(services: AppServices, importers: ImportersService) -> None:
    done = await importers.take_over("litellm", FILES["litellm"])
    providers, proxies = await state(services)
    assert {(slug, item.adapter, item.base_url) for slug, item in providers.items()} == {
        ("azure-openai", "azure", "https://my-resource-eu.openai.azure.com/openai"),
        ("azure-openai-2", "azure", "https://my-resource-ca.openai.azure.com/openai"),
        ("anthropic", "anthropic", "https://api.anthropic.com"),
        ("openai", "custom-openai", "http://127.0.0.1:8001/v1"),
        ("deepseek", "deepseek", "https://api.deepseek.com"),
    }
    assert await keys_of(services, "azure-openai") == ["azure-eu-key-0123456789"]
    europe, canada = ("azure-openai", "gpt-4o-eu"), ("azure-openai-2", "gpt-4o-ca")
    assert way(proxies["litellm"], providers) == [
        (*europe, {"models": ["gpt-4o"]}),
        (*canada, {"models": ["gpt-4o"]}),
        ("anthropic", "claude-sonnet-4-5", {"models": ["claude"]}),
        (*europe, {"models": ["claude"]}),
        (*canada, {"models": ["claude"]}),
        ("openai", "qwen3", {"models": ["local"]}),
        ("deepseek", "deepseek-chat", {"models": ["deep"]}),
        (*europe, {"models": ["gpt-4"]}),
        (*canada, {"models": ["gpt-4"]}),
    ]
    assert {("bedrock-claude", "format"), ("embed", "format"), ("anthropic/*", "rule"), ("LiteLLM", "weak_token")} <= (
        reasons(done)
    )
    assert ("Anthropic", "env_missing") in reasons(done)


async def test_a_preview_changes_nothing_and_a_second_import_finds_everything_there(
    services: AppServices, importers: ImportersService
) -> None:
    for source, file in FILES.items():
        shown = await importers.preview(source, file)
        assert shown.dry_run
        assert set(shown.counts) == {"add"}
    assert await services.providers.list() == ()
    for source, file in FILES.items():
        before = await services.providers.list()
        first = await importers.take_over(source, file, "rename")
        again = await importers.take_over(source, file)
        assert len(await services.providers.list()) > len(before)
        assert "add" not in again.counts, (first, again)


async def test_what_is_here_is_kept_replaced_or_joined(services: AppServices, importers: ImportersService) -> None:
    file = FILES["claude-code-router"]
    await importers.take_over("claude-code-router", file)
    mine = await services.providers.get("deepseek")
    await services.providers.edit(mine.id, dataclasses.replace(_draft(mine), base_url="https://mine.example"))
    await importers.take_over("claude-code-router", file)
    assert (await services.providers.get("deepseek")).base_url == "https://mine.example"
    await importers.take_over("claude-code-router", file, "rename")
    assert (await services.providers.get("deepseek-2")).base_url == "https://api.deepseek.com"
    await importers.take_over("claude-code-router", file, "overwrite")
    assert (await services.providers.get("deepseek")).base_url == "https://api.deepseek.com"


def _draft(provider: Provider) -> Any:
    from amux_desktop.services.records import ProviderDraft

    return ProviderDraft.of(provider)


async def test_no_key_is_in_the_report(importers: ImportersService, home: Path) -> None:
    write_database(home / ".cc-switch" / "cc-switch.db")
    shown = [await importers.preview(source, file) for source, file in FILES.items()]
    shown.append(await importers.preview("cc-switch"))
    for done in shown:
        text = repr(done) + "".join(item.message for item in done.left_out)
        assert "0123456789" not in text
        assert "sk-" not in text


BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)
MERGES = "c0: &c0 {x: 1}\n" + "".join(f"c{n}: &c{n} {{<<: [*c{n - 1}, *c{n - 1}]}}\n" for n in range(1, 40))


BAD_FILES: tuple[Any, ...] = (
    ("claude-code-router", "{Providers: [\n  {name: ]}", "a value is missing (line 2, column 10)"),
    ("claude-code-router", "{Providers: 3}", "it has no list of Providers"),
    ("claude-code-router", "[" * 5000, "nested too deeply (line 1, column 62)"),
    ("claude-code-router", "[]", "it is no configuration of this tool"),
    ("litellm", "model_list:\n  - a: 'x\n", "it is not YAML (line 3, column 1)"),
    ("litellm", "general_settings: {}", "it has no model_list"),
    ("litellm", BOMB, "its aliases make it too large"),
    ("litellm", MERGES, "its aliases make it too large"),
    ("litellm", "a: &a [*a]", "an alias refers to itself"),
    ("litellm", "[" * 5000, "it is nested too deeply"),
    ("litellm", "a: !!python/object/apply:os.system ['true']", "it is not YAML (line 1, column 4)"),
    ("cliproxyapi", "- 1", "it is no configuration of this tool"),
    ("cliproxyapi", "other: 1", "it is no configuration of CLIProxyAPI"),
    ("cliproxyapi", "\xff", "it is not UTF-8 text"),
    ("cc-switch", '{"version": 2,\n"claude": }', "it is not JSON (line 2, column 11)"),
    ("litellm", "model_list: []\nx: [0x" + "f" * 5000 + "]", "it holds a number that is too large"),
    ("cc-switch", '{"providers": {"a": {"name": "\\ud800"}}}', "it holds text that is not Unicode"),
    ("cc-switch", '{"a": 1}', "it is no configuration of cc-switch"),
    ("cc-switch", "SQLite format 3\0 and then nothing", "SQLite cannot read it (DatabaseError)"),
)


async def test_bad_files(services: AppServices, importers: ImportersService, tmp_path: Path) -> None:
    for source, content, reason in BAD_FILES:
        file = tmp_path / "bad"
        file.write_bytes(content.encode("latin-1"))
        with pytest.raises(AmuxError) as caught:
            await importers.take_over(source, file)
        assert (caught.value.code, caught.value.params["reason"]) == ("file_invalid", reason)
        assert await services.providers.list() == ()


@pytest.mark.parametrize("url", ["http://[", "https://ex\u2100mple.com"])
async def test_an_address_that_is_none_is_left_out(importers: ImportersService, tmp_path: Path, url: str) -> None:
    file = tmp_path / "config.json"
    file.write_text(json.dumps({"Providers": [{"name": "a", "api_base_url": url, "api_key": "key-0123456789"}]}))
    done = await importers.preview("claude-code-router", file)
    assert [(item.name, item.reason) for item in done.left_out] == [("a", "address")]


async def test_missing_and_unknown(importers: ImportersService, tmp_path: Path) -> None:
    for source in SOURCES:
        with pytest.raises(AmuxError, match="Give the path"):
            await importers.preview(source.id)
    with pytest.raises(AmuxError, match="Known are: cc-switch"):
        await importers.preview("other")
    with pytest.raises(AmuxError, match="No such file"):
        await importers.preview("litellm", tmp_path / "none")
    with pytest.raises(AmuxError, match="directory"):
        await importers.preview("cc-switch", tmp_path)


async def test_a_database_without_the_newer_columns(importers: ImportersService, tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE providers (id TEXT, app_type TEXT, name TEXT, settings_config TEXT)")
        database.execute("INSERT INTO providers VALUES ('1', 'claude', 'Relay', ?)", (json.dumps(CLAUDE["relay"]),))
    database.close()
    done = await importers.preview("cc-switch", file)
    assert [change.name for change in done.changes] == ["relay"]


async def test_a_hostile_database_does_not_keep_us_busy(importers: ImportersService, tmp_path: Path) -> None:
    file = tmp_path / "busy.db"
    with sqlite3.connect(file) as database:
        database.execute(
            "CREATE VIEW providers AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
            " SELECT i AS app_type, i AS name, i AS settings_config FROM n WHERE i < 0"
        )
    database.close()
    with pytest.raises(AmuxError, match="SQLite cannot read it"):
        await importers.preview("cc-switch", file)


def corrupt(content: bytes, draw: st.DataObject) -> bytes:
    at = draw.draw(st.integers(0, len(content) - 1))
    return content[:at] + draw.draw(st.binary(max_size=4)) + content[at + draw.draw(st.integers(0, 40)) :]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(draw=st.data())
def test_altered_files_are_read_or_refused(draw: st.DataObject, services: AppServices, tmp_path: Path) -> None:
    source = draw.draw(st.sampled_from(sorted(FILES)))
    file = tmp_path / "altered"
    file.write_bytes(corrupt(FILES[source].read_bytes(), draw))
    importers = ImportersService(services.transfer, services.presets, env={})
    collected = findings.Findings(services.presets)
    read = importers._reader(next(item for item in SOURCES if item.id == source))
    with contextlib.suppress(MachineError):
        read(file, collected, {})
    bundle = collected.bundle("x", 0)
    assert len({entry.draft.slug for entry in bundle.providers}) == len(bundle.providers)


LITELLM_ODDITIES = """
model_list:
  - {model_name: a, litellm_params: {model: claude-sonnet-4-5, api_key: key-0123456789}}
  - {model_name: b, litellm_params: {model: my-model, custom_llm_provider: ollama}}
  - {model_name: c, litellm_params: {model: org/model, api_base: "https://relay.example/v1", api_key: key-0123456789}}
  - {model_name: d, litellm_params: {model: nobody/model}}
  - {model_name: e, litellm_params: {model: openai/x, api_base: os.environ/NOT_SET_AT_ALL}}
  - {model_name: f, litellm_params: {model: openai/x, api_base: "not an address"}}
  - {model_name: "*", litellm_params: {model: "*", custom_llm_provider: openai, api_key: key-0123456789}}
  - {litellm_params: {model: openai/x}}
  - 3
router_settings: {model_group_alias: {z: {model: a, hidden: true}, y: gone}}
general_settings: {master_key: os.environ/NOT_SET_AT_ALL}
"""
CLIPROXY_ODDITIES = """
port: 8317
generative-language-api-key: [AIzaOldFormat0123456789]
codex-api-key: [{api-key: sk-0123456789}, {api-key: x, base-url: "ftp://x"}]
openai-compatibility: [{base-url: "https://relay.example/v1", api-keys: [key-0123456789], models: [{alias: nothing}]}]
auth: {providers: [{type: config-api-key, api-keys: [old-client-key-0123456789abcdef]}]}
proxy-url: "not a proxy"
"""
ROUTER_ODDITIES = """{
  Providers: [
    {name: 'a', api_base_url: '${URL_NOT_SET}', api_key: 'k'},
    {name: 'b', api_base_url: 'https://b.example/v1/chat/completions', api_key: 'key-0123456789', models: ['m']},
    {api_base_url: 'https://nameless.example'}, 3,
  ],
  Router: {default: 'b,m', fallback: 'b,n', longContext: ',', background: 'a,x'},
  APIKEY: '${KEY_NOT_SET}', CUSTOM_ROUTER_PATH: '/x.js',
}"""


@pytest.mark.parametrize(
    ("source", "content", "left", "targets"),
    [
        (
            "litellm",
            LITELLM_ODDITIES,
            {
                ("d", "format"),
                ("e", "env_missing"),
                ("OpenAI", "address"),
                ("y", "no_target"),
                ("master_key", "env_missing"),
            },
            [
                ("claude-sonnet-4-5", ["a"]),
                ("my-model", ["b"]),
                ("org/model", ["c"]),
                ("claude-sonnet-4-5", ["z"]),
                ("", None),
            ],
        ),
        (
            "cliproxyapi",
            CLIPROXY_ODDITIES,
            {("OpenAI", "address"), ("Gemini", "address"), ("OpenAI compatible", "address")},
            [("", ["gpt-*", "o[0-9]*", "codex-*"]), ("", ["gemini-*"])],
        ),
        (
            "claude-code-router",
            ROUTER_ODDITIES,
            {
                ("a", "env_missing"),
                ("Router.background", "no_target"),
                ("APIKEY", "env_missing"),
                ("CUSTOM_ROUTER_PATH", "rule"),
            },
            [("m", None), ("n", None)],
        ),
    ],
)
async def test_odd_files(
    services: AppServices,
    importers: ImportersService,
    tmp_path: Path,
    source: str,
    content: str,
    left: set[tuple[str, str]],
    targets: list[tuple[str, list[str] | None]],
) -> None:
    file = tmp_path / "odd"
    file.write_text(content, encoding="utf-8")
    done = await importers.take_over(source, file)
    assert reasons(done) == left
    (proxy,) = await services.proxies.list()
    assert [(target.model, target.conditions.get("models")) for target in proxy.targets] == targets


async def test_what_was_imported_works(
    services: AppServices, importers: ImportersService, upstream: Upstream, tmp_path: Path
) -> None:
    """A client of LiteLLM goes on with its own key and its own names of models."""
    client_key = "sk-litellm-0123456789-abcdefghij"
    file = tmp_path / "config.yaml"
    file.write_text(
        f"""
model_list:
  - model_name: fast
    litellm_params: {{model: openai/big-model, api_base: {upstream.base}, api_key: {KEY}}}
  - model_name: spare
    litellm_params: {{model: openai/small-model, api_base: {upstream.base}/v1, api_key: {KEY}}}
general_settings: {{master_key: {client_key}}}
""",
        encoding="utf-8",
    )
    await importers.take_over("litellm", file)
    await services.proxy.start()
    for asked, reached in (("fast", "big-model"), ("spare", "small-model")):
        async with httpx.AsyncClient(trust_env=False) as client:
            answer = await client.post(
                f"{services.base_url()}/proxies/litellm/v1/chat/completions",
                headers={"authorization": f"Bearer {client_key}"},
                json={"model": asked, "messages": [{"role": "user", "content": "Hi"}]},
            )
        assert answer.status_code == 200, answer.text
        assert upstream.last.body["model"] == reached
