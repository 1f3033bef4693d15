"""A card that shows one line until it is opened: thoughts, tool calls, what is rarely read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from amux_desktop.gui.i18n import TextLike, bind
from amux_desktop.gui.icons import draw_icon
from amux_desktop.gui.paint import draw_box, draw_text, painting
from amux_desktop.gui.theme import colors, theme, use_role
from amux_desktop.gui.tokens import Height, Radius
from amux_desktop.gui.widgets.card import Card, column_layout

_EDGE, _GAP = 12, 8


class _Head(QPushButton):
    """A check button, so a screen reader says whether it is open."""

    def __init__(self, icon: str, title: TextLike, note: TextLike) -> None:
        super().__init__()
        self._icon, self._note = icon, note
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        use_role(self, "small_m")
        bind(self.setText, title)

    def sizeHint(self) -> QSize:
        return QSize(160, theme().px(Height.MD))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, theme().px(Height.MD))

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        px = theme().px
        with painting(self) as painter:
            if self.underMouse() or self.isDown():
                draw_box(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2), c.hover, None, Radius.SMALL)
            side = px(14)
            y = round((self.height() - side) / 2)
            chevron = "chevron-down" if self.isChecked() else "chevron-right"
            draw_icon(painter, chevron, QRectF(_EDGE, y, side, side), c.text3)
            x = _EDGE + side + _GAP
            draw_icon(painter, self._icon, QRectF(x, y, side, side), c.text2)
            x += side + _GAP
            painter.setFont(self.font())
            width = painter.fontMetrics().horizontalAdvance(self.text())
            room = self.width() - x - _EDGE
            draw_text(painter, QRectF(x, 0, min(width + 1, room), self.height()), self.text(), c.text)
            rest = room - width - _GAP
            if rest > px(40) and str(self._note):
                painter.setFont(theme().font("small"))
                box = QRectF(x + width + _GAP, 0, rest, self.height())
                draw_text(painter, box, str(self._note), c.text3)


class Fold(Card):
    """`make` builds the content when it is opened for the first time."""

    def __init__(
        self, icon: str, title: TextLike, note: TextLike, make: Callable[[], QWidget], *, opened: bool = False
    ) -> None:
        super().__init__(fill="raised")
        self._make = make
        self._content: QWidget | None = None
        self.head = _Head(icon, title, note)
        self.head.toggled.connect(self._toggle)
        self.column.addWidget(self.head)
        self._body = column_layout(None, _EDGE, 0, _EDGE, _EDGE, spacing=0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.head.setChecked(opened)

    def content(self) -> QWidget | None:
        """None while it has never been open."""
        return self._content

    def _toggle(self, opened: bool) -> None:
        if opened and self._content is None:
            self._content = self._make()
            self._body.addWidget(self._content)
            self.column.addLayout(self._body)
        if self._content is not None:
            self._content.setVisible(opened)
            self._body.setContentsMargins(_EDGE, 0, _EDGE, _EDGE if opened else 0)
        self.updateGeometry()
