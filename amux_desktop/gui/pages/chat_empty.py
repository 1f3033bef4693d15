"""What the chat shows while it has nothing: three ways to begin, or the way to a first provider."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from amux_desktop.gui.i18n import tr
from amux_desktop.gui.theme import theme
from amux_desktop.gui.widgets.card import column_layout, row_layout
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.logo import Mark
from amux_desktop.gui.widgets.starter_card import StarterCard

_WIDTH = 760


class ChatEmpty(QWidget):
    compare_requested = Signal()
    tool_requested = Signal()
    image_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.compare = StarterCard("gauge", tr("Compare speed"), tr("Ask several models the same thing"))
        self.compare.clicked.connect(self.compare_requested)
        self.tool = StarterCard("wrench", tr("Try a tool call"), tr("See the request each side gets"))
        self.tool.clicked.connect(self.tool_requested)
        self.image = StarterCard("image", tr("Send an image"), tr("Check that vision survives conversion"))
        self.image.clicked.connect(self.image_requested)
        heading = Label(tr("Try any provider through the proxy"), "h1")
        heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text = Label(
            tr(
                "Chats take the same path as your apps, so what works here works there, even while the proxy is stopped."
            ),
            "body",
            "text2",
            wrap=True,
        )
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inner = QWidget()
        inner.setMaximumWidth(theme().px(_WIDTH))
        column = column_layout(inner, 20, 0, 20, 0, spacing=0)
        column.addWidget(Mark(44), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(14)
        column.addWidget(heading)
        column.addSpacing(4)
        column.addWidget(text)
        column.addSpacing(22)
        cards = row_layout(None, spacing=10)
        for card in (self.compare, self.tool, self.image):
            cards.addWidget(card, 1)
        column.addLayout(cards)
        outer = column_layout(self)
        outer.addStretch(2)
        middle = row_layout(None)
        middle.addStretch(1)
        middle.addWidget(inner, 100)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)
