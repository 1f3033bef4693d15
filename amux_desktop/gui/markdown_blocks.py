"""Cuts Markdown that is still being written into blocks, so that only the last one has to be laid out again.

Code between fences is one block. Prose is cut at blank lines once it has some length; a list item's indented lines, a
table and a single line only when they have become very long, and a table then repeats its head.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

SOFT_LIMIT = 1000
"""From here on prose is cut at the next blank line."""
HARD_LIMIT = 3000
"""From here on prose is cut at the next line that does not continue something."""
LAST_LIMIT = 8000
"""From here on prose is cut wherever it is."""
_FENCE = re.compile(r"^([ \t]*)(`{3,}|~{3,})[ \t]*([^`\n]*)$")
_MAY_BE_FENCE = re.compile(r"^[ \t]*(?:`{1,2}|~{1,2}|`{3,}[^`]*|~{3,}[^`]*)$")
_CONTINUES = re.compile(r"^[ \t|]")


@dataclass(slots=True, eq=False)
class Block:
    """`open` while more may be added to it; `lines` are whole lines with their ends, `rest` the unfinished last one."""

    kind: Literal["prose", "code"]
    language: str = ""
    lines: list[str] | None = None
    rest: str = ""
    open: bool = True
    size: int = 0

    @property
    def text(self) -> str:
        text = "".join(self.lines or ()) + self.rest
        return text.removesuffix("\n") if self.kind == "code" else text

    def add(self, line: str) -> None:
        if self.lines is None:
            self.lines = []
        self.lines.append(line)
        self.size += len(line)


class BlockSplitter:
    """`blocks` only grows; all but the last are finished. Lines are looked at once."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._rest = ""
        self._fence = ""
        self._indent = 0
        self._after_blank = False

    def feed(self, text: str) -> None:
        *lines, self._rest = (self._rest + text).split("\n")
        for line in lines:
            self._line(line)
        self._show_rest()

    def finish(self) -> None:
        """No more will come."""
        if self._rest:
            line, self._rest = self._rest, ""
            self._line(line)
        self._show_rest()
        if self.blocks:
            self.blocks[-1].open = False

    def _line(self, line: str) -> None:
        block = self._last()
        if block is not None and block.kind == "code":
            self._code_line(block, line)
            return
        fence = _FENCE.match(line)
        if fence is not None:
            self._close()
            self._indent, self._fence = len(fence[1]), fence[2]
            self.blocks.append(Block("code", language=fence[3].split(" ")[0].strip().lower()))
            return
        head: list[str] = []
        if block is not None and self._may_cut(block, line):
            head = _table_head(block.lines or []) if line.startswith("|") else []
            self._close()
            block = None
        if block is None:
            if not line.strip():
                return
            block = Block("prose")
            self.blocks.append(block)
            for repeated in head:
                block.add(repeated)
        block.add(line + "\n")
        self._after_blank = not line.strip()

    def _code_line(self, block: Block, line: str) -> None:
        bare = line.strip()
        if bare.startswith(self._fence) and not bare.strip(self._fence[0]):
            self._close()
            return
        indent = len(line) - len(line.lstrip(" \t"))
        block.add(line[min(indent, self._indent) :] + "\n")

    def _may_cut(self, block: Block, line: str) -> bool:
        if block.size >= LAST_LIMIT:
            return True
        if not line.strip() or _CONTINUES.match(line):
            return False
        return block.size >= HARD_LIMIT or (block.size >= SOFT_LIMIT and self._after_blank)

    def _show_rest(self) -> None:
        """The unfinished line belongs to the open block, unless it looks like the beginning of a fence."""
        block = self._last()
        if len(self._rest) > LAST_LIMIT and (block is None or block.kind == "prose"):
            self._cut_rest()
            block = self._last()
        in_prose = block is None or block.kind == "prose"
        shown = "" if _MAY_BE_FENCE.match(self._rest) and (in_prose or self._may_end()) else self._rest
        if block is None and shown.strip():
            block = Block("prose")
            self.blocks.append(block)
        if block is not None:
            block.rest = shown

    def _may_end(self) -> bool:
        """Whether the unfinished line in a code block may become its end."""
        return self._rest.strip()[:1] == self._fence[:1]

    def _cut_rest(self) -> None:
        """A single line without end: what is there becomes blocks of its own, cut between words."""
        while len(self._rest) > LAST_LIMIT:
            end = self._rest.rfind(" ", 0, LAST_LIMIT) + 1 or LAST_LIMIT
            part, self._rest = self._rest[:end], self._rest[end:]
            block = self._last()
            if block is None:
                block = Block("prose")
                self.blocks.append(block)
            block.add(part)
            self._close()

    def _last(self) -> Block | None:
        return self.blocks[-1] if self.blocks and self.blocks[-1].open else None

    def _close(self) -> None:
        block = self._last()
        if block is not None:
            block.rest = ""
            block.open = False
        self._after_blank = False


def _table_head(lines: list[str]) -> list[str]:
    """Head and rule of the table that the lines end with; nothing when they do not."""
    start = len(lines)
    while start and lines[start - 1].startswith("|"):
        start -= 1
    head = lines[start : start + 2]
    return head if len(head) == 2 and set(head[1].strip()) <= set("|-: ") else []


def split(text: str) -> list[Block]:
    """The blocks of a finished text."""
    splitter = BlockSplitter()
    splitter.feed(text)
    splitter.finish()
    return splitter.blocks
