"""An answer: who gave it, its parts, what went wrong, and what it took. Several side by side make a comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from amux_desktop.gui.formats import compact, duration, money
from amux_desktop.gui.i18n import Text, TextLike, tr
from amux_desktop.gui.paint import draw_box, painting
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.tokens import Radius
from amux_desktop.gui.widgets.banner import Banner, announce
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import clear_layout, column_layout, row_layout
from amux_desktop.gui.widgets.chat_parts import PartView, text_of, view_of
from amux_desktop.gui.widgets.chat_question import BranchSwitch
from amux_desktop.gui.widgets.copy_field import CopyButton
from amux_desktop.gui.widgets.label import ElidedLabel, Label
from amux_desktop.gui.widgets.logo import LogoTile
from amux_desktop.services.chat_live import LiveAnswer
from amux_desktop.services.records import Message

_NEXT: dict[str, Text] = {
    "rate_limit": tr("Try again in a moment, or choose another model above and ask again."),
    "overloaded": tr("Try again in a moment, or choose another model above and ask again."),
    "timeout": tr("Try again, or choose another model above and ask again."),
    "server": tr("Try again, or choose another model above and ask again."),
    "authentication": tr("Replace the API key on the Providers page."),
    "permission": tr("The API key may not use this model. Choose another one above."),
    "billing": tr("Top up the account at the provider, or choose another one above."),
    "not_found": tr("Choose a model that the provider offers."),
    "too_large": tr("Start a new chat, or send less."),
    "content_filter": tr("Say it in other words, or choose another model above."),
    "invalid_request": tr("Check the parameters of this chat, or choose another model above."),
}


@dataclass(frozen=True, slots=True)
class Face:
    """How an answer is introduced."""

    logo: str
    via: TextLike


class Answer(QWidget):
    """`pull` brings what is new of a live answer on screen; `show_message` the stored one with its figures."""

    again_requested = Signal(str)
    details_requested = Signal(str)
    stepped = Signal(str, int)
    chosen = Signal(str)

    def __init__(self, message: Message, face: Face, *, framed: bool = False) -> None:
        super().__init__()
        self.message = message
        self._framed = framed
        self._is_chosen = False
        self._views: list[PartView] = []
        self._seen: list[int] = []
        self._closed: list[bool] = []
        self._live: LiveAnswer | None = None
        head = row_layout(None, spacing=8)
        head.addWidget(LogoTile(face.logo, message.model, 24))
        self._name = ElidedLabel(message.model, "body_m")
        head.addWidget(self._name)
        self._via = ElidedLabel(face.via, "small", "text2")
        head.addWidget(self._via, 1)
        self._waiting = Label(tr("Waiting for the answer…"), "small", "text3")
        self._parts = column_layout(None, spacing=8)
        self.banner = Banner("bad")
        self.banner.hide()
        edge = 14 if framed else 0
        column = column_layout(self, edge, 12 if framed else 0, edge, 10 if framed else 0, spacing=8)
        column.addLayout(head)
        column.addLayout(self._parts)
        column.addWidget(self._waiting)
        column.addWidget(self.banner)
        column.addWidget(self._build_footer())
        if framed:
            column.addStretch(1)
            self.pick = Button("", "soft", size="sm")
            self.pick.clicked.connect(lambda: self.chosen.emit(self.message.id))
            column.addWidget(self.pick, 0, Qt.AlignmentFlag.AlignLeft)
            self.set_chosen(False)
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred if framed else QSizePolicy.Policy.Fixed
        )
        self._show_state()

    def _build_footer(self) -> QWidget:
        self._footer = QWidget()
        row = row_layout(self._footer, spacing=2)
        self.copy_button = CopyButton("", tr("Copy the answer"))
        self.again = IconButton("refresh-cw", tr("Ask again"), size="xs")
        self.again.clicked.connect(lambda: self.again_requested.emit(self.message.id))
        self.switch = BranchSwitch()
        self.switch.stepped.connect(lambda by: self.stepped.emit(self.message.id, by))
        self.figures = Label("", "small", "text2", wrap=True)
        row.addWidget(self.copy_button)
        row.addWidget(self.again)
        row.addWidget(self.switch)
        row.addSpacing(6)
        row.addWidget(self.figures, 1)
        return self._footer

    # ------------------------------------------------------------------ content

    def text(self) -> str:
        return "\n\n".join(text_of(part) for part in self.message.parts if part.get("type") == "text")

    def follow(self, live: LiveAnswer) -> None:
        self._live = live
        self._clear()
        self._show_state()
        self.pull()

    @property
    def is_live(self) -> bool:
        return self._live is not None

    def pull(self) -> None:
        """What came since the last call."""
        live = self._live
        if live is None:
            return
        for place, part in enumerate(list(live.parts)):
            if place == len(self._views):
                self._add(view_of(part.kind, part.name))
            end = len(part.chunks)
            if end > self._seen[place]:
                self._views[place].feed("".join(part.chunks[self._seen[place] : end]))
                self._seen[place] = end
            if part.took_ms is not None and not self._closed[place] and end == len(part.chunks):
                self._closed[place] = True
                self._views[place].finish(part.took_ms)
        self._waiting.setVisible(not self._views)

    def show_message(self, message: Message, face: Face) -> None:
        """The stored message. What was followed live stays as it is on screen."""
        self.message = message
        self._via.set_text(face.via)
        if self._live is not None:
            self.pull()
            self._live = None
            if message.state == "complete":
                announce(self, str(tr("{model} has answered", model=message.model)))
        if len(self._views) != len(message.parts):
            self._clear()
            for part in message.parts:
                view = view_of(str(part.get("type")), str(part.get("name", "")))
                self._add(view)
                view.feed(text_of(part))
                view.finish(int(part.get("ms", 0)))
        self._show_state()

    def set_chosen(self, chosen: bool) -> None:
        """In a comparison: the answer that the conversation goes on from."""
        if self._framed:
            self._is_chosen = chosen
            self.pick.set_text(tr("The chat goes on from here") if chosen else tr("Go on with this answer"))
            self.pick.setEnabled(not chosen)
            self.update()

    def set_locked(self, locked: bool) -> None:
        """Nothing can be changed while an answer is being written."""
        self.again.setEnabled(not locked)
        self.switch.setEnabled(not locked)
        if self._framed:
            self.pick.setEnabled(not locked and not self._is_chosen)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._framed:
            c = colors()
            border = c.accent if self._is_chosen else c.line
            with painting(self) as painter:
                draw_box(painter, self.rect(), c.raised, border, Radius.CARD)

    # ------------------------------------------------------------------ inside

    def _add(self, view: PartView) -> None:
        self._views.append(view)
        self._seen.append(0)
        self._closed.append(False)
        self._parts.addWidget(view.widget)

    def _clear(self) -> None:
        clear_layout(self._parts)
        self._views.clear()
        self._seen.clear()
        self._closed.clear()

    def _show_state(self) -> None:
        message = self.message
        running = self._live is not None
        self._waiting.setVisible(running and not self._views)
        self._footer.setVisible(not running and (bool(message.parts) or message.state != "failed"))
        self.copy_button.value = self.text()
        self.copy_button.setVisible(bool(self.text()))
        self.figures.set_text(figures(message))
        self.banner.setVisible(not running and message.state in ("failed", "interrupted"))
        if running:
            return
        if message.state == "failed":
            self._show_failure(message)
        elif message.state == "interrupted":
            again = self._again_button()
            self.banner.show_text(
                "warn", tr("This answer is not complete"), tr("Amux ended while it was being written."), again
            )

    def _show_failure(self, message: Message) -> None:
        buttons = []
        if message.request_id:
            details = Button(tr("Details"), "ghost", size="sm")
            details.clicked.connect(lambda: self.details_requested.emit(message.request_id))
            buttons.append(details)
        name = message.provider_name or message.model
        step = _NEXT.get(message.error_code)
        body: TextLike = tr("{said}\n{step}", said=message.error, step=step) if step else message.error
        self.banner.show_text("bad", tr("{name} did not answer", name=name), body, *buttons, self._again_button())

    def _again_button(self) -> Button:
        again = Button(tr("Try again"), icon="rotate-cw", size="sm")
        again.clicked.connect(lambda: self.again_requested.emit(self.message.id))
        return again


def figures(message: Message) -> TextLike:
    """Time, tokens and price of an answer, as far as they are known."""
    values: dict[str, Any] = {
        "total": duration(message.duration_ms),
        "first": duration(message.first_token_ms),
        "sent": compact(message.usage.get("input_tokens")),
        "got": compact(message.usage.get("output_tokens")),
        "cost": money(message.cost_nanos),
    }
    if message.duration_ms is None:
        return ""
    if message.state == "stopped":
        return tr("Stopped after {total}", **values)
    if message.first_token_ms is None:
        return duration(message.duration_ms)
    if not message.usage:
        return tr("{total}, first token {first}", **values)
    if message.cost_nanos is None:
        return tr("{total}, first token {first}, {sent} in, {got} out", **values)
    return tr("{total}, first token {first}, {sent} in, {got} out, {cost}", **values)


class Comparison(QWidget):
    """Answers to one question side by side; below each other where there is no room."""

    _NARROWEST = 250

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.answers: list[Answer] = []
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def add(self, answer: Answer) -> None:
        self.answers.append(answer)
        self._row.addWidget(answer, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() / max(1, len(self.answers))
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if room >= theme().px(self._NARROWEST) else direction.TopToBottom)
