"""Colours for code in any language, worked out a few milliseconds at a time so that the window never waits for it."""

from __future__ import annotations

import functools
import time
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from amux_desktop.gui.theme import colors

LIMIT = 64 * 1024
"""Longer code stays plain."""
_SLICE_S = 0.004
_Span = tuple[int, int, str]


class CodeHighlighter(QSyntaxHighlighter):
    """`restart` after the text changed; the lines are coloured one after another."""

    def __init__(self, document: QTextDocument, language: str) -> None:
        super().__init__(document)
        self._language = language
        self._spans: list[list[_Span]] = []
        self._work: Iterator[None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._continue)

    @property
    def is_busy(self) -> bool:
        return self._work is not None

    def restart(self) -> None:
        lexer = lexer_of(self._language)
        if lexer is None or self.document().characterCount() > LIMIT:
            return
        self._work = self._colour(lexer, self.document().toPlainText())
        self._timer.start()

    def highlightBlock(self, text: str) -> None:
        line = self.currentBlock().blockNumber()
        if line >= len(self._spans):
            return
        for start, length, token in self._spans[line]:
            style = QTextCharFormat()
            style.setForeground(colors().named(token))
            self.setFormat(start, length, style)

    def _continue(self) -> None:
        end = time.monotonic() + _SLICE_S
        while self._work is not None and time.monotonic() < end:
            if next(self._work, _DONE) is _DONE:
                self._work = None
        if self._work is None:
            self._timer.stop()

    def _colour(self, lexer: Any, text: str) -> Iterator[None]:
        found: list[list[_Span]] = [[]]
        column = 0
        for _index, kind, value in lexer.get_tokens_unprocessed(text):
            token = _token_of(kind)
            for number, piece in enumerate(value.split("\n")):
                if number:
                    found.append([])
                    column = 0
                if token and piece:
                    found[-1].append((column, len(piece), token))
                column += len(piece)
            yield
        before, self._spans = self._spans, found
        for line, spans in enumerate(found):
            if line >= len(before) or before[line] != spans:
                self.rehighlightBlock(self.document().findBlockByNumber(line))
                yield


_DONE = object()


@functools.lru_cache(maxsize=64)
def lexer_of(language: str) -> Any | None:
    """None for an unknown language. Pygments is loaded with the first code block."""
    if not language:
        return None
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(_ALIASES.get(language, language), stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


_ALIASES = {"shell": "bash", "zsh": "bash", "jsonc": "json", "vue": "html", "svelte": "html"}


@functools.lru_cache(maxsize=512)
def _token_of(kind: Any) -> str:
    """The design token for a kind of Pygments; empty for plain text."""
    from pygments.token import Comment, Keyword, Literal, Name, Number, Operator, Punctuation, String

    pairs = (
        (Comment, "text3"),
        (Keyword, "syn_lit"),
        (String, "syn_str"),
        (Number, "syn_num"),
        (Literal, "syn_num"),
        (Name.Function, "syn_key"),
        (Name.Class, "syn_key"),
        (Name.Decorator, "syn_key"),
        (Name.Tag, "syn_key"),
        (Name.Attribute, "syn_key"),
        (Name.Builtin, "syn_key"),
        (Operator.Word, "syn_lit"),
        (Operator, "syn_punct"),
        (Punctuation, "syn_punct"),
    )
    return next((token for parent, token in pairs if kind in parent), "")
