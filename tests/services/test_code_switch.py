"""Code Switch as a service: on, off, mapped, drifted, killed in the middle, and the user's files always whole."""

from __future__ import annotations

import asyncio
import json
import os
import re
import stat
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from amux_desktop.code_switch.catalog import find_tool
from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import CodeToolRepaired, Event
from amux_desktop.core.paths import resource_path
from amux_desktop.services.app_services import AppServices
from amux_desktop.services.code_models import read_table
from tests.helpers.upstream import Upstream
from tests.services.conftest import open_services

Add = Callable[..., Any]
CLAUDE = '{\n  // mine\n  "env": {\n    "ANTHROPIC_API_KEY": "sk-ant-mine",\n    "B": "2"\n  },\n  "theme": "dark"\n}\n'
CODEX = '# mine\nmodel = "gpt-5.5"\n\n[mcp_servers.docs]\ncommand = "docs"\n'


class Killed(BaseException):
    """Stands for the end of the process: no handler of ours may catch it."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder, with one file per tool."""
    folder = tmp_path / "user"
    for name, text in (
        (".claude/settings.json", CLAUDE),
        (".codex/config.toml", CODEX),
        (".gemini/settings.json", '{"ui": {"theme": "x"}}'),
        (".qwen/settings.json", "{}"),
    ):
        path = folder / name
        path.parent.mkdir(parents=True)
        path.write_text(text)
        path.chmod(0o600)
    monkeypatch.setenv("HOME", str(folder))
    for name in ("CLAUDE_CONFIG_DIR", "CODEX_HOME", "CODEX_API_KEY", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return folder


def tree(home: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its content and mode."""
    return {
        str(path.relative_to(home)): (path.read_bytes(), stat.S_IMODE(path.stat().st_mode))
        for path in sorted(home.rglob("*"))
        if path.is_file()
    }


TOOLS = ("claude-code", "codex", "gemini-cli", "opencode", "qwen-code")


@pytest.mark.parametrize("tool", TOOLS)
async def test_on_and_off_leaves_no_trace(tool: str, services: AppServices, add_provider: Add, home: Path) -> None:
    await add_provider()
    before = tree(home)
    shown = await services.code_switch.preview(tool, provider="up")
    assert tree(home) == before
    on = await services.code_switch.enable(tool, provider="up")
    assert (on.enabled, on.condition, on.target_name) == (True, "on", "OpenAI")
    after = tree(home)
    assert {file.path for file in shown} == {str(home / name) for name in after if after[name] != before.get(name)}
    token = next(item for item in await services.tokens.list() if item.kind == "code")
    assert (token.scope.everything, token.scope.tools, token.id) == (False, (tool,), on.token_id)
    again = await services.code_switch.enable(tool)
    assert again.token_id == on.token_id
    assert tree(home) == after
    off = await services.code_switch.disable(tool)
    assert (off.enabled, off.condition) == (False, "off")
    assert tree(home) == before


async def test_claude_code_is_redirected_and_its_own_key_comes_back(
    services: AppServices, add_provider: Add, home: Path
) -> None:
    await add_provider()
    await services.code_switch.enable("claude", provider="up")
    text = (home / ".claude/settings.json").read_text()
    env = json.loads(text.replace("// mine", ""))["env"]
    assert env["ANTHROPIC_BASE_URL"].endswith("/code/claudecode")
    assert env["ANTHROPIC_AUTH_TOKEN"].startswith("sk-amux.")
    assert (env["ANTHROPIC_API_KEY"], env["B"]) == ("", "2")
    assert (env["ANTHROPIC_DEFAULT_OPUS_MODEL"], env["ANTHROPIC_DEFAULT_HAIKU_MODEL"]) == ("big-model", "small-model")
    # The user goes on working with the file.
    path = home / ".claude/settings.json"
    path.write_text(text.replace('"theme": "dark"', '"theme": "light",\n  "model": "opus"'))
    await services.code_switch.disable("claude")
    assert path.read_text() == CLAUDE.replace('"theme": "dark"', '"theme": "light",\n  "model": "opus"')


async def test_codex_keeps_its_provider_and_its_login(services: AppServices, add_provider: Add, home: Path) -> None:
    await add_provider()
    await services.code_switch.enable("codex", provider="up")
    config = tomllib.loads((home / ".codex/config.toml").read_text())
    assert "model_provider" not in config
    assert "model_providers" not in config
    assert "/code/codex/~sk-amux." in config["openai_base_url"]
    assert config["openai_base_url"].endswith("/v1")
    assert json.loads((home / ".codex/auth.json").read_text())["OPENAI_API_KEY"].startswith("sk-amux.")
    await services.code_switch.disable("codex")
    assert not (home / ".codex/auth.json").exists()
    login = '{"tokens": {"access_token": "theirs"}}'
    (home / ".codex/auth.json").write_text(login)
    (home / ".codex/config.toml").write_text(
        'model_provider = "own"\n[model_providers.own]\nbase_url = "https://x/v1"\n'
    )
    await services.code_switch.enable("codex")
    config = tomllib.loads((home / ".codex/config.toml").read_text())
    assert config["model_provider"] == "own"
    assert "/code/codex/~" in config["model_providers"]["own"]["base_url"]
    assert (home / ".codex/auth.json").read_text() == login


async def test_a_diff_hides_every_credential(services: AppServices, add_provider: Add) -> None:
    await add_provider()
    for tool in TOOLS:
        await services.code_switch.enable(tool, provider="up")
        text = "\n".join(line for file in await services.code_switch.preview(tool) for line in file.lines)
        back = "\n".join(line for file in await services.code_switch.preview_off(tool) for line in file.lines)
        assert "/code/" in text
        for shown in (text, back):
            assert "sk-ant-mine" not in shown
            assert re.search(r"sk-amux\.[\w-]{5}", shown) is None


async def test_switching_the_provider_needs_no_new_address(
    services: AppServices, add_provider: Add, upstream: Upstream, home: Path
) -> None:
    await add_provider()
    with Upstream("openai-chat", upstream.behaviour.key) as second:
        second.behaviour.models = ("other-model", "other-mini")
        await add_provider("second", base_url=second.base, models=["other-model", "other-mini"])
        await services.code_switch.enable("claude-code", provider="up")
        status = await services.proxy.start("127.0.0.1", 0)
        await services.code_switch.repair()
        env = json.loads((home / ".claude/settings.json").read_text().replace("// mine", ""))["env"]
        assert env["ANTHROPIC_BASE_URL"] == f"{status.base_url}/code/claudecode"

        async def ask(model: str) -> int:
            async with httpx.AsyncClient(trust_env=False) as client:
                answer = await client.post(
                    env["ANTHROPIC_BASE_URL"] + "/v1/messages",
                    headers={"authorization": f"Bearer {env['ANTHROPIC_AUTH_TOKEN']}", "x-amux-tag": "project-x"},
                    json={"model": model, "max_tokens": 9, "messages": [{"role": "user", "content": "hi"}]},
                )
            return answer.status_code

        assert await ask("claude-opus-5-5") == 200
        assert upstream.last.body["model"] == "big-model"
        assert await ask("big-model") == 200
        await services.code_switch.switch("claude-code", provider="second")
        # The running tool still asks for what the old provider called it.
        assert await ask("big-model") == 200
        assert second.last.body["model"] == "other-model"
        assert await ask("claude-haiku-4-5") == 200
        assert second.last.body["model"] == "other-mini"
        assert len(upstream.asked) == 2


async def test_a_route_of_a_tool_wants_the_tools_token(services: AppServices, add_provider: Add, home: Path) -> None:
    await add_provider()
    await services.settings.update({"proxy.auth_required": False})
    await services.code_switch.enable("codex", provider="up")
    await services.code_switch.enable("claude-code", provider="up")
    status = await services.proxy.start("127.0.0.1", 0)
    env = json.loads((home / ".claude/settings.json").read_text().replace("// mine", ""))["env"]
    claude = env["ANTHROPIC_AUTH_TOKEN"]
    async with httpx.AsyncClient(trust_env=False) as client:

        async def get(path: str, token: str = "") -> int:
            headers = {"authorization": f"Bearer {token}"} if token else {}
            return (await client.get(status.base_url + path, headers=headers)).status_code

        assert await get("/code/claudecode/v1/models", claude) == 200
        assert await get("/code/claudecode/v1/models") in (401, 403)
        assert await get("/code/codex/v1/models", claude) == 403
        assert await get(f"/code/claudecode/~{claude}/v1/models", "sk-somebody-elses") == 200
        assert await get("/code/claudecode@up/v1/models", claude) == 200
        assert await get("/code/claudecode@nobody/v1/models", claude) == 404


@pytest.mark.parametrize("tool", ["claude-code", "gemini-cli"])
async def test_a_process_that_dies_anywhere_leaves_whole_files_and_a_way_back(
    tool: str, services: AppServices, add_provider: Add, home: Path, amux_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add_provider()
    before = tree(home)
    reached = 0
    for step in range(1, 40):
        count = 0

        def dying(real: Any, step: int = step) -> Any:
            def call(*args: Any, **kwargs: Any) -> Any:
                nonlocal count
                count += 1
                if count == step:
                    raise Killed
                return real(*args, **kwargs)

            return call

        with monkeypatch.context() as patch:
            for name in ("replace", "fsync", "open"):
                patch.setattr(os, name, dying(getattr(os, name)))
            try:
                await services.code_switch.enable(tool, provider="up")
            except Killed:
                reached += 1
                ended = False
            else:
                ended = True
        for name, (content, _) in tree(home).items():
            assert content == before.get(name, (b"",))[0] or b"/code/" in content or b"gemini-api-key" in content
        # The next process finishes what was begun, or takes it back; then off is off.
        await services.code_switch.repair()
        await services.code_switch.disable(tool)
        assert tree(home) == before
        if ended:
            break
    assert reached >= 3


async def test_what_the_user_changes_is_shown_and_kept(
    services: AppServices, add_provider: Add, home: Path, events: list[Event]
) -> None:
    await add_provider()
    await services.code_switch.enable("claude-code", provider="up")
    path = home / ".claude/settings.json"
    theirs = path.read_text().replace(services.base_url(), "http://theirs")
    path.write_text(theirs)
    status = await services.code_switch.show("claude-code")
    assert (status.condition, [item.key for item in status.conflicts]) == ("changed", ["env.ANTHROPIC_BASE_URL"])
    conflict = status.conflicts[0]
    assert (conflict.file, conflict.gone, conflict.theirs) == (str(path), False, '"http://theirs/code/claudecode"')
    assert conflict.ours == f'"{services.base_url()}/code/claudecode"'
    assert await services.code_switch.repair() == ()
    assert path.read_text() == theirs
    await services.code_switch.disable("claude-code")
    assert "http://theirs" in path.read_text()
    assert "sk-amux." not in path.read_text()


async def test_keys_that_went_away_are_brought_back_at_the_start_and_said(
    services: AppServices, add_provider: Add, home: Path, events: list[Event]
) -> None:
    await add_provider()
    await services.code_switch.enable("claude-code", provider="up")
    (home / ".claude/settings.json").write_text(CLAUDE)
    assert (await services.code_switch.show("claude-code")).condition == "changed"
    (repaired,) = await services.code_switch.repair()
    assert (repaired.tool, repaired.reason, repaired.error) == ("claude-code", "missing", None)
    assert CodeToolRepaired("claude-code", "missing", True) in events
    assert (await services.code_switch.show("claude-code")).condition == "on"


async def test_another_port_is_followed(services: AppServices, add_provider: Add, home: Path) -> None:
    await add_provider()
    await services.code_switch.enable("qwen", provider="up")
    await services.settings.update({"proxy.port": 12345})
    (repaired,) = await services.code_switch.repair()
    assert repaired.reason == "address"
    assert ":12345/code/qwen/v1" in (home / ".qwen/settings.json").read_text()
    await services.code_switch.disable("qwen")
    assert (home / ".qwen/settings.json").read_text() == "{}"


async def test_a_file_that_does_not_parse_is_left_alone_everywhere(
    services: AppServices, add_provider: Add, home: Path
) -> None:
    await add_provider()
    path = home / ".claude/settings.json"
    path.write_text("{\n  oops\n}")
    with pytest.raises(AmuxError) as caught:
        await services.code_switch.enable("claude-code", provider="up")
    assert (caught.value.code, caught.value.params["line"]) == ("config_unparsable", 2)
    assert path.read_text() == "{\n  oops\n}"
    assert not (await services.code_switch.show("claude-code")).enabled
    # The second file of a tool that needs two is broken: the first one is not touched either.
    (home / ".gemini/settings.json").write_text("[]")
    with pytest.raises(AmuxError):
        await services.code_switch.enable("gemini-cli", provider="up")
    assert not (home / ".gemini/.env").exists()


async def test_restore_all_goes_on_after_an_error(services: AppServices, add_provider: Add, home: Path) -> None:
    await add_provider()
    before = tree(home)
    for tool in TOOLS:
        await services.code_switch.enable(tool, provider="up")
    path = home / ".claude/settings.json"
    ours = path.read_text()
    path.write_text("{ broken")
    results = dict(await services.code_switch.restore_all())
    assert {tool for tool, error in results.items() if error is None} == set(TOOLS) - {"claude-code"}
    assert results["claude-code"] is not None
    assert path.read_text() == "{ broken"
    path.write_text(ours)
    assert await services.code_switch.restore_all() == (("claude-code", None),)
    assert tree(home) == before


async def test_on_quit_the_tools_may_be_given_back_until_the_next_start(
    services: AppServices, add_provider: Add, home: Path, amux_home: Path
) -> None:
    await add_provider()
    before = tree(home)
    await services.code_switch.enable("codex", provider="up")
    on = tree(home)
    await services.settings.update({"code_switch.on_quit": "restore"})
    services.start_background()
    await services.aclose()
    assert tree(home) == before
    other = await open_services(amux_home).open()
    try:
        (repaired,) = await other.code_switch.repair()
        assert repaired.reason == "suspended"
        assert tree(home) == on
    finally:
        await other.aclose()


async def test_mappings_are_kept_per_provider_and_undone(services: AppServices, add_provider: Add, home: Path) -> None:
    await add_provider()
    await add_provider("second", models=["x-large", "x-mini"])
    before = tree(home)
    await services.code_switch.enable("claude-code", provider="up")
    status = await services.code_switch.map(
        "claude-code", [("opus", "small-model"), ("claude-x*", "big-model"), ("haiku", "")]
    )
    assert [tier.target for tier in status.tiers] == ["small-model", "", ""]
    assert status.mappings == (("claude-x*", "big-model"),)
    status = await services.code_switch.switch("claude-code", provider="second")
    assert [tier.target for tier in status.tiers] == ["x-large", "x-large", "x-mini"]
    status = await services.code_switch.switch("claude-code", provider="up")
    assert [tier.target for tier in status.tiers] == ["small-model", "", ""]
    await services.code_switch.disable("claude-code")
    assert tree(home) == before


async def test_a_proxy_can_be_the_target(
    services: AppServices, add_provider: Add, add_proxy: Add, upstream: Upstream
) -> None:
    provider = await add_provider()
    await add_proxy("chain", provider.id, inbound="any")
    on = await services.code_switch.enable("claude-code", proxy="chain")
    assert (on.target_name, on.proxy_id != "") == ("chain", True)
    with pytest.raises(AmuxError) as caught:
        await services.code_switch.enable("codex")
    assert caught.value.code == "tool_no_target"


async def test_what_would_override_us_is_named(
    services: AppServices, add_provider: Add, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / ".claude/settings.json").write_text('{"apiKeyHelper": "get-key"}')
    monkeypatch.setenv("CLAUDE_CODE_USE_BEDROCK", "1")
    project = tmp_path / ".claude"
    project.mkdir()
    (project / "settings.json").write_text('{"env": {"ANTHROPIC_BASE_URL": "http://other"}}')
    status = await services.code_switch.show("claude-code")
    assert {(item.code, item.name) for item in status.overrides} == {
        ("key", "apiKeyHelper"), ("variable", "CLAUDE_CODE_USE_BEDROCK"), ("project", "ANTHROPIC_BASE_URL"),
    }  # fmt: skip


async def test_unknown_tools_are_named(services: AppServices) -> None:
    with pytest.raises(AmuxError, match="no coding tool cursor"):
        await services.code_switch.show("cursor")
    assert [status.id for status in await services.code_switch.list()] == list(TOOLS)


async def test_a_credential_in_a_conflict_is_masked(services: AppServices, add_provider: Add, home: Path) -> None:
    await add_provider()
    await services.code_switch.enable("codex", provider="up")
    login = home / ".codex/auth.json"
    login.write_text(json.dumps({"OPENAI_API_KEY": "sk-proj-0123456789abcdef"}))
    (home / ".codex/config.toml").write_text(CODEX)
    status = await services.code_switch.show("codex")
    shown = {item.key: item for item in status.conflicts}
    assert (shown["OPENAI_API_KEY"].gone, shown["openai_base_url"].gone) == (False, True)
    assert "0123456789" not in shown["OPENAI_API_KEY"].theirs
    assert all(re.search(r"sk-amux\.\w", item.ours) is None for item in status.conflicts)


@pytest.mark.parametrize("on", [True, False])
async def test_a_single_version_is_put_back(on: bool, services: AppServices, add_provider: Add, home: Path) -> None:
    await add_provider()
    path = home / ".claude/settings.json"
    await services.code_switch.enable("claude-code", provider="up")
    # While Amux is in the file the user works on it; the text that is kept at the end has both.
    path.write_text(path.read_text().replace('"dark"', '"light"'))
    await services.code_switch.disable("claude-code")
    light = CLAUDE.replace('"dark"', '"light"')
    assert path.read_text() == light
    path.write_text('{"theme": "mine"}')
    if on:
        await services.code_switch.enable("claude-code")
    versions = await services.code_switch.versions("claude-code")
    both = next(item for item in versions if item.reason == "before restoring")
    original = min((item for item in versions if item.reason == "original"), key=lambda item: item.created_ms)
    for version, text in ((both, light), (original, CLAUDE)):
        shown = await services.code_switch.preview_version("claude-code", version.id)
        assert any(line.startswith("+") for line in shown.lines)
        assert "sk-amux" not in "".join(shown.lines)
        status = await services.code_switch.restore_version("claude-code", version.id)
        assert (status.enabled, status.condition) == (on, "on" if on else "off")
        assert not (await services.code_switch.preview_version("claude-code", version.id)).lines
        if on:
            assert "/code/claudecode" in path.read_text()
            await services.code_switch.disable("claude-code")
            assert path.read_text() == text
            await services.code_switch.enable("claude-code")
        else:
            assert path.read_text() == text
    await services.code_switch.restore_all()
    assert path.read_text() == CLAUDE
    kept = await services.code_switch.versions("claude-code")
    assert on or "before a version" in [item.reason for item in kept]
    with pytest.raises(AmuxError) as caught:
        await services.code_switch.restore_version("claude-code", "nothing")
    assert caught.value.code == "not_found"


async def test_whole_mappings_are_offered_for_a_provider(services: AppServices, add_provider: Add) -> None:
    await add_provider("openai", models=["gpt-5.6-sol", "gpt-5.6-terra", "gpt-5.6-luna"])
    offered = {item.key: dict(item.rows) for item in await services.code_switch.presets("claude-code", "openai")}
    assert list(offered) == ["balanced", "strong", "economy", "as_asked"]
    assert offered["balanced"] == {"opus": "gpt-5.6-sol", "sonnet": "gpt-5.6-terra", "haiku": "gpt-5.6-luna"}
    assert offered["economy"] == {"opus": "gpt-5.6-terra", "sonnet": "gpt-5.6-luna", "haiku": "gpt-5.6-luna"}
    assert set(offered["strong"].values()) == {"gpt-5.6-sol"}
    await add_provider("gem", preset="gemini", models=["gemini-9-pro", "gemini-9-flash"])
    balanced = (await services.code_switch.presets("claude-code", "gem"))[0]
    assert dict(balanced.rows)["opus"] == "gemini-9-pro", "Gemini is not a mini"
    await add_provider("one", models=["only"])
    assert [item.key for item in await services.code_switch.presets("codex", "one")] == ["balanced", "as_asked"]
    await add_provider("none", models=[])
    assert await services.code_switch.presets("codex", "none") == ()


def test_the_table_of_coding_models_names_models_of_the_presets(services: AppServices) -> None:
    for preset, classes in read_table(resource_path("presets/coding_models.json")).items():
        known = {model.id for model in services.presets.get(preset).models}
        assert {classes.large, classes.middle, classes.small} <= known, preset


@pytest.mark.parametrize("tool", ["codex", "qwen-code"])
async def test_a_tag_travels_in_the_address_of_a_tool_without_headers(
    tool: str, services: AppServices, add_provider: Add, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add_provider()
    program = tmp_path / "bin" / find_tool(tool).command
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    (tmp_path / ".amux.toml").write_text('provider = "up"\ntag = "Kunde 7; x/y"\n')
    await services.proxy.start()
    run = await services.code_switch.prepare_run(tool, folder=tmp_path)
    if tool == "codex":
        base = next(item.partition("=")[2] for item in run.arguments if item.startswith("openai_base_url")).strip('"')
        path, body = "/responses", {"model": "big-model", "input": "hi"}
    else:
        base, path = run.env["OPENAI_BASE_URL"], "/chat/completions"
        body = {"model": "main", "messages": [{"role": "user", "content": "hi"}]}
    async with httpx.AsyncClient() as client:
        headers = {"authorization": f"Bearer {run.env.get('OPENAI_API_KEY', 'own-login')}"}
        answer = await client.post(base + path, json=body, headers=headers)
    assert answer.status_code == 200, answer.text
    await asyncio.to_thread(services._opened.log_writer.flush)
    (listed,) = (await services.logs.page(limit=5)).rows
    row = await services.logs.get(listed.id)
    assert row.tags == ("Kunde 7; x/y",)
    assert "sk-amux" not in row.path


def slugs_of_private(path: Path) -> list[str]:
    """What the list holds; it is gone afterwards."""
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text()
    path.unlink()
    return [item["slug"] for item in json.loads(text)["models"]]


@pytest.mark.skipif(os.name != "posix", reason="the program is a shell script")
async def test_codex_gets_a_list_with_the_model_of_one_process(
    services: AppServices, add_provider: Add, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add_provider()
    program = tmp_path / "bin" / "codex"
    program.parent.mkdir()
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    entry = {"slug": "gpt-5.5", "visibility": "list", "context_window": 272000}
    for script, told in (
        ("echo '" + json.dumps({"models": [entry]}) + "'", True), ("exit 3", False), ("echo no list", False),
    ):  # fmt: skip
        program.write_text(f'#!/bin/sh\n[ "$*" = "debug models --bundled" ] || exit 1\n{script}\n')
        program.chmod(0o755)
        run = await services.code_switch.prepare_run("codex", provider="up", model="other-model")
        catalog = [item for item in run.arguments if item.startswith("model_catalog_json=")]
        assert bool(catalog) is told
        if told:
            assert slugs_of_private(Path(json.loads(catalog[0].partition("=")[2]))) == ["other-model", "gpt-5.5"]
