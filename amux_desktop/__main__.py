"""`amux` and `python -m amux_desktop`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; without a command the window opens."""
    from amux_desktop.app import App
    from amux_desktop.cli import run

    return run(sys.argv[1:], App())


if __name__ == "__main__":
    sys.exit(main())
