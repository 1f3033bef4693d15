"""The messages of a conversation in one column: built from the end, followed while they are written."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from amux_desktop.gui.i18n import tr
from amux_desktop.gui.paint import Elevation, draw_shadow, painting
from amux_desktop.gui.theme import theme
from amux_desktop.gui.tokens import Radius
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import column_layout
from amux_desktop.gui.widgets.chat_answer import Answer, Comparison, Face
from amux_desktop.gui.widgets.chat_question import LoadFile, Question
from amux_desktop.gui.widgets.scroll import Scroller
from amux_desktop.services.chat_library import ConversationView
from amux_desktop.services.chat_live import LiveAnswer
from amux_desktop.services.chat_tree import MessageTree
from amux_desktop.services.records import Message

_COLUMN, _COMPARING, _EDGE = 720, 1160, 20
_FIRST, _MORE = 24, 40
_FRAME_MS = 40
"""Between two looks at what came: no more than 25 repaints a second."""

Row = Question | Answer | Comparison


class Thread(QWidget):
    """`face_of` says how an answer is introduced, `live_of` gives an answer that is being written."""

    edited = Signal(str, str)
    again_requested = Signal(str)
    details_requested = Signal(str)
    branch_requested = Signal(str)

    def __init__(
        self, face_of: Callable[[Message], Face], live_of: Callable[[str], LiveAnswer | None], load_file: LoadFile
    ) -> None:
        super().__init__()
        self._face_of, self._live_of, self._load_file = face_of, live_of, load_file
        self._rows: dict[str, Row] = {}
        self._conversation_id = ""
        self._tree = MessageTree((), None)
        self._limit = _FIRST
        self._sticks = True
        self._column = _Column()
        self.earlier = Button(tr("Show earlier messages"), "ghost", icon="chevron-up", size="sm")
        self.earlier.clicked.connect(self._show_more)
        self.earlier.hide()
        self._column.rows.addWidget(self.earlier)
        self._column.rows.addStretch(1)
        self.scroller = Scroller(self._column)
        bar = self.scroller.verticalScrollBar()
        bar.rangeChanged.connect(self._on_range)
        bar.valueChanged.connect(self._on_scrolled)
        column_layout(self, spacing=0).addWidget(self.scroller)
        self.jump = _Jump(self)
        self.jump.clicked.connect(self.jump_to_end)
        self.jump.hide()
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self.pull)

    # ------------------------------------------------------------------ content

    def show_view(self, view: ConversationView) -> None:
        """Shows a conversation, or brings it up to date; what is on screen already is kept."""
        if view.conversation.id != self._conversation_id:
            self.clear()
            self._conversation_id = view.conversation.id
        self._tree = view.tree
        self._show()

    def clear(self) -> None:
        self._timer.stop()
        for key in list(self._rows):
            self._remove(key)
        self._conversation_id = ""
        self._tree = MessageTree((), None)
        self._limit = _FIRST
        self._sticks = True
        self.earlier.hide()
        self.jump.hide()

    def rows(self) -> list[Row]:
        return list(self._rows.values())

    def answers(self) -> list[Answer]:
        found: list[Answer] = []
        for row in self._rows.values():
            if isinstance(row, Answer):
                found.append(row)
            elif isinstance(row, Comparison):
                found += row.answers
        return found

    def questions(self) -> list[Question]:
        return [row for row in self._rows.values() if isinstance(row, Question)]

    @property
    def is_live(self) -> bool:
        return any(answer.is_live for answer in self.answers())

    @staticmethod
    def column_width() -> int:
        """How wide the messages are at most."""
        return theme().px(_COLUMN)

    def pull(self) -> None:
        """Brings on screen what came since the last look."""
        for answer in self.answers():
            answer.pull()
        if not self.is_live:
            self._timer.stop()

    def jump_to_end(self) -> None:
        self._sticks = True
        bar = self.scroller.verticalScrollBar()
        bar.setValue(bar.maximum())
        self.jump.hide()

    # ------------------------------------------------------------------ inside

    def _show(self) -> None:
        branch = self._tree.branch()
        shown = branch[-self._limit :]
        self.earlier.setVisible(len(shown) < len(branch))
        wanted = [self._key(message, message is shown[-1]) for message in shown]
        known = list(self._rows)
        # An older part that was just asked for stands before what is there.
        if not known or known[0] not in wanted or wanted[wanted.index(known[0]) :][: len(known)] != known:
            same = 0
            while same < min(len(known), len(wanted)) and known[same] == wanted[same]:
                same += 1
            for key in known[same:]:
                self._remove(key)
        for place, (key, message) in enumerate(zip(wanted, shown, strict=True)):
            row = self._rows.get(key)
            if row is None:
                self._add(key, message, place)
            else:
                self._refresh(row, message)
        self._rows = {key: self._rows[key] for key in wanted}
        self._column.set_wide(any(isinstance(row, Comparison) for row in self._rows.values()))
        live = self.is_live
        for row in self._rows.values():
            for part in row.answers if isinstance(row, Comparison) else [row]:
                part.set_locked(live)
        if live:
            self._timer.start()

    def _key(self, message: Message, is_last: bool) -> str:
        """Only the last question's answers stand side by side; of earlier ones the chosen answer is shown."""
        if is_last and len(self._tree.compared(message)) > 1:
            return f"compare {message.comparison}"
        return message.id

    def _add(self, key: str, message: Message, place: int) -> None:
        row: Row
        if message.role == "user":
            row = self._question(message)
        elif key.startswith("compare "):
            row = Comparison(message.comparison)
            for item in self._tree.compared(message):
                row.add(self._answer(item, framed=True))
        else:
            row = self._answer(message, framed=False)
        self._rows[key] = row
        self._column.rows.insertWidget(place + 1, row)
        self._refresh(row, message)

    def _question(self, message: Message) -> Question:
        question = Question(message, self._load_file)
        question.edited.connect(self.edited)
        question.stepped.connect(self._step)
        return question

    def _answer(self, message: Message, *, framed: bool) -> Answer:
        answer = Answer(message, self._face_of(message), framed=framed)
        answer.again_requested.connect(self.again_requested)
        answer.details_requested.connect(self.details_requested)
        answer.stepped.connect(self._step)
        answer.chosen.connect(self.branch_requested)
        live = self._live_of(message.id)
        if live is not None:
            answer.follow(live)
        return answer

    def _refresh(self, row: Row, message: Message) -> None:
        if isinstance(row, Comparison):
            for answer in row.answers:
                stored = self._tree.get(answer.message.id)
                if stored is not None:
                    self._refresh_answer(answer, stored)
                answer.set_chosen(answer.message.id == message.id)
            return
        beside = self._tree.beside(message)
        row.switch.show_place([item.id for item in beside].index(message.id) + 1, len(beside))
        if isinstance(row, Answer):
            self._refresh_answer(row, message)

    def _refresh_answer(self, answer: Answer, stored: Message) -> None:
        # It is live until all of it is stored; until then the stored message says too little.
        live = self._live_of(stored.id)
        if live is not None:
            if not answer.is_live:
                answer.follow(live)
            return
        answer.show_message(stored, self._face_of(stored))

    def _remove(self, key: str) -> None:
        row = self._rows.pop(key)
        self._column.rows.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _step(self, message_id: str, by: int) -> None:
        message = self._tree.get(message_id)
        if message is None:
            return
        beside = self._tree.beside(message)
        place = [item.id for item in beside].index(message_id) + by
        if 0 <= place < len(beside):
            self.branch_requested.emit(beside[place].id)

    def _show_more(self) -> None:
        """The place on screen stays, although something is added above it."""
        bar = self.scroller.verticalScrollBar()
        from_end = bar.maximum() - bar.value()
        self._sticks = False
        self._limit += _MORE
        self._show()
        QTimer.singleShot(0, self, lambda: bar.setValue(bar.maximum() - from_end))

    def _on_range(self, _low: int, high: int) -> None:
        if self._sticks:
            self.scroller.verticalScrollBar().setValue(high)
        else:
            self._on_scrolled(self.scroller.verticalScrollBar().value())

    def _on_scrolled(self, value: int) -> None:
        bar = self.scroller.verticalScrollBar()
        at_end = value >= bar.maximum() - theme().px(24)
        self._sticks = at_end
        self.jump.setVisible(not at_end and self.is_live)

    def hideEvent(self, event: object) -> None:
        """Nothing is laid out while nobody looks."""
        self._timer.stop()

    def showEvent(self, event: object) -> None:
        if self.is_live:
            self._timer.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._column.set_room(self.width())
        self.jump.adjustSize()
        self.jump.move(round((self.width() - self.jump.width()) / 2), self.height() - self.jump.height() - 12)


class _Column(QWidget):
    """Centred, and no wider than can be read."""

    def __init__(self) -> None:
        super().__init__()
        self._wide = False
        self._room = 0
        self.rows = column_layout(self, _EDGE, 20, _EDGE, 16, spacing=22)

    def set_room(self, room: int) -> None:
        """The width with the scroll bar, so that the messages stand still when it appears."""
        self._room = room
        self._centre()

    def set_wide(self, wide: bool) -> None:
        self._wide = wide
        self._centre()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._centre()

    def _centre(self) -> None:
        most = theme().px(_COMPARING if self._wide else _COLUMN)
        room = max(self._room, self.width())
        edge = max(_EDGE, round((room - most) / 2))
        right = max(_EDGE // 2, edge - (room - self.width()))
        margins = self.rows.contentsMargins()
        if (margins.left(), margins.right()) != (edge, right):
            self.rows.setContentsMargins(edge, margins.top(), right, margins.bottom())


class _Jump(Button):
    """The pill over the messages that leads to the end."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(tr("Jump to latest"), "secondary", icon="arrow-down", size="sm", parent=owner)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            draw_shadow(painter, self.rect(), Radius.SMALL, Elevation.FLOATING)
        super().paintEvent(event)
