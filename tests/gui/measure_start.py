"""How long the window takes to appear and to be usable: `python tests/gui/measure_start.py [RUNS]`.

Each run is a process of its own with an empty data folder, on the offscreen platform unless QT_QPA_PLATFORM says
otherwise. Printed are the medians: start of the process to the first picture, to the first page in front with the
services open, and the resident memory two seconds later with the proxy running.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_CHILD = """
import json, os, sys, time
from pathlib import Path
from amux_desktop.app import App
from amux_desktop.core.paths import AppPaths
app = App(AppPaths.at(Path(sys.argv[1])))
app.paths.ensure()
from PySide6.QtCore import QTimer
from amux_desktop.gui.session import Session
session = Session(app._services_of_window, app.paths.home)
begun, seen = float(sys.argv[2]), {}
def mark(name):
    seen[name] = time.monotonic() - begun
def painted():
    session.window.painted.connect(lambda: mark("painted"))
def ready():
    mark("ready")
    QTimer.singleShot(2000, finish)
def finish():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    seen["rss_mb"] = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    session.quit()
QTimer.singleShot(0, painted)
session.ready.connect(ready)
code = session.run()
print(json.dumps(seen))
sys.exit(code)
"""


def measure() -> dict[str, float]:
    """One start: seconds to `painted` and `ready`, megabytes in `rss_mb`."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
            "AMUX_KEYRING": "file",
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "-c", _CHILD, home, str(time.monotonic())]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    runs = [measure() for _ in range(int(sys.argv[1]) if len(sys.argv) > 1 else 5)]
    load = os.getloadavg()[0]
    for name in runs[0]:
        values = [run[name] for run in runs]
        spread = f"{min(values):.2f} to {max(values):.2f}"
        sys.stdout.write(f"{name:8} median {statistics.median(values):.2f} ({spread}, {len(values)} runs)\n")
    sys.stdout.write(f"load average {load:.1f}\n")


if __name__ == "__main__":
    main()
