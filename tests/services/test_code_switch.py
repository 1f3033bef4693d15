"""Code Switch as a service: on, off, mapped, drifted, killed in the middle, and the user's files always whole."""

from __future__ import annotations

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

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import CodeToolRepaired, Event
from amux_desktop.services.app_services import AppServices
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
    assert (status.condition, status.changed) == ("changed", ("env.ANTHROPIC_BASE_URL",))
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
        assert repaired.reason == "missing"
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
