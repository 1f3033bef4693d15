"""The window that is shown when Amux cannot start: one sentence with what to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from amux_desktop.gui.i18n import TextLike, bind, tr
from amux_desktop.gui.paint import painting
from amux_desktop.gui.theme import colors
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import column_layout, row_layout
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.logo import IconTile


class StartupError(QWidget):
    closed = Signal()

    def __init__(self, text: TextLike) -> None:
        super().__init__()
        bind(self.setWindowTitle, tr("Amux Desktop"))
        self.setFixedWidth(520)
        column = column_layout(self, 24, 24, 24, 20, spacing=16)
        top = row_layout(None, spacing=14)
        top.addWidget(IconTile("circle-x", "bad", 40))
        texts = column_layout(None, spacing=6)
        texts.addWidget(Label(tr("Amux cannot start"), "h2"))
        texts.addWidget(Label(text, "body", "text2", wrap=True))
        top.addLayout(texts, 1)
        column.addLayout(top)
        row = row_layout(None)
        row.addStretch(1)
        quit_button = Button(tr("Quit"), "primary")
        quit_button.setDefault(True)
        quit_button.clicked.connect(self.close)
        row.addWidget(quit_button)
        column.addLayout(row)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(self.rect(), colors().panel)
