"""Thoughts that a host leaves in the content as ``<think>…</think>`` at its start."""

from __future__ import annotations

from typing import Literal

Kind = Literal["reasoning", "text"]
_OPEN = "<think>"
_CLOSE = "</think>"


class ThinkSplitter:
    """``feed`` content as it comes, get (kind, text) pieces; ``flush`` gives what was held back for a tag that did not come.

    States: ``start`` (nothing but white space yet), ``inside``, ``after`` (the line break behind the tag is eaten), ``text``.
    """

    __slots__ = ("_buffer", "_state")

    def __init__(self) -> None:
        self._buffer = ""
        self._state = "start"

    def feed(self, piece: str) -> list[tuple[Kind, str]]:
        if self._state == "text":
            return [("text", piece)]
        self._buffer += piece
        out: list[tuple[Kind, str]] = []
        if self._state == "start":
            self._start(out)
        if self._state == "inside":
            self._inside(out)
        if self._state == "after":
            self._after(out)
        return out

    def flush(self) -> list[tuple[Kind, str]]:
        rest, self._buffer = self._buffer, ""
        if not rest or self._state == "after":
            return []
        return [("reasoning" if self._state == "inside" else "text", rest)]

    def _start(self, out: list[tuple[Kind, str]]) -> None:
        head = self._buffer.lstrip()
        if head.startswith(_OPEN):
            self._buffer = head[len(_OPEN) :].removeprefix("\n")
            self._state = "inside"
        elif not _OPEN.startswith(head):
            out.append(("text", self._buffer))
            self._buffer = ""
            self._state = "text"

    def _inside(self, out: list[tuple[Kind, str]]) -> None:
        thought, closed, rest = self._buffer.partition(_CLOSE)
        if closed:
            self._buffer = rest
            self._state = "after"
        else:
            keep = _overlap(thought)
            self._buffer = thought[len(thought) - keep :]
            thought = thought[: len(thought) - keep]
        if thought:
            out.append(("reasoning", thought))

    def _after(self, out: list[tuple[Kind, str]]) -> None:
        text = self._buffer.lstrip()
        self._buffer = ""
        if text:
            out.append(("text", text))
            self._state = "text"


def _overlap(text: str) -> int:
    """How much of the end of ``text`` may be the beginning of the closing tag."""
    for length in range(min(len(text), len(_CLOSE) - 1), 0, -1):
        if _CLOSE.startswith(text[-length:]):
            return length
    return 0


def split(content: str) -> tuple[str, str]:
    """(thoughts, text) of a whole answer."""
    splitter = ThinkSplitter()
    pieces = [*splitter.feed(content), *splitter.flush()]
    return "".join(text for kind, text in pieces if kind == "reasoning"), "".join(
        text for kind, text in pieces if kind == "text"
    )
