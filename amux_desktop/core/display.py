"""Decides, before Qt is touched, whether a window can open here.

Qt ends the process with abort() when it finds no display, and its modules do not import when a system library is
missing; neither leaves room for a sentence to the user. Standard library only, so that `run.py`, a pipx
installation and a frozen application all come to the same answer.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

from amux_desktop.core import qt_libraries, x11

# Plugins that draw into memory or to a remote viewer and need neither an X nor a Wayland server.
_SERVERLESS = frozenset({"offscreen", "minimal", "minimalegl", "vnc", "linuxfb", "eglfs", "vkkhrdisplay"})


class DisplayState(StrEnum):
    READY = "ready"
    QT_NOT_INSTALLED = "qt_not_installed"
    LIBRARIES_MISSING = "libraries_missing"
    NO_DISPLAY = "no_display"
    DISPLAY_REFUSES = "display_refuses"


@dataclass(frozen=True, slots=True)
class DisplayCheck:
    """`reason` is one English sentence for the command line, `remedy` what to do about it; both empty when ready."""

    state: DisplayState
    reason: str = ""
    remedy: str = ""
    missing: tuple[str, ...] = ()

    @property
    def is_ready(self) -> bool:
        return self.state is DisplayState.READY


def check_display(env: Mapping[str, str] | None = None) -> DisplayCheck:
    """The first thing that keeps a window from opening, most fundamental first."""
    env = os.environ if env is None else env
    if find_spec("PySide6") is None:
        return DisplayCheck(
            DisplayState.QT_NOT_INSTALLED,
            "Qt is not installed.",
            "Install the window with: pip install 'amux[desktop]'",
        )
    if not sys.platform.startswith("linux"):
        return DisplayCheck(DisplayState.READY)
    named = _named_displays(env)
    if not named:
        return DisplayCheck(
            DisplayState.NO_DISPLAY,
            "There is no display (DISPLAY and WAYLAND_DISPLAY are not set).",
            "Start Amux inside a desktop session to see the window.",
        )
    reachable = [plugin for plugin in named if _reaches(plugin, env)]
    if not reachable:
        servers = " and ".join(_server(plugin, env) for plugin in named)
        return DisplayCheck(
            DisplayState.DISPLAY_REFUSES,
            f"The display {servers} does not accept connections.",
            "Check that the desktop session is running and that this user may open windows in it.",
        )
    return _check_libraries(reachable)


def _check_libraries(plugins: list[str]) -> DisplayCheck:
    base = qt_libraries.missing()
    lacking = min((qt_libraries.missing(_libraries(plugin)) for plugin in plugins), key=len)
    if not base and not lacking:
        return DisplayCheck(DisplayState.READY)
    missing = base + lacking
    return DisplayCheck(
        DisplayState.LIBRARIES_MISSING,
        f"Qt needs system libraries that are missing: {', '.join(missing)}.",
        f"To get the window: {qt_libraries.remedy(missing)}",
        missing,
    )


def _named_displays(env: Mapping[str, str]) -> list[str]:
    """Platform plugins the environment asks for: those of QT_QPA_PLATFORM, else what the session variables offer."""
    chosen = [entry.partition(":")[0] for entry in env.get("QT_QPA_PLATFORM", "").split(";") if entry]
    return (
        [plugin for plugin in chosen if plugin in _SERVERLESS or _server(plugin, env)]
        if chosen
        else [plugin for plugin in ("wayland", "xcb") if _server(plugin, env)]
    )


def _server(plugin: str, env: Mapping[str, str]) -> str:
    if plugin.startswith("wayland"):
        return env.get("WAYLAND_DISPLAY", "")
    return env.get("DISPLAY", "") if plugin == "xcb" else ""


def _reaches(plugin: str, env: Mapping[str, str]) -> bool:
    if plugin in _SERVERLESS:
        return True
    if plugin.startswith("wayland"):
        return any(_accepts(path) for path in _wayland_sockets(env))
    return x11.admits(env["DISPLAY"], env)


def _libraries(plugin: str) -> Mapping[str, str]:
    if plugin in _SERVERLESS:
        return {}
    return qt_libraries.WAYLAND if plugin.startswith("wayland") else qt_libraries.XCB


def _wayland_sockets(env: Mapping[str, str]) -> Iterator[Path]:
    name = Path(env["WAYLAND_DISPLAY"])
    if name.is_absolute():
        yield name
    elif runtime := env.get("XDG_RUNTIME_DIR"):
        yield Path(runtime) / name


def _accepts(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(2.0)
        try:
            connection.connect(str(path))
        except OSError:
            return False
    return True
