"""Colours for code in any language, worked out a few milliseconds at a time so that the window never waits for it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from amux_desktop.gui.slices import slices
from amux_desktop.gui.theme import colors

LIMIT = 64 * 1024
"""Longer code stays plain."""
_Span = tuple[int, int, str]


class CodeHighlighter(QSyntaxHighlighter):
    """`restart` after the text changed; the lines are coloured one after another."""

    def __init__(self, document: QTextDocument, language: str) -> None:
        super().__init__(document)
        self._language = language
        self._spans: list[list[_Span]] = []
        self._run = 0
        self.is_busy = False

    def restart(self) -> None:
        lexer = lexer_of(self._language)
        if lexer is None or self.document().characterCount() > LIMIT:
            return
        self._run += 1
        self.is_busy = True
        slices().add(self, self._work(self._run, lexer, self.document().toPlainText()))

    def highlightBlock(self, text: str) -> None:
        line = self.currentBlock().blockNumber()
        if line >= len(self._spans):
            return
        for start, length, token in self._spans[line]:
            style = QTextCharFormat()
            style.setForeground(colors().named(token))
            self.setFormat(start, length, style)

    def _work(self, run: int, lexer: Any, text: str) -> Iterator[None]:
        """A run that a later one has overtaken ends."""
        for step in self._colour(lexer, text):
            if run != self._run:
                return
            yield step
        self.is_busy = False

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
