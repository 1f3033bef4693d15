"""`amux` and `python -m amux_desktop`."""

from __future__ import annotations

import gc
import sys

_YOUNGEST = 50_000
"""Importing makes many objects and next to no garbage; looking for some all the while took a quarter of the time of a start."""


def main() -> int:
    """Run the command line; without a command the window opens."""
    gc.set_threshold(_YOUNGEST)
    try:
        from amux_desktop.app import App
        from amux_desktop.cli import run
    except KeyboardInterrupt:
        return 130
    return run(sys.argv[1:], App())


if __name__ == "__main__":
    sys.exit(main())
