"""Who holds a TCP port, and which one is free instead."""

from __future__ import annotations

import contextlib
import socket
import sys
from pathlib import Path

from amux_desktop.core.errors import AmuxError, MachineError

_LISTENING = "0A"


def described_error(error: AmuxError) -> AmuxError:
    """A busy port with who holds it and what is free instead."""
    if error.code != "port_busy":
        return error
    host, port = str(error.params["host"]), int(str(error.params["port"]))
    free = free_port_near(host, port)
    return MachineError("port_busy", host=host, port=port, holder=holder_of(port), free=free or "another one")


def holder_of(port: int) -> str:
    """Such as ` by python3 (process 4711)`, to be put into a sentence; empty when it cannot be told without more rights."""
    if not sys.platform.startswith("linux"):
        return ""
    inodes = _listening_inodes(port)
    for folder in _processes() if inodes else ():
        if _links(folder) & inodes:
            return f" by {_name(folder)} (process {folder.name})"
    return ""


def free_port_near(host: str, port: int) -> int:
    """The next port above `port` that can be bound now; 0 when none of the next hundred can."""
    for candidate in range(port + 1, min(port + 101, 65536)):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            try:
                probe.bind((host, candidate))
            except OSError:
                continue
            return candidate
    return 0


def _listening_inodes(port: int) -> set[str]:
    """Socket links (`socket:[123]`) of listeners on the port; lines are `sl local rem st ... inode`."""
    found: set[str] = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            lines = Path(table).read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue
        for fields in (line.split() for line in lines):
            if fields[3] == _LISTENING and int(fields[1].rpartition(":")[2], 16) == port:
                found.add(f"socket:[{fields[9]}]")
    return found


def _processes() -> list[Path]:
    return [folder for folder in Path("/proc").iterdir() if folder.name.isdigit()]


def _links(folder: Path) -> set[str]:
    """What the open files of a process are; empty when it ended or belongs to somebody else."""
    found: set[str] = set()
    try:
        for link in (folder / "fd").iterdir():
            with contextlib.suppress(OSError):  # closed meanwhile, such as the listing's own descriptor
                found.add(str(link.readlink()))
    except OSError:
        return found
    return found


def _name(folder: Path) -> str:
    try:
        return (folder / "comm").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return "a program"
