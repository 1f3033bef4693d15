"""Thin scroll bars and the scrolling body of a page."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollArea, QScrollBar, QStyle, QStyleOptionSlider, QWidget

from amux_desktop.gui.paint import draw_box, painting
from amux_desktop.gui.theme import colors

BAR = 10


class ScrollBar(QScrollBar):
    """A 10-px bar without arrows; the handle is 6 px and darker under the mouse."""

    def sizeHint(self) -> QSize:
        return QSize(BAR, BAR)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, self
        )
        if self.maximum() <= self.minimum():
            return
        c = colors()
        box = handle.adjusted(2, 2, -2, -2)
        active = self.underMouse() or self.isSliderDown()
        with painting(self) as painter:
            draw_box(painter, box, c.scroll_hover if active else c.scroll, None, (BAR - 4) / 2)


def use_thin_bars(area: QAbstractScrollArea) -> None:
    """Replaces both bars and makes frame and viewport transparent."""
    area.setVerticalScrollBar(ScrollBar(Qt.Orientation.Vertical, area))
    area.setHorizontalScrollBar(ScrollBar(Qt.Orientation.Horizontal, area))
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.viewport().setAutoFillBackground(False)


class Scroller(QScrollArea):
    """Scrolls one widget vertically. Its content never moves sideways when the bar appears (see `gutter`)."""

    def __init__(self, content: QWidget, *, gutter: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        use_thin_bars(self)
        self._gutter = gutter
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content.setAutoFillBackground(False)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.verticalScrollBar().rangeChanged.connect(self._fit_gutter)
        self._fit_gutter(0, 0)

    def _fit_gutter(self, low: int, high: int) -> None:
        """The body's right padding shrinks by the bar's width while the bar is there."""
        content = self.widget()
        layout = content.layout() if content is not None else None
        if layout is None or not self._gutter:
            return
        margins = layout.contentsMargins()
        margins.setRight(self._gutter - (BAR if high > low else 0))
        if margins != layout.contentsMargins():
            layout.setContentsMargins(margins)
