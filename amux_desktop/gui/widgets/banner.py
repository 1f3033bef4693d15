"""A notice on a page: what happened, what it means, and the next step. At most one per page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from amux_desktop.gui.i18n import TextLike
from amux_desktop.gui.paint import draw_box, painting
from amux_desktop.gui.theme import theme
from amux_desktop.gui.tokens import Radius, Tone
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import clear_layout, column_layout, row_layout
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.logo import Icon

ICONS: dict[Tone, str] = {
    "ok": "circle-check",
    "warn": "triangle-alert",
    "bad": "circle-x",
    "info": "info",
    "accent": "info",
    "neutral": "info",
}


class Banner(QFrame):
    def __init__(self, tone: Tone = "info", title: TextLike = "", body: TextLike = "") -> None:
        super().__init__()
        self._tone: Tone = tone
        self._icon = Icon(ICONS[tone], f"{tone}_text")
        self._title = Label("", "body_m", wrap=True)
        self._body = Label("", "small", "text2", wrap=True)
        row = row_layout(self, 12, 10, 12, 10, spacing=10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        texts = column_layout(None, spacing=2)
        texts.addWidget(self._title)
        texts.addWidget(self._body)
        row.addLayout(texts, 1)
        self._buttons = row_layout(None, spacing=6)
        row.addLayout(self._buttons)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.show_text(tone, title, body)

    def show_text(self, tone: Tone, title: TextLike, body: TextLike = "", *buttons: Button) -> None:
        """Replaces tone, texts and buttons."""
        self._tone = tone
        self._icon.set_state(ICONS[tone], "text2" if tone == "neutral" else f"{tone}_text")
        self._title.set_text(title)
        self._body.set_text(body)
        self._body.setVisible(bool(str(body)))
        clear_layout(self._buttons)
        for button in buttons:
            self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(f"{title}. {body}" if str(body) else str(title))
        self.update()

    def announce(self) -> None:
        """Tells a screen reader; failures interrupt, the rest waits for a pause."""
        announce(self, self.accessibleName(), urgent=self._tone == "bad")

    def paintEvent(self, event: QPaintEvent) -> None:
        tones = theme().tone(self._tone)
        with painting(self) as painter:
            draw_box(painter, self.rect(), tones.soft, tones.line, Radius.CARD)


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Says a text through assistive technology without moving the focus."""
    event = QAccessibleAnnouncementEvent(widget, text)
    level = QAccessible.AnnouncementPoliteness
    event.setPoliteness(level.Assertive if urgent else level.Polite)
    QAccessible.updateAccessibility(event)
