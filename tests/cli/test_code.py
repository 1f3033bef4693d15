"""`amux code` and `amux run` in this process, on a user's folder of the test's own."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Amux

CLAUDE = '{"env": {"A": "1"}}\n'


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "user"
    (folder / ".claude").mkdir(parents=True)
    (folder / ".claude/settings.json").write_text(CLAUDE)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("PATH", str(folder / "bin"))
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def provider(amux: Amux) -> None:
    for name in ("one", "two"):
        amux(
            "providers", "add", "--preset", "openai", "--name", name, "--path", name, "--base-url", "http://127.0.0.1:9",
            "--api-key-stdin", "--model", f"{name}-large", "--model", f"{name}-mini", text="key\n",
        )  # fmt: skip


@pytest.mark.usefixtures("provider")
def test_a_tool_from_diff_to_restore(amux: Amux, home: Path) -> None:
    path = home / ".claude/settings.json"
    shown = amux("code", "diff", "claude-code", "--provider", "one").out
    assert "ANTHROPIC_BASE_URL" in shown
    assert path.read_text() == CLAUDE
    on = amux("code", "enable", "claude-code", "--provider", "one", "--json").json
    assert (on["enabled"], on["condition"], on["target_name"]) == (True, "on", "one")
    assert json.loads(path.read_text())["env"]["ANTHROPIC_DEFAULT_OPUS_MODEL"] == "one-large"
    assert "claude-code" in amux("code", "list").out
    amux("code", "switch", "claude-code", "--provider", "two")
    assert json.loads(path.read_text())["env"]["ANTHROPIC_DEFAULT_OPUS_MODEL"] == "two-large"
    amux("code", "map", "claude-code", "opus=two-mini", "claude-x*=two-large")
    mapped = amux("code", "show", "claude-code", "--json").json
    assert [tier["target"] for tier in mapped["tiers"]] == ["two-mini", "two-large", "two-mini"]
    assert mapped["mappings"] == [["claude-x*", "two-large"]]
    amux("code", "map", "claude-code", "--preset", "economy")
    mapped = amux("code", "show", "claude-code", "--json").json
    assert [tier["target"] for tier in mapped["tiers"]] == ["two-large", "two-mini", "two-mini"]
    assert mapped["mappings"] == [["claude-x*", "two-large"]]
    assert amux("code", "restore", "--all").out == "claude-code: restored\n"
    assert path.read_text() == CLAUDE
    assert amux("code", "restore", "--all").out == "No tool goes through Amux.\n"
    path.write_text('{"theme": "dark"}')
    kept = amux("code", "history", "claude-code", "--json").json
    number = str([item["reason"] for item in kept].index("original") + 1)
    assert "ANTHROPIC" not in amux("code", "diff", "claude-code", "--version", number).out
    assert amux("code", "restore", "claude-code", "--version", number, "--json").json["enabled"] is False
    assert path.read_text() == CLAUDE
    assert "before a version" in amux("code", "history", "claude-code").out
    assert "no version 99" in amux("code", "restore", "claude-code", "--version", "99", code=1).err


def test_mistakes_are_said_in_one_sentence(amux: Amux, home: Path) -> None:
    assert "no coding tool cursor" in amux("code", "show", "cursor", code=1).err
    assert "Choose a provider" in amux("code", "enable", "codex", code=1).err
    assert "Name one tool or give --all" in amux("code", "restore", code=2).err
    assert "A version belongs to one tool" in amux("code", "restore", "--all", "--version", "1", code=2).err


@pytest.mark.usefixtures("provider")
def test_a_broken_file_is_named_with_its_place(amux: Amux, home: Path) -> None:
    path = home / ".claude/settings.json"
    path.write_text('{\n  "env": {\n}')
    failed = amux("code", "enable", "claude-code", "--provider", "one", code=1).err
    assert "line 3, column 2" in failed
    assert path.read_text() == '{\n  "env": {\n}'


@pytest.mark.usefixtures("provider")
@pytest.mark.skipif(os.name != "posix", reason="the process is replaced")
def test_one_process_goes_its_own_way(amux: Amux, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = home / "bin" / "claude"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    (home / ".amux.toml").write_text('provider = "two"\ntag = "client-x"\n[mapping]\nopus = "two-mini"\n')
    started: dict[str, Any] = {}

    def execve(path: str, arguments: list[str], env: dict[str, str]) -> None:
        started.update(path=path, arguments=arguments, env=env)

    monkeypatch.setattr(os, "execve", execve)
    monkeypatch.setattr("amux_desktop.cli.run_cli._require_proxy", lambda _address: None)
    amux("run", "claude", "--", "-p", "hi")
    env = started["env"]
    assert started["path"] == str(program)
    assert started["arguments"][-2:] == ["-p", "hi"]
    assert "/code/claudecode@two=opus:two-mini," in env["ANTHROPIC_BASE_URL"]
    assert env["ANTHROPIC_CUSTOM_HEADERS"] == "x-amux-tag: client-x"
    assert env["ANTHROPIC_DEFAULT_OPUS_MODEL"] == "two-mini"
    amux("run", "claude", "--provider", "one", "--model", "one-mini")
    assert started["env"]["ANTHROPIC_BASE_URL"].endswith("/code/claudecode@one=one-mini")
    assert (home / ".claude/settings.json").read_text() == CLAUDE
    (home / ".amux.toml").write_text("provder = 1\n")
    assert "provder" in amux("run", "claude", code=1).err


@pytest.mark.usefixtures("provider")
def test_without_a_running_amux_nothing_is_started(amux: Amux, home: Path) -> None:
    program = home / "bin" / "claude"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    amux("settings", "set", "proxy.port", "1")
    assert "Start Amux first" in amux("run", "claude", "--provider", "one", code=4).err
