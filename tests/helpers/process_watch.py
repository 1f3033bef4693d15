"""What a process uses, by /proc: memory, file descriptors, threads."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

AVAILABLE = Path("/proc/self/statm").exists()


@dataclass(frozen=True, slots=True)
class Usage:
    at_s: float
    rss_mb: float
    descriptors: int
    threads: int


def usage_of(pid: int, at_s: float) -> Usage:
    """Of a process and its children together."""
    folders = [Path(f"/proc/{one}") for one in (pid, *children(pid))]
    pages = sum(int((folder / "statm").read_text(encoding="ascii").split()[1]) for folder in folders)
    return Usage(
        at_s=at_s,
        rss_mb=pages * os.sysconf("SC_PAGE_SIZE") / 1e6,
        descriptors=sum(len(list((folder / "fd").iterdir())) for folder in folders),
        threads=sum(len(list((folder / "task").iterdir())) for folder in folders),
    )


def children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in text.split()]
