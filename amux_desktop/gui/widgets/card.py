"""Cards, hairlines and the rows that settings and forms are made of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from amux_desktop.gui.i18n import TextLike
from amux_desktop.gui.paint import draw_box, painting
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.tokens import Height, Radius
from amux_desktop.gui.widgets.label import Label


class Card(QFrame):
    """A bordered surface. `column` is its layout; rows added with `add_row` are separated by hairlines."""

    def __init__(self, *, fill: str = "raised", border: str = "line", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fill = fill
        self._border = border
        self._rows = 0
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(1, 1, 1, 1)
        self.column.setSpacing(0)

    def set_surface(self, fill: str, border: str) -> None:
        self._fill, self._border = fill, border
        self.update()

    def add_row(self, row: QWidget) -> None:
        if self._rows:
            self.column.addWidget(Divider())
        self.column.addWidget(row)
        self._rows += 1

    def clear_rows(self) -> None:
        clear_layout(self.column)
        self._rows = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        with painting(self) as painter:
            draw_box(painter, self.rect(), c.named(self._fill), c.named(self._border), Radius.CARD)


class Divider(QWidget):
    """A hairline, horizontal unless told otherwise."""

    def __init__(self, *, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(self.rect(), colors().line)


class TitledCard(Card):
    """A card with a title row; `trailing` holds what stands at its right end."""

    def __init__(self, title: TextLike, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.title = Label(title, "h3")
        head = QWidget()
        self.head = row_layout(head, 16, 11, 12, 11, spacing=10)
        self.head.addWidget(self.title)
        self.trailing = QHBoxLayout()
        self.trailing.setSpacing(8)
        self.head.addLayout(self.trailing, 1)
        head.setMinimumHeight(theme().px(42))
        self.column.addWidget(head)


class SettingRow(QWidget):
    """Title and description at the left, a control at the right."""

    def __init__(self, title: TextLike, description: TextLike, control: QWidget | None = None) -> None:
        super().__init__()
        self.title = Label(title, "body_m")
        self.description = Label(description, "small", "text2", wrap=True)
        self.description.setVisible(bool(str(description)))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addStretch(1)
        texts.addWidget(self.title)
        texts.addWidget(self.description)
        texts.addStretch(1)
        self.row = row_layout(self, 16, 10, 16, 10, spacing=16)
        self.row.addLayout(texts, 1)
        if control is not None:
            self.row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(theme().px(Height.SETTING))

    def set_description(self, description: TextLike) -> None:
        self.description.set_text(description)
        self.description.setVisible(bool(str(description)))


class ClickableRow(QAbstractButton):
    """A row that opens something; reachable by Tab, pressed with Enter, Space or the mouse. A button to assistive
    technology, whatever a subclass lays out or draws in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing of its own."""


class Section(QWidget):
    """A heading with an optional sentence and controls at the right, above what it introduces."""

    def __init__(self, title: TextLike, description: TextLike = "") -> None:
        super().__init__()
        self.title = Label(title, "h3")
        self.description = Label(description, "small", "text2", wrap=True)
        self.description.setVisible(bool(str(description)))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.title)
        texts.addWidget(self.description)
        self.row = row_layout(self, 0, 0, 0, 0, spacing=8)
        self.row.addLayout(texts, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def set_description(self, description: TextLike) -> None:
        self.description.set_text(description)
        self.description.setVisible(bool(str(description)))

    def add_control(self, control: QWidget) -> None:
        self.row.addWidget(control, 0, Qt.AlignmentFlag.AlignBottom)


def row_layout(
    owner: QWidget | None, left: int = 0, top: int = 0, right: int = 0, bottom: int = 0, *, spacing: int = 8
) -> QHBoxLayout:
    layout = QHBoxLayout(owner) if owner is not None else QHBoxLayout()
    layout.setContentsMargins(left, top, right, bottom)
    layout.setSpacing(spacing)
    return layout


def column_layout(
    owner: QWidget | None, left: int = 0, top: int = 0, right: int = 0, bottom: int = 0, *, spacing: int = 8
) -> QVBoxLayout:
    layout = QVBoxLayout(owner) if owner is not None else QVBoxLayout()
    layout.setContentsMargins(left, top, right, bottom)
    layout.setSpacing(spacing)
    return layout


def clear_layout(layout: QLayout | QBoxLayout) -> None:
    """Removes and deletes everything in a layout, nested layouts too."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif nested := item.layout():
            clear_layout(nested)
