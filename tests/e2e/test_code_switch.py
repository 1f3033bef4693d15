"""Real coding tools through Code Switch: redirected, switched while in use, brought back to the byte, history kept.

The tools come from npm; AMUX_CLIENTS names the folder that holds one folder with `node_modules` per tool (and `node`).
Without it the usual cache is looked at, and what is not there is skipped.
"""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.serving import Serving, amux, amux_json, environment
from tests.helpers.upstream import Upstream

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
CLIENTS = Path(os.environ.get("AMUX_CLIENTS") or Path.home() / ".cache" / "amux-acceptance" / "npm")
KEY = "chat-key-0123456789"
CLAUDE = '{\n\t"theme": "dark",\n\t"env": {"A": "1", "ANTHROPIC_API_KEY": "sk-ant-mine"}\n}'
CODEX = '# mine\r\nmodel = "gpt-5.5"\r\ncheck_for_update_on_startup = false\r\n\r\n[tools]\r\nweb_search = false'


@dataclass(frozen=True, slots=True)
class Desk:
    """A user with tools, a running Amux and two providers, `one` and `two`."""

    home: Path
    amux_home: Path
    server: Serving
    one: Upstream
    two: Upstream

    def amux(self, *arguments: str) -> Any:
        return amux_json(self.amux_home, *arguments)

    def run(self, tool: str, *arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """The tool as the user starts it; nothing of the tester's own environment reaches it."""
        return self.start([str(program(tool)), *arguments], env)

    def start(self, command: list[str], env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        work = self.home / "work"
        work.mkdir(exist_ok=True)
        plain = {"HOME": str(self.home), "PATH": search_path(), "TERM": "dumb", "LANG": "C.UTF-8", "NO_COLOR": "1"}
        return subprocess.run(
            command, cwd=work, env=plain | (env or {}), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False
        )  # fmt: skip

    def files(self) -> dict[str, tuple[bytes, int]]:
        names = (".claude/settings.json", ".codex/config.toml", ".codex/auth.json")
        paths = [self.home / name for name in names if (self.home / name).exists()]
        return {str(path): (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) for path in paths}


def program(tool: str) -> Path:
    path = CLIENTS / tool / "node_modules" / ".bin" / tool
    if not path.exists():
        pytest.skip(f"{tool} is not installed in {CLIENTS}")
    return path


def search_path() -> str:
    folders = [
        CLIENTS / name / "node_modules" / ".bin" for name in ("node", "claude", "codex", "gemini", "opencode", "qwen")
    ]
    return os.pathsep.join([*map(str, folders), "/usr/local/bin", "/usr/bin", "/bin"])


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    home, amux_home = tmp_path / "user", tmp_path / "amux"
    # Amux itself runs as this user as well, so that it finds the user's files and tools.
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("PATH", search_path())
    for name, text in ((".claude/settings.json", CLAUDE), (".codex/config.toml", CODEX)):
        path = home / name
        path.parent.mkdir(parents=True)
        path.write_bytes(text.encode())
        path.chmod(0o600)
    with Upstream("openai-chat", KEY) as one, Upstream("openai-chat", KEY) as two:
        one.behaviour.models, two.behaviour.models = ("one-large", "one-mini"), ("two-large", "two-mini")
        providers = [
            {"preset": "openai", "path": name, "name": name, "base_url": f"{up.base}/v1", "api_key": KEY, "models": list(up.behaviour.models)}
            for name, up in (("one", one), ("two", two))
        ]  # fmt: skip
        amux_json(amux_home, "apply", "-", text=json.dumps({"providers": providers}))
        with Serving(amux_home) as server:
            yield Desk(home, amux_home, server, one, two)


def test_claude_code_is_switched_while_in_use_and_brought_back(desk: Desk) -> None:
    program("claude")
    before = desk.files()
    desk.amux("code", "enable", "claude-code", "--provider", "one")
    arguments = ("-p", "hello", "--output-format", "json", "--allowedTools", "Read")
    first = desk.run("claude", *arguments, env={"DISABLE_AUTOUPDATER": "1"})
    assert first.returncode == 0, first.stdout + first.stderr
    answer = json.loads(first.stdout)
    assert "sunny" in answer["result"]
    assert {asked.body["model"] for asked in desk.one.asked} <= {"one-large", "one-mini"}
    assert not desk.two.asked
    desk.amux("code", "switch", "claude-code", "--provider", "two")
    more = desk.run("claude", *arguments, "--resume", answer["session_id"])
    assert more.returncode == 0, more.stdout + more.stderr
    asked = desk.two.last.body
    assert asked["model"] in ("two-large", "two-mini")
    assert len([message for message in asked["messages"] if message["role"] == "user"]) >= 2
    assert all(item.headers["authorization"] == f"Bearer {KEY}" for item in (*desk.one.asked, *desk.two.asked))
    desk.amux("code", "disable", "claude-code")
    assert desk.files() == before


def codex(desk: Desk, *arguments: str, env: dict[str, str] | None = None) -> str:
    done = desk.run("codex", "exec", *arguments, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_codex_knows_the_model_of_one_process(desk: Desk) -> None:
    program("codex")
    before = desk.files()
    command = [sys.executable, "-m", "amux_desktop", "run", "codex", "--provider", "two", "--model", "two-mini", "--"]
    arguments = ("exec", "--skip-git-repo-check", "hello")
    done = desk.start(
        [*command, *arguments], environment(desk.amux_home) | {"HOME": str(desk.home), "PATH": search_path()}
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "metadata" not in done.stdout + done.stderr, "Codex has no complaint about the model"
    assert "apply_patch" in {tool[tool["type"]]["name"] for tool in desk.two.last.body["tools"]}
    assert desk.files() == before


def threads(desk: Desk) -> set[str]:
    """First words of every thread that Codex offers to resume, as its own interface asks for them."""
    server = subprocess.Popen(
        [str(program("codex")), "app-server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env={"HOME": str(desk.home), "PATH": search_path()},
    )  # fmt: skip
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        ask = {"sourceKinds": ["cli", "vscode", "exec", "appServer"]}
        calls: list[tuple[str, dict[str, Any]]] = [
            ("initialize", {"clientInfo": {"name": "t", "title": "t", "version": "1"}}), ("thread/list", ask),
        ]  # fmt: skip
        answer: dict[str, Any] = {}
        for number, (method, params) in enumerate(calls):
            server.stdin.write(json.dumps({"id": number, "method": method, "params": params}) + "\n")
            server.stdin.flush()
            while answer.get("id") != number:
                answer = json.loads(server.stdout.readline())
        return {thread["preview"] for thread in answer["result"]["data"]}
    finally:
        server.stdin.close()
        server.kill()
        server.wait()
        server.stdout.close()


def test_codex_keeps_its_history_before_during_and_after(desk: Desk) -> None:
    """All threads are listed and resume, whichever way Codex went when they were begun."""
    program("codex")
    plain = ("--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox")
    # Before and after, the user's own address stands in for the vendor's: the other provider's proxy route.
    token = amux_json(desk.amux_home, "tokens", "create", "--name", "vendor")["token"]
    own = ("-c", f'openai_base_url="{desk.server.base_url}/code/codex@two=two-large/v1"')
    login = {"CODEX_API_KEY": token}
    before = desk.files()
    codex(desk, *plain, *own, "thread before", env=login)
    assert desk.two.asked
    seen = len(desk.two.asked)
    desk.amux("code", "enable", "codex", "--provider", "one")
    codex(desk, *plain, "thread during")
    assert desk.one.last.body["model"] == "one-large"
    assert len(desk.two.asked) == seen
    assert threads(desk) == {"thread before", "thread during"}
    assert "HELLO" not in codex(desk, "resume", "--last", *plain, "go on")
    assert any(
        "thread during" in json.dumps(asked.body) and "go on" in json.dumps(asked.body) for asked in desk.one.asked
    )
    desk.amux("code", "disable", "codex")
    assert desk.files() == before
    codex(desk, *plain, *own, "thread after", env=login)
    assert threads(desk) == {"thread before", "thread during", "thread after"}
    for name in ("thread before", "thread during", "thread after"):
        found = next(path for path in (desk.home / ".codex" / "sessions").rglob("*.jsonl") if name in path.read_text())
        thread_id = found.stem[-36:]
        codex(desk, "resume", thread_id, *plain, *own, f"more of {name}", env=login)
        body = json.dumps(desk.two.last.body)
        assert name in body
        assert f"more of {name}" in body


def test_two_terminals_on_two_providers_do_not_cross(desk: Desk) -> None:
    program("claude")
    before = desk.files()
    base = [sys.executable, "-m", "amux_desktop", "run", "claude"]
    extra = environment(desk.amux_home)

    def terminal(name: str) -> subprocess.CompletedProcess[str]:
        return desk.start(
            [*base, "--provider", name, "--", "-p", f"I am terminal {name}", "--output-format", "json"], extra
        )

    with ThreadPoolExecutor(2) as both:
        results = list(both.map(terminal, ("one", "two")))
    for result in results:
        assert result.returncode == 0, result.stdout + result.stderr
    assert desk.files() == before
    assert desk.one.asked
    assert desk.two.asked
    assert not any("terminal two" in json.dumps(asked.body) for asked in desk.one.asked)
    assert not any("terminal one" in json.dumps(asked.body) for asked in desk.two.asked)
    logged = amux_json(desk.amux_home, "logs", "list")
    routes = {(row["route"], row["provider_name"]) for row in logged["requests"]}
    assert routes == {("code/claudecode@one", "one"), ("code/claudecode@two", "two")}
    amux(desk.amux_home, "code", "list")


@pytest.mark.parametrize(
    ("tool", "file", "text", "arguments"),
    [
        ("gemini", ".gemini/settings.json", '{"general": {"disableAutoUpdate": true}}', ("-p", "hello", "--skip-trust", "--model", "gemini-3.1-pro-preview")),
        ("opencode", ".config/opencode/opencode.json", '{\n  // mine\n  "autoupdate": false,\n  "share": "disabled",\n}\n', ("run", "hello")),
        ("qwen", ".qwen/settings.json", '{"memory": {"enableManagedAutoMemory": false}}', ("-p", "hello")),
    ],
)  # fmt: skip
def test_other_tools_by_their_files(desk: Desk, tool: str, file: str, text: str, arguments: tuple[str, ...]) -> None:
    program(tool)
    path = desk.home / file
    path.parent.mkdir(parents=True)
    path.write_text(text)
    desk.amux("code", "enable", tool, "--provider", "one")
    done = desk.run(tool, *arguments, env={"OPENCODE_DISABLE_MODELS_FETCH": "1", "OPENCODE_DISABLE_AUTOUPDATE": "1"})
    assert done.returncode == 0, done.stdout + done.stderr
    assert "sunny" in done.stdout
    assert {asked.body["model"] for asked in desk.one.asked} <= {"one-large", "one-mini"}
    desk.amux("code", "disable", tool)
    # These tools bring their files up to date by themselves (a schema, a version, another indentation); that is theirs.
    after = path.read_text()
    for ours in ("sk-amux", "/code/", "amux/", "selectedType", "baseUrl", "baseURL"):
        assert ours not in after
    assert ("mine" in after) == ("mine" in text)
    assert not (desk.home / ".gemini" / ".env").exists()
