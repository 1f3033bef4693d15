"""The command line: the same services as the window's, one process per command."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amux_desktop.cli.context import Host

_EXIT_CODES = {500: 3, 503: 4}
_CUT_SHORT = 130


def run(arguments: Sequence[str], host: Host) -> int:
    """Run one command and return its exit code: 0 done, 1 refused, 2 wrong usage, 3 the machine, 4 not possible now."""
    return _code_of(lambda: _run(arguments, host), "--json" in arguments)


def is_completing() -> bool:
    """Whether a shell asks what could follow; then nothing is run."""
    return any(name.endswith("_COMPLETE") for name in os.environ)


def _run(arguments: Sequence[str], host: Host) -> int:
    if list(arguments) in ([], ["--minimized"]) and not is_completing():
        # What is started most: the library of the command line would take a tenth of the time until the window is there.
        return host.open_window(minimized=bool(arguments))
    if arguments and arguments[0] == "serve" and not is_completing():
        from amux_desktop.cli import serving

        if (options := serving.read_options(arguments[1:])) is not None:
            return serving.run(host, options)
    from amux_desktop.cli.main import run as run_command

    return run_command(arguments, host)


def _code_of(command: Callable[[], int], as_json: bool) -> int:
    from amux_desktop.core.errors import AmuxError

    try:
        return command()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    except AmuxError as error:
        from amux_desktop.cli.output import report_error

        report_error(error, as_json)
        return _EXIT_CODES.get(error.status, 1)
    except KeyboardInterrupt:
        return _CUT_SHORT
    except BrokenPipeError:
        # The reader (`| head`) has had enough; closing keeps the interpreter from complaining at exit.
        sys.stderr.close()
        return 0
