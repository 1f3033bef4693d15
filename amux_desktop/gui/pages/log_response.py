"""The inspector's Response tab: the answer to the app or from the provider, as text, as events with times, or raw."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QSplitter, QStackedLayout, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from amux_desktop.gui.formats import duration
from amux_desktop.gui.i18n import TextLike, tr
from amux_desktop.gui.models.answer_events import AT, DATA, GAP, NAME, NUMBER, RIGHT, AnswerEventsModel
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.pages.log_answer import AnswerView
from amux_desktop.gui.paint import draw_text
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.tokens import Height
from amux_desktop.gui.widgets.card import column_layout, row_layout
from amux_desktop.gui.widgets.code_box import CodeBox
from amux_desktop.gui.widgets.empty_state import EmptyState
from amux_desktop.gui.widgets.label import ElidedLabel
from amux_desktop.gui.widgets.scroll import Scroller
from amux_desktop.gui.widgets.segmented import Option, Segmented
from amux_desktop.gui.widgets.table_view import TableView
from amux_desktop.services.answers import RecordedAnswer
from amux_desktop.services.records import RequestBody, RequestLog

_WIDTHS = {NUMBER: 58, AT: 76, GAP: 70, DATA: 240}
_DATA_FROM = 620
_PARTS = {"app": "client_response", "provider": "upstream_response"}


class LogResponse(QWidget):
    """`show_log` while hidden costs nothing: an answer is read when it is looked at."""

    def __init__(self, context: PageContext, with_headers: Callable[[RequestBody, str], str]) -> None:
        super().__init__()
        self._context = context
        self._with_headers = with_headers
        self._log: RequestLog | None = None
        self._bodies: tuple[RequestBody, ...] = ()
        self._read: RequestBody | None = None
        self.side = Segmented(
            tr("Which answer"),
            [Option("app", tr("To the app")), Option("provider", tr("From the provider"))],
            small=True,
        )
        self.form = Segmented(
            tr("Show as"),
            [Option("text", tr("Text", "form of an answer")), Option("events", tr("Events")), Option("raw", tr("Raw"))],
            small=True,
        )
        for bar in (self.side, self.form):
            bar.chosen.connect(lambda _key: self._show())
        self._note = ElidedLabel("", "small", "text2")
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.answer = AnswerView()
        self._answer_area = Scroller(self.answer, gutter=16)
        self.raw = CodeBox("", syntax="json")
        self._raw_area = QWidget()
        column_layout(self._raw_area, 16, 2, 16, 16).addWidget(self.raw)
        self._events_area = self._build_events()
        self._none = EmptyState("file-text", tr("No answer was recorded"), tr("The other side may have one."))
        column = column_layout(self, 0, 12, 0, 0, spacing=8)
        first = row_layout(None, 16, 0, 16, 0)
        first.addWidget(self.side)
        first.addStretch(1)
        second = row_layout(None, 16, 0, 16, 0, spacing=10)
        second.addWidget(self.form)
        second.addWidget(self._note, 1)
        column.addLayout(first)
        column.addLayout(second)
        self._stack = QStackedLayout()
        for widget in (self._answer_area, self._events_area, self._raw_area, self._none):
            self._stack.addWidget(widget)
        column.addLayout(self._stack, 1)

    def _build_events(self) -> QWidget:
        self.events = AnswerEventsModel()
        self.table = TableView(tr("Events of the stream"), Height.ROW_COMPACT)
        self.table.setModel(self.events)
        self.table.setItemDelegate(_EventDelegate(self.table))
        header = self.table.horizontalHeader()
        for column, width in _WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, theme().px(width))
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.table.current_changed.connect(self._show_event)
        self.event_box = CodeBox(tr("Data of the event"), syntax="json")
        lower = QWidget()
        column_layout(lower, 16, 8, 16, 16).addWidget(self.event_box)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(5)
        splitter.addWidget(self.table)
        splitter.addWidget(lower)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        return splitter

    # ------------------------------------------------------------------ showing

    def show_log(self, log: RequestLog, bodies: tuple[RequestBody, ...]) -> None:
        self._log, self._bodies, self._read = log, bodies, None
        if self.isVisible():
            self._show()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]  # a QShowEvent
        if self._read is None:
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.setColumnHidden(DATA, self.width() < theme().px(_DATA_FROM))

    def body(self) -> RequestBody | None:
        """Of the chosen side; of several attempts the last."""
        found = [body for body in self._bodies if body.part == _PARTS[self.side.key()]]
        return max(found, key=lambda body: body.attempt) if found else None

    def _show(self) -> None:
        log, body = self._log, self.body()
        if log is None:
            return
        if body is None:
            self._note.set_text("")
            self._stack.setCurrentWidget(self._none)
            return
        area = {"text": self._answer_area, "events": self._events_area, "raw": self._raw_area}[self.form.key()]
        self._stack.setCurrentWidget(area)
        if body is self._read:
            return
        self._read = body
        self.raw.set_title(tr("Stream") if log.stream else tr("Answer"))
        logs = self._context.services.logs

        async def load() -> tuple[str, RecordedAnswer]:
            return await logs.body_text(body), await logs.read_answer(log, body)

        def done(loaded: tuple[str, RecordedAnswer]) -> None:
            if body is self._read:
                self.raw.set_code(self._with_headers(body, loaded[0]), "json")
                self._show_answer(loaded[1])

        self._context.runner.run(load(), owner=self, on_done=done)

    def _show_answer(self, answer: RecordedAnswer) -> None:
        self.answer.show_answer(answer)
        self._answer_area.verticalScrollBar().setValue(0)
        self.events.show(answer.events)
        timed = any(event.at_ms is not None for event in answer.events)
        for column in (AT, GAP):
            self.table.setColumnHidden(column, not timed)
        if answer.events:
            self.table.setCurrentIndex(self.events.index(0, 0))
        else:
            self.event_box.set_code(str(tr("The answer came in one piece, without events.")), "text")
        self._note.set_text(self._summary(answer))

    def _summary(self, answer: RecordedAnswer) -> TextLike:
        first = next((event.at_ms for event in answer.events if event.at_ms is not None), None)
        last = next((event.at_ms for event in reversed(answer.events) if event.at_ms is not None), None)
        if first is None or last is None:
            return tr("%n event(s)", n=len(answer.events)) if answer.events else ""
        return tr("%n event(s) in {time}", n=len(answer.events), time=duration(last - first))

    def _show_event(self, index: QModelIndex) -> None:
        event = self.events.at(index.row()) if index.isValid() else None
        if event is None:
            return
        try:
            self.event_box.set_code(json.dumps(json.loads(event.data), indent=2, ensure_ascii=False), "json")
        except ValueError:
            self.event_box.set_code(event.data, "text")


class _EventDelegate(QStyledItemDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        c = colors()
        column = index.column()
        box = QRectF(option.rect).adjusted(16 if column == NUMBER else 12, 0, -12 if column != DATA else -16, 0)
        if column == NUMBER:
            box.setLeft(box.left() - 12)
        painter.setFont(theme().font("mono" if column in (NAME, DATA) else "small"))
        align = Qt.AlignmentFlag.AlignRight if column in RIGHT else Qt.AlignmentFlag.AlignLeft
        colour = c.text if column == NAME else c.text2
        draw_text(painter, box, str(index.data()), colour, align | Qt.AlignmentFlag.AlignVCenter)
