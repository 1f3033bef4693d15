"""`amux autostart`, `amux links`, `amux open-link`, and an amux:// link as the only argument."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from amux_desktop.cli import run
from tests.cli.conftest import Amux

LINK = "amux://import?name=Relay&format=anthropic&base_url=http://relay.example&key=sk-0123456789abcdefghij"


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="changes the user's own entries there")
@pytest.mark.parametrize("command", ["autostart", "links"])
def test_on_and_off(amux: Amux, command: str, tmp_path: Path) -> None:
    assert " not " in amux(command).out
    assert amux(command, "on", "--json").json["enabled"] is True
    assert str(tmp_path) in amux(command, "status").out
    assert " not " in amux(command, "off").out
    assert not list(tmp_path.rglob("*.desktop"))


def test_a_link_asks_before_it_adds(amux: Amux) -> None:
    shown = amux("open-link", LINK, code=1)
    assert "http://relay.example" in shown.out
    assert "…ghij" in shown.out
    assert "0123456789" not in shown.out + shown.err
    assert "unencrypted" in shown.err
    assert "Nothing was added" in shown.err
    assert amux("providers", "list", "--json").json == []
    assert "Added Relay as relay" in amux("open-link", "--yes", LINK).out
    assert "does not begin with amux://" in amux("open-link", "https://x.example", code=1).err


class Window:
    """Stands for the application; keeps how the window was asked for."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []

    def open_window(self, **wishes: Any) -> int:
        self.asked.append(wishes)
        return 0


def test_what_the_operating_system_calls(capsys: pytest.CaptureFixture[str]) -> None:
    window: Any = Window()
    assert [run(words, window) for words in (["amux://import?preset=openai"], ["--minimized"], [])] == [0, 0, 0]
    assert window.asked == [{"link": "amux://import?preset=openai"}, {"minimized": True}, {"minimized": False}]


def test_a_link_without_a_display_is_asked_about_here(amux: Amux, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    shown = amux(LINK, code=1)
    assert "Running without a window" in shown.err
    assert "Nothing was added" in shown.err
