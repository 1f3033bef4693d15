"""Which cloudflared fits this computer, and which computer a program was made for."""

from __future__ import annotations

import platform
import struct
from pathlib import Path

_ELF = {0x3E: "linux-x64", 0xB7: "linux-arm64", 0x03: "linux-x86", 0x28: "linux-arm"}
_MACH = {0x01000007: "macos-x64", 0x0100000C: "macos-arm64"}
_PE = {0x8664: "windows-x64", 0xAA64: "windows-arm64", 0x14C: "windows-x86"}
#: What else runs on a platform: Rosetta, and the emulation of Windows on ARM.
_ALSO = {
    "macos-arm64": ("macos-x64",),
    "windows-arm64": ("windows-x64", "windows-x86"),
    "windows-x64": ("windows-x86",),
}


def this_platform() -> str:
    """Such as `linux-x64`; the names are those of the manifest."""
    system = {"Darwin": "macos", "Windows": "windows"}.get(platform.system(), "linux")
    machine = "arm64" if platform.machine().lower() in {"arm64", "aarch64"} else "x64"
    return f"{system}-{machine}"


def program_name(target: str | None = None) -> str:
    return "cloudflared.exe" if (target or this_platform()).startswith("windows-") else "cloudflared"


def made_for(program: Path) -> str:
    """The platform of an executable file by its head; empty for scripts and formats that are not known."""
    with program.open("rb") as file:
        head = file.read(4096)
    if head[:4] == b"\x7fELF" and len(head) >= 20:
        return _ELF.get(struct.unpack_from("<H", head, 18)[0], "linux-other")
    if head[:4] == b"\xcf\xfa\xed\xfe" and len(head) >= 8:
        return _MACH.get(struct.unpack_from("<I", head, 4)[0], "macos-other")
    if head[:2] == b"MZ" and len(head) >= 64:
        offset = struct.unpack_from("<I", head, 60)[0]
        if head[offset : offset + 4] == b"PE\0\0":
            return _PE.get(struct.unpack_from("<H", head, offset + 4)[0], "windows-other")
    return ""


def runs_here(made: str, here: str) -> bool:
    """A program whose format tells nothing may run: a script has no architecture, nor has a universal binary."""
    return made in ("", here) or made in _ALSO.get(here, ())
