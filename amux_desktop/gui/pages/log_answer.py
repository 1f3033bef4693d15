"""A recorded answer as its reader saw it: text as Markdown, thoughts folded, tool calls as cards, images."""

from __future__ import annotations

import json
from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QWidget

from amux_desktop.gui.formats import compact
from amux_desktop.gui.i18n import TextLike, tr
from amux_desktop.gui.tooltips import plain
from amux_desktop.gui.widgets.banner import Banner
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import clear_layout, column_layout
from amux_desktop.gui.widgets.chat_text import AnswerText
from amux_desktop.gui.widgets.code_box import CodeBox
from amux_desktop.gui.widgets.copy_field import CopyField
from amux_desktop.gui.widgets.fold import Fold
from amux_desktop.gui.widgets.label import ElidedLabel, Label
from amux_desktop.gui.widgets.markdown_view import open_link
from amux_desktop.gui.widgets.picture import Picture
from amux_desktop.services.answers import AnswerPart, RecordedAnswer

_MOST_PARTS = 200


class AnswerView(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._column = column_layout(self, 16, 2, 16, 20, spacing=10)

    def show_answer(self, answer: RecordedAnswer) -> None:
        clear_layout(self._column)
        choice = 0
        for part in answer.parts[:_MOST_PARTS]:
            if part.choice != choice:
                choice = part.choice
                self._column.addWidget(Label(tr("Answer {number}", number=choice + 1), "h3"))
            for widget in part_widgets(part):
                self._column.addWidget(widget)
        left_out = len(answer.parts) - _MOST_PARTS
        if left_out > 0:
            self._column.addWidget(Label(tr("%n further part(s) are under Raw.", n=left_out), "small", "text2"))
        if answer.error:
            self._column.addWidget(Banner("bad", tr("The answer reports an error"), answer.error))
        if answer.problem:
            self._column.addWidget(Banner("warn", tr("This answer cannot be shown as text"), answer.problem))
        if not (answer.parts or answer.error or answer.problem):
            self._column.addWidget(Label(tr("The answer is empty."), "body", "text2"))
        self._column.addStretch(1)


def part_widgets(part: AnswerPart) -> list[QWidget]:
    """What shows one part of an answer."""
    match part.kind:
        case "text":
            return [*([_text(part.text)] if part.text.strip() else []), *([_sources(part)] if part.sources else [])]
        case "reasoning":
            note = tr("{count} characters", count=compact(len(part.text)))
            return [Fold("brain", tr("Thoughts"), note, partial(_text, part.text))] if part.text else []
        case "refusal":
            return [Banner("warn", tr("The model refused"), part.text)]
        case "tool_call":
            return [Fold("wrench", part.name, tr("tool call"), partial(_arguments, part), opened=True)]
        case "image":
            return [_image(part)]
        case _:
            return [Fold("file-text", part.name or tr("Other content"), "", partial(_code, part.text))]


def _text(text: str) -> AnswerText:
    """Laid out in small steps, so that a long answer does not hold the window up."""
    view = AnswerText()
    view.feed(text)
    view.finish()
    return view


def _code(text: str) -> QWidget:
    box = CodeBox(tr("Content"), syntax="text", fit=True, max_lines=16)
    box.set_code(text)
    return box


def _arguments(part: AnswerPart) -> QWidget:
    box = CodeBox(tr("Arguments"), fit=True, max_lines=16)
    try:
        box.set_code(json.dumps(json.loads(part.text or "{}"), indent=2, ensure_ascii=False))
    except ValueError:
        box.set_code(part.text, "text")
    return box


def _image(part: AnswerPart) -> QWidget:
    if part.data:
        picture = Picture(tr("Image in the answer"), part.data)
        if picture.shown:
            return picture
    holder = QWidget()
    column = column_layout(holder, spacing=4)
    if part.url.startswith(("http://", "https://")):
        column.addWidget(Label(tr("An image at an address, which is not loaded:"), "small", "text2", wrap=True))
        column.addWidget(CopyField(part.url))
    else:
        kind: TextLike = part.name or tr("unknown kind")
        column.addWidget(Label(tr("An image that cannot be shown ({kind})", kind=kind), "small", "text2", wrap=True))
    return holder


def _sources(part: AnswerPart) -> QWidget:
    holder = QWidget()
    column = column_layout(holder, spacing=2)
    column.addWidget(Label(tr("Sources"), "small_m", "text2"))
    for title, url in part.sources:
        if not url.startswith(("http://", "https://")):
            column.addWidget(ElidedLabel(title, "small", "text2"))
            continue
        link = Button(title if len(title) < 48 else title[:47] + "…", "link", size="xs")
        link.setToolTip(plain(url))
        link.clicked.connect(partial(open_link, QUrl(url)))
        column.addWidget(link)
    return holder
