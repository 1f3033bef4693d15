"""A message of the user: a bubble at the right, its files, and the ways to another version of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import shiboken6
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPaintEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from amux_desktop.gui.i18n import number, tr
from amux_desktop.gui.paint import draw_box, painting
from amux_desktop.gui.theme import colors, theme, use_role
from amux_desktop.gui.tokens import Radius
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import clear_layout, column_layout, row_layout
from amux_desktop.gui.widgets.chat_composer import FileChip, MessageField
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.markdown_view import MarkdownView
from amux_desktop.gui.widgets.picture import Picture
from amux_desktop.services.records import Message

LoadFile = Callable[[str, Callable[[bytes], None]], None]
_SHARE, _PADDING = 0.72, 14
_MOST_SHOWN = 6000
"""Of a longer message only the beginning is laid out at first."""


class BranchSwitch(QWidget):
    """`< 2/3 >`: the versions of a message. Hidden while there is only one."""

    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.previous = IconButton("chevron-left", tr("Previous version"), size="xs")
        self.next = IconButton("chevron-right", tr("Next version"), size="xs")
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.label = Label("", "cap", "text2")
        row = row_layout(self, spacing=1)
        row.addWidget(self.previous)
        row.addWidget(self.label)
        row.addWidget(self.next)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_place(self, place: int, count: int) -> None:
        """`place` from 1."""
        self.setVisible(count > 1)
        self.label.set_text(f"{place}/{count}")
        self.label.setAccessibleName(str(tr("Version {place} of {count}", place=place, count=count)))
        self.previous.setEnabled(place > 1)
        self.next.setEnabled(place < count)


class Question(QWidget):
    """`edited` carries the new text of a further version; `stepped` asks for the version before or after."""

    edited = Signal(str, str)
    stepped = Signal(str, int)

    def __init__(self, message: Message, load_file: LoadFile) -> None:
        super().__init__()
        self.message = message
        self._text = "\n".join(str(part["text"]) for part in message.parts if part.get("type") == "text")
        self._bubble = _Bubble(self._text[:_MOST_SHOWN])
        self._bubble.setVisible(bool(self._text))
        self._all = Button(tr("Show all ({size} KB)", size=number(len(self._text) // 1024)), "link", size="sm")
        self._all.clicked.connect(self._show_all)
        self._all.setVisible(len(self._text) > _MOST_SHOWN)
        self._editor: _Editor | None = None
        self.edit_button = _QuietButton("pencil", tr("Edit as another version"))
        self.edit_button.clicked.connect(self.begin_edit)
        self.switch = BranchSwitch()
        self.switch.stepped.connect(lambda by: self.stepped.emit(message.id, by))
        self._line = row_layout(None, spacing=4)
        self._line.addStretch(1)
        self._line.addWidget(self.edit_button)
        self._line.addWidget(self._bubble)
        self._column = column_layout(self, spacing=6)
        for part in message.parts:
            if part.get("attachment_id"):
                self._add_file(part, load_file)
        self._column.addLayout(self._line)
        self._column.addWidget(self._all, 0, Qt.AlignmentFlag.AlignRight)
        self._column.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        return self._text

    def begin_edit(self) -> None:
        """The bubble becomes a field."""
        if self._editor is not None:
            return
        self._editor = _Editor(self._text)
        self._editor.cancelled.connect(self._end_edit)
        self._editor.accepted.connect(self._on_accepted)
        self._bubble.hide()
        self.edit_button.hide()
        self._column.insertWidget(self._column.indexOf(self.switch), self._editor)
        self._editor.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def editor(self) -> _Editor | None:
        return self._editor

    def set_locked(self, locked: bool) -> None:
        """Nothing can be changed while an answer is being written."""
        self.edit_button.setEnabled(not locked)
        self.switch.setEnabled(not locked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bubble.fit(round(self.width() * _SHARE))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.edit_button.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.edit_button.update()

    def _show_all(self) -> None:
        self._all.hide()
        self._bubble.set_text(self._text)
        self._bubble.fit(round(self.width() * _SHARE))

    def _end_edit(self) -> None:
        if self._editor is not None:
            self._editor.hide()
            self._editor.deleteLater()
            self._editor = None
        self._bubble.setVisible(bool(self._text))
        self.edit_button.show()

    def _on_accepted(self, text: str) -> None:
        self._end_edit()
        if text.strip():
            self.edited.emit(self.message.id, text)

    def _add_file(self, fields: Mapping[str, Any], load_file: LoadFile) -> None:
        is_image = fields.get("type") == "image"
        name = str(fields.get("name"))
        size = fields.get("size")
        holder = row_layout(None)
        holder.addStretch(1)
        holder.addWidget(FileChip(name, size if isinstance(size, int) else 0, is_image=is_image, fixed=True))
        self._column.addLayout(holder)
        if not is_image:
            return

        def show(data: bytes) -> None:
            if not shiboken6.isValid(self):
                return
            picture = Picture(name, data)
            if picture.shown:
                clear_layout(holder)
                holder.addStretch(1)
                holder.addWidget(picture)

        load_file(str(fields["attachment_id"]), show)


class _Bubble(QFrame):
    def __init__(self, text: str) -> None:
        super().__init__()
        self._view = _Plain(text)
        column_layout(self, _PADDING, 9, _PADDING, 9).addWidget(self._view)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        self._view.set_plain(text)

    def fit(self, most: int) -> None:
        """As wide as the text, up to `most`."""
        self._view.setFixedWidth(max(theme().px(20), min(most - 2 * _PADDING, self._view.natural_width())))
        self.setFixedSize(self._view.width() + 2 * _PADDING, self._view.height() + 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            draw_box(painter, self.rect(), colors().accent_soft, None, Radius.PANEL)


class _Plain(MarkdownView):
    """What the user wrote, exactly as written."""

    _markdown = ""

    def __init__(self, text: str) -> None:
        super().__init__(tr("Your message"))
        use_role(self, "chat")
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self.set_plain(text)

    def set_plain(self, text: str) -> None:
        self.document().setPlainText(text)
        self._fit()

    def natural_width(self) -> int:
        document = self.document().clone()
        document.setTextWidth(-1)
        return round(document.idealWidth()) + 3


class _Editor(QFrame):
    accepted = Signal(str)
    cancelled = Signal()

    def __init__(self, text: str) -> None:
        super().__init__()
        self.field = MessageField()
        self.field.setFrameShape(QFrame.Shape.NoFrame)
        self.field.setPlainText(text)
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self.field.sent.connect(self._accept)
        cancel = Button(tr("Cancel"), "ghost", size="sm")
        cancel.clicked.connect(self.cancelled)
        self.confirm = Button(tr("Send as another version"), "primary", size="sm")
        self.confirm.clicked.connect(self._accept)
        column = column_layout(self, 14, 10, 10, 10, spacing=8)
        column.addWidget(self.field)
        row = row_layout(None, spacing=6)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.confirm)
        column.addLayout(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        super().keyPressEvent(event)

    def _accept(self) -> None:
        self.accepted.emit(self.field.toPlainText())

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        with painting(self) as painter:
            draw_box(painter, self.rect(), c.raised, c.accent, Radius.PANEL, 1.5)


class _QuietButton(IconButton):
    """Painted only while the mouse is over its message or it has the focus."""

    def __init__(self, icon: str, name: object) -> None:
        super().__init__(icon, name, size="xs")  # type: ignore[arg-type]  # a TextLike

    def paintEvent(self, event: QPaintEvent) -> None:
        owner = self.parentWidget()
        if self.hasFocus() or (owner is not None and owner.underMouse()):
            super().paintEvent(event)
