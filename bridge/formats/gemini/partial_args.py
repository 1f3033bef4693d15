"""Arguments that arrive as ``partialArgs`` (JSON paths with values) → growing JSON text.

Google sends values in document order, so text can go out at once: containers are closed and opened as the path moves on
(https://cloud.google.com/vertex-ai/generative-ai/docs/multimodal/function-calling#streaming-fc).
"""

from __future__ import annotations

import re
from typing import Any

from bridge import codec
from bridge.formats.read import as_dict, as_list

_STEP = re.compile(r"""\.([^.\[\]]+)|\[(\d+)\]|\[(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\]""")


def steps_of(path: str) -> list[str | int]:
    """``$.a[0]['b c']`` → ``["a", 0, "b c"]``."""
    found: list[str | int] = []
    for match in _STEP.finditer(path):
        name, index, single, double = match.groups()
        if index is not None:
            found.append(int(index))
        elif name is not None:
            found.append(name)
        else:
            found.append(re.sub(r"\\(.)", r"\1", single if single is not None else double))
    return found


class ArgumentWriter:
    """``feed`` the ``partialArgs`` of one call, get JSON text; ``close`` gives what ends the document."""

    __slots__ = ("_counts", "_open_text", "_path", "_started")

    def __init__(self) -> None:
        #: Steps of the containers now open (one entry a container below the root), and of the value written last.
        self._path: list[str | int] = []
        #: How many members each open container has, the root's first.
        self._counts: list[int] = []
        self._open_text = False
        self._started = False

    def feed(self, partial: Any) -> str:
        out: list[str] = []
        for item in as_list(partial):
            node = as_dict(item)
            steps = steps_of(str(node.get("jsonPath") or ""))
            if not steps:
                continue
            value = node.get("stringValue")
            if not (self._open_text and steps == self._path and isinstance(value, str)):
                out.append(self._move(steps))
                out.append(self._begin(node))
            if isinstance(value, str):
                # The quotes of the JSON string are written apart, so that it can go on in the next event.
                out.append(codec.dumps_text(value)[1:-1])
                if node.get("willContinue") is not True:
                    out.append(self._end_text())
        return "".join(out)

    def close(self) -> str:
        """Everything still open; ``{}`` when nothing came."""
        if not self._started:
            self._started = True
            return "{}"
        out = [self._end_text()]
        while len(self._counts) > 1:
            out.append(self._leave())
        self._counts.clear()
        return "".join(out) + "}"

    def _end_text(self) -> str:
        if not self._open_text:
            return ""
        self._open_text = False
        return '"'

    def _leave(self) -> str:
        self._counts.pop()
        return "]" if isinstance(self._path[len(self._counts)], int) else "}"

    def _move(self, steps: list[str | int]) -> str:
        """From the place of the last value to the place of the next one."""
        out = [self._end_text()]
        if not self._started:
            self._started = True
            self._counts.append(0)
            out.append("{")
        shared = 0
        limit = min(len(steps), len(self._path), len(self._counts)) - 1
        while shared < limit and steps[shared] == self._path[shared] and _same_kind(steps, self._path, shared + 1):
            shared += 1
        while len(self._counts) > shared + 1:
            out.append(self._leave())
        for depth in range(shared, len(steps)):
            if self._counts[-1]:
                out.append(",")
            self._counts[-1] += 1
            step = steps[depth]
            if isinstance(step, str):
                out.append(codec.dumps_text(step) + ":")
            if depth + 1 < len(steps):
                out.append("[" if isinstance(steps[depth + 1], int) else "{")
                self._counts.append(0)
        self._path = steps
        return "".join(out)

    def _begin(self, node: dict[str, Any]) -> str:
        if isinstance(node.get("stringValue"), str):
            self._open_text = True
            return '"'
        for name in ("numberValue", "boolValue"):
            if node.get(name) is not None:
                return codec.dumps_text(node[name])
        return "null"


def _same_kind(steps: list[str | int], path: list[str | int], depth: int) -> bool:
    """Whether both paths go on into the same sort of container."""
    return depth < len(steps) and depth < len(path) and isinstance(steps[depth], int) == isinstance(path[depth], int)
