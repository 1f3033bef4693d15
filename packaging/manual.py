"""Prints the commands of `amux` as man markup, read from the command line itself; started by `linux_files.py`.

python packaging/manual.py
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import typer.main


def command_entries(group: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """(words of the command, first sentence of its help), groups opened, in the order of the help. Typer brings its own
    copy of click, which has no public name."""
    for name, command in group.commands.items():
        if command.hidden:
            continue
        if getattr(command, "commands", None):
            yield from command_entries(command, f"{path}{name} ")
        else:
            yield f"{path}{name}", command.get_short_help_str(limit=200)


def escaped(text: str) -> str:
    """For groff: a backslash, a hyphen that is to be typed, and a line that would begin a request."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


def main() -> int:
    from amux_desktop.cli.main import build

    for words, sentence in command_entries(typer.main.get_command(build())):
        print(f".TP\n.B amux {escaped(words)}\n{escaped(sentence)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
