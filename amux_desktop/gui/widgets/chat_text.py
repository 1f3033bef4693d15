"""Text of an answer: Markdown that grows while it is written, code in boxes with a copy button, everything in small steps."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from amux_desktop.gui.highlighting import CodeHighlighter
from amux_desktop.gui.i18n import bind, tr
from amux_desktop.gui.markdown_blocks import BlockSplitter
from amux_desktop.gui.paint import draw_box, draw_hairline, painting
from amux_desktop.gui.slices import slices
from amux_desktop.gui.theme import colors, theme, use_role
from amux_desktop.gui.tokens import Radius
from amux_desktop.gui.tooltips import plain
from amux_desktop.gui.widgets.card import column_layout, row_layout
from amux_desktop.gui.widgets.copy_field import CopyButton
from amux_desktop.gui.widgets.label import ElidedLabel
from amux_desktop.gui.widgets.markdown_view import MarkdownView, fragments
from amux_desktop.gui.widgets.scroll import use_thin_bars

_HEAD = 33
_MOST_LINES = 300
_RECOLOUR_MS = 250
_WRITING_LIMIT = 12 * 1024
_AT_ONCE = 8 * 1024
"""Characters that are cut into blocks in one step."""


class Prose(MarkdownView):
    """One piece of prose in the type and colours of the chat."""

    _markdown = ""  # the font of the base class changes before it has set its own
    _resizing = False

    def __init__(self) -> None:
        super().__init__(tr("Text of the answer"))
        use_role(self, "chat")
        self.document().setUndoRedoEnabled(False)
        # Where a link leads is seen before it is followed.
        self.highlighted.connect(lambda url: self.setToolTip(plain(url.toString())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A long answer has many of them, and all change their width at once; so they follow in slices."""
        if event.size().width() == event.oldSize().width():
            super().resizeEvent(event)
        elif not self._resizing:
            self._resizing = True
            slices().add(self, self._resize())

    def _resize(self) -> Iterator[None]:
        self._resizing = False
        if self.document().textWidth() != self.viewport().width():  # else it was filled meanwhile
            super().resizeEvent(QResizeEvent(self.size(), QSize()))
        yield

    def _style(self) -> None:
        style_document(self)


class CodeBlock(QFrame):
    """Code as it comes: text is only ever appended while it is written, colours follow."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._shown = 0
        self._title = ElidedLabel(language or tr("code"), "cap_m", "text2")
        self.copy_button = CopyButton("", tr("Copy"))
        self.edit = QPlainTextEdit()
        self.edit.setReadOnly(True)
        self.edit.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.edit.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.edit.setUndoRedoEnabled(False)
        use_role(self.edit, "mono")
        use_thin_bars(self.edit)
        self.edit.document().setDocumentMargin(0)
        bind(self.edit.setAccessibleName, tr("Code in {language}", language=language or tr("code")))
        self.edit.viewport().installEventFilter(self)
        self.highlighter = CodeHighlighter(self.edit.document(), language)
        self._recolour_timer = QTimer(self)
        self._recolour_timer.setSingleShot(True)
        self._recolour_timer.setInterval(_RECOLOUR_MS)
        self._recolour_timer.timeout.connect(self.highlighter.restart)
        head = QWidget()
        row = row_layout(head, 12, 0, 5, 0, spacing=2)
        row.addWidget(self._title, 1)
        row.addWidget(self.copy_button)
        head.setFixedHeight(theme().px(_HEAD))
        column = column_layout(self, 1, 1, 1, 1, spacing=0)
        column.addWidget(head)
        body = column_layout(None, 12, 11, 6, 10)
        body.addWidget(self.edit)
        column.addLayout(body)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._fit)
        self._recolour()

    def set_code(self, text: str, *, finished: bool) -> None:
        """`text` begins with what is shown already."""
        self.copy_button.value = text
        more = text[self._shown :]
        if more:
            cursor = QTextCursor(self.edit.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(more)
            self._shown = len(text)
            self._fit()
        if finished:
            self._recolour_timer.stop()
            self.highlighter.restart()
        elif more and len(text) <= _WRITING_LIMIT and not self._recolour_timer.isActive():
            self._recolour_timer.start()

    def text(self) -> str:
        return self.edit.toPlainText()

    def sizeHint(self) -> QSize:
        return QSize(300, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self.height())

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """The page scrolls, not a box whose text is all there."""
        if event.type() == QEvent.Type.Wheel and self.edit.verticalScrollBar().maximum() == 0:
            delta = event.angleDelta()  # type: ignore[attr-defined]  # a QWheelEvent
            if abs(delta.y()) >= abs(delta.x()):
                event.ignore()
                return True
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._recolour()
        elif event.type() == QEvent.Type.FontChange:
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        with painting(self) as painter:
            draw_box(painter, self.rect(), c.sunken, c.line, Radius.CONTROL)
            draw_hairline(painter, 1, self.width() - 1, theme().px(_HEAD))

    def _fit(self) -> None:
        lines = min(_MOST_LINES, max(1, self.edit.blockCount()))
        bar = self.edit.horizontalScrollBar()
        extra = bar.sizeHint().height() if bar.maximum() > 0 else 0
        height = round(lines * QFontMetricsF(self.edit.font()).lineSpacing()) + theme().px(_HEAD) + 27 + extra
        if height != self.height():
            self.setFixedHeight(height)

    def _recolour(self) -> None:
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        palette.setColor(QPalette.ColorRole.Text, colors().text)
        self.edit.setPalette(palette)
        if self._shown:
            self.highlighter.rehighlight()


class AnswerText(QWidget):
    """Blocks below each other. `feed` while it is written, `finish` at the end; both only note what to do, and the work is
    done in slices of a few milliseconds. `grown` when the height may have changed."""

    grown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._splitter = BlockSplitter()
        self._widgets: list[Prose | CodeBlock] = []
        self._done: list[bool] = []
        self._fed: deque[str] = deque()
        self._ending = False
        self._column = column_layout(self, spacing=10)
        self._working = False
        self._dirty = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def is_settled(self) -> bool:
        """Everything that was fed is on screen."""
        return not self._dirty and not self._working

    def feed(self, text: str) -> None:
        if text:
            self._fed.append(text)
            self._schedule()

    def finish(self) -> None:
        self._ending = True
        self._schedule()

    def widgets(self) -> list[Prose | CodeBlock]:
        return self._widgets

    def _schedule(self) -> None:
        self._dirty = True
        if not self._working:
            self._working = True
            slices().add(self, self._work())

    def _work(self) -> Iterator[None]:
        while self._dirty:
            self._dirty = False
            yield from self._cut()
            yield from self._steps()
            self.grown.emit()
        self._working = False

    def _cut(self) -> Iterator[None]:
        while self._fed:
            text = self._fed.popleft()
            for start in range(0, len(text), _AT_ONCE):
                self._splitter.feed(text[start : start + _AT_ONCE])
                yield
        if self._ending:
            self._splitter.finish()

    def _steps(self) -> Iterator[None]:
        """Those widgets that are not up to date, each in two steps when it is new."""
        for index, block in enumerate(self._splitter.blocks):
            if index < len(self._widgets) and self._done[index]:
                continue
            if index == len(self._widgets):
                made = CodeBlock(block.language) if block.kind == "code" else Prose()
                self._widgets.append(made)
                self._done.append(False)
                self._column.addWidget(made)
                yield
            finished = not block.open
            widget = self._widgets[index]
            if isinstance(widget, CodeBlock):
                widget.set_code(block.text, finished=finished)
            else:
                widget.set_markdown(block.text)
            self._done[index] = finished
            yield


def style_document(view: MarkdownView) -> None:
    """Code spans, headings, tables and quotations as the design has them; Qt's own defaults otherwise."""
    document = view.document()
    whole = QTextCursor(document)
    whole.beginEditBlock()  # one layout at the end instead of one for each change
    block = document.begin()
    while block.isValid():
        _style_block(block, view.font())
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _style_table(frame)
    whole.endEditBlock()


