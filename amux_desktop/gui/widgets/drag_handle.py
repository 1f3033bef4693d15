"""Where a row of a list is taken hold of to move it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from amux_desktop.gui.i18n import TextLike
from amux_desktop.gui.widgets.button import IconButton


class DragHandle(IconButton):
    """`dragged` while the mouse moves and `dropped` at the end, both with the global position; `moved` by one place with the
    arrow keys."""

    dragged = Signal(QPoint)
    dropped = Signal(QPoint)
    moved = Signal(int)

    def __init__(self, name: TextLike) -> None:
        super().__init__("grip-vertical", name, size="xs")
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._dragging = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        super().mouseReleaseEvent(event)
        if self._dragging:
            self._dragging = False
            self.dropped.emit(event.globalPosition().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)
