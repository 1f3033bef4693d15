"""The window on an X server of its own, with a window manager, a tray, and a real mouse and keyboard."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import httpx
import pytest

from tests.helpers.screen import screen
from tests.helpers.serving import ROOT, amux, environment

MISSING = [name for name in ("Xvfb", "xdotool", "openbox", "trayer") if shutil.which(name) is None]

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)
pytestmark = [
    pytest.mark.e2e,
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]

TITLE = "^Amux Desktop"
PATIENCE_S = 30.0
T = TypeVar("T")


def until(look: Callable[[], T], what: str, patience_s: float = PATIENCE_S) -> T:
    """Looks again until there is something; X tells a client nothing it could wait for here."""
    end = time.monotonic() + patience_s
    while time.monotonic() < end:
        with contextlib.suppress(OSError, ValueError, IndexError):
            if found := look():
                return found
        time.sleep(0.05)  # noqa: TID251 - nothing else runs in this process
    raise AssertionError(f"{what} within {patience_s} s")


@dataclass(frozen=True, slots=True)
class Desktop:
    home: Path
    env: dict[str, str]

    def do(self, *arguments: str) -> str:
        """xdotool; an empty answer when it finds nothing."""
        done = subprocess.run(["xdotool", *arguments], env=self.env, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def windows(self) -> list[str]:
        """Ids of Amux's windows on the screen."""
        return self.do("search", "--onlyvisible", "--name", TITLE).split()

    def is_in_front(self) -> bool:
        return self.do("getactivewindow", "getwindowname").startswith("Amux Desktop")

    def click(self, x: int, y: int, *, window: str = "") -> None:
        """On the screen, or within a window."""
        place = ("--window", window) if window else ()
        self.do("mousemove", *place, str(x), str(y), "click", "1")

    def start(self) -> subprocess.Popen[bytes]:
        with self.said.open("ab") as said:
            return subprocess.Popen(
                [sys.executable, "-m", "amux_desktop"],
                env=self.env,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )

    @property
    def said(self) -> Path:
        """What the processes printed."""
        return self.home.parent / "said.txt"

    def port(self) -> int:
        """Where the proxy listens; 0 when it does not."""
        return int(json.loads((self.home / "instance.lock").read_text() or "{}").get("port", 0))

    def rectangle(self, window: str) -> dict[str, int]:
        lines = self.do("getwindowgeometry", "--shell", window).splitlines()
        return {name: int(value) for name, _, value in (line.partition("=") for line in lines)}

    def tray_icon(self) -> tuple[int, int] | None:
        """The middle of the only icon in the tray: it is docked at the lower left, and as wide as what is in it."""
        found = self.do("search", "--onlyvisible", "--class", "trayer").split()
        box = self.rectangle(found[-1])
        return (box["X"] + box["WIDTH"] // 2, box["Y"] + box["HEIGHT"] // 2) if box["WIDTH"] > 8 else None


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    home, user = tmp_path / "amux", tmp_path / "user"
    user.mkdir()
    with ExitStack() as stack:
        env = {
            **environment(home),
            "HOME": str(user),
            "DISPLAY": stack.enter_context(screen("1440x960")),
            "LC_ALL": "C.UTF-8",
        }
        tray = ("trayer", "--edge", "bottom", "--align", "left", "--widthtype", "request", "--height", "24")
        for command in (("openbox",), tray):
            program = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            stack.callback(program.wait, 10)
            stack.callback(program.terminate)
        yield Desktop(home, env)


def answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/health").status_code == 200
    except httpx.TransportError:
        return False


def members(session: int) -> list[str]:
    """The processes of a session, by their command lines."""
    found = subprocess.run(["ps", "-s", str(session), "-o", "args="], capture_output=True, text=True, check=False)
    return found.stdout.split("\n")[:-1]


def test_a_day_with_the_window(desktop: Desktop) -> None:
    for key, value in (("proxy.port", "0"), ("appearance.language", "en"), ("appearance.reduce_motion", "on")):
        amux(desktop.home, "settings", "set", key, value)
    # The first steps come a moment after the window, and would lie over what is clicked.
    (desktop.home / "window.ini").write_text("[told]\nonboarding=1\n")
    first = desktop.start()
    try:
        (window,) = until(desktop.windows, "the window stands")
        port = until(desktop.port, "the proxy listens")
        assert httpx.get(f"http://127.0.0.1:{port}/health").status_code == 200
        until(desktop.is_in_front, "the window has the focus")

        # The proxy is switched by mouse, on its card, and by keyboard.
        def is_switched_off() -> bool:
            """The card learns a moment after the proxy listens that it does; a click before that is lost."""
            desktop.click(182, desktop.rectangle(window)["HEIGHT"] - 60, window=window)
            with contextlib.suppress(AssertionError):
                return until(lambda: not answers(port), "it stops", 5.0)
            return False

        until(is_switched_off, "a click on the switch stops the proxy")
        desktop.do("key", "ctrl+shift+p")
        until(lambda: answers(desktop.port()), "the keyboard starts it again")

        # Closing hides it; a click on the tray icon brings it back, and so does a second start.
        desktop.do("key", "alt+F4")
        until(lambda: not desktop.windows(), "the window closes to the tray")
        assert first.poll() is None
        icon = until(desktop.tray_icon, "the icon is in the tray")
        desktop.click(*icon)
        until(desktop.is_in_front, "the tray icon brings the window back")
        desktop.do("key", "alt+F4")
        until(lambda: not desktop.windows(), "the window closes again")
        second = desktop.start()
        assert second.wait(PATIENCE_S) == 0, desktop.said.read_text()
        until(desktop.is_in_front, "the second start brings the first window to the front")
        assert len(desktop.windows()) == 1

        desktop.do("key", "ctrl+q")
        assert first.wait(PATIENCE_S) == 0, desktop.said.read_text()
        assert members(first.pid) == []
        assert members(second.pid) == []
        assert desktop.port() == 0
    finally:
        if first.poll() is None:
            first.kill()
            first.wait()
