"""Where a message is written: a field that grows, files as chips, and the button that sends or stops."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetricsF,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from amux_desktop.gui.formats import bytes_size
from amux_desktop.gui.i18n import TextLike, bind, tr
from amux_desktop.gui.icons import draw_icon
from amux_desktop.gui.paint import draw_box, draw_text, painting
from amux_desktop.gui.theme import colors, theme, use_role
from amux_desktop.gui.tokens import Radius
from amux_desktop.gui.tooltips import plain
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import clear_layout, column_layout, row_layout
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.scroll import use_thin_bars
from amux_desktop.services.chat_files import NewFile

_MOST_LINES = 8


class MessageField(QPlainTextEdit):
    """Enter sends, Shift+Enter begins a new line; nothing is sent while an input method is composing."""

    sent = Signal()
    files_pasted = Signal(list)
    image_pasted = Signal(QImage)

    def __init__(self) -> None:
        super().__init__()
        self._composing = False
        use_role(self, "chat")
        use_thin_bars(self)
        bind(self.setAccessibleName, tr("Message"))
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        lines = self.document().size().height()
        shown = min(_MOST_LINES, max(1, lines))
        return QSize(200, round(shown * QFontMetricsF(self.font()).lineSpacing()) + 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            if not self._composing:
                self.sent.emit()
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasImage() or bool(local_files(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if files := local_files(source):
            self.files_pasted.emit(files)
        elif source.hasImage() and not source.hasText():
            self.image_pasted.emit(source.imageData())
        else:
            self.insertPlainText(source.text())


class Composer(QFrame):
    """`submitted` carries the text; the files are `files()`. `stop_requested` while something is being written."""

    submitted = Signal(str)
    stop_requested = Signal()
    attach_requested = Signal()
    files_dropped = Signal(list)
    image_pasted = Signal(QImage)
    tools_toggled = Signal(bool)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._files: list[NewFile] = []
        self._running = False
        self.setAcceptDrops(True)
        self.field = MessageField()
        self.field.setFrameShape(QFrame.Shape.NoFrame)
        self.field.sent.connect(self._submit)
        self.field.files_pasted.connect(self.files_dropped)
        self.field.image_pasted.connect(self.image_pasted)
        self.field.textChanged.connect(self._on_changed)
        self.field.setAcceptDrops(False)
        self.attach = IconButton("paperclip", tr("Attach pictures or files"))
        self.attach.clicked.connect(self.attach_requested)
        self.tools = IconButton("wrench", tr("Offer the example tools: a clock and a calculator"))
        self.tools.setCheckable(True)
        self.tools.toggled.connect(self.tools_toggled)
        self._hint = Label(tr("Enter to send, Shift Enter for a new line"), "small", "text2")
        self.send = IconButton("arrow-up", tr("Send"), variant="primary", size="md")
        self.send.clicked.connect(self._submit)
        self.stop = Button(tr("Stop"), icon="circle-stop")
        self.stop.clicked.connect(self.stop_requested)
        self.stop.hide()
        self._chips = row_layout(None, spacing=6)
        self._chip_area = QWidget()
        self._chip_area.setLayout(self._chips)
        self._chip_area.hide()
        column = column_layout(self, 15, 12, 9, 9, spacing=8)
        column.addWidget(self._chip_area)
        column.addWidget(self.field)
        row = row_layout(None, spacing=2)
        row.addWidget(self.attach)
        row.addWidget(self.tools)
        row.addStretch(1)
        row.addWidget(self._hint)
        row.addSpacing(10)
        row.addWidget(self.send)
        row.addWidget(self.stop)
        column.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._recolour()
        self._on_changed()

    # ------------------------------------------------------------------ content

    def text(self) -> str:
        return self.field.toPlainText()

    def set_text(self, text: str) -> None:
        """Replaces the text without `changed`."""
        blocked = self.field.blockSignals(True)
        self.field.setPlainText(text)
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self.field.blockSignals(blocked)
        self.field.updateGeometry()
        self._show_buttons()

    def files(self) -> tuple[NewFile, ...]:
        return tuple(self._files)

    def add_file(self, file: NewFile) -> None:
        self._files.append(file)
        self._show_files()

    def clear(self) -> None:
        self._files.clear()
        self._show_files()
        self.set_text("")

    def set_placeholder(self, text: TextLike) -> None:
        bind(self.field.setPlaceholderText, text)

    def set_running(self, running: bool) -> None:
        self._running = running
        self._show_buttons()

    def set_tools(self, on: bool) -> None:
        blocked = self.tools.blockSignals(True)
        self.tools.setChecked(on)
        self.tools.blockSignals(blocked)

    def set_narrow(self, narrow: bool) -> None:
        self._hint.setVisible(not narrow)

    # ------------------------------------------------------------------ Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._running:
            self.stop_requested.emit()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasImage() or local_files(event.mimeData()) or event.mimeData().hasText():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.field.insertFromMimeData(event.mimeData())
        event.acceptProposedAction()

    def changeEvent(self, event: object) -> None:
        super().changeEvent(event)  # type: ignore[arg-type]  # a QEvent
        if event.type() == event.Type.PaletteChange:  # type: ignore[attr-defined]  # a QEvent
            self._recolour()

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        focused = self.field.hasFocus()
        with painting(self) as painter:
            border, width = (c.accent, 1.5) if focused else (c.control, 1.0)
            draw_box(painter, self.rect(), c.raised, border, Radius.PANEL, width)

    # ------------------------------------------------------------------ inside

    def _submit(self) -> None:
        if not self._running and (self.text().strip() or self._files):
            self.submitted.emit(self.text())

    def _on_changed(self) -> None:
        self._show_buttons()
        self.changed.emit()

    def _show_buttons(self) -> None:
        self.send.setVisible(not self._running)
        self.stop.setVisible(self._running)
        self.send.setEnabled(bool(self.text().strip() or self._files))

    def _show_files(self) -> None:
        clear_layout(self._chips)
        for file in self._files:
            chip = FileChip(file.name, len(file.data), is_image=file.is_image)
            chip.removed.connect(partial(self._remove, file))
            self._chips.addWidget(chip)
        self._chips.addStretch(1)
        self._chip_area.setVisible(bool(self._files))
        self._show_buttons()

    def _remove(self, file: NewFile) -> None:
        self._files.remove(file)
        self._show_files()

    def _recolour(self) -> None:
        palette = QPalette(self.field.palette())
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        palette.setColor(QPalette.ColorRole.Text, colors().text)
        palette.setColor(QPalette.ColorRole.PlaceholderText, colors().text3)
        self.field.setPalette(palette)


class FileChip(QFrame):
    """A file that is sent along; `removed` only where it can still be taken back."""

    removed = Signal()

    def __init__(self, name: str, size: int, *, is_image: bool, fixed: bool = False) -> None:
        super().__init__()
        self._name, self._size, self._icon = name, bytes_size(size), "image" if is_image else "file-text"
        self._fixed = fixed
        row = row_layout(self, 0, 0, 4, 0)
        row.addStretch(1)
        if not fixed:
            remove = IconButton("x", tr("Remove {name}", name=name), size="xs")
            remove.clicked.connect(self.removed)
            row.addWidget(remove)
        self.setAccessibleName(name)
        self.setToolTip(plain(name))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = theme().px
        width = QFontMetricsF(theme().font("small_m")).horizontalAdvance(self._name)
        size = QFontMetricsF(theme().font("small")).horizontalAdvance(str(self._size))
        return QSize(round(min(px(150), width) + size) + px(48 if self._fixed else 74), px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(90), theme().px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        c, px = colors(), theme().px
        with painting(self) as painter:
            draw_box(painter, self.rect(), c.sunken, c.line, Radius.CONTROL)
            side = px(16)
            draw_icon(painter, self._icon, QRectF(px(9), (self.height() - side) / 2, side, side), c.text2)
            painter.setFont(theme().font("small"))
            size = painter.fontMetrics().horizontalAdvance(str(self._size))
            right = self.width() - px(10 if self._fixed else 34)
            draw_text(painter, QRectF(right - size, 0, size + 1, self.height()), str(self._size), c.text3)
            painter.setFont(theme().font("small_m"))
            x = px(31)
            draw_text(painter, QRectF(x, 0, right - size - px(8) - x, self.height()), self._name, c.text)


def local_files(source: QMimeData) -> list[Path]:
    """The files of a drop or of the clipboard."""
    urls: Sequence[object] = source.urls() if source.hasUrls() else ()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]  # type: ignore[attr-defined]  # QUrls
