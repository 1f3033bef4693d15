"""Who opens amux:// links: a desktop entry of the user's, or keys of the user's registry.

Packages bring their own entry (on macOS the Info.plist of the application is the only way). This one is for pip, AppImage
and a checkout, and is made only when the user asks for it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from amux_desktop.core.child_env import child_env
from amux_desktop.core.files import write_private
from amux_desktop.core.links import SCHEME
from amux_desktop.services.system.desktop_entry import desktop_entry, exec_line, fields_of, program_of
from amux_desktop.services.system.launching import Launch
from amux_desktop.services.system.registry import UserRegistry, user_registry

MIME_TYPE = f"x-scheme-handler/{SCHEME}"
_ENTRY = "amux-links.desktop"
_CLASS = rf"Software\Classes\{SCHEME}"
_TOOL_TIMEOUT_S = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeStatus:
    """`by_package`: the installation itself declares it, and nothing can be changed here."""

    enabled: bool
    place: str
    by_package: bool = False


class UrlScheme(Protocol):
    """One operating system's way. All methods block for a moment and raise OSError."""

    def status(self) -> SchemeStatus: ...

    def enable(self) -> None: ...

    def disable(self) -> None: ...


class DesktopEntryScheme:
    """Linux and the BSDs. The tools that make it known are asked when they are there; most desktops also look by themselves."""

    def __init__(self, launch: Launch, data_home: Path, env: Mapping[str, str]) -> None:
        self._launch = launch
        self._file = data_home / "applications" / _ENTRY
        self._env = env

    def status(self) -> SchemeStatus:
        packaged = self._packaged()
        if packaged is not None:
            return SchemeStatus(enabled=True, place=str(packaged), by_package=True)
        try:
            fields = fields_of(self._file.read_text(encoding="utf-8", errors="replace"))
        except FileNotFoundError:
            return SchemeStatus(enabled=False, place=str(self._file))
        known = MIME_TYPE in fields.get("MimeType", "").split(";") and fields.get("Exec") == self._line()
        return SchemeStatus(enabled=known, place=str(self._file))

    def enable(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        fields = {
            "Type": "Application",
            "Name": "Amux",
            "Exec": self._line(),
            "Icon": "amux",
            "Terminal": "false",
            "NoDisplay": "true",
            "MimeType": f"{MIME_TYPE};",
        }
        write_private(self._file, desktop_entry(fields).encode())
        self._tell("update-desktop-database", str(self._file.parent))
        self._tell("xdg-mime", "default", _ENTRY, MIME_TYPE)

    def disable(self) -> None:
        self._file.unlink(missing_ok=True)
        self._tell("update-desktop-database", str(self._file.parent))

    def _packaged(self) -> Path | None:
        """The system's own entry, if it starts this very Amux."""
        for folder in (self._env.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":"):
            file = Path(folder) / "applications" / "amux.desktop"
            try:
                fields = fields_of(file.read_text(encoding="utf-8", errors="replace"))
            except OSError:
                continue
            program = shutil.which(program_of(fields.get("Exec", "")), path=self._env.get("PATH"))
            known = MIME_TYPE in fields.get("MimeType", "").split(";") and program is not None
            if known and Path(str(program)).resolve() == Path(self._launch.command[0]).resolve():
                return file
        return None

    def _line(self) -> str:
        return exec_line(self._launch.command, self._launch.env, field_code="%u")

    def _tell(self, *command: str) -> None:
        program = shutil.which(command[0], path=self._env.get("PATH"))
        if program is not None:
            subprocess.run(  # noqa: S603 - tools of the desktop with constant arguments and our own path
                [program, *command[1:]],
                env=child_env(self._env),
                check=False,
                capture_output=True,
                timeout=_TOOL_TIMEOUT_S,
            )


class RegistryScheme:
    """Windows: https://learn.microsoft.com/previous-versions/windows/internet-explorer/ie-developer/platform-apis/aa767914"""

    def __init__(self, launch: Launch, registry: UserRegistry) -> None:
        self._command = launch.windows_line() + ' "%1"'
        self._registry = registry

    def status(self) -> SchemeStatus:
        command = self._registry.read(rf"{_CLASS}\shell\open\command", "")
        return SchemeStatus(enabled=command == self._command, place=f"HKEY_CURRENT_USER\\{_CLASS}")

    def enable(self) -> None:
        self._registry.write(_CLASS, "", "URL:Amux")
        self._registry.write(_CLASS, "URL Protocol", "")
        self._registry.write(rf"{_CLASS}\shell\open\command", "", self._command)

    def disable(self) -> None:
        for key in (rf"{_CLASS}\shell\open\command", rf"{_CLASS}\shell\open", rf"{_CLASS}\shell", _CLASS):
            self._registry.delete_key(key)


class BundleScheme:
    """macOS: the application's Info.plist says it, or nothing does."""

    def __init__(self, launch: Launch) -> None:
        self._program = launch.command[0]

    def status(self) -> SchemeStatus:
        in_bundle = ".app/Contents/MacOS/" in self._program
        return SchemeStatus(enabled=in_bundle, place=self._program, by_package=True)

    def enable(self) -> None:
        return

    def disable(self) -> None:
        return


def url_scheme_of(
    launch: Launch,
    *,
    env: Mapping[str, str],
    home: Path,
    platform: str = sys.platform,
    registry: Callable[[], UserRegistry] = user_registry,
) -> UrlScheme:
    """The way of this operating system."""
    if platform == "win32":
        return RegistryScheme(launch, registry())
    if platform == "darwin":
        return BundleScheme(launch)
    return DesktopEntryScheme(launch, Path(env.get("XDG_DATA_HOME") or home / ".local" / "share"), env)
