from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer.main

from amux_desktop.cli.main import build
from tests.helpers.serving import ROOT


def commands(group: Any, path: str = "amux") -> Iterator[str]:
    for name, command in group.commands.items():
        if getattr(command, "commands", None):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}"


def test_every_command_is_documented() -> None:
    text = " ".join((ROOT / "docs" / "command-line.md").read_text(encoding="utf-8").split())
    found = list(commands(typer.main.get_command(build())))
    assert len(found) > 30
    assert [command for command in found if command not in text] == []


def test_the_example_of_a_plan_is_one(capsys: Any, amux: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("DEEPSEEK_API_KEY", "some-key-0123456789")
    text = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    plan = text.partition("```json")[2].partition("```")[0]
    assert amux("apply", "-", "--json", text=plan).json["proxies"][0]["path"] == "claude"
