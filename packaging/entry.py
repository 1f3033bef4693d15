"""What the frozen programs run: the command line, or the window at once for the program without a console (Windows)."""

from __future__ import annotations

import os
import sys
from multiprocessing import freeze_support
from pathlib import Path


def main() -> int:
    if sys.stdout is None or sys.stderr is None:
        # A Windows program without a console has no streams, and whatever writes to them would fail.
        sink = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - stays open as long as the process
        sys.stdout, sys.stderr = sys.stdout or sink, sys.stderr or sink
    from amux_desktop.__main__ import main as amux

    return amux()


if __name__ == "__main__":
    freeze_support()
    sys.exit(main())
