"""The command line: the same services as the window's, one process per command."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amux_desktop.cli.context import Host

_EXIT_CODES = {500: 3, 503: 4}
_CUT_SHORT = 130
_WRONG_USAGE = 2
_OUTPUT_LOST = (errno.ENOSPC, errno.EIO, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC)


def run(arguments: Sequence[str], host: Host) -> int:
    """Run one command and return its exit code: 0 done, 1 refused, 2 wrong usage, 3 the machine, 4 not possible now."""
    _prepare_output()
    arguments = [_readable(argument) for argument in arguments]
    return _code_of(lambda: _run(arguments, host), arguments)


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


def _code_of(command: Callable[[], int], arguments: Sequence[str]) -> int:
    from amux_desktop.core.errors import AmuxError

    try:
        code = _ended(command)
        sys.stdout.flush()  # here a full disk can still be told
    except AmuxError as error:
        from amux_desktop.cli.output import report_error

        report_error(error, "--json" in arguments)
        return _EXIT_CODES.get(error.status, 1)
    except KeyboardInterrupt:
        return _CUT_SHORT
    except UnicodeEncodeError:
        if all(map(_is_text, arguments)):
            raise
        print("amux: An argument is not UTF-8 text.", file=sys.stderr)
        return _WRONG_USAGE
    except BrokenPipeError:
        # The reader (`| head`) has had enough; closing keeps the interpreter from complaining at exit.
        sys.stderr.close()
        return 0
    except OSError as error:
        if error.errno not in _OUTPUT_LOST or error.filename is not None:
            raise
        print(f"amux: The output cannot be written: {error.strerror}.", file=sys.stderr)
        _forget_output()
        return _EXIT_CODES[500]
    return code


def _ended(command: Callable[[], int]) -> int:
    try:
        return command()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))


def _readable(argument: str) -> str:
    """What was typed, where the locale knows no letters but those of English; names of files may be no text at all."""
    try:
        return argument if _is_text(argument) else os.fsencode(argument).decode()
    except UnicodeDecodeError:
        return argument


def _is_text(argument: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in argument)


def _prepare_output() -> None:
    """Names in Chinese do not end a command whose output goes to a place of another encoding, nor does a closed output."""
    if sys.stdout is None:
        sys.stdout = _nowhere()
    if sys.stderr is None:
        sys.stderr = _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors in ("strict", "surrogateescape"):
            stream.reconfigure(errors="backslashreplace")


def _forget_output() -> None:
    """What is left to write would be tried, and complained about, once more at the end of the interpreter."""
    sys.stdout = _nowhere()


def _nowhere() -> io.TextIOWrapper:
    return Path(os.devnull).open("w", encoding="utf-8")
