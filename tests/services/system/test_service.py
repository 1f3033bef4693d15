"""Start with the session and the scheme of links, in the terms of three operating systems, on files of the test's own."""

from __future__ import annotations

import plistlib
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amux_desktop.core.errors import AmuxError
from amux_desktop.services.system.autostart import Autostart, autostart_of
from amux_desktop.services.system.desktop_entry import desktop_entry, exec_line, fields_of, program_of, words_of
from amux_desktop.services.system.launching import Launch, this_launch
from amux_desktop.services.system.service import SystemService
from amux_desktop.services.system.url_scheme import url_scheme_of
from tests.helpers.serving import ROOT

RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
CLASS = r"Software\Classes\amux"


class FakeRegistry:
    """Behaves as the user's hive does."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], str | bytes] = {}

    def read(self, key: str, name: str) -> str | bytes | None:
        return self.values.get((key, name))

    def write(self, key: str, name: str, value: str) -> None:
        self.values[key, name] = value

    def delete_value(self, key: str, name: str) -> None:
        self.values.pop((key, name), None)

    def delete_key(self, key: str) -> None:
        assert not any(other.startswith(key + "\\") for other, _ in self.values), "Windows refuses keys with keys below"
        self.values = {place: value for place, value in self.values.items() if place[0] != key}


LAUNCH = Launch(command=("/opt/My Apps/amux",), home="/data/it's $mine")


def launch_of(tmp_path: Path, **env: str) -> Launch:
    package = tmp_path / "site" / "amux_desktop"
    package.mkdir(parents=True, exist_ok=True)
    program = tmp_path / "bin" / "python"
    program.parent.mkdir(exist_ok=True)
    return this_launch(env=env, executable=str(program), frozen=False, package=package, platform="linux")


def test_what_is_started(tmp_path: Path) -> None:
    program = str(tmp_path / "bin" / "python")
    assert launch_of(tmp_path).command == (program, "-m", "amux_desktop")
    script = tmp_path / "bin" / "amux"
    script.touch()
    assert launch_of(tmp_path).command == (str(script),)
    for name in ("run.py", "pyproject.toml"):
        (tmp_path / "site" / name).touch()
    assert launch_of(tmp_path).command == (program, str(tmp_path / "site" / "run.py"))
    frozen = this_launch(env={"APPIMAGE": "/home/me/Amux.AppImage"}, executable="/tmp/.mount_x/amux", frozen=True)
    assert frozen.command == ("/home/me/Amux.AppImage",)
    assert this_launch(env={"AMUX_HOME": "/x"}, executable="/opt/amux/amux", frozen=True).env == {"AMUX_HOME": "/x"}


def test_windows_starts_without_a_console(tmp_path: Path) -> None:
    (tmp_path / "AmuxDesktop.exe").touch()
    frozen = this_launch(env={}, executable=str(tmp_path / "amux.exe"), frozen=True, platform="win32")
    assert frozen.command == (str(tmp_path / "AmuxDesktop.exe"),)
    assert frozen.windows_line() == f'"{tmp_path / "AmuxDesktop.exe"}"'
    (tmp_path / "pythonw.exe").touch()
    found = this_launch(
        env={},
        executable=str(tmp_path / "python.exe"),
        frozen=False,
        package=tmp_path / "amux_desktop",
        platform="win32",
    )
    assert found.command == (str(tmp_path / "pythonw.exe"), "-m", "amux_desktop")


@given(words=st.lists(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1), min_size=1, max_size=4))
def test_the_quoting_of_desktop_entries_comes_back(words: list[str]) -> None:
    text = desktop_entry({"Exec": exec_line(words, {})})
    assert words_of(fields_of(text)["Exec"]) == words


def autostart(platform: str, home: Path, registry: FakeRegistry, launch: Launch = LAUNCH) -> Autostart:
    return autostart_of(launch, env={}, home=home, platform=platform, registry=lambda: registry)


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_on_off_and_another_amux(tmp_path: Path, platform: str) -> None:
    registry = FakeRegistry()
    one = autostart(platform, tmp_path, registry)
    assert not one.status().enabled
    one.disable()
    one.enable()
    one.enable()
    status = one.status()
    assert (status.enabled, status.is_current, status.program) == (True, True, "/opt/My Apps/amux")
    other = autostart(platform, tmp_path, registry, Launch(command=("/usr/bin/amux",))).status()
    assert (other.enabled, other.is_current) == (True, False)
    one.disable()
    assert not one.status().enabled


def test_the_entry_of_linux(tmp_path: Path) -> None:
    one = autostart("linux", tmp_path, FakeRegistry())
    one.enable()
    file = tmp_path / ".config" / "autostart" / "amux.desktop"
    text = file.read_text(encoding="utf-8")
    words = words_of(fields_of(text)["Exec"])
    assert words == ["env", "AMUX_HOME=/data/it's $mine", "/opt/My Apps/amux", "--minimized"]
    for switched_off in ("Hidden=true\n", "X-GNOME-Autostart-enabled=false\n"):
        file.write_text(text + switched_off, encoding="utf-8")
        assert not one.status().enabled
    file.write_bytes(b"\xff\xfe nonsense")
    assert not one.status().enabled


def test_the_agent_of_macos(tmp_path: Path) -> None:
    one = autostart("darwin", tmp_path, FakeRegistry())
    one.enable()
    file = tmp_path / "Library" / "LaunchAgents" / "app.amux.desktop.plist"
    content = plistlib.loads(file.read_bytes())
    assert content["ProgramArguments"] == ["/opt/My Apps/amux", "--minimized"]
    assert content["EnvironmentVariables"] == {"AMUX_HOME": "/data/it's $mine"}
    assert content["RunAtLoad"] is True
    for broken in (b"", b"<plist>", plistlib.dumps([1])):
        file.write_bytes(broken)
        assert not one.status().enabled


def test_the_task_manager_of_windows_switches_it_off(tmp_path: Path) -> None:
    registry = FakeRegistry()
    one = autostart("win32", tmp_path, registry)
    one.enable()
    assert registry.values[RUN, "Amux"] == '"/opt/My Apps/amux" --minimized'
    registry.values[APPROVED, "Amux"] = bytes([3, 0, 0, 0])
    assert not one.status().enabled
    one.enable()
    assert one.status().enabled
    one.disable()
    assert registry.values == {}


def test_links_on_linux(tmp_path: Path) -> None:
    """The desktop's own tools are told, in an environment without what only concerns Amux."""
    tools, log = tmp_path / "tools", tmp_path / "log"
    tools.mkdir()
    for name in ("update-desktop-database", "xdg-mime"):
        (tools / name).write_text(f'#!/bin/sh\necho "{name} $* [$AMUX_HOME]" >> {log}\n', encoding="utf-8")
        (tools / name).chmod(0o755)
    env = {"PATH": f"{tools}:/bin:/usr/bin", "XDG_DATA_HOME": str(tmp_path / "share"), "AMUX_HOME": "/secret"}
    scheme = url_scheme_of(LAUNCH, env=env, home=tmp_path, platform="linux")
    assert not scheme.status().enabled
    scheme.enable()
    folder = tmp_path / "share" / "applications"
    fields = fields_of((folder / "amux-links.desktop").read_text(encoding="utf-8"))
    assert fields["MimeType"] == "x-scheme-handler/amux;"
    assert fields["Exec"].endswith(" %u")
    assert program_of(fields["Exec"]) == "/opt/My Apps/amux"
    assert scheme.status().enabled
    assert log.read_text(encoding="utf-8").splitlines() == [
        f"update-desktop-database {folder} []",
        "xdg-mime default amux-links.desktop x-scheme-handler/amux []",
    ]
    scheme.disable()
    assert not scheme.status().enabled


