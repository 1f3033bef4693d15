"""Frame times of the Logs page over a million requests: `python tests/gui/measure_logs.py [ROWS]`.

Scrolls through the pages as they are loaded from the database (whole pages down, as a wheel does it), then through a table that
holds a million rows in memory. Prints median, 95th percentile and maximum of the time the Qt thread was busy per frame.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from amux_desktop.core.events import RequestSummary
from amux_desktop.gui.snapshots import Studio
from amux_desktop.services.records import LogPage
from tests.helpers.million import fill_database

_STEP_PX = 180
_FRAMES = 600


def frames(studio: Studio, step: Callable[[int], None], count: int = _FRAMES) -> list[float]:
    """Milliseconds per frame: one step, its paint, and whatever else came in."""
    times = []
    pause = threading.Event()
    for number in range(count):
        began = time.perf_counter()
        step(number)
        studio.app.processEvents()
        times.append((time.perf_counter() - began) * 1000)
        pause.wait(0.004)  # the backend's thread gets its turn, as between two frames of a screen
    return times


def report(name: str, times: list[float]) -> None:
    ordered = sorted(times)
    median, p95 = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    sys.stdout.write(f"{name:34} median {median:5.1f} ms   p95 {p95:5.1f} ms   max {ordered[-1]:5.1f} ms\n")


def main(argv: list[str]) -> int:
    rows = int(argv[0]) if argv else 1_000_000
    with tempfile.TemporaryDirectory() as home:
        studio = Studio(Path(home), requests=1)
        fill_database(studio.services, rows)
        studio.window.resize(1280, 800)
        studio.window.show()
        studio.window.open_page("logs")
        studio.settle()
        page = studio.window.panel.page("logs")
        bar = page.table.verticalScrollBar()  # type: ignore[attr-defined]  # the logs page
        report("pages of the database", frames(studio, lambda _number: bar.setValue(bar.value() + _STEP_PX)))
        sys.stdout.write(f"  ({page.model.rowCount()} rows loaded meanwhile)\n")  # type: ignore[attr-defined]  # the logs page
        summary = RequestSummary(id="", started_ms=0, client="app", source_model="m", target_model="n", status=200, outcome="ok", duration_ms=900)  # fmt: skip
        page.model.replace(LogPage(rows=tuple([summary] * rows), next=None))  # type: ignore[attr-defined]  # the logs page
        studio.settle()
        report(f"{rows} rows in memory, wheel", frames(studio, lambda _number: bar.setValue(bar.value() + _STEP_PX)))
        far = max(1, bar.maximum() // _FRAMES)
        report(f"{rows} rows in memory, dragged", frames(studio, lambda number: bar.setValue(number * far)))
        studio.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
