"""Start with the user's session: an XDG autostart entry, a LaunchAgent or a value of the Run key.

The operating system's own entry is the truth; there is no setting beside it that could say otherwise. Amux starts in the
tray then, without a window.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from amux_desktop.core.errors import MachineError
from amux_desktop.core.files import write_private
from amux_desktop.services.system.desktop_entry import desktop_entry, exec_line, fields_of, program_of
from amux_desktop.services.system.launching import Launch
from amux_desktop.services.system.registry import UserRegistry, user_registry

MINIMIZED = "--minimized"
LABEL = "app.amux.desktop"
_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
_APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
_VALUE = "Amux"


@dataclass(frozen=True, slots=True, kw_only=True)
class AutostartStatus:
    """`place` is where the operating system keeps it. `is_current` is False when it starts another Amux than this one."""

    enabled: bool
    place: str
    program: str = ""
    is_current: bool = True


class Autostart(Protocol):
    """One operating system's way. All methods block for a moment and raise OSError."""

    def status(self) -> AutostartStatus: ...

    def enable(self) -> None: ...

    def disable(self) -> None: ...


class XdgAutostart:
    """https://specifications.freedesktop.org/autostart-spec/ ; `Hidden=true` is how desktops switch an entry off."""

    def __init__(self, launch: Launch, config_home: Path) -> None:
        self._launch = launch
        self._file = config_home / "autostart" / "amux.desktop"

    def status(self) -> AutostartStatus:
        try:
            fields = fields_of(self._file.read_text(encoding="utf-8", errors="replace"))
        except FileNotFoundError:
            return AutostartStatus(enabled=False, place=str(self._file))
        off = fields.get("Hidden") == "true" or fields.get("X-GNOME-Autostart-enabled") == "false"
        line = fields.get("Exec", "")
        return AutostartStatus(
            enabled=not off and bool(line),
            place=str(self._file),
            program=program_of(line),
            is_current=line == self._line(),
        )

    def enable(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        fields = {
            "Type": "Application",
            "Name": "Amux",
            "Comment": "Use any LLM client with any LLM provider",
            "Exec": self._line(),
            "Icon": "amux",
            "Terminal": "false",
            "X-GNOME-Autostart-enabled": "true",
        }
        write_private(self._file, desktop_entry(fields).encode())

    def disable(self) -> None:
        self._file.unlink(missing_ok=True)

    def _line(self) -> str:
        return exec_line(self._launch.with_arguments(MINIMIZED), self._launch.env)


class LaunchAgent:
    """macOS: read by launchd at the next login."""

    def __init__(self, launch: Launch, home: Path) -> None:
        self._launch = launch
        self._file = home / "Library" / "LaunchAgents" / f"{LABEL}.plist"

    def status(self) -> AutostartStatus:
        import plistlib
        from xml.parsers.expat import ExpatError

        try:
            content: Any = plistlib.loads(self._file.read_bytes())
        except FileNotFoundError:
            return AutostartStatus(enabled=False, place=str(self._file))
        except (plistlib.InvalidFileException, ExpatError, ValueError, OverflowError):
            content = {}
        arguments = content.get("ProgramArguments") if isinstance(content, dict) else None
        program = str(arguments[0]) if isinstance(arguments, list) and arguments else ""
        return AutostartStatus(
            enabled=bool(program) and content.get("RunAtLoad") is True and content.get("Disabled") is not True,
            place=str(self._file),
            program=program,
            is_current=content == self._content(),
        )

    def enable(self) -> None:
        import plistlib

        self._file.parent.mkdir(parents=True, exist_ok=True)
        write_private(self._file, plistlib.dumps(self._content()))

    def disable(self) -> None:
        self._file.unlink(missing_ok=True)

    def _content(self) -> dict[str, Any]:
        content: dict[str, Any] = {
            "Label": LABEL,
            "ProgramArguments": list(self._launch.with_arguments(MINIMIZED)),
            "RunAtLoad": True,
            "ProcessType": "Interactive",
            "LimitLoadToSessionType": "Aqua",
        }
        return content | ({"EnvironmentVariables": dict(self._launch.env)} if self._launch.env else {})


class RunKey:
    """Windows. The Task Manager switches an entry off in a key of its own: an odd first byte there means off."""

    def __init__(self, launch: Launch, registry: UserRegistry) -> None:
        self._command = launch.windows_line(MINIMIZED)
        self._program = launch.command[0]
        self._registry = registry

    def status(self) -> AutostartStatus:
        command = self._registry.read(_RUN, _VALUE)
        place = f"HKEY_CURRENT_USER\\{_RUN}\\{_VALUE}"
        if not isinstance(command, str) or not command:
            return AutostartStatus(enabled=False, place=place)
        approved = self._registry.read(_APPROVED, _VALUE)
        off = isinstance(approved, bytes) and bool(approved) and approved[0] % 2 == 1
        program = command[1:].partition('"')[0] if command.startswith('"') else command.partition(" ")[0]
        return AutostartStatus(enabled=not off, place=place, program=program, is_current=command == self._command)

    def enable(self) -> None:
        self._registry.write(_RUN, _VALUE, self._command)
        self._registry.delete_value(_APPROVED, _VALUE)

    def disable(self) -> None:
        self._registry.delete_value(_RUN, _VALUE)
        self._registry.delete_value(_APPROVED, _VALUE)


def autostart_of(
    launch: Launch,
    *,
    env: Mapping[str, str],
    home: Path,
    platform: str = sys.platform,
    registry: Callable[[], UserRegistry] = user_registry,
) -> Autostart:
    """The way of this operating system."""
    if platform == "win32":
        return RunKey(launch, registry())
    if platform == "darwin":
        return LaunchAgent(launch, home)
    return XdgAutostart(launch, Path(env.get("XDG_CONFIG_HOME") or home / ".config"))


def unchangeable(place: str, error: OSError) -> MachineError:
    return MachineError("system_entry", place=place, reason=error.strerror or type(error).__name__)
