from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from amux_desktop.core import display, qt_libraries, x11
from amux_desktop.core.display import DisplayState, check_display

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the window system of Linux")


@pytest.fixture
def complete(monkeypatch: pytest.MonkeyPatch) -> None:
    """Qt and all its libraries are here, whatever this machine has."""
    monkeypatch.setattr(display, "find_spec", lambda name: object())
    monkeypatch.setattr(qt_libraries, "missing", lambda libraries=qt_libraries.BASE: ())


def test_without_qt_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "find_spec", lambda name: None)
    found = check_display({"DISPLAY": ":0"})
    assert found.state is DisplayState.QT_NOT_INSTALLED
    assert "amux[desktop]" in found.remedy


@pytest.mark.usefixtures("complete")
@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_always_have_a_display(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert check_display({}).is_ready


@linux_only
@pytest.mark.usefixtures("complete")
@pytest.mark.parametrize("env", [{}, {"DISPLAY": ""}, {"QT_QPA_PLATFORM": "xcb"}, {"QT_QPA_PLATFORM": "wayland;xcb"}])
def test_no_display_variable(env: Mapping[str, str]) -> None:
    assert check_display(env).state is DisplayState.NO_DISPLAY


@linux_only
@pytest.mark.usefixtures("complete")
@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc:size=800x600", "xcb;offscreen"])
def test_plugins_without_a_server_need_none(platform: str) -> None:
    assert check_display({"QT_QPA_PLATFORM": platform}).is_ready


@linux_only
@pytest.mark.usefixtures("complete")
@pytest.mark.parametrize(
    "env",
    [
        {"DISPLAY": ":987"},
        {"WAYLAND_DISPLAY": "wayland-987", "XDG_RUNTIME_DIR": "/nonexistent"},
        {"WAYLAND_DISPLAY": "wayland-0"},
        {"DISPLAY": ":987", "QT_QPA_PLATFORM": "xcb"},
    ],
)
def test_a_dead_display_is_named(env: Mapping[str, str]) -> None:
    found = check_display(env)
    assert found.state is DisplayState.DISPLAY_REFUSES
    assert (env.get("DISPLAY") or env["WAYLAND_DISPLAY"]) in found.reason


@linux_only
@pytest.mark.usefixtures("complete")
@pytest.mark.parametrize("absolute", [False, True])
def test_a_wayland_compositor_answers(tmp_path: Path, absolute: bool) -> None:
    path = tmp_path / "wayland-0"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as compositor:
        compositor.bind(str(path))
        compositor.listen()
        name = str(path) if absolute else path.name
        found = check_display({"WAYLAND_DISPLAY": name, "XDG_RUNTIME_DIR": str(tmp_path), "DISPLAY": ":987"})
    assert found.is_ready


@linux_only
def test_missing_libraries_come_with_the_line_that_installs_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "find_spec", lambda name: object())
    monkeypatch.setattr(x11, "admits", lambda name, env: True)
    monkeypatch.setattr(qt_libraries, "BASE", {"libabsent-base.so.0": "base-package"})
    monkeypatch.setattr(qt_libraries, "XCB", {"libabsent-xcb.so.0": "xcb-package"})
    monkeypatch.setattr(qt_libraries, "missing", lambda libraries=None: tuple(libraries or qt_libraries.BASE))
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/apt-get")
    found = check_display({"DISPLAY": ":0"})
    assert found.state is DisplayState.LIBRARIES_MISSING
    assert found.missing == ("libabsent-base.so.0", "libabsent-xcb.so.0")
    assert "libabsent-xcb.so.0" in found.reason
    assert found.remedy.endswith("apt-get install -y base-package xcb-package")


@linux_only
def test_wayland_libraries_are_not_asked_for_when_x11_would_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "find_spec", lambda name: object())
    monkeypatch.setattr(display, "_reaches", lambda plugin, env: True)
    monkeypatch.setattr(
        qt_libraries,
        "missing",
        lambda libraries=qt_libraries.BASE: ("libwayland-client.so.0",) if libraries is qt_libraries.WAYLAND else (),
    )
    assert check_display({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}).is_ready
    assert not check_display({"WAYLAND_DISPLAY": "wayland-0"}).is_ready


@linux_only
@pytest.mark.usefixtures("complete")
@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed")
def test_against_a_real_x_server(tmp_path: Path) -> None:
    """The server picks a free number and demands a cookie: without it the display refuses, with it a window may open."""
    authority = tmp_path / "authority"
    cookie = bytes(range(16))
    fields = (b"", b"", b"MIT-MAGIC-COOKIE-1", cookie)
    wild = b"\xff\xff" + b"".join(len(field).to_bytes(2, "big") + field for field in fields)
    authority.write_bytes(wild)
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "64x64x24", "-nolisten", "tcp", "-auth", str(authority)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        assert server.stdout is not None
        try:
            name = ":" + server.stdout.readline().decode().strip()
            assert check_display({"DISPLAY": name, "XAUTHORITY": str(authority)}).is_ready
            refused = check_display({"DISPLAY": name, "HOME": str(tmp_path / "nobody")})
            assert refused.state is DisplayState.DISPLAY_REFUSES
        finally:
            server.terminate()
