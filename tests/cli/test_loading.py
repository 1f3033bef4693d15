"""A command loads what it needs and nothing else."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from typing import Any

import pytest
import typer.main

from amux_desktop.cli import main, serving
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


def test_the_window_opens_without_the_library_of_the_command_line() -> None:
    script = (
        "import sys; from amux_desktop.app import App; App.open_window = lambda self, **wishes: print(wishes, 'typer' in sys.modules) or 7\n"
        "from amux_desktop.__main__ import main; sys.argv = ['amux', '--minimized']; sys.exit(main())"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (7, "{'minimized': True} False")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--port", "0", "--host", "0.0.0.0"],
        ["--json", "--tunnel", "--port", "65535"],
        ["--database", "postgresql://h/d", "--shared-state", "redis://h"],
        ["--worker", "1:1.1:m:7"],
        ["--port", "1", "--port", "2"],
    ],
)
def test_plain_options_of_serve_are_read_as_the_library_reads_them(arguments: list[str]) -> None:
    read = serving.read_options(arguments)
    assert read is not None
    assert dataclasses.asdict(read) == _read_by_the_library(arguments)


@pytest.mark.skipif(sys.platform == "win32", reason="one process only")
def test_several_workers_are_read_as_the_library_reads_them() -> None:
    read = serving.read_options(["--workers", "64"])
    assert read is not None
    assert dataclasses.asdict(read) == _read_by_the_library(["--workers", "64"])


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"], ["--port"], ["--port=1"], ["--port", "65536"], ["--port", "-1"], ["--port", "x"], ["--port", "\u0661"], ["--workers", "0"],
        ["--workers", "65"], ["--host", "--json"], ["--prot", "1"], ["extra"], ["--", "--json"],
    ],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_the_library(arguments: list[str]) -> None:
    assert serving.read_options(arguments) is None


def test_every_option_of_serve_is_known() -> None:
    options = _serve().params
    assert {option.opts[0]: option.name for option in options if option.name != "help"} == serving._NAMES
    assert {field.name for field in dataclasses.fields(serving.ServeOptions)} == set(serving._NAMES.values())


def _serve() -> Any:
    return typer.main.get_command(main.build(("serve",))).commands["serve"]  # type: ignore[attr-defined]  # a group


def _read_by_the_library(arguments: list[str]) -> dict[str, Any]:
    return dict(_serve().make_context("serve", list(arguments)).params)