def _style_block(block: QTextBlock, font: QFont) -> None:
    c = colors()
    cursor = QTextCursor(block)
    form = block.blockFormat()
    in_list = block.textList() is not None
    form.setTopMargin(0)
    form.setBottomMargin(4 if in_list else 8 if block.next().isValid() else 0)
    level = form.headingLevel()
    if level:
        form.setTopMargin(8 if block.previous().isValid() else 0)
    form.setLineHeight(116, 1)
    cursor.setBlockFormat(form)
    quoted = form.hasProperty(QTextFormat.Property.BlockQuoteLevel)
    for start, length, given in fragments(block):
        style = QTextCharFormat(given)
        if level:
            style.clearProperty(QTextFormat.Property.FontSizeAdjustment)
            style.setProperty(QTextFormat.Property.FontPixelSize, font.pixelSize() + max(0, 4 - level) * theme().px(2))
            style.setFontWeight(QFont.Weight.DemiBold)
        elif given.fontWeight() > QFont.Weight.DemiBold:
            style.setFontWeight(QFont.Weight.DemiBold)  # the heaviest that is shipped; more would be smeared
        if given.fontFixedPitch():
            mono = theme().font("mono")
            style.setFontFamilies(mono.families())
            style.setProperty(QTextFormat.Property.FontPixelSize, mono.pixelSize() + 1)
            style.setForeground(c.syn_key)
            style.setBackground(c.sunken)
        elif given.isAnchor():
            style.setForeground(c.accent_text)
        elif quoted:
            style.setForeground(c.text2)
        if style != given:
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(style)


def _style_table(table: QTextTable) -> None:
    c = colors()
    form = table.format().toTableFormat()
    form.setCellPadding(theme().px(6))
    form.setCellSpacing(0)
    form.setBorder(1)
    form.setBorderCollapse(True)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(c.line_strong)
    form.setTopMargin(4)
    form.setBottomMargin(8)
    form.setWidth(QTextLength(QTextLength.Type.VariableLength, 0))
    table.setFormat(form)
    _drop_empty_start(table)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        style = cell.format()
        style.setBackground(c.sunken)
        cell.setFormat(style)
        head = cell.firstCursorPosition()
        head.setPosition(cell.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.DemiBold)
        head.mergeCharFormat(bold)
    for row in range(table.rows()):
        for column in range(table.columns()):
            cursor = table.cellAt(row, column).firstCursorPosition()
            form_of_cell = cursor.blockFormat()
            form_of_cell.setBottomMargin(0)
            cursor.setBlockFormat(form_of_cell)


def _drop_empty_start(table: QTextTable) -> None:
    """Qt leaves an empty line in the first cell of a table."""
    cell = table.cellAt(0, 0)
    cursor = cell.firstCursorPosition()
    if cell.firstPosition() < cell.lastPosition() and not cursor.block().text():
        cursor.deleteChar()
