"""The command line: the same services as the window's, one process per command."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amux_desktop.cli.context import Host


def run(arguments: Sequence[str], host: Host) -> int:
    """Run one command and return its exit code: 0 done, 1 refused, 2 wrong usage, 3 the machine, 4 not possible now."""
    from amux_desktop.cli.main import run as run_command

    return run_command(arguments, host)