def test_links_without_the_tools_of_a_desktop(tmp_path: Path) -> None:
    scheme = url_scheme_of(LAUNCH, env={"PATH": str(tmp_path)}, home=tmp_path, platform="linux")
    scheme.enable()
    assert scheme.status().enabled


def test_links_of_an_installed_package(tmp_path: Path) -> None:
    """The Debian package brings an entry; it counts only for the Amux that it starts."""
    program = tmp_path / "opt" / "amux"
    program.parent.mkdir()
    program.touch(mode=0o755)
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "amux").symlink_to(program)
    folder = tmp_path / "share" / "applications"
    folder.mkdir(parents=True)
    entry = (ROOT / "packaging" / "linux" / "amux.desktop").read_text(encoding="utf-8")
    (folder / "amux.desktop").write_text(entry, encoding="utf-8")
    env = {"PATH": str(tools), "XDG_DATA_DIRS": f"/nowhere:{tmp_path / 'share'}"}
    for command, packaged in ((str(program), True), ("/home/me/Amux.AppImage", False)):
        status = url_scheme_of(Launch(command=(command,)), env=env, home=tmp_path, platform="linux").status()
        assert (status.enabled, status.by_package) == (packaged, packaged)


def test_links_on_windows_and_macos(tmp_path: Path) -> None:
    registry = FakeRegistry()
    scheme = url_scheme_of(LAUNCH, env={}, home=tmp_path, platform="win32", registry=lambda: registry)
    scheme.enable()
    assert registry.values[CLASS, "URL Protocol"] == ""
    assert registry.values[rf"{CLASS}\shell\open\command", ""] == subprocess.list2cmdline(LAUNCH.command) + ' "%1"'
    assert scheme.status().enabled
    scheme.disable()
    assert registry.values == {}
    inside = Launch(command=("/Applications/Amux.app/Contents/MacOS/amux",))
    for launch, enabled in ((inside, True), (LAUNCH, False)):
        status = url_scheme_of(launch, env={}, home=tmp_path, platform="darwin").status()
        assert (status.enabled, status.by_package) == (enabled, True)


async def test_an_entry_whose_program_is_gone_is_mended(tmp_path: Path) -> None:
    gone = autostart("linux", tmp_path, FakeRegistry(), Launch(command=(str(tmp_path / "old.AppImage"),)))
    gone.enable()
    here = autostart("linux", tmp_path, FakeRegistry())
    service = SystemService(autostart=here, env={}, home=tmp_path)
    await service.mend()
    assert (await service.autostart()).is_current
    # Another Amux that is there keeps its entry, and no entry appears that was not there.
    program = tmp_path / "other"
    program.touch()
    autostart("linux", tmp_path, FakeRegistry(), Launch(command=(str(program),))).enable()
    await service.mend()
    assert not (await service.autostart()).is_current
    assert not (await service.set_autostart(False)).enabled
    await service.mend()
    assert not (await service.autostart()).enabled


async def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / ".config").touch()
    (tmp_path / ".local").touch()
    service = SystemService(
        autostart=autostart("linux", tmp_path, FakeRegistry()),
        scheme=url_scheme_of(LAUNCH, env={}, home=tmp_path, platform="linux"),
    )
    for work in (service.set_autostart(True), service.set_links(True)):
        with pytest.raises(AmuxError) as caught:
            await work
        assert caught.value.code == "system_entry"
