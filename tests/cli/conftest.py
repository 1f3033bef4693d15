"""Commands run in this process over a data folder of the test's own."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from amux_desktop.app import App
from amux_desktop.cli import run
from amux_desktop.core.paths import AppPaths
from tests.helpers.profile import lay_database


@dataclass(frozen=True, slots=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Amux = Callable[..., Outcome]


@pytest.fixture
def amux(amux_home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Amux:
    """`amux("tokens", "list")`; `text` is its standard input, `code` the exit code it must have."""

    lay_database(amux_home)

    def command(*arguments: str, text: str = "", code: int = 0) -> Outcome:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))
        got = run(arguments, App(AppPaths.at(amux_home)))
        captured = capsys.readouterr()
        assert got == code, f"{arguments}: exit code {got}\n{captured.out}\n{captured.err}"
        return Outcome(got, captured.out, captured.err)

    return command
