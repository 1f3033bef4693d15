"""How long the window takes to appear and to be usable, and what it costs to stand there: `measure_start.py [RUNS]`.

Each run is a process of its own that does what the command `amux` does, on the offscreen platform unless QT_QPA_PLATFORM says otherwise, once with an empty data
folder (`first`) and once with the folder of that run (`later`). Printed are medians: seconds from the start of the process
to the first picture (`painted`) and to the first page in front with the services open (`ready`; `ready_cpu` are the seconds
of CPU it took, which a busy machine changes less). Modules are compiled once before, as an installation does. Then, with the proxy running and nothing to do, resident and proportional
memory, and the share of one core over five seconds.
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
LIMITS = {"ready": 1.5, "rss_mb": 180.0, "idle_cpu_percent": 0.5}
_CHILD = """
import json, resource, sys, time
from pathlib import Path
begun, seen = float(sys.argv.pop()), {}
import amux_desktop.app
class Measured(amux_desktop.app.App):
    def open_window(self, **_options):
        global session, QTimer
        self.paths.ensure()
        from amux_desktop.gui.session import Session
        from PySide6.QtCore import QTimer
        session = Session(self._services_of_window, self.paths.home)
        session._on_failed = lambda error: sys.exit(repr(error))
        QTimer.singleShot(0, painted)
        session.ready.connect(ready)
        code = session.run()
        print(json.dumps(seen))
        return code
amux_desktop.app.App = Measured
def mark(name):
    seen[name] = time.monotonic() - begun
def painted():
    session.window.painted.connect(lambda: mark("painted"))
def ready():
    mark("ready")
    seen["ready_cpu"] = cpu()
    QTimer.singleShot(3000, idle)
def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
def idle():
    seen["used"] = cpu()
    QTimer.singleShot(5000, finish)
def finish():
    seen["idle_cpu_percent"] = (cpu() - seen.pop("used")) / 5 * 100
    rollup = Path("/proc/self/smaps_rollup").read_text().splitlines()[1:]
    sizes = {line.split(":")[0]: int(line.split()[1]) for line in rollup}
    seen["rss_mb"], seen["pss_mb"] = sizes["Rss"] * 1024 / 1e6, sizes["Pss"] * 1024 / 1e6
    session.quit()
from amux_desktop.__main__ import main
sys.exit(main())
"""


def measure(home: Path, compiled: Path) -> dict[str, float]:
    """One start; modules are read from the folder `compiled`, or compiled into it. Raises SystemExit with what the process said when it failed."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "AMUX_HOME": str(home),
        "AMUX_KEYRING": "file",
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(compiled),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", _CHILD, str(time.monotonic())]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode != 0 or not done.stdout:
        raise SystemExit(done.stderr or f"ended with {done.returncode}")
    return dict(json.loads(done.stdout.splitlines()[-1]))


def measure_both(runs: int) -> dict[str, list[dict[str, float]]]:
    found: dict[str, list[dict[str, float]]] = {"first": [], "later": []}
    with tempfile.TemporaryDirectory() as compiled:
        for number in range(runs + 1):
            with tempfile.TemporaryDirectory() as home:
                for kind in found:
                    seen = measure(Path(home), Path(compiled))
                    found[kind] += [seen] if number else []
    return found


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    for kind, seen in measure_both(runs).items():
        for name in seen[0]:
            values = [run[name] for run in seen]
            limit = f", limit {LIMITS[name]:g}" if name in LIMITS else ""
            spread = f"{min(values):.2f} to {max(values):.2f}, {runs} runs{limit}"
            sys.stdout.write(f"{kind} {name:16} median {statistics.median(values):.2f} ({spread})\n")
    sys.stdout.write(f"load average {os.getloadavg()[0]:.1f}\n")


if __name__ == "__main__":
    main()
