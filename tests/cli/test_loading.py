"""A command loads what it needs and nothing else."""

from __future__ import annotations

import subprocess
import sys

import pytest
import typer.main

from amux_desktop.cli import main
from tests.helpers.serving import ROOT


@pytest.mark.parametrize(
    ("arguments", "names"),
    [(["tokens", "list"], ["tokens"]), (["serve", "--port", "0"], ["serve"]), (["--version"], []), ([], [])],
)
def test_only_the_command_that_is_meant(arguments: list[str], names: list[str]) -> None:
    assert list(typer.main.get_command(main.build(main._needed(arguments))).commands) == names  # type: ignore[attr-defined]  # a group


@pytest.mark.parametrize("arguments", [["--help"], ["unknown"], ["--minimized", "tokens"]])
def test_all_where_none_is_meant_for_sure(arguments: list[str]) -> None:
    assert len(list(main._needed(arguments))) > 20


def test_the_command_line_itself_loads_neither_database_nor_network() -> None:
    script = "import sys; from amux_desktop.cli.main import build; build(('tokens',)); print({'sqlalchemy', 'aiohttp', 'amux_desktop.cli.vault'} & set(sys.modules))"  # fmt: skip
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
