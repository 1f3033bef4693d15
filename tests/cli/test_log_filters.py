"""Finding requests again by tag, token and session, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from amux_desktop.core.paths import AppPaths
from amux_desktop.services.records import RequestLog
from amux_desktop.storage.opening import open_storage
from amux_desktop.storage.writer import write_logs
from tests.cli.conftest import Amux


@pytest.fixture
def filled(amux: Amux, amux_home: Path) -> Amux:
    token = amux("tokens", "create", "--name", "laptop", "--json").json["id"]
    rows = (("a", ("work", "team-1"), token, "s-1"), ("b", ("team-11",), "", "s-1"), ("c", (), token, "s-2"))
    opened = open_storage(AppPaths.at(amux_home))
    logs = [
        RequestLog(
            id=name, started_ms=1_790_000_000_000 + number, duration_ms=1, status=200, outcome="ok", tags=tags, token_id=token_id,
            token_name="laptop" if token_id else "", session=session,
        )
        for number, (name, tags, token_id, session) in enumerate(rows)
    ]  # fmt: skip
    write_logs(opened.storage.database, logs)
    opened.close()
    return amux


@pytest.mark.parametrize(
    ("question", "found"),
    [
        (("--tag", "team-1"), ["a"]), (("--tag", "team"), []), (("--tag", "Work"), []), (("--token", "laptop"), ["c", "a"]),
        (("--session", "s-1"), ["b", "a"]), (("--session", "s-1", "--token", "laptop"), ["a"]), (("--tag", "%"), []),
    ],
)  # fmt: skip
def test_filters(filled: Amux, tmp_path: Path, question: tuple[str, ...], found: list[str]) -> None:
    assert [row["id"] for row in filled("logs", "list", *question, "--json").json["requests"]] == found
    tailed = filled("logs", "tail", *question, "--json").out.splitlines()
    assert [json.loads(line)["id"] for line in tailed] == found[::-1]
    filled("logs", "export", str(tmp_path / "out.json"), *question)
    assert [row["id"] for row in json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))] == found


def test_a_token_that_is_not_there_is_named(filled: Amux) -> None:
    assert "nobody" in filled("logs", "list", "--token", "nobody", code=1).err
    shown = filled("logs", "show", "a").out
    assert "s-1" in shown
    assert "work, team-1" in shown
