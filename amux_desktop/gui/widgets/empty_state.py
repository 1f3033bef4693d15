"""What a page shows while it has nothing: what will be here and how to make it so."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from amux_desktop.gui.i18n import TextLike
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import column_layout, row_layout
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.logo import IconTile

_WIDTH = 420


class EmptyState(QWidget):
    def __init__(self, icon: str, title: TextLike, body: TextLike, *buttons: Button) -> None:
        super().__init__()
        heading = Label(title, "h2")
        heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text = Label(body, "body", "text2", wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inner = QWidget()
        inner.setFixedWidth(_WIDTH)
        column = column_layout(inner, spacing=0)
        column.addWidget(IconTile(icon, "neutral", 56), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(16)
        column.addWidget(heading)
        column.addSpacing(6)
        column.addWidget(text)
        if buttons:
            column.addSpacing(18)
            row = row_layout(None, spacing=8)
            row.addStretch(1)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        outer = column_layout(self)
        outer.addStretch(2)
        # An aligned widget gets its hint, which does not know how high wrapped text becomes at this width.
        middle = row_layout(None)
        middle.addStretch(1)
        middle.addWidget(inner)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)
