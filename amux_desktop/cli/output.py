"""Printing: JSON for programs, aligned text for people. Nothing here knows a service."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
import os
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, TextIO
from unicodedata import combining, east_asian_width

from amux_desktop.core.errors import AmuxError

_STEERING = dict.fromkeys({*range(0x20), *range(0x7F, 0xA0)} - {ord("\n"), ord("\t")})
_FEW = 6
#: How a command says what an error of the services, which a window shows as well, leaves open.
_REMEDIES = {
    "chat_no_target": "Name one with --provider PATH or --proxy PATH.",
    "tool_no_target": "Name one with --provider PATH.",
}
#: Where the makers of the coding tools publish them.
_PACKAGES = {
    "claude": "@anthropic-ai/claude-code",
    "codex": "@openai/codex",
    "gemini": "@google/gemini-cli",
    "opencode": "opencode-ai",
    "qwen": "@qwen-code/qwen-code",
}


def to_json(value: Any) -> Any:
    """Records as plain JSON values. Fields that `repr` hides are secrets and stay out."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        shown = (field for field in dataclasses.fields(value) if field.repr)
        return {field.name: to_json(getattr(value, field.name)) for field in shown}
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, AmuxError):
        return {"code": value.code, "message": value.message}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, list | tuple | set | frozenset):
        return [to_json(item) for item in value]
    if isinstance(value, Decimal | Path):
        return str(value)
    return value


def print_json(value: Any) -> None:
    """Indented on a terminal, one line for programs."""
    indent = 2 if sys.stdout.isatty() else None
    plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    print(json.dumps(to_json(value), ensure_ascii=plain, indent=indent), flush=True)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], empty: str) -> None:
    """Aligned columns; on a terminal the last one is cut at its width. `empty` is said when there is no row."""
    cells = [[_cell(value) for value in row] for row in rows]
    if not cells:
        print(empty)
        return
    titles = [column.upper() for column in columns]
    widths = [max(columns_of(row[index]) for row in (titles, *cells)) for index in range(len(titles))]
    limit = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    for row in (titles, *cells):
        filled = (text + " " * (width - columns_of(text)) for text, width in zip(row, widths, strict=True))
        line = "  ".join(filled).rstrip()
        print(_cut(line, limit) if limit else line)


def columns_of(text: str) -> int:
    """How many columns of a terminal it takes: Chinese characters take two, marks above others none."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def _cut(line: str, limit: int) -> str:
    if columns_of(line) <= limit:
        return line
    while columns_of(line) >= limit:
        line = line[:-1]
    return line + "…"


@contextlib.contextmanager
def until_unread() -> Iterator[None]:
    """Raises BrokenPipeError in the running task as soon as nobody reads the output (`| head`): who waits for something to
    print would notice it with the next line only."""
    try:
        descriptor = sys.stdout.fileno()
        is_pipe = sys.platform != "win32" and stat.S_ISFIFO(os.fstat(descriptor).st_mode)
    except (OSError, ValueError):
        is_pipe = False
    if not is_pipe:
        yield
        return
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    assert task is not None
    gone = False

    def end() -> None:
        nonlocal gone
        gone = True
        loop.remove_reader(descriptor)
        task.cancel()

    # The writing end of a pipe is never readable; it only tells that the other end was closed.
    loop.add_reader(descriptor, end)
    try:
        yield
    except asyncio.CancelledError:
        if gone and not task.uncancel():
            raise BrokenPipeError from None
        raise
    finally:
        loop.remove_reader(descriptor)


def print_fields(fields: Iterable[tuple[str, object]]) -> None:
    """One `name: value` a line; empty values are left out."""
    shown = [(name, _cell(value)) for name, value in fields if value not in ("", None, (), [])]
    width = max((len(name) for name, _ in shown), default=0)
    for name, text in shown:
        print(f"{name + ':':<{width + 1}} {text}")


def seen(text: str, stream: TextIO | None = None) -> str:
    """Text of others, such as a model's answer. On a terminal it may not steer it: set its title, write over what was said
    before, fill the clipboard. A file or a pipe gets every character. `stream` is standard output if not given."""
    return text.translate(_STEERING) if (stream or sys.stdout).isatty() else text


def warn(text: str) -> None:
    """A line for the user that is no result."""
    print(seen(text, sys.stderr), file=sys.stderr, flush=True)


def report_error(error: AmuxError, as_json: bool) -> None:
    """On standard error: one sentence, or one JSON object."""
    if as_json:
        params = to_json(dict(error.params))
        print(
            json.dumps({"error": {"code": error.code, "message": error.message, "params": params}}, default=str),
            file=sys.stderr,
        )
    else:
        print(seen(f"amux: {error.message}{_remedy(error)}", sys.stderr), file=sys.stderr)


def _remedy(error: AmuxError) -> str:
    """What may have been meant, where the error knows what there is."""
    if remedy := _REMEDIES.get(error.code):
        return f" {remedy}"
    if error.code == "field_required" and error.params.get("field") == "model":
        return " No model of it is known; name one with --model ID."
    if error.code == "tool_missing" and (package := _PACKAGES.get(str(error.params.get("command")))):
        return f" It is installed with: npm install -g {package}"
    known, ref = error.params.get("known"), error.params.get("ref")
    if error.code != "not_found" or not isinstance(known, list | tuple) or not known or not isinstance(ref, str):
        return ""
    from difflib import get_close_matches

    close = get_close_matches(ref, [str(name) for name in known])
    if close:
        return f" Did you mean {' or '.join(close)}?"
    return f" Known are: {', '.join(map(str, known))}." if len(known) <= _FEW else ""


def when(ms: int | None) -> str:
    """Local date and time."""
    if ms is None:
        return ""
    return datetime.fromtimestamp(ms / 1000).astimezone().strftime("%Y-%m-%d %H:%M:%S")


def clock_time(ms: int) -> str:
    """Local time of day."""
    return datetime.fromtimestamp(ms / 1000).astimezone().strftime("%H:%M:%S")


def duration(ms: int | None) -> str:
    if ms is None:
        return ""
    return f"{ms} ms" if ms < 10_000 else f"{ms / 1000:.1f} s"


def money(nanos: int | None) -> str:
    """US dollars."""
    return "" if nanos is None else f"${nanos / 1e9:.4f}"


def counted(noun: str, count: int) -> str:
    """`1 proxy`, `2 proxies`."""
    plural = f"{noun.removesuffix('y')}ies" if noun.endswith("xy") else f"{noun}s"
    return f"{count} {noun if count == 1 else plural}"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(_cell(item) for item in value)
    # A name with a control character must not move the cursor of whoever lists it.
    return "".join(char if char.isprintable() else " " for char in str(value))
