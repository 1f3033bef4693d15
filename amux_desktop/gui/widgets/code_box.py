"""Code and bodies: read-only text with a title, a copy button and colours for JSON, shell and Python."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QPaintEvent,
    QPalette,
    QSyntaxHighlighter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from amux_desktop.gui.i18n import TextLike, bind, number, tr
from amux_desktop.gui.paint import draw_box, draw_hairline, painting
from amux_desktop.gui.slices import slices
from amux_desktop.gui.theme import colors, theme, use_role
from amux_desktop.gui.tokens import Radius
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import column_layout, row_layout
from amux_desktop.gui.widgets.copy_field import CopyButton
from amux_desktop.gui.widgets.label import ElidedLabel
from amux_desktop.gui.widgets.scroll import use_thin_bars

Syntax = Literal["json", "shell", "python", "text", "diff"]

_HIGHLIGHT_LIMIT = 64 * 1024
_SHOWN_LIMIT = 256 * 1024
_AT_ONCE = 8 * 1024
_LONG_LINE = 4 * 1024
_MOST_MARKS = 2000
_HEAD = 33

_STRING = r'"(?:[^"\\]|\\.)*"'
_RULES: dict[str, tuple[tuple[str, str], ...]] = {
    "json": (
        (r"[{}\[\],:]", "syn_punct"),
        (r"-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b", "syn_num"),
        (r"\b(?:true|false|null)\b", "syn_lit"),
        (_STRING, "syn_str"),
        (_STRING + r"(?=\s*:)", "syn_key"),
        (r"^(?:data|event|id|retry):", "syn_punct"),
    ),
    "shell": (
        (r"\b(?:export|curl|set|setx)\b", "syn_lit"),
        (r"(?<=:)\d+", "syn_num"),
        (_STRING + r"|'[^']*'", "syn_str"),
        (r"(?<!\S)--?[A-Za-z][\w-]*", "text2"),
    ),
    "python": (
        (r"\b(?:import|from|for|in|as|with|def|return|print|True|False|None)\b", "syn_lit"),
        (r"\b\d+\b", "syn_num"),
        (_STRING + r"|'[^']*'", "syn_str"),
        (r"#.*$", "text3"),
    ),
}
_RULES["diff"] = _RULES["json"]


@functools.cache
def _compiled(syntax: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), token) for pattern, token in _RULES.get(syntax, ()))


class _Highlighter(QSyntaxHighlighter):
    """Later rules win, so keys are told from other strings. Works a line at a time, from the top down."""

    def __init__(self, document: QTextDocument, syntax: str) -> None:
        super().__init__(document)
        self._rules = _compiled(syntax)
        self._next = 0
        self._working = self._scheduled = False
        self.rehighlight()  # does nothing yet, but takes the place of Qt's own late pass, which would undo the slices
        self.restart()

    def resume(self) -> None:
        """More text came at the end."""
        if not self._scheduled:
            self._scheduled = True
            slices().add(self, self._work())

    def restart(self) -> None:
        """Everything again, for other colours. A snippet is coloured when it is seen first."""
        self._next = 0
        if self.document().characterCount() <= _LONG_LINE:
            for _line in self._work():
                pass
        else:
            self.resume()

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """A block that is changed meanwhile is coloured again right away; Qt has taken its colours off."""
        self._working = True
        yield
        self._working = False

    def highlightBlock(self, text: str) -> None:
        if not self._working or len(text) > _LONG_LINE:
            return
        for pattern, token in self._rules:
            style = QTextCharFormat()
            style.setForeground(colors().named(token))
            for match in pattern.finditer(text):
                self.setFormat(match.start(), match.end() - match.start(), style)

    def _work(self) -> Iterator[None]:
        while (document := self.document()) is not None:
            block = document.findBlockByNumber(self._next)
            if not block.isValid():
                break
            self._working = True
            self.rehighlightBlock(block)
            self._working = False
            self._next += 1
            yield
        self._scheduled = False


class CodeBox(QFrame):
    """`fit` grows with the text up to `max_lines`; otherwise the box takes the room it is given."""

    def __init__(
        self,
        title: TextLike = "",
        *,
        syntax: Syntax = "json",
        fit: bool = False,
        max_lines: int = 24,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._full = ""
        self._run = 0
        self._fit = fit
        self._max_lines = max_lines
        self._highlighter: _Highlighter | None = None
        self._syntax: Syntax = syntax
        self._title = ElidedLabel(title, "cap_m", "text2")
        self._copy = CopyButton("", tr("Copy"))
        self._wrap = IconButton("wrap-text", tr("Wrap long lines"), size="xs")
        self._wrap.setCheckable(True)
        self._wrap.setChecked(True)
        self._wrap.toggled.connect(self._set_wrap)
        self._all = Button("", "link", size="xs")
        self._all.clicked.connect(self._show_all)
        bind(self._all.setAccessibleName, tr("Show all"))
        self._all.hide()
        self.edit = QPlainTextEdit()
        self.edit.setReadOnly(True)
        self.edit.setUndoRedoEnabled(False)
        self.edit.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        use_role(self.edit, "mono")
        use_thin_bars(self.edit)
        self.edit.document().setDocumentMargin(0)
        bind(self.edit.setAccessibleName, title)
        head = QWidget()
        row = row_layout(head, 12, 0, 5, 0, spacing=2)
        row.addWidget(self._title, 1)
        row.addWidget(self._wrap)
        row.addWidget(self._copy)
        head.setFixedHeight(theme().px(_HEAD))
        self._wrap.setVisible(not fit)
        column = column_layout(self, 1, 1, 1, 1, spacing=0)
        column.addWidget(head)
        body = column_layout(None, 12, 11, 6, 10, spacing=6)
        body.addWidget(self.edit, 1)
        body.addWidget(self._all)
        column.addLayout(body, 1)
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed if fit else QSizePolicy.Policy.Expanding
        )
        self._recolour()

    def set_title(self, title: TextLike) -> None:
        self._title.set_text(title)
        bind(self.edit.setAccessibleName, title)

    def set_code(self, text: str, syntax: Syntax | None = None) -> None:
        """Shows the text; the first 256 KB of a larger one until all of it is asked for."""
        if syntax is not None:
            self._syntax = syntax
        self._full = text
        self._copy.value = text
        cut = len(text) > _SHOWN_LIMIT
        self._all.setVisible(cut)
        if cut:
            self._all.set_text(tr("Show all ({size} KB)", size=number(len(text) // 1024)))
        self._put(text[:_SHOWN_LIMIT])

    def set_diff(self, lines: list[tuple[str, str]]) -> None:
        """Lines as (sign, text) with sign '+', '-' or ' '; signs stay readable without colour."""
        self._syntax = "diff"
        plain = "\n".join(f"{sign} {text}" for sign, text in lines)
        self._full = plain
        self._copy.value = plain
        self._put(plain)

    def _mark(self) -> None:
        """The lines that come and go, in the colours of the theme in force; once all of them are there. As formats of the
        blocks, which fill the whole width of all rows that a wrapped line takes."""
        if self._syntax == "diff":
            slices().add(self, self._marking(self._run, self._full))

    def _marking(self, run: int, text: str) -> Iterator[None]:
        document = self.edit.document()
        cursor = QTextCursor(document)
        marked = 0
        for index, line in enumerate(text.split("\n")):
            sign = line[:1]
            if sign not in ("+", "-"):
                continue
            block = document.findBlockByNumber(index)
            if run != self._run or marked == _MOST_MARKS or not block.isValid():
                return
            cursor.setPosition(block.position())
            form = QTextBlockFormat()
            form.setBackground(colors().diff_add if sign == "+" else colors().diff_del)
            with self._highlighter.at_once() if self._highlighter is not None else nullcontext():
                cursor.setBlockFormat(form)
            marked += 1
            yield

    def text(self) -> str:
        return self._full

    def sizeHint(self) -> QSize:
        if not self._fit:
            return QSize(300, 200)
        lines = min(self._max_lines, max(1, round(self.edit.document().size().height())))  # wrapped ones too
        height = lines * self.edit.fontMetrics().lineSpacing() + theme().px(_HEAD) + 24
        return QSize(300, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height() if self._fit else 100)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._recolour()

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        with painting(self) as painter:
            draw_box(painter, self.rect(), c.sunken, c.line, Radius.CONTROL)
            draw_hairline(painter, 1, self.width() - 1, theme().px(_HEAD))

    def _put(self, text: str) -> None:
        """The beginning at once, the rest in slices: a large text would hold the window up."""
        if self._highlighter is not None:
            self._highlighter.setDocument(None)
            self._highlighter = None
        self._run += 1
        first, *rest = _slices(text)
        self.edit.setPlainText(first)
        if rest:
            slices().add(self, self._filling(self._run, rest))
        else:
            self._mark()
        if len(text) <= _HIGHLIGHT_LIMIT and self._syntax != "text":
            self._highlighter = _Highlighter(self.edit.document(), self._syntax)
        self.updateGeometry()

    def _filling(self, run: int, pieces: list[str]) -> Iterator[None]:
        for piece in pieces:
            yield
            if run != self._run:
                return  # another text was put in
            cursor = QTextCursor(self.edit.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(piece)
        self._mark()
        if self._highlighter is not None:
            self._highlighter.resume()

    def _show_all(self) -> None:
        self._all.hide()
        self._put(self._full)

    def _set_wrap(self, wrap: bool) -> None:
        mode = QPlainTextEdit.LineWrapMode
        self.edit.setLineWrapMode(mode.WidgetWidth if wrap else mode.NoWrap)

    def _recolour(self) -> None:
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        palette.setColor(QPalette.ColorRole.Text, colors().text)
        self.edit.setPalette(palette)
        if self._highlighter is not None:
            self._highlighter.restart()
        self._mark()


def _slices(text: str) -> list[str]:
    """Pieces that end at a line's end. A line too long to be laid out quickly is broken for the eye; copying gives it whole."""
    if len(text) > _LONG_LINE:
        text = "\n".join(map(_broken, text.split("\n")))
    pieces: list[str] = []
    start = 0
    while len(text) - start > _AT_ONCE:
        end = text.rfind("\n", start, start + _AT_ONCE) + 1 or start + _AT_ONCE
        pieces.append(text[start:end])
        start = end
    return [*pieces, text[start:]]


def _broken(line: str) -> str:
    if len(line) <= _LONG_LINE:
        return line
    return "\n".join(line[start : start + _LONG_LINE] for start in range(0, len(line), _LONG_LINE))
