"""What one part of an answer looks like: text, folded thoughts, tool calls as cards. Each can grow while it is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from amux_desktop.gui.formats import duration
from amux_desktop.gui.i18n import bind, tr
from amux_desktop.gui.widgets.banner import Banner
from amux_desktop.gui.widgets.chat_text import AnswerText
from amux_desktop.gui.widgets.code_box import CodeBox
from amux_desktop.gui.widgets.fold import Fold


class PartView(Protocol):
    """`widget` is what is shown; `feed` gets what is new; `finish` the time it took in milliseconds."""

    @property
    def widget(self) -> QWidget: ...

    def feed(self, text: str) -> None: ...

    def finish(self, took_ms: int) -> None: ...


class TextView:
    def __init__(self) -> None:
        self.widget = AnswerText()

    def feed(self, text: str) -> None:
        self.widget.feed(text)

    def finish(self, took_ms: int) -> None:
        self.widget.finish()


class ThoughtView:
    """Folded; the text is laid out only when somebody wants to read it."""

    def __init__(self) -> None:
        self._text = ""
        self._finished = False
        self._content: AnswerText | None = None
        self.widget = Fold("brain", tr("Thinking…"), "", self._make)
        self.widget.set_surface("panel", "panel")

    def feed(self, text: str) -> None:
        self._text += text
        if self._content is not None:
            self._content.feed(text)

    def finish(self, took_ms: int) -> None:
        self._finished = True
        title = tr("Thought for {time}", time=duration(took_ms)) if took_ms else tr("Thoughts")
        bind(self.widget.head.setText, title)
        if self._content is not None:
            self._content.finish()

    def _make(self) -> QWidget:
        self._content = AnswerText()
        self._content.feed(self._text or str(tr("The provider does not show the thoughts.")))
        if self._finished:
            self._content.finish()
        return self._content


class CardView:
    """A tool call, its result, or something only its own vendor understands."""

    def __init__(self, kind: str, name: str) -> None:
        self._kind = kind
        self._text = ""
        self._box: CodeBox | None = None
        if kind == "tool_call":
            self.widget = Fold("wrench", name, tr("tool call"), self._make)
        elif kind == "tool_result":
            self.widget = Fold("corner-down-left", tr("Result of {name}", name=name), "", self._make)
        else:
            self.widget = Fold("file-text", tr("Other content"), "", self._make)

    def feed(self, text: str) -> None:
        self._text += text
        if self._box is not None:
            self._fill(self._box)

    def finish(self, took_ms: int) -> None:
        """Nothing more to show."""

    def _make(self) -> QWidget:
        self._box = CodeBox(
            tr("Arguments") if self._kind == "tool_call" else tr("Content"), syntax="text", fit=True, max_lines=16
        )
        self._fill(self._box)
        return self._box

    def _fill(self, box: CodeBox) -> None:
        try:
            box.set_code(json.dumps(json.loads(self._text or "{}"), indent=2, ensure_ascii=False), "json")
        except ValueError:
            box.set_code(self._text, "text")


class RefusalView:
    def __init__(self) -> None:
        self._text = ""
        self.widget = Banner("warn", tr("The model refused"))

    def feed(self, text: str) -> None:
        self._text += text
        self.widget.show_text("warn", tr("The model refused"), self._text)

    def finish(self, took_ms: int) -> None:
        """Nothing more to show."""


def view_of(kind: str, name: str = "") -> PartView:
    """An empty view for a part of an answer."""
    match kind:
        case "text":
            return TextView()
        case "reasoning":
            return ThoughtView()
        case "refusal":
            return RefusalView()
        case _:
            return CardView(kind, name)


def text_of(part: Mapping[str, Any]) -> str:
    """The text of a stored part, or the arguments of a call."""
    return str(part.get("arguments" if part.get("type") == "tool_call" else "text", ""))
