"""Who holds a TCP port, and which one is free instead."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

_LISTENING = "0A"


def holder_of(port: int) -> str:
    """Such as ` by python3 (process 4711)`, to be put into a sentence; empty when it cannot be told without more rights."""
    if not sys.platform.startswith("linux"):
        return ""
    inodes = _listening_inodes(port)
    for folder in _own_processes() if inodes else ():
        try:
            links = {str(link.readlink()) for link in (folder / "fd").iterdir()}
            if links & inodes:
                name = (folder / "comm").read_text(encoding="utf-8", errors="replace").strip()
                return f" by {name} (process {folder.name})"
        except OSError:
            continue  # the process ended, or belongs to somebody else
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


def _own_processes() -> list[Path]:
    return [folder for folder in Path("/proc").iterdir() if folder.name.isdigit()]
