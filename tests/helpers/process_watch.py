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
    folder = Path(f"/proc/{pid}")
    pages = int((folder / "statm").read_text(encoding="ascii").split()[1])
    return Usage(
        at_s=at_s,
        rss_mb=pages * os.sysconf("SC_PAGE_SIZE") / 1e6,
        descriptors=len(list((folder / "fd").iterdir())),
        threads=len(list((folder / "task").iterdir())),
    )
