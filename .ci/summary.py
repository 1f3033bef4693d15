"""Repeats the summaries of pytest runs from their logs, and adds them up where there are several.

The last line it prints has pytest's own form, for those who read only the end of a log.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

_SUMMARY = re.compile(r"^=+ (?P<counts>.*\b(?:passed|failed|errors?|skipped|deselected)\b.*) in (?P<seconds>[\d.]+)s")
_COUNT = re.compile(r"(\d+) (passed|failed|skipped|deselected|xfailed|xpassed|errors?|warnings?)")
_ORDER = ("failed", "passed", "skipped", "xfailed", "xpassed", "errors")


def summary_of(log: str) -> str | None:
    """The last summary line of a log; None when pytest did not get that far."""
    return next((line for line in reversed(log.splitlines()) if _SUMMARY.match(line)), None)


def total(summaries: list[str]) -> str:
    """One line for all: deselected tests of one run are those of another, so they are left out."""
    counts: Counter[str] = Counter()
    seconds = 0.0
    for line in summaries:
        if found := _SUMMARY.match(line):
            seconds += float(found["seconds"])
            for number, kind in _COUNT.findall(found["counts"]):
                counts["errors" if kind == "error" else kind] += int(number)
    told = ", ".join(f"{counts[kind]} {kind}" for kind in _ORDER if counts[kind]) or "no tests ran"
    return f" {told} in {seconds:.2f}s ".center(80, "=")


def main(paths: list[str]) -> int:
    found = []
    for path in map(Path, paths):
        line = summary_of(path.read_text(encoding="utf-8", errors="replace"))
        print(f"{path.stem}: {line or 'pytest ended without a summary'}")
        found.append(line)
    print(total([line for line in found if line]))
    return 0 if all(found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
