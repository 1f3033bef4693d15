"""Recorded bodies as text: laid out, compared, and as a command that sends the request again."""

from __future__ import annotations

import contextlib
import difflib
import json
import shlex
from itertools import zip_longest
from typing import Any, Literal

from amux_desktop.storage.records import RequestBody, RequestLog

Sign = Literal["+", "-", " ", "…"]
_CONTEXT = 3
_MOST_LINES = 20_000
_LONG_LINE = 2000
_BEFORE = 200
_TOKEN_HEADERS = ("authorization", "x-api-key", "x-goog-api-key", "api-key")
#: Headers that the sending program makes itself.
_OWN_HEADERS = frozenset({"host", "content-length", "connection", "accept-encoding", "transfer-encoding", "user-agent"})


def laid_out(data: bytes) -> str:
    """JSON with indentation; anything else as it is."""
    text = data.decode("utf-8", "replace")
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    except ValueError:
        return text


def compared(before: RequestBody, after: RequestBody) -> tuple[tuple[Sign, str], ...]:
    """The lines of two JSON bodies with their sign. Keys are sorted, so that only what differs differs; longer runs of equal
    lines are left out, with one `…` line that tells how many, and very long lines are cut around the difference."""
    old, new = _sorted_lines(before.data), _sorted_lines(after.data)
    lines: list[tuple[Sign, str]] = []
    told = 0
    for group in difflib.SequenceMatcher(a=old, b=new).get_grouped_opcodes(_CONTEXT):
        if group[0][1] > told:
            lines.append(("…", str(group[0][1] - told)))
        for tag, a1, a2, b1, b2 in group:
            if tag == "equal":
                lines += [(" ", _excerpt(line, "")) for line in old[a1:a2]]
            else:
                removed, added = old[a1:a2], new[b1:b2]
                lines += [
                    ("-", _excerpt(line, other)) for line, other in zip_longest(removed, added[: a2 - a1], fillvalue="")
                ]
                lines += [
                    ("+", _excerpt(line, other)) for line, other in zip_longest(added, removed[: b2 - b1], fillvalue="")
                ]
        told = group[-1][2]
    if lines and len(old) > told:
        lines.append(("…", str(len(old) - told)))
    return tuple(lines)


def _excerpt(line: str, other: str) -> str:
    """A very long line (a whole prompt is one) as the part around where it begins to differ from the other."""
    if len(line) <= _LONG_LINE:
        return line
    start = 0
    if other:
        same = next(
            (place for place, (one, two) in enumerate(zip(line, other, strict=False)) if one != two), len(other)
        )
        start = max(0, min(same, len(line)) - _BEFORE)
    end = min(len(line), start + _LONG_LINE)
    return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"


def _sorted_lines(data: bytes) -> list[str]:
    text = data.decode("utf-8", "replace")
    with contextlib.suppress(ValueError):
        text = json.dumps(json.loads(text), indent=2, ensure_ascii=False, sort_keys=True)
    return text.split("\n")[:_MOST_LINES]  # other line ends are text


def as_curl(log: RequestLog, body: RequestBody, base_url: str) -> str:
    """The client's request as a shell command. Its token was never recorded: the command takes it from `AMUX_TOKEN`."""
    parts = ["curl", "-X", log.method, shlex.quote(f"{base_url}{log.path}")]
    command = " ".join(parts)
    for name, value in body.headers:
        if name.lower() in _OWN_HEADERS or name.lower().startswith("x-stainless"):
            continue
        if name.lower() in _TOKEN_HEADERS:
            scheme = "Bearer " if name.lower() == "authorization" else ""
            command += f' \\\n  -H "{name}: {scheme}$AMUX_TOKEN"'
        else:
            command += f" \\\n  -H {shlex.quote(f'{name}: {value}')}"
    return f"{command} \\\n  -d {shlex.quote(_compact(body.data))}\n"


def _compact(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    try:
        value: Any = json.loads(text)
    except ValueError:
        return text
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
