"""A field for several lines."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from amux_desktop.gui.i18n import TextLike, bind
from amux_desktop.gui.paint import draw_box, painting
from amux_desktop.gui.theme import colors, use_role
from amux_desktop.gui.tokens import Radius
from amux_desktop.gui.widgets.card import column_layout
from amux_desktop.gui.widgets.scroll import use_thin_bars


class TextArea(QFrame):
    """`lines` high; longer text scrolls. Looks like a text field."""

    changed = Signal()

    def __init__(
        self, name: TextLike, *, placeholder: TextLike = "", lines: int = 5, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        use_role(self.edit, "body")
        use_thin_bars(self.edit)
        bind(self.edit.setAccessibleName, name)
        bind(self.edit.setPlaceholderText, placeholder)
        self.edit.document().setDocumentMargin(0)
        self.edit.setFixedHeight(round(lines * QFontMetricsF(self.edit.font()).lineSpacing()) + 4)
        self.edit.textChanged.connect(self.changed)
        self.setFocusProxy(self.edit)
        column_layout(self, 10, 8, 4, 8).addWidget(self.edit)
        self._recolour()

    def text(self) -> str:
        return self.edit.toPlainText()

    def set_text(self, text: str) -> None:
        self.edit.setPlainText(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._recolour()

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        border, width = (c.accent, 1.5) if self.edit.hasFocus() else (c.control, 1.0)
        with painting(self) as painter:
            draw_box(painter, self.rect(), c.raised, border, Radius.CONTROL, width)

    def _recolour(self) -> None:
        palette = QPalette(self.edit.palette())
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        palette.setColor(QPalette.ColorRole.Text, colors().text)
        palette.setColor(QPalette.ColorRole.PlaceholderText, colors().text3)
        self.edit.setPalette(palette)
